/** What the layer promises, on both engines. */
#include "db/queue.h"
#include "support/db.h"
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

/* Statements of the test's own: one table of the schema with texts, one with bytes and NULLs. */
static const struct statement set_node = {
    "t_set_node", "INSERT INTO node (name, value) VALUES ($1, $2)", 2, 0, 1, -1
};
static const struct statement change_node = {
    "t_change_node", "UPDATE node SET value = $2 WHERE name = $1", 2, 0, 1, -1
};
static const struct statement change_node_returning = {
    "t_change_returning", "UPDATE node SET value = $2 WHERE name = $1 RETURNING value", 2, 0, 1, -1
};
static const struct statement get_node = {
    "t_get_node", "SELECT name, value FROM node WHERE name = $1", 1, 0, 0, -1
};
static const struct statement nodes = { "t_nodes", "SELECT name, value FROM node ORDER BY name",
                                        0,         0,
                                        0,         -1 };
static const struct statement add_entry = {
    "t_add_entry",
    "INSERT INTO entry (unit, seq, instant, clerk, terminal, purpose, verb, subject_part, subject,"
    " body, nonce, leaf, nodes) VALUES ($1, $2, $3, 0, '', '', '', 0, 0, $4, $5, $5, $5)",
    5,
    0,
    1,
    -1
};
static const struct statement add_whole_entry = {
    "t_add_whole_entry",
    "INSERT INTO entry (unit, seq, instant, clerk, terminal, purpose, verb, subject_part, subject, "
    "body,"
    " nonce, leaf, nodes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    13,
    0,
    1,
    -1
};
static const struct statement get_entry = {
    "t_get_entry", "SELECT unit, seq, instant, body, nonce FROM entry WHERE unit = $1", 1, 0, 0, -1
};
static const struct statement add_clerk = {
    "t_add_clerk",
    "INSERT INTO clerk (id, unit, login, name, password, ver, failures, locked_until, begins)"
    " VALUES ($1, 1, 'a', 'a', '', 1, 0, 0, 0)",
    1,
    0,
    1,
    -1
};
static const struct statement add_clerk_returning = {
    "t_add_clerk_returning",
    "INSERT INTO clerk (id, unit, login, name, password, ver, failures, locked_until, begins)"
    " VALUES ($1, 1, 'a', 'a', '', 1, 0, 0, 0) RETURNING id",
    1,
    0,
    1,
    -1
};
static const struct statement add_account = {
    "t_add_account",
    "INSERT INTO account (part, kind, holder, source, balance) VALUES (1, 'FEN_CASH', 1, 0, $1)",
    1,
    0,
    1,
    -1
};

static enum outcome put_node(struct desk *desk, const char *name, const char *value)
{
    return db_change(desk, &set_node, NO_LOGIN_TAKEN, WITH(v_lit(name), v_lit(value)));
}

static int64_t node_count(struct desk *desk)
{
    return test_number(desk, "SELECT count(*) FROM node");
}

static void round_trip(struct test_db *t)
{
    const struct {
        int64_t instant;
        struct str body, nonce;
    } cases[] = {
        { 0, STR(""), STR("") },
        { -1, STR("{\"名\":\"阿依古丽·买买提 𠮷\"}"), { "\0\1\377\\x", 5 } },
        { INT64_MAX, { 0 }, STR("'; DROP TABLE entry; --") },
        { INT64_MIN, STR("'\"\\ $1 %s"), { "\0", 1 } },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t unit = (int64_t)i - 1;
        struct row row;
        assert_done(&t->desk,
                    db_change(&t->desk, &add_entry, NO_LOGIN_TAKEN,
                              WITH(v_int(unit), v_int((int64_t)i), v_int(cases[i].instant),
                                   v_text(cases[i].body), v_bytes(cases[i].nonce))));
        assert_done(&t->desk, db_get(&t->desk, &get_entry, NO_NOT_FOUND, WITH(v_int(unit)), &row));
        assert_int_equal(row_int(row, 0), unit);
        assert_int_equal(row_int(row, 1), i);
        assert_true(row_int(row, 2) == cases[i].instant);
        assert_int_equal(row_null(row, 3), cases[i].body.at == NULL);
        assert_true(str_eq(row_text(row, 3), cases[i].body));
        assert_true(str_eq(row_text(row, 4), cases[i].nonce));
        assert_string_equal(row.names[4], "nonce");
    }
}

