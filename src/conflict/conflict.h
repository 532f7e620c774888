#ifndef CONFLICT_CONFLICT_H
#define CONFLICT_CONFLICT_H
/** Conflicts about numbers 号码争议: two holders of one number 重号, or one person with two
 *  registrations 一人多号, each side in its own jurisdiction.
 *  (1) Both sides see one record, with both persons, all evidence, every step and the proposal.
 *  (2) Who keeps a number is proposed by rules and decided by people: the earlier lawful use [S25].
 *      The rules and their order are rows with the day they begin.
 *  (3) Across districts one side asks, the other answers, both agree; each step has its limit in
 *      days. A dispute, or a limit gone by, brings it before the city [S32].
 *  (4) What was agreed is decided by somebody else than who put it forward, and where the agreed
 *      one is not to keep the number, by the city [L 20].
 *  (5) A change of the number itself, its checks and both number cases are the register's:
 *      number_case_decide. This counter answers its `number_case.deciding` and follows
 *      `number_case.closed`. */
#include "base/buf.h"
#include "core/column.h"
#include "core/desk.h"

/* clang-format off */
#define CONFLICT_STATES(X) /* state, Chinese, English */ \
    X(OPEN,      "待协查",   "to be asked")             \
    X(ASKED,     "已发函",   "asked")                   \
    X(ANSWERED,  "已回函",   "answered")                \
    X(AGREED,    "已商定",   "agreed")                  \
    X(DISPUTED,  "有异议",   "disputed, at the city")   \
    X(ESCALATED, "报市局",   "at the city")             \
    X(CLOSED,    "已办结",   "closed")
#define CONFLICT_EVENTS(X) /* event, Chinese, English */ \
    X(ASK,      "提出协查",   "asks the other side")    \
    X(ANSWER,   "回函",       "answers")                \
    X(AGREE,    "同意",       "agrees")                 \
    X(DISPUTE,  "提出异议",   "disputes")               \
    X(ESCALATE, "报市局协调", "brings it before the city")
/* clang-format on */
enum conflict_state {
#define X(state, zh, en) CONFLICT_##state,
    CONFLICT_STATES(X)
#undef X
        CONFLICT_STATE_COUNT
};
enum conflict_event {
#define X(event, zh, en) CONFLICT_##event,
    CONFLICT_EVENTS(X)
#undef X
        CONFLICT_EVENT_COUNT
};
struct conflict_word {
    const char *code, *zh, *en;
};
const struct conflict_word *conflict_state_word(enum conflict_state state);
const struct conflict_word *conflict_event_word(enum conflict_event event);
/** The counts when there is none. */
enum conflict_state conflict_state_of(struct str code);
enum conflict_event conflict_event_of(struct str code);

struct conflict {
    int32_t part;
    int64_t id;
    int32_t ver;
    struct str kind; /* TWO_HOLDERS, ONE_PERSON */
    int64_t person;  /* side 1 */
    int32_t station;
    int32_t other_part; /* side 2 */
    int64_t other_person;
    int32_t other_station;
    struct str number;
    struct str state;
    int32_t keeper;     /* 0 nobody yet, 1, 2 */
    int32_t asked_side; /* who put it forward: 1, 2; 3 one bureau for both */
    int64_t asked_by;
    struct day opened_on, due_on, closed_on;
    struct str outcome; /* of a closed one: a code of duplicate_outcomes, or CANCELLED */
    int64_t clerk;
};
extern const struct column conflict_columns[];
extern const size_t conflict_column_count;

/* ---- rules (pure) ---- */

/** Do the sides belong to two bureaus? */
bool conflict_is_across(const struct conflict *c);
/** Past its limit on that day, or before the city already. */
bool conflict_is_overdue(const struct conflict *c, struct day today);
bool conflict_at_city(const struct conflict *c, struct day today);
/** The sides a clerk speaks for: bit 0 the first, bit 1 the second. */
unsigned conflict_sides_of(const struct conflict *c, const struct clerk *clerk);

/** What an event leads to, by whom and until when. */
struct conflict_move {
    enum conflict_state from;
    enum conflict_event event;
    enum conflict_state to;
    enum conflict_who { ONE_SIDE, ONE_BUREAU, OTHER_SIDE, ASKING_SIDE, BOTH_SIDES } who;
    const char *setting; /* days of the step it leads to */
    int days;
    const char *source;
};
extern const struct conflict_move conflict_moves[];
extern const size_t conflict_move_count;
/** The row, or the refusal: NOT_YOUR_DESK, CONFLICT_STEP (not in this state, or not by this side),
 *  OWN_STEP (who asked does not answer). */
