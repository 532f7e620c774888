/** Which papers are there, which are missing, and what a case ends in. Pure. */
#include "unregistered/unregistered.h"

static bool next_word(struct str *rest, struct str *word)
{
    while (str_split(rest, ' ', word))
        if (word->len)
            return true;
    return false;
}

static bool is_there(const struct proofs *proofs, struct str kind)
{
    for (size_t i = 0; i < proofs->count; i++)
        if (str_eq(proofs->at[i].kind, kind))
            return true;
    return false;
}

/** `BIRTH_CERTIFICATE|KINSHIP_TEST`: one of them. */
static bool one_is_there(const struct proofs *proofs, struct str choice)
{
    struct str kind;
    while (str_split(&choice, '|', &kind))
        if (is_there(proofs, kind))
            return true;
    return false;
}

bool proofs_cover(const char *wanted, const struct proofs *proofs, struct str *missing)
{
    struct str rest = str_of(wanted), choice;
    while (next_word(&rest, &choice))
        if (!one_is_there(proofs, choice)) {
            *missing = choice;
            return false;
        }
    return true;
}

struct str proofs_as_papers(struct arena *arena, const struct proofs *proofs)
{
    struct str all = STR("");
    for (size_t i = 0; i < proofs->count; i++) {
        const struct proof_kind *kind = proof_kind_find(proofs->at[i].kind);
        if (kind && kind->papers[0])
            all =
                arena_printf(arena, STR_FMT "%s%s", STR_ARG(all), all.len ? " " : "", kind->papers);
    }
    return all;
}

const char *unregistered_kind(const struct unregistered_class *class_, bool was_registered)
{
    const char *kind = was_registered ? "restore" : "supplement";
    struct str rest = str_of(class_->kinds), word;
    while (next_word(&rest, &word))
        if (str_is(word, kind))
            return kind;
    return NULL;
}
