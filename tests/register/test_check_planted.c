/** Faults of every kind, planted at random places in a register without any: exactly those are found. */
#include "base/csv.h"
#include "core/number.h"
#include "register/check.h"
#include "register/finding_kind.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { FAMILIES = 120, MEMBERS = 6, TEXT = 64, SEEDS = 3 };
enum { HUSBAND, WIFE, SON, DAUGHTER, GRANDMOTHER, BROTHER };
enum column_of {
    ID,
    HOUSEHOLD,
    RELATION,
    NAME,
    FORMER,
    SEX,
    GROUP,
    BORN,
    NUMBER,
    NATIVE,
    EDUCATION,
    MARITAL,
    COUNTY,
    STREET,
    DOOR,
    DETAIL,
    STATION,
    KIND,
    MOVED_IN,
    STATUS,
    COLUMNS
};

struct line {
    char of[COLUMNS][TEXT];
};
static struct line lines[FAMILIES][MEMBERS];

/* ---- a register without faults ---- */

static const struct {
    const char *relation, *sex, *education, *marital;
    int year, sequence;
} members[MEMBERS] = {
    [HUSBAND] = { "户主", "男", "大学本科教育", "已婚", 1970, 11 },
    [WIFE] = { "妻", "女", "初级中学教育", "已婚", 1972, 12 },
    [SON] = { "子", "男", "初级中学教育", "未婚", 2010, 13 },
    [DAUGHTER] = { "女", "女", "小学教育", "未婚", 2014, 14 },
    [GRANDMOTHER] = { "母亲", "女", "其他", "丧偶", 1945, 16 },
    [BROTHER] = { "弟", "男", "普通高级中学教育", "离婚", 1975, 17 },
};

static struct day birthday(int year, int family)
{
    struct day day;
    assert_true(day_make(year, 1 + family % 12, 1 + family / 12, &day));
    return day;
}

static void set(struct line *line, enum column_of column, const char *value)
{
    snprintf(line->of[column], TEXT, "%s", value);
}

static void set_day(struct line *line, enum column_of column, struct day day)
{
    struct civil civil = day_civil(day);
    snprintf(line->of[column], TEXT, "%04d%02d%02d", civil.year, civil.month, civil.day);
}

static void write_member(int family, int member)
{
    struct line *line = &lines[family][member];
    struct day born = birthday(members[member].year, family);
    memset(line, 0, sizeof *line);
    snprintf(line->of[ID], TEXT, "P%04d%d", family, member);
    snprintf(line->of[HOUSEHOLD], TEXT, "H%04d", family);
    snprintf(line->of[NAME], TEXT, "王%s%s", member % 2 ? "一" : "二", family % 2 ? "三" : "四");
    snprintf(line->of[DOOR], TEXT, "%d号", family + 1);
    set(line, RELATION, members[member].relation);
    set(line, SEX, members[member].sex);
    set(line, GROUP, "汉");
    set_day(line, BORN, born);
    number_make(650102, born, members[member].sequence, line->of[NUMBER]);
    set(line, NATIVE, "新疆乌鲁木齐市");
    set(line, EDUCATION, members[member].education);
    set(line, MARITAL, members[member].marital);
    set(line, COUNTY, "650102");
    set(line, STREET, "和平路");
    set(line, STATION, family % 3 ? "650102011" : "650103011");
    set(line, KIND, "家庭户");
    set_day(line, MOVED_IN, (struct day)DAY(2020, 1, 1));
    set(line, STATUS, "正常");
}

/* ---- faults ---- */

static void wrong_digit(int family, int member)
{
    char *last = &lines[family][member].of[NUMBER][17];
    *last = *last == '5' ? '6' : '5';
}

/** The day of the number is another. */
static void wrong_day(int family, int member)
{
    struct day born = birthday(members[member].year, family);
    number_make(650102, (struct day){ born.n + 400 }, members[member].sequence + 100,
                lines[family][member].of[NUMBER]);
}

static void wrong_parity(int family, int member)
{
    number_make(650102, birthday(members[member].year, family), members[member].sequence + 201,
                lines[family][member].of[NUMBER]);
}

static void unknown_province(int family, int member)
{
    number_make(850102, birthday(members[member].year, family), members[member].sequence,
                lines[family][member].of[NUMBER]);
}

/** The member's day, and a good number for it. */
static void born_in(int family, int member, int year)
{
    struct day born = birthday(year, family);
    set_day(&lines[family][member], BORN, born);
    number_make(650102, born, members[member].sequence + 300, lines[family][member].of[NUMBER]);
}

