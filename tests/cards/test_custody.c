/** Cards from hand to hand in one database: both signatures, short boxes, bad cards, the old card, and
 * accounts and laws after each step. On both engines. */
#include "cards/production.h"
#include "support/city.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct application made_for(struct test_db *t, int32_t station, const char *ground)
{
    int64_t person = city_person(t, &(struct sitter){ .station = station });
    struct application app = city_accept(t, station, person, ground);
    return city_bring(t, app.number, APPLICATION_MADE);
}

static struct str serial_of(struct test_db *t, const struct application *app)
{
    struct application now = city_application(t, app->number);
    return city_card(t, &now).serial;
}

static struct application state_of(struct test_db *t, const struct application *app,
                                   enum application_state state)
{
    struct application now = city_application(t, app->number);
    assert_int_equal(now.state, state);
    return now;
}

static int64_t stock(struct test_db *t, int32_t unit)
{
    return city_balance(t, unit, "CARD_STOCK", 0);
}

/* ---- giving and receiving ---- */

static void run_two_signatures(struct test_db *t)
{
    struct consignment c, out;
    struct desk *desk = &t->desk;
    city_open(t);
    struct application one = made_for(t, STATION_ONE, "21"), two = made_for(t, STATION_TWO, "21");
    struct str serials[] = { serial_of(t, &one), serial_of(t, &two) };
    assert_int_equal(stock(t, CENTRE_UNIT), 2);
    c = city_give(t, "make", CITY_UNIT, serials, 2);
    assert_true(str_is(c.state, "PENDING"));
    assert_int_equal(stock(t, CENTRE_UNIT), 0);
    assert_int_equal(city_balance(t, CENTRE_UNIT, "CARD_TRANSIT", CITY_UNIT), 2);
    state_of(t, &one, APPLICATION_REGION_SENT);
    assert_laws(t);
    enter(t, "pack");
    t->desk.clerk.id = c.giver;
    assert_refused(desk, receive_consignment(desk, c.unit, c.id, NULL, 0, &out),
                   NO_GIVER_RECEIVER_SAME);
    enter(t, "inspect.1");
    assert_refused(desk, receive_consignment(desk, c.unit, c.id, NULL, 0, &out), NO_NOT_YOUR_DESK);
    enter(t, "make.b"); /* reaches the city, but does not count there */
    assert_refused(desk, receive_consignment(desk, c.unit, c.id, NULL, 0, &out), NO_NOT_YOUR_DESK);
    enter(t, "audit");
    assert_refused(desk, receive_consignment(desk, c.unit, c.id, NULL, 0, &out), NO_RIGHT_MISSING);
    enter(t, "pack");
    assert_refused(desk, receive_consignment(desk, c.unit, c.id + 1, NULL, 0, &out),
                   NO_CONSIGNMENT_UNKNOWN);
    out = city_receive(t, "pack", &c, NULL, 0);
    assert_true(str_is(out.state, "POSTED"));
    assert_int_equal(out.counted, 2);
    assert_int_equal(out.receiver, t->desk.clerk.id);
    assert_refused(desk, receive_consignment(desk, c.unit, c.id, NULL, 0, &out),
                   NO_CONSIGNMENT_SETTLED);
    assert_int_equal(city_balance(t, CENTRE_UNIT, "CARD_TRANSIT", CITY_UNIT), 0);
    assert_int_equal(city_balance(t, CENTRE_UNIT, "CARD_SENT", CITY_UNIT), 2);
    assert_int_equal(city_balance(t, CITY_UNIT, "CARD_ARRIVED", CENTRE_UNIT), -2);
    assert_int_equal(stock(t, CITY_UNIT), 2);
    state_of(t, &one, APPLICATION_CITY_RECEIVED);
    state_of(t, &two, APPLICATION_CITY_RECEIVED);
    assert_laws(t);
    city_close(t);
}

static void a_consignment_needs_two_people(void **state)
{
    (void)state;
    test_on_each_engine(run_two_signatures);
}

static enum outcome give(struct test_db *t, int32_t to, struct str serial, size_t n)
{
    struct consignment c;
    return give_consignment(&t->desk, to, STR("箱\"1"), &serial, n, &c);
}

