#include "http/request.h"

static void begin(struct http_request *request, int status, const char *type)
{
    struct http_answer *answer = &request->answer;
    answer->status = status;
    answer->type = type;
    answer->borrowed = NO_STR;
    answer->own_lines = false;
    buf_clear(&answer->body);
    buf_clear(&answer->lines);
}

struct buf *answer_json(struct http_request *request, int status)
{
    begin(request, status, "application/json");
    return &request->answer.body;
}

void answer_nothing(struct http_request *request)
{
    begin(request, 204, NULL);
}

void answer_bytes(struct http_request *request, const char *type, struct str bytes)
{
    begin(request, 200, type);
    request->answer.borrowed = bytes;
}

void answer_line(struct http_request *request, const char *name, struct str value)
{
    struct buf *lines = &request->answer.lines;
    ASSERT(str_find_byte(value, '\n') == value.len && str_find_byte(value, '\r') == value.len);
    buf_text(lines, name);
    buf_add(lines, STR(": "));
    buf_add(lines, value);
    buf_add(lines, STR("\r\n"));
}

void answer_version(struct http_request *request, int64_t version)
{
    char text[24];
    snprintf(text, sizeof text, "\"%lld\"", (long long)version);
    answer_line(request, "ETag", str_of(text));
}

/** One entry, when a field is to blame. */
static void put_errors(struct buf *body, const struct problem *why, const struct refusal_text *text)
{
    json_key(body, "errors");
    json_open(body, '[');
    if (why->pointer.len) {
        json_open(body, '{');
        json_field_str(body, "pointer", why->pointer);
        json_field_text(body, "code", text->code);
        json_field_str(body, "detail", why->detail);
        json_close(body, '}');
    }
    json_close(body, ']');
}

void answer_problem(struct http_request *request)
{
    const struct problem *why = &request->desk.why;
    const struct refusal_text *text = refusal_text(why->refusal ? why->refusal : NO_NOT_NOW);
    begin(request, text->status, "application/problem+json");
    struct buf *body = &request->answer.body;
    json_open(body, '{');
    json_key(body, "type");
    buf_printf(body, "\"urn:jumin:problem:%s\"", text->name);
    json_field_text(body, "title", text->zh);
    json_field_str(body, "detail", why->detail.len ? why->detail : str_of(text->zh));
    json_field_text(body, "titleEn", text->en);
    json_field_text(body, "code", text->code);
    json_field_int(body, "status", text->status);
    if (why->incident)
        json_field_int(body, "incident", why->incident);
    put_errors(body, why, text);
    json_close(body, '}');
    if (text->status == 503 || text->status == 429)
        answer_line(request, "Retry-After", STR("2"));
}

struct buf *answer_list(struct http_request *request)
{
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_key(body, "items");
    json_open(body, '[');
    return body;
}

void answer_list_end(struct http_request *request, struct str next)
{
    struct buf *body = &request->answer.body;
    json_close(body, ']');
    json_field_str(body, "next", next);
    json_close(body, '}');
}

enum outcome param_id(struct http_request *request, size_t index, int64_t *out)
{
    struct str s = request->params[index];
    int64_t id;
    if (s.len == 0 || s.len > 19 || !str_to_int(s, &id) || id < 0)
        return refuse(&request->desk, NO_NOT_FOUND);
    *out = id;
    return DONE;
}

enum outcome param_part(struct http_request *request, size_t index, int32_t *out)
{
    int64_t n = 0;
    TRY(param_id(request, index, &n));
    if (n < 100000000 || n > 999999999)
        return refuse(&request->desk, NO_NOT_FOUND);
    *out = (int32_t)n;
    return DONE;
}

enum outcome params_record(struct http_request *request, int32_t *part, int64_t *id)
{
    TRY(param_part(request, 0, part));
    return param_id(request, 1, id);
}

enum outcome list_query_read(struct http_request *request, struct list_query *asked)
{
    static const struct field fields[] = {
        FIELD(list_query, state, "state", FIELD_TEXT, OPTIONAL, 20),
        FIELD(list_query, cursor, "cursor", FIELD_TEXT, OPTIONAL, 400),
        FIELD(list_query, limit, "limit", FIELD_INT, OPTIONAL, 200),
    };
    return query_read(&request->desk, request->head->query, fields, COUNT(fields), asked);
}
