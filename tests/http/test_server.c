/* The server over real sockets, on each engine: what it takes, what it refuses, and that nobody
 * gets the answer of another. */
#include "http/routes.h"
#include "http/server.h"
#include "support/folder.h"
#include "support/http_client.h"
#include "support/staff.h"
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct test_server *server;
static struct visitor clerk, admin;
static struct http_options options = HTTP_DEFAULTS;

static void serve_and_run(struct test_db *t, void (*run)(void))
{
    staff_open(t);
    options.keys = t->desk.keys;
    server = test_server_start(t->url, &options);
    clerk = log_in(server, "household.clerk", STAFF_PASSWORD);
    admin = log_in(server, "system", STAFF_PASSWORD);
    run();
    assert_int_equal(test_server_stop(server), 0);
    staff_close(t);
}

static void on_engine(enum db_engine engine, void (*run)(void))
{
    struct test_db t;
    if (!test_db_open(&t, engine))
        return;
    serve_and_run(&t, run);
    test_db_close(&t);
}

static void on_each_engine(void (*run)(void))
{
    on_engine(DB_SQLITE, run);
    on_engine(DB_POSTGRES, run);
}

static void expect(struct answer answer, int status, const char *has)
{
    if (answer.status != status || (has && !answer_has(&answer, has)))
        fail_msg("%d instead of %d with %s: " STR_FMT, answer.status, status,
                 has ? has : "anything", STR_ARG(answer_body(&answer)));
    answer_close(&answer);
}

/** Sends the bytes; the answer must have the status, and the connection be closed after it. */
static void expect_closed(const char *bytes, int status)
{
    int fd = client_open(server);
    client_send(fd, str_of(bytes));
    struct answer answer = client_read(fd);
    if (answer.status != status)
        fail_msg("%d instead of %d: %s", answer.status, status, bytes);
    assert_true(answer_has(&answer, "\"code\":\"X-"));
    assert_true(str_is(answer_head(&answer, "Connection"), "close"));
    assert_true(client_sees_end(fd, 5));
    answer_close(&answer);
    client_close(fd);
}

/* ---- the door ---- */

static void sample_path(const struct route *route, char out[256])
{
    size_t n = 0;
    for (const char *p = route->path; *p; p++) {
        if (*p != '{') {
            out[n++] = *p;
            continue;
        }
        p += strcspn(p, "}");
        n += (size_t)snprintf(out + n, 256 - n, "650102011");
    }
    out[n] = '\0';
}

static void ask_every_route_unknown(void)
{
    char path[256];
    for (size_t i = 0; i < route_count(); i++) {
        const struct route *route = route_at(i);
        if (route->right == RIGHT_PUBLIC)
            continue;
        sample_path(route, path);
        struct answer answer =
            ask(server, NULL, http_method_text(route->method), path, NULL, NO_STR);
        if (answer.status != 401)
            fail_msg("%d without login: %s", answer.status, route->operation);
        answer_close(&answer);
    }
}

static void no_route_answers_without_login(void **state)
{
    (void)state;
    on_engine(DB_SQLITE, ask_every_route_unknown);
}

static void log_in_and_out(void)
{
    expect(ask(server, &clerk, "GET", "/api/v1/session", NULL, NO_STR), 200, "\"card.accept\"");
    expect(ask(server, NULL, "POST", "/api/v1/session", NULL,
               STR("{\"login\":\"household.clerk\",\"password\":\"wrong-password-1\"}")),
           401, "P-101");
    expect(ask(server, NULL, "POST", "/api/v1/session", NULL,
               STR("{\"login\":\"nobody\",\"password\":\"wrong-password-1\"}")),
           401, "P-101");
    expect(ask(server, &clerk, "DELETE", "/api/v1/session", NULL, NO_STR), 204, NULL);
    expect(ask(server, &clerk, "GET", "/api/v1/session", NULL, NO_STR), 401, "P-103");
}

