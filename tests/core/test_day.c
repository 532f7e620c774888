#include "core/day.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void days_are_counted_without_gaps_from_year_1_to_9999(void **state)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int32_t expected = DAY_NUMBER(1, 1, 1);
    (void)state;
    for (int y = 1; y <= 9999; y++)
        for (int m = 1; m <= 12; m++) {
            bool leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
            int length = lengths[m - 1] + (m == 2 && leap);
            for (int d = 1; d <= length; d++, expected++) {
                struct day day;
                if (!day_make(y, m, d, &day) || day.n != expected || DAY_NUMBER(y, m, d) != day.n)
                    fail_msg("%04d-%02d-%02d is not day %d", y, m, d, expected);
                struct civil c = day_civil(day);
                if (c.year != y || c.month != m || c.day != d)
                    fail_msg("day %d is not %04d-%02d-%02d", expected, y, m, d);
            }
            assert_false(day_make(y, m, length + 1, &(struct day){ 0 }));
        }
    assert_int_equal(DAY_NUMBER(1970, 1, 1), 0);
}

static void what_is_no_day_is_refused_and_leaves_the_output(void **state)
{
    static const struct {
        int year, month, day;
    } cases[] = { { 0, 1, 1 },     { 10000, 1, 1 }, { -1, 1, 1 },    { 2004, 0, 1 },
                  { 2004, 13, 1 }, { 2004, 1, 0 },  { 2004, 1, 32 }, { 1900, 2, 29 },
                  { 2003, 2, 29 }, { 2004, 2, 30 }, { 2004, 4, 31 } };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct day day = { 42 };
        assert_false(day_make(cases[i].year, cases[i].month, cases[i].day, &day));
        assert_int_equal(day.n, 42);
    }
}

static void a_day_is_read_in_two_ways_and_no_other(void **state)
{
    static const char *const bad[] = { "",           "1980",       "1980-6-15",  "1980/06/15",
                                       "1980-06-31", "19800631",   "198006150",  "1980-06-15 ",
                                       "198o0615",   "-980-06-15", "0000-01-01", "00000101",
                                       "1980-0615",  "19800615\n", "+9800615" };
    struct day day = { 0 }, same = { 1 };
    (void)state;
    assert_true(day_parse(STR("1980-06-15"), &day));
    assert_true(day_parse(STR("19800615"), &same));
    assert_int_equal(day.n, DAY_NUMBER(1980, 6, 15));
    assert_int_equal(day.n, same.n);
    for (size_t i = 0; i < COUNT(bad); i++)
        if (day_parse(str_of(bad[i]), &day))
            fail_msg("\"%s\" was read as a day", bad[i]);
}

static void a_day_is_written_with_all_its_digits(void **state)
{
    static const struct {
        struct day day;
        const char *text;
    } cases[] = {
        { DAY(1980, 6, 15), "1980-06-15" },
        { DAY(1, 1, 1), "0001-01-01" },
        { DAY(9999, 12, 31), "9999-12-31" },
        { { NO_DAY_N }, "" },
    };
    char out[11];
    struct arena *arena = arena_open();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(day_text(cases[i].day, out), cases[i].text);
        assert_true(str_is(day_str(arena, cases[i].day), cases[i].text));
    }
    arena_close(arena);
}

