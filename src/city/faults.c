#include "city/faults.h"

#define KEPT       4096
#define TWIN_FROM  1925 /* numbers were given twice on paper, before 1999 [domain 3.3] */
#define TWIN_TO    1998
#define TWIN_SLOTS 4

enum rare_event { SHARE_NUMBER, SECOND_NUMBER, SECOND_ENTRY, LOST_PLATE, EMPTY_PLATE, RARE_EVENTS };

/** What a damage works on. */
struct damage {
    struct faults *faults;
    struct arena *arena;
    const struct household *household;
    const struct soul *soul;
    int age;
    struct str *fields;
    enum register_column column; /* which one was damaged */
    struct str was;
};

struct damage_kind {
    const char *kind;
    uint32_t rate; /* of 100,000 persons */
    bool (*apply)(struct damage *damage);
};

#define DAMAGES_MAX 32
struct faults {
    struct census *census;
    struct dice dice;
    struct day on;
    uint32_t owed[DAMAGES_MAX], owed_event[RARE_EVENTS];
    int64_t household; /* whose members come: its first person */
    bool household_hurt,
        household_told; /* somebody in it has a fault; one that needs the others whole */
    size_t kept_count;
    struct soul kept[KEPT];
    struct soul twins[2][TWIN_TO - TWIN_FROM + 1][TWIN_SLOTS];
};

/** Keeps the value for the truth and puts another in its place. */
static bool put(struct damage *damage, enum register_column column, struct str value)
{
    damage->column = column;
    damage->was = damage->fields[column];
    damage->fields[column] = value;
    return true;
}

static struct dice *dice_of_damage(struct damage *damage)
{
    return &damage->faults->dice;
}

static bool put_number(struct damage *damage, const char *number)
{
    return put(damage, COL_NUMBER, arena_str(damage->arena, str_of(number)));
}

/** A copy of the number to write on. */
static void copy_number(const struct damage *damage, char number[NUMBER_ROOM])
{
    memcpy(number, damage->soul->number, NUMBER_ROOM);
}

static bool wrong_check_digit(struct damage *damage)
{
    char number[NUMBER_ROOM];
    copy_number(damage, number);
    while (number[17] == damage->soul->number[17])
        number[17] = "0123456789X"[dice_roll(dice_of_damage(damage), 11)];
    return put_number(damage, number);
}

/** A day that was misread: some days earlier, or the same day a year earlier. */
static struct day misread(struct damage *damage)
{
    struct day born = damage->soul->born;
    if (dice_chance(dice_of_damage(damage), 300))
        return day_add_years(born, -1);
    return (struct day){ born.n - dice_between(dice_of_damage(damage), 1, 27) };
}

static bool birth_misread_in_register(struct damage *damage)
{
    return put(damage, COL_BORN, day_digits(damage->arena, misread(damage)));
}

/** Another number of the same place, given for a wrong day or the wrong sex. */
static bool number_for(struct damage *damage, struct day born, bool male)
{
    char code[7], number[NUMBER_ROOM];
    snprintf(code, sizeof code, "%.6s", damage->soul->number);
    numbers_give(census_numbers(damage->faults->census), code, born, male,
                 dice_between(dice_of_damage(damage), 1, 900), number);
    return put_number(damage, number);
}

static bool birth_misread_in_number(struct damage *damage)
{
    return number_for(damage, misread(damage), damage->soul->male);
}

static bool sex_wrong_in_number(struct damage *damage)
{
    return number_for(damage, damage->soul->born, !damage->soul->male);
}

/** Only where nobody's relation would tell. */
static bool sex_wrong_in_register(struct damage *damage)
{
    return damage->household->count == 1 &&
           put(damage, COL_SEX, damage->soul->male ? STR("女") : STR("男"));
}