static void values_come_back_as_they_went_in(void **state)
{
    (void)state;
    test_on_each_engine(round_trip);
}

static void kept_only_with_commit(struct test_db *t)
{
    struct desk *desk = &t->desk;
    {
        SCOPED(tx) tx = { 0 };
        assert_done(desk, tx_open(desk, &tx));
        assert_done(desk, put_node(desk, "a", "1"));
        assert_int_equal(node_count(desk), 1);
    }
    assert_int_equal(node_count(desk), 0);
    {
        SCOPED(tx) tx = { 0 };
        assert_done(desk, tx_open(desk, &tx));
        assert_done(desk, put_node(desk, "a", "1"));
        assert_done(desk, tx_commit(&tx));
    }
    struct desk other = test_desk(t, DB_READ);
    assert_int_equal(node_count(&other), 1);
    test_desk_close(&other);
}

static void a_transaction_is_kept_only_when_it_commits(void **state)
{
    (void)state;
    test_on_each_engine(kept_only_with_commit);
}

static enum outcome tried(struct desk *desk, const char *name, bool commit)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_try(desk, &tx));
    TRY(put_node(desk, name, "inner"));
    return commit ? tx_commit(&tx) : DONE;
}

static void savepoints(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct rows rows;
    SCOPED(tx) tx = { 0 };
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, put_node(desk, "a", "outer"));
    assert_done(desk, tried(desk, "b", true));
    assert_done(desk, tried(desk, "c", false));
    assert_refused(desk, tried(desk, "a", true), NO_LOGIN_TAKEN);
    assert_done(desk, tried(desk, "d", true));
    assert_done(desk, tx_commit(&tx));
    assert_done(desk, db_list(desk, &nodes, WITH_NOTHING, &rows));
    assert_int_equal(rows.count, 3);
    assert_true(str_is(row_text(rows_at(&rows, 2), 0), "d"));
}

static void a_savepoint_goes_alone_when_what_is_in_it_is_refused(void **state)
{
    (void)state;
    test_on_each_engine(savepoints);
}

static enum outcome joined(struct desk *desk, const char *name, bool commit)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(put_node(desk, name, "inner"));
    return commit ? tx_commit(&tx) : refuse(desk, NO_NOT_FOUND);
}

static void joining(struct test_db *t)
{
    struct desk *desk = &t->desk;
    SCOPED(tx) tx = { 0 };
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, joined(desk, "a", true));
    {
        SCOPED(tx) inner = { 0 };
        assert_done(desk, tx_try(desk, &inner));
        assert_refused(desk, joined(desk, "b", false), NO_NOT_FOUND);
        assert_refused(desk, put_node(desk, "c", "inner"), NO_NOT_FOUND);
        assert_refused(desk, tx_commit(&inner), NO_NOT_FOUND);
    }
    assert_done(desk, joined(desk, "d", true)); /* the savepoint took it all with it */
    assert_done(desk, tx_commit(&tx));
    assert_int_equal(node_count(desk), 2);
    SCOPED(tx) whole = { 0 };
    assert_done(desk, tx_open(desk, &whole));
    assert_refused(desk, joined(desk, "e", false), NO_NOT_FOUND);
    assert_refused(desk, tx_commit(&whole), NO_NOT_FOUND);
    tx_close(&whole);
    assert_int_equal(node_count(desk), 2);
}

static void a_transaction_inside_another_one_stands_or_goes_with_it(void **state)
{
    (void)state;
    test_on_each_engine(joining);
}

static void note_time(void *ctx)
{
    ++*(int *)ctx;
}

static void afterwards(struct test_db *t)
{
    struct desk *desk = &t->desk;
    int kept = 0, dropped = 0;
    SCOPED(tx) tx = { 0 };
    assert_done(desk, tx_open(desk, &tx));
    {
        SCOPED(tx) inner = { 0 };
        assert_done(desk, tx_try(desk, &inner));
        tx_after(desk, note_time, &kept);
        assert_done(desk, tx_commit(&inner));
        assert_done(desk, tx_try(desk, &inner));
        tx_after(desk, note_time, &dropped);
    }
    assert_int_equal(kept, 0);
    assert_done(desk, tx_commit(&tx));
    assert_int_equal(kept, 1);
    {
        SCOPED(tx) undone = { 0 };
        assert_done(desk, tx_open(desk, &undone));
        tx_after(desk, note_time, &dropped);
    }
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, tx_commit(&tx));
    assert_int_equal(kept, 1);
    assert_int_equal(dropped, 0);
}

