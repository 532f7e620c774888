/* Every row of application_life over HTTP (walk.h says where not, and why), on each engine: taken
 * from the state before it by a clerk who may; refused to one without the right, to whoever four
 * eyes keep out, to another jurisdiction, and in a wrong state. What is refused leaves the rows as
 * they were, and an entry where somebody tried what he may not. */
#include "http/server.h"
#include "office/clerk.h"
#include "office/role.h"
#include "office/setting.h"
#include "support/walk.h"
#include "support/watch.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct test_db *db;
static struct walk walk_now;
static const struct application_move *row;
static const struct means *means;

/* ---- being refused ---- */

/** Asks as that clerk and compares; of a right that was missing an entry stays. */
static void expect_refused(const struct seat *who, const char *code, const char *why)
{
    char asked[200];
    struct watched before = watch(db);
    struct reply reply = means->take(&walk_now, who);
    snprintf(asked, sizeof asked, "%s in %s, %s", application_event_name(row->event),
             state_name(walk_now.app.state), why);
    if (strcmp(reply.code, code) != 0)
        fail_msg("%s: %d %s instead of %s", asked, reply.status, reply.code, code);
    if (reply.status == 403)
        assert_refusal_noted(db, &before, who->unit, who->clerk, code, asked);
    else
        assert_nothing_written(db, &before, asked);
}

static void expect_refused_without_right(void)
{
    int32_t desk = walk_desk(&walk_now, row->event);
    expect_refused(seat_without(db, row->takes, desk), "P-403", "without the right");
}

static void expect_refused_elsewhere(void)
{
    int32_t desk = walk_desk(&walk_now, row->event);
    expect_refused(seat_with(db, row->takes, unit_elsewhere(desk), 0), means->elsewhere,
                   "from elsewhere");
}

/* ---- four eyes ---- */

static void run(const char *format, ...) PRINTF_LIKE(1, 2);
static void run(const char *format, ...)
{
    char sql[300];
    va_list args;
    va_start(args, format);
    vsnprintf(sql, sizeof sql, format, args);
    va_end(args);
    by_hand(db, sql);
}

/** The clerk is transferred to the unit whose turn it is, and given what the step takes: only what
 * he did before keeps him out. Then he goes back. */
static void expect_kept_out(int64_t clerk, const char *code, const char *why)
{
    struct desk *desk = &db->desk;
    int32_t unit = walk_desk(&walk_now, row->event);
    const struct role_row *role = seat_with(db, row->takes, unit, 0)->role;
    struct clerk was;
    struct str sql = arena_printf(
        desk->arena, "SELECT count(*) FROM clerk_role WHERE clerk = %lld AND role = '%s'",
        (long long)clerk, role->code);
    bool holds = test_number(desk, sql.at) != 0;
    assert_true(clerk != 0);
    assert_done(desk, clerk_load(desk, clerk, &was));
    run("UPDATE clerk SET unit = %d WHERE id = %lld", unit, (long long)clerk);
    if (!holds)
        assert_done(desk, role_store_grant(desk, clerk, str_of(role->code), desk->today, 0));
    struct seat moved = { .clerk = clerk, .unit = unit, .role = role };
    moved.visitor = session_for(db, clerk);
    expect_refused(&moved, code, why);
    run("UPDATE clerk SET unit = %d WHERE id = %lld", was.unit, (long long)clerk);
    if (!holds)
        run("DELETE FROM clerk_role WHERE clerk = %lld AND role = '%s'", (long long)clerk,
            role->code);
}

static int64_t found(const char *what, const char *table, const char *column, int64_t id)
{
    return test_number(&db->desk,
                       arena_printf(db->desk.arena, "SELECT max(%s) FROM %s WHERE %s = %lld", what,
                                    table, column, (long long)id)
                           .at);
}

static void expect_others_kept_out(void)
{
    const struct application app = walk_now.app;
    switch (means->other_eyes) {
    case NO_OTHER:
        break;
    case GIVER:
        expect_kept_out(found("giver", "consignment", "id", walk_now.consignment), "C-128",
                        "as the giver");
        break;
    case TAKER:
        expect_kept_out(found("clerk", "surrender", "card", app.card), "P-106",
                        "as the one who took it in");
        break;
    }
}

