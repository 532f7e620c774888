/** The counter: what is accepted, with every no; what an application holds from the first moment;
 * and what waits for a question about a number. On both engines. */
#include "cards/ground.h"
#include "cards/hand_over.h"
#include "money/fee.h"
#include "register/four_way.h"
#include "register/number_case.h"
#include "register/person_store.h"
#include "support/city.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static enum outcome accept(struct test_db *t, const struct acceptance *asked,
                           struct application *app)
{
    struct accepted out;
    enum outcome outcome = accept_application(&t->desk, asked, &out);
    if (outcome == DONE && app)
        *app = out.application;
    return outcome;
}

static int64_t count(struct test_db *t, const char *table)
{
    return test_number(&t->desk, arena_printf(t->desk.arena, "SELECT count(*) FROM %s", table).at);
}

/* ---- what is accepted ---- */

static void run_accepted(struct test_db *t)
{
    struct accepted out;
    city_open(t);
    int64_t person = city_person(
        t, &(struct sitter){
               .station = STATION_ONE, .name = "阿依·古丽", .sex = "2", .born = DAY(1983, 3, 3) });
    struct acceptance asked = city_asked(STATION_ONE, person, "21");
    asked.phone = STR("0991-000");
    enter(t, "accept.1");
    assert_done(&t->desk, accept_application(&t->desk, &asked, &out));
    struct application app = city_application(t, out.application.number);
    assert_true(str_is(app.number, "6501020112008030300001"));
    assert_int_equal(app.state, APPLICATION_COMPLETE);
    assert_int_equal(app.live, 1);
    assert_int_equal(app.at_unit, STATION_ONE);
    assert_int_equal(app.bureau, BUREAU_ONE);
    assert_int_equal(app.city, CITY_UNIT);
    assert_int_equal(app.acceptor, t->desk.clerk.id);
    assert_true(str_is(app.name, "阿依·古丽"));
    assert_true(str_is(app.organ, "乌鲁木齐市公安局天山区分局"));
    assert_true(str_is(app.address, "新疆维吾尔自治区乌鲁木齐市天山区测试路12号3单元501室"));
    assert_int_equal(app.portrait.len, 32);
    assert_int_equal(app.fee, 2000);
    assert_true(str_is(app.fee_source, "[F03]"));
    assert_true(str_is(app.receipt, "T0-00000001"));
    assert_int_equal(app.due_on.n, TEST_DAY + 60);
    assert_int_equal(app.promised_on.n, TEST_DAY + 20);
    assert_int_equal(out.forecast.band, VALIDITY_10_YEARS);
    assert_false(day_is(app.valid_to)); /* a forecast is not stored */
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM entry WHERE verb = "
                                           "'application.accepted' AND unit = 650102011"),
                     1);
    assert_int_equal(test_number(&t->desk, "SELECT n FROM progress WHERE figure = 'accepted'"), 1);
    assert_int_equal(count(t, "outbox"), 0);
    assert_laws(t);
    city_close(t);
}

static void an_application_holds_all_it_will_need(void **state)
{
    (void)state;
    test_on_each_engine(run_accepted);
}

static void run_without_portrait(struct test_db *t)
{
    struct application app;
    int32_t to;
    int64_t waiting;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    struct acceptance asked = city_asked(STATION_ONE, person, "12");
    asked.portrait = NULL;
    enter(t, "accept.1");
    assert_done(&t->desk, accept(t, &asked, &app));
    assert_int_equal(app.state, APPLICATION_STARTED);
    assert_done(&t->desk, applications_to_send(&t->desk, &to, &waiting));
    assert_int_equal(waiting, 0);
    assert_done(&t->desk, take_portrait(&t->desk, app.number, city_picture(1), &app));
    assert_int_equal(app.state, APPLICATION_COMPLETE);
    struct str first = app.portrait;
    assert_done(&t->desk, take_portrait(&t->desk, app.number, city_picture(2), &app));
    assert_int_equal(app.state, APPLICATION_COMPLETE);
    assert_false(str_eq(first, app.portrait));
    assert_done(&t->desk, applications_to_send(&t->desk, &to, &waiting));
    assert_int_equal(waiting, 1);
    assert_int_equal(to, BUREAU_ONE);
    enter(t, "accept.3"); /* another station's */
    assert_refused(&t->desk, take_portrait(&t->desk, app.number, city_picture(1), &app),
                   NO_NOT_YOUR_DESK);
    city_close(t);
}

static void without_a_portrait_it_stays_at_the_start(void **state)
{
    (void)state;
    test_on_each_engine(run_without_portrait);
}

/* ---- every no ---- */

