#include "base/utf8.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/cursor.h"
#include "register/finding.h"
#include "register/noted.h"
#include "register/person.h"
#include "sql/register.h"

/* clang-format off */
const struct column finding_columns[] = {
    COLUMN(finding, part,         "part",        KIND_INT32, "首登单位", "Part"),
    COLUMN(finding, id,           "id",          KIND_ID,    "存疑标识", "Id"),
    COLUMN(finding, ver,          "ver",         KIND_INT32, "版本",     "Version"),
    COLUMN(finding, kind,         "kind",        KIND_TEXT,  "类别",     "Kind"),
    COLUMN(finding, severity,     "severity",    KIND_TEXT,  "程度",     "Severity"),
    COLUMN(finding, person,       "person",      KIND_ID,    "人员标识", "Person"),
    COLUMN(finding, household,    "household",   KIND_ID,    "户标识",   "Household"),
    COLUMN(finding, other_part,   "otherPart",   KIND_INT32, "对方首登单位", "Other part"),
    COLUMN(finding, other_person, "otherPerson", KIND_ID,    "对方人员", "Other person"),
    COLUMN(finding, field,        "field",       KIND_TEXT,  "项目",     "Item"),
    COLUMN(finding, detail,       "detail",      KIND_TEXT,  "情况",     "Detail"),
    COLUMN(finding, station,      "station",     KIND_INT32, "派出所",   "Station"),
    COLUMN(finding, unit,         "unit",        KIND_INT32, "责任单位", "Owner"),
    COLUMN(finding, state,        "state",       KIND_TEXT,  "状态",     "State"),
    COLUMN(finding, opened_on,    "openedOn",    KIND_DAY,   "发现日期", "Opened on"),
    COLUMN(finding, closed_on,    "closedOn",    KIND_DAY,   "办结日期", "Closed on"),
    COLUMN(finding, reason,       "reason",      KIND_TEXT,  "依据",     "Evidence"),
    COLUMN(finding, clerk,        "clerk",       KIND_ID,    "办理人",   "Clerk"),
};
const size_t finding_column_count = COUNT(finding_columns);
const struct column finding_count_columns[] = {
    COLUMN(finding_count, kind,     "kind",     KIND_TEXT, "类别",     "Kind"),
    COLUMN(finding_count, severity, "severity", KIND_TEXT, "程度",     "Severity"),
    COLUMN(finding_count, count,    "count",    KIND_INT,  "未办",     "Open"),
    COLUMN(finding_count, oldest,   "oldest",   KIND_DAY,  "最早发现", "Oldest"),
};
const size_t finding_count_column_count = COUNT(finding_count_columns);
/* clang-format on */

enum { PAGE_MAX = 200, REASON_MIN = 4, REASON_MAX = 200 };

/* ---- reading ---- */

static bool is_state(struct str state)
{
    return str_is(state, "OPEN") || str_is(state, "RIGHTED") || str_is(state, "EVIDENCE");
}

static void read_row(struct desk *desk, struct row row, struct finding_row *out)
{
    *out = (struct finding_row){ 0 };
    row_read(row, finding_columns, finding_column_count, &out->finding);
    out->name = name_masked(desk->arena, row_text(row, finding_column_count));
    out->legacy = row_text(row, finding_column_count + 1);
}

/** One more than asked tells whether there is a next page. */
static void read_page(struct desk *desk, const struct rows *rows, int limit, struct findings *out)
{
    size_t shown = rows->count > (size_t)limit ? (size_t)limit : rows->count;
    *out = (struct findings){ NEW_ARRAY(desk->arena, struct finding_row, shown), shown, NO_STR };
    for (size_t i = 0; i < shown; i++)
        read_row(desk, rows_at(rows, i), &out->at[i]);
    if (rows->count <= (size_t)limit)
        return;
    const struct finding *last = &out->at[shown - 1].finding;
    out->next = cursor_make(desk->arena,
                            &(struct cursor){ last->opened_on.n, last->part, last->id, STR("") });
}

enum outcome finding_list(struct desk *desk, const struct finding_query *query,
                          struct findings *out)
{
    struct rows rows;
    struct cursor after = { .order = INT32_MIN };
    struct unit unit = { .reach_from = desk->clerk.reach_from, .reach_to = desk->clerk.reach_to };
    TRY(may(desk, MAY_SEE_PERSONS, query->unit ? query->unit : desk->clerk.unit));
    if (query->unit)
        TRY(unit_load(desk, query->unit, &unit));
    if (!is_state(query->state))
        return refuse_at(desk, NO_BAD_REQUEST, "?state", "OPEN RIGHTED EVIDENCE");
    if (query->kind.len && !finding_kind_of(query->kind))
        return refuse_field(desk, NO_BAD_REQUEST, "?kind");
    if (query->limit < 1 || query->limit > PAGE_MAX)
        return refuse_at(desk, NO_BAD_REQUEST, "?limit", "1-%d", PAGE_MAX);
    if (query->cursor.len && !cursor_read(desk->arena, query->cursor, &after))
        return refuse_field(desk, NO_BAD_REQUEST, "?cursor");
    struct str kind = query->kind.len ? query->kind : STR("");
    TRY(db_list(desk, &Q_findings,
                WITH(v_int(unit.reach_from), v_int(unit.reach_to), v_text(query->state),
                     v_text(kind), v_int(after.order), v_int(after.part), v_int(after.id),
                     v_int(query->limit + 1)),
                &rows));
    read_page(desk, &rows, query->limit, out);
    return DONE;
}