/** Codes no list ever had: two of provinces that are none, two of counties that never were. */
static bool area_never_was(struct damage *damage)
{
    static const char *const codes[] = { "850103", "560104", "650188", "650197" };
    char number[NUMBER_ROOM];
    const char *code = codes[dice_roll(dice_of_damage(damage), COUNT(codes))];
    numbers_give(census_numbers(damage->faults->census), code, damage->soul->born,
                 damage->soul->male, dice_between(dice_of_damage(damage), 1, 900), number);
    return put_number(damage, number);
}

/** Never carried over to 18 digits: no century, no check digit [GB 11643-1989]. */
static bool number_of_15(struct damage *damage)
{
    const char *number = damage->soul->number;
    if (damage->age < 70 || number[6] != '1' || number[7] != '9')
        return false;
    return put(damage, COL_NUMBER, arena_printf(damage->arena, "%.6s%.9s", number, number + 8));
}

static bool item_missing(struct damage *damage)
{
    static const enum register_column columns[] = { COL_NATIVE,   COL_EDUCATION, COL_MARITAL,
                                                    COL_MOVED_IN, COL_GROUP,     COL_NUMBER,
                                                    COL_BORN,     COL_SEX };
    static const uint16_t weights[COUNT(columns)] = { 32, 30, 14, 10, 4, 6, 2, 2 };
    return put(damage, columns[dice_weighted(dice_of_damage(damage), weights, COUNT(columns))],
               STR(""));
}

static bool day_that_never_is(struct damage *damage)
{
    static const char *const days[] = { "0230", "0431", "0631", "0931", "1131", "1301", "0700" };
    int year = day_civil(damage->soul->born).year;
    return put(damage, COL_BORN,
               arena_printf(damage->arena, "%04d%s", year,
                            days[dice_roll(dice_of_damage(damage), COUNT(days))]));
}

static bool born_in_the_future(struct damage *damage)
{
    struct day born = day_add_years(damage->soul->born, 100);
    return born.n > damage->faults->on.n && put(damage, COL_BORN, day_digits(damage->arena, born));
}

static bool moved_in_before_birth(struct damage *damage)
{
    struct day day = { damage->soul->born.n - dice_between(dice_of_damage(damage), 40, 9000) };
    return damage->age < 60 && put(damage, COL_MOVED_IN, day_digits(damage->arena, day));
}

static bool married_child(struct damage *damage)
{
    return damage->age < 14 && put(damage, COL_MARITAL, STR("已婚"));
}

static bool learned_child(struct damage *damage)
{
    return damage->age < 10 && put(damage, COL_EDUCATION, STR("大学本科教育"));
}

static bool two_heads(struct damage *damage)
{
    return damage->soul->relation == RELATION_SPOUSE && put(damage, COL_RELATION, STR("户主"));
}

static bool no_head(struct damage *damage)
{
    return damage->soul->relation == RELATION_HEAD && damage->household->count > 1 &&
           !damage->household->collective && put(damage, COL_RELATION, STR("其他亲属"));
}

static bool separator_wrong(struct damage *damage)
{
    char name[NAME_ROOM];
    return namer_wrong_separator(dice_of_damage(damage), damage->soul->name.text, name) &&
           put(damage, COL_NAME, arena_str(damage->arena, str_of(name)));
}

static bool private_use(struct damage *damage)
{
    char name[NAME_ROOM];
    if (!damage->soul->name.surname)
        return false;
    namer_private_use(dice_of_damage(damage), damage->soul->name.text, name);
    return put(damage, COL_NAME, arena_str(damage->arena, str_of(name)));
}

/** The household of whom is still whole: what contradicts its head needs the head as he is. */
static bool is_whole(const struct damage *damage)
{
    const struct faults *faults = damage->faults;
    return faults->household == damage->household->soul[0].id && !faults->household_hurt;
}

static bool unmarried_spouse(struct damage *damage)
{
    enum relation relation = damage->soul->relation;
    bool by_marriage = relation == RELATION_SPOUSE || relation == RELATION_SON_IN_LAW ||
                       relation == RELATION_DAUGHTER_IN_LAW;
    return by_marriage && is_whole(damage) && put(damage, COL_MARITAL, STR("未婚"));
}

