#include "city/household.h"
#include "city/census.h"

const char *const relation_words[] = {
#define X(name, word) [RELATION_##name] = word,
    RELATIONS(X)
#undef X
};

/* The groups that live in the city; style says how names are made, nothing else depends on the
 * group. */
/* clang-format off */
const struct group city_groups[] = {
    { "汉", 7080, STYLE_HAN },   { "维吾尔", 1830, STYLE_UYGHUR }, { "回", 800, STYLE_HUI },
    { "哈萨克", 160, STYLE_KAZAK }, { "蒙古", 36, STYLE_MONGOL },  { "满", 28, STYLE_HAN },
    { "锡伯", 16, STYLE_XIBE },  { "柯尔克孜", 6, STYLE_KAZAK },   { "乌孜别克", 6, STYLE_UYGHUR },
    { "俄罗斯", 5, STYLE_HAN },  { "东乡", 6, STYLE_HUI },         { "塔塔尔", 3, STYLE_UYGHUR },
    { "土家", 5, STYLE_HAN },    { "壮", 4, STYLE_HAN },           { "藏", 3, STYLE_HAN },
    { "苗", 3, STYLE_HAN },      { "撒拉", 2, STYLE_HUI },         { "塔吉克", 2, STYLE_UYGHUR },
    { "达斡尔", 2, STYLE_HAN },  { "土", 2, STYLE_HAN },           { "朝鲜", 1, STYLE_HAN },
};
/* clang-format on */
const size_t city_group_count = COUNT(city_groups);

/** A member before it has a name: what the others must fit to. */
struct draft {
    enum relation relation;
    bool male;
    int year;
    int generation; /* 0 is the eldest: names run downwards */
    int father;     /* index, or NOBODY */
    int mother;
};
#define NOBODY (-1)

struct family {
    const struct census *census;
    struct dice *dice;
    struct draft member[HOUSEHOLD_ROOM];
    int count;
};

static int add(struct family *family, enum relation relation, bool male, int year, int generation,
               int father, int mother)
{
    if (year > family->census->last_year || census_age(family->census, year) >= CENSUS_YEARS)
        return NOBODY;
    family->member[family->count] =
        (struct draft){ relation, male, year, generation, father, mother };
    return family->count++;
}

static bool heads(struct dice *dice)
{
    return dice_chance(dice, 730);
}

/** One at home alone: the young who moved out, the divorced, most of all the old. */
static void alone(struct family *family)
{
    static const struct {
        uint16_t weight;
        int oldest, youngest;
    } ages[] = { { 22, 34, 20 }, { 32, 59, 35 }, { 46, 99, 60 } };
    uint16_t weights[COUNT(ages)];
    for (size_t i = 0; i < COUNT(ages); i++)
        weights[i] = ages[i].weight;
    size_t which = dice_weighted(family->dice, weights, COUNT(ages));
    int year = census_year(family->census, family->dice, ages[which].oldest, ages[which].youngest);
    bool male = dice_chance(family->dice, which == 2 ? 420 : 580);
    add(family, RELATION_HEAD, male, year, 1, NOBODY, NOBODY);
}

/** Husband and wife, one of them the head. Sets the indexes of both. */
static void marry(struct family *family, int wife_year, int generation, int *husband, int *wife)
{
    int husband_year = wife_year - dice_between(family->dice, -2, 5);
    bool man_heads = heads(family->dice);
    if (husband_year > family->census->last_year - 22)
        husband_year = family->census->last_year - 22;
    int first = add(family, RELATION_HEAD, man_heads, man_heads ? husband_year : wife_year,
                    generation, NOBODY, NOBODY);
    int second = add(family, RELATION_SPOUSE, !man_heads, man_heads ? wife_year : husband_year,
                     generation, NOBODY, NOBODY);
    *husband = man_heads ? first : second;
    *wife = man_heads ? second : first;
}

static void couple(struct family *family)
{
    int husband, wife;
    bool young = dice_chance(family->dice, 180);
    int year = young ? census_year(family->census, family->dice, 36, 23)
                     : census_year(family->census, family->dice, 92, 48);
    marry(family, year, 1, &husband, &wife);
}

