#include "office/seed.h"
#include "core/division.h"
#include "db/db.h"
#include "office/office.h"
#include "office/unit.h"

enum { COUNTIES_MAX = 64, FIRST_STATION = 11, TOWN_CODES_END = 1000000000 };

/* ---- names ---- */

static struct str join(struct desk *desk, struct str one, struct str two, const char *three)
{
    return arena_printf(desk->arena, STR_FMT STR_FMT "%s", STR_ARG(one), STR_ARG(two), three);
}

/** 乌鲁木齐市公安局天山区分局 of a district; 乌鲁木齐县公安局 of a county. */
static struct str bureau_name(struct desk *desk, struct str city, struct str county)
{
    if (str_ends(county, "区"))
        return arena_printf(desk->arena, STR_FMT "公安局" STR_FMT "分局", STR_ARG(city),
                            STR_ARG(county));
    return join(desk, county, NO_STR, "公安局");
}

static struct str bureau_short(struct desk *desk, struct str county)
{
    return join(desk, county, NO_STR, str_ends(county, "区") ? "分局" : "公安局");
}

/* ---- which units are kept here ---- */

static bool is_here(const struct city_seed *seed, enum unit_kind kind, int32_t number)
{
    int32_t beside = unit_kind_text(kind)->office ? unit_bureau(number) : number;
    for (size_t i = 0; i < seed->here_count; i++)
        if (seed->here[i] == beside)
            return true;
    return seed->here_count == 0;
}

static enum outcome put(struct desk *desk, const struct city_seed *seed, enum unit_kind kind,
                        int32_t number, struct str name, struct str short_name)
{
    return unit_store(desk, kind, number, name, short_name, is_here(seed, kind, number));
}

/** The offices 901 to 905 beside a city or bureau.
 *  where     乌鲁木齐市天山区, before the office's name
 *  locally   天山区, before its short name */
static enum outcome put_offices(struct desk *desk, const struct city_seed *seed, int32_t beside,
                                struct str where, struct str locally)
{
    for (int kind = 0; kind < UNIT_KIND_COUNT; kind++) {
        const struct unit_kind_text *text = unit_kind_text((enum unit_kind)kind);
        bool leading = kind == UNIT_LEADING;
        if (text->office)
            TRY(put(desk, seed, (enum unit_kind)kind, beside + text->office,
                    join(desk, where, leading ? STR("换发二代居民身份证工作") : NO_STR, text->zh),
                    join(desk, locally, NO_STR, text->zh)));
    }
    return DONE;
}

/* ---- tier by tier ---- */

static enum outcome put_region(struct desk *desk, const struct city_seed *seed,
                               const struct division_parts *names)
{
    int32_t region = unit_region(seed->city * 1000);
    struct str province = division_short_province(seed->city);
    TRY(put(desk, seed, UNIT_REGION, region, join(desk, names->province, NO_STR, "公安厅"),
            join(desk, province, NO_STR, "公安厅")));
    return put(desk, seed, UNIT_CENTRE, region + 900,
               join(desk, names->province, STR("公安厅"), "制证中心"), STR("制证中心"));
}

static enum outcome put_city(struct desk *desk, const struct city_seed *seed,
                             const struct division_parts *names)
{
    int32_t city = seed->city * 1000;
    struct str name = join(desk, names->prefecture, NO_STR, "公安局");
    TRY(put(desk, seed, UNIT_CITY, city, name, STR("市公安局")));
    return put_offices(desk, seed, city, names->prefecture, STR("市"));
}

static bool is_placeholder(const struct division *county)
{
    return strcmp(county->name, "市辖区") == 0;
}

static enum outcome put_bureaus(struct desk *desk, const struct city_seed *seed,
                                const struct division_parts *names)
{
    struct division counties[COUNTIES_MAX];
    size_t count = division_below(seed->city, desk->today, counties, COUNTIES_MAX);
    for (size_t i = 0; i < count && i < COUNTIES_MAX; i++) {
        struct str county = str_of(counties[i].name);
        int32_t bureau = counties[i].code * 1000;
        if (is_placeholder(&counties[i]))
            continue;
        TRY(put(desk, seed, UNIT_BUREAU, bureau, bureau_name(desk, names->prefecture, county),
                bureau_short(desk, county)));
        TRY(put_offices(desk, seed, bureau, join(desk, names->prefecture, county, ""), county));
    }
    return DONE;
}

static bool is_station_of(const struct city_seed *seed, struct day on, int32_t number)
{
    struct division county;
    return number % 1000 > 0 && number % 1000 < 900 && number / 100000 == seed->city / 100 &&
           division_on(number / 1000, on, &county) && !is_placeholder(&county);
}

static enum outcome put_stations(struct desk *desk, const struct city_seed *seed)
{
    const struct seed_station *stations = seed->stations;
    size_t count = seed->station_count;
    if (!count)
        seed_stations(desk, seed->city, &stations, &count);
    for (size_t i = 0; i < count; i++) {
        if (!is_station_of(seed, desk->today, stations[i].number))
            return refuse_at(desk, NO_STATION_UNKNOWN, "/stations", "%09d", stations[i].number);
        TRY(put(desk, seed, UNIT_STATION, stations[i].number, stations[i].name, stations[i].name));
    }
    return DONE;
}

/** Every unit said to be kept here exists. */
static enum outcome check_here(struct desk *desk, const struct city_seed *seed)
{
    struct unit unit;
    for (size_t i = 0; i < seed->here_count; i++)
        if (unit_load(desk, seed->here[i], &unit) != DONE)
            return desk->why.refusal == NO_UNIT_UNKNOWN
                       ? refuse_at(desk, NO_UNIT_UNKNOWN, "/units", "%09d", seed->here[i])
                       : FAILED;
    return DONE;
}

enum outcome office_seed_city(struct desk *desk, const struct city_seed *seed)
{
    struct division_parts names = division_parts(seed->city, desk->today);
    if (division_level(seed->city) != DIVISION_PREFECTURE || !names.prefecture.len)
        return refuse_at(desk, NO_ITEM_WRONG, "/city", "%06d", seed->city);
    TRY(put_region(desk, seed, &names));
    TRY(put_city(desk, seed, &names));
    TRY(put_bureaus(desk, seed, &names));
    TRY(put_stations(desk, seed));
    TRY(check_here(desk, seed));
    unit_names_forget();
    return DONE;
}

void seed_stations(struct desk *desk, int city, const struct seed_station **out, size_t *count)
{
    struct seed_station *stations = NEW_ARRAY(desk->arena, struct seed_station, town_count());
    size_t made = 0;
    for (size_t i = 0; i < town_count(); i++) {
        struct town town = town_at(i);
        struct division county;
        int32_t code = (int32_t)(town.code / 1000);
        if (town.code >= TOWN_CODES_END || !town.legal || code / 100 != city / 100 ||
            !division_on(code, desk->today, &county))
            continue;
        bool same = made && stations[made - 1].number / 1000 == code;
        stations[made].number = same ? stations[made - 1].number + 1 : code * 1000 + FIRST_STATION;
        stations[made++].name =
            join(desk, town_short_name(str_of(town.name), county.name), NO_STR, "派出所");
    }
    *out = stations;
    *count = made;
}
