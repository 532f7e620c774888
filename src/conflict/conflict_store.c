#include "conflict/conflict_store.h"
#include "db/db.h"
#include "office/office.h"
#include "register/cursor.h"
#include "register/person.h"
#include "sql/conflict.h"

/* clang-format off */
const struct column conflict_columns[] = {
    COLUMN(conflict, part,          "part",         KIND_INT32, "首登单位",     "Part"),
    COLUMN(conflict, id,            "id",           KIND_ID,    "案件标识",     "Id"),
    COLUMN(conflict, ver,           "ver",          KIND_INT32, "版本",         "Version"),
    COLUMN(conflict, kind,          "kind",         KIND_TEXT,  "类别",         "Kind"),
    COLUMN(conflict, person,        "person",       KIND_ID,    "甲方人员",     "First person"),
    COLUMN(conflict, station,       "station",      KIND_INT32, "甲方派出所",   "First station"),
    COLUMN(conflict, other_part,    "otherPart",    KIND_INT32, "乙方首登单位", "Second part"),
    COLUMN(conflict, other_person,  "otherPerson",  KIND_ID,    "乙方人员",     "Second person"),
    COLUMN(conflict, other_station, "otherStation", KIND_INT32, "乙方派出所",   "Second station"),
    COLUMN(conflict, number,        "number",       KIND_TEXT,  "争议号码",     "Number"),
    COLUMN(conflict, state,         "state",        KIND_TEXT,  "状态",         "State"),
    COLUMN(conflict, keeper,        "keeper",       KIND_INT32, "拟保留方",     "Keeper"),
    COLUMN(conflict, asked_side,    "askedSide",    KIND_INT32, "提出方",       "Asking side"),
    COLUMN(conflict, asked_by,      "askedBy",      KIND_ID,    "提出人",       "Asked by"),
    COLUMN(conflict, opened_on,     "openedOn",     KIND_DAY,   "立案日期",     "Opened on"),
    COLUMN(conflict, due_on,        "dueOn",        KIND_DAY,   "本步期限",     "Due on"),
    COLUMN(conflict, closed_on,     "closedOn",     KIND_DAY,   "办结日期",     "Closed on"),
    COLUMN(conflict, outcome,       "outcome",      KIND_TEXT,  "处理结果",     "Outcome"),
    COLUMN(conflict, clerk,         "clerk",        KIND_ID,    "办理人",       "Clerk"),
};
const size_t conflict_column_count = COUNT(conflict_columns);

const struct column evidence_columns[] = {
    COLUMN(evidence, id,      "id",    KIND_ID,      "证据标识", "Id"),
    COLUMN(evidence, side,    "side",  KIND_INT32,   "方",       "Side"),
    COLUMN(evidence, kind,    "kind",  KIND_TEXT,    "种类",     "Kind"),
    COLUMN(evidence, since,   "since", KIND_DAY,     "证明日期", "Since"),
    COLUMN(evidence, text,    "text",  KIND_TEXT,    "内容",     "Text"),
    COLUMN(evidence, hash,    NULL,    KIND_BYTES,   "摘要",     "Hash"),
    COLUMN(evidence, unit,    "unit",  KIND_INT32,   "单位",     "Unit"),
    COLUMN(evidence, clerk,   "clerk", KIND_ID,      "办理人",   "Clerk"),
    COLUMN(evidence, instant, "at",    KIND_INSTANT, "时间",     "At"),
};
const size_t evidence_column_count = COUNT(evidence_columns);

