#include "conflict/notice.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/number_case.h"
#include "register/person_store.h"
#include "sql/conflict.h"

/* clang-format off */
const struct column notice_columns[] = {
    COLUMN(number_notice, part,        "part",       KIND_INT32, "首登单位", "Part"),
    COLUMN(number_notice, id,          "id",         KIND_ID,    "标识",     "Id"),
    COLUMN(number_notice, ver,         "ver",        KIND_INT32, "版本",     "Version"),
    COLUMN(number_notice, person,      "person",     KIND_ID,    "人员标识", "Person"),
    COLUMN(number_notice, number_case, "numberCase", KIND_ID,    "号码案件", "Number case"),
    COLUMN(number_notice, agency,      "agency",     KIND_TEXT,  "部门",     "Agency"),
    COLUMN(number_notice, old_number,  "oldNumber",  KIND_TEXT,  "原号码",   "Old number"),
    COLUMN(number_notice, new_number,  "newNumber",  KIND_TEXT,  "新号码",   "New number"),
    COLUMN(number_notice, station,     "station",    KIND_INT32, "派出所",   "Station"),
    COLUMN(number_notice, made_on,     "madeOn",     KIND_DAY,   "列入日期", "Made on"),
    COLUMN(number_notice, told_on,     "toldOn",     KIND_DAY,   "告知日期", "Told on"),
    COLUMN(number_notice, clerk,       "clerk",      KIND_ID,    "办理人",   "Clerk"),
    COLUMN(number_notice, note,        "note",       KIND_TEXT,  "备注",     "Note"),
};
const size_t notice_column_count = COUNT(notice_columns);
/* clang-format on */

enum outcome notices_make(struct desk *desk, int32_t part, int64_t person, int64_t number_case)
{
    struct number_case c;
    struct person p;
    TRY(number_case_load(desk, part, number_case, &c));
    TRY(person_load(desk, part, person, &p));
    for (size_t i = 0; i < notice_agency_count; i++)
        if (notice_agency_concerns(&notice_agencies[i], p.born_on, desk->today))
            TRY(db_change(desk, &Q_notice_add, REFUSAL_NONE,
                          WITH(v_int(part), v_int(new_id(desk)), v_int(person), v_int(number_case),
                               v_lit(notice_agencies[i].code), v_text(c.number), v_text(p.number),
                               v_int(p.station), v_day(desk->today))));
    return DONE;
}

enum outcome notices_of(struct desk *desk, int32_t part, int64_t person, struct number_notices *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_notices_of_person, WITH(v_int(part), v_int(person)), &rows));
    struct number_notice *at = NEW_ARRAY(desk->arena, struct number_notice, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), notice_columns, notice_column_count, &at[i]);
    *out = (struct number_notices){ at, rows.count };
    return DONE;
}

static enum outcome load(struct desk *desk, int32_t part, int64_t id, struct number_notice *out)
{
    struct row row;
    TRY(db_get(desk, &Q_notice_get, NO_NOT_FOUND, WITH(v_int(part), v_int(id)), &row));
    row_read(row, notice_columns, notice_column_count, out);
    return DONE;
}

static enum outcome journal_told(struct desk *desk, const struct number_notice *n)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "case", n->number_case);
    json_field_str(&body, "agency", n->agency);
    json_close(&body, '}');
    return journal(desk, "number_notice.told", n->part, n->person, buf_str(&body));
}

enum outcome notice_told(struct desk *desk, int32_t part, int64_t id, struct str note,
                         struct number_notice *out)
{
    SCOPED(tx) tx = { 0 };
    struct number_notice n;
    TRY(tx_open(desk, &tx));
    TRY(load(desk, part, id, &n));
    TRY(may(desk, MAY_SETTLE_NUMBERS, n.station));
    if (day_is(n.told_on))
        return refuse(desk, NO_CONFLICT_STEP);
    TRY(db_change(desk, &Q_notice_tell, NO_CHANGED_MEANWHILE,
                  WITH(v_int(part), v_int(id), v_int(n.ver), v_day(desk->today),
                       v_int(desk->clerk.id), v_filled(note))));
    TRY(journal_told(desk, &n));
    TRY(load(desk, part, id, out));
    return tx_commit(&tx);
}
