#ifndef REGISTER_SEARCH_H
#define REGISTER_SEARCH_H
/** Looking for persons.
 *  (1) Always inside the clerk's reach, by residence now, and always with a purpose [G21 88].
 *  (2) What is found is masked; the whole record is see_person.h, a look of its own.
 *  (3) Each settled search leaves one entry: by what was searched and how many were found, never
 *      for whom.
 *  (4) Nobody is searched by anything but number, name, household or old id. */
#include "base/buf.h"
#include "core/desk.h"

/** Exactly one of the four is used, the first that is there. */
struct person_query {
    struct str number;    /* all of it; 15 digits find the 18 they became; one nobody holds any more
                           finds who held it */
    struct str name;      /* exact, or the beginning when it has two characters or more */
    struct str household; /* 户号 */
    struct str legacy;    /* 原编号 */
    struct str cursor;    /* `next` of the page before, or empty */
    int limit;            /* 1 to 200 */
};

/** A person found, as it is shown: masked. */
struct person_hit {
    int32_t part;
    int64_t id;
    struct str name, number; /* masked */
    struct str sex;
    int32_t born_year; /* 0: unknown */
    int32_t station;
    int64_t household;
    struct str status;
    int64_t open_case; /* number case, or 0 */
};
struct person_hits {
    struct person_hit *at;
    size_t count;
    struct str next; /* cursor, or empty */
};

/** Finds and settles: a transaction with the entry `person.searched` {by, hits, page}. Those of the
 *  same name before those whose name only begins so.
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING, PURPOSE_REQUIRED, SEARCH_TOO_WIDE, NUMBER_WRONG (not a whole number),
 *           BAD_REQUEST (cursor, limit) */
MUST_USE enum outcome persons_search(struct desk *desk, const struct person_query *query,
                                     struct person_hits *out);
/** The two halves, for a face that reads and writes apart: the first only reads, the second writes
 * the entry. */
MUST_USE enum outcome persons_find(struct desk *desk, const struct person_query *query,
                                   struct person_hits *out);
MUST_USE enum outcome persons_found(struct desk *desk, const struct person_query *query,
                                    size_t hits);

/** {part,id,name,number,sex,bornYear,stationName,householdId,status,openCase} */
void person_hit_json(struct desk *desk, struct buf *buf, const struct person_hit *hit);

#endif