/** A child some years younger than the head, or older; the number is that of the birth date. */
static bool child_too_old(struct damage *damage)
{
    enum relation relation = damage->soul->relation;
    const struct soul *head = &damage->household->soul[0];
    struct day born = { head->born.n + dice_between(dice_of_damage(damage), -2000, 3000) };
    if ((relation != RELATION_SON && relation != RELATION_DAUGHTER) || !is_whole(damage) ||
        head->relation != RELATION_HEAD || born.n > damage->soul->moved_in.n ||
        born.n > damage->faults->on.n - 8000)
        return false;
    return number_for(damage, born, damage->soul->male) &&
           put(damage, COL_BORN, day_digits(damage->arena, born));
}

static bool relation_of_other_sex(struct damage *damage)
{
    static const struct {
        enum relation relation;
        const char *word;
    } words[] = {
        { RELATION_SON, "女" },
        { RELATION_DAUGHTER, "子" },
        { RELATION_GRANDSON, "孙女" },
        { RELATION_BROTHER, "妹妹" },
    };
    for (size_t i = 0; i < COUNT(words); i++)
        if (damage->soul->relation == words[i].relation)
            return put(damage, COL_RELATION, str_of(words[i].word));
    return false;
}

static bool word_of_no_list(struct damage *damage)
{
    static const char *const words[] = { "秀才", "私塾", "扫盲班" };
    return damage->age > 30 && put(damage, COL_EDUCATION,
                                   str_of(words[dice_roll(dice_of_damage(damage), COUNT(words))]));
}

/** Nothing in the register shows it: the truth is outside [domain 10.2, 应销未销]. */
static bool dead_not_cancelled(struct damage *damage)
{
    if (damage->age < 76)
        return false;
    damage->column = COL_STATUS;
    damage->was = STR("死亡");
    return true;
}

/* clang-format off */
static const struct damage_kind damages[] = {
    { "WRONG_NUMBER",    70, wrong_check_digit },
    { "WRONG_NUMBER",    70, birth_misread_in_register },
    { "WRONG_NUMBER",    40, birth_misread_in_number },
    { "WRONG_NUMBER",    20, sex_wrong_in_number },
    { "WRONG_NUMBER",    20, sex_wrong_in_register },
    { "WRONG_NUMBER",    20, area_never_was },
    { "OLD_15",          40, number_of_15 },
    { "MISSING_ITEM",   220, item_missing },
    { "IMPOSSIBLE_ITEM", 20, day_that_never_is },
    { "IMPOSSIBLE_ITEM", 10, born_in_the_future },
    { "IMPOSSIBLE_ITEM", 20, moved_in_before_birth },
    { "IMPOSSIBLE_ITEM",  5, married_child },
    { "IMPOSSIBLE_ITEM",  5, learned_child },
    { "HOUSEHOLD_HEAD",  20, two_heads },
    { "HOUSEHOLD_HEAD",  20, no_head },
    { "NAME_SEPARATOR",  60, separator_wrong },
    { "PRIVATE_USE",     10, private_use },
    { "NOT_CANCELLED",   30, dead_not_cancelled },
    { "HOUSEHOLD_SPOUSE", 20, unmarried_spouse },
    { "HOUSEHOLD_AGES",  15, child_too_old },
    { "RELATION_SEX",    15, relation_of_other_sex },
    { "UNKNOWN_CODE",    20, word_of_no_list },
};
static const uint32_t event_rates[RARE_EVENTS] = { /* of 100,000 persons for the first, of households for the others */
    [SHARE_NUMBER] = 260, [SECOND_NUMBER] = 135, [SECOND_ENTRY] = 135, [LOST_PLATE] = 70, [EMPTY_PLATE] = 70,
};
/* clang-format on */
#define RATE_UNIT 100000

