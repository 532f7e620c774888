#include "conflict/conflict_view.h"
#include "conflict/laws.h"
#include "conflict/notice.h"
#include "journal/journal.h"
#include "office/setting.h"
#include "register/load.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A1 and B1 of two districts share a number, C1 and C2 of one district do; D1 and D2 are one life
 * under two numbers, E1 and E2 one under the same. */
/* clang-format off */
static const char people[] =
    "原编号,户号,姓名,性别,派出所,出生日期,公民身份号码,状态\n"
    "A1,H1,王一,男,650102011,19800615,650102198006150014,正常\n"
    "B1,H2,李二,男,650103011,19800615,650102198006150014,正常\n"
    "C1,H3,张三,男,650102011,19790101,650106197901010510,正常\n"
    "C2,H4,赵四,男,650102012,19790101,650106197901010510,正常\n"
    "D1,H5,周五,男,650102011,20000229,650104200002290274,正常\n"
    "D2,H6,周五,男,650103011,20000229,650104200002290290,正常\n"
    "E1,H7,吴六,女,650102011,19450930,650107194509300241,正常\n"
    "E2,H8,吴六,女,650102012,19450930,650107194509300241,正常\n";
static const struct follow follows[] = {
    { "number_case.deciding", conflict_before_decision },
    { "number_case.closed", conflict_after_decision },
    { "load.undoing", conflict_keep_load },
};
/* clang-format on */

static int64_t bring_in(struct test_db *t)
{
    register_office(t);
    struct imported done = import_text(&t->desk, people);
    imported_close(&done);
    follow_table(follows, COUNT(follows));
    return done.result.load;
}

static void note_breach(void *ctx, const struct law *law, struct str what)
{
    (void)ctx;
    fail_msg("%s " STR_FMT, law->id, STR_ARG(what));
}

static void finish(struct test_db *t)
{
    assert_done(&t->desk, conflict_laws(&t->desk, note_breach, NULL));
    assert_register_laws(&t->desk);
    follow_table(NULL, 0);
}

/** Somebody else at a unit. */
static void sit(struct desk *desk, int32_t unit, int64_t clerk)
{
    register_sit_at(desk, unit);
    desk->clerk.id = clerk;
}

enum { BUREAU_A = 650102000, BUREAU_B = 650103000 };

static enum outcome open_between(struct desk *desk, const char *one, const char *other,
                                 bool one_person, struct conflict *out)
{
    struct person a = person_called(desk, one), b = person_called(desk, other);
    const struct conflict_asked asked = { a.part, b.part, a.id, b.id, one_person };
    return conflict_open(desk, &asked, out);
}

static enum outcome step(struct desk *desk, struct conflict *c, const char *what, int keeper,
                         const char *note)
{
    const struct conflict_step_asked asked = { c->part, c->id, str_of(what), keeper, str_of(note) };
    desk->expected_version = c->ver;
    return conflict_step(desk, &asked, c);
}

static enum outcome prove(struct desk *desk, struct conflict *c, int side, const char *kind,
                          struct day since)
{
    const struct evidence_asked asked = { .part = c->part,
                                          .id = c->id,
                                          .side = side,
                                          .kind = str_of(kind),
                                          .since = since,
                                          .text = STR("档案第 1 卷") };
    return conflict_add_evidence(desk, &asked, c);
}

static enum outcome settle(struct desk *desk, struct conflict *c, int keeper, const char *number)
{
    const struct conflict_decision d = { c->part, c->id, keeper, str_of(number), STR("依据见卷") };
    desk->expected_version = c->ver;
    return conflict_decide(desk, &d, c);
}

static const char *fresh(int division, int year, int month, int day, int sequence)
{
    static char number[19];
    struct day born;
    assert_true(day_make(year, month, day, &born));
    number_make(division, born, sequence, number);
    return number;
}

static void load_of_a_conflict(struct test_db *t)
{
    struct conflict c;
    int64_t load = bring_in(t), persons = 0;
    sit(&t->desk, BUREAU_A, 11);
    assert_done(&t->desk, open_between(&t->desk, "D1", "D2", true, &c));
    register_sit_at(&t->desk, 650100000);
    assert_refused(&t->desk, load_undo(&t->desk, load, &persons), NO_LOAD_IN_USE);
    finish(t);
}

/* ---- across two districts ---- */

