#ifndef OVERDUE_OVERDUE_H
#define OVERDUE_OVERDUE_H
/** Registrations that should have ended 应销未销: of the dead, of those who settled abroad, who
 *  enlisted, who are registered twice [S49]; and pocket households 空挂户, registered where nobody
 *  ever lived [domain 10.2].
 *  (1) A case begins with a match: by number and name, or by name and birth date alone, which is a
 *      case to be looked at first. A person has one open case of a sort.
 *  (2) The law's order: somebody went there, the person or the public was told, an objection could
 *      be raised, and only then the registration ends [G21 33]. Before the notice has run out
 *      nothing ends it.
 *  (3) Who takes which step is a row of overdue_life; who put it forward does not decide it.
 *  (4) The decision ends the registration by a business of the register, in one transaction: cards,
 *      applications and the household follow. It is undone by another business, a restoration,
 *      never by an edit.
 *  (5) Whoever reports it meanwhile, by the ordinary way, closes the case. */
#include "business/business.h"

struct buf;

/* ---- words ---- */

/* clang-format off */
#define OVERDUE_STATES(X) /* state, open, Chinese, English */ \
    X(DOUBTFUL,  1, "待认定",     "to be looked at")          \
    X(MATCHED,   1, "待走访",     "to be visited")            \
    X(VISITED,   1, "已走访",     "visited")                  \
    X(NOTIFIED,  1, "告知公示中", "notified")                 \
    X(OBJECTED,  1, "有异议",     "objected to")              \
    X(PROPOSED,  1, "待审批",     "to be decided")            \
    X(CANCELLED, 0, "已注销",     "registration ended")       \
    X(CLEARED,   0, "已清理",     "household moved")          \
    X(DISMISSED, 0, "比对有误",   "wrong match")              \
    X(SETTLED,   0, "已自行申报", "reported meanwhile")       \
    X(RESTORED,  0, "已恢复户口", "registration restored")
#define OVERDUE_EVENTS(X) /* event, Chinese, English */ \
    X(CONFIRM,  "认定为同一人", "is the same person")            \
    X(VISIT,    "走访",         "visits")                        \
    X(NOTIFY,   "告知或公示",   "notifies")                      \
    X(OBJECT,   "提出异议",     "takes an objection down")       \
    X(DENY,     "异议不成立",   "finds the objection groundless") \
    X(UPHOLD,   "异议成立",     "upholds the objection")         \
    X(PROPOSE,  "报批",         "puts it forward")               \
    X(APPROVE,  "批准",         "approves")                      \
    X(REFUSE,   "不批准",       "refuses")                       \
    X(DISMISS,  "比对有误结案", "closes it as a wrong match")    \
    X(REPORTED, "自行申报",     "was reported meanwhile")        \
    X(RETURNED, "恢复户口",     "registration restored")
#define OVERDUE_MATCHES(X) /* how it was matched, Chinese, English */ \
    X(NUMBER,      "号码、姓名相符",         "number and name")                \
    X(NUMBER_ONLY, "号码相符，姓名不符",     "number, another name")           \
    X(NAME_BORN,   "姓名、出生日期相符",     "name and birth date")            \
    X(BY_HAND,     "民警发现",               "found by the officer")           \
    X(DOOR,        "入户核查多次无人",       "closed doors of the house check") \
    X(PLATE,       "登记地址无门牌",         "no plate at the address")
/* clang-format on */
enum overdue_state {
#define X(state, open, zh, en) OVERDUE_##state,
    OVERDUE_STATES(X)
#undef X
        OVERDUE_STATE_COUNT
};
enum overdue_event {
#define X(event, zh, en) OVERDUE_EVENT_##event,
    OVERDUE_EVENTS(X)
#undef X
        OVERDUE_EVENT_COUNT
};
enum overdue_match {
#define X(match, zh, en) OVERDUE_BY_##match,
    OVERDUE_MATCHES(X)
#undef X
        OVERDUE_MATCH_COUNT
};
struct overdue_word {
    const char *code, *zh, *en;
    bool open; /* of a state */
};
const struct overdue_word *overdue_state_word(enum overdue_state state);
const struct overdue_word *overdue_event_word(enum overdue_event event);
const struct overdue_word *overdue_match_word(enum overdue_match match);
/** The counts when there is none. */
enum overdue_state overdue_state_of(struct str code);
enum overdue_event overdue_event_of(struct str code);
enum overdue_match overdue_match_of(struct str code);

