/** What a request pays before its own work: the clerk behind a cookie; and what a log-in costs. */
#include "office/office.h"
#include "db/db.h"
#include "office/clerk.h"
#include "office/init.h"
#include "office/password.h"
#include "office/role.h"
#include "office/session.h"
#include "office/setting.h"
#include <libpq-fe.h>

#define PASSWORD "Korla-2008-pear"

static struct ids ids;
static struct desk desk;
static struct session session;
static bool good = true;

static void check(enum outcome outcome)
{
    good = good && outcome == DONE;
}

static void load_session(void)
{
    struct session loaded;
    check(session_load(&desk, session.cookie, &loaded));
    good = good && loaded.clerk.rights != 0;
    arena_reset(desk.arena);
}

static void ask_setting(void)
{
    good = good && setting(&desk, "promise.days", 0) == 20;
}

static void log_in(void)
{
    struct login_try try;
    enum refusal refusal;
    check(login_prepare(&desk, STR("wang"), STR(PASSWORD), &try));
    check(session_open(&desk, &try, &session, &refusal));
    good = good && refusal == REFUSAL_NONE;
}

static void fill(struct str url)
{
    struct initial_admin admins[INITIAL_ADMINS];
    struct str hash;
    int64_t id;
    check(db_open(&desk, url, DB_WRITE, &desk.db));
    check(db_migrate(&desk));
    check(office_init(&desk,
                      &(struct init_options){
                          .seed = { .city = 650100 }, .os_user = STR("bench"), .keys = STR("") },
                      admins));
    check(password_hash(&desk, STR(PASSWORD), &hash));
    check(clerk_store(
        &desk,
        &(struct new_clerk){
            .unit = 650102011, .login = STR("wang"), .name = STR("wang"), .password = hash },
        &id));
    check(role_store_grant(&desk, id, STR("household_clerk"), desk.today, 0));
    settings_forget();
}

static double now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void measure(const char *engine, const char *what, int times, void (*run)(void))
{
    double start = now_ns();
    for (int i = 0; i < times; i++)
        run();
    printf("%s, %s\t%.1f\tus\n", what, engine, (now_ns() - start) / times / 1000);
}

static void run_on(const char *engine, struct str url)
{
    desk = (struct desk){ .arena = arena_open(), .ids = &ids, .expected_version = -1 };
    desk_at(&desk, instant_now());
    fill(url);
    measure(engine, "log in", 5, log_in);
    struct str cookie = session.cookie;
    char kept[64];
    snprintf(kept, sizeof kept, STR_FMT, STR_ARG(cookie));
    session.cookie = str_of(kept);
    measure(engine, "clerk and rights behind a cookie", 20000, load_session);
    measure(engine, "a setting", 1000000, ask_setting);
    db_close(desk.db);
    arena_close(desk.arena);
}

/** A database of its own on the server. */
static bool new_database(const char *server)
{
    static const char *const steps[] = {
        "DROP DATABASE IF EXISTS bench_office",
        "CREATE DATABASE bench_office TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
    };
    char url[512];
    bool made = true;
    snprintf(url, sizeof url, "%spostgres", server);
    PGconn *line = PQconnectdb(url);
    for (size_t i = 0; i < COUNT(steps); i++) {
        PGresult *result = PQexec(line, steps[i]);
        made = made && PQresultStatus(result) == PGRES_COMMAND_OK;
        PQclear(result);
    }
    PQfinish(line);
    return made;
}

int main(void)
{
    const char *folder = getenv("JUMIN_BENCH_DIR"), *server = getenv("JUMIN_BENCH_PG");
    char url[512];
    log_at_least(LOG_ERROR);
    snprintf(url, sizeof url, "sqlite:%s/office.db", folder ? folder : "/tmp");
    run_on("SQLite", str_of(url));
    if (server && new_database(server)) {
        snprintf(url, sizeof url, "%sbench_office", server);
        run_on("PostgreSQL", str_of(url));
    }
    return good ? 0 : 2;
}
