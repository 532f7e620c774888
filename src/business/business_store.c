#include "business/business_store.h"
#include "db/db.h"
#include "register/cursor.h"
#include "sql/business.h"

/* clang-format off */
const struct column business_columns[] = {
    COLUMN(business, part,      "part",      KIND_INT32, "首登单位", "Part"),
    COLUMN(business, id,        "id",        KIND_ID,    "业务标识", "Id"),
    COLUMN(business, ver,       "ver",       KIND_INT32, "版本",     "Version"),
    COLUMN(business, kind,      "kind",      KIND_TEXT,  "业务",     "Kind"),
    COLUMN(business, state,     "state",     KIND_TEXT,  "状态",     "State"),
    COLUMN(business, live,      "live",      KIND_BOOL,  "在办",     "Live"),
    COLUMN(business, person,    "person",    KIND_ID,    "人员标识", "Person"),
    COLUMN(business, household, "household", KIND_ID,    "户标识",   "Household"),
    COLUMN(business, whole,     "whole",     KIND_BOOL,  "整户",     "Whole household"),
    COLUMN(business, station,   "station",   KIND_INT32, "派出所",   "Station"),
    COLUMN(business, applicant, "applicant", KIND_TEXT,  "申请人",   "Applicant"),
    COLUMN(business, applicant_relation, "applicantRelation", KIND_TEXT, "申请人关系", "Relation"),
    COLUMN(business, phone,     "phone",     KIND_TEXT,  "电话",     "Phone"),
    COLUMN(business, papers,    "papers",    KIND_TEXT,  "证明材料", "Papers"),
    COLUMN(business, clerk,     "clerk",     KIND_ID,    "受理人",   "Taken in by"),
    COLUMN(business, first_decider, "firstDecider", KIND_ID, "初审人", "Passed on by"),
    COLUMN(business, decider,   "decider",   KIND_ID,    "审批人",   "Decided by"),
    COLUMN(business, reason,    "reason",    KIND_TEXT,  "理由",     "Reason"),
    COLUMN(business, old_number, "oldNumber", KIND_TEXT, "原号码",   "Old number"),
    COLUMN(business, new_number, "newNumber", KIND_TEXT, "新号码",   "New number"),
    COLUMN(business, opened_on, "openedOn",  KIND_DAY,   "受理日期", "Opened on"),
    COLUMN(business, due_on,    "dueOn",     KIND_DAY,   "办结期限", "Due on"),
    COLUMN(business, decided_on, "decidedOn", KIND_DAY,  "审批日期", "Decided on"),
};
const size_t business_column_count = COUNT(business_columns);

const struct column business_step_columns[] = {
    COLUMN(business_step, n,       "n",       KIND_INT32,   "序号", "Step"),
    COLUMN(business_step, event,   "event",   KIND_TEXT,    "步骤", "Event"),
    COLUMN(business_step, state,   "state",   KIND_TEXT,    "状态", "State"),
    COLUMN(business_step, clerk,   "clerk",   KIND_ID,      "经办人", "Clerk"),
    COLUMN(business_step, unit,    "unit",    KIND_INT32,   "单位", "Unit"),
    COLUMN(business_step, instant, "instant", KIND_INSTANT, "时间", "When"),
    COLUMN(business_step, note,    "note",    KIND_TEXT,    "意见", "Note"),
};
const size_t business_step_column_count = COUNT(business_step_columns);
/* clang-format on */

enum outcome business_load(struct desk *desk, int32_t part, int64_t id, struct business *out)
{
    struct row row;
    TRY(db_get(desk, &Q_business_get, NO_BUSINESS_UNKNOWN, WITH(v_int(part), v_int(id)), &row));
    row_read(row, business_columns, business_column_count, out);
    return DONE;
}

enum outcome business_changes(struct desk *desk, const struct business *b, struct item_changes *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_business_items, WITH(v_int(b->part), v_int(b->id)), &rows));
    *out = (struct item_changes){ 0 };
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        enum business_item item = item_of_key(row_text(row, 0));
        if (item < BUSINESS_ITEM_COUNT)
            out->at[out->count++] =
                (struct item_change){ item, row_text(row, 1), row_text(row, 2) };
    }
    return DONE;
}

enum outcome business_items_of(struct desk *desk, const struct business *b,
                               struct business_items *out)
{
    struct item_changes changes;
    TRY(business_changes(desk, b, &changes));
    *out = (struct business_items){ 0 };
    for (size_t i = 0; i < changes.count; i++)
        out->at[changes.at[i].item] = changes.at[i].after;
    return DONE;
}

static enum outcome add_step(struct desk *desk, const struct business *b, const char *event,
                             struct str note)
{
    return db_change(desk, &Q_business_step_add, NO_CHANGED_MEANWHILE,
                     WITH(v_int(b->part), v_int(b->id), v_int(b->ver), v_lit(event),
                          v_text(b->state), v_int(desk->clerk.id), v_int(desk->clerk.unit),
                          v_int(desk->now), v_filled(note)));
}

enum outcome business_insert(struct desk *desk, const struct business *b,
                             const struct item_changes *changes)
{
    const struct business_kind *kind = business_kind_find(b->kind, b->opened_on);
    ASSERT(kind != NULL);
    TRY(db_change(desk, &Q_business_add, NO_LIVE_BUSINESS,
                  WITH(v_int(b->part), v_int(b->id), v_text(b->kind), v_int((int64_t)kind->level),
                       v_text(b->state), v_id(b->person), v_id(b->household), v_int(b->whole),
                       v_int(b->station), v_text(b->applicant), v_filled(b->applicant_relation),
                       v_filled(b->phone), v_text(b->papers), v_int(b->clerk), v_day(b->opened_on),
                       v_day(b->due_on))));
    for (size_t i = 0; i < changes->count; i++)
        TRY(db_change(desk, &Q_business_item_add, REFUSAL_NONE,
                      WITH(v_int(b->part), v_int(b->id), v_lit(item_text(changes->at[i].item)->key),
                           v_filled(changes->at[i].before), v_text(changes->at[i].after))));
    return add_step(desk, b, "OPEN", NO_STR);
}

