/** A case as JSON, for both faces. */
#include "base/hex.h"
#include "core/codes.h"
#include "office/clerk.h"
#include "office/unit.h"
#include "unregistered/unregistered_store.h"

static void put_texts(struct buf *buf, const char *zh, const char *en)
{
    json_field_text(buf, "zh", zh);
    json_field_text(buf, "en", en);
}

/** Empty for nobody, and for a clerk of another database. */
static void put_clerk(struct desk *desk, struct buf *buf, int64_t clerk)
{
    struct clerk_record record = { .name = NO_STR };
    struct problem why = desk->why;
    if (clerk && clerk_record(desk, clerk, &record) != DONE)
        record.name = NO_STR;
    desk->why = why;
    json_field_str(buf, "clerkName", record.name);
}

/* ---- the case ---- */

static const char *const needs_words[] = {
    [UNREGISTERED_NEEDS_NOTHING] = "NOTHING",     [UNREGISTERED_NEEDS_EVIDENCE] = "EVIDENCE",
    [UNREGISTERED_NEEDS_NOTICE_OVER] = "NOTICE",  [UNREGISTERED_NEEDS_FINDINGS] = "FINDINGS",
    [UNREGISTERED_NEEDS_NOTE] = "NOTE",           [UNREGISTERED_NEEDS_REASON] = "REASON",
    [UNREGISTERED_NEEDS_COMPLAINT] = "COMPLAINT",
};

/** At which desk the page asks for it. */
static const char *desk_of(enum right right)
{
    return right == MAY_DECIDE_CITY ? "CITY" : right == MAY_DECIDE_COUNTY ? "COUNTY" : "STATION";
}

