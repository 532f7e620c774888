#include "business/business.h"
#include "core/name.h"
#include "core/number.h"

/* ---- lists of words ---- */

/** The next word of a list by blanks. */
static bool next_word(struct str *rest, struct str *word)
{
    while (str_split(rest, ' ', word))
        if (word->len)
            return true;
    return false;
}

static bool has_word(struct str list, struct str wanted)
{
    struct str word;
    while (next_word(&list, &word))
        if (str_eq(word, wanted))
            return true;
    return false;
}

bool kind_asks(const struct business_kind *kind, enum business_item item, bool *needed)
{
    struct str rest = str_of(kind->items), word;
    while (next_word(&rest, &word)) {
        bool must = str_ends(word, "!");
        if (str_is(str_cut(word, 0, word.len - must), item_text(item)->key)) {
            *needed = must;
            return true;
        }
    }
    return false;
}

/* ---- papers ---- */

/** `DWELLING_PROOF|RECEIVER_BOOKLET`: one of them. */
static bool one_is_shown(struct str choice, struct str shown)
{
    struct str paper;
    while (str_split(&choice, '|', &paper))
        if (has_word(shown, paper))
            return true;
    return false;
}

bool business_check_papers(const struct business_kind *kind, struct str shown, bool minor,
                           struct str *missing)
{
    struct str rest = str_of(kind->papers), paper;
    while (next_word(&rest, &paper)) {
        bool of_minors = str_ends(paper, "?");
        struct str choice = str_cut(paper, 0, paper.len - of_minors);
        if ((!of_minors || minor) && !one_is_shown(choice, shown)) {
            *missing = choice;
            return false;
        }
    }
    return true;
}

/* ---- items, each for itself ---- */

enum { TEXT_BYTES_MAX = 300, OLDEST_YEARS = 130 };

static bool name_is_good(struct arena *arena, struct str *value)
{
    *value = name_stored(arena, *value);
    return name_fault(*value, NULL) == NAME_GOOD;
}

static bool number_is_good(struct arena *arena, struct str *value, struct day today)
{
    struct number_checker *checker = NEW(arena, struct number_checker);
    number_checker_init(checker, today);
    struct number_check check = number_check(checker, *value);
    *value = arena_str(arena, str_of(check.canonical));
    return check.verdict != NUMBER_WRONG;
}

/** A day gone by, of somebody who may still live. */
static bool day_is_good(struct arena *arena, struct str *value, struct day today)
{
    struct day day;
    if (!day_parse(*value, &day) || day.n > today.n || day_full_years(day, today) > OLDEST_YEARS)
        return false;
    *value = day_str(arena, day);
    return true;
}

static bool item_is_good(struct arena *arena, enum business_item item, struct str *value,
                         struct day today)
{
    const struct item_text *text = item_text(item);
    const struct code *code;
    switch (text->form) {
    case AS_TEXT:
        return value->len <= TEXT_BYTES_MAX;
    case AS_NAME:
        return name_is_good(arena, value);
    case AS_CODE:
        code = code_read(text->list, *value);
        if (!code || !code_in_force(code, today) || code->flags & CODE_HISTORY)
            return false;
        *value = str_of(code->code);
        return true;
    case AS_DAY:
        return day_is_good(arena, value, today);
    case AS_NUMBER:
        return number_is_good(arena, value, today);
    }
    return false;
}

/* ---- items together ---- */

static bool given(const struct business_items *items, enum business_item item)
{
    return items->at[item].len != 0;
}

/** A household joined has its address; one set up of one's own needs it. */
static const char *fault_of_place(const struct business_kind *kind,
                                  const struct business_items *items)
{
    bool needed = false;
    bool own = given(items, BUSINESS_ITEM_STREET) || given(items, BUSINESS_ITEM_DOOR) ||
               given(items, BUSINESS_ITEM_DETAIL);
    if (!kind_asks(kind, BUSINESS_ITEM_STREET, &needed) ||
        !kind_asks(kind, BUSINESS_ITEM_JOINS, &needed))
        return NULL;
    if (given(items, BUSINESS_ITEM_JOINS))
        return own ? "street" : given(items, BUSINESS_ITEM_RELATION) ? NULL : "relation";
    return given(items, BUSINESS_ITEM_STREET) && given(items, BUSINESS_ITEM_DOOR) ? NULL
                                                                                  : "joinsNumber";
}

static bool sex_of_number_differs(struct str number, struct str sex)
{
    return number.len == NUMBER_LENGTH_18 && sex.len &&
           number_is_male(number.at) != str_is(sex, "1");
}

static bool birth_of_number_differs(struct arena *arena, struct str number, struct str born)
{
    struct day day;
    return number.len == NUMBER_LENGTH_18 && day_parse(born, &day) &&
           !str_eq(str_cut(number, 6, 8), day_digits(arena, day));
}