static void run_giving_refused(struct test_db *t)
{
    struct desk *desk = &t->desk;
    city_open(t);
    struct application app = made_for(t, STATION_ONE, "21");
    struct str serial = serial_of(t, &app);
    int64_t entries = test_number(desk, "SELECT count(*) FROM entry");
    enter(t, "make");
    assert_refused(desk, give(t, CITY_UNIT, serial, 0), NO_NOTHING_TO_PACK);
    assert_refused(desk, give(t, CITY_UNIT, STR("0000000000000000"), 1), NO_CARD_UNKNOWN);
    assert_refused(desk, give(t, 650199000, serial, 1), NO_UNIT_UNKNOWN);
    assert_refused(desk, give(t, BUREAU_ONE, serial, 1), NO_ITEM_WRONG); /* not next on its way */
    assert_refused(desk, give(t, STATION_ONE, serial, 1), NO_ITEM_WRONG);
    struct str twice[] = { serial, serial };
    struct consignment c;
    assert_refused(desk, give_consignment(desk, CITY_UNIT, STR("B"), twice, 2, &c),
                   NO_CARD_NOT_HERE);
    enter(t, "pack");
    assert_refused(desk, give(t, BUREAU_ONE, serial, 1),
                   NO_NOT_YOUR_DESK); /* not in the city yet */
    enter(t, "sign.1");
    assert_refused(desk, give(t, CITY_UNIT, serial, 1), NO_RIGHT_MISSING);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM entry"), entries);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM consignment"), 0);
    city_bring(t, app.number, APPLICATION_COUNTY_RECEIVED);
    enter(t, "inspect.1"); /* not inspected */
    assert_refused(desk, give(t, STATION_ONE, serial, 1), NO_WRONG_STEP);
    city_bring(t, app.number, APPLICATION_COUNTY_ACCEPTED);
    enter(t, "inspect.1");
    assert_refused(desk, give(t, STATION_TWO, serial, 1), NO_ITEM_WRONG); /* another's resident */
    assert_done(desk, give(t, STATION_ONE, serial, 1));
    assert_laws(t);
    city_close(t);
}

static void what_may_not_be_given_stays_where_it_is(void **state)
{
    (void)state;
    test_on_each_engine(run_giving_refused);
}

static void run_short(struct test_db *t)
{
    struct consignment c, out;
    struct consignment_list list;
    struct desk *desk = &t->desk;
    city_open(t);
    struct application apps[] = { made_for(t, STATION_ONE, "21"), made_for(t, STATION_ONE, "21"),
                                  made_for(t, STATION_ONE, "21") };
    struct application stranger = made_for(t, STATION_ONE, "21");
    struct str serials[] = { serial_of(t, &apps[0]), serial_of(t, &apps[1]),
                             serial_of(t, &apps[2]) };
    c = city_give(t, "make", CITY_UNIT, serials, 3);
    struct str surplus[] = { serials[0], serial_of(t, &stranger) };
    enter(t, "pack");
    assert_refused(desk, receive_consignment(desk, c.unit, c.id, surplus, 2, &out),
                   NO_CARD_NOT_HERE);
    struct str twice[] = { serials[0], serials[0] };
    assert_refused(desk, receive_consignment(desk, c.unit, c.id, twice, 2, &out), NO_CARD_NOT_HERE);
    assert_int_equal(stock(t, CITY_UNIT), 0);
    out = city_receive(t, "pack", &c, serials, 0); /* an empty box */
    assert_true(str_is(out.state, "SHORT"));
    assert_int_equal(out.counted, 0);
    out = city_receive(t, "pack.b", &c, serials, 2);
    assert_true(str_is(out.state, "SHORT"));
    assert_int_equal(out.counted, 2);
    assert_int_equal(city_balance(t, CENTRE_UNIT, "CARD_TRANSIT", CITY_UNIT), 1);
    assert_int_equal(stock(t, CITY_UNIT), 2);
    state_of(t, &apps[2], APPLICATION_REGION_SENT);
    assert_int_equal(
        test_number(desk, "SELECT count(*) FROM entry WHERE verb = 'consignment.short'"), 2);
    assert_laws(t);
    enter(t, "pack");
    assert_refused(desk, receive_consignment(desk, c.unit, c.id, serials, 1, &out),
                   NO_CARD_NOT_HERE); /* it arrived before */
    assert_done(desk, consignments(desk, true, STR("SHORT"), &list));
    assert_int_equal(list.count, 1);
    out = city_receive(t, "pack", &c, &serials[2], 1);
    assert_true(str_is(out.state, "POSTED"));
    assert_int_equal(stock(t, CITY_UNIT), 3);
    assert_int_equal(city_balance(t, CENTRE_UNIT, "CARD_SENT", CITY_UNIT), 3);
    assert_laws(t);
    city_close(t);
}

