/** The records of this counter as they travel: how each is written, and what is asked of one that
 * comes. A record that breaks a rule refuses its whole package. */
#include "cards/application_store.h"
#include "cards/consignment.h"
#include "cards/hand_over.h"
#include "cards/news.h"
#include "cards/step.h"
#include "cards/travel.h"
#include "db/db.h"
#include "portrait/portrait_store.h"

static enum outcome bad(struct desk *desk, const char *field)
{
    return field ? refuse_field(desk, NO_PACKAGE_RECORD, field) : DONE;
}

/* ---- applications ---- */

static enum outcome write_news(struct record_writer *w, int32_t part, int64_t id)
{
    struct application app;
    TRY(application_load_id(w->desk, part, id, &app));
    record_write(w->json, application_columns, application_column_count, &app);
    return DONE;
}

static enum outcome write_application(struct record_writer *w, int32_t part, int64_t id)
{
    struct application app;
    TRY(application_load_id(w->desk, part, id, &app));
    record_write(w->json, application_columns, application_column_count, &app);
    return app.portrait.at ? w->blob(w, part, app.portrait) : DONE;
}

static enum outcome take_blob(struct desk *desk, const struct record_reader *reader, int32_t part,
                              struct str hash)
{
    struct portrait portrait;
    if (hash.len != sizeof portrait.hash || !reader->blob(reader, hash, &portrait.bytes))
        return DONE; /* news without pictures */
    memcpy(portrait.hash, hash.at, sizeof portrait.hash);
    return portrait_put(desk, part, &portrait);
}

/** One live application a person: when two databases accepted, or one did not hear the end of the
 * first, the one accepted later counts, here and with everybody who hears of it. *gave_way: the one
 * that came is superseded by ours. */
static enum outcome make_way(struct desk *desk, struct application *sent, bool *gave_way)
{
    struct application other;
    bool found = false;
    if (sent->live)
        TRY(application_other_live(desk, sent, &other, &found));
    if (!found)
        return DONE;
    *gave_way = other.accepted_at >= sent->accepted_at;
    if (!*gave_way)
        return step_supersede(desk, &other, sent->id);
    application_set_state(sent, APPLICATION_SUPERSEDED);
    sent->superseded_by = other.id;
    return DONE;
}

/** On the way to us, it lies on our desk now. */
static bool arrives(const struct record_reader *reader, const struct application *app)
{
    return app->at_unit == reader->to && application_move_find(app->state, EVENT_TAKE_IN);
}

static enum outcome arrive(struct desk *desk, struct application *app)
{
    TRY(step_move(desk, app, EVENT_TAKE_IN));
    return step_save(desk, app, "taken_in");
}

/** Who superseded it may not have heard all we know: only that it is superseded is news. */
static void keep_the_rest(const struct application *had, struct application *sent)
{
    int32_t ver = sent->ver;
    int64_t by = sent->superseded_by, changed_at = sent->changed_at;
    *sent = *had;
    application_set_state(sent, APPLICATION_SUPERSEDED);
    sent->ver = ver > had->ver ? ver : had->ver;
    sent->superseded_by = by;
    sent->changed_at = changed_at;
}

static enum outcome apply_news(struct desk *desk, const struct record_reader *reader,
                               const struct application *had, struct application *sent)
{
    struct application app;
    bool gave_way = false;
    if (had && sent->state == APPLICATION_SUPERSEDED)
        keep_the_rest(had, sent);
    TRY(make_way(desk, sent, &gave_way));
    TRY(application_put(desk, had, sent));
    TRY(application_load_id(desk, sent->part, sent->id, &app));
    if (arrives(reader, &app))
        return arrive(desk, &app);
    TRY(application_tell(desk, &app, gave_way ? 0 : reader->from));
    return app.state == APPLICATION_SUPERSEDED ? step_drop_card(desk, &app) : DONE;
}

