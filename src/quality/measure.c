#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "quality/quality_store.h"
#include "sql/quality.h"

static const struct {
    struct quality_measure_text text;
    const struct statement *statement;
} measures[QUALITY_MEASURE_COUNT] = {
#define X(name, statement, better, zh, en)                                                         \
    [QUALITY_##name] = { { #name, better, "quality_" #statement, zh, en }, &Q_quality_##statement },
    QUALITY_MEASURES(X)
#undef X
};

const struct quality_measure_text *quality_measure_text(enum quality_measure measure)
{
    ASSERT(measure < QUALITY_MEASURE_COUNT);
    return &measures[measure].text;
}

const char *quality_measure_sql(enum quality_measure measure)
{
    ASSERT(measure < QUALITY_MEASURE_COUNT);
    return measures[measure].statement->text;
}

/* clang-format off */
/** Columns of quality_complete behind station and persons. */
const struct quality_item quality_items[] = {
    { "number",      "公民身份号码", "citizen number" },
    { "sex",         "性别",         "sex" },
    { "bornOn",      "出生日期",     "birth date" },
    { "relation",    "与户主关系",   "relation to the head" },
    { "nativePlace", "籍贯",         "native place" },
    { "education",   "文化程度",     "education" },
    { "marital",     "婚姻状况",     "marital status" },
    { "movedInOn",   "迁入日期",     "moved in on" },
    { "address",     "住址",         "address" },
};
const size_t quality_item_count = COUNT(quality_items);
const struct quality_item quality_ages[] = {
    { "7", "七日以内", "up to 7 days" },   { "30", "八至三十日", "8 to 30 days" },
    { "90", "三十一至九十日", "31 to 90 days" }, { "999", "九十日以上", "more than 90 days" },
};
const size_t quality_age_count = COUNT(quality_ages);
/* clang-format on */

/** The figures of a measuring, as the values of quality_keep. */
struct measuring {
    struct desk *desk;
    int32_t from, to;
    struct value *values;
    size_t count, room;
    struct station_persons {
        int32_t station;
        int64_t persons;
    } * persons; /* by station */
    size_t stations;
};

enum { VALUES = 6 };

static void keep(struct measuring *m, int32_t station, enum quality_measure measure,
                 struct str item, int64_t good, int64_t total)
{
    if (m->count + VALUES > m->room) {
        size_t room = m->room ? m->room * 2 : 4096;
        struct value *values = NEW_ARRAY(m->desk->arena, struct value, room);
        if (m->count)
            memcpy(values, m->values, m->count * sizeof *values);
        m->values = values;
        m->room = room;
    }
    const struct value row[VALUES] = {
        v_int(station), v_day(m->desk->today), v_lit(measures[measure].text.code),
        v_text(item),   v_int(good),           v_int(total)
    };
    memcpy(m->values + m->count, row, sizeof row);
    m->count += VALUES;
}

static int64_t persons_of(const struct measuring *m, int32_t station)
{
    for (size_t i = 0; i < m->stations; i++)
        if (m->persons[i].station == station)
            return m->persons[i].persons;
    return 0;
}

static enum outcome count_items(struct measuring *m)
{
    struct rows rows;
    TRY(db_list(m->desk, &Q_quality_complete, WITH(v_int(m->from), v_int(m->to)), &rows));
    m->persons = NEW_ARRAY(m->desk->arena, struct station_persons, rows.count + 1);
    m->stations = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        int32_t station = (int32_t)row_int(row, 0);
        m->persons[i] = (struct station_persons){ station, row_int(row, 1) };
        for (size_t item = 0; item < quality_item_count; item++)
            keep(m, station, QUALITY_COMPLETE, str_of(quality_items[item].code),
                 row_int(row, 2 + item), row_int(row, 1));
    }
    return DONE;
}