static void no_card(struct test_db *t, struct acceptance *a)
{
    (void)t, (void)a;
}
static void freeze(struct test_db *t, struct acceptance *a)
{
    city_person_set(t, a->person, "frozen_by", "5");
}
static void without_birth(struct test_db *t, struct acceptance *a)
{
    city_person_set(t, a->person, "born_on", "NULL");
}
static void unknown(struct test_db *t, struct acceptance *a)
{
    (void)t;
    a->person = 1;
}
static void other_station(struct test_db *t, struct acceptance *a)
{
    city_person_set(t, a->person, "station", "650102012");
}
static void guarded(struct test_db *t, struct acceptance *a)
{
    (void)t;
    a->guardian = STR("张父，父亲");
}
static void other_card_name(struct test_db *t, struct acceptance *a)
{
    (void)t;
    a->card_name = STR("李测试");
}
static void shorter_card_name(struct test_db *t, struct acceptance *a)
{
    (void)t;
    a->card_name = STR("张测");
}
static void minimum_income(struct test_db *t, struct acceptance *a)
{
    (void)t;
    a->exemption = STR("1");
}
static void no_such_exemption(struct test_db *t, struct acceptance *a)
{
    (void)t;
    a->exemption = STR("7");
}
static void without_right(struct test_db *t, struct acceptance *a)
{
    (void)a;
    enter(t, "handout.1");
}
static void at_bureau(struct test_db *t, struct acceptance *a)
{
    (void)a;
    t->desk.clerk.unit = BUREAU_ONE;
    t->desk.clerk.reach_from = BUREAU_ONE;
}
static void before_tariffs(struct test_db *t, struct acceptance *a)
{
    (void)a;
    by_hand(t, "UPDATE tariff SET begins = begins + 20000");
    fee_forget();
}
static void no_county(struct test_db *t, struct acceptance *a)
{
    (void)a;
    by_hand(t, "UPDATE household SET county = 999999");
}

#define LONG_NAME   "阿卜杜克里木·买买提吐尔逊·伊敏江"
#define LONG_STREET "特别特别特别特别特别长的一条测试路"

/* clang-format off */
static const struct {
    const char *what;
    struct sitter sitter;
    const char *ground;
    void (*with)(struct test_db *t, struct acceptance *a);
    enum refusal refusal;
} noes[] = {
    { "nobody",          { 0 },                            "12", unknown,           NO_PERSON_UNKNOWN },
    { "elsewhere",       { 0 },                            "12", other_station,     NO_NOT_YOUR_DESK },
    { "no counter",      { 0 },                            "12", at_bureau,         NO_NOT_YOUR_DESK },
    { "hand-out clerk",  { 0 },                            "12", without_right,     NO_RIGHT_MISSING },
    { "serving",         { .status = "3" },                "12", no_card,           NO_PERSON_SERVING },
    { "dead",            { .status = "1" },                "12", no_card,           NO_PERSON_NOT_NORMAL },
    { "moved out",       { .status = "2" },                "12", no_card,           NO_PERSON_NOT_NORMAL },
    { "frozen",          { 0 },                            "12", freeze,            NO_PERSON_FROZEN },
    { "no birth date",   { 0 },                            "12", without_birth,     NO_ITEM_MISSING },
    { "no such ground",  { 0 },                            "99", no_card,           NO_GROUND_UNKNOWN },
    { "group ground",    { 0 },                            "10", no_card,           NO_GROUND_UNKNOWN },
    { "no ground",       { 0 },                            "",   no_card,           NO_GROUND_UNKNOWN },
    { "adult as child",  { 0 },                            "11", no_card,           NO_GROUND_AGE },
    { "child as adult",  { .born = DAY(2000, 1, 1) },      "12", guarded,           NO_GROUND_AGE },
    { "child alone",     { .born = DAY(2000, 1, 1) },      "11", no_card,           NO_GUARDIAN_REQUIRED },
    { "day before 16",   { .born = DAY(1992, 3, 4) },      "12", guarded,           NO_GROUND_AGE },
    { "day of 16",       { .born = DAY(1992, 3, 3) },      "11", no_card,           NO_GROUND_AGE },
    { "long name",       { .name = LONG_NAME },            "12", no_card,           NO_NAME_TOO_LONG },
    { "other name",      { 0 },                            "12", other_card_name,   NO_ITEM_WRONG },
    { "needless short",  { 0 },                            "12", shorter_card_name, NO_ITEM_WRONG },
    { "long address",    { .street = LONG_STREET },        "12", no_card,           NO_ADDRESS_TOO_LONG },
    { "no county",       { 0 },                            "12", no_county,         NO_ITEM_WRONG },
    { "no exemption",    { 0 },                            "12", no_such_exemption, NO_EXEMPTION_UNKNOWN },
    { "exempt for loss", { 0 },                            "41", minimum_income,    NO_EXEMPTION_NOT_HERE },
    { "no tariff",       { 0 },                            "12", before_tariffs,           NO_TARIFF_MISSING },
};
/* clang-format on */

static void run_noes(struct test_db *t)
{
    city_open(t);
    int64_t entries = count(t, "entry");
    for (size_t i = 0; i < COUNT(noes); i++) {
        struct sitter sitter = noes[i].sitter;
        sitter.station = STATION_ONE;
        struct acceptance asked = city_asked(STATION_ONE, city_person(t, &sitter), noes[i].ground);
        enter(t, "accept.1");
        noes[i].with(t, &asked);
        enum outcome outcome = accept(t, &asked, NULL);
        if (outcome != REFUSED || t->desk.why.refusal != noes[i].refusal)
            fail_msg("%s: %s", noes[i].what,
                     outcome == DONE ? "accepted" : refusal_text(t->desk.why.refusal)->name);
        by_hand(t, "UPDATE household SET county = 650102");
    }
    assert_int_equal(count(t, "application"), 0);
    assert_int_equal(count(t, "receipt"), 0);
    assert_int_equal(count(t, "acceptance_serial"), 0);
    assert_int_equal(count(t, "entry"), entries);
    assert_laws(t);
    city_close(t);
}

