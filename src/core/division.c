#include "core/division.h"
#include "core/division_rows.h"

int division_code(struct str text)
{
    int code = 0;
    if (text.len != 6)
        return 0;
    for (size_t i = 0; i < 6; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return 0;
        code = code * 10 + (text.at[i] - '0');
    }
    return code;
}

enum division_level division_level(int code)
{
    if (code % 10000 == 0)
        return DIVISION_PROVINCE;
    return code % 100 == 0 ? DIVISION_PREFECTURE : DIVISION_COUNTY;
}

size_t division_count(void)
{
    return division_row_count;
}

struct division division_at(size_t index)
{
    ASSERT(index < division_row_count);
    const struct division_row *row = &division_rows[index];
    return (struct division){
        .code = row->code,
        .level = division_level(row->code),
        .name = division_names + row->name,
        .from = { row->from == DIVISION_OPEN_FROM ? NO_DAY_N : row->from },
        .to = { row->to == DIVISION_OPEN_TO ? NO_DAY_N : row->to },
    };
}

/** The first row whose code is not below the given one. */
static size_t first_row(int code)
{
    size_t low = 0, high = division_row_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (division_rows[mid].code < code)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool is_row_of(size_t i, int code)
{
    return i < division_row_count && division_rows[i].code == code;
}

bool division_ever(int code)
{
    return is_row_of(first_row(code), code);
}

/** Days between the row's time and the day; 0 within it. */
static int64_t distance(const struct division_row *row, struct day on)
{
    if (on.n < row->from)
        return (int64_t)row->from - on.n;
    return on.n > row->to ? (int64_t)on.n - row->to : 0;
}

bool division_nearest(int code, struct day on, struct division *out)
{
    size_t best = first_row(code);
    if (!is_row_of(best, code))
        return false;
    for (size_t i = best + 1; is_row_of(i, code); i++)
        if (distance(&division_rows[i], on) <= distance(&division_rows[best], on))
            best = i; /* of names whose time is unknown the last one counts */
    *out = division_at(best);
    return true;
}

bool division_on(int code, struct day on, struct division *out)
{
    struct division nearest;
    if (!division_nearest(code, on, &nearest))
        return false;
    if ((day_is(nearest.from) && on.n < nearest.from.n) ||
        (day_is(nearest.to) && on.n > nearest.to.n))
        return false;
    *out = nearest;
    return true;
}

bool division_retired(int code, struct day on)
{
    bool was = false;
    for (size_t i = first_row(code); is_row_of(i, code); i++) {
        if (distance(&division_rows[i], on) == 0)
            return false;
        was |= division_rows[i].to < on.n;
    }
    return was;
}

/** Rows of the list that hold counties together and are no places. */
static bool is_placeholder(struct str name)
{
    return str_ends(name, "市辖区") || str_is(name, "县") || str_ends(name, "直辖县级行政区划") ||
           str_ends(name, "直辖县级行政单位") || str_ends(name, "直辖行政单位");
}

static struct str place_name(int code, struct day on)
{
    struct division division;
    if (!division_nearest(code, on, &division) || is_placeholder(str_of(division.name)))
        return NO_STR;
    return str_of(division.name);
}

struct division_parts division_parts(int code, struct day on)
{
    struct division_parts parts = { NO_STR, NO_STR, NO_STR };
    if (!division_ever(code))
        return parts;
    parts.province = place_name(code / 10000 * 10000, on);
    if (division_level(code) != DIVISION_PROVINCE)
        parts.prefecture = place_name(code / 100 * 100, on);
    if (division_level(code) == DIVISION_COUNTY)
        parts.county = place_name(code, on);
    return parts;
}

struct str division_full_name(struct arena *arena, int code, struct day on)
{
    struct division_parts parts = division_parts(code, on);
    return arena_printf(arena, STR_FMT STR_FMT STR_FMT, STR_ARG(parts.province),
                        STR_ARG(parts.prefecture), STR_ARG(parts.county));
}

struct str division_short_province(int code)
{
    static const char *const endings[] = { "维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区",
                                           "自治区",       "省",         "市" };
    struct str name = place_name(code / 10000 * 10000, NO_DAY);
    for (size_t i = 0; i < COUNT(endings); i++)
        if (str_ends(name, endings[i]))
            return str_cut(name, 0, name.len - strlen(endings[i]));
    return name;
}

size_t division_below(int code, struct day on, struct division *out, size_t room)
{
    int step = division_level(code) == DIVISION_PROVINCE ? 100 : 1;
    int end = code + step * 100;
    size_t n = 0;
    if (division_level(code) == DIVISION_COUNTY)
        return 0;
    for (size_t i = first_row(code + 1); i < division_row_count && division_rows[i].code < end;
         i++) {
        int below = division_rows[i].code;
        struct division division;
        if (below % step != 0 || is_row_of(i + 1, below) || !division_on(below, on, &division))
            continue;
        if (step == 1 && is_placeholder(str_of(division.name)))
            continue;
        if (n < room)
            out[n] = division;
        n++;
    }
    return n;
}

size_t town_count(void)
{
    return town_row_count;
}

struct town town_at(size_t index)
{
    ASSERT(index < town_row_count);
    const struct town_row *row = &town_rows[index];
    return (struct town){ row->code, division_names + row->name, row->legal != 0 };
}

/** Sorts a town right before its committees. */
static int64_t town_key(int64_t code)
{
    return code < INT64_C(1000000000) ? code * 1000 : code;
}

bool town_find(int64_t code, struct town *out)
{
    size_t low = 0, high = town_row_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (town_key(town_rows[mid].code) < town_key(code))
            low = mid + 1;
        else
            high = mid;
    }
    if (low == town_row_count || town_rows[low].code != code)
        return false;
    *out = town_at(low);
    return true;
}

struct str town_short_name(struct str town, const char *county)
{
    static const char *const endings[] = { "街道", "镇", "乡", "片区", "管委会", "片区" };
    if (str_starts(town, county))
        town = str_cut(town, strlen(county), town.len);
    for (size_t i = 0; i < COUNT(endings); i++)
        if (str_ends(town, endings[i]) && town.len > strlen(endings[i]) + strlen("字"))
            town = str_cut(town, 0, town.len - strlen(endings[i]));
    return town;
}
