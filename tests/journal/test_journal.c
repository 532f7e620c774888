/** The journal in its database, on both engines: no gaps, one altered byte is found and named,
 * proofs hold for who shares no code with us; and a command from outside is done once. */
#include "base/hex.h"
#include "journal/entry.h"
#include "journal/journal.h"
#include "journal/leaf.h"
#include "journal/once.h"
#include "journal/tree.h"
#include "keys/keys.h"
#include "sql/journal.h"
#include "support/db.h"
#include "support/folder.h"
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { ONE = 650102000, TWO = 650103000, ENTRIES = 11 };

/* ---- writing ---- */

static enum outcome write_one(struct test_db *t, int32_t unit, const char *body, bool commit)
{
    SCOPED(tx) tx = { 0 };
    t->desk.clerk.unit = unit;
    t->desk.clerk.id = 12;
    TRY(tx_open(&t->desk, &tx));
    TRY(journal(&t->desk, "application.signed", unit + 11, 4711, str_of(body)));
    return commit ? tx_commit(&tx) : DONE;
}

/** Entries in two chains, turn by turn, at instants of their own. */
static void write_entries(struct test_db *t, int n)
{
    t->desk.purpose = STR("换领");
    for (int i = 0; i < n; i++) {
        test_wait(&t->desk, 1);
        assert_done(&t->desk, write_one(t, ONE, "{\"n\":1}", true));
        assert_done(&t->desk, write_one(t, TWO, "{\"姓名\":\"王·伟\"}", true));
    }
}

static void open_keys(struct test_db *t)
{
    char path[256];
    struct key_why why = { 0 };
    snprintf(path, sizeof path, "%s/keys", t->folder);
    assert_int_equal(keys_open(str_of(path), &t->desk.keys, &why), DONE);
    assert_int_equal(key_make(t->desk.keys, STR("unit-650102000"), NO_STR, &why), DONE);
    assert_int_equal(key_make(t->desk.keys, STR("unit-650103000"), NO_STR, &why), DONE);
}

static void close_keys(struct test_db *t)
{
    keys_close(t->desk.keys);
    t->desk.keys = NULL;
}

static struct verification verify(struct test_db *t)
{
    struct verification v;
    assert_done(&t->desk, journal_verify(&t->desk, &v));
    return v;
}

static void assert_good(struct test_db *t)
{
    struct verification v = verify(t);
    if (!v.good)
        fail_msg("unit %d at %lld: %s", v.unit, (long long)v.seq, v.fault);
}

/* ---- sequences ---- */

static void run_gaps(struct test_db *t)
{
    for (int i = 0; i < 20; i++) {
        assert_done(&t->desk, write_one(t, ONE, "{}", i % 3 == 0));
        assert_done(&t->desk, write_one(t, TWO, "{}", i % 4 != 0));
    }
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM entry WHERE unit = 650102000"), 7);
    assert_int_equal(test_number(&t->desk, "SELECT max(seq) FROM entry WHERE unit = 650102000"), 6);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM entry WHERE unit = 650103000"),
                     15);
    assert_int_equal(test_number(&t->desk, "SELECT max(seq) FROM entry WHERE unit = 650103000"),
                     14);
    assert_good(t);
}

static void sequences_have_no_gaps_whatever_fails(void **state)
{
    (void)state;
    test_on_each_engine(run_gaps);
}

/** Writers at the same time in one chain. */
static void *write_many(void *at)
{
    struct test_db *t = at;
    struct test_db own = { .desk = test_desk(t, DB_WRITE) };
    for (int i = 0; i < 25; i++)
        assert_done(&own.desk, write_one(&own, ONE, "{}", i % 5 != 0));
    test_desk_close(&own.desk);
    return NULL;
}

static void run_concurrent(struct test_db *t)
{
    pthread_t threads[3];
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, t), 0);
    for (size_t i = 0; i < COUNT(threads); i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM entry"), 60);
    assert_int_equal(test_number(&t->desk, "SELECT max(seq) FROM entry"), 59);
    assert_good(t);
}

