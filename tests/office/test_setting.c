/** Settings with the day they begin. */
#include "office/office.h"
#include "office/setting.h"
#include "support/office.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static enum outcome put(struct desk *desk, const char *name, int64_t value, int32_t days_on,
                        const char *source)
{
    return setting_put(desk, str_of(name), value, (struct day){ desk->today.n + days_on },
                       str_of(source));
}

static void in_force(struct test_db *t)
{
    struct desk *desk = &t->desk;
    assert_int_equal(setting(desk, "promise.days", 7), 20);
    assert_int_equal(setting(desk, "no.such", 7), 7);
    test_sit_admin(desk, "system");
    assert_done(desk, put(desk, "promise.days", 15, 10, "乌公通〔2008〕1号"));
    assert_int_equal(setting(desk, "promise.days", 7), 20);
    test_wait(desk, 10 * 86400);
    assert_int_equal(setting(desk, "promise.days", 7), 15);
    assert_done(desk, put(desk, "promise.days", 12, 0, "乌公通〔2008〕2号"));
    assert_int_equal(setting(desk, "promise.days", 7), 12);
    test_wait(desk, -86400);
    assert_int_equal(setting(desk, "promise.days", 7), 20);
    assert_int_equal(test_entries(desk, "setting.changed"), 2);
}

static void a_setting_is_in_force_from_the_day_it_begins(void **state)
{
    (void)state;
    test_office_on_each_engine(in_force);
}

static void elsewhere(struct test_db *t)
{
    struct desk other = test_desk(t, DB_WRITE);
    assert_int_equal(setting(&t->desk, "promise.days", 7), 20);
    struct statement behind = {
        "behind", "UPDATE setting SET value = 9 WHERE name = 'promise.days'", 0, 0, 1, -1
    };
    assert_done(&other, db_change(&other, &behind, REFUSAL_NONE, WITH_NOTHING));
    assert_int_equal(setting(&t->desk, "promise.days", 7), 20);
    test_wait(&t->desk, 11);
    assert_int_equal(setting(&t->desk, "promise.days", 7), 9);
    test_desk_close(&other);
}

static void what_another_process_changed_is_seen_after_seconds(void **state)
{
    (void)state;
    test_office_on_each_engine(elsewhere);
}

static void refusals(struct test_db *t)
{
    struct desk *desk = &t->desk;
    test_sit_admin(desk, "security");
    assert_refused(desk, put(desk, "promise.days", 15, 0, "x"), NO_RIGHT_MISSING);
    test_sit_admin(desk, "system");
    assert_refused(desk, put(desk, "promise.days", 61, 0, "x"), NO_ITEM_WRONG);
    assert_refused(desk, put(desk, "promise.days", 0, 0, "x"), NO_ITEM_WRONG);
    assert_refused(desk, put(desk, "promise.days", 15, -1, "x"), NO_ITEM_WRONG);
    assert_refused(desk, put(desk, "promise.days", 15, 0, ""), NO_ITEM_MISSING);
    assert_refused(desk, put(desk, "no.such", 15, 0, "x"), NO_NOT_FOUND);
    const struct setting_record *settings;
    size_t count;
    assert_done(desk, setting_list(desk, &settings, &count));
    assert_int_equal(setting(desk, "promise.days", 7), 20);
}

static void a_setting_stays_within_its_limits_and_is_not_set_back(void **state)
{
    (void)state;
    test_office_on_each_engine(refusals);
}

static void rows_are_within_their_own_limits(void **state)
{
    (void)state;
    for (size_t i = 0; i < setting_row_count; i++)
        assert_true(setting_rows[i].least <= setting_rows[i].first &&
                    setting_rows[i].first <= setting_rows[i].most);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_setting_is_in_force_from_the_day_it_begins),
        cmocka_unit_test(what_another_process_changed_is_seen_after_seconds),
        cmocka_unit_test(a_setting_stays_within_its_limits_and_is_not_set_back),
        cmocka_unit_test(rows_are_within_their_own_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
