/** Finished cards: inspected, handed from unit to unit, verified, handed to their holders. */
#include "cards/application_store.h"
#include "cards/application_view.h"
#include "cards/consignment.h"
#include "cards/end_of_card.h"
#include "cards/hand_over.h"
#include "http/shown.h"
#include "office/office.h"
#include "office/unit.h"
#include <sodium.h>

/** NULL when the application is kept elsewhere. */
static enum outcome application_of_card(struct desk *desk, const struct card *card,
                                        struct application **out)
{
    struct application *app = NEW(desk->arena, struct application);
    enum outcome outcome = application_load_id(desk, card->part, card->application, app);
    *out = outcome == DONE ? app : NULL;
    return outcome == FAILED ? FAILED : DONE;
}

/* ---- looking ---- */

struct place_query {
    struct str place;
    int64_t after, limit;
};
static const struct field place_fields[] = {
    FIELD(place_query, place, "place", FIELD_TEXT, REQUIRED, 10),
    FIELD(place_query, after, "cursor", FIELD_ID, OPTIONAL, 0),
    FIELD(place_query, limit, "limit", FIELD_INT, OPTIONAL, 200),
};

/** A station keeps what it has received in its stock until it is collected: its drawer is its
 * stock. */
static enum outcome account_asked(struct desk *desk, struct str place, enum account_kind *out)
{
    bool drawer = str_is(place, "drawer");
    if (!drawer && !str_is(place, "stock"))
        return refuse_at(desk, NO_ITEM_WRONG, "?place", "stock drawer");
    *out = drawer && !unit_is_station(desk->clerk.unit) ? CARD_DRAWER : CARD_STOCK;
    return DONE;
}

static enum outcome get_cards(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct place_query asked = { .limit = 100 };
    enum account_kind account = CARD_STOCK;
    struct cards cards;
    struct application *app;
    TRY(query_read(desk, request->head->query, place_fields, COUNT(place_fields), &asked));
    TRY(account_asked(desk, asked.place, &account));
    TRY(cards_at(desk, account, asked.after, (int)asked.limit, &cards));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < cards.count; i++) {
        TRY(application_of_card(desk, &cards.at[i], &app));
        card_json(desk, body, &cards.at[i], app, true);
    }
    bool more = cards.count > 0 && (int64_t)cards.count == asked.limit;
    answer_list_end(
        request,
        more ? arena_printf(desk->arena, "%lld", (long long)cards.at[cards.count - 1].id) : NO_STR);
    return DONE;
}

/** Who has the card in hand, or reaches its application, sees it. */
static enum outcome card_in_reach(struct desk *desk, const struct card *card,
                                  const struct application *app)
{
    if (clerk_reaches(&desk->clerk, card->unit))
        return DONE;
    return app ? application_in_reach(desk, app) : refuse(desk, NO_NOT_YOUR_DESK);
}

static enum outcome look_at_card(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct card *card = NEW(desk->arena, struct card);
    struct application *app;
    TRY(card_by_serial(desk, request->params[0], card));
    TRY(application_of_card(desk, card, &app));
    TRY(card_in_reach(desk, card, app));
    request->plan = card;
    card_json(desk, answer_json(request, 200), card, app, false);
    answer_version(request, card->ver);
    return DONE;
}

static enum outcome note_card_look(struct http_request *request)
{
    const struct card *card = request->plan;
    return card_seen(&request->desk, card);
}

/* ---- inspecting and verifying ---- */

struct inspection_body {
    int good;
    struct str defect, note;
};
static const struct field inspection_fields[] = {
    FIELD(inspection_body, good, "good", FIELD_BOOL, REQUIRED, 0),
    FIELD(inspection_body, defect, "defect", FIELD_TEXT, OPTIONAL, 4),
    FIELD(inspection_body, note, "note", FIELD_TEXT, OPTIONAL, 200),
};

static enum outcome read_inspection(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct inspection_body asked = { .defect = STR(""), .note = STR("") };
    struct inspection *inspection = NEW(desk->arena, struct inspection);
    TRY(body_read(desk, request->body, inspection_fields, COUNT(inspection_fields), &asked));
    inspection->serial = request->params[0];
    inspection->good = asked.good;
    inspection->defect = asked.good ? STR("") : asked.defect;
    inspection->note = asked.note;
    request->plan = inspection;
    return DONE;
}

