/** Persons: searching, looking, number cases. */
#include "cards/accept_application.h"
#include "cards/application_store.h"
#include "cards/card.h"
#include "core/source.h"
#include "http/shown.h"
#include "office/unit.h"
#include "places/address.h"
#include "register/four_way.h"
#include "register/search.h"
#include "register/see_person.h"

/* ---- search ---- */

struct search_body {
    struct person_query query;
    struct str purpose;
    int64_t limit;
};
static const struct field search_fields[] = {
    FIELD(search_body, query.text, "text", FIELD_TEXT, OPTIONAL, 100),
    FIELD(search_body, query.number, "number", FIELD_TEXT, OPTIONAL, 18),
    FIELD(search_body, query.name, "name", FIELD_TEXT, OPTIONAL, 50),
    FIELD(search_body, query.household, "household", FIELD_TEXT, OPTIONAL, 40),
    FIELD(search_body, query.legacy, "legacy", FIELD_TEXT, OPTIONAL, 40),
    FIELD(search_body, query.cursor, "cursor", FIELD_TEXT, OPTIONAL, 400),
    FIELD(search_body, purpose, "purpose", FIELD_TEXT, OPTIONAL, 200),
    FIELD(search_body, limit, "limit", FIELD_INT, OPTIONAL, 200),
};

struct search {
    struct person_query query;
    size_t hits;
};

static enum outcome find_persons(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct search *search = NEW(desk->arena, struct search);
    struct search_body asked = { .limit = 50 };
    struct person_hits hits;
    TRY(body_read(desk, request->body, search_fields, COUNT(search_fields), &asked));
    if (asked.purpose.len)
        desk->purpose = asked.purpose;
    search->query = asked.query;
    search->query.limit = (int)asked.limit;
    TRY(persons_find(desk, &search->query, &hits));
    search->hits = hits.count;
    request->plan = search;
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < hits.count; i++)
        person_hit_json(desk, body, &hits.at[i]);
    answer_list_end(request, hits.next.len ? hits.next : NO_STR);
    return DONE;
}

/** While the clerk types: read only; the search he settles on leaves the entry. */
static enum outcome type_persons(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct search_body asked = { .limit = 20 };
    struct person_hits hits;
    TRY(body_read(desk, request->body, search_fields, COUNT(search_fields), &asked));
    if (asked.purpose.len)
        desk->purpose = asked.purpose;
    asked.query.limit = (int)asked.limit;
    TRY(persons_typed(desk, &asked.query, &hits));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < hits.count; i++)
        person_hit_json(desk, body, &hits.at[i]);
    answer_list_end(request, NO_STR);
    return DONE;
}

static enum outcome note_search(struct http_request *request)
{
    const struct search *search = request->plan;
    return persons_found(&request->desk, &search->query, search->hits);
}

/* ---- one person, as the counter wants to see him ---- */

struct facts {
    struct standing standing;
    struct application live;
    struct cards cards;
    struct four_way_differences four_way; /* not settled */
    struct ground_offer offers[GROUND_OFFERS_MAX];
    size_t offer_count;
};

static enum outcome load_facts(struct desk *desk, const struct person *person, struct facts *out)
{
    TRY(person_standing(desk, person->part, person->id, &out->standing));
    if (out->standing.live)
        TRY(application_load_id(desk, person->part, out->standing.live, &out->live));
    TRY(cards_of_person(desk, person->part, person->id, &out->cards));
    TRY(four_way_open_of(desk, person->part, person->id, &out->four_way));
    return ground_offers(desk, person->part, person->id, out->offers, &out->offer_count);
}

static void put_live(struct buf *body, const struct facts *facts)
{
    json_key(body, "live");
    if (!facts->standing.live) {
        json_nothing(body);
        return;
    }
    json_open(body, '{');
    json_field_str(body, "number", facts->live.number);
    json_field_int(body, "state", facts->live.state);
    const struct application_state_text *state = application_state_text(facts->live.state);
    json_field_words(body, "state", str_of(state->zh), str_of(state->en));
    json_close(body, '}');
}