static void agree(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct conflict c, again;
    struct conflict_view view;
    bring_in(t);
    sit(desk, BUREAU_A, 11);
    assert_done(desk, open_between(desk, "A1", "B1", false, &c));
    assert_done(desk, open_between(desk, "B1", "A1", false, &again));
    assert_true(again.id == c.id);
    assert_refused(desk, open_between(desk, "A1", "C1", true, &again), NO_CONFLICT_OTHER);
    assert_done(desk, prove(desk, &c, 1, "CARD_FIRST", (struct day)DAY(1996, 7, 1)));
    assert_refused(desk, settle(desk, &c, 1, "650102198006150030"), NO_HEARING_OPEN);
    assert_done(desk, step(desk, &c, "ASK", 1, "请核对贵所顺序码登记"));
    assert_refused(desk, step(desk, &c, "AGREE", 0, ""), NO_CONFLICT_STEP);

    sit(desk, BUREAU_B, 12);
    desk->purpose = NO_STR;
    assert_refused(desk, conflict_view_load(desk, c.part, c.id, &view), NO_PURPOSE_REQUIRED);
    assert_refused(desk, conflict_seen(desk, c.part, c.id), NO_PURPOSE_REQUIRED);
    desk->purpose = STR("号码核查");
    assert_done(desk, conflict_view_load(desk, c.part, c.id, &view));
    assert_int_equal(view.proposal.keeper, 1);
    assert_true(str_is(view.parties[0].person.name, "王一"));
    assert_done(desk, prove(desk, &c, 2, "REGISTER", (struct day)DAY(1999, 1, 1)));
    assert_done(desk, step(desk, &c, "ANSWER", 1, "我方登记在后"));
    assert_refused(desk, step(desk, &c, "AGREE", 0, ""), NO_CONFLICT_STEP);
    sit(desk, BUREAU_A, 11);
    assert_done(desk, step(desk, &c, "AGREE", 0, ""));
    assert_true(str_is(c.state, "AGREED"));
    assert_refused(desk, settle(desk, &c, 1, "650102198006150030"), NO_OWN_STEP);
    sit(desk, BUREAU_A, 13); /* not the one who changes is theirs */
    assert_refused(desk, settle(desk, &c, 1, "650102198006150030"), NO_NOT_YOUR_DESK);
    assert_refused(desk, settle(desk, &c, 2, "650102198006150030"), NO_KEEPER_DIFFERS);
    sit(desk, BUREAU_B, 12);
    assert_refused(desk, settle(desk, &c, 1, "650102198006150014"), NO_NUMBER_DUPLICATE);
    assert_done(desk, settle(desk, &c, 1, fresh(650103, 1980, 6, 15, 33)));
    assert_true(str_is(c.state, "CLOSED") && c.keeper == 1);
    assert_true(str_is(person_called(desk, "B1").number, fresh(650103, 1980, 6, 15, 33)));
    assert_int_equal(test_number(desk, "SELECT count(*) FROM number_case WHERE state = 'OPEN' AND "
                                       "number = '650102198006150014'"),
                     0);
    assert_int_equal(
        test_number(desk, "SELECT count(*) FROM entry WHERE verb = 'number_case.decided'"), 1);
    assert_refused(desk, prove(desk, &c, 2, "REGISTER", NO_DAY), NO_CONFLICT_STEP);
    finish(t);
}

static void two_districts_agree_and_somebody_else_decides(void **state)
{
    (void)state;
    test_on_each_engine(agree);
}

static void old_route(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct number_case c;
    bool found;
    bring_in(t);
    struct person b = person_called(desk, "B1");
    assert_done(desk, number_open_case_of(desk, b.part, b.id, &c, &found));
    struct number_decision d = { c.part, c.id, STR("1"), str_of(fresh(650103, 1980, 6, 15, 35)) };
    sit(desk, BUREAU_B, 12);
    desk->expected_version = c.ver;
    assert_refused(desk, number_case_decide(desk, &d, &c), NO_HEARING_OPEN);
    sit(desk, CITY_UNIT, 20); /* who reaches both may */
    desk->expected_version = c.ver;
    assert_done(desk, number_case_decide(desk, &d, &c));
    assert_true(test_number(desk, "SELECT count(*) FROM number_notice") >= 8);
    finish(t);
}

static void no_way_round_the_hearing(void **state)
{
    (void)state;
    test_on_each_engine(old_route);
}

