#include "register/person_store.h"
#include "core/name.h"
#include "db/db.h"
#include "register/person_keys.h"
#include "register/record_values.h"
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
_Static_assert(COUNT(person_columns) == PERSON_COLUMNS, "person.h says how many");
const size_t person_column_count = COUNT(person_columns);

const struct column household_columns[] = {
    COLUMN(household, part,       "part",      KIND_INT32,   "首登单位", "Part"),
    COLUMN(household, id,         "id",        KIND_ID,      "户标识",   "Id"),
    COLUMN(household, ver,        "ver",       KIND_INT32,   "版本",     "Version"),
    COLUMN(household, true_from,  "trueFrom",  KIND_DAY,     "生效日期", "True from"),
    COLUMN(household, known_from, "knownFrom", KIND_INSTANT, "登记时间", "Known from"),
    COLUMN(household, load,       NULL,        KIND_ID,      "导入批次", "Load"),
    COLUMN(household, legacy,     "legacy",    KIND_TEXT,    "户号",     "Household number"),
    COLUMN(household, kind,       "kind",      KIND_TEXT,    "户类型",   "Kind"),
    COLUMN(household, status,     "status",    KIND_TEXT,    "户状态",   "Status"),
    COLUMN(household, station,    "station",   KIND_INT32,   "派出所",   "Station"),
    COLUMN(household, beat,       "beat",      KIND_TEXT,    "责任区",   "Beat"),
    COLUMN(household, county,     "county",    KIND_INT32,   "省市县区", "County"),
    COLUMN(household, town,       "town",      KIND_TEXT,    "乡镇街道", "Town"),
    COLUMN(household, committee,  "committee", KIND_TEXT,    "居（村）委会", "Committee"),
    COLUMN(household, street,     "street",    KIND_TEXT,    "街路巷",   "Street"),
    COLUMN(household, door,       "door",      KIND_TEXT,    "门牌号",   "Door"),
    COLUMN(household, detail,     "detail",    KIND_TEXT,    "详址",     "Detail"),
};
_Static_assert(COUNT(household_columns) == HOUSEHOLD_COLUMNS, "person.h says how many");
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

static struct persons read_persons(struct desk *desk, const struct rows *rows)
{
    struct person *at = NEW_ARRAY(desk->arena, struct person, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        row_read(rows_at(rows, i), person_columns, person_column_count, &at[i]);
    return (struct persons){ at, rows->count };
}

enum outcome household_members(struct desk *desk, int32_t part, int64_t household,
                               struct persons *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_household_persons, WITH(v_int(part), v_int(household)), &rows));
    *out = read_persons(desk, &rows);
    return DONE;
}

enum outcome persons_named(struct desk *desk, struct str name, struct day born_on, int32_t from,
                           int32_t to, int limit, struct persons *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_persons_named,
                WITH(v_text(name_key(desk->arena, name)), v_day(born_on), v_int(from), v_int(to),
                     v_int(limit)),
                &rows));
    *out = read_persons(desk, &rows);
    return DONE;
}

enum outcome person_add(struct desk *desk, const struct person *person)
{
    TRY(record_change(desk, &Q_person_add, REFUSAL_NONE, person_columns, person_column_count - 1,
                      person, NULL));
    return person_keys_put(desk, person);
}

enum outcome household_add(struct desk *desk, const struct household *household)
{
    struct household h = *household;
    if (!h.known_from) {
        h.true_from = desk->today;
        h.known_from = desk->now;
    }
    if (!h.status.len)
        h.status = STR("0");
    return record_change(desk, &Q_household_add, REFUSAL_NONE, household_columns,
                         household_column_count, &h, NULL);
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

enum outcome number_holder_resume(struct desk *desk, struct str number, int32_t part,
                                  int64_t person)
{
    return db_change(desk, &Q_number_holder_resume, NO_NUMBER_DUPLICATE,
                     WITH(v_text(number), v_int(part), v_int(person)));
}

/* ---- everybody's name ---- */

struct names_looked_at {
    void (*look)(void *self, int32_t station, struct str name, struct str former_name);
    void *self;
};

static enum outcome look_at_names(struct desk *desk, void *ctx, struct row row)
{
    const struct names_looked_at *n = ctx;
    (void)desk;
    n->look(n->self, (int32_t)row_int(row, 0), row_text(row, 1), row_text(row, 2));
    return DONE;
}

enum outcome person_names_each(struct desk *desk,
                               void (*look)(void *self, int32_t station, struct str name,
                                            struct str former_name),
                               void *self)
{
    struct names_looked_at n = { look, self };
    return db_each(desk, &Q_person_names,
                   WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), look_at_names,
                   &n);
}
