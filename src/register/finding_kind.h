#ifndef REGISTER_FINDING_KIND_H
#define REGISTER_FINDING_KIND_H
/** What the check of the register can find, as rows [S9] [S47].
 *  (1) A finding never refuses a person a card; kinds that hold one do it through a number case.
 *  (2) A kind follows from the data alone and is exact, but for two that are a judgement:
 *      DUPLICATE_REGISTRATION and MANY_NUMBERS say what the data show; `link` weighs the rest.
 *  (3) Noted kinds come from a house check [S8]; the counter that noted them keeps its own row. */
#include "core/desk.h"

enum finding_severity { SEVERITY_NOTE, SEVERITY_WARN, SEVERITY_WRONG, SEVERITY_COUNT };
/** Whose work it is: the station of residence, its bureau, or, between two persons, the lowest unit
 *  above both. */
enum finding_owner { OWNER_STATION, OWNER_BUREAU, OWNER_SHARED };

enum finding_kind {
#define F(name, severity, owner, right, holds, noted, zh, en) FINDING_##name,
#include "register/finding_kinds.def"
#undef F
    FINDING_KIND_COUNT
};
struct finding_kind_row {
    const char *code;
    enum finding_severity severity;
    enum finding_owner owner;
    enum right right; /* takes this at the owner to be closed by evidence */
    bool holds_card;  /* opens a number case, which holds applications */
    bool
        noted; /* by a clerk at a door: no rule finds it, and it ends when what was judged changes */
    const char *zh, *en;
};
extern const struct finding_kind_row finding_kinds[FINDING_KIND_COUNT];
/** NULL when there is no such kind. */
const struct finding_kind_row *finding_kind_of(struct str code);
/** NOTE, WARN, WRONG. */
const char *finding_severity_code(enum finding_severity severity);

/** Words of `detail`; NULL when it is another word. */
struct finding_word {
    const char *code, *zh, *en;
};
extern const struct finding_word finding_words[];
extern const size_t finding_word_count;
/** Pure. The owner's unit number. `other_station` 0: there is no other person. */
int32_t finding_owner_unit(enum finding_kind kind, int32_t station, int32_t other_station);

#endif