static void what_waits_for_the_commit_is_done_once_it_stands(void **state)
{
    (void)state;
    test_on_each_engine(afterwards);
}

static void questions(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct question *a, *none;
    struct row row;
    assert_done(desk, put_node(desk, "a", "1"));
    assert_done(desk, db_ask(desk, &get_node, WITH(v_lit("a")), &a));
    assert_done(desk, db_ask(desk, &get_node, WITH(v_lit("none")), &none));
    assert_done(desk, db_answer(desk, a, NO_NOT_FOUND, &row));
    assert_true(str_is(row_text(row, 1), "1"));
    assert_refused(desk, db_answer(desk, none, NO_NOT_FOUND, &row), NO_NOT_FOUND);
}

static void a_question_is_answered_when_it_is_wanted(void **state)
{
    (void)state;
    test_on_each_engine(questions);
}

/** The ways a change can be refused. */
static enum outcome no_such_row(struct desk *desk)
{
    return db_change(desk, &change_node, NO_CHANGED_MEANWHILE, WITH(v_lit("none"), v_lit("x")));
}
static enum outcome no_such_row_returning(struct desk *desk)
{
    return db_change(desk, &change_node_returning, NO_CHANGED_MEANWHILE,
                     WITH(v_lit("none"), v_lit("x")));
}
static enum outcome taken_key(struct desk *desk)
{
    return db_change(desk, &set_node, NO_CHANGED_MEANWHILE, WITH(v_lit("first"), v_lit("x")));
}
static enum outcome broken_check(struct desk *desk)
{
    return db_change(desk, &add_account, NO_CHANGED_MEANWHILE, WITH(v_int(-1)));
}

static enum outcome (*const refused_ways[])(struct desk *) = { no_such_row, no_such_row_returning,
                                                               taken_key, broken_check };

/** Goes on after the refusal, as a careless caller would. */
static enum outcome go_on_and_commit(struct desk *desk, enum outcome (*refused)(struct desk *))
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(put_node(desk, "before", "x"));
    enum outcome said = refused(desk);
    if (said != DONE)
        assert_refused(desk, said, NO_CHANGED_MEANWHILE);
    (void)!put_node(desk, "after", "x");
    struct row row;
    (void)!db_find(desk, &get_node, WITH(v_lit("before")), &row);
    return tx_commit(&tx);
}

static void refusals_stop_the_commit(struct test_db *t)
{
    struct desk *desk = &t->desk;
    assert_done(desk, put_node(desk, "first", "1"));
    for (size_t i = 0; i < COUNT(refused_ways); i++) {
        assert_refused(desk, refused_ways[i](desk), NO_CHANGED_MEANWHILE);
        assert_refused(desk, go_on_and_commit(desk, refused_ways[i]), NO_CHANGED_MEANWHILE);
        assert_int_equal(node_count(desk), 1);
    }
    assert_done(desk, put_node(desk, "second", "2"));
    assert_int_equal(node_count(desk), 2);
}

static void a_refused_change_undoes_the_transaction_whoever_goes_on(void **state)
{
    (void)state;
    test_on_each_engine(refusals_stop_the_commit);
}

static void changes_are_counted(struct test_db *t)
{
    struct desk *desk = &t->desk;
    assert_done(desk, put_node(desk, "a", "1"));
    assert_done(desk, db_change(desk, &change_node_returning, NO_CHANGED_MEANWHILE,
                                WITH(v_lit("a"), v_lit("2"))));
    assert_refused(desk, no_such_row_returning(desk), NO_CHANGED_MEANWHILE);
    assert_done(desk, db_change(desk, &change_node, REFUSAL_NONE, WITH(v_lit("b"), v_lit("2"))));
}

static void the_rows_a_returning_statement_changes_are_its_own(void **state)
{
    (void)state;
    test_on_each_engine(changes_are_counted);
}

