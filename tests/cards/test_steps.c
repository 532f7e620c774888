/** Review, signing, audit, and the way back: four people, the version each saw, reasons, and a
 * portrait that was looked at. On both engines. */
#include "register/person_store.h"
#include "support/city.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct verdict good = { .good = true };
#define BAD ((struct verdict){ false, STR("31"), STR("address") })

static struct application accept_one(struct test_db *t)
{
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    return city_accept(t, STATION_ONE, person, "21");
}

/** The clerk of a job, taken for somebody who took an earlier step. */
static void enter_as(struct test_db *t, const char *login, int64_t id)
{
    enter(t, login);
    t->desk.clerk.id = id;
}

/* ---- four eyes ---- */

static void run_four_eyes(struct test_db *t)
{
    const struct verdict bad = BAD;
    struct application app, out;
    struct desk *desk = &t->desk;
    city_open(t);
    app = accept_one(t);
    struct str number = app.number;
    city_bring(t, number, APPLICATION_AT_COUNTY);
    enter_as(t, "review.1", app.acceptor);
    assert_refused(desk, review_application(desk, number, &good, &out), NO_OWN_ACCEPTANCE);
    assert_refused(desk, review_application(desk, number, &bad, &out), NO_OWN_ACCEPTANCE);
    app = city_bring(t, number, APPLICATION_REVIEWED);
    enter_as(t, "sign.1", app.acceptor);
    assert_refused(desk, sign_application(desk, number, &good, false, &out), NO_OWN_ACCEPTANCE);
    assert_refused(desk, sign_application(desk, number, &bad, false, &out), NO_OWN_ACCEPTANCE);
    enter_as(t, "sign.1", app.reviewer);
    assert_refused(desk, sign_application(desk, number, &good, false, &out), NO_OWN_STEP);
    assert_refused(desk, sign_application(desk, number, &bad, false, &out), NO_OWN_STEP);
    app = city_bring(t, number, APPLICATION_AT_CITY);
    enter_as(t, "audit", app.signer);
    assert_refused(desk, audit_application(desk, number, &good, &out), NO_OWN_STEP);
    assert_refused(desk, audit_application(desk, number, &bad, &out), NO_OWN_STEP);
    app = city_bring(t, number, APPLICATION_AUDITED);
    assert_int_not_equal(app.acceptor, app.reviewer);
    assert_int_not_equal(app.reviewer, app.signer);
    assert_int_not_equal(app.signer, app.auditor);
    assert_laws(t);
    city_close(t);
}

static void nobody_takes_two_steps_that_watch_each_other(void **state)
{
    (void)state;
    test_on_each_engine(run_four_eyes);
}

/** Each step by the wrong job, and by the right job of another place. */
static void run_wrong_desks(struct test_db *t)
{
    struct application out;
    struct desk *desk = &t->desk;
    city_open(t);
    struct str number = accept_one(t).number;
    city_bring(t, number, APPLICATION_AT_COUNTY);
    enter(t, "sign.1");
    assert_refused(desk, review_application(desk, number, &good, &out), NO_RIGHT_MISSING);
    enter(t, "review.2");
    assert_refused(desk, review_application(desk, number, &good, &out), NO_NOT_YOUR_DESK);
    enter(t, "sign.1");
    assert_refused(desk, sign_application(desk, number, &good, false, &out), NO_WRONG_STEP);
    city_bring(t, number, APPLICATION_REVIEWED);
    enter(t, "review.1");
    assert_refused(desk, sign_application(desk, number, &good, false, &out), NO_RIGHT_MISSING);
    enter(t, "sign.2");
    assert_refused(desk, sign_application(desk, number, &good, false, &out), NO_NOT_YOUR_DESK);
    city_bring(t, number, APPLICATION_AT_CITY);
    enter(t, "pack");
    assert_refused(desk, audit_application(desk, number, &good, &out), NO_RIGHT_MISSING);
    enter(t, "audit");
    assert_refused(desk, audit_application(desk, STR("6501020112008030399999"), &good, &out),
                   NO_APPLICATION_UNKNOWN);
    enter(t, "accept.1");
    assert_refused(desk, void_application(desk, number, &out), NO_WRONG_STEP);
    assert_refused(desk, correct_application(desk, number, NULL, &out), NO_WRONG_STEP);
    assert_int_equal(city_application(t, number).state, APPLICATION_AT_CITY);
    city_close(t);
}

