/** Figures of completeness, timeliness and faults; the board by unit and day; nothing open. */
#include "office/setting.h"
#include "quality/quality.h"
#include "register/check.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void measure(struct desk *desk)
{
    struct quality_counted counted;
    assert_done(desk, quality_count(desk, &counted));
    assert_done(desk, quality_keep(desk, &counted));
}

static void put(struct desk *desk, const char *sql)
{
    (void)test_number(desk, arena_printf(desk->arena, "%s RETURNING 1", sql).at);
}

static struct quality_figure figure(struct desk *desk, int32_t unit, enum quality_measure measure,
                                    const char *item)
{
    struct quality_board board;
    assert_done(desk, quality_board_read(desk, unit, &board));
    for (size_t i = 0; i < board.figures.count; i++)
        if (board.figures.at[i].measure == measure && str_is(board.figures.at[i].item, item))
            return board.figures.at[i];
    return (struct quality_figure){ .good = -1, .total = -1 };
}

/** A business of that kind about an event so many days before its entry. */
static void put_business(struct desk *desk, int id, const char *kind, int days, int decided_late)
{
    char event[11];
    struct day decided = { desk->today.n - 10 };
    day_text((struct day){ decided.n - days }, event);
    put(desk,
        arena_printf(desk->arena,
                     "INSERT INTO business (part, id, ver, kind, state, live, whole, station, "
                     "applicant, papers, clerk, opened_on, due_on, decided_on, level) VALUES "
                     "(650102011, %d, 2, '%s', 'DONE', 0, 0, 650102011, 'a', 'BOOKLET', 7, %d, "
                     "%d, %d, 0)",
                     id, kind, (int)decided.n - 2, (int)decided.n - decided_late, (int)decided.n)
            .at);
    put(desk, arena_printf(desk->arena,
                           "INSERT INTO business_item (part, business, item, before, after) VALUES "
                           "(650102011, %d, '%s', NULL, '%s')",
                           id, strcmp(kind, "birth") == 0 ? "bornOn" : "happenedOn", event)
                  .at);
}

/* clang-format off */
static const char people[] =
    "原编号,户号,与户主关系,姓名,性别,民族,派出所,省市县区,街路巷,门牌号,出生日期,公民身份号码,籍贯,文化程度,婚姻状况,迁入日期\n"
    "A1,1,户主,王一,男,汉,650102011,650102,和平路,1号,19800615,650102198006150014,甲地,小学教育,已婚,20200101\n"
    "A2,1,妻,李二,女,汉,650102011,650102,和平路,1号,19810615,65010219810615002X,甲地,,已婚,20200101\n"
    "A3,2,户主,张三,男,汉,650103011,650103,解放路,1号,19850101,650102198501010019,甲地,小学教育,未婚,\n";
/* clang-format on */

static void counted(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct check_result said;
    struct quality_board board;
    register_office(t);
    struct imported done = import_text(desk, people);
    assert_done(desk, quality_board_read(desk, 0, &board));
    assert_false(day_is(board.day)); /* nothing measured yet */
    assert_done(desk, register_check(desk, &(struct check_order){ .store = true }, &said));
    put_business(desk, 1, "birth", 30, 0);
    put_business(desk, 2, "birth", 31, 1);
    put_business(desk, 3, "move_in", 4, 0);
    put_business(desk, 4, "discharge", 100, 0); /* the law names no days */
    measure(desk);

    const struct {
        int32_t unit;
        enum quality_measure measure;
        const char *item;
        int64_t good, total;
    } cases[] = {
        { 0, QUALITY_COMPLETE, "education", 2, 3 },
        { 650102000, QUALITY_COMPLETE, "education", 1, 2 },
        { 650103011, QUALITY_COMPLETE, "movedInOn", 0, 1 },
        { 0, QUALITY_COMPLETE, "address", 3, 3 },
        { 0, QUALITY_ENTRY, "birth", 1, 2 },
        { 0, QUALITY_ENTRY, "move_in", 0, 1 },
        { 0, QUALITY_ENTRY, "discharge", -1, -1 },
        { 0, QUALITY_ENTRY_DAYS, "birth", 61, 2 },
        { 0, QUALITY_ENTRY_DAYS, "discharge", 100, 1 },
        { 0, QUALITY_DECISION, "birth", 1, 2 },
        { 0, QUALITY_DECISION_DAYS, "birth", 4, 2 },
        { 0, QUALITY_FINDINGS, "MISSING_ITEM", 2, 3 },
        { 650103000, QUALITY_FINDINGS, "MISSING_ITEM", 1, 1 },
        { 0, QUALITY_AGE, "7", said.findings, said.findings },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct quality_figure f = figure(desk, cases[i].unit, cases[i].measure, cases[i].item);
        if (f.good != cases[i].good || f.total != cases[i].total)
            fail_msg("%d %s: %lld of %lld", (int)cases[i].measure, cases[i].item, (long long)f.good,
                     (long long)f.total);
    }
    imported_close(&done);
}