/** The year of birth of a child still at home: all of the young, fewer and fewer of the grown. */
static int child_year(struct family *family, int oldest)
{
    for (;;) {
        int year = census_year(family->census, family->dice, oldest, 0);
        int age = census_age(family->census, year);
        if (age <= 22 ||
            dice_chance(family->dice, age < 38 ? (uint32_t)(950 - 55 * (age - 22)) : 40))
            return year;
    }
}

/** Mothers have grown older: 24 on average for those born before 1990, 28 today. */
static int mother_age(struct dice *dice, int child_year)
{
    int spread = dice_between(dice, 0, 8) + dice_between(dice, 0, 8);
    return (child_year < 1990 ? 18 : 21) + spread;
}

static void add_child(struct family *family, int year, int generation, int father, int mother)
{
    bool male = dice_chance(family->dice, 523);
    add(family, male ? RELATION_SON : RELATION_DAUGHTER, male, year, generation, father, mother);
}

/** The younger ones follow two to six years apart, while their mother is under 45. */
static void add_children(struct family *family, int first_year, int wanted, int generation,
                         int father, int mother, int mother_year)
{
    int year = first_year;
    for (int i = 0; i < wanted; i++) {
        if (year - mother_year > 45)
            return;
        add_child(family, year, generation, father, mother);
        year += dice_between(family->dice, 2, 6);
    }
}

static void parents_and_children(struct family *family, int wanted)
{
    int year = child_year(family, 48), husband, wife;
    int wife_year = year - mother_age(family->dice, year);
    marry(family, wife_year, 1, &husband, &wife);
    add_children(family, year, wanted, 2, husband, wife, wife_year);
}

static void one_parent(struct family *family, int wanted)
{
    int year = child_year(family, 48);
    bool male = dice_chance(family->dice, 300);
    int parent_year = year - mother_age(family->dice, year) - (male ? 2 : 0);
    int parent = add(family, RELATION_HEAD, male, parent_year, 1, NOBODY, NOBODY);
    add_children(family, year, wanted, 2, male ? parent : NOBODY, male ? NOBODY : parent,
                 parent_year);
}

static void add_grandparent(struct family *family, bool male, bool man_heads, int year)
{
    static const enum relation relations[2][2] = { { RELATION_HUSBANDS_MOTHER, RELATION_MOTHER },
                                                   { RELATION_HUSBANDS_FATHER, RELATION_FATHER } };
    if (census_alive(family->dice, census_age(family->census, year) + 6))
        add(family, relations[male][man_heads], male, year, 0, NOBODY, NOBODY);
}

/** A couple, its children, and the husband's parents who live with them. */
static void three_generations(struct family *family)
{
    parents_and_children(family, dice_between(family->dice, 1, 2));
    bool man_heads = family->member[0].male;
    int son = man_heads ? 0 : 1;
    int mother_year = family->member[son].year - mother_age(family->dice, 1970);
    add_grandparent(family, false, man_heads, mother_year);
    int father = family->count;
    add_grandparent(family, true, man_heads, mother_year - dice_between(family->dice, 0, 4));
    if (father < family->count)
        family->member[son].father = father;
}

/** An old head with a grown child, the child's spouse and a grandchild. */
static void elder_with_young_family(struct family *family)
{
    int grandchild = child_year(family, 20), husband, wife;
    bool son = dice_chance(family->dice, 800);
    int mother = grandchild - mother_age(family->dice, grandchild);
    int father = mother - dice_between(family->dice, -1, 4);
    int wife_year = (son ? father : mother) - mother_age(family->dice, 1970);
    marry(family, wife_year, 0, &husband, &wife);
    int own = add(family, son ? RELATION_SON : RELATION_DAUGHTER, son, son ? father : mother, 1,
                  husband, wife);
    int in_law = add(family, son ? RELATION_DAUGHTER_IN_LAW : RELATION_SON_IN_LAW, !son,
                     son ? mother : father, 1, NOBODY, NOBODY);
    bool boy = dice_chance(family->dice, 523);
    add(family, boy ? RELATION_GRANDSON : RELATION_GRANDDAUGHTER, boy, grandchild, 2,
        son ? own : in_law, son ? in_law : own);
}