static enum outcome answer_card(struct http_request *request, const struct application *app)
{
    const struct inspection *inspection = request->plan;
    struct card card;
    TRY(card_by_serial(&request->desk, inspection->serial, &card));
    card_json(&request->desk, answer_json(request, 200), &card, app, false);
    answer_version(request, card.ver);
    return DONE;
}

static enum outcome post_inspection(struct http_request *request)
{
    struct application app;
    TRY(inspect_card(&request->desk, request->plan, &app));
    return answer_card(request, &app);
}

static enum outcome post_verification(struct http_request *request)
{
    struct application app;
    TRY(verify_card(&request->desk, request->plan, &app));
    return answer_card(request, &app);
}

/* ---- sorting, handing in, destroying ---- */

typedef enum outcome step_fn(struct desk *, struct str, struct application *);

static enum outcome post_card_step(struct http_request *request, step_fn *step)
{
    struct desk *desk = &request->desk;
    struct application app;
    struct card card;
    TRY(step(desk, request->params[0], &app));
    TRY(card_by_serial(desk, request->params[0], &card));
    card_json(desk, answer_json(request, 200), &card, &app, false);
    answer_version(request, card.ver);
    return DONE;
}

static enum outcome post_sorting(struct http_request *request)
{
    return post_card_step(request, sort_card);
}

static enum outcome post_surrender(struct http_request *request)
{
    return post_card_step(request, surrender_card);
}

static enum outcome post_destruction(struct http_request *request)
{
    return post_card_step(request, destroy_card);
}

/* ---- consignments ---- */

static enum outcome put_serials(struct desk *desk, struct buf *body,
                                const struct consignment *consignment)
{
    struct consignment_cards cards;
    TRY(consignment_cards(desk, consignment, &cards));
    json_key(body, "cards");
    json_open(body, '[');
    for (size_t i = 0; i < cards.count; i++) {
        struct card card;
        TRY(card_load(desk, cards.at[i].part, cards.at[i].id, &card));
        json_str(body, card.serial);
    }
    json_close(body, ']');
    return DONE;
}

static enum outcome put_consignment(struct clerk_names *names, struct buf *body,
                                    const struct consignment *consignment)
{
    struct desk *desk = names->desk;
    struct str giver, receiver;
    TRY(clerk_name(names, consignment->giver, &giver));
    TRY(clerk_name(names, consignment->receiver, &receiver));
    json_open(body, '{');
    json_columns(body, consignment_columns, consignment_column_count, consignment);
    json_field_str(body, "fromName", unit_short_name(desk, consignment->unit));
    json_field_str(body, "toName", unit_short_name(desk, consignment->to_unit));
    json_field_str(body, "giverName", giver);
    json_field_str(body, "receiverName", receiver);
    TRY(put_serials(desk, body, consignment));
    json_close(body, '}');
    return DONE;
}

struct consignment_query {
    struct str direction, state;
    int64_t limit;
};
static const struct field consignment_query_fields[] = {
    FIELD(consignment_query, direction, "direction", FIELD_TEXT, REQUIRED, 3),
    FIELD(consignment_query, state, "state", FIELD_TEXT, OPTIONAL, 10),
    FIELD(consignment_query, limit, "limit", FIELD_INT, OPTIONAL, 200),
};

static enum outcome get_consignments(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct consignment_query asked = { .state = STR(""), .limit = 100 };
    struct clerk_names names = { .desk = desk };
    struct consignment_list list;
    TRY(query_read(desk, request->head->query, consignment_query_fields,
                   COUNT(consignment_query_fields), &asked));
    bool incoming = str_is(asked.direction, "in");
    if (!incoming && !str_is(asked.direction, "out"))
        return refuse_at(desk, NO_ITEM_WRONG, "?direction", "in out");
    TRY(consignments(desk, incoming, asked.state, &list));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < list.count && (int64_t)i < asked.limit; i++)
        TRY(put_consignment(&names, body, &list.at[i]));
    answer_list_end(request, NO_STR);
    return DONE;
}

struct consignment_body {
    int32_t to;
    struct str box;
    struct texts cards;
};
static const struct field consignment_fields[] = {
    FIELD(consignment_body, to, "to", FIELD_PART, REQUIRED, 0),
    FIELD(consignment_body, box, "box", FIELD_TEXT, REQUIRED, 40),
    FIELD(consignment_body, cards, "cards", FIELD_TEXTS, REQUIRED, 1000),
};

