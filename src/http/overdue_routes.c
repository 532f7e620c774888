/** Overdue cancellations, pocket households, separations: lists brought in, cases, their steps, figures. */
#include "exchange/import_source.h"
#include "http/shown.h"
#include "office/office.h"
#include "office/unit.h"
#include "overdue/figures.h"
#include "overdue/see_case.h"
#include "overdue/separation.h"
#include "overdue/take_list.h"

enum { REJECTS_SHOWN = 500, PAGE = 50 };

/* ---- words ---- */

static void put_word(struct buf *body, const char *code, const char *zh, const char *en)
{
    json_field_text(body, "code", code);
    json_field_text(body, "zh", zh);
    json_field_text(body, "en", en);
}

static enum outcome get_words(struct http_request *request)
{
    const struct day today = request->desk.today;
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_key(body, "sources");
    json_open(body, '[');
    for (size_t i = 0; i < overdue_source_count; i++) {
        const struct overdue_source *s = &overdue_sources[i];
        if (overdue_source_find(str_of(s->code), today) != s)
            continue;
        json_open(body, '{');
        put_word(body, s->code, s->zh, s->en);
        json_field_text(body, "sort", overdue_sorts[s->sort].code);
        json_field_bool(body, "listed", s->listed);
        json_field_text(body, "eventZh", s->event);
        json_close(body, '}');
    }
    json_close(body, ']');
    json_key(body, "visits");
    json_open(body, '[');
    for (size_t i = 0; i < overdue_visit_count; i++) {
        json_open(body, '{');
        put_word(body, overdue_visits[i].code, overdue_visits[i].zh, overdue_visits[i].en);
        json_close(body, '}');
    }
    json_close(body, ']');
    json_key(body, "notices");
    json_open(body, '[');
    for (size_t i = 0; i < overdue_notice_count; i++) {
        const struct overdue_notice *n = &overdue_notices[i];
        json_open(body, '{');
        put_word(body, n->code, n->zh, n->en);
        json_field_int(body, "days", setting(&request->desk, n->setting, n->days));
        json_close(body, '}');
    }
    json_close(body, ']');
    json_close(body, '}');
    return DONE;
}

/* ---- lists ---- */

struct list_import {
    struct str source, encoding, file, sheet, map;
};
static const struct field import_fields[] = {
    FIELD(list_import, source, "source", FIELD_TEXT, REQUIRED, 20),
    FIELD(list_import, encoding, "encoding", FIELD_TEXT, OPTIONAL, 10),
    FIELD(list_import, file, "file", FIELD_TEXT, OPTIONAL, 200),
    FIELD(list_import, sheet, "sheet", FIELD_TEXT, OPTIONAL, 100),
    FIELD(list_import, map, "map", FIELD_TEXT, OPTIONAL, 2000),
};

struct rejects {
    struct buf json;
    size_t count;
};

static void keep_reject(void *self, const struct import_reject *reject)
{
    struct rejects *rejects = self;
    const struct refusal_text *text = refusal_text(reject->code);
    if (rejects->count++ >= REJECTS_SHOWN)
        return;
    json_open(&rejects->json, '{');
    json_field_int(&rejects->json, "row", reject->line);
    json_field_text(&rejects->json, "field", reject->field);
    json_field_text(&rejects->json, "code", text->name);
    json_field_text(&rejects->json, "reason", text->zh);
    json_close(&rejects->json, '}');
}

static void put_list(struct desk *desk, struct buf *body, const struct overdue_list *l)
{
    const struct overdue_source *source = overdue_source_find(l->source, desk->today);
    json_columns(body, overdue_list_columns, overdue_list_column_count, l);
    json_field_text(body, "sourceZh", source ? source->zh : "");
    json_field_text(body, "sourceEn", source ? source->en : "");
    json_field_str(body, "unitName", unit_short_name(desk, l->part));
}

static enum outcome take_list(struct http_request *request, const struct list_import *asked,
                              struct import_source *source, struct rejects *rejects)
{
    struct desk *desk = &request->desk;
    struct overdue_list list;
    struct import_order order = { .file = asked->file,
                                  .map = asked->map,
                                  .headings = overdue_headings,
                                  .heading_count = OVERDUE_COLUMN_COUNT,
                                  .self = rejects,
                                  .rejected = keep_reject };
    TRY(import_source_open(desk, request->body, asked->encoding, asked->sheet, &order, source));
    TRY(overdue_take_list(desk, asked->source, &order, &list));
    struct buf *body = answer_json(request, 201);
    json_open(body, '{');
    put_list(desk, body, &list);
    json_key(body, "rejects");
    json_open(body, '[');
    buf_add(body, buf_str(&rejects->json));
    json_close(body, ']');
    json_close(body, '}');
    return DONE;
}

