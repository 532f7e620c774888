/** Unregistered persons: classes, taking in, what is to be entered, papers, steps, statistics. */
#include "base/hex.h"
#include "http/request.h"
#include "unregistered/unregistered.h"

static enum outcome get_rules(struct http_request *request)
{
    unregistered_rules_json(&request->desk, answer_json(request, 200));
    return DONE;
}

static enum outcome get_cases(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct list_query asked = { STR("OPEN"), NO_STR, 100 };
    struct unregistered_list list;
    TRY(list_query_read(request, &asked));
    TRY(unregistered_cases(desk, asked.state, asked.cursor, (int)asked.limit, &list));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < list.count; i++)
        unregistered_json(desk, body, &list.at[i]);
    answer_list_end(request, list.next);
    return DONE;
}

static enum outcome answer_case(struct http_request *request, int status,
                                const struct unregistered *c)
{
    unregistered_json(&request->desk, answer_json(request, status), c);
    answer_version(request, c->ver);
    return DONE;
}

/* ---- taking in, what is to be entered ---- */

static const struct field item_fields[] = {
#define X(name, key, form, list, zh, en)                                                           \
    FIELD(business_items, at[BUSINESS_ITEM_##name], key, FIELD_TEXT, OPTIONAL, 100),
    BUSINESS_ITEMS(X)
#undef X
};

static const struct field open_fields[] = {
    FIELD(unregistered_asked, class_, "class", FIELD_TEXT, REQUIRED, 40),
    FIELD(unregistered_asked, station, "station", FIELD_PART, OPTIONAL, 0),
    FIELD(unregistered_asked, person_part, "part", FIELD_PART, OPTIONAL, 0),
    FIELD(unregistered_asked, person, "person", FIELD_ID, OPTIONAL, 0),
    FIELD(unregistered_asked, number, "number", FIELD_TEXT, OPTIONAL, 18),
    FIELD_INNER(unregistered_asked, items, "items", OPTIONAL, item_fields),
    FIELD(unregistered_asked, applicant, "applicant", FIELD_TEXT, REQUIRED, 50),
    FIELD(unregistered_asked, applicant_relation, "applicantRelation", FIELD_TEXT, OPTIONAL, 2),
    FIELD(unregistered_asked, phone, "phone", FIELD_TEXT, OPTIONAL, 20),
};

static enum outcome read_open(struct http_request *request)
{
    struct unregistered_asked *asked = NEW(request->desk.arena, struct unregistered_asked);
    request->plan = asked;
    return body_read(&request->desk, request->body, open_fields, COUNT(open_fields), asked);
}

static enum outcome post_case(struct http_request *request)
{
    struct unregistered c;
    TRY(unregistered_open(&request->desk, request->plan, &c));
    return answer_case(request, 201, &c);
}

static const struct field change_fields[] = {
    FIELD(unregistered_change, class_, "class", FIELD_TEXT, OPTIONAL, 40),
    FIELD(unregistered_change, person_part, "part", FIELD_PART, OPTIONAL, 0),
    FIELD(unregistered_change, person, "person", FIELD_ID, OPTIONAL, 0),
    FIELD(unregistered_change, number, "number", FIELD_TEXT, OPTIONAL, 18),
    FIELD_INNER(unregistered_change, items, "items", OPTIONAL, item_fields),
};

static enum outcome read_change(struct http_request *request)
{
    struct unregistered_change *change = NEW(request->desk.arena, struct unregistered_change);
    int32_t part;
    int64_t id;
    request->plan = change;
    TRY(params_record(request, &part, &id));
    TRY(body_read(&request->desk, request->body, change_fields, COUNT(change_fields), change));
    change->part = part;
    change->id = id;
    return DONE;
}

static enum outcome post_change(struct http_request *request)
{
    struct unregistered c;
    TRY(unregistered_change(&request->desk, request->plan, &c));
    return answer_case(request, 200, &c);
}

/* ---- looking ---- */

static enum outcome look_at_case(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct unregistered_view *view = NEW(desk->arena, struct unregistered_view);
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(unregistered_view_load(desk, part, id, view));
    unregistered_view_json(desk, answer_json(request, 200), view);
    answer_version(request, view->unregistered.ver);
    return DONE;
}

/** The look is on record before anybody sees the case. */
static enum outcome note_look(struct http_request *request)
{
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    return unregistered_seen(&request->desk, part, id);
}

/* ---- papers ---- */

struct proof_body {
    struct proof_asked asked;
    struct str hash; /* hexadecimal */
};
static const struct field proof_fields[] = {
    FIELD(proof_body, asked.kind, "kind", FIELD_TEXT, REQUIRED, 40),
    FIELD(proof_body, asked.paper_number, "paperNumber", FIELD_TEXT, OPTIONAL, 60),
    FIELD(proof_body, asked.issuer, "issuer", FIELD_TEXT, OPTIONAL, 100),
    FIELD(proof_body, asked.issued_on, "issuedOn", FIELD_DAY, OPTIONAL, 0),
    FIELD(proof_body, asked.text, "text", FIELD_TEXT, REQUIRED, 1000),
    FIELD(proof_body, hash, "hash", FIELD_TEXT, OPTIONAL, 64),
};

static enum outcome read_proof(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct proof_body *body = NEW(desk->arena, struct proof_body);
    body->asked.issued_on = NO_DAY;
    request->plan = body;
    TRY(params_record(request, &body->asked.part, &body->asked.id));
    TRY(body_read(desk, request->body, proof_fields, COUNT(proof_fields), body));
    if (!body->hash.len)
        return DONE;
    unsigned char *bytes = arena_bytes(desk->arena, 32);
    if (!hex_read(body->hash, bytes, 32))
        return refuse_field(desk, NO_ITEM_WRONG, "/hash");
    body->asked.hash = str_from(bytes, 32);
    return DONE;
}

static enum outcome post_proof(struct http_request *request)
{
    const struct proof_body *body = request->plan;
    struct unregistered c;
    TRY(unregistered_prove(&request->desk, &body->asked, &c));
    return answer_case(request, 201, &c);
}

/* ---- steps ---- */

struct step_body {
    struct str step, reason, note;
};
static const struct field step_fields[] = {
    FIELD(step_body, step, "step", FIELD_TEXT, REQUIRED, 20),
    FIELD(step_body, reason, "reason", FIELD_TEXT, OPTIONAL, 20),
    FIELD(step_body, note, "note", FIELD_TEXT, OPTIONAL, 1000),
};

/** Done at the desk whose right the route names. */
static enum outcome read_step(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct step_body body = { 0 };
    struct unregistered_step *step = NEW(desk->arena, struct unregistered_step);
    request->plan = step;
    TRY(params_record(request, &step->part, &step->id));
    TRY(body_read(desk, request->body, step_fields, COUNT(step_fields), &body));
    step->event = unregistered_event_of(body.step);
    step->takes = (int)request->route->right;
    step->reason = body.reason;
    step->note = body.note;
    return step->event < UNREGISTERED_EVENT_COUNT ? DONE
                                                  : refuse_field(desk, NO_ITEM_WRONG, "/step");
}

static enum outcome post_step(struct http_request *request)
{
    struct unregistered c;
    TRY(unregistered_step(&request->desk, request->plan, &c));
    return answer_case(request, 200, &c);
}

/* ---- statistics ---- */

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
    struct figures_query asked = { STR("class"), day_add_years(desk->today, -1), desk->today };
    struct unregistered_figures figures;
    TRY(query_read(desk, request->head->query, figures_fields, COUNT(figures_fields), &asked));
    TRY(unregistered_figures(desk, asked.by, asked.from, asked.to, &figures));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < figures.count; i++)
        json_record(body, unregistered_figure_columns, unregistered_figure_column_count,
                    &figures.at[i]);
    answer_list_end(request, NO_STR);
    return DONE;
}

