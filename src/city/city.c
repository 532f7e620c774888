#include "city/city.h"
#include "city/faults.h"

/* clang-format off */
static const char *const register_columns[REGISTER_COLUMNS] = {
    "原编号", "户号", "与户主关系", "姓名", "曾用名", "性别", "民族", "出生日期", "公民身份号码", "籍贯",
    "文化程度", "婚姻状况", "省市县区", "街路巷", "门牌号", "详址", "派出所", "户类型", "迁入日期", "状态",
};
static const char *const plate_columns[PLATE_COLUMNS] = {
    "门牌编号", "省市县区", "县区名称", "街道乡镇代码", "街道乡镇", "社区村代码", "社区村", "街路巷", "门牌号",
    "门牌种类", "派出所", "户数",
};
static const char *const station_columns[STATION_COLUMNS] = {
    "派出所", "派出所名称", "省市县区", "县区名称", "公安局", "街道乡镇代码", "街道乡镇",
};
static const char *const truth_columns[TRUTH_COLUMNS] = { "kind", "row", "other", "field", "was" };
const struct city_heading city_headings[CITY_TABLES] = {
    [CITY_REGISTER] = { "register.csv", register_columns, REGISTER_COLUMNS },
    [CITY_PLATES] = { "plates.csv", plate_columns, PLATE_COLUMNS },
    [CITY_STATIONS] = { "stations.csv", station_columns, STATION_COLUMNS },
    [CITY_TRUTH] = { "truth.csv", truth_columns, TRUTH_COLUMNS },
};
/* clang-format on */

#define CITY_CODE         "6501"
#define HOUSEHOLD_STREAM  0x48
#define FAULT_STREAM      0x46
#define HOUSEHOLD_MEMBERS 7 /* a household of one person more takes nobody in */

struct maker {
    struct city_order order;
    const struct city_sink *sink;
    struct census *census;
    struct faults *faults;
    int64_t people, households, plates; /* so far */
    struct arena *ground;               /* of one station */
    struct arena *line;                 /* of one household */
};

const char *city_person_id(int64_t person, char out[13])
{
    snprintf(out, 13, CITY_CODE "%08u", (unsigned)((uint64_t)person % 100000000));
    return out;
}

int64_t city_person_index(struct str id)
{
    int64_t n = 0;
    bool good = id.len == 12 && str_starts(id, CITY_CODE) && str_to_int(str_cut(id, 4, 8), &n);
    return good ? n : 0;
}

static struct str person_id(struct arena *arena, int64_t person)
{
    char id[13];
    return person ? arena_str(arena, str_of(city_person_id(person, id))) : STR("");
}

static void give(const struct maker *maker, enum city_table table, const struct str *fields)
{
    maker->sink->row(maker->sink->self, table, fields);
}

static void give_truth(const struct maker *maker, const struct truth *truth)
{
    const struct str fields[TRUTH_COLUMNS] = {
        [TRUTH_KIND] = str_of(truth->kind),
        [TRUTH_ROW] = person_id(maker->line, truth->row),
        [TRUTH_OTHER] = person_id(maker->line, truth->other),
        [TRUTH_FIELD] = str_of(truth->field),
        [TRUTH_WAS] = truth->was,
    };
    give(maker, CITY_TRUTH, fields);
}

static void give_station(const struct maker *maker, const struct station *station)
{
    const struct str fields[STATION_COLUMNS] = {
        [STATION_NUMBER] = str_of(station->number), [STATION_NAME] = station->name,
        [STATION_COUNTY] = str_of(station->code),   [STATION_COUNTY_NAME] = str_of(station->county),
        [STATION_BUREAU] = str_of(station->bureau), [STATION_TOWN] = station->town_code,
        [STATION_TOWN_NAME] = station->town,
    };
    give(maker, CITY_STATIONS, fields);
}

