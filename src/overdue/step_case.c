/** The steps of a case, and the business that ends it. */
#include "base/utf8.h"
#include "business/businesses.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "overdue/overdue_store.h"
#include "register/person_store.h"

enum { NOTE_MOST = 200, TO_MOST = 100, PROPOSE_DAYS = 10 };

#define MOVE_INSIDE  "0595" /* move_reasons: 市内移居 */
#define NOT_KIN      "99"   /* relations: how those of a collective household stand to its head */
#define OVERDUE_FILE "OVERDUE_FILE"

/** One step under way. */
struct taking {
    const struct overdue_step_asked *asked;
    const struct overdue_move *move;
    const struct overdue_source *source;
    struct str detail; /* for the step's row */
};

/* ---- what the business is to do ---- */

static void say(struct business_items *items, enum business_item item, struct str value)
{
    if (!items->at[item].len)
        items->at[item] = value;
}

/** A pocket household joins another one, or moves as it is. */
static const char *business_of(const struct taking *t, const struct business_items *items)
{
    if (t->source->business)
        return t->source->business;
    return items->at[BUSINESS_ITEM_JOINS].len ? "merge" : "household_move";
}

static void complete(struct desk *desk, const struct overdue_case *c,
                     const struct business_kind *kind, struct business_items *items)
{
    bool needed = false, moves = overdue_sort_of(c->sort) == OVERDUE_POCKET;
    struct day on = moves ? desk->today : c->event_on;
    if (kind_asks(kind, BUSINESS_ITEM_HAPPENED_ON, &needed) && day_is(on))
        say(items, BUSINESS_ITEM_HAPPENED_ON, day_str(desk->arena, on));
    if (kind_asks(kind, BUSINESS_ITEM_PLACE, &needed))
        say(items, BUSINESS_ITEM_PLACE, c->place);
    if (kind_asks(kind, BUSINESS_ITEM_REASON, &needed))
        say(items, BUSINESS_ITEM_REASON, STR(MOVE_INSIDE));
    if (moves && kind_asks(kind, BUSINESS_ITEM_RELATION, &needed))
        say(items, BUSINESS_ITEM_RELATION, STR(NOT_KIN));
}

static enum outcome plan(struct desk *desk, const struct taking *t, const struct overdue_case *c,
                         const struct business_items *items, struct business_order *out)
{
    *out = (struct business_order){ .kind = business_of(t, items),
                                    .part = c->part,
                                    .person = c->person,
                                    .id = c->business,
                                    .taken_by = c->proposer,
                                    .items = *items,
                                    .paper = OVERDUE_FILE,
                                    .reason = t->asked->note };
    const struct business_kind *kind = business_kind_find(str_of(out->kind), desk->today);
    if (!kind)
        return refuse_field(desk, NO_BUSINESS_KIND_UNKNOWN, "/kind");
    complete(desk, c, kind, &out->items);
    return DONE;
}

/* ---- one function a step that does more than move on ---- */

static enum outcome take_visit(struct desk *desk, struct taking *t, struct overdue_case *c)
{
    if (!overdue_visit_of(t->asked->result))
        return refuse_field(desk, t->asked->result.len ? NO_ITEM_WRONG : NO_ITEM_MISSING,
                            "/result");
    c->visit_result = t->asked->result;
    c->visited_on = desk->today;
    t->detail = c->visit_result;
    return DONE;
}

/** After the last day an objection can be raised, it is to be put forward. */
static void set_clock_of_notice(struct desk *desk, struct overdue_case *c)
{
    int32_t from = c->notice_until.n > desk->today.n ? c->notice_until.n : desk->today.n;
    c->due_on = (struct day){ from + (int32_t)setting(desk, "overdue.propose_days", PROPOSE_DAYS) };
}

static enum outcome take_notice(struct desk *desk, struct taking *t, struct overdue_case *c)
{
    const struct overdue_notice *notice = overdue_notice_of(t->asked->notice);
    struct str to = str_trim(t->asked->to);
    if (!notice)
        return refuse_field(desk, t->asked->notice.len ? NO_ITEM_WRONG : NO_ITEM_MISSING,
                            "/notice");
    if (!to.len || utf8_points(to) > TO_MOST)
        return refuse_field(desk, to.len ? NO_ITEM_WRONG : NO_ITEM_MISSING, "/to");
    c->notice = t->asked->notice;
    c->notice_to = to;
    c->notified_on = desk->today;
    c->notice_until =
        (struct day){ desk->today.n + (int32_t)setting(desk, notice->setting, notice->days) };
    t->detail = c->notice;
    set_clock_of_notice(desk, c);
    return DONE;
}

static enum outcome take_proposal(struct desk *desk, struct taking *t, struct overdue_case *c)
{
    struct business_order order;
    c->proposer = desk->clerk.id;
    TRY(plan(desk, t, c, &t->asked->items, &order));
    TRY(business_order_check(desk, &order));
    TRY(overdue_items_keep(desk, c, &order.items));
    t->detail = str_of(order.kind);
    struct str happened = order.items.at[BUSINESS_ITEM_HAPPENED_ON],
               place = order.items.at[BUSINESS_ITEM_PLACE];
    if (overdue_sort_of(c->sort) == OVERDUE_POCKET)
        return DONE;
    if (happened.len && !day_parse(happened, &c->event_on))
        return refuse_field(desk, NO_ITEM_WRONG, "/items/happenedOn");
    c->place = place.len ? place : c->place;
    return person_freeze(desk, c->part, c->person, c->id);
}

