#include "exchange/gb18030.h"
#include "register/person_store.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int64_t count(struct desk *desk, const char *what)
{
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", what);
    return test_number(desk, sql);
}

static void assert_str(struct str got, const char *want)
{
    if (!str_is(got, want))
        fail_msg("'" STR_FMT "' instead of '%s'", STR_ARG(got), want);
}

/* clang-format off */
#define WANG  "A1,H1,户主,王一,,男,汉族,19800615,650102198006150014,新疆乌鲁木齐,大学,已婚,650102,和平南路,12号,3单元101室,650102011,家庭户,20010203,正常\n"
#define ZHANG "A2,H1,配偶,张二,张小二,女,维吾尔,19450930,650107194509300241,,高中,,新疆维吾尔自治区乌鲁木齐市天山区,和平南路,12号,3单元101室,650102011,1,2001-02-03,0\n"
/* clang-format on */

static void words_and_codes(struct test_db *t)
{
    struct desk *desk = &t->desk;
    register_office(t);
    struct imported done = import_text(desk, REGISTER_HEADINGS WANG ZHANG);
    assert_int_equal(done.result.rows, 2);
    assert_int_equal(done.result.taken, 2);
    assert_int_equal(done.result.odd, 0);
    assert_int_equal(done.result.cases, 0);
    struct person wang = person_called(desk, "A1"), zhang = person_called(desk, "A2");
    assert_int_equal(wang.part, STATION_A);
    assert_int_equal(wang.household, zhang.household);
    assert_str(wang.relation, "02");
    assert_str(wang.sex, "1");
    assert_str(wang.ethnic, "01");
    assert_str(wang.education, "20");
    assert_str(wang.status, "0");
    assert_int_equal(wang.born_on.n, DAY_NUMBER(1980, 6, 15));
    assert_int_equal(wang.true_from.n, DAY_NUMBER(2001, 2, 3));
    assert_null(wang.former_name.at);
    assert_str(zhang.relation, "10");
    assert_str(zhang.sex, "2");
    assert_str(zhang.ethnic, "05");
    assert_str(zhang.former_name, "张小二");
    assert_null(zhang.marital.at);
    struct household h;
    assert_done(desk, household_load(desk, wang.part, wang.household, &h));
    assert_int_equal(h.county, 650102);
    assert_str(h.legacy, "H1");
    assert_str(h.door, "12号");
    imported_close(&done);
}

static void a_row_becomes_a_person_with_words_and_codes_alike(void **state)
{
    (void)state;
    test_on_each_engine(words_and_codes);
}

/* ---- headings ---- */

static void headings(struct test_db *t)
{
    struct desk *desk = &t->desk;
    register_office(t);
    static const struct {
        const char *csv, *map;
        enum refusal refusal;
    } cases[] = {
        { "派出所,公民身份号码,出生日期,姓名\n650102011,,19800615,王一\n", "", REFUSAL_NONE },
        { "\xEF\xBB\xBF姓名 ,派出所,出生日期,公民身份号码,别的\r\n王一,650102011,19800615,,x\r\n",
          "", REFUSAL_NONE },
        { "xm,pcs,csrq,gmsfhm\n王一,650102011,19800615,\n",
          "# 省厅旧系统\n姓名=xm\n派出所 = pcs\n出生日期=csrq\n公民身份号码=gmsfhm\n",
          REFUSAL_NONE },
        { "姓名,出生日期,公民身份号码\n王一,19800615,\n", "", NO_HEADER_MISSING },
        { "姓名,派出所,出生日期,公民身份号码\n", "姓名=xm\n", NO_HEADER_MISSING },
        { "姓名,派出所,出生日期,公民身份号码\n", "姓名\n", NO_MAP_WRONG },
        { "", "", NO_HEADER_MISSING },
        { "\xD0\xD5\xC3\xFB,a,b,c\n", "", NO_FILE_ENCODING },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct import_order order = { .file = STR("f"),
                                      .bytes = str_of(cases[i].csv),
                                      .map = str_of(cases[i].map),
                                      .dry_run = true };
        struct import_result result;
        enum outcome outcome = register_import(desk, &order, &result);
        if (cases[i].refusal) {
            assert_refused(desk, outcome, cases[i].refusal);
            continue;
        }
        assert_done(desk, outcome);
        assert_int_equal(result.taken, 1);
    }
}

