/** Conflicts about numbers: the list, both sides beside each other, evidence, hearing, decision, who is told. */
#include "base/hex.h"
#include "conflict/conflict_view.h"
#include "http/shown.h"

static enum outcome get_conflicts(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct list_query asked = { STR("OPEN"), NO_STR, 100 };
    struct conflicts all;
    TRY(list_query_read(request, &asked));
    TRY(conflicts_list(desk, asked.state, asked.cursor, (int)asked.limit, &all));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < all.count; i++)
        conflict_json(desk, body, &all.at[i]);
    answer_list_end(request, all.next);
    return DONE;
}

static enum outcome answer_conflict(struct http_request *request, int status,
                                    const struct conflict *c)
{
    conflict_json(&request->desk, answer_json(request, status), c);
    answer_version(request, c->ver);
    return DONE;
}

/* ---- opening ---- */

static const struct field open_fields[] = {
    FIELD(conflict_asked, part, "part", FIELD_PART, REQUIRED, 0),
    FIELD(conflict_asked, person, "person", FIELD_ID, REQUIRED, 0),
    FIELD(conflict_asked, other_part, "otherPart", FIELD_PART, REQUIRED, 0),
    FIELD(conflict_asked, other_person, "otherPerson", FIELD_ID, REQUIRED, 0),
    FIELD(conflict_asked, one_person, "onePerson", FIELD_BOOL, OPTIONAL, 0),
};

static enum outcome read_open(struct http_request *request)
{
    struct conflict_asked *asked = NEW(request->desk.arena, struct conflict_asked);
    request->plan = asked;
    return body_read(&request->desk, request->body, open_fields, COUNT(open_fields), asked);
}

static enum outcome post_conflict(struct http_request *request)
{
    struct conflict c;
    TRY(conflict_open(&request->desk, request->plan, &c));
    return answer_conflict(request, 201, &c);
}

/* ---- looking ---- */

static enum outcome look_at_conflict(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct conflict_view *view = NEW(desk->arena, struct conflict_view);
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(conflict_view_load(desk, part, id, view));
    conflict_view_json(desk, answer_json(request, 200), view);
    answer_version(request, view->conflict.ver);
    return DONE;
}

/** The look is on record before anybody sees the two. */
static enum outcome note_look(struct http_request *request)
{
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    return conflict_seen(&request->desk, part, id);
}

/* ---- evidence ---- */

struct evidence_body {
    struct evidence_asked asked;
    struct str hash; /* hexadecimal */
};
static const struct field evidence_fields[] = {
    FIELD(evidence_body, asked.side, "side", FIELD_INT, REQUIRED, 2),
    FIELD(evidence_body, asked.kind, "kind", FIELD_TEXT, REQUIRED, 20),
    FIELD(evidence_body, asked.since, "since", FIELD_DAY, OPTIONAL, 0),
    FIELD(evidence_body, asked.text, "text", FIELD_TEXT, REQUIRED, 1000),
    FIELD(evidence_body, hash, "hash", FIELD_TEXT, OPTIONAL, 64),
};

static enum outcome read_evidence(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct evidence_body *body = NEW(desk->arena, struct evidence_body);
    body->asked.since = NO_DAY;
    request->plan = body;
    TRY(params_record(request, &body->asked.part, &body->asked.id));
    TRY(body_read(desk, request->body, evidence_fields, COUNT(evidence_fields), body));
    if (!body->hash.len)
        return DONE;
    unsigned char *bytes = arena_bytes(desk->arena, 32);
    if (!hex_read(body->hash, bytes, 32))
        return refuse_field(desk, NO_ITEM_WRONG, "/hash");
    body->asked.hash = str_from(bytes, 32);
    return DONE;
}

static enum outcome post_evidence(struct http_request *request)
{
    const struct evidence_body *body = request->plan;
    struct conflict c;
    TRY(conflict_add_evidence(&request->desk, &body->asked, &c));
    return answer_conflict(request, 201, &c);
}

/* ---- the hearing, the decision ---- */

static const struct field step_fields[] = {
    FIELD(conflict_step_asked, step, "step", FIELD_TEXT, REQUIRED, 20),
    FIELD(conflict_step_asked, keeper, "keeper", FIELD_INT, OPTIONAL, 2),
    FIELD(conflict_step_asked, note, "note", FIELD_TEXT, OPTIONAL, 1000),
};

static enum outcome read_step(struct http_request *request)
{
    struct conflict_step_asked *asked = NEW(request->desk.arena, struct conflict_step_asked);
    request->plan = asked;
    TRY(params_record(request, &asked->part, &asked->id));
    return body_read(&request->desk, request->body, step_fields, COUNT(step_fields), asked);
}