static enum outcome take_refusal(struct desk *desk, struct taking *t, struct overdue_case *c)
{
    c->reason = t->asked->note;
    c->proposer = 0;
    c->notice_until = NO_DAY; /* what was told no longer holds: it is told anew */
    return overdue_sort_of(c->sort) == OVERDUE_POCKET
               ? DONE
               : person_thaw(desk, c->part, c->person, c->id);
}

static enum outcome take_approval(struct desk *desk, struct taking *t, struct overdue_case *c)
{
    (void)t;
    c->decider = desk->clerk.id;
    c->business = new_id(desk);
    c->closed_on = desk->today;
    return DONE;
}

static enum outcome take_end(struct desk *desk, struct taking *t, struct overdue_case *c)
{
    c->reason = t->asked->note;
    c->closed_on = desk->today;
    return DONE;
}

static enum outcome take_denial(struct desk *desk, struct taking *t, struct overdue_case *c)
{
    (void)t;
    set_clock_of_notice(desk, c);
    return DONE;
}

static enum outcome (*const takes[OVERDUE_EVENT_COUNT])(struct desk *, struct taking *,
                                                        struct overdue_case *) = {
    [OVERDUE_EVENT_VISIT] = take_visit,      [OVERDUE_EVENT_NOTIFY] = take_notice,
    [OVERDUE_EVENT_DENY] = take_denial,      [OVERDUE_EVENT_UPHOLD] = take_end,
    [OVERDUE_EVENT_PROPOSE] = take_proposal, [OVERDUE_EVENT_APPROVE] = take_approval,
    [OVERDUE_EVENT_REFUSE] = take_refusal,   [OVERDUE_EVENT_DISMISS] = take_end,
};

/* ---- a step ---- */

static enum outcome check_note(struct desk *desk, const struct taking *t)
{
    if (t->move->needs & NEEDS_REASON && !str_trim(t->asked->note).len)
        return refuse_field(desk, NO_ITEM_MISSING, "/note");
    return utf8_points(t->asked->note) > NOTE_MOST ? refuse_field(desk, NO_ITEM_WRONG, "/note")
                                                   : DONE;
}

/** The case is closed before the register changes, so that it does not follow its own business. */
static enum outcome apply(struct desk *desk, const struct taking *t, const struct overdue_case *c)
{
    struct business_items items;
    struct business_order order;
    struct business b;
    TRY(overdue_items_of(desk, c, &items));
    TRY(plan(desk, t, c, &items, &order));
    order.held_by = c->id;
    return business_order_apply(desk, &order, &b);
}

static enum outcome enter_step(struct desk *desk, const struct taking *t,
                               const struct overdue_case *c)
{
    SCOPED(buf) body = { 0 };
    bool decided = t->move->event == OVERDUE_EVENT_APPROVE;
    json_open(&body, '{');
    overdue_put_facts(&body, c);
    json_field_text(&body, "event", overdue_event_word(t->move->event)->code);
    if (decided)
        json_field_id(&body, "business", c->business);
    json_close(&body, '}');
    const char *verb = !decided                         ? "overdue.stepped"
                       : t->move->to == OVERDUE_CLEARED ? "overdue.cleared"
                                                        : "overdue.cancelled";
    return journal(desk, verb, c->part, c->person, buf_str(&body));
}

static enum outcome count(struct desk *desk, const struct overdue_case *c)
{
    static const struct {
        enum overdue_state state;
        const char *figure;
    } figures[] = { { OVERDUE_CANCELLED, "overdue.cancelled" },
                    { OVERDUE_CLEARED, "overdue.cleared" },
                    { OVERDUE_DISMISSED, "overdue.dismissed" } };
    for (size_t i = 0; i < COUNT(figures); i++)
        if (overdue_state_of(c->state) == figures[i].state)
            return progress_add(desk, c->station, figures[i].figure, 1);
    return DONE;
}

static enum outcome take(struct desk *desk, struct taking *t, struct overdue_case *c)
{
    const struct overdue_move *move = t->move;
    if (takes[move->event])
        TRY(takes[move->event](desk, t, c));
    c->state = str_of(overdue_state_word(move->to)->code);
    if (move->setting)
        c->due_on =
            (struct day){ desk->today.n + (int32_t)setting(desk, move->setting, move->days) };
    TRY(overdue_save(desk, c, move->event, t->detail, t->asked->note));
    TRY(count(desk, c));
    return move->event == OVERDUE_EVENT_APPROVE ? apply(desk, t, c) : DONE;
}

enum outcome overdue_step(struct desk *desk, const struct overdue_step_asked *asked,
                          struct overdue_case *out)
{
    SCOPED(tx) tx = { 0 };
    struct overdue_case c;
    struct taking t = { .asked = asked, .detail = NO_STR };
    if (asked->event >= OVERDUE_EVENT_COUNT)
        return refuse_field(desk, NO_ITEM_WRONG, "/event");
    TRY(tx_open(desk, &tx));
    TRY(overdue_load(desk, asked->part, asked->id, &c));
    t.source = overdue_source_find(c.source, c.opened_on);
    if (!t.source)
        return fail(desk, "a case from a source no row has");
    TRY(allow(desk,
              overdue_next(&c, asked->event, asked->takes, &desk->clerk, desk->today, &t.move)));
    if (desk->expected_version >= 0)
        TRY(version_seen(desk, c.ver));
    TRY(check_note(desk, &t));
    TRY(take(desk, &t, &c));
    TRY(enter_step(desk, &t, &c));
    TRY(overdue_load(desk, c.part, c.id, out));
    return tx_commit(&tx);
}