static enum outcome orphan(struct desk *desk)
{
    return db_change(desk, &add_clerk, NO_LOGIN_TAKEN, WITH(v_int(1)));
}

static enum outcome orphan_returning(struct desk *desk)
{
    struct row row;
    return db_find(desk, &add_clerk_returning, WITH(v_int(1)), &row);
}

static enum outcome fail_and_commit(struct desk *desk, enum outcome (*broken)(struct desk *))
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(put_node(desk, "before", "x"));
    (void)!broken(desk);
    (void)!put_node(desk, "after", "x");
    return tx_commit(&tx);
}

static void failures_stop_the_commit(struct test_db *t)
{
    struct desk *desk = &t->desk;
    assert_int_equal(orphan(desk), FAILED);
    assert_int_equal(orphan_returning(desk), FAILED);
    assert_int_equal(fail_and_commit(desk, orphan), FAILED);
    assert_int_equal(fail_and_commit(desk, orphan_returning), FAILED);
    assert_true(desk->why.incident > 0 && !desk->why.retry);
    assert_int_equal(node_count(desk), 0);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM clerk"), 0);
    assert_done(desk, put_node(desk, "a", "1"));
}

static void a_row_without_its_parent_is_a_failure_and_undoes_the_transaction(void **state)
{
    (void)state;
    test_on_each_engine(failures_stop_the_commit);
}

/** A named statement whose first use comes behind a refused change is prepared again later. */
static void prepared_behind_a_refusal(struct test_db *t)
{
    struct desk *desk = &t->desk;
    assert_done(desk, put_node(desk, "first", "1"));
    for (size_t i = 0; i < all_statement_count; i++) {
        SCOPED(tx) tx = { 0 };
        const struct statement *s = all_statements[i];
        if (!s->writes || s->parameters > 20)
            continue;
        assert_done(desk, tx_open(desk, &tx));
        enum outcome said = taken_key(desk);
        struct value nulls[20] = { { 0 } };
        if (said == DONE)
            (void)!db_change(desk, s, REFUSAL_NONE,
                             (struct values){ nulls, (size_t)s->parameters });
        assert_refused(desk, tx_commit(&tx), NO_CHANGED_MEANWHILE);
    }
    assert_done(desk, db_check(desk));
}

static void a_statement_skipped_behind_a_refusal_is_prepared_at_its_next_use(void **state)
{
    (void)state;
    test_on_each_engine(prepared_behind_a_refusal);
}

static void all_prepare(struct test_db *t)
{
    assert_done(&t->desk, db_check(&t->desk));
    assert_done(&t->desk, db_check(&t->desk));
    assert_done(&t->desk, db_migrate(&t->desk));
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM schema_step"), schema_step_count);
}

static void every_named_statement_prepares_and_the_schema_loads_once(void **state)
{
    (void)state;
    test_on_each_engine(all_prepare);
}

static void typos_are_found(struct test_db *t)
{
    static const struct statement bad[] = {
        { "bad_column", "SELECT \"no_such\" FROM node", 0, 0, 0, -1 },
        { "bad_table", "SELECT 1 FROM no_such", 0, 0, 0, -1 },
        { "bad_word", "SELEKT 1", 0, 0, 0, -1 },
    };
    struct rows rows;
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_int_equal(db_list(&t->desk, &bad[i], WITH_NOTHING, &rows), FAILED);
        assert_int_equal(node_count(&t->desk), 0);
    }
}

static void a_misspelt_statement_fails_and_the_next_one_works(void **state)
{
    (void)state;
    test_on_each_engine(typos_are_found);
}

struct seen {
    int count, stop_at;
    char names[64];
};

static enum outcome see(struct desk *desk, void *ctx, struct row row)
{
    struct seen *seen = ctx;
    size_t len = strlen(seen->names);
    snprintf(seen->names + len, sizeof seen->names - len, STR_FMT, STR_ARG(row_text(row, 0)));
    return ++seen->count == seen->stop_at ? refuse(desk, NO_TOO_MANY) : DONE;
}

