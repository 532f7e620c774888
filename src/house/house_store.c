#include "house/house_store.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "places/beat.h"
#include "register/cursor.h"
#include "sql/house.h"

/* clang-format off */
const struct column house_check_columns[] = {
    COLUMN(house_check, part,      "part",     KIND_INT32, "派出所",     "Station"),
    COLUMN(house_check, id,        "id",       KIND_ID,    "轮次标识",   "Id"),
    COLUMN(house_check, ver,       "ver",      KIND_INT32, "版本",       "Version"),
    COLUMN(house_check, beat,      "beat",     KIND_ID,    "责任区标识", "Beat"),
    COLUMN(house_check, name,      "name",     KIND_TEXT,  "名称",       "Name"),
    COLUMN(house_check, state,     "state",    KIND_TEXT,  "状态",       "State"),
    COLUMN(house_check, opened_on, "openedOn", KIND_DAY,   "开始日期",   "Opened on"),
    COLUMN(house_check, due_on,    "dueOn",    KIND_DAY,   "应完成日期", "Due on"),
    COLUMN(house_check, closed_on, "closedOn", KIND_DAY,   "结束日期",   "Closed on"),
    COLUMN(house_check, clerk,     "clerk",    KIND_ID,    "经办人",     "Clerk"),
};
const size_t house_check_column_count = COUNT(house_check_columns);

const struct column house_count_columns[] = {
    COLUMN(house_counts, houses,       "houses",      KIND_INT, "户数",       "Houses"),
    COLUMN(house_counts, done,         "done",        KIND_INT, "已核查",     "Done"),
    COLUMN(house_counts, found,        "found",       KIND_INT, "相符",       "As registered"),
    COLUMN(house_counts, different,    "different",   KIND_INT, "有变动",     "With differences"),
    COLUMN(house_counts, empty,        "empty",       KIND_INT, "无人居住",   "Empty"),
    COLUMN(house_counts, closed_door,  "closedDoor",  KIND_INT, "家中无人",   "Door closed"),
    COLUMN(house_counts, refused,      "refused",     KIND_INT, "拒绝",       "Refused"),
    COLUMN(house_counts, revisit,      "revisit",     KIND_INT, "另约",       "Another day"),
    COLUMN(house_counts, tries,        "tries",       KIND_INT, "入户次数",   "Visits made"),
    COLUMN(house_counts, closed_doors, "closedDoors", KIND_INT, "未遇次数",   "Closed doors"),
};
const size_t house_count_column_count = COUNT(house_count_columns);

const struct column house_visit_columns[] = {
    COLUMN(house_visit, part,           "part",          KIND_INT32, "派出所",     "Station"),
    COLUMN(house_visit, id,             "id",            KIND_ID,    "户次标识",   "Id"),
    COLUMN(house_visit, ver,            "ver",           KIND_INT32, "版本",       "Version"),
    COLUMN(house_visit, round,          "round",         KIND_ID,    "轮次",       "Round"),
    COLUMN(house_visit, place,          "place",         KIND_INT32, "序号",       "Place"),
    COLUMN(house_visit, plate,          "plate",         KIND_ID,    "门牌",       "Plate"),
    COLUMN(house_visit, household_part, "householdPart", KIND_INT32, "户首登单位", "Part of the household"),
    COLUMN(house_visit, household,      "household",     KIND_ID,    "户",         "Household"),
    COLUMN(house_visit, street,         "street",        KIND_TEXT,  "街路巷",     "Street"),
    COLUMN(house_visit, door,           "door",          KIND_TEXT,  "门牌号",     "Door"),
    COLUMN(house_visit, detail,         "detail",        KIND_TEXT,  "详址",       "Detail"),
    COLUMN(house_visit, result,         "result",        KIND_TEXT,  "结果",       "Result"),
    COLUMN(house_visit, tries,          "tries",         KIND_INT32, "入户次数",   "Visits made"),
    COLUMN(house_visit, closed_doors,   "closedDoors",   KIND_INT32, "未遇次数",   "Closed doors"),
    COLUMN(house_visit, next_on,        "nextOn",        KIND_DAY,   "约定日期",   "Next on"),
    COLUMN(house_visit, visited_on,     "visitedOn",     KIND_DAY,   "核查日期",   "Visited on"),
    COLUMN(house_visit, clerk,          "clerk",         KIND_ID,    "核查人",     "Clerk"),
};
const size_t house_visit_column_count = COUNT(house_visit_columns);

