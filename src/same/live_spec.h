#ifndef SAME_LIVE_SPEC_H
#define SAME_LIVE_SPEC_H
/** By which rules the live register is compared with itself, as rows with the day they begin. Nobody
 *  brings rules of his own: what may be compared is decided once, here, and a spec finds no column but
 *  those of register/live_persons.h. Their measured figures stand in docs/link.md. */
#include "core/desk.h"

struct live_spec {
    const char *code;
    struct day begins; /* the last row in force counts */
    const char *text;  /* docs/link.md */
};
extern const char live_register_spec[]; /* docs/link/register.spec, made C by tools/textgen */
extern const struct live_spec live_specs[];
extern const size_t live_spec_count;
const struct live_spec *live_spec_on(struct day today);

/** The columns a person has for the engine, in this order. */
enum { LIVE_COLUMNS = 9 };
extern const char *const live_headings[LIVE_COLUMNS];

/** What a comparison of the specs is called, by its expression as link/spec.h spells it; of one that has no row the code is OTHER. */
struct live_item {
    const char *expression, *code, *zh, *en;
};
const struct live_item *live_item_of_expression(struct str expression);
/** NULL when there is none. */
const struct live_item *live_item_of(struct str code);
/** What a level is called in Chinese and English; the word itself when no row has it. */
struct live_level {
    const char *word, *zh, *en;
};
const struct live_level *live_level_of(struct str word);

#endif
