/** The four-way check: what is compared, checks made, settled, signed, and those not closed. */
#include "http/shown.h"
#include "register/four_way_view.h"
#include "register/see_person.h"

enum { PAGE = 100, VALUE_MOST = 100, REASON_MOST = 200 };

/* ---- what there is to compare ---- */

static enum outcome look_at_sheet(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct four_way_sheet *sheet = NEW(desk->arena, struct four_way_sheet);
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(four_way_sheet_load(desk, part, id, sheet));
    four_way_sheet_json(desk, answer_json(request, 200), sheet);
    return DONE;
}

/** The look is on record before anybody sees the record. */
static enum outcome note_look(struct http_request *request)
{
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    return person_seen(&request->desk, part, id);
}

/* ---- making a check ---- */

struct check_body {
    struct four_way_order order;
    struct texts shown;
    struct entries_body {
        struct four_way_entry at[FOUR_WAY_ITEMS];
    } entries;
};
static const struct field entry_fields[] = {
    FIELD(four_way_entry, form, "form", FIELD_TEXT, OPTIONAL, VALUE_MOST),
    FIELD(four_way_entry, booklet, "booklet", FIELD_TEXT, OPTIONAL, VALUE_MOST),
    FIELD(four_way_entry, card, "card", FIELD_TEXT, OPTIONAL, VALUE_MOST),
    FIELD(four_way_entry, person, "person", FIELD_TEXT, OPTIONAL, VALUE_MOST),
};
/* By four_way_items: read_check holds it to that. */
static const struct field item_fields[] = {
    FIELD_INNER(entries_body, at[0], "name", OPTIONAL, entry_fields),
    FIELD_INNER(entries_body, at[1], "sex", OPTIONAL, entry_fields),
    FIELD_INNER(entries_body, at[2], "ethnic", OPTIONAL, entry_fields),
    FIELD_INNER(entries_body, at[3], "bornOn", OPTIONAL, entry_fields),
    FIELD_INNER(entries_body, at[4], "number", OPTIONAL, entry_fields),
    FIELD_INNER(entries_body, at[5], "address", OPTIONAL, entry_fields),
    FIELD_INNER(entries_body, at[6], "formerName", OPTIONAL, entry_fields),
    FIELD_INNER(entries_body, at[7], "relation", OPTIONAL, entry_fields),
    FIELD_INNER(entries_body, at[8], "nativePlace", OPTIONAL, entry_fields),
    FIELD_INNER(entries_body, at[9], "education", OPTIONAL, entry_fields),
    FIELD_INNER(entries_body, at[10], "marital", OPTIONAL, entry_fields),
};
static const struct field check_fields[] = {
    FIELD(check_body, order.days.booklet, "bookletOn", FIELD_DAY, OPTIONAL, 0),
    FIELD(check_body, order.days.card, "cardOn", FIELD_DAY, OPTIONAL, 0),
    FIELD(check_body, shown, "shown", FIELD_TEXTS, OPTIONAL, FOUR_WAY_SOURCES),
    FIELD_INNER(check_body, entries, "entries", OPTIONAL, item_fields),
};

static enum outcome read_shown(struct desk *desk, const struct texts *shown, unsigned *out)
{
    for (size_t i = 0; i < shown->count; i++) {
        size_t source = 0;
        while (source < FOUR_WAY_SOURCES && !str_is(shown->at[i], four_way_sources[source].code))
            source++;
        if (source == FOUR_WAY_SOURCES)
            return refuse_at(desk, NO_ITEM_WRONG, "/shown", "form, booklet, card, person");
        *out |= 1U << source;
    }
    return DONE;
}

static enum outcome read_check(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct check_body *body = NEW(desk->arena, struct check_body);
    struct four_way_order *order = &body->order;
    order->days = (struct four_way_days){ NO_DAY, NO_DAY };
    request->plan = body;
    TRY(params_record(request, &order->part, &order->person));
    TRY(body_read(desk, request->body, check_fields, COUNT(check_fields), body));
    for (size_t i = 0; i < FOUR_WAY_ITEMS; i++) {
        ASSERT(strcmp(item_fields[i].name, four_way_items[i].key) == 0);
        body->entries.at[i].item = str_of(four_way_items[i].key);
    }
    order->entries = body->entries.at;
    order->count = FOUR_WAY_ITEMS;
    return read_shown(desk, &body->shown, &order->shown);
}

static enum outcome answer_view(struct http_request *request, int status, int32_t part, int64_t id)
{
    struct desk *desk = &request->desk;
    struct four_way_view *view = NEW(desk->arena, struct four_way_view);
    TRY(four_way_view_load(desk, part, id, view));
    four_way_view_json(desk, answer_json(request, status), view);
    answer_version(request, view->check.ver);
    return DONE;
}

static enum outcome post_check(struct http_request *request)
{
    const struct check_body *body = request->plan;
    struct four_way_differences found;
    int64_t id = 0;
    TRY(four_way_check(&request->desk, &body->order, &id, &found));
    return answer_view(request, 201, body->order.part, id);
}

