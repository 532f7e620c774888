#include "unregistered/unregistered_store.h"
#include "db/db.h"
#include "journal/journal.h"
#include "register/cursor.h"
#include "sql/unregistered.h"

/* clang-format off */
const struct column unregistered_columns[] = {
    COLUMN(unregistered, part,        "part",       KIND_INT32, "受理单位",   "Part"),
    COLUMN(unregistered, id,          "id",         KIND_ID,    "案件标识",   "Id"),
    COLUMN(unregistered, ver,         "ver",        KIND_INT32, "版本",       "Version"),
    { "class", "class", offsetof(struct unregistered, class_), KIND_TEXT, "类别", "Class" },
    COLUMN(unregistered, state,       "state",      KIND_TEXT,  "状态",       "State"),
    COLUMN(unregistered, live,        "live",       KIND_BOOL,  "在办",       "Live"),
    COLUMN(unregistered, station,     "station",    KIND_INT32, "派出所",     "Station"),
    COLUMN(unregistered, person_part, "personPart", KIND_INT32, "人员首登单位", "Person's part"),
    COLUMN(unregistered, person,      "person",     KIND_ID,    "人员标识",   "Person"),
    COLUMN(unregistered, name,        "name",       KIND_TEXT,  "姓名",       "Name"),
    COLUMN(unregistered, applicant,   "applicant",  KIND_TEXT,  "申请人",     "Applicant"),
    COLUMN(unregistered, applicant_relation, "applicantRelation", KIND_TEXT, "申请人关系", "Relation"),
    COLUMN(unregistered, phone,       "phone",      KIND_TEXT,  "电话",       "Phone"),
    COLUMN(unregistered, clerk,       "clerk",      KIND_ID,    "受理人",     "Taken in by"),
    COLUMN(unregistered, submitter,   "submitter",  KIND_ID,    "呈报人",     "Put forward by"),
    COLUMN(unregistered, first_decider, "firstDecider", KIND_ID, "分（县）局审核人", "Passed on by"),
    COLUMN(unregistered, decider,     "decider",    KIND_ID,    "审批人",     "Decided by"),
    COLUMN(unregistered, reason,      "reason",     KIND_TEXT,  "未登记原因", "Reason"),
    COLUMN(unregistered, answer,      "answer",     KIND_TEXT,  "答复",       "Answer"),
    COLUMN(unregistered, business,    "business",   KIND_ID,    "户口业务",   "Business"),
    COLUMN(unregistered, opened_on,   "openedOn",   KIND_DAY,   "受理日期",   "Opened on"),
    COLUMN(unregistered, since,       "since",      KIND_DAY,   "本步起日",   "Step since"),
    COLUMN(unregistered, due_on,      "dueOn",      KIND_DAY,   "本步期限",   "Due on"),
    COLUMN(unregistered, posted_on,   "postedOn",   KIND_DAY,   "公示日期",   "Posted on"),
    COLUMN(unregistered, notice_ends, "noticeEnds", KIND_DAY,   "公示截止",   "Notice ends"),
    COLUMN(unregistered, decided_on,  "decidedOn",  KIND_DAY,   "审批日期",   "Decided on"),
    COLUMN(unregistered, closed_on,   "closedOn",   KIND_DAY,   "办结日期",   "Closed on"),
};
const size_t unregistered_column_count = COUNT(unregistered_columns);

const struct column proof_columns[] = {
    COLUMN(proof, id,           "id",          KIND_ID,      "材料标识", "Id"),
    COLUMN(proof, kind,         "kind",        KIND_TEXT,    "种类",     "Kind"),
    COLUMN(proof, paper_number, "paperNumber", KIND_TEXT,    "编号",     "Number"),
    COLUMN(proof, issuer,       "issuer",      KIND_TEXT,    "出具单位", "Issuer"),
    COLUMN(proof, issued_on,    "issuedOn",    KIND_DAY,     "出具日期", "Issued on"),
    COLUMN(proof, text,         "text",        KIND_TEXT,    "内容",     "Text"),
    COLUMN(proof, hash,         NULL,          KIND_BYTES,   "摘要",     "Hash"),
    COLUMN(proof, unit,         "unit",        KIND_INT32,   "单位",     "Unit"),
    COLUMN(proof, clerk,        "clerk",       KIND_ID,      "经办人",   "Clerk"),
    COLUMN(proof, instant,      "at",          KIND_INSTANT, "时间",     "At"),
};
const size_t proof_column_count = COUNT(proof_columns);