enum refusal conflict_next(const struct conflict *c, enum conflict_event event,
                           const struct clerk *clerk, const struct conflict_move **out);
/** May this clerk let that side keep the number today?
 *  NOT_YOUR_DESK, CONFLICT_STEP (closed), HEARING_OPEN, KEEPER_DIFFERS, OWN_STEP */
enum refusal conflict_may_decide(const struct conflict *c, int keeper, const struct clerk *clerk,
                                 struct day today);

/** Kinds of evidence, the strongest first. */
struct evidence_kind {
    const char *code, *zh, *en;
    struct day begins, ends; /* NO_DAY: always, for ever */
    const char *source;
    bool alone; /* decides by itself, whatever was in use before */
};
extern const struct evidence_kind evidence_kinds[];
extern const size_t evidence_kind_count;
/** NULL when none of that code is in force. */
const struct evidence_kind *evidence_kind_on(struct str code, struct day on);

struct evidence {
    int64_t id;
    int32_t side; /* 1, 2 */
    struct str kind;
    struct day since; /* the day from which it proves the use, or NO_DAY */
    struct str text;
    struct str hash; /* SM3 of the scanned paper, or without bytes */
    int32_t unit;
    int64_t clerk;
    int64_t instant;
};
extern const struct column evidence_columns[];
extern const size_t evidence_column_count;
struct evidences {
    struct evidence *at;
    size_t count;
};

/** One line of the reasons: what a rule says of both sides. */
struct keeper_reason {
    const char *rule, *zh, *en, *source;
    struct day since[2]; /* of side 1 and 2; NO_DAY: nothing */
    bool fits[2];        /* of the rule FITS only */
    int keeper;          /* whom it speaks for, 0 for nobody */
    bool decides;        /* or it is one of the days the earliest use is taken from */
};
enum { KEEPER_REASONS_MAX = 16 };
struct keeper_proposal {
    int keeper; /* 0: the rules do not tell */
    struct keeper_reason reasons[KEEPER_REASONS_MAX];
    size_t count;
};
/** Whom the rules in force that day let keep the number, and why: first whose number agrees with
 *  birth date and sex, then who stands in the sequence register, then the earliest day any paper
 *  proves; the earlier before the later, any before none.
 *  fits   whether the number agrees with what is registered of side 1 and 2 [domain 3.3] */
void keeper_propose(const bool fits[2], const struct evidence *evidence, size_t count,
                    struct day today, struct keeper_proposal *out);

/** Whom a change of number is told to. */
struct notice_agency {
    const char *code, *zh, *en;
    const char *what, *what_en;
    int from_age; /* only holders of so many full years */
    struct day begins, ends;
    const char *source;
};
extern const struct notice_agency notice_agencies[];
extern const size_t notice_agency_count;
const struct notice_agency *notice_agency_of(struct str code);
/** Whether it is told today of the number of somebody born then; of an unknown day, at any age. */
bool notice_agency_concerns(const struct notice_agency *agency, struct day born_on,
                            struct day today);

/* ---- reading ---- */

/** refuses  CONFLICT_UNKNOWN */
MUST_USE enum outcome conflict_load(struct desk *desk, int32_t part, int64_t id,
                                    struct conflict *out);
/** The open conflict a person stands in; *side is the person's. No right is asked. */
MUST_USE enum outcome conflict_open_of(struct desk *desk, int32_t part, int64_t person,
                                       struct conflict *out, int *side, bool *found);
MUST_USE enum outcome conflict_evidence(struct desk *desk, const struct conflict *c,
                                        struct evidences *out);

struct conflicts {
    struct conflict *at;
    size_t count;
    struct str next; /* cursor, or empty */
};
/** The conflicts with a side in the clerk's reach, the oldest limit first; numbers are masked.
 *  state  OPEN or CLOSED · cursor, limit  as everywhere, 1 to 200
 *  right  MAY_SETTLE_NUMBERS
 *  refuses  RIGHT_MISSING, BAD_REQUEST */
MUST_USE enum outcome conflicts_list(struct desk *desk, struct str state, struct str cursor,
                                     int limit, struct conflicts *out);
/** Of the clerk's reach, for the board. */
MUST_USE enum outcome conflict_counts(struct desk *desk, int64_t *open, int64_t *overdue);