static void a_clerk_logs_in_and_out(void **state)
{
    (void)state;
    on_each_engine(log_in_and_out);
}

static void change_password(void)
{
    struct visitor other = log_in(server, "household.clerk", STAFF_PASSWORD);
    expect(ask(server, &clerk, "POST", "/api/v1/session/password", NULL,
               STR("{\"old\":\"" STAFF_PASSWORD "\",\"new\":\"short\"}")),
           400, "P-109");
    expect(ask(server, &clerk, "POST", "/api/v1/session/password", NULL,
               STR("{\"old\":\"not-this-one-9\",\"new\":\"Another-Word-77\"}")),
           401, "P-101");
    expect(ask(server, &clerk, "POST", "/api/v1/session/password", NULL,
               STR("{\"old\":\"" STAFF_PASSWORD "\",\"new\":\"Another-Word-77\"}")),
           204, NULL);
    expect(ask(server, &clerk, "GET", "/api/v1/session", NULL, NO_STR), 200, NULL);
    expect(ask(server, &other, "GET", "/api/v1/session", NULL, NO_STR), 401, NULL);
    log_in(server, "household.clerk", "Another-Word-77");
}

static void a_changed_password_ends_the_other_sessions(void **state)
{
    (void)state;
    on_engine(DB_SQLITE, change_password);
}

static void a_clerks_id(const char *login, char id[24])
{
    char before[80];
    struct answer answer = ask(server, &admin, "GET", "/api/v1/clerks", NULL, NO_STR);
    struct str body = answer_body(&answer);
    snprintf(before, sizeof before, "\"login\":\"%s\"", login);
    size_t at = str_find(body, str_of(before));
    assert_true(at < body.len);
    while (!str_starts(str_cut(body, at, body.len), "\"id\":\""))
        at--;
    struct str value = str_cut(body, at + 6, body.len);
    snprintf(id, 24, STR_FMT, STR_ARG(str_cut(value, 0, str_find_byte(value, '"'))));
    answer_close(&answer);
}

static void lock_a_clerk(void)
{
    char id[24], path[80];
    a_clerks_id("household.clerk", id);
    expect(ask(server, &clerk, "GET", "/api/v1/session", NULL, NO_STR), 200, NULL);
    snprintf(path, sizeof path, "/api/v1/clerks/%s/lock", id);
    expect(ask(server, &admin, "POST", path, NULL, STR("{}")), 204, NULL);
    expect(ask(server, &clerk, "GET", "/api/v1/session", NULL, NO_STR), 401, NULL);
}

static void who_is_locked_out_is_out_at_once(void **state)
{
    (void)state;
    on_each_engine(lock_a_clerk);
}

static void ask_with_a_foreign_token(void)
{
    struct visitor forged = clerk;
    struct visitor audit = log_in(server, "audit", STAFF_PASSWORD);
    snprintf(forged.csrf, sizeof forged.csrf, "forged");
    expect(ask(server, &forged, "DELETE", "/api/v1/session", NULL, NO_STR), 403, "P-104");
    expect(ask(server, &forged, "GET", "/api/v1/session", NULL, NO_STR), 200, NULL);
    expect(ask(server, &clerk, "POST", "/api/v1/clerks", NULL, STR("{}")), 403, "P-403");
    expect(ask(server, &audit, "GET", "/api/v1/journal?verb=right.refused", NULL, NO_STR), 200,
           "/api/v1/clerks");
    expect(ask(server, &audit, "GET", "/api/v1/journal?unit=650102011", NULL, NO_STR), 200,
           "P-104");
}

static void refused_rights_and_forged_tokens_are_entries(void **state)
{
    (void)state;
    on_each_engine(ask_with_a_foreign_token);
}

