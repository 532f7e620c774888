#include "cards/application_store.h"
#include "db/db.h"
#include "sql/cards.h"

#define C(field, key, kind, zh, en) COLUMN(application, field, key, kind, zh, en)
/* clang-format off */
const struct column application_columns[] = {
    C(part,           "part",          KIND_INT32,   "分区",         "Part"),
    C(id,             "id",            KIND_ID,      "编号",         "Id"),
    C(ver,            "ver",           KIND_INT32,   "版本",         "Version"),
    C(number,         "number",        KIND_TEXT,    "受理号",       "Acceptance number"),
    C(person,         "person",        KIND_ID,      "人员",         "Person"),
    C(state,          "state",         KIND_INT32,   "状态",         "State"),
    C(live,           "live",          KIND_INT32,   "在办",         "Live"),
    C(station,        "station",       KIND_INT32,   "受理单位",     "Station"),
    C(bureau,         "bureau",        KIND_INT32,   "签发单位",     "Bureau"),
    C(city,           "city",          KIND_INT32,   "市局",         "City"),
    C(at_unit,        "atUnit",        KIND_INT32,   "所在单位",     "Lies with"),
    C(acceptor,       "acceptor",      KIND_ID,      "受理人",       "Accepted by"),
    C(accepted_on,    "acceptedOn",    KIND_DAY,     "受理日期",     "Accepted on"),
    C(accepted_at,    "acceptedAt",    KIND_INSTANT, "受理时间",     "Accepted at"),
    C(ground,         "ground",        KIND_TEXT,    "申领原因",     "Ground"),
    C(production,     "production",    KIND_TEXT,    "制证类型",     "Production"),
    C(delivery,       "delivery",      KIND_TEXT,    "领取方式",     "Delivery"),
    C(phone,          "phone",         KIND_TEXT,    "联系电话",     "Phone"),
    C(guardian,       "guardian",      KIND_TEXT,    "监护人",       "Guardian"),
    C(name,           "name",          KIND_TEXT,    "姓名",         "Name"),
    C(sex,            "sex",           KIND_TEXT,    "性别",         "Sex"),
    C(ethnic,         "ethnic",        KIND_TEXT,    "民族",         "Ethnic group"),
    C(born_on,        "bornOn",        KIND_DAY,     "出生日期",     "Born on"),
    C(address,        "address",       KIND_TEXT,    "住址",         "Address"),
    C(citizen_number, "citizenNumber", KIND_TEXT,    "公民身份号码", "Citizen number"),
    C(organ,          "organ",         KIND_TEXT,    "签发机关",     "Issuing organ"),
    C(portrait,       "portrait",      KIND_BYTES,   "相片",         "Portrait"),
    C(fee,            "fee",           KIND_INT,     "收费（分）",   "Fee (fen)"),
    C(fee_source,     "feeSource",     KIND_TEXT,    "收费依据",     "Fee source"),
    C(exemption,      "exemption",     KIND_TEXT,    "减免类别",     "Exemption"),
    C(receipt,        "receipt",       KIND_TEXT,    "票据号",       "Receipt"),
    C(promised_on,    "promisedOn",    KIND_DAY,     "承诺领证日期", "Promised on"),
    C(due_on,         "dueOn",         KIND_DAY,     "法定期限",     "Due on"),
    C(due_source,     "dueSource",     KIND_TEXT,    "期限依据",     "Limit's source"),
    C(held_for,       "heldFor",       KIND_ID,      "号码案件",     "Number case"),
    C(reviewer,       "reviewer",      KIND_ID,      "审核人",       "Reviewed by"),
    C(signer,         "signer",        KIND_ID,      "签发人",       "Signed by"),
    C(auditor,        "auditor",       KIND_ID,      "市局审核人",   "Audited by"),
    C(signed_on,      "signedOn",      KIND_DAY,     "签发日期",     "Signed on"),
    C(valid_from,     "validFrom",     KIND_DAY,     "有效期起",     "Valid from"),
    C(valid_to,       "validTo",       KIND_DAY,     "有效期止",     "Valid to"),
    C(valid_source,   "validSource",   KIND_TEXT,    "有效期依据",   "Validity source"),
    C(reason,         "reason",        KIND_TEXT,    "退回原因",     "Reason"),
    C(reason_field,   "reasonField",   KIND_TEXT,    "退回项目",     "Field refused"),
    C(card,           "card",          KIND_ID,      "证件",         "Card"),
    C(old_card,       "oldCard",       KIND_TEXT,    "原证处理",     "Old card"),
    C(collected_on,   "collectedOn",   KIND_DAY,     "领取日期",     "Collected on"),
    C(superseded_by,  "supersededBy",  KIND_ID,      "重办为",       "Superseded by"),
    C(changed_at,     "changedAt",     KIND_INSTANT, "变动时间",     "Changed at"),
};
/* clang-format on */
#undef C
const size_t application_column_count = COUNT(application_columns);

