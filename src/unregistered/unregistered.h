#ifndef UNREGISTERED_UNREGISTERED_H
#define UNREGISTERED_UNREGISTERED_H
/** Persons without registration 无户口（未落户）人员: from the station that takes them in to their entry
 *  in the register [W96] [domain 10.3] [S48].
 *  (1) Whoever comes is taken in. What papers lack is asked for afterwards, within a limit; a case is
 *      never counted or worded as turned away.
 *  (2) The eight classes, what proves them, whether they are posted and who approves are rows with
 *      the day they begin; who takes which step, and until when, are rows of unregistered_life.
 *  (3) Whoever took a case in or put it forward does not decide it; whoever passed it on to the city
 *      does not approve it there; whoever closed it does not hear the complaint. An entry is decided
 *      by the city [G21 9].
 *  (4) A case makes nobody itself: it ends in a supplementary entry 补录 or a restoration 恢复 of the
 *      businesses' counter, judged by its rules when the case is put forward and again when it is
 *      registered. A number comes from the register of serials.
 *  (5) A case closed without registration has its reason, its written answer and its complaint.
 *  (6) Of a kinship test the case holds organ, day, number and conclusion; no body data are kept, of
 *      no paper more than its hash. */
#include "base/buf.h"
#include "business/business.h"

/* clang-format off */
#define UNREGISTERED_STATES(X) /* state, live, Chinese, English */ \
    X(TAKEN_IN,      1, "已受理，补充材料", "taken in, papers being gathered") \
    X(READY,         1, "材料齐全",         "papers complete")                 \
    X(POSTED,        1, "公示中",           "posted")                          \
    X(INVESTIGATING, 1, "调查核实中",       "being investigated")              \
    X(SUBMITTED,     1, "待分（县）局审核", "before the bureau")               \
    X(PASSED,        1, "待市局审批",       "before the city")                 \
    X(APPROVED,      1, "已批准，待登记",   "approved, to be registered")      \
    X(REGISTERED,    0, "已登记户口",       "registered")                      \
    X(CLOSED,        0, "未登记办结",       "closed without registration")     \
    X(IN_COMPLAINT,  1, "申诉复查中",       "under complaint")                 \
    X(UPHELD,        0, "复查维持办结",     "closed, upheld on complaint")
#define UNREGISTERED_EVENTS(X) /* event, Chinese, English */ \
    X(OPEN,        "受理",           "take in")                    \
    X(CHANGE,      "补正申报项目",   "correct what is to be entered") \
    X(COMPLETE,    "材料齐全",       "papers are complete")        \
    X(POST,        "张贴公示",       "post the notice")            \
    X(INVESTIGATE, "开展调查",       "investigate")                \
    X(SUBMIT,      "呈报审批",       "put forward for approval")   \
    X(PASS,        "同意上报市局",   "pass on to the city")        \
    X(APPROVE,     "批准登记",       "approve")                    \
    X(RETURN,      "退回补充调查",   "send back for more inquiry") \
    X(REGISTER,    "登记户口",       "register")                   \
    X(CLOSE,       "未登记办结",     "close without registration") \
    X(COMPLAIN,    "提出申诉",       "complain")                   \
    X(UPHOLD,      "复查维持",       "uphold")                     \
    X(REOPEN,      "复查后重新调查", "open again")
/* clang-format on */
enum unregistered_state {
#define X(state, live, zh, en) UNREGISTERED_##state,
    UNREGISTERED_STATES(X)
#undef X
        UNREGISTERED_STATE_COUNT
};
enum unregistered_event {
#define X(event, zh, en) UNREGISTERED_EVENT_##event,
    UNREGISTERED_EVENTS(X)
#undef X
        UNREGISTERED_EVENT_COUNT
};
struct unregistered_state_text {
    const char *code;
    bool live;
    const char *zh, *en;
};
struct unregistered_event_text {
    const char *code, *zh, *en;
};
const struct unregistered_state_text *unregistered_state_text(enum unregistered_state state);
const struct unregistered_event_text *unregistered_event_text(enum unregistered_event event);
/** The counts when there is none. */
enum unregistered_state unregistered_state_of(struct str code);
enum unregistered_event unregistered_event_of(struct str code);

