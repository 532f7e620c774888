#include "support/db.h"
#include <libpq-fe.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

static void drop_notice(void *ctx, const char *message)
{
    (void)ctx;
    (void)message;
}

static void on_server(const char *sql)
{
    char url[256];
    snprintf(url, sizeof url, "%spostgres", getenv("JUMIN_TEST_PG"));
    PGconn *server = PQconnectdb(url);
    PQsetNoticeProcessor(server, drop_notice, NULL);
    PGresult *result = PQexec(server, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(server));
    PQclear(result);
    PQfinish(server);
}

static void new_name(struct test_db *t)
{
    static int made;
    char sql[256];
    snprintf(t->name, sizeof t->name, "test_unit_%d_%d", (int)getpid(), ++made);
    snprintf(
        sql, sizeof sql,
        "CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' STRATEGY FILE_COPY",
        t->name);
    on_server(sql);
    snprintf(t->url, sizeof t->url, "%s%s", getenv("JUMIN_TEST_PG"), t->name);
}

static void new_folder(struct test_db *t)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(t->folder, sizeof t->folder, "%s/jumin-unit.XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(t->folder))
        fail_msg("cannot make %s", t->folder);
    snprintf(t->url, sizeof t->url, "sqlite:%s/db", t->folder);
}

static void open_desk(struct desk *desk, struct test_db *t, enum db_mode mode)
{
    *desk = (struct desk){ .arena = arena_open(), .ids = &t->ids, .expected_version = -1 };
    desk->terminal = STR("127.0.0.1");
    desk_at(desk, TEST_NOW);
    assert_done(desk, db_open(desk, str_of(t->url), mode, &desk->db));
}

bool test_db_open_empty(struct test_db *t, enum db_engine engine)
{
    *t = (struct test_db){ .ids = { .writer = 1 } };
    if (engine == DB_POSTGRES && !getenv("JUMIN_TEST_PG"))
        return false;
    new_folder(t);
    if (engine == DB_POSTGRES)
        new_name(t);
    open_desk(&t->desk, t, DB_WRITE);
    return true;
}

bool test_db_open(struct test_db *t, enum db_engine engine)
{
    if (!test_db_open_empty(t, engine))
        return false;
    assert_done(&t->desk, db_migrate(&t->desk));
    return true;
}

void test_db_close(struct test_db *t)
{
    char command[256];
    test_desk_close(&t->desk);
    if (t->name[0]) {
        snprintf(command, sizeof command, "DROP DATABASE %s WITH (FORCE)", t->name);
        on_server(command);
    }
    snprintf(command, sizeof command, "rm -rf '%s'", t->folder);
    if (system(command) != 0)
        print_error("cannot remove %s\n", t->folder);
}

void test_on_each_engine(void (*run)(struct test_db *t))
{
    static const enum db_engine engines[] = { DB_SQLITE, DB_POSTGRES };
    struct test_db t;
    for (size_t i = 0; i < COUNT(engines); i++) {
        if (!test_db_open(&t, engines[i]))
            continue;
        run(&t);
        test_db_close(&t);
    }
}

struct desk test_desk(struct test_db *t, enum db_mode mode)
{
    struct desk desk;
    open_desk(&desk, t, mode);
    return desk;
}

void test_desk_close(struct desk *desk)
{
    db_close(desk->db);
    arena_close(desk->arena);
}

void test_wait(struct desk *desk, int64_t seconds)
{
    desk_at(desk, desk->now + seconds * 1000000);
}

void assert_done(const struct desk *desk, enum outcome outcome)
{
    if (outcome != DONE)
        fail_msg("%s: " STR_FMT " " STR_FMT " %s", outcome == REFUSED ? "refused" : "failed",
                 STR_ARG(desk->why.cause), STR_ARG(desk->why.detail),
                 refusal_text(desk->why.refusal)->name);
}

void assert_refused(const struct desk *desk, enum outcome outcome, enum refusal refusal)
{
    if (outcome == REFUSED && desk->why.refusal == refusal)
        return;
    static const char *const words[] = { "done", "refused", "failed" };
    fail_msg("%s %s instead of %s " STR_FMT, words[outcome],
             outcome == DONE ? "" : refusal_text(desk->why.refusal)->name,
             refusal_text(refusal)->name, STR_ARG(desk->why.cause));
}

int64_t test_number(struct desk *desk, const char *sql)
{
    struct statement statement = { "test_number", sql, 0, 1, 0, -1 };
    struct rows rows;
    assert_done(desk, db_list(desk, &statement, WITH_NOTHING, &rows));
    assert_int_equal(rows.count, 1);
    return row_int(rows_at(&rows, 0), 0);
}