static void writers_at_the_same_time_share_one_chain(void **state)
{
    (void)state;
    test_on_each_engine(run_concurrent);
}

/* ---- what was altered ---- */

static void change(struct test_db *t, const char *sql, struct values with)
{
    const struct statement s = { "by_hand", sql, (int)with.count, 0, 0, -1 };
    assert_done(&t->desk, db_change(&t->desk, &s, NO_NOT_FOUND, with));
}

static struct value look(struct test_db *t, const char *sql)
{
    const struct statement s = { "look", sql, 0, 1, 0, -1 };
    struct rows rows;
    assert_done(&t->desk, db_list(&t->desk, &s, WITH_NOTHING, &rows));
    assert_int_equal(rows.count, 1);
    return rows.cells[0];
}

/** One byte, or one, more. */
static struct value altered(struct test_db *t, struct value was)
{
    struct str s = arena_str(t->desk.arena, was.s);
    char *at = arena_bytes(t->desk.arena, s.len + 1);
    switch (was.kind) {
    case V_INT:
        return v_int(was.n + 1);
    case V_TEXT:
        if (!s.len)
            return v_lit("x");
        memcpy(at, s.at, s.len);
        at[s.len - 1] ^= 1;
        return v_text(str_from(at, s.len));
    case V_BYTES:
        if (!s.len)
            return v_bytes(STR("x"));
        memcpy(at, s.at, s.len);
        at[s.len / 2] ^= 1;
        return v_bytes(str_from(at, s.len));
    case V_NULL:
        break;
    }
    fail_msg("nothing to alter");
    return v_null();
}

/** Alters a cell, asks verification, and puts it back. */
static struct verification with_altered(struct test_db *t, const char *table, const char *column,
                                        const char *where, const char *where_altered)
{
    struct value was =
        look(t, arena_printf(t->desk.arena, "SELECT %s FROM %s WHERE %s", column, table, where).at);
    struct value now = altered(t, was);
    const char *update =
        arena_printf(t->desk.arena, "UPDATE %s SET %s = $1 WHERE %s", table, column, where).at;
    const char *back =
        arena_printf(t->desk.arena, "UPDATE %s SET %s = $1 WHERE %s", table, column, where_altered)
            .at;
    change(t, update, (struct values){ &now, 1 });
    struct verification v = verify(t);
    change(t, back, (struct values){ &was, 1 });
    return v;
}

/** The columns by which a row is found again are altered past the others'. */
static void run_altered_entries(struct test_db *t)
{
    static const char *const columns[] = { "instant", "clerk",        "terminal", "purpose",
                                           "verb",    "subject_part", "subject",  "body",
                                           "nonce",   "leaf",         "nodes" };
    char where[96];
    open_keys(t);
    write_entries(t, ENTRIES);
    assert_done(&t->desk, journal_sign_heads(&t->desk));
    for (int32_t unit = ONE; unit <= TWO; unit += TWO - ONE)
        for (int64_t seq = 0; seq < ENTRIES; seq++)
            for (size_t c = 0; c < COUNT(columns); c++) {
                snprintf(where, sizeof where, "unit = %d AND seq = %lld", unit, (long long)seq);
                struct verification v = with_altered(t, "entry", columns[c], where, where);
                if (v.good || v.unit != unit || v.seq != seq)
                    fail_msg("%s of %d %lld: %s names %d %lld", columns[c], unit, (long long)seq,
                             v.good ? "nothing" : v.fault, v.unit, (long long)v.seq);
            }
    assert_good(t);
    close_keys(t);
}

static void one_altered_byte_of_an_entry_is_named(void **state)
{
    (void)state;
    test_on_each_engine(run_altered_entries);
}

