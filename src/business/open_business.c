#include "business/businesses.h"
#include "business/matter.h"
#include "core/name.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"

enum { ADULT_YEARS = 18 };

static enum outcome refuse_fault(struct desk *desk, struct business_fault fault)
{
    return refuse_field(desk, fault.refusal,
                        arena_text(desk->arena, arena_printf(desk->arena, "/items/%s", fault.at)));
}

/* ---- whom it is for ---- */

/** By number, whoever holds it now; of those whose registration ended, whoever held it last. */
static enum outcome find_by_number(struct desk *desk, struct str number, int32_t *part,
                                   int64_t *person)
{
    struct number_holders holders;
    TRY(number_holders_of(desk, number, &holders));
    if (!holders.count)
        TRY(number_past_holders_of(desk, number, &holders));
    if (holders.count != 1)
        return refuse_field(desk, NO_PERSON_UNKNOWN, "/number");
    *part = holders.at[0].part;
    *person = holders.at[0].person;
    return DONE;
}

/** Who moves in and was registered here before is the same person, and comes back to the number. */
static enum outcome find_returning(struct desk *desk, struct matter *m)
{
    struct number_holders now, past;
    struct person person;
    struct str number = matter_said(m, BUSINESS_ITEM_NUMBER);
    if (m->kind->effect != EFFECT_ARRIVE)
        return DONE;
    TRY(number_holders_of(desk, number, &now));
    TRY(number_past_holders_of(desk, number, &past));
    if (now.count || past.count != 1)
        return DONE;
    TRY(person_load(desk, past.at[0].part, past.at[0].person, &person));
    if (!str_is(person.status, "2") || !str_eq(person.number, number) ||
        !name_same(desk->arena, person.name, matter_said(m, BUSINESS_ITEM_NAME)))
        return DONE;
    m->business.part = person.part;
    m->business.person = person.id;
    return DONE;
}

static enum outcome find_subject(struct desk *desk, const struct business_asked *asked,
                                 struct matter *m)
{
    struct business *b = &m->business;
    struct person person;
    int32_t part = asked->part;
    int64_t id = asked->person;
    if (m->kind->subject == SUBJECT_NEWCOMER)
        return find_returning(desk, m);
    if (!id)
        TRY(find_by_number(desk, asked->number, &part, &id));
    TRY(person_load(desk, part, id, &person));
    b->part = part;
    b->person = m->kind->subject == SUBJECT_PERSON ? id : 0;
    b->household = person.household;
    b->whole = m->kind->subject == SUBJECT_HOUSEHOLD;
    return DONE;
}

/* ---- where it is done ---- */

static bool takes_in(enum business_effect effect)
{
    return effect == EFFECT_BIRTH || effect == EFFECT_ARRIVE || effect == EFFECT_MOVE ||
           effect == EFFECT_RETURN || effect == EFFECT_HOUSEHOLD_MOVE;
}

static int32_t station_of(struct desk *desk, const struct matter *m)
{
    if (m->joins.id && m->kind->effect != EFFECT_MERGE)
        return m->joins.station;
    if (takes_in(m->kind->effect))
        return desk->clerk.unit;
    return m->person.id ? m->person.station : m->household.station;
}

static enum outcome place(struct desk *desk, struct matter *m)
{
    struct business *b = &m->business;
    b->station = station_of(desk, m);
    TRY(may(desk, MAY_KEEP_REGISTER, b->station));
    if (!unit_is_station(b->station))
        return refuse_field(desk, NO_STATION_UNKNOWN, "/station");
    if (!b->part)
        b->part = b->station;
    return DONE;
}

/* ---- what is said against it ---- */

static enum outcome check_free(struct desk *desk, const struct matter *m)
{
    bool live = false;
    const struct business *b = &m->business;
    if (b->person)
        TRY(business_is_live_of(desk, b->part, b->person, &live));
    if (!live && b->whole)
        TRY(business_is_live_whole(desk, b->part, b->household, &live));
    if (live)
        return refuse(desk, NO_LIVE_BUSINESS);
    if (b->person && m->person.frozen_by)
        return refuse(desk, NO_PERSON_FROZEN);
    for (size_t i = 0; i < m->members.count && b->whole; i++)
        if (m->members.at[i].frozen_by)
            return refuse(desk, NO_PERSON_FROZEN);
    return DONE;
}

