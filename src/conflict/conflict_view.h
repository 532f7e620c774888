#ifndef CONFLICT_CONFLICT_VIEW_H
#define CONFLICT_CONFLICT_VIEW_H
/** A conflict as both sides see it: a look at two persons, with a purpose. */
#include "conflict/conflict_store.h"
#include "conflict/notice.h"
#include "register/number_case.h"
#include "register/person_store.h"

/** What becomes of a card or an application of a side. */
enum paper_fate {
    FATE_NONE,      /* nothing: it carries the number the person has */
    FATE_HELD,      /* the application waits for the decision */
    FATE_GOES_ON,   /* it was held and goes on with the number as decided */
    FATE_REMAKE,    /* it carries the old number past the point of no return: made anew */
    FATE_SURRENDER, /* the card carries the old number: to be handed in */
    FATE_IS_GONE,   /* handed in, lost or destroyed */
    FATE_COUNT
};
struct fate_text {
    const char *code, *zh, *en;
};
const struct fate_text *fate_text(enum paper_fate fate);

struct conflict_paper {
    bool is_card;
    struct str number;  /* acceptance number or serial */
    struct str carries; /* the citizen number on it */
    struct str state_zh, state_en;
    struct day valid_from, valid_to;
    enum paper_fate fate;
};

struct conflict_party {
    struct person person;
    struct str address;
    struct number_case open_case;
    bool has_case;
    bool fits; /* number, birth date and sex agree */
    struct conflict_paper *papers;
    size_t paper_count;
    struct number_notices notices;
};

struct conflict_view {
    struct conflict conflict;
    struct conflict_party parties[2];
    struct evidences evidence; /* what was brought, then what our own cards show */
    size_t brought;
    struct conflict_steps steps;
    struct keeper_proposal proposal;
    unsigned sides; /* the clerk's: bit 0 the first, bit 1 the second */
};

/** The half that reads.
 *  right    MAY_SETTLE_NUMBERS at either station
 *  refuses  CONFLICT_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED
 *  source   [G21 88] */
MUST_USE enum outcome conflict_view_load(struct desk *desk, int32_t part, int64_t id,
                                         struct conflict_view *out);
/** The half that writes: an entry `conflict.seen` about the first, naming the other. Right and
 * refusals are those of the half that reads. */
MUST_USE enum outcome conflict_seen(struct desk *desk, int32_t part, int64_t id);

/** The whole view as an object. */
void conflict_view_json(struct desk *desk, struct buf *buf, const struct conflict_view *view);
/** A conflict without its persons: a row of the list, and the answer to a step. */
void conflict_json(struct desk *desk, struct buf *buf, const struct conflict *c);
void notice_json(struct desk *desk, struct buf *buf, const struct number_notice *n);

#endif