enum overdue_sort { OVERDUE_CANCEL, OVERDUE_POCKET, OVERDUE_SORT_COUNT };
extern const struct overdue_word overdue_sorts[OVERDUE_SORT_COUNT];
enum overdue_sort overdue_sort_of(struct str code);

/** Where a case comes from, which business ends it, and who decides. The last row of a code in
 * force counts. */
struct overdue_source {
    const char *code, *zh, *en;
    struct day begins;
    enum overdue_sort sort;
    const char *business; /* of business_kinds; NULL: by what is put forward */
    enum business_level level;
    bool listed;       /* lists are brought in */
    const char *event; /* what happened on event_on */
    const char *source;
};
extern const struct overdue_source overdue_sources[];
extern const size_t overdue_source_count;
const struct overdue_source *overdue_source_find(struct str code, struct day on);

/** What a visit found. */
struct overdue_visit {
    const char *code, *zh, *en;
    bool confirms; /* a notice may follow */
};
extern const struct overdue_visit overdue_visits[];
extern const size_t overdue_visit_count;
const struct overdue_visit *overdue_visit_of(struct str code);

/** How the notice is given, and the setting of its days, in force on the day it begins. */
struct overdue_notice {
    const char *code, *zh, *en;
    const char *setting;
    int days;
    const char *source;
};
extern const struct overdue_notice overdue_notices[];
extern const size_t overdue_notice_count;
const struct overdue_notice *overdue_notice_of(struct str code);

/* ---- the record ---- */

struct overdue_case {
    int32_t part;
    int64_t id;
    int32_t ver;
    struct str sort, source, state, matched_by;
    int64_t person, household;
    int32_t station;
    struct day born_on;
    struct str said_name, said_number;
    struct day said_born_on, event_on;
    struct str paper, place;
    int32_t list_part;
    int64_t list, line;
    struct str visit_result;
    struct day visited_on;
    struct str notice, notice_to;
    struct day notified_on, notice_until;
    int64_t proposer, decider, business; /* 0: nobody, none yet */
    struct day opened_on, due_on, closed_on;
    struct str reason;
    int64_t clerk;
};
extern const struct column overdue_columns[];
extern const size_t overdue_column_count;

/* ---- the life (pure) ---- */

/** Whom a row keeps out. */
enum overdue_eyes { OVERDUE_ANY, OVERDUE_NOT_PROPOSER };
/** What a step needs. */
enum overdue_need {
    NEEDS_CONFIRMING_VISIT = 1, /* somebody went there and found it so */
    NEEDS_NOTICE_OVER = 2,      /* the notice has run out */
    NEEDS_REASON = 4,           /* the note says why */
};
enum { BY_THE_REGISTER = RIGHT_COUNT }; /* nobody takes it: it follows from a change there */
struct overdue_move {
    enum overdue_state from;
    enum overdue_event event;
    unsigned sorts;  /* bit n: enum overdue_sort n */
    unsigned levels; /* bit n: cases that enum business_level n decides */
    enum overdue_state to;
    int takes; /* enum right, or BY_THE_REGISTER */
    enum overdue_eyes eyes;
    unsigned needs;
    const char *setting; /* days of what follows; NULL: the step sets the day, or it is over */
    int days;
    const char *source;
};
extern const struct overdue_move overdue_life[];
extern const size_t overdue_life_count;
/** Graphviz, from the rows. */
void overdue_life_dot(struct buf *dot);

/** Pure. The row this clerk takes today, by whichever right or, with `takes` below RIGHT_COUNT, by
 *  that one.
 *  OVERDUE_STEP, RIGHT_MISSING, NOT_YOUR_DESK, OWN_STEP, VISIT_FIRST, NOTICE_RUNNING */
enum refusal overdue_next(const struct overdue_case *c, enum overdue_event event, int takes,
                          const struct clerk *clerk, struct day today,
                          const struct overdue_move **move);