enum outcome application_load_id(struct desk *desk, int32_t part, int64_t id,
                                 struct application *out)
{
    struct row row;
    TRY(db_get(desk, &Q_application_get, NO_APPLICATION_UNKNOWN, WITH(v_int(part), v_int(id)),
               &row));
    row_read(row, application_columns, application_column_count, out);
    return DONE;
}

enum outcome application_find_id(struct desk *desk, int32_t part, int64_t id,
                                 struct application *out, bool *found)
{
    struct row row;
    TRY(db_find(desk, &Q_application_get, WITH(v_int(part), v_int(id)), &row));
    *found = row.cells != NULL;
    if (*found)
        row_read(row, application_columns, application_column_count, out);
    return DONE;
}

enum outcome application_other_live(struct desk *desk, const struct application *app,
                                    struct application *out, bool *found)
{
    struct row row;
    TRY(db_find(desk, &Q_application_other_live,
                WITH(v_int(app->part), v_int(app->person), v_int(app->id)), &row));
    *found = row.cells != NULL;
    return *found ? application_load_id(desk, app->part, row_int(row, 0), out) : DONE;
}

enum outcome application_load(struct desk *desk, struct str number, struct application *out)
{
    struct row row;
    TRY(db_get(desk, &Q_application_number_find, NO_APPLICATION_UNKNOWN, WITH(v_text(number)),
               &row));
    return application_load_id(desk, (int32_t)row_int(row, 0), row_int(row, 1), out);
}

enum outcome application_insert(struct desk *desk, const struct application *a)
{
    TRY(db_change(
        desk, &Q_application_add, NO_LIVE_APPLICATION,
        WITH(v_int(a->part), v_int(a->id), v_text(a->number), v_int(a->person), v_int(a->state),
             v_int(a->station), v_int(a->bureau), v_int(a->city), v_int(a->at_unit),
             v_int(a->acceptor), v_day(a->accepted_on), v_int(a->accepted_at), v_text(a->ground),
             v_text(a->production), v_text(a->delivery), v_filled(a->phone), v_filled(a->guardian),
             v_text(a->name), v_text(a->sex), v_text(a->ethnic), v_day(a->born_on),
             v_text(a->address), v_text(a->citizen_number), v_text(a->organ),
             a->portrait.len ? v_bytes(a->portrait) : v_null(), v_int(a->fee),
             v_text(a->fee_source), v_filled(a->exemption), v_filled(a->receipt),
             v_day(a->promised_on), v_day(a->due_on), v_text(a->due_source), v_id(a->held_for))));
    return db_change(desk, &Q_application_number_add, REFUSAL_NONE,
                     WITH(v_text(a->number), v_int(a->part), v_int(a->id)));
}

