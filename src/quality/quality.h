#ifndef QUALITY_QUALITY_H
#define QUALITY_QUALITY_H
/** The quality board 数据质量 [S30] [S50]: how complete, timely and correct the register is, by item and
 *  unit, against targets, day by day.
 *  (1) A figure is "so many of so many" of one station on one day, counted by one statement, kept, and
 *      shown with the text of that statement: there is no number without its query.
 *  (2) What a bureau or the city sees is the sum over its stations. A station sees itself, a bureau its
 *      stations, the city all.
 *  (3) Nothing is counted by ethnic group.
 *  (4) Targets are settings, with the day they begin; what the law fixes are the rows of
 *      quality_deadlines. */
#include "core/column.h"
#include "core/desk.h"

/* clang-format off */
#define QUALITY_MEASURES(X) /* name, statement of sql/quality.sql, higher is better, Chinese, English */ \
    X(COMPLETE,      complete,  1, "完整率：项目已填人数／登记人数",           "complete: persons of whom the item is filled in, of those registered") \
    X(ENTRY,         entries,   1, "及时率：法定期限内登记件数／应登记件数",   "timely: entered within the law's days of the event, of those with such a limit") \
    X(ENTRY_DAYS,    entries,   0, "事件至登记天数合计／件数",                 "days from the event to the entry, of so many entries") \
    X(DECISION,      decisions, 1, "按期办结件数／办结件数",                   "decided by the day due, of those decided") \
    X(DECISION_DAYS, decisions, 0, "受理至办结天数合计／件数",                 "days from the counter to the decision, of so many") \
    X(FINDINGS,      findings,  0, "未办存疑／登记人数",                       "open findings, of the persons registered") \
    X(AGE,           ages,      0, "未办存疑按已开天数",                       "open findings by the days they are open") \
    X(OLD,           ages,      0, "超过目标天数的未办存疑／未办存疑",         "findings open beyond the days of the target, of those open")
/* clang-format on */
enum quality_measure {
#define X(name, statement, better, zh, en) QUALITY_##name,
    QUALITY_MEASURES(X)
#undef X
        QUALITY_MEASURE_COUNT
};
struct quality_measure_text {
    const char *code;
    int higher_is_better;
    const char *query; /* the statement that counts it */
    const char *zh, *en;
};
const struct quality_measure_text *quality_measure_text(enum quality_measure measure);
/** The text of that statement. */
const char *quality_measure_sql(enum quality_measure measure);

/** Days the law gives from the event to the entry; the last row of a kind that has begun counts. */
struct quality_deadline {
    const char *kind; /* of business */
    struct day begins;
    int days;
    const char *source;
};
extern const struct quality_deadline quality_deadlines[];
extern const size_t quality_deadline_count;
/** Pure. -1: the law names none for the kind on that day. */
int quality_days_allowed(struct str kind, struct day on);

/** A figure with its words. */
struct quality_figure {
    enum quality_measure measure;
    struct str item;
    struct str zh, en; /* of the item */
    int64_t good, total;
};
struct quality_figures {
    const struct quality_figure *at;
    size_t count;
};

/** Figures counted and not yet kept; in the arena. */
struct value;
struct quality_counted {
    struct value *values;
    size_t count, figures;
};
/** Counts everything within the clerk's reach at one moment: a second for a million persons, in which
 * clerks go on writing.
 *  right    MAY_KEEP_REGISTER */
MUST_USE enum outcome quality_count(struct desk *desk, struct quality_counted *out);
/** Keeps them under today, in place of what was counted today before.
 *  right    MAY_KEEP_REGISTER
 *  journal  `quality.measured` {figures} */
MUST_USE enum outcome quality_keep(struct desk *desk, const struct quality_counted *counted);

/** The sums a line of the board shows: of a unit, or of a day. */
struct quality_line {
    int32_t unit;                      /* of a day 0 */
    struct day day;                    /* of a unit NO_DAY */
    int64_t persons, filled, fillable; /* fillable: persons times items */
    int64_t timely, timely_of, decided, decided_of;
    int64_t open, old; /* findings; those open longer than the target */
};
extern const struct column quality_line_columns[];
extern const size_t quality_line_column_count;
struct quality_lines {
    const struct quality_line *at;
    size_t count;
};

/** Of ten thousand; of a hundred thousand persons; days. */
struct quality_targets {
    int64_t complete, timely, density, age;
};

struct quality_board {
    int32_t unit;
    struct day day; /* of the last measuring; NO_DAY: none yet, and everything is empty */
    struct quality_targets targets;
    struct quality_line sum;
    struct quality_figures figures; /* by measure and item */
    struct quality_lines units;     /* one step below */
    struct quality_lines trend;     /* of the last 90 days, the oldest first */
};
enum { QUALITY_TREND_DAYS = 90, QUALITY_PERIOD_DAYS = 365 };
/** The board of a unit within reach; 0: the clerk's own.
 *  right    none: figures name nobody
 *  refuses  NOT_YOUR_DESK, UNIT_UNKNOWN */
MUST_USE enum outcome quality_board_read(struct desk *desk, int32_t unit,
                                         struct quality_board *out);

/** That nothing is open in a precinct [S47]. */
struct quality_clearance {
    int32_t unit;
    struct day measured_on;
    int64_t persons, findings, cases; /* open ones */
    int64_t righted, by_evidence, cases_closed;
};
/** What the certificate says, or would say.
 *  right    MAY_SEE_PERSONS at the unit
 *  refuses  UNIT_UNKNOWN, QUALITY_NOT_MEASURED (no measuring of today), QUALITY_NOT_CLEAR with how many
 *           are open */
MUST_USE enum outcome quality_clearance_read(struct desk *desk, int32_t unit,
                                             struct quality_clearance *out);

#endif
