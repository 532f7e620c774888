#include "overdue/see_case.h"
#include "core/codes.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/clerk.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/person_store.h"

/* ---- loading ---- */

static enum outcome may_look(struct desk *desk, const struct overdue_case *c)
{
    TRY(may(desk, MAY_SEE_PERSONS, c->station));
    return str_trim(desk->purpose).len ? DONE : refuse(desk, NO_PURPOSE_REQUIRED);
}

static enum outcome load_person(struct desk *desk, struct overdue_view *v)
{
    struct person_record *r = &v->record;
    const struct overdue_case *c = &v->c;
    struct persons all;
    TRY(person_load(desk, c->part, c->person, &r->person));
    if (clerk_reaches(&desk->clerk,
                      r->person.station)) /* who has moved away is not theirs to see */
        TRY(person_record_load(desk, c->part, c->person, r));
    TRY(household_members(desk, c->part, c->household, &all));
    v->others.at = NEW_ARRAY(desk->arena, struct person, all.count);
    for (size_t i = 0; i < all.count; i++)
        if (all.at[i].id != c->person && str_is(all.at[i].status, "0"))
            v->others.at[v->others.count++] = all.at[i];
    return cards_of_person(desk, c->part, c->person, &v->cards);
}

enum outcome overdue_view_load(struct desk *desk, int32_t part, int64_t id,
                               struct overdue_view *out)
{
    struct overdue_view v = { 0 };
    TRY(overdue_load(desk, part, id, &v.c));
    TRY(may_look(desk, &v.c));
    TRY(load_person(desk, &v));
    TRY(overdue_items_of(desk, &v.c, &v.items));
    TRY(overdue_steps_of(desk, &v.c, &v.steps));
    *out = v;
    return DONE;
}

enum outcome overdue_seen(struct desk *desk, int32_t part, int64_t id)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    struct overdue_case c;
    TRY(tx_open(desk, &tx));
    TRY(overdue_load(desk, part, id, &c));
    TRY(may_look(desk, &c));
    json_open(&body, '{');
    overdue_put_facts(&body, &c);
    json_close(&body, '}');
    TRY(journal(desk, "overdue.seen", c.part, c.person, buf_str(&body)));
    return tx_commit(&tx);
}

/* ---- as JSON ---- */

static void put_words(struct buf *buf, const char *zh_key, const char *en_key, const char *zh,
                      const char *en)
{
    json_field_text(buf, zh_key, zh);
    json_field_text(buf, en_key, en);
}

static void put_names(struct desk *desk, struct buf *buf, const struct overdue_case *c)
{
    const struct overdue_source *source = overdue_source_find(c->source, c->opened_on);
    const struct overdue_word *state = overdue_state_word(overdue_state_of(c->state)),
                              *match = overdue_match_word(overdue_match_of(c->matched_by)),
                              *sort = &overdue_sorts[overdue_sort_of(c->sort)];
    const struct overdue_visit *visit = overdue_visit_of(c->visit_result);
    const struct overdue_notice *notice = overdue_notice_of(c->notice);
    put_words(buf, "stateZh", "stateEn", state->zh, state->en);
    put_words(buf, "sortZh", "sortEn", sort->zh, sort->en);
    put_words(buf, "matchedZh", "matchedEn", match->zh, match->en);
    put_words(buf, "sourceZh", "sourceEn", source ? source->zh : "", source ? source->en : "");
    put_words(buf, "visitZh", "visitEn", visit ? visit->zh : "", visit ? visit->en : "");
    put_words(buf, "noticeZh", "noticeEn", notice ? notice->zh : "", notice ? notice->en : "");
    json_field_text(buf, "eventZh", source ? source->event : "");
    json_field_text(buf, "level", source ? business_level_words[source->level] : "");
    json_field_str(buf, "stationName", unit_short_name(desk, c->station));
    json_field_int(buf, "daysLeft", c->due_on.n - desk->today.n);
    json_field_bool(buf, "overdue", !day_is(c->closed_on) && c->due_on.n < desk->today.n);
    json_field_bool(buf, "noticeOver", overdue_notice_is_over(c, desk->today));
}

/** What this clerk may do today, by whichever right. */
static void put_allowed(struct desk *desk, struct buf *buf, const struct overdue_case *c)
{
    const struct overdue_move *move;
    json_key(buf, "allowed");
    json_open(buf, '[');
    for (int e = 0; e < OVERDUE_EVENT_COUNT; e++)
        if (overdue_next(c, (enum overdue_event)e, RIGHT_COUNT, &desk->clerk, desk->today, &move) ==
            REFUSAL_NONE) {
            json_open(buf, '{');
            json_field_text(buf, "event", overdue_event_word((enum overdue_event)e)->code);
            json_field_text(buf, "right", right_text((enum right)move->takes)->code);
            json_field_bool(buf, "reason", (move->needs & NEEDS_REASON) != 0);
            json_close(buf, '}');
        }
    json_close(buf, ']');
}

static void put_case(struct desk *desk, struct buf *buf, const struct overdue_case *c)
{
    json_columns(buf, overdue_columns, overdue_column_count, c);
    put_names(desk, buf, c);
    put_allowed(desk, buf, c);
}

void overdue_json(struct desk *desk, struct buf *buf, const struct overdue_case *c)
{
    json_open(buf, '{');
    put_case(desk, buf, c);
    json_close(buf, '}');
}