const struct column unregistered_step_columns[] = {
    COLUMN(unregistered_step_row, n,       "n",     KIND_INT32,   "序号",   "Step"),
    COLUMN(unregistered_step_row, event,   "event", KIND_TEXT,    "步骤",   "Event"),
    COLUMN(unregistered_step_row, state,   "state", KIND_TEXT,    "状态",   "State"),
    COLUMN(unregistered_step_row, due_on,  "dueOn", KIND_DAY,     "期限",   "Due on"),
    COLUMN(unregistered_step_row, clerk,   "clerk", KIND_ID,      "经办人", "Clerk"),
    COLUMN(unregistered_step_row, unit,    "unit",  KIND_INT32,   "单位",   "Unit"),
    COLUMN(unregistered_step_row, instant, "at",    KIND_INSTANT, "时间",   "At"),
    COLUMN(unregistered_step_row, note,    "note",  KIND_TEXT,    "意见",   "Note"),
};
const size_t unregistered_step_column_count = COUNT(unregistered_step_columns);

static const struct column tally_columns[] = {
    COLUMN(unregistered_tally, station,    NULL, KIND_INT32, "", ""),
    { "class", NULL, offsetof(struct unregistered_tally, class_), KIND_TEXT, "", "" },
    COLUMN(unregistered_tally, opened_on,  NULL, KIND_DAY,   "", ""),
    COLUMN(unregistered_tally, ended_on,   NULL, KIND_DAY,   "", ""),
    COLUMN(unregistered_tally, registered, NULL, KIND_BOOL,  "", ""),
    COLUMN(unregistered_tally, live,       NULL, KIND_BOOL,  "", ""),
    { "n", NULL, offsetof(struct unregistered_tally, count), KIND_INT, "", "" },
    COLUMN(unregistered_tally, overdue,    NULL, KIND_INT,   "", ""),
};
/* clang-format on */

/* ---- reading ---- */

enum outcome unregistered_load(struct desk *desk, int32_t part, int64_t id,
                               struct unregistered *out)
{
    struct row row;
    TRY(db_get(desk, &Q_unregistered_get, NO_UNREGISTERED_UNKNOWN, WITH(v_int(part), v_int(id)),
               &row));
    row_read(row, unregistered_columns, unregistered_column_count, out);
    return DONE;
}

enum outcome unregistered_class_of(struct desk *desk, const struct unregistered *c,
                                   const struct unregistered_class **out)
{
    *out = unregistered_class_find(c->class_, c->opened_on);
    return *out ? DONE : fail(desk, "a case of a class no row has");
}

enum outcome unregistered_items(struct desk *desk, const struct unregistered *c,
                                struct business_items *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_unregistered_items, WITH(v_int(c->part), v_int(c->id)), &rows));
    *out = (struct business_items){ 0 };
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        enum business_item item = item_of_key(row_text(row, 0));
        if (item < BUSINESS_ITEM_COUNT)
            out->at[item] = row_text(row, 1);
    }
    return DONE;
}

enum outcome unregistered_proofs(struct desk *desk, const struct unregistered *c,
                                 struct proofs *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_unregistered_evidence_of, WITH(v_int(c->part), v_int(c->id)), &rows));
    struct proof *at = NEW_ARRAY(desk->arena, struct proof, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), proof_columns, proof_column_count, &at[i]);
    *out = (struct proofs){ at, rows.count };
    return DONE;
}

enum outcome unregistered_steps_load(struct desk *desk, const struct unregistered *c,
                                     struct unregistered_steps *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_unregistered_steps, WITH(v_int(c->part), v_int(c->id)), &rows));
    struct unregistered_step_row *at =
        NEW_ARRAY(desk->arena, struct unregistered_step_row, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), unregistered_step_columns, unregistered_step_column_count,
                 &at[i]);
    *out = (struct unregistered_steps){ at, rows.count };
    return DONE;
}

/* ---- writing ---- */

static enum outcome add_step(struct desk *desk, const struct unregistered *c,
                             enum unregistered_event event, struct str note)
{
    return db_change(desk, &Q_unregistered_step_add, NO_CHANGED_MEANWHILE,
                     WITH(v_int(c->part), v_int(c->id), v_int(c->ver),
                          v_lit(unregistered_event_text(event)->code), v_text(c->state),
                          c->live ? v_day(c->due_on) : v_null(), v_int(desk->clerk.id),
                          v_int(desk->clerk.unit), v_int(desk->now), v_filled(note)));
}

enum outcome unregistered_insert(struct desk *desk, const struct unregistered *c)
{
    TRY(db_change(desk, &Q_unregistered_add, REFUSAL_NONE,
                  WITH(v_int(c->part), v_int(c->id), v_text(c->class_), v_text(c->state),
                       v_int(c->station), v_id(c->person_part), v_id(c->person), v_text(c->name),
                       v_text(c->applicant), v_filled(c->applicant_relation), v_filled(c->phone),
                       v_int(c->clerk), v_day(c->opened_on), v_day(c->due_on))));
    return add_step(desk, c, UNREGISTERED_EVENT_OPEN, NO_STR);
}