static void each_row(struct test_db *t)
{
    struct desk *desk = &t->desk;
    for (const char *name = "abcde"; *name; name++)
        assert_done(desk, db_change(desk, &set_node, NO_LOGIN_TAKEN,
                                    WITH(v_text(str_from(name, 1)), v_lit("x"))));
    struct seen all = { 0 }, some = { .stop_at = 2 };
    assert_done(desk, db_each(desk, &nodes, WITH_NOTHING, see, &all));
    assert_string_equal(all.names, "abcde");
    assert_refused(desk, db_each(desk, &nodes, WITH_NOTHING, see, &some), NO_TOO_MANY);
    assert_string_equal(some.names, "ab");
    assert_int_equal(node_count(desk), 5);
}

static void each_row_is_handed_on_until_one_is_refused(void **state)
{
    (void)state;
    test_on_each_engine(each_row);
}

static void looking(struct test_db *t)
{
    struct desk other = test_desk(t, DB_WRITE);
    SCOPED(tx) tx = { 0 };
    assert_done(&t->desk, tx_look(&t->desk, &tx));
    assert_int_equal(node_count(&t->desk), 0);
    assert_done(&other, put_node(&other, "a", "1"));
    assert_int_equal(node_count(&t->desk), 0);
    tx_close(&tx);
    assert_int_equal(node_count(&t->desk), 1);
    test_desk_close(&other);
}

static void a_look_sees_one_moment_and_no_writer_waits(void **state)
{
    (void)state;
    test_on_each_engine(looking);
}

static void looking_twice(struct test_db *t)
{
    struct desk other = test_desk(t, DB_WRITE), beside = t->desk;
    struct tx tx = { 0 }, beside_tx = { 0 };
    bool both = false;
    beside.arena = arena_open();
    assert_done(&other, put_node(&other, "a", "1"));
    assert_done(&t->desk, tx_look_beside(&t->desk, &tx, &beside, &beside_tx, &both));
    assert_true(both);
    assert_ptr_not_equal(beside.db, t->desk.db);
    assert_done(&other, put_node(&other, "b", "2"));
    assert_int_equal(node_count(&t->desk), 1);
    assert_int_equal(node_count(&beside), 1);
    tx_close(&beside_tx);
    db_close(beside.db);
    tx_close(&tx);
    /* inside a transaction there is no second one to have */
    assert_done(&t->desk, tx_open(&t->desk, &tx));
    struct tx inner = { 0 };
    assert_done(&t->desk, tx_look_beside(&t->desk, &inner, &beside, &beside_tx, &both));
    assert_false(both);
    assert_int_equal(node_count(&t->desk), 2);
    tx_close(&inner);
    tx_close(&tx);
    arena_close(beside.arena);
    test_desk_close(&other);
}

static void two_connections_look_at_one_moment(void **state)
{
    (void)state;
    test_on_each_engine(looking_twice);
}

/** Statements that have no name in sql/, such as those of this file. */
static int64_t runs_of_own(struct db *db)
{
    int64_t runs = 0;
    struct db_cost *costs = calloc(db_cost_count(), sizeof *costs);
    assert_non_null(costs);
    db_costs_add(db, costs);
    for (size_t i = 0; i < db_cost_count(); i++)
        if (strcmp(costs[i].name, "own") == 0)
            runs = costs[i].runs;
    free(costs);
    return runs;
}

static void many_changes(struct test_db *t)
{
    enum { MANY = 1000 };
    struct desk *desk = &t->desk;
    SCOPED(tx) tx = { 0 };
    assert_done(desk, tx_open(desk, &tx));
    for (int i = 0; i < MANY; i++)
        assert_done(desk,
                    db_change(desk, &set_node, NO_LOGIN_TAKEN,
                              WITH(v_text(arena_printf(desk->arena, "n%04d", i)), v_lit("value"))));
    assert_done(desk, tx_commit(&tx));
    assert_int_equal(node_count(desk), MANY);
    assert_true(runs_of_own(desk->db) >= MANY);
}

static void more_changes_than_the_pipeline_holds_go_through(void **state)
{
    (void)state;
    test_on_each_engine(many_changes);
}

/* ---- a line that breaks: PostgreSQL only ---- */

