#include "support/history.h"
#include "cards/end_of_card.h"
#include "conflict/conflict.h"
#include "journal/entry.h"
#include "quality/quality.h"
#include "register/check.h"
#include "register/finding.h"
#include "register/import.h"
#include "register/load.h"
#include "register/number_case.h"
#include "register/person_store.h"
#include "support/houses.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- the register ---- */

/* A1 and B1 share a number, C1's check digit is wrong, D1 and E1 live together, E1's ethnic group
 * is no such word. */
/* clang-format off */
static const char people[] =
    "原编号,户号,与户主关系,姓名,性别,民族,派出所,街路巷,门牌号,出生日期,公民身份号码,状态\n"
    "A1,H1,户主,王一,男,汉族,650102011,和平南路,12号,19800615,650102198006150014,正常\n"
    "B1,H2,户主,李二,男,汉族,650103011,友好路,3号,19800615,650102198006150014,正常\n"
    "C1,H3,户主,钱五,男,汉族,650102011,和平南路,14号,19040229,650102190402290010,正常\n"
    "D1,H4,户主,周七,男,汉族,650102012,和平南路,16号,20000229,,正常\n"
    "E1,H4,配偶,孙六,女,无名,650102012,和平南路,16号,20000301,,正常\n";
static const char others[] =
    "原编号,户号,与户主关系,姓名,性别,民族,派出所,街路巷,门牌号,出生日期,公民身份号码,状态\n"
    "Z1,H9,户主,吴九,男,汉族,650103011,友好路,5号,19790101,,正常\n"
    "Z2,H9,配偶,郑十,女,汉族,650103011,友好路,5号,19790102,,正常\n";
/* clang-format on */

/** Somebody of the city bureau who may do everything: an import, and what nobody is hired for. */
static void sit_at_city(struct desk *desk)
{
    desk->clerk = (struct clerk){ .id = 7,
                                  .unit = CITY_UNIT,
                                  .reach_from = CITY_UNIT,
                                  .reach_to = CITY_UNIT + 99999,
                                  .rights = UINT64_MAX,
                                  .login = STR("city"),
                                  .name = STR("测试员") };
    desk->purpose = STR("测试");
}

static int64_t take_in(struct desk *desk, const char *csv)
{
    struct import_result result;
    const struct import_order order = { .file = STR("register.csv"), .bytes = str_of(csv) };
    sit_at_city(desk);
    assert_done(desk, register_import(desk, &order, &result));
    assert_int_equal(result.rejected, 0);
    return result.load;
}

static struct person called(struct desk *desk, const char *legacy)
{
    struct person p;
    int32_t part;
    int64_t id;
    assert_done(desk, person_of_legacy(desk, str_of(legacy), &part, &id));
    assert_done(desk, person_load(desk, part, id, &p));
    return p;
}

/** B1 gets another number, so A1's case closes too; C1's stands as it is. */
static void decide_numbers(struct desk *desk)
{
    char number[19];
    struct number_case c;
    number_make(650103, (struct day)DAY(1980, 6, 15), 33, number);
    const struct {
        const char *legacy, *outcome, *number;
    } cases[] = { { "B1", "1", number }, { "C1", "CONFIRMED", "" } };
    sit_at_city(desk);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct person p = called(desk, cases[i].legacy);
        bool found = false;
        assert_done(desk, number_open_case_of(desk, p.part, p.id, &c, &found));
        assert_true(found);
        desk->expected_version = c.ver;
        const struct number_decision decision = { c.part, c.id, str_of(cases[i].outcome),
                                                  str_of(cases[i].number) };
        assert_done(desk, number_case_decide(desk, &decision, &c));
    }
}