const struct column conflict_step_columns[] = {
    COLUMN(conflict_step_row, seq,     "seq",    KIND_INT32,   "序号",     "Seq"),
    COLUMN(conflict_step_row, step,    "step",   KIND_TEXT,    "步骤",     "Step"),
    COLUMN(conflict_step_row, state,   "state",  KIND_TEXT,    "状态",     "State"),
    COLUMN(conflict_step_row, keeper,  "keeper", KIND_INT32,   "拟保留方", "Keeper"),
    COLUMN(conflict_step_row, unit,    "unit",   KIND_INT32,   "单位",     "Unit"),
    COLUMN(conflict_step_row, clerk,   "clerk",  KIND_ID,      "办理人",   "Clerk"),
    COLUMN(conflict_step_row, instant, "at",     KIND_INSTANT, "时间",     "At"),
    COLUMN(conflict_step_row, due_on,  "dueOn",  KIND_DAY,     "期限",     "Due on"),
    COLUMN(conflict_step_row, note,    "note",   KIND_TEXT,    "说明",     "Note"),
};
const size_t conflict_step_column_count = COUNT(conflict_step_columns);
/* clang-format on */

enum outcome conflict_load(struct desk *desk, int32_t part, int64_t id, struct conflict *out)
{
    struct row row;
    TRY(db_get(desk, &Q_conflict_get, NO_CONFLICT_UNKNOWN, WITH(v_int(part), v_int(id)), &row));
    row_read(row, conflict_columns, conflict_column_count, out);
    return DONE;
}

enum outcome conflict_open_of(struct desk *desk, int32_t part, int64_t person, struct conflict *out,
                              int *side, bool *found)
{
    struct rows rows;
    *found = false;
    TRY(db_list(desk, &Q_conflicts_of_person, WITH(v_int(part), v_int(person)), &rows));
    for (size_t i = 0; i < rows.count && !*found; i++) {
        struct row row = rows_at(&rows, i);
        struct conflict c;
        TRY(conflict_load(desk, (int32_t)row_int(row, 0), row_int(row, 1), &c));
        if (day_is(c.closed_on))
            continue;
        *out = c;
        *side = (int)row_int(row, 2);
        *found = true;
    }
    return DONE;
}

enum outcome conflict_evidence(struct desk *desk, const struct conflict *c, struct evidences *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_evidence_of, WITH(v_int(c->part), v_int(c->id)), &rows));
    struct evidence *at = NEW_ARRAY(desk->arena, struct evidence, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), evidence_columns, evidence_column_count, &at[i]);
    *out = (struct evidences){ at, rows.count };
    return DONE;
}

enum outcome conflict_steps_load(struct desk *desk, const struct conflict *c,
                                 struct conflict_steps *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_conflict_steps, WITH(v_int(c->part), v_int(c->id)), &rows));
    struct conflict_step_row *at = NEW_ARRAY(desk->arena, struct conflict_step_row, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), conflict_step_columns, conflict_step_column_count, &at[i]);
    *out = (struct conflict_steps){ at, rows.count };
    return DONE;
}

enum outcome conflict_may_speak(struct desk *desk, const struct conflict *c)
{
    return may(desk, MAY_SETTLE_NUMBERS,
               clerk_reaches(&desk->clerk, c->other_station) ? c->other_station : c->station);
}

/* ---- writing ---- */

static enum outcome add_side(struct desk *desk, const struct conflict *c, int32_t part,
                             int64_t person, int side)
{
    return db_change(desk, &Q_conflict_side_add, REFUSAL_NONE,
                     WITH(v_int(part), v_int(person), v_int(c->part), v_int(c->id), v_int(side)));
}

static enum outcome add_step(struct desk *desk, const struct conflict *c, const char *step,
                             struct str note)
{
    return db_change(desk, &Q_conflict_step_add, NO_CHANGED_MEANWHILE,
                     WITH(v_int(c->part), v_int(c->id), v_int(c->ver), v_lit(step),
                          v_text(c->state), v_int(c->keeper), v_int(desk->clerk.unit),
                          v_int(desk->clerk.id), v_int(desk->now),
                          day_is(c->closed_on) ? v_null() : v_day(c->due_on), v_text(note)));
}