/** What COPY must escape, and a key that stands twice. */
static void many_rows(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct row row;
    const struct value two[] = { v_lit("a\\N\tb\r\n\\"), v_lit("\\N"), v_lit("汉"), v_lit("") };
    const struct value bytes = v_bytes(str_from("\0\\\n\xFF", 4)), none = v_lit("");
    const struct value entry[] = { v_int(7), v_int(1), v_int(-1), v_int(0), none,  none, none,
                                   v_int(0), v_int(0), v_null(),  bytes,    bytes, bytes };
    assert_done(desk, db_insert_rows(desk, &set_node, (struct values){ two, 0 }));
    assert_done(desk, db_insert_rows(desk, &set_node, (struct values){ two, COUNT(two) }));
    assert_done(desk, db_get(desk, &get_node, NO_NOT_FOUND, WITH(two[0]), &row));
    assert_true(str_is(row_text(row, 1), "\\N"));
    assert_done(desk, db_get(desk, &get_node, NO_NOT_FOUND, WITH(v_lit("汉")), &row));
    assert_false(row_null(row, 1));
    assert_done(desk,
                db_insert_rows(desk, &add_whole_entry, (struct values){ entry, COUNT(entry) }));
    assert_done(desk, db_get(desk, &get_entry, NO_NOT_FOUND, WITH(v_int(7)), &row));
    assert_int_equal(row_int(row, 2), -1);
    assert_true(row_null(row, 3));
    assert_true(str_eq(row_text(row, 4), str_from("\0\\\n\xFF", 4)));
    SCOPED(tx) tx = { 0 };
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, db_change(desk, &change_node, NO_NOT_FOUND, WITH(v_lit("汉"), v_lit("y"))));
    assert_int_equal(db_insert_rows(desk, &set_node, (struct values){ two, COUNT(two) }), FAILED);
    assert_int_equal(tx_commit(&tx), FAILED);
    tx_close(&tx);
    assert_done(desk, db_get(desk, &get_node, NO_NOT_FOUND, WITH(v_lit("汉")), &row));
    assert_true(str_is(row_text(row, 1), ""));
}

static void many_rows_go_in_at_once_as_they_are_or_not_at_all(void **state)
{
    (void)state;
    test_on_each_engine(many_rows);
}

static void kill_others(struct test_db *t)
{
    struct desk other = test_desk(t, DB_WRITE);
    (void)test_number(&other, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE "
                              "datname = current_database() AND pid <> pg_backend_pid()");
    test_desk_close(&other);
    usleep(100000);
}

static void a_lost_line_fails_once_and_is_taken_up_again(void **state)
{
    (void)state;
    struct test_db t;
    if (!test_db_open(&t, DB_POSTGRES))
        skip();
    struct desk *desk = &t.desk;
    {
        SCOPED(tx) tx = { 0 };
        assert_done(desk, db_check(desk));
        assert_done(desk, tx_open(desk, &tx));
        assert_done(desk, put_node(desk, "a", "1"));
        kill_others(&t);
        assert_int_equal(tx_commit(&tx), FAILED);
    }
    assert_int_equal(node_count(desk), 0);
    kill_others(&t);
    struct row row;
    if (db_find(desk, &get_node, WITH(v_lit("a")), &row) == FAILED)
        assert_true(desk->why.retry);
    assert_done(desk, joined(desk, "a", true));
    assert_done(desk, db_check(desk));
    test_db_close(&t);
}

/* ---- the queue ---- */

struct note {
    struct job job;
    struct desk desk;
    char name[16], value[16];
    enum { KEEP, REFUSE, TAKEN, ASK_AND_REFUSE, LOOK_AND_REFUSE } what;
    enum outcome answer;
    enum refusal refusal;
};

static pthread_mutex_t answers_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t answers_came = PTHREAD_COND_INITIALIZER;
static size_t answers;

static enum outcome settle_note(struct job *job)
{
    struct note *note = (struct note *)(void *)job;
    struct desk *desk = job->desk;
    struct row row;
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    if (note->what == LOOK_AND_REFUSE)
        TRY(db_get(desk, &get_node, NO_NOT_FOUND, WITH(v_lit("none")), &row));
    TRY(put_node(desk, note->name, note->value));
    if (note->what == TAKEN)
        TRY(put_node(desk, note->name, "again"));
    if (note->what == ASK_AND_REFUSE)
        TRY(db_get(desk, &get_node, NO_NOT_FOUND, WITH(v_lit("none")), &row));
    if (note->what == REFUSE)
        return refuse(desk, NO_TOO_MANY);
    return tx_commit(&tx);
}

