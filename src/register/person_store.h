#ifndef REGISTER_PERSON_STORE_H
#define REGISTER_PERSON_STORE_H
/** Persons and households as rows: loading, new versions, the directory of numbers. Rights and
 * reach are asked by the use cases. */
#include "register/person.h"

/** refuses  PERSON_UNKNOWN */
MUST_USE enum outcome person_load(struct desk *desk, int32_t part, int64_t id, struct person *out);
MUST_USE enum outcome household_load(struct desk *desk, int32_t part, int64_t id,
                                     struct household *out);

/** The person an id of the old system 原编号 leads to.  refuses  PERSON_UNKNOWN */
MUST_USE enum outcome person_of_legacy(struct desk *desk, struct str legacy, int32_t *part,
                                       int64_t *id);

struct persons {
    struct person *at;
    size_t count;
};
/** The persons of a household who are registered there now, in the order they came; at most 200. */
MUST_USE enum outcome household_members(struct desk *desk, int32_t part, int64_t household,
                                        struct persons *out);

/** A place in the directory of numbers. */
struct number_holder {
    int32_t part;
    int64_t person;
    bool sole;
};
struct number_holders {
    struct number_holder *at;
    size_t count;
};
/** Who holds the number now: nobody, one, or more than one with open cases. Two routed look-ups
 * lead to a person. */
MUST_USE enum outcome number_holders_of(struct desk *desk, struct str number,
                                        struct number_holders *out);
/** Who held it once and gave it up: by a change of number, by death, by moving out. */
MUST_USE enum outcome number_past_holders_of(struct desk *desk, struct str number,
                                             struct number_holders *out);
/** Whether anybody ever held it: a number given up is never used again [domain 3.3]. */
MUST_USE enum outcome number_ever_held(struct desk *desk, struct str number, bool *out);

/** Closes the version the person stands in and opens the next with this number, if nobody was
 * first; person->ver, true_from, known_from and number become the new ones. Inside a transaction.
 * refuses  CHANGED_MEANWHILE */
MUST_USE enum outcome person_change_number(struct desk *desk, struct person *person,
                                           struct str number);

/** The row an INSERT takes its 22 values from. */
MUST_USE enum outcome person_add(struct desk *desk, const struct person *person);
MUST_USE enum outcome household_add(struct desk *desk, const struct household *household);
MUST_USE enum outcome number_holder_add(struct desk *desk, struct str number,
                                        const struct number_holder *holder, bool held);
/** More than one holds it now. */
MUST_USE enum outcome number_holder_share(struct desk *desk, struct str number, int32_t part,
                                          int64_t person);
/** Given up; whoever is left alone holds it solely. */
MUST_USE enum outcome number_holder_end(struct desk *desk, struct str number, int32_t part,
                                        int64_t person);

#endif