/** Pure. The row of a step nobody takes; NULL when there is none. */
const struct overdue_move *overdue_follows(const struct overdue_case *c, enum overdue_event event);
/** Pure. The last day on which an objection can be raised has gone by. */
bool overdue_notice_is_over(const struct overdue_case *c, struct day today);

/* ---- what is done ---- */

struct overdue_asked {
    struct str source;
    int32_t part;
    int64_t person;
    struct day event_on; /* NO_DAY: not known yet */
    struct str paper, place;
};
/** Opens a case by hand: an officer found out. Writes overdue.opened.
 *  right    MAY_KEEP_REGISTER at the person's station
 *  refuses  PERSON_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, ITEM_WRONG, PERSON_NOT_NORMAL (the
 *           registration has ended), OVERDUE_OPEN
 *  source   [G21 33] [S49] */
MUST_USE enum outcome overdue_open(struct desk *desk, const struct overdue_asked *asked,
                                   struct overdue_case *out);

/** What a search of the house check and the plates made. */
struct overdue_found {
    int64_t doors, plates, known;
};
/** Opens cases of pocket households in the clerk's reach: households whose door stayed closed as
 *  often as overdue.closed_doors says in their last round, and, to be looked at, those registered
 *  where no plate is. Safe to run again. Writes overdue.searched.
 *  right    MAY_KEEP_REGISTER
 *  source   [domain 10.2] [S8] */
MUST_USE enum outcome overdue_search(struct desk *desk, struct overdue_found *out);

struct overdue_step_asked {
    int32_t part;
    int64_t id;
    enum overdue_event event;
    int takes;                   /* the right of the desk it is done at; RIGHT_COUNT: any */
    struct str result;           /* of a visit */
    struct str notice, to;       /* of a notice: its kind; to whom, or where it is posted */
    struct business_items items; /* put forward: see overdue_step */
    struct str note;
};
/** One step; desk->expected_version is the version seen (-1: the command line may leave it out).
 *  PROPOSE freezes the person of a cancellation; its items say what the business needs: happenedOn
 *  and place where the case does not know them yet, newHeadNumber when the head leaves others
 *  behind; of a pocket household joinsNumber and relation (into the household of somebody: where
 *  they live, or a collective one), or street, door, detail, householdKind (its own, elsewhere).
 *  APPROVE ends the registration or moves the household, by the business. Writes overdue.stepped,
 *  and of the decision overdue.cancelled or overdue.cleared.
 *  right    as the row of overdue_life
 *  refuses  OVERDUE_UNKNOWN, VERSION_STALE, what overdue_next says, ITEM_MISSING, ITEM_WRONG,
 *           PERSON_FROZEN, and at PROPOSE and APPROVE what business_order_check says
 *  source   [G21 33] [S49] */
MUST_USE enum outcome overdue_step(struct desk *desk, const struct overdue_step_asked *asked,
                                   struct overdue_case *out);

/** follow row of "person.changed": a case closes when the registration ended by the ordinary way,
 * and says so when a cancelled one is restored; separations end. */
MUST_USE enum outcome overdue_follow_person(struct desk *desk, int32_t part, int64_t person,
                                            struct str body);
/** follow row of "load.undoing". refuses LOAD_IN_USE */
MUST_USE enum outcome overdue_keep_load(struct desk *desk, int32_t part, int64_t load,
                                        struct str body);

/* ---- reading ---- */

/** refuses  OVERDUE_UNKNOWN; rights are the caller's */
MUST_USE enum outcome overdue_load(struct desk *desk, int32_t part, int64_t id,
                                   struct overdue_case *out);
struct overdue_cases {
    struct overdue_case *at;
    size_t count;
    struct str next; /* cursor, or empty */
};
struct overdue_query {
    struct str state; /* OPEN, CLOSED, or one of overdue_states */
    struct str sort;  /* CANCEL, POCKET, or empty */
    struct str cursor;
    int limit;
};
/** The cases of the clerk's reach, the oldest limit first.
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING, BAD_REQUEST */
MUST_USE enum outcome overdue_list_cases(struct desk *desk, const struct overdue_query *query,
                                         struct overdue_cases *out);
/** Of the clerk's reach, for the board. */
MUST_USE enum outcome overdue_counts(struct desk *desk, int64_t *open, int64_t *late);

#endif
