/** A station, its bureau, the city and the centre, each with a database of its own, sharing nothing but
 * a folder: a resident from acceptance to the card in hand, and every way back. The laws hold in each
 * of them after every stage, and all say the same of the application. The bureau is on PostgreSQL
 * where there is one. */
#include "cards/production.h"
#include "exchange/package.h"
#include "office/setting.h"
#include "register/number_case.h"
#include "support/city.h"
#include "support/folder.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { S, B, C, Z, ALL }; /* station, bureau, city, centre */

struct four {
    struct test_db db[ALL];
    struct folder folder;
    struct str exchange, boxes;
};

static const struct verdict good = { .good = true };
#define BAD ((struct verdict){ false, STR("31"), STR("address") })

/* ---- opening ---- */

static bool four_open(struct four *f, enum db_engine of_bureau)
{
    static const int32_t here[ALL][1] = {
        { STATION_ONE }, { BUREAU_ONE }, { CITY_UNIT }, { CENTRE_UNIT }
    };
    *f = (struct four){ 0 };
    if (!test_db_open(&f->db[B], of_bureau))
        return false;
    for (int i = 0; i < ALL; i++) {
        if (i != B)
            assert_true(test_db_open(&f->db[i], DB_SQLITE));
        city_open_here(&f->db[i], here[i], 1, i + 1);
    }
    for (int i = 0; i + 1 < ALL; i++) { /* each knows its neighbours, nobody else */
        city_introduce(&f->db[i], &f->db[i + 1]);
        city_introduce(&f->db[i + 1], &f->db[i]);
    }
    f->folder = folder_open();
    f->exchange = str_of(f->folder.path);
    f->boxes = city_folder(&f->db[Z], "boxes");
    return true;
}

static void four_close(struct four *f)
{
    for (int i = 0; i < ALL; i++) {
        city_close(&f->db[i]);
        test_db_close(&f->db[i]);
    }
    folder_close(&f->folder);
}

static void on_four(void (*run)(struct four *f))
{
    static const enum db_engine engines[] = { DB_SQLITE, DB_POSTGRES };
    static struct four f;
    for (size_t i = 0; i < COUNT(engines); i++) {
        if (!four_open(&f, engines[i]))
            continue;
        run(&f);
        four_close(&f);
    }
}

/* ---- rounds ---- */

/** Until nothing is on the way any more; a minute passes each time. */
static void settle(struct four *f)
{
    for (int turn = 0, busy = 1; busy; turn++) {
        assert_in_range(turn, 0, 20);
        busy = 0;
        for (int i = 0; i < ALL; i++) {
            struct round round;
            test_wait(&f->db[i].desk, 60);
            assert_done(&f->db[i].desk, travel_round(&f->db[i].desk, f->exchange, &round));
            assert_int_equal(round.stopped, 0);
            busy += round.packed + round.taken;
        }
    }
}

/** Of a superseded one each keeps what it knew. */
static bool same(const struct application *a, const struct application *b)
{
    if (a->state == APPLICATION_SUPERSEDED)
        return b->state == a->state && b->superseded_by == a->superseded_by;
    return a->state == b->state && a->ver == b->ver && a->card == b->card &&
           a->valid_to.n == b->valid_to.n && a->signer == b->signer && a->at_unit == b->at_unit &&
           str_eq(a->citizen_number, b->citizen_number);
}

/** All that know the application say the same of it, and no law is broken anywhere. The centre hears
 * only what is its turn, so it may stand where it was left. */
static struct application agreed(struct four *f, struct str number, enum application_state state)
{
    struct application app = city_application(&f->db[S], number);
    settle(f);
    app = city_application(&f->db[S], number);
    assert_int_equal(app.state, state);
    for (int i = S; i <= C; i++) {
        struct application other;
        if (application_load(&f->db[i].desk, number, &other) != DONE)
            continue; /* not yet sent so far */
        if (!same(&app, &other))
            fail_msg("database %d says %d (%d), the station %d (%d)", i, other.state, other.ver,
                     app.state, app.ver);
    }
    for (int i = 0; i < ALL; i++)
        assert_laws(&f->db[i]);
    return app;
}

/** The card of an application lies there, as every database but the centre's says that has it. */
static void assert_card(struct four *f, const struct application *app, int32_t unit,
                        const char *account)
{
    for (int i = S; i <= C; i++) {
        struct card card;
        bool found = false;
        assert_done(&f->db[i].desk, card_find(&f->db[i].desk, app->part, app->card, &card, &found));
        assert_true(found);
        if (card.unit != unit || !str_is(card.account, account))
            fail_msg("database %d: the card lies at %d " STR_FMT, i, card.unit,
                     STR_ARG(card.account));
    }
}