static void told(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct conflict c;
    struct number_notices all;
    struct number_notice n;
    bring_in(t);
    sit(desk, BUREAU_A, 11);
    assert_done(desk, open_between(desk, "C1", "C2", false, &c));
    assert_done(desk, step(desk, &c, "ASK", 1, "")); /* one bureau hears both itself */
    assert_true(str_is(c.state, "AGREED"));
    sit(desk, BUREAU_A, 12);
    assert_done(desk, settle(desk, &c, 1, "")); /* the sequence register gives it */
    struct person p = person_called(desk, "C2");
    assert_true(str_starts(p.number, "65010219790101"));
    assert_done(desk, notices_of(desk, p.part, p.id, &all));
    assert_true(all.count >= 8);
    assert_true(str_is(all.at[0].old_number, "650106197901010510"));
    assert_true(str_eq(all.at[0].new_number, p.number));
    sit(desk, BUREAU_B, 30);
    assert_refused(desk, notice_told(desk, p.part, all.at[0].id, NO_STR, &n), NO_NOT_YOUR_DESK);
    sit(desk, BUREAU_A, 12);
    assert_done(desk, notice_told(desk, p.part, all.at[0].id, STR("函告"), &n));
    assert_int_equal(n.told_on.n, desk->today.n);
    assert_refused(desk, notice_told(desk, p.part, all.at[0].id, NO_STR, &n), NO_CONFLICT_STEP);
    assert_refused(desk, notice_told(desk, p.part, 5, NO_STR, &n), NO_NOT_FOUND);
    finish(t);
}

static void agencies_are_told_once(void **state)
{
    (void)state;
    test_on_each_engine(told);
}

static void city(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct conflict c;
    int64_t count = 0, open = 0, overdue = 0;
    bring_in(t);
    sit(desk, BUREAU_A, 11);
    assert_done(desk, open_between(desk, "A1", "B1", false, &c));
    assert_done(desk, step(desk, &c, "ASK", 1, ""));
    sit(desk, BUREAU_B, 12);
    assert_refused(desk, step(desk, &c, "DISPUTE", 0, ""), NO_ITEM_MISSING);
    assert_refused(desk, step(desk, &c, "ESCALATE", 0, ""), NO_CONFLICT_STEP);
    assert_refused(desk, conflicts_escalate(desk, &count), NO_NOT_YOUR_DESK);
    sit(desk, CITY_UNIT, 20);
    assert_done(desk, conflicts_escalate(desk, &count));
    assert_int_equal(count, 0);
    desk_at(desk, desk->now + INT64_C(11) * 86400 * 1000000);
    assert_done(desk, conflict_counts(desk, &open, &overdue));
    assert_int_equal(open, 1);
    assert_int_equal(overdue, 1);
    assert_done(desk, conflicts_escalate(desk, &count));
    assert_int_equal(count, 1);
    assert_done(desk, conflicts_escalate(desk, &count));
    assert_int_equal(count, 0);
    assert_done(desk, conflict_load(desk, c.part, c.id, &c));
    assert_true(str_is(c.state, "ESCALATED"));
    sit(desk, BUREAU_B, 12);
    assert_refused(desk, settle(desk, &c, 2, "650102198006150030"), NO_NOT_YOUR_DESK);
    sit(desk, CITY_UNIT, 20);
    assert_done(desk, settle(desk, &c, 2, fresh(650102, 1980, 6, 15, 37)));
    assert_true(str_is(person_called(desk, "A1").number, fresh(650102, 1980, 6, 15, 37)));
    finish(t);
}

static void the_city_takes_over_what_is_late(void **state)
{
    (void)state;
    test_on_each_engine(city);
}

/* ---- one person ---- */

static void one_person(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct conflict c;
    struct number_holders holders;
    bring_in(t);
    sit(desk, CITY_UNIT, 20);
    assert_refused(desk, open_between(desk, "D1", "D2", false, &c), NO_ITEM_WRONG);
    assert_refused(desk, open_between(desk, "D1", "D1", true, &c), NO_ITEM_WRONG);
    assert_done(desk, open_between(desk, "D1", "D2", true, &c));
    assert_done(desk, step(desk, &c, "ASK", 1, "本人确认使用甲号"));
    assert_done(desk, step(desk, &c, "ESCALATE", 0, ""));
    assert_refused(desk, settle(desk, &c, 1, ""), NO_OWN_STEP);
    sit(desk, CITY_UNIT, 21);
    assert_refused(desk, settle(desk, &c, 1, "650102198006150030"), NO_ITEM_WRONG);
    assert_done(desk, settle(desk, &c, 1, ""));
    assert_true(str_is(c.outcome, "CANCELLED"));
    assert_true(str_is(person_called(desk, "D2").status, "7"));
    assert_true(str_is(person_called(desk, "D1").status, "0"));
    assert_done(desk, number_holders_of(desk, STR("650104200002290290"), &holders));
    assert_int_equal(holders.count, 0);

    assert_done(desk, open_between(desk, "E1", "E2", true, &c)); /* the same number twice */
    assert_done(desk, settle(desk, &c, 2, ""));
    assert_true(str_is(person_called(desk, "E1").status, "7"));
    assert_done(desk, number_holders_of(desk, STR("650107194509300241"), &holders));
    assert_int_equal(holders.count, 1);
    assert_true(holders.at[0].sole);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM number_case WHERE state = 'OPEN' AND "
                                       "number = '650107194509300241'"),
                     0);
    finish(t);
}

