/** The house check: rounds, lists, results, findings, coverage. */
#include "core/codes.h"
#include "house/house_check.h"
#include "http/shown.h"
#include "office/unit.h"

enum { PAGE = 50 };

/* ---- rounds ---- */

static enum outcome put_round(struct desk *desk, struct buf *body, const struct house_round *r)
{
    json_open(body, '{');
    json_columns(body, house_check_columns, house_check_column_count, &r->check);
    json_field_int(body, "beatNumber", r->beat_number);
    json_field_str(body, "beatName", r->beat_name);
    json_field_str(body, "stationName", unit_short_name(desk, r->check.part));
    json_field_int(body, "daysLeft", r->check.due_on.n - desk->today.n);
    json_key(body, "counts");
    json_record(body, house_count_columns, house_count_column_count, &r->counts);
    json_close(body, '}');
    return DONE;
}

static enum outcome get_rounds(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct list_query asked = { STR("OPEN"), NO_STR, PAGE };
    struct house_rounds rounds;
    TRY(list_query_read(request, &asked));
    TRY(house_rounds_list(desk, asked.state, asked.cursor, (int)asked.limit, &rounds));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < rounds.count; i++)
        TRY(put_round(desk, body, &rounds.at[i]));
    answer_list_end(request, rounds.next);
    return DONE;
}

static const struct field order_fields[] = {
    FIELD(house_order, part, "part", FIELD_PART, REQUIRED, 0),
    FIELD(house_order, beat, "beat", FIELD_ID, REQUIRED, 0),
    FIELD(house_order, name, "name", FIELD_TEXT, REQUIRED, HOUSE_NAME_MAX),
    FIELD(house_order, due_on, "dueOn", FIELD_DAY, OPTIONAL, 0),
};

static enum outcome read_order(struct http_request *request)
{
    struct house_order *order = NEW(request->desk.arena, struct house_order);
    order->due_on = NO_DAY;
    request->plan = order;
    return body_read(&request->desk, request->body, order_fields, COUNT(order_fields), order);
}

static enum outcome post_round(struct http_request *request)
{
    struct house_round round;
    TRY(house_check_open(&request->desk, request->plan, &round));
    answer_version(request, round.check.ver);
    return put_round(&request->desk, answer_json(request, 201), &round);
}

static enum outcome post_end(struct http_request *request)
{
    struct house_round round;
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(house_check_end(&request->desk, part, id, &round));
    answer_version(request, round.check.ver);
    return put_round(&request->desk, answer_json(request, 200), &round);
}

/* ---- the list ---- */

static void put_member(struct buf *body, const struct person *p)
{
    json_open(body, '{');
    json_field_int(body, "part", p->part);
    json_field_id(body, "id", p->id);
    json_field_str(body, "name", p->name);
    json_field_str(body, "number", p->number);
    json_field_code(body, "sex", &sexes, p->sex);
    json_field_code(body, "relation", &relations, p->relation);
    json_close(body, '}');
}

static void put_finding(struct buf *body, const struct house_finding *f)
{
    const struct house_difference *kind = house_difference_of(f->kind);
    const struct house_word *item = house_item_of(f->item);
    json_open(body, '{');
    json_columns(body, house_finding_columns, house_finding_column_count, f);
    json_field_words(body, "kind", str_of(kind ? kind->zh : ""), str_of(kind ? kind->en : ""));
    json_field_words(body, "item", str_of(item ? item->zh : ""), str_of(item ? item->en : ""));
    json_close(body, '}');
}

static void put_visit(struct buf *body, const struct house_visit *v)
{
    json_columns(body, house_visit_columns, house_visit_column_count, v);
    const struct house_result_text *result = house_result_of(v->result);
    json_field_words(body, "result", str_of(result->zh), str_of(result->en));
}

static void put_stop(struct buf *body, const struct house_stop *stop)
{
    json_open(body, '{');
    put_visit(body, &stop->visit);
    json_key(body, "members");
    json_open(body, '[');
    for (size_t i = 0; i < stop->members.count; i++)
        put_member(body, &stop->members.at[i]);
    json_close(body, ']');
    json_key(body, "findings");
    json_open(body, '[');
    for (size_t i = 0; i < stop->findings.count; i++)
        put_finding(body, &stop->findings.at[i]);
    json_close(body, ']');
    json_close(body, '}');
}

