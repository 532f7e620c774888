#include "register/four_way.h"

/** What is so about the values and days of an item. */
enum fact {
    BOOKLET_AND_CARD = 1 << 0, /* both say something */
    BOOKLET_IS_CARD = 1 << 1,
    BOOKLET_LATER = 1 << 2,
    CARD_LATER = 1 << 3,
    FORM_SPEAKS = 1 << 4,
    FORM_IS_REGISTER = 1 << 5,
    BOOKLET_ALONE = 1 << 6, /* the booklet says something, the card nothing */
    BOOKLET_IS_FORM = 1 << 7,
};
enum source { FROM_FORM, FROM_BOOKLET, FROM_CARD };

/* clang-format off */
static const struct four_way_rule {
    struct day begins;
    unsigned needs, needs_not; /* facts */
    enum source wins;
    const char *rule; /* [domain 10.1], by its number there */
} rules[] = {
    { DAY(2004, 1, 1), BOOKLET_AND_CARD | BOOKLET_IS_CARD, 0,               FROM_BOOKLET, "1" },
    { DAY(2004, 1, 1), BOOKLET_AND_CARD | BOOKLET_LATER,   BOOKLET_IS_CARD, FROM_BOOKLET, "2" },
    { DAY(2004, 1, 1), BOOKLET_AND_CARD | CARD_LATER,      BOOKLET_IS_CARD, FROM_CARD,    "2" },
    { DAY(2004, 1, 1), BOOKLET_ALONE | FORM_SPEAKS | BOOKLET_IS_FORM, FORM_IS_REGISTER, FROM_FORM, "3" },
    { DAY(2004, 1, 1), FORM_SPEAKS, FORM_IS_REGISTER | BOOKLET_AND_CARD | BOOKLET_ALONE, FROM_FORM, "3" },
};
/* clang-format on */

static bool agrees(struct str value, struct str registered)
{
    return !value.len || str_eq(value, registered);
}

bool four_way_agrees(const struct four_way_values *v)
{
    return agrees(v->form, v->registered) && agrees(v->booklet, v->registered) &&
           agrees(v->card, v->registered) && agrees(v->person, v->registered);
}

static unsigned fact_if(bool so, enum fact fact)
{
    return so ? (unsigned)fact : 0;
}

static unsigned facts_of(const struct four_way_values *v, const struct four_way_days *days)
{
    bool known = day_is(days->booklet) && day_is(days->card);
    return fact_if(v->booklet.len && v->card.len, BOOKLET_AND_CARD) |
           fact_if(str_eq(v->booklet, v->card), BOOKLET_IS_CARD) |
           fact_if(known && days->booklet.n > days->card.n, BOOKLET_LATER) |
           fact_if(known && days->card.n > days->booklet.n, CARD_LATER) |
           fact_if(v->form.len > 0, FORM_SPEAKS) |
           fact_if(str_eq(v->form, v->registered), FORM_IS_REGISTER) |
           fact_if(v->booklet.len && !v->card.len, BOOKLET_ALONE) |
           fact_if(str_eq(v->booklet, v->form), BOOKLET_IS_FORM);
}

static struct str value_from(const struct four_way_values *v, enum source source)
{
    switch (source) {
    case FROM_FORM:
        return v->form;
    case FROM_BOOKLET:
        return v->booklet;
    case FROM_CARD:
        return v->card;
    }
    return NO_STR;
}

struct four_way_proposal four_way_propose(const struct four_way_values *values,
                                          const struct four_way_days *days, struct day on)
{
    unsigned facts = facts_of(values, days);
    for (size_t i = 0; i < COUNT(rules); i++)
        if (rules[i].begins.n <= on.n && (facts & rules[i].needs) == rules[i].needs &&
            !(facts & rules[i].needs_not))
            return (struct four_way_proposal){ rules[i].rule, value_from(values, rules[i].wins) };
    return (struct four_way_proposal){ "", STR("") };
}
