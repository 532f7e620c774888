/* Every row of the route tables, for every role, at the unit where the matter lies and in another
 * jurisdiction, over HTTP on each engine. Nobody is let in without login; without the right nothing
 * happens and an entry stays; with it, elsewhere, neither is anything done nor shown; at the own
 * unit it is done. A route without an errand below fails the test. */
#include "base/hex.h"
#include "business/businesses.h"
#include "cards/end_of_card.h"
#include "characters/case_store.h"
#include "conflict/notice.h"
#include "exchange/package_file.h"
#include "http/routes.h"
#include "http/server.h"
#include "money/fee.h"
#include "office/clerk.h"
#include "office/role.h"
#include "office/setting.h"
#include "office/unit.h"
#include "overdue/separation.h"
#include "overdue/take_list.h"
#include "places/plate.h"
#include "quality/quality.h"
#include "register/check.h"
#include "register/four_way.h"
#include "register/number_case.h"
#include "register/person_store.h"
#include "same/same.h"
#include "support/houses.h"
#include "support/seats.h"
#include "support/watch.h"
#include "unregistered/unregistered.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define PNG "\x89PNG\r\n\x1A\n"

static struct test_db *db;
static struct test_server *server;

/* ---- the matter: what an errand is about ---- */

/** What the words in braces stand for; each errand has made what it names. */
static struct matter {
    struct str number, serial, hash, body, login;
    int64_t id, part, person, unit, to, sequence, clerk, ver, n;
} matter;

