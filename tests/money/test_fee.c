/** What a card costs, by ground and day and person, and that nothing is taken without its receipt.
 */
#include "money/fee.h"
#include "office/clerk.h"
#include "support/city.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { NOT_HERE = -1, NO_SUCH = -2, NONE = -3 };

static int64_t quote(struct test_db *t, const char *kind, const char *ground, const char *exemption)
{
    struct fee fee;
    enum outcome outcome =
        fee_quote(&t->desk, kind, str_of(ground), str_of(exemption ? exemption : ""), &fee);
    if (outcome == DONE)
        return fee.fen;
    assert_int_equal(outcome, REFUSED);
    if (t->desk.why.refusal == NO_EXEMPTION_NOT_HERE)
        return NOT_HERE;
    return t->desk.why.refusal == NO_EXEMPTION_UNKNOWN ? NO_SUCH : NONE;
}

/* clang-format off */
/** [F03] of 2003-12-30, in force with the law; [F18] from 2018-04-01; [L 21]. */
static const struct {
    int year, month, day;
    const char *kind, *ground, *exemption;
    int64_t fen;
} fees[] = {
    { 2003, 12, 31, "CARD",      "12", NULL, NONE },
    { 2004,  1,  1, "CARD",      "12", NULL, 2000 },
    { 2008,  3,  3, "CARD",      "11", NULL, 2000 },
    { 2008,  3,  3, "CARD",      "13", NULL, 2000 },
    { 2008,  3,  3, "CARD",      "21", NULL, 2000 },
    { 2008,  3,  3, "CARD",      "22", NULL, 2000 },
    { 2008,  3,  3, "CARD",      "23", NULL, 4000 }, /* damaged */
    { 2008,  3,  3, "CARD",      "24", NULL, 2000 },
    { 2008,  3,  3, "CARD",      "31", NULL,    0 }, /* the police's own error */
    { 2008,  3,  3, "CARD",      "41", NULL, 4000 }, /* lost */
    { 2008,  3,  3, "TEMPORARY", "12", NULL, 1000 },
    { 2008,  3,  3, "TEMPORARY", "41", NULL, 1000 },
    { 2018,  3, 31, "CARD",      "12", NULL, 2000 },
    { 2018,  4,  1, "CARD",      "12", NULL,    0 },
    { 2018,  4,  1, "CARD",      "11", NULL,    0 },
    { 2018,  4,  1, "CARD",      "15", NULL,    0 },
    { 2018,  4,  1, "CARD",      "21", NULL, 2000 }, /* renewals did not become free */
    { 2018,  4,  1, "CARD",      "23", NULL, 4000 },
    { 2018,  4,  1, "CARD",      "41", NULL, 4000 },
    { 2018,  4,  1, "TEMPORARY", "12", NULL, 1000 }, /* also beside a first application */
    { 2026, 11, 24, "CARD",      "12", NULL,    0 },
    /* exemptions: first application and renewal only */
    { 2008,  3,  3, "CARD",      "12", "1",     0 },
    { 2008,  3,  3, "CARD",      "21", "1",     0 },
    { 2008,  3,  3, "CARD",      "23", "2",     0 },
    { 2008,  3,  3, "CARD",      "21", "3",  1000 }, /* half for hardship */
    { 2008,  3,  3, "CARD",      "23", "3",  2000 },
    { 2008,  3,  3, "CARD",      "41", "1", NOT_HERE },
    { 2008,  3,  3, "CARD",      "41", "3", NOT_HERE },
    { 2008,  3,  3, "CARD",      "31", "1", NOT_HERE },
    { 2008,  3,  3, "CARD",      "21", "9", NO_SUCH },
    { 2018,  4,  1, "CARD",      "12", "3",     0 },
    { 2008,  3,  3, "CARD",      "51", NULL, NONE },
    { 2008,  3,  3, "CARD",      "1",  NULL, NONE },
};
/* clang-format on */

static void run_fees(struct test_db *t)
{
    city_open(t);
    for (size_t i = 0; i < COUNT(fees); i++) {
        at_day(t, fees[i].year, fees[i].month, fees[i].day);
        int64_t fen = quote(t, fees[i].kind, fees[i].ground, fees[i].exemption);
        if (fen != fees[i].fen)
            fail_msg("%d-%02d-%02d %s %s %s: %lld instead of %lld", fees[i].year, fees[i].month,
                     fees[i].day, fees[i].kind, fees[i].ground,
                     fees[i].exemption ? fees[i].exemption : "", (long long)fen,
                     (long long)fees[i].fen);
    }
    city_close(t);
}

static void a_fee_follows_from_ground_day_and_exemption(void **state)
{
    (void)state;
    test_on_each_engine(run_fees);
}

