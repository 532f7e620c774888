#include "core/validity.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void a_card_is_valid_by_age_on_the_day_of_signing(void **state)
{
    static const struct {
        struct day born, signed_on, to;
        enum validity_band band;
    } cases[] = {
        /* clang-format off */
        { DAY(1993, 12, 12), DAY(2004, 3, 27), DAY(2009, 3, 27), VALIDITY_5_YEARS  }, /* [GA214.8], its own */
        { DAY(1981, 12, 12), DAY(2004, 3, 27), DAY(2014, 3, 27), VALIDITY_10_YEARS }, /* examples */
        { DAY(1973, 12, 12), DAY(2004, 3, 27), DAY(2024, 3, 27), VALIDITY_20_YEARS },
        { DAY(1953, 12, 12), DAY(2004, 3, 27), { NO_DAY_N },     VALIDITY_LONG     },
        { DAY(1981, 12, 12), DAY(2004, 2, 29), DAY(2014, 3,  1), VALIDITY_10_YEARS },
        { DAY(1975,  1,  1), DAY(2008, 2, 29), DAY(2028, 2, 29), VALIDITY_20_YEARS },
        { DAY(1992,  2, 29), DAY(2018, 2, 28), DAY(2028, 2, 28), VALIDITY_10_YEARS },
        { DAY(1992,  2, 29), DAY(2018, 3,  1), DAY(2038, 3,  1), VALIDITY_20_YEARS },
        { DAY(1980,  6, 15), DAY(2006, 6, 14), DAY(2016, 6, 14), VALIDITY_10_YEARS },
        { DAY(1980,  6, 15), DAY(2006, 6, 15), DAY(2026, 6, 15), VALIDITY_20_YEARS },
        { DAY(1960,  6, 15), DAY(2006, 6, 14), DAY(2026, 6, 14), VALIDITY_20_YEARS },
        { DAY(1960,  6, 15), DAY(2006, 6, 15), { NO_DAY_N },     VALIDITY_LONG     },
        { DAY(1990,  6, 15), DAY(2006, 6, 14), DAY(2011, 6, 14), VALIDITY_5_YEARS  },
        { DAY(1990,  6, 15), DAY(2006, 6, 15), DAY(2016, 6, 15), VALIDITY_10_YEARS },
        /* clang-format on */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct validity validity = card_validity(cases[i].born, cases[i].signed_on);
        assert_int_equal(validity.from.n, cases[i].signed_on.n);
        assert_int_equal(validity.to.n, cases[i].to.n);
        assert_int_equal(validity.band, cases[i].band);
    }
}

static void validity_never_shrinks_with_age(void **state)
{
    const struct day signed_on = DAY(2008, 2, 29);
    enum validity_band last = VALIDITY_5_YEARS;
    (void)state;
    for (struct day born = signed_on; born.n > signed_on.n - 120 * 365; born.n--) {
        enum validity_band band = card_validity(born, signed_on).band;
        assert_true(band >= last);
        last = band;
    }
    assert_int_equal(last, VALIDITY_LONG);
}

static void validity_is_printed_as_on_the_card(void **state)
{
    const struct day signed_on = DAY(2004, 3, 27);
    struct arena *arena = arena_open();
    (void)state;
    assert_true(str_is(validity_str(arena, card_validity((struct day)DAY(1981, 12, 12), signed_on)),
                       "2004.03.27-2014.03.27"));
    assert_true(str_is(validity_str(arena, card_validity((struct day)DAY(1953, 12, 12), signed_on)),
                       "2004.03.27-长期"));
    assert_string_equal(validity_zh(VALIDITY_LONG), "长期");
    assert_string_equal(validity_en(VALIDITY_5_YEARS), "5 years");
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_is_valid_by_age_on_the_day_of_signing),
        cmocka_unit_test(validity_never_shrinks_with_age),
        cmocka_unit_test(validity_is_printed_as_on_the_card),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