struct visits_query {
    struct str list;
    int64_t cursor, limit;
};
static const struct field visits_fields[] = {
    FIELD(visits_query, list, "list", FIELD_TEXT, OPTIONAL, 10),
    FIELD(visits_query, cursor, "cursor", FIELD_INT, OPTIONAL, INT32_MAX),
    FIELD(visits_query, limit, "limit", FIELD_INT, OPTIONAL, 200),
};

struct listed {
    struct house_page page;
    size_t houses;
};

static enum outcome find_visits(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct visits_query asked = { STR("all"), 0, PAGE };
    struct listed *listed = NEW(desk->arena, struct listed);
    struct house_page *page = &listed->page;
    struct house_stops stops;
    request->plan = listed;
    TRY(query_read(desk, request->head->query, visits_fields, COUNT(visits_fields), &asked));
    TRY(params_record(request, &page->part, &page->round));
    page->list = house_list_of(asked.list);
    page->after = (int32_t)asked.cursor;
    page->limit = (int)asked.limit;
    TRY(house_stops_load(desk, page, false, &stops));
    listed->houses = stops.count;
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < stops.count; i++)
        put_stop(body, &stops.at[i]);
    bool full = stops.count == (size_t)asked.limit;
    answer_list_end(request,
                    full ? arena_printf(desk->arena, "%d", stops.at[stops.count - 1].visit.place)
                         : NO_STR);
    return DONE;
}

static enum outcome note_list(struct http_request *request)
{
    const struct listed *listed = request->plan;
    return house_stops_seen(&request->desk, &listed->page, listed->houses);
}

/* ---- results and findings ---- */

struct result_body {
    int32_t part;
    int64_t id;
    struct str result;
    struct day next_on;
    struct house_note note;
    struct str outcome;
};
static const struct field result_fields[] = {
    FIELD(result_body, result, "result", FIELD_TEXT, REQUIRED, 20),
    FIELD(result_body, next_on, "nextOn", FIELD_DAY, OPTIONAL, 0),
};
static const struct field note_fields[] = {
    FIELD(result_body, note.kind, "kind", FIELD_TEXT, REQUIRED, 20),
    FIELD(result_body, note.person_part, "personPart", FIELD_PART, OPTIONAL, 0),
    FIELD(result_body, note.person, "person", FIELD_ID, OPTIONAL, 0),
    FIELD(result_body, note.item, "item", FIELD_TEXT, OPTIONAL, 20),
    FIELD(result_body, note.text, "text", FIELD_TEXT, OPTIONAL, HOUSE_TEXT_MAX),
};
static const struct field settle_fields[] = {
    FIELD(result_body, outcome, "outcome", FIELD_TEXT, REQUIRED, 20),
};

static enum outcome read_body(struct http_request *request, const struct field *fields,
                              size_t count)
{
    struct result_body *asked = NEW(request->desk.arena, struct result_body);
    asked->next_on = NO_DAY;
    request->plan = asked;
    TRY(params_record(request, &asked->part, &asked->id));
    return body_read(&request->desk, request->body, fields, count, asked);
}

static enum outcome read_result(struct http_request *request)
{
    return read_body(request, result_fields, COUNT(result_fields));
}

static enum outcome read_note(struct http_request *request)
{
    return read_body(request, note_fields, COUNT(note_fields));
}

static enum outcome read_settlement(struct http_request *request)
{
    return read_body(request, settle_fields, COUNT(settle_fields));
}

static enum outcome answer_visit(struct http_request *request, const struct house_visit *visit)
{
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    put_visit(body, visit);
    json_close(body, '}');
    answer_version(request, visit->ver);
    return DONE;
}

static enum outcome post_result(struct http_request *request)
{
    const struct result_body *asked = request->plan;
    struct house_visit visit;
    TRY(house_visit_enter(&request->desk, asked->part, asked->id, asked->result, asked->next_on,
                          &visit));
    return answer_visit(request, &visit);
}

static enum outcome post_note(struct http_request *request)
{
    const struct result_body *asked = request->plan;
    struct house_visit visit;
    TRY(house_finding_note(&request->desk, asked->part, asked->id, &asked->note, &visit));
    return answer_visit(request, &visit);
}