static struct str text(const char *format, ...) PRINTF_LIKE(1, 2);
static struct str text(const char *format, ...)
{
    char out[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(out, sizeof out, format, args);
    va_end(args);
    return arena_str(db->desk.arena, str_of(out));
}

static struct str number_text(int64_t n)
{
    return text("%lld", (long long)n);
}

static bool word_is(struct str rest, const char *word)
{
    size_t n = strlen(word);
    return rest.len > n + 1 && memcmp(rest.at + 1, word, n) == 0 && rest.at[n + 1] == '}';
}

/** The value of the word in braces that `rest` begins with; false when it is none of ours. */
static bool value_of(struct str rest, struct str *value, size_t *len)
{
    const struct {
        const char *word;
        struct str value;
    } words[] = {
        { "number", matter.number },
        { "serial", matter.serial },
        { "hash", matter.hash },
        { "login", matter.login },
        { "role", STR("leader") },
        { "paper", STR("BOOKLET") },
        { "form", STR("business-sheet") },
        { "id", number_text(matter.id) },
        { "part", number_text(matter.part) },
        { "person", number_text(matter.person) },
        { "unit", number_text(matter.unit) },
        { "to", number_text(matter.to) },
        { "sequence", number_text(matter.sequence) },
        { "clerk", number_text(matter.clerk) },
        { "ver", number_text(matter.ver) },
        { "n", number_text(matter.n) },
    };
    for (size_t i = 0; i < COUNT(words); i++)
        if (word_is(rest, words[i].word)) {
            *value = words[i].value;
            *len = strlen(words[i].word) + 2;
            return true;
        }
    return false;
}

static struct str filled(const char *pattern)
{
    SCOPED(buf) out = { 0 };
    struct str all = str_of(pattern), value;
    for (size_t i = 0, len = 1; i < all.len; i += len) {
        struct str rest = str_cut(all, i, all.len);
        len = 1;
        if (rest.at[0] == '{' && value_of(rest, &value, &len))
            buf_add(&out, value);
        else
            buf_byte(&out, rest.at[0]);
    }
    return arena_str(db->desk.arena, buf_str(&out));
}

/* ---- making it ---- */

static void about(const struct application *app)
{
    matter.number = app->number;
    matter.part = app->part;
    matter.id = app->id;
    matter.person = app->person;
    matter.ver = app->ver;
    matter.unit = app->at_unit;
}

static void a_person(void)
{
    matter.person = city_person(db, &(struct sitter){ .station = STATION_ONE });
    matter.id = matter.person;
    matter.part = matter.unit = STATION_ONE;
    matter.ver = 1;
}

/** One whose record was changed once. */
static void changed_person(void)
{
    SCOPED(tx) tx = { 0 };
    struct person person, next;
    a_person();
    assert_done(&db->desk, tx_open(&db->desk, &tx));
    assert_done(&db->desk, person_load(&db->desk, STATION_ONE, matter.person, &person));
    next = person;
    next.native_place = STR("650100");
    assert_done(&db->desk, person_update(&db->desk, &person, &next, db->desk.today));
    assert_done(&db->desk, tx_commit(&tx));
    matter.ver = person.ver;
}

static void a_household(void)
{
    struct person person;
    a_person();
    assert_done(&db->desk, person_load(&db->desk, STATION_ONE, matter.person, &person));
    matter.id = person.household;
}

static struct application accepted(enum application_state state)
{
    a_person();
    struct application app = city_accept(db, STATION_ONE, matter.person, "12");
    app = city_bring(db, app.number, state);
    about(&app);
    return app;
}

static void card_of(enum application_state state)
{
    struct application app = accepted(state);
    struct card card = city_card(db, &app);
    matter.serial = card.serial;
}

static void without_portrait(void)
{
    struct acceptance asked;
    struct accepted out;
    a_person();
    asked = city_asked(STATION_ONE, matter.person, "12");
    asked.portrait = NULL;
    enter(db, "accept.1");
    assert_done(&db->desk, accept_application(&db->desk, &asked, &out));
    about(&out.application);
    matter.body = city_picture(2)->bytes;
}

#define AT(name, state)                                                                            \
    static void name(void)                                                                         \
    {                                                                                              \
        (void)accepted(APPLICATION_##state);                                                       \
    }
AT(complete, COMPLETE)
AT(at_county, AT_COUNTY)
AT(reviewed, REVIEWED)
AT(at_city, AT_CITY)

#define CARD_AT(name, state)                                                                       \
    static void name(void)                                                                         \
    {                                                                                              \
        card_of(APPLICATION_##state);                                                              \
    }
CARD_AT(at_city_stock, CITY_RECEIVED)
CARD_AT(at_bureau_stock, COUNTY_RECEIVED)
CARD_AT(inspected, COUNTY_ACCEPTED)
CARD_AT(at_station_stock, STATION_RECEIVED)
CARD_AT(ready, STATION_VERIFIED)
CARD_AT(with_holder, COLLECTED)

static void voided(void)
{
    struct application app = accepted(APPLICATION_COMPLETE);
    enter(db, "accept.1");
    assert_done(&db->desk, void_application(&db->desk, app.number, &app));
    about(&app);
}

static void refused(void)
{
    static const struct verdict bad = { false, { "11", 2 }, { "name", 4 } };
    struct application app = accepted(APPLICATION_AT_COUNTY);
    enter(db, "review.1");
    assert_done(&db->desk, review_application(&db->desk, app.number, &bad, &app));
    about(&app);
}

static void questioned(void)
{
    at_county();
    city_unfollowed_case(db, STATION_ONE, matter.person);
}

static void open_case(void)
{
    a_person();
    matter.id = city_number_case(db, STATION_ONE, matter.person);
    matter.ver = 1;
}

/** A former name with a private-use character, as an import takes it in: no form prints it. */
static void a_character_case(void)
{
    SCOPED(tx) tx = { 0 };
    struct character_cases open;
    matter.person = city_person(db, &(struct sitter){ .station = STATION_ONE });
    city_person_set(db, matter.person, "former_name", "'王\xEE\x80\x80'");
    matter.part = STATION_ONE;
    matter.unit = STATION_ONE;
    matter.body = STR(PNG);
    assert_done(&db->desk, tx_open(&db->desk, &tx));
    assert_done(&db->desk, character_cases_open(&db->desk, STATION_ONE, matter.person,
                                                STR("{\"item\":\"formerName\",\"bytes\":\"e7\"}")));
    assert_done(&db->desk, tx_commit(&tx));
    assert_done(&db->desk, cases_of_person(&db->desk, STATION_ONE, matter.person, &open));
    matter.id = open.at[0].id;
    matter.ver = open.at[0].ver;
}

static void a_character_shown(void)
{
    struct character_case c;
    a_character_case();
    const struct character_evidence e = { STATION_ONE, matter.id, STR("登记表"), STR(PNG) };
    enter(db, "accept.1");
    db->desk.expected_version = matter.ver;
    assert_done(&db->desk, character_case_show(&db->desk, &e, &c));
    matter.ver = c.ver;
}

static void a_missing_glyph(void)
{
    static int64_t persons = 70000;
    matter.n = ++persons;
    by_hand(db, text("INSERT INTO character_missing (unit, point, persons, counted_on) VALUES "
                     "(%d, %lld, %lld, 7000)",
                     STATION_ONE, (long long)persons, (long long)persons)
                    .at);
}

/** Two records of one bureau's stations. */
static void two_persons(void)
{
    a_person();
    matter.sequence = city_person(db, &(struct sitter){ .station = STATION_ONE });
}

static void in_conflict(void)
{
    struct conflict c;
    two_persons();
    const struct conflict_asked asked = { STATION_ONE, STATION_ONE, matter.person, matter.sequence,
                                          true };
    enter(db, "number.1");
    assert_done(&db->desk, conflict_open(&db->desk, &asked, &c));
    matter.id = c.id;
    matter.ver = c.ver;
}

/* ---- probable same persons ---- */

static void asked_check(void)
{
    struct same_check check;
    const struct same_check_asked asked = { STATION_ONE, STR("TIDYING"), STR("户口整顿中核查") };
    a_person();
    enter(db, "number.1");
    assert_done(&db->desk, same_check_ask(&db->desk, &asked, &check));
    matter.part = check.part;
    matter.id = check.id;
    matter.ver = check.ver;
}

static void decided_check(void)
{
    struct same_check check;
    asked_check();
    const struct same_check_verdict good = { (int32_t)matter.part, matter.id, true, NO_STR };
    enter(db, "audit");
    db->desk.expected_version = matter.ver;
    assert_done(&db->desk, same_check_decide(&db->desk, &good, &check));
    matter.ver = check.ver;
}

static void a_run(void)
{
    struct link_run run;
    decided_check();
    const struct live_order order = { .of_kind = STR("CHECK"),
                                      .part = (int32_t)matter.part,
                                      .id = matter.id };
    enter(db, "number.1");
    assert_done(&db->desk, link_live(&db->desk, &order, &run));
    matter.id = run.id;
}

static void a_pair(void)
{
    two_persons();
    matter.id = new_id(&db->desk);
    matter.ver = 1;
    by_hand(db, text("INSERT INTO same_pair (part, id, ver, person, station, other_part, "
                     "other_person, other_station, unit, run_part, run, doubt, levels, cluster, "
                     "cluster_size, state, ending, waiting, opened_on) VALUES (%d, %lld, 1, %lld, "
                     "%d, %d, %lld, %d, %d, %d, 1, 5, 'NAME:exact:90', %lld, 2, 'OPEN', 0, 0, 1)",
                     STATION_ONE, (long long)matter.id, (long long)matter.person, STATION_ONE,
                     STATION_ONE, (long long)matter.sequence, STATION_ONE, STATION_ONE, STATION_ONE,
                     (long long)matter.person)
                    .at);
}

static void decided_pair(const char *verdict, const char *way, int ending)
{
    struct same_pair pair;
    a_pair();
    const struct same_verdict v = { STATION_ONE, matter.id,   str_of(verdict),
                                    STR("测试"), str_of(way), ending };
    enter(db, "number.1");
    db->desk.purpose = STR("测试");
    db->desk.expected_version = matter.ver;
    assert_done(&db->desk, same_pair_decide(&db->desk, &v, &pair));
    matter.ver = pair.ver;
}

static void two_different(void)
{
    decided_pair("DIFFERENT", "", 0);
}

static void to_be_cancelled(void)
{
    decided_pair("SAME", "CANCEL", 2);
}

/** Somebody whose number was changed. */
static void renumbered(void)
{
    struct number_case c;
    struct number_notices all;
    char number[19];
    static int sequence = 601;
    open_case();
    struct person p;
    assert_done(&db->desk, person_load(&db->desk, STATION_ONE, matter.person, &p));
    number_make(650105, p.born_on, sequence += 2, number); /* nobody else of the city's tests */
    const struct number_decision d = { STATION_ONE, matter.id, STR("1"), str_of(number) };
    enter(db, "number.1");
    db->desk.expected_version = 1;
    assert_done(&db->desk, number_case_decide(&db->desk, &d, &c));
    assert_done(&db->desk, notices_of(&db->desk, STATION_ONE, matter.person, &all));
    assert_true(all.count > 0);
    matter.id = all.at[0].id;
}

static void renumbered_person(void)
{
    renumbered();
    matter.id = matter.person;
}

/** Somebody whose booklet says another marital status than the register. */
static void a_four_way(void)
{
    struct four_way_differences found;
    const struct four_way_entry entry = { .item = STR("marital"), .booklet = STR("20") };
    a_person();
    const struct four_way_order order = { .part = STATION_ONE,
                                          .person = matter.person,
                                          .days = { NO_DAY, NO_DAY },
                                          .entries = &entry,
                                          .count = 1 };
    enter(db, "accept.1");
    db->desk.purpose = STR("四对照");
    assert_done(&db->desk, four_way_check(&db->desk, &order, &matter.id, &found));
    assert_int_equal(found.count, 1);
    matter.ver = 1;
}

static void a_four_way_decided(void)
{
    a_four_way();
    const struct four_way_settlement s = { STATION_ONE,   matter.id,   STR("marital"),
                                           STR("PAPERS"), STR("换发"), NO_STR };
    assert_done(&db->desk, four_way_settle(&db->desk, &s));
    matter.ver = 2;
}

/** A person without the items a register asks for, found by a stored run. */
static void a_finding(void)
{
    const struct check_order order = { .store = true };
    struct check_result said;
    a_person();
    enter(db, "number.1");
    struct clerk sitting = db->desk.clerk;
    db->desk.clerk.rights |= UINT64_C(1) << MAY_SEE_PERSONS | UINT64_C(1) << MAY_KEEP_REGISTER;
    assert_done(&db->desk, register_check(&db->desk, &order, &said));
    db->desk.clerk = sitting;
    matter.id =
        test_number(&db->desk, arena_printf(db->desk.arena,
                                            "SELECT max(id) FROM finding WHERE state = 'OPEN' AND "
                                            "kind = 'MISSING_ITEM' AND person = %lld",
                                            (long long)matter.person)
                                   .at);
    matter.ver = 1;
}

static void measured(void)
{
    struct quality_counted counted;
    a_person();
    struct clerk sitting = db->desk.clerk;
    db->desk.clerk.rights |= UINT64_C(1) << MAY_KEEP_REGISTER;
    assert_done(&db->desk, quality_count(&db->desk, &counted));
    assert_done(&db->desk, quality_keep(&db->desk, &counted));
    db->desk.clerk = sitting;
}

/** Nothing is open in the station, and that was counted today. */
static void all_clear(void)
{
    static const struct {
        const char *open, *close;
    } books[] = {
        { "SELECT count(*) FROM finding WHERE state = 'OPEN'",
          "UPDATE finding SET state = 'RIGHTED' WHERE id = (SELECT min(id) FROM finding WHERE "
          "state "
          "= 'OPEN') RETURNING 1" },
        { "SELECT count(*) FROM number_case WHERE state = 'OPEN'",
          "UPDATE number_case SET state = 'CLOSED' WHERE id = (SELECT min(id) FROM number_case "
          "WHERE "
          "state = 'OPEN') RETURNING 1" },
    };
    measured();
    for (size_t i = 0; i < COUNT(books); i++)
        while (test_number(&db->desk, books[i].open))
            (void)test_number(&db->desk, books[i].close);
}

static void handed_in(void)
{
    struct application app;
    with_holder();
    enter(db, "receive.1");
    assert_done(&db->desk, surrender_card(&db->desk, matter.serial, &app));
}

static void with_portrait(void)
{
    char *digits = arena_bytes(db->desk.arena, 65);
    at_county();
    matter.hash = str_of(hex_text(city_picture(0)->hash, sizeof city_picture(0)->hash, digits));
}

static void given(void)
{
    inspected();
    struct consignment c = city_give(db, "inspect.1", STATION_ONE, &matter.serial, 1);
    matter.unit = c.unit;
    matter.id = c.id;
}

static void to_be_given(void)
{
    inspected();
    matter.to = STATION_ONE;
}

/** Whatever waits or lies in an inbox: what a unit above sends arrives in the next round. */
static void take_all_in(void)
{
    struct round round = { 0 };
    do
        assert_done(&db->desk, travel_round(&db->desk, city_folder(db, "exchange"), &round));
    while (round.packed + round.taken > 0);
}

/** A package from station one to its bureau, lying in the inbox. */
static void packed(void)
{
    struct package p;
    SCOPED(buf) bytes = { 0 };
    take_all_in();
    complete();
    enter(db, "accept.1");
    assert_done(&db->desk, send_and_pack(&db->desk, 0, city_folder(db, "exchange"), &p));
    assert_done(&db->desk, package_read_file(&db->desk, p.file, &bytes));
    matter.body = arena_str(db->desk.arena, buf_str(&bytes));
    matter.unit = p.unit;
    matter.to = p.to_unit;
    matter.sequence = p.seq;
}

static void to_be_packed(void)
{
    complete();
    matter.to = BUREAU_ONE;
}

static void a_clerk(void)
{
    static int hired;
    const struct new_clerk clerk = { .unit = STATION_ONE,
                                     .login = text("somebody.%d", ++hired),
                                     .name = STR("某人") };
    assert_done(&db->desk, clerk_store(&db->desk, &clerk, &matter.id));
    matter.clerk = matter.id;
    matter.unit = STATION_ONE;
    matter.login = clerk.login;
    matter.n = 100000 + hired * 10;
}

static void a_leader(void)
{
    a_clerk();
    assert_done(&db->desk,
                role_store_grant(&db->desk, matter.id, STR("leader"), db->desk.today, 0));
}

static void a_login(void)
{
    a_clerk();
    matter.login = text("%.*s.x", (int)matter.login.len, matter.login.at);
}

static void a_book(void)
{
    struct clerk was = db->desk.clerk;
    a_clerk();
    enter(db, "finance.1");
    assert_done(&db->desk, receipt_book_issue(&db->desk, STATION_ONE, matter.clerk, STR("W"),
                                              matter.n, matter.n + 1, &matter.id));
    db->desk.clerk = was;
}

static void temporary_issued(void)
{
    struct temporary_card card;
    (void)accepted(APPLICATION_AT_COUNTY);
    enter(db, "sign.1");
    assert_done(&db->desk, issue_temporary_card(&db->desk, matter.number, &card));
}

/** A change at station one by its clerk, submitted. */
static void taken_business(const char *kind, enum business_item item, const char *value)
{
    struct business b;
    struct business_asked asked = {
        .kind = str_of(kind),
        .papers = STR("APPLICATION NAME_PROOF BIRTH_PROOF BOOKLET COMPARISON NOT_PUBLIC_EMPLOYEE"),
        .applicant = STR("申请人"),
        .submit = true
    };
    a_person();
    asked.part = STATION_ONE;
    asked.person = matter.person;
    asked.items.at[item] = str_of(value);
    enter(db, "accept.1");
    assert_done(&db->desk, business_open(&db->desk, &asked, &b));
    matter.id = b.id;
    matter.ver = b.ver;
}

static void native_business(void)
{
    taken_business("native_change", BUSINESS_ITEM_NATIVE_PLACE, "西安");
}

static void name_business(void)
{
    taken_business("name_change", BUSINESS_ITEM_NAME, "新名字");
}

static void scanned_business(void)
{
    struct scan scan;
    native_business();
    matter.body = city_picture(2)->bytes;
    matter.n = 1;
    assert_done(&db->desk, scan_prepare(&db->desk, matter.body, &scan));
    assert_done(&db->desk,
                business_scan_add(&db->desk, STATION_ONE, matter.id, STR("BOOKLET"), &scan));
}

static void business_after(enum business_event event, const char *login)
{
    struct business b;
    struct business_decision d = { STATION_ONE, matter.id, event, RIGHT_COUNT, NO_STR };
    enter(db, login);
    assert_done(&db->desk, business_step(&db->desk, &d, &b));
    matter.ver = b.ver;
}

static void city_business(void)
{
    taken_business("birth_correct", BUSINESS_ITEM_BORN_ON, "1981-01-01");
    business_after(BUSINESS_EVENT_APPROVE, "review.1");
}

static void approved_business(void)
{
    native_business();
    business_after(BUSINESS_EVENT_APPROVE, "review.1");
}

static void draft_business(void)
{
    struct business b;
    const struct business_asked asked = { .kind = STR("native_change"),
                                          .part = STATION_ONE,
                                          .person = (a_person(), matter.person),
                                          .items.at[BUSINESS_ITEM_NATIVE_PLACE] = STR("西安"),
                                          .papers = STR("APPLICATION BOOKLET"),
                                          .applicant = STR("申请人") };
    enter(db, "accept.1");
    assert_done(&db->desk, business_open(&db->desk, &asked, &b));
    matter.id = b.id;
    matter.ver = b.ver;
}

/* ---- unregistered persons ---- */

static void taken_in(const char *class_)
{
    struct unregistered c;
    struct unregistered_asked asked = { .class_ = str_of(class_), .applicant = STR("申请人") };
    asked.items.at[BUSINESS_ITEM_NAME] = STR("未落户");
    asked.items.at[BUSINESS_ITEM_SEX] = STR("1");
    asked.items.at[BUSINESS_ITEM_ETHNIC] = STR("01");
    asked.items.at[BUSINESS_ITEM_BORN_ON] = STR("2010-01-01");
    asked.items.at[BUSINESS_ITEM_STREET] = STR("测试路");
    asked.items.at[BUSINESS_ITEM_DOOR] = STR("1号");
    enter(db, "accept.1");
    assert_done(&db->desk, unregistered_open(&db->desk, &asked, &c));
    matter.part = c.part;
    matter.id = c.id;
    matter.ver = c.ver;
}

static void an_unregistered(void)
{
    taken_in("OTHER");
}

static void unregistered_after(enum unregistered_event event)
{
    struct unregistered c;
    const struct unregistered_step step = { STATION_ONE, matter.id,        event,
                                            RIGHT_COUNT, STR("WITHDRAWN"), STR("说明") };
    assert_done(&db->desk, unregistered_step(&db->desk, &step, &c));
    matter.ver = c.ver;
}

/** With papers of these kinds, by blanks, and complete. */
static void complete_unregistered(const char *class_, const char *kinds)
{
    struct unregistered c;
    struct str rest = str_of(kinds), kind;
    taken_in(class_);
    while (str_split(&rest, ' ', &kind)) {
        const struct proof_asked asked = { .part = STATION_ONE,
                                           .id = matter.id,
                                           .kind = kind,
                                           .issuer = STR("出具单位"),
                                           .issued_on = NO_DAY,
                                           .text = STR("属实") };
        assert_done(&db->desk, unregistered_prove(&db->desk, &asked, &c));
    }
    unregistered_after(UNREGISTERED_EVENT_COMPLETE);
}

static void posted_unregistered(void)
{
    complete_unregistered("OTHER", "APPLICATION COURT_DECISION");
    unregistered_after(UNREGISTERED_EVENT_POST);
}

static void submitted_unregistered(void)
{
    complete_unregistered("OUTSIDE_PLAN", "APPLICATION BIRTH_CERTIFICATE PARENT_BOOKLET MARRIAGE "
                                          "INQUIRY COMPARISON");
    unregistered_after(UNREGISTERED_EVENT_INVESTIGATE);
    unregistered_after(UNREGISTERED_EVENT_SUBMIT);
}

static void closed_unregistered(void)
{
    an_unregistered();
    unregistered_after(UNREGISTERED_EVENT_CLOSE);
}

static void in_complaint(void)
{
    closed_unregistered();
    unregistered_after(UNREGISTERED_EVENT_COMPLAIN);
}

static void a_file(void)
{
    static int imported;
    imported++;
    matter.unit = STATION_ONE;
    matter.body = text("姓名,性别,出生日期,公民身份号码,派出所,原编号\n李%d,1,1985-01-01,,%d,A%d\n",
                       imported, STATION_ONE, imported);
}

static void a_load(void)
{
    static int loads;
    matter.unit = STATION_ONE;
    matter.id = ++loads;
    by_hand(db,
            arena_printf(
                db->desk.arena,
                "INSERT INTO load (part, id, file, hash, rows, taken, rejected, clerk, instant, "
                "finished) "
                "SELECT %d, %d, 'a.csv', nonce, 0, 0, 0, 0, 1, 2 FROM entry WHERE seq = 0 LIMIT 1",
                STATION_ONE, loads)
                .at);
}

static void nothing(void)
{
    matter.unit = STATION_ONE;
}

/* ---- plates, beats, the house check ---- */

static void on_the_street(void)
{
    houses_plates(db, STATION_ONE);
    matter.part = matter.unit = STATION_ONE;
}

static void a_plate(void)
{
    struct plates plates;
    struct clerk was = db->desk.clerk;
    on_the_street();
    assert_done(&db->desk, plates_between(&db->desk, STATION_ONE, STATION_ONE, &plates));
    matter.id = plates.at[0].id;
    db->desk.clerk = was;
}

static void a_plate_file(void)
{
    static int imported;
    imported++;
    matter.unit = STATION_ONE;
    matter.body = text("门牌编号,省市县区,街路巷,门牌号,派出所\nX%d,650102,新街,%d号,%d\n",
                       imported, imported, STATION_ONE);
}

static struct beat beat_made(void)
{
    on_the_street();
    struct beat beat = houses_beat(db, STATION_ONE);
    matter.id = beat.id;
    matter.ver = beat.ver;
    return beat;
}

static void a_beat(void)
{
    struct clerk was = db->desk.clerk;
    matter.n = beat_made().number + 1;
    db->desk.clerk = was;
}

static struct house_round round_made(void)
{
    struct beat beat = beat_made();
    a_person();
    struct house_round round = houses_round(db, &beat);
    matter.id = round.check.id;
    matter.ver = round.check.ver;
    return round;
}

static void a_round(void)
{
    struct clerk was = db->desk.clerk;
    round_made();
    db->desk.clerk = was;
}

static void a_visit(void)
{
    struct clerk was = db->desk.clerk;
    struct house_round round = round_made();
    struct house_visit visit = houses_next(db, &round, 1, true);
    matter.id = visit.id;
    matter.ver = visit.ver;
    db->desk.clerk = was;
}

static void a_house_finding(void)
{
    struct clerk was = db->desk.clerk;
    struct house_round round = round_made();
    struct house_visit visit = houses_next(db, &round, 1, true);
    struct house_findings open;
    const struct house_note note = { .kind = STR("NEW_RESIDENT"), .text = STR("某人") };
    assert_done(&db->desk, house_finding_note(&db->desk, visit.part, visit.id, &note, &visit));
    assert_done(&db->desk, house_findings_list(&db->desk, STR("OPEN"), NO_STR, 200, &open));
    matter.id = open.at[open.count - 1].id;
    matter.ver = open.at[open.count - 1].ver;
    db->desk.clerk = was;
}

/* ---- overdue cancellations, separations ---- */

static void an_overdue(const char *source)
{
    struct overdue_case c;
    a_person();
    const struct overdue_asked asked = { .source = str_of(source),
                                         .part = STATION_ONE,
                                         .person = matter.person,
                                         .event_on = DAY(2008, 1, 1) };
    enter(db, "accept.1");
    assert_done(&db->desk, overdue_open(&db->desk, &asked, &c));
    matter.id = c.id;
    matter.ver = c.ver;
}

static void overdue_step_by_hand(enum overdue_event event, const char *result, const char *notice)
{
    struct overdue_case c;
    const struct overdue_step_asked asked = { .part = STATION_ONE,
                                              .id = matter.id,
                                              .event = event,
                                              .takes = RIGHT_COUNT,
                                              .result = str_of(result),
                                              .notice = str_of(notice),
                                              .to = STR("家属") };
    enter(db, "accept.1");
    assert_done(&db->desk, overdue_step(&db->desk, &asked, &c));
    matter.ver = c.ver;
}

static void overdue_matched(void)
{
    an_overdue("HOUSE_CHECK");
}

static void overdue_visited(void)
{
    overdue_matched();
    overdue_step_by_hand(OVERDUE_EVENT_VISIT, "TRUE", "");
}

/** Told so long ago that the notice has run out. */
static void put_forward(const char *source)
{
    an_overdue(source);
    overdue_step_by_hand(OVERDUE_EVENT_VISIT, "TRUE", "");
    overdue_step_by_hand(OVERDUE_EVENT_NOTIFY, "", "DELIVERED");
    by_hand(db, "UPDATE overdue_case SET notice_until = 13000 WHERE notice_until > 13000");
    overdue_step_by_hand(OVERDUE_EVENT_PROPOSE, "", "");
}

static void overdue_at_county(void)
{
    put_forward("HOUSE_CHECK");
}

static void overdue_at_city(void)
{
    put_forward("DUPLICATE");
}

static void a_death_list(void)
{
    struct person p;
    a_person();
    matter.unit = BUREAU_ONE;
    assert_done(&db->desk, person_load(&db->desk, STATION_ONE, matter.person, &p));
    matter.body = text("姓名,公民身份号码,发生日期\n%.*s,%.*s,2008-01-01\n", STR_ARG(p.name),
                       STR_ARG(p.number));
}

static void a_list_taken(void)
{
    struct overdue_list list;
    a_death_list();
    const struct import_order order = { .file = STR("a.csv"),
                                        .bytes = matter.body,
                                        .map = STR(""),
                                        .headings = overdue_headings,
                                        .heading_count = OVERDUE_COLUMN_COUNT };
    enter(db, "number.1");
    assert_done(&db->desk, overdue_take_list(&db->desk, STR("CIVIL"), &order, &list));
    matter.id = list.id;
}

static void a_separation(void)
{
    struct separation s;
    a_person();
    const struct separation_asked asked = { .part = STATION_ONE,
                                            .person = matter.person,
                                            .lives_at = STATION_TWO,
                                            .address = STR("友好路5号"),
                                            .since = DAY(2007, 1, 1) };
    enter(db, "accept.1");
    assert_done(&db->desk, separation_register(&db->desk, &asked, &s));
    matter.id = s.id;
    matter.ver = s.ver;
}

static void a_separated_person(void)
{
    a_separation();
    matter.id = matter.person;
}

/* ---- what only the one who asks can have done ---- */

static void opened_portrait(const struct seat *who)
{
    struct application app = city_application(db, matter.number);
    assert_done(&db->desk, clerk_load(&db->desk, who->clerk, &db->desk.clerk));
    assert_done(&db->desk, note_portrait_look(&db->desk, &app));
}

static void has_book(const struct seat *who)
{
    static int books;
    int64_t id, first = 10 * ++books;
    enter(db, "finance");
    assert_done(&db->desk, receipt_book_issue(&db->desk, who->unit, who->clerk, STR("S"), first,
                                              first + 9, &id));
}

/* ---- the errands ---- */

enum elsewhere {
    KEPT_OUT,  /* P-107, and an entry */
    NOT_SHOWN, /* a list, without it */
    EACH_KEPT, /* of a batch: each with P-107 and an entry; the answer is kept by its key */
    NOT_TAKEN, /* a file of rows: they are rejected, the load is noted */
    NOT_MET,   /* a list of persons: nobody of his is on it, the list is noted */
    NOT_HIS,   /* it is done with what lies at his own unit, where there is none of it */
    THE_SAME   /* what everybody may, or his own affair */
};

#define BIT(right) (UINT64_C(1) << (right))
#define CLERKS     (BIT(MAY_ADMIN_SYSTEM) | BIT(MAY_ADMIN_RIGHTS) | BIT(MAY_KEEP_RECEIPTS))
#define BYTES      "\x01"

struct errand {
    const char *operation;
    int32_t at; /* where the matter lies */
    void (*make)(void);
    const char *query, *body; /* NULL: none; BYTES: the matter's */
    const char *type;
    int status; /* at the own unit, with the right */
    enum elsewhere elsewhere;
    const char *shows; /* what a list shows here, and not elsewhere */
    uint64_t rights;   /* any of them, where the use case asks and not the row */
    void (*ready)(const struct seat *seat); /* what the one who asks must have done */
};
/* clang-format off */
static const struct errand errands[] = {
    /* operation              at           matter            query             body              type  status elsewhere  shows */
    { "getHealth",            STATION_ONE, nothing,          NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "getReadiness",         STATION_ONE, nothing,          NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "getMetrics",           STATION_ONE, nothing,          NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "openSession",          STATION_ONE, nothing,          NULL,             "{\"login\":\"household_clerk.650102011.0\",\"password\":\"" STAFF_PASSWORD "\"}", NULL, 200, THE_SAME, NULL, 0, NULL },
    { "getSession",           STATION_ONE, nothing,          NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "closeSession",         STATION_ONE, nothing,          NULL,             NULL,             NULL, 204, THE_SAME,  NULL, 0, NULL },
    { "changePassword",       STATION_ONE, nothing,          NULL,             "{\"old\":\"" STAFF_PASSWORD "\",\"new\":\"Another-Word-77\"}", NULL, 204, THE_SAME, NULL, 0, NULL },
    { "listUnits",            STATION_ONE, nothing,          NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"number\":650102011", 0, NULL },
    { "listClerks",           STATION_ONE, a_clerk,          NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"{login}\"", CLERKS, NULL },
    { "addClerk",             STATION_ONE, a_login,          NULL,             "{\"unit\":{unit},\"login\":\"{login}\",\"name\":\"某\",\"password\":\"" STAFF_PASSWORD "\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "lockClerk",            STATION_ONE, a_clerk,          NULL,             "{}",             NULL, 204, KEPT_OUT,  NULL, 0, NULL },
    { "unlockClerk",          STATION_ONE, a_clerk,          NULL,             "{}",             NULL, 204, KEPT_OUT,  NULL, 0, NULL },
    { "listRoles",            STATION_ONE, nothing,          NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "grantRole",            STATION_ONE, a_clerk,          NULL,             "{\"role\":\"leader\"}", NULL, 204, KEPT_OUT, NULL, 0, NULL },
    { "revokeRole",           STATION_ONE, a_leader,         NULL,             NULL,             NULL, 204, KEPT_OUT,  NULL, 0, NULL },
    { "searchPersons",        STATION_ONE, a_person,         NULL,             "{\"name\":\"张测试\",\"limit\":200}", NULL, 200, NOT_SHOWN, "\"id\":\"{person}\"", 0, NULL },
    { "typePersons",          STATION_ONE, a_person,         NULL,             "{\"text\":\"张测试\"}", NULL, 200, THE_SAME, NULL, 0, NULL },
    { "getPerson",            STATION_ONE, a_person,         NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "getPersonRecord",      STATION_ONE, a_person,         NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "writePersonItem",      STATION_ONE, a_person,         NULL,             "{\"field\":\"height\",\"value\":\"171\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "getPersonHistory",     STATION_ONE, a_person,         NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "reversePerson",        STATION_ONE, changed_person,   NULL,             "{\"reason\":\"test\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "getHousehold",         STATION_ONE, a_household,      NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "importRegister",       STATION_ONE, a_file,           NULL,             BYTES,            "text/csv", 200, NOT_TAKEN, "\"taken\":1", 0, NULL },
    { "listLoads",            STATION_ONE, a_load,           NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "undoLoad",             STATION_ONE, a_load,           NULL,             NULL,             NULL, 200, NOT_HIS,   "R-209", 0, NULL },
    { "listNumberCases",      STATION_ONE, open_case,        "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "decideNumberCase",     STATION_ONE, open_case,        NULL,             "{\"outcome\":\"CONFIRMED\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "listBusinessKinds",    STATION_ONE, nothing,          NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "listBusinessFigures",  STATION_ONE, name_business,    NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"kind\":\"name_change\"", 0, NULL },
    { "listChangeRates",      STATION_ONE, name_business,    NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"role\":\"TAKES\"", 0, NULL },
    { "addBusinessScan",      STATION_ONE, scanned_business, NULL,             BYTES,            "image/jpeg", 204, KEPT_OUT, NULL, 0, NULL },
    { "getBusinessScan",      STATION_ONE, scanned_business, NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printBusinessForm",    STATION_ONE, native_business,  NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "listBusinesses",       STATION_ONE, native_business,  "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "openBusiness",         STATION_ONE, a_person,         NULL,             "{\"kind\":\"native_change\",\"part\":{part},\"person\":\"{person}\",\"items\":{\"nativePlace\":\"西安\"},\"papers\":\"APPLICATION BOOKLET\",\"applicant\":\"某\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "getBusiness",          STATION_ONE, native_business,  NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "submitBusiness",       STATION_ONE, draft_business,   NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "withdrawBusiness",     STATION_ONE, native_business,  NULL,             "{\"note\":\"test\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "finishBusiness",       STATION_ONE, approved_business, NULL,            "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "decideBusinessAtStation", STATION_ONE, native_business, NULL,           "{\"good\":true}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "decideBusinessAtCounty", BUREAU_ONE, name_business,   NULL,             "{\"good\":true}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "decideBusinessAtCity", CITY_UNIT,   city_business,    NULL,             "{\"good\":true}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "listUnregisteredClasses", STATION_ONE, nothing,       NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "listUnregisteredFigures", STATION_ONE, an_unregistered, "?by=class",    NULL,             NULL, 200, NOT_SHOWN, "\"key\":\"OTHER\"", 0, NULL },
    { "listUnregistered",     STATION_ONE, an_unregistered,  "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "openUnregistered",     STATION_ONE, nothing,          NULL,             "{\"class\":\"OTHER\",\"station\":{unit},\"items\":{\"name\":\"未落户\"},\"applicant\":\"某\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "getUnregistered",      STATION_ONE, an_unregistered,  NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "changeUnregistered",   STATION_ONE, an_unregistered,  NULL,             "{\"items\":{\"nativePlace\":\"西安\"}}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "proveUnregistered",    STATION_ONE, an_unregistered,  NULL,             "{\"kind\":\"APPLICATION\",\"text\":\"书面申请\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "stepUnregistered",     STATION_ONE, an_unregistered,  NULL,             "{\"step\":\"CLOSE\",\"reason\":\"WITHDRAWN\",\"note\":\"已撤回\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "stepUnregisteredAtCounty", BUREAU_ONE, submitted_unregistered, NULL,    "{\"step\":\"PASS\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "stepUnregisteredAtCity", CITY_UNIT, in_complaint,     NULL,             "{\"step\":\"UPHOLD\",\"note\":\"维持\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "listConflicts",        STATION_ONE, in_conflict,      "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "openConflict",         STATION_ONE, two_persons,      NULL,             "{\"part\":{part},\"person\":\"{person}\",\"otherPart\":{part},\"otherPerson\":\"{sequence}\",\"onePerson\":true}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "getConflict",          STATION_ONE, in_conflict,      NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "addEvidence",          STATION_ONE, in_conflict,      NULL,             "{\"side\":1,\"kind\":\"REGISTER\",\"since\":\"1999-01-01\",\"text\":\"登记表\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "stepConflict",         STATION_ONE, in_conflict,      NULL,             "{\"step\":\"ASK\",\"keeper\":1}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "decideConflict",       STATION_ONE, in_conflict,      NULL,             "{\"keeper\":1}",  NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "escalateConflicts",    CITY_UNIT,   nothing,          NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "noticeTold",           STATION_ONE, renumbered,       NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "listFindings",         STATION_ONE, a_finding,        "?limit=200&kind=MISSING_ITEM", NULL, NULL, 200, THE_SAME, NULL, 0, NULL },
    { "countFindings",        STATION_ONE, a_finding,        NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "getFinding",           STATION_ONE, a_finding,        NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "closeFinding",         STATION_ONE, a_finding,        NULL,             "{\"reason\":\"见户口簿原件\"}", NULL, 200, KEPT_OUT, NULL, BIT(MAY_KEEP_REGISTER), NULL },
    { "listSameChecks",       STATION_ONE, asked_check,      "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "askSameCheck",         STATION_ONE, nothing,          NULL,             "{\"unit\":650102011,\"ground\":\"TIDYING\",\"purpose\":\"户口整顿中核查\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "decideSameCheck",      CITY_UNIT,   asked_check,      NULL,             "{\"good\":true}", NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "closeSameCheck",       STATION_ONE, decided_check,    NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "runSameCheck",         STATION_ONE, decided_check,    NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "runConflict",          STATION_ONE, in_conflict,      NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "listLinkRuns",         STATION_ONE, a_run,            "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "listSamePairs",        STATION_ONE, a_pair,           "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "countSamePairs",       STATION_ONE, a_pair,           NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "listSameWaiting",      STATION_ONE, to_be_cancelled,  "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "getSamePair",          STATION_ONE, a_pair,           NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "decideSamePair",       STATION_ONE, a_pair,           NULL,             "{\"verdict\":\"DIFFERENT\",\"reason\":\"测试\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "undoSamePair",         BUREAU_ONE,  two_different,    NULL,             "{\"reason\":\"测试\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "cancelSamePair",       STATION_ONE, to_be_cancelled,  NULL,             "{\"papers\":\"DOUBLE_PROOF COMPARISON\",\"applicant\":\"依职权\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "diagnoseNumberCase",   STATION_ONE, open_case,        NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "getFourWaySheet",      STATION_ONE, a_person,         NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "checkFourWays",        STATION_ONE, a_person,         NULL,             "{\"shown\":[\"booklet\"],\"entries\":{\"marital\":{\"booklet\":\"20\"}}}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "listFourWayChecks",    STATION_ONE, a_four_way,       "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "countFourWayChecks",   STATION_ONE, a_four_way,       NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"station\":{part}", 0, NULL },
    { "getFourWayCheck",      STATION_ONE, a_four_way,       NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "settleFourWay",        STATION_ONE, a_four_way,       NULL,             "{\"item\":\"marital\",\"outcome\":\"PAPERS\",\"reason\":\"换发\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "signFourWay",          STATION_ONE, a_four_way_decided, NULL,           "{\"signer\":\"SELF\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "getQuality",           STATION_ONE, measured,         "?unit={part}",   NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "measureQuality",       STATION_ONE, a_person,         NULL,             "{}",             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "printClearance",       STATION_ONE, all_clear,        NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printFourWay",         STATION_ONE, a_four_way,       NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "acceptApplication",    STATION_ONE, a_person,         NULL,             "{\"personPart\":{part},\"person\":\"{person}\",\"ground\":\"12\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "listApplications",     BUREAU_ONE,  at_county,        "?queue=review&limit=200", NULL,    NULL, 200, NOT_SHOWN, "\"number\":\"{number}\"", 0, NULL },
    { "getApplication",       STATION_ONE, complete,         NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "getApplicationById",   STATION_ONE, complete,         NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "putPortrait",          STATION_ONE, without_portrait, NULL,             BYTES,            "image/jpeg", 200, KEPT_OUT, NULL, 0, NULL },
    { "getPortrait",          BUREAU_ONE,  with_portrait,    "?application={number}", NULL,      NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "reviewApplication",    BUREAU_ONE,  at_county,        NULL,             "{\"verdict\":\"good\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "signApplication",      BUREAU_ONE,  reviewed,         NULL,             "{\"verdict\":\"good\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "signApplications",     BUREAU_ONE,  reviewed,         NULL,             "{\"numbers\":[\"{number}\"]}", NULL, 200, EACH_KEPT, "\"signed\":[\"{number}\"]", 0, opened_portrait },
    { "auditApplication",     CITY_UNIT,   at_city,          NULL,             "{\"verdict\":\"good\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "voidApplication",      STATION_ONE, complete,         NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "archiveApplication",   STATION_ONE, voided,           NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "holdApplication",      BUREAU_ONE,  questioned,       NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, BIT(MAY_REVIEW), NULL },
    { "remindHolder",         STATION_ONE, ready,            NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "reportLoss",           STATION_ONE, with_holder,      NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "correctApplication",   STATION_ONE, refused,          NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "signTemporaryCard",    BUREAU_ONE,  at_county,        NULL,             "{}",             NULL, 201, KEPT_OUT,  NULL, 0, has_book },
    { "listCards",            BUREAU_ONE,  at_bureau_stock,  "?place=stock&limit=200", NULL,     NULL, 200, NOT_SHOWN, "\"serial\":\"{serial}\"", 0, NULL },
    { "getCard",              BUREAU_ONE,  at_bureau_stock,  NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "inspectCard",          BUREAU_ONE,  at_bureau_stock,  NULL,             "{\"good\":true}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "verifyCard",           STATION_ONE, at_station_stock, NULL,             "{\"good\":true}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "sortCard",             CITY_UNIT,   at_city_stock,    NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "surrenderCard",        STATION_ONE, with_holder,      NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "destroyCard",          STATION_ONE, handed_in,        NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "listConsignments",     STATION_ONE, given,            "?direction=in&limit=200", NULL,    NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "giveConsignment",      BUREAU_ONE,  to_be_given,      NULL,             "{\"to\":{to},\"box\":\"B\",\"cards\":[\"{serial}\"]}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "receiveConsignment",   STATION_ONE, given,            NULL,             "{\"counted\":1}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "handOverCard",         STATION_ONE, ready,            NULL,             "{\"identity\":true,\"chipRead\":true,\"oldCard\":\"NEVER_HAD\",\"proof\":\"证明\",\"signature\":\"PAPER\",\"temporaryReturned\":false}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "listPackages",         STATION_ONE, packed,           "?direction=out&limit=200", NULL,   NULL, 200, NOT_SHOWN, "\"unit\":{unit}", 0, NULL },
    { "listWaiting",          STATION_ONE, to_be_packed,     NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"to\":{to}", 0, NULL },
    { "listGaps",             STATION_ONE, nothing,          NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "sendPackage",          STATION_ONE, to_be_packed,     NULL,             "{\"to\":{to}}",  NULL, 201, NOT_HIS,   "C-124", 0, NULL },
    { "takePackage",          BUREAU_ONE,  packed,           NULL,             BYTES,            "application/octet-stream", 201, KEPT_OUT, NULL, 0, NULL },
    { "listEntries",          STATION_ONE, complete,         "?unit={part}",   NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "proveEntry",           STATION_ONE, complete,         NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "verifyJournal",        STATION_ONE, nothing,          NULL,             "{}",             NULL, 200, THE_SAME,  NULL, 0, NULL }, /* of the whole database, and says nothing of it but whether it holds */
    { "listReceiptBooks",     BUREAU_ONE + 901, a_book,      NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"first\":{n}", 0, NULL },
    { "issueReceiptBook",     BUREAU_ONE + 901, a_clerk,     NULL,             "{\"prefix\":\"V\",\"first\":{n},\"last\":{n},\"clerk\":\"{clerk}\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "getToday",             BUREAU_ONE,  at_county,        NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "findCharacters",       STATION_ONE, nothing,          "?q=zhan",        NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "lookAtName",           STATION_ONE, nothing,          NULL,             "{\"name\":\"王一\"}", NULL, 200, THE_SAME, NULL, 0, NULL },
    { "listMissingGlyphs",    STATION_ONE, a_missing_glyph,  NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"persons\":{n}", 0, NULL },
    { "countMissingGlyphs",   STATION_ONE, nothing,          NULL,             "{}",             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "listCharacterCases",   STATION_ONE, a_character_case, "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "getCharacterPicture",  STATION_ONE, a_character_shown, NULL,            NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "putCharacterSource",   STATION_ONE, a_character_case, NULL,             "{\"source\":\"登记表\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "putCharacterPicture",  STATION_ONE, a_character_case, NULL,             BYTES,            "image/png", 200, KEPT_OUT, NULL, 0, NULL },
    { "settleCharacterCase",  STATION_ONE, a_character_shown, NULL,            "{\"character\":\"㛃\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "getCodes",             STATION_ONE, nothing,          NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "printApplication",     STATION_ONE, complete,         NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printRegisterSheet",   STATION_ONE, a_person,         NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printBookletPage",     STATION_ONE, a_person,         NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printSlip",            STATION_ONE, complete,         NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printTemporaryCard",   BUREAU_ONE,  temporary_issued, NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printConsignment",     STATION_ONE, given,            NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printNumberNotices",   STATION_ONE, renumbered_person, NULL,            NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printPackage",         STATION_ONE, packed,           NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "importPlates",         STATION_ONE, a_plate_file,     NULL,             BYTES,            "text/csv", 200, NOT_TAKEN, "\"taken\":1", 0, NULL },
    { "listPlates",           STATION_ONE, a_plate,          "?station={part}", NULL,            NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "getPlate",             STATION_ONE, a_plate,          NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "listStreets",          STATION_ONE, a_plate,          "?station={part}", NULL,            NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "comparePlates",        STATION_ONE, a_plate,          NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "listBeats",            STATION_ONE, a_beat,           NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "addBeat",              STATION_ONE, a_beat,           NULL,             "{\"part\":{part},\"number\":{n},\"name\":\"区\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "changeBeat",           STATION_ONE, a_beat,           NULL,             "{\"name\":\"区\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "giveGround",           STATION_ONE, a_beat,           NULL,             "{\"street\":\"测试路\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "listHouseChecks",      STATION_ONE, a_round,          "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "openHouseCheck",       STATION_ONE, a_beat,           NULL,             "{\"part\":{part},\"beat\":\"{id}\",\"name\":\"轮\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "closeHouseCheck",      STATION_ONE, a_round,          NULL,             "{}",             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "listHouseVisits",      STATION_ONE, a_round,          NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "enterHouseVisit",      STATION_ONE, a_visit,          NULL,             "{\"result\":\"FOUND\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "noteHouseFinding",     STATION_ONE, a_visit,          NULL,             "{\"kind\":\"NEW_RESIDENT\",\"text\":\"某人\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "listHouseFindings",    STATION_ONE, a_house_finding,  "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "settleHouseFinding",   STATION_ONE, a_house_finding,  NULL,             "{\"outcome\":\"CASE\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "getHouseCoverage",     STATION_ONE, a_round,          NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"unit\":{part}", BIT(MAY_SEE_PERSONS) | BIT(MAY_SEE_BOARD), NULL },
    { "getOverdueWords",      STATION_ONE, nothing,          NULL,             NULL,             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "takeOverdueList",      BUREAU_ONE,  a_death_list,     "?source=CIVIL",  BYTES,            "text/csv", 201, NOT_MET, "\"byNumber\":1", 0, NULL },
    { "listOverdueLists",     BUREAU_ONE,  a_list_taken,     NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "listOverdueCases",     STATION_ONE, overdue_matched,  "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "openOverdueCase",      STATION_ONE, a_person,         NULL,             "{\"source\":\"HOUSE_CHECK\",\"part\":{part},\"person\":\"{person}\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "searchPocketHouseholds", STATION_ONE, nothing,        NULL,             "{}",             NULL, 200, THE_SAME,  NULL, 0, NULL },
    { "getOverdueCase",       STATION_ONE, overdue_matched,  NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "stepOverdueCase",      STATION_ONE, overdue_matched,  NULL,             "{\"event\":\"VISIT\",\"result\":\"TRUE\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "decideOverdueAtCounty", BUREAU_ONE, overdue_at_county, NULL,            "{\"event\":\"APPROVE\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "decideOverdueAtCity",  CITY_UNIT,   overdue_at_city,  NULL,             "{\"event\":\"APPROVE\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "listOverdueFigures",   STATION_ONE, overdue_matched,  NULL,             NULL,             NULL, 200, NOT_SHOWN, "\"key\":\"{part}\"", 0, NULL },
    { "listSeparations",      STATION_ONE, a_separation,     "?limit=200",     NULL,             NULL, 200, NOT_SHOWN, "\"id\":\"{id}\"", 0, NULL },
    { "registerSeparation",   STATION_ONE, a_person,         NULL,             "{\"part\":{part},\"person\":\"{person}\",\"livesAt\":650102012,\"address\":\"友好路5号\",\"since\":\"2007-01-01\"}", NULL, 201, KEPT_OUT, NULL, 0, NULL },
    { "endSeparation",        STATION_ONE, a_separation,     NULL,             "{\"reason\":\"已搬回\"}", NULL, 200, KEPT_OUT, NULL, 0, NULL },
    { "listSeparationsOfPerson", STATION_ONE, a_separated_person, NULL,        NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printOverdueNotice",   STATION_ONE, overdue_visited,  NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printOverduePosting",  STATION_ONE, overdue_visited,  NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printOverdueVisit",    STATION_ONE, overdue_matched,  NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printUnregistered",    STATION_ONE, an_unregistered,  NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printUnregisteredNotice", STATION_ONE, posted_unregistered, NULL,       NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printUnregisteredAnswer", STATION_ONE, closed_unregistered, NULL,       NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
    { "printHouseCheck",      STATION_ONE, a_round,          NULL,             NULL,             NULL, 200, KEPT_OUT,  NULL, 0, NULL },
};
/* clang-format on */

static const struct errand *errand_of(const struct route *route)
{
    for (size_t i = 0; i < COUNT(errands); i++)
        if (strcmp(errands[i].operation, route->operation) == 0)
            return &errands[i];
    fail_msg("no errand for the route %s: add its row here", route->operation);
    return NULL;
}

/* ---- asking ---- */

static struct answer ask_for(const struct route *route, const struct errand *errand,
                             const struct visitor *visitor)
{
    static int asked;
    bool bytes = errand->body && strcmp(errand->body, BYTES) == 0;
    struct str path = filled(text("%s%s", route->path, errand->query ? errand->query : "").at);
    struct str lines =
        text("Content-Type: %s\r\nIf-Match: \"%d\"\r\nX-Purpose: test\r\n"
             "Idempotency-Key: 00000000-0000-4000-8000-%012d\r\n",
             errand->type ? errand->type : "application/json", (int)matter.ver, ++asked);
    struct str body = bytes ? matter.body : errand->body ? filled(errand->body) : NO_STR;
    return ask(server, visitor, http_method_text(route->method), path.at, lines.at, body);
}

static bool has_code(const struct answer *answer, const char *code)
{
    return answer_has(answer, text("\"code\":\"%s\"", code).at);
}

static void fail_answer(const struct route *route, const struct seat *who, const char *should,
                        const struct answer *answer)
{
    fail_msg("%s by %s of %d should %s: %d " STR_FMT, route->operation,
             who ? who->role->code : "nobody", who ? who->unit : 0, should, answer->status,
             STR_ARG(str_cut(answer_body(answer), 0, 600)));
}

/* ---- what each must find ---- */

static void without_login(const struct route *route, const struct errand *errand)
{
    struct watched before = watch(db);
    struct answer answer = ask_for(route, errand, NULL);
    if (answer.status != 401)
        fail_answer(route, NULL, "be unknown", &answer);
    assert_nothing_written(db, &before, route->operation);
    answer_close(&answer);
}

static void kept_out(const struct route *route, const struct errand *errand, const struct seat *who,
                     const char *code)
{
    struct watched before = watch(db);
    struct answer answer = ask_for(route, errand, &who->visitor);
    if (answer.status != 403 || !has_code(&answer, code))
        fail_answer(route, who, text("be refused with %s", code).at, &answer);
    assert_refusal_noted(db, &before, who->unit, who->clerk, code,
                         text("%s by %s of %d", route->operation, who->role->code, who->unit).at);
    answer_close(&answer);
}

static bool shown(const struct errand *errand, const struct answer *answer)
{
    return !errand->shows || answer_has(answer, filled(errand->shows).at);
}

/** What is asked for is not of the clerk's unit: the answer does not hold it, and nothing changes but
 * the entries. */
static void not_shown(const struct route *route, const struct errand *errand,
                      const struct seat *who)
{
    struct watched before = watch(db);
    struct answer answer = ask_for(route, errand, &who->visitor);
    if (answer.status != 200 || shown(errand, &answer))
        fail_answer(route, who, "show nothing of another unit", &answer);
    assert_rows_unchanged(db, &before, route->operation);
    answer_close(&answer);
}

static void each_kept_out(const struct route *route, const struct errand *errand,
                          const struct seat *who)
{
    struct watched before = watch(db);
    struct answer answer = ask_for(route, errand, &who->visitor);
    if (answer.status != 200 || shown(errand, &answer) || !has_code(&answer, "P-107"))
        fail_answer(route, who, "refuse each with P-107", &answer);
    before.rows++;
    assert_refusal_noted(db, &before, who->unit, who->clerk, "P-107", route->operation);
    answer_close(&answer);
}

static int64_t people(void)
{
    return test_number(&db->desk, "SELECT count(*) + (SELECT count(*) FROM household) FROM person");
}

static void not_taken(const struct route *route, const struct errand *errand,
                      const struct seat *who)
{
    int64_t before = people();
    struct answer answer = ask_for(route, errand, &who->visitor);
    if (answer.status != 200 || shown(errand, &answer) || !has_code(&answer, "NOT_YOUR_DESK"))
        fail_answer(route, who, "take no row of another unit", &answer);
    assert_int_equal(people(), before);
    answer_close(&answer);
}

static void not_met(const struct route *route, const struct errand *errand, const struct seat *who)
{
    int64_t before = test_number(&db->desk, "SELECT count(*) FROM overdue_case");
    struct answer answer = ask_for(route, errand, &who->visitor);
    if (answer.status != errand->status || shown(errand, &answer))
        fail_answer(route, who, "meet nobody of another unit", &answer);
    assert_int_equal(test_number(&db->desk, "SELECT count(*) FROM overdue_case"), before);
    answer_close(&answer);
}

static void not_his(const struct route *route, const struct errand *errand, const struct seat *who)
{
    struct watched before = watch(db);
    struct answer answer = ask_for(route, errand, &who->visitor);
    if (answer.status < 400 || !has_code(&answer, errand->shows))
        fail_answer(route, who, text("be refused with %s", errand->shows).at, &answer);
    assert_nothing_written(db, &before, route->operation);
    answer_close(&answer);
}

/** True when the matter is used up. */
static bool done(const struct route *route, const struct errand *errand, const struct seat *who)
{
    struct visitor visitor = who->visitor;
    if (strcmp(route->operation, "closeSession") == 0)
        visitor = session_for(db, who->clerk);
    if (errand->ready)
        errand->ready(who);
    struct answer answer = ask_for(route, errand, &visitor);
    if (answer.status != errand->status ||
        !(errand->elsewhere == NOT_HIS || shown(errand, &answer)))
        fail_answer(route, who, text("be answered %d", errand->status).at, &answer);
    answer_close(&answer);
    return route->method != METHOD_GET;
}

static bool ask_elsewhere(const struct route *route, const struct errand *errand,
                          const struct seat *who)
{
    switch (errand->elsewhere) {
    case KEPT_OUT:
        kept_out(route, errand, who, "P-107");
        return false;
    case NOT_SHOWN:
        not_shown(route, errand, who);
        return false;
    case EACH_KEPT:
        each_kept_out(route, errand, who);
        return false;
    case NOT_TAKEN:
        not_taken(route, errand, who);
        return false;
    case NOT_MET:
        not_met(route, errand, who);
        return false;
    case NOT_HIS:
        not_his(route, errand, who);
        return false;
    case THE_SAME:
        return done(route, errand, who);
    }
    return false;
}

/* ---- every route, every role, here and elsewhere ---- */

static bool may_ask(const struct route *route, const struct errand *errand,
                    const struct role_row *role)
{
    if (errand->rights)
        return (role->rights & errand->rights) != 0;
    return route->right >= RIGHT_COUNT || (role->rights >> route->right & 1) != 0;
}

static void make_matter(const struct errand *errand)
{
    desk_clear(&db->desk);
    desk_at(&db->desk, instant_now());
    matter = (struct matter){ 0 };
    errand->make();
}

static void ask_as(const struct route *route, const struct errand *errand,
                   const struct role_row *role)
{
    const struct seat *here = seat(db, role, errand->at, 0),
                      *elsewhere = seat(db, role, unit_elsewhere(errand->at), 0);
    if (!may_ask(route, errand, role)) {
        kept_out(route, errand, here, "P-403");
        kept_out(route, errand, elsewhere, "P-403");
        return;
    }
    if (ask_elsewhere(route, errand, elsewhere))
        make_matter(errand);
    if (done(route, errand, here))
        make_matter(errand);
}

/** Every role on SQLite. On PostgreSQL one that may and one that may not: the same code asks the same
 * rows there, only what follows from a yes is another engine's. */
static bool is_new(bool may, bool asked[2])
{
    bool first = !asked[may];
    asked[may] = true;
    return first || db_engine_of(db->desk.db) == DB_SQLITE;
}

static void ask_for_every_route(void)
{
    for (size_t i = 0; i < route_count(); i++) {
        const struct route *route = route_at(i);
        const struct errand *errand = errand_of(route);
        make_matter(errand);
        if (route->right != RIGHT_PUBLIC)
            without_login(route, errand);
        bool asked[2] = { 0 };
        for (size_t r = 0; r < role_row_count; r++)
            if (is_new(may_ask(route, errand, &role_rows[r]), asked))
                ask_as(route, errand, &role_rows[r]);
    }
}

static void on_each_engine(void (*run)(void))
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
        assert_done(&t.desk, node_put(&t.desk, "city", STR("650100")));
        watch_open(&t);
        db = &t;
        options.keys = t.desk.keys;
        server = test_server_start(t.url, &options);
        run();
        assert_int_equal(test_server_stop(server), 0);
        assert_laws(&t);
        city_close(&t);
        test_db_close(&t);
    }
}

static void every_route_asks_every_role_for_its_right_and_its_reach(void **state)
{
    (void)state;
    on_each_engine(ask_for_every_route);
}

/* ---- what one row cannot say ---- */

static struct answer get(const struct seat *who, const char *path)
{
    return ask(server, &who->visitor, "GET", filled(path).at, NULL, NO_STR);
}

static void expect(struct answer answer, int status, const char *code)
{
    if (answer.status != status || (code && !has_code(&answer, code)))
        fail_msg("%d instead of %d %s: " STR_FMT, answer.status, status, code ? code : "",
                 STR_ARG(answer_body(&answer)));
    answer_close(&answer);
}

/** By its hash alone only where the record is kept; with an application, to whoever reaches that,
 * and then any portrait of the same person, but nobody else's. */
static void look_at_portraits(void)
{
    static const char alone[] = "/api/v1/portraits/{part}/{hash}",
                      with[] = "/api/v1/portraits/{part}/{hash}?application={number}";
    const struct seat *reviewer = seat_with(db, MAY_REVIEW, BUREAU_ONE, 0),
                      *other = seat_with(db, MAY_REVIEW, BUREAU_TWO, 0);
    char *digits = arena_bytes(db->desk.arena, 65);
    with_portrait();
    expect(get(reviewer, alone), 200, NULL);
    expect(get(other, alone), 403, "P-107");
    expect(get(other, with), 403, "P-107");
    assert_int_equal(test_number(&db->desk, "SELECT count(*) FROM portrait_look"), 0);
    expect(get(reviewer, with), 200, NULL);
    assert_int_equal(test_number(&db->desk, "SELECT count(*) FROM portrait_look"), 1);
    assert_done(&db->desk, portrait_put(&db->desk, STATION_ONE, city_picture(3)));
    matter.hash = str_of(hex_text(city_picture(3)->hash, sizeof city_picture(3)->hash, digits));
    expect(get(reviewer, with), 404, "F-104");
}

static void a_portrait_is_shown_within_reach(void **state)
{
    (void)state;
    on_each_engine(look_at_portraits);
}

/** Figures are of the own reach too. */
static void look_at_boards(void)
{
    const struct seat *here = seat(db, role_called("leader"), BUREAU_ONE, 0),
                      *elsewhere = seat(db, role_called("leader"), BUREAU_TWO, 0);
    at_county();
    struct answer own = get(here, "/api/v1/board/today"),
                  other = get(elsewhere, "/api/v1/board/today");
    assert_true(answer_has(&own, "\"count\":1"));
    assert_true(answer_has(&own, "\"today\":1"));
    assert_false(answer_has(&other, "\"count\":1"));
    assert_false(answer_has(&other, "\"today\":1"));
    answer_close(&own);
    answer_close(&other);
}

static void the_board_counts_the_own_reach(void **state)
{
    (void)state;
    on_each_engine(look_at_boards);
}

static void every_errand_has_its_route(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(errands); i++) {
        bool found = false;
        for (size_t r = 0; r < route_count() && !found; r++)
            found = strcmp(route_at(r)->operation, errands[i].operation) == 0;
        if (!found)
            fail_msg("no route for the errand %s", errands[i].operation);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_errand_has_its_route),
        cmocka_unit_test(a_portrait_is_shown_within_reach),
        cmocka_unit_test(the_board_counts_the_own_reach),
        cmocka_unit_test(every_route_asks_every_role_for_its_right_and_its_reach),
    };
    keep_in_memory();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