static void run_sources(struct test_db *t)
{
    struct fee fee;
    city_open(t);
    assert_done(&t->desk, fee_quote(&t->desk, "CARD", STR("21"), STR("3"), &fee));
    assert_true(str_is(fee.source, "[F03] [L 21] city"));
    assert_true(str_is(fee.exemption, "3"));
    at_day(t, 2018, 4, 1);
    assert_done(&t->desk, fee_quote(&t->desk, "CARD", STR("12"), NO_STR, &fee));
    assert_true(str_is(fee.source, "[F18]"));
    assert_int_equal(fee.exemption.len, 0);
    city_close(t);
}

static void a_fee_says_where_it_comes_from(void **state)
{
    (void)state;
    test_on_each_engine(run_sources);
}

/** A later row of the city for one ground. */
static void run_new_tariff(struct test_db *t)
{
    city_open(t);
    by_hand(t, "INSERT INTO tariff (kind, ground, begins, fee, source) "
               "VALUES ('CARD', '23', 14000, 3000, 'city')"); /* 2008-05-01 */
    at_day(t, 2008, 4, 30);
    assert_int_equal(quote(t, "CARD", "23", NULL), 4000);
    at_day(t, 2008, 5, 1);
    assert_int_equal(quote(t, "CARD", "23", NULL), 3000);
    assert_int_equal(quote(t, "CARD", "21", NULL), 2000);
    city_close(t);
}

static void a_tariff_begins_on_its_day(void **state)
{
    (void)state;
    test_on_each_engine(run_new_tariff);
}

static enum outcome take(struct test_db *t, int64_t fen, struct str *serial)
{
    SCOPED(tx) tx = { 0 };
    const struct fee fee = { fen, STR("[F03]"), NO_STR };
    TRY(tx_open(&t->desk, &tx));
    TRY(fee_take(&t->desk, "CARD", &fee, STATION_ONE, 7, serial));
    return tx_commit(&tx);
}

static void run_serials(struct test_db *t)
{
    struct str serial;
    city_open(t);
    enter(t, "accept.1");
    for (int i = 1; i <= 5; i++) {
        char want[32];
        assert_done(&t->desk, take(t, 2000, &serial));
        snprintf(want, sizeof want, "T0-%08d", i);
        assert_true(str_is(serial, want));
    }
    assert_done(&t->desk, take(t, 0, &serial));
    assert_int_equal(serial.len, 0);
    int64_t clerk = t->desk.clerk.id;
    assert_int_equal(city_balance(t, STATION_ONE, "FEN_CASH", clerk), 10000);
    assert_int_equal(city_balance(t, STATION_ONE, "RECEIPT_USED", clerk), 5);
    assert_int_equal(city_balance(t, STATION_ONE, "RECEIPT_CLERK", clerk), BOOK_OF_SERIALS - 5);
    enter(t, "accept.2");
    assert_done(&t->desk, take(t, 2000, &serial));
    assert_true(str_is(serial, "T1-00000001"));
    assert_laws(t);
    city_close(t);
}

static void receipts_are_consecutive_and_each_clerk_has_a_book(void **state)
{
    (void)state;
    test_on_each_engine(run_serials);
}

static void run_exhausted(struct test_db *t)
{
    struct str serial = NO_STR;
    struct acceptance asked;
    struct accepted out;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    enter(t, "accept.1");
    for (int i = 1; i <= BOOK_OF_SERIALS; i++)
        assert_done(&t->desk, take(t, 2000, &serial));
    assert_refused(&t->desk, take(t, 2000, &serial), NO_NO_RECEIPT_BOOK);
    asked = city_asked(STATION_ONE, person, "12");
    assert_refused(&t->desk, accept_application(&t->desk, &asked, &out), NO_NO_RECEIPT_BOOK);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM application"), 0);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM acceptance_serial"), 0);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM blob"), 0);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM receipt"), BOOK_OF_SERIALS);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM entry WHERE unit = 650102011"), 1);
    enter(t, "accept.1b"); /* never had one */
    assert_refused(&t->desk, take(t, 2000, &serial), NO_NO_RECEIPT_BOOK);
    asked.exemption = STR("1"); /* what costs nothing needs none */
    assert_done(&t->desk, accept_application(&t->desk, &asked, &out));
    assert_laws(t);
    city_close(t);
}

static void without_a_receipt_there_is_no_fee_and_nothing_is_left(void **state)
{
    (void)state;
    test_on_each_engine(run_exhausted);
}

static enum outcome issue(struct test_db *t, int32_t unit, const char *prefix, int64_t first,
                          int64_t last)
{
    struct clerk_record holder;
    int64_t id;
    assert_done(
        &t->desk,
        clerk_find(&t->desk, unit == STATION_TWO ? STR("handout.2") : STR("accept.1b"), &holder));
    return receipt_book_issue(&t->desk, unit, holder.id, str_of(prefix), first, last, &id);
}