static void run_moved_entries(struct test_db *t)
{
    char sql[128];
    struct verification v;
    write_entries(t, ENTRIES);
    for (int64_t seq = 0; seq < ENTRIES; seq++) {
        snprintf(sql, sizeof sql, "UPDATE entry SET seq = 99 WHERE unit = %d AND seq = %lld", ONE,
                 (long long)seq);
        change(t, sql, WITH_NOTHING);
        v = verify(t);
        assert_true(!v.good && v.unit == ONE && v.seq == seq);
        snprintf(sql, sizeof sql, "UPDATE entry SET seq = %lld, unit = 650199000 WHERE seq = 99",
                 (long long)seq);
        change(t, sql, WITH_NOTHING);
        v = verify(t); /* into a chain that is none */
        assert_true(!v.good && v.unit == ONE && v.seq == seq);
        snprintf(sql, sizeof sql, "UPDATE entry SET unit = %d WHERE unit = 650199000", ONE);
        change(t, sql, WITH_NOTHING);
    }
    assert_good(t);
    change(t, "DELETE FROM entry WHERE unit = 650102000 AND seq = 10", WITH_NOTHING);
    v = verify(t); /* the last one gone, with a chain that says so */
    assert_true(!v.good && v.unit == ONE && v.seq == ENTRIES - 1);
    change(t, "DELETE FROM chain WHERE unit = 650103000", WITH_NOTHING);
    change(t, "UPDATE chain SET size = 10 WHERE unit = 650102000", WITH_NOTHING);
    v = verify(t);
    assert_false(v.good);
}

static void an_entry_moved_or_gone_leaves_a_gap_that_is_named(void **state)
{
    (void)state;
    test_on_each_engine(run_moved_entries);
}

static void run_altered_chain(struct test_db *t)
{
    static const char *const heads[] = { "size", "instant", "root", "signature", "public_key" };
    struct verification v;
    open_keys(t);
    write_entries(t, 5);
    assert_done(&t->desk, journal_sign_heads(&t->desk));
    write_entries(t, 2);
    v = with_altered(t, "chain", "size", "unit = 650103000", "unit = 650103000");
    assert_true(!v.good && v.unit == TWO && v.seq == 7 && !strcmp(v.fault, "sequence"));
    v = with_altered(t, "chain", "frontier", "unit = 650103000", "unit = 650103000");
    assert_true(!v.good && v.unit == TWO && v.seq == 6 && !strcmp(v.fault, "frontier"));
    v = with_altered(t, "chain", "unit", "unit = 650103000", "unit = 650103001");
    assert_true(!v.good && v.unit == TWO && v.seq == 6 && !strcmp(v.fault, "chain"));
    for (size_t i = 0; i < COUNT(heads); i++) {
        v = with_altered(t, "head", heads[i], "unit = 650103000", "unit = 650103000");
        if (v.good || v.unit != TWO || strcmp(v.fault, "head") != 0 ||
            v.seq != (i == 0 ? 5 : 4)) /* its size says which entry it stands behind */
            fail_msg("head's %s: %d %lld", heads[i], v.unit, (long long)v.seq);
    }
    v = with_altered(t, "head", "unit", "unit = 650103000", "unit = 650103001");
    assert_true(!v.good && v.unit == TWO + 1);
    assert_good(t);
    close_keys(t);
}

static void an_altered_chain_or_head_is_named(void **state)
{
    (void)state;
    test_on_each_engine(run_altered_chain);
}

/** A falsifier who makes leaf and nodes fit again still meets the frontier and the signed head. */
static void run_falsifier(struct test_db *t)
{
    struct verification v;
    write_entries(t, 4);
    change(t,
           "UPDATE entry SET body = '{}', nonce = (SELECT x.nonce FROM entry x WHERE x.unit = "
           "650102000 AND x.seq = 1), leaf = (SELECT x.leaf FROM entry x WHERE x.unit = 650102000 "
           "AND x.seq = 1) WHERE unit = 650102000 AND seq = 3",
           WITH_NOTHING);
    v = verify(t);
    assert_true(!v.good && v.seq == 3);
}