struct faults *faults_new(struct arena *arena, struct census *census, struct dice dice,
                          struct day on)
{
    ASSERT(COUNT(damages) <= DAMAGES_MAX);
    struct faults *faults = NEW(arena, struct faults);
    *faults = (struct faults){ .census = census, .dice = dice, .on = on };
    for (size_t i = 0; i < COUNT(damages); i++)
        faults->owed[i] = dice_roll(&faults->dice, RATE_UNIT);
    for (size_t i = 0; i < RARE_EVENTS; i++)
        faults->owed_event[i] = dice_roll(&faults->dice, RATE_UNIT);
    return faults;
}

struct dice *faults_dice(struct faults *faults)
{
    return &faults->dice;
}

/** A debt grows with every person and is paid a little after it is due, so that counts hold to the
 * rate in every city and the places are still chance. */
static bool due(struct faults *faults, uint32_t *owed, uint32_t rate)
{
    *owed += rate;
    return *owed >= RATE_UNIT && dice_chance(&faults->dice, 40);
}

static bool event_due(struct faults *faults, enum rare_event event)
{
    return due(faults, &faults->owed_event[event], event_rates[event]);
}

static void paid(uint32_t *owed)
{
    *owed -= RATE_UNIT;
}

bool faults_lose_plate(struct faults *faults)
{
    bool now = event_due(faults, LOST_PLATE);
    if (now)
        paid(&faults->owed_event[LOST_PLATE]);
    return now;
}

bool faults_put_up_empty_plate(struct faults *faults)
{
    bool now = event_due(faults, EMPTY_PLATE);
    if (now)
        paid(&faults->owed_event[EMPTY_PLATE]);
    return now;
}

static void come_to(struct faults *faults, const struct household *household)
{
    if (faults->household == household->soul[0].id)
        return;
    faults->household = household->soul[0].id;
    faults->household_hurt = faults->household_told = false;
}

static bool needs_the_head(const char *kind)
{
    return strcmp(kind, "HOUSEHOLD_SPOUSE") == 0 || strcmp(kind, "HOUSEHOLD_AGES") == 0;
}

bool faults_damage(struct faults *faults, struct arena *arena, const struct household *household,
                   const struct soul *soul, struct str fields[REGISTER_COLUMNS],
                   struct truth *truth)
{
    struct damage damage = {
        .faults = faults, .arena = arena, .household = household, .soul = soul, .fields = fields
    };
    damage.age = day_full_years(soul->born, faults->on);
    bool done = false;
    come_to(faults, household);
    for (size_t i = 0; i < COUNT(damages); i++) {
        bool now = due(faults, &faults->owed[i], damages[i].rate);
        if (!now || done || faults->household_told || !damages[i].apply(&damage))
            continue;
        paid(&faults->owed[i]);
        *truth = (struct truth){ .kind = damages[i].kind,
                                 .row = soul->id,
                                 .was = damage.was,
                                 .field = city_headings[CITY_REGISTER].columns[damage.column] };
        done = faults->household_hurt = true;
        faults->household_told |= needs_the_head(damages[i].kind);
    }
    return done;
}

void faults_hurt(struct faults *faults, const struct household *household)
{
    come_to(faults, household);
    faults->household_hurt = true;
}

static struct soul *twin_slots(struct faults *faults, const struct soul *soul)
{
    int year = day_civil(soul->born).year;
    if (year < TWIN_FROM || year > TWIN_TO)
        return NULL;
    return faults->twins[soul->male][year - TWIN_FROM];
}