enum outcome unregistered_put_items(struct desk *desk, const struct unregistered *c,
                                    const struct business_items *items)
{
    for (int i = 0; i < BUSINESS_ITEM_COUNT; i++) {
        struct value key = v_lit(item_text((enum business_item)i)->key);
        struct str value = items->at[i];
        if (value.len)
            TRY(db_change(desk, &Q_unregistered_item_put, REFUSAL_NONE,
                          WITH(v_int(c->part), v_int(c->id), key, v_text(value))));
        else if (value.at)
            TRY(db_change(desk, &Q_unregistered_item_drop, REFUSAL_NONE,
                          WITH(v_int(c->part), v_int(c->id), key)));
    }
    return DONE;
}

enum outcome unregistered_save(struct desk *desk, struct unregistered *c,
                               enum unregistered_event event, struct str note)
{
    TRY(db_change(desk, &Q_unregistered_save, NO_CHANGED_MEANWHILE,
                  WITH(v_int(c->part), v_int(c->id), v_int(c->ver), v_text(c->class_),
                       v_text(c->state), v_int(c->live), v_id(c->person_part), v_id(c->person),
                       v_text(c->name), v_id(c->submitter), v_id(c->first_decider),
                       v_id(c->decider), v_filled(c->reason), v_filled(c->answer),
                       v_id(c->business), v_day(c->since), v_day(c->due_on), v_day(c->posted_on),
                       v_day(c->notice_ends), v_day(c->decided_on), v_day(c->closed_on))));
    c->ver++;
    return add_step(desk, c, event, note);
}

enum outcome unregistered_add_proof(struct desk *desk, const struct unregistered *c,
                                    const struct proof *p)
{
    return db_change(desk, &Q_unregistered_evidence_add, REFUSAL_NONE,
                     WITH(v_int(c->part), v_int(c->id), v_int(p->id), v_text(p->kind),
                          v_filled(p->paper_number), v_filled(p->issuer), v_day(p->issued_on),
                          v_text(p->text), v_bytes(p->hash), v_int(p->unit), v_int(p->clerk),
                          v_int(p->instant)));
}

void unregistered_begin_body(struct buf *body, const struct unregistered *c)
{
    json_open(body, '{');
    json_field_id(body, "case", c->id);
    json_field_str(body, "class", c->class_);
    json_field_str(body, "state", c->state);
}

enum outcome unregistered_journal(struct desk *desk, const struct unregistered *c, const char *verb,
                                  struct str body)
{
    return journal(desk, verb, c->person ? c->person_part : c->part, c->person ? c->person : c->id,
                   body);
}

/* ---- lists ---- */

enum outcome unregistered_page(struct desk *desk, struct str state, struct str cursor, int limit,
                               struct unregistered_list *out)
{
    struct cursor after;
    struct rows rows;
    bool open = str_is(state, "OPEN");
    const struct clerk *clerk = &desk->clerk;
    TRY(page_begins(desk, cursor, limit, &after));
    if (open)
        TRY(db_list(desk, &Q_unregistered_open,
                    WITH(v_int(clerk->reach_from), v_int(clerk->reach_to), v_int(after.order),
                         v_int(after.part), v_int(after.id), v_int(limit + 1)),
                    &rows));
    else
        TRY(db_list(desk, &Q_unregistered_in_state,
                    WITH(v_int(clerk->reach_from), v_int(clerk->reach_to), v_int(after.order),
                         v_int(after.part), v_int(after.id), v_int(limit + 1), v_text(state)),
                    &rows));
    size_t count = rows.count > (size_t)limit ? (size_t)limit : rows.count;
    *out = (struct unregistered_list){ NEW_ARRAY(desk->arena, struct unregistered, count), count,
                                       NO_STR };
    for (size_t i = 0; i < count; i++)
        row_read(rows_at(&rows, i), unregistered_columns, unregistered_column_count, &out->at[i]);
    if (count < rows.count) {
        const struct unregistered *last = &out->at[count - 1];
        out->next = cursor_make(desk->arena,
                                &(struct cursor){ last->due_on.n, last->part, last->id, NO_STR });
    }
    return DONE;
}

enum outcome unregistered_counts(struct desk *desk, int64_t *open, int64_t *overdue)
{
    struct row row;
    TRY(db_find(
        desk, &Q_unregistered_counts,
        WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_day(desk->today)),
        &row));
    *open = row_int(row, 0);
    *overdue = row_int(row, 1);
    return DONE;
}

enum outcome unregistered_tallies_read(struct desk *desk, struct day from, struct day to,
                                       struct unregistered_tallies *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_unregistered_tallies,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_day(from),
                     v_day(to), v_day(desk->today)),
                &rows));
    struct unregistered_tally *at = NEW_ARRAY(desk->arena, struct unregistered_tally, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), tally_columns, COUNT(tally_columns), &at[i]);
    *out = (struct unregistered_tallies){ at, rows.count };
    return DONE;
}

enum outcome unregistered_persons(struct desk *desk, int32_t part, struct rows *out)
{
    return db_list(desk, &Q_unregistered_persons_of_part, WITH(v_int(part)), out);
}
