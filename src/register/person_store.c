#include "register/person_store.h"
#include "db/db.h"
#include "sql/register.h"

/* clang-format off */
const struct column person_columns[] = {
    COLUMN(person, part,         "part",        KIND_INT32,   "首登单位", "Part"),
    COLUMN(person, id,           "id",          KIND_ID,      "人员标识", "Id"),
    COLUMN(person, ver,          "ver",         KIND_INT32,   "版本",     "Version"),
    COLUMN(person, true_from,    "trueFrom",    KIND_DAY,     "生效日期", "True from"),
    COLUMN(person, known_from,   "knownFrom",   KIND_INSTANT, "登记时间", "Known from"),
    COLUMN(person, load,         NULL,          KIND_ID,      "导入批次", "Load"),
    COLUMN(person, legacy,       "legacy",      KIND_TEXT,    "原编号",   "Legacy id"),
    COLUMN(person, household,    "householdId", KIND_ID,      "户标识",   "Household"),
    COLUMN(person, relation,     "relation",    KIND_TEXT,    "与户主关系", "Relation to head"),
    COLUMN(person, name,         "name",        KIND_TEXT,    "姓名",     "Name"),
    COLUMN(person, name_key,     NULL,          KIND_TEXT,    "姓名键",   "Name key"),
    COLUMN(person, former_name,  "formerName",  KIND_TEXT,    "曾用名",   "Former name"),
    COLUMN(person, sex,          "sex",         KIND_TEXT,    "性别",     "Sex"),
    COLUMN(person, ethnic,       "ethnic",      KIND_TEXT,    "民族",     "Ethnic group"),
    COLUMN(person, born_on,      "bornOn",      KIND_DAY,     "出生日期", "Born on"),
    COLUMN(person, number,       "number",      KIND_TEXT,    "公民身份号码", "Citizen number"),
    COLUMN(person, native_place, "nativePlace", KIND_TEXT,    "籍贯",     "Native place"),
    COLUMN(person, education,    "education",   KIND_TEXT,    "文化程度", "Education"),
    COLUMN(person, marital,      "marital",     KIND_TEXT,    "婚姻状况", "Marital status"),
    COLUMN(person, station,      "station",     KIND_INT32,   "派出所",   "Station"),
    COLUMN(person, moved_in_on,  "movedInOn",   KIND_DAY,     "迁入日期", "Moved in on"),
    COLUMN(person, status,       "status",      KIND_TEXT,    "状态",     "Status"),
    COLUMN(person, frozen_by,    "frozenBy",    KIND_ID,      "冻结审批", "Frozen by"),
};
const size_t person_column_count = COUNT(person_columns);

const struct column household_columns[] = {
    COLUMN(household, part,    "part",    KIND_INT32, "首登单位", "Part"),
    COLUMN(household, id,      "id",      KIND_ID,    "户标识",   "Id"),
    COLUMN(household, ver,     "ver",     KIND_INT32, "版本",     "Version"),
    COLUMN(household, load,    NULL,      KIND_ID,    "导入批次", "Load"),
    COLUMN(household, legacy,  "legacy",  KIND_TEXT,  "户号",     "Household number"),
    COLUMN(household, kind,    "kind",    KIND_TEXT,  "户类型",   "Kind"),
    COLUMN(household, station, "station", KIND_INT32, "派出所",   "Station"),
    COLUMN(household, county,  "county",  KIND_INT32, "省市县区", "County"),
    COLUMN(household, street,  "street",  KIND_TEXT,  "街路巷",   "Street"),
    COLUMN(household, door,    "door",    KIND_TEXT,  "门牌号",   "Door"),
    COLUMN(household, detail,  "detail",  KIND_TEXT,  "详址",     "Detail"),
};
const size_t household_column_count = COUNT(household_columns);
/* clang-format on */

enum outcome person_load(struct desk *desk, int32_t part, int64_t id, struct person *out)
{
    struct row row;
    TRY(db_get(desk, &Q_person_get, NO_PERSON_UNKNOWN, WITH(v_int(part), v_int(id)), &row));
    row_read(row, person_columns, person_column_count, out);
    return DONE;
}

enum outcome person_of_legacy(struct desk *desk, struct str legacy, int32_t *part, int64_t *id)
{
    struct row row;
    TRY(db_get(desk, &Q_legacy_find, NO_PERSON_UNKNOWN, WITH(v_text(legacy)), &row));
    *part = (int32_t)row_int(row, 0);
    *id = row_int(row, 1);
    return DONE;
}

enum outcome household_load(struct desk *desk, int32_t part, int64_t id, struct household *out)
{
    struct row row;
    TRY(db_get(desk, &Q_household_get, NO_NOT_FOUND, WITH(v_int(part), v_int(id)), &row));
    row_read(row, household_columns, household_column_count, out);
    return DONE;
}