static void a_short_box_stays_open_and_a_surplus_stops_the_count(void **state)
{
    (void)state;
    test_on_each_engine(run_short);
}

/** Cards of two districts on the shelf of the city, of two stations on that of a bureau. */
static void run_holdings(struct test_db *t)
{
    static const int32_t stations[] = { STATION_ONE, STATION_ONE, STATION_TWO, STATION_THREE };
    struct application apps[COUNT(stations)];
    struct cards held;
    city_open(t);
    for (size_t i = 0; i < COUNT(stations); i++) {
        apps[i] = made_for(t, stations[i], "21");
        city_bring(t, apps[i].number, APPLICATION_CITY_RECEIVED);
    }
    assert_int_equal(stock(t, CITY_UNIT), 4);
    for (size_t i = 0; i < COUNT(stations); i++)
        city_bring(t, apps[i].number, APPLICATION_COUNTY_RECEIVED);
    assert_int_equal(stock(t, CITY_UNIT), 0);
    assert_int_equal(stock(t, BUREAU_ONE), 3);
    assert_int_equal(stock(t, BUREAU_TWO), 1);
    enter(t, "inspect.1");
    assert_done(&t->desk, cards_at(&t->desk, CARD_STOCK, 0, 10, &held));
    assert_int_equal(held.count, 3);
    assert_done(&t->desk, cards_at(&t->desk, CARD_STOCK, held.at[0].id, 10, &held));
    assert_int_equal(held.count, 2);
    for (size_t i = 0; i < COUNT(stations); i++)
        city_bring(t, apps[i].number, APPLICATION_STATION_RECEIVED);
    assert_int_equal(stock(t, STATION_ONE), 2);
    assert_int_equal(stock(t, STATION_TWO), 1);
    assert_int_equal(stock(t, STATION_THREE), 1);
    assert_int_equal(city_balance(t, CITY_UNIT, "CARD_SENT", BUREAU_ONE), 3);
    assert_int_equal(city_balance(t, CITY_UNIT, "CARD_SENT", BUREAU_TWO), 1);
    assert_int_equal(city_balance(t, BUREAU_ONE, "CARD_SENT", STATION_TWO), 1);
    assert_laws(t);
    city_close(t);
}

static void each_unit_answers_for_what_it_holds(void **state)
{
    (void)state;
    test_on_each_engine(run_holdings);
}

/* ---- good and bad cards ---- */