static void every_no_of_the_counter_leaves_nothing(void **state)
{
    (void)state;
    test_on_each_engine(run_noes);
}

static void run_guardian(struct test_db *t)
{
    struct application app;
    city_open(t);
    int64_t child =
        city_person(t, &(struct sitter){ .station = STATION_ONE, .born = DAY(2000, 1, 1) });
    struct acceptance asked = city_asked(STATION_ONE, child, "11");
    asked.guardian = STR("张父，父亲");
    enter(t, "accept.1");
    assert_done(&t->desk, accept(t, &asked, &app));
    assert_true(str_is(app.guardian, "张父，父亲"));
    city_close(t);
}

static void under_sixteen_the_guardian_applies(void **state)
{
    (void)state;
    test_on_each_engine(run_guardian);
}

static void run_long_name(struct test_db *t)
{
    struct application app;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE, .name = LONG_NAME });
    struct acceptance asked = city_asked(STATION_ONE, person, "12");
    asked.card_name = STR("阿卜杜克里木·买买提吐尔逊");
    enter(t, "accept.1");
    assert_done(&t->desk, accept(t, &asked, &app));
    assert_true(str_is(app.name, "阿卜杜克里木·买买提吐尔逊"));
    city_close(t);
}

static void a_name_too_long_for_the_chip_stands_in_its_short_form(void **state)
{
    (void)state;
    test_on_each_engine(run_long_name);
}

/* ---- numbers ---- */

static struct str accept_someone(struct test_db *t, int32_t station)
{
    int64_t person = city_person(t, &(struct sitter){ .station = station });
    return city_accept(t, station, person, "12").number;
}

static void run_serials(struct test_db *t)
{
    city_open(t);
    at_day(t, 2008, 3, 3);
    assert_true(str_is(accept_someone(t, STATION_ONE), "6501020112008030300001"));
    assert_true(str_is(accept_someone(t, STATION_ONE), "6501020112008030300002"));
    assert_true(str_is(accept_someone(t, STATION_TWO), "6501020122008030300001"));
    assert_true(str_is(accept_someone(t, STATION_THREE), "6501030112008030300001"));
    struct day tomorrow = DAY(2008, 3, 4);
    desk_at(&t->desk, instant_of_day(tomorrow) - 1);
    assert_true(str_is(accept_someone(t, STATION_ONE), "6501020112008030300003"));
    desk_at(&t->desk, instant_of_day(tomorrow)); /* midnight of the city */
    assert_true(str_is(accept_someone(t, STATION_ONE), "6501020112008030400001"));
    assert_laws(t);
    city_close(t);
}

static void serials_begin_anew_at_midnight(void **state)
{
    (void)state;
    test_on_each_engine(run_serials);
}

/* ---- validity: a forecast, until it is signed ---- */

static void run_forecast(struct test_db *t)
{
    static const struct {
        struct day born;
        const char *ground;
        enum validity_band forecast;
        struct day signed_to;
    } cases[] = {
        { DAY(1982, 3, 10), "12", VALIDITY_10_YEARS, DAY(2028, 3, 10) }, /* 26 that day */
        { DAY(1982, 3, 11), "12", VALIDITY_10_YEARS, DAY(2018, 3, 10) },
        { DAY(1962, 3, 10), "12", VALIDITY_20_YEARS, { NO_DAY_N } },    /* 46: long-term */
        { DAY(1992, 3, 10), "11", VALIDITY_5_YEARS, DAY(2018, 3, 10) }, /* 16 */
        { DAY(1988, 3, 3), "12", VALIDITY_10_YEARS, DAY(2018, 3, 10) },
    };
    city_open(t);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct accepted out;
        at_day(t, 2008, 3, 3);
        int64_t person =
            city_person(t, &(struct sitter){ .station = STATION_ONE, .born = cases[i].born });
        struct acceptance asked = city_asked(STATION_ONE, person, cases[i].ground);
        asked.guardian = STR("母亲");
        enter(t, "accept.1");
        assert_done(&t->desk, accept_application(&t->desk, &asked, &out));
        assert_int_equal(out.forecast.band, cases[i].forecast);
        at_day(t, 2008, 3, 10);
        struct application app = city_bring(t, out.application.number, APPLICATION_SIGNED);
        assert_int_equal(app.signed_on.n, DAY_NUMBER(2008, 3, 10));
        assert_int_equal(app.valid_from.n, DAY_NUMBER(2008, 3, 10));
        assert_int_equal(app.valid_to.n, cases[i].signed_to.n);
        assert_true(str_is(app.valid_source, "[L 5] [GA214.8]"));
    }
    assert_laws(t);
    city_close(t);
}

static void the_band_of_the_signing_day_counts(void **state)
{
    (void)state;
    test_on_each_engine(run_forecast);
}

/* ---- earlier applications and cards ---- */

