#ifndef BUSINESS_MATTER_H
#define BUSINESS_MATTER_H
/** A business with all the register says about it: inside this folder only. It is loaded and judged
 *  twice, when it is opened and when it is applied, since the register goes on between. */
#include "business/business_store.h"
#include "register/number_case.h"
#include "register/person_detail.h"
#include "register/person_store.h"

struct matter {
    const struct business_kind *kind;
    struct business business;
    struct business_items items;
    struct person person; /* id 0: nobody yet, or the household itself */
    struct person_detail detail;
    struct household
        household;          /* where the person is now, or the one that is changed; id 0: none */
    struct persons members; /* of it who are registered now, the person among them */
    struct household joins; /* the one joined; id 0: one of one's own */
    struct person new_head; /* id 0: none named */
    struct person father, mother; /* id 0: none named, or none of this city */
    struct day born_on;           /* as it will be */
    struct str sex;
    int32_t was_station;    /* where he lived before; 0: nowhere here */
    struct str was_address; /* the same in one line */
    struct household home;  /* where he lives after it; once matter_certify looked */
};

/** business.kind, part, person, household, whole and items are read; the rest is filled in.
 *  refuses  PERSON_UNKNOWN, ITEM_WRONG (a number nobody, or more than one, holds) */
MUST_USE enum outcome matter_load(struct desk *desk, struct matter *m);
/** Everything the register can say against it.
 *  refuses  BUSINESS_SUBJECT, HOUSEHOLD_SUBJECT, ITEMS_CONTRADICT, NEW_HEAD_REQUIRED, NOTHING_CHANGES, ONCE_ONLY,
 *           PARENTS_CYCLIC, PARENTS_IMPOSSIBLE, NUMBER_DUPLICATE, NUMBER_SEX, NUMBER_BIRTH,
 *           HOUSEHOLD_NOT_EMPTY */
MUST_USE enum outcome matter_check(struct desk *desk, struct matter *m);
/** Does it: rows and the directory; business.person, old_number and new_number are set. */
MUST_USE enum outcome matter_apply(struct desk *desk, struct matter *m);

/** Issues the certificates the kind brings, once it is applied [domain 3.3].
 *  refuses  CERTIFICATES_USED_UP */
MUST_USE enum outcome matter_certify(struct desk *desk, struct matter *m);

/** What the register says of an item now; without bytes when nothing. */
struct str matter_before(struct desk *desk, const struct matter *m, enum business_item item);
/** Members registered now, the person himself left out when `but` is his id. */
size_t matter_others(const struct matter *m);
static inline struct str matter_said(const struct matter *m, enum business_item item)
{
    return m->items.at[item];
}
bool matter_needs_new_number(const struct matter *m);

#endif
