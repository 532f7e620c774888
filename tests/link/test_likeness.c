#include "link/likeness.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/** A text of ASCII as points. */
static struct points points_of(const char *text, uint32_t room[LIKENESS_POINTS_MAX])
{
    uint32_t len = (uint32_t)strlen(text);
    for (uint32_t i = 0; i < len; i++)
        room[i] = (unsigned char)text[i];
    return (struct points){ room, len, points_kinds(room, len) };
}

static void jaro_and_winkler_give_the_figures_of_the_papers(void **state)
{
    static const struct {
        const char *a, *b;
        double jaro, winkler;
    } cases[] = {
        /* [Winkler 1990], its own examples */
        { "MARTHA", "MARHTA", 0.9444, 0.9611 },
        { "DIXON", "DICKSONX", 0.7667, 0.8133 },
        { "DWAYNE", "DUANE", 0.8222, 0.8400 },
        { "JONES", "JONES", 1, 1 },
        { "ABC", "XYZ", 0, 0 },
        { "", "A", 0, 0 },
    };
    uint32_t room_a[LIKENESS_POINTS_MAX], room_b[LIKENESS_POINTS_MAX];
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct points a = points_of(cases[i].a, room_a), b = points_of(cases[i].b, room_b);
        assert_true(fabs(likeness_jaro(a, b) - cases[i].jaro) < 0.0001);
        assert_true(fabs(likeness_jaro_winkler(b, a) - cases[i].winkler) < 0.0001);
    }
}

/* ---- the slow way, by the definitions ---- */

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t slow_edits(struct points a, struct points b, bool swaps)
{
    uint32_t table[16][16];
    for (uint32_t i = 0; i <= a.len; i++)
        for (uint32_t k = 0; k <= b.len; k++) {
            if (!i || !k) {
                table[i][k] = i + k;
                continue;
            }
            table[i][k] = least(table[i - 1][k - 1] + (a.at[i - 1] != b.at[k - 1]),
                                least(table[i - 1][k], table[i][k - 1]) + 1);
            if (swaps && i > 1 && k > 1 && a.at[i - 1] == b.at[k - 2] && a.at[i - 2] == b.at[k - 1])
                table[i][k] = least(table[i][k], table[i - 2][k - 2] + 1);
        }
    return table[a.len][b.len];
}

static uint32_t seed = 12345;

static uint32_t chance(uint32_t n)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % n;
}

static struct points some_text(uint32_t room[LIKENESS_POINTS_MAX])
{
    uint32_t len = chance(11);
    for (uint32_t i = 0; i < len; i++)
        room[i] = 0x4E00 + chance(5) * 31; /* some share their kind */
    return (struct points){ room, len, points_kinds(room, len) };
}

static void what_is_told_early_is_what_the_whole_sum_says(void **state)
{
    uint32_t room_a[LIKENESS_POINTS_MAX], room_b[LIKENESS_POINTS_MAX];
    (void)state;
    for (int i = 0; i < 100000; i++) {
        struct points a = some_text(room_a), b = some_text(room_b);
        for (uint32_t most = 1; most < 4; most++) {
            assert_int_equal(likeness_edits_within(a, b, most, false),
                             slow_edits(a, b, false) <= most);
            assert_int_equal(likeness_edits_within(a, b, most, true),
                             slow_edits(a, b, true) <= most);
        }
        for (double bar = 0.7; bar < 1; bar += 0.1) {
            assert_int_equal(likeness_jaro_reaches(a, b, bar, false), likeness_jaro(a, b) >= bar);
            assert_int_equal(likeness_jaro_reaches(a, b, bar, true),
                             likeness_jaro_winkler(a, b) >= bar);
        }
        assert_int_equal(likeness_one_point(a, b), likeness_one_point(b, a));
        assert_int_equal(likeness_swapped(a, b), likeness_swapped(b, a));
    }
}

static void numbers_and_days_are_told_by_their_slips(void **state)
{
    static const struct {
        const char *a, *b;
        bool one, swapped, day_month;
    } cases[] = {
        { "19800615", "19800616", true, false, false },
        { "19801206", "19800612", false, false, true },
        { "19800615", "19806015", false, true, false },
        { "19800615", "19800615", false, false, false },
        { "1980", "19801", false, false, false },
    };
    uint32_t room_a[LIKENESS_POINTS_MAX], room_b[LIKENESS_POINTS_MAX];
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct points a = points_of(cases[i].a, room_a), b = points_of(cases[i].b, room_b);
        assert_int_equal(likeness_one_point(a, b), cases[i].one);
        assert_int_equal(likeness_swapped(a, b), cases[i].swapped);
        assert_int_equal(likeness_day_month(a, b), cases[i].day_month);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(jaro_and_winkler_give_the_figures_of_the_papers),
        cmocka_unit_test(what_is_told_early_is_what_the_whole_sum_says),
        cmocka_unit_test(numbers_and_days_are_told_by_their_slips),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