enum outcome household_members(struct desk *desk, int32_t part, int64_t household,
                               struct persons *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_household_persons, WITH(v_int(part), v_int(household)), &rows));
    struct person *at = NEW_ARRAY(desk->arena, struct person, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), person_columns, person_column_count, &at[i]);
    *out = (struct persons){ at, rows.count };
    return DONE;
}

/** The columns of household_add, and of all but the last of person_add, in the table's order. */
static struct value value_of(const struct column *column, const void *record)
{
    const char *at = (const char *)record + column->offset;
    switch (column->kind) {
    case KIND_INT:
    case KIND_ID:
    case KIND_INSTANT:
        return v_int(*(const int64_t *)(const void *)at);
    case KIND_INT32:
        return v_int(*(const int32_t *)(const void *)at);
    case KIND_BOOL:
        return v_int(*(const int *)(const void *)at);
    case KIND_TEXT:
        return v_text(*(const struct str *)(const void *)at);
    case KIND_BYTES:
        return v_bytes(*(const struct str *)(const void *)at);
    case KIND_DAY:
        return v_day(*(const struct day *)(const void *)at);
    }
    return v_null();
}

static enum outcome add_record(struct desk *desk, const struct statement *statement,
                               const struct column *columns, size_t count, const void *record)
{
    struct value values[32];
    ASSERT(count <= COUNT(values));
    for (size_t i = 0; i < count; i++)
        values[i] = value_of(&columns[i], record);
    return db_change(desk, statement, REFUSAL_NONE, (struct values){ values, count });
}

enum outcome person_add(struct desk *desk, const struct person *person)
{
    return add_record(desk, &Q_person_add, person_columns, person_column_count - 1, person);
}

enum outcome household_add(struct desk *desk, const struct household *household)
{
    return add_record(desk, &Q_household_add, household_columns, household_column_count, household);
}

/* ---- the directory of numbers ---- */

static enum outcome list_holders(struct desk *desk, const struct statement *statement,
                                 struct str number, struct number_holders *out)
{
    struct rows rows;
    TRY(db_list(desk, statement, WITH(v_text(number)), &rows));
    struct number_holder *at = NEW_ARRAY(desk->arena, struct number_holder, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        at[i] = (struct number_holder){ (int32_t)row_int(row, 0), row_int(row, 1),
                                        row_int(row, 2) != 0 };
    }
    *out = (struct number_holders){ at, rows.count };
    return DONE;
}

enum outcome number_holders_of(struct desk *desk, struct str number, struct number_holders *out)
{
    return list_holders(desk, &Q_number_holders, number, out);
}

enum outcome number_past_holders_of(struct desk *desk, struct str number,
                                    struct number_holders *out)
{
    return list_holders(desk, &Q_number_past_holders, number, out);
}

enum outcome number_ever_held(struct desk *desk, struct str number, bool *out)
{
    struct row row;
    TRY(db_find(desk, &Q_number_ever, WITH(v_text(number)), &row));
    *out = row_int(row, 0) > 0;
    return DONE;
}

enum outcome number_holder_add(struct desk *desk, struct str number,
                               const struct number_holder *holder, bool held)
{
    return db_change(desk, &Q_number_holder_add, REFUSAL_NONE,
                     WITH(v_text(number), v_int(holder->part), v_int(holder->person),
                          v_int(holder->sole), held ? v_null() : v_int(desk->now)));
}

enum outcome number_holder_share(struct desk *desk, struct str number, int32_t part, int64_t person)
{
    return db_change(desk, &Q_number_holder_share, REFUSAL_NONE,
                     WITH(v_text(number), v_int(part), v_int(person)));
}

enum outcome number_holder_end(struct desk *desk, struct str number, int32_t part, int64_t person)
{
    TRY(db_change(desk, &Q_number_holder_end, REFUSAL_NONE,
                  WITH(v_text(number), v_int(part), v_int(person), v_int(desk->now))));
    return db_change(desk, &Q_number_holder_alone, REFUSAL_NONE, WITH(v_text(number)));
}

/* ---- versions ---- */

static enum outcome keep_version(struct desk *desk, const struct person *person)
{
    struct buf body = { 0 };
    json_record(&body, person_columns, person_column_count, person);
    enum outcome outcome =
        db_change(desk, &Q_person_past_add, NO_CHANGED_MEANWHILE,
                  WITH(v_int(person->part), v_int(person->id), v_int(person->ver),
                       v_day(person->true_from), v_day(desk->today), v_int(person->known_from),
                       v_int(desk->now), v_text(arena_str(desk->arena, buf_str(&body)))));
    buf_close(&body);
    return outcome;
}

enum outcome person_change_number(struct desk *desk, struct person *person, struct str number)
{
    TRY(keep_version(desk, person));
    TRY(db_change(desk, &Q_person_set_number, NO_CHANGED_MEANWHILE,
                  WITH(v_int(person->part), v_int(person->id), v_int(person->ver), v_text(number),
                       v_day(desk->today), v_int(desk->now))));
    person->ver++;
    person->number = number;
    person->true_from = desk->today;
    person->known_from = desk->now;
    return DONE;
}