static void give_plate(struct maker *maker, const struct quarter *quarter,
                       const struct plate *plate)
{
    const struct station *station = quarter->station;
    const struct committee *committee = &station->committees[plate->committee];
    struct str id = arena_printf(maker->line, "MP%07lld", (long long)++maker->plates);
    const struct str fields[PLATE_COLUMNS] = {
        [PLATE_ID] = id,
        [PLATE_COUNTY] = str_of(station->code),
        [PLATE_COUNTY_NAME] = str_of(station->county),
        [PLATE_TOWN] = station->town_code,
        [PLATE_TOWN_NAME] = station->town,
        [PLATE_COMMITTEE] = committee->code,
        [PLATE_COMMITTEE_NAME] = committee->name,
        [PLATE_STREET] = str_of(quarter->streets[plate->street].name),
        [PLATE_NUMBER] = str_of(plate->number),
        [PLATE_KIND] = str_of(plate->kind),
        [PLATE_STATION] = str_of(station->number),
        [PLATE_HOUSEHOLDS] = arena_printf(maker->line, "%d", plate->households),
    };
    give(maker, CITY_PLATES, fields);
    if (plate->households)
        return;
    const struct str truth[TRUTH_COLUMNS] = {
        STR("PLATE_WITHOUT_PERSON"), STR(""), id, str_of(plate_columns[PLATE_HOUSEHOLDS]), STR(""),
    };
    give(maker, CITY_TRUTH, truth);
}

/** What the members of a household have in common on paper. */
struct sheet {
    const struct station *station;
    const struct household *household;
    struct str number, street, plate, detail, lost_plate; /* lost_plate: the right one, if any */
};

static void write_fields(const struct maker *maker, const struct sheet *sheet,
                         const struct soul *soul, struct str fields[REGISTER_COLUMNS])
{
    const struct str row[REGISTER_COLUMNS] = {
        [COL_ID] = person_id(maker->line, soul->id),
        [COL_HOUSEHOLD] = sheet->number,
        [COL_RELATION] = str_of(relation_words[soul->relation]),
        [COL_NAME] = str_of(soul->name.text),
        [COL_FORMER] = str_of(soul->former),
        [COL_SEX] = soul->male ? STR("男") : STR("女"),
        [COL_GROUP] = str_of(soul->group),
        [COL_BORN] = day_digits(maker->line, soul->born),
        [COL_NUMBER] = str_of(soul->number),
        [COL_NATIVE] = str_of(soul->home->native_place),
        [COL_EDUCATION] = str_of(soul->education),
        [COL_MARITAL] = str_of(soul->marital),
        [COL_COUNTY] = str_of(sheet->station->code),
        [COL_STREET] = sheet->street,
        [COL_PLATE] = sheet->plate,
        [COL_DETAIL] = sheet->detail,
        [COL_STATION] = str_of(sheet->station->number),
        [COL_KIND] = sheet->household->collective ? STR("集体户") : STR("家庭户"),
        [COL_MOVED_IN] = day_digits(maker->line, soul->moved_in),
        [COL_STATUS] = str_of(soul->status),
    };
    memcpy(fields, row, sizeof row);
}

/** One person: the row, at most one fault of its own, and the plate that is not there. */
static void give_person(struct maker *maker, const struct sheet *sheet, const struct soul *soul,
                        struct truth truth)
{
    struct str fields[REGISTER_COLUMNS];
    write_fields(maker, sheet, soul, fields);
    bool faulty = truth.kind ||
                  faults_damage(maker->faults, maker->line, sheet->household, soul, fields, &truth);
    give(maker, CITY_REGISTER, fields);
    if (truth.kind)
        faults_hurt(maker->faults, sheet->household);
    if (faulty)
        give_truth(maker, &truth);
    else if (!sheet->lost_plate.len)
        faults_remember(maker->faults, soul);
    if (sheet->lost_plate.len)
        give_truth(maker, &(struct truth){ .kind = "PERSON_WITHOUT_PLATE",
                                           .row = soul->id,
                                           .field = register_columns[COL_PLATE],
                                           .was = sheet->lost_plate });
}

/** Finds the household rooms; a lost plate takes none, so that no plate loses its last resident by
 * it. */
