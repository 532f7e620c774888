#ifndef CORE_REFUSALS_H
#define CORE_REFUSALS_H
/** Every "no" the program can say, with its code, its HTTP status and both texts. */
#include "base/str.h"

enum refusal {
    REFUSAL_NONE = 0,
#define R(name, code, status, zh, en) NO_##name,
#include "core/refusals.def"
#undef R
    REFUSAL_COUNT
};

struct refusal_text {
    const char *name; /* OWN_ACCEPTANCE */
    const char *code; /* P-105 */
    int status;
    const char *zh, *en;
};

const struct refusal_text *refusal_text(enum refusal refusal);

#endif