static void columns_stand_in_any_order_under_any_name(void **state)
{
    (void)state;
    test_on_each_engine(headings);
}

static void maps(struct test_db *t)
{
    struct desk *desk = &t->desk;
    register_office(t);
    static const struct {
        const char *map;
        enum refusal refusal;
        const char *says; /* NULL: one person, a man born on 1980-06-15 */
    } cases[] = {
        { "姓名=n\n派出所 := 650102011\n@日期 = "
          "DD.MM.YYYY\n出生日期=b\n公民身份号码=i\n性别=s\n性别 : M = 男\n",
          REFUSAL_NONE, NULL },
        { "姓名=n\n\n  籍 = x\n", NO_MAP_WRONG, "第 3 行第 3 列" },
        { "姓名=n\n姓名=m\n", NO_MAP_WRONG, "第 2 行第 1 列" },
        { "姓名=\n", NO_MAP_WRONG, "第 1 行第 4 列" },
        { "@日期 = DD.MM\n", NO_MAP_WRONG, "第 1 行第 7 列" },
        { "@颜色 = 1\n", NO_MAP_WRONG, "第 1 行第 1 列" },
        { "姓名=n\n派出所:=650102011\n出生日期=b\n公民身份号码=i\n籍贯=none\n", NO_MAP_WRONG,
          "第 5 行" },
        { "姓名=n\n派出所=none\n出生日期=b\n公民身份号码=i\n", NO_HEADER_MISSING, "none" },
        { "姓名=\xFF\n", NO_MAP_WRONG, "UTF-8" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct import_order order = { .file = STR("f"),
                                      .bytes = STR("n,s,b,i,原编号\n王一,M,15.6.1980,,Z1\n"),
                                      .map = str_of(cases[i].map) };
        struct import_result result;
        enum outcome outcome = register_import(desk, &order, &result);
        if (cases[i].refusal) {
            assert_refused(desk, outcome, cases[i].refusal);
            assert_non_null(strstr(arena_text(desk->arena, desk->why.detail), cases[i].says));
            continue;
        }
        assert_done(desk, outcome);
        struct person wang = person_called(desk, "Z1");
        assert_str(wang.sex, "1");
        assert_int_equal(wang.born_on.n, DAY_NUMBER(1980, 6, 15));
    }
}

static void a_map_renames_translates_and_fills_in_or_is_refused_where_it_is_wrong(void **state)
{
    (void)state;
    test_on_each_engine(maps);
}

static bool stop_at_once(void *self)
{
    (void)self;
    return true;
}

/** More than one chunk, and stopped after the first. */
static void stops(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct import_result result;
    SCOPED(buf) text = { 0 };
    register_office(t);
    buf_text(&text, "原编号,姓名,派出所,出生日期,公民身份号码\n");
    for (int i = 0; i < IMPORT_CHUNK + 5; i++)
        buf_printf(&text, "S%d,王一,650102011,19800615,\n", i);
    struct import_order order = { .file = STR("f"),
                                  .bytes = buf_str(&text),
                                  .stopped = stop_at_once };
    assert_done(desk, register_import(desk, &order, &result));
    assert_true(result.stopped);
    assert_int_equal(result.taken, IMPORT_CHUNK);
    assert_int_equal(count(desk, "load WHERE finished IS NULL"), 1);
    order.stopped = NULL;
    assert_done(desk, register_import(desk, &order, &result));
    assert_false(result.stopped);
    assert_int_equal(result.unchanged, IMPORT_CHUNK);
    assert_int_equal(result.taken, 5);
    assert_int_equal(count(desk, "load WHERE finished IS NOT NULL"), 1);
    assert_int_equal(count(desk, "person"), IMPORT_CHUNK + 5);
}

static void a_load_that_was_stopped_goes_on_where_it_stopped(void **state)
{
    (void)state;
    test_on_each_engine(stops);
}

/* ---- what is refused, and what is only odd ---- */

static void rejects(struct test_db *t)
{
    struct desk *desk = &t->desk;
    register_office(t);
    struct imported done = import_text(desk, "原编号,姓名,派出所,出生日期,公民身份号码\n"
                                             "B1,,650102011,19800615,\n"
                                             "B2,王一,650102999,19800615,\n"
                                             "\n"
                                             "B3,王一,,19800615,\n"
                                             "B4,王一,650102011,,\n"
                                             "B5,王\xEE\x80\x80,650102011,19800615,\n"
                                             "B6,王一,650102011,19800615\n"
                                             "B7,王\"一,650102011,19800615,\n"
                                             "B8,王\xFF,650102011,19800615,\n"
                                             "B9,王一,650102011,19800615,\n"
                                             "B9,王二,650102011,19800615,\n"
                                             "B9,王一,650102011,19800615,\n");
    assert_string_equal(arena_text(desk->arena, buf_str(&done.rejects)), IMPORT_REJECT_HEADINGS
                        "2,姓名,ITEM_MISSING,缺少必填项。\n"
                        "3,派出所,STATION_UNKNOWN,没有这个派出所。 650102999\n"
                        "5,派出所,ITEM_MISSING,缺少必填项。\n"
                        "6,公民身份号码,ITEM_MISSING,缺少必填项。 号码与出生日期皆无\n"
                        "8,,ROW_BROKEN,此行不是完整的 CSV 行。\n"
                        "9,,ROW_BROKEN,此行不是完整的 CSV 行。\n"
                        "10,姓名,NOT_TEXT,文字编码不对，应为 UTF-8。\n"
                        "12,原编号,LEGACY_TWICE,原编号重复。\n");
    assert_int_equal(done.result.rows, 11);
    assert_int_equal(done.result.rejected, 8);
    assert_int_equal(done.result.taken, 2); /* a private-use character keeps nobody out */
    assert_int_equal(done.result.unchanged, 1);
    imported_close(&done);
}

static void only_a_row_that_cannot_make_a_person_is_rejected(void **state)
{
    (void)state;
    test_on_each_engine(rejects);
}

static void odd_items(struct test_db *t)
{
    struct desk *desk = &t->desk;
    static const struct {
        const char *legacy, *name, *sex, *born, *number; /* as the file has them */
        const char *kept_name, *kept_sex, *kept_number, *kind, *reasons;
        int odd;
    } cases[] = {
        /* clang-format off */
        { "C1", "王一", "男", "19800615", "650102198006150014", "王一", "1", "650102198006150014", "", "", 0 },
        { "C2", "王一", "", "", "65010319800615007x", "王一", "1", "65010319800615007X", "", "", 2 },
        { "C3", "王一", "男", "19800230", "650106197901010510", "王一", "1", "650106197901010510", "BIRTH", "BIRTH", 1 },
        { "C4", "王一", "男", "19450930", "650107194509300241", "王一", "1", "650107194509300241", "SEX", "SEX", 0 },
        { "C5", "王一", "男", "19850101", "650102190402290010", "王一", "1", "650102190402290010", "WRONG", "CHECK_DIGIT;BIRTH", 0 },
        { "C6", "阿依·买买提", "男", "19850101", "", "阿依·买买提", "1", "", "WRONG", "MISSING", 0 },
        { "C7", "阿依.买买提", "男", "19850101", "12345", "阿依·买买提", "1", "12345", "WRONG", "LENGTH", 1 },
        { "C8", "王一1", "男", "20990101", "", "王一1", "1", "", "WRONG", "MISSING", 2 },
        { "C9", "王一", "男", "19800615", "650102800615001", "王一", "1", "650102198006150014", "DUPLICATE", "SAME_NAME", 1 },
        /* clang-format on */
    };
    struct buf csv = { 0 };
    register_office(t);
    buf_text(&csv, "原编号,姓名,性别,出生日期,公民身份号码,派出所\n");
    for (size_t i = 0; i < COUNT(cases); i++)
        buf_printf(&csv, "%s,%s,%s,%s,%s,650102011\n", cases[i].legacy, cases[i].name, cases[i].sex,
                   cases[i].born, cases[i].number);
    buf_byte(&csv, '\0');
    struct imported done = import_text(desk, csv.at);
    assert_int_equal(done.result.taken, COUNT(cases));
    assert_int_equal(done.result.cases, 8);
    for (size_t i = 1; i < COUNT(cases); i++) {
        struct person p = person_called(desk, cases[i].legacy);
        struct number_case open = { 0 };
        bool found = false;
        assert_str(p.name, cases[i].kept_name);
        assert_str(p.sex, cases[i].kept_sex);
        assert_str(p.number, cases[i].kept_number);
        assert_done(desk, number_open_case_of(desk, p.part, p.id, &open, &found));
        assert_str(open.kind, cases[i].kind);
        assert_str(open.reasons, cases[i].reasons);
        char odd[128];
        snprintf(odd, sizeof odd, "odd_item WHERE person = %lld", (long long)p.id);
        assert_int_equal(count(desk, odd), cases[i].odd);
    }
    assert_register_laws(desk);
    assert_int_equal(person_called(desk, "C3").born_on.n, DAY_NUMBER(1979, 1, 1));
    assert_false(day_is(person_called(desk, "C8").born_on));
    assert_int_equal(test_number(desk, "SELECT min(due_on - opened_on) FROM number_case"), 30);
    imported_close(&done);
    buf_close(&csv);
}

static void odd_items_lose_nobody_and_are_kept_as_written(void **state)
{
    (void)state;
    test_on_each_engine(odd_items);
}

/* ---- numbers that are held already ---- */

static void duplicates(struct test_db *t)
{
    struct desk *desk = &t->desk;
    register_office(t);
    struct imported first = import_text(desk, REGISTER_HEADINGS WANG);
    struct imported second = import_text(
        desk,
        "原编号,姓名,派出所,出生日期,公民身份号码,状态\n"
        "D1,李三,650103011,19800615,650102198006150014,正常\n" /* two persons */
        "D2,赵四,650103011,19800615,650102198006150014,正常\n" /* a third */
        "D3,钱五,650103011,19790101,650106197901010510,迁出\n" /* gone, and here again: one life */
        "D4,钱五,650102011,19790101,650106197901010510,正常\n"
        "D5,孙六,650103011,20000229,650104200002290274,正常\n" /* the same the other way round */
        "D6,孙六,650102011,20000229,650104200002290274,死亡\n");
    assert_int_equal(second.result.taken, 6);
    assert_int_equal(second.result.cases, 3);
    static const struct {
        const char *legacy, *other;
        int sole, held;
    } cases[] = {
        { "A1", "D1", 0, 1 }, { "D1", "A1", 0, 1 }, { "D2", "A1", 0, 1 }, { "D3", NULL, 0, 0 },
        { "D4", NULL, 1, 1 }, { "D5", NULL, 1, 1 }, { "D6", NULL, 0, 0 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct person p = person_called(desk, cases[i].legacy);
        struct number_case open = { 0 };
        bool found = false;
        char sql[256];
        assert_done(desk, number_open_case_of(desk, p.part, p.id, &open, &found));
        assert_int_equal(found, cases[i].other != NULL);
        if (found)
            assert_int_equal(open.other_person, person_called(desk, cases[i].other).id);
        snprintf(sql, sizeof sql,
                 "SELECT sole + 2 * CASE WHEN until IS NULL THEN 1 ELSE 0 END FROM number_holder "
                 "WHERE person = %lld",
                 (long long)p.id);
        assert_int_equal(test_number(desk, sql), cases[i].sole + 2 * cases[i].held);
    }
    assert_register_laws(desk);
    imported_close(&first);
    imported_close(&second);
}

static void a_shared_number_opens_a_case_for_every_holder(void **state)
{
    (void)state;
    test_on_each_engine(duplicates);
}

/* ---- a whole city ---- */

static void city_in_both_encodings(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct buf csv = { 0 };
    struct str gb = NO_STR;
    register_office(t);
    make_city(300, &csv, NULL);
    assert_true(gb18030_encode(desk->arena, buf_str(&csv), &gb));
    struct imported dry = import_bytes(desk, gb, gb18030_decode, true);
    assert_done(desk, dry.outcome);
    assert_int_equal(count(desk, "person"), 0);
    struct imported first = import_bytes(desk, gb, gb18030_decode, false);
    assert_done(desk, first.outcome);
    assert_int_equal(first.result.rows, 300);
    assert_int_equal(first.result.taken + first.result.rejected, 300);
    assert_true(first.result.taken > 290);
    assert_int_equal(dry.result.taken, first.result.taken);
    assert_int_equal(dry.result.cases, first.result.cases);
    assert_true(str_eq(buf_str(&dry.rejects), buf_str(&first.rejects)));
    struct str dump = register_dump(desk);

    /* the same in UTF-8 is another file with the same content: nothing changes */
    struct imported second = import_bytes(desk, buf_str(&csv), NULL, false);
    assert_done(desk, second.outcome);
    assert_int_equal(second.result.taken, 0);
    assert_int_equal(second.result.unchanged, first.result.taken);
    assert_true(str_eq(register_dump(desk), dump));
    assert_true(dump.len > 300 * 100);
    assert_register_laws(desk);
    imported_close(&dry);
    imported_close(&first);
    imported_close(&second);
    buf_close(&csv);
}

static void both_encodings_give_the_same_register(void **state)
{
    (void)state;
    test_on_each_engine(city_in_both_encodings);
}

static void rerun(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct buf csv = { 0 };
    register_office(t);
    make_city(200, &csv, NULL);
    buf_text(&csv,
             ",,户主,无编号,,男,汉,19800615,,,,,650102,和平南路,1号,,650102011,家庭户,,正常\n");
    struct imported dry = import_bytes(desk, buf_str(&csv), NULL, true);
    static const char *const tables[] = { "person", "household", "number_holder", "legacy_person",
                                          "load",   "odd_item",  "number_case",   "entry" };
    for (size_t i = 0; i < COUNT(tables); i++)
        assert_int_equal(count(desk, tables[i]), 0);
    struct imported first = import_bytes(desk, buf_str(&csv), NULL, false);
    assert_done(desk, first.outcome);
    struct str dump = register_dump(desk);
    struct imported again = import_bytes(desk, buf_str(&csv), NULL, false);
    assert_done(desk, again.outcome);
    assert_int_equal(again.result.load, first.result.load);
    assert_int_equal(again.result.taken, 0);
    assert_int_equal(again.result.unchanged, first.result.taken);
    assert_int_equal(again.result.rejected, first.result.rejected);
    assert_true(str_eq(buf_str(&again.rejects), buf_str(&first.rejects)));
    assert_true(str_eq(register_dump(desk), dump));
    assert_int_equal(count(desk, "load"), 1);
    assert_register_laws(desk);
    imported_close(&dry);
    imported_close(&first);
    imported_close(&again);
    buf_close(&csv);
}

static void a_dry_run_leaves_nothing_and_a_rerun_changes_nothing(void **state)
{
    (void)state;
    test_on_each_engine(rerun);
}

/* ---- broken off ---- */

/** After the first chunk the load is marked as undone beside it, so that the second chunk is
 * refused. */
static void spoil(void *self, int64_t rows, size_t bytes)
{
    (void)bytes;
    if (rows == IMPORT_CHUNK)
        assert_int_equal(test_number(self, "UPDATE load SET undone = 1 RETURNING 1"), 1);
}

static void broken_off(struct test_db *t)
{
    struct desk *desk = &t->desk, beside = test_desk(t, DB_WRITE);
    struct buf csv = { 0 };
    struct import_result result;
    register_office(t);
    buf_text(&csv, "原编号,姓名,派出所,出生日期,公民身份号码\n");
    for (int i = 0; i < IMPORT_CHUNK + 5; i++) {
        if (i % 2) /* every other one has an old id */
            buf_printf(&csv, "E%d", i);
        buf_text(&csv, ",王一,650102011,19800615,\n");
    }
    struct import_order order = {
        .file = STR("f"), .bytes = buf_str(&csv), .self = &beside, .progress = spoil
    };
    assert_refused(desk, register_import(desk, &order, &result), NO_CHANGED_MEANWHILE);
    assert_int_equal(count(desk, "person"), IMPORT_CHUNK);
    assert_int_equal(test_number(&beside, "UPDATE load SET undone = NULL RETURNING 1"), 1);
    order.progress = NULL;
    assert_done(desk, register_import(desk, &order, &result));
    assert_int_equal(result.taken, 5);
    assert_int_equal(result.unchanged, IMPORT_CHUNK);
    assert_int_equal(count(desk, "person"), IMPORT_CHUNK + 5);
    assert_int_equal(test_number(desk, "SELECT taken FROM load"), IMPORT_CHUNK + 5);
    assert_int_equal(count(desk, "entry WHERE verb = 'register.loaded'"), 2);
    assert_register_laws(desk);
    test_desk_close(&beside);
    buf_close(&csv);
}

static void an_import_broken_off_goes_on_where_it_stopped(void **state)
{
    (void)state;
    test_on_each_engine(broken_off);
}

/* ---- what stays on record ---- */

static void entries(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct buf csv = { 0 };
    register_office(t);
    buf_text(&csv, "姓名,派出所,出生日期,公民身份号码\n");
    for (int i = 0; i < 2 * IMPORT_CHUNK + 1; i++)
        buf_text(&csv, "王一,650102011,19800615,\n");
    struct imported done = import_bytes(desk, buf_str(&csv), NULL, false);
    assert_done(desk, done.outcome);
    assert_int_equal(done.result.taken, 2 * IMPORT_CHUNK + 1);
    assert_int_equal(count(desk, "entry WHERE verb = 'register.loaded' AND unit = 650100000"), 3);
    assert_int_equal(count(desk, "entry WHERE verb = 'register.load_finished'"), 1);
    assert_int_equal(test_number(desk, "SELECT rows FROM load WHERE taken = rows AND finished > 0"),
                     2 * IMPORT_CHUNK + 1);
    imported_close(&done);
    buf_close(&csv);
}

static void ten_thousand_rows_are_one_entry(void **state)
{
    (void)state;
    test_on_each_engine(entries);
}

static void reach(struct test_db *t)
{
    struct desk *desk = &t->desk;
    register_office(t);
    register_sit_at(desk, 650103000);
    struct imported done = import_text(desk, REGISTER_HEADINGS WANG);
    assert_int_equal(done.result.rejected, 1);
    assert_true(str_find(buf_str(&done.rejects), STR("NOT_YOUR_DESK")) < done.rejects.len);
    imported_close(&done);
    desk->clerk.rights &= ~((uint64_t)1 << MAY_IMPORT);
    done = import_bytes(desk, STR(REGISTER_HEADINGS WANG), NULL, false);
    assert_refused(desk, done.outcome, NO_RIGHT_MISSING);
    imported_close(&done);
}

static void a_bureau_imports_its_own_stations_only(void **state)
{
    (void)state;
    test_on_each_engine(reach);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_a_person_with_words_and_codes_alike),
        cmocka_unit_test(columns_stand_in_any_order_under_any_name),
        cmocka_unit_test(a_map_renames_translates_and_fills_in_or_is_refused_where_it_is_wrong),
        cmocka_unit_test(a_load_that_was_stopped_goes_on_where_it_stopped),
        cmocka_unit_test(only_a_row_that_cannot_make_a_person_is_rejected),
        cmocka_unit_test(odd_items_lose_nobody_and_are_kept_as_written),
        cmocka_unit_test(a_shared_number_opens_a_case_for_every_holder),
        cmocka_unit_test(both_encodings_give_the_same_register),
        cmocka_unit_test(a_dry_run_leaves_nothing_and_a_rerun_changes_nothing),
        cmocka_unit_test(an_import_broken_off_goes_on_where_it_stopped),
        cmocka_unit_test(ten_thousand_rows_are_one_entry),
        cmocka_unit_test(a_bureau_imports_its_own_stations_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