static void note_answered(struct job *job, enum outcome outcome)
{
    struct note *note = (struct note *)(void *)job;
    note->answer = outcome;
    note->refusal = note->desk.why.refusal;
    pthread_mutex_lock(&answers_lock);
    answers++;
    pthread_cond_signal(&answers_came);
    pthread_mutex_unlock(&answers_lock);
}

static void wait_for_answers(size_t count)
{
    pthread_mutex_lock(&answers_lock);
    while (answers < count)
        pthread_cond_wait(&answers_came, &answers_lock);
    pthread_mutex_unlock(&answers_lock);
}

static void make_note(struct test_db *t, struct note *note, size_t i)
{
    *note = (struct note){ .what = i % 5 == 0 ? 1 + i / 5 % 3 : KEEP };
    snprintf(note->name, sizeof note->name, "n%03zu", i);
    snprintf(note->value, sizeof note->value, "kept");
    note->desk = (struct desk){ .arena = arena_open(), .ids = &t->ids };
    desk_at(&note->desk, TEST_NOW);
    note->job =
        (struct job){ .desk = &note->desk, .settle = settle_note, .answered = note_answered };
}

static void add_note(struct queue *queue, struct test_db *t, struct note *note, size_t i)
{
    make_note(t, note, i);
    queue_add(queue, &note->job);
}

enum { NOTES = 200 };

static void check_notes(struct note *notes)
{
    static const struct {
        enum outcome outcome;
        enum refusal refusal;
    } expected[] = { [KEEP] = { DONE, REFUSAL_NONE },
                     [REFUSE] = { REFUSED, NO_TOO_MANY },
                     [TAKEN] = { REFUSED, NO_LOGIN_TAKEN },
                     [ASK_AND_REFUSE] = { REFUSED, NO_NOT_FOUND },
                     [LOOK_AND_REFUSE] = { REFUSED, NO_NOT_FOUND } };
    for (size_t i = 0; i < NOTES; i++) {
        assert_int_equal(notes[i].answer, expected[notes[i].what].outcome);
        assert_int_equal(notes[i].refusal, expected[notes[i].what].refusal);
        arena_close(notes[i].desk.arena);
    }
}

/** On PostgreSQL a group with somebody who says no late goes one by one, and which groups are without
 * one is a matter of when the writer looked. */
static void check_commits(struct test_db *t, int64_t commits, int group)
{
    if (group == 1)
        assert_int_equal(commits, NOTES);
    else if (db_engine_of(t->desk.db) == DB_SQLITE)
        assert_true(commits < NOTES);
    else
        assert_in_range(commits, 1, NOTES);
}

static void run_queue(struct test_db *t, int group)
{
    static struct note notes[NOTES];
    struct queue *queue;
    struct queue_options options = { .url = str_of(t->url), .group = group, .threads = 3 };
    assert_done(&t->desk, queue_open(&t->desk, &options, &queue));
    answers = 0;
    for (size_t i = 0; i < NOTES; i++)
        add_note(queue, t, &notes[i], i);
    wait_for_answers(NOTES);
    check_commits(t, queue_commits(queue), group);
    assert_true(queue_busy_ns(queue) > 0);
    queue_close(queue);
    check_notes(notes);
    assert_int_equal(node_count(&t->desk), NOTES * 4 / 5);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM node WHERE value = 'kept'"),
                     NOTES * 4 / 5);
}

static void queue_grouped(struct test_db *t)
{
    run_queue(t, 32);
}

static void queue_single(struct test_db *t)
{
    run_queue(t, 1);
}

static void a_job_that_is_refused_leaves_no_trace_and_its_group_commits(void **state)
{
    (void)state;
    test_on_each_engine(queue_grouped);
    test_on_each_engine(queue_single);
}

/** Nobody changes something and then says no, so groups stand as they are; those who looked and said no
 * are in them. */
