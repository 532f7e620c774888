/** Probable same persons: checks with a decided purpose, runs over the live register, pairs and what is decided about them. */
#include "http/shown.h"
#include "same/see_pair.h"

/* ---- checks ---- */

static enum outcome get_checks(struct http_request *request)
{
    struct list_query asked = { NO_STR, NO_STR, 50 };
    struct same_checks all;
    TRY(list_query_read(request, &asked));
    TRY(same_checks_list(&request->desk, asked.cursor, (int)asked.limit, &all));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < all.count; i++)
        same_check_json(&request->desk, body, &all.at[i]);
    answer_list_end(request, all.next);
    return DONE;
}

static enum outcome answer_check(struct http_request *request, int status,
                                 const struct same_check *check)
{
    same_check_json(&request->desk, answer_json(request, status), check);
    answer_version(request, check->ver);
    return DONE;
}

static const struct field ask_fields[] = {
    FIELD(same_check_asked, unit, "unit", FIELD_PART, REQUIRED, 0),
    FIELD(same_check_asked, ground, "ground", FIELD_TEXT, REQUIRED, 20),
    FIELD(same_check_asked, purpose, "purpose", FIELD_TEXT, REQUIRED, 1000),
};

static enum outcome read_ask(struct http_request *request)
{
    struct same_check_asked *asked = NEW(request->desk.arena, struct same_check_asked);
    request->plan = asked;
    return body_read(&request->desk, request->body, ask_fields, COUNT(ask_fields), asked);
}

static enum outcome post_check(struct http_request *request)
{
    struct same_check check;
    TRY(same_check_ask(&request->desk, request->plan, &check));
    return answer_check(request, 201, &check);
}

static const struct field verdict_fields[] = {
    FIELD(same_check_verdict, good, "good", FIELD_BOOL, REQUIRED, 0),
    FIELD(same_check_verdict, note, "note", FIELD_TEXT, OPTIONAL, 1000),
};

static enum outcome read_verdict(struct http_request *request)
{
    struct same_check_verdict *asked = NEW(request->desk.arena, struct same_check_verdict);
    request->plan = asked;
    TRY(params_record(request, &asked->part, &asked->id));
    return body_read(&request->desk, request->body, verdict_fields, COUNT(verdict_fields), asked);
}

static enum outcome post_verdict(struct http_request *request)
{
    struct same_check check;
    TRY(same_check_decide(&request->desk, request->plan, &check));
    return answer_check(request, 200, &check);
}

static enum outcome post_closing(struct http_request *request)
{
    struct same_check check;
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(same_check_close(&request->desk, part, id, &check));
    return answer_check(request, 200, &check);
}

/* ---- runs ---- */

static enum outcome get_runs(struct http_request *request)
{
    struct list_query asked = { NO_STR, NO_STR, 20 };
    struct link_runs all;
    TRY(list_query_read(request, &asked));
    TRY(link_runs_list(&request->desk, asked.cursor, (int)asked.limit, &all));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < all.count; i++)
        link_run_json(&request->desk, body, &all.at[i]);
    answer_list_end(request, all.next);
    return DONE;
}

/** Commits some pairs at a time on a connection of its own, so it is no half of the writer's. */
static enum outcome run_for(struct http_request *request, const char *kind)
{
    struct live_order order = { .of_kind = str_of(kind), .clock = instant_now };
    struct link_run run;
    TRY(params_record(request, &order.part, &order.id));
    TRY(link_live(&request->desk, &order, &run));
    link_run_json(&request->desk, answer_json(request, 200), &run);
    return DONE;
}

static enum outcome post_check_run(struct http_request *request)
{
    return run_for(request, "CHECK");
}

static enum outcome post_case_run(struct http_request *request)
{
    return run_for(request, "CASE");
}

/* ---- pairs ---- */

enum { FIRST_SIDE = 1, SECOND_SIDE = 2, BOTH_SIDES_SHOWN = 3 };

static enum outcome get_pairs(struct http_request *request)
{
    struct list_query asked = { STR("OPEN"), NO_STR, 50 };
    struct same_pairs all;
    TRY(list_query_read(request, &asked));
    TRY(same_pairs_list(&request->desk, asked.state, asked.cursor, (int)asked.limit, &all));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < all.count; i++)
        same_pair_row_json(&request->desk, body, &all.at[i], BOTH_SIDES_SHOWN);
    answer_list_end(request, all.next);
    return DONE;
}