bool faults_share_number(struct faults *faults, struct arena *arena, struct soul *soul,
                         struct truth *truth)
{
    bool now = event_due(faults, SHARE_NUMBER);
    struct soul *slots = twin_slots(faults, soul);
    struct soul *other = slots ? &slots[dice_roll(&faults->dice, TWIN_SLOTS)] : NULL;
    if (!now || !other || !other->id)
        return false;
    paid(&faults->owed_event[SHARE_NUMBER]);
    *truth = (struct truth){ .kind = "DUPLICATE_NUMBER",
                             .row = soul->id,
                             .other = other->id,
                             .field = city_headings[CITY_REGISTER].columns[COL_NUMBER],
                             .was = arena_str(arena, str_of(soul->number)) };
    memcpy(soul->number, other->number, NUMBER_ROOM);
    if (soul->moved_in.n < other->born.n)
        soul->moved_in = other->born;
    soul->born = other->born;
    other->id = 0;
    return true;
}

/** One undamaged adult from anywhere in the city so far, who is then taken off the list. */
static bool take_kept(struct faults *faults, struct soul *out)
{
    if (!faults->kept_count)
        return false;
    size_t at = dice_roll(&faults->dice, (uint32_t)faults->kept_count);
    *out = faults->kept[at];
    faults->kept[at] = faults->kept[--faults->kept_count];
    return true;
}

/** The second time with another number, often another spelling or a birthday some days off. */
static void give_second_number(struct faults *faults, const struct station *station,
                               struct soul *soul, struct truth *truth, struct arena *arena)
{
    char other[NAME_ROOM];
    truth->kind = "MANY_NUMBERS";
    truth->field = city_headings[CITY_REGISTER].columns[COL_NUMBER];
    truth->was = arena_str(arena, str_of(soul->number));
    if (dice_chance(&faults->dice, 350) && namer_variant(soul->name.text, other))
        memcpy(soul->name.text, other, NAME_ROOM);
    else if (dice_chance(&faults->dice, 350))
        soul->born.n -= dice_between(&faults->dice, 1, 27);
    soul_number(faults->census, &faults->dice, station, soul, dice_chance(&faults->dice, 700),
                soul->number);
}

/** The second time with the same number, sometimes in another spelling. */
static void give_second_entry(struct faults *faults, struct soul *soul, struct truth *truth,
                              struct arena *arena)
{
    char other[NAME_ROOM], id[13];
    truth->kind = "DUPLICATE_REGISTRATION";
    truth->field = city_headings[CITY_REGISTER].columns[COL_ID];
    truth->was = arena_str(arena, str_of(city_person_id(soul->id, id)));
    if (!dice_chance(&faults->dice, 500) || !namer_variant(soul->name.text, other))
        return;
    truth->field = city_headings[CITY_REGISTER].columns[COL_NAME];
    truth->was = arena_str(arena, str_of(soul->name.text));
    memcpy(soul->name.text, other, NAME_ROOM);
}

bool faults_register_again(struct faults *faults, struct arena *arena,
                           const struct station *station, int64_t id, struct soul *soul,
                           struct truth *truth)
{
    bool number = event_due(faults, SECOND_NUMBER), entry = event_due(faults, SECOND_ENTRY);
    if ((!number && !entry) || !take_kept(faults, soul))
        return false;
    paid(&faults->owed_event[number ? SECOND_NUMBER : SECOND_ENTRY]);
    *truth = (struct truth){ .row = id, .other = soul->id };
    if (number)
        give_second_number(faults, station, soul, truth, arena);
    else
        give_second_entry(faults, soul, truth, arena);
    soul->id = id;
    soul->moved_in.n = dice_between(&faults->dice, soul->moved_in.n, faults->on.n - 1);
    return true;
}

void faults_remember(struct faults *faults, const struct soul *soul)
{
    int age = day_full_years(soul->born, faults->on);
    struct soul *slots = twin_slots(faults, soul);
    if (age < 16)
        return;
    if (slots && dice_chance(&faults->dice, 100))
        slots[dice_roll(&faults->dice, TWIN_SLOTS)] = *soul;
    if (dice_chance(&faults->dice, 900))
        return;
    if (faults->kept_count < KEPT)
        faults->kept[faults->kept_count++] = *soul;
    else
        faults->kept[dice_roll(&faults->dice, KEPT)] = *soul;
}
