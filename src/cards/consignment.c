#include "cards/consignment.h"
#include "base/buf.h"
#include "cards/application_store.h"
#include "cards/step.h"
#include "db/db.h"
#include "exchange/outbox.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"
#include "sql/cards.h"

#define C(field, key, kind, zh, en) COLUMN(consignment, field, key, kind, zh, en)
/* clang-format off */
const struct column consignment_columns[] = {
    C(unit,        "unit",       KIND_INT32,   "移交单位", "From"),
    C(id,          "id",         KIND_ID,      "交接单",   "Consignment"),
    C(ver,         "ver",        KIND_INT32,   "版本",     "Version"),
    C(to_unit,     "to",         KIND_INT32,   "接收单位", "To"),
    C(box,         "box",        KIND_TEXT,    "箱号",     "Box"),
    C(count,       "count",      KIND_INT32,   "张数",     "Cards"),
    C(state,       "state",      KIND_TEXT,    "状态",     "State"),
    C(giver,       "giver",      KIND_ID,      "移交人",   "Given by"),
    C(given_at,    "givenAt",    KIND_INSTANT, "移交时间", "Given at"),
    C(receiver,    "receiver",   KIND_ID,      "接收人",   "Received by"),
    C(received_at, "receivedAt", KIND_INSTANT, "接收时间", "Received at"),
    C(counted,     "counted",    KIND_INT32,   "清点张数", "Counted"),
};
/* clang-format on */
#undef C
const size_t consignment_column_count = COUNT(consignment_columns);

enum outcome consignment_load(struct desk *desk, int32_t unit, int64_t id, struct consignment *out)
{
    struct row row;
    TRY(db_get(desk, &Q_consignment_get, NO_CONSIGNMENT_UNKNOWN, WITH(v_int(unit), v_int(id)),
               &row));
    row_read(row, consignment_columns, consignment_column_count, out);
    return DONE;
}

enum outcome consignment_cards(struct desk *desk, const struct consignment *c,
                               struct consignment_cards *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_consignment_cards, WITH(v_int(c->unit), v_int(c->id)), &rows));
    out->at = NEW_ARRAY(desk->arena, struct consignment_card, rows.count);
    out->count = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        out->at[i] = (struct consignment_card){ (int32_t)row_int(row, 0), row_int(row, 1),
                                                (int)row_int(row, 2) };
    }
    return DONE;
}

enum outcome consignments(struct desk *desk, bool incoming, struct str state,
                          struct consignment_list *out)
{
    struct rows rows;
    TRY(db_list(desk, incoming ? &Q_consignments_in : &Q_consignments_out,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to),
                     v_text(state.at ? state : STR(""))),
                &rows));
    out->at = NEW_ARRAY(desk->arena, struct consignment, rows.count);
    out->count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), consignment_columns, consignment_column_count, &out->at[i]);
    return DONE;
}

static enum outcome save_new(struct desk *desk, const struct consignment *c)
{
    return db_change(desk, &Q_consignment_add, REFUSAL_NONE,
                     WITH(v_int(c->unit), v_int(c->id), v_int(c->ver), v_int(c->to_unit),
                          v_text(c->box), v_int(c->count), v_text(c->state), v_int(c->giver),
                          v_int(c->given_at), v_id(c->receiver), v_id(c->received_at),
                          v_int(c->counted)));
}

static enum outcome add_card(struct desk *desk, const struct consignment *c, int32_t part,
                             int64_t card)
{
    return db_change(desk, &Q_consignment_card_add, REFUSAL_NONE,
                     WITH(v_int(c->unit), v_int(c->id), v_int(part), v_int(card)));
}

static enum outcome enter(struct desk *desk, const char *verb, const struct consignment *c)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "to", c->to_unit);
    json_field_str(&body, "box", c->box);
    json_field_int(&body, "count", c->count);
    json_field_int(&body, "counted", c->counted);
    json_field_str(&body, "state", c->state);
    json_close(&body, '}');
    return journal(desk, verb, c->unit, c->id, buf_str(&body));
}