static void run_live(struct test_db *t)
{
    struct application first, second;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    first = city_accept(t, STATION_ONE, person, "21");
    second = city_accept(t, STATION_ONE, person, "21"); /* the unfinished one gives way */
    first = city_application(t, first.number);
    assert_int_equal(first.state, APPLICATION_VOID);
    assert_int_equal(first.live, 0);
    assert_true(str_eq(second.receipt, first.receipt)); /* paid once */
    assert_int_equal(count(t, "receipt"), 1);
    struct application third = city_accept(t, STATION_ONE, person, "23"); /* costs more */
    assert_int_equal(third.fee, 4000);
    assert_false(str_eq(third.receipt, second.receipt));
    struct acceptance asked = city_asked(STATION_ONE, person, "23");
    city_person_set(t, person, "station", "650102012");
    enter(t, "accept.2"); /* moved: another station's unfinished one is not voided */
    assert_refused(&t->desk, accept(t, &asked, NULL), NO_LIVE_APPLICATION);
    city_person_set(t, person, "station", "650102011");
    third = city_bring(t, third.number, APPLICATION_AT_COUNTY);
    enter(t, "accept.1");
    assert_refused(&t->desk, accept(t, &asked, NULL), NO_LIVE_APPLICATION);
    assert_int_equal(city_application(t, third.number).state, APPLICATION_AT_COUNTY);
    assert_laws(t);
    city_close(t);
}

static void one_live_application_a_person(void **state)
{
    (void)state;
    test_on_each_engine(run_live);
}

static void run_concurrent(struct test_db *t)
{
    /* Two desks that both looked before either wrote: the row itself allows one. */
    struct application app;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    app = city_accept(t, STATION_ONE, person, "21");
    app.id++;
    app.number = STR("6501020112008030399999");
    {
        SCOPED(tx) tx = { 0 };
        assert_done(&t->desk, tx_open(&t->desk, &tx));
        enum outcome outcome = application_insert(&t->desk, &app);
        if (outcome == DONE)
            outcome = tx_commit(&tx);
        assert_refused(&t->desk, outcome, NO_LIVE_APPLICATION);
    }
    assert_int_equal(count(t, "application"), 1);
    city_close(t);
}

static void of_two_desks_the_second_is_refused(void **state)
{
    (void)state;
    test_on_each_engine(run_concurrent);
}

static void run_superseding(struct test_db *t)
{
    static const struct verdict bad = { false, { "31", 2 }, { "address", 7 } };
    struct application first, second, out;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    first = city_accept(t, STATION_ONE, person, "21");
    city_bring(t, first.number, APPLICATION_AT_COUNTY);
    enter(t, "review.1");
    assert_done(&t->desk, review_application(&t->desk, first.number, &bad, &out));
    assert_int_equal(out.state, APPLICATION_REVIEW_REFUSED);
    second = city_accept(t, STATION_ONE, person, "21");
    first = city_application(t, first.number);
    assert_int_equal(first.state, APPLICATION_SUPERSEDED);
    assert_int_equal(first.superseded_by, second.id);
    assert_true(str_eq(first.receipt, second.receipt)); /* it brought no card: paid once */
    enter(t, "accept.1");
    assert_refused(&t->desk, correct_application(&t->desk, first.number, NULL, &out),
                   NO_WRONG_STEP);
    assert_laws(t);
    city_close(t);
}

static void a_refused_application_is_superseded_by_the_next(void **state)
{
    (void)state;
    test_on_each_engine(run_superseding);
}

/** A card of this system, collected on 2012-03-01 and valid to 2022-03-01. */
static int64_t holder_of_2012(struct test_db *t)
{
    at_day(t, 2012, 3, 1);
    int64_t person =
        city_person(t, &(struct sitter){ .station = STATION_ONE, .born = DAY(1990, 1, 1) });
    struct application app = city_accept(t, STATION_ONE, person, "12");
    app = city_bring(t, app.number, APPLICATION_COLLECTED);
    assert_int_equal(app.valid_to.n, DAY_NUMBER(2022, 3, 1));
    return person;
}

static void run_after_a_card(struct test_db *t)
{
    static const struct {
        int year, month, day;
        const char *ground;
        enum refusal refusal;
    } cases[] = {
        { 2012, 3, 5, "12", NO_FIRST_BUT_HAS_CARD },
        { 2012, 3, 5, "23", NO_TOO_SOON },
        { 2012, 3, 15, "23", NO_TOO_SOON },
        { 2012, 3, 15, "41", REFUSAL_NONE }, /* a loss is not bound by the 15 days */
        { 2012, 3, 16, "23", REFUSAL_NONE },
        { 2012, 3, 16, "13", NO_FIRST_BUT_HAS_CARD },
        { 2012, 3, 16, "21", REFUSAL_NONE }, /* the law of 2003 states no window */
        { 2021, 9, 30, "21", REFUSAL_NONE },
        { 2021, 10, 1, "21", NO_RENEWAL_TOO_EARLY }, /* [G21 76] */
        { 2021, 11, 30, "21", NO_RENEWAL_TOO_EARLY },
        { 2021, 12, 1, "21", REFUSAL_NONE },
        { 2023, 1, 1, "21", REFUSAL_NONE },
        { 2021, 10, 1, "22", REFUSAL_NONE },
    };
    city_open(t);
    int64_t person = holder_of_2012(t);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct acceptance asked = city_asked(STATION_ONE, person, cases[i].ground);
        struct application app;
        at_day(t, cases[i].year, cases[i].month, cases[i].day);
        enter(t, "accept.1");
        enum outcome outcome = accept(t, &asked, &app);
        if (cases[i].refusal != REFUSAL_NONE)
            assert_refused(&t->desk, outcome, cases[i].refusal);
        else {
            assert_done(&t->desk, outcome);
            assert_done(&t->desk, void_application(&t->desk, app.number, &app));
        }
    }
    assert_laws(t);
    city_close(t);
}