static void a_leaf_of_another_entry_does_not_pass(void **state)
{
    (void)state;
    test_on_each_engine(run_falsifier);
}

/* ---- erasing ---- */

static void erase(struct test_db *t, int32_t unit, int64_t seq)
{
    struct row row;
    unsigned char hash[SM3_BYTES];
    assert_done(&t->desk,
                db_get(&t->desk, &Q_entry_get, NO_NOT_FOUND, WITH(v_int(unit), v_int(seq)), &row));
    leaf_body_hash((const unsigned char *)row_text(row, 10).at, row_text(row, 9), hash);
    const struct value with[] = { v_bytes(str_from(hash, sizeof hash)), v_int(unit), v_int(seq) };
    change(t, "UPDATE entry SET body = NULL, nonce = $1 WHERE unit = $2 AND seq = $3",
           (struct values){ with, 3 });
}

static void run_erased(struct test_db *t)
{
    open_keys(t);
    write_entries(t, ENTRIES);
    for (int64_t seq = 0; seq < ENTRIES; seq += 2)
        erase(t, TWO, seq);
    assert_good(t);
    struct verification v = with_altered(t, "entry", "nonce", "unit = 650103000 AND seq = 4",
                                         "unit = 650103000 AND seq = 4");
    assert_true(!v.good && v.unit == TWO && v.seq == 4);
    change(t, "UPDATE entry SET body = NULL WHERE unit = 650103000 AND seq = 5", WITH_NOTHING);
    v = verify(t); /* a body that is merely gone is no erased one */
    assert_true(!v.good && v.unit == TWO && v.seq == 5);
    close_keys(t);
}

static void an_erased_body_still_verifies(void **state)
{
    (void)state;
    test_on_each_engine(run_erased);
}

/* ---- proofs ---- */

static int check(struct folder *folder, struct str proof, const char *options)
{
    char command[512];
    SCOPED(buf) path = { 0 };
    buf_printf(&path, "%s/proof.json%c", folder->path, 0);
    FILE *f = fopen(path.at, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(proof.at, 1, proof.len, f), proof.len);
    fclose(f);
    snprintf(command, sizeof command,
             "%s/tools/node-env node %s/tools/check_proof.mjs %s %s >/dev/null 2>&1",
             JUMIN_SOURCE_DIR, JUMIN_SOURCE_DIR, options, path.at);
    return system(command);
}

/** The same proof with one character of a text it holds altered. */
static struct str spoil(struct test_db *t, struct str proof, const char *text)
{
    struct str copy = arena_str(t->desk.arena, proof);
    char *at = arena_bytes(t->desk.arena, copy.len);
    size_t found = str_find(copy, str_of(text));
    assert_in_range(found, 0, copy.len - 1);
    memcpy(at, copy.at, copy.len);
    at[found + strlen(text) - 1] ^= 1;
    return str_from(at, copy.len);
}

static void run_proofs(struct test_db *t)
{
    SCOPED(folder) folder = folder_open();
    struct str proof;
    open_keys(t);
    write_entries(t, ENTRIES);
    erase(t, TWO, 6);
    for (int64_t seq = 0; seq < ENTRIES; seq += 5) {
        assert_done(
            &t->desk,
            journal_prove(&t->desk, &(struct proof_order){ TWO, seq, true, seq % 9 }, &proof));
        assert_int_equal(check(&folder, proof, ""), 0);
    }
    assert_int_not_equal(check(&folder, spoil(t, proof, "application.signed"), ""), 0);
    assert_int_not_equal(check(&folder, spoil(t, proof, "王"), ""), 0);
    assert_int_not_equal(check(&folder, spoil(t, proof, "650103000"), ""), 0);
    assert_done(&t->desk, journal_prove(&t->desk, &(struct proof_order){ TWO, 6, true, 0 },
                                        &proof)); /* without its body */
    assert_int_equal(check(&folder, proof, ""), 0);
    assert_done(&t->desk,
                journal_prove(&t->desk, &(struct proof_order){ TWO, 7, false, 0 }, &proof));
    assert_true(str_find(proof, STR("王")) == proof.len);
    assert_int_equal(check(&folder, proof, ""), 0);
    assert_refused(&t->desk,
                   journal_prove(&t->desk, &(struct proof_order){ TWO, ENTRIES, true, 0 }, &proof),
                   NO_NOT_FOUND);
    assert_refused(&t->desk,
                   journal_prove(&t->desk, &(struct proof_order){ 650199000, 0, true, 0 }, &proof),
                   NO_NOT_FOUND);
    assert_good(t);
    close_keys(t);
}