static enum outcome apply_application(struct desk *desk, const struct record_reader *reader)
{
    struct application sent, had;
    bool known = false;
    TRY(record_read(desk, reader->json, application_columns, application_column_count, &sent));
    TRY(bad(desk, record_fault(&sent, reader->from, reader->to)));
    TRY(application_find_id(desk, sent.part, sent.id, &had, &known));
    if (known && had.ver >= sent.ver && arrives(reader, &had) && arrives(reader, &sent))
        return arrive(desk, &had); /* both units are kept here: the row is the record's, or was
                                      fetched since */
    if (known && !record_is_news(&had, &sent))
        return DONE; /* it was overtaken on its way */
    TRY(bad(desk, known ? record_alters(&had, &sent, reader->from, reader->to)
                        : record_is_new(&sent, reader->from, reader->to)));
    TRY(take_blob(desk, reader, sent.part, sent.portrait));
    return apply_news(desk, reader, known ? &had : NULL, &sent);
}

/** With its picture: who produces or compares must have it. */
static enum outcome apply_with_portrait(struct desk *desk, const struct record_reader *reader)
{
    struct application sent;
    struct str bytes;
    TRY(apply_application(desk, reader));
    TRY(record_read(desk, reader->json, application_columns, application_column_count, &sent));
    if (!sent.portrait.at || portrait_get(desk, sent.part, sent.portrait, &bytes) == DONE)
        return DONE;
    return desk->why.refusal == NO_PORTRAIT_UNKNOWN ? bad(desk, "portrait") : FAILED;
}

/* ---- cards ---- */

static enum outcome write_card(struct record_writer *w, int32_t part, int64_t id)
{
    struct card card;
    TRY(card_load(w->desk, part, id, &card));
    record_write(w->json, card_columns, card_column_count, &card);
    return DONE;
}

/** A new card comes from above, out of its application. */
static const char *new_card_fault(const struct card *card, const struct application *app,
                                  const struct record_reader *reader)
{
    if (tier_on_way(app, reader->from) < tier_on_way(app, reader->to))
        return "id";
    if (!str_eq(card->citizen_number, app->citizen_number) || !str_eq(card->name, app->name) ||
        !str_eq(card->portrait, app->portrait))
        return "name";
    return card->valid_from.n == app->valid_from.n && card->valid_to.n == app->valid_to.n
               ? NULL
               : "validFrom";
}

static const char *card_fault(const struct card *card)
{
    if (account_of_code(card->account) == ACCOUNT_KIND_COUNT)
        return "account";
    if (!card->serial.len || !card->state.len || !card->class.at || !card->box.at)
        return "serial";
    return card->name.at && card->sex.at && card->ethnic.at && card->address.at &&
                   card->citizen_number.at && card->organ.at && card->portrait.at &&
                   day_is(card->born_on) && day_is(card->valid_from) && day_is(card->made_on)
               ? NULL
               : "name";
}

/** Where a card lies is said by the database that keeps the account: a card in one of ours is moved
 * by our ledger alone, and nobody puts one there. */
static enum outcome apply_card(struct desk *desk, const struct record_reader *reader)
{
    struct card card, had;
    struct application app;
    bool known = false, ours = false;
    TRY(record_read(desk, reader->json, card_columns, card_column_count, &card));
    TRY(bad(desk, card_fault(&card)));
    TRY(application_find_id(desk, card.part, card.application, &app, &known));
    TRY(bad(desk, known ? NULL : "application"));
    TRY(bad(desk, tier_on_way(&app, reader->from) >= 0 ? NULL : "application"));
    TRY(card_find(desk, card.part, card.id, &had, &known));
    if (!known)
        TRY(bad(desk, new_card_fault(&card, &app, reader)));
    if (known && had.ver >= card.ver)
        return DONE;
    if (known)
        TRY(card_is_here(desk, &had, &ours));
    if (!ours)
        TRY(card_is_here(desk, &card, &ours));
    TRY(bad(desk, ours ? "unit" : NULL));
    return card_put(desk, &card);
}

/* ---- consignments ---- */

