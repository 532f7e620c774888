/* The reader of heads: what it takes apart, and everything two readers could understand
 * differently. */
#include "http/head.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static enum head_verdict read_text(const char *text, struct http_head *out)
{
    return head_read(str_of(text), 0, out);
}

static void a_head_is_taken_apart(void **state)
{
    struct http_head head;
    (void)state;
    assert_int_equal(read_text("POST /api/v1/x/%E7%8E%8B?a=1&b=?2 HTTP/1.1\r\n"
                               "hOsT: here\r\nCookie:  a=b; c=d \r\nX-Unknown:\r\n"
                               "Content-Length: 12\r\nIf-Match: \"3\"\r\n\r\n{}",
                               &head),
                     HEAD_WHOLE);
    assert_int_equal(head.method, METHOD_POST);
    assert_true(str_is(head.path, "/api/v1/x/%E7%8E%8B"));
    assert_true(str_is(head.query, "a=1&b=?2"));
    assert_true(str_is(head.line[LINE_COOKIE], "a=b; c=d"));
    assert_true(str_is(head.line[LINE_IF_MATCH], "\"3\""));
    assert_null(head.line[LINE_PURPOSE].at);
    assert_int_equal(head.content_length, 12);
    assert_true(head.keep_alive);
    assert_int_equal(head.minor, 1);
}

#define GET  "GET / HTTP/1.1\r\nHost: h\r\n"
#define POST "POST / HTTP/1.1\r\nHost: h\r\n"

static void what_could_be_understood_differently_is_refused(void **state)
{
    static const char *const broken[] = {
        POST "Transfer-Encoding: chunked\r\n\r\n",
        POST "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
        POST "Transfer-Encoding: identity\r\n\r\n",
        POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\n",
        POST "Content-Length: 3, 3\r\n\r\n",
        POST "Content-Length: +3\r\n\r\n",
        POST "Content-Length: -3\r\n\r\n",
        POST "Content-Length: 0x3\r\n\r\n",
        POST "Content-Length:\r\n\r\n",
        POST "Content-Length: 9999999999999999\r\n\r\n",
        POST "Content-Length : 3\r\n\r\n",
        GET "Content-Length: 3\r\n\r\n",
        "DELETE / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n",
        "GET / HTTP/1.1\nHost: h\r\n\r\n",
        GET "A: b\nC: d\r\n\r\n",
        GET "A: b\r c\r\n\r\n",
        GET "A: b\r\n c\r\n\r\n",
        GET " A: b\r\n\r\n",
        GET ": b\r\n\r\n",
        GET "A\r\n\r\n",
        GET "A: \x01\r\n\r\n",
        GET "Host: i\r\n\r\n",
        GET "Cookie: a\r\ncookie: b\r\n\r\n",
        GET "Expect: more\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\n\r\n",
        "GET /  HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: h\r\n\r\n",
        "GET /\r\nHost: h\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
        "GET / HTTP/1.10\r\nHost: h\r\n\r\n",
        "GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /\xE7\x8E\x8B HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /a\\b HTTP/1.1\r\nHost: h\r\n\r\n",
        "G(T / HTTP/1.1\r\nHost: h\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: h\r\n\r\n",
        "\r\n\r\n",
    };
    struct http_head head;
    (void)state;
    for (size_t i = 0; i < COUNT(broken); i++)
        if (read_text(broken[i], &head) != HEAD_BROKEN)
            fail_msg("taken: %s", broken[i]);
}

static void a_connection_ends_when_one_side_says_so(void **state)
{
    static const struct {
        const char *text;
        bool keep_alive;
    } cases[] = {
        { GET "\r\n", true },
        { GET "Connection: close\r\n\r\n", false },
        { GET "Connection: x, CLOSE\r\n\r\n", false },
        { GET "Connection: keep-alive\r\n\r\n", true },
        { "GET / HTTP/1.0\r\n\r\n", false },
    };
    struct http_head head;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(read_text(cases[i].text, &head), HEAD_WHOLE);
        assert_int_equal(head.keep_alive, cases[i].keep_alive);
    }
}

/** Byte by byte, as a slow line brings it. */
static void a_head_may_come_in_pieces(void **state)
{
    static const char text[] = POST "Content-Length: 2\r\n\r\n{}";
    struct http_head head;
    size_t whole = sizeof text - 3;
    (void)state;
    for (size_t n = 0; n < whole; n++)
        assert_int_equal(head_read(str_from(text, n), n ? n - 1 : 0, &head), HEAD_MORE);
    assert_int_equal(head_read(str_from(text, whole), whole - 1, &head), HEAD_WHOLE);
    assert_int_equal(head.len, whole);
}

static void a_head_has_an_end(void **state)
{
    static char text[HEAD_MAX + 64] = GET "A: ";
    struct http_head head;
    (void)state;
    memset(text + strlen(text), 'x', sizeof text - strlen(text) - 1);
    assert_int_equal(head_read(str_from(text, HEAD_MAX), 0, &head), HEAD_MORE);
    assert_int_equal(head_read(str_from(text, HEAD_MAX + 1), 0, &head), HEAD_TOO_LONG);
    memcpy(text + HEAD_MAX - 2, "\r\n\r\n", 4);
    assert_int_equal(head_read(str_from(text, HEAD_MAX + 2), HEAD_MAX, &head), HEAD_TOO_LONG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_head_is_taken_apart),
        cmocka_unit_test(what_could_be_understood_differently_is_refused),
        cmocka_unit_test(a_connection_ends_when_one_side_says_so),
        cmocka_unit_test(a_head_may_come_in_pieces),
        cmocka_unit_test(a_head_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