/** On a connection of its own: a list may have twenty thousand lines. */
static enum outcome post_list(struct http_request *request)
{
    struct list_import asked = { .file = STR("http"), .map = STR("") };
    struct import_source source = { 0 };
    struct rejects rejects = { 0 };
    TRY(query_read(&request->desk, request->head->query, import_fields, COUNT(import_fields),
                   &asked));
    enum outcome outcome = take_list(request, &asked, &source, &rejects);
    import_source_close(&source);
    buf_close(&rejects.json);
    return outcome;
}

static enum outcome get_lists(struct http_request *request)
{
    struct overdue_lists lists;
    TRY(overdue_lists(&request->desk, &lists));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < lists.count; i++) {
        json_open(body, '{');
        put_list(&request->desk, body, &lists.at[i]);
        json_close(body, '}');
    }
    answer_list_end(request, NO_STR);
    return DONE;
}

/* ---- cases ---- */

struct cases_query {
    struct str state, sort, cursor;
    int64_t limit;
};
static const struct field cases_fields[] = {
    FIELD(cases_query, state, "state", FIELD_TEXT, OPTIONAL, 20),
    FIELD(cases_query, sort, "sort", FIELD_TEXT, OPTIONAL, 20),
    FIELD(cases_query, cursor, "cursor", FIELD_TEXT, OPTIONAL, 200),
    FIELD(cases_query, limit, "limit", FIELD_INT, OPTIONAL, 200),
};

static enum outcome get_cases(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct cases_query q = { STR("OPEN"), STR(""), NO_STR, PAGE };
    struct overdue_cases cases;
    TRY(query_read(desk, request->head->query, cases_fields, COUNT(cases_fields), &q));
    const struct overdue_query asked = { q.state, q.sort, q.cursor, (int)q.limit };
    TRY(overdue_list_cases(desk, &asked, &cases));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < cases.count; i++)
        TRY(overdue_row_json(desk, body, &cases.at[i]));
    answer_list_end(request, cases.next);
    return DONE;
}

static enum outcome answer_case(struct http_request *request, int status,
                                const struct overdue_case *c)
{
    overdue_json(&request->desk, answer_json(request, status), c);
    answer_version(request, c->ver);
    return DONE;
}

static const struct field open_fields[] = {
    FIELD(overdue_asked, source, "source", FIELD_TEXT, REQUIRED, 20),
    FIELD(overdue_asked, part, "part", FIELD_PART, REQUIRED, 0),
    FIELD(overdue_asked, person, "person", FIELD_ID, REQUIRED, 0),
    FIELD(overdue_asked, event_on, "eventOn", FIELD_DAY, OPTIONAL, 0),
    FIELD(overdue_asked, paper, "paper", FIELD_TEXT, OPTIONAL, 100),
    FIELD(overdue_asked, place, "place", FIELD_TEXT, OPTIONAL, 100),
};

static enum outcome read_open(struct http_request *request)
{
    struct overdue_asked *asked = NEW(request->desk.arena, struct overdue_asked);
    asked->event_on = NO_DAY;
    request->plan = asked;
    return body_read(&request->desk, request->body, open_fields, COUNT(open_fields), asked);
}

static enum outcome post_case(struct http_request *request)
{
    struct overdue_case c;
    TRY(overdue_open(&request->desk, request->plan, &c));
    return answer_case(request, 201, &c);
}

static enum outcome post_search(struct http_request *request)
{
    struct overdue_found found;
    TRY(overdue_search(&request->desk, &found));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_int(body, "doors", found.doors);
    json_field_int(body, "plates", found.plates);
    json_field_int(body, "known", found.known);
    json_close(body, '}');
    return DONE;
}

static enum outcome look_at_case(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct overdue_view *view = NEW(desk->arena, struct overdue_view);
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(overdue_view_load(desk, part, id, view));
    overdue_view_json(desk, answer_json(request, 200), view);
    answer_version(request, view->c.ver);
    return DONE;
}

/** The look is on record before anybody sees the person. */
static enum outcome note_look(struct http_request *request)
{
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    return overdue_seen(&request->desk, part, id);
}

/* ---- steps ---- */

