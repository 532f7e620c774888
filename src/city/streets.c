#include "city/ground.h"
#include "core/division.h"

/* Stems and endings of invented street names: what Chinese cities call their streets everywhere. */
static const char *const stems[] = {
    "光明", "新华", "和平",   "胜利",   "幸福",     "建国",   "青年",   "团结",   "友好", "红山",
    "南湖", "西虹", "黄河",   "长江",   "珠江",     "松江",   "漓江",   "赣江",   "闽江", "岷江",
    "昆仑", "天池", "博格达", "雪莲",   "河南",     "苏州",   "杭州",   "长春",   "银川", "西宁",
    "兰州", "太原", "成都",   "贵阳",   "昆明",     "桂林",   "喀什",   "阿勒泰", "塔城", "伊宁",
    "哈密", "奇台", "阜康",   "玛纳斯", "克拉玛依", "库尔勒", "阿克苏", "和田",   "科技", "文化",
    "体育", "育才", "学府",   "师范",   "医院",     "电台",   "邮政",   "铁路",   "车站", "机场",
    "纺织", "钢铁", "水泥",   "电厂",   "煤矿",     "石化",   "机床",   "印刷",   "粮库", "农机",
    "林场", "果园", "碱泉",   "水塔",   "水磨",     "河滩",   "清泉",   "龙泉",   "鲤鱼", "白鸟",
    "红雁", "燕园", "柳树",   "榆树",   "沙枣",     "杏花",   "葡萄",   "石榴",   "玉兰", "丁香",
    "牡丹", "翠竹", "青松",   "白杨",   "金桥",     "银桥",   "安居",   "康宁",   "永安", "祥和",
    "吉祥", "如意", "福寿",   "迎宾",   "朝阳",     "东升",   "晨光",   "星火",   "北园", "南园",
    "西园", "东园", "中环",   "外环",   "工农",     "前进",   "跃进",   "红旗",   "民主", "民生",
};
static const char *const endings[] = { "路", "街",   "东路", "西路", "南路", "北路",
                                       "巷", "东街", "西街", "一巷", "二巷", "三巷" };
static const char *const groups[] = { "一队", "二队", "三队", "四队", "五队",
                                      "六队", "七队", "八队", "九队", "十队" };

#define NAMES          (COUNT(stems) * COUNT(endings))
#define STREET_STREAM  0x57
#define PER_STREET     150 /* households, about */
#define HOUSEHOLD_SIZE 27  /* persons, in tenths */
#define FIRST_UNISSUED 900

/** All street names of a county unit in an order of their own, so that its stations can take turns.
 */
static void shuffled(uint64_t seed, const char *county, uint16_t order[NAMES])
{
    struct dice dice = dice_of(seed, STREET_STREAM, strtoul(county, NULL, 10));
    for (size_t i = 0; i < NAMES; i++)
        order[i] = (uint16_t)i;
    for (size_t i = NAMES - 1; i > 0; i--) {
        size_t j = dice_roll(&dice, (uint32_t)(i + 1));
        uint16_t keep = order[i];
        order[i] = order[j];
        order[j] = keep;
    }
}

static void begin(struct street *street)
{
    street->next[0] = 1;
    street->next[1] = 2;
    street->open = -1;
}

/** Two villages of a county unit may bear one name: then the town stands before it. */
static bool village_is_one_of_many(const struct station *station, struct str name)
{
    size_t found = 0;
    for (size_t i = 0; i < town_count(); i++) {
        struct town row = town_at(i);
        found += row.code / 1000000 == strtol(station->code, NULL, 10) && str_is(name, row.name);
    }
    return found > 1;
}

/** A village has no streets: its groups stand in the street column. */
static bool village_street(const struct station *station, size_t i, struct street *street)
{
    size_t which = i % station->committee_count;
    const struct committee *committee = &station->committees[which];
    struct str name = committee->name;
    if (!station->rural || !str_ends(name, "村委会") ||
        i / station->committee_count >= COUNT(groups))
        return false;
    struct str town = village_is_one_of_many(station, name) ? station->town : STR("");
    snprintf(street->name, sizeof street->name, STR_FMT STR_FMT "%s", STR_ARG(town),
             STR_ARG(str_cut(name, 0, name.len - strlen("委会"))),
             groups[i / station->committee_count]);
    street->committee = (int)which;
    return true;
}

struct quarter quarter_new(struct arena *arena, uint64_t seed, const struct station *station)
{
    uint16_t order[NAMES];
    size_t per_street = station->rural ? PER_STREET / 2 : PER_STREET;
    size_t count = (size_t)station->people * 10 / HOUSEHOLD_SIZE / per_street + 2;
    struct quarter quarter = { .station = station, .street_count = count };
    quarter.streets = NEW_ARRAY(arena, struct street, count);
    shuffled(seed, station->code, order);
    size_t turn = (size_t)station->rank;
    for (size_t i = 0; i < count; i++) {
        struct street *street = &quarter.streets[i];
        begin(street);
        if (village_street(station, i, street))
            continue;
        ASSERT(turn < NAMES);
        street->committee = -1;
        snprintf(street->name, sizeof street->name, "%s%s", stems[order[turn] / COUNT(endings)],
                 endings[order[turn] % COUNT(endings)]);
        turn += (size_t)station->siblings;
    }
    return quarter;
}