enum outcome business_save(struct desk *desk, struct business *b, enum business_event event,
                           struct str note)
{
    TRY(db_change(desk, &Q_business_save, NO_CHANGED_MEANWHILE,
                  WITH(v_int(b->part), v_int(b->id), v_int(b->ver), v_text(b->state),
                       v_int(b->live), v_id(b->person), v_id(b->household), v_id(b->first_decider),
                       v_id(b->decider), v_filled(b->reason), v_filled(b->old_number),
                       v_filled(b->new_number), v_day(b->decided_on))));
    b->ver++;
    return add_step(desk, b, business_event_name(event), note);
}

enum outcome business_steps_of(struct desk *desk, const struct business *b,
                               struct business_steps *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_business_steps, WITH(v_int(b->part), v_int(b->id)), &rows));
    struct business_step *at = NEW_ARRAY(desk->arena, struct business_step, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), business_step_columns, business_step_column_count, &at[i]);
    *out = (struct business_steps){ at, rows.count };
    return DONE;
}

enum outcome business_is_live_of(struct desk *desk, int32_t part, int64_t person, bool *out)
{
    struct row row;
    TRY(db_find(desk, &Q_business_live_of, WITH(v_int(part), v_int(person)), &row));
    *out = row.cells != NULL;
    return DONE;
}

enum outcome business_is_live_whole(struct desk *desk, int32_t part, int64_t household, bool *out)
{
    struct row row;
    TRY(db_find(desk, &Q_business_live_whole, WITH(v_int(part), v_int(household)), &row));
    *out = row.cells != NULL;
    return DONE;
}

enum outcome business_times(struct desk *desk, int32_t part, int64_t person, const char *kind,
                            struct day from, struct day to, int64_t *out)
{
    struct row row;
    TRY(db_find(desk, &Q_business_times,
                WITH(v_int(part), v_int(person), v_lit(kind), v_day(from), v_day(to)), &row));
    *out = row_int(row, 0);
    return DONE;
}

/** Of what is submitted a station decides what ends there, a bureau the rest; the city what a bureau
 * passed on. */
static bool read_desk(struct str desk, enum business_level *from, enum business_level *to)
{
    static const struct {
        const char *desk;
        enum business_level from, to;
    } desks[] = {
        { "", LEVEL_STATION, LEVEL_CITY },
        { "station", LEVEL_STATION, LEVEL_STATION },
        { "county", LEVEL_COUNTY, LEVEL_CITY },
        { "city", LEVEL_CITY, LEVEL_CITY },
    };
    for (size_t i = 0; i < COUNT(desks); i++)
        if (str_is(desk, desks[i].desk)) {
            *from = desks[i].from;
            *to = desks[i].to;
            return true;
        }
    return false;
}

enum outcome businesses_page(struct desk *desk, const struct businesses_query *query,
                             struct businesses *out)
{
    enum business_level from, to;
    int limit = query->limit;
    struct cursor after;
    struct rows rows;
    if (business_state_of(query->state) == BUSINESS_STATE_COUNT)
        return refuse_at(desk, NO_BAD_REQUEST, "/state", "DRAFT SUBMITTED COUNTY_APPROVED …");
    if (!read_desk(query->desk, &from, &to))
        return refuse_at(desk, NO_BAD_REQUEST, "/desk", "station county city");
    TRY(page_begins(desk, query->cursor, limit, &after));
    TRY(db_list(desk, &Q_businesses,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to),
                     v_text(query->state), v_int(after.order), v_int(after.part), v_int(after.id),
                     v_int(limit + 1), v_int((int64_t)from), v_int((int64_t)to)),
                &rows));
    size_t count = rows.count > (size_t)limit ? (size_t)limit : rows.count;
    *out = (struct businesses){ NEW_ARRAY(desk->arena, struct business, count), count, NO_STR };
    for (size_t i = 0; i < count; i++)
        row_read(rows_at(&rows, i), business_columns, business_column_count, &out->at[i]);
    if (count < rows.count) {
        const struct business *last = &out->at[count - 1];
        out->next = cursor_make(desk->arena,
                                &(struct cursor){ last->due_on.n, last->part, last->id, NO_STR });
    }
    return DONE;
}

enum outcome business_waiting_read(struct desk *desk, struct business_waiting_row **out,
                                   size_t *count)
{
    struct rows rows;
    TRY(db_list(
        desk, &Q_business_waiting,
        WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_day(desk->today)),
        &rows));
    *out = NEW_ARRAY(desk->arena, struct business_waiting_row, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        (*out)[i] = (struct business_waiting_row){ row_text(row, 0), row_text(row, 1),
                                                   row_int(row, 2), row_int(row, 3) };
    }
    *count = rows.count;
    return DONE;
}

enum outcome business_figures_read(struct desk *desk, struct day from, struct day to,
                                   struct business_figure **out, size_t *count)
{
    struct rows rows;
    TRY(db_list(
        desk, &Q_business_figures,
        WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_day(from), v_day(to)),
        &rows));
    *out = NEW_ARRAY(desk->arena, struct business_figure, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        (*out)[i] = (struct business_figure){ row_int(row, 0), row_text(row, 1), row_int(row, 2),
                                              row_int(row, 3), row_int(row, 4),  row_int(row, 5) };
    }
    *count = rows.count;
    return DONE;
}