static enum outcome read_consignment(struct http_request *request)
{
    request->plan = NEW(request->desk.arena, struct consignment_body);
    return body_read(&request->desk, request->body, consignment_fields, COUNT(consignment_fields),
                     request->plan);
}

static enum outcome answer_consignment(struct http_request *request, int status,
                                       const struct consignment *consignment)
{
    struct clerk_names names = { .desk = &request->desk };
    TRY(put_consignment(&names, answer_json(request, status), consignment));
    answer_version(request, consignment->ver);
    return DONE;
}

static enum outcome post_consignment(struct http_request *request)
{
    const struct consignment_body *asked = request->plan;
    struct consignment made;
    TRY(give_consignment(&request->desk, asked->to, asked->box, asked->cards.at, asked->cards.count,
                         &made));
    return answer_consignment(request, 201, &made);
}

struct receipt_body {
    int64_t counted;
    struct texts cards;
    int32_t unit;
    int64_t id;
};
static const struct field receipt_fields[] = {
    FIELD(receipt_body, counted, "counted", FIELD_INT, REQUIRED, 100000),
    FIELD(receipt_body, cards, "cards", FIELD_TEXTS, OPTIONAL, 1000),
};

static enum outcome read_receipt(struct http_request *request)
{
    struct receipt_body *asked = NEW(request->desk.arena, struct receipt_body);
    request->plan = asked;
    TRY(param_part(request, 0, &asked->unit));
    TRY(param_id(request, 1, &asked->id));
    return body_read(&request->desk, request->body, receipt_fields, COUNT(receipt_fields), asked);
}

/** Without a list the whole consignment was counted; a count that differs from it must name the
 * cards. */
static enum outcome check_count(struct desk *desk, const struct receipt_body *asked)
{
    struct consignment consignment;
    TRY(consignment_load(desk, asked->unit, asked->id, &consignment));
    int64_t named = asked->cards.at ? (int64_t)asked->cards.count : consignment.count;
    if (named == asked->counted)
        return DONE;
    return refuse_at(desk, NO_ITEM_WRONG, asked->cards.at ? "/counted" : "/cards",
                     "清点数与列出的证件不一致 / the count and the cards listed differ");
}

static enum outcome post_receipt(struct http_request *request)
{
    const struct receipt_body *asked = request->plan;
    struct consignment received;
    TRY(check_count(&request->desk, asked));
    TRY(receive_consignment(&request->desk, asked->unit, asked->id, asked->cards.at,
                            asked->cards.count, &received));
    return answer_consignment(request, 200, &received);
}

/* ---- the card in its holder's hand ---- */

struct proxy_fields_of {
    struct str name, paper;
};
static const struct field proxy_fields[] = {
    FIELD(proxy_fields_of, name, "name", FIELD_TEXT, REQUIRED, 50),
    FIELD(proxy_fields_of, paper, "paper", FIELD_TEXT, REQUIRED, 40),
};
enum { SIGNATURE_CHARS_MAX = 400 * 1024 };
struct hand_over_body {
    int identity, chip_read, temporary_returned;
    struct str old_card, note, proof, signature;
    struct proxy_fields_of proxy;
};
static const struct field hand_over_fields[] = {
    FIELD(hand_over_body, identity, "identity", FIELD_BOOL, REQUIRED, 0),
    FIELD(hand_over_body, chip_read, "chipRead", FIELD_BOOL, REQUIRED, 0),
    FIELD(hand_over_body, old_card, "oldCard", FIELD_TEXT, REQUIRED, 10),
    FIELD(hand_over_body, note, "oldCardNote", FIELD_TEXT, OPTIONAL, 200),
    FIELD(hand_over_body, proof, "proof", FIELD_TEXT, OPTIONAL, 200),
    FIELD_INNER(hand_over_body, proxy, "proxy", OPTIONAL, proxy_fields),
    FIELD(hand_over_body, signature, "signature", FIELD_TEXT, REQUIRED, SIGNATURE_CHARS_MAX),
    FIELD(hand_over_body, temporary_returned, "temporaryReturned", FIELD_BOOL, REQUIRED, 0),
};

#define PNG_URL   "data:image/png;base64,"
#define PNG_BEGIN "\x89PNG\r\n\x1a\n"