/* ---- stages ---- */

static struct application accept_one(struct four *f, const char *ground)
{
    int64_t person = city_person(&f->db[S], &(struct sitter){ .station = STATION_ONE });
    return city_accept(&f->db[S], STATION_ONE, person, ground);
}

static void to_bureau(struct four *f, struct str number)
{
    agreed(f, number, APPLICATION_AT_COUNTY);
}

static void sign(struct four *f, struct str number)
{
    struct application out;
    struct test_db *b = &f->db[B];
    enter(b, "review.1");
    assert_done(&b->desk, review_application(&b->desk, number, &good, &out));
    enter(b, "sign.1");
    assert_done(&b->desk, sign_application(&b->desk, number, &good, false, &out));
    agreed(f, number, APPLICATION_AT_CITY);
}

static void audit(struct four *f, struct str number)
{
    struct application out;
    struct package p;
    struct test_db *c = &f->db[C];
    enter(c, "audit");
    assert_done(&c->desk, audit_application(&c->desk, number, &good, &out));
    agreed(f, number, APPLICATION_AUDITED);
    enter(c, "pack");
    assert_done(&c->desk, send_and_pack(&c->desk, 0, f->exchange, &p));
    agreed(f, number, APPLICATION_AT_CENTRE);
}

static struct centre_round make(struct four *f, int delay_days)
{
    const struct centre_rates rates = { .delay_days = delay_days, .seed = 1 };
    struct centre_round round;
    struct test_db *z = &f->db[Z];
    enter(z, "make");
    assert_done(&z->desk, centre_round(&z->desk, &rates, f->boxes, &round));
    return round;
}

static void give(struct four *f, int from, const char *login, int32_t to, struct str number)
{
    struct application app = city_application(&f->db[from], number);
    struct card card = city_card(&f->db[from], &app);
    city_give(&f->db[from], login, to, &card.serial, 1);
}

/** Everything that waits for the clerk's unit. */
static int receive(struct four *f, int at, const char *login)
{
    struct consignment_list list;
    struct test_db *t = &f->db[at];
    enter(t, login);
    assert_done(&t->desk, consignments(&t->desk, true, STR("PENDING"), &list));
    for (size_t i = 0; i < list.count; i++)
        city_receive(t, login, &list.at[i], NULL, 0);
    return (int)list.count;
}

static void judge(struct four *f, int at, const char *login, struct str number, bool is_good)
{
    struct application out;
    struct test_db *t = &f->db[at];
    struct application app = city_application(t, number);
    const struct inspection in = { .serial = city_card(t, &app).serial,
                                   .good = is_good,
                                   .defect = is_good ? NO_STR : STR("31") };
    enter(t, login);
    assert_done(&t->desk,
                at == S ? verify_card(&t->desk, &in, &out) : inspect_card(&t->desk, &in, &out));
}

/** From the centre's stock to the station's. */
static struct application bring_down(struct four *f, struct str number)
{
    agreed(f, number, APPLICATION_REGION_SENT);
    assert_int_equal(receive(f, C, "pack"), 1);
    agreed(f, number, APPLICATION_CITY_RECEIVED);
    give(f, C, "pack", BUREAU_ONE, number);
    agreed(f, number, APPLICATION_CITY_SENT);
    assert_int_equal(receive(f, B, "inspect.1"), 1);
    agreed(f, number, APPLICATION_COUNTY_RECEIVED);
    judge(f, B, "inspect.1", number, true);
    agreed(f, number, APPLICATION_COUNTY_ACCEPTED);
    give(f, B, "inspect.1b", STATION_ONE, number);
    agreed(f, number, APPLICATION_COUNTY_SENT);
    assert_int_equal(receive(f, S, "receive.1"), 1);
    return agreed(f, number, APPLICATION_STATION_RECEIVED);
}

static struct application collect(struct four *f, struct str number)
{
    struct application app = city_application(&f->db[S], number);
    struct hand_over given = city_collection(&app);
    judge(f, S, "handout.1", number, true);
    app = agreed(f, number, APPLICATION_STATION_VERIFIED);
    assert_card(f, &app, STATION_ONE, "CARD_STOCK");
    enter(&f->db[S], "handout.1");
    assert_done(&f->db[S].desk, hand_over_card(&f->db[S].desk, &given, &app));
    app = agreed(f, number, APPLICATION_COLLECTED);
    assert_card(f, &app, STATION_ONE, "CARD_HOLDER");
    return app;
}

