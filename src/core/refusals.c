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
