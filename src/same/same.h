#ifndef SAME_SAME_H
#define SAME_SAME_H
/** Probable same persons 疑似重户 over the live register: who may be registered twice, and what people
 *  decide about it [S9] [S24] [domain 10.2].
 *  (1) The register is compared with itself only inside a check whose purpose was put forward by one
 *      and decided by another, or for a conflict that is open; the desk names it. Nothing else is a
 *      reason: no profiling [G21 88] [design 8].
 *  (2) A run sees the persons of its unit and of the units below, and nobody else. A run for a
 *      conflict keeps pairs with one of its two persons only.
 *  (3) A pair stands once for every two registrations. What somebody decided is not asked again by
 *      the next run; a pair that waits and is no longer shown is gone, and back when shown again.
 *  (4) Decisions are records that nobody edits; taking one back is a decision of its own.
 *  (5) A decision cancels nobody: one person twice opens the conflict desk, or the business that
 *      cancels one registration, each with its own approvals.
 *  (6) A pair is the work of the lowest unit above both registrations, and whoever looks at it
 *      reaches both. */
#include "base/buf.h"
#include "core/column.h"
#include "core/desk.h"

/* clang-format off */
#define SAME_CHECK_STATES(X) /* state, Chinese, English */ \
    X(ASKED,   "待批准", "to be decided")     \
    X(DECIDED, "已批准", "decided")           \
    X(REFUSED, "未批准", "refused")           \
    X(CLOSED,  "已结束", "closed")
#define SAME_PAIR_STATES(X) \
    X(OPEN,      "待核",       "to be decided")                  \
    X(SAME,      "同一人",     "one person")                     \
    X(DIFFERENT, "不是同一人", "two persons")                    \
    X(UNKNOWN,   "暂不能定",   "not known")                      \
    X(GONE,      "已不成立",   "no longer shown by the register")
#define SAME_VERDICTS(X) \
    X(SAME,      "同一人",     "one person")   \
    X(DIFFERENT, "不是同一人", "two persons")  \
    X(UNKNOWN,   "暂不能定",   "not known")    \
    X(UNDONE,    "撤回裁定",   "decision taken back")
#define SAME_GROUNDS(X) /* why the register may be compared with itself; source */ \
    X(TIDYING,      "户口整顿",         "tidying of the register",             "[S9] [G21 88]")  \
    X(BEFORE_CARDS, "换发证前人口核查", "check before cards are made",         "[S8] [S9]")      \
    X(HOUSE_CHECK,  "入户核查反映",     "told by the house check",             "[S8]")           \
    X(COMPLAINT,    "群众反映或举报",   "told by residents",                   "[S47]")          \
    X(ORDER,        "上级部署",         "ordered from above",                  "[S9]")
/* clang-format on */
struct same_word {
    const char *code, *zh, *en;
};
extern const struct same_word same_grounds[];
extern const size_t same_ground_count;
/** Words of a stored code. */
struct same_word same_check_word(struct str state);
struct same_word same_pair_word(struct str state);
struct same_word same_verdict_word(struct str verdict);
/** NULL when there is no such ground. */
const struct same_word *same_ground(struct str code);

/* ---- checks ---- */

struct same_check {
    int32_t part; /* the unit it is about */
    int64_t id;
    int32_t ver;
    struct str ground, purpose, state;
    int64_t asked_by;
    struct day asked_on;
    int64_t decided_by;
    struct day decided_on;
    struct str note;
    struct day ends_on, closed_on;
};
extern const struct column same_check_columns[];
extern const size_t same_check_column_count;

/** Reading only; no right is asked.  refuses  SAME_CHECK_UNKNOWN */
MUST_USE enum outcome same_check_load(struct desk *desk, int32_t part, int64_t id,
                                      struct same_check *out);

struct same_check_asked {
    int32_t unit;
    struct str ground, purpose;
};
/** Puts a check forward. Writes `same_check.asked`.
 *  unit     whose register is to be compared, with those below
 *  purpose  in words, 6 to 200 characters; it is the purpose of every entry of its runs
 *  right    MAY_SETTLE_NUMBERS at the unit
 *  refuses  UNIT_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, ITEM_WRONG */
MUST_USE enum outcome same_check_ask(struct desk *desk, const struct same_check_asked *asked,
                                     struct same_check *out);