static void run_books(struct test_db *t)
{
    struct str serial;
    city_open(t);
    enter(t, "finance.1");
    assert_done(&t->desk, issue(t, STATION_ONE, "A", 1, 100));
    assert_refused(&t->desk, issue(t, STATION_TWO, "A", 100, 200), NO_BOOK_OVERLAP);
    assert_refused(&t->desk, issue(t, STATION_TWO, "A", 50, 60), NO_BOOK_OVERLAP);
    assert_done(&t->desk, issue(t, STATION_TWO, "A", 101, 101));
    assert_done(&t->desk, issue(t, STATION_TWO, "B", 1, 100));
    assert_refused(&t->desk, issue(t, STATION_TWO, "C", 2, 1), NO_ITEM_WRONG);
    assert_refused(&t->desk, issue(t, STATION_TWO, "C", 0, 1), NO_ITEM_WRONG);
    assert_refused(&t->desk, issue(t, STATION_TWO, "C", 1, 2000000), NO_ITEM_WRONG);
    assert_refused(&t->desk, issue(t, STATION_TWO, "\"},{\"", 1, 2), NO_ITEM_WRONG);
    assert_refused(&t->desk, issue(t, STATION_TWO, "TOO-LONG-", 1, 2), NO_ITEM_WRONG);
    assert_refused(&t->desk, issue(t, STATION_THREE, "C", 1, 2), NO_NOT_YOUR_DESK);
    assert_refused(&t->desk, issue(t, BUREAU_ONE, "C", 1, 2), NO_ITEM_WRONG); /* not his unit */
    enter(t, "accept.1b"); /* the second book goes on where the first ends */
    assert_refused(&t->desk, issue(t, STATION_ONE, "C", 1, 2), NO_RIGHT_MISSING);
    for (int i = 0; i < 100; i++)
        assert_done(&t->desk, take(t, 100, &serial));
    assert_true(str_is(serial, "A00000100"));
    enter(t, "finance.1");
    assert_done(&t->desk, issue(t, STATION_ONE, "D", 900, 901));
    enter(t, "accept.1b");
    assert_done(&t->desk, take(t, 100, &serial));
    assert_true(str_is(serial, "D00000900"));
    assert_laws(t);
    city_close(t);
}

static void books_do_not_overlap_and_come_from_the_finance_office(void **state)
{
    (void)state;
    test_on_each_engine(run_books);
}

static void run_falsified(struct test_db *t)
{
    static const struct {
        const char *falsify, *back, *law;
    } cases[] = {
        { "UPDATE receipt SET fee = fee + 1 WHERE serial = 'T0-00000001'",
          "UPDATE receipt SET fee = fee - 1 WHERE serial = 'T0-00000001'", "M-2" },
        { "UPDATE receipt SET state = 'VOID' WHERE serial = 'T0-00000001'",
          "UPDATE receipt SET state = 'ISSUED' WHERE serial = 'T0-00000001'", "M-2" },
        { "UPDATE receipt SET book = 1 WHERE serial = 'T0-00000001'",
          "UPDATE receipt SET book = (SELECT max(b.id) FROM receipt_book b WHERE b.prefix = 'T0-') "
          "WHERE serial = 'T0-00000001'",
          "M-1" },
        { "UPDATE receipt_book SET next = next + 1 WHERE prefix = 'T0-'",
          "UPDATE receipt_book SET next = next - 1 WHERE prefix = 'T0-'", "M-1" },
        { "DELETE FROM receipt WHERE serial = 'T0-00000001'", NULL, "M-1" },
    };
    bool found;
    struct str serial;
    city_open(t);
    enter(t, "accept.1");
    assert_done(&t->desk, take(t, 2000, &serial));
    assert_done(&t->desk, take(t, 4000, &serial));
    for (size_t i = 0; i < COUNT(cases); i++) {
        by_hand(t, cases[i].falsify);
        broken_laws(t, cases[i].law, &found);
        if (!found)
            fail_msg("%s goes unseen by %s", cases[i].falsify, cases[i].law);
        if (!cases[i].back)
            continue;
        by_hand(t, cases[i].back);
        assert_int_equal(broken_laws(t, NULL, &found), 0);
    }
    city_close(t);
}

static void a_law_finds_what_was_falsified(void **state)
{
    (void)state;
    test_on_each_engine(run_falsified);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fee_follows_from_ground_day_and_exemption),
        cmocka_unit_test(a_fee_says_where_it_comes_from),
        cmocka_unit_test(a_tariff_begins_on_its_day),
        cmocka_unit_test(receipts_are_consecutive_and_each_clerk_has_a_book),
        cmocka_unit_test(without_a_receipt_there_is_no_fee_and_nothing_is_left),
        cmocka_unit_test(books_do_not_overlap_and_come_from_the_finance_office),
        cmocka_unit_test(a_law_finds_what_was_falsified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