static void son_as_old_as_father(int family, int member)
{
    born_in(family, member, 1960);
}

static void mother_as_young_as_head(int family, int member)
{
    born_in(family, member, 1969);
}

static void younger_brother_is_elder(int family, int member)
{
    born_in(family, member, 1968);
}

static void fifteen_digits(int family, int member)
{
    char *number = lines[family][member].of[NUMBER], short_one[TEXT];
    snprintf(short_one, sizeof short_one, "%.6s%.9s", number, number + 8);
    set(&lines[family][member], NUMBER, short_one);
}

/** Takes the number and the birthday of the same member of the next family, which has no fault. */
static void shared(int family, int member)
{
    const struct line *other = &lines[(family + 1) % FAMILIES][member];
    set(&lines[family][member], BORN, other->of[BORN]);
    set(&lines[family][member], NUMBER, other->of[NUMBER]);
}

static void shared_by_another(int family, int member)
{
    set(&lines[family][member], NAME, "赵钱孙");
    shared(family, member);
}

static void shared_by_the_same(int family, int member)
{
    set(&lines[family][member], NAME, lines[(family + 1) % FAMILIES][member].of[NAME]);
    shared(family, member);
}

/** The head's brother as a second mother, old enough for one. */
static void a_second_mother(int family, int member)
{
    set(&lines[family][member], RELATION, "母亲");
    set(&lines[family][member], SEX, "女");
    born_in(family, member, 1946);
    number_make(650102, birthday(1946, family), 518, lines[family][member].of[NUMBER]);
}

static void a_daughter_in_law_who_never_married(int family, int member)
{
    set(&lines[family][member], RELATION, "儿媳");
    set(&lines[family][member], MARITAL, "未婚");
}

/** The wife becomes his mother-in-law, and he never had a wife. */
static void a_bachelor_with_a_mother_in_law(int family, int member)
{
    set(&lines[family][WIFE], RELATION, "岳母");
    set(&lines[family][member], MARITAL, "未婚");
}

static void of_all(int family, enum column_of column, const char *value)
{
    for (int member = 0; member < MEMBERS; member++)
        set(&lines[family][member], column, value);
}

static void no_street(int family, int member)
{
    (void)member;
    of_all(family, STREET, "");
}

static void no_door(int family, int member)
{
    (void)member;
    of_all(family, DOOR, "");
}

/** 东山区, until 2007. */
static void a_county_that_is_no_more(int family, int member)
{
    (void)member;
    of_all(family, COUNTY, "650108");
}

