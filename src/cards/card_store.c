#include "cards/card.h"
#include "db/db.h"
#include "office/unit.h"
#include "sql/cards.h"

#define C(field, key, kind, zh, en) COLUMN(card, field, key, kind, zh, en)
/* clang-format off */
const struct column card_columns[] = {
    C(part,           "part",          KIND_INT32, "分区",         "Part"),
    C(id,             "id",            KIND_ID,    "编号",         "Id"),
    C(ver,            "ver",           KIND_INT32, "版本",         "Version"),
    C(application,    "application",   KIND_ID,    "申请",         "Application"),
    C(person,         "person",        KIND_ID,    "人员",         "Person"),
    C(serial,         "serial",        KIND_TEXT,  "卡体管理号",   "Body number"),
    C(class,          "class",         KIND_TEXT,  "证件类别",     "Class"),
    C(state,          "state",         KIND_TEXT,  "证件状态",     "State"),
    C(unit,           "unit",          KIND_INT32, "保管单位",     "Kept by"),
    C(account,        "account",       KIND_TEXT,  "所在账户",     "Account"),
    C(holder,         "holder",        KIND_ID,    "责任人",       "Responsible"),
    C(box,            "box",           KIND_TEXT,  "箱号",         "Box"),
    C(name,           "name",          KIND_TEXT,  "姓名",         "Name"),
    C(sex,            "sex",           KIND_TEXT,  "性别",         "Sex"),
    C(ethnic,         "ethnic",        KIND_TEXT,  "民族",         "Ethnic group"),
    C(born_on,        "bornOn",        KIND_DAY,   "出生日期",     "Born on"),
    C(address,        "address",       KIND_TEXT,  "住址",         "Address"),
    C(citizen_number, "citizenNumber", KIND_TEXT,  "公民身份号码", "Citizen number"),
    C(organ,          "organ",         KIND_TEXT,  "签发机关",     "Issuing organ"),
    C(portrait,       "portrait",      KIND_BYTES, "相片",         "Portrait"),
    C(valid_from,     "validFrom",     KIND_DAY,   "有效期起",     "Valid from"),
    C(valid_to,       "validTo",       KIND_DAY,   "有效期止",     "Valid to"),
    C(made_on,        "madeOn",        KIND_DAY,   "制成日期",     "Made on"),
};
/* clang-format on */
#undef C
const size_t card_column_count = COUNT(card_columns);

static enum outcome read_one(struct row row, struct card *out)
{
    row_read(row, card_columns, card_column_count, out);
    return DONE;
}

enum outcome card_load(struct desk *desk, int32_t part, int64_t id, struct card *out)
{
    struct row row;
    TRY(db_get(desk, &Q_card_get, NO_CARD_UNKNOWN, WITH(v_int(part), v_int(id)), &row));
    return read_one(row, out);
}

enum outcome card_find(struct desk *desk, int32_t part, int64_t id, struct card *out, bool *found)
{
    struct row row;
    TRY(db_find(desk, &Q_card_get, WITH(v_int(part), v_int(id)), &row));
    *found = row.cells != NULL;
    return *found ? read_one(row, out) : DONE;
}

enum outcome card_is_here(struct desk *desk, const struct card *card, bool *here)
{
    return units_here(desk, &card->unit, 1, here);
}

enum outcome card_by_serial(struct desk *desk, struct str serial, struct card *out)
{
    struct row row;
    TRY(db_get(desk, &Q_card_serial_find, NO_CARD_UNKNOWN, WITH(v_text(serial)), &row));
    return card_load(desk, (int32_t)row_int(row, 0), row_int(row, 1), out);
}

static void read_all(struct desk *desk, const struct rows *rows, struct cards *out)
{
    out->at = NEW_ARRAY(desk->arena, struct card, rows->count);
    out->count = rows->count;
    for (size_t i = 0; i < rows->count; i++)
        row_read(rows_at(rows, i), card_columns, card_column_count, &out->at[i]);
}

enum outcome cards_of_person(struct desk *desk, int32_t part, int64_t person, struct cards *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_cards_of_person, WITH(v_int(part), v_int(person)), &rows));
    read_all(desk, &rows, out);
    return DONE;
}

enum outcome cards_at(struct desk *desk, enum account_kind account, int64_t after, int limit,
                      struct cards *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_cards_at,
                WITH(v_int(desk->clerk.unit), v_lit(account_text(account)->code), v_int(after),
                     v_int(limit)),
                &rows));
    read_all(desk, &rows, out);
    return DONE;
}

enum outcome card_put(struct desk *desk, const struct card *c)
{
    TRY(db_change(desk, &Q_card_serial_add, REFUSAL_NONE,
                  WITH(v_text(c->serial), v_int(c->part), v_int(c->id))));
    return db_change(desk, &Q_card_add, REFUSAL_NONE,
                     WITH(v_int(c->part), v_int(c->id), v_int(c->ver), v_int(c->application),
                          v_int(c->person), v_text(c->serial), v_text(c->class), v_text(c->state),
                          v_int(c->unit), v_text(c->account), v_int(c->holder), v_text(c->box),
                          v_text(c->name), v_text(c->sex), v_text(c->ethnic), v_day(c->born_on),
                          v_text(c->address), v_text(c->citizen_number), v_text(c->organ),
                          v_bytes(c->portrait), v_day(c->valid_from), v_day(c->valid_to),
                          v_day(c->made_on)));
}

enum outcome card_save_place(struct desk *desk, struct card *c, int32_t unit,
                             enum account_kind account, int64_t holder)
{
    c->unit = unit;
    c->account = str_of(account_text(account)->code);
    c->holder = holder;
    TRY(db_change(desk, &Q_card_place, NO_CHANGED_MEANWHILE,
                  WITH(v_int(c->part), v_int(c->id), v_int(c->ver), v_text(c->state),
                       v_int(c->unit), v_text(c->account), v_int(c->holder), v_text(c->box))));
    c->ver++;
    return DONE;
}

enum outcome card_move(struct desk *desk, struct card *card, enum account_kind to,
                       int64_t to_holder)
{
    enum account_kind from = account_of_code(card->account);
    if (from == ACCOUNT_KIND_COUNT)
        return fail(desk, "card %lld lies in no known account", (long long)card->id);
    const struct move move = { from, to, card->holder, to_holder, 1, card->id };
    TRY(ledger_post(desk, card->unit, &move, 1));
    return card_save_place(desk, card, card->unit, to, to_holder);
}

enum outcome card_set_aside(struct desk *desk, struct card *card)
{
    card->state = STR("9");
    return card_move(desk, card, CARD_REJECTED, 0);
}