/** The station sees the one that is to end, and not the other. */
static enum outcome get_waiting(struct http_request *request)
{
    struct list_query asked = { NO_STR, NO_STR, 50 };
    struct same_pairs all;
    TRY(list_query_read(request, &asked));
    TRY(same_pairs_waiting(&request->desk, asked.cursor, (int)asked.limit, &all));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < all.count; i++)
        same_pair_row_json(&request->desk, body, &all.at[i],
                           all.at[i].pair.ending == 1 ? FIRST_SIDE : SECOND_SIDE);
    answer_list_end(request, all.next);
    return DONE;
}

static enum outcome get_counts(struct http_request *request)
{
    struct same_pair_count *all;
    size_t count;
    TRY(same_pair_counts(&request->desk, &all, &count));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < count; i++) {
        json_open(body, '{');
        json_field_str(body, "state", all[i].state);
        json_field_int(body, "count", all[i].count);
        json_field_day(body, "oldest", all[i].oldest);
        json_close(body, '}');
    }
    answer_list_end(request, NO_STR);
    return DONE;
}

static enum outcome look_at_pair(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct same_pair_view *view = NEW(desk->arena, struct same_pair_view);
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    TRY(same_pair_view_load(desk, part, id, view));
    same_pair_view_json(desk, answer_json(request, 200), view);
    answer_version(request, view->pair.ver);
    return DONE;
}

/** The look is on record before anybody sees the two. */
static enum outcome note_look(struct http_request *request)
{
    int32_t part;
    int64_t id;
    TRY(params_record(request, &part, &id));
    return same_pair_seen(&request->desk, part, id);
}

static enum outcome answer_pair(struct http_request *request, const struct same_pair *pair)
{
    same_pair_json(&request->desk, answer_json(request, 200), pair);
    answer_version(request, pair->ver);
    return DONE;
}

/* ---- what is decided ---- */

static const struct field decision_fields[] = {
    FIELD(same_verdict, verdict, "verdict", FIELD_TEXT, REQUIRED, 20),
    FIELD(same_verdict, reason, "reason", FIELD_TEXT, REQUIRED, 1000),
    FIELD(same_verdict, way, "way", FIELD_TEXT, OPTIONAL, 20),
    FIELD(same_verdict, ending, "ending", FIELD_INT, OPTIONAL, 2),
};

static enum outcome read_decision(struct http_request *request)
{
    struct same_verdict *asked = NEW(request->desk.arena, struct same_verdict);
    request->plan = asked;
    TRY(params_record(request, &asked->part, &asked->id));
    return body_read(&request->desk, request->body, decision_fields, COUNT(decision_fields), asked);
}

static enum outcome post_decision(struct http_request *request)
{
    struct same_pair pair;
    TRY(same_pair_decide(&request->desk, request->plan, &pair));
    return answer_pair(request, &pair);
}

struct undo_body {
    int32_t part;
    int64_t id;
    struct str reason;
};
static const struct field undo_fields[] = {
    FIELD(undo_body, reason, "reason", FIELD_TEXT, REQUIRED, 1000),
};

static enum outcome read_undo(struct http_request *request)
{
    struct undo_body *body = NEW(request->desk.arena, struct undo_body);
    request->plan = body;
    TRY(params_record(request, &body->part, &body->id));
    return body_read(&request->desk, request->body, undo_fields, COUNT(undo_fields), body);
}

static enum outcome post_undo(struct http_request *request)
{
    const struct undo_body *body = request->plan;
    struct same_pair pair;
    TRY(same_pair_undo(&request->desk, body->part, body->id, body->reason, &pair));
    return answer_pair(request, &pair);
}

static const struct field cancel_fields[] = {
    FIELD(same_cancel, papers, "papers", FIELD_TEXT, REQUIRED, 500),
    FIELD(same_cancel, applicant, "applicant", FIELD_TEXT, REQUIRED, 100),
    FIELD(same_cancel, applicant_relation, "applicantRelation", FIELD_TEXT, OPTIONAL, 10),
    FIELD(same_cancel, phone, "phone", FIELD_TEXT, OPTIONAL, 30),
    FIELD(same_cancel, new_head, "newHeadNumber", FIELD_TEXT, OPTIONAL, 18),
};