/** A drawn signature comes as a data URL of a PNG. */
static enum outcome read_signature(struct desk *desk, struct str text, struct hand_over *out)
{
    struct str coded = str_cut(text, sizeof PNG_URL - 1, text.len);
    unsigned char *bytes = arena_bytes(desk->arena, coded.len);
    size_t len = 0;
    out->on_paper = str_is(text, "PAPER");
    if (out->on_paper || !text.len)
        return DONE;
    if (!str_starts(text, PNG_URL) ||
        sodium_base642bin(bytes, coded.len, coded.at, coded.len, NULL, &len, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        !str_starts(str_from(bytes, len), PNG_BEGIN))
        return refuse_at(desk, NO_ITEM_WRONG, "/signature", "PNG 或 PAPER / a PNG or PAPER");
    out->signature = str_from(bytes, len);
    return DONE;
}

static enum outcome read_hand_over(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct hand_over_body asked = { .note = STR(""), .proof = STR("") };
    struct hand_over *given = NEW(desk->arena, struct hand_over);
    request->plan = given;
    TRY(body_read(desk, request->body, hand_over_fields, COUNT(hand_over_fields), &asked));
    *given = (struct hand_over){ .number = request->params[0],
                                 .identity = asked.identity,
                                 .chip_read = asked.chip_read,
                                 .old_card = asked.old_card,
                                 .old_card_note = asked.note,
                                 .proof = asked.proof,
                                 .proxy_name = asked.proxy.name,
                                 .proxy_paper = asked.proxy.paper,
                                 .temporary_returned = asked.temporary_returned };
    return read_signature(desk, asked.signature, given);
}

static enum outcome post_hand_over(struct http_request *request)
{
    struct application app;
    TRY(hand_over_card(&request->desk, request->plan, &app));
    answer_application(request, 200, &app);
    return DONE;
}

/* clang-format off */
const struct route custody_routes[] = {
    { METHOD_GET, "/api/v1/cards", MAY_SEE_CARDS, 0, BODY_NONE, get_cards, NULL,
      "listCards", "在库证件", "Cards in stock of the clerk's unit" },
    { METHOD_GET, "/api/v1/cards/{serial}", MAY_SEE_CARDS, 0, BODY_NONE, look_at_card, note_card_look,
      "getCard", "查看证件", "A card by its body number" },
    { METHOD_POST, "/api/v1/cards/{serial}/inspection", MAY_INSPECT, 0, BODY_JSON, read_inspection, post_inspection,
      "inspectCard", "成品质检", "Inspect a finished card" },
    { METHOD_POST, "/api/v1/cards/{serial}/verification", MAY_CONSIGN, 0, BODY_JSON, read_inspection, post_verification,
      "verifyCard", "派出所核对", "Verify a card at the station" },
    { METHOD_POST, "/api/v1/cards/{serial}/sorting", MAY_CONSIGN, 0, BODY_EMPTY, NULL, post_sorting,
      "sortCard", "市局分拣", "Sort a card for its bureau" },
    { METHOD_POST, "/api/v1/cards/{serial}/surrender", MAY_HAND_OUT, 0, BODY_EMPTY, NULL, post_surrender,
      "surrenderCard", "收交证件", "A card is handed in" },
    { METHOD_POST, "/api/v1/cards/{serial}/destruction", MAY_HAND_OUT, 0, BODY_EMPTY, NULL, post_destruction,
      "destroyCard", "销毁证件", "Destroy a card that was handed in" },
    { METHOD_GET, "/api/v1/consignments", MAY_CONSIGN, 0, BODY_NONE, get_consignments, NULL,
      "listConsignments", "交接单", "Consignments of the clerk's reach" },
    { METHOD_POST, "/api/v1/consignments", MAY_CONSIGN, NEEDS_KEY, BODY_JSON, read_consignment, post_consignment,
      "giveConsignment", "移交证件", "Give cards to another unit" },
    { METHOD_POST, "/api/v1/consignments/{unit}/{id}/receipt", MAY_CONSIGN, 0, BODY_JSON, read_receipt, post_receipt,
      "receiveConsignment", "签收证件", "Receive a consignment" },
    { METHOD_POST, "/api/v1/applications/{number}/hand-over", MAY_HAND_OUT, NEEDS_VERSION, BODY_SIGNED,
      read_hand_over, post_hand_over,
      "handOverCard", "发放证件", "Hand a card to its holder" },
};
/* clang-format on */
const size_t custody_route_count = COUNT(custody_routes);