static struct application made_for(struct four *f, const char *ground)
{
    struct application app = accept_one(f, ground);
    to_bureau(f, app.number);
    sign(f, app.number);
    audit(f, app.number);
    assert_int_equal(make(f, 0).made, 1);
    return city_application(&f->db[S], app.number);
}

/* ==== from acceptance to the card in hand ==== */

static void run_life(struct four *f)
{
    struct application app = made_for(f, "21");
    app = bring_down(f, app.number);
    assert_int_equal(app.signed_on.n, TEST_DAY);
    app = collect(f, app.number);
    /* the accounts: each unit answers for what went through it */
    assert_int_equal(city_balance(&f->db[Z], CENTRE_UNIT, "CARD_MADE", 0), -1);
    assert_int_equal(city_balance(&f->db[Z], CENTRE_UNIT, "CARD_TRANSIT", CITY_UNIT), 0);
    assert_int_equal(city_balance(&f->db[Z], CENTRE_UNIT, "CARD_SENT", CITY_UNIT), 1);
    assert_int_equal(city_balance(&f->db[C], CITY_UNIT, "CARD_ARRIVED", CENTRE_UNIT), -1);
    assert_int_equal(city_balance(&f->db[C], CITY_UNIT, "CARD_SENT", BUREAU_ONE), 1);
    assert_int_equal(city_balance(&f->db[B], BUREAU_ONE, "CARD_ARRIVED", CITY_UNIT), -1);
    assert_int_equal(city_balance(&f->db[B], BUREAU_ONE, "CARD_SENT", STATION_ONE), 1);
    assert_int_equal(city_balance(&f->db[S], STATION_ONE, "CARD_ARRIVED", BUREAU_ONE), -1);
    assert_int_equal(city_balance(&f->db[S], STATION_ONE, "CARD_HOLDER", 0), 1);
    /* the giver's consignments are settled, and nothing waits */
    for (int i = 0; i < ALL; i++) {
        assert_int_equal(test_number(&f->db[i].desk, "SELECT count(*) FROM consignment WHERE state "
                                                     "<> 'POSTED' OR counted <> count"),
                         0);
        assert_int_equal(test_number(&f->db[i].desk, "SELECT count(*) FROM outbox WHERE kind <> "
                                                     "'package.taken'"),
                         0);
        assert_int_equal(test_number(&f->db[i].desk, "SELECT count(*) FROM application"), 1);
    }
    /* the money stays where it was taken */
    assert_int_equal(test_number(&f->db[B].desk, "SELECT count(*) FROM receipt"), 0);
}

static void a_resident_from_acceptance_to_the_card_in_hand(void **state)
{
    (void)state;
    on_four(run_life);
}

static void run_second_card(struct four *f)
{
    struct application first = made_for(f, "21"), second;
    bring_down(f, first.number);
    collect(f, first.number);
    for (int i = 0; i < ALL; i++)
        at_day(&f->db[i], 2008, 6, 1);
    second = city_accept(&f->db[S], STATION_ONE, first.person, "41");
    to_bureau(f, second.number);
    sign(f, second.number);
    audit(f, second.number);
    make(f, 0);
    bring_down(f, second.number);
    collect(f, second.number);
    first = agreed(f, first.number, APPLICATION_LOSS_REPORTED);
    assert_card(f, &first, STATION_ONE, "CARD_LOST");
    assert_int_equal(city_balance(&f->db[S], STATION_ONE, "CARD_LOST", 0), 1);
    assert_int_equal(city_balance(&f->db[S], STATION_ONE, "CARD_HOLDER", 0), 1);
}

static void the_next_card_ends_the_one_before_everywhere(void **state)
{
    (void)state;
    on_four(run_second_card);
}

/* ==== refused, and sent again ==== */

static void correct(struct four *f, struct str number, int shade)
{
    struct application out;
    struct test_db *s = &f->db[S];
    enter(s, "accept.1");
    assert_done(&s->desk, correct_application(&s->desk, number, city_picture(shade), &out));
}

