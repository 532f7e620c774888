#include "register/number_case.h"

static bool sex_differs(const struct number_check *check, struct str sex)
{
    bool stated = str_is(sex, "1") || str_is(sex, "2");
    return stated && check->sex && str_is(sex, "1") != (check->sex == 'M');
}

struct number_doubts number_check_person(const struct number_checker *checker, struct str number,
                                         struct str sex, struct day born_on)
{
    if (!str_trim(number).len)
        return (struct number_doubts){ .missing = true };
    struct number_check check = number_check(checker, number);
    return (struct number_doubts){
        .reasons = check.reasons & NUMBER_WRONGS,
        .remarks = check.reasons & ~(unsigned)NUMBER_WRONGS,
        .birth = day_is(born_on) && day_is(check.born) && born_on.n != check.born.n,
        .sex = sex_differs(&check, sex),
    };
}

const char *number_doubts_kind(struct number_doubts doubts)
{
    if (doubts.reasons || doubts.missing)
        return "WRONG";
    return doubts.birth ? "BIRTH" : doubts.sex ? "SEX" : NULL;
}

struct str number_doubts_str(struct arena *arena, struct number_doubts doubts)
{
    struct str wrongs = number_reasons_str(arena, doubts.reasons);
    const char *words[] = { doubts.missing ? "MISSING" : NULL, doubts.birth ? "BIRTH" : NULL,
                            doubts.sex ? "SEX" : NULL };
    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i])
            wrongs = arena_printf(arena, STR_FMT "%s%s", STR_ARG(wrongs), wrongs.len ? ";" : "",
                                  words[i]);
    return wrongs;
}

/* clang-format off */
static const struct outcome_rule rules[] = { /* [domain 3.3] */
    /* outcome       mirror  fault  number  own state  other's */
    { "1",           "2",    true,  true,   NULL,      NULL }, /* own number changed */
    { "2",           NULL,   false, false,  NULL,      NULL }, /* the other's changed: nobody else holds it any more */
    { "3",           "4",    false, false,  "2",       NULL }, /* moved out */
    { "4",           "3",    false, false,  NULL,      "2"  },
    { "5",           "6",    false, false,  "1",       NULL }, /* died */
    { "6",           "5",    false, false,  NULL,      "1"  },
    { "7",           "8",    false, false,  "78",      NULL }, /* cancelled */
    { "8",           "7",    false, false,  NULL,      "78" },
    { "9",           NULL,   true,  false,  NULL,      NULL }, /* other */
    { "CONFIRMED",   NULL,   true,  false,  NULL,      NULL }, /* the number is right after all; of two holders, the other changes */
};
/* clang-format on */

const struct outcome_rule *outcome_rule(struct str outcome)
{
    for (size_t i = 0; i < COUNT(rules); i++)
        if (str_is(outcome, rules[i].outcome))
            return &rules[i];
    return NULL;
}