/* ---- what is done ---- */

struct conflict_asked {
    int32_t part, other_part;
    int64_t person, other_person;
    int one_person; /* the two records are believed to be one life */
};
/** Opens a conflict between two persons: TWO_HOLDERS of one number about which a case is open, or
 *  two registrations of ONE_PERSON. One that is open between the two is given as it is. Writes
 *  `conflict.opened`.
 *  right    MAY_SETTLE_NUMBERS at the station of one of them
 *  refuses  PERSON_UNKNOWN, NOT_YOUR_DESK, ITEM_WRONG (one and the same record; two holders without
 *           an open case of the first; a registration that is ended), CONFLICT_OTHER
 *  source   [S25] [S32] [domain 3.3] */
MUST_USE enum outcome conflict_open(struct desk *desk, const struct conflict_asked *asked,
                                    struct conflict *out);

struct evidence_asked {
    int32_t part;
    int64_t id;
    int64_t side;
    struct str kind;
    struct day since;
    struct str text;
    struct str hash; /* of the scanned paper, 32 bytes, or empty */
};
/** Adds evidence for a side; nothing is ever taken away. Writes `conflict.evidence_added`.
 *  right    MAY_SETTLE_NUMBERS at either station
 *  refuses  CONFLICT_UNKNOWN, NOT_YOUR_DESK, CONFLICT_STEP (closed), ITEM_WRONG, ITEM_MISSING */
MUST_USE enum outcome conflict_add_evidence(struct desk *desk, const struct evidence_asked *asked,
                                            struct conflict *out);

struct conflict_step_asked {
    int32_t part;
    int64_t id;
    struct str step; /* conflict_events */
    int64_t keeper;  /* with ASK and ANSWER: whom this side would let keep it; else 0 */
    struct str note;
};
/** One step of the hearing; desk->expected_version is the version the clerk saw. Writes
 *  `conflict.stepped`.
 *  right    MAY_SETTLE_NUMBERS at the station of the side that speaks
 *  refuses  as conflict_next, and VERSION_REQUIRED, VERSION_STALE, ITEM_WRONG, ITEM_MISSING (a
 *           dispute without its reason) */
MUST_USE enum outcome conflict_step(struct desk *desk, const struct conflict_step_asked *asked,
                                    struct conflict *out);
/** Brings before the city what waits for a district past its limit, at most 500 at a time: run each
 *  day. Writes `conflict.escalated`, one entry for all, when there is any.
 *  right    MAY_SETTLE_NUMBERS at the city
 *  *count   how many */
MUST_USE enum outcome conflicts_escalate(struct desk *desk, int64_t *count);

struct conflict_decision {
    int32_t part;
    int64_t id;
    int64_t keeper;        /* 1, 2: who keeps the number, or whose registration stays */
    struct str new_number; /* of the other one; empty: the sequence register's next. None for
                              ONE_PERSON */
    struct str note;
};
/** Decides. Of two holders the other one's number changes by number_case_decide, whose entry
 *  `number_case.decided` is the one; of one person the other registration is cancelled and gives
 *  its number up, entry `conflict.decided`.
 *  right    MAY_SETTLE_NUMBERS at the station of the one who changes, at both where the city decides
 *  refuses  as conflict_may_decide and number_case_decide, and VERSION_REQUIRED, VERSION_STALE,
 *           ITEM_WRONG, ITEM_MISSING (a number cannot be drawn without a birth date), SERIALS_USED_UP,
 *           PERSON_FROZEN */
MUST_USE enum outcome conflict_decide(struct desk *desk, const struct conflict_decision *decision,
                                      struct conflict *out);

/** follow row of "number_case.deciding", body {kind, outcome}: holds back what the hearing has not
 *  come to. refuses  as conflict_may_decide */
MUST_USE enum outcome conflict_before_decision(struct desk *desk, int32_t part, int64_t person,
                                               struct str body);
/** follow row of "number_case.closed", body {case, kind, outcome, open}: closes the conflict, and
 *  makes the list of those to be told when the number changed. */
MUST_USE enum outcome conflict_after_decision(struct desk *desk, int32_t part, int64_t person,
                                              struct str body);
/** follow row of "load.undoing": persons in a conflict stay. refuses LOAD_IN_USE */
MUST_USE enum outcome conflict_keep_load(struct desk *desk, int32_t part, int64_t load,
                                         struct str body);

#endif
