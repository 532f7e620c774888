#include "cards/travel.h"
#include "cards/application_store.h"
#include "cards/consignment.h"
#include "cards/step.h"
#include "db/db.h"
#include "exchange/outbox.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"
#include "portrait/portrait_store.h"
#include "sql/cards.h"

enum { SEND_MOST = 2000 };

/** What each tier has finished, and the event that puts it on the way up. */
static const struct {
    enum unit_kind kind;
    enum application_state ready;
    enum application_event event;
} ways_up[] = {
    { UNIT_STATION, APPLICATION_COMPLETE, EVENT_SUBMIT },
    { UNIT_BUREAU, APPLICATION_SIGNED, EVENT_SEND },
    { UNIT_CITY, APPLICATION_AUDITED, EVENT_SEND },
};

/** The way up from a unit, or -1; *to is the unit above, the region's centre for a city. */
static int way_up(const struct unit *unit, int32_t *to)
{
    enum unit_kind kind = unit_kind_of_code(unit->kind);
    for (int i = 0; i < (int)COUNT(ways_up); i++)
        if (ways_up[i].kind == kind) {
            *to = kind == UNIT_CITY ? unit_region(unit->number) + 900 : unit->parent;
            return i;
        }
    return -1;
}

static enum outcome send_one(struct desk *desk, const struct application_ref *ref,
                             enum application_event event, int32_t to)
{
    struct application app;
    TRY(application_load_id(desk, ref->part, ref->id, &app));
    TRY(step_move(desk, &app, event));
    TRY(step_save(desk, &app, "sent_up"));
    return outbox_add(desk, desk->clerk.unit, to, "application", app.part, app.id);
}

enum outcome send_applications(struct desk *desk, int32_t *to_unit, int32_t *sent)
{
    SCOPED(tx) tx = { 0 };
    struct unit unit;
    struct application_ref *refs;
    size_t count = 0;
    *sent = 0;
    TRY(may(desk, MAY_PACK, desk->clerk.unit));
    TRY(unit_load(desk, desk->clerk.unit, &unit));
    int way = way_up(&unit, to_unit);
    if (way < 0)
        return DONE;
    TRY(tx_open(desk, &tx));
    TRY(applications_ready(desk, unit.number, ways_up[way].ready, SEND_MOST, &refs, &count));
    for (size_t i = 0; i < count; i++)
        TRY(send_one(desk, &refs[i], ways_up[way].event, *to_unit));
    *sent = (int32_t)count;
    if (!count)
        return DONE;
    struct str body = arena_printf(desk->arena, "{\"to\":%d,\"count\":%zu}", *to_unit, count);
    TRY(journal(desk, "application.sent", unit.number, 0, body));
    return tx_commit(&tx);
}

enum outcome applications_to_send(struct desk *desk, int32_t *to_unit, int64_t *waiting)
{
    struct unit unit;
    *waiting = 0;
    *to_unit = 0;
    TRY(unit_load(desk, desk->clerk.unit, &unit));
    int way = way_up(&unit, to_unit);
    return way < 0 ? DONE
                   : applications_ready_count(desk, unit.number, ways_up[way].ready, waiting);
}

enum outcome send_and_pack(struct desk *desk, int32_t to_unit, struct str folder,
                           struct package *out)
{
    int32_t up = 0, sent = 0;
    TRY(send_applications(desk, &up, &sent));
    return pack(desk, to_unit ? to_unit : up, folder, out);
}

/* ---- record kinds ---- */

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
    if (!hash.at || !reader->blob(reader, hash, &portrait.bytes))
        return DONE; /* this database has it: news without pictures */
    memcpy(portrait.hash, hash.at, sizeof portrait.hash);
    return portrait_put(desk, part, &portrait);
}

/** On the way to us, it lies on our desk now. */
static enum outcome arrive(struct desk *desk, struct application *app)
{
    if (!application_move_find(app->state, EVENT_TAKE_IN))
        return DONE;
    TRY(step_move(desk, app, EVENT_TAKE_IN));
    return step_save(desk, app, "taken_in");
}

/** News from above goes on to the units below that keep their own database. */
static enum outcome pass_down(struct desk *desk, const struct record_reader *reader,
                              const struct application *app)
{
    const int32_t below[] = { app->station, app->bureau };
    struct clerk keep = desk->clerk;
    enum outcome outcome = DONE;
    desk->clerk.unit = reader->to;
    for (size_t i = 0; i < COUNT(below) && outcome == DONE; i++)
        if (below[i] != reader->to && below[i] != reader->from &&
            reader->to == unit_city(reader->to))
            outcome =
                outbox_tell(desk, desk->clerk.unit, below[i], "application", app->part, app->id);
    desk->clerk = keep;
    return outcome;
}