static void what_may_follow_a_card_depends_on_ground_and_day(void **state)
{
    (void)state;
    test_on_each_engine(run_after_a_card);
}

static void run_offers(struct test_db *t)
{
    struct ground_offer offers[GROUND_OFFERS_MAX];
    size_t n = 0;
    bool first = false, lost = false;
    city_open(t);
    int64_t person = holder_of_2012(t);
    at_day(t, 2012, 3, 5);
    enter(t, "accept.1");
    assert_done(&t->desk, ground_offers(&t->desk, STATION_ONE, person, offers, &n));
    assert_int_equal(n, ground_count);
    for (size_t i = 0; i < n; i++) {
        first = first || (strcmp(offers[i].code->code, "12") == 0 &&
                          offers[i].refusal == NO_FIRST_BUT_HAS_CARD);
        lost = lost || (strcmp(offers[i].code->code, "41") == 0 &&
                        offers[i].refusal == REFUSAL_NONE && offers[i].fee == 4000);
    }
    assert_true(first && lost);
    city_close(t);
}

static void the_counter_sees_why_a_ground_cannot_be_chosen(void **state)
{
    (void)state;
    test_on_each_engine(run_offers);
}

/* ---- held ---- */

static struct number_case open_case(struct test_db *t, int32_t part, int64_t person)
{
    struct number_case c = { 0 };
    bool found = false;
    assert_done(&t->desk, number_open_case_of(&t->desk, part, person, &c, &found));
    assert_true(found);
    return c;
}

static void decide(struct test_db *t, const char *login, const struct number_case *c,
                   const char *outcome, const char *new_number)
{
    const struct number_decision decision = { c->part, c->id, str_of(outcome), str_of(new_number) };
    struct number_case out;
    enter(t, login);
    t->desk.expected_version = c->ver;
    assert_done(&t->desk, number_case_decide(&t->desk, &decision, &out));
    t->desk.expected_version = -1;
}

static void run_held(struct test_db *t)
{
    struct application app = { 0 }, out;
    struct temporary_card temporary;
    int32_t to;
    int64_t waiting;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    city_number_case(t, STATION_ONE, person);
    struct acceptance asked = city_asked(STATION_ONE, person, "21");
    asked.portrait = NULL;
    enter(t, "accept.1");
    assert_done(&t->desk, accept(t, &asked, &app));
    assert_int_equal(app.state, APPLICATION_HELD);
    assert_int_equal(app.state, 10);
    assert_int_equal(app.live, 1);
    assert_int_equal(app.at_unit, BUREAU_ONE);
    assert_true(day_is(app.due_on));
    assert_refused(&t->desk, accept(t, &asked, NULL), NO_LIVE_APPLICATION);
    assert_done(&t->desk, applications_to_send(&t->desk, &to, &waiting));
    assert_int_equal(waiting, 0);
    enter(t, "sign.1"); /* nobody is left without papers */
    assert_done(&t->desk, issue_temporary_card(&t->desk, app.number, &temporary));
    struct number_case c = open_case(t, STATION_ONE, person);
    decide(t, "number.1", &c, "CONFIRMED", "");
    app = city_application(t, app.number);
    assert_int_equal(app.state, APPLICATION_STARTED); /* and still to be photographed */
    assert_int_equal(app.held_for, 0);
    assert_int_equal(app.at_unit, STATION_ONE);
    enter(t, "accept.1");
    assert_done(&t->desk, take_portrait(&t->desk, app.number, city_picture(0), &out));
    assert_int_equal(city_bring(t, app.number, APPLICATION_SIGNED).state, APPLICATION_SIGNED);
    assert_laws(t);
    city_close(t);
}

static void an_open_question_holds_and_its_decision_releases(void **state)
{
    (void)state;
    test_on_each_engine(run_held);
}

static void run_held_portrait(struct test_db *t)
{
    struct application app, out;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    city_number_case(t, STATION_ONE, person);
    struct acceptance asked = city_asked(STATION_ONE, person, "21");
    asked.portrait = NULL;
    enter(t, "accept.1");
    assert_done(&t->desk, accept(t, &asked, &app));
    assert_done(&t->desk, take_portrait(&t->desk, app.number, city_picture(0), &out));
    assert_int_equal(out.state, APPLICATION_HELD);
    enter(t, "accept.2");
    assert_refused(&t->desk, take_portrait(&t->desk, app.number, city_picture(1), &out),
                   NO_NOT_YOUR_DESK);
    enter(t, "sign.1");
    assert_refused(&t->desk, void_application(&t->desk, app.number, &out), NO_WRONG_STEP);
    struct number_case c = open_case(t, STATION_ONE, person);
    char number[19];
    struct person p;
    assert_done(&t->desk, person_load(&t->desk, STATION_ONE, person, &p));
    number_make(650102, p.born_on, 901, number);
    decide(t, "number.1", &c, "1", number);
    app = city_application(t, app.number);
    assert_int_equal(app.state, APPLICATION_COMPLETE);
    assert_true(str_is(app.citizen_number, number)); /* what the card will say */
    assert_laws(t);
    city_close(t);
}

static void a_held_one_is_photographed_and_takes_the_new_number(void **state)
{
    (void)state;
    test_on_each_engine(run_held_portrait);
}