/** One card out of the stock into the consignment; its application is on the way. */
static enum outcome give_card(struct desk *desk, const struct consignment *c, struct str serial)
{
    struct card card;
    struct application app;
    TRY(card_by_serial(desk, serial, &card));
    if (!clerk_reaches(&desk->clerk, card.unit))
        return refuse_at(desk, NO_NOT_YOUR_DESK, "/cards", "%09d", card.unit);
    if (card.unit != c->unit || !str_is(card.account, "CARD_STOCK"))
        return refuse_at(desk, NO_CARD_NOT_HERE, "/cards", STR_FMT, STR_ARG(serial));
    TRY(step_open_id(desk, card.part, card.application, &app));
    TRY(step_move(desk, &app, EVENT_DISPATCH));
    if (app.at_unit != c->to_unit)
        return refuse_at(desk, NO_ITEM_WRONG, "/to", STR_FMT " → %09d", STR_ARG(serial),
                         app.at_unit);
    card.box = c->box;
    TRY(card_move(desk, &card, CARD_TRANSIT, c->to_unit));
    TRY(add_card(desk, c, card.part, card.id));
    return step_save(desk, &app, "dispatched");
}

enum outcome give_consignment(struct desk *desk, int32_t to_unit, struct str box,
                              const struct str *serials, size_t count, struct consignment *out)
{
    SCOPED(tx) tx = { 0 };
    struct unit to;
    struct consignment c = { .unit = desk->clerk.unit,
                             .id = new_id(desk),
                             .ver = 1,
                             .to_unit = to_unit,
                             .box = box,
                             .count = (int32_t)count,
                             .state = STR("PENDING"),
                             .giver = desk->clerk.id,
                             .given_at = desk->now };
    TRY(may(desk, MAY_CONSIGN, c.unit));
    if (!count)
        return refuse_field(desk, NO_NOTHING_TO_PACK, "/cards");
    desk->expected_version = -1; /* of no single application */
    TRY(tx_open(desk, &tx));
    TRY(unit_load(desk, to_unit, &to));
    TRY(save_new(desk, &c));
    for (size_t i = 0; i < count; i++)
        TRY(give_card(desk, &c, serials[i]));
    TRY(outbox_tell(desk, c.unit, to_unit, "consignment", c.unit, c.id));
    TRY(enter(desk, "consignment.given", &c));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}

/** Whether the receiver named the card; naming none means all of them arrived. */
static bool named(const struct card *card, const struct str *serials, size_t count)
{
    if (!serials)
        return true;
    for (size_t i = 0; i < count; i++)
        if (str_eq(serials[i], card->serial))
            return true;
    return false;
}

/** The giver's half of the transfer. */
static enum outcome leave(struct desk *desk, const struct consignment *c, int64_t cards)
{
    const struct move out = { CARD_TRANSIT, CARD_SENT, c->to_unit, c->to_unit, cards, c->id };
    return cards ? ledger_post(desk, c->unit, &out, 1) : DONE;
}

/** Both halves where both parts are kept here; the receiver's alone when the giver's database keeps
 * the other. */
static enum outcome take_transfer(struct desk *desk, const struct consignment *c, int64_t cards)
{
    const struct move in = { CARD_ARRIVED, CARD_STOCK, c->unit, 0, cards, c->id };
    bool giver_is_here;
    TRY(units_here(desk, &c->unit, 1, &giver_is_here));
    if (giver_is_here)
        TRY(leave(desk, c, cards));
    return cards ? ledger_post(desk, c->to_unit, &in, 1) : DONE;
}

/** The card's row where it is now, and its line on the list. */
static enum outcome note_arrival(struct desk *desk, const struct consignment *c, struct card *card)
{
    TRY(card_save_place(desk, card, c->to_unit, CARD_STOCK, 0));
    return db_change(desk, &Q_consignment_card_arrived, NO_CONSIGNMENT_SETTLED,
                     WITH(v_int(c->unit), v_int(c->id), v_int(card->part), v_int(card->id)));
}

/** Takes in what arrived; a scanned card that is not on the list is a surplus and stops the
 * receipt. */
static enum outcome take_cards(struct desk *desk, const struct consignment *c,
                               const struct str *serials, size_t count, struct cards *came)
{
    struct consignment_cards list;
    TRY(consignment_cards(desk, c, &list));
    *came = (struct cards){ NEW_ARRAY(desk->arena, struct card, list.count), 0 };
    for (size_t i = 0; i < list.count; i++) {
        struct card card;
        if (list.at[i].arrived)
            continue;
        TRY(card_load(desk, list.at[i].part, list.at[i].id, &card));
        if (!named(&card, serials, count))
            continue;
        TRY(note_arrival(desk, c, &card));
        came->at[came->count++] = card;
    }
    if (serials && came->count != count)
        return refuse_at(desk, NO_CARD_NOT_HERE, "/cards", "%zu/%zu", came->count, count);
    return DONE;
}

