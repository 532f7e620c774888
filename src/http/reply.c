/** The head of an answer. */
#include "http/inside.h"
#include "http/routes.h"

/* Answers of the API hold data of persons: no browser and no proxy keeps them. Pages bring lines of
 * their own. */
static const char api_lines[] = "Cache-Control: no-store\r\n"
                                "X-Content-Type-Options: nosniff\r\n"
                                "Referrer-Policy: no-referrer\r\n"
                                "Content-Security-Policy: default-src 'none'; "
                                "style-src 'unsafe-inline'; frame-ancestors 'self'\r\n";

static const char *reason_of(int status)
{
    static const char *const reasons[] = {
        [200] = "OK",
        [201] = "Created",
        [202] = "Accepted",
        [204] = "No Content",
        [304] = "Not Modified",
        [400] = "Bad Request",
        [401] = "Unauthorized",
        [403] = "Forbidden",
        [404] = "Not Found",
        [405] = "Method Not Allowed",
        [409] = "Conflict",
        [412] = "Precondition Failed",
        [413] = "Content Too Large",
        [415] = "Unsupported Media Type",
        [422] = "Unprocessable Content",
        [423] = "Locked",
        [428] = "Precondition Required",
        [429] = "Too Many Requests",
        [431] = "Request Header Fields Too Large",
        [503] = "Service Unavailable",
    };
    ASSERT(status >= 200 && (size_t)status < COUNT(reasons) && reasons[status]);
    return reasons[status];
}

static struct str content_of(const struct http_answer *answer)
{
    return answer->borrowed.at ? answer->borrowed : buf_str(&answer->body);
}

static void put_content_lines(struct buf *out, const struct http_answer *answer)
{
    if (answer->type) {
        buf_add(out, STR("Content-Type: "));
        buf_text(out, answer->type);
        buf_add(out, STR("\r\n"));
    }
    if (answer->status == 204 || answer->status == 304)
        return;
    buf_add(out, STR("Content-Length: "));
    buf_int(out, answer->type ? (int64_t)content_of(answer).len : 0);
    buf_add(out, STR("\r\n"));
}

struct str reply_head(const struct connection *c, struct http_request *request)
{
    const struct http_answer *answer = &request->answer;
    struct buf *out = &request->out;
    buf_clear(out);
    buf_add(out, STR("HTTP/1.1 "));
    buf_int(out, answer->status);
    buf_byte(out, ' ');
    buf_text(out, reason_of(answer->status));
    buf_add(out, STR("\r\nDate: "));
    buf_text(out, c->server->date);
    buf_add(out, STR("\r\n"));
    put_content_lines(out, answer);
    if (c->close)
        buf_add(out, STR("Connection: close\r\n"));
    if (!answer->own_lines)
        buf_add(out, str_from(api_lines, sizeof api_lines - 1));
    buf_add(out, buf_str(&answer->lines));
    buf_add(out, STR("\r\n"));
    bool content = answer->type && answer->status != 304 && c->head.method != METHOD_HEAD;
    return content ? content_of(answer) : NO_STR;
}