/** A0 holds the number of A1 too, and that is still open. */
static void share_number(struct test_db *t)
{
    static const char *const texts[] = {
        "原编号,户号,姓名,性别,派出所,出生日期,公民身份号码,状态\n"
        "A0,H5,王壹,男,650103011,19800615,650102198006150014,正常\n",
        "原编号,户号,姓名,性别,派出所,出生日期,公民身份号码,状态\n"
        "A2,H5,王贰,男,650102012,19800615,650102198006150014,正常\n",
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        take_in(&t->desk, texts[i]);
}

/** About the number A0 and A1 share one side has asked; another conflict is over. */
static void dispute_number(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct conflict c;
    struct person a = called(desk, "A0"), b = called(desk, "A1"), d = called(desk, "D1"),
                  e = called(desk, "E1");
    const struct conflict_asked asked[] = { { d.part, e.part, d.id, e.id, true },
                                            { a.part, b.part, a.id, b.id, false } };
    for (size_t i = 0; i < COUNT(asked); i++)
        assert_done(desk, conflict_open(desk, &asked[i], &c));
    const struct evidence_asked proof = { .part = c.part,
                                          .id = c.id,
                                          .side = 2,
                                          .kind = STR("REGISTER"),
                                          .since = DAY(1999, 1, 1),
                                          .text = STR("纸质登记表") };
    assert_done(desk, conflict_add_evidence(desk, &proof, &c));
    desk->expected_version = c.ver;
    const struct conflict_step_asked ask = { c.part, c.id, STR("ASK"), 2, STR("请核对") };
    assert_done(desk, conflict_step(desk, &ask, &c));
    by_hand(t, "UPDATE conflict SET state = 'CLOSED', closed_on = due_on, outcome = '9', clerk = 7 "
               "WHERE kind = 'ONE_PERSON'");
}

/** Two runs of the check: findings open, one closed by evidence, one put right between the runs. */
static void check_register(struct test_db *t)
{
    struct desk *desk = &t->desk;
    const struct check_order order = { .store = true };
    const struct finding_query query = { .state = STR("OPEN"), .limit = 10 };
    struct check_result said;
    struct findings findings;
    struct finding_row closed;
    sit_at_city(desk);
    assert_done(desk, register_check(desk, &order, &said));
    assert_done(desk, finding_list(desk, &query, &findings));
    assert_true(findings.count > 1);
    const struct finding *first = &findings.at[0].finding;
    desk->expected_version = first->ver;
    const struct finding_evidence evidence = { first->part, first->id, STR("见户口簿原件") };
    assert_done(desk, finding_close_with_evidence(desk, &evidence, &closed));
    by_hand(t, "UPDATE person SET marital = '10' WHERE legacy = 'D1'");
    assert_done(desk, register_check(desk, &order, &said));
    assert_true(said.righted > 0);
}

static void measure_quality(struct test_db *t)
{
    struct quality_counted counted;
    sit_at_city(&t->desk);
    assert_done(&t->desk, quality_count(&t->desk, &counted));
    assert_done(&t->desk, quality_keep(&t->desk, &counted));
}

/** One business of a person under way, one of a whole household, one that is done; a station's
 * serials; a number somebody gave up. */
static void fill_businesses(struct test_db *t)
{
    static const char *const rows[] = {
        "INSERT INTO business (part, id, ver, kind, level, state, live, person, household, whole, "
        "station, applicant, papers, clerk, "
        "opened_on, due_on) SELECT part, 9001, 2, 'native_change', 0, 'SUBMITTED', 1, id, "
        "household, "
        "0, station, '申请人', "
        "'BOOKLET', 7, 7000, 7010 FROM person WHERE legacy = 'D1'",
        "INSERT INTO business (part, id, ver, kind, level, state, live, household, whole, station, "
        "applicant, papers, clerk, opened_on, "
        "due_on) SELECT part, 9002, 1, 'household_kind', 0, 'DRAFT', 1, household, 1, station, "
        "'申请人', 'BOOKLET', 7, 7001, 7011 "
        "FROM person WHERE legacy = 'C1'",
        "INSERT INTO business (part, id, ver, kind, level, state, live, person, household, whole, "
        "station, applicant, papers, clerk, "
        "first_decider, decider, old_number, new_number, opened_on, due_on, decided_on) SELECT "
        "part, 9003, 3, 'ethnic_change', 1, "
        "'DONE', 0, id, household, 0, station, '申请人', 'BOOKLET', 7, 8, 9, number, "
        "'650102190402290012', 7002, 7012, 7003 "
        "FROM person WHERE legacy = 'C1'",
        "INSERT INTO business_item (part, business, item, before, after) SELECT part, id, "
        "'happenedOn', NULL, '1989-03-01' FROM business WHERE state = 'DONE'",
        "INSERT INTO business_item (part, business, item, before, after) SELECT part, id, "
        "'NATIVE_PLACE', '西安', '兰州' FROM "
        "business",
        "INSERT INTO business_step (part, business, n, event, state, clerk, unit, instant, note) "
        "SELECT part, id, ver, 'SUBMIT', "
        "state, 7, station, 1000, '记' FROM business",
        "INSERT INTO business_scan (part, business, n, paper, hash, clerk, instant) SELECT b.part, "
        "b.id, 1, 'BOOKLET', x'00ff', 7, 1000 FROM business b",
        "INSERT INTO business_certificate (part, business, form, number, unit, decided_by, "
        "issued_on, name, sex, born_on, citizen_number, old_number, ground, happened_on, "
        "from_place, to_place) SELECT part, id, 'number-certificate', '650102011-2008-00001', "
        "650102011, 650100000, 7003, '某', '1', 3000, '650102190402290012', "
        "'650102190402290010', '纠正错号', 7000, '甲', '乙' FROM business WHERE live = 0",
        "INSERT INTO certificate_serial (unit, form, year, serial) VALUES (650102011, "
        "'number-certificate', 2008, 1)",
        "INSERT INTO number_range (station, begins, first, last) VALUES (650102011, 5000, 1, 99), "
        "(650102012, 5000, 100, 199)",
        "INSERT INTO number_sequence (part, born_on, sex, serial) VALUES (650102011, 7000, '1', "
        "3), (650102012, 7001, '2', 4)",
        "INSERT INTO number_holder (number, part, person, sole, until) SELECT "
        "'65010219900101001X', part, id, 0, 5 FROM person "
        "WHERE legacy IN ('D1', 'E1')",
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        by_hand(t, rows[i]);
}

/** A check that is asked and one that is decided, a run that goes on and one that is done, pairs of
 * every state, decisions, and what they opened. */
static void fill_same_persons(struct test_db *t)
{
    static const char *const rows[] = {
        "INSERT INTO same_check (part, id, ver, ground, purpose, state, asked_by, asked_on, "
        "decided_by, decided_on, note, ends_on) VALUES (650100000, 8001, 1, 'TIDYING', '户口整顿', "
        "'ASKED', 7, 7000, NULL, NULL, NULL, NULL), (650102000, 8002, 2, 'ORDER', '上级部署', "
        "'DECIDED', 7, 7001, 8, 7002, '同意', 7060), (650103000, 8003, 3, 'ORDER', '上级部署', "
        "'DECIDED', 7, 7003, 9, 7004, '同意', 7061)",
        "INSERT INTO link_run (part, id, ver, of_kind, of_part, of_id, spec, spec_hash, clerk, "
        "state, began, ended, persons, candidates, found, fresh, settled, gone, threshold, "
        "expected_precision, expected_recall) SELECT part, id + 100, 1, 'CHECK', part, id, "
        "'REGISTER', x'00ff', 7, CASE WHEN id = 8002 THEN 'RUNNING' ELSE 'DONE' END, id, id + 1, "
        "5, "
        "9, 3, 2, 1, 1, 640000, 980000, 970000 FROM same_check WHERE state = 'DECIDED'",
        "INSERT INTO same_pair (part, id, ver, person, station, other_part, other_person, "
        "other_station, unit, run_part, run, doubt, levels, cluster, cluster_size, state, ending, "
        "waiting, opened_on, closed_on) SELECT a.part, 8200 + row_number() OVER (ORDER BY a.id, "
        "b.id), 2, a.id, a.station, b.part, b.id, b.station, 650100000, 650102000, 8102, 10 + "
        "row_number() OVER (ORDER BY a.id, b.id), 'NAME:exact:90;BORN:else:-30', a.id, 3, CASE "
        "row_number() OVER (ORDER BY a.id, b.id) % 5 WHEN 0 THEN 'OPEN' WHEN 1 THEN 'SAME' WHEN 2 "
        "THEN 'GONE' WHEN 3 THEN 'UNKNOWN' ELSE 'DIFFERENT' END, CASE row_number() OVER (ORDER BY "
        "a.id, b.id) % 5 WHEN 1 THEN 1 + row_number() OVER (ORDER BY a.id, b.id) % 2 ELSE 0 END, "
        "CASE row_number() OVER (ORDER BY a.id, b.id) % 5 WHEN 1 THEN 1 ELSE 0 END, 7005, NULL "
        "FROM "
        "person a JOIN person b ON a.id < b.id",
        "INSERT INTO same_decision (part, pair, n, verdict, undoes, reason, unit, clerk, instant) "
        "SELECT part, id, 2, state, NULL, '见档案', 650100000, 7, 5 FROM same_pair WHERE state IN "
        "('SAME', 'DIFFERENT', 'UNKNOWN')",
        "INSERT INTO same_follow (part, pair, n, kind, to_part, to_id, clerk, instant) SELECT "
        "part, "
        "id, 2, 'CANCEL', part, 9001, 7, 6 FROM same_pair WHERE state = 'SAME'",
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        by_hand(t, rows[i]);
}

/** A list; a case about everybody, some of them closed, one by its business; separations, in use and
 * ended. */
static void fill_overdue(struct test_db *t)
{
    static const char *const rows[] = {
        "INSERT INTO overdue_list (part, id, source, file, hash, lines, by_number, by_name, known, "
        "ended, unmatched, rejected, clerk, instant) SELECT 650102011, 8000 + length(name) + CASE "
        "WHEN legacy = 'A1' THEN 10 ELSE 0 END, 'CIVIL', "
        "'f', x'00ff', 9, 1, 2, 0, 1, 4, 1, 7, 1000 FROM person WHERE legacy IN ('A1', 'C1')",
        "INSERT INTO overdue_case (part, id, ver, sort, source, state, matched_by, person, "
        "household, station, born_on, said_name, said_number, event_on, paper, list_part, list, "
        "line, opened_on, due_on, clerk) SELECT part, 9100, 1, 'CANCEL', 'CIVIL', 'MATCHED', "
        "'NUMBER', id, household, station, born_on, name, number, 13900, 'M1', 650102011, 8000, 2, "
        "13901, 13910, 7 FROM person WHERE legacy IN ('A1', 'B1', 'D1')",
        "INSERT INTO overdue_case (part, id, ver, sort, source, state, matched_by, person, "
        "household, station, visit_result, visited_on, notice, notice_to, notified_on, "
        "notice_until, proposer, decider, business, opened_on, due_on, closed_on, clerk) SELECT "
        "part, 9101, 1, 'POCKET', 'POCKET', 'CLEARED', 'DOOR', id, household, station, 'TRUE', "
        "13900, 'POSTED', '公告栏', 13900, 13910, 8, 9, 9003, 13890, 13911, 13912, 7 FROM person "
        "WHERE legacy IN ('C1', 'E1', 'B1')",
        "INSERT INTO overdue_step (part, overdue, n, event, state, clerk, unit, instant, detail, "
        "note) SELECT part, id, ver, 'OPEN', state, 7, station, 1000, matched_by, '记' FROM "
        "overdue_case",
        "INSERT INTO overdue_item (part, overdue, item, value) SELECT part, id, 'newHeadNumber', "
        "'650102190402290012' FROM overdue_case",
        "INSERT INTO separation (part, id, ver, person, station, lives_at, address, since, state, "
        "born_on, registered_on, clerk) SELECT part, 9200, 1, id, station, 650103011, '友好路5号', "
        "13000, 'IN_USE', born_on, 13900, 7 FROM person WHERE legacy IN ('A1', 'B1', 'D1')",
        "INSERT INTO separation (part, id, ver, person, station, lives_at, address, since, state, "
        "registered_on, clerk, ended_on, ended_by, reason) SELECT part, 9201, 2, id, station, "
        "650103011, '友好路6号', 13000, 'MOVED', 13900, 7, 13950, 8, '迁移' FROM person WHERE "
        "legacy IN ('C1', 'D1')",
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        by_hand(t, rows[i]);
}

/** A case under way in each of two stations, one that ended in the register, one that did not. */
static void fill_unregistered(struct test_db *t)
{
    static const char *const rows[] = {
        "INSERT INTO unregistered (part, id, ver, class, state, live, station, person_part, "
        "person, name, applicant, clerk, opened_on, since, due_on) SELECT part, 9101, 1, "
        "'MARRIED_OUT', 'TAKEN_IN', 1, station, part, id, name, '申请人', 7, 7000, 7000, 7030 "
        "FROM person WHERE legacy = 'D1'",
        "INSERT INTO unregistered (part, id, ver, class, state, live, station, name, applicant, "
        "clerk, opened_on, since, due_on) VALUES (650103011, 9102, 1, 'OTHER', 'TAKEN_IN', 1, "
        "650103011, '某人', '申请人', 7, 7001, 7001, 7031)",
        "INSERT INTO unregistered (part, id, ver, class, state, live, station, person_part, "
        "person, name, applicant, clerk, submitter, first_decider, decider, business, opened_on, "
        "since, due_on, decided_on, closed_on) SELECT part, 9103, 1, 'OTHER', 'REGISTERED', 0, "
        "station, part, id, name, '申请人', 7, 7, 8, 9, 9003, 7002, 7040, 7040, 7039, 7040 FROM "
        "person WHERE legacy = 'C1'",
        "INSERT INTO unregistered (part, id, ver, class, state, live, station, name, applicant, "
        "clerk, decider, reason, answer, opened_on, since, due_on, decided_on, closed_on) VALUES "
        "(650102011, 9104, 1, 'OTHER', 'CLOSED', 0, 650102011, '某某', '申请人', 7, 7, "
        "'WITHDRAWN', "
        "'已撤回', 7003, 7041, 7041, 7041, 7041)",
        "INSERT INTO unregistered_item (part, unregistered, item, value) SELECT part, id, 'name', "
        "name FROM unregistered",
        "INSERT INTO unregistered_evidence (part, unregistered, id, kind, issuer, issued_on, text, "
        "unit, clerk, instant) SELECT part, id, id + 100, 'COURT_DECISION', '法院', 6990, '判决', "
        "station, 7, 1000 FROM unregistered",
        "INSERT INTO unregistered_step (part, unregistered, n, event, state, due_on, clerk, unit, "
        "instant) SELECT part, id, 1, 'OPEN', state, due_on, 7, station, 1000 FROM unregistered",
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        by_hand(t, rows[i]);
}

/** Codes for characters: open, shown, closed both ways; what no font draws. */
static void fill_characters(struct test_db *t)
{
    static const char *const rows[] = {
        "INSERT INTO character_case (part, id, ver, person, station, item, point, written, bytes, "
        "load, opened_on) SELECT part, id, 1, id, station, 'name', 57344, name, x'e7', load, "
        "7000 "
        "FROM person WHERE legacy IN ('A1', 'C1', 'D1')",
        "INSERT INTO character_case (part, id, ver, person, station, item, point, written, bytes, "
        "load, opened_on, source, picture, shown_by) SELECT part, id + 1000, 2, id, station, "
        "'formerName', 57345, name, x'e8', load, 7001, '登记表', x'01', 7 FROM person WHERE legacy "
        "IN ('A1', 'D1')",
        "INSERT INTO character_case (part, id, ver, person, station, item, point, written, bytes, "
        "load, opened_on, source, shown_by, became, outcome, note, clerk, closed_on) SELECT part, "
        "id + 2000, 3, id, station, 'name', 57346, name, x'e9', load, 7002, '登记表', 7, '一', "
        "'ENCODED', '记', 8, 7003 FROM person WHERE legacy IN ('A1', 'D1')",
        "INSERT INTO character_picture (part, hash, bytes) SELECT part, x'01', x'89' FROM "
        "character_case GROUP BY part",
        "INSERT INTO character_missing (unit, point, persons, counted_on) VALUES (650102011, "
        "57344, 3, 7000), (650102011, 57345, 1, 7000), (650102012, 57344, 2, 7001), (650103011, "
        "57346, 9, 7000)",
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        by_hand(t, rows[i]);
}

static void fill_register(struct test_db *t)
{
    struct desk *desk = &t->desk;
    int64_t gone = 0;
    take_in(desk, people);
    assert_done(desk, load_undo(desk, take_in(desk, others), &gone));
    assert_int_equal(gone, 2);
    decide_numbers(desk);
    share_number(t);
    check_register(t);
    dispute_number(t);
    fill_businesses(t);
    fill_same_persons(t);
    fill_overdue(t);
    fill_unregistered(t);
    fill_characters(t);
    measure_quality(t);
}

/* ---- cards ---- */

static int64_t resident(struct test_db *t, int32_t station, const char *name)
{
    return city_person(t, &(struct sitter){ .station = station, .name = name });
}

/** From everywhere something is on the way, at each of its states. */
static void apply(struct test_db *t)
{
    static const struct {
        int32_t station;
        const char *ground;
        enum application_state state;
    } cases[] = {
        { STATION_ONE, "12", APPLICATION_COMPLETE },
        { STATION_ONE, "41", APPLICATION_AT_COUNTY },
        { STATION_TWO, "12", APPLICATION_REVIEWED },
        { STATION_TWO, "41", APPLICATION_SIGNED },
        { STATION_THREE, "12", APPLICATION_AT_CITY },
        { STATION_THREE, "12", APPLICATION_AUDITED },
        { STATION_ONE, "12", APPLICATION_MADE },
        { STATION_ONE, "41", APPLICATION_COLLECTED },
        { STATION_THREE, "12", APPLICATION_COLLECTED },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t person = resident(t, cases[i].station, "张测试");
        struct application app = city_accept(t, cases[i].station, person, cases[i].ground);
        city_bring(t, app.number, cases[i].state);
    }
}

/** Waits for a number question, with a temporary card. */
static void wait_for_number(struct test_db *t)
{
    struct temporary_card card;
    int64_t person = resident(t, STATION_ONE, "等号码");
    city_number_case(t, STATION_ONE, person);
    struct application app = city_accept(t, STATION_ONE, person, "12");
    assert_int_equal(app.state, APPLICATION_HELD);
    enter(t, "sign.1");
    assert_done(&t->desk, issue_temporary_card(&t->desk, app.number, &card));
}

static void sign_after_a_look(struct test_db *t)
{
    static const struct verdict good = { .good = true };
    struct application app = city_accept(t, STATION_ONE, resident(t, STATION_ONE, "先看像"), "12");
    app = city_bring(t, app.number, APPLICATION_REVIEWED);
    enter(t, "sign.1");
    assert_done(&t->desk, note_portrait_look(&t->desk, &app));
    assert_done(&t->desk, sign_application(&t->desk, app.number, &good, true, &app));
}

/** Of two cards in a box only one arrives. */
static void lose_one(struct test_db *t)
{
    struct application apps[2];
    struct str serials[2];
    for (size_t i = 0; i < 2; i++) {
        int64_t person = resident(t, STATION_TWO, "箱中卡");
        apps[i] = city_accept(t, STATION_TWO, person, "12");
        apps[i] = city_bring(t, apps[i].number, APPLICATION_CITY_RECEIVED);
        serials[i] = city_card(t, &apps[i]).serial;
    }
    struct consignment box = city_give(t, "pack", BUREAU_ONE, serials, 2);
    box = city_receive(t, "inspect.1", &box, serials, 1);
    assert_true(str_is(box.state, "SHORT"));
}

/** A collected card is handed in again. */
static void hand_in(struct test_db *t)
{
    struct application app = city_accept(t, STATION_ONE, resident(t, STATION_ONE, "交回证"), "12");
    app = city_bring(t, app.number, APPLICATION_COLLECTED);
    enter(t, "handout.1");
    assert_done(&t->desk, surrender_card(&t->desk, city_card(t, &app).serial, &app));
}

/** Something is on its way to another database. */
static void fill_outbox(struct test_db *t)
{
    by_hand(t, "INSERT INTO outbox (unit, id, to_unit, kind, subject_part, subject, seq) SELECT "
               "station, id, bureau, 'application', part, id, NULL FROM application");
    by_hand(t, "INSERT INTO outbox (unit, id, to_unit, kind, subject_part, subject, seq) SELECT "
               "station, id + 1, bureau, 'application', part, id, 7 * (id % 2) FROM application");
}

/* ---- what faces and other databases make ---- */

static const char *const by_faces[] = {
    "INSERT INTO node (name, value) VALUES ('a', '1'), ('b', '2')",
    "INSERT INTO session (token, csrf, clerk, terminal, opened, seen) SELECT CAST(login AS BLOB), "
    "'c', id, '10.0.0.1', 1204509600000000, 1204509600000000 FROM clerk",
    "INSERT INTO request (part, key, hash, status, answer, tries, instant) SELECT part, number, "
    "portrait, 201, '{}', 1, accepted_at FROM application WHERE portrait IS NOT NULL",
    "INSERT INTO package_out (unit, to_unit, seq, kind, count, file, hash, clerk, instant, "
    "answered) SELECT station, bureau, 100 + row_number() OVER (PARTITION BY station), "
    "'application', 1, "
    "'f', x'00ff', acceptor, 5, NULL FROM application",
    "INSERT INTO package_in (unit, from_unit, seq, kind, count, hash, clerk, instant) SELECT "
    "unit, to_unit, seq, kind, count, hash, clerk, instant FROM package_out",
    "UPDATE clerk SET os_user = login, password = login",
    "INSERT INTO household (part, id, ver, true_from, known_from, load, kind, status, station, "
    "county, "
    "street, door, detail) VALUES (650102011, 5, 1, 5, 5, 5, '1', '0', 650102011, 650102, "
    "'空户路', "
    "'1号', '')",
    "INSERT INTO person_detail (part, id, ver, father_name, father_number, height) SELECT part, "
    "id, ver, 'f', '650102195001010014', 170 FROM person",
    "INSERT INTO four_way_check (part, id, ver, person, station, checked_on, booklet_on, card_on, "
    "shown, clerk) "
    "SELECT part, 700 + id, 1, id, station, 14000, 13000, 13001, 6, 7 FROM person",
    "INSERT INTO four_way_check (part, id, ver, person, station, checked_on, shown, clerk, "
    "signed_on, signed_by) SELECT part, 900 + id, 2, id, station, 14000, 6, 7, 14001, 'SELF' FROM "
    "person",
    "INSERT INTO four_way_difference (part, check_id, item, person, on_card, register_value, "
    "form_value, booklet_value, card_value, person_value, rule, proposal, state) SELECT part, 700 "
    "+ "
    "id, 'marital', id, 0, '10', '20', '20', '', '', '3', '20', 'OPEN' FROM person",
    "INSERT INTO household_past (part, id, ver, true_from, true_to, known_from, known_to, "
    "reversal, "
    "body) SELECT part, id, ver - 1, true_from, true_from, known_from, known_from, 0, '{}' FROM "
    "household",
    "UPDATE house_visit SET result = 'CLOSED_DOOR', closed_doors = tries WHERE household IS NOT "
    "NULL AND tries > 0 AND id IN (SELECT max(id) FROM house_visit WHERE household IS NOT NULL AND "
    "tries > 0 GROUP BY part)",
    "UPDATE person SET frozen_by = 5 WHERE id = (SELECT min(id) FROM person)",
};

void history_open(struct test_db *t)
{
    city_open(t);
    fill_register(t);
    apply(t);
    wait_for_number(t);
    sign_after_a_look(t);
    lose_one(t);
    hand_in(t);
    houses_walk(t);
    fill_outbox(t);
    by_hand(t,
            "INSERT INTO card_recall (part, card, person, reason, since) SELECT part, id, person, "
            "'CHANGED', 7000 FROM card");
    by_hand(t, "INSERT INTO address_due (part, card, person, since) SELECT part, id, person, 7000 "
               "FROM card");
    assert_done(&t->desk, journal_sign_heads(&t->desk));
    for (size_t i = 0; i < COUNT(by_faces); i++)
        by_hand(t, by_faces[i]);
}
