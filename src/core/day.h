#ifndef CORE_DAY_H
#define CORE_DAY_H
/** Civil days and instants.
 *  (1) A day is a count of civil days from 1970-01-01, proleptic Gregorian.
 *  (2) An instant is microseconds UTC.
 *  (3) The city lives at +08:00 all year; its civil day follows from that. */
#include "base/arena.h"

struct day {
    int32_t n;
};

#define NO_DAY_N INT32_MIN
/** No end: 长期. NULL in the database. */
#define NO_DAY ((struct day){ NO_DAY_N })
/** A constant expression for tables of rules. */
#define DAY(y, m, d)                                                                               \
    {                                                                                              \
        DAY_NUMBER(y, m, d)                                                                        \
    }
#define DAY_ERA_YEAR_(y, m) ((y) - ((m) <= 2))
#define DAY_NUMBER(y, m, d)                                                                        \
    (DAY_ERA_YEAR_(y, m) * 365 + DAY_ERA_YEAR_(y, m) / 4 - DAY_ERA_YEAR_(y, m) / 100 +             \
     DAY_ERA_YEAR_(y, m) / 400 + (153 * ((m) + ((m) > 2 ? -3 : 9)) + 2) / 5 + (d)-1 - 719468)

enum { INSTANT_TEXT_BYTES = 40 };

struct civil {
    int year, month, day;
};

static inline bool day_is(struct day d)
{
    return d.n != NO_DAY_N;
}
struct civil day_civil(struct day d);
/** False when there is no such day, or the year is outside 1 to 9999. */
bool day_make(int year, int month, int day, struct day *out);
/** 19800615 or 1980-06-15. */
bool day_parse(struct str text, struct day *out);
/** `YYYY-MM-DD`, into 11 bytes; NO_DAY gives "". */
const char *day_text(struct day d, char out[11]);
struct str day_str(struct arena *arena, struct day d);
/** `YYYYMMDD`, as in numbers and old registers. */
struct str day_digits(struct arena *arena, struct day d);
/** The same month and day N years on; 29 February becomes 1 March in a common year [GA214.8]. Here
 * and below the result must lie in the years 1 to 9999. */
struct day day_add_years(struct day d, int years);
/** The same day of the month N months on; a day the month lacks becomes the first of the next. */
struct day day_add_months(struct day d, int months);
/** Full years (周岁): reached on the birthday, on 1 March for 29 February in a common year
 * [GA214.8]. */
int day_full_years(struct day born, struct day on);
/** 0 Sunday to 6 Saturday. */
int day_of_week(struct day d);
/** The city's civil day of an instant. */
struct day day_of_instant(int64_t instant_us);
/** Midnight of the city's civil day. */
int64_t instant_of_day(struct day d);
/** RFC 3339 with +08:00, to the second: `2008-03-03T09:30:00+08:00`. */
const char *instant_text(int64_t instant_us, char out[INSTANT_TEXT_BYTES]);
struct str instant_str(struct arena *arena, int64_t instant_us);
/** The machine's clock: for the faces only. */
int64_t instant_now(void);
/** Of the clock that only goes on: to measure how long something took. */
int64_t monotonic_ns(void);

#endif