/* clang-format off */
static const struct planted {
    const char *kind;
    int member;
    void (*apply)(int family, int member);
    enum column_of column; /* without apply: it gets this value */
    const char *value;
    const char *field;
    int told; /* of whom, where it is another member */
    bool with_next; /* the pair is told of the later one of the two */
} faults[] = {
    { "WRONG_NUMBER",     SON,         wrong_digit,              0, NULL, "公民身份号码", SON, false },
    { "WRONG_NUMBER",     WIFE,        wrong_day,                0, NULL, "公民身份号码", WIFE, false },
    { "WRONG_NUMBER",     BROTHER,     wrong_parity,             0, NULL, "公民身份号码", BROTHER, false },
    { "WRONG_NUMBER",     HUSBAND,     unknown_province,         0, NULL, "公民身份号码", HUSBAND, false },
    { "MISSING_ITEM",     WIFE,        NULL, NATIVE,    "",         "籍贯", WIFE, false },
    { "MISSING_ITEM",     HUSBAND,     NULL, EDUCATION, "",         "文化程度", HUSBAND, false },
    { "MISSING_ITEM",     SON,         NULL, MARITAL,   "",         "婚姻状况", SON, false },
    { "MISSING_ITEM",     DAUGHTER,    NULL, MOVED_IN,  "",         "迁入日期", DAUGHTER, false },
    { "MISSING_ITEM",     GRANDMOTHER, NULL, GROUP,     "",         "民族", GRANDMOTHER, false },
    { "MISSING_ITEM",     WIFE,        NULL, NUMBER,    "",         "公民身份号码", WIFE, false },
    { "MISSING_ITEM",     HUSBAND,     NULL, BORN,      "",         "出生日期", HUSBAND, false },
    { "MISSING_ITEM",     BROTHER,     NULL, SEX,       "",         "性别", BROTHER, false },
    { "MISSING_ITEM",     BROTHER,     NULL, RELATION,  "",         "与户主关系", BROTHER, false },
    { "IMPOSSIBLE_ITEM",  WIFE,        NULL, BORN,      "19720230", "出生日期", WIFE, false },
    { "IMPOSSIBLE_ITEM",  HUSBAND,     NULL, BORN,      "20700101", "出生日期", HUSBAND, false },
    { "IMPOSSIBLE_ITEM",  DAUGHTER,    NULL, MOVED_IN,  "20050101", "迁入日期", DAUGHTER, false },
    { "IMPOSSIBLE_ITEM",  DAUGHTER,    NULL, MARITAL,   "已婚",     "婚姻状况", DAUGHTER, false },
    { "IMPOSSIBLE_ITEM",  DAUGHTER,    NULL, EDUCATION, "大学本科教育", "文化程度", DAUGHTER, false },
    { "UNKNOWN_CODE",     WIFE,        NULL, EDUCATION, "秀才",     "文化程度", WIFE, false },
    { "UNKNOWN_CODE",     HUSBAND,     NULL, MARITAL,   "不详之词", "婚姻状况", HUSBAND, false },
    { "OLD_15",           GRANDMOTHER, fifteen_digits,           0, NULL, "公民身份号码", GRANDMOTHER, false },
    { "NAME_SEPARATOR",   WIFE,        NULL, NAME,      "古丽•阿不都", "姓名", WIFE, false },
    { "HOUSEHOLD_HEAD",   HUSBAND,     NULL, RELATION,  "其他亲属", "与户主关系", HUSBAND, false },
    { "HOUSEHOLD_HEAD",   BROTHER,     NULL, RELATION,  "户主",     "与户主关系", BROTHER, false },
    { "HOUSEHOLD_AGES",   SON,         son_as_old_as_father,     0, NULL, "与户主关系", SON, false },
    { "HOUSEHOLD_AGES",   GRANDMOTHER, mother_as_young_as_head,  0, NULL, "与户主关系", GRANDMOTHER, false },
    { "HOUSEHOLD_AGES",   BROTHER,     younger_brother_is_elder, 0, NULL, "与户主关系", BROTHER, false },
    { "HOUSEHOLD_SPOUSE", WIFE,        NULL, MARITAL,   "丧偶",     "婚姻状况", WIFE, false },
    { "HOUSEHOLD_SPOUSE", BROTHER,     NULL, RELATION,  "配偶",     "与户主关系", BROTHER, false },
    { "HOUSEHOLD_SPOUSE", DAUGHTER,    a_daughter_in_law_who_never_married, 0, NULL, "婚姻状况", DAUGHTER, false },
    { "HOUSEHOLD_SPOUSE", HUSBAND,     a_bachelor_with_a_mother_in_law, 0, NULL, "婚姻状况", HUSBAND, false },
    { "HOUSEHOLD_PARENTS", BROTHER,    a_second_mother,          0, NULL, "与户主关系", BROTHER, false },
    { "HOUSEHOLD_ADDRESS", HUSBAND,    no_street,                0, NULL, "街路巷", HUSBAND, false },
    { "HOUSEHOLD_ADDRESS", HUSBAND,    no_door,                  0, NULL, "街路巷", HUSBAND, false },
    { "HOUSEHOLD_ADDRESS", HUSBAND,    a_county_that_is_no_more, 0, NULL, "街路巷", HUSBAND, false },
    { "RELATION_SEX",     DAUGHTER,    NULL, RELATION,  "子",       "与户主关系", DAUGHTER, false },
    { "RELATION_SEX",     BROTHER,     NULL, RELATION,  "妹妹",     "与户主关系", BROTHER, false },
    { "DUPLICATE_NUMBER", BROTHER,     shared_by_another,        0, NULL, "公民身份号码", BROTHER, true },
    { "DUPLICATE_REGISTRATION", BROTHER, shared_by_the_same,     0, NULL, "公民身份号码", BROTHER, true },
};
/* clang-format on */

/* ---- planting and looking ---- */

static uint32_t thrown(uint64_t *dice)
{
    *dice = *dice * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*dice >> 33);
}

/** Each in a family of its own, with a family without fault behind it. */
static void plant(uint64_t seed, int of[COUNT(faults)])
{
    bool taken[FAMILIES + 1] = { false };
    for (size_t f = 0; f < COUNT(faults); f++) {
        int family;
        do
            family = 1 + (int)(thrown(&seed) % (FAMILIES - 2));
        while (taken[family] || taken[family + 1] || taken[family - 1]);
        taken[family] = true;
        of[f] = family;
        if (faults[f].apply)
            faults[f].apply(family, faults[f].member);
        else
            set(&lines[family][faults[f].member], faults[f].column, faults[f].value);
    }
}

