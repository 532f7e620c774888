#include "business/business.h"
#include "db/db.h"
#include "office/office.h"
#include "office/unit.h"
#include "quality/quality_store.h"
#include "register/finding_kind.h"
#include "sql/quality.h"

/* clang-format off */
const struct column quality_line_columns[] = {
    COLUMN(quality_line, unit,       "unit",      KIND_INT32, "单位",         "Unit"),
    COLUMN(quality_line, day,        "day",       KIND_DAY,   "日期",         "Day"),
    COLUMN(quality_line, persons,    "persons",   KIND_INT,   "登记人数",     "Persons"),
    COLUMN(quality_line, filled,     "filled",    KIND_INT,   "已填项",       "Items filled in"),
    COLUMN(quality_line, fillable,   "fillable",  KIND_INT,   "应填项",       "Items"),
    COLUMN(quality_line, timely,     "timely",    KIND_INT,   "及时登记",     "Entered in time"),
    COLUMN(quality_line, timely_of,  "timelyOf",  KIND_INT,   "有期限登记",   "Entries with a limit"),
    COLUMN(quality_line, decided,    "decided",   KIND_INT,   "按期办结",     "Decided in time"),
    COLUMN(quality_line, decided_of, "decidedOf", KIND_INT,   "办结",         "Decided"),
    COLUMN(quality_line, open,       "open",      KIND_INT,   "未办存疑",     "Open findings"),
    COLUMN(quality_line, old,        "old",       KIND_INT,   "超过目标天数", "Open beyond the target"),
};
/* clang-format on */
const size_t quality_line_column_count = COUNT(quality_line_columns);

/* ---- targets ---- */

struct quality_targets quality_targets(struct desk *desk)
{
    enum { COMPLETE = 9900, TIMELY = 9500, DENSITY = 800, AGE = 30 };
    return (struct quality_targets){
        .complete = setting(desk, "quality.complete", COMPLETE),
        .timely = setting(desk, "quality.timely", TIMELY),
        .density = setting(desk, "quality.density", DENSITY),
        .age = setting(desk, "quality.age_days", AGE),
    };
}

/* ---- lines ---- */

static void add_figure(struct quality_line *line, struct str measure, int64_t good, int64_t total)
{
    const struct {
        enum quality_measure measure;
        int64_t *good, *total;
    } places[] = {
        { QUALITY_COMPLETE, &line->filled, &line->fillable },
        { QUALITY_ENTRY, &line->timely, &line->timely_of },
        { QUALITY_DECISION, &line->decided, &line->decided_of },
        { QUALITY_OLD, &line->old, &line->open },
    };
    for (size_t i = 0; i < COUNT(places); i++)
        if (str_is(measure, quality_measure_text(places[i].measure)->code)) {
            *places[i].good += good;
            *places[i].total += total;
        }
    line->persons = line->fillable / (int64_t)quality_item_count;
}

/** unit or day, measure, good, total: a line ends where the first column changes. */
static struct quality_lines lines_of(struct desk *desk, const struct rows *rows, bool by_day,
                                     int32_t (*fold)(int32_t unit))
{
    struct quality_line *at = NEW_ARRAY(desk->arena, struct quality_line, rows->count + 1);
    size_t count = 0;
    int32_t last = -1;
    for (size_t i = 0; i < rows->count; i++) {
        struct row row = rows_at(rows, i);
        int32_t key = (int32_t)row_int(row, 0);
        key = fold ? fold(key) : key;
        if (!count || key != last)
            at[count++] = (struct quality_line){ .unit = by_day ? 0 : key,
                                                 .day = { by_day ? key : NO_DAY_N } };
        last = key;
        add_figure(&at[count - 1], row_text(row, 1), row_int(row, 2), row_int(row, 3));
    }
    return (struct quality_lines){ at, count };
}

/* ---- figures with words ---- */

static bool word_of(const struct quality_item *items, size_t count, struct quality_figure *f)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(f->item, items[i].code)) {
            f->zh = str_of(items[i].zh);
            f->en = str_of(items[i].en);
            return true;
        }
    return false;
}

static void put_words(struct desk *desk, struct quality_figure *f)
{
    const struct finding_kind_row *kind = finding_kind_of(f->item);
    const struct business_kind *business = business_kind_find(f->item, desk->today);
    f->zh = f->en = f->item;
    if (word_of(quality_items, quality_item_count, f) ||
        word_of(quality_ages, quality_age_count, f))
        return;
    if (kind) {
        f->zh = str_of(kind->zh);
        f->en = str_of(kind->en);
    } else if (business) {
        f->zh = str_of(business->zh);
        f->en = str_of(business->en);
    }
}