/** The acceptance number leads to the application, and to no other. */
static enum outcome lead_to(struct desk *desk, const struct application *a)
{
    struct row row;
    TRY(db_change(desk, &Q_application_number_add, REFUSAL_NONE,
                  WITH(v_text(a->number), v_int(a->part), v_int(a->id))));
    TRY(db_get(desk, &Q_application_number_find, NO_PACKAGE_RECORD, WITH(v_text(a->number)), &row));
    if (row_int(row, 0) != a->part || row_int(row, 1) != a->id)
        return refuse_field(desk, NO_PACKAGE_RECORD, "number");
    return DONE;
}

static enum outcome put_new(struct desk *desk, const struct application *a)
{
    TRY(db_change(
        desk, &Q_application_put, REFUSAL_NONE,
        WITH(v_int(a->part), v_int(a->id), v_int(a->ver), v_text(a->number), v_int(a->person),
             v_int(a->state), v_int(a->live), v_int(a->station), v_int(a->bureau), v_int(a->city),
             v_int(a->at_unit), v_int(a->acceptor), v_day(a->accepted_on), v_int(a->accepted_at),
             v_text(a->ground), v_text(a->production), v_text(a->delivery), v_text(a->phone),
             v_text(a->guardian), v_text(a->name), v_text(a->sex), v_text(a->ethnic),
             v_day(a->born_on), v_text(a->address), v_text(a->citizen_number), v_text(a->organ),
             v_bytes(a->portrait), v_int(a->fee), v_text(a->fee_source), v_text(a->exemption),
             v_text(a->receipt), v_day(a->promised_on), v_day(a->due_on), v_text(a->due_source),
             v_id(a->held_for), v_id(a->reviewer), v_id(a->signer), v_id(a->auditor),
             v_day(a->signed_on), v_day(a->valid_from), v_day(a->valid_to), v_text(a->valid_source),
             v_text(a->reason), v_text(a->reason_field), v_id(a->card), v_text(a->old_card),
             v_day(a->collected_on), v_id(a->superseded_by), v_int(a->changed_at))));
    return lead_to(desk, a);
}

static enum outcome overwrite(struct desk *desk, const struct application *a, int32_t was)
{
    int32_t ver = a->ver > was ? a->ver : was;
    return db_change(desk, &Q_application_overwrite, NO_CHANGED_MEANWHILE,
                     WITH(v_int(a->part), v_int(a->id), v_int(was), v_int(ver), v_int(a->state),
                          v_int(a->live), v_int(a->at_unit), v_text(a->name), v_text(a->sex),
                          v_text(a->ethnic), v_day(a->born_on), v_text(a->address),
                          v_text(a->citizen_number), v_text(a->organ), v_bytes(a->portrait),
                          v_id(a->held_for), v_id(a->reviewer), v_id(a->signer), v_id(a->auditor),
                          v_day(a->signed_on), v_day(a->valid_from), v_day(a->valid_to),
                          v_text(a->valid_source), v_text(a->reason), v_text(a->reason_field),
                          v_id(a->card), v_text(a->old_card), v_day(a->collected_on),
                          v_id(a->superseded_by), v_int(a->changed_at)));
}

enum outcome application_put(struct desk *desk, const struct application *had,
                             const struct application *sent)
{
    return had ? overwrite(desk, sent, had->ver) : put_new(desk, sent);
}

enum outcome application_save(struct desk *desk, struct application *a)
{
    a->changed_at = desk->now;
    TRY(db_change(desk, &Q_application_save, NO_CHANGED_MEANWHILE,
                  WITH(v_int(a->part), v_int(a->id), v_int(a->ver), v_int(a->state), v_int(a->live),
                       v_int(a->at_unit), v_text(a->name), v_text(a->address), v_text(a->organ),
                       a->portrait.len ? v_bytes(a->portrait) : v_null(), v_id(a->held_for),
                       v_id(a->reviewer), v_id(a->signer), v_id(a->auditor), v_day(a->signed_on),
                       v_day(a->valid_from), v_day(a->valid_to), v_filled(a->valid_source),
                       v_filled(a->reason), v_filled(a->reason_field), v_id(a->card),
                       v_filled(a->old_card), v_day(a->collected_on), v_id(a->superseded_by),
                       v_int(a->changed_at), v_text(a->citizen_number), v_text(a->sex),
                       v_text(a->ethnic), v_day(a->born_on))));
    a->ver++;
    return DONE;
}