static void run_refused(struct four *f)
{
    const struct verdict bad = BAD;
    struct application app = accept_one(f, "21"), out;
    struct str number = app.number;
    to_bureau(f, number);
    enter(&f->db[B], "review.1");
    assert_done(&f->db[B].desk, review_application(&f->db[B].desk, number, &bad, &out));
    app = agreed(f, number, APPLICATION_REVIEW_REFUSED);
    assert_true(str_is(app.reason, "31") && str_is(app.reason_field, "address"));
    correct(f, number, 1);
    to_bureau(f, number);
    sign(f, number);
    enter(&f->db[C], "audit");
    assert_done(&f->db[C].desk, audit_application(&f->db[C].desk, number, &bad, &out));
    agreed(f, number, APPLICATION_AUDIT_REFUSED); /* down two tiers */
    correct(f, number, 2);
    to_bureau(f, number);
    sign(f, number);
    audit(f, number);
    enter(&f->db[Z], "make");
    assert_done(&f->db[Z].desk, refuse_step(&f->db[Z].desk, number, &bad, &out));
    agreed(f, number, APPLICATION_CENTRE_REFUSED); /* down three */
    correct(f, number, 3);
    to_bureau(f, number);
    sign(f, number);
    audit(f, number);
    assert_int_equal(make(f, 0).made, 1);
    app = bring_down(f, number);
    assert_true(str_eq(app.portrait, str_from(city_picture(3)->hash, 32)));
    collect(f, number);
}

static void a_refusal_reaches_the_station_from_every_tier(void **state)
{
    (void)state;
    on_four(run_refused);
}

/* ==== a bad card ==== */

/** The remade card comes back the same way, without a fee. */
static void remade(struct four *f, struct str number, int64_t bad_card)
{
    struct centre_round round = make(f, 0);
    assert_int_equal(round.made, 1);
    struct application app = bring_down(f, number);
    assert_int_not_equal(app.card, bad_card);
    assert_int_equal(test_number(&f->db[S].desk, "SELECT count(*) FROM receipt"), 1);
    collect(f, number);
}

static void run_bureau_rejects(struct four *f)
{
    struct application app = made_for(f, "21");
    struct str number = app.number;
    agreed(f, number, APPLICATION_REGION_SENT);
    receive(f, C, "pack");
    settle(f);
    give(f, C, "pack", BUREAU_ONE, number);
    settle(f);
    receive(f, B, "inspect.1");
    settle(f);
    judge(f, B, "inspect.1", number, false);
    app = agreed(f, number, APPLICATION_COUNTY_REJECTED);
    assert_int_equal(city_application(&f->db[Z], number).state, APPLICATION_COUNTY_REJECTED);
    assert_card(f, &app, BUREAU_ONE, "CARD_REJECTED");
    assert_int_equal(city_balance(&f->db[B], BUREAU_ONE, "CARD_REJECTED", 0), 1);
    remade(f, number, app.card);
    assert_int_equal(city_balance(&f->db[Z], CENTRE_UNIT, "CARD_MADE", 0), -2);
}

static void a_card_the_bureau_rejects_is_made_again(void **state)
{
    (void)state;
    on_four(run_bureau_rejects);
}

static void run_station_rejects(struct four *f)
{
    struct application app = made_for(f, "21");
    struct str number = app.number;
    bring_down(f, number);
    judge(f, S, "handout.1", number, false);
    app = agreed(f, number, APPLICATION_STATION_REJECTED);
    assert_int_equal(city_application(&f->db[Z], number).state, APPLICATION_STATION_REJECTED);
    assert_card(f, &app, STATION_ONE, "CARD_REJECTED");
    remade(f, number, app.card);
}

static void a_card_the_station_rejects_is_made_again(void **state)
{
    (void)state;
    on_four(run_station_rejects);
}

/** The holder applies anew while the centre is making the rejected card again: the late card is nobody's,
 * wherever it is by then, and stops no box. */