static void nobody_undoes_the_load_they_came_with(void **state)
{
    (void)state;
    test_on_each_engine(load_of_a_conflict);
}

static void of_one_person_the_other_registration_ends(void **state)
{
    (void)state;
    test_on_each_engine(one_person);
}

/* ---- rules ---- */

static void who_keeps_a_number(void **state)
{
    static const struct {
        bool fits[2];
        struct evidence evidence[3];
        size_t count;
        int keeper;
    } cases[] = {
        { { true, true }, { { 0 } }, 0, 0 },
        { { true, false },
          { { .side = 2, .kind = { "SEQUENCE", 8 }, .since = DAY(1999, 10, 1) } },
          1,
          1 },
        { { true, true },
          { { .side = 2, .kind = { "SEQUENCE", 8 }, .since = DAY(2000, 1, 1) },
            { .side = 1, .kind = { "CARD_FIRST", 10 }, .since = DAY(1990, 1, 1) } },
          2,
          2 },
        { { true, true },
          { { .side = 2, .kind = { "BOOKLET", 7 }, .since = DAY(1998, 1, 1) },
            { .side = 1, .kind = { "CARD_FIRST", 10 }, .since = DAY(1990, 1, 1) } },
          2,
          1 },
        { { false, false },
          { { .side = 2, .kind = { "OTHER", 5 }, .since = DAY(1988, 1, 1) } },
          1,
          2 },
        { { true, true },
          { { .side = 1, .kind = { "OTHER", 5 }, .since = DAY(1988, 1, 1) },
            { .side = 2, .kind = { "OTHER", 5 }, .since = DAY(1988, 1, 1) } },
          2,
          0 },
        { { true, true },
          { { .side = 1, .kind = { "INQUIRY", 7 }, .since = { NO_DAY_N } } },
          1,
          0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct keeper_proposal proposal;
        keeper_propose(cases[i].fits, cases[i].evidence, cases[i].count,
                       (struct day)DAY(2026, 1, 2), &proposal);
        assert_int_equal(proposal.keeper, cases[i].keeper);
        assert_true(proposal.count >= 2);
    }
}

static void who_asked_does_not_answer(void **state)
{
    static const enum conflict_event events[] = { CONFLICT_ANSWER, CONFLICT_AGREE,
                                                  CONFLICT_DISPUTE };
    const struct conflict c = { .station = 650102011,
                                .other_station = 650103011,
                                .state = STR("ASKED"),
                                .asked_side = 1,
                                .asked_by = 7,
                                .closed_on = NO_DAY };
    struct clerk clerk = { .id = 7, .reach_from = 650100000, .reach_to = 650199999 };
    const struct conflict_move *move;
    (void)state;
    for (size_t i = 0; i < COUNT(events); i++) {
        clerk.id = 7;
        assert_int_equal(conflict_next(&c, events[i], &clerk, &move), NO_OWN_STEP);
        clerk.id = 8;
        assert_int_equal(conflict_next(&c, events[i], &clerk, &move), REFUSAL_NONE);
    }
}

static void an_agency_is_told_of_those_it_knows(void **state)
{
    const struct notice_agency *marriages = notice_agency_of(STR("CIVIL"));
    const struct day today = DAY(2020, 6, 15);
    (void)state;
    assert_true(notice_agency_concerns(marriages, (struct day)DAY(2000, 6, 15), today));
    assert_false(notice_agency_concerns(marriages, (struct day)DAY(2000, 6, 16), today));
    assert_true(notice_agency_concerns(marriages, NO_DAY, today));
    assert_false(notice_agency_concerns(marriages, NO_DAY, (struct day)DAY(2003, 9, 30)));
}

static void every_limit_is_a_setting(void **state)
{
    (void)state;
    for (size_t i = 0; i < conflict_move_count; i++) {
        bool found = false;
        for (size_t s = 0; s < setting_row_count; s++)
            found |= strcmp(setting_rows[s].name, conflict_moves[i].setting) == 0 &&
                     setting_rows[s].first == conflict_moves[i].days;
        assert_true(found);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_keeps_a_number),
        cmocka_unit_test(who_asked_does_not_answer),
        cmocka_unit_test(an_agency_is_told_of_those_it_knows),
        cmocka_unit_test(every_limit_is_a_setting),
        cmocka_unit_test(two_districts_agree_and_somebody_else_decides),
        cmocka_unit_test(no_way_round_the_hearing),
        cmocka_unit_test(agencies_are_told_once),
        cmocka_unit_test(the_city_takes_over_what_is_late),
        cmocka_unit_test(of_one_person_the_other_registration_ends),
        cmocka_unit_test(nobody_undoes_the_load_they_came_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
