#include "characters/case_store.h"
#include "db/db.h"
#include "office/office.h"
#include "sql/characters.h"

/* clang-format off */
const struct column character_case_columns[] = {
    COLUMN(character_case, part,      "part",      KIND_INT32, "首登单位", "Part"),
    COLUMN(character_case, id,        "id",        KIND_ID,    "案件标识", "Id"),
    COLUMN(character_case, ver,       "ver",       KIND_INT32, "版本",     "Version"),
    COLUMN(character_case, person,    "person",    KIND_ID,    "人员标识", "Person"),
    COLUMN(character_case, station,   "station",   KIND_INT32, "派出所",   "Station"),
    COLUMN(character_case, item,      "item",      KIND_TEXT,  "项目",     "Item"),
    COLUMN(character_case, point,     "point",     KIND_INT32, "自造字码位", "Private-use code point"),
    COLUMN(character_case, written,   "written",   KIND_TEXT,  "原登记",   "As written"),
    COLUMN(character_case, bytes,     NULL,        KIND_BYTES, "原字节",   "Bytes"),
    COLUMN(character_case, load,      "load",      KIND_ID,    "导入批次", "Load"),
    COLUMN(character_case, opened_on, "openedOn",  KIND_DAY,   "立案日期", "Opened on"),
    COLUMN(character_case, source,    "source",    KIND_TEXT,  "纸质来源", "Paper"),
    COLUMN(character_case, picture,   NULL,        KIND_BYTES, "字形图片", "Picture"),
    COLUMN(character_case, shown_by,  "shownBy",   KIND_ID,    "查证人",   "Shown by"),
    COLUMN(character_case, became,    "character", KIND_TEXT,  "标准字",   "Character"),
    COLUMN(character_case, outcome,   "outcome",   KIND_TEXT,  "处理结果", "Outcome"),
    COLUMN(character_case, note,      "note",      KIND_TEXT,  "说明",     "Note"),
    COLUMN(character_case, clerk,     "clerk",     KIND_ID,    "办理人",   "Clerk"),
    COLUMN(character_case, closed_on, "closedOn",  KIND_DAY,   "办结日期", "Closed on"),
};
const size_t character_case_column_count = COUNT(character_case_columns);

const struct character_outcome character_outcomes[] = {
    { "ENCODED", "已改为标准字", "written with its standard character" },
    { "RENAMED", "姓名已变更",   "the name was changed" },
};
/* clang-format on */
const size_t character_outcome_count = COUNT(character_outcomes);

const struct character_outcome *character_outcome_of(struct str code)
{
    for (size_t i = 0; i < COUNT(character_outcomes); i++)
        if (str_is(code, character_outcomes[i].code))
            return &character_outcomes[i];
    return NULL;
}

enum outcome case_load(struct desk *desk, int32_t part, int64_t id, struct character_case *out)
{
    struct row row;
    TRY(db_get(desk, &Q_character_case_get, NO_CHARACTER_CASE_UNKNOWN, WITH(v_int(part), v_int(id)),
               &row));
    row_read(row, character_case_columns, character_case_column_count, out);
    return DONE;
}

enum outcome cases_of_person(struct desk *desk, int32_t part, int64_t person,
                             struct character_cases *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_character_cases_of_person, WITH(v_int(part), v_int(person)), &rows));
    struct character_case *at = NEW_ARRAY(desk->arena, struct character_case, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), character_case_columns, character_case_column_count, &at[i]);
    *out = (struct character_cases){ at, rows.count, NO_STR };
    return DONE;
}

enum outcome case_close(struct desk *desk, struct character_case *c, const char *outcome,
                        struct str character, struct str note)
{
    c->became = character;
    c->outcome = str_of(outcome);
    c->note = note.len ? note : NO_STR;
    c->clerk = desk->clerk.id;
    c->closed_on = desk->today;
    TRY(db_change(desk, &Q_character_case_close, NO_CHANGED_MEANWHILE,
                  WITH(v_int(c->part), v_int(c->id), v_int(c->ver), v_text(c->became),
                       v_text(c->outcome), v_text(c->note), v_int(c->clerk), v_day(c->closed_on))));
    c->ver++;
    return DONE;
}

enum outcome case_is_workable(struct desk *desk, const struct character_case *c)
{
    if (day_is(c->closed_on))
        return refuse(desk, NO_WRONG_STEP);
    return version_seen(desk, c->ver);
}
