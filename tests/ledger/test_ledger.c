/** What the ledger promises, on both engines: only the edges of its table, nothing out of nothing,
 * and laws that find what was falsified by hand. */
#include "ledger/ledger.h"
#include "support/city.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { PART = STATION_ONE, NOBODY_IN_PARTICULAR = 0 };

static enum outcome post(struct test_db *t, const struct move *moves, size_t count)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(&t->desk, &tx));
    TRY(ledger_post(&t->desk, PART, moves, count));
    return tx_commit(&tx);
}

static enum outcome post_one(struct test_db *t, enum account_kind from, enum account_kind to,
                             int64_t amount)
{
    const struct move move = { from, to, 0, 0, amount, 1 };
    return post(t, &move, 1);
}

static int64_t balance(struct test_db *t, enum account_kind kind)
{
    return city_balance(t, PART, account_text(kind)->code, NOBODY_IN_PARTICULAR);
}

struct broken {
    int count;
    const char *law;
    bool found;
};

static void note(void *ctx, const struct law *law, struct str what)
{
    struct broken *b = ctx;
    (void)what;
    b->count++;
    b->found = b->found || (b->law && strcmp(law->id, b->law) == 0);
}

/** The ledger's own laws: no cards stand behind these amounts. */
static struct broken broken(struct test_db *t, const char *law)
{
    struct broken b = { .law = law };
    assert_done(&t->desk, ledger_laws(&t->desk, note, &b));
    return b;
}

static void run_moves(struct test_db *t)
{
    assert_done(&t->desk, post_one(t, CARD_MADE, CARD_STOCK, 5));
    assert_done(&t->desk, post_one(t, CARD_STOCK, CARD_HOLDER, 2));
    assert_int_equal(balance(t, CARD_MADE), -5);
    assert_int_equal(balance(t, CARD_STOCK), 3);
    assert_int_equal(balance(t, CARD_HOLDER), 2);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM transfer"), 2);
    assert_int_equal(broken(t, NULL).count, 0);
}

static void an_amount_moves_and_nothing_appears(void **state)
{
    (void)state;
    test_on_each_engine(run_moves);
}

static void run_short(struct test_db *t)
{
    const struct move moves[] = { { CARD_MADE, CARD_STOCK, 0, 0, 5, 1 },
                                  { CARD_HOLDER, CARD_LOST, 0, 0, 1, 1 } };
    assert_done(&t->desk, post_one(t, CARD_MADE, CARD_STOCK, 3));
    assert_refused(&t->desk, post_one(t, CARD_STOCK, CARD_HOLDER, 4), NO_ACCOUNT_SHORT);
    assert_refused(&t->desk, post_one(t, CARD_TRANSIT, CARD_LOST, 1), NO_ACCOUNT_SHORT);
    assert_refused(&t->desk, post(t, moves, 2), NO_ACCOUNT_SHORT);
    assert_int_equal(balance(t, CARD_STOCK), 3);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM transfer"), 1);
    assert_int_equal(broken(t, NULL).count, 0);
}

static void what_is_not_there_cannot_be_given_and_nothing_is_left_half_done(void **state)
{
    (void)state;
    test_on_each_engine(run_short);
}