static void ask_without_what_the_row_wants(void)
{
    static const struct {
        const char *method, *path, *lines, *body;
        int status;
        const char *has;
    } cases[] = {
        { "GET", "/api/v1/persons/650102011/5", NULL, NULL, 400, "P-108" },
        { "GET", "/api/v1/persons/650102011/5", "X-Purpose: %E4%BA\r\n", NULL, 400, "X-432" },
        { "GET", "/api/v1/persons/650102011/5", "X-Purpose: %E5%8A%9E%E8%AF%81\r\n", NULL, 404,
          "R-101" },
        { "GET", "/api/v1/persons/abc/5", "X-Purpose: a\r\n", NULL, 404, "X-404" },
        { "POST", "/api/v1/applications", NULL, "{}", 400, "X-423" },
        { "POST", "/api/v1/applications", "Idempotency-Key: 1\r\n", "{}", 400, "X-423" },
        { "POST", "/api/v1/applications/1/void", NULL, "{}", 428, "X-428" },
        { "POST", "/api/v1/applications/1/void", "If-Match: *\r\n", "{}", 400, "X-400" },
        { "POST", "/api/v1/applications/1/void", "If-Match: W/\"1\"\r\n", "{}", 400, "X-400" },
        { "POST", "/api/v1/applications/1/void", "If-Match: \"1\"\r\n", "{\"a\":1}", 400,
          "\"/a\"" },
        { "POST", "/api/v1/applications/1/void", "If-Match: \"1\"\r\n", "{}", 404, "C-101" },
        { "POST", "/api/v1/persons/search", "Content-Type: text/plain\r\n", "{}", 415, "X-415" },
        { "POST", "/api/v1/persons/search", NULL, "{\"nmae\":\"x\"}", 400,
          "\"pointer\":\"/nmae\"" },
        { "POST", "/api/v1/persons/search", NULL, "{\"name\":\"\xC3(\"}", 400, "X-432" },
        { "POST", "/api/v1/persons/search", NULL, "{\"name\":\"a\",\"name\":\"b\"}", 400, "X-400" },
        { "POST", "/api/v1/persons/search", NULL, "{\"limit\":201}", 422, "\"/limit\"" },
        { "POST", "/api/v1/persons/search", NULL, "{\"name\":\"\xE7\x8E\x8B\"}", 400, "P-108" },
        { "GET", "/api/v1/applications?queue=nowhere", NULL, NULL, 422, "?queue" },
        { "GET", "/api/v1/applications?queue=sign&cursor=x", NULL, NULL, 400, "?cursor" },
        { "GET", "/api/v1/nowhere", NULL, NULL, 404, "X-404" },
        { "GET", "/api/v1/session/", NULL, NULL, 404, "X-404" },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(ask(server, &clerk, cases[i].method, cases[i].path, cases[i].lines,
                   str_of(cases[i].body)),
               cases[i].status, cases[i].has);
    struct answer answer = ask(server, &clerk, "PUT", "/api/v1/session", NULL, NO_STR);
    assert_int_equal(answer.status, 405);
    assert_true(str_is(answer_head(&answer, "Allow"), "GET, POST, DELETE"));
    answer_close(&answer);
}

static void what_a_row_wants_is_asked_before_anything_runs(void **state)
{
    (void)state;
    on_each_engine(ask_without_what_the_row_wants);
}

static void close_from_afar(void)
{
    struct visitor audit = log_in(server, "audit", STAFF_PASSWORD);
    const char *lines = "X-Forwarded-For: 10.9.9.9, 192.168.7.9\r\n";
    const char *list = "/api/v1/journal?verb=session.closed";
    expect(ask(server, &clerk, "DELETE", "/api/v1/session", lines, NO_STR), 204, NULL);
    expect(ask(server, &audit, "GET", list, NULL, NO_STR), 200,
           options.behind_proxy ? "\"terminal\":\"192.168.7.9\"" : "\"terminal\":\"127.0.0.1\"");
}

static void a_terminal_is_what_a_proxy_of_ours_says_it_is(void **state)
{
    (void)state;
    on_engine(DB_SQLITE, close_from_afar);
    options.behind_proxy = true;
    on_engine(DB_SQLITE, close_from_afar);
    options.behind_proxy = false;
}

/* ---- once ---- */

#define KEY_LINE "Idempotency-Key: 11111111-2222-4333-8444-555555555555\r\n"

static void send_twice(void)
{
    char id[24], body[200], other[200];
    struct visitor finance = log_in(server, "finance.clerk", STAFF_PASSWORD);
    a_clerks_id("finance.clerk", id);
    snprintf(body, sizeof body, "{\"prefix\":\"A\",\"first\":1,\"last\":50,\"clerk\":\"%s\"}", id);
    snprintf(other, sizeof other, "{\"prefix\":\"A\",\"first\":51,\"last\":99,\"clerk\":\"%s\"}",
             id);
    struct answer first =
        ask(server, &finance, "POST", "/api/v1/receipt-books", KEY_LINE, str_of(body));
    struct answer again =
        ask(server, &finance, "POST", "/api/v1/receipt-books", KEY_LINE, str_of(body));
    assert_int_equal(first.status, 201);
    assert_int_equal(again.status, 201);
    assert_true(str_eq(answer_body(&first), answer_body(&again)));
    assert_true(str_is(answer_head(&again, "Idempotent-Replay"), "true"));
    answer_close(&first);
    answer_close(&again);
    expect(ask(server, &finance, "POST", "/api/v1/receipt-books", KEY_LINE, str_of(other)), 422,
           "X-422");
    expect(ask(server, &finance, "POST", "/api/v1/receipt-books",
               "Idempotency-Key: 11111111-2222-4333-8444-666666666666\r\n", str_of(body)),
           409, "M-106");
}

static void the_same_key_is_done_once(void **state)
{
    (void)state;
    on_each_engine(send_twice);
}

enum { RACERS = 8 };
struct racer {
    struct visitor visitor;
    char body[200];
    struct answer answer;
};

static void *race(void *at)
{
    struct racer *racer = at;
    racer->answer = ask(server, &racer->visitor, "POST", "/api/v1/receipt-books", KEY_LINE,
                        str_of(racer->body));
    return NULL;
}

static void send_at_once(void)
{
    static struct racer racers[RACERS];
    pthread_t threads[RACERS];
    char id[24];
    struct visitor finance = log_in(server, "finance.clerk", STAFF_PASSWORD);
    a_clerks_id("finance.clerk", id);
    for (size_t i = 0; i < RACERS; i++) {
        racers[i].visitor = finance;
        snprintf(racers[i].body, sizeof racers[i].body,
                 "{\"prefix\":\"R\",\"first\":1,\"last\":50,\"clerk\":\"%s\"}", id);
        pthread_create(&threads[i], NULL, race, &racers[i]);
    }
    for (size_t i = 0; i < RACERS; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < RACERS; i++) {
        assert_int_equal(racers[i].answer.status, 201);
        assert_true(str_eq(answer_body(&racers[i].answer), answer_body(&racers[0].answer)));
    }
    for (size_t i = 0; i < RACERS; i++)
        answer_close(&racers[i].answer);
}

static void the_same_key_at_the_same_time_is_done_once(void **state)
{
    (void)state;
    on_each_engine(send_at_once);
}

/* ---- bytes ---- */

static void send_what_two_readers_could_understand_differently(void)
{
    static const char *const broken[] = {
        "POST /api/v1/session HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"
        "Content-Length: 4\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /api/v1/session HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "POST /api/v1/session HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nContent-Length: "
        "5\r\n\r\nabcde",
        "GET /healthz HTTP/1.1\r\nHost: h\r\nContent-Length: 40\r\n\r\n"
        "GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost : h\r\n\r\n",
        "GET /healthz HTTP/1.1\nHost: h\r\n\r\n",
        "HELO mail\r\n\r\n",
    };
    for (size_t i = 0; i < COUNT(broken); i++)
        expect_closed(broken[i], 400);
}

static void nothing_can_be_smuggled(void **state)
{
    (void)state;
    on_engine(DB_SQLITE, send_what_two_readers_could_understand_differently);
}

static void send_too_much(void)
{
    static char head[20000] = "GET /healthz HTTP/1.1\r\nHost: h\r\nX-Long: ";
    memset(head + strlen(head), 'x', sizeof head - strlen(head) - 1);
    expect_closed(head, 431);
    expect_closed("POST /api/v1/session HTTP/1.1\r\nHost: h\r\nContent-Length: 70000\r\n\r\n{",
                  413);
    expect_closed("POST /api/v1/nowhere HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n{", 404);
    expect_closed("POST /api/v1/registers/import HTTP/1.1\r\nHost: h\r\n"
                  "Content-Length: 700000000\r\n\r\n",
                  413);
    /* a large body nobody vouches for is not read at all */
    expect_closed("POST /api/v1/registers/import HTTP/1.1\r\nHost: h\r\nContent-Type: text/csv\r\n"
                  "Content-Length: 500000000\r\n\r\n",
                  401);
}

static void what_is_too_large_is_refused_before_it_is_read(void **state)
{
    (void)state;
    on_engine(DB_SQLITE, send_too_much);
}

static void send_two_at_once(void)
{
    int fd = client_open(server);
    client_send(
        fd, STR("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\nGET /readyz HTTP/1.1\r\nHost: h\r\n\r\n"
                "HEAD /healthz HTTP/1.1\r\nHost: h\r\n\r\n"
                "GET /nowhere.txt HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
    struct buf all = { 0 };
    char piece[4096];
    for (ssize_t n; (n = client_receive(fd, piece, sizeof piece)) > 0;)
        buf_add(&all, str_from(piece, (size_t)n));
    struct str text = buf_str(&all);
    static const char *const order[] = { "\"alive\"", "\"ready\"", "HTTP/1.1 200", "HTTP/1.1 404" };
    for (size_t i = 0; i < COUNT(order); i++) {
        size_t at = str_find(text, str_of(order[i]));
        if (at == text.len)
            fail_msg("not in its turn: %s", order[i]);
        text = str_cut(text, at + 1, text.len);
    }
    buf_close(&all);
    client_close(fd);
}

static void requests_on_one_connection_are_answered_in_turn(void **state)
{
    (void)state;
    on_each_engine(send_two_at_once);
}

static void send_slowly(void)
{
    int slow = client_open(server), whole = client_open(server);
    client_send(slow, STR("GET /healthz HT"));
    client_send(whole,
                STR("POST /api/v1/session HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                    "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
    struct answer answer = client_read(whole);
    assert_int_equal(answer.status, 100);
    answer_close(&answer);
    client_send(whole, STR("{}"));
    answer = client_read(whole);
    assert_int_equal(answer.status, 422);
    answer_close(&answer);
    client_close(whole);
    assert_true(client_sees_end(slow, 14));
    client_close(slow);
}

static void a_head_that_dawdles_is_given_up(void **state)
{
    (void)state;
    on_engine(DB_SQLITE, send_slowly);
}

/* ---- pages ---- */

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "we");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void read_pages(void)
{
    static const char *const elsewhere[] = {
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/.hidden",
        "/assets/.hidden",
        "//etc/passwd",
        "/assets",
        "/a%00.js",
        "/assets/..\\a.txt",
        "/secret.txt",
    };
    struct answer page = ask(server, NULL, "GET", "/", NULL, NO_STR);
    assert_int_equal(page.status, 200);
    assert_true(answer_has(&page, "<p>home"));
    struct str policy = answer_head(&page, "Content-Security-Policy");
    assert_true(str_starts(policy, "default-src 'self'; "));
    char line[200];
    snprintf(line, sizeof line, "If-None-Match: " STR_FMT "\r\n",
             STR_ARG(answer_head(&page, "ETag")));
    answer_close(&page);
    expect(ask(server, NULL, "GET", "/", line, NO_STR), 304, NULL);
    expect(ask(server, NULL, "GET", "/some/page", NULL, NO_STR), 200, "<p>home");
    expect(ask(server, NULL, "GET", "/assets/a.js", NULL, NO_STR), 200, "plain");
    struct answer zipped =
        ask(server, NULL, "GET", "/assets/a.js", "Accept-Encoding: br, gzip\r\n", NO_STR);
    assert_true(answer_has(&zipped, "zipped"));
    assert_true(str_is(answer_head(&zipped, "Content-Encoding"), "gzip"));
    answer_close(&zipped);
    for (size_t i = 0; i < COUNT(elsewhere); i++) {
        struct answer answer = ask(server, NULL, "GET", elsewhere[i], NULL, NO_STR);
        if (answer.status == 200 && answer_has(&answer, "secret"))
            fail_msg("read: %s", elsewhere[i]);
        answer_close(&answer);
    }
}

static void pages_come_from_their_folder_only(void **state)
{
    SCOPED(folder) folder = folder_open();
    char web[200], assets[220];
    (void)state;
    snprintf(web, sizeof web, "%s/web", folder.path);
    snprintf(assets, sizeof assets, "%s/assets", web);
    assert_int_equal(mkdir(web, 0755), 0);
    assert_int_equal(mkdir(assets, 0755), 0);
    write_file(folder.path, "secret.txt", "secret");
    write_file(web, "index.html", "<p>home");
    write_file(web, ".hidden", "secret");
    write_file(assets, ".hidden", "secret");
    write_file(assets, "a.js", "plain");
    write_file(assets, "a.js.gz", "zipped");
    options.web = web;
    on_engine(DB_SQLITE, read_pages);
    options.web = NULL;
}

/* ---- the end ---- */

static void *log_in_late(void *at)
{
    *(struct answer *)at = ask(server, NULL, "POST", "/api/v1/session", NULL,
                               STR("{\"login\":\"reviewer\",\"password\":\"" STAFF_PASSWORD "\"}"));
    return NULL;
}

static void what_is_under_way_is_answered_before_the_end(void **state)
{
    struct test_db t;
    struct answer answers[RACERS] = { 0 };
    pthread_t threads[RACERS];
    (void)state;
    assert_true(test_db_open(&t, DB_SQLITE));
    staff_open(&t);
    options.keys = t.desk.keys;
    server = test_server_start(t.url, &options);
    for (size_t i = 0; i < RACERS; i++)
        pthread_create(&threads[i], NULL, log_in_late, &answers[i]);
    usleep(3000);
    assert_int_equal(test_server_stop(server), 0);
    for (size_t i = 0; i < RACERS; i++) {
        pthread_join(threads[i], NULL);
        /* answered, or not even taken: nothing in between */
        assert_true(answers[i].status == 200 || answers[i].status == 0);
        answer_close(&answers[i]);
    }
    staff_close(&t);
    test_db_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_route_answers_without_login),
        cmocka_unit_test(a_clerk_logs_in_and_out),
        cmocka_unit_test(a_changed_password_ends_the_other_sessions),
        cmocka_unit_test(who_is_locked_out_is_out_at_once),
        cmocka_unit_test(refused_rights_and_forged_tokens_are_entries),
        cmocka_unit_test(what_a_row_wants_is_asked_before_anything_runs),
        cmocka_unit_test(a_terminal_is_what_a_proxy_of_ours_says_it_is),
        cmocka_unit_test(the_same_key_is_done_once),
        cmocka_unit_test(the_same_key_at_the_same_time_is_done_once),
        cmocka_unit_test(nothing_can_be_smuggled),
        cmocka_unit_test(what_is_too_large_is_refused_before_it_is_read),
        cmocka_unit_test(requests_on_one_connection_are_answered_in_turn),
        cmocka_unit_test(a_head_that_dawdles_is_given_up),
        cmocka_unit_test(pages_come_from_their_folder_only),
        cmocka_unit_test(what_is_under_way_is_answered_before_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