static void a_step_is_taken_at_its_desk_with_its_right(void **state)
{
    (void)state;
    test_on_each_engine(run_wrong_desks);
}

/* ---- versions ---- */

static void run_stale(struct test_db *t)
{
    struct application app, out;
    struct desk *desk = &t->desk;
    city_open(t);
    app = accept_one(t);
    app = city_bring(t, app.number, APPLICATION_AT_COUNTY);
    enter(t, "review.1");
    desk->expected_version = app.ver - 1;
    assert_refused(desk, review_application(desk, app.number, &good, &out), NO_VERSION_STALE);
    char detail[16];
    snprintf(detail, sizeof detail, "%d", app.ver);
    assert_true(str_is(desk->why.detail, detail)); /* the version to look at */
    assert_int_equal(city_application(t, app.number).ver, app.ver);
    desk->expected_version = app.ver;
    assert_done(desk, review_application(desk, app.number, &good, &out));
    assert_int_equal(out.ver, app.ver + 1);
    city_close(t);
}

static void a_step_is_taken_on_what_was_seen(void **state)
{
    (void)state;
    test_on_each_engine(run_stale);
}

/** Two desks loaded the same row: the second one's change is refused by the row itself. */
static void run_raced(struct test_db *t)
{
    struct application one, two;
    city_open(t);
    one = accept_one(t);
    two = one = city_application(t, one.number);
    one.phone = STR("1");
    {
        SCOPED(tx) tx = { 0 };
        assert_done(&t->desk, tx_open(&t->desk, &tx));
        assert_done(&t->desk, application_save(&t->desk, &one));
        assert_done(&t->desk, tx_commit(&tx));
    }
    SCOPED(tx) tx = { 0 };
    assert_done(&t->desk, tx_open(&t->desk, &tx));
    enum outcome outcome = application_save(&t->desk, &two);
    if (outcome == DONE)
        outcome = tx_commit(&tx);
    assert_refused(&t->desk, outcome, NO_CHANGED_MEANWHILE);
    tx_close(&tx);
    city_close(t);
}

static void of_two_desks_the_first_wins(void **state)
{
    (void)state;
    test_on_each_engine(run_raced);
}

/* ---- refusing ---- */

static void run_reasons(struct test_db *t)
{
    static const struct {
        const char *reason, *field;
        enum refusal refusal;
    } cases[] = {
        { "", "", NO_REASON_REQUIRED },
        { "31", "", NO_REASON_REQUIRED },
        { "", "address", NO_REASON_REQUIRED },
        { "77", "address", NO_REASON_UNKNOWN },
    };
    struct application out;
    struct desk *desk = &t->desk;
    city_open(t);
    struct str number = accept_one(t).number;
    city_bring(t, number, APPLICATION_AT_COUNTY);
    enter(t, "review.1");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct verdict v = { false, str_of(cases[i].reason), str_of(cases[i].field) };
        assert_refused(desk, review_application(desk, number, &v, &out), cases[i].refusal);
        assert_refused(desk, refuse_step(desk, number, &v, &out), cases[i].refusal);
    }
    const struct verdict odd = { false, STR("31"), STR("a\"},{\"b") }; /* no hole in the journal */
    assert_done(desk, review_application(desk, number, &odd, &out));
    assert_int_equal(
        test_number(desk, "SELECT count(*) FROM entry WHERE verb = 'application.refused' AND "
                          "replace(body, 'a\\\"},{\\\"b', '') <> body"),
        1);
    city_close(t);
}

static void a_refusal_names_its_rule_and_its_field(void **state)
{
    (void)state;
    test_on_each_engine(run_reasons);
}