static void settle(struct maker *maker, struct quarter *quarter, struct dice *dice,
                   struct sheet *sheet)
{
    bool together = sheet->household->collective;
    struct place place = together ? quarter_move_in_together(quarter, maker->ground, dice)
                                  : quarter_move_in(quarter, maker->ground, dice);
    struct plate *plate = &quarter->plates[place.plate];
    sheet->street = str_of(quarter->streets[place.street].name);
    sheet->plate = arena_str(maker->line, str_of(plate->number));
    sheet->detail = arena_str(maker->line, str_of(place.detail));
    if (together || plate->households < 2 || !faults_lose_plate(maker->faults))
        return;
    char number[PLATE_ROOM];
    plate->households--;
    quarter_unissued_number(faults_dice(maker->faults), number);
    sheet->lost_plate = sheet->plate;
    sheet->plate = arena_str(maker->line, str_of(number));
}

/** Somebody who is registered already: a household of one, or one more in this household. */
static void take_in_again(struct maker *maker, const struct station *station, size_t room,
                          struct household *household, struct truth truths[])
{
    struct soul soul;
    struct truth truth;
    bool more =
        !household->collective && household->count < HOUSEHOLD_MEMBERS && household->count < room;
    int64_t id = maker->people + 1 + (more ? (int64_t)household->count : 0);
    if (household->collective ||
        !faults_register_again(maker->faults, maker->line, station, id, &soul, &truth))
        return;
    if (!more)
        household->count = 0;
    soul.relation = more ? RELATION_OTHER_RELATIVE : RELATION_HEAD;
    truths[household->count] = truth;
    household->soul[household->count++] = soul;
}

static size_t make_household(struct maker *maker, const struct station *station,
                             struct quarter *quarter, size_t room)
{
    static _Thread_local struct household household;
    struct truth truths[HOUSEHOLD_ROOM] = { 0 };
    struct dice dice = dice_of(maker->order.seed, HOUSEHOLD_STREAM, (uint64_t)maker->households++);
    household_draft(maker->census, &dice, station, room, &household);
    take_in_again(maker, station, room, &household, truths);
    struct sheet sheet = { .station = station, .household = &household };
    sheet.number = arena_printf(maker->line, "1%08lld", (long long)maker->households);
    settle(maker, quarter, &dice, &sheet);
    for (size_t i = 0; i < household.count; i++) {
        struct soul *soul = &household.soul[i];
        soul->id = ++maker->people;
        if (!truths[i].kind)
            faults_share_number(maker->faults, maker->line, soul, &truths[i]);
        give_person(maker, &sheet, soul, truths[i]);
    }
    if (faults_put_up_empty_plate(maker->faults))
        quarter_issue_empty(quarter, maker->ground, &dice);
    return household.count;
}

static void make_station(struct maker *maker, const struct station *station)
{
    struct quarter quarter = quarter_new(maker->ground, maker->order.seed, station);
    int64_t left = station->people;
    while (left > 0) {
        arena_reset(maker->line);
        size_t room = left < HOUSEHOLD_ROOM ? (size_t)left : HOUSEHOLD_ROOM;
        left -= (int64_t)make_household(maker, station, &quarter, room);
    }
    for (size_t i = 0; i < quarter.plate_count; i++) {
        arena_reset(maker->line);
        give_plate(maker, &quarter, &quarter.plates[i]);
    }
    arena_reset(maker->ground);
}

void city_make(const struct city_order *order, const struct city_sink *sink)
{
    ASSERT(order->people >= CITY_PEOPLE_MIN && order->people <= CITY_PEOPLE_MAX);
    struct arena *arena = arena_open();
    struct maker maker = { .order = *order, .sink = sink };
    maker.census = census_new(arena, order->people, order->on);
    maker.faults =
        faults_new(arena, maker.census, dice_of(order->seed, FAULT_STREAM, 0), order->on);
    maker.ground = arena_open();
    maker.line = arena_open();
    struct ground ground = ground_new(arena, order->people);
    for (size_t i = 0; i < ground.count; i++)
        give_station(&maker, &ground.stations[i]);
    for (size_t i = 0; i < ground.count; i++)
        make_station(&maker, &ground.stations[i]);
    arena_close(maker.line);
    arena_close(maker.ground);
    arena_close(arena);
}