struct unregistered {
    int32_t part; /* the station's */
    int64_t id;
    int32_t ver;
    struct str class_; /* of unregistered_classes */
    struct str state;
    int live;
    int32_t station, person_part;
    int64_t person; /* 0: nobody in the register yet */
    struct str name;
    struct str applicant, applicant_relation, phone;
    int64_t clerk, submitter, first_decider, decider; /* 0: nobody yet */
    struct str reason;                                /* of close_reasons */
    struct str answer;
    int64_t business;
    struct day opened_on, since, due_on; /* since and due_on: of the step under way */
    struct day posted_on, notice_ends, decided_on, closed_on;
};
extern const struct column unregistered_columns[];
extern const size_t unregistered_column_count;

/* ---- classes ---- */

struct unregistered_class {
    const char *code, *number; /* "OUTSIDE_PLAN", "1" */
    const char *zh, *en;
    struct day begins; /* the last row of a code in force counts */
    enum business_level level;
    bool notice;          /* posted before it is investigated */
    const char *kinds;    /* of business_kinds it may end in, by blanks */
    const char *evidence; /* of proof_kinds by blanks; `|` where one is enough */
    const char *findings; /* the same, what the investigation brings */
    const char *source;
};
extern const struct unregistered_class unregistered_classes[];
extern const size_t unregistered_class_count;
/** The row in force; NULL when there is none on that day. */
const struct unregistered_class *unregistered_class_find(struct str code, struct day on);

/** What proves something, and which papers of a business it is. */
struct proof_kind {
    const char *code, *zh, *en;
    const char *papers; /* of business_papers by blanks */
    bool issued;        /* names who issued it and when */
    const char *source;
};
extern const struct proof_kind proof_kinds[];
extern const size_t proof_kind_count;
/** NULL when there is none. */
const struct proof_kind *proof_kind_find(struct str code);

/** Why a case ends without registration. */
struct close_reason {
    const char *code, *zh, *en;
    bool by_station; /* the station may, before anybody decides; else whoever decides */
    const char *source;
};
extern const struct close_reason close_reasons[];
extern const size_t close_reason_count;
/** NULL when there is none. */
const struct close_reason *close_reason_find(struct str code);

/* ---- the life ---- */

enum unregistered_when {
    WHEN_EVER,
    WHEN_POSTED,
    WHEN_NOT_POSTED
}; /* does the class ask a notice? */
/** Whom a row keeps out: whoever took the case in, put it forward, passed it on, or decided it. */
enum unregistered_eyes { EYES_ALL, EYES_NOT_INVOLVED };
/** What must be there for the step. */
enum unregistered_needs {
    UNREGISTERED_NEEDS_NOTHING,
    UNREGISTERED_NEEDS_EVIDENCE,    /* of the class */
    UNREGISTERED_NEEDS_NOTICE_OVER, /* its last day is past */
    UNREGISTERED_NEEDS_FINDINGS, /* of the class beside the evidence, and the businesses' counter finds no fault */
    UNREGISTERED_NEEDS_NOTE,
    UNREGISTERED_NEEDS_REASON,    /* of close_reasons, and the answer */
    UNREGISTERED_NEEDS_COMPLAINT, /* a note, in time */
};
struct unregistered_move {
    enum unregistered_state from;
    enum unregistered_event event;
    enum unregistered_when when;
    unsigned levels; /* bit n: classes that enum business_level n decides */
    enum unregistered_state to;
    enum right takes;
    enum unregistered_eyes eyes;
    enum unregistered_needs needs;
    const char *setting; /* days of what follows; NULL: nothing follows */
    int days;
    const char *source;
};
extern const struct unregistered_move unregistered_life[];
extern const size_t unregistered_life_count;
/** Graphviz, from the rows. */
void unregistered_life_dot(struct buf *dot);

/** Pure. The row this clerk takes, of any right or, with `takes` below RIGHT_COUNT, of that one; else
 *  UNREGISTERED_STEP, RIGHT_MISSING, NOT_YOUR_DESK, OWN_STEP. */
