#include "cards/consignment.h"
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
                          v_int(c->given_at), c->receiver ? v_int(c->receiver) : v_null(),
                          c->received_at ? v_int(c->received_at) : v_null(), v_int(c->counted)));
}

static enum outcome add_card(struct desk *desk, const struct consignment *c, int32_t part,
                             int64_t card)
{
    return db_change(desk, &Q_consignment_card_add, REFUSAL_NONE,
                     WITH(v_int(c->unit), v_int(c->id), v_int(part), v_int(card)));
}

static struct str consignment_body(struct desk *desk, const struct consignment *c)
{
    return arena_printf(desk->arena,
                        "{\"to\":%d,\"box\":\"" STR_FMT "\",\"count\":%d,\"counted\":%d,"
                        "\"state\":\"" STR_FMT "\"}",
                        c->to_unit, STR_ARG(c->box), c->count, c->counted, STR_ARG(c->state));
}

/** One card out of the stock into the consignment; its application is on the way. */
static enum outcome give_card(struct desk *desk, const struct consignment *c, struct str serial)
{
    struct card card;
    struct application app;
    TRY(card_by_serial(desk, serial, &card));
    if (card.unit != c->unit || !str_is(card.account, "CARD_STOCK"))
        return refuse_at(desk, NO_CARD_NOT_HERE, "/cards", STR_FMT, STR_ARG(serial));
    TRY(step_open_id(desk, card.part, card.application, &app));
    TRY(step_move(desk, &app, EVENT_DISPATCH));
    card.box = c->box;
    TRY(card_move(desk, &card, CARD_TRANSIT, c->to_unit));
    TRY(add_card(desk, c, card.part, card.id));
    TRY(step_save(desk, &app, "dispatched"));
    TRY(outbox_tell(desk, desk->clerk.unit, c->to_unit, "application", app.part, app.id));
    return outbox_tell(desk, desk->clerk.unit, c->to_unit, "card", card.part, card.id);
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
    TRY(outbox_tell(desk, desk->clerk.unit, to_unit, "consignment", c.unit, c.id));
    TRY(journal(desk, "consignment.given", c.unit, c.id, consignment_body(desk, &c)));
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

/** Both halves where both parts are kept here; the receiver's alone when the giver's database keeps
 * the other. */
static enum outcome take_transfer(struct desk *desk, const struct consignment *c,
                                  bool giver_is_here, int64_t cards)
{
    const struct move out = { CARD_TRANSIT, CARD_SENT, c->to_unit, c->to_unit, cards, c->id };
    const struct move in = { CARD_ARRIVED, CARD_STOCK, c->unit, 0, cards, c->id };
    if (!cards)
        return DONE;
    if (giver_is_here)
        TRY(ledger_post(desk, c->unit, &out, 1));
    return ledger_post(desk, c->to_unit, &in, 1);
}

static enum outcome take_card(struct desk *desk, const struct consignment *c, struct card *card)
{
    struct application app;
    TRY(step_open_id(desk, card->part, card->application, &app));
    if (app.state != APPLICATION_SUPERSEDED)
        TRY(step_move(desk, &app, EVENT_RECEIVE));
    TRY(card_save_place(desk, card, c->to_unit, CARD_STOCK, 0));
    TRY(db_change(desk, &Q_consignment_card_arrived, NO_CONSIGNMENT_SETTLED,
                  WITH(v_int(c->unit), v_int(c->id), v_int(card->part), v_int(card->id))));
    return step_save(desk, &app, "received");
}

/** Takes in what arrived; a scanned card that is not on the list is a surplus and stops the
 * receipt. */
static enum outcome take_cards(struct desk *desk, const struct consignment *c,
                               const struct str *serials, size_t count, int32_t *taken)
{
    struct consignment_cards list;
    TRY(consignment_cards(desk, c, &list));
    *taken = 0;
    for (size_t i = 0; i < list.count; i++) {
        struct card card;
        if (list.at[i].arrived)
            continue;
        TRY(card_load(desk, list.at[i].part, list.at[i].id, &card));
        if (!named(&card, serials, count))
            continue;
        TRY(take_card(desk, c, &card));
        ++*taken;
    }
    if (serials && (size_t)*taken != count)
        return refuse_at(desk, NO_CARD_NOT_HERE, "/cards", "%d/%zu", *taken, count);
    return DONE;
}

/** Cards whose application was superseded while they were made are set aside, to be destroyed. */
static enum outcome set_aside_unwanted(struct desk *desk, const struct consignment *c)
{
    struct consignment_cards list;
    TRY(consignment_cards(desk, c, &list));
    for (size_t i = 0; i < list.count; i++) {
        struct card card;
        struct application app;
        TRY(card_load(desk, list.at[i].part, list.at[i].id, &card));
        TRY(step_open_id(desk, card.part, card.application, &app));
        if (app.state == APPLICATION_SUPERSEDED && card.unit == c->to_unit &&
            str_is(card.account, "CARD_STOCK"))
            TRY(card_move(desk, &card, CARD_REJECTED, 0));
    }
    return DONE;
}

static enum outcome may_receive(struct desk *desk, const struct consignment *c)
{
    TRY(may(desk, MAY_CONSIGN, c->to_unit));
    if (str_is(c->state, "POSTED") || str_is(c->state, "VOID"))
        return refuse(desk, NO_CONSIGNMENT_SETTLED);
    return c->giver == desk->clerk.id ? refuse(desk, NO_GIVER_RECEIVER_SAME) : DONE;
}

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
    return outbox_tell(desk, desk->clerk.unit, c->unit, "consignment.received", c->unit, c->id);
}

enum outcome receive_consignment(struct desk *desk, int32_t unit, int64_t id,
                                 const struct str *serials, size_t count, struct consignment *out)
{
    SCOPED(tx) tx = { 0 };
    struct consignment c;
    struct unit giver;
    int32_t taken = 0;
    desk->expected_version = -1;
    TRY(tx_open(desk, &tx));
    TRY(consignment_load(desk, unit, id, &c));
    TRY(may_receive(desk, &c));
    TRY(unit_load(desk, unit, &giver));
    TRY(take_cards(desk, &c, serials, count, &taken));
    TRY(take_transfer(desk, &c, giver.here != 0, taken));
    TRY(set_aside_unwanted(desk, &c));
    TRY(settle(desk, &c, taken));
    TRY(journal(desk, str_is(c.state, "SHORT") ? "consignment.short" : "consignment.received",
                c.unit, c.id, consignment_body(desk, &c)));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}

enum outcome consignment_put(struct desk *desk, const struct consignment *c,
                             const struct consignment_card *cards, size_t count)
{
    TRY(save_new(desk, c));
    for (size_t i = 0; i < count; i++)
        TRY(add_card(desk, c, cards[i].part, cards[i].id));
    return DONE;
}

enum outcome consignment_answered(struct desk *desk, const struct consignment *answer)
{
    struct consignment c;
    TRY(consignment_load(desk, answer->unit, answer->id, &c));
    int32_t arrived = answer->counted - c.counted;
    if (arrived <= 0)
        return DONE;
    const struct move out = { CARD_TRANSIT, CARD_SENT, c.to_unit, c.to_unit, arrived, c.id };
    TRY(ledger_post(desk, c.unit, &out, 1));
    return save_new(desk, answer);
}