static void run_rejected(struct test_db *t)
{
    static const struct {
        enum application_state at, rejected;
        const char *login, *other;
        enum outcome (*judge)(struct desk *, const struct inspection *, struct application *);
        int32_t unit;
    } cases[] = {
        { APPLICATION_CITY_RECEIVED, APPLICATION_CITY_REJECTED, NULL, NULL, inspect_card,
          CITY_UNIT },
        { APPLICATION_COUNTY_RECEIVED, APPLICATION_COUNTY_REJECTED, "inspect.1", "inspect.2",
          inspect_card, BUREAU_ONE },
        { APPLICATION_STATION_RECEIVED, APPLICATION_STATION_REJECTED, "handout.1", "handout.2",
          verify_card, STATION_ONE },
    };
    const struct centre_rates rates = { .seed = 1, .delay_days = 3650 };
    struct desk *desk = &t->desk;
    struct application out;
    struct centre_round round;
    city_open(t);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct application app = made_for(t, STATION_ONE, "21");
        int64_t first = app.card, receipts = test_number(desk, "SELECT count(*) FROM receipt");
        app = city_bring(t, app.number, cases[i].at);
        struct inspection in = { .serial = serial_of(t, &app), .note = STR("芯片不能机读") };
        if (cases[i].login)
            enter(t, cases[i].login);
        else { /* an inspector of the city */
            enter(t, "pack");
            desk->clerk.rights |= UINT64_C(1) << MAY_INSPECT;
        }
        struct clerk clerk = desk->clerk;
        assert_refused(desk, cases[i].judge(desk, &in, &out), NO_INSPECTION_DEFECT);
        in.defect = STR("77");
        assert_refused(desk, cases[i].judge(desk, &in, &out), NO_INSPECTION_DEFECT);
        in.defect = STR("31");
        if (cases[i].other) {
            enter(t, cases[i].other);
            assert_refused(desk, cases[i].judge(desk, &in, &out), NO_NOT_YOUR_DESK);
            desk->clerk = clerk;
        }
        assert_done(desk, cases[i].judge(desk, &in, &out));
        assert_int_equal(out.state, cases[i].rejected);
        assert_int_equal(out.live, 0);
        assert_int_equal(out.at_unit, CENTRE_UNIT);
        struct card bad = city_card(t, &out);
        assert_true(str_is(bad.account, "CARD_REJECTED") && str_is(bad.state, "9"));
        assert_int_equal(city_balance(t, cases[i].unit, "CARD_REJECTED", 0), 1);
        assert_laws(t);
        enter(t, "make");
        assert_done(desk, centre_round(desk, &rates, city_folder(t, "boxes"), &round));
        assert_int_equal(round.made, 1);
        app = state_of(t, &app, APPLICATION_MADE);
        assert_int_not_equal(app.card, first);
        assert_int_equal(app.live, 1);
        assert_int_equal(test_number(desk, "SELECT count(*) FROM receipt"), receipts); /* no fee */
        app = city_bring(t, app.number, APPLICATION_COLLECTED);
        assert_laws(t);
    }
    assert_int_equal(test_number(desk, "SELECT count(*) FROM inspection WHERE good = 0"), 3);
    city_close(t);
}

static void a_bad_card_is_made_again_without_a_fee(void **state)
{
    (void)state;
    test_on_each_engine(run_rejected);
}

/** A card that was rejected before it reached its holder does not make a first application a second
 * one. */
static void run_first_after_rejected(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct application out;
    city_open(t);
    struct application app = made_for(t, STATION_ONE, "12");
    app = city_bring(t, app.number, APPLICATION_COUNTY_RECEIVED);
    const struct inspection in = { .serial = serial_of(t, &app), .defect = STR("31") };
    enter(t, "inspect.1");
    assert_done(desk, inspect_card(desk, &in, &out));
    struct application next = city_accept(t, STATION_ONE, app.person, "12");
    state_of(t, &app, APPLICATION_SUPERSEDED);
    assert_int_equal(next.state, APPLICATION_COMPLETE);
    city_bring(t, next.number, APPLICATION_COLLECTED);
    assert_laws(t);
    city_close(t);
}

static void a_rejected_card_is_no_card_the_holder_had(void **state)
{
    (void)state;
    test_on_each_engine(run_first_after_rejected);
}

/* ---- into the holder's hand ---- */

static void no_identity(struct hand_over *g)
{
    g->identity = false;
}
static void no_chip(struct hand_over *g)
{
    g->chip_read = false;
}
static void nothing_said(struct hand_over *g)
{
    g->old_card = NO_STR;
}
static void nonsense_said(struct hand_over *g)
{
    g->old_card = STR("EATEN");
}
static void never_without_proof(struct hand_over *g)
{
    g->old_card = STR("NEVER_HAD");
    g->proof = NO_STR;
}
static void proxy_without_paper(struct hand_over *g)
{
    g->proxy_name = STR("李代领");
}
static void paper_without_proxy(struct hand_over *g)
{
    g->proxy_paper = STR("650102…");
}
static void no_signature(struct hand_over *g)
{
    g->on_paper = false;
}