static void write_register(struct buf *csv)
{
    buf_text(csv, REGISTER_HEADINGS);
    for (int family = 0; family < FAMILIES; family++)
        for (int member = 0; member < MEMBERS; member++)
            for (int column = 0; column < COLUMNS; column++)
                buf_printf(csv, "%s%c", lines[family][member].of[column],
                           column + 1 < COLUMNS ? ',' : '\n');
}

static void keep(void *self, struct str csv)
{
    buf_add(self, csv);
}

static struct str key_of(struct arena *arena, struct str kind, struct str person, struct str field)
{
    return arena_printf(arena, STR_FMT " " STR_FMT " " STR_FMT, STR_ARG(kind), STR_ARG(person),
                        STR_ARG(field));
}

/** What is to be found: of two with one number, the one who came into the register later. */
static struct str wanted(struct arena *arena, size_t f, const int of[COUNT(faults)])
{
    const struct line *line = &lines[of[f]][faults[f].told];
    const struct line *next = &lines[of[f] + 1][faults[f].told];
    bool other_part = strcmp(line->of[STATION], next->of[STATION]) != 0;
    bool next_is_later = !other_part || strcmp(line->of[STATION], "650102011") == 0;
    const char *person = (faults[f].with_next && next_is_later ? next : line)->of[ID];
    return key_of(arena, str_of(faults[f].kind), str_of(person), str_of(faults[f].field));
}

static void compare(struct desk *desk, struct str findings, const int of[COUNT(faults)])
{
    enum { KINDS_FIELDS = 7 };
    struct str fields[KINDS_FIELDS];
    size_t count = 0, left = COUNT(faults);
    bool seen[COUNT(faults)] = { false };
    struct csv reader = csv_open(findings);
    while (reader.rest.len &&
           csv_row(&reader, desk->arena, fields, KINDS_FIELDS, &count) == CSV_ROW) {
        struct str key = key_of(desk->arena, fields[0], fields[1], fields[3]);
        bool known = false;
        for (size_t f = 0; f < COUNT(faults) && !known; f++)
            if (!seen[f] && str_eq(key, wanted(desk->arena, f, of))) {
                known = seen[f] = true;
                left--;
            }
        if (!known)
            fail_msg("found, not planted: " STR_FMT " " STR_FMT, STR_ARG(key), STR_ARG(fields[4]));
    }
    for (size_t f = 0; f < COUNT(faults); f++)
        if (!seen[f])
            fail_msg("planted, not found: " STR_FMT, STR_ARG(wanted(desk->arena, f, of)));
    assert_int_equal(left, 0);
}

static void planted_and_found(struct test_db *t, uint64_t seed)
{
    struct desk *desk = &t->desk;
    struct buf csv = { 0 }, findings = { 0 };
    struct check_result said;
    int of[COUNT(faults)] = { 0 };
    register_office(t);
    for (int i = 0; i < FAMILIES * MEMBERS; i++)
        write_member(i / MEMBERS, i % MEMBERS);
    plant(seed, of);
    write_register(&csv);
    struct imported done = import_bytes(desk, buf_str(&csv), NULL, false);
    assert_done(desk, done.outcome);
    assert_int_equal(done.result.rejected, 0);
    assert_done(desk,
                register_check(desk, &(struct check_order){ .sink = { &findings, keep } }, &said));
    compare(desk, buf_str(&findings), of);
    assert_int_equal(said.persons, FAMILIES * MEMBERS);
    assert_int_equal(said.households, FAMILIES);
    imported_close(&done);
    buf_close(&csv);
    buf_close(&findings);
}

static void at_random(struct test_db *t)
{
    /* another place each time the clock moved on: a failure prints where */
    planted_and_found(t, (uint64_t)instant_now());
}

static void at_known_places(struct test_db *t)
{
    planted_and_found(t, 11);
}

static void what_is_planted_is_found_and_nothing_else(void **state)
{
    (void)state;
    test_on_each_engine(at_known_places);
    for (int i = 0; i < SEEDS; i++) {
        struct test_db t;
        assert_true(test_db_open(&t, DB_SQLITE));
        at_random(&t);
        test_db_close(&t);
    }
}

static void every_fault_of_a_number_is_told_in_words(void **state)
{
    (void)state;
    for (unsigned place = 0; place < NUMBER_REASON_COUNT; place++) {
        size_t i = 0;

        if (!(NUMBER_WRONGS & 1u << place))
            continue;
        while (i < finding_word_count &&
               strcmp(finding_words[i].code, number_reason_word(place)) != 0)
            i++;
        assert_true(i < finding_word_count);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_planted_is_found_and_nothing_else),
        cmocka_unit_test(every_fault_of_a_number_is_told_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