static struct business_fault fault_of_whole(struct arena *arena, const struct business_kind *kind,
                                            const struct business_items *items)
{
    const char *place = fault_of_place(kind, items);
    struct str number = items->at[BUSINESS_ITEM_NUMBER], born = items->at[BUSINESS_ITEM_BORN_ON];
    if (place)
        return (struct business_fault){ NO_ITEM_MISSING, place };
    if (kind->reasons && !str_starts(items->at[BUSINESS_ITEM_REASON], kind->reasons))
        return (struct business_fault){ NO_ITEM_WRONG, "reason" };
    if (sex_of_number_differs(number, items->at[BUSINESS_ITEM_SEX]))
        return (struct business_fault){ NO_NUMBER_SEX, "number" };
    if (birth_of_number_differs(arena, number, born))
        return (struct business_fault){ NO_NUMBER_BIRTH, "number" };
    if (given(items, BUSINESS_ITEM_FATHER) &&
        str_eq(items->at[BUSINESS_ITEM_FATHER], items->at[BUSINESS_ITEM_MOTHER]))
        return (struct business_fault){ NO_ITEMS_CONTRADICT, "motherNumber" };
    if (given(items, BUSINESS_ITEM_HAPPENED_ON) && born.len &&
        str_compare(items->at[BUSINESS_ITEM_HAPPENED_ON], born) < 0)
        return (struct business_fault){ NO_ITEMS_CONTRADICT, "happenedOn" };
    return (struct business_fault){ REFUSAL_NONE, NULL };
}

struct business_fault business_check_items(struct arena *arena, const struct business_kind *kind,
                                           struct business_items *items, struct day today)
{
    for (int i = 0; i < BUSINESS_ITEM_COUNT; i++) {
        enum business_item item = (enum business_item)i;
        struct str *value = &items->at[i];
        bool needed = false, asked = kind_asks(kind, item, &needed);
        *value = str_trim(*value);
        if (value->len && !asked)
            return (struct business_fault){ NO_ITEM_WRONG, item_text(item)->key };
        if (needed && !value->len)
            return (struct business_fault){ NO_ITEM_MISSING, item_text(item)->key };
        if (value->len && !item_is_good(arena, item, value, today))
            return (struct business_fault){ NO_ITEM_WRONG, item_text(item)->key };
    }
    return fault_of_whole(arena, kind, items);
}

/* ---- how often ---- */

const struct once_rule *once_rule_for(const struct business_kind *kind, int age, bool *ruled)
{
    *ruled = false;
    for (size_t i = 0; i < once_rule_count; i++) {
        if (strcmp(once_rules[i].kind, kind->key) != 0)
            continue;
        *ruled = true;
        if (once_rules[i].age_from <= age && age <= once_rules[i].age_to)
            return &once_rules[i];
    }
    return NULL;
}

/* ---- relations ---- */

bool relation_is_head(struct str relation)
{
    return str_is(relation, "01") || str_is(relation, "02");
}

/** Classes of GB/T 4761 by their first digit, to the old head and then to the new one. */
static const struct {
    char head_was, was;
    const char *he, *she;
} restated[] = {
    /* the spouse becomes head */
    { '1', '0', "11", "12" }, /* the old head, still there */
    { '1', '2', NULL, NULL }, /* a child stays a child, with its code */
    { '1', '3', NULL, NULL },
    { '1', '4', NULL, NULL },
    /* a child becomes head */
    { '2', '0', "51", "52" },
    { '3', '0', "51", "52" },
    { '2', '1', "51", "52" },
    { '3', '1', "51", "52" },
    { '2', '2', "79", "79" },
    { '2', '3', "79", "79" },
    { '3', '2', "79", "79" },
    { '3', '3', "79", "79" },
    { '2', '5', "61", "62" },
    { '3', '5', "61", "62" },
    /* a parent becomes head */
    { '5', '0', "29", "39" },
    { '5', '1', "28", "38" },
    { '5', '2', "41", "42" },
    { '5', '3', "41", "42" },
    { '5', '5', "11", "12" },
};

struct str relation_to_new_head(struct str head_was, struct str head_sex, struct str relation,
                                struct str sex)
{
    char from = head_was.len ? head_was.at[0] : '9', was = relation.len ? relation.at[0] : '9';
    if (from == '1' && was == '5')
        return str_is(head_sex, "1") ? (str_is(sex, "1") ? STR("55") : STR("56"))
                                     : (str_is(sex, "1") ? STR("53") : STR("54"));
    for (size_t i = 0; i < COUNT(restated); i++)
        if (restated[i].head_was == from && restated[i].was == was) {
            const char *code = str_is(sex, "1") ? restated[i].he : restated[i].she;
            return code ? str_of(code) : relation;
        }
    return STR("97"); /* 其他亲属: to be stated at the next look */
}