static void siblings(struct family *family)
{
    int year = census_year(family->census, family->dice, 60, 26);
    bool boy = dice_chance(family->dice, 500);
    add(family, RELATION_HEAD, dice_chance(family->dice, 500), year, 1, NOBODY, NOBODY);
    add(family, boy ? RELATION_BROTHER : RELATION_SISTER, boy,
        year + dice_between(family->dice, 2, 6), 1, NOBODY, NOBODY);
}

static void one_child(struct family *family)
{
    parents_and_children(family, 1);
}

static void two_children(struct family *family)
{
    parents_and_children(family, 2);
}

static void three_children(struct family *family)
{
    parents_and_children(family, 3);
}

static void parent_and_child(struct family *family)
{
    one_parent(family, 1);
}

static void parent_and_children(struct family *family)
{
    one_parent(family, 2);
}

static const struct {
    uint16_t weight; /* of a thousand households */
    void (*draft)(struct family *family);
} kinds[] = {
    { 190, alone },
    { 165, couple },
    { 265, one_child },
    { 135, two_children },
    { 22, three_children },
    { 72, parent_and_child },
    { 18, parent_and_children },
    { 88, three_generations },
    { 35, elder_with_young_family },
    { 10, siblings },
};

/* ---- from drafts to persons ---- */

static int full_years(const struct census *census, const struct soul *soul)
{
    return day_full_years(soul->born, census->on);
}

/** What ties a member to the others. */
struct ties {
    bool paired, parent;
};

static const char *marital_word(struct dice *dice, const struct draft *draft, int age,
                                struct ties ties)
{
    if (ties.paired)
        return dice_chance(dice, 60) ? "再婚" : "已婚";
    if (ties.parent)
        return dice_chance(dice, age > 60 ? 300 : 850) ? "离婚" : "丧偶";
    if (draft->relation == RELATION_SON || draft->relation == RELATION_DAUGHTER || age < 24 ||
        draft->generation == 2)
        return age > 35 && dice_chance(dice, 300) ? "离婚" : "未婚";
    if (draft->generation == 0 || age > 68)
        return dice_chance(dice, 880) ? "丧偶" : "离婚";
    return dice_chance(dice, age < 32 ? 800 : 350) ? "未婚" : "离婚";
}

/** Highest schooling by the time of one's youth; those still at school have what their age
 * suggests. */
static const char *education_word(struct dice *dice, int year, int age)
{
    static const char *const words[] = { "研究生教育",       "大学本科教育",
                                         "大学专科教育",     "中等职业教育",
                                         "普通高级中学教育", "初级中学教育",
                                         "小学教育",         "其他" };
    static const struct {
        int until;
        uint16_t weights[COUNT(words)];
    } times[] = {
        { 1940, { 0, 3, 4, 5, 6, 16, 46, 20 } },   { 1955, { 0, 4, 6, 8, 12, 36, 29, 5 } },
        { 1966, { 1, 6, 11, 10, 24, 36, 11, 1 } }, { 1978, { 2, 13, 17, 12, 20, 30, 6, 0 } },
        { 1990, { 5, 24, 22, 13, 14, 19, 3, 0 } }, { 9999, { 7, 36, 24, 12, 13, 7, 1, 0 } },
    };
    if (age < 18)
        return age < 6 ? words[7] : age < 12 ? words[6] : age < 15 ? words[5] : words[4];
    if (age < 23)
        return words[dice_chance(dice, 450) ? 1 : dice_chance(dice, 500) ? 2 : 4];
    size_t i = 0;
    while (year >= times[i].until)
        i++;
    return words[dice_weighted(dice, times[i].weights, COUNT(words))];
}

/** Serving soldiers and the missing stay in the register, counted apart [domain 5.3]. */
static const char *status_word(struct dice *dice, const struct soul *soul, int age)
{
    if (soul->male && age >= 18 && age <= 24 && soul->relation == RELATION_SON &&
        dice_chance(dice, 25))
        return "服现役";
    if (age > 20 && soul->relation == RELATION_SPOUSE && dice_roll(dice, 8000) == 0)
        return "失踪";
    return "正常";
}

static const struct origin *draw_home(const struct census *census, struct dice *dice,
                                      enum name_style style)
{
    bool western = style >= STYLE_MONGOL;
    const struct lottery *lottery = dice_chance(dice, western ? 550 : 240) ? &census->city
                                    : western                              ? &census->region
                                                                           : &census->country;
    return &origins[lottery_draw(lottery, dice)];
}