/** The whole table of edges, as the law has it: from cash to the treasury and to nothing else. */
static void run_edges(struct test_db *t)
{
    static const struct {
        enum account_kind from, to;
    } edges[] = {
        { CARD_MADE, CARD_STOCK },         { CARD_STOCK, CARD_TRANSIT },
        { CARD_DRAWER, CARD_TRANSIT },     { CARD_TRANSIT, CARD_SENT },
        { CARD_TRANSIT, CARD_STOCK },      { CARD_TRANSIT, CARD_LOST },
        { CARD_ARRIVED, CARD_STOCK },      { CARD_STOCK, CARD_DRAWER },
        { CARD_DRAWER, CARD_STOCK },       { CARD_STOCK, CARD_HOLDER },
        { CARD_DRAWER, CARD_HOLDER },      { CARD_STOCK, CARD_REJECTED },
        { CARD_REJECTED, CARD_DESTROYED }, { CARD_HOLDER, CARD_SURRENDERED },
        { CARD_HOLDER, CARD_LOST },        { CARD_SURRENDERED, CARD_DESTROYED },
        { RECEIPT_ISSUED, RECEIPT_CLERK }, { RECEIPT_CLERK, RECEIPT_USED },
        { RECEIPT_CLERK, RECEIPT_VOID },   { FEN_PAYERS, FEN_CASH },
        { FEN_CASH, FEN_TREASURY },        { CARD_LOST, CARD_SURRENDERED },
    };
    for (int from = 0; from < ACCOUNT_KIND_COUNT; from++)
        for (int to = 0; to < ACCOUNT_KIND_COUNT; to++) {
            bool listed = false;
            enum outcome outcome = post_one(t, (enum account_kind)from, (enum account_kind)to, 1);
            for (size_t i = 0; i < COUNT(edges); i++)
                listed = listed || ((int)edges[i].from == from && (int)edges[i].to == to);
            if (!listed)
                assert_refused(&t->desk, outcome, NO_EDGE_MISSING);
            else if (outcome != DONE)
                assert_refused(&t->desk, outcome, NO_ACCOUNT_SHORT);
        }
    assert_int_equal(broken(t, NULL).count, 0);
}

static void only_the_edges_of_the_table_exist(void **state)
{
    (void)state;
    test_on_each_engine(run_edges);
}

static void run_cash(struct test_db *t)
{
    assert_done(&t->desk, post_one(t, FEN_PAYERS, FEN_CASH, 2000));
    for (int to = 0; to < ACCOUNT_KIND_COUNT; to++)
        if (to != FEN_TREASURY)
            assert_refused(&t->desk, post_one(t, FEN_CASH, (enum account_kind)to, 2000),
                           NO_EDGE_MISSING);
    assert_done(&t->desk, post_one(t, FEN_CASH, FEN_TREASURY, 2000));
    assert_refused(&t->desk, post_one(t, FEN_TREASURY, FEN_CASH, 1), NO_EDGE_MISSING);
    assert_int_equal(balance(t, FEN_TREASURY), 2000);
}

static void fee_cash_goes_to_the_treasury_and_nowhere_else(void **state)
{
    (void)state;
    test_on_each_engine(run_cash);
}

static void run_one_posting(struct test_db *t)
{
    struct move moves[16];
    for (size_t i = 0; i < COUNT(moves); i++)
        moves[i] = (struct move){ CARD_MADE, CARD_STOCK, 0, (int64_t)(i % 3), 1, (int64_t)i + 1 };
    for (size_t n = 1; n <= COUNT(moves); n++)
        assert_done(&t->desk, post(t, moves, n));
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM transfer"), 136);
    assert_int_equal(balance(t, CARD_MADE), -136);
    assert_int_equal(broken(t, NULL).count, 0);
}

static void one_posting_may_meet_the_same_account_many_times(void **state)
{
    (void)state;
    test_on_each_engine(run_one_posting);
}