static const struct {
    void (*with)(struct hand_over *g);
    enum refusal refusal;
} missing[] = {
    { no_identity, NO_IDENTITY_UNCONFIRMED },       { no_chip, NO_CHIP_UNREAD },
    { nothing_said, NO_OLD_CARD_UNSETTLED },        { nonsense_said, NO_OLD_CARD_UNSETTLED },
    { never_without_proof, NO_OLD_CARD_UNSETTLED }, { proxy_without_paper, NO_PROXY_PAPERS },
    { paper_without_proxy, NO_PROXY_PAPERS },       { no_signature, NO_SIGNATURE_MISSING },
};

static void run_missing(struct test_db *t)
{
    struct application app, out;
    struct desk *desk = &t->desk;
    city_open(t);
    app = made_for(t, STATION_ONE, "21");
    app = city_bring(t, app.number, APPLICATION_STATION_RECEIVED);
    struct hand_over given = city_collection(&app);
    enter(t, "handout.1"); /* counted, but not verified */
    assert_refused(desk, hand_over_card(desk, &given, &out), NO_WRONG_STEP);
    app = city_bring(t, app.number, APPLICATION_STATION_VERIFIED);
    int64_t entries = test_number(desk, "SELECT count(*) FROM entry");
    for (size_t i = 0; i < COUNT(missing); i++) {
        struct hand_over without = given;
        missing[i].with(&without);
        enter(t, "handout.1");
        assert_refused(desk, hand_over_card(desk, &without, &out), missing[i].refusal);
    }
    enter(t, "handout.2");
    assert_refused(desk, hand_over_card(desk, &given, &out), NO_NOT_YOUR_DESK);
    enter(t, "accept.1");
    assert_refused(desk, hand_over_card(desk, &given, &out), NO_RIGHT_MISSING);
    enter(t, "handout.1");
    desk->expected_version = app.ver - 1;
    assert_refused(desk, hand_over_card(desk, &given, &out), NO_VERSION_STALE);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM entry"), entries);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM surrender"), 0);
    assert_true(str_is(city_card(t, &app).account, "CARD_STOCK"));
    desk->expected_version = app.ver;
    given.proxy_name = STR("李代领");
    given.proxy_paper = STR("本人身份证");
    assert_done(desk, hand_over_card(desk, &given, &out));
    desk->expected_version = -1;
    assert_int_equal(out.state, APPLICATION_COLLECTED);
    assert_int_equal(out.collected_on.n, desk->today.n);
    assert_true(str_is(city_card(t, &out).account, "CARD_HOLDER"));
    assert_int_equal(city_balance(t, STATION_ONE, "CARD_HOLDER", 0), 1);
    assert_refused(desk, hand_over_card(desk, &given, &out), NO_WRONG_STEP);
    assert_laws(t);
    city_close(t);
}

static void a_card_is_handed_over_when_nothing_is_missing(void **state)
{
    (void)state;
    test_on_each_engine(run_missing);
}

static void run_signature(struct test_db *t)
{
    struct application app, out;
    city_open(t);
    app = made_for(t, STATION_ONE, "21");
    app = city_bring(t, app.number, APPLICATION_STATION_VERIFIED);
    struct hand_over given = city_collection(&app);
    given.on_paper = false;
    given.signature = STR("\x89PNG drawn on the screen");
    enter(t, "handout.1");
    int64_t blobs = test_number(&t->desk, "SELECT count(*) FROM blob");
    assert_done(&t->desk, hand_over_card(&t->desk, &given, &out));
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM blob"), blobs + 1);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM entry WHERE verb = "
                                           "'application.collected' AND replace(body, 'paper', '') "
                                           "= body"),
                     1);
    city_close(t);
}

static void a_drawn_signature_is_kept_and_named(void **state)
{
    (void)state;
    test_on_each_engine(run_signature);
}

/* ---- the old card ---- */