struct step_body {
    struct overdue_step_asked asked;
    struct str event;
};
#define ITEM(name, key)                                                                            \
    FIELD(business_items, at[BUSINESS_ITEM_##name], key, FIELD_TEXT, OPTIONAL, 100)
static const struct field item_fields[] = {
    ITEM(HAPPENED_ON, "happenedOn"),
    ITEM(PLACE, "place"),
    ITEM(NEW_HEAD, "newHeadNumber"),
    ITEM(JOINS, "joinsNumber"),
    ITEM(RELATION, "relation"),
    ITEM(STREET, "street"),
    ITEM(DOOR, "door"),
    ITEM(DETAIL, "detail"),
    ITEM(HOUSEHOLD_KIND, "householdKind"),
};
static const struct field step_fields[] = {
    FIELD(step_body, event, "event", FIELD_TEXT, REQUIRED, 20),
    FIELD(step_body, asked.result, "result", FIELD_TEXT, OPTIONAL, 20),
    FIELD(step_body, asked.notice, "notice", FIELD_TEXT, OPTIONAL, 20),
    FIELD(step_body, asked.to, "to", FIELD_TEXT, OPTIONAL, 100),
    FIELD_INNER(step_body, asked.items, "items", OPTIONAL, item_fields),
    FIELD(step_body, asked.note, "note", FIELD_TEXT, OPTIONAL, 200),
};

static enum outcome read_step(struct http_request *request)
{
    struct step_body *body = NEW(request->desk.arena, struct step_body);
    request->plan = body;
    TRY(params_record(request, &body->asked.part, &body->asked.id));
    TRY(body_read(&request->desk, request->body, step_fields, COUNT(step_fields), body));
    body->asked.event = overdue_event_of(body->event);
    body->asked.takes = request->route->right;
    return DONE;
}

static enum outcome post_step(struct http_request *request)
{
    const struct step_body *body = request->plan;
    struct overdue_case c;
    TRY(overdue_step(&request->desk, &body->asked, &c));
    return answer_case(request, 200, &c);
}

/* ---- figures ---- */

struct figures_query {
    struct str by;
    struct day from, to;
};
static const struct field figures_fields[] = {
    FIELD(figures_query, by, "by", FIELD_TEXT, OPTIONAL, 10),
    FIELD(figures_query, from, "from", FIELD_DAY, OPTIONAL, 0),
    FIELD(figures_query, to, "to", FIELD_DAY, OPTIONAL, 0),
};

static enum outcome get_figures(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct figures_query asked = { STR("unit"), day_add_years(desk->today, -1), desk->today };
    struct overdue_figures figures;
    TRY(query_read(desk, request->head->query, figures_fields, COUNT(figures_fields), &asked));
    enum overdue_tally by = overdue_tally_of(asked.by);
    if (by == OVERDUE_TALLY_COUNT)
        return refuse_at(desk, NO_BAD_REQUEST, "/by", "unit, month, source, age");
    TRY(overdue_figures_read(desk, by, asked.from, asked.to, &figures));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < figures.count; i++)
        json_record(body, overdue_figure_columns, overdue_figure_column_count, &figures.at[i]);
    answer_list_end(request, NO_STR);
    return DONE;
}

/* ---- separations ---- */

static enum outcome answer_separation(struct http_request *request, int status,
                                      const struct separation *s)
{
    separation_json(&request->desk, answer_json(request, status), s);
    answer_version(request, s->ver);
    return DONE;
}

static enum outcome get_separations(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct list_query asked = { STR("IN_USE"), NO_STR, PAGE };
    struct separations all;
    TRY(list_query_read(request, &asked));
    TRY(separations_list(desk, asked.state, asked.cursor, (int)asked.limit, &all));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < all.count; i++)
        TRY(separation_row_json(desk, body, &all.at[i]));
    answer_list_end(request, all.next);
    return DONE;
}

static enum outcome get_of_person(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct separations all;
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(separations_of(desk, part, id, &all));
    struct buf *body = answer_list(request);
    for (size_t i = all.count; i > 0; i--)
        separation_json(desk, body, &all.at[i - 1]);
    answer_list_end(request, NO_STR);
    return DONE;
}

static const struct field separation_fields[] = {
    FIELD(separation_asked, part, "part", FIELD_PART, REQUIRED, 0),
    FIELD(separation_asked, person, "person", FIELD_ID, REQUIRED, 0),
    FIELD(separation_asked, lives_at, "livesAt", FIELD_PART, REQUIRED, 0),
    FIELD(separation_asked, address, "address", FIELD_TEXT, REQUIRED, SEPARATION_ADDRESS_MOST),
    FIELD(separation_asked, since, "since", FIELD_DAY, REQUIRED, 0),
    FIELD(separation_asked, found_part, "foundPart", FIELD_PART, OPTIONAL, 0),
    FIELD(separation_asked, finding, "finding", FIELD_ID, OPTIONAL, 0),
};

static enum outcome read_separation(struct http_request *request)
{
    struct separation_asked *asked = NEW(request->desk.arena, struct separation_asked);
    asked->since = NO_DAY;
    request->plan = asked;
    return body_read(&request->desk, request->body, separation_fields, COUNT(separation_fields),
                     asked);
}

static enum outcome post_separation(struct http_request *request)
{
    struct separation s;
    TRY(separation_register(&request->desk, request->plan, &s));
    return answer_separation(request, 201, &s);
}

