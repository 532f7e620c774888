#include "business/certificate.h"
#include "business/matter.h"
#include "db/db.h"
#include "register/see_record.h"
#include "sql/business.h"

/* clang-format off */
const struct column certificate_columns[] = {
    COLUMN(certificate, part,           "part",          KIND_INT32, "首登单位",     "Part"),
    COLUMN(certificate, business,       "business",      KIND_ID,    "业务标识",     "Business"),
    COLUMN(certificate, form,           "form",          KIND_TEXT,  "证明",         "Form"),
    COLUMN(certificate, number,         "number",        KIND_TEXT,  "证明编号",     "Number"),
    COLUMN(certificate, unit,           "unit",          KIND_INT32, "出具单位",     "Issued by"),
    COLUMN(certificate, decided_by,     "decidedBy",     KIND_INT32, "审批单位",     "Decided by"),
    COLUMN(certificate, issued_on,      "issuedOn",      KIND_DAY,   "出具日期",     "Issued on"),
    COLUMN(certificate, name,           "name",          KIND_TEXT,  "姓名",         "Name"),
    COLUMN(certificate, sex,            "sex",           KIND_TEXT,  "性别",         "Sex"),
    COLUMN(certificate, born_on,        "bornOn",        KIND_DAY,   "出生日期",     "Born on"),
    COLUMN(certificate, citizen_number, "citizenNumber", KIND_TEXT,  "公民身份号码", "Citizen number"),
    COLUMN(certificate, old_number,     "oldNumber",     KIND_TEXT,  "原号码",       "Old number"),
    COLUMN(certificate, ground,         "ground",        KIND_TEXT,  "事由",         "Ground"),
    COLUMN(certificate, happened_on,    "happenedOn",    KIND_DAY,   "发生日期",     "Happened on"),
    COLUMN(certificate, from_place,     "fromPlace",     KIND_TEXT,  "原住址",       "From"),
    COLUMN(certificate, to_place,       "toPlace",       KIND_TEXT,  "迁往地",       "To"),
};
const size_t certificate_column_count = COUNT(certificate_columns);
/* clang-format on */

/* ---- issuing ---- */

enum { SERIAL_MAX = 99999, STATIONS_A_COUNTY = 1000 };

/** Who arrives comes from elsewhere, who moves out goes elsewhere; inside the city the counties
 * tell. */
static bool crosses(const struct matter *m)
{
    if (m->kind->effect != EFFECT_MOVE)
        return m->kind->effect == EFFECT_ARRIVE || m->kind->effect == EFFECT_END;
    return m->was_station / STATIONS_A_COUNTY != m->person.station / STATIONS_A_COUNTY;
}

static bool is_due(const struct business_form *form, const struct matter *m)
{
    switch (form->when) {
    case PRINT_ANY_TIME:
    case PRINT_IN_EFFECT:
        return true;
    case PRINT_NUMBER_CHANGED:
        return m->business.new_number.len != 0;
    case PRINT_CROSSES:
        return crosses(m);
    }
    return false;
}

/** 650102011-2008-00001 */
static enum outcome next_number(struct desk *desk, struct certificate *c)
{
    struct row row;
    int year = day_civil(desk->today).year;
    TRY(db_get(desk, &Q_certificate_serial_next, NO_CERTIFICATES_USED_UP,
               WITH(v_int(c->unit), v_text(c->form), v_int(year)), &row));
    int64_t serial = row_int(row, 0);
    if (serial > SERIAL_MAX)
        return refuse(desk, NO_CERTIFICATES_USED_UP);
    c->number =
        arena_printf(desk->arena, "%09d-%04d-%05lld", (int)c->unit, year, (long long)serial);
    return DONE;
}

/** The kind, and the reason where one is asked. */
static struct str ground_of(struct desk *desk, const struct matter *m)
{
    struct str reason = matter_said(m, BUSINESS_ITEM_REASON);
    if (!reason.len)
        return str_of(m->kind->zh);
    return arena_printf(desk->arena, "%s（" STR_FMT "）", m->kind->zh,
                        STR_ARG(code_zh(&move_reasons, reason)));
}