enum outcome conflict_insert(struct desk *desk, const struct conflict *c)
{
    TRY(db_change(desk, &Q_conflict_add, REFUSAL_NONE,
                  WITH(v_int(c->part), v_int(c->id), v_text(c->kind), v_int(c->person),
                       v_int(c->station), v_int(c->other_part), v_int(c->other_person),
                       v_int(c->other_station), v_text(c->number), v_text(c->state),
                       v_day(c->opened_on), v_day(c->due_on))));
    TRY(add_side(desk, c, c->part, c->person, 1));
    TRY(add_side(desk, c, c->other_part, c->other_person, 2));
    return add_step(desk, c, "OPENED", STR(""));
}

enum outcome conflict_save(struct desk *desk, struct conflict *c, const char *step, struct str note)
{
    TRY(db_change(desk, &Q_conflict_move, NO_CHANGED_MEANWHILE,
                  WITH(v_int(c->part), v_int(c->id), v_int(c->ver), v_text(c->state),
                       v_int(c->keeper), v_int(c->asked_side), v_id(c->asked_by), v_day(c->due_on),
                       v_day(c->closed_on), v_filled(c->outcome), v_id(c->clerk))));
    c->ver++;
    return add_step(desk, c, step, note.at ? note : STR(""));
}

enum outcome conflict_add_evidence_row(struct desk *desk, const struct conflict *c,
                                       const struct evidence *e)
{
    return db_change(desk, &Q_evidence_add, REFUSAL_NONE,
                     WITH(v_int(c->part), v_int(c->id), v_int(e->id), v_int(e->side),
                          v_text(e->kind), v_day(e->since), v_text(e->text), v_bytes(e->hash),
                          v_int(e->unit), v_int(e->clerk), v_int(e->instant)));
}

/* ---- lists ---- */

static void read_page(struct desk *desk, const struct rows *rows, int limit, struct conflicts *out)
{
    size_t count = rows->count > (size_t)limit ? (size_t)limit : rows->count;
    struct conflict *at = NEW_ARRAY(desk->arena, struct conflict, count);
    for (size_t i = 0; i < count; i++) {
        row_read(rows_at(rows, i), conflict_columns, conflict_column_count, &at[i]);
        at[i].number = number_masked(desk->arena, at[i].number);
    }
    *out = (struct conflicts){ at, count, NO_STR };
    if (count < rows->count) {
        const struct conflict *last = &at[count - 1];
        out->next = cursor_make(desk->arena,
                                &(struct cursor){ last->due_on.n, last->part, last->id, NO_STR });
    }
}

enum outcome conflicts_list(struct desk *desk, struct str state, struct str cursor, int limit,
                            struct conflicts *out)
{
    struct cursor after;
    struct rows rows;
    bool open = str_is(state, "OPEN");
    TRY(may(desk, MAY_SETTLE_NUMBERS, desk->clerk.unit));
    if (!open && !str_is(state, "CLOSED"))
        return refuse_at(desk, NO_BAD_REQUEST, "/state", "OPEN, CLOSED");
    TRY(page_begins(desk, cursor, limit, &after));
    TRY(db_list(desk, open ? &Q_conflicts_open : &Q_conflicts_closed,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_int(after.order),
                     v_int(after.part), v_int(after.id), v_int(limit + 1)),
                &rows));
    read_page(desk, &rows, limit, out);
    return DONE;
}

enum outcome conflicts_overdue(struct desk *desk, int limit, struct conflicts *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_conflicts_overdue,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_day(desk->today),
                     v_int(limit)),
                &rows));
    read_page(desk, &rows, limit, out);
    return DONE;
}

enum outcome conflict_counts(struct desk *desk, int64_t *open, int64_t *overdue)
{
    struct row row;
    TRY(db_find(
        desk, &Q_conflict_counts,
        WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_day(desk->today)),
        &row));
    *open = row_int(row, 0);
    *overdue = row_int(row, 1);
    return DONE;
}

enum outcome conflict_persons_of_part(struct desk *desk, int32_t part, struct rows *out)
{
    return db_list(desk, &Q_conflict_persons_of_part, WITH(v_int(part)), out);
}
