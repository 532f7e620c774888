/** The steps of a case, to the entry in the register or to the written answer. */
#include "business/businesses.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/load.h"
#include "register/person_store.h"
#include "unregistered/unregistered_store.h"

enum { NOTE_MOST = 4000, NOTICE_DAYS = 10, COMPLAINT_DAYS = 60 };

/** A case at a step: what the register will be asked to do, and the row that allows it. */
struct stepping {
    struct unregistered c;
    const struct unregistered_class *class_;
    const struct unregistered_move *move;
    const struct unregistered_step *asked;
};

/* ---- what the businesses' counter is asked ---- */

static enum outcome kind_of(struct desk *desk, const struct stepping *s, const char **out)
{
    *out = unregistered_kind(s->class_, s->c.person != 0);
    return *out ? DONE
                : refuse_field(desk, s->c.person ? NO_ITEM_WRONG : NO_ITEM_MISSING, "/person");
}

/** Items the kind does not ask, a name for somebody restored, are the case's own. */
static void drop_unasked(const struct business_kind *kind, struct business_items *items)
{
    for (int i = 0; i < BUSINESS_ITEM_COUNT; i++) {
        bool needed;
        if (!kind_asks(kind, (enum business_item)i, &needed))
            items->at[i] = NO_STR;
    }
}

static void fill(struct desk *desk, const struct unregistered *c, struct business_order *out)
{
    out->part = c->person_part;
    out->person = c->person;
    out->station = c->station;
    out->taken_by = c->clerk;
    out->passed_by = c->first_decider;
    out->decided_by = c->decider;
    out->held_by = c->id;
    out->applicant = c->applicant;
    out->applicant_relation = c->applicant_relation;
    out->phone = c->phone;
    out->reason = arena_printf(desk->arena, "无户口人员案件 %09d-%lld", c->part, (long long)c->id);
}

/** Restored today, unless another day was said. */
static void complete(struct desk *desk, const struct business_kind *kind,
                     struct business_items *items)
{
    struct str *happened = &items->at[BUSINESS_ITEM_HAPPENED_ON];
    bool needed = false;
    if (!happened->len && kind_asks(kind, BUSINESS_ITEM_HAPPENED_ON, &needed))
        *happened = day_str(desk->arena, desk->today);
}

/** Nobody orders what is decided higher up than the class. */
static enum outcome put_together(struct desk *desk, const struct stepping *s,
                                 struct business_order *out)
{
    struct proofs proofs;
    *out = (struct business_order){ 0 };
    TRY(kind_of(desk, s, &out->kind));
    const struct business_kind *kind = business_kind_find(str_of(out->kind), desk->today);
    if (!kind || s->class_->level < kind->level)
        return refuse_field(desk, NO_UNREGISTERED_CLASS, "/class");
    fill(desk, &s->c, out);
    TRY(unregistered_items(desk, &s->c, &out->items));
    TRY(unregistered_proofs(desk, &s->c, &proofs));
    out->papers = proofs_as_papers(desk->arena, &proofs);
    drop_unasked(kind, &out->items);
    complete(desk, kind, &out->items);
    return DONE;
}

/* ---- what must be there ---- */

static enum outcome check_proofs(struct desk *desk, const struct stepping *s, bool findings)
{
    struct proofs proofs;
    struct str missing;
    TRY(unregistered_proofs(desk, &s->c, &proofs));
    if (proofs_cover(s->class_->evidence, &proofs, &missing) &&
        (!findings || proofs_cover(s->class_->findings, &proofs, &missing)))
        return DONE;
    return refuse_at(desk, NO_EVIDENCE_INCOMPLETE, "/evidence", STR_FMT, STR_ARG(missing));
}

static enum outcome check_findings(struct desk *desk, const struct stepping *s)
{
    struct business_order order;
    TRY(check_proofs(desk, s, true));
    TRY(put_together(desk, s, &order));
    return business_order_check(desk, &order);
}

static enum outcome check_note(struct desk *desk, const struct stepping *s)
{
    return str_trim(s->asked->note).len ? DONE : refuse_field(desk, NO_ITEM_MISSING, "/note");
}