/** Refused by each who may, corrected by the station, and through. */
static void run_correction(struct test_db *t)
{
    static const struct {
        enum application_state at, refused;
        const char *login;
        enum outcome (*step)(struct desk *, struct str, const struct verdict *,
                             struct application *);
    } cases[] = {
        { APPLICATION_AT_COUNTY, APPLICATION_REVIEW_REFUSED, "review.1", review_application },
        { APPLICATION_REVIEWED, APPLICATION_REVIEW_REFUSED, "sign.1", refuse_step },
        { APPLICATION_AT_CITY, APPLICATION_AUDIT_REFUSED, "audit", audit_application },
        { APPLICATION_AT_CENTRE, APPLICATION_CENTRE_REFUSED, "make", refuse_step },
    };
    const struct verdict bad = BAD;
    struct application app, out;
    struct desk *desk = &t->desk;
    city_open(t);
    for (size_t i = 0; i < COUNT(cases); i++) {
        app = accept_one(t);
        city_bring(t, app.number, cases[i].at);
        enter(t, cases[i].login);
        assert_done(desk, cases[i].step(desk, app.number, &bad, &out));
        assert_int_equal(out.state, cases[i].refused);
        assert_int_equal(out.live, 0);
        assert_int_equal(out.at_unit, STATION_ONE);
        assert_true(str_is(out.reason, "31") && str_is(out.reason_field, "address"));
        by_hand(t,
                arena_printf(desk->arena,
                             "UPDATE household SET street = '更正路' WHERE id = (SELECT household "
                             "FROM person WHERE id = %lld)",
                             (long long)app.person)
                    .at);
        enter(t, "accept.3");
        assert_refused(desk, correct_application(desk, app.number, NULL, &out), NO_NOT_YOUR_DESK);
        enter(t, "accept.1b");
        assert_done(desk, correct_application(desk, app.number, city_picture(2), &out));
        assert_int_equal(out.state, APPLICATION_COMPLETE);
        assert_int_equal(out.live, 1);
        assert_true(str_find(out.address, STR("更正路")) < out.address.len);
        assert_true(str_eq(out.portrait, str_from(city_picture(2)->hash, 32)));
        assert_int_equal(out.reason.len, 0);
        assert_int_equal(out.reviewer + out.signer + out.auditor, 0);
        assert_false(day_is(out.signed_on) || day_is(out.valid_from));
        assert_true(str_eq(out.receipt, app.receipt)); /* no second fee */
        assert_int_equal(out.due_on.n, app.due_on.n);  /* the clock goes on */
        city_bring(t, app.number, APPLICATION_MADE);
    }
    assert_laws(t);
    city_close(t);
}

static void a_refused_application_is_corrected_and_goes_on(void **state)
{
    (void)state;
    test_on_each_engine(run_correction);
}

/** What acceptance would refuse of the person, a correction refuses too; and a question about the
 * number holds. */
static void run_correction_refused(struct test_db *t)
{
    const struct verdict bad = BAD;
    struct application app, out;
    struct desk *desk = &t->desk;
    city_open(t);
    app = accept_one(t);
    city_bring(t, app.number, APPLICATION_AT_COUNTY);
    enter(t, "review.1");
    assert_done(desk, review_application(desk, app.number, &bad, &out));
    enter(t, "accept.1");
    city_person_set(t, app.person, "status", "'1'");
    assert_refused(desk, correct_application(desk, app.number, NULL, &out), NO_PERSON_NOT_NORMAL);
    city_person_set(t, app.person, "status", "'0'");
    city_person_set(t, app.person, "name", "'阿卜杜克里木·买买提吐尔逊·伊敏江'");
    assert_refused(desk, correct_application(desk, app.number, NULL, &out), NO_NAME_TOO_LONG);
    city_person_set(t, app.person, "name", "'张更正'");
    city_number_case(t, STATION_ONE, app.person);
    assert_done(desk, correct_application(desk, app.number, NULL, &out));
    assert_int_equal(out.state, APPLICATION_HELD);
    assert_true(str_is(out.name, "张更正"));
    assert_laws(t);
    city_close(t);
}

static void a_correction_asks_what_acceptance_asks(void **state)
{
    (void)state;
    test_on_each_engine(run_correction_refused);
}

/* ---- signing ---- */