/** Two questions about one person: the second still holds. */
static void run_two_cases(struct test_db *t)
{
    struct application app;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    int64_t other = city_person(t, &(struct sitter){ .station = STATION_THREE });
    city_number_case(t, STATION_ONE, person);
    struct person p;
    assert_done(&t->desk, person_load(&t->desk, STATION_ONE, person, &p));
    const struct number_case duplicate = { .part = STATION_ONE,
                                           .person = person,
                                           .number = p.number,
                                           .kind = STR("DUPLICATE"),
                                           .reasons = STR("TWO_PERSONS"),
                                           .other_part = STATION_THREE,
                                           .other_person = other,
                                           .station = STATION_ONE };
    assert_done(&t->desk, number_case_open(&t->desk, &duplicate));
    app = city_accept(t, STATION_ONE, person, "21");
    assert_int_equal(app.state, APPLICATION_HELD);
    struct number_case c = open_case(t, STATION_ONE, person);
    SCOPED(tx) tx = { 0 };
    assert_done(&t->desk, tx_open(&t->desk, &tx));
    assert_done(&t->desk, number_case_close(&t->desk, &c, STR("9"), true));
    assert_done(&t->desk, tx_commit(&tx));
    struct application still = city_application(t, app.number);
    assert_int_equal(still.state, APPLICATION_HELD);
    assert_int_not_equal(still.held_for, app.held_for); /* by the other one now */
    c = open_case(t, STATION_ONE, person);
    assert_int_equal(still.held_for, c.id);
    assert_done(&t->desk, tx_open(&t->desk, &tx));
    assert_done(&t->desk, number_case_close(&t->desk, &c, STR("9"), true));
    assert_done(&t->desk, tx_commit(&tx));
    assert_int_equal(city_application(t, app.number).state, APPLICATION_COMPLETE);
    city_close(t);
}

static void while_another_question_is_open_it_waits(void **state)
{
    (void)state;
    test_on_each_engine(run_two_cases);
}

/** Item by item: the booklet says otherwise than the register. */
static int64_t check_four_ways(struct test_db *t, int64_t person,
                               const struct four_way_entry *entries, size_t count)
{
    struct four_way_differences found;
    int64_t id = 0;
    const struct four_way_order order = { .part = STATION_ONE,
                                          .person = person,
                                          .days = { NO_DAY, NO_DAY },
                                          .entries = entries,
                                          .count = count };
    enter(t, "accept.1");
    t->desk.purpose = STR("四对照");
    assert_done(&t->desk, four_way_check(&t->desk, &order, &id, &found));
    assert_int_equal(found.count, count);
    return id;
}

static void settle(struct test_db *t, int64_t check, const char *item, const char *outcome)
{
    enter(t, "accept.1");
    const struct four_way_settlement s = { STATION_ONE,         check,
                                           str_of(item),        str_of(outcome),
                                           STR("所见证件一致"), NO_STR };
    assert_done(&t->desk, four_way_settle(&t->desk, &s));
}

static void rename_person(struct test_db *t, int64_t person, const char *name)
{
    struct person p;
    SCOPED(tx) tx = { 0 };
    assert_done(&t->desk, tx_open(&t->desk, &tx));
    assert_done(&t->desk, person_load(&t->desk, STATION_ONE, person, &p));
    struct person next = p;
    next.name = str_of(name);
    assert_done(&t->desk, person_update(&t->desk, &p, &next, t->desk.today));
    assert_done(&t->desk, tx_commit(&tx));
}

static void move_house(struct test_db *t, int64_t person, const char *door)
{
    struct person p;
    struct household household;
    SCOPED(tx) tx = { 0 };
    assert_done(&t->desk, tx_open(&t->desk, &tx));
    assert_done(&t->desk, person_load(&t->desk, STATION_ONE, person, &p));
    assert_done(&t->desk, household_load(&t->desk, p.part, p.household, &household));
    struct household next = household;
    next.door = str_of(door);
    assert_done(&t->desk, household_update(&t->desk, &household, &next, t->desk.today));
    assert_done(&t->desk, tx_commit(&tx));
}

static void run_difference(struct test_db *t)
{
    const struct four_way_entry entries[] = {
        { STR("name"), STR(""), STR("张测实"), STR(""), STR("") },
        { STR("address"), STR(""), STR("天山区测试路13号3单元501室"), STR(""), STR("") },
        { STR("marital"), STR(""), STR("20"), STR(""), STR("") },
    };
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    int64_t check = check_four_ways(t, person, entries, COUNT(entries));
    struct application app = city_accept(t, STATION_ONE, person, "21");
    assert_int_equal(app.state, APPLICATION_HELD);
    assert_true(app.held_for == check);
    settle(t, check, "name", "CASE"); /* a business is to decide */
    rename_person(t, person, "张测实");
    settle(t, check, "name", "REGISTER");
    assert_int_equal(city_application(t, app.number).state, APPLICATION_HELD); /* the address */
    move_house(t, person, "13号");
    settle(t, check, "address", "REGISTER");
    app = city_application(t, app.number);
    assert_int_equal(app.state, APPLICATION_COMPLETE); /* what is open is no item of the card */
    assert_int_equal(app.held_for, 0);
    assert_int_equal(app.at_unit, STATION_ONE);
    assert_true(str_is(app.name, "张测实")); /* what the card will say */
    assert_true(str_is(app.address, "新疆维吾尔自治区乌鲁木齐市天山区测试路13号3单元501室"));
    assert_int_equal(city_bring(t, app.number, APPLICATION_SIGNED).state, APPLICATION_SIGNED);
    assert_laws(t);
    city_close(t);
}

