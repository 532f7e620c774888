#ifndef CARDS_GROUND_H
#define CARDS_GROUND_H
/** Grounds of an application 申领原因 as the counter judges them: whom a ground fits, and what it
 * asks. Their names and their days are the code list application_grounds. */
#include "cards/application_store.h"
#include "core/codes.h"
#include "register/person_for_card.h"

struct ground {
    const char *code;
    int age_from, age_to; /* full years, both within */
    bool first;           /* refused when a card was made before */
    bool by_expiry;       /* only within the window before the end of validity */
    bool lost;            /* the 15 days after the last card do not bind */
    const char *source;
};
extern const struct ground grounds[];
extern const size_t ground_count;
/** NULL when no ground with that code is in force. */
const struct ground *ground_find(struct str code, struct day on);

/** Its row in the code list: names, days, whether the old card is handed in. */
const struct code *ground_code(const struct ground *ground);

/** Pure. May this person apply on this ground today? The counter's rules in their order [V 8.6]. */
enum refusal ground_allows(const struct ground *ground, const struct card_person *person,
                           const struct standing *standing, struct day today);
/** Pure. May this person apply at all? */
enum refusal person_may_apply(const struct card_person *person);
/** Under 16 the guardian applies [L 7]. */
bool ground_needs_guardian(const struct card_person *person, struct day today);

#endif