/** A station without persons has no density, and its findings count all the same. */
static enum outcome count_findings(struct measuring *m)
{
    struct rows rows;
    TRY(db_list(m->desk, &Q_quality_findings, WITH(v_int(m->from), v_int(m->to)), &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        int32_t station = (int32_t)row_int(row, 0);
        keep(m, station, QUALITY_FINDINGS, row_text(row, 1), row_int(row, 2),
             persons_of(m, station));
    }
    return DONE;
}

static enum outcome count_ages(struct measuring *m)
{
    struct rows rows;
    int32_t today = m->desk->today.n;
    TRY(db_list(m->desk, &Q_quality_ages,
                WITH(v_int(m->from), v_int(m->to), v_int(today - 7), v_int(today - 30),
                     v_int(today - 90), v_int(today - quality_targets(m->desk).age)),
                &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        struct str age = arena_printf(m->desk->arena, "%d", (int)row_int(row, 1));
        keep(m, (int32_t)row_int(row, 0), QUALITY_AGE, age, row_int(row, 2), row_int(row, 2));
        keep(m, (int32_t)row_int(row, 0), QUALITY_OLD, age, row_int(row, 3), row_int(row, 2));
    }
    return DONE;
}

/** Rows of one station and kind stand together, by the days they took. */
struct kind_sum {
    int32_t station;
    struct str kind;
    int64_t timely, limited, days, count;
};

static void keep_kind(struct measuring *m, const struct kind_sum *sum)
{
    if (sum->limited)
        keep(m, sum->station, QUALITY_ENTRY, sum->kind, sum->timely, sum->limited);
    if (sum->count)
        keep(m, sum->station, QUALITY_ENTRY_DAYS, sum->kind, sum->days, sum->count);
}

static enum outcome count_entries(struct measuring *m)
{
    struct rows rows;
    struct kind_sum sum = { 0 };
    int32_t today = m->desk->today.n;
    TRY(db_list(
        m->desk, &Q_quality_entries,
        WITH(v_int(m->from), v_int(m->to), v_int(today - QUALITY_PERIOD_DAYS), v_int(today)),
        &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        int32_t station = (int32_t)row_int(row, 0);
        int64_t days = row_int(row, 2), count = row_int(row, 3);
        int allowed = quality_days_allowed(row_text(row, 1), m->desk->today);
        if (station != sum.station || !str_eq(row_text(row, 1), sum.kind)) {
            keep_kind(m, &sum);
            sum = (struct kind_sum){ .station = station, .kind = row_text(row, 1) };
        }
        sum.count += count;
        sum.days += days * count;
        sum.limited += allowed >= 0 ? count : 0;
        sum.timely += allowed >= 0 && days <= allowed ? count : 0;
    }
    keep_kind(m, &sum);
    return DONE;
}

static enum outcome count_decisions(struct measuring *m)
{
    struct rows rows;
    int32_t today = m->desk->today.n;
    TRY(db_list(
        m->desk, &Q_quality_decisions,
        WITH(v_int(m->from), v_int(m->to), v_int(today - QUALITY_PERIOD_DAYS), v_int(today)),
        &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        int32_t station = (int32_t)row_int(row, 0);
        keep(m, station, QUALITY_DECISION, row_text(row, 1), row_int(row, 3), row_int(row, 2));
        keep(m, station, QUALITY_DECISION_DAYS, row_text(row, 1), row_int(row, 4), row_int(row, 2));
    }
    return DONE;
}

/** All of it at one moment, while clerks go on writing. */
static enum outcome count_all(struct measuring *m)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_look(m->desk, &tx));
    TRY(count_items(m));
    TRY(count_findings(m));
    TRY(count_ages(m));
    TRY(count_entries(m));
    TRY(count_decisions(m));
    return tx_commit(&tx);
}

static struct measuring measuring_of(struct desk *desk)
{
    return (struct measuring){ .desk = desk,
                               .from = desk->clerk.reach_from,
                               .to = desk->clerk.reach_to };
}

enum outcome quality_count(struct desk *desk, struct quality_counted *out)
{
    struct measuring m = measuring_of(desk);
    TRY(may(desk, MAY_KEEP_REGISTER, desk->clerk.unit));
    TRY(count_all(&m));
    *out = (struct quality_counted){ m.values, m.count, m.count / VALUES };
    return DONE;
}

enum outcome quality_keep(struct desk *desk, const struct quality_counted *counted)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    const struct measuring m = measuring_of(desk);
    TRY(may(desk, MAY_KEEP_REGISTER, desk->clerk.unit));
    json_open(&body, '{');
    json_field_int(&body, "figures", (int64_t)counted->figures);
    json_close(&body, '}');
    TRY(tx_open(desk, &tx));
    TRY(db_change(desk, &Q_quality_forget, REFUSAL_NONE,
                  WITH(v_int(m.from), v_int(m.to), v_day(desk->today))));
    TRY(db_insert_rows(desk, &Q_quality_keep, (struct values){ counted->values, counted->count }));
    TRY(journal(desk, "quality.measured", desk->clerk.unit, 0, buf_str(&body)));
    return tx_commit(&tx);
}
