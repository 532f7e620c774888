/** Findings of the register's check, and the likely causes of a wrong number. */
#include "http/shown.h"
#include "register/diagnose_case.h"
#include "register/finding.h"
#include "register/see_person.h"

struct finding_asked {
    struct str state, kind, cursor;
    int64_t unit, limit;
};
static const struct field asked_fields[] = {
    FIELD(finding_asked, state, "state", FIELD_TEXT, OPTIONAL, 10),
    FIELD(finding_asked, kind, "kind", FIELD_TEXT, OPTIONAL, 30),
    FIELD(finding_asked, unit, "unit", FIELD_INT, OPTIONAL, 999999999),
    FIELD(finding_asked, cursor, "cursor", FIELD_TEXT, OPTIONAL, 400),
    FIELD(finding_asked, limit, "limit", FIELD_INT, OPTIONAL, 200),
};

static enum outcome get_findings(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct finding_asked asked = { STR("OPEN"), NO_STR, NO_STR, 0, 100 };
    struct findings findings;
    TRY(query_read(desk, request->head->query, asked_fields, COUNT(asked_fields), &asked));
    const struct finding_query query = { asked.state, asked.kind, (int32_t)asked.unit, asked.cursor,
                                         (int)asked.limit };
    TRY(finding_list(desk, &query, &findings));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < findings.count; i++) {
        json_open(body, '{');
        finding_row_json(desk, body, &findings.at[i]);
        json_close(body, '}');
    }
    answer_list_end(request, findings.next);
    return DONE;
}

static void answer_finding(struct http_request *request, const struct finding_row *row)
{
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    finding_row_json(&request->desk, body, row);
    json_close(body, '}');
    answer_version(request, row->finding.ver);
}

static enum outcome get_finding(struct http_request *request)
{
    struct finding_row row;
    int32_t part;
    int64_t id;
    TRY(param_part(request, 0, &part));
    TRY(param_id(request, 1, &id));
    TRY(finding_load(&request->desk, part, id, &row));
    answer_finding(request, &row);
    return DONE;
}

static void put_count(struct buf *body, const struct finding_count *count)
{
    const struct finding_kind_row *kind = finding_kind_of(count->kind);
    json_open(body, '{');
    json_columns(body, finding_count_columns, finding_count_column_count, count);
    json_field_text(body, "zh", kind ? kind->zh : "");
    json_field_text(body, "en", kind ? kind->en : "");
    json_close(body, '}');
}

static enum outcome get_counts(struct http_request *request)
{
    struct finding_counts counts;
    TRY(finding_counts(&request->desk, &counts));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < counts.count; i++)
        put_count(body, &counts.at[i]);
    answer_list_end(request, NO_STR);
    return DONE;
}

static const struct field evidence_fields[] = {
    FIELD(finding_evidence, reason, "reason", FIELD_TEXT, REQUIRED, 200),
};

static enum outcome read_evidence(struct http_request *request)
{
    struct finding_evidence *asked = NEW(request->desk.arena, struct finding_evidence);
    request->plan = asked;
    TRY(param_part(request, 0, &asked->part));
    TRY(param_id(request, 1, &asked->id));
    return body_read(&request->desk, request->body, evidence_fields, COUNT(evidence_fields), asked);
}

static enum outcome post_evidence(struct http_request *request)
{
    struct finding_row row;
    TRY(finding_close_with_evidence(&request->desk, request->plan, &row));
    answer_finding(request, &row);
    return DONE;
}

/* ---- what a wrong number may have been ---- */

static void put_diagnosis(struct buf *body, const struct diagnosis *found)
{
    const struct number_cause_text *cause = number_cause_text(found->cause);
    json_open(body, '{');
    json_field_text(body, "cause", cause->code);
    json_field_text(body, "zh", cause->zh);
    json_field_text(body, "en", cause->en);
    json_field_text(body, "number", found->number);
    json_field_int(body, "at", found->at);
    json_field_int(body, "score", found->score);
    json_key(body, "proofs");
    json_open(body, '[');
    for (unsigned place = 0; place < PROOF_BITS; place++)
        if (found->proofs >> place & 1) {
            const struct number_cause_text *proof = number_proof_text(place);
            json_open(body, '{');
            json_field_text(body, "proof", proof->code);
            json_field_text(body, "zh", proof->zh);
            json_field_text(body, "en", proof->en);
            json_close(body, '}');
        }
    json_close(body, ']');
    json_close(body, '}');
}

static enum outcome look_at_case(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct case_diagnosis *diagnosis = NEW(desk->arena, struct case_diagnosis);
    int32_t part;
    int64_t id;
    TRY(param_part(request, 0, &part));
    TRY(param_id(request, 1, &id));
    TRY(number_case_diagnose(desk, part, id, diagnosis));
    request->plan = diagnosis;
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < diagnosis->count; i++)
        put_diagnosis(body, &diagnosis->at[i]);
    answer_list_end(request, NO_STR);
    return DONE;
}

/** It shows numbers the person may have: a look like any other. */
static enum outcome note_case(struct http_request *request)
{
    const struct case_diagnosis *diagnosis = request->plan;
    return person_seen(&request->desk, diagnosis->part, diagnosis->person);
}

/* clang-format off */
const struct route finding_routes[] = {
    { METHOD_GET, "/api/v1/findings", MAY_SEE_PERSONS, 0, BODY_NONE, get_findings, NULL,
      "listFindings", "存疑清单", "Findings of the register's check within reach, the oldest first" },
    { METHOD_GET, "/api/v1/findings/counts", MAY_SEE_PERSONS, 0, BODY_NONE, get_counts, NULL,
      "countFindings", "未办存疑数", "How many findings are open within reach, by kind and severity" },
    { METHOD_GET, "/api/v1/findings/{part}/{id}", MAY_SEE_PERSONS, 0, BODY_NONE, get_finding, NULL,
      "getFinding", "查看存疑", "One finding" },
    { METHOD_POST, "/api/v1/findings/{part}/{id}/evidence", MAY_SEE_PERSONS, NEEDS_VERSION, BODY_JSON,
      read_evidence, post_evidence,
      "closeFinding", "凭依据办结存疑", "Close a finding by evidence" },
    { METHOD_GET, "/api/v1/number-cases/{part}/{id}/diagnosis", MAY_SETTLE_NUMBERS, NEEDS_PURPOSE, BODY_NONE,
      look_at_case, note_case,
      "diagnoseNumberCase", "号码成因分析", "Likely causes of a wrong number, with candidates and proofs" },
};
/* clang-format on */
const size_t finding_route_count = COUNT(finding_routes);