static enum quality_measure measure_of(struct str code)
{
    int m = 0;
    while (m < QUALITY_MEASURE_COUNT &&
           !str_is(code, quality_measure_text((enum quality_measure)m)->code))
        m++;
    return (enum quality_measure)m;
}

/** In the order of the measures; a kind of finding is of all persons, not of those of the stations
 * that have it. */
static void read_figures(struct desk *desk, const struct rows *rows, int64_t persons,
                         struct quality_figures *out)
{
    struct quality_figure *at = NEW_ARRAY(desk->arena, struct quality_figure, rows->count + 1);
    size_t count = 0;
    for (int m = 0; m < QUALITY_MEASURE_COUNT; m++)
        for (size_t i = 0; i < rows->count; i++) {
            struct row row = rows_at(rows, i);
            if (measure_of(row_text(row, 0)) != (enum quality_measure)m)
                continue;
            struct quality_figure *f = &at[count++];
            *f = (struct quality_figure){ .measure = (enum quality_measure)m,
                                          .item = row_text(row, 1),
                                          .good = row_int(row, 2),
                                          .total =
                                              m == QUALITY_FINDINGS ? persons : row_int(row, 3) };
            put_words(desk, f);
        }
    *out = (struct quality_figures){ at, count };
}

/* ---- the board ---- */

/** The city by bureaus, a bureau by stations; a station is itself. */
static bool is_city(const struct unit *unit)
{
    enum { A_BUREAU = 1000 };
    return unit->reach_to - unit->reach_from >= A_BUREAU;
}

static enum outcome read_days(struct desk *desk, const struct unit *u, struct quality_board *out)
{
    struct rows rows;
    struct value from = v_int(u->reach_from), to = v_int(u->reach_to), day = v_day(out->day);
    TRY(db_list(desk, &Q_quality_units, WITH(from, to, day), &rows));
    out->units = lines_of(desk, &rows, false, is_city(u) ? unit_bureau : NULL);
    for (size_t i = 0; i < rows.count; i++)
        add_figure(&out->sum, row_text(rows_at(&rows, i), 1), row_int(rows_at(&rows, i), 2),
                   row_int(rows_at(&rows, i), 3));
    TRY(db_list(desk, &Q_quality_items, WITH(from, to, day), &rows));
    read_figures(desk, &rows, out->sum.persons, &out->figures);
    TRY(db_list(desk, &Q_quality_trend, WITH(from, to, v_int(out->day.n - QUALITY_TREND_DAYS), day),
                &rows));
    out->trend = lines_of(desk, &rows, true, NULL);
    return DONE;
}

static enum outcome last_day(struct desk *desk, const struct unit *u, struct day *out)
{
    struct row row;
    TRY(db_find(desk, &Q_quality_last_day,
                WITH(v_int(u->reach_from), v_int(u->reach_to), v_day(desk->today)), &row));
    *out = row_day(row, 0);
    return DONE;
}

enum outcome quality_board_read(struct desk *desk, int32_t unit, struct quality_board *out)
{
    SCOPED(tx) tx = { 0 };
    struct unit u;
    struct quality_board board = { .unit = unit ? unit : desk->clerk.unit };
    if (!clerk_reaches(&desk->clerk, board.unit))
        return refuse(desk, NO_NOT_YOUR_DESK);
    TRY(tx_look(desk, &tx));
    TRY(unit_load(desk, board.unit, &u));
    board.targets = quality_targets(desk);
    board.sum = (struct quality_line){ .unit = board.unit, .day = { NO_DAY_N } };
    TRY(last_day(desk, &u, &board.day));
    if (day_is(board.day))
        TRY(read_days(desk, &u, &board));
    *out = board;
    return tx_commit(&tx);
}

/* ---- nothing open ---- */

enum outcome quality_clearance_read(struct desk *desk, int32_t unit, struct quality_clearance *out)
{
    struct unit u;
    struct row row;
    struct quality_clearance c = { .unit = unit };
    TRY(may(desk, MAY_SEE_PERSONS, unit));
    TRY(unit_load(desk, unit, &u));
    TRY(last_day(desk, &u, &c.measured_on));
    TRY(db_find(desk, &Q_quality_clearance, WITH(v_int(u.reach_from), v_int(u.reach_to)), &row));
    c.findings = row_int(row, 0);
    c.cases = row_int(row, 1);
    c.persons = row_int(row, 2);
    c.righted = row_int(row, 3);
    c.by_evidence = row_int(row, 4);
    c.cases_closed = row_int(row, 5);
    if (c.measured_on.n != desk->today.n)
        return refuse(desk, NO_QUALITY_NOT_MEASURED);
    if (c.findings || c.cases)
        return refuse_at(desk, NO_QUALITY_NOT_CLEAR, "", "%lld", (long long)(c.findings + c.cases));
    *out = c;
    return DONE;
}