static void years_on_from_a_leap_day_end_on_1_march(void **state)
{
    static const struct {
        struct day from;
        int years;
        struct day to;
    } cases[] = {
        { DAY(2004, 2, 29), 10, DAY(2014, 3, 1) }, /* [GA214.8] */
        { DAY(2008, 2, 29), 20, DAY(2028, 2, 29) },  { DAY(2004, 3, 27), 5, DAY(2009, 3, 27) },
        { DAY(2004, 2, 29), -4, DAY(2000, 2, 29) },  { DAY(2004, 2, 29), -104, DAY(1900, 3, 1) },
        { DAY(2004, 12, 31), 0, DAY(2004, 12, 31) },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(day_add_years(cases[i].from, cases[i].years).n, cases[i].to.n);
}

static void a_day_the_month_lacks_becomes_the_first_of_the_next(void **state)
{
    static const struct {
        struct day from;
        int months;
        struct day to;
    } cases[] = {
        { DAY(2008, 1, 31), 1, DAY(2008, 3, 1) },    { DAY(2008, 1, 31), 2, DAY(2008, 3, 31) },
        { DAY(2007, 11, 30), 3, DAY(2008, 3, 1) },   { DAY(2008, 3, 31), -1, DAY(2008, 3, 1) },
        { DAY(2008, 3, 30), -1, DAY(2008, 3, 1) },   { DAY(2008, 12, 15), 1, DAY(2009, 1, 15) },
        { DAY(2008, 1, 15), -1, DAY(2007, 12, 15) }, { DAY(2008, 1, 15), -13, DAY(2006, 12, 15) },
        { DAY(2008, 10, 31), 1, DAY(2008, 12, 1) },  { DAY(2008, 6, 1), 0, DAY(2008, 6, 1) },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(day_add_months(cases[i].from, cases[i].months).n, cases[i].to.n);
}

static void a_year_of_age_is_full_on_the_birthday(void **state)
{
    static const struct {
        struct day born, on;
        int years;
    } cases[] = {
        { DAY(1980, 6, 15), DAY(2006, 6, 14), 25 }, { DAY(1980, 6, 15), DAY(2006, 6, 15), 26 },
        { DAY(1992, 2, 29), DAY(2018, 2, 28), 25 }, { DAY(1992, 2, 29), DAY(2018, 3, 1), 26 },
        { DAY(1992, 2, 29), DAY(2020, 2, 28), 27 }, { DAY(1992, 2, 29), DAY(2020, 2, 29), 28 },
        { DAY(2006, 6, 15), DAY(2006, 6, 15), 0 },  { DAY(2006, 6, 15), DAY(2006, 6, 14), -1 },
        { DAY(1999, 12, 31), DAY(2000, 1, 1), 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(day_full_years(cases[i].born, cases[i].on), cases[i].years);
}

static void weekdays_go_on_through_the_epoch(void **state)
{
    (void)state;
    assert_int_equal(day_of_week((struct day)DAY(1970, 1, 1)), 4);
    assert_int_equal(day_of_week((struct day)DAY(1969, 12, 31)), 3);
    assert_int_equal(day_of_week((struct day)DAY(2008, 8, 8)), 5);
    assert_int_equal(day_of_week((struct day)DAY(1, 1, 1)), 1);
}

static void the_citys_day_begins_at_16_hours_utc(void **state)
{
    const int64_t midnight = instant_of_day((struct day)DAY(2006, 10, 30));
    struct arena *arena = arena_open();
    (void)state;
    assert_true(midnight == INT64_C(1162137600000000)); /* 2006-10-29 16:00 UTC */
    assert_int_equal(day_of_instant(midnight).n, DAY_NUMBER(2006, 10, 30));
    assert_int_equal(day_of_instant(midnight - 1).n, DAY_NUMBER(2006, 10, 29));
    assert_int_equal(day_of_instant(INT64_C(-28800000001)).n, DAY_NUMBER(1969, 12, 31));
    assert_true(str_is(instant_str(arena, midnight + 3661000000), "2006-10-30T01:01:01+08:00"));
    assert_true(str_is(instant_str(arena, INT64_C(-28800000001)), "1969-12-31T23:59:59+08:00"));
    assert_true(instant_now() > midnight);
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_counted_without_gaps_from_year_1_to_9999),
        cmocka_unit_test(what_is_no_day_is_refused_and_leaves_the_output),
        cmocka_unit_test(a_day_is_read_in_two_ways_and_no_other),
        cmocka_unit_test(a_day_is_written_with_all_its_digits),
        cmocka_unit_test(years_on_from_a_leap_day_end_on_1_march),
        cmocka_unit_test(a_day_the_month_lacks_becomes_the_first_of_the_next),
        cmocka_unit_test(a_year_of_age_is_full_on_the_birthday),
        cmocka_unit_test(weekdays_go_on_through_the_epoch),
        cmocka_unit_test(the_citys_day_begins_at_16_hours_utc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