static void queue_of_units(struct test_db *t)
{
    static struct note notes[NOTES];
    struct queue *queue;
    struct queue_options options = { .url = str_of(t->url), .group = 32, .threads = 2 };
    assert_done(&t->desk, queue_open(&t->desk, &options, &queue));
    answers = 0;
    for (size_t i = 0; i < NOTES; i++) {
        make_note(t, &notes[i], i);
        notes[i].what = i % 7 ? KEEP : LOOK_AND_REFUSE;
        notes[i].desk.clerk.unit = 1 + (int32_t)(i % 3);
        snprintf(notes[i].value, sizeof notes[i].value, "unit %zu", i % 3);
        queue_add(queue, &notes[i].job);
    }
    wait_for_answers(NOTES);
    assert_true(queue_commits(queue) < NOTES);
    queue_close(queue);
    check_notes(notes);
    assert_int_equal(node_count(&t->desk), NOTES - (NOTES + 6) / 7);
    if (db_engine_of(t->desk.db) == DB_POSTGRES) /* whose transaction made a row */
        assert_int_equal(
            test_number(&t->desk,
                        "SELECT count(*) FROM (SELECT CAST(xmin AS TEXT) FROM node GROUP BY 1 "
                        "HAVING count(DISTINCT value) > 1) AS mixed"),
            0);
}

static void jobs_of_a_unit_share_a_commit(void **state)
{
    (void)state;
    test_on_each_engine(queue_of_units);
}

static void a_closed_queue_has_run_what_was_in_it(void **state)
{
    (void)state;
    struct test_db t;
    static struct note notes[NOTES];
    struct queue *queue;
    assert_true(test_db_open(&t, DB_SQLITE));
    struct queue_options options = { .url = str_of(t.url), .group = 16, .threads = 1 };
    assert_done(&t.desk, queue_open(&t.desk, &options, &queue));
    for (size_t i = 0; i < NOTES; i++)
        add_note(queue, &t, &notes[i], i);
    queue_close(queue);
    check_notes(notes);
    queue_close(NULL);
    test_db_close(&t);
}

static void a_database_that_is_not_there_is_a_failure_with_an_incident(void **state)
{
    static const char *const urls[] = { "sqlite:/no/such/folder/db",
                                        "postgres://nobody@127.0.0.1:1/none?connect_timeout=1" };
    (void)state;
    struct desk desk = { .arena = arena_open() };
    desk_at(&desk, TEST_NOW);
    for (size_t i = 0; i < COUNT(urls); i++) {
        assert_int_equal(db_open(&desk, str_of(urls[i]), DB_WRITE, &desk.db), FAILED);
        assert_int_equal(desk.why.refusal, NO_NOT_NOW);
        assert_null(desk.db);
    }
    arena_close(desk.arena);
}

int main(void)
{
    log_at_least(LOG_ERROR + 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back_as_they_went_in),
        cmocka_unit_test(a_transaction_is_kept_only_when_it_commits),
        cmocka_unit_test(a_savepoint_goes_alone_when_what_is_in_it_is_refused),
        cmocka_unit_test(a_transaction_inside_another_one_stands_or_goes_with_it),
        cmocka_unit_test(what_waits_for_the_commit_is_done_once_it_stands),
        cmocka_unit_test(a_question_is_answered_when_it_is_wanted),
        cmocka_unit_test(a_refused_change_undoes_the_transaction_whoever_goes_on),
        cmocka_unit_test(the_rows_a_returning_statement_changes_are_its_own),
        cmocka_unit_test(a_row_without_its_parent_is_a_failure_and_undoes_the_transaction),
        cmocka_unit_test(a_statement_skipped_behind_a_refusal_is_prepared_at_its_next_use),
        cmocka_unit_test(every_named_statement_prepares_and_the_schema_loads_once),
        cmocka_unit_test(a_misspelt_statement_fails_and_the_next_one_works),
        cmocka_unit_test(each_row_is_handed_on_until_one_is_refused),
        cmocka_unit_test(a_look_sees_one_moment_and_no_writer_waits),
        cmocka_unit_test(two_connections_look_at_one_moment),
        cmocka_unit_test(more_changes_than_the_pipeline_holds_go_through),
        cmocka_unit_test(many_rows_go_in_at_once_as_they_are_or_not_at_all),
        cmocka_unit_test(a_lost_line_fails_once_and_is_taken_up_again),
        cmocka_unit_test(a_job_that_is_refused_leaves_no_trace_and_its_group_commits),
        cmocka_unit_test(jobs_of_a_unit_share_a_commit),
        cmocka_unit_test(a_closed_queue_has_run_what_was_in_it),
        cmocka_unit_test(a_database_that_is_not_there_is_a_failure_with_an_incident),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
