#include "conflict/conflict_store.h"
#include "db/db.h"
#include "journal/journal.h"
#include "keys/sm3.h"
#include "office/office.h"

enum { TEXT_MOST = 4000, ESCALATED_AT_ONCE = 500 };

static void begin_body(struct buf *body, const struct conflict *c)
{
    json_open(body, '{');
    json_field_id(body, "conflict", c->id);
    json_field_str(body, "state", c->state);
}

/* ---- evidence ---- */

static enum outcome check_evidence(struct desk *desk, const struct evidence_asked *asked)
{
    if (asked->side != 1 && asked->side != 2)
        return refuse_at(desk, NO_ITEM_WRONG, "/side", "1, 2");
    if (!evidence_kind_on(asked->kind, desk->today))
        return refuse_field(desk, NO_ITEM_WRONG, "/kind");
    if (day_is(asked->since) && asked->since.n > desk->today.n)
        return refuse_field(desk, NO_ITEM_WRONG, "/since");
    if (!str_trim(asked->text).len)
        return refuse_field(desk, NO_ITEM_MISSING, "/text");
    if (asked->text.len > TEXT_MOST || (asked->hash.len && asked->hash.len != SM3_BYTES))
        return refuse_field(desk, NO_ITEM_WRONG, asked->text.len > TEXT_MOST ? "/text" : "/hash");
    return DONE;
}

static enum outcome enter_evidence(struct desk *desk, const struct conflict *c,
                                   const struct evidence *e)
{
    SCOPED(buf) body = { 0 };
    begin_body(&body, c);
    json_field_id(&body, "evidence", e->id);
    json_field_int(&body, "side", e->side);
    json_field_str(&body, "kind", e->kind);
    json_close(&body, '}');
    return journal(desk, "conflict.evidence_added", c->part, c->person, buf_str(&body));
}

enum outcome conflict_add_evidence(struct desk *desk, const struct evidence_asked *asked,
                                   struct conflict *out)
{
    SCOPED(tx) tx = { 0 };
    struct conflict c;
    TRY(tx_open(desk, &tx));
    TRY(conflict_load(desk, asked->part, asked->id, &c));
    TRY(conflict_may_speak(desk, &c));
    TRY(allow(desk, day_is(c.closed_on) ? NO_CONFLICT_STEP : REFUSAL_NONE));
    TRY(check_evidence(desk, asked));
    const struct evidence e = { .id = new_id(desk),
                                .side = (int32_t)asked->side,
                                .kind = asked->kind,
                                .since = asked->since,
                                .text = asked->text,
                                .hash = asked->hash.len ? asked->hash : NO_STR,
                                .unit = desk->clerk.unit,
                                .clerk = desk->clerk.id,
                                .instant = desk->now };
    TRY(conflict_add_evidence_row(desk, &c, &e));
    TRY(enter_evidence(desk, &c, &e));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}

/* ---- steps ---- */

/** Whoever asks or answers says whom; whoever disputes says why. */
static enum outcome check_step(struct desk *desk, enum conflict_event event,
                               const struct conflict_step_asked *asked)
{
    bool puts_forward = event == CONFLICT_ASK || event == CONFLICT_ANSWER;
    if (event == CONFLICT_EVENT_COUNT)
        return refuse_field(desk, NO_ITEM_WRONG, "/step");
    if (puts_forward && asked->keeper != 1 && asked->keeper != 2)
        return refuse_at(desk, asked->keeper ? NO_ITEM_WRONG : NO_ITEM_MISSING, "/keeper", "1, 2");
    if (!puts_forward && asked->keeper)
        return refuse_field(desk, NO_ITEM_WRONG, "/keeper");
    if (event == CONFLICT_DISPUTE && !str_trim(asked->note).len)
        return refuse_field(desk, NO_ITEM_MISSING, "/note");
    if (asked->note.len > TEXT_MOST)
        return refuse_field(desk, NO_ITEM_WRONG, "/note");
    return DONE;
}

/** Who puts a keeper forward is the asking side from then on, until it is answered. */
static void take_step(struct desk *desk, const struct conflict_move *move,
                      const struct conflict_step_asked *asked, struct conflict *c)
{
    unsigned sides = conflict_sides_of(c, &desk->clerk);
    if (move->event == CONFLICT_ASK) {
        c->asked_side = move->who == ONE_BUREAU ? 3 : sides == 2 ? 2 : 1;
        c->asked_by = desk->clerk.id;
    }
    if (asked->keeper)
        c->keeper = (int32_t)asked->keeper;
    c->state = str_of(conflict_state_word(move->to)->code);
    c->due_on.n = desk->today.n + (int32_t)setting(desk, move->setting, move->days);
}

static enum outcome enter_step(struct desk *desk, const struct conflict *c,
                               enum conflict_event event)
{
    SCOPED(buf) body = { 0 };
    begin_body(&body, c);
    json_field_text(&body, "step", conflict_event_word(event)->code);
    json_field_int(&body, "keeper", c->keeper);
    json_close(&body, '}');
    return journal(desk, "conflict.stepped", c->part, c->person, buf_str(&body));
}

enum outcome conflict_step(struct desk *desk, const struct conflict_step_asked *asked,
                           struct conflict *out)
{
    SCOPED(tx) tx = { 0 };
    struct conflict c;
    const struct conflict_move *move = NULL;
    enum conflict_event event = conflict_event_of(asked->step);
    TRY(tx_open(desk, &tx));
    TRY(conflict_load(desk, asked->part, asked->id, &c));
    TRY(conflict_may_speak(desk, &c));
    TRY(version_seen(desk, c.ver));
    TRY(check_step(desk, event, asked));
    TRY(allow(desk, conflict_next(&c, event, &desk->clerk, &move)));
    take_step(desk, move, asked, &c);
    TRY(conflict_save(desk, &c, conflict_event_word(event)->code, asked->note));
    TRY(enter_step(desk, &c, event));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}

/* ---- past the limit ---- */

static enum outcome escalate_one(struct desk *desk, struct conflict *c)
{
    const struct conflict_step_asked by_itself = { .keeper = 0 };
    const struct conflict_move *move = NULL;
    TRY(allow(desk, conflict_next(c, CONFLICT_ESCALATE, &desk->clerk, &move)));
    take_step(desk, move, &by_itself, c);
    return conflict_save(desk, c, conflict_event_word(CONFLICT_ESCALATE)->code,
                         STR("超过期限，自动报市局"));
}

static enum outcome enter_escalated(struct desk *desk, const struct conflicts *all)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_key(&body, "conflicts");
    json_open(&body, '[');
    for (size_t i = 0; i < all->count; i++)
        json_id(&body, all->at[i].id);
    json_close(&body, ']');
    json_close(&body, '}');
    return journal(desk, "conflict.escalated", 0, 0, buf_str(&body));
}

enum outcome conflicts_escalate(struct desk *desk, int64_t *count)
{
    SCOPED(tx) tx = { 0 };
    struct conflicts all;
    TRY(may(desk, MAY_SETTLE_NUMBERS, unit_city(desk->clerk.unit)));
    TRY(tx_open(desk, &tx));
    TRY(conflicts_overdue(desk, ESCALATED_AT_ONCE, &all));
    for (size_t i = 0; i < all.count; i++)
        TRY(escalate_one(desk, &all.at[i]));
    if (all.count)
        TRY(enter_escalated(desk, &all));
    TRY(tx_commit(&tx));
    *count = (int64_t)all.count;
    return DONE;
}
