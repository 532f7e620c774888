#ifndef REGISTER_NOTED_H
#define REGISTER_NOTED_H
/** Findings that a clerk noted at a door, kept beside those of the check [S8]: one list, one owner, one
 *  age.
 *  (1) A noted finding has the id of the row of the counter that noted it, and as its station the part
 *      of that row: either leads to the other.
 *  (2) Its cause holds what the register said when it was noted. The check closes it as RIGHTED when
 *      the register says otherwise, and tells by follow("finding.righted").
 *  (3) Whoever closes it by evidence at the desk of findings tells by follow("finding.closed"). Both
 *      name the station and the id, the body is {}. */
#include "db/db.h"
#include "register/finding_kind.h"

struct noted {
    enum finding_kind kind;
    int32_t station;                     /* where it was noted: part of the other row */
    int64_t id;                          /* of the other row */
    int32_t person_part, household_part; /* 0: nobody, no household */
    int64_t person, household;
    struct str field; /* of a wrong item: its heading; else empty */
};
/** Inside the transaction of whoever notes it, who writes the entry. */
MUST_USE enum outcome finding_note(struct desk *desk, const struct noted *noted);

/** The counter settled its row: `righted` when the register was put right, else the register was right
 *  and `reason` says so. One that is closed already stays as it is. */
MUST_USE enum outcome finding_end_noted(struct desk *desk, const struct noted *noted, bool righted,
                                        struct str reason);

/** For the check: the cause its values have now; a row of findings_noted. */
uint64_t noted_cause(struct row row);
/** follow() of a noted finding that closed. */
MUST_USE enum outcome noted_tell(struct desk *desk, const char *verb, int32_t station, int64_t id);

#endif