static void a_difference_about_the_card_holds_until_it_is_settled(void **state)
{
    (void)state;
    test_on_each_engine(run_difference);
}

/** A decision in one district closes the other's case too: the clerk does not reach that station,
 * and need not. */
static void run_across_districts(struct test_db *t)
{
    char fresh[19];
    struct person here;
    city_open(t);
    int64_t one = city_person(t, &(struct sitter){ .station = STATION_ONE });
    int64_t two = city_person(t, &(struct sitter){ .station = STATION_THREE });
    assert_done(&t->desk, person_load(&t->desk, STATION_ONE, one, &here));
    by_hand(t, arena_printf(t->desk.arena,
                            "UPDATE number_holder SET number = '" STR_FMT
                            "', sole = 0 WHERE person = %lld",
                            STR_ARG(here.number), (long long)two)
                   .at);
    by_hand(t, "UPDATE number_holder SET sole = 0");
    city_person_set(t, two, "number",
                    arena_printf(t->desk.arena, "'" STR_FMT "'", STR_ARG(here.number)).at);
    struct number_case mine = { .part = STATION_ONE,
                                .person = one,
                                .number = here.number,
                                .kind = STR("DUPLICATE"),
                                .reasons = STR("TWO_PERSONS"),
                                .other_part = STATION_THREE,
                                .other_person = two,
                                .station = STATION_ONE };
    struct number_case theirs = mine;
    theirs.part = theirs.station = STATION_THREE;
    theirs.person = two;
    theirs.other_part = STATION_ONE;
    theirs.other_person = one;
    assert_done(&t->desk, number_case_open(&t->desk, &mine));
    assert_done(&t->desk, number_case_open(&t->desk, &theirs));
    struct application a = city_accept(t, STATION_ONE, one, "21");
    struct application b = city_accept(t, STATION_THREE, two, "21");
    assert_int_equal(a.state, APPLICATION_HELD);
    assert_int_equal(b.state, APPLICATION_HELD);
    mine = open_case(t, STATION_ONE, one);
    number_make(650102, here.born_on, 903, fresh);
    decide(t, "number.city", &mine, "1", fresh); /* across districts the city may */
    a = city_application(t, a.number);
    b = city_application(t, b.number);
    assert_int_equal(a.state, APPLICATION_COMPLETE);
    assert_true(str_is(a.citizen_number, fresh));
    assert_int_equal(b.state, APPLICATION_COMPLETE);
    assert_true(str_eq(b.citizen_number, here.number));
    assert_laws(t);
    city_close(t);
}

static void a_decision_releases_the_other_holder_in_the_other_district(void **state)
{
    (void)state;
    test_on_each_engine(run_across_districts);
}

/** A question that comes up later holds, wherever the life still has a row for it. */
static void run_hold_later(struct test_db *t)
{
    static const struct {
        enum application_state at, then;
    } cases[] = {
        { APPLICATION_STARTED, APPLICATION_HELD },   { APPLICATION_COMPLETE, APPLICATION_HELD },
        { APPLICATION_AT_COUNTY, APPLICATION_HELD }, { APPLICATION_REVIEWED, APPLICATION_REVIEWED },
        { APPLICATION_MADE, APPLICATION_MADE },
    };
    struct application app;
    city_open(t);
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
        struct acceptance asked = city_asked(STATION_ONE, person, "21");
        if (cases[i].at == APPLICATION_STARTED)
            asked.portrait = NULL;
        enter(t, "accept.1");
        assert_done(&t->desk, accept(t, &asked, &app));
        city_bring(t, app.number, cases[i].at);
        enter(t, "number.2"); /* whoever finds it, wherever */
        city_number_case(t, STATION_ONE, person);
        app = city_application(t, app.number);
        assert_int_equal(app.state, cases[i].then);
        if (app.state != APPLICATION_HELD)
            continue;
        struct number_case c = open_case(t, STATION_ONE, person);
        assert_int_equal(app.held_for, c.id);
        decide(t, "number.1", &c, "CONFIRMED", "");
        app = city_application(t, app.number);
        assert_int_equal(app.state, cases[i].at == APPLICATION_STARTED ? APPLICATION_STARTED
                                                                       : APPLICATION_COMPLETE);
    }
    assert_laws(t);
    city_close(t);
}

static void a_question_that_comes_up_later_holds_too(void **state)
{
    (void)state;
    test_on_each_engine(run_hold_later);
}

/** It came up while the application was on its way: the reviewer sees it and holds. */
static void run_hold_by_hand(struct test_db *t)
{
    struct application app, out;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    app = city_accept(t, STATION_ONE, person, "21");
    city_bring(t, app.number, APPLICATION_TO_COUNTY);
    city_number_case(t, STATION_ONE, person);
    city_bring(t, app.number, APPLICATION_AT_COUNTY);
    enter(t, "review.2");
    assert_refused(&t->desk, hold_application(&t->desk, app.number, &out), NO_NOT_YOUR_DESK);
    enter(t, "review.1");
    assert_done(&t->desk, hold_application(&t->desk, app.number, &out));
    assert_int_equal(out.state, APPLICATION_HELD);
    struct number_case c = open_case(t, STATION_ONE, person);
    assert_int_equal(out.held_for, c.id);
    decide(t, "number.1", &c, "CONFIRMED", "");
    assert_int_equal(city_application(t, app.number).state, APPLICATION_COMPLETE);
    city_bring(t, app.number, APPLICATION_AT_COUNTY);
    enter(t, "review.1");
    assert_refused(&t->desk, hold_application(&t->desk, app.number, &out), NO_NUMBER_CASE_UNKNOWN);
    assert_int_equal(city_bring(t, app.number, APPLICATION_SIGNED).state, APPLICATION_SIGNED);
    assert_laws(t);
    city_close(t);
}

