#include "house/house_check.h"

const struct house_result_text house_results[HOUSE_RESULT_COUNT] = {
#define X(code, key, tried, closed, settles, zh, en)                                               \
    [HOUSE_##code] = { #code, key, tried, closed, settles, zh, en },
    HOUSE_RESULTS(X)
#undef X
};
const struct house_difference house_differences[] = {
#define X(code, person, item, text, zh, en) { #code, person, item, text, zh, en },
    HOUSE_DIFFERENCES(X)
#undef X
};
const struct house_word house_items[] = {
#define X(code, zh, en) { #code, zh, en },
    HOUSE_ITEMS(X)
#undef X
};
const struct house_word house_outcomes[] = {
#define X(code, zh, en) { #code, zh, en },
    HOUSE_OUTCOMES(X)
#undef X
};
const size_t house_difference_count = COUNT(house_differences);
const size_t house_item_count = COUNT(house_items);
const size_t house_outcome_count = COUNT(house_outcomes);

const struct house_result_text *house_result_of(struct str code)
{
    for (size_t i = 0; i < HOUSE_RESULT_COUNT; i++)
        if (str_is(code, house_results[i].code))
            return &house_results[i];
    return NULL;
}

const struct house_difference *house_difference_of(struct str code)
{
    for (size_t i = 0; i < house_difference_count; i++)
        if (str_is(code, house_differences[i].code))
            return &house_differences[i];
    return NULL;
}

static const struct house_word *word_of(const struct house_word *words, size_t count,
                                        struct str code)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(code, words[i].code))
            return &words[i];
    return NULL;
}

const struct house_word *house_item_of(struct str code)
{
    return word_of(house_items, house_item_count, code);
}

const struct house_word *house_outcome_of(struct str code)
{
    return word_of(house_outcomes, house_outcome_count, code);
}

enum house_list house_list_of(struct str word)
{
    static const char *const words[] = {
#define X(list, word) [HOUSE_LIST_##list] = word,
        HOUSE_LISTS(X)
#undef X
    };
    enum house_list list = HOUSE_LIST_ALL;
    while (list < HOUSE_LIST_COUNT && !str_is(word, words[list]))
        list++;
    return list;
}