static void run_batch(struct test_db *t)
{
    const struct verdict bad = BAD;
    struct application app, out;
    struct desk *desk = &t->desk;
    city_open(t);
    app = accept_one(t);
    city_bring(t, app.number, APPLICATION_AT_COUNTY);
    enter(t, "sign.1"); /* a look before the review is none */
    app = city_application(t, app.number);
    assert_done(desk, note_portrait_look(desk, &app));
    test_wait(desk, 60);
    city_bring(t, app.number, APPLICATION_REVIEWED);
    enter(t, "sign.1");
    assert_refused(desk, sign_application(desk, app.number, &good, true, &out),
                   NO_PORTRAIT_NOT_OPENED);
    enter(t, "sign.1b"); /* another's look is not one's own */
    app = city_application(t, app.number);
    assert_done(desk, note_portrait_look(desk, &app));
    enter(t, "sign.1");
    assert_refused(desk, sign_application(desk, app.number, &good, true, &out),
                   NO_PORTRAIT_NOT_OPENED);
    assert_done(desk, note_portrait_look(desk, &app));
    test_wait(desk, 60);
    assert_done(desk, sign_application(desk, app.number, &good, true, &out));
    assert_int_equal(out.state, APPLICATION_SIGNED);

    app = accept_one(t); /* looked at, then refused, corrected with another picture, reviewed */
    city_bring(t, app.number, APPLICATION_REVIEWED);
    enter(t, "sign.1");
    app = city_application(t, app.number);
    assert_done(desk, note_portrait_look(desk, &app));
    test_wait(desk, 60);
    assert_done(desk, sign_application(desk, app.number, &bad, false, &out));
    enter(t, "accept.1");
    assert_done(desk, correct_application(desk, app.number, city_picture(3), &out));
    city_bring(t, app.number, APPLICATION_REVIEWED);
    enter(t, "sign.1");
    assert_refused(desk, sign_application(desk, app.number, &good, true, &out),
                   NO_PORTRAIT_NOT_OPENED);
    assert_done(desk, sign_application(desk, app.number, &good, false, &out)); /* one by one */
    city_close(t);
}

static void a_batch_signs_only_portraits_that_were_opened(void **state)
{
    (void)state;
    test_on_each_engine(run_batch);
}

/** The vectors of the standard and of domain 1.2 that a life in this city can reach. [GA214.8] */
static void run_validity(struct test_db *t)
{
    static const struct {
        struct day born;
        int year, month, day;
        struct day to;
    } cases[] = {
        { DAY(1993, 12, 12), 2004, 3, 27, DAY(2009, 3, 27) },
        { DAY(1981, 12, 12), 2004, 3, 27, DAY(2014, 3, 27) },
        { DAY(1973, 12, 12), 2004, 3, 27, DAY(2024, 3, 27) },
        { DAY(1953, 12, 12), 2004, 3, 27, { NO_DAY_N } },
        { DAY(1981, 12, 12), 2004, 2, 29, DAY(2014, 3, 1) },
        { DAY(1975, 1, 1), 2008, 2, 29, DAY(2028, 2, 29) },
        { DAY(1992, 2, 29), 2018, 2, 28, DAY(2028, 2, 28) },
        { DAY(1992, 2, 29), 2018, 3, 1, DAY(2038, 3, 1) },
        { DAY(1960, 6, 15), 2006, 6, 15, { NO_DAY_N } },
        { DAY(1990, 6, 15), 2006, 6, 14, DAY(2011, 6, 14) },
        { DAY(1990, 6, 15), 2006, 6, 15, DAY(2016, 6, 15) },
    };
    city_open(t);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct acceptance asked;
        struct accepted out;
        at_day(t, cases[i].year, cases[i].month, cases[i].day);
        int64_t person =
            city_person(t, &(struct sitter){ .station = STATION_ONE, .born = cases[i].born });
        asked = city_asked(STATION_ONE, person, "21");
        asked.guardian = STR("母亲");
        enter(t, "accept.1");
        assert_done(&t->desk, accept_application(&t->desk, &asked, &out));
        struct application app = city_bring(t, out.application.number, APPLICATION_SIGNED);
        assert_int_equal(app.valid_from.n, t->desk.today.n);
        if (app.valid_to.n != cases[i].to.n)
            fail_msg("row %zu ends %d", i, app.valid_to.n);
    }
    assert_laws(t);
    city_close(t);
}