/** Decides its purpose, or refuses it; then it holds for the days of `same_check.days`. Writes
 *  `same_check.decided`. desk->expected_version is the one the clerk saw.
 *  right    MAY_DECIDE_CITY at the unit
 *  refuses  SAME_CHECK_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, VERSION_REQUIRED, VERSION_STALE,
 *           OWN_STEP (who asked does not decide), SAME_CHECK_STATE, DECISION_REASON (of a refusal) */
struct same_check_verdict {
    int32_t part;
    int64_t id;
    int good;
    struct str note;
};
MUST_USE enum outcome same_check_decide(struct desk *desk, const struct same_check_verdict *verdict,
                                        struct same_check *out);
/** No more runs. Writes `same_check.closed`.
 *  right    MAY_SETTLE_NUMBERS at the unit
 *  refuses  SAME_CHECK_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, VERSION_REQUIRED, VERSION_STALE,
 *           SAME_CHECK_STATE */
MUST_USE enum outcome same_check_close(struct desk *desk, int32_t part, int64_t id,
                                       struct same_check *out);
struct same_checks {
    struct same_check *at;
    size_t count;
    struct str next; /* cursor, or empty */
};
/** Of the clerk's reach, the newest first.
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING, BAD_REQUEST */
MUST_USE enum outcome same_checks_list(struct desk *desk, struct str cursor, int limit,
                                       struct same_checks *out);

/* ---- runs ---- */

struct link_run {
    int32_t part;
    int64_t id;
    int32_t ver;
    struct str of_kind; /* CHECK, CASE */
    int32_t of_part;
    int64_t of_id;
    struct str spec;
    int64_t clerk;
    struct str state; /* RUNNING, DONE, BROKEN */
    int64_t began, ended;
    int64_t persons, candidates, found, fresh, settled, gone;
    int64_t threshold, expected_precision, expected_recall; /* in millionths */
};
extern const struct column link_run_columns[];
extern const size_t link_run_column_count;
struct link_runs {
    struct link_run *at;
    size_t count;
    struct str next;
};
/** Of the clerk's reach, the newest first. They name nobody.
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING, BAD_REQUEST */
MUST_USE enum outcome link_runs_list(struct desk *desk, struct str cursor, int limit,
                                     struct link_runs *out);

#define LINK_RUN_HEADINGS "left,right,probability,state\n"
struct live_order {
    struct str of_kind; /* CHECK or CASE, or empty: then it is refused */
    int32_t part;       /* of the check or the conflict */
    int64_t id;
    int64_t (*clock)(void); /* when it ended, as the face reads it; NULL: the desk's instant */
    void *self;
    /** The pairs found, as CSV with LINK_RUN_HEADINGS: 原编号 where there is one, else part-id. NULL:
     * nobody reads them. */
    void (*lines)(void *self, struct str csv);
};
/** Compares the live register with itself and keeps what is new: the engine of link/, with the spec
 *  in force (live_spec.h). Writes `link_run.began` before anybody is looked at, `same_pair.kept` for
 *  each two thousand pairs, and `link_run.ended`; each is a commit of its own, so that clerks go on
 *  working. The entries have the check's purpose.
 *  right    MAY_SETTLE_NUMBERS at the check's unit, or at a side of the conflict
 *  refuses  SAME_NOT_DECIDED (nothing named; the check is not decided, over or closed; the conflict
 *           is closed), SAME_CHECK_UNKNOWN, CONFLICT_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK,
 *           LINK_TOO_WIDE */
MUST_USE enum outcome link_live(struct desk *desk, const struct live_order *order,
                                struct link_run *out);

/* ---- pairs ---- */

struct same_pair {
    int32_t part;
    int64_t id;
    int32_t ver;
    int64_t person; /* side 1 */
    int32_t station;
    int32_t other_part; /* side 2 */
    int64_t other_person;
    int32_t other_station;
    int32_t unit; /* whose work it is */
    int32_t run_part;
    int64_t run;
    int64_t doubt; /* in millionths, that it is not one person */
    struct str levels;
    int64_t cluster, cluster_size;
    struct str state;
    int32_t ending; /* of SAME: the side to be cancelled, or 0 */
    int waiting;    /* for its station to take that in */
    struct day opened_on, closed_on;
};
extern const struct column same_pair_columns[];
extern const size_t same_pair_column_count;

/** Reading only; no right is asked.  refuses  SAME_PAIR_UNKNOWN */
MUST_USE enum outcome same_pair_load(struct desk *desk, int32_t part, int64_t id,
                                     struct same_pair *out);