/* ---- a check ---- */

static enum outcome look_at_check(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct four_way_check_row *check = NEW(desk->arena, struct four_way_check_row);
    int32_t part;
    int64_t id;
    request->plan = check;
    TRY(params_record(request, &part, &id));
    TRY(four_way_check_load(desk, part, id, check));
    return answer_view(request, 200, part, id);
}

static enum outcome note_check(struct http_request *request)
{
    const struct four_way_check_row *check = request->plan;
    return person_seen(&request->desk, check->part, check->person);
}

static const struct field settlement_fields[] = {
    FIELD(four_way_settlement, item, "item", FIELD_TEXT, REQUIRED, 20),
    FIELD(four_way_settlement, outcome, "outcome", FIELD_TEXT, REQUIRED, 20),
    FIELD(four_way_settlement, reason, "reason", FIELD_TEXT, REQUIRED, REASON_MOST),
    FIELD(four_way_settlement, case_kind, "caseKind", FIELD_TEXT, OPTIONAL, 30),
};

static enum outcome read_settlement(struct http_request *request)
{
    struct four_way_settlement *asked = NEW(request->desk.arena, struct four_way_settlement);
    request->plan = asked;
    TRY(params_record(request, &asked->part, &asked->check));
    return body_read(&request->desk, request->body, settlement_fields, COUNT(settlement_fields),
                     asked);
}

static enum outcome post_settlement(struct http_request *request)
{
    const struct four_way_settlement *asked = request->plan;
    TRY(four_way_settle(&request->desk, asked));
    return answer_view(request, 200, asked->part, asked->check);
}

struct signature_body {
    struct str signer;
};
static const struct field signature_fields[] = {
    FIELD(signature_body, signer, "signer", FIELD_TEXT, REQUIRED, 10),
};

static enum outcome read_signature(struct http_request *request)
{
    struct signature_body *asked = NEW(request->desk.arena, struct signature_body);
    request->plan = asked;
    return body_read(&request->desk, request->body, signature_fields, COUNT(signature_fields),
                     asked);
}

static enum outcome post_signature(struct http_request *request)
{
    const struct signature_body *asked = request->plan;
    struct four_way_check_row check;
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(four_way_sign(&request->desk, part, id, asked->signer, &check));
    four_way_check_json(&request->desk, answer_json(request, 200), &check);
    answer_version(request, check.ver);
    return DONE;
}

/* ---- what is not closed ---- */

static enum outcome get_checks(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct list_query asked = { NO_STR, NO_STR, PAGE };
    struct four_way_list list;
    TRY(list_query_read(request, &asked));
    TRY(four_way_list(desk, asked.cursor, asked.limit, &list));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < list.count; i++)
        four_way_listed_json(desk, body, &list.at[i]);
    answer_list_end(request, list.next);
    return DONE;
}

static enum outcome get_counts(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct four_way_counts counts;
    TRY(four_way_counts(desk, &counts));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < counts.count; i++)
        four_way_count_json(desk, body, &counts.at[i]);
    answer_list_end(request, NO_STR);
    return DONE;
}

/* clang-format off */
const struct route four_way_routes[] = {
    { METHOD_GET, "/api/v1/persons/{part}/{id}/four-way", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, look_at_sheet, note_look,
      "getFourWaySheet", "四对照项目", "What is compared of a person, and the checks so far: a look with a purpose" },
    { METHOD_POST, "/api/v1/persons/{part}/{id}/four-way", MAY_KEEP_REGISTER, NEEDS_PURPOSE | NEEDS_KEY, BODY_JSON, read_check, post_check,
      "checkFourWays", "四对照", "Lay sheet, booklet, card and person beside the register" },
    { METHOD_GET, "/api/v1/four-way-checks", MAY_SEE_PERSONS, 0, BODY_NONE, get_checks, NULL,
      "listFourWayChecks", "未办结的四对照", "Checks within reach that are not closed, the oldest first" },
    { METHOD_GET, "/api/v1/four-way-checks/counts", MAY_SEE_PERSONS, 0, BODY_NONE, get_counts, NULL,
      "countFourWayChecks", "未办结的四对照数", "How many checks are not closed, by station, with their age" },
    { METHOD_GET, "/api/v1/four-way-checks/{part}/{id}", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, look_at_check, note_check,
      "getFourWayCheck", "查看四对照", "A check with its differences: a look with a purpose" },
    { METHOD_POST, "/api/v1/four-way-checks/{part}/{id}/settlement", MAY_KEEP_REGISTER, NEEDS_PURPOSE, BODY_JSON, read_settlement, post_settlement,
      "settleFourWay", "四对照差异处理", "Settle a difference, or open it as a case" },
    { METHOD_POST, "/api/v1/four-way-checks/{part}/{id}/signature", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_signature, post_signature,
      "signFourWay", "四对照签名", "The printed check was signed" },
};
/* clang-format on */
const size_t four_way_route_count = COUNT(four_way_routes);