static void validity_follows_from_the_age_on_the_day_of_signing(void **state)
{
    (void)state;
    test_on_each_engine(run_validity);
}

/* ---- counts ---- */

static void run_counts(struct test_db *t)
{
    struct state_count counts[50];
    struct applications page;
    size_t n = 0;
    city_open(t);
    for (int i = 0; i < 5; i++)
        accept_one(t);
    struct application app = accept_one(t);
    city_bring(t, app.number, APPLICATION_AT_COUNTY); /* all six go */
    enter(t, "review.1");
    assert_done(&t->desk, application_counts(&t->desk, counts, COUNT(counts), &n));
    assert_int_equal(n, 1);
    assert_int_equal(counts[0].state, APPLICATION_AT_COUNTY);
    assert_int_equal(counts[0].count, 6);
    assert_int_equal(counts[0].overdue, 0);
    assert_done(&t->desk, application_queue(&t->desk, APPLICATION_AT_COUNTY, APPLICATION_AT_COUNTY,
                                            QUEUE_START, 4, &page));
    assert_int_equal(page.count, 4);
    const struct queue_place after = { page.at[3].due_on, page.at[3].part, page.at[3].id };
    assert_done(&t->desk, application_queue(&t->desk, APPLICATION_AT_COUNTY, APPLICATION_AT_COUNTY,
                                            after, 4, &page));
    assert_int_equal(page.count, 2);
    at_day(t, 2008, 5, 3); /* past the 60 days */
    assert_done(&t->desk, application_counts(&t->desk, counts, COUNT(counts), &n));
    assert_int_equal(counts[0].overdue, 6);
    enter(t, "review.2");
    assert_done(&t->desk, application_counts(&t->desk, counts, COUNT(counts), &n));
    assert_int_equal(n, 0);
    city_close(t);
}

static void queues_and_counts_are_those_of_the_reach(void **state)
{
    (void)state;
    test_on_each_engine(run_counts);
}

/* ---- laws ---- */

static void run_laws(struct test_db *t)
{
    static const struct {
        const char *falsify, *back, *law;
    } cases[] = {
        { "UPDATE application SET live = 0", "UPDATE application SET live = 1", "C-1" },
        { "UPDATE application SET state = 12", "UPDATE application SET state = 13", "C-1" },
        { "UPDATE application_number SET application = application + 1",
          "UPDATE application_number SET application = application - 1", "C-2" },
        { "UPDATE application SET receipt = NULL", "UPDATE application SET receipt = 'T0-00000001'",
          "C-3" },
        { "UPDATE application SET valid_from = NULL", "UPDATE application SET valid_from = 13941",
          "C-4" },
        { "DELETE FROM application_number", NULL, "C-2" },
    };
    bool found;
    city_open(t);
    struct application app = accept_one(t);
    city_bring(t, app.number, APPLICATION_SIGNED);
    for (size_t i = 0; i < COUNT(cases); i++) {
        by_hand(t, cases[i].falsify);
        broken_laws(t, cases[i].law, &found);
        if (!found)
            fail_msg("%s goes unseen by %s", cases[i].falsify, cases[i].law);
        if (cases[i].back)
            by_hand(t, cases[i].back);
    }
    city_close(t);
}

static void a_law_finds_what_was_falsified(void **state)
{
    (void)state;
    test_on_each_engine(run_laws);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_takes_two_steps_that_watch_each_other),
        cmocka_unit_test(a_step_is_taken_at_its_desk_with_its_right),
        cmocka_unit_test(a_step_is_taken_on_what_was_seen),
        cmocka_unit_test(of_two_desks_the_first_wins),
        cmocka_unit_test(a_refusal_names_its_rule_and_its_field),
        cmocka_unit_test(a_refused_application_is_corrected_and_goes_on),
        cmocka_unit_test(a_correction_asks_what_acceptance_asks),
        cmocka_unit_test(a_batch_signs_only_portraits_that_were_opened),
        cmocka_unit_test(validity_follows_from_the_age_on_the_day_of_signing),
        cmocka_unit_test(queues_and_counts_are_those_of_the_reach),
        cmocka_unit_test(a_law_finds_what_was_falsified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
