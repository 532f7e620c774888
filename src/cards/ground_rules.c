#include "cards/ground.h"

enum { NO_AGE_LIMIT = 999, ADULT = 16, DAYS_BETWEEN_CARDS = 15, MONTHS_BEFORE_EXPIRY = 3 };

/* clang-format off */
const struct ground grounds[] = {
    /* code  age               first  expiry lost   source */
    { "11",  0, 15,            true,  false, false, "[L 2] [L 7] [V 8.6]" },
    { "12", 16, NO_AGE_LIMIT,  true,  false, false, "[L 7] [V 8.6]" },
    { "13",  0, NO_AGE_LIMIT,  true,  false, false, "[L 9]" },
    { "14",  0, NO_AGE_LIMIT,  true,  false, false, "[L 9]" },
    { "15",  0, NO_AGE_LIMIT,  true,  false, false, "[L 9]" },
    { "21",  0, NO_AGE_LIMIT,  false, true,  false, "[L 11] [G21 76]" },
    { "22",  0, NO_AGE_LIMIT,  false, false, false, "[L 11]" },
    { "23",  0, NO_AGE_LIMIT,  false, false, false, "[L 11]" },
    { "24",  0, NO_AGE_LIMIT,  false, false, false, "[G21 77]" },
    { "25",  0, NO_AGE_LIMIT,  false, false, false, "[L 11]" },
    { "31",  0, NO_AGE_LIMIT,  false, false, false, "[L 11]" },
    { "41",  0, NO_AGE_LIMIT,  false, false, true,  "[L 11] [V 8.6]" },
};
/* clang-format on */
const size_t ground_count = COUNT(grounds);

/** The window before the end, from the day its rule began [G21 76]. Under the law of 2003 alone
 * there is none. */
static const struct day expiry_window_from = DAY(2021, 10, 1);

const struct ground *ground_find(struct str code, struct day on)
{
    for (size_t i = 0; i < ground_count; i++)
        if (str_is(code, grounds[i].code))
            return code_in_force(ground_code(&grounds[i]), on) ? &grounds[i] : NULL;
    return NULL;
}

const struct code *ground_code(const struct ground *ground)
{
    const struct code *code = code_find(&application_grounds, str_of(ground->code));
    ASSERT(code != NULL);
    return code;
}

bool ground_needs_guardian(const struct card_person *person, struct day today)
{
    return day_full_years(person->born_on, today) < ADULT;
}

/** Statuses of domain 5.3: only who is registered here and present applies at this counter. */
enum refusal person_may_apply(const struct card_person *person)
{
    if (str_is(person->status, "3"))
        return NO_PERSON_SERVING; /* [M510] */
    if (!str_is(person->status, "0"))
        return NO_PERSON_NOT_NORMAL;
    if (!day_is(person->born_on) || !person->name.len || !person->sex.len || !person->ethnic.len)
        return NO_ITEM_MISSING; /* a card without it cannot be */
    return person->frozen_by ? NO_PERSON_FROZEN : REFUSAL_NONE;
}

/** Before the day three months before the end; a card without an end is never renewed by expiry. */
static bool too_early(const struct standing *standing, struct day today)
{
    if (today.n < expiry_window_from.n || !standing->has_card)
        return false;
    return !day_is(standing->last_to) ||
           today.n < day_add_months(standing->last_to, -MONTHS_BEFORE_EXPIRY).n;
}

enum refusal ground_allows(const struct ground *ground, const struct card_person *person,
                           const struct standing *standing, struct day today)
{
    int age = day_full_years(person->born_on, today);
    if (age < ground->age_from || age > ground->age_to)
        return NO_GROUND_AGE;
    if (ground->first && day_is(standing->last_made))
        return NO_FIRST_BUT_HAS_CARD;
    if (ground->by_expiry && too_early(standing, today))
        return NO_RENEWAL_TOO_EARLY;
    if (!ground->lost && day_is(standing->last_made) &&
        today.n - standing->last_made.n < DAYS_BETWEEN_CARDS)
        return NO_TOO_SOON;
    return REFUSAL_NONE;
}