static enum outcome post_step(struct http_request *request)
{
    struct conflict c;
    TRY(conflict_step(&request->desk, request->plan, &c));
    return answer_conflict(request, 200, &c);
}

static const struct field decision_fields[] = {
    FIELD(conflict_decision, keeper, "keeper", FIELD_INT, REQUIRED, 2),
    FIELD(conflict_decision, new_number, "newNumber", FIELD_TEXT, OPTIONAL, 18),
    FIELD(conflict_decision, note, "note", FIELD_TEXT, OPTIONAL, 1000),
};

static enum outcome read_decision(struct http_request *request)
{
    struct conflict_decision *asked = NEW(request->desk.arena, struct conflict_decision);
    request->plan = asked;
    TRY(params_record(request, &asked->part, &asked->id));
    return body_read(&request->desk, request->body, decision_fields, COUNT(decision_fields), asked);
}

static enum outcome post_decision(struct http_request *request)
{
    struct conflict c;
    TRY(conflict_decide(&request->desk, request->plan, &c));
    return answer_conflict(request, 200, &c);
}

static enum outcome post_escalation(struct http_request *request)
{
    int64_t count = 0;
    TRY(conflicts_escalate(&request->desk, &count));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_int(body, "count", count);
    json_close(body, '}');
    return DONE;
}

/* ---- who is told ---- */

struct told_body {
    int32_t part;
    int64_t id;
    struct str note;
};
static const struct field told_fields[] = {
    FIELD(told_body, note, "note", FIELD_TEXT, OPTIONAL, 200),
};

static enum outcome read_told(struct http_request *request)
{
    struct told_body *body = NEW(request->desk.arena, struct told_body);
    request->plan = body;
    TRY(params_record(request, &body->part, &body->id));
    return body_read(&request->desk, request->body, told_fields, COUNT(told_fields), body);
}

static enum outcome post_told(struct http_request *request)
{
    const struct told_body *body = request->plan;
    struct number_notice n;
    TRY(notice_told(&request->desk, body->part, body->id, body->note, &n));
    notice_json(&request->desk, answer_json(request, 200), &n);
    answer_version(request, n.ver);
    return DONE;
}

/* clang-format off */
const struct route conflict_routes[] = {
    { METHOD_GET, "/api/v1/conflicts", MAY_SETTLE_NUMBERS, 0, BODY_NONE, get_conflicts, NULL,
      "listConflicts", "号码争议", "Conflicts with a side in reach, the oldest limit first" },
    { METHOD_POST, "/api/v1/conflicts", MAY_SETTLE_NUMBERS, NEEDS_KEY, BODY_JSON, read_open, post_conflict,
      "openConflict", "号码争议立案", "Open a conflict between two persons" },
    { METHOD_POST, "/api/v1/conflicts/escalation", MAY_SETTLE_NUMBERS, 0, BODY_EMPTY, NULL, post_escalation,
      "escalateConflicts", "超期报市局", "Bring before the city what is past its limit" },
    { METHOD_GET, "/api/v1/conflicts/{part}/{id}", MAY_SETTLE_NUMBERS, NEEDS_PURPOSE, BODY_NONE, look_at_conflict, note_look,
      "getConflict", "查看号码争议", "Both persons, evidence, steps and the proposal: a look with a purpose" },
    { METHOD_POST, "/api/v1/conflicts/{part}/{id}/evidence", MAY_SETTLE_NUMBERS, NEEDS_KEY, BODY_JSON, read_evidence, post_evidence,
      "addEvidence", "号码争议举证", "Add evidence for one side" },
    { METHOD_POST, "/api/v1/conflicts/{part}/{id}/steps", MAY_SETTLE_NUMBERS, NEEDS_VERSION, BODY_JSON, read_step, post_step,
      "stepConflict", "号码争议协查", "Ask, answer, agree, dispute, escalate" },
    { METHOD_POST, "/api/v1/conflicts/{part}/{id}/decision", MAY_SETTLE_NUMBERS, NEEDS_VERSION, BODY_JSON, read_decision, post_decision,
      "decideConflict", "号码争议裁定", "Decide who keeps the number" },
    { METHOD_POST, "/api/v1/number-notices/{part}/{id}/told", MAY_SETTLE_NUMBERS, 0, BODY_JSON, read_told, post_told,
      "noticeTold", "已告知", "An agency was told of the new number" },
};
/* clang-format on */
const size_t conflict_route_count = COUNT(conflict_routes);
