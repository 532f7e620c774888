#include "core/day.h"

#define DAY_US  INT64_C(86400000000)
#define CITY_US INT64_C(28800000000)

struct civil day_civil(struct day d)
{
    int32_t z = d.n + 719468;
    int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    int32_t doe = z - era * 146097;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int32_t mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;
    return (struct civil){ yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1 };
}

static bool leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return lengths[month - 1] + (month == 2 && leap(year));
}

bool day_make(int year, int month, int day, struct day *out)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > month_length(year, month))
        return false;
    out->n = DAY_NUMBER(year, month, day);
    return true;
}

static bool digits(struct str s, int *out)
{
    int n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
        n = n * 10 + (s.at[i] - '0');
    }
    *out = n;
    return s.len > 0;
}

bool day_parse(struct str text, struct day *out)
{
    int y, m, d;
    if (text.len == 10 && text.at[4] == '-' && text.at[7] == '-')
        return digits(str_cut(text, 0, 4), &y) && digits(str_cut(text, 5, 2), &m) &&
               digits(str_cut(text, 8, 2), &d) && day_make(y, m, d, out);
    return text.len == 8 && digits(str_cut(text, 0, 4), &y) && digits(str_cut(text, 4, 2), &m) &&
           digits(str_cut(text, 6, 2), &d) && day_make(y, m, d, out);
}

const char *day_text(struct day d, char out[11])
{
    if (!day_is(d)) {
        out[0] = '\0';
        return out;
    }
    struct civil c = day_civil(d);
    int rest[] = { c.year, c.month, c.day };
    static const int ends[] = { 3, 6, 9 }, begins[] = { 0, 5, 8 };
    memcpy(out, "0000-00-00", 11);
    for (int i = 0; i < 3; i++)
        for (int at = ends[i]; at >= begins[i]; at--, rest[i] /= 10)
            out[at] = (char)('0' + rest[i] % 10);
    return out;
}

struct str day_str(struct arena *arena, struct day d)
{
    char text[11];
    return arena_str(arena, str_of(day_text(d, text)));
}

struct str day_digits(struct arena *arena, struct day d)
{
    struct civil c = day_civil(d);
    return arena_printf(arena, "%04d%02d%02d", c.year, c.month, c.day);
}

/** The day, or the first of the next month where the month has no such day. */
static struct day make_or_next(int year, int month, int day)
{
    struct day out;
    if (day_make(year, month, day, &out))
        return out;
    bool made = day_make(year, month + 1, 1, &out); /* December has every day */
    ASSERT(made);
    return out;
}

struct day day_add_years(struct day d, int years)
{
    struct civil c = day_civil(d);
    return make_or_next(c.year + years, c.month, c.day);
}

struct day day_add_months(struct day d, int months)
{
    struct civil c = day_civil(d);
    int month = c.month - 1 + months;
    int year = c.year + (month >= 0 ? month / 12 : (month - 11) / 12);
    return make_or_next(year, ((month % 12) + 12) % 12 + 1, c.day);
}

int day_full_years(struct day born, struct day on)
{
    int years = day_civil(on).year - day_civil(born).year;
    return day_add_years(born, years).n > on.n ? years - 1 : years;
}

int day_of_week(struct day d)
{
    return ((d.n + 4) % 7 + 7) % 7;
}

struct day day_of_instant(int64_t instant_us)
{
    int64_t local = instant_us + CITY_US;
    return (struct day){ (int32_t)((local >= 0 ? local : local - (DAY_US - 1)) / DAY_US) };
}

int64_t instant_of_day(struct day d)
{
    return (int64_t)d.n * DAY_US - CITY_US;
}

const char *instant_text(int64_t instant_us, char out[INSTANT_TEXT_BYTES])
{
    struct day d = day_of_instant(instant_us);
    int64_t second = (instant_us - instant_of_day(d)) / 1000000;
    char text[11];
    snprintf(out, INSTANT_TEXT_BYTES, "%sT%02d:%02d:%02d+08:00", day_text(d, text),
             (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
    return out;
}

struct str instant_str(struct arena *arena, int64_t instant_us)
{
    char text[INSTANT_TEXT_BYTES];
    return arena_str(arena, str_of(instant_text(instant_us, text)));
}

int64_t instant_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t monotonic_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}
