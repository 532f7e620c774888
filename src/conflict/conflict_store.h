#ifndef CONFLICT_CONFLICT_STORE_H
#define CONFLICT_CONFLICT_STORE_H
/** Conflicts as rows: inside this counter. Rights are asked by the use cases. */
#include "conflict/conflict.h"

struct rows;

/** A step as it was taken. */
struct conflict_step_row {
    int32_t seq; /* the version of the conflict it made */
    struct str step, state;
    int32_t keeper, unit;
    int64_t clerk, instant;
    struct day due_on;
    struct str note;
};
extern const struct column conflict_step_columns[];
extern const size_t conflict_step_column_count;
struct conflict_steps {
    struct conflict_step_row *at;
    size_t count;
};
MUST_USE enum outcome conflict_steps_load(struct desk *desk, const struct conflict *c,
                                          struct conflict_steps *out);

/** A matter of either side.  refuses  RIGHT_MISSING, NOT_YOUR_DESK */
MUST_USE enum outcome conflict_may_speak(struct desk *desk, const struct conflict *c);
/** A new one, with both its sides and its first step. */
MUST_USE enum outcome conflict_insert(struct desk *desk, const struct conflict *c);
/** Writes what can change and the step that changed it, if nobody was first; c->ver becomes the new
 *  one.  refuses CHANGED_MEANWHILE */
MUST_USE enum outcome conflict_save(struct desk *desk, struct conflict *c, const char *step,
                                    struct str note);
MUST_USE enum outcome conflict_add_evidence_row(struct desk *desk, const struct conflict *c,
                                                const struct evidence *e);
/** What waits for a district past its limit, both sides in the clerk's reach. */
MUST_USE enum outcome conflicts_overdue(struct desk *desk, int limit, struct conflicts *out);
/** Persons of a part who stand in a conflict, one a row. */
MUST_USE enum outcome conflict_persons_of_part(struct desk *desk, int32_t part, struct rows *out);

#endif
