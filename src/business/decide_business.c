#include "business/businesses.h"
#include "business/matter.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"

/** The entry of a step, by event and by the state it led to. */
static const struct {
    enum business_event event;
    enum business_state to;
    const char *verb;
} verbs[] = {
    { BUSINESS_EVENT_SUBMIT, BUSINESS_SUBMITTED, "business.submitted" },
    { BUSINESS_EVENT_WITHDRAW, BUSINESS_WITHDRAWN, "business.withdrawn" },
    { BUSINESS_EVENT_APPROVE, BUSINESS_COUNTY_APPROVED, "business.passed" },
    { BUSINESS_EVENT_APPROVE, BUSINESS_APPROVED, "business.approved" },
    { BUSINESS_EVENT_REFUSE, BUSINESS_REFUSED, "business.refused" },
    { BUSINESS_EVENT_FINISH, BUSINESS_DONE, "business.finished" },
};

static const char *verb_of(const struct business_move *move)
{
    size_t i = 0;
    while (i < COUNT(verbs) && (verbs[i].event != move->event || verbs[i].to != move->to))
        i++;
    ASSERT(i < COUNT(verbs));
    return verbs[i].verb;
}

static enum outcome check_note(struct desk *desk, const struct business_decision *d)
{
    bool needed = d->event == BUSINESS_EVENT_REFUSE || d->event == BUSINESS_EVENT_WITHDRAW;
    return needed && !str_trim(d->note).len ? refuse_field(desk, NO_DECISION_REASON, "/note")
                                            : DONE;
}

/** Judged anew: the register went on since it was opened. */
static enum outcome apply(struct desk *desk, struct matter *m)
{
    TRY(business_items_of(desk, &m->business, &m->items));
    TRY(matter_load(desk, m));
    TRY(matter_check(desk, m));
    TRY(matter_apply(desk, m));
    return matter_certify(desk, m);
}

/** Decided one way or the other: nobody is frozen for it any more. */
static enum outcome end_life(struct desk *desk, struct matter *m, enum business_state to)
{
    struct business *b = &m->business;
    int64_t frozen = b->person;
    b->live = 0;
    b->decided_on = desk->today;
    if (to == BUSINESS_APPROVED)
        return apply(desk, m);
    return frozen ? person_thaw(desk, b->part, frozen, b->id) : DONE;
}

static enum outcome move_on(struct desk *desk, const struct business_decision *d,
                            const struct business_move *move, struct matter *m)
{
    struct business *b = &m->business;
    bool decides = move->event == BUSINESS_EVENT_APPROVE || move->event == BUSINESS_EVENT_REFUSE;
    b->state = str_of(business_state_text(move->to)->name);
    if (move->to == BUSINESS_COUNTY_APPROVED)
        b->first_decider = desk->clerk.id;
    else if (decides)
        b->decider = desk->clerk.id;
    if (d->note.len)
        b->reason = d->note;
    if (b->live && !business_state_text(move->to)->live)
        TRY(end_life(desk, m, move->to));
    return business_save(desk, b, d->event, d->note);
}

static enum outcome journal_step(struct desk *desk, const struct business *b, const char *verb)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "business", b->id);
    json_field_str(&body, "kind", b->kind);
    json_field_str(&body, "state", b->state);
    if (b->old_number.len)
        json_field_str(&body, "oldNumber", b->old_number);
    if (b->new_number.len)
        json_field_str(&body, "newNumber", b->new_number);
    json_close(&body, '}');
    return journal(desk, verb, b->part, b->person, buf_str(&body));
}

enum outcome business_step(struct desk *desk, const struct business_decision *d,
                           struct business *out)
{
    SCOPED(tx) tx = { 0 };
    struct matter *m = NEW(desk->arena, struct matter);
    const struct business_move *move = NULL;
    struct business *b = &m->business;
    TRY(tx_open(desk, &tx));
    TRY(business_load(desk, d->part, d->id, b));
    m->kind = business_kind_find(b->kind, b->opened_on);
    if (!m->kind)
        return fail(desk, "a business of a kind no row has");
    TRY(allow(desk, business_next(b, d->event, d->takes, m->kind->level, &desk->clerk, &move)));
    if (desk->expected_version >= 0) /* the command line may leave it out */
        TRY(version_seen(desk, b->ver));
    TRY(check_note(desk, d));
    TRY(move_on(desk, d, move, m));
    TRY(progress_add(desk, b->station, verb_of(move), 1));
    TRY(journal_step(desk, b, verb_of(move)));
    TRY(tx_commit(&tx));
    *out = *b;
    return DONE;
}
