#include "journal/journal.h"
#include "register/load.h"
#include "register/number_case.h"
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

static void assert_empty(struct desk *desk)
{
    static const char *const tables[] = { "person",        "household", "number_holder",
                                          "legacy_person", "odd_item",  "number_case" };
    for (size_t i = 0; i < COUNT(tables); i++)
        assert_int_equal(count(desk, tables[i]), 0);
}

static void whole_city(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct buf csv = { 0 };
    int64_t persons = 0;
    register_office(t);
    make_city(1200, &csv, NULL);
    struct imported first = import_bytes(desk, buf_str(&csv), NULL, false);
    assert_done(desk, first.outcome);
    struct str before = register_dump(desk);
    assert_done(desk, load_undo(desk, first.result.load, &persons));
    assert_int_equal(persons, first.result.taken);
    assert_empty(desk);
    assert_int_equal(count(desk, "entry WHERE verb = 'load.undone'"), 1);
    assert_refused(desk, load_undo(desk, first.result.load, &persons), NO_LOAD_UNKNOWN);
    assert_refused(desk, load_undo(desk, 1, &persons), NO_LOAD_UNKNOWN);

    /* and in again, as if nothing had been */
    struct imported again = import_bytes(desk, buf_str(&csv), NULL, false);
    assert_done(desk, again.outcome);
    assert_int_equal(again.result.taken, first.result.taken);
    assert_true(again.result.load != first.result.load);
    assert_true(str_eq(register_dump(desk), before));
    struct loads loads;
    assert_done(desk, loads_list(desk, &loads));
    assert_int_equal(loads.count, 2);
    assert_true(loads.at[0].undone > 0 && loads.at[1].undone == 0);
    assert_register_laws(desk);
    imported_close(&first);
    imported_close(&again);
    buf_close(&csv);
}

static void an_undone_load_is_gone_and_may_come_again(void **state)
{
    (void)state;
    test_on_each_engine(whole_city);
}

/* clang-format off */
#define HEAD "原编号,户号,姓名,性别,派出所,出生日期,公民身份号码,街路巷\n"
static const char first_file[]  = HEAD "A1,H1,王一,男,650102011,19800615,650102198006150014,和平南路\n";
static const char second_file[] = HEAD "B1,H2,李二,男,650102011,19800615,650102198006150014,和平南路\n"
                                       "B2,H2,周七,男,650102011,20000229,650104200002290275,和平南路\n";
static const char third_file[]  = HEAD "C1,H2,吴八,男,650102011,19790101,650106197901010510,和平南路\n";
/* clang-format on */

static void left_alone(struct test_db *t)
{
    struct desk *desk = &t->desk;
    int64_t persons = 0;
    register_office(t);
    struct imported first = import_text(desk, first_file), second = import_text(desk, second_file);
    assert_int_equal(count(desk, "number_case WHERE state = 'OPEN'"), 3);
    assert_done(desk, load_undo(desk, second.result.load, &persons));
    assert_int_equal(persons, 2);
    assert_int_equal(count(desk, "person"), 1);
    assert_int_equal(count(desk, "number_case"), 1);
    assert_int_equal(count(desk, "number_case WHERE state = 'CLOSED' AND outcome = '8'"), 1);
    assert_int_equal(test_number(desk, "SELECT sole FROM number_holder"), 1);
    assert_register_laws(desk);
    imported_close(&first);
    imported_close(&second);
}

static void who_is_left_alone_with_a_number_has_no_case_any_more(void **state)
{
    (void)state;
    test_on_each_engine(left_alone);
}

static enum outcome in_use(struct desk *desk, int32_t part, int64_t load, struct str body)
{
    (void)body;
    struct person p = person_called(desk, "B1");
    bool mine = false;
    assert_done(desk, person_of_load(desk, p.part, p.id, load, &mine));
    return mine && part == p.part ? refuse(desk, NO_LOAD_IN_USE) : DONE;
}

static const struct follow users[] = { { "load.undoing", in_use } };

static void later_business(struct test_db *t)
{
    struct desk *desk = &t->desk;
    int64_t persons = 0;
    struct number_case c;
    bool found = false;
    register_office(t);
    struct imported first = import_text(desk, first_file), second = import_text(desk, second_file),
                    third = import_text(desk, third_file);
    /* a household of the second load took in a person of the third */
    assert_refused(desk, load_undo(desk, second.result.load, &persons), NO_LOAD_IN_USE);
    assert_done(desk, load_undo(desk, third.result.load, &persons));
    /* another counter has business with it */
    follow_table(users, COUNT(users));
    assert_refused(desk, load_undo(desk, second.result.load, &persons), NO_LOAD_IN_USE);
    follow_table(NULL, 0);
    /* a number was decided about */
    struct person b2 = person_called(desk, "B2");
    assert_done(desk, number_open_case_of(desk, b2.part, b2.id, &c, &found));
    assert_true(found);
    desk->expected_version = c.ver;
    struct number_decision decision = { c.part, c.id, STR("CONFIRMED"), NO_STR };
    assert_done(desk, number_case_decide(desk, &decision, &c));
    assert_refused(desk, load_undo(desk, second.result.load, &persons), NO_LOAD_IN_USE);
    assert_int_equal(count(desk, "person"), 3);

    register_sit_at(desk, STATION_B);
    assert_refused(desk, load_undo(desk, first.result.load, &persons), NO_LOAD_UNKNOWN);
    register_sit_at(desk, CITY_UNIT);
    desk->clerk.rights = 0;
    assert_refused(desk, load_undo(desk, first.result.load, &persons), NO_RIGHT_MISSING);
    assert_register_laws(desk);
    imported_close(&first);
    imported_close(&second);
    imported_close(&third);
}

static void what_was_built_on_keeps_a_load(void **state)
{
    (void)state;
    test_on_each_engine(later_business);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_undone_load_is_gone_and_may_come_again),
        cmocka_unit_test(who_is_left_alone_with_a_number_has_no_case_any_more),
        cmocka_unit_test(what_was_built_on_keeps_a_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