const struct column house_finding_columns[] = {
    COLUMN(house_finding, part,        "part",       KIND_INT32, "派出所",     "Station"),
    COLUMN(house_finding, id,          "id",         KIND_ID,    "问题标识",   "Id"),
    COLUMN(house_finding, ver,         "ver",        KIND_INT32, "版本",       "Version"),
    COLUMN(house_finding, round,       "round",      KIND_ID,    "轮次",       "Round"),
    COLUMN(house_finding, visit,       "visit",      KIND_ID,    "户次",       "Visit"),
    COLUMN(house_finding, kind,        "kind",       KIND_TEXT,  "类别",       "Kind"),
    COLUMN(house_finding, person_part, "personPart", KIND_INT32, "首登单位",   "Part of the person"),
    COLUMN(house_finding, person,      "person",     KIND_ID,    "人员",       "Person"),
    COLUMN(house_finding, item,        "item",       KIND_TEXT,  "项目",       "Item"),
    COLUMN(house_finding, text,        "text",       KIND_TEXT,  "证件所示",   "What the papers say"),
    COLUMN(house_finding, state,       "state",      KIND_TEXT,  "状态",       "State"),
    COLUMN(house_finding, found_on,    "foundOn",    KIND_DAY,   "发现日期",   "Found on"),
    COLUMN(house_finding, clerk,       "clerk",      KIND_ID,    "核查人",     "Clerk"),
    COLUMN(house_finding, settled_on,  "settledOn",  KIND_DAY,   "办结日期",   "Settled on"),
    COLUMN(house_finding, settled_by,  "settledBy",  KIND_ID,    "办结人",     "Settled by"),
    COLUMN(house_finding, outcome,     "outcome",    KIND_TEXT,  "处理结果",   "Outcome"),
};
const size_t house_finding_column_count = COUNT(house_finding_columns);
/* clang-format on */

/* ---- rounds ---- */

enum outcome house_check_load(struct desk *desk, int32_t part, int64_t id, struct house_check *out)
{
    struct row row;
    TRY(db_get(desk, &Q_house_check_get, NO_HOUSE_CHECK_UNKNOWN, WITH(v_int(part), v_int(id)),
               &row));
    row_read(row, house_check_columns, house_check_column_count, out);
    return DONE;
}

static enum outcome load_counts(struct desk *desk, int32_t part, int64_t round,
                                struct house_counts *out)
{
    struct row row;
    TRY(db_find(desk, &Q_house_counts, WITH(v_int(part), v_int(round)), &row));
    row_read(row, house_count_columns, house_count_column_count, out);
    return DONE;
}

static enum outcome complete(struct desk *desk, struct house_round *round)
{
    struct beat beat;
    TRY(load_counts(desk, round->check.part, round->check.id, &round->counts));
    TRY(beat_load(desk, round->check.part, round->check.beat, &beat));
    round->beat_number = beat.number;
    round->beat_name = beat.name;
    return DONE;
}

enum outcome house_round_load(struct desk *desk, int32_t part, int64_t id, struct house_round *out)
{
    struct house_round round;
    TRY(house_check_load(desk, part, id, &round.check));
    TRY(complete(desk, &round));
    *out = round;
    return DONE;
}

