#include "same/same.h"

/* clang-format off */
static const struct same_word same_check_states[] = {
#define X(code, zh, en) { #code, zh, en },
    SAME_CHECK_STATES(X)
};
static const struct same_word same_pair_states[] = { SAME_PAIR_STATES(X) };
static const struct same_word same_verdicts[] = { SAME_VERDICTS(X) };
#undef X
const struct same_word same_grounds[] = {
#define X(code, zh, en, source) { #code, zh, en },
    SAME_GROUNDS(X)
#undef X
};
/* clang-format on */
const size_t same_ground_count = COUNT(same_grounds);

static const struct same_word *find(const struct same_word *words, size_t count, struct str code)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(code, words[i].code))
            return &words[i];
    return NULL;
}

/** Codes come from a CHECK constraint: one without words is a bug. */
static struct same_word known(const struct same_word *words, size_t count, struct str code)
{
    const struct same_word *word = find(words, count, code);
    ASSERT(word);
    return *word;
}

struct same_word same_check_word(struct str state)
{
    return known(same_check_states, COUNT(same_check_states), state);
}

struct same_word same_pair_word(struct str state)
{
    return known(same_pair_states, COUNT(same_pair_states), state);
}

struct same_word same_verdict_word(struct str verdict)
{
    return known(same_verdicts, COUNT(same_verdicts), verdict);
}

const struct same_word *same_ground(struct str code)
{
    return find(same_grounds, COUNT(same_grounds), code);
}