struct end_body {
    int32_t part;
    int64_t id;
    struct str reason;
};
static const struct field end_fields[] = {
    FIELD(end_body, reason, "reason", FIELD_TEXT, REQUIRED, SEPARATION_REASON_MOST),
};

static enum outcome read_end(struct http_request *request)
{
    struct end_body *body = NEW(request->desk.arena, struct end_body);
    request->plan = body;
    TRY(params_record(request, &body->part, &body->id));
    return body_read(&request->desk, request->body, end_fields, COUNT(end_fields), body);
}

static enum outcome post_end(struct http_request *request)
{
    const struct end_body *body = request->plan;
    struct separation s;
    TRY(separation_end(&request->desk, body->part, body->id, body->reason, &s));
    return answer_separation(request, 200, &s);
}

/* clang-format off */
const struct route overdue_routes[] = {
    { METHOD_GET, "/api/v1/overdue-words", MAY_SEE_PERSONS, 0, BODY_NONE, get_words, NULL,
      "getOverdueWords", "应销未销来源、走访结果、告知方式", "Sources, results of visits, kinds of notice" },
    { METHOD_POST, "/api/v1/overdue-lists", MAY_IMPORT, IS_SLOW | WRITES_ITSELF, BODY_SHEET, post_list, NULL,
      "takeOverdueList", "导入应销未销名单", "Take in a list of deaths, emigrations or enlistments" },
    { METHOD_GET, "/api/v1/overdue-lists", MAY_SEE_PERSONS, 0, BODY_NONE, get_lists, NULL,
      "listOverdueLists", "应销未销名单", "Lists taken in within reach, the newest first" },
    { METHOD_GET, "/api/v1/overdue-cases", MAY_SEE_PERSONS, 0, BODY_NONE, get_cases, NULL,
      "listOverdueCases", "应销未销、空挂户案件", "Overdue cases within reach, the oldest limit first" },
    { METHOD_POST, "/api/v1/overdue-cases", MAY_KEEP_REGISTER, NEEDS_KEY, BODY_JSON, read_open, post_case,
      "openOverdueCase", "应销未销立案", "Open a case about a person" },
    { METHOD_POST, "/api/v1/overdue-cases/search", MAY_KEEP_REGISTER, IS_SLOW, BODY_EMPTY, NULL, post_search,
      "searchPocketHouseholds", "查找空挂户", "Open cases of pocket households from house check and plates" },
    { METHOD_GET, "/api/v1/overdue-cases/{part}/{id}", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, look_at_case, note_look,
      "getOverdueCase", "查看应销未销案件", "A case with person, household, cards and steps: a look with a purpose" },
    { METHOD_POST, "/api/v1/overdue-cases/{part}/{id}/steps", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_step, post_step,
      "stepOverdueCase", "应销未销办理", "A step of the station: confirm, visit, notify, object, put forward, dismiss" },
    { METHOD_POST, "/api/v1/overdue-cases/{part}/{id}/county-decision", MAY_DECIDE_COUNTY, NEEDS_VERSION, BODY_JSON, read_step, post_step,
      "decideOverdueAtCounty", "分县局审批注销", "Decide a case or an objection at the bureau" },
    { METHOD_POST, "/api/v1/overdue-cases/{part}/{id}/city-decision", MAY_DECIDE_CITY, NEEDS_VERSION, BODY_JSON, read_step, post_step,
      "decideOverdueAtCity", "市局审批注销", "Decide a case at the city" },
    { METHOD_GET, "/api/v1/overdue-figures", MAY_SEE_PERSONS, 0, BODY_NONE, get_figures, NULL,
      "listOverdueFigures", "应销未销、人户分离统计", "Cases found and solved, by unit, month, source or age" },
    { METHOD_GET, "/api/v1/separations", MAY_SEE_PERSONS, 0, BODY_NONE, get_separations, NULL,
      "listSeparations", "人户分离登记", "Persons registered here or there who live elsewhere in the city" },
    { METHOD_POST, "/api/v1/separations", MAY_KEEP_REGISTER, NEEDS_KEY, BODY_JSON, read_separation, post_separation,
      "registerSeparation", "登记人户分离", "Register where a person lives" },
    { METHOD_POST, "/api/v1/separations/{part}/{id}/end", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_end, post_end,
      "endSeparation", "终止人户分离登记", "End such a registration" },
    { METHOD_GET, "/api/v1/persons/{part}/{id}/separations", MAY_SEE_PERSONS, 0, BODY_NONE, get_of_person, NULL,
      "listSeparationsOfPerson", "某人的人户分离登记", "The separations of a person, the newest first" },
};
/* clang-format on */
const size_t overdue_route_count = COUNT(overdue_routes);