static void a_reviewer_holds_what_came_up_on_the_way(void **state)
{
    (void)state;
    test_on_each_engine(run_hold_by_hand);
}

/* ---- temporary cards ---- */

static void run_temporary(struct test_db *t)
{
    static const struct verdict bad = { false, { "31", 2 }, { "address", 7 } };
    struct application app, out;
    struct temporary_card card, again;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    app = city_accept(t, STATION_ONE, person, "12");
    assert_refused(&t->desk, issue_temporary_card(&t->desk, app.number, &card), NO_RIGHT_MISSING);
    enter(t, "sign.2");
    assert_refused(&t->desk, issue_temporary_card(&t->desk, app.number, &card), NO_NOT_YOUR_DESK);
    enter(t, "sign.1b"); /* who holds no book */
    assert_refused(&t->desk, issue_temporary_card(&t->desk, app.number, &card), NO_NO_RECEIPT_BOOK);
    enter(t, "sign.1");
    t->desk.clerk.id = app.acceptor;
    assert_refused(&t->desk, issue_temporary_card(&t->desk, app.number, &card), NO_OWN_ACCEPTANCE);
    city_bring(t, app.number, APPLICATION_AT_COUNTY);
    enter(t, "review.1");
    assert_done(&t->desk, review_application(&t->desk, app.number, &bad, &out));
    enter(t, "sign.1"); /* refused, and still to end in a card */
    assert_done(&t->desk, issue_temporary_card(&t->desk, app.number, &card));
    assert_int_equal(card.valid_from.n, TEST_DAY);
    assert_int_equal(card.valid_to.n, DAY_NUMBER(2008, 6, 3)); /* three months [T78 7] */
    assert_int_equal(card.fee, 1000);
    assert_true(str_is(card.receipt, "T2-00000001"));
    assert_true(str_is(card.number, "6501022008030300001"));
    assert_refused(&t->desk, issue_temporary_card(&t->desk, app.number, &again),
                   NO_TEMPORARY_EXISTS);
    assert_done(&t->desk, temporary_of(&t->desk, &app, &again));
    assert_int_equal(again.id, card.id);
    int64_t second = city_person(t, &(struct sitter){ .station = STATION_ONE });
    app = city_accept(t, STATION_ONE, second, "12");
    enter(t, "sign.1");
    assert_done(&t->desk, issue_temporary_card(&t->desk, app.number, &card));
    assert_true(str_is(card.number, "6501022008030300002"));
    int64_t third = city_person(t, &(struct sitter){ .station = STATION_ONE });
    app = city_accept(t, STATION_ONE, third, "12");
    enter(t, "accept.1");
    assert_done(&t->desk, void_application(&t->desk, app.number, &out));
    enter(t, "sign.1");
    assert_refused(&t->desk, issue_temporary_card(&t->desk, app.number, &card),
                   NO_TEMPORARY_NOT_ALLOWED);
    app = city_accept(t, STATION_ONE, third, "12");
    city_bring(t, app.number, APPLICATION_COLLECTED);
    enter(t, "sign.1");
    assert_refused(&t->desk, issue_temporary_card(&t->desk, app.number, &card),
                   NO_TEMPORARY_NOT_ALLOWED);
    assert_laws(t);
    city_close(t);
}

static void a_temporary_card_stands_beside_an_open_application(void **state)
{
    (void)state;
    test_on_each_engine(run_temporary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_application_holds_all_it_will_need),
        cmocka_unit_test(without_a_portrait_it_stays_at_the_start),
        cmocka_unit_test(every_no_of_the_counter_leaves_nothing),
        cmocka_unit_test(under_sixteen_the_guardian_applies),
        cmocka_unit_test(a_name_too_long_for_the_chip_stands_in_its_short_form),
        cmocka_unit_test(serials_begin_anew_at_midnight),
        cmocka_unit_test(the_band_of_the_signing_day_counts),
        cmocka_unit_test(one_live_application_a_person),
        cmocka_unit_test(of_two_desks_the_second_is_refused),
        cmocka_unit_test(a_refused_application_is_superseded_by_the_next),
        cmocka_unit_test(what_may_follow_a_card_depends_on_ground_and_day),
        cmocka_unit_test(the_counter_sees_why_a_ground_cannot_be_chosen),
        cmocka_unit_test(an_open_question_holds_and_its_decision_releases),
        cmocka_unit_test(a_held_one_is_photographed_and_takes_the_new_number),
        cmocka_unit_test(while_another_question_is_open_it_waits),
        cmocka_unit_test(a_difference_about_the_card_holds_until_it_is_settled),
        cmocka_unit_test(a_decision_releases_the_other_holder_in_the_other_district),
        cmocka_unit_test(a_question_that_comes_up_later_holds_too),
        cmocka_unit_test(a_reviewer_holds_what_came_up_on_the_way),
        cmocka_unit_test(a_temporary_card_stands_beside_an_open_application),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
