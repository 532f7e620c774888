#ifndef BUSINESS_NUMBER_SEQUENCE_H
#define BUSINESS_NUMBER_SEQUENCE_H
/** The register of serials 顺序码: where new citizen numbers come from [GB 11643] [domain 3.1].
 *  (1) A serial is given once for a county, a day of birth and a sex: odd to men, even to women.
 *  (2) A station draws from its own range; without one, from those its county has in common.
 *  (3) No number anybody ever held is given, whoever gave it. */
#include "core/column.h"
#include "core/desk.h"

/** The next number of the station's county for this day and sex. Inside a transaction.
 *  refuses  SERIALS_USED_UP, ITEM_WRONG (no such sex) */
MUST_USE enum outcome number_next(struct desk *desk, int32_t station, struct day born,
                                  struct str sex, struct str *out);

/** The range of a station from a day on. It writes number_range.set.
 *  right    MAY_DECIDE_CITY at the station
 *  refuses  RIGHT_MISSING, NOT_YOUR_DESK, ITEM_WRONG */
struct number_range {
    int32_t station;
    struct day begins;
    int32_t first, last;
};
extern const struct column number_range_columns[];
extern const size_t number_range_column_count;
MUST_USE enum outcome number_range_set(struct desk *desk, const struct number_range *range);
MUST_USE enum outcome number_ranges(struct desk *desk, struct number_range **out, size_t *count);

#endif
