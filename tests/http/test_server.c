/* The server over real sockets, on each engine: what it takes, what it refuses, and that it never
 * answers the wrong one. */
#include "http/routes.h"
#include "http/server.h"
#include "support/http_client.h"
#include "support/staff.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct test_server *server;
static struct visitor clerk, admin;

static void on_engine(void (*run)(void))
{
    struct http_options options = HTTP_DEFAULTS;
    static const enum db_engine engines[] = { DB_SQLITE, DB_POSTGRES };
    struct test_db t;
    for (size_t i = 0; i < COUNT(engines); i++) {
        if (!test_db_open(&t, engines[i]))
            continue;
        staff_open(&t);
        options.keys = t.desk.keys;
        server = test_server_start(t.url, &options);
        clerk = log_in(server, "household.clerk", STAFF_PASSWORD);
        admin = log_in(server, "system", STAFF_PASSWORD);
        run();
        assert_int_equal(test_server_stop(server), 0);
        staff_close(&t);
        test_db_close(&t);
    }
}

static void expect(struct answer answer, int status, const char *has)
{
    if (answer.status != status || (has && !answer_has(&answer, has)))
        fail_msg("%d instead of %d with %s: " STR_FMT, answer.status, status,
                 has ? has : "anything", STR_ARG(answer_body(&answer)));
    answer_close(&answer);
}

static void log_in_and_out(void)
{
    expect(ask(server, &clerk, "GET", "/api/v1/session", NULL, NO_STR), 200, "\"card.accept\"");
    expect(ask(server, &clerk, "DELETE", "/api/v1/session", NULL, NO_STR), 204, NULL);
    expect(ask(server, &clerk, "GET", "/api/v1/session", NULL, NO_STR), 401, "P-103");
}

static void a_clerk_logs_in_and_out(void **state)
{
    (void)state;
    on_engine(log_in_and_out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clerk_logs_in_and_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