static void put_allowed(struct desk *desk, struct buf *buf, const struct unregistered *c,
                        const struct unregistered_class *class_)
{
    const struct unregistered_move *move;
    json_key(buf, "allowed");
    json_open(buf, '[');
    for (int i = 0; i < UNREGISTERED_EVENT_COUNT; i++) {
        enum unregistered_event event = (enum unregistered_event)i;
        if (unregistered_next(c, event, RIGHT_COUNT, class_, &desk->clerk, &move))
            continue;
        json_open(buf, '{');
        json_field_text(buf, "step", unregistered_event_text(event)->code);
        put_texts(buf, unregistered_event_text(event)->zh, unregistered_event_text(event)->en);
        json_field_text(buf, "desk", desk_of(move->takes));
        json_field_text(buf, "needs", needs_words[move->needs]);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

static void put_facts(struct desk *desk, struct buf *buf, const struct unregistered *c)
{
    const struct unregistered_class *class_ = unregistered_class_find(c->class_, c->opened_on);
    const struct unregistered_state_text *state =
        unregistered_state_text(unregistered_state_of(c->state));
    const struct close_reason *reason = close_reason_find(c->reason);
    json_columns(buf, unregistered_columns, unregistered_column_count, c);
    json_field_text(buf, "classZh", class_ ? class_->zh : "");
    json_field_text(buf, "classEn", class_ ? class_->en : "");
    json_field_text(buf, "classNumber", class_ ? class_->number : "");
    json_field_text(buf, "stateZh", state->zh);
    json_field_text(buf, "stateEn", state->en);
    json_field_text(buf, "reasonZh", reason ? reason->zh : NULL);
    json_field_text(buf, "reasonEn", reason ? reason->en : NULL);
    json_field_str(buf, "stationName", unit_short_name(desk, c->station));
    json_field_int(buf, "daysLeft", c->due_on.n - desk->today.n);
    json_field_int(buf, "age",
                   (day_is(c->closed_on) ? c->closed_on.n : desk->today.n) - c->opened_on.n);
}

void unregistered_json(struct desk *desk, struct buf *buf, const struct unregistered *c)
{
    json_open(buf, '{');
    put_facts(desk, buf, c);
    json_close(buf, '}');
}

/* ---- papers, steps, items ---- */

static void put_proof(struct desk *desk, struct buf *buf, const struct proof *p)
{
    char digits[65] = "";
    const struct proof_kind *kind = proof_kind_find(p->kind);
    json_open(buf, '{');
    json_columns(buf, proof_columns, proof_column_count, p);
    put_texts(buf, kind ? kind->zh : "", kind ? kind->en : "");
    json_field_str(buf, "hash",
                   p->hash.len ? str_of(hex_text(p->hash.at, p->hash.len, digits)) : NO_STR);
    put_clerk(desk, buf, p->clerk);
    json_close(buf, '}');
}

static void put_step(struct desk *desk, struct buf *buf, const struct unregistered_step_row *step)
{
    enum unregistered_event event = unregistered_event_of(step->event);
    enum unregistered_state state = unregistered_state_of(step->state);
    json_open(buf, '{');
    json_columns(buf, unregistered_step_columns, unregistered_step_column_count, step);
    put_texts(buf, unregistered_event_text(event)->zh, unregistered_event_text(event)->en);
    json_field_text(buf, "stateZh", unregistered_state_text(state)->zh);
    json_field_str(buf, "unitName", unit_short_name(desk, step->unit));
    put_clerk(desk, buf, step->clerk);
    json_close(buf, '}');
}

static void put_items(struct buf *buf, const struct business_items *items)
{
    json_key(buf, "items");
    json_open(buf, '[');
    for (int i = 0; i < BUSINESS_ITEM_COUNT; i++) {
        const struct item_text *text = item_text((enum business_item)i);
        struct str value = items->at[i];
        if (!value.len)
            continue;
        json_open(buf, '{');
        json_field_text(buf, "key", text->key);
        put_texts(buf, text->zh, text->en);
        json_field_str(buf, "value", value);
        json_field_str(buf, "valueZh", text->list ? code_zh(text->list, value) : value);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

/** What of a list is there: `{"oneOf":[{code,zh,en}],"there":true}`. */
static void put_choice(struct buf *buf, struct str choice, const struct proofs *proofs)
{
    struct proofs none = { 0 };
    struct str code, missing;
    char wanted[200];
    (void)snprintf(wanted, sizeof wanted, STR_FMT, STR_ARG(choice));
    json_open(buf, '{');
    json_field_bool(buf, "there", proofs_cover(wanted, proofs ? proofs : &none, &missing));
    json_key(buf, "oneOf");
    json_open(buf, '[');
    while (str_split(&choice, '|', &code)) {
        const struct proof_kind *kind = proof_kind_find(code);
        json_open(buf, '{');
        json_field_str(buf, "code", code);
        put_texts(buf, kind ? kind->zh : "", kind ? kind->en : "");
        json_close(buf, '}');
    }
    json_close(buf, ']');
    json_close(buf, '}');
}

static void put_wanted(struct buf *buf, const char *key, const char *wanted,
                       const struct proofs *proofs)
{
    struct str rest = str_of(wanted), choice;
    json_key(buf, key);
    json_open(buf, '[');
    while (str_split(&rest, ' ', &choice))
        put_choice(buf, choice, proofs);
    json_close(buf, ']');
}

void unregistered_view_json(struct desk *desk, struct buf *buf, const struct unregistered_view *v)
{
    json_open(buf, '{');
    put_facts(desk, buf, &v->unregistered);
    put_allowed(desk, buf, &v->unregistered, v->class_);
    json_field_text(buf, "source", v->class_->source);
    put_items(buf, &v->items);
    put_wanted(buf, "evidenceAsked", v->class_->evidence, &v->proofs);
    put_wanted(buf, "findingsAsked", v->class_->findings, &v->proofs);
    json_key(buf, "evidence");
    json_open(buf, '[');
    for (size_t i = 0; i < v->proofs.count; i++)
        put_proof(desk, buf, &v->proofs.at[i]);
    json_close(buf, ']');
    json_key(buf, "steps");
    json_open(buf, '[');
    for (size_t i = 0; i < v->steps.count; i++)
        put_step(desk, buf, &v->steps.at[i]);
    json_close(buf, ']');
    json_close(buf, '}');
}

/* ---- the rows themselves ---- */

static void put_class(struct buf *buf, const struct unregistered_class *c)
{
    json_open(buf, '{');
    json_field_text(buf, "code", c->code);
    json_field_text(buf, "number", c->number);
    put_texts(buf, c->zh, c->en);
    json_field_day(buf, "begins", c->begins);
    json_field_text(buf, "level", business_level_words[c->level]);
    json_field_bool(buf, "notice", c->notice);
    json_field_text(buf, "kinds", c->kinds);
    json_field_text(buf, "source", c->source);
    put_wanted(buf, "evidence", c->evidence, NULL);
    put_wanted(buf, "findings", c->findings, NULL);
    json_close(buf, '}');
}

void unregistered_rules_json(struct desk *desk, struct buf *buf)
{
    json_open(buf, '{');
    json_key(buf, "classes");
    json_open(buf, '[');
    for (size_t i = 0; i < unregistered_class_count; i++)
        if (unregistered_class_find(str_of(unregistered_classes[i].code), desk->today) ==
            &unregistered_classes[i])
            put_class(buf, &unregistered_classes[i]);
    json_close(buf, ']');
    json_key(buf, "proofs");
    json_open(buf, '[');
    for (size_t i = 0; i < proof_kind_count; i++) {
        json_open(buf, '{');
        json_field_text(buf, "code", proof_kinds[i].code);
        put_texts(buf, proof_kinds[i].zh, proof_kinds[i].en);
        json_field_bool(buf, "issued", proof_kinds[i].issued);
        json_close(buf, '}');
    }
    json_close(buf, ']');
    json_key(buf, "reasons");
    json_open(buf, '[');
    for (size_t i = 0; i < close_reason_count; i++) {
        json_open(buf, '{');
        json_field_text(buf, "code", close_reasons[i].code);
        put_texts(buf, close_reasons[i].zh, close_reasons[i].en);
        json_field_bool(buf, "byStation", close_reasons[i].by_station);
        json_close(buf, '}');
    }
    json_close(buf, ']');
    json_close(buf, '}');
}
