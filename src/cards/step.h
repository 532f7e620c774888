#ifndef CARDS_STEP_H
#define CARDS_STEP_H
/** One step of an application's life, as every use case of this counter takes it: open, move,
 *  close.
 *  (1) step_open checks the version the clerk saw, when the face gave one.
 *  (2) step_close saves, counts, tells the units kept elsewhere, and writes the entry: nothing may
 *      follow it but the commit. */
#include "cards/application.h"

/** refuses APPLICATION_UNKNOWN, VERSION_STALE */
MUST_USE enum outcome step_open(struct desk *desk, struct str number, struct application *app);
MUST_USE enum outcome step_open_id(struct desk *desk, int32_t part, int64_t id,
                                   struct application *app);
/** Asks the row of the event; sets state, live and whose turn it is.
 *  refuses  what application_next does, and NOT_YOUR_DESK when the unit whose turn it is keeps its
 *           own database: only there the step is taken */
MUST_USE enum outcome step_move(struct desk *desk, struct application *app,
                                enum application_event event);
/** The same for what follows from another step: the row alone, without asking the clerk, whose
 *  right was asked before.
 *  refuses  WRONG_STEP */
MUST_USE enum outcome step_follow(struct desk *desk, struct application *app,
                                  enum application_event event);
/** Saves, counts and tells the other databases on the way, without an entry of its own: what
 * follows another verb stands in that entry. */
MUST_USE enum outcome step_save(struct desk *desk, struct application *app, const char *figure);
/** Another application of the person, `by`, takes its place; its card, when it lies in a stock
 * here, is set aside. Saves, counts and tells. */
MUST_USE enum outcome step_supersede(struct desk *desk, struct application *app, int64_t by);
/** A card nobody waits for any more leaves the stock it lies in here. */
MUST_USE enum outcome step_drop_card(struct desk *desk, const struct application *app);
/** verb    of the entry; also the figure of progress, after its dot
 *  body    a JSON object, borrowed */
MUST_USE enum outcome step_close(struct desk *desk, struct application *app, const char *verb,
                                 struct str body);
/** {"number": …}: the body of a step that says no more than which application took it. */
struct str step_body(struct desk *desk, const struct application *app);

/** Refused by reviewer, signer, auditor or centre: which rule, which field [GA214.10]. */
struct verdict {
    bool good;
    struct str reason; /* code of the list data_errors, when not good */
    struct str field;  /* the item, such as name, address, portrait */
};
/** refuses REASON_REQUIRED, REASON_UNKNOWN */
MUST_USE enum outcome verdict_check(struct desk *desk, const struct verdict *verdict);

#endif