static enum outcome load_row(struct desk *desk, int32_t part, int64_t id, struct finding_row *out)
{
    struct row row;
    TRY(db_get(desk, &Q_finding_get, NO_FINDING_UNKNOWN, WITH(v_int(part), v_int(id)), &row));
    read_row(desk, row, out);
    return DONE;
}

enum outcome finding_load(struct desk *desk, int32_t part, int64_t id, struct finding_row *out)
{
    struct finding_row read;
    TRY(load_row(desk, part, id, &read));
    TRY(may(desk, MAY_SEE_PERSONS, read.finding.station));
    *out = read;
    return DONE;
}

enum outcome finding_counts(struct desk *desk, struct finding_counts *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_finding_counts,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), &rows));
    *out = (struct finding_counts){ NEW_ARRAY(desk->arena, struct finding_count, rows.count + 1),
                                    rows.count };
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), finding_count_columns, finding_count_column_count, &out->at[i]);
    return DONE;
}

/* ---- closing ---- */

static enum outcome check_evidence(struct desk *desk, const struct finding *finding,
                                   struct str reason)
{
    size_t points = utf8_points(reason);
    if (desk->expected_version < 0)
        return refuse(desk, NO_VERSION_REQUIRED);
    if (desk->expected_version != finding->ver)
        return refuse_at(desk, NO_VERSION_STALE, "", "%d", (int)finding->ver);
    if (!str_is(finding->state, "OPEN"))
        return refuse(desk, NO_WRONG_STEP);
    if (!points)
        return refuse_field(desk, NO_ITEM_MISSING, "/reason");
    if (points < REASON_MIN || points > REASON_MAX)
        return refuse_at(desk, NO_ITEM_WRONG, "/reason", "%d–%d", REASON_MIN, REASON_MAX);
    return DONE;
}

static enum outcome journal_closing(struct desk *desk, const struct finding *finding,
                                    struct str reason)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "finding", finding->id);
    json_field_str(&body, "kind", finding->kind);
    json_field_str(&body, "field", finding->field);
    json_field_str(&body, "reason", reason);
    json_close(&body, '}');
    return journal(desk, "finding.closed", finding->part, finding->person, buf_str(&body));
}

enum outcome finding_close_with_evidence(struct desk *desk, const struct finding_evidence *evidence,
                                         struct finding_row *out)
{
    SCOPED(tx) tx = { 0 };
    struct finding_row found, closed;
    struct str reason = str_trim(evidence->reason);
    TRY(tx_open(desk, &tx));
    TRY(load_row(desk, evidence->part, evidence->id, &found));
    const struct finding *f = &found.finding;
    const struct finding_kind_row *kind = finding_kind_of(f->kind);
    TRY(may(desk, kind ? kind->right : MAY_KEEP_REGISTER, f->unit));
    TRY(check_evidence(desk, f, reason));
    TRY(db_change(desk, &Q_finding_close, NO_CHANGED_MEANWHILE,
                  WITH(v_int(f->part), v_int(f->id), v_int(f->ver), v_day(desk->today),
                       v_text(reason), v_int(desk->clerk.id))));
    TRY(load_row(desk, evidence->part, evidence->id, &closed));
    if (kind && kind->noted)
        TRY(noted_tell(desk, "finding.closed", f->station, f->id));
    TRY(journal_closing(desk, f, reason));
    TRY(tx_commit(&tx));
    *out = closed;
    return DONE;
}

/* ---- showing ---- */

static struct str word_of(struct str code, bool zh)
{
    for (size_t i = 0; i < finding_word_count; i++)
        if (str_is(code, finding_words[i].code))
            return str_of(zh ? finding_words[i].zh : finding_words[i].en);
    return code;
}

struct str finding_detail_text(struct arena *arena, struct str detail, bool zh)
{
    struct str text = STR(""), part;
    for (struct str rest = detail; str_split(&rest, ';', &part);) {
        struct str word = word_of(part, zh);
        text = text.len ? arena_printf(arena, STR_FMT "%s" STR_FMT, STR_ARG(text), zh ? "；" : "; ",
                                       STR_ARG(word))
                        : word;
    }
    return text;
}

void finding_row_json(struct desk *desk, struct buf *buf, const struct finding_row *row)
{
    const struct finding *f = &row->finding;
    const struct finding_kind_row *kind = finding_kind_of(f->kind);
    json_columns(buf, finding_columns, finding_column_count, f);
    json_field_str(buf, "personName", row->name);
    json_field_str(buf, "legacy", row->legacy.len ? row->legacy : NO_STR);
    json_field_str(buf, "stationName", unit_short_name(desk, f->station));
    json_field_str(buf, "unitName", unit_short_name(desk, f->unit));
    json_field_text(buf, "kindZh", kind ? kind->zh : "");
    json_field_text(buf, "kindEn", kind ? kind->en : "");
    json_field_str(buf, "detailZh", finding_detail_text(desk->arena, f->detail, true));
    json_field_str(buf, "detailEn", finding_detail_text(desk->arena, f->detail, false));
    json_field_int(buf, "days", desk->today.n - f->opened_on.n);
    json_field_bool(buf, "holdsCard", kind && kind->holds_card);
}