static void run_superseded_while_made(struct four *f)
{
    struct application app = made_for(f, "21"), next;
    struct str number = app.number;
    bring_down(f, number);
    judge(f, S, "handout.1", number, false);
    agreed(f, number, APPLICATION_STATION_REJECTED);
    for (int i = 0; i < ALL; i++)
        at_day(&f->db[i], 2008, 4, 1);
    next = city_accept(&f->db[S], STATION_ONE, app.person, "21");
    assert_int_equal(make(f, 0).made, 1); /* the centre has not heard */
    settle(f);
    assert_int_equal(city_application(&f->db[S], number).state, APPLICATION_SUPERSEDED);
    receive(f, C, "pack"); /* the box is counted all the same */
    app = agreed(f, number, APPLICATION_SUPERSEDED);
    assert_int_equal(city_application(&f->db[Z], number).state, APPLICATION_SUPERSEDED);
    assert_int_equal(city_balance(&f->db[C], CITY_UNIT, "CARD_STOCK", 0), 0);
    assert_int_equal(city_balance(&f->db[C], CITY_UNIT, "CARD_REJECTED", 0), 1);
    assert_int_equal(test_number(&f->db[S].desk, "SELECT count(*) FROM receipt"), 1);
    sign(f, next.number);
    audit(f, next.number);
    make(f, 0);
    bring_down(f, next.number);
    collect(f, next.number);
}

static void a_late_card_of_a_superseded_application_is_set_aside(void **state)
{
    (void)state;
    on_four(run_superseded_while_made);
}

/** The same, with the card still in the centre's stock when the news comes. */
static void run_superseded_in_stock(struct four *f)
{
    struct application app = made_for(f, "21");
    struct str number = app.number;
    bring_down(f, number);
    judge(f, S, "handout.1", number, false);
    agreed(f, number, APPLICATION_STATION_REJECTED);
    for (int i = 0; i < ALL; i++)
        at_day(&f->db[i], 2008, 4, 1);
    assert_int_equal(make(f, 3).made, 1);
    city_accept(&f->db[S], STATION_ONE, app.person, "21");
    agreed(f, number, APPLICATION_SUPERSEDED);
    assert_int_equal(city_balance(&f->db[Z], CENTRE_UNIT, "CARD_STOCK", 0), 0);
    assert_int_equal(city_balance(&f->db[Z], CENTRE_UNIT, "CARD_REJECTED", 0), 1);
    at_day(&f->db[Z], 2008, 4, 10);
    assert_int_equal(make(f, 3).sent, 0);
}

static void a_card_nobody_waits_for_leaves_the_centres_stock(void **state)
{
    (void)state;
    on_four(run_superseded_in_stock);
}

/* ==== short boxes ==== */

static void run_short(struct four *f)
{
    struct application one = accept_one(f, "21"), two = accept_one(f, "21");
    to_bureau(f, one.number);
    sign(f, one.number);
    sign(f, two.number);
    struct application out;
    struct package p;
    enter(&f->db[C], "audit");
    assert_done(&f->db[C].desk, audit_application(&f->db[C].desk, one.number, &good, &out));
    assert_done(&f->db[C].desk, audit_application(&f->db[C].desk, two.number, &good, &out));
    enter(&f->db[C], "pack");
    assert_done(&f->db[C].desk, send_and_pack(&f->db[C].desk, 0, f->exchange, &p));
    settle(f);
    assert_int_equal(make(f, 0).sent, 2);
    settle(f);
    struct consignment_list list;
    struct test_db *c = &f->db[C];
    enter(c, "pack");
    assert_done(&c->desk, consignments(&c->desk, true, STR(""), &list));
    assert_int_equal(list.count, 1);
    one = city_application(c, one.number);
    two = city_application(c, two.number);
    struct str serial = city_card(c, &one).serial;
    struct consignment got = city_receive(c, "pack", &list.at[0], &serial, 1);
    assert_true(str_is(got.state, "SHORT"));
    agreed(f, one.number, APPLICATION_CITY_RECEIVED);
    agreed(f, two.number, APPLICATION_REGION_SENT);
    assert_int_equal(city_balance(&f->db[Z], CENTRE_UNIT, "CARD_TRANSIT", CITY_UNIT), 1);
    assert_int_equal(test_number(&f->db[Z].desk, "SELECT count(*) FROM consignment WHERE state = "
                                                 "'SHORT' AND counted = 1"),
                     1);
    serial = city_card(c, &two).serial; /* it was found behind the seat */
    got = city_receive(c, "pack", &got, &serial, 1);
    assert_true(str_is(got.state, "POSTED"));
    agreed(f, two.number, APPLICATION_CITY_RECEIVED);
    assert_int_equal(city_balance(&f->db[Z], CENTRE_UNIT, "CARD_TRANSIT", CITY_UNIT), 0);
    assert_int_equal(city_balance(&f->db[Z], CENTRE_UNIT, "CARD_SENT", CITY_UNIT), 2);
}

static void a_short_box_is_short_on_both_sides_until_it_is_complete(void **state)
{
    (void)state;
    on_four(run_short);
}

