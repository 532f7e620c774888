#ifndef CONFLICT_NOTICE_H
#define CONFLICT_NOTICE_H
/** Who is told of a changed number 号码变更告知清单.
 *  (1) One row for each agency in force on the day, made when the case closes with a new number.
 *  (2) A row is marked once, with day and clerk, and stays. */
#include "conflict/conflict.h"

struct number_notice {
    int32_t part;
    int64_t id;
    int32_t ver;
    int64_t person, number_case;
    struct str agency; /* notice_agencies */
    struct str old_number, new_number;
    int32_t station;
    struct day made_on, told_on;
    int64_t clerk;
    struct str note;
};
extern const struct column notice_columns[];
extern const size_t notice_column_count;
struct number_notices {
    struct number_notice *at;
    size_t count;
};

/** Inside a transaction, of a case that closed with a new number. */
MUST_USE enum outcome notices_make(struct desk *desk, int32_t part, int64_t person,
                                   int64_t number_case);
/** All of a person, in the order they were made; asks no right. */
MUST_USE enum outcome notices_of(struct desk *desk, int32_t part, int64_t person,
                                 struct number_notices *out);
/** The agency was told. Writes `number_notice.told`.
 *  right    MAY_SETTLE_NUMBERS at the notice's station
 *  refuses  NOT_FOUND, RIGHT_MISSING, NOT_YOUR_DESK, CONFLICT_STEP (told already) */
MUST_USE enum outcome notice_told(struct desk *desk, int32_t part, int64_t id, struct str note,
                                  struct number_notice *out);

#endif
