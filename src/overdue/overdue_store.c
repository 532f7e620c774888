#include "overdue/overdue_store.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/cursor.h"
#include "sql/overdue.h"

/* clang-format off */
const struct column overdue_columns[] = {
    COLUMN(overdue_case, part,         "part",        KIND_INT32, "首登单位",     "Part"),
    COLUMN(overdue_case, id,           "id",          KIND_ID,    "案件标识",     "Id"),
    COLUMN(overdue_case, ver,          "ver",         KIND_INT32, "版本",         "Version"),
    COLUMN(overdue_case, sort,         "sort",        KIND_TEXT,  "类别",         "Sort"),
    COLUMN(overdue_case, source,       "source",      KIND_TEXT,  "来源",         "Source"),
    COLUMN(overdue_case, state,        "state",       KIND_TEXT,  "状态",         "State"),
    COLUMN(overdue_case, matched_by,   "matchedBy",   KIND_TEXT,  "比对方式",     "Matched by"),
    COLUMN(overdue_case, person,       "person",      KIND_ID,    "人员",         "Person"),
    COLUMN(overdue_case, household,    "household",   KIND_ID,    "户",           "Household"),
    COLUMN(overdue_case, station,      "station",     KIND_INT32, "派出所",       "Station"),
    COLUMN(overdue_case, born_on,      NULL,          KIND_DAY,   "出生日期",     "Born on"),
    COLUMN(overdue_case, said_name,    NULL,          KIND_TEXT,  "名单姓名",     "Name as listed"),
    COLUMN(overdue_case, said_number,  NULL,          KIND_TEXT,  "名单号码",     "Number as listed"),
    COLUMN(overdue_case, said_born_on, NULL,          KIND_DAY,   "名单出生日期", "Birth date as listed"),
    COLUMN(overdue_case, event_on,     "eventOn",     KIND_DAY,   "发生日期",     "Happened on"),
    COLUMN(overdue_case, paper,        "paper",       KIND_TEXT,  "凭证编号",     "Paper"),
    COLUMN(overdue_case, place,        "place",       KIND_TEXT,  "何往",         "Where to"),
    COLUMN(overdue_case, list_part,    "listPart",    KIND_INT32, "名单单位",     "Unit of the list"),
    COLUMN(overdue_case, list,         "list",        KIND_ID,    "名单",         "List"),
    COLUMN(overdue_case, line,         "line",        KIND_INT,   "行",           "Line"),
    COLUMN(overdue_case, visit_result, "visitResult", KIND_TEXT,  "走访结果",     "Result of the visit"),
    COLUMN(overdue_case, visited_on,   "visitedOn",   KIND_DAY,   "走访日期",     "Visited on"),
    COLUMN(overdue_case, notice,       "notice",      KIND_TEXT,  "告知方式",     "Kind of notice"),
    COLUMN(overdue_case, notice_to,    "noticeTo",    KIND_TEXT,  "受送达人、张贴处", "Told to, or posted at"),
    COLUMN(overdue_case, notified_on,  "notifiedOn",  KIND_DAY,   "告知日期",     "Notified on"),
    COLUMN(overdue_case, notice_until, "noticeUntil", KIND_DAY,   "异议期至",     "Objections until"),
    COLUMN(overdue_case, proposer,     "proposer",    KIND_ID,    "报批人",       "Put forward by"),
    COLUMN(overdue_case, decider,      "decider",     KIND_ID,    "审批人",       "Decided by"),
    COLUMN(overdue_case, business,     "business",    KIND_ID,    "户口业务",     "Business"),
    COLUMN(overdue_case, opened_on,    "openedOn",    KIND_DAY,   "立案日期",     "Opened on"),
    COLUMN(overdue_case, due_on,       "dueOn",       KIND_DAY,   "本步期限",     "Due on"),
    COLUMN(overdue_case, closed_on,    "closedOn",    KIND_DAY,   "办结日期",     "Closed on"),
    COLUMN(overdue_case, reason,       "reason",      KIND_TEXT,  "理由",         "Reason"),
    COLUMN(overdue_case, clerk,        "clerk",       KIND_ID,    "立案人",       "Opened by"),
};
const size_t overdue_column_count = COUNT(overdue_columns);

const struct column overdue_step_columns[] = {
    COLUMN(overdue_step_row, n,       "n",      KIND_INT32,   "序号", "No."),
    COLUMN(overdue_step_row, event,   "event",  KIND_TEXT,    "步骤", "Step"),
    COLUMN(overdue_step_row, state,   "state",  KIND_TEXT,    "状态", "State"),
    COLUMN(overdue_step_row, clerk,   "clerk",  KIND_ID,      "办理人", "Clerk"),
    COLUMN(overdue_step_row, unit,    "unit",   KIND_INT32,   "单位", "Unit"),
    COLUMN(overdue_step_row, instant, "at",     KIND_INSTANT, "时间", "At"),
    COLUMN(overdue_step_row, detail,  "detail", KIND_TEXT,    "结果", "Detail"),
    COLUMN(overdue_step_row, note,    "note",   KIND_TEXT,    "说明", "Note"),
};
const size_t overdue_step_column_count = COUNT(overdue_step_columns);
/* clang-format on */