/* ==== held ==== */

static void run_held(struct four *f)
{
    struct test_db *s = &f->db[S], *b = &f->db[B];
    struct temporary_card card, there;
    struct number_case c;
    bool found;
    int64_t person = city_person(s, &(struct sitter){ .station = STATION_ONE });
    city_number_case(s, STATION_ONE, person);
    struct application app = city_accept(s, STATION_ONE, person, "21");
    assert_int_equal(app.state, APPLICATION_HELD);
    agreed(f, app.number, APPLICATION_HELD); /* the bureau knows of it: nobody is without papers */
    enter(b, "sign.1");
    assert_done(&b->desk, issue_temporary_card(&b->desk, app.number, &card));
    settle(f);
    assert_done(&s->desk, temporary_of(&s->desk, &app, &there));
    assert_true(str_eq(there.number, card.number));
    assert_int_equal(there.valid_to.n, card.valid_to.n);
    assert_done(&s->desk, number_open_case_of(&s->desk, STATION_ONE, person, &c, &found));
    enter(s, "accept.1"); /* decided where the register is */
    {
        SCOPED(tx) tx = { 0 };
        assert_done(&s->desk, tx_open(&s->desk, &tx));
        assert_done(&s->desk, number_case_close(&s->desk, &c, STR("CONFIRMED"), true));
        assert_done(&s->desk, tx_commit(&tx));
    }
    assert_int_equal(city_application(s, app.number).state, APPLICATION_COMPLETE);
    to_bureau(f, app.number);
    sign(f, app.number);
    audit(f, app.number);
    make(f, 0);
    bring_down(f, app.number);
    struct hand_over given;
    judge(f, S, "handout.1", app.number, true);
    settle(f);
    app = city_application(s, app.number);
    given = city_collection(&app);
    given.temporary_returned = true;
    enter(s, "handout.1");
    assert_done(&s->desk, hand_over_card(&s->desk, &given, &app));
    agreed(f, app.number, APPLICATION_COLLECTED);
    assert_done(&s->desk, temporary_of(&s->desk, &app, &there));
    assert_int_equal(there.returned_on.n, s->desk.today.n);
}

static void a_held_one_has_its_temporary_card_and_goes_on(void **state)
{
    (void)state;
    on_four(run_held);
}

/* ==== what a database may not say ==== */

/** The station says the card is still on the bureau's shelf, and the bureau that it lies at the
 * station's: neither moves what the other's ledger keeps. */
static void run_false_places(struct four *f)
{
    struct application app = made_for(f, "21");
    struct round round;
    struct str number = app.number;
    bring_down(f, number);
    settle(f);
    struct test_db *s = &f->db[S], *b = &f->db[B];
    by_hand(b, "UPDATE card SET ver = ver + 5, account = 'CARD_LOST', unit = 650102011");
    by_hand(b, arena_printf(b->desk.arena,
                            "INSERT INTO outbox (unit, id, to_unit, kind, subject_part, subject) "
                            "VALUES (650102000, 999999, 650102011, 'card', %d, %lld)",
                            STATION_ONE, (long long)city_application(b, number).card)
                   .at);
    assert_done(&b->desk, travel_round(&b->desk, f->exchange, &round));
    assert_done(&s->desk, travel_round(&s->desk, f->exchange, &round));
    assert_int_equal(round.stopped, 1);
    app = city_application(s, number);
    assert_true(str_is(city_card(s, &app).account, "CARD_STOCK"));
    assert_laws(s);
}

static void a_card_in_an_account_is_moved_by_its_own_ledger_alone(void **state)
{
    (void)state;
    on_four(run_false_places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_resident_from_acceptance_to_the_card_in_hand),
        cmocka_unit_test(the_next_card_ends_the_one_before_everywhere),
        cmocka_unit_test(a_refusal_reaches_the_station_from_every_tier),
        cmocka_unit_test(a_card_the_bureau_rejects_is_made_again),
        cmocka_unit_test(a_card_the_station_rejects_is_made_again),
        cmocka_unit_test(a_late_card_of_a_superseded_application_is_set_aside),
        cmocka_unit_test(a_card_nobody_waits_for_leaves_the_centres_stock),
        cmocka_unit_test(a_short_box_is_short_on_both_sides_until_it_is_complete),
        cmocka_unit_test(a_held_one_has_its_temporary_card_and_goes_on),
        cmocka_unit_test(a_card_in_an_account_is_moved_by_its_own_ledger_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
