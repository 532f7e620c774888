#include "core/validity.h"

/** The last row in force on the day of signing whose age the holder has reached counts. */
static const struct validity_rule {
    struct day begins;
    int age; /* full years, at least */
    enum validity_band band;
} rules[] = {
    /* clang-format off */
    { DAY(2004, 1, 1),  0, VALIDITY_5_YEARS  }, /* [L 5] */
    { DAY(2004, 1, 1), 16, VALIDITY_10_YEARS },
    { DAY(2004, 1, 1), 26, VALIDITY_20_YEARS },
    { DAY(2004, 1, 1), 46, VALIDITY_LONG     },
    /* clang-format on */
};

static const struct band_row {
    int years; /* 0: no end */
    const char *zh, *en;
} bands[] = {
    [VALIDITY_5_YEARS] = { 5, "5年", "5 years" },
    [VALIDITY_10_YEARS] = { 10, "10年", "10 years" },
    [VALIDITY_20_YEARS] = { 20, "20年", "20 years" },
    [VALIDITY_LONG] = { 0, "长期", "long-term" },
};

static enum validity_band band_of(int age, struct day signed_on)
{
    enum validity_band band = rules[0].band;
    for (size_t i = 0; i < COUNT(rules); i++)
        if (rules[i].begins.n <= signed_on.n && rules[i].age <= age)
            band = rules[i].band;
    return band;
}

struct validity card_validity(struct day born, struct day signed_on)
{
    enum validity_band band = band_of(day_full_years(born, signed_on), signed_on);
    int years = bands[band].years;
    struct day to = years ? day_add_years(signed_on, years) : NO_DAY;
    return (struct validity){ signed_on, to, band };
}

const char *validity_zh(enum validity_band band)
{
    return bands[band].zh;
}

const char *validity_en(enum validity_band band)
{
    return bands[band].en;
}

static struct str dotted(struct arena *arena, struct day day)
{
    struct civil c = day_civil(day);
    return arena_printf(arena, "%04d.%02d.%02d", c.year, c.month, c.day);
}

struct str validity_str(struct arena *arena, struct validity validity)
{
    struct str from = dotted(arena, validity.from);
    struct str to = day_is(validity.to) ? dotted(arena, validity.to) : STR("长期");
    return arena_printf(arena, STR_FMT "-" STR_FMT, STR_ARG(from), STR_ARG(to));
}
