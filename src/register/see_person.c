#include "register/see_person.h"
#include "base/utf8.h"
#include "core/codes.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"

static enum outcome look_allowed(struct desk *desk, const struct person *person)
{
    TRY(may(desk, MAY_SEE_PERSONS, person->station));
    return str_trim(desk->purpose).len ? DONE : refuse(desk, NO_PURPOSE_REQUIRED);
}

enum outcome person_view_load(struct desk *desk, int32_t part, int64_t id, struct person_view *out)
{
    struct person_view v = { 0 };
    TRY(person_load(desk, part, id, &v.person));
    TRY(look_allowed(desk, &v.person));
    TRY(household_load(desk, part, v.person.household, &v.household));
    TRY(household_members(desk, part, v.person.household, &v.members));
    TRY(number_open_case_of(desk, part, id, &v.open_case, &v.has_open_case));
    const struct household *h = &v.household;
    const struct address address = { h->county, h->street, h->door, h->detail };
    v.address_refusal = address_compose(desk->arena, &address, desk->today, &v.address);
    v.name_units = utf8_utf16_units(v.person.name);
    *out = v;
    return DONE;
}

enum outcome person_seen(struct desk *desk, int32_t part, int64_t id)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(journal(desk, "person.seen", part, id, STR("{}")));
    return tx_commit(&tx);
}

enum outcome see_person(struct desk *desk, int32_t part, int64_t id, struct person_view *out)
{
    struct person_view view;
    TRY(person_view_load(desk, part, id, &view));
    TRY(person_seen(desk, part, id));
    *out = view;
    return DONE;
}

/* ---- as JSON ---- */

static void json_household(struct buf *buf, const struct household *household)
{
    json_key(buf, "household");
    json_record(buf, household_columns, household_column_count, household);
}

static void json_members(struct buf *buf, const struct persons *members)
{
    json_key(buf, "members");
    json_open(buf, '[');
    for (size_t i = 0; i < members->count; i++) {
        const struct person *m = &members->at[i];
        json_open(buf, '{');
        json_field_int(buf, "part", m->part);
        json_field_id(buf, "id", m->id);
        json_field_str(buf, "name", m->name);
        json_field_str(buf, "relation", m->relation);
        json_field_code(buf, "relation", &relations, m->relation);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

static void json_case(struct buf *buf, const struct person_view *view)
{
    json_key(buf, "numberCase");
    if (!view->has_open_case) {
        json_str(buf, NO_STR);
        return;
    }
    json_open(buf, '{');
    json_field_id(buf, "id", view->open_case.id);
    json_field_int(buf, "ver", view->open_case.ver);
    json_field_str(buf, "kind", view->open_case.kind);
    json_field_str(buf, "reasons", view->open_case.reasons);
    json_field_day(buf, "dueOn", view->open_case.due_on);
    json_close(buf, '}');
}

/** A household has its own list of kinds. */
static void json_words(struct buf *buf, const struct person_view *view)
{
    const struct person *p = &view->person;
    const struct {
        const char *key;
        const struct code_list *list;
        struct str code;
    } words[] = {
        { "sex", &sexes, p->sex },
        { "ethnic", &ethnic_groups, p->ethnic },
        { "relation", &relations, p->relation },
        { "education", &educations, p->education },
        { "marital", &marital_states, p->marital },
        { "status", &person_states, p->status },
        { "householdKind", &household_kinds, view->household.kind },
    };
    for (int en = 0; en <= 1; en++) {
        json_key(buf, en ? "codesEn" : "codesZh");
        json_open(buf, '{');
        for (size_t i = 0; i < COUNT(words); i++)
            json_field_str(buf, words[i].key,
                           !words[i].code.at ? NO_STR
                           : en              ? code_en(words[i].list, words[i].code)
                                             : code_zh(words[i].list, words[i].code));
        json_close(buf, '}');
    }
}

void person_view_json(struct desk *desk, struct buf *buf, const struct person_view *view)
{
    json_columns(buf, person_columns, person_column_count, &view->person);
    json_field_str(buf, "stationName", unit_short_name(desk, view->person.station));
    json_household(buf, &view->household);
    json_field_str(buf, "address", view->address.text);
    json_field_int(buf, "addressUnits", (int64_t)view->address.units);
    json_field_str(buf, "addressRefusal",
                   view->address_refusal ? str_of(refusal_text(view->address_refusal)->name)
                                         : NO_STR);
    json_field_int(buf, "nameUnits", (int64_t)view->name_units);
    json_case(buf, view);
    json_members(buf, &view->members);
    json_words(buf, view);
}