static void put_last_card(struct buf *body, const struct facts *facts)
{
    json_key(body, "lastCard");
    if (!facts->cards.count) {
        json_nothing(body);
        return;
    }
    const struct card *card = &facts->cards.at[0];
    json_open(body, '{');
    json_field_day(body, "validFrom", card->valid_from);
    json_field_day(body, "validTo", card->valid_to);
    json_field_str(body, "state", card->state);
    json_field_day(body, "madeOn", card->made_on);
    json_close(body, '}');
}

static void put_case(struct buf *body, const struct person_view *view)
{
    json_key(body, "numberCase");
    if (!view->has_open_case) {
        json_nothing(body);
        return;
    }
    json_open(body, '{');
    json_field_id(body, "id", view->open_case.id);
    json_field_str(body, "kind", view->open_case.kind);
    json_field_str(body, "reasons", view->open_case.reasons);
    json_field_day(body, "dueOn", view->open_case.due_on);
    json_close(body, '}');
}

/** What a four-way check left open: those of the card hold an application [S40]. */
static void put_four_way(struct buf *body, const struct four_way_differences *open)
{
    json_key(body, "fourWay");
    json_open(body, '[');
    for (size_t i = 0; i < open->count; i++) {
        const struct four_way_difference *d = &open->at[i];
        const struct four_way_item *item = four_way_item_of(d->item);
        json_open(body, '{');
        json_field_id(body, "checkId", d->check_id);
        json_field_str(body, "item", d->item);
        json_field_text(body, "zh", item ? item->zh : "");
        json_field_text(body, "en", item ? item->en : "");
        json_field_bool(body, "onCard", d->on_card);
        json_field_str(body, "state", d->state);
        json_field_str(body, "caseKind", d->case_kind);
        json_close(body, '}');
    }
    json_close(body, ']');
}

/** Whom the campaign still waits for: sixteen or older, normally registered, without a valid card
 * [S1]. */
static bool is_target(struct desk *desk, const struct person *person, const struct facts *facts)
{
    return str_is(person->status, "0") && day_is(person->born_on) &&
           day_full_years(person->born_on, desk->today) >= 16 && !facts->standing.has_card;
}

static void put_facts(struct desk *desk, struct buf *body, const struct person_view *view,
                      const struct facts *facts)
{
    json_key(body, "facts");
    json_open(body, '{');
    put_live(body, facts);
    put_last_card(body, facts);
    put_case(body, view);
    put_four_way(body, &facts->four_way);
    json_field_bool(body, "target", is_target(desk, &view->person, facts));
    json_close(body, '}');
}

static void put_offer(struct desk *desk, struct buf *body, const struct ground_offer *offer,
                      struct validity validity)
{
    json_open(body, '{');
    json_field_text(body, "code", offer->code->code);
    json_field_text(body, "zh", offer->code->zh);
    json_field_text(body, "en", offer->code->en);
    json_field_int(body, "fee", offer->fee);
    json_field_source(desk->arena, body, "feeSource", offer->fee_source);
    json_key(body, "validYears");
    if (day_is(validity.to))
        json_int(body, day_civil(validity.to).year - day_civil(validity.from).year);
    else
        json_nothing(body);
    json_field_bool(body, "allowed", offer->refusal == REFUSAL_NONE);
    json_key(body, "why");
    refusal_json(body, offer->refusal);
    json_field_bool(body, "needsOldCard", offer->code->flags & CODE_OLD_CARD);
    json_field_bool(body, "needsGuardian", offer->needs_guardian);
    json_close(body, '}');
}

static void put_offers(struct desk *desk, struct buf *body, const struct person *person,
                       const struct facts *facts)
{
    struct validity validity = card_validity(person->born_on, desk->today);
    json_key(body, "grounds");
    json_open(body, '[');
    for (size_t i = 0; i < facts->offer_count; i++)
        put_offer(desk, body, &facts->offers[i], validity);
    json_close(body, ']');
}

static void put_organ(struct desk *desk, struct buf *body, int32_t county)
{
    struct str organ = NO_STR;
    (void)!issuing_organ(desk->arena, county, desk->today, &organ);
    json_field_str(body, "organ", organ);
}