/** A reason of this step's hand, and an answer in words. */
static enum outcome check_reason(struct desk *desk, const struct stepping *s)
{
    const struct close_reason *reason = close_reason_find(s->asked->reason);
    bool station = s->move->takes == MAY_KEEP_REGISTER;
    if (!reason || reason->by_station != station)
        return refuse_field(desk, NO_CLOSE_REASON, "/reason");
    return str_trim(s->asked->note).len ? DONE : refuse_field(desk, NO_CLOSE_REASON, "/note");
}

static enum outcome check_complaint(struct desk *desk, const struct stepping *s)
{
    int64_t days = setting(desk, "unregistered.complaint_days", COMPLAINT_DAYS);
    if (desk->today.n > s->c.closed_on.n + days)
        return refuse(desk, NO_COMPLAINT_LATE);
    return check_note(desk, s);
}

static enum outcome check_needs(struct desk *desk, const struct stepping *s)
{
    if (s->asked->note.len > NOTE_MOST)
        return refuse_field(desk, NO_ITEM_WRONG, "/note");
    switch (s->move->needs) {
    case UNREGISTERED_NEEDS_NOTHING:
        return DONE;
    case UNREGISTERED_NEEDS_EVIDENCE:
        return check_proofs(desk, s, false);
    case UNREGISTERED_NEEDS_NOTICE_OVER:
        return allow(desk, desk->today.n > s->c.notice_ends.n ? REFUSAL_NONE : NO_POSTING_RUNNING);
    case UNREGISTERED_NEEDS_FINDINGS:
        return check_findings(desk, s);
    case UNREGISTERED_NEEDS_NOTE:
        return check_note(desk, s);
    case UNREGISTERED_NEEDS_REASON:
        return check_reason(desk, s);
    case UNREGISTERED_NEEDS_COMPLAINT:
        return check_complaint(desk, s);
    }
    return DONE;
}

/* ---- what it does ---- */

/** Whose registration is asked back changes nothing meanwhile. */
static enum outcome freeze(struct desk *desk, struct stepping *s)
{
    struct unregistered *c = &s->c;
    c->submitter = desk->clerk.id;
    return c->person ? person_freeze(desk, c->person_part, c->person, c->id) : DONE;
}

/** Sent back or opened again it is judged anew, by whoever is there then. */
static enum outcome thaw(struct desk *desk, struct stepping *s)
{
    struct unregistered *c = &s->c;
    struct person p;
    if (c->person) {
        TRY(person_load(desk, c->person_part, c->person, &p));
        if (p.frozen_by == c->id)
            TRY(person_thaw(desk, c->person_part, c->person, c->id));
    }
    return DONE;
}

static enum outcome begin_again(struct desk *desk, struct stepping *s)
{
    struct unregistered *c = &s->c;
    TRY(thaw(desk, s));
    c->submitter = c->first_decider = c->decider = 0;
    c->decided_on = c->closed_on = NO_DAY;
    c->reason = c->answer = NO_STR;
    return DONE;
}

static enum outcome post(struct desk *desk, struct stepping *s)
{
    struct unregistered *c = &s->c;
    c->posted_on = desk->today;
    c->notice_ends.n =
        desk->today.n + (int32_t)setting(desk, "unregistered.notice_days", NOTICE_DAYS);
    return DONE;
}

static enum outcome pass(struct desk *desk, struct stepping *s)
{
    s->c.first_decider = desk->clerk.id;
    return DONE;
}

static enum outcome approve(struct desk *desk, struct stepping *s)
{
    s->c.decider = desk->clerk.id;
    s->c.decided_on = desk->today;
    return DONE;
}

/** The businesses' counter enters or restores the person, and gives the number. */
static enum outcome register_person(struct desk *desk, struct stepping *s)
{
    struct unregistered *c = &s->c;
    struct business_order order;
    struct business b;
    TRY(put_together(desk, s, &order));
    TRY(business_order_apply(desk, &order, &b));
    c->person_part = b.part;
    c->person = b.person;
    c->business = b.id;
    c->closed_on = desk->today;
    return progress_add(desk, c->station, "unregistered.registered", 1);
}

static enum outcome close_case(struct desk *desk, struct stepping *s)
{
    struct unregistered *c = &s->c;
    TRY(thaw(desk, s));
    c->decider = desk->clerk.id;
    c->reason = s->asked->reason;
    c->answer = s->asked->note;
    c->decided_on = c->closed_on = desk->today;
    return progress_add(desk, c->station, "unregistered.closed", 1);
}