static const char *local_code(const struct census *census, struct dice *dice,
                              const struct station *station, int year, bool *own)
{
    *own = dice_chance(dice, 700) && !(str_is(str_of(station->code), "650109") && year < 2007);
    if (*own)
        return station->code;
    const struct origin *other = &origins[lottery_draw(&census->city, dice)];
    return origin_in_year(other, year)->code;
}

void soul_number(struct census *census, struct dice *dice, const struct station *station,
                 const struct soul *soul, bool born_here, char out[NUMBER_ROOM])
{
    int year = day_civil(soul->born).year;
    const struct origin *elsewhere = born_here ? NULL : origin_in_year(soul->home, year);
    bool own = false;
    const char *code = elsewhere ? elsewhere->code : local_code(census, dice, station, year, &own);
    int range = 990 / station->siblings;
    int from = own ? 1 + station->rank * range : 1 + 10 * (int)dice_roll(dice, 99);
    numbers_give(census->numbers, code, soul->born, soul->male, from, out);
}

static void write_former(const struct census *census, struct dice *dice, struct soul *soul)
{
    struct city_name other;
    if (!dice_chance(dice, 35) || namer_variant(soul->name.text, soul->former))
        return;
    if (dice_chance(dice, 500))
        return;
    namer_draw(census->namer, dice, soul->style, soul->male, day_civil(soul->born).year,
               &soul->name, &other);
    if (strcmp(other.text, soul->name.text) != 0 && other.surname)
        snprintf(soul->former, NAME_ROOM, "%s", other.text);
}

/** Everything about one member that the others do not decide. */
static void finish(struct census *census, struct dice *dice, const struct station *station,
                   const struct draft *draft, struct ties ties, struct day household_since,
                   struct soul *soul)
{
    int age = full_years(census, soul);
    int registered = soul->born.n + dice_between(dice, 0, 30);
    soul->moved_in.n = registered > household_since.n ? registered : household_since.n;
    if (soul->moved_in.n >= census->on.n)
        soul->moved_in.n = census->on.n - 1;
    soul->marital = marital_word(dice, draft, age, ties);
    soul->education = education_word(dice, draft->year, age);
    soul->status = status_word(dice, soul, age);
    if (age >= 18)
        write_former(census, dice, soul);
    bool here = dice_chance(dice, age < 18 ? 900 : age < 40 ? 600 : 380);
    soul_number(census, dice, station, soul, here, soul->number);
}

static const struct city_name *named_after(const struct household *household,
                                           const struct draft *draft, struct dice *dice,
                                           const struct city_name *absent)
{
    int count = (int)household->count;
    const struct soul *father =
        draft->father >= 0 && draft->father < count ? &household->soul[draft->father] : NULL;
    const struct soul *mother =
        draft->mother >= 0 && draft->mother < count ? &household->soul[draft->mother] : NULL;
    if (mother && mother->name.surname && dice_chance(dice, 70))
        return &mother->name;
    if (father)
        return &father->name;
    return draft->generation == 2 ? absent : NULL;
}

/** Twice when the first throw is a sibling's name. */
static void draw_name(const struct census *census, struct dice *dice, const struct draft *draft,
                      const struct city_name *parent, const struct household *household,
                      struct soul *soul)
{
    for (int tries = 0; tries < 4; tries++) {
        bool known = false;
        namer_draw(census->namer, dice, soul->style, soul->male, draft->year, parent, &soul->name);
        for (size_t i = 0; i < household->count; i++)
            known |= &household->soul[i] != soul &&
                     !strcmp(household->soul[i].name.text, soul->name.text);
        if (!known)
            return;
    }
}

static bool married_in(enum relation relation)
{
    return relation == RELATION_SPOUSE || relation == RELATION_SON_IN_LAW ||
           relation == RELATION_DAUGHTER_IN_LAW || relation == RELATION_NO_RELATIVE;
}