enum outcome overdue_row_json(struct desk *desk, struct buf *buf, const struct overdue_case *c)
{
    struct person p;
    TRY(person_load(desk, c->part, c->person, &p));
    json_open(buf, '{');
    put_case(desk, buf, c);
    json_field_str(buf, "name", name_masked(desk->arena, p.name));
    json_close(buf, '}');
    return DONE;
}

static void put_person(struct buf *buf, const struct person_record *r)
{
    const struct person *p = &r->person;
    json_open(buf, '{');
    json_field_int(buf, "part", p->part);
    json_field_id(buf, "id", p->id);
    json_field_str(buf, "name", p->name);
    json_field_code(buf, "sex", &sexes, p->sex);
    json_field_day(buf, "bornOn", p->born_on);
    json_field_str(buf, "number", p->number);
    json_field_code(buf, "relation", &relations, p->relation);
    json_field_bool(buf, "head", relation_is_head(p->relation));
    json_field_code(buf, "status", &person_states, p->status);
    json_field_str(buf, "headName", r->head);
    json_field_str(buf, "address", r->address);
    json_close(buf, '}');
}

static void put_said(struct buf *buf, const struct overdue_case *c)
{
    json_key(buf, "said");
    json_open(buf, '{');
    json_field_str(buf, "name", c->said_name);
    json_field_str(buf, "number", c->said_number);
    json_field_day(buf, "bornOn", c->said_born_on);
    json_close(buf, '}');
}

static void put_others(struct buf *buf, const struct persons *others)
{
    json_key(buf, "others");
    json_open(buf, '[');
    for (size_t i = 0; i < others->count; i++) {
        const struct person *p = &others->at[i];
        json_open(buf, '{');
        json_field_str(buf, "name", p->name);
        json_field_code(buf, "relation", &relations, p->relation);
        json_field_str(buf, "number", p->number);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

static void put_cards(struct buf *buf, const struct cards *cards)
{
    json_key(buf, "cards");
    json_open(buf, '[');
    for (size_t i = 0; i < cards->count; i++) {
        json_open(buf, '{');
        json_field_str(buf, "serial", cards->at[i].serial);
        json_field_code(buf, "state", &card_states, cards->at[i].state);
        json_field_day(buf, "validTo", cards->at[i].valid_to);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

static void put_items(struct buf *buf, const struct business_items *items)
{
    json_key(buf, "items");
    json_open(buf, '[');
    for (int i = 0; i < BUSINESS_ITEM_COUNT; i++) {
        const struct item_text *text = item_text((enum business_item)i);
        if (!items->at[i].len)
            continue;
        json_open(buf, '{');
        json_field_text(buf, "key", text->key);
        put_words(buf, "zh", "en", text->zh, text->en);
        json_field_str(buf, "value", text->list ? code_zh(text->list, items->at[i]) : items->at[i]);
        json_close(buf, '}');
    }
    json_close(buf, ']');
}

/** Empty for nobody, and for a clerk of another database. */
static struct str clerk_called(struct desk *desk, int64_t clerk)
{
    struct clerk_record record = { .name = NO_STR };
    struct problem why = desk->why;
    if (clerk && clerk_record(desk, clerk, &record) != DONE)
        record.name = NO_STR;
    desk->why = why;
    return record.name;
}

/** The result of a visit, the kind of a notice or how it was matched, in words. */
static void put_detail(struct buf *buf, struct str detail)
{
    const struct overdue_visit *visit = overdue_visit_of(detail);
    const struct overdue_notice *notice = overdue_notice_of(detail);
    enum overdue_match match = overdue_match_of(detail);
    const struct overdue_word *matched =
        match < OVERDUE_MATCH_COUNT ? overdue_match_word(match) : NULL;
    put_words(buf, "detailZh", "detailEn",
              visit     ? visit->zh
              : notice  ? notice->zh
              : matched ? matched->zh
                        : NULL,
              visit     ? visit->en
              : notice  ? notice->en
              : matched ? matched->en
                        : NULL);
}

static void put_step(struct desk *desk, struct buf *buf, const struct overdue_step_row *s)
{
    enum overdue_event event = overdue_event_of(s->event);
    const struct overdue_word *word =
        event < OVERDUE_EVENT_COUNT ? overdue_event_word(event) : NULL;
    json_open(buf, '{');
    json_columns(buf, overdue_step_columns, overdue_step_column_count, s);
    put_words(buf, "zh", "en", word ? word->zh : "立案", word ? word->en : "opened");
    put_detail(buf, s->detail);
    json_field_str(buf, "clerkName", clerk_called(desk, s->clerk));
    json_field_str(buf, "unitName", unit_short_name(desk, s->unit));
    json_close(buf, '}');
}

void overdue_view_json(struct desk *desk, struct buf *buf, const struct overdue_view *v)
{
    json_open(buf, '{');
    put_case(desk, buf, &v->c);
    json_key(buf, "registered");
    put_person(buf, &v->record);
    put_said(buf, &v->c);
    put_others(buf, &v->others);
    put_cards(buf, &v->cards);
    put_items(buf, &v->items);
    json_key(buf, "steps");
    json_open(buf, '[');
    for (size_t i = 0; i < v->steps.count; i++)
        put_step(desk, buf, &v->steps.at[i]);
    json_close(buf, ']');
    json_close(buf, '}');
}