/** The list of cards stands behind the consignment's own columns, as `cards`: `PART:ID PART:ID …`.
 */
struct consignment_record {
    struct consignment consignment;
    struct str cards;
};
static const struct column cards_column[] = {
    COLUMN(consignment_record, cards, NULL, KIND_TEXT, "", ""),
};

/** A giver's list holds all cards, a receiver's those that arrived. */
static enum outcome write_list(struct record_writer *w, int32_t unit, int64_t id, bool arrived)
{
    struct consignment_record record;
    struct consignment_cards cards;
    SCOPED(buf) list = { 0 };
    TRY(consignment_load(w->desk, unit, id, &record.consignment));
    TRY(consignment_cards(w->desk, &record.consignment, &cards));
    for (size_t i = 0; i < cards.count; i++)
        if (!arrived || cards.at[i].arrived)
            buf_printf(&list, "%s%d:%lld", list.len ? " " : "", cards.at[i].part,
                       (long long)cards.at[i].id);
    record.cards = arena_str(w->desk->arena, buf_str(&list));
    record_write(w->json, consignment_columns, consignment_column_count, &record.consignment);
    record_write(w->json, cards_column, COUNT(cards_column), &record);
    return DONE;
}

static enum outcome write_consignment(struct record_writer *w, int32_t unit, int64_t id)
{
    return write_list(w, unit, id, false);
}

static enum outcome write_answer(struct record_writer *w, int32_t unit, int64_t id)
{
    return write_list(w, unit, id, true);
}

static enum outcome read_cards(struct desk *desk, struct str list, struct consignment_cards *out)
{
    size_t room = list.len / 4 + 1;
    out->at = NEW_ARRAY(desk->arena, struct consignment_card, room);
    out->count = 0;
    for (struct str one, part; list.len && str_split(&list, ' ', &one);) {
        int64_t p = 0, id = 0;
        if (!str_split(&one, ':', &part) || !str_to_int(part, &p) || !str_to_int(one, &id) ||
            p <= 0 || p > INT32_MAX)
            return bad(desk, "cards");
        out->at[out->count++] = (struct consignment_card){ (int32_t)p, id, 0 };
    }
    return DONE;
}

static enum outcome read_list(struct desk *desk, const struct record_reader *reader,
                              struct consignment *out, struct consignment_cards *cards)
{
    struct consignment_record record;
    TRY(record_read(desk, reader->json, consignment_columns, consignment_column_count,
                    &record.consignment));
    TRY(record_read(desk, reader->json, cards_column, COUNT(cards_column), &record));
    TRY(read_cards(desk, record.cards, cards));
    *out = record.consignment;
    return bad(desk, out->box.at && out->state.len ? NULL : "state");
}

static enum outcome apply_consignment(struct desk *desk, const struct record_reader *reader)
{
    struct consignment c;
    struct consignment_cards cards;
    TRY(read_list(desk, reader, &c, &cards));
    if (c.unit != reader->from || c.to_unit != reader->to)
        return bad(desk, "to");
    if (c.count != (int32_t)cards.count)
        return bad(desk, "count");
    return consignment_put(desk, &c, &cards);
}

static enum outcome apply_answer(struct desk *desk, const struct record_reader *reader)
{
    struct consignment c;
    struct consignment_cards cards;
    TRY(read_list(desk, reader, &c, &cards));
    if (c.unit != reader->to || c.to_unit != reader->from)
        return bad(desk, "to");
    if (c.counted != (int32_t)cards.count)
        return bad(desk, "counted");
    return consignment_answered(desk, &c, &cards);
}

const struct record_kind card_record_kinds[] = {
    { "application", write_application, apply_with_portrait },
    { "application.news", write_news, apply_application },
    { "card", write_card, apply_card },
    { "consignment", write_consignment, apply_consignment },
    { "consignment.received", write_answer, apply_answer },
    { "temporary_card", temporary_write, temporary_apply },
};
const size_t card_record_kind_count = COUNT(card_record_kinds);