static void expect_four_eyes(void)
{
    const struct application app = walk_now.app;
    switch (row->but_not) {
    case NOBODY:
        break;
    case ACCEPTOR:
        expect_kept_out(app.acceptor, "P-105", "as the acceptor");
        break;
    case REVIEWER:
        expect_kept_out(app.reviewer, "P-106", "as the reviewer");
        break;
    case ACCEPTOR_AND_REVIEWER:
        expect_kept_out(app.acceptor, "P-105", "as the acceptor");
        expect_kept_out(app.reviewer, "P-106", "as the reviewer");
        break;
    case SIGNER:
        expect_kept_out(app.signer, "P-106", "as the signer");
        break;
    }
    expect_others_kept_out();
}

/* ---- a wrong state ---- */

/** By a clerk who may, and a second one where the first was kept out. */
static void expect_refused_in_a_wrong_state(int32_t desk)
{
    if (means->wrong_in) {
        walk_begin(&walk_now);
        walk_to(&walk_now, means->wrong_in);
        desk = walk_desk(&walk_now, row->event);
    } else
        assert_null(application_move_find(walk_now.app.state, row->event));
    expect_refused(seat_with(db, row->takes, desk, means->other_eyes == TAKER), means->wrong,
                   "in a wrong state");
}

/* ---- every row ---- */

/** With its portrait, unless the row is about having none yet. */
static void bring_to_row(void)
{
    walk_begin(&walk_now);
    if (row->from != APPLICATION_STARTED)
        walk_to(&walk_now, APPLICATION_COMPLETE);
    walk_to(&walk_now, row->from);
    if (means->prepare)
        means->prepare(&walk_now);
    (void)seat_with(db, row->takes, unit_elsewhere(walk_desk(&walk_now, row->event)), 0);
    (void)seat_with(db, row->takes, walk_desk(&walk_now, row->event), 0);
    (void)seat_without(db, row->takes, walk_desk(&walk_now, row->event));
}

static void drive_row(void)
{
    bring_to_row();
    int32_t desk = walk_desk(&walk_now, row->event);
    expect_refused_without_right();
    expect_four_eyes();
    expect_refused_elsewhere();
    walk_step(&walk_now, row);
    expect_refused_in_a_wrong_state(desk);
    desk_clear(&db->desk);
}

static void drive_every_row(void)
{
    for (size_t i = 0; i < application_life_count; i++) {
        const struct way *way = way_of(application_life[i].from, application_life[i].event);
        row = &application_life[i];
        means = way->means;
        drive_row();
    }
}

static void on_each_engine(void (*drive)(void))
{
    static const enum db_engine engines[] = { DB_SQLITE, DB_POSTGRES };
    struct http_options options = HTTP_DEFAULTS;
    struct test_db t;
    for (size_t i = 0; i < COUNT(engines); i++) {
        if (!test_db_open(&t, engines[i]))
            continue;
        city_open(&t);
        seats_open(&t);
        desk_at(&t.desk, instant_now());
        assert_done(&t.desk, node_put(&t.desk, "exchange", city_folder(&t, "exchange")));
        watch_open(&t);
        db = &t;
        options.keys = t.desk.keys;
        walk_now = (struct walk){ .db = &t, .server = test_server_start(t.url, &options) };
        drive();
        assert_int_equal(test_server_stop(walk_now.server), 0);
        assert_laws(&t);
        city_close(&t);
        test_db_close(&t);
    }
}

static void every_row_is_driven_and_refused(void **state)
{
    (void)state;
    on_each_engine(drive_every_row);
}

static void every_row_has_its_way_and_no_other_is_there(void **state)
{
    (void)state;
    assert_int_equal(way_count, application_life_count);
    for (size_t i = 0; i < application_life_count; i++)
        if (!way_of(application_life[i].from, application_life[i].event))
            fail_msg("no way for %s in %s", application_event_name(application_life[i].event),
                     state_name((int32_t)application_life[i].from));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_its_way_and_no_other_is_there),
        cmocka_unit_test(every_row_is_driven_and_refused),
    };
    keep_in_memory();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