enum outcome house_rounds_list(struct desk *desk, struct str state, struct str cursor, int limit,
                               struct house_rounds *out)
{
    struct cursor after;
    struct rows rows;
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    if (!str_is(state, "OPEN") && !str_is(state, "CLOSED"))
        return refuse_at(desk, NO_BAD_REQUEST, "/state", "OPEN, CLOSED");
    TRY(page_begins(desk, cursor, limit, &after));
    TRY(db_list(desk, &Q_house_checks,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_text(state),
                     v_int(after.order), v_int(after.part), v_int(after.id), v_int(limit + 1)),
                &rows));
    size_t count = rows.count > (size_t)limit ? (size_t)limit : rows.count;
    struct house_round *at = NEW_ARRAY(desk->arena, struct house_round, count);
    for (size_t i = 0; i < count; i++) {
        row_read(rows_at(&rows, i), house_check_columns, house_check_column_count, &at[i].check);
        TRY(complete(desk, &at[i]));
    }
    *out = (struct house_rounds){ at, count, NO_STR };
    if (count < rows.count) {
        const struct house_check *last = &at[count - 1].check;
        out->next = cursor_make(desk->arena,
                                &(struct cursor){ last->due_on.n, last->part, last->id, NO_STR });
    }
    return DONE;
}

enum outcome house_check_end(struct desk *desk, int32_t part, int64_t id, struct house_round *out)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    struct house_round round;
    TRY(may(desk, MAY_KEEP_REGISTER, part));
    TRY(tx_open(desk, &tx));
    TRY(house_round_load(desk, part, id, &round));
    if (str_is(round.check.state, "CLOSED"))
        return refuse(desk, NO_HOUSE_CHECK_CLOSED);
    TRY(version_seen(desk, round.check.ver));
    TRY(db_change(desk, &Q_house_check_close, NO_CHANGED_MEANWHILE,
                  WITH(v_int(part), v_int(id), v_int(round.check.ver), v_day(desk->today))));
    json_record(&body, house_count_columns, house_count_column_count, &round.counts);
    TRY(journal(desk, "house_check.closed", part, id, buf_str(&body)));
    TRY(house_check_load(desk, part, id, &round.check));
    TRY(tx_commit(&tx));
    *out = round;
    return DONE;
}

/* ---- visits ---- */

enum outcome house_visit_load(struct desk *desk, int32_t part, int64_t id, struct house_visit *out)
{
    struct row row;
    TRY(db_get(desk, &Q_house_visit_get, NO_HOUSE_VISIT_UNKNOWN, WITH(v_int(part), v_int(id)),
               &row));
    row_read(row, house_visit_columns, house_visit_column_count, out);
    return DONE;
}

enum outcome house_visit_of_place(struct desk *desk, int32_t part, int64_t round, int32_t place,
                                  struct house_visit *out)
{
    struct row row;
    TRY(db_get(desk, &Q_house_visit_at, NO_HOUSE_VISIT_UNKNOWN,
               WITH(v_int(part), v_int(round), v_int(place)), &row));
    row_read(row, house_visit_columns, house_visit_column_count, out);
    return DONE;
}

enum outcome house_closed_doors(struct desk *desk, int32_t from, int32_t to, int64_t least,
                                struct house_homes *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_house_closed_doors, WITH(v_int(from), v_int(to), v_int(least)), &rows));
    struct house_home *at = NEW_ARRAY(desk->arena, struct house_home, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        at[i] = (struct house_home){ (int32_t)row_int(row, 0), row_int(row, 1) };
    }
    *out = (struct house_homes){ at, rows.count };
    return DONE;
}