static void run_old_card(struct test_db *t)
{
    static const struct {
        const char *said, *state, *account, *ground;
        enum application_state ended;
    } cases[] = {
        { "HANDED_IN", "3", "CARD_SURRENDERED", "23", APPLICATION_SURRENDERED },
        { "LOST", "2", "CARD_LOST", "41", APPLICATION_LOSS_REPORTED },
    };
    struct application first, second, out;
    struct desk *desk = &t->desk;
    city_open(t);
    for (size_t i = 0; i < COUNT(cases); i++) {
        at_day(t, 2008, 3, 3);
        first = made_for(t, STATION_ONE, "21");
        first = city_bring(t, first.number, APPLICATION_COLLECTED);
        assert_laws(t);
        at_day(t, 2008, 6, 3);
        second = city_accept(t, STATION_ONE, first.person, cases[i].ground);
        second = city_bring(t, second.number, APPLICATION_STATION_VERIFIED);
        struct hand_over given = city_collection(&second);
        given.old_card = STR("NEVER_HAD");
        given.proof = STR("社区证明");
        enter(t, "handout.1"); /* we handed it out ourselves */
        assert_refused(desk, hand_over_card(desk, &given, &out), NO_OLD_CARD_UNSETTLED);
        given.old_card = str_of(cases[i].said);
        assert_done(desk, hand_over_card(desk, &given, &out));
        first = state_of(t, &first, cases[i].ended);
        struct card old = city_card(t, &first);
        assert_true(str_is(old.account, cases[i].account) && str_is(old.state, cases[i].state));
        assert_true(str_is(city_card(t, &out).account, "CARD_HOLDER"));
        assert_int_equal(city_balance(t, STATION_ONE, cases[i].account, 0), 1);
        assert_int_equal(test_number(desk, arena_printf(desk->arena,
                                                        "SELECT count(*) FROM surrender WHERE card "
                                                        "= %lld AND kind = '%s'",
                                                        (long long)old.id, cases[i].said)
                                               .at),
                         1);
        assert_laws(t);
    }
    city_close(t);
}

static void the_old_card_is_handed_in_or_lost(void **state)
{
    (void)state;
    test_on_each_engine(run_old_card);
}

/* ---- laws ---- */

static void run_laws(struct test_db *t)
{
    static const struct {
        const char *falsify, *back, *law;
    } cases[] = {
        { "UPDATE card SET unit = 650102012", "UPDATE card SET unit = 650102011", "C-5" },
        { "UPDATE card SET account = 'CARD_LOST'", "UPDATE card SET account = 'CARD_HOLDER'",
          "C-5" },
        { "UPDATE card SET account = 'CARD_STOCK'", "UPDATE card SET account = 'CARD_HOLDER'",
          "C-6" },
        { "UPDATE card SET holder = 7", "UPDATE card SET holder = 0", "C-5" },
        { "UPDATE consignment_card SET arrived = 0", "UPDATE consignment_card SET arrived = 1",
          "C-8" },
        { "UPDATE consignment SET counted = 0", "UPDATE consignment SET counted = 1", "C-8" },
        { "UPDATE consignment SET state = 'SHORT', counted = 0",
          "UPDATE consignment SET state = 'POSTED', counted = 1", "C-9" },
        { "DELETE FROM card", NULL, "C-5" },
    };
    bool found;
    city_open(t);
    struct application app = made_for(t, STATION_ONE, "21");
    city_bring(t, app.number, APPLICATION_COLLECTED);
    for (size_t i = 0; i < COUNT(cases); i++) {
        by_hand(t, cases[i].falsify);
        broken_laws(t, cases[i].law, &found);
        if (!found)
            fail_msg("%s goes unseen by %s", cases[i].falsify, cases[i].law);
        if (!cases[i].back)
            break;
        by_hand(t, cases[i].back);
        assert_int_equal(broken_laws(t, cases[i].law, &found), 0);
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
        cmocka_unit_test(a_consignment_needs_two_people),
        cmocka_unit_test(what_may_not_be_given_stays_where_it_is),
        cmocka_unit_test(a_short_box_stays_open_and_a_surplus_stops_the_count),
        cmocka_unit_test(each_unit_answers_for_what_it_holds),
        cmocka_unit_test(a_bad_card_is_made_again_without_a_fee),
        cmocka_unit_test(a_rejected_card_is_no_card_the_holder_had),
        cmocka_unit_test(a_card_is_handed_over_when_nothing_is_missing),
        cmocka_unit_test(a_drawn_signature_is_kept_and_named),
        cmocka_unit_test(the_old_card_is_handed_in_or_lost),
        cmocka_unit_test(a_law_finds_what_was_falsified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