static void every_figure_is_counted_by_unit_and_item(void **state)
{
    (void)state;
    test_on_each_engine(counted);
}

/** Two days; the same day twice is one; the city by bureaus, a bureau by stations. */
static void by_day(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct check_result said;
    struct quality_board board;
    register_office(t);
    struct imported done = import_text(desk, people);
    assert_done(desk, register_check(desk, &(struct check_order){ .store = true }, &said));
    measure(desk);
    put(desk, "UPDATE person SET education = '80' WHERE legacy = 'A2'");
    measure(desk);
    test_wait(desk, 40 * 24 * 3600);
    assert_done(desk, register_check(desk, &(struct check_order){ .store = true }, &said));
    assert_int_equal(said.righted, 1);
    measure(desk);
    assert_done(desk, quality_board_read(desk, 0, &board));
    assert_int_equal(board.trend.count, 2);
    assert_int_equal(board.trend.at[0].filled, 26);
    assert_int_equal(board.trend.at[0].old, 0);
    assert_int_equal(board.trend.at[1].open + 1, board.trend.at[0].open);
    assert_int_equal(board.trend.at[1].old, board.trend.at[1].open); /* open for forty days */
    assert_int_equal(board.sum.persons, 3);
    assert_int_equal(board.units.count, 2);
    assert_int_equal(board.units.at[0].unit, 650102000);
    assert_int_equal(board.units.at[0].persons, 2);
    assert_done(desk, quality_board_read(desk, 650102000, &board));
    assert_int_equal(board.units.count, 1);
    assert_int_equal(board.units.at[0].unit, STATION_A);
    assert_int_equal(board.targets.complete, 9900);
    assert_done(desk,
                setting_put(desk, STR("quality.complete"), 9000, desk->today, STR("市局文件")));
    assert_done(desk, quality_board_read(desk, 0, &board));
    assert_int_equal(board.targets.complete, 9000);
    imported_close(&done);
}

static void a_day_is_kept_once_and_targets_begin_on_a_day(void **state)
{
    (void)state;
    test_on_each_engine(by_day);
}

/** A station sees itself; the certificate asks that today was measured and nothing is open. */
static void stations(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct check_result said;
    struct quality_board board;
    struct quality_counted counted;
    struct quality_clearance c;
    register_office(t);
    struct imported done = import_text(desk, people);
    assert_done(desk, register_check(desk, &(struct check_order){ .store = true }, &said));
    measure(desk);
    register_sit_at(desk, STATION_A);
    assert_done(desk, quality_board_read(desk, 0, &board));
    assert_int_equal(board.sum.persons, 2);
    assert_refused(desk, quality_board_read(desk, STATION_B, &board), NO_NOT_YOUR_DESK);
    assert_refused(desk, quality_clearance_read(desk, STATION_A, &c), NO_QUALITY_NOT_CLEAR);
    while (test_number(desk, "SELECT count(*) FROM finding WHERE state = 'OPEN' AND station = "
                             "650102011"))
        put(desk, "UPDATE finding SET state = 'RIGHTED' WHERE id = (SELECT min(id) FROM finding "
                  "WHERE state = 'OPEN' AND station = 650102011)");
    assert_done(desk, quality_clearance_read(desk, STATION_A, &c));
    assert_int_equal(c.persons, 2);
    assert_true(c.righted > 0);
    test_wait(desk, 24 * 3600);
    assert_refused(desk, quality_clearance_read(desk, STATION_A, &c), NO_QUALITY_NOT_MEASURED);
    desk->clerk.rights = UINT64_C(1) << MAY_SEE_PERSONS;
    assert_refused(desk, quality_count(desk, &counted), NO_RIGHT_MISSING);
    imported_close(&done);
}

static void a_station_sees_itself_and_is_cleared_when_nothing_is_open(void **state)
{
    (void)state;
    test_on_each_engine(stations);
}

static void every_measure_shows_its_query_and_none_asks_for_the_group(void **state)
{
    (void)state;
    for (int m = 0; m < QUALITY_MEASURE_COUNT; m++) {
        const char *sql = quality_measure_sql((enum quality_measure)m);
        assert_non_null(strstr(sql, "SELECT"));
        assert_null(strstr(sql, "ethnic"));
    }
    assert_int_equal(quality_days_allowed(STR("birth"), (struct day)DAY(2020, 1, 1)), 30);
    assert_int_equal(quality_days_allowed(STR("birth"), (struct day)DAY(1950, 1, 1)), -1);
    assert_int_equal(quality_days_allowed(STR("new_head"), (struct day)DAY(2020, 1, 1)), -1);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_is_counted_by_unit_and_item),
        cmocka_unit_test(a_day_is_kept_once_and_targets_begin_on_a_day),
        cmocka_unit_test(a_station_sees_itself_and_is_cleared_when_nothing_is_open),
        cmocka_unit_test(every_measure_shows_its_query_and_none_asks_for_the_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