/* clang-format off */
const struct route unregistered_routes[] = {
    { METHOD_GET, "/api/v1/unregistered-classes", MAY_SEE_PERSONS, 0, BODY_NONE, get_rules, NULL,
      "listUnregisteredClasses", "无户口人员类别", "The classes in force, the kinds of proof and the reasons to close" },
    { METHOD_GET, "/api/v1/unregistered-figures", MAY_SEE_PERSONS, 0, BODY_NONE, get_figures, NULL,
      "listUnregisteredFigures", "无户口人员统计", "Cases by class, unit, month or age" },
    { METHOD_GET, "/api/v1/unregistered", MAY_SEE_PERSONS, 0, BODY_NONE, get_cases, NULL,
      "listUnregistered", "无户口人员案件", "Cases within reach, the oldest limit first" },
    { METHOD_POST, "/api/v1/unregistered", MAY_KEEP_REGISTER, NEEDS_KEY, BODY_JSON, read_open, post_case,
      "openUnregistered", "受理无户口人员申请", "Take an unregistered person in" },
    { METHOD_GET, "/api/v1/unregistered/{part}/{id}", MAY_SEE_PERSONS, NEEDS_PURPOSE, BODY_NONE, look_at_case, note_look,
      "getUnregistered", "查看无户口案件", "A case with items, papers and steps: a look with a purpose" },
    { METHOD_POST, "/api/v1/unregistered/{part}/{id}/items", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_change, post_change,
      "changeUnregistered", "补正无户口申报项目", "Put right what is to be entered" },
    { METHOD_POST, "/api/v1/unregistered/{part}/{id}/evidence", MAY_KEEP_REGISTER, NEEDS_KEY, BODY_JSON, read_proof, post_proof,
      "proveUnregistered", "无户口案件收材料", "Add a paper" },
    { METHOD_POST, "/api/v1/unregistered/{part}/{id}/steps", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_step, post_step,
      "stepUnregistered", "派出所办理无户口案件", "A step of the station" },
    { METHOD_POST, "/api/v1/unregistered/{part}/{id}/county-steps", MAY_DECIDE_COUNTY, NEEDS_VERSION, BODY_JSON, read_step, post_step,
      "stepUnregisteredAtCounty", "分（县）局审核无户口案件", "A step of the bureau" },
    { METHOD_POST, "/api/v1/unregistered/{part}/{id}/city-steps", MAY_DECIDE_CITY, NEEDS_VERSION, BODY_JSON, read_step, post_step,
      "stepUnregisteredAtCity", "市局审批无户口案件", "A step of the city" },
};
/* clang-format on */
const size_t unregistered_route_count = COUNT(unregistered_routes);
