#include "support/db.h"
#include <fcntl.h>
#include <libpq-fe.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/sendfile.h>
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

/** TEMPLATE: the name of the database it becomes a copy of. */
static void new_name(struct test_db *t, const char *template)
{
    static int made;
    char sql[256];
    snprintf(t->name, sizeof t->name, "test_unit_%d_%d", (int)getpid(), ++made);
    snprintf(sql, sizeof sql,
             "CREATE DATABASE %s TEMPLATE %s ENCODING 'UTF8' LOCALE 'C.UTF-8' STRATEGY FILE_COPY",
             t->name, template);
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

static bool available(enum db_engine engine)
{
    return engine == DB_SQLITE || getenv("JUMIN_TEST_PG");
}

bool test_db_open_empty(struct test_db *t, enum db_engine engine)
{
    *t = (struct test_db){ .ids = { .writer = 1 } };
    if (!available(engine))
        return false;
    new_folder(t);
    if (engine == DB_POSTGRES)
        new_name(t, "template0");
    open_desk(&t->desk, t, DB_WRITE);
    return true;
}

static void remove_database(const struct test_db *t)
{
    char command[256];
    if (t->name[0]) {
        snprintf(command, sizeof command, "DROP DATABASE %s WITH (FORCE)", t->name);
        on_server(command);
    }
    snprintf(command, sizeof command, "rm -rf '%s'", t->folder);
    if (system(command) != 0)
        print_error("cannot remove %s\n", t->folder);
}

void test_db_close(struct test_db *t)
{
    test_desk_close(&t->desk);
    remove_database(t);
}

/* ---- the schema: laid once a program and engine, copied for each test ---- */

static struct test_db models[2]; /* by engine; closed, with an empty URL where none was made */

static void remove_models(void)
{
    for (size_t i = 0; i < COUNT(models); i++)
        if (models[i].url[0])
            remove_database(&models[i]);
}

static const struct test_db *model_of(enum db_engine engine)
{
    struct test_db *model = &models[engine == DB_POSTGRES];
    if (model->url[0])
        return model;
    if (!models[0].url[0] && !models[1].url[0])
        atexit(remove_models);
    test_db_open_empty(model, engine);
    assert_done(&model->desk, db_migrate(&model->desk));
    test_desk_close(&model->desk);
    return model;
}

static void copy_file(const struct test_db *from, const struct test_db *to)
{
    char path[160];
    snprintf(path, sizeof path, "%s/db", from->folder);
    int in = open(path, O_RDONLY | O_CLOEXEC);
    snprintf(path, sizeof path, "%s/db", to->folder);
    int out = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    while (sendfile(out, in, NULL, 1 << 24) > 0)
        ;
    close(in);
    close(out);
}

bool test_db_open(struct test_db *t, enum db_engine engine)
{
    *t = (struct test_db){ .ids = { .writer = 1 } };
    if (!available(engine))
        return false;
    const struct test_db *model = model_of(engine);
    new_folder(t);
    if (engine == DB_POSTGRES)
        new_name(t, model->name);
    else
        copy_file(model, t);
    open_desk(&t->desk, t, DB_WRITE);
    return true;
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
