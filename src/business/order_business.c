#include "business/businesses.h"
#include "business/matter.h"

enum { ADULT_YEARS = 18 };

static enum outcome check_free(struct desk *desk, const struct business_order *order,
                               const struct matter *m)
{
    bool live = false;
    const struct business *b = &m->business;
    if (b->person)
        TRY(business_is_live_of(desk, b->part, b->person, &live));
    if (!live && b->whole)
        TRY(business_is_live_whole(desk, b->part, b->household, &live));
    if (live)
        return refuse(desk, NO_LIVE_BUSINESS);
    if (b->person && m->person.frozen_by && m->person.frozen_by != order->held_by)
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
    return fault.refusal == REFUSAL_NONE
               ? DONE
               : refuse_field(
                     desk, fault.refusal,
                     arena_text(desk->arena, arena_printf(desk->arena, "/items/%s", fault.at)));
}

/** Whom it is for, and where: somebody new belongs to the station that is named. */
static enum outcome find(struct desk *desk, const struct business_order *order, struct matter *m)
{
    struct person person;
    struct business *b = &m->business;
    b->part = b->station = order->station;
    if (m->kind->subject == SUBJECT_NEWCOMER)
        return DONE;
    TRY(person_load(desk, order->part, order->person, &person));
    b->part = person.part;
    b->person = m->kind->subject == SUBJECT_PERSON ? person.id : 0;
    b->household = person.household;
    b->whole = m->kind->subject == SUBJECT_HOUSEHOLD;
    b->station = order->station ? order->station : person.station;
    return DONE;
}

/** Whoever is entered or restored at a station joins no household of another one. */
static enum outcome check_joined(struct desk *desk, const struct matter *m)
{
    bool comes = m->kind->effect == EFFECT_BIRTH || m->kind->effect == EFFECT_RETURN;
    return comes && m->joins.id && m->joins.station != m->business.station
               ? refuse_at(desk, NO_NOT_YOUR_DESK, "/items/joinsNumber", "%09d", m->joins.station)
               : DONE;
}

static enum outcome check_papers(struct desk *desk, const struct business_order *order,
                                 const struct matter *m)
{
    struct str missing;
    bool minor = day_is(m->born_on) && day_full_years(m->born_on, desk->today) < ADULT_YEARS;
    if (!order->applicant.len || business_check_papers(m->kind, order->papers, minor, &missing))
        return DONE;
    return refuse_at(desk, NO_PAPERS_MISSING, "/papers", STR_FMT, STR_ARG(missing));
}

static enum outcome judge(struct desk *desk, const struct business_order *order, struct matter *m)
{
    m->kind = business_kind_find(str_of(order->kind), desk->today);
    if (!m->kind)
        return refuse_field(desk, NO_BUSINESS_KIND_UNKNOWN, "/kind");
    m->items = order->items;
    TRY(find(desk, order, m));
    TRY(check_said(desk, m));
    TRY(matter_load(desk, m));
    TRY(check_joined(desk, m));
    TRY(check_free(desk, order, m));
    TRY(matter_check(desk, m));
    return check_papers(desk, order, m);
}

enum outcome business_order_check(struct desk *desk, const struct business_order *order)
{
    return judge(desk, order, NEW(desk->arena, struct matter));
}

static void fill(struct desk *desk, const struct business_order *order, struct business *b,
                 int days)
{
    bool asked = order->applicant.len != 0;
    b->id = order->id ? order->id : new_id(desk);
    b->ver = 1;
    b->kind = str_of(order->kind);
    b->state = str_of(business_state_text(BUSINESS_SUBMITTED)->name);
    b->live = 1;
    b->applicant = asked ? order->applicant : STR("公安机关依职权办理");
    b->applicant_relation = order->applicant_relation;
    b->phone = order->phone;
    b->papers = asked ? order->papers : str_of(order->paper);
    b->clerk = order->taken_by;
    b->opened_on = desk->today;
    b->due_on = (struct day){ desk->today.n + days };
    b->decided_on = NO_DAY;
}

static void note_items(struct desk *desk, const struct matter *m, struct item_changes *out)
{
    *out = (struct item_changes){ 0 };
    for (int i = 0; i < BUSINESS_ITEM_COUNT; i++)
        if (m->items.at[i].len)
            out->at[out->count++] = (struct item_change){
                (enum business_item)i, matter_before(desk, m, (enum business_item)i), m->items.at[i]
            };
}

enum outcome business_order_apply(struct desk *desk, const struct business_order *order,
                                  struct business *out)
{
    struct matter *m = NEW(desk->arena, struct matter);
    struct item_changes *changes = NEW(desk->arena, struct item_changes);
    struct business *b = &m->business;
    TRY(judge(desk, order, m));
    fill(desk, order, b, m->kind->days);
    note_items(desk, m, changes);
    TRY(business_insert(desk, b, changes));
    b->state = str_of(business_state_text(BUSINESS_APPROVED)->name);
    b->live = 0;
    b->first_decider = order->passed_by;
    b->decider = order->decided_by ? order->decided_by : desk->clerk.id;
    b->decided_on = desk->today;
    b->reason = order->reason;
    TRY(matter_apply(desk, m));
    TRY(matter_certify(desk, m));
    TRY(business_save(desk, b, order->decided_by ? BUSINESS_EVENT_CARRY : BUSINESS_EVENT_APPROVE,
                      order->reason));
    *out = *b;
    return DONE;
}