static enum outcome apply_application(struct desk *desk, const struct record_reader *reader)
{
    struct application sent, app;
    TRY(record_read(desk, reader->json, application_columns, application_column_count, &sent));
    TRY(take_blob(desk, reader, sent.part, sent.portrait));
    TRY(application_put(desk, &sent));
    TRY(application_load_id(desk, sent.part, sent.id, &app));
    if (app.ver == sent.ver && app.at_unit == reader->to)
        TRY(arrive(desk, &app));
    return pass_down(desk, reader, &app);
}

static enum outcome write_card(struct record_writer *w, int32_t part, int64_t id)
{
    struct card card;
    TRY(card_load(w->desk, part, id, &card));
    record_write(w->json, card_columns, card_column_count, &card);
    return DONE;
}

static enum outcome apply_card(struct desk *desk, const struct record_reader *reader)
{
    struct card card;
    TRY(record_read(desk, reader->json, card_columns, card_column_count, &card));
    return card_put(desk, &card);
}

/** The list of cards stands behind the consignment's own columns, as `cards`: `PART:ID PART:ID …`.
 */
struct consignment_record {
    struct consignment consignment;
    struct str cards;
};
static const struct column cards_column[] = {
    COLUMN(consignment_record, cards, NULL, KIND_TEXT, "", ""),
};

static enum outcome write_consignment(struct record_writer *w, int32_t unit, int64_t id)
{
    struct consignment_record record;
    struct consignment_cards cards;
    struct buf list = { 0 };
    TRY(consignment_load(w->desk, unit, id, &record.consignment));
    TRY(consignment_cards(w->desk, &record.consignment, &cards));
    for (size_t i = 0; i < cards.count; i++)
        buf_printf(&list, "%s%d:%lld", i ? " " : "", cards.at[i].part, (long long)cards.at[i].id);
    record.cards = arena_str(w->desk->arena, buf_str(&list));
    buf_close(&list);
    record_write(w->json, consignment_columns, consignment_column_count, &record.consignment);
    record_write(w->json, cards_column, COUNT(cards_column), &record);
    return DONE;
}

static enum outcome read_cards(struct desk *desk, struct str list, struct consignment_cards *out)
{
    size_t room = list.len / 4 + 1;
    out->at = NEW_ARRAY(desk->arena, struct consignment_card, room);
    out->count = 0;
    for (struct str one, part; list.len && str_split(&list, ' ', &one);) {
        int64_t p = 0, id = 0;
        if (!str_split(&one, ':', &part) || !str_to_int(part, &p) || !str_to_int(one, &id))
            return refuse_field(desk, NO_PACKAGE_RECORD, "cards");
        out->at[out->count++] = (struct consignment_card){ (int32_t)p, id, 0 };
    }
    return DONE;
}

static enum outcome apply_consignment(struct desk *desk, const struct record_reader *reader)
{
    struct consignment_record record;
    struct consignment_cards cards;
    TRY(record_read(desk, reader->json, consignment_columns, consignment_column_count,
                    &record.consignment));
    TRY(record_read(desk, reader->json, cards_column, COUNT(cards_column), &record));
    TRY(read_cards(desk, record.cards, &cards));
    return consignment_put(desk, &record.consignment, cards.at, cards.count);
}

static enum outcome write_answer(struct record_writer *w, int32_t unit, int64_t id)
{
    struct consignment consignment;
    TRY(consignment_load(w->desk, unit, id, &consignment));
    record_write(w->json, consignment_columns, consignment_column_count, &consignment);
    return DONE;
}

static enum outcome apply_answer(struct desk *desk, const struct record_reader *reader)
{
    struct consignment answer;
    TRY(record_read(desk, reader->json, consignment_columns, consignment_column_count, &answer));
    return consignment_answered(desk, &answer);
}

const struct record_kind card_record_kinds[] = {
    { "application", write_application, apply_application },
    { "card", write_card, apply_card },
    { "consignment", write_consignment, apply_consignment },
    { "consignment.received", write_answer, apply_answer },
};
const size_t card_record_kind_count = COUNT(card_record_kinds);