static enum outcome look_at_person(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct person_view view;
    struct facts *facts = NEW(desk->arena, struct facts);
    int32_t part;
    int64_t id;
    TRY(param_part(request, 0, &part));
    TRY(param_id(request, 1, &id));
    TRY(person_view_load(desk, part, id, &view));
    TRY(load_facts(desk, &view.person, facts));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    person_view_json(desk, body, &view);
    put_organ(desk, body, view.household.county);
    put_facts(desk, body, &view, facts);
    put_offers(desk, body, &view.person, facts);
    json_close(body, '}');
    answer_version(request, view.person.ver);
    return DONE;
}

/** The look is on record before anybody sees the record. */
static enum outcome note_look(struct http_request *request)
{
    int32_t part;
    int64_t id;
    TRY(param_part(request, 0, &part));
    TRY(param_id(request, 1, &id));
    return person_seen(&request->desk, part, id);
}

/* ---- number cases ---- */

static void put_case_row(struct desk *desk, struct buf *body, const struct number_case_row *row)
{
    const struct number_case *c = &row->number_case;
    json_open(body, '{');
    json_columns(body, number_case_columns, number_case_column_count, c);
    json_field_str(body, "personName", row->name);
    json_field_str(body, "legacy", row->legacy);
    json_field_str(body, "stationName", unit_short_name(desk, c->station));
    json_field_int(body, "daysLeft", c->due_on.n - desk->today.n);
    json_close(body, '}');
}

static enum outcome get_number_cases(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct list_query asked = { STR("OPEN"), NO_STR, 100 };
    struct number_cases cases;
    TRY(list_query_read(request, &asked));
    TRY(number_cases_list(desk, asked.state, asked.cursor, (int)asked.limit, &cases));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < cases.count; i++)
        put_case_row(desk, body, &cases.at[i]);
    answer_list_end(request, cases.next);
    return DONE;
}

static const struct field decision_fields[] = {
    FIELD(number_decision, outcome, "outcome", FIELD_TEXT, REQUIRED, 10),
    FIELD(number_decision, new_number, "newNumber", FIELD_TEXT, OPTIONAL, 18),
};

static enum outcome read_decision(struct http_request *request)
{
    struct number_decision *asked = NEW(request->desk.arena, struct number_decision);
    request->plan = asked;
    TRY(param_part(request, 0, &asked->part));
    TRY(param_id(request, 1, &asked->id));
    return body_read(&request->desk, request->body, decision_fields, COUNT(decision_fields), asked);
}

static enum outcome post_decision(struct http_request *request)
{
    struct number_case decided;
    TRY(number_case_decide(&request->desk, request->plan, &decided));
    json_record(answer_json(request, 200), number_case_columns, number_case_column_count, &decided);
    answer_version(request, decided.ver);
    return DONE;
}

/* clang-format off */
const struct route person_routes[] = {
    { METHOD_POST, "/api/v1/persons/search", MAY_SEE_PERSONS, 0, BODY_JSON, find_persons, note_search,
      "searchPersons", "查询人口", "Search persons; what is found is masked" },
    { METHOD_POST, "/api/v1/persons/typed", MAY_SEE_PERSONS, 0, BODY_JSON, type_persons, NULL,
      "typePersons", "随输随查", "Who fits what was typed so far; masked, the first page only" },
    { METHOD_GET, "/api/v1/persons/{part}/{id}", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, look_at_person, note_look,
      "getPerson", "查看人口资料", "The whole record of a person: a look with a purpose" },
    { METHOD_GET, "/api/v1/number-cases", MAY_SETTLE_NUMBERS, 0, BODY_NONE, get_number_cases, NULL,
      "listNumberCases", "号码案件", "Number cases within reach, the oldest limit first" },
    { METHOD_POST, "/api/v1/number-cases/{part}/{id}/decision", MAY_SETTLE_NUMBERS, NEEDS_VERSION, BODY_JSON,
      read_decision, post_decision,
      "decideNumberCase", "处理号码案件", "Decide a number case" },
};
/* clang-format on */
const size_t person_route_count = COUNT(person_routes);
