#include "core/refusals.h"

static const struct refusal_text texts[REFUSAL_COUNT] = {
    [REFUSAL_NONE] = { "NONE", "", 200, "", "" },
#define R(name, code, status, zh, en) [NO_##name] = { #name, code, status, zh, en },
#include "core/refusals.def"
#undef R
};

const struct refusal_text *refusal_text(enum refusal refusal)
{
    ASSERT(refusal < REFUSAL_COUNT);
    return &texts[refusal];
}

enum refusal refusal_of_code(struct str code)
{
    for (int i = 1; i < REFUSAL_COUNT; i++)
        if (str_is(code, texts[i].code))
            return (enum refusal)i;
    return REFUSAL_NONE;
}