/** Where the person lives after it: as the register says it, or as the applicant named it. */
static struct str place_after(struct desk *desk, const struct matter *m)
{
    bool stays = str_is(m->person.status, "0");
    return stays ? household_line(desk, &m->home) : matter_said(m, BUSINESS_ITEM_PLACE);
}

static struct str place_before(const struct matter *m)
{
    return m->kind->effect == EFFECT_ARRIVE ? matter_said(m, BUSINESS_ITEM_PLACE) : m->was_address;
}

static enum outcome keep(struct desk *desk, const struct certificate *c)
{
    return db_change(desk, &Q_business_certificate_add, NO_CHANGED_MEANWHILE,
                     WITH(v_int(c->part), v_int(c->business), v_text(c->form), v_text(c->number),
                          v_int(c->unit), v_int(c->decided_by), v_day(c->issued_on),
                          v_text(c->name), v_text(c->sex), v_day(c->born_on),
                          v_filled(c->citizen_number), v_filled(c->old_number), v_text(c->ground),
                          v_day(c->happened_on), v_filled(c->from_place), v_filled(c->to_place)));
}

static enum outcome issue(struct desk *desk, const struct matter *m, const char *form)
{
    struct certificate c = { .part = m->business.part,
                             .business = m->business.id,
                             .form = str_of(form),
                             .unit = m->business.station,
                             .decided_by = desk->clerk.unit,
                             .issued_on = desk->today,
                             .name = m->person.name,
                             .sex = m->person.sex,
                             .born_on = m->person.born_on,
                             .citizen_number = m->person.number,
                             .old_number =
                                 m->business.new_number.len ? m->business.old_number : NO_STR,
                             .ground = ground_of(desk, m),
                             .happened_on = NO_DAY,
                             .from_place = place_before(m),
                             .to_place = place_after(desk, m) };
    (void)!day_parse(matter_said(m, BUSINESS_ITEM_HAPPENED_ON), &c.happened_on);
    TRY(next_number(desk, &c));
    return keep(desk, &c);
}

/** As it stands after the business: who was registered by it has a record now. */
static enum outcome look_again(struct desk *desk, struct matter *m)
{
    TRY(person_load(desk, m->business.part, m->business.person, &m->person));
    return household_load(desk, m->person.part, m->person.household, &m->home);
}

enum outcome matter_certify(struct desk *desk, struct matter *m)
{
    bool looked = false;
    for (size_t i = 0; i < business_form_count; i++) {
        const struct business_form *form = &business_forms[i];
        if (!form->numbered || !business_form_is_of(form, m->kind, m->business.opened_on))
            continue;
        if (!looked)
            TRY(look_again(desk, m));
        looked = true;
        if (is_due(form, m))
            TRY(issue(desk, m, form->form));
    }
    return DONE;
}

/* ---- looking ---- */

enum outcome certificates_of(struct desk *desk, const struct business *b, struct certificates *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_business_certificates, WITH(v_int(b->part), v_int(b->id)), &rows));
    struct certificate *at = NEW_ARRAY(desk->arena, struct certificate, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), certificate_columns, certificate_column_count, &at[i]);
    *out = (struct certificates){ at, rows.count };
    return DONE;
}

static const struct certificate *issued_as(const struct certificates *issued, struct str form)
{
    for (size_t i = 0; i < issued->count; i++)
        if (str_eq(issued->at[i].form, form))
            return &issued->at[i];
    return NULL;
}

enum outcome certificate_load(struct desk *desk, const struct business *b, struct str form,
                              struct certificate *out)
{
    struct certificates issued;
    TRY(certificates_of(desk, b, &issued));
    const struct certificate *found = issued_as(&issued, form);
    if (!found)
        return refuse_field(desk, NO_FORM_NOT_PRINTED, "/form");
    *out = *found;
    return DONE;
}

bool business_form_is_ready(const struct business_form *form, const struct business *b,
                            const struct certificates *issued)
{
    if (form->numbered)
        return issued_as(issued, str_of(form->form)) != NULL;
    enum business_state state = business_state_of(b->state);
    return form->when == PRINT_ANY_TIME || state == BUSINESS_APPROVED || state == BUSINESS_DONE;
}