/** A card nobody waits for any more is set aside at once. */
static enum outcome move_application(struct desk *desk, struct card *card)
{
    struct application app;
    TRY(application_load_id(desk, card->part, card->application, &app));
    if (app.state == APPLICATION_SUPERSEDED)
        return card_set_aside(desk, card);
    TRY(step_move(desk, &app, EVENT_RECEIVE));
    return step_save(desk, &app, "received");
}

static enum outcome move_applications(struct desk *desk, struct cards *came)
{
    for (size_t i = 0; i < came->count; i++)
        TRY(move_application(desk, &came->at[i]));
    return DONE;
}

static enum outcome may_receive(struct desk *desk, const struct consignment *c)
{
    TRY(may(desk, MAY_CONSIGN, c->to_unit));
    if (desk->clerk.unit != c->to_unit)
        return refuse_at(desk, NO_NOT_YOUR_DESK, "", "%09d", c->to_unit);
    if (str_is(c->state, "POSTED") || str_is(c->state, "VOID"))
        return refuse(desk, NO_CONSIGNMENT_SETTLED);
    return c->giver == desk->clerk.id ? refuse(desk, NO_GIVER_RECEIVER_SAME) : DONE;
}

/** The answer goes before the news of each card: the giver's ledger moves them first. */
static enum outcome settle(struct desk *desk, struct consignment *c, int32_t taken)
{
    c->counted += taken;
    c->state = c->counted == c->count ? STR("POSTED") : STR("SHORT");
    c->receiver = desk->clerk.id;
    c->received_at = desk->now;
    TRY(db_change(desk, &Q_consignment_settle, NO_CHANGED_MEANWHILE,
                  WITH(v_int(c->unit), v_int(c->id), v_int(c->ver), v_text(c->state),
                       v_int(c->receiver), v_int(c->received_at), v_int(c->counted))));
    c->ver++;
    return outbox_tell(desk, c->to_unit, c->unit, "consignment.received", c->unit, c->id);
}

enum outcome receive_consignment(struct desk *desk, int32_t unit, int64_t id,
                                 const struct str *serials, size_t count, struct consignment *out)
{
    SCOPED(tx) tx = { 0 };
    struct consignment c;
    struct cards came;
    desk->expected_version = -1;
    TRY(tx_open(desk, &tx));
    TRY(consignment_load(desk, unit, id, &c));
    TRY(may_receive(desk, &c));
    TRY(take_cards(desk, &c, serials, count, &came));
    TRY(take_transfer(desk, &c, (int64_t)came.count));
    TRY(settle(desk, &c, (int32_t)came.count));
    TRY(move_applications(desk, &came));
    TRY(enter(desk, str_is(c.state, "SHORT") ? "consignment.short" : "consignment.received", &c));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}

enum outcome consignment_put(struct desk *desk, const struct consignment *c,
                             const struct consignment_cards *cards)
{
    TRY(save_new(desk, c));
    for (size_t i = 0; i < cards->count; i++) {
        struct card card;
        TRY(card_load(desk, cards->at[i].part, cards->at[i].id, &card));
        TRY(add_card(desk, c, card.part, card.id));
    }
    return DONE;
}

/** Whether the card arrived now; false when an answer told of it before. */
static enum outcome arrived_now(struct desk *desk, const struct consignment_cards *given,
                                const struct consignment_card *card, bool *out)
{
    for (size_t i = 0; i < given->count; i++)
        if (given->at[i].id == card->id && given->at[i].part == card->part) {
            *out = !given->at[i].arrived;
            return DONE;
        }
    return refuse_field(desk, NO_CARD_NOT_HERE, "/cards");
}

enum outcome consignment_answered(struct desk *desk, const struct consignment *answer,
                                  const struct consignment_cards *arrived)
{
    struct consignment c;
    struct consignment_cards given;
    int64_t left = 0;
    TRY(consignment_load(desk, answer->unit, answer->id, &c));
    TRY(consignment_cards(desk, &c, &given));
    for (size_t i = 0; i < arrived->count; i++) {
        struct card card;
        bool now = false;
        TRY(arrived_now(desk, &given, &arrived->at[i], &now));
        if (!now)
            continue;
        TRY(card_load(desk, arrived->at[i].part, arrived->at[i].id, &card));
        TRY(note_arrival(desk, &c, &card));
        left++;
    }
    TRY(leave(desk, &c, left));
    return save_new(desk, answer);
}