static enum outcome get_findings(struct http_request *request)
{
    struct list_query asked = { STR("OPEN"), NO_STR, PAGE };
    struct house_findings findings;
    TRY(list_query_read(request, &asked));
    TRY(house_findings_list(&request->desk, asked.state, asked.cursor, (int)asked.limit,
                            &findings));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < findings.count; i++)
        put_finding(body, &findings.at[i]);
    answer_list_end(request, findings.next);
    return DONE;
}

static enum outcome post_settlement(struct http_request *request)
{
    const struct result_body *asked = request->plan;
    struct house_finding finding;
    TRY(house_finding_settle(&request->desk, asked->part, asked->id, asked->outcome, &finding));
    put_finding(answer_json(request, 200), &finding);
    answer_version(request, finding.ver);
    return DONE;
}

/* ---- coverage and words ---- */

struct coverage_query {
    struct str by;
};
static const struct field coverage_fields[] = {
    FIELD(coverage_query, by, "by", FIELD_TEXT, OPTIONAL, 10),
};

static enum outcome read_level(struct desk *desk, struct str by, enum house_level *out)
{
    static const char *const words[] = { "beat", "station", "bureau" };
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_is(by, words[i])) {
            *out = (enum house_level)i;
            return DONE;
        }
    return refuse_at(desk, NO_BAD_REQUEST, "/by", "beat, station, bureau");
}

static enum outcome get_coverage(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct coverage_query asked = { STR("station") };
    struct house_coverages coverage;
    enum house_level level = HOUSE_BY_STATION;
    TRY(query_read(desk, request->head->query, coverage_fields, COUNT(coverage_fields), &asked));
    TRY(read_level(desk, asked.by, &level));
    TRY(house_coverage_read(desk, level, &coverage));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < coverage.count; i++) {
        json_open(body, '{');
        json_columns(body, house_coverage_columns, house_coverage_column_count, &coverage.at[i]);
        json_field_str(body, "unitName", unit_short_name(desk, coverage.at[i].unit));
        json_close(body, '}');
    }
    answer_list_end(request, NO_STR);
    return DONE;
}

/* clang-format off */
const struct route house_routes[] = {
    { METHOD_GET, "/api/v1/house-checks", MAY_SEE_PERSONS, 0, BODY_NONE, get_rounds, NULL,
      "listHouseChecks", "入户核查", "Rounds of the house check with their counters, the first due first" },
    { METHOD_POST, "/api/v1/house-checks", MAY_KEEP_REGISTER, NEEDS_KEY, BODY_JSON, read_order, post_round,
      "openHouseCheck", "开始入户核查", "Open a round of a beat" },
    { METHOD_POST, "/api/v1/house-checks/{part}/{id}/closing", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_EMPTY, NULL, post_end,
      "closeHouseCheck", "结束入户核查", "Close a round" },
    { METHOD_GET, "/api/v1/house-checks/{part}/{id}/visits", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, find_visits, note_list,
      "listHouseVisits", "核查名单", "Houses of a round in the order of walking; members are masked" },
    { METHOD_POST, "/api/v1/house-visits/{part}/{id}/result", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_result, post_result,
      "enterHouseVisit", "录入入户核查结果", "What came of a visit" },
    { METHOD_POST, "/api/v1/house-visits/{part}/{id}/findings", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_note, post_note,
      "noteHouseFinding", "登记核查问题", "A difference found at a visit" },
    { METHOD_GET, "/api/v1/house-findings", MAY_SEE_PERSONS, 0, BODY_NONE, get_findings, NULL,
      "listHouseFindings", "核查问题", "What was found otherwise than registered" },
    { METHOD_POST, "/api/v1/house-findings/{part}/{id}/settlement", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_settlement, post_settlement,
      "settleHouseFinding", "核查问题办结", "Settle a finding" },
    { METHOD_GET, "/api/v1/house-coverage", RIGHT_ANYONE, 0, BODY_NONE, get_coverage, NULL,
      "getHouseCoverage", "核查进度", "Coverage by beat, station or bureau" },
};
/* clang-format on */
const size_t house_route_count = COUNT(house_routes);