/** A falsified row, and the law that names it. */
static void run_falsified(struct test_db *t)
{
    static const struct {
        const char *falsify, *back, *law;
    } cases[] = {
        { "UPDATE account SET balance = balance + 1 WHERE kind = 'CARD_STOCK'",
          "UPDATE account SET balance = balance - 1 WHERE kind = 'CARD_STOCK'", "L-1" },
        { "UPDATE account SET balance = balance + 1 WHERE kind = 'CARD_STOCK'",
          "UPDATE account SET balance = balance - 1 WHERE kind = 'CARD_STOCK'", "L-3" },
        { "UPDATE transfer SET amount = amount + 1 WHERE debit = 'CARD_STOCK'",
          "UPDATE transfer SET amount = amount - 1 WHERE debit = 'CARD_STOCK'", "L-1" },
        { "UPDATE transfer SET credit = 'CARD_LOST' WHERE debit = 'CARD_STOCK'",
          "UPDATE transfer SET credit = 'CARD_HOLDER' WHERE debit = 'CARD_STOCK'", "L-1" },
        { "UPDATE account SET kind = 'CARD_LOST' WHERE kind = 'CARD_HOLDER'",
          "UPDATE account SET kind = 'CARD_HOLDER' WHERE kind = 'CARD_LOST'", "L-1" },
        { "UPDATE account SET source = 1 WHERE kind = 'CARD_STOCK'",
          "UPDATE account SET source = 0 WHERE kind = 'CARD_STOCK'", "L-2" },
        { "DELETE FROM account WHERE kind = 'CARD_HOLDER'", NULL, "L-1" },
    };
    assert_done(&t->desk, post_one(t, CARD_MADE, CARD_STOCK, 5));
    assert_done(&t->desk, post_one(t, CARD_STOCK, CARD_HOLDER, 2));
    for (size_t i = 0; i < COUNT(cases); i++) {
        by_hand(t, cases[i].falsify);
        if (!broken(t, cases[i].law).found)
            fail_msg("%s goes unseen by %s", cases[i].falsify, cases[i].law);
        if (!cases[i].back)
            break;
        by_hand(t, cases[i].back);
        assert_int_equal(broken(t, NULL).count, 0);
    }
}

static void a_law_finds_what_was_falsified(void **state)
{
    (void)state;
    test_on_each_engine(run_falsified);
}

/** Each kind's `source` as the program has it stands in the law too. */
static void run_sources(struct test_db *t)
{
    for (int kind = 0; kind < ACCOUNT_KIND_COUNT; kind++) {
        const struct account_text *text = account_text((enum account_kind)kind);
        by_hand(t, arena_printf(t->desk.arena,
                                "INSERT INTO account (part, kind, holder, source, balance) VALUES "
                                "(1, '%s', 0, %d, 0)",
                                text->code, text->source)
                       .at);
    }
    assert_int_equal(broken(t, NULL).count, 0);
    by_hand(t, "UPDATE account SET source = 1 - source");
    assert_int_equal(broken(t, NULL).count, ACCOUNT_KIND_COUNT);
}

static void the_law_knows_the_sources(void **state)
{
    (void)state;
    test_on_each_engine(run_sources);
}

/** Cards that left one unit for another of the same database are there, or still on the way. */
static void run_between(struct test_db *t)
{
    const struct move out[] = { { CARD_MADE, CARD_STOCK, 0, 0, 3, 1 },
                                { CARD_STOCK, CARD_TRANSIT, 0, STATION_TWO, 3, 1 },
                                { CARD_TRANSIT, CARD_SENT, STATION_TWO, STATION_TWO, 2, 1 } };
    const struct move more = { CARD_TRANSIT, CARD_SENT, STATION_TWO, STATION_TWO, 1, 1 };
    const struct move in = { CARD_ARRIVED, CARD_STOCK, STATION_ONE, 0, 2, 1 };
    for (size_t i = 0; i < COUNT(out); i++)
        assert_done(&t->desk, post(t, &out[i], 1));
    assert_int_equal(broken(t, NULL).count, 0); /* the other's database may be elsewhere */
    assert_done(&t->desk, ledger_post(&t->desk, STATION_TWO, &in, 1));
    assert_int_equal(broken(t, NULL).count, 0);
    assert_done(&t->desk, post(t, &more, 1));
    assert_true(broken(t, "L-4").found);
}

static void what_left_one_unit_arrived_at_the_other(void **state)
{
    (void)state;
    test_on_each_engine(run_between);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_amount_moves_and_nothing_appears),
        cmocka_unit_test(what_is_not_there_cannot_be_given_and_nothing_is_left_half_done),
        cmocka_unit_test(only_the_edges_of_the_table_exist),
        cmocka_unit_test(fee_cash_goes_to_the_treasury_and_nowhere_else),
        cmocka_unit_test(one_posting_may_meet_the_same_account_many_times),
        cmocka_unit_test(a_law_finds_what_was_falsified),
        cmocka_unit_test(the_law_knows_the_sources),
        cmocka_unit_test(what_left_one_unit_arrived_at_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
