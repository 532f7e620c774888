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

/** Those of one name, however it is typed, and one birth date who live in the stations from … to; at
 * most `limit`. The right to look is the caller's. */
MUST_USE enum outcome persons_named(struct desk *desk, struct str name, struct day born_on,
                                    int32_t from, int32_t to, int limit, struct persons *out);

/** Names and former names of everybody registered in the clerk's reach, to be looked at and not kept.
 *  The callback asks no database. */
MUST_USE enum outcome person_names_each(struct desk *desk,
                                        void (*look)(void *self, int32_t station, struct str name,
                                                     struct str former_name),
                                        void *self);

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

/* ---- versions ----
 *
 * Inside a transaction. The version that stood is closed into person_past or household_past, with
 * the details, true until `true_from` and known until now; the next one opens. Nothing is deleted.
 * Who must be told is told here, before the entry of the use case: `person.changed` and
 * `household.changed`, the subject the record, the body {from, to, trueFrom, changed: [keys]}.
 * What is the caller's: may() and reach; the papers; whether the change is allowed; the directory of
 * numbers when number or status changes (number_holder_add, number_holder_end,
 * person_holds_number); one journal entry. */

/** The next version of a person, with every column of `next` but part, id, ver, true_from,
 * known_from and name_key, which follow; `person` becomes it. A person frozen by an approval
 * changes only when `next` is no longer frozen: what decides the approval thaws with the change.
 *  refuses  CHANGED_MEANWHILE  somebody was first, or `person` was not read as it stands
 *           PERSON_FROZEN      an approval is open, and stays so
 *           ITEM_WRONG         `true_from` lies ahead */
MUST_USE enum outcome person_update(struct desk *desk, struct person *person,
                                    const struct person *next, struct day true_from);
struct person_detail;
/** The same, with details as they are to be from now on. */
MUST_USE enum outcome person_update_detail(struct desk *desk, struct person *person,
                                           const struct person *next,
                                           const struct person_detail *detail,
                                           struct day true_from);
/** person_update from today on, with this number alone. */
MUST_USE enum outcome person_change_number(struct desk *desk, struct person *person,
                                           struct str number);
/** refuses  CHANGED_MEANWHILE, ITEM_WRONG */
MUST_USE enum outcome household_update(struct desk *desk, struct household *household,
                                       const struct household *next, struct day true_from);

/** An open approval holds the person's record; no version of its own.
 *  refuses  PERSON_FROZEN  another one does, or there is no such person */
MUST_USE enum outcome person_freeze(struct desk *desk, int32_t part, int64_t id,
                                    int64_t approval_id);
/** refuses  CHANGED_MEANWHILE  that approval does not hold it */
MUST_USE enum outcome person_thaw(struct desk *desk, int32_t part, int64_t id, int64_t approval_id);

/* ---- rows ---- */

/** The row an INSERT takes its 22 values from. */
MUST_USE enum outcome person_add(struct desk *desk, const struct person *person);
/** Version 1, from today, in use, where known_from and status are not filled in. */
MUST_USE enum outcome household_add(struct desk *desk, const struct household *household);
MUST_USE enum outcome number_holder_add(struct desk *desk, struct str number,
                                        const struct number_holder *holder, bool held);
/** More than one holds it now. */
MUST_USE enum outcome number_holder_share(struct desk *desk, struct str number, int32_t part,
                                          int64_t person);
/** Given up; whoever is left alone holds it solely. */
MUST_USE enum outcome number_holder_end(struct desk *desk, struct str number, int32_t part,
                                        int64_t person);
/** Whoever gave the number up holds it again.
 *  refuses  NUMBER_DUPLICATE  somebody holds it now, or this person never did */
MUST_USE enum outcome number_holder_resume(struct desk *desk, struct str number, int32_t part,
                                           int64_t person);

#endif