static struct house_findings read_findings(struct desk *desk, const struct rows *rows)
{
    struct house_finding *at = NEW_ARRAY(desk->arena, struct house_finding, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        row_read(rows_at(rows, i), house_finding_columns, house_finding_column_count, &at[i]);
    return (struct house_findings){ at, rows->count, NO_STR };
}

/** Those registered there now, in the order they came. */
static enum outcome load_members(struct desk *desk, const struct house_visit *visit, bool whole,
                                 struct persons *out)
{
    struct persons all = { 0 };
    size_t count = 0;
    if (visit->household)
        TRY(household_members(desk, visit->household_part, visit->household, &all));
    for (size_t i = 0; i < all.count; i++) {
        struct person *p = &all.at[i];
        if (!person_holds_number(p->status))
            continue;
        p->name = whole ? p->name : name_masked(desk->arena, p->name);
        p->number = whole ? p->number : number_masked(desk->arena, p->number);
        all.at[count++] = *p;
    }
    *out = (struct persons){ all.at, count };
    return DONE;
}

static enum outcome load_stop(struct desk *desk, struct row row, bool whole, struct house_stop *out)
{
    struct rows findings;
    row_read(row, house_visit_columns, house_visit_column_count, &out->visit);
    TRY(load_members(desk, &out->visit, whole, &out->members));
    TRY(db_list(desk, &Q_house_findings_of_visit,
                WITH(v_int(out->visit.part), v_int(out->visit.id)), &findings));
    out->findings = read_findings(desk, &findings);
    return DONE;
}

enum outcome house_stops_load(struct desk *desk, const struct house_page *page, bool whole,
                              struct house_stops *out)
{
    static const struct statement *const lists[HOUSE_LIST_COUNT] = {
        [HOUSE_LIST_ALL] = &Q_house_visits,
        [HOUSE_LIST_LEFT] = &Q_house_visits_left,
        [HOUSE_LIST_CLOSED] = &Q_house_visits_closed,
    };
    struct house_check check;
    struct rows rows;
    TRY(may(desk, MAY_SEE_PERSONS, page->part));
    if (!desk->purpose.len)
        return refuse(desk, NO_PURPOSE_REQUIRED);
    if (page->list >= HOUSE_LIST_COUNT || page->limit < 1)
        return refuse_field(desk, NO_BAD_REQUEST, "/list");
    TRY(house_check_load(desk, page->part, page->round, &check));
    TRY(db_list(desk, lists[page->list],
                WITH(v_int(page->part), v_int(page->round), v_int(page->after), v_int(page->limit)),
                &rows));
    struct house_stop *at = NEW_ARRAY(desk->arena, struct house_stop, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        TRY(load_stop(desk, rows_at(&rows, i), whole, &at[i]));
    *out = (struct house_stops){ at, rows.count };
    return DONE;
}

enum outcome house_stops_seen(struct desk *desk, const struct house_page *page, size_t houses)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    TRY(tx_open(desk, &tx));
    json_open(&body, '{');
    json_field_int(&body, "list", (int64_t)page->list);
    json_field_int(&body, "after", page->after);
    json_field_int(&body, "houses", (int64_t)houses);
    json_close(&body, '}');
    TRY(journal(desk, "house_check.listed", page->part, page->round, buf_str(&body)));
    return tx_commit(&tx);
}

/* ---- findings ---- */

enum outcome house_finding_load(struct desk *desk, int32_t part, int64_t id,
                                struct house_finding *out)
{
    struct row row;
    TRY(db_get(desk, &Q_house_finding_get, NO_HOUSE_FINDING_UNKNOWN, WITH(v_int(part), v_int(id)),
               &row));
    row_read(row, house_finding_columns, house_finding_column_count, out);
    return DONE;
}

enum outcome house_findings_list(struct desk *desk, struct str state, struct str cursor, int limit,
                                 struct house_findings *out)
{
    struct cursor after;
    struct rows rows;
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    if (!str_is(state, "OPEN") && !str_is(state, "SETTLED"))
        return refuse_at(desk, NO_BAD_REQUEST, "/state", "OPEN, SETTLED");
    TRY(page_begins(desk, cursor, limit, &after));
    TRY(db_list(desk, &Q_house_findings,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_text(state),
                     v_int(after.part), v_int(after.id), v_int(limit + 1)),
                &rows));
    *out = read_findings(desk, &rows);
    if (out->count > (size_t)limit) {
        out->count = (size_t)limit;
        const struct house_finding *last = &out->at[limit - 1];
        out->next = cursor_make(desk->arena, &(struct cursor){ 0, last->part, last->id, NO_STR });
    }
    return DONE;
}