static enum outcome check_said(struct desk *desk, struct matter *m)
{
    struct business_fault fault =
        business_check_items(desk->arena, m->kind, &m->items, desk->today);
    return fault.refusal == REFUSAL_NONE ? DONE : refuse_fault(desk, fault);
}

static enum outcome check_papers(struct desk *desk, const struct matter *m)
{
    struct str missing;
    bool minor = day_is(m->born_on) && day_full_years(m->born_on, desk->today) < ADULT_YEARS;
    if (business_check_papers(m->kind, m->business.papers, minor, &missing))
        return DONE;
    return refuse_at(desk, NO_PAPERS_MISSING, "/papers", STR_FMT, STR_ARG(missing));
}

/* ---- writing it down ---- */

static void compare(struct desk *desk, const struct matter *m, struct item_changes *out)
{
    *out = (struct item_changes){ 0 };
    for (int i = 0; i < BUSINESS_ITEM_COUNT; i++) {
        enum business_item item = (enum business_item)i;
        if (matter_said(m, item).len)
            out->at[out->count++] =
                (struct item_change){ item, matter_before(desk, m, item), matter_said(m, item) };
    }
}

static void fill(struct desk *desk, const struct business_asked *asked, struct business *b)
{
    b->id = new_id(desk);
    b->ver = 1;
    b->kind = asked->kind;
    b->state =
        str_of(business_state_text(asked->submit ? BUSINESS_SUBMITTED : BUSINESS_DRAFT)->name);
    b->live = 1;
    b->applicant = asked->applicant;
    b->applicant_relation = asked->applicant_relation;
    b->phone = asked->phone;
    b->papers = asked->papers.at ? asked->papers : STR("");
    b->clerk = desk->clerk.id;
    b->opened_on = desk->today;
    b->decided_on = NO_DAY;
}

static enum outcome journal_opening(struct desk *desk, const struct business *b)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "business", b->id);
    json_field_str(&body, "kind", b->kind);
    json_field_str(&body, "papers", b->papers);
    json_close(&body, '}');
    return journal(desk, "business.opened", b->part, b->person, buf_str(&body));
}

static enum outcome judge(struct desk *desk, const struct business_asked *asked, struct matter *m)
{
    m->kind = business_kind_find(asked->kind, desk->today);
    if (!m->kind)
        return refuse_field(desk, NO_BUSINESS_KIND_UNKNOWN, "/kind");
    if (!asked->applicant.len)
        return refuse_field(desk, NO_ITEM_MISSING, "/applicant");
    TRY(check_said(desk, m));
    TRY(find_subject(desk, asked, m));
    TRY(matter_load(desk, m));
    TRY(place(desk, m));
    TRY(check_free(desk, m));
    TRY(matter_check(desk, m));
    fill(desk, asked, &m->business);
    m->business.due_on = (struct day){ desk->today.n + m->kind->days };
    return check_papers(desk, m);
}

enum outcome business_open(struct desk *desk, const struct business_asked *asked,
                           struct business *out)
{
    SCOPED(tx) tx = { 0 };
    struct matter *m = NEW(desk->arena, struct matter);
    struct item_changes changes;
    struct business *b = &m->business;
    m->items = asked->items;
    TRY(tx_open(desk, &tx));
    TRY(judge(desk, asked, m));
    compare(desk, m, &changes);
    TRY(business_insert(desk, b, &changes));
    if (b->person)
        TRY(person_freeze(desk, b->part, b->person, b->id));
    TRY(progress_add(desk, b->station, "business.opened", 1));
    TRY(journal_opening(desk, b));
    TRY(tx_commit(&tx));
    *out = *b;
    return DONE;
}