static enum outcome complain(struct desk *desk, struct stepping *s)
{
    (void)desk;
    s->c.closed_on = NO_DAY;
    return DONE;
}

/** The answer of the complaint takes the place of the first one, which stays in its step. */
static enum outcome uphold(struct desk *desk, struct stepping *s)
{
    s->c.answer = s->asked->note;
    s->c.closed_on = desk->today;
    return DONE;
}

static enum outcome (*const effects[UNREGISTERED_EVENT_COUNT])(struct desk *, struct stepping *) = {
    [UNREGISTERED_EVENT_POST] = post,          [UNREGISTERED_EVENT_SUBMIT] = freeze,
    [UNREGISTERED_EVENT_PASS] = pass,          [UNREGISTERED_EVENT_APPROVE] = approve,
    [UNREGISTERED_EVENT_RETURN] = begin_again, [UNREGISTERED_EVENT_REGISTER] = register_person,
    [UNREGISTERED_EVENT_CLOSE] = close_case,   [UNREGISTERED_EVENT_COMPLAIN] = complain,
    [UNREGISTERED_EVENT_UPHOLD] = uphold,      [UNREGISTERED_EVENT_REOPEN] = begin_again,
};

/** The clock of the step that follows; of a notice, from its last day. */
static void wind(struct desk *desk, struct stepping *s)
{
    const struct unregistered_move *m = s->move;
    struct day from = m->event == UNREGISTERED_EVENT_POST ? s->c.notice_ends : desk->today;
    s->c.since = desk->today;
    if (m->setting)
        s->c.due_on.n = from.n + (int32_t)setting(desk, m->setting, m->days);
}

static enum outcome take(struct desk *desk, struct stepping *s)
{
    const struct unregistered_move *m = s->move;
    if (effects[m->event])
        TRY(effects[m->event](desk, s));
    s->c.state = str_of(unregistered_state_text(m->to)->code);
    s->c.live = unregistered_state_text(m->to)->live;
    wind(desk, s);
    return unregistered_save(desk, &s->c, m->event, s->asked->note);
}

/* ---- the entry ---- */

static const char *verb_of(enum unregistered_event event)
{
    if (event == UNREGISTERED_EVENT_REGISTER)
        return "unregistered.registered";
    return event == UNREGISTERED_EVENT_CLOSE ? "unregistered.closed" : "unregistered.stepped";
}

static enum outcome enter(struct desk *desk, const struct stepping *s)
{
    SCOPED(buf) body = { 0 };
    unregistered_begin_body(&body, &s->c);
    json_field_text(&body, "step", unregistered_event_text(s->move->event)->code);
    if (s->c.reason.len)
        json_field_str(&body, "reason", s->c.reason);
    if (s->c.business)
        json_field_id(&body, "business", s->c.business);
    json_close(&body, '}');
    return unregistered_journal(desk, &s->c, verb_of(s->move->event), buf_str(&body));
}

enum outcome unregistered_step(struct desk *desk, const struct unregistered_step *asked,
                               struct unregistered *out)
{
    SCOPED(tx) tx = { 0 };
    struct stepping s = { .asked = asked };
    TRY(tx_open(desk, &tx));
    TRY(unregistered_load(desk, asked->part, asked->id, &s.c));
    TRY(unregistered_class_of(desk, &s.c, &s.class_));
    TRY(allow(desk, unregistered_next(&s.c, asked->event, asked->takes, s.class_, &desk->clerk,
                                      &s.move)));
    if (desk->expected_version >= 0) /* the command line may leave it out */
        TRY(version_seen(desk, s.c.ver));
    TRY(check_needs(desk, &s));
    TRY(take(desk, &s));
    TRY(enter(desk, &s));
    TRY(tx_commit(&tx));
    *out = s.c;
    return DONE;
}

/* ---- what others may not undo ---- */

enum outcome unregistered_keep_load(struct desk *desk, int32_t part, int64_t load, struct str body)
{
    struct rows rows;
    (void)body;
    TRY(unregistered_persons(desk, part, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        bool came_with_it = false;
        TRY(person_of_load(desk, part, row_int(rows_at(&rows, i), 0), load, &came_with_it));
        if (came_with_it)
            return refuse_at(desk, NO_LOAD_IN_USE, "", "%09d", (int)part);
    }
    return DONE;
}
