#include "city/ground.h"
#include "core/division.h"

/* The county units, with the share of the city's people each has, in parts of about a hundred. */
static const struct county_unit {
    const char *code, *name, *bureau;
    uint16_t share;
} county_units[] = {
    { "650102", "天山区", "乌鲁木齐市公安局天山区分局", 17 },
    { "650103", "沙依巴克区", "乌鲁木齐市公安局沙依巴克区分局", 18 },
    { "650104", "新市区", "乌鲁木齐市公安局新市区分局", 23 },
    { "650105", "水磨沟区", "乌鲁木齐市公安局水磨沟区分局", 12 },
    { "650106", "头屯河区", "乌鲁木齐市公安局头屯河区分局", 12 },
    { "650107", "达坂城区", "乌鲁木齐市公安局达坂城区分局", 2 },
    { "650109", "米东区", "乌鲁木齐市公安局米东区分局", 10 },
    { "650121", "乌鲁木齐县", "乌鲁木齐县公安局", 3 },
};
#define UNITS                 COUNT(county_units)
#define PEOPLE_PER_STATION    1000
#define FIRST_STATION_NUMBER  11
#define TOWN_CODE_LENGTH      9
#define COMMITTEE_CODE_LENGTH 12

static size_t code_length(int64_t code)
{
    return code < INT64_C(1000000000) ? TOWN_CODE_LENGTH : COMMITTEE_CODE_LENGTH;
}

static bool in_unit(int64_t code, const struct county_unit *unit)
{
    int64_t county = code_length(code) == TOWN_CODE_LENGTH ? code / 1000 : code / 1000000;
    return county == strtol(unit->code, NULL, 10);
}

static bool usable_town(const struct town *town)
{
    return town->legal && code_length(town->code) == TOWN_CODE_LENGTH;
}

static size_t towns_of(const struct county_unit *unit)
{
    size_t count = 0;
    for (size_t i = 0; i < town_count(); i++) {
        struct town town = town_at(i);
        count += usable_town(&town) && in_unit(town.code, unit);
    }
    return count;
}

/** How many stations each unit gets: one, and the rest to whoever has the most people per station.
 */
static size_t share_stations(size_t wanted, size_t stations[UNITS])
{
    size_t towns[UNITS], given = UNITS;
    for (size_t i = 0; i < UNITS; i++) {
        stations[i] = 1;
        towns[i] = towns_of(&county_units[i]);
    }
    for (; given < wanted; given++) {
        size_t best = UNITS;
        for (size_t i = 0; i < UNITS; i++)
            if (stations[i] < towns[i] &&
                (best == UNITS ||
                 county_units[i].share * stations[best] > county_units[best].share * stations[i]))
                best = i;
        if (best == UNITS)
            break;
        stations[best]++;
    }
    return given;
}

/** The committees behind a town in the table; a town without any is its own committee. */
static void read_committees(struct arena *arena, size_t town, struct station *station)
{
    size_t count = 0;
    while (town + 1 + count < town_count() &&
           code_length(town_at(town + 1 + count).code) == COMMITTEE_CODE_LENGTH)
        count++;
    station->committee_count = count ? count : 1;
    station->committees = NEW_ARRAY(arena, struct committee, station->committee_count);
    station->committees[0] =
        (struct committee){ arena_printf(arena, STR_FMT "001", STR_ARG(station->town_code)),
                            station->town };
    for (size_t i = 0; i < count; i++) {
        struct town row = town_at(town + 1 + i);
        station->committees[i].code = arena_printf(arena, "%012lld", (long long)row.code);
        station->committees[i].name = str_of(row.name);
    }
}

static void read_station(struct arena *arena, size_t town, const struct county_unit *unit,
                         struct station *station)
{
    struct town row = town_at(town);
    snprintf(station->number, sizeof station->number, "%s%03u", unit->code,
             (unsigned)(FIRST_STATION_NUMBER + station->rank) % 1000);
    snprintf(station->code, sizeof station->code, "%s", unit->code);
    station->county = unit->name;
    station->bureau = unit->bureau;
    station->town = str_of(row.name);
    station->town_code = arena_printf(arena, "%09lld", (long long)row.code);
    station->rural = row.code % 1000 >= 100;
    struct str name = town_short_name(station->town, unit->name);
    station->name = arena_printf(arena, STR_FMT "派出所", STR_ARG(name));
    read_committees(arena, town, station);
}

/** The first so many towns of a unit. A town in the country weighs half of one in the city. */
static void read_unit(struct arena *arena, const struct county_unit *unit, size_t stations,
                      struct station *out, int64_t people)
{
    size_t at = 0;
    int64_t weight = 0, left = people;
    for (size_t i = 0; i < town_count() && at < stations; i++) {
        struct town row = town_at(i);
        if (!usable_town(&row) || !in_unit(row.code, unit))
            continue;
        out[at].rank = (int)at;
        out[at].siblings = (int)stations;
        read_station(arena, i, unit, &out[at]);
        weight += out[at++].rural ? 1 : 2;
    }
    ASSERT(at == stations);
    for (size_t i = 0; i < stations; i++) {
        int64_t own = out[i].rural ? 1 : 2;
        out[i].people = left * own / weight;
        left -= out[i].people;
        weight -= own;
    }
}

struct ground ground_new(struct arena *arena, int64_t people)
{
    size_t stations[UNITS];
    int64_t left = people, weight = 0;
    for (size_t i = 0; i < UNITS; i++)
        weight += county_units[i].share;
    struct ground ground = { .count =
                                 share_stations((size_t)(people / PEOPLE_PER_STATION), stations) };
    ground.stations = NEW_ARRAY(arena, struct station, ground.count);
    struct station *out = ground.stations;
    for (size_t i = 0; i < UNITS; i++) {
        int64_t share = left * county_units[i].share / weight;
        read_unit(arena, &county_units[i], stations[i], out, share);
        out += stations[i];
        left -= share;
        weight -= county_units[i].share;
    }
    return ground;
}