static bool has_pair(const struct family *family, size_t count, size_t at)
{
    static const enum relation pairs[][2] = {
        { RELATION_HEAD, RELATION_SPOUSE },
        { RELATION_SON, RELATION_DAUGHTER_IN_LAW },
        { RELATION_DAUGHTER, RELATION_SON_IN_LAW },
        { RELATION_FATHER, RELATION_MOTHER },
        { RELATION_HUSBANDS_FATHER, RELATION_HUSBANDS_MOTHER },
    };
    for (size_t p = 0; p < COUNT(pairs); p++)
        for (size_t side = 0; side < 2; side++)
            for (size_t i = 0; family->member[at].relation == pairs[p][side] && i < count; i++)
                if (family->member[i].relation == pairs[p][!side])
                    return true;
    return false;
}

static struct ties ties_of(const struct family *family, size_t count, size_t at)
{
    struct ties ties = { .paired = has_pair(family, count, at) };
    for (size_t i = 0; i < count; i++)
        ties.parent |= family->member[i].father == (int)at || family->member[i].mother == (int)at;
    return ties;
}

static void set_group(const struct census *census, struct dice *dice, const struct group *group,
                      const struct origin *home, bool own, struct soul *soul)
{
    if (own && dice_chance(dice, 30))
        group = &city_groups[lottery_draw(&census->groups, dice)];
    soul->group = group->name;
    soul->style = group->style;
    soul->home = own ? draw_home(census, dice, group->style) : home;
}

/** When the household came to its address: any day since its head was grown, the recent ones more
 * often. */
static struct day draw_since(const struct census *census, struct dice *dice, int head_year)
{
    struct day grown;
    ASSERT(day_make(head_year + 18, 1, 1, &grown));
    int first = dice_between(dice, grown.n, census->on.n - 1);
    int second = dice_between(dice, grown.n, census->on.n - 1);
    return (struct day){ first > second ? first : second };
}

static void people_of(struct census *census, const struct family *family,
                      const struct station *station, struct household *out)
{
    struct dice *dice = family->dice;
    const struct group *group = &city_groups[lottery_draw(&census->groups, dice)];
    const struct origin *home = draw_home(census, dice, group->style);
    struct day since = draw_since(census, dice, family->member[0].year);
    struct city_name absent;
    namer_draw(census->namer, dice, group->style, true, family->member[0].year, NULL, &absent);
    memset(out->soul, 0, out->count * sizeof *out->soul);
    for (int generation = 0; generation < 3; generation++)
        for (size_t i = 0; i < out->count; i++) {
            const struct draft *draft = &family->member[i];
            struct soul *soul = &out->soul[i];
            if (draft->generation != generation)
                continue;
            *soul = (struct soul){ .relation = draft->relation, .male = draft->male };
            set_group(census, dice, group, home, married_in(draft->relation), soul);
            soul->born = census_day(census, dice, draft->year);
            draw_name(census, dice, draft, named_after(out, draft, dice, &absent), out, soul);
            finish(census, dice, station, draft, ties_of(family, out->count, i), since, soul);
        }
}

/** A dormitory or a unit: unrelated people, one of whom the unit has named as head [G21 14]. */
static void institution(struct family *family, size_t room)
{
    bool school = dice_chance(family->dice, 600);
    int wanted = dice_between(family->dice, 8, HOUSEHOLD_ROOM);
    for (int i = 0; i < wanted && (size_t)i < room; i++) {
        bool male = dice_chance(family->dice, 520);
        int year = census_year(family->census, family->dice, school ? 24 : 58, school ? 18 : 22);
        add(family, i ? RELATION_NO_RELATIVE : RELATION_HEAD, male, year, 1, NOBODY, NOBODY);
    }
}

void household_draft(struct census *census, struct dice *dice, const struct station *station,
                     size_t room, struct household *out)
{
    struct family family = { .census = census, .dice = dice };
    uint16_t weights[COUNT(kinds)];
    for (size_t i = 0; i < COUNT(kinds); i++)
        weights[i] = kinds[i].weight;
    out->collective = room >= HOUSEHOLD_ROOM && !station->rural && dice_roll(dice, 1000) < 3;
    if (out->collective)
        institution(&family, room);
    else
        kinds[dice_weighted(dice, weights, COUNT(kinds))].draft(&family);
    out->count = (size_t)family.count < room ? (size_t)family.count : room;
    people_of(census, &family, station, out);
}