static void a_proof_holds_for_who_shares_no_code_with_us(void **state)
{
    (void)state;
    test_on_each_engine(run_proofs);
}

static void run_without_key(struct test_db *t)
{
    char path[256];
    struct str proof;
    struct key_why why = { 0 };
    write_entries(t, 2);
    snprintf(path, sizeof path, "%s/keys", t->folder);
    assert_int_equal(keys_open(str_of(path), &t->desk.keys, &why), DONE);
    assert_refused(&t->desk,
                   journal_prove(&t->desk, &(struct proof_order){ TWO, 0, true, 0 }, &proof),
                   NO_KEY_MISSING);
    assert_done(&t->desk, journal_sign_heads(&t->desk)); /* nothing to sign with: nothing signed */
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM head"), 0);
    close_keys(t);
}

static void without_a_key_nothing_is_signed(void **state)
{
    (void)state;
    test_on_each_engine(run_without_key);
}

/* ---- heads ---- */

struct stored {
    struct desk *desk;
    int32_t unit;
};

static enum outcome stored_node(void *context, int level, int64_t index,
                                unsigned char out[SM3_BYTES])
{
    struct stored *s = context;
    struct row row;
    int64_t seq = ((index + 1) << level) - 1;
    TRY(db_get(s->desk, &Q_entry_nodes, NO_NOT_FOUND, WITH(v_int(s->unit), v_int(seq)), &row));
    memcpy(out, level ? row_text(row, 1).at + (size_t)(level - 1) * SM3_BYTES : row_text(row, 0).at,
           SM3_BYTES);
    return DONE;
}

static void run_heads(struct test_db *t)
{
    struct rows heads;
    open_keys(t);
    for (int i = 1; i <= 6; i++) {
        write_entries(t, i);
        assert_done(&t->desk, journal_sign_heads(&t->desk));
        assert_done(&t->desk, journal_sign_heads(&t->desk)); /* unchanged: no second one */
    }
    assert_done(&t->desk, db_list(&t->desk, &Q_heads_of, WITH(v_int(TWO)), &heads));
    assert_int_equal(heads.count, 6);
    for (size_t i = 0; i + 1 < heads.count; i++)
        for (size_t k = i; k < heads.count; k++) {
            struct row old = rows_at(&heads, i), new = rows_at(&heads, k);
            struct tree_path path;
            assert_done(&t->desk, tree_consistency(stored_node, &(struct stored){ &t->desk, TWO },
                                                   row_int(old, 0), row_int(new, 0), &path));
            assert_true(tree_verify_consistency(
                row_int(old, 0), (const unsigned char *)row_text(old, 2).at, row_int(new, 0),
                (const unsigned char *)row_text(new, 2).at, &path));
        }
    assert_good(t);
    assert_int_equal(verify(t).heads, 12);
    close_keys(t);
}

static void every_head_is_the_beginning_of_the_next(void **state)
{
    (void)state;
    test_on_each_engine(run_heads);
}

/* ---- once ---- */

static const unsigned char hash_one[32] = "one body", hash_two[32] = "another body";

