#include "base/utf8.h"
#include "core/division.h"
#include "places/address.h"

static bool blank(uint32_t point)
{
    return point <= ' ' || point == 0xA0 || point == 0x3000 || point == 0xFEFF;
}

/** Full-width digits, letters and hyphen have the same order as ASCII, from U+FF01 on. */
static uint32_t half_width(uint32_t point)
{
    bool digit = point >= 0xFF10 && point <= 0xFF19;
    bool letter = (point >= 0xFF21 && point <= 0xFF3A) || (point >= 0xFF41 && point <= 0xFF5A);
    return digit || letter || point == 0xFF0D ? point - 0xFF01 + '!' : point;
}

static bool stands_as_it_is(struct str part)
{
    for (uint32_t point; utf8_next(&part, &point);)
        if (blank(point) || half_width(point) != point)
            return false;
    return true;
}

struct str address_part(struct arena *arena, struct str part)
{
    if (stands_as_it_is(part))
        return part;
    char *out = arena_bytes(arena, part.len);
    size_t len = 0;
    for (uint32_t point; utf8_next(&part, &point);)
        if (!blank(point))
            len += utf8_put(half_width(point), out + len);
    return str_from(out, len);
}

/** A run of digits counts without the zeros before it, as in place_key. */
static uint64_t hash_part(uint64_t hash, struct str part)
{
    bool in_zeros = false, in_run = false;
    for (uint32_t point; utf8_next(&part, &point);) {
        if (blank(point))
            continue;
        point = half_width(point);
        bool digit = point >= '0' && point <= '9';
        if (in_zeros && !digit)
            hash = (hash ^ '0') * 0x100000001b3u;
        in_zeros = point == '0' && !in_run;
        in_run = digit && !in_zeros;
        if (!in_zeros)
            hash = (hash ^ point) * 0x100000001b3u;
    }
    return in_zeros ? (hash ^ '0') * 0x100000001b3u : hash;
}

uint64_t address_hash(int32_t county, struct str street, struct str door)
{
    if (!street.len || !door.len)
        return 0;
    uint64_t hash = hash_part(0xcbf29ce484222325u ^ (uint64_t)(uint32_t)county << 32, street);
    hash = hash_part((hash ^ '\n') * 0x100000001b3u, door);
    hash ^= hash >> 29;
    return hash | 1;
}

/** The line while it is put together. */
struct draft {
    struct arena *arena;
    int32_t county_code;
    struct str region, prefecture, county, street, door, detail;
};

static void region_in_short(struct draft *draft)
{
    draft->region = division_short_province(draft->county_code);
}

/** Street and number find the door without it [domain 11, likely]. Only where a street follows. */
static void without_sub_district(struct draft *draft)
{
    struct str mark = STR("街道");
    size_t end = str_find(draft->street, mark) + mark.len;
    if (end < draft->street.len)
        draft->street = str_cut(draft->street, end, draft->street.len);
}

/* clang-format off */
/** The local order of shortening [domain 11]: the first row that brings the line to 35 units is the last one taken. */
static const struct {
    const char *what;
    void (*take)(struct draft *draft);
} shortening[] = {
    { "省级名称用简称",   region_in_short },
    { "略去街道办事处名", without_sub_district },
};
/* clang-format on */

static void set_down(const struct draft *draft, const char *step, struct address_line *out)
{
    struct str text =
        arena_printf(draft->arena, STR_FMT STR_FMT STR_FMT STR_FMT STR_FMT STR_FMT,
                     STR_ARG(draft->region), STR_ARG(draft->prefecture), STR_ARG(draft->county),
                     STR_ARG(draft->street), STR_ARG(draft->door), STR_ARG(draft->detail));
    *out = (struct address_line){ text, utf8_utf16_units(text), step };
}

enum refusal address_compose(struct arena *arena, const struct address *address, struct day on,
                             struct address_line *out)
{
    struct division_parts parts = division_parts(address->county, on);
    struct draft draft = { arena,
                           address->county,
                           parts.province,
                           parts.prefecture,
                           parts.county,
                           address_part(arena, address->street),
                           address_part(arena, address->door),
                           address_part(arena, address->detail) };
    set_down(&draft, NULL, out);
    if (!parts.province.len)
        return NO_ITEM_WRONG;
    for (size_t i = 0; i < COUNT(shortening) && out->units > ADDRESS_UNITS_MAX; i++) {
        shortening[i].take(&draft);
        set_down(&draft, shortening[i].what, out);
    }
    return out->units > ADDRESS_UNITS_MAX ? NO_ADDRESS_TOO_LONG : REFUSAL_NONE;
}

/* clang-format off */
/** How a county's organ is called, by the ending of its name; the first row that fits counts. */
static const struct {
    const char *ending;
    bool of_city;       /* a branch of the city's bureau */
    const char *after;  /* behind the county's name */
    const char *source;
} organs[] = {
    { "区", true,  "分局",   "[domain 7.1]" },
    { "",   false, "公安局", "[domain 8.6]" },
};
/* clang-format on */

static struct str organ_name(struct arena *arena, const struct division_parts *parts)
{
    size_t row = 0;
    while (!str_ends(parts->county, organs[row].ending))
        row++;
    if (!organs[row].of_city)
        return arena_printf(arena, STR_FMT "%s", STR_ARG(parts->county), organs[row].after);
    struct str city = parts->prefecture.len ? parts->prefecture : parts->province;
    return arena_printf(arena, STR_FMT "公安局" STR_FMT "%s", STR_ARG(city), STR_ARG(parts->county),
                        organs[row].after);
}

enum refusal issuing_organ(struct arena *arena, int32_t county, struct day on, struct str *out)
{
    struct division_parts parts = division_parts(county, on);
    if (!parts.county.len)
        return NO_ITEM_WRONG;
    struct str name = organ_name(arena, &parts);
    if (utf8_utf16_units(name) > ORGAN_UNITS_MAX)
        return NO_ITEM_WRONG;
    *out = name;
    return REFUSAL_NONE;
}
