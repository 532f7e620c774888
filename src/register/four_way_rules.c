#include "register/four_way.h"

/* clang-format off */
const struct four_way_word four_way_sources[FOUR_WAY_SOURCES] = {
    [FOUR_WAY_FORM]    = { "form",    "常住人口登记表", "Register sheet" },
    [FOUR_WAY_BOOKLET] = { "booklet", "居民户口簿",     "Household booklet" },
    [FOUR_WAY_CARD]    = { "card",    "居民身份证",     "Identity card" },
    [FOUR_WAY_PERSON]  = { "person",  "本人",           "The person" },
};

const struct four_way_item four_way_items[FOUR_WAY_ITEMS] = {
    /* key            Chinese         English              card    what may decide it */
    { "name",        "姓名",         "Name",              true,  "name_correct name_change" },
    { "sex",         "性别",         "Sex",               true,  "sex_correct" },
    { "ethnic",      "民族",         "Ethnic group",      true,  "ethnic_correct" },
    { "bornOn",      "出生日期",     "Born on",           true,  "birth_correct" },
    { "number",      "公民身份号码", "Citizen number",    true,  "NUMBER_CASE CONFLICT" },
    { "address",     "住址",         "Address",           true,  "address_change" },
    { "formerName",  "曾用名",       "Former name",       false, "former_name" },
    { "relation",    "与户主关系",   "Relation to head",  false, "other_correct" },
    { "nativePlace", "籍贯",         "Native place",      false, "native_correct" },
    { "education",   "文化程度",     "Education",         false, "other_correct" },
    { "marital",     "婚姻状况",     "Marital status",    false, "other_correct" },
};

const struct four_way_word four_way_signers[FOUR_WAY_SIGNERS] = {
    { "SELF",     "本人",   "The person" },
    { "HEAD",     "户主",   "The householder" },
    { "GUARDIAN", "监护人", "A guardian" },
};

/* [HN], a rule on birth dates, as the general one [domain 10.1]. */
const char *const four_way_rule_source = "[HN]";
static const struct four_way_word rule_words[] = {
    { "1", "户口簿与身份证一致，以二者为准", "Booklet and card agree: what they say stands" },
    { "2", "户口簿与身份证不一致，以后签发的为准", "Booklet and card differ: the one issued later stands" },
    { "3", "登记表与系统登记不一致，以纸质登记表为准", "The sheet differs from the register: the paper stands" },
};
/* clang-format on */

static const struct four_way_word *word_of(const struct four_way_word *words, size_t count,
                                           struct str code)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(code, words[i].code))
            return &words[i];
    return NULL;
}

const struct four_way_word *four_way_rule_of(struct str rule)
{
    return word_of(rule_words, COUNT(rule_words), rule);
}

const struct four_way_word *four_way_signer_of(struct str code)
{
    return word_of(four_way_signers, FOUR_WAY_SIGNERS, code);
}

const struct four_way_item *four_way_item_of(struct str key)
{
    for (size_t i = 0; i < FOUR_WAY_ITEMS; i++)
        if (str_is(key, four_way_items[i].key))
            return &four_way_items[i];
    return NULL;
}

bool four_way_takes_case(const struct four_way_item *item, struct str kind)
{
    struct str rest = str_of(item->cases), word;
    while (str_split(&rest, ' ', &word))
        if (str_eq(word, kind))
            return true;
    return false;
}

const char *four_way_state(const struct four_way_check_row *check)
{
    if (check->undecided)
        return "OPEN";
    if (!day_is(check->signed_on))
        return "DECIDED";
    return check->waiting ? "WAITING" : "DONE";
}

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