static enum outcome do_once(struct desk *desk, const unsigned char hash[32], int *done, int *status)
{
    SCOPED(tx) tx = { 0 };
    bool found = false;
    struct once_answer answer;
    TRY(tx_open(desk, &tx));
    TRY(once_find(desk, hash, &found, &answer));
    if (!found) {
        answer = (struct once_answer){ 201, STR("{\"id\":\"7\"}") };
        TRY(journal(desk, "application.signed", 1, 1, STR("{}")));
        TRY(once_store(desk, hash, answer.status, answer.body));
    }
    TRY(tx_commit(&tx));
    *done += !found;
    *status = answer.status;
    assert_true(str_is(answer.body, "{\"id\":\"7\"}"));
    return DONE;
}

static void run_once(struct test_db *t)
{
    int done = 0, status = 0;
    t->desk.clerk.unit = ONE;
    t->desk.request_key = STR("8b7d");
    for (int i = 0; i < 3; i++)
        assert_done(&t->desk, do_once(&t->desk, hash_one, &done, &status));
    assert_int_equal(done, 1);
    assert_int_equal(status, 201);
    assert_int_equal(test_number(&t->desk, "SELECT tries FROM request"), 3);
    assert_refused(&t->desk, do_once(&t->desk, hash_two, &done, &status), NO_KEY_REUSED);
    t->desk.request_key = STR("9c8e"); /* another key, and another unit's same key */
    assert_done(&t->desk, do_once(&t->desk, hash_two, &done, &status));
    t->desk.clerk.unit = TWO;
    assert_done(&t->desk, do_once(&t->desk, hash_one, &done, &status));
    assert_int_equal(done, 3);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM entry"), 3);
    test_wait(&t->desk, 24 * 3600); /* just a day: still known */
    assert_done(&t->desk, once_forget(&t->desk));
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM request"), 3);
    test_wait(&t->desk, 1);
    assert_done(&t->desk, once_forget(&t->desk));
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM request"), 0);
}

static void a_repeated_command_gets_its_first_answer(void **state)
{
    (void)state;
    test_on_each_engine(run_once);
}

struct racer {
    struct test_db *t;
    int done, status;
};

/** As the door does it: whoever was slower undoes and looks again. */
static void *race(void *at)
{
    struct racer *r = at;
    struct desk desk = test_desk(r->t, DB_WRITE);
    desk.clerk.unit = ONE;
    desk.request_key = STR("race");
    enum outcome outcome = do_once(&desk, hash_one, &r->done, &r->status);
    if (outcome == REFUSED && desk.why.refusal == NO_CHANGED_MEANWHILE)
        outcome = do_once(&desk, hash_one, &r->done, &r->status);
    assert_done(&desk, outcome);
    test_desk_close(&desk);
    return NULL;
}

static void run_race(struct test_db *t)
{
    struct racer racers[4];
    pthread_t threads[4];
    int done = 0;
    for (size_t i = 0; i < COUNT(racers); i++) {
        racers[i] = (struct racer){ .t = t };
        assert_int_equal(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
    }
    for (size_t i = 0; i < COUNT(racers); i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(racers[i].status, 201);
        done += racers[i].done;
    }
    assert_int_equal(done, 1);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM entry"), 1);
}

static void of_the_same_command_at_the_same_time_one_is_done(void **state)
{
    (void)state;
    test_on_each_engine(run_race);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sequences_have_no_gaps_whatever_fails),
        cmocka_unit_test(writers_at_the_same_time_share_one_chain),
        cmocka_unit_test(one_altered_byte_of_an_entry_is_named),
        cmocka_unit_test(an_entry_moved_or_gone_leaves_a_gap_that_is_named),
        cmocka_unit_test(an_altered_chain_or_head_is_named),
        cmocka_unit_test(a_leaf_of_another_entry_does_not_pass),
        cmocka_unit_test(an_erased_body_still_verifies),
        cmocka_unit_test(a_proof_holds_for_who_shares_no_code_with_us),
        cmocka_unit_test(without_a_key_nothing_is_signed),
        cmocka_unit_test(every_head_is_the_beginning_of_the_next),
        cmocka_unit_test(a_repeated_command_gets_its_first_answer),
        cmocka_unit_test(of_the_same_command_at_the_same_time_one_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