/** What stands behind a plate: weight, then the ranges of buildings, units, floors and doors. */
static const struct built {
    const char *kind;
    uint16_t weight[2]; /* in town, in the country */
    int buildings[2], units[2], floors[2], doors[2];
} built[] = {
    { "大门牌", { 10, 0 }, { 2, 8 }, { 2, 4 }, { 5, 7 }, { 2, 2 } },
    { "大门牌", { 5, 0 }, { 2, 6 }, { 1, 2 }, { 11, 28 }, { 2, 4 } },
    { "大门牌", { 15, 2 }, { 1, 1 }, { 2, 5 }, { 4, 7 }, { 2, 3 } },
    { "小门牌", { 50, 80 }, { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 } },
    { "小门牌", { 18, 16 }, { 1, 1 }, { 1, 1 }, { 1, 1 }, { 2, 4 } },
    { "临时门牌", { 2, 2 }, { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 2 } },
};

static const struct built *choose_built(struct dice *dice, bool rural)
{
    uint16_t weights[COUNT(built)];
    for (size_t i = 0; i < COUNT(built); i++)
        weights[i] = built[i].weight[rural];
    return &built[dice_weighted(dice, weights, COUNT(built))];
}

static int within(struct dice *dice, const int range[2])
{
    return dice_between(dice, range[0], range[1]);
}

/** The next number of one side. One in twelve is left free for empty ground; one plate in forty is
 *  put in behind the last one and has its number with -1 [domain 11]. */
static void next_number(struct street *street, struct dice *dice, char out[PLATE_ROOM])
{
    size_t side = dice_roll(dice, 2);
    int last = street->next[side] - 2;
    if (last > 0 && last != street->inserted[side] && dice_chance(dice, 25)) {
        street->inserted[side] = last;
        snprintf(out, PLATE_ROOM, "%d-1号", last);
        return;
    }
    if (dice_chance(dice, 80))
        street->next[side] += 2;
    snprintf(out, PLATE_ROOM, "%d号", street->next[side]);
    street->next[side] += 2;
}

static int issue(struct quarter *quarter, struct arena *arena, struct dice *dice, int at,
                 const struct built *kind)
{
    struct street *street = &quarter->streets[at];
    if (quarter->plate_count == quarter->plate_room) {
        size_t room = quarter->plate_room ? quarter->plate_room * 2 : 64;
        struct plate *plates = NEW_ARRAY(arena, struct plate, room);
        if (quarter->plate_count)
            memcpy(plates, quarter->plates, quarter->plate_count * sizeof *plates);
        quarter->plates = plates;
        quarter->plate_room = room;
    }
    struct plate *plate = &quarter->plates[quarter->plate_count];
    *plate = (struct plate){ .street = at, .kind = kind->kind };
    plate->compound = kind->floors[1] > 1;
    plate->buildings = within(dice, kind->buildings);
    plate->units = within(dice, kind->units);
    plate->floors = within(dice, kind->floors);
    plate->doors = within(dice, kind->doors);
    plate->room = plate->buildings * plate->units * plate->floors * plate->doors;
    int spread = street->issued++ / 8 + at;
    plate->committee = street->committee >= 0 ? street->committee
                                              : spread % (int)quarter->station->committee_count;
    next_number(street, dice, plate->number);
    ASSERT(street->next[0] < FIRST_UNISSUED && street->next[1] < FIRST_UNISSUED);
    return (int)quarter->plate_count++;
}

/** The rooms of a plate in turn: door by door, floor by floor, unit by unit, building by building.
 */
static void write_detail(const struct plate *plate, int index, struct place *place)
{
    int door = index % plate->doors, floor = index / plate->doors % plate->floors;
    int unit = index / plate->doors / plate->floors % plate->units;
    int building = index / plate->doors / plate->floors / plate->units;
    int room = (floor + 1) * 100 + door + 1;
    if (!plate->compound && index == 0)
        place->detail[0] = '\0';
    else if (!plate->compound)
        snprintf(place->detail, sizeof place->detail, "附%d号", index);
    else if (plate->buildings == 1)
        snprintf(place->detail, sizeof place->detail, "%d单元%d室", unit + 1, room);
    else if (plate->floors > 10)
        snprintf(place->detail, sizeof place->detail, "%d栋%d单元%d室", building + 1, unit + 1,
                 room);
    else
        snprintf(place->detail, sizeof place->detail, "%d号楼%d单元%d室", building + 1, unit + 1,
                 room);
}

struct place quarter_move_in(struct quarter *quarter, struct arena *arena, struct dice *dice)
{
    struct place place = { .street = (int)dice_roll(dice, (uint32_t)quarter->street_count) };
    struct street *street = &quarter->streets[place.street];
    if (street->open < 0)
        street->open =
            issue(quarter, arena, dice, place.street, choose_built(dice, quarter->station->rural));
    struct plate *plate = &quarter->plates[place.plate = street->open];
    write_detail(plate, plate->households++, &place);
    if (plate->households == plate->room)
        street->open = -1;
    return place;
}

struct place quarter_move_in_together(struct quarter *quarter, struct arena *arena,
                                      struct dice *dice)
{
    struct place place = { .street = (int)dice_roll(dice, (uint32_t)quarter->street_count) };
    place.plate = issue(quarter, arena, dice, place.street, &built[0]);
    quarter->plates[place.plate].households = 1;
    snprintf(place.detail, sizeof place.detail, "%d号楼", dice_between(dice, 1, 9));
    return place;
}

int quarter_issue_empty(struct quarter *quarter, struct arena *arena, struct dice *dice)
{
    int street = (int)dice_roll(dice, (uint32_t)quarter->street_count);
    return issue(quarter, arena, dice, street, &built[3]);
}

void quarter_unissued_number(struct dice *dice, char out[PLATE_ROOM])
{
    snprintf(out, PLATE_ROOM, "%d号", FIRST_UNISSUED + (int)dice_roll(dice, 100));
}
