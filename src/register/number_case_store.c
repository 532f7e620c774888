#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/cursor.h"
#include "register/number_case.h"
#include "sql/register.h"

/* clang-format off */
const struct column number_case_columns[] = {
    COLUMN(number_case, part,         "part",        KIND_INT32, "首登单位", "Part"),
    COLUMN(number_case, id,           "id",          KIND_ID,    "案件标识", "Id"),
    COLUMN(number_case, ver,          "ver",         KIND_INT32, "版本",     "Version"),
    COLUMN(number_case, person,       "person",      KIND_ID,    "人员标识", "Person"),
    COLUMN(number_case, number,       "number",      KIND_TEXT,  "有疑号码", "Number"),
    COLUMN(number_case, kind,         "kind",        KIND_TEXT,  "类别",     "Kind"),
    COLUMN(number_case, reasons,      "reasons",     KIND_TEXT,  "原因",     "Reasons"),
    COLUMN(number_case, other_part,   "otherPart",   KIND_INT32, "对方首登单位", "Other part"),
    COLUMN(number_case, other_person, "otherPerson", KIND_ID,    "对方人员", "Other person"),
    COLUMN(number_case, station,      "station",     KIND_INT32, "派出所",   "Station"),
    COLUMN(number_case, state,        "state",       KIND_TEXT,  "状态",     "State"),
    COLUMN(number_case, opened_on,    "openedOn",    KIND_DAY,   "立案日期", "Opened on"),
    COLUMN(number_case, due_on,       "dueOn",       KIND_DAY,   "办结期限", "Due on"),
    COLUMN(number_case, closed_on,    "closedOn",    KIND_DAY,   "办结日期", "Closed on"),
    COLUMN(number_case, outcome,      "outcome",     KIND_TEXT,  "处理结果", "Outcome"),
    COLUMN(number_case, clerk,        "clerk",       KIND_ID,    "办理人",   "Clerk"),
};
const size_t number_case_column_count = COUNT(number_case_columns);
/* clang-format on */

enum { DAYS_TO_SETTLE = 30 };

enum outcome number_case_open(struct desk *desk, const struct number_case *asked)
{
    int64_t days = setting(desk, "number_case.days", DAYS_TO_SETTLE);
    struct day due = { desk->today.n + (int32_t)days };
    bool duplicate = asked->other_person != 0;
    TRY(db_change(desk, &Q_number_case_add, REFUSAL_NONE,
                  WITH(v_int(asked->part), v_int(new_id(desk)), v_int(asked->person),
                       v_text(asked->number), v_text(asked->kind), v_text(asked->reasons),
                       duplicate ? v_int(asked->other_part) : v_null(),
                       duplicate ? v_int(asked->other_person) : v_null(), v_int(asked->station),
                       v_day(desk->today), v_day(due))));
    return follow(desk, "number_case.opened", asked->part, asked->person, STR("{}"));
}

enum outcome number_case_load(struct desk *desk, int32_t part, int64_t id, struct number_case *out)
{
    struct row row;
    TRY(db_get(desk, &Q_number_case_get, NO_NUMBER_CASE_UNKNOWN, WITH(v_int(part), v_int(id)),
               &row));
    row_read(row, number_case_columns, number_case_column_count, out);
    return DONE;
}

enum outcome number_open_case_of(struct desk *desk, int32_t part, int64_t person,
                                 struct number_case *out, bool *found)
{
    struct row row;
    TRY(db_find(desk, &Q_number_case_open_of, WITH(v_int(part), v_int(person)), &row));
    if (row.cells)
        row_read(row, number_case_columns, number_case_column_count, out);
    *found = row.cells != NULL;
    return DONE;
}

enum outcome number_open_duplicate_of(struct desk *desk, int32_t part, int64_t person,
                                      struct number_case *out, bool *found)
{
    struct rows rows;
    TRY(db_list(desk, &Q_number_case_open_of, WITH(v_int(part), v_int(person)), &rows));
    *found = false;
    for (size_t i = 0; i < rows.count && !*found; i++) {
        struct number_case open;
        row_read(rows_at(&rows, i), number_case_columns, number_case_column_count, &open);
        *found = str_is(open.kind, "DUPLICATE");
        if (*found)
            *out = open;
    }
    return DONE;
}

enum outcome number_is_confirmed(struct desk *desk, int32_t part, int64_t person, struct str number,
                                 bool *out)
{
    struct row row;
    TRY(db_find(desk, &Q_number_case_confirmed, WITH(v_int(part), v_int(person), v_text(number)),
                &row));
    *out = row_int(row, 0) > 0;
    return DONE;
}

/** `open` tells how many cases of the person are left: with none, nothing holds the applications
 * any more. */
static enum outcome tell_followers(struct desk *desk, const struct number_case *c,
                                   struct str outcome)
{
    SCOPED(buf) body = { 0 };
    struct rows left;
    TRY(db_list(desk, &Q_number_case_open_of, WITH(v_int(c->part), v_int(c->person)), &left));
    json_open(&body, '{');
    json_field_id(&body, "case", c->id);
    json_field_str(&body, "kind", c->kind);
    json_field_str(&body, "outcome", outcome);
    json_field_int(&body, "open", (int64_t)left.count);
    json_close(&body, '}');
    return follow(desk, "number_case.closed", c->part, c->person, buf_str(&body));
}

enum outcome number_case_close(struct desk *desk, const struct number_case *c, struct str outcome,
                               bool decided)
{
    TRY(db_change(desk, &Q_number_case_close, NO_CHANGED_MEANWHILE,
                  WITH(v_int(c->part), v_int(c->id), v_int(c->ver), v_day(desk->today),
                       v_text(outcome), decided ? v_int(desk->clerk.id) : v_null())));
    TRY(progress_add(desk, c->station, "number_case.closed", 1));
    return tell_followers(desk, c, outcome);
}

/** Reads the page, one row more than asked for, which only tells that there is a next page. */
static void read_page(struct desk *desk, const struct rows *rows, int limit,
                      struct number_cases *out)
{
    size_t count = rows->count > (size_t)limit ? (size_t)limit : rows->count;
    struct number_case_row *at = NEW_ARRAY(desk->arena, struct number_case_row, count);
    for (size_t i = 0; i < count; i++) {
        struct row row = rows_at(rows, i);
        row_read(row, number_case_columns, number_case_column_count, &at[i].number_case);
        at[i].number_case.number = number_masked(desk->arena, at[i].number_case.number);
        at[i].name = name_masked(desk->arena, row_text(row, number_case_column_count));
        at[i].legacy = row_text(row, number_case_column_count + 1);
    }
    *out = (struct number_cases){ at, count, NO_STR };
    if (count < rows->count) {
        const struct number_case *last = &at[count - 1].number_case;
        out->next = cursor_make(desk->arena,
                                &(struct cursor){ last->due_on.n, last->part, last->id, NO_STR });
    }
}

enum outcome number_cases_list(struct desk *desk, struct str state, struct str cursor, int limit,
                               struct number_cases *out)
{
    struct cursor after;
    struct rows rows;
    TRY(may(desk, MAY_SETTLE_NUMBERS, desk->clerk.unit));
    if (!str_is(state, "OPEN") && !str_is(state, "CLOSED"))
        return refuse_at(desk, NO_BAD_REQUEST, "/state", "OPEN, CLOSED");
    TRY(page_begins(desk, cursor, limit, &after));
    TRY(db_list(desk, &Q_number_cases,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_text(state),
                     v_int(after.order), v_int(after.part), v_int(after.id), v_int(limit + 1)),
                &rows));
    read_page(desk, &rows, limit, out);
    return DONE;
}