struct same_decision {
    int32_t n;
    struct str verdict;
    int64_t undoes;
    struct str reason;
    int32_t unit;
    int64_t clerk, instant;
};
struct same_decisions {
    struct same_decision *at;
    size_t count;
};
struct same_follow {
    int32_t n;
    struct str kind; /* CONFLICT, CANCEL */
    int32_t to_part;
    int64_t to_id;
    int64_t clerk, instant;
};
struct same_follows {
    struct same_follow *at;
    size_t count;
};

/** A row of a list: names masked, the records are a look of their own. */
struct same_pair_row {
    struct same_pair pair;
    struct str names[2];
    int32_t born_year[2]; /* 0 unknown */
};
struct same_pairs {
    struct same_pair_row *at;
    size_t count;
    struct str next;
};
/** The queue of one state, the likeliest first; the clerk's own work, no entry.
 *  right    MAY_SETTLE_NUMBERS
 *  refuses  RIGHT_MISSING, BAD_REQUEST */
MUST_USE enum outcome same_pairs_list(struct desk *desk, struct str state, struct str cursor,
                                      int limit, struct same_pairs *out);
/** Where one registration is to be cancelled and lies in the clerk's reach.
 *  right    MAY_KEEP_REGISTER
 *  refuses  RIGHT_MISSING, BAD_REQUEST */
MUST_USE enum outcome same_pairs_waiting(struct desk *desk, struct str cursor, int limit,
                                         struct same_pairs *out);
struct same_pair_count {
    struct str state;
    int64_t count;
    struct day oldest;
};
/** By state, of the clerk's reach. right  none: figures name nobody */
MUST_USE enum outcome same_pair_counts(struct desk *desk, struct same_pair_count **out,
                                       size_t *count);

/* ---- what is decided ---- */

struct same_verdict {
    int32_t part;
    int64_t id;
    struct str verdict; /* SAME, DIFFERENT, UNKNOWN */
    struct str reason;  /* 2 to 200 characters; it goes into the record */
    struct str way; /* of SAME: CONFLICT opens the conflict desk, CANCEL sends it to the station */
    int64_t ending; /* of CANCEL: which registration is to end, 1 or 2 */
};
/** Decides a pair that waits or was left open as not known. SAME by way of CONFLICT opens the conflict
 *  ONE_PERSON in the same transaction. Writes `same_pair.decided`.
 *  desk->expected_version is the version the clerk saw
 *  right    MAY_SETTLE_NUMBERS at the pair's unit
 *  refuses  SAME_PAIR_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED, VERSION_REQUIRED,
 *           VERSION_STALE, SAME_PAIR_STATE, ITEM_WRONG, ITEM_MISSING (reason), and what conflict_open
 *           refuses */
MUST_USE enum outcome same_pair_decide(struct desk *desk, const struct same_verdict *verdict,
                                       struct same_pair *out);
/** Takes the last decision back: the pair waits again. Writes `same_pair.undone`.
 *  right    MAY_SETTLE_NUMBERS at the pair's unit, in the unit of who decided or one above
 *  refuses  as same_pair_decide, and SAME_FOLLOWED (what the decision opened is under way or done) */
MUST_USE enum outcome same_pair_undo(struct desk *desk, int32_t part, int64_t id, struct str reason,
                                     struct same_pair *out);

struct same_cancel {
    int32_t part; /* the pair */
    int64_t id;
    struct str papers; /* codes of business_papers, by blanks */
    struct str applicant, applicant_relation, phone;
    struct str new_head; /* number, where the household loses its head */
};
/** The station takes in the business `delete` of the registration that is to end; county and city
 *  decide it, never who took it in. Writes `business.opened` and `same_pair.followed`.
 *  right    MAY_KEEP_REGISTER at the station of that registration
 *  refuses  SAME_PAIR_UNKNOWN, VERSION_REQUIRED, VERSION_STALE, SAME_PAIR_STATE, and what business_open
 *           refuses */
MUST_USE enum outcome same_pair_cancel(struct desk *desk, const struct same_cancel *cancel,
                                       struct same_pair *out);

/** follow row of "load.undoing": persons in a pair stay. refuses LOAD_IN_USE */
MUST_USE enum outcome same_keep_load(struct desk *desk, int32_t part, int64_t load,
                                     struct str body);

#endif