/* ---- reading ---- */

enum outcome overdue_load(struct desk *desk, int32_t part, int64_t id, struct overdue_case *out)
{
    struct row row;
    TRY(db_get(desk, &Q_overdue_get, NO_OVERDUE_UNKNOWN, WITH(v_int(part), v_int(id)), &row));
    row_read(row, overdue_columns, overdue_column_count, out);
    return DONE;
}

static struct overdue_case *read_cases(struct desk *desk, const struct rows *rows, size_t count)
{
    struct overdue_case *at = NEW_ARRAY(desk->arena, struct overdue_case, count);
    for (size_t i = 0; i < count; i++)
        row_read(rows_at(rows, i), overdue_columns, overdue_column_count, &at[i]);
    return at;
}

enum outcome overdue_of_person(struct desk *desk, int32_t part, int64_t person,
                               struct overdue_cases *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_overdue_of_person, WITH(v_int(part), v_int(person)), &rows));
    *out = (struct overdue_cases){ read_cases(desk, &rows, rows.count), rows.count, NO_STR };
    return DONE;
}

enum outcome overdue_is_open(struct desk *desk, int32_t part, int64_t person,
                             enum overdue_sort sort, bool *out)
{
    struct overdue_cases all;
    TRY(overdue_of_person(desk, part, person, &all));
    *out = false;
    for (size_t i = 0; i < all.count; i++)
        if (!day_is(all.at[i].closed_on) && overdue_sort_of(all.at[i].sort) == sort)
            *out = true;
    return DONE;
}

/** OPEN and CLOSED are all states of their kind. */
static enum outcome which_list(struct desk *desk, const struct overdue_query *query, bool *open,
                               struct str *state)
{
    enum overdue_state one = overdue_state_of(query->state);
    bool whole = str_is(query->state, "OPEN") || str_is(query->state, "CLOSED");
    if (!whole && one == OVERDUE_STATE_COUNT)
        return refuse_at(desk, NO_BAD_REQUEST, "/state", "OPEN, CLOSED, DOUBTFUL …");
    if (query->sort.len && overdue_sort_of(query->sort) == OVERDUE_SORT_COUNT)
        return refuse_at(desk, NO_BAD_REQUEST, "/sort", "CANCEL, POCKET");
    *open = whole ? str_is(query->state, "OPEN") : overdue_state_word(one)->open;
    *state = whole ? STR("") : query->state;
    return DONE;
}

enum outcome overdue_list_cases(struct desk *desk, const struct overdue_query *query,
                                struct overdue_cases *out)
{
    struct cursor after;
    struct rows rows;
    struct str state = STR("");
    bool open = true;
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    TRY(which_list(desk, query, &open, &state));
    TRY(page_begins(desk, query->cursor, query->limit, &after));
    TRY(db_list(desk, open ? &Q_overdue_open : &Q_overdue_closed,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_text(state),
                     v_text(query->sort.len ? query->sort : STR("")), v_int(after.order),
                     v_int(after.part), v_int(after.id), v_int(query->limit + 1)),
                &rows));
    size_t count = rows.count > (size_t)query->limit ? (size_t)query->limit : rows.count;
    *out = (struct overdue_cases){ read_cases(desk, &rows, count), count, NO_STR };
    if (count < rows.count) {
        const struct overdue_case *last = &out->at[count - 1];
        out->next = cursor_make(desk->arena,
                                &(struct cursor){ last->due_on.n, last->part, last->id, NO_STR });
    }
    return DONE;
}

enum outcome overdue_counts(struct desk *desk, int64_t *open, int64_t *late)
{
    struct row row;
    TRY(db_find(
        desk, &Q_overdue_counts,
        WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_day(desk->today)),
        &row));
    *open = row_int(row, 0);
    *late = row_int(row, 1);
    return DONE;
}

enum outcome overdue_steps_of(struct desk *desk, const struct overdue_case *c,
                              struct overdue_steps *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_overdue_steps, WITH(v_int(c->part), v_int(c->id)), &rows));
    struct overdue_step_row *at = NEW_ARRAY(desk->arena, struct overdue_step_row, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), overdue_step_columns, overdue_step_column_count, &at[i]);
    *out = (struct overdue_steps){ at, rows.count };
    return DONE;
}