static enum outcome read_cancel(struct http_request *request)
{
    struct same_cancel *asked = NEW(request->desk.arena, struct same_cancel);
    request->plan = asked;
    TRY(params_record(request, &asked->part, &asked->id));
    return body_read(&request->desk, request->body, cancel_fields, COUNT(cancel_fields), asked);
}

static enum outcome post_cancel(struct http_request *request)
{
    struct same_pair pair;
    TRY(same_pair_cancel(&request->desk, request->plan, &pair));
    return answer_pair(request, &pair);
}

/* clang-format off */
const struct route same_routes[] = {
    { METHOD_GET, "/api/v1/same-checks", MAY_SEE_PERSONS, 0, BODY_NONE, get_checks, NULL,
      "listSameChecks", "重户核查", "Checks for same persons within reach, the newest first" },
    { METHOD_POST, "/api/v1/same-checks", MAY_SETTLE_NUMBERS, NEEDS_KEY, BODY_JSON, read_ask, post_check,
      "askSameCheck", "提请重户核查", "Put a check for same persons forward" },
    { METHOD_POST, "/api/v1/same-checks/{part}/{id}/verdict", MAY_DECIDE_CITY, NEEDS_VERSION, BODY_JSON, read_verdict, post_verdict,
      "decideSameCheck", "审定重户核查目的", "Decide the purpose of a check, or refuse it" },
    { METHOD_POST, "/api/v1/same-checks/{part}/{id}/closing", MAY_SETTLE_NUMBERS, NEEDS_VERSION, BODY_EMPTY, NULL, post_closing,
      "closeSameCheck", "结束重户核查", "No more runs for this check" },
    { METHOD_POST, "/api/v1/same-checks/{part}/{id}/runs", MAY_SETTLE_NUMBERS, IS_SLOW | WRITES_ITSELF, BODY_EMPTY, post_check_run, NULL,
      "runSameCheck", "比对人口库", "Compare the live register with itself inside this check" },
    { METHOD_POST, "/api/v1/conflicts/{part}/{id}/runs", MAY_SETTLE_NUMBERS, IS_SLOW | WRITES_ITSELF, BODY_EMPTY, post_case_run, NULL,
      "runConflict", "为案件比对人口库", "Look for other registrations of the two of a conflict" },
    { METHOD_GET, "/api/v1/link-runs", MAY_SEE_PERSONS, 0, BODY_NONE, get_runs, NULL,
      "listLinkRuns", "比对记录", "Runs over the live register within reach, the newest first" },
    { METHOD_GET, "/api/v1/same-pairs", MAY_SETTLE_NUMBERS, 0, BODY_NONE, get_pairs, NULL,
      "listSamePairs", "疑似同一人", "Pairs of one state, the likeliest first; masked" },
    { METHOD_GET, "/api/v1/same-pairs/counts", MAY_SEE_PERSONS, 0, BODY_NONE, get_counts, NULL,
      "countSamePairs", "疑似同一人计数", "How many pairs there are of each state" },
    { METHOD_GET, "/api/v1/same-pairs/waiting", MAY_KEEP_REGISTER, 0, BODY_NONE, get_waiting, NULL,
      "listSameWaiting", "待受理的重复登记注销", "Where one registration is to be cancelled" },
    { METHOD_GET, "/api/v1/same-pairs/{part}/{id}", MAY_SETTLE_NUMBERS, NEEDS_PURPOSE, BODY_NONE, look_at_pair, note_look,
      "getSamePair", "查看疑似同一人", "Both registrations beside each other: a look with a purpose" },
    { METHOD_POST, "/api/v1/same-pairs/{part}/{id}/decision", MAY_SETTLE_NUMBERS, NEEDS_VERSION | NEEDS_PURPOSE, BODY_JSON, read_decision, post_decision,
      "decideSamePair", "裁定疑似同一人", "One person, two persons, or not known" },
    { METHOD_POST, "/api/v1/same-pairs/{part}/{id}/undoing", MAY_SETTLE_NUMBERS, NEEDS_VERSION | NEEDS_PURPOSE, BODY_JSON, read_undo, post_undo,
      "undoSamePair", "撤回裁定", "Take the last decision back" },
    { METHOD_POST, "/api/v1/same-pairs/{part}/{id}/cancellation", MAY_KEEP_REGISTER, NEEDS_VERSION, BODY_JSON, read_cancel, post_cancel,
      "cancelSamePair", "受理重复登记注销", "Take in the business that cancels the registration that is to end" },
};
/* clang-format on */
const size_t same_route_count = COUNT(same_routes);