enum outcome person_standing_ask(struct desk *desk, int32_t part, int64_t person,
                                 struct question **out)
{
    return db_ask(desk, &Q_person_standing, WITH(v_int(part), v_int(person)), out);
}

enum outcome person_standing(struct desk *desk, int32_t part, int64_t person, struct standing *out)
{
    struct question *question;
    TRY(person_standing_ask(desk, part, person, &question));
    return person_standing_read(desk, question, out);
}

enum outcome person_standing_read(struct desk *desk, struct question *question,
                                  struct standing *out)
{
    struct row row;
    TRY(db_answer(desk, question, NO_PERSON_UNKNOWN, &row));
    *out = (struct standing){ .live = row_int(row, 0),
                              .live_state = (int32_t)row_int(row, 1),
                              .live_station = (int32_t)row_int(row, 2),
                              .last_made = row_day(row, 3),
                              .last_from = row_day(row, 4),
                              .last_to = row_day(row, 5),
                              .has_card = !row_null(row, 4),
                              .failures = row_int(row, 6) };
    if (out->last_to.n == INT32_MAX)
        out->last_to = NO_DAY;
    return DONE;
}

static void read_all(struct desk *desk, const struct rows *rows, struct applications *out)
{
    out->at = NEW_ARRAY(desk->arena, struct application, rows->count);
    out->count = rows->count;
    for (size_t i = 0; i < rows->count; i++)
        row_read(rows_at(rows, i), application_columns, application_column_count, &out->at[i]);
}

enum outcome applications_of_person(struct desk *desk, int32_t part, int64_t person,
                                    struct applications *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_applications_of_person, WITH(v_int(part), v_int(person)), &rows));
    read_all(desk, &rows, out);
    return DONE;
}

enum outcome application_queue(struct desk *desk, enum application_state from,
                               enum application_state to, struct queue_place after, int limit,
                               struct applications *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_application_queue,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_int((int)from),
                     v_int((int)to), v_int(after.due_on.n), v_int(after.part), v_int(after.id),
                     v_int(limit)),
                &rows));
    read_all(desk, &rows, out);
    return DONE;
}

enum outcome applications_ready(struct desk *desk, int32_t unit, enum application_state state,
                                int limit, struct application_ref **out, size_t *count)
{
    struct rows rows;
    TRY(db_list(desk, &Q_applications_ready, WITH(v_int(unit), v_int((int)state), v_int(limit)),
                &rows));
    struct application_ref *refs = NEW_ARRAY(desk->arena, struct application_ref, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        refs[i] = (struct application_ref){ (int32_t)row_int(rows_at(&rows, i), 0),
                                            row_int(rows_at(&rows, i), 1) };
    *out = refs;
    *count = rows.count;
    return DONE;
}

enum outcome applications_ready_count(struct desk *desk, int32_t unit, enum application_state state,
                                      int64_t *out)
{
    struct row row;
    TRY(db_get(desk, &Q_applications_ready_count, NO_NOT_NOW, WITH(v_int(unit), v_int((int)state)),
               &row));
    *out = row_int(row, 0);
    return DONE;
}

enum outcome application_counts(struct desk *desk, struct state_count *out, size_t room,
                                size_t *count)
{
    struct rows rows;
    TRY(db_list(
        desk, &Q_application_counts,
        WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_day(desk->today)),
        &rows));
    *count = 0;
    for (size_t i = 0; i < rows.count && i < room; i++) {
        struct row row = rows_at(&rows, i);
        out[(*count)++] =
            (struct state_count){ (int32_t)row_int(row, 0), row_int(row, 1), row_int(row, 2) };
    }
    return DONE;
}