enum outcome overdue_items_of(struct desk *desk, const struct overdue_case *c,
                              struct business_items *out)
{
    struct rows rows;
    *out = (struct business_items){ 0 };
    TRY(db_list(desk, &Q_overdue_items, WITH(v_int(c->part), v_int(c->id)), &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        enum business_item item = item_of_key(row_text(row, 0));
        if (item < BUSINESS_ITEM_COUNT)
            out->at[item] = row_text(row, 1);
    }
    return DONE;
}

/* ---- writing ---- */

struct overdue_case overdue_new(struct desk *desk, const struct overdue_source *source,
                                enum overdue_match match, const struct person *p)
{
    enum { LOOK_DAYS = 15 };
    bool sure =
        match == OVERDUE_BY_NUMBER || match == OVERDUE_BY_BY_HAND || match == OVERDUE_BY_DOOR;
    int32_t days = (int32_t)setting(desk, "overdue.visit_days", LOOK_DAYS);
    return (struct overdue_case){
        .part = p->part,
        .id = new_id(desk),
        .ver = 1,
        .sort = str_of(overdue_sorts[source->sort].code),
        .source = str_of(source->code),
        .state = str_of(overdue_state_word(sure ? OVERDUE_MATCHED : OVERDUE_DOUBTFUL)->code),
        .matched_by = str_of(overdue_match_word(match)->code),
        .person = p->id,
        .household = p->household,
        .station = p->station,
        .born_on = p->born_on,
        .said_born_on = NO_DAY,
        .event_on = NO_DAY,
        .visited_on = NO_DAY,
        .notified_on = NO_DAY,
        .notice_until = NO_DAY,
        .opened_on = desk->today,
        .due_on = { desk->today.n + days },
        .closed_on = NO_DAY,
        .clerk = desk->clerk.id,
    };
}

static enum outcome add_step(struct desk *desk, const struct overdue_case *c, const char *event,
                             struct str detail, struct str note)
{
    return db_change(desk, &Q_overdue_step_add, NO_CHANGED_MEANWHILE,
                     WITH(v_int(c->part), v_int(c->id), v_int(c->ver), v_lit(event),
                          v_text(c->state), v_int(desk->clerk.id), v_int(desk->clerk.unit),
                          v_int(desk->now), v_filled(detail), v_filled(note)));
}

enum outcome overdue_insert(struct desk *desk, const struct overdue_case *c)
{
    TRY(db_change(desk, &Q_overdue_add, NO_OVERDUE_OPEN,
                  WITH(v_int(c->part), v_int(c->id), v_text(c->sort), v_text(c->source),
                       v_text(c->state), v_text(c->matched_by), v_int(c->person),
                       v_int(c->household), v_int(c->station), v_day(c->born_on),
                       v_filled(c->said_name), v_filled(c->said_number), v_day(c->said_born_on),
                       v_day(c->event_on), v_filled(c->paper), v_filled(c->place),
                       v_id(c->list_part), v_id(c->list), v_id(c->line), v_day(c->opened_on),
                       v_day(c->due_on), v_int(c->clerk))));
    TRY(progress_add(desk, c->station, "overdue.found", 1));
    return add_step(desk, c, "OPEN", c->matched_by, NO_STR);
}

enum outcome overdue_save(struct desk *desk, struct overdue_case *c, enum overdue_event event,
                          struct str detail, struct str note)
{
    TRY(db_change(desk, &Q_overdue_move, NO_CHANGED_MEANWHILE,
                  WITH(v_int(c->part), v_int(c->id), v_int(c->ver), v_text(c->state),
                       v_day(c->event_on), v_filled(c->place), v_filled(c->visit_result),
                       v_day(c->visited_on), v_filled(c->notice), v_filled(c->notice_to),
                       v_day(c->notified_on), v_day(c->notice_until), v_id(c->proposer),
                       v_id(c->decider), v_id(c->business), v_day(c->due_on), v_day(c->closed_on),
                       v_filled(c->reason))));
    c->ver++;
    return add_step(desk, c, overdue_event_word(event)->code, detail, note);
}

enum outcome overdue_items_keep(struct desk *desk, const struct overdue_case *c,
                                const struct business_items *items)
{
    TRY(db_change(desk, &Q_overdue_items_drop, REFUSAL_NONE, WITH(v_int(c->part), v_int(c->id))));
    for (int i = 0; i < BUSINESS_ITEM_COUNT; i++)
        if (items->at[i].len)
            TRY(db_change(desk, &Q_overdue_item_put, REFUSAL_NONE,
                          WITH(v_int(c->part), v_int(c->id),
                               v_lit(item_text((enum business_item)i)->key),
                               v_text(items->at[i]))));
    return DONE;
}

void overdue_put_facts(struct buf *body, const struct overdue_case *c)
{
    json_field_id(body, "overdue", c->id);
    json_field_str(body, "sort", c->sort);
    json_field_str(body, "source", c->source);
    json_field_str(body, "state", c->state);
}