enum refusal unregistered_next(const struct unregistered *c, enum unregistered_event event,
                               int takes, const struct unregistered_class *class_,
                               const struct clerk *clerk, const struct unregistered_move **move);

/* ---- rules (pure) ---- */

/** A paper brought. */
struct proof {
    int64_t id;
    struct str kind;         /* of proof_kinds */
    struct str paper_number; /* as it stands on it */
    struct str issuer;
    struct day issued_on;
    struct str text; /* what it says, the conclusion of a test */
    struct str hash; /* SM3 of the scanned paper, or without bytes */
    int32_t unit;
    int64_t clerk;
    int64_t instant;
};
extern const struct column proof_columns[];
extern const size_t proof_column_count;
struct proofs {
    struct proof *at;
    size_t count;
};
/** Whether every one of the list is among them; *missing is the first that is not. */
bool proofs_cover(const char *wanted, const struct proofs *proofs, struct str *missing);
/** The papers of a business they stand for, by blanks. */
struct str proofs_as_papers(struct arena *arena, const struct proofs *proofs);
/** The business it ends in: "restore" of somebody whose registration was cancelled, else
 *  "supplement"; NULL when the class does not end in that one. */
const char *unregistered_kind(const struct unregistered_class *class_, bool was_registered);

/** Ages of open cases, for statistics: from … to days since they were taken in. */
struct unregistered_age {
    const char *code, *zh, *en;
    int from, to; /* both within; 0: no end */
};
extern const struct unregistered_age unregistered_ages[];
extern const size_t unregistered_age_count;
const struct unregistered_age *unregistered_age_of(int days);

/* ---- what is done ---- */

struct unregistered_asked {
    struct str class_;
    int32_t station; /* 0: the clerk's own */
    int32_t person_part;
    int64_t person;    /* whose registration was cancelled; 0: none known … */
    struct str number; /* … or by the citizen number it had */
    struct business_items items;
    struct str applicant, applicant_relation, phone;
};
/** Takes a case in. Only the name, or the person whose registration was cancelled, and who asks must
 *  be known. Writes `unregistered.opened`.
 *  right    MAY_KEEP_REGISTER at the station
 *  refuses  RIGHT_MISSING, NOT_YOUR_DESK, STATION_UNKNOWN, UNREGISTERED_CLASS, ITEM_MISSING,
 *           ITEM_WRONG, PERSON_UNKNOWN, BUSINESS_SUBJECT (is registered)
 *  source   [W96] [S48] */
MUST_USE enum outcome unregistered_open(struct desk *desk, const struct unregistered_asked *asked,
                                        struct unregistered *out);

struct unregistered_change {
    int32_t part;
    int64_t id;
    struct str class_; /* empty: as it is */
    int32_t person_part;
    int64_t person; /* 0: as it is */
    struct str number;
    struct business_items items; /* by item: `at == NULL` as it is, empty taken away */
};
/** What is to be entered, before it is put forward. Writes `unregistered.changed`.
 *  right    MAY_KEEP_REGISTER at the station
 *  refuses  UNREGISTERED_UNKNOWN, VERSION_REQUIRED, VERSION_STALE, UNREGISTERED_STEP, and what
 *           unregistered_open refuses */
MUST_USE enum outcome unregistered_change(struct desk *desk,
                                          const struct unregistered_change *change,
                                          struct unregistered *out);

struct proof_asked {
    int32_t part;
    int64_t id;
    struct str kind, paper_number, issuer;
    struct day issued_on;
    struct str text;
    struct str hash; /* 32 bytes, or empty */
};
/** Adds a paper; nothing is ever taken away. Writes `unregistered.evidence_added`.
 *  right    MAY_KEEP_REGISTER at the station
 *  refuses  UNREGISTERED_UNKNOWN, UNREGISTERED_STEP (before a decision, or ended), ITEM_MISSING,
 *           ITEM_WRONG */
MUST_USE enum outcome unregistered_prove(struct desk *desk, const struct proof_asked *asked,
                                         struct unregistered *out);

struct unregistered_step {
    int32_t part;
    int64_t id;
    enum unregistered_event event;
    int takes; /* the right of the desk it is done at; RIGHT_COUNT: whichever the clerk has */
    struct str reason; /* of close_reasons, with CLOSE */
    struct str note;   /* with CLOSE the answer to the applicant */
};
/** Takes a step of unregistered_life. Writes `unregistered.stepped`; of the last one
 *  `unregistered.registered` or `unregistered.closed`.
 *  refuses  UNREGISTERED_UNKNOWN, VERSION_STALE, what unregistered_next refuses,
 *           EVIDENCE_INCOMPLETE, POSTING_RUNNING, ITEM_MISSING (a note), CLOSE_REASON, COMPLAINT_LATE,
 *           and of SUBMIT and REGISTER what business_order_check refuses */
MUST_USE enum outcome unregistered_step(struct desk *desk, const struct unregistered_step *step,
                                        struct unregistered *out);

/** follow row of "load.undoing": whoever a case is about stays. refuses LOAD_IN_USE */
MUST_USE enum outcome unregistered_keep_load(struct desk *desk, int32_t part, int64_t load,
                                             struct str body);

/* ---- looking ---- */

struct unregistered_list {
    struct unregistered *at;
    size_t count;
    struct str next; /* cursor, or empty */
};
/** The cases of the clerk's reach, the oldest limit first; names are masked.
 *  state    OPEN for all that are open, or one of UNREGISTERED_STATES
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING, BAD_REQUEST */
MUST_USE enum outcome unregistered_cases(struct desk *desk, struct str state, struct str cursor,
                                         int limit, struct unregistered_list *out);
/** Of the clerk's reach, for the board. */
MUST_USE enum outcome unregistered_counts(struct desk *desk, int64_t *open, int64_t *overdue);

struct unregistered_step_row {
    int32_t n; /* the version it made */
    struct str event, state;
    struct day due_on;
    int64_t clerk;
    int32_t unit;
    int64_t instant;
    struct str note;
};
extern const struct column unregistered_step_columns[];
extern const size_t unregistered_step_column_count;
struct unregistered_steps {
    struct unregistered_step_row *at;
    size_t count;
};

struct unregistered_view {
    struct unregistered unregistered;
    const struct unregistered_class *class_;
    struct business_items items;
    struct proofs proofs;
    struct unregistered_steps steps;
};
/** A look at a case: load, then the entry `unregistered.seen`.
 *  right    MAY_SEE_PERSONS at its station
 *  refuses  UNREGISTERED_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED
 *  source   [G21 88] */
MUST_USE enum outcome unregistered_view_load(struct desk *desk, int32_t part, int64_t id,
                                             struct unregistered_view *out);
MUST_USE enum outcome unregistered_seen(struct desk *desk, int32_t part, int64_t id);
/** The whole view as an object; and a case without its papers, with what this clerk may do next. */
void unregistered_view_json(struct desk *desk, struct buf *buf,
                            const struct unregistered_view *view);
void unregistered_json(struct desk *desk, struct buf *buf, const struct unregistered *c);
/** The classes in force, the kinds of proof and the reasons, as an object. */
void unregistered_rules_json(struct desk *desk, struct buf *buf);

/** One line of the statistics: cases of a class, a unit, a month or an age [domain 13]. */
struct unregistered_figure {
    struct str key, zh, en;
    int64_t opened, registered, closed; /* in the period */
    int64_t open, overdue;              /* today */
    int64_t ages[4];                    /* open, by unregistered_ages */
};
extern const struct column unregistered_figure_columns[];
extern const size_t unregistered_figure_column_count;
struct unregistered_figures {
    struct unregistered_figure *at;
    size_t count;
};
/** Of the clerk's reach; nothing of it names or counts an ethnic group.
 *  by       class, unit, month or age
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING, BAD_REQUEST */
MUST_USE enum outcome unregistered_figures(struct desk *desk, struct str by, struct day from,
                                           struct day to, struct unregistered_figures *out);

#endif
