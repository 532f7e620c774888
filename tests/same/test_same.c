/** Probable same persons: no comparison without a decided purpose, each two once, what people decide. */
#include "business/businesses.h"
#include "conflict/conflict.h"
#include "core/number.h"
#include "journal/journal.h"
#include "register/load.h"
#include "same/laws.h"
#include "same/see_pair.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { OFFICER = 11, AUDITOR = 12, SECOND_OFFICER = 13, STATION_CLERK = 14, REVIEWER = 15 };
enum { BUREAU_A = 650102000, BUREAU_B = 650103000 };
enum { PEOPLE = 420, TWINS = 16 };

/* ---- a register of people of whom some stand in it twice ---- */

static const char *const families[] = {
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴",
    "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"
};
static const char *const givens[] = { "建国", "秀英", "伟",   "芳",   "桂兰", "志强", "丽",
                                      "军",   "玉珍", "明",   "红梅", "海燕", "文博", "春花",
                                      "大勇", "雪",   "国庆", "月娥", "永福", "金凤", "晓东" };
static const char *const natives[] = { "新疆乌鲁木齐市", "甘肃省武威市", "河南省周口市",
                                       "四川省南充市",   "陕西省宝鸡市", "山东省菏泽市",
                                       "湖南省邵阳市" };
static const char *const schools[] = { "小学教育", "初级中学教育", "普通高级中学教育",
                                       "大学本科教育" };
static const char *const states[] = { "未婚", "已婚", "离婚", "丧偶" };
static const int32_t stations[] = { 650102011, 650102012, 650103011, 650103012 };

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

struct someone {
    char name[32];
    int year, month, day, sequence;
    const char *sex, *native, *school, *state;
    int32_t station;
};

static struct someone invent(uint32_t *state, int n)
{
    struct someone s = { .year = 1940 + (int)(next_random(state) % 65),
                         .month = 1 + (int)(next_random(state) % 12),
                         .day = 1 + (int)(next_random(state) % 28),
                         .sequence = 101 + n,
                         .sex = n % 2 ? "女" : "男",
                         .native = natives[next_random(state) % COUNT(natives)],
                         .school = schools[next_random(state) % COUNT(schools)],
                         .state = states[next_random(state) % COUNT(states)],
                         .station = stations[next_random(state) % COUNT(stations)] };
    snprintf(s.name, sizeof s.name, "%s%s", families[next_random(state) % COUNT(families)],
             givens[next_random(state) % COUNT(givens)]);
    return s;
}

static void put_line(struct buf *csv, const char *id, const struct someone *s)
{
    char number[19];
    struct day born;
    assert_true(day_make(s->year, s->month, s->day, &born));
    number_make(s->station / 1000, born, s->sequence, number);
    buf_printf(csv, "%s,H%s,户主,%s,%s,%04d%02d%02d,%s,%s,%s,%s,%d,正常\n", id, id, s->name, s->sex,
               s->year, s->month, s->day, number, s->native, s->school, s->state, (int)s->station);
}

/** P0 and Q0, P1 and Q1 … are one life each: some under the same number, some with some days off. */
static void put_register(struct buf *csv)
{
    uint32_t state = 7;
    char id[16];
    buf_text(csv, "原编号,户号,与户主关系,姓名,性别,出生日期,公民身份号码,籍贯,文化程度,婚姻状况,"
                  "派出所,状态\n");
    for (int n = 0; n < PEOPLE; n++) {
        struct someone s = invent(&state, n);
        snprintf(id, sizeof id, "P%d", n);
        put_line(csv, id, &s);
        if (n >= TWINS)
            continue;
        s.sequence += n > 6 && n % 2 == 0 ? 0 : 600;
        s.station ^= n == 1 ? 0 : 7; /* …011 and …012 lie in one district */
        s.day += n % 4 == 3 ? (s.day > 14 ? -9 : 9) : 0;
        snprintf(id, sizeof id, "Q%d", n);
        put_line(csv, id, &s);
    }
}

static int64_t bring_in(struct test_db *t)
{
    static const struct follow follows[] = {
        { "load.undoing", same_keep_load },
        { "load.undoing", conflict_keep_load },
        { "number_case.deciding", conflict_before_decision },
        { "number_case.closed", conflict_after_decision },
    };
    SCOPED(buf) csv = { 0 };
    register_office(t);
    put_register(&csv);
    struct imported done = import_bytes(&t->desk, buf_str(&csv), NULL, false);
    assert_done(&t->desk, done.outcome);
    assert_int_equal(done.result.rejected, 0);
    imported_close(&done);
    follow_table(follows, COUNT(follows));
    return done.result.load;
}

/* ---- who sits at the desk ---- */

static void sit(struct test_db *t, int32_t unit, int64_t clerk)
{
    register_sit_at(&t->desk, unit);
    t->desk.clerk.id = clerk;
    t->desk.expected_version = -1;
}

static struct same_check ask(struct test_db *t, int32_t unit)
{
    struct same_check check;
    const struct same_check_asked asked = { unit, STR("TIDYING"), STR("户口整顿中核查重复登记") };
    sit(t, unit, OFFICER);
    assert_done(&t->desk, same_check_ask(&t->desk, &asked, &check));
    return check;
}

static struct same_check approved(struct test_db *t, int32_t unit)
{
    struct same_check check = ask(t, unit);
    const struct same_check_verdict good = { check.part, check.id, true, NO_STR };
    sit(t, CITY_UNIT, AUDITOR);
    t->desk.expected_version = check.ver;
    assert_done(&t->desk, same_check_decide(&t->desk, &good, &check));
    return check;
}

static enum outcome run_in(struct test_db *t, const struct same_check *check, struct link_run *run)
{
    const struct live_order order = { .of_kind = STR("CHECK"),
                                      .part = check->part,
                                      .id = check->id };
    return link_live(&t->desk, &order, run);
}

static struct link_run must_run(struct test_db *t, const struct same_check *check)
{
    struct link_run run;
    sit(t, check->part, OFFICER);
    assert_done(&t->desk, run_in(t, check, &run));
    return run;
}

/* ---- pairs ---- */

static struct same_pairs listed(struct test_db *t, const char *state)
{
    struct same_pairs all;
    assert_done(&t->desk, same_pairs_list(&t->desk, str_of(state), NO_STR, 200, &all));
    return all;
}

static bool is_between(const struct same_pair *pair, const struct person *a, const struct person *b)
{
    return (pair->person == a->id && pair->other_person == b->id) ||
           (pair->person == b->id && pair->other_person == a->id);
}

/** The pair of Pn and Qn in a list; NULL when it has none. */
static const struct same_pair *pair_of(struct test_db *t, const struct same_pairs *all, int n)
{
    char p[16], q[16];
    snprintf(p, sizeof p, "P%d", n);
    snprintf(q, sizeof q, "Q%d", n);
    struct person a = person_called(&t->desk, p), b = person_called(&t->desk, q);
    for (size_t i = 0; i < all->count; i++)
        if (is_between(&all->at[i].pair, &a, &b))
            return &all->at[i].pair;
    return NULL;
}

static int found_twins(struct test_db *t, const struct same_pairs *all)
{
    int found = 0;
    for (int n = 0; n < TWINS; n++)
        found += pair_of(t, all, n) != NULL;
    return found;
}

static enum outcome decide(struct test_db *t, struct same_pair *pair, const char *verdict,
                           const char *way, int ending)
{
    const struct same_verdict v = { pair->part,  pair->id, str_of(verdict), STR("经核查两份登记"),
                                    str_of(way), ending };
    t->desk.expected_version = pair->ver;
    return same_pair_decide(&t->desk, &v, pair);
}

static enum outcome undo(struct test_db *t, struct same_pair *pair)
{
    t->desk.expected_version = pair->ver;
    return same_pair_undo(&t->desk, pair->part, pair->id, STR("看错一项"), pair);
}

static void note_breach(void *ctx, const struct law *law, struct str what)
{
    (void)ctx;
    fail_msg("%s " STR_FMT, law->id, STR_ARG(what));
}

static int64_t entries(struct test_db *t, const char *verb)
{
    return test_number(
        &t->desk,
        arena_printf(t->desk.arena, "SELECT count(*) FROM entry WHERE verb = '%s'", verb).at);
}

/* ---- what is shown ---- */

static void nothing_is_compared_without_a_purpose(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct link_run run;
    struct same_check check = ask(t, BUREAU_A);
    const struct live_order none = { .of_kind = NO_STR };
    struct same_check_verdict verdict = { check.part, check.id, true, NO_STR };
    assert_refused(desk, link_live(desk, &none, &run), NO_SAME_NOT_DECIDED);
    assert_refused(desk, run_in(t, &check, &run), NO_SAME_NOT_DECIDED);
    sit(t, CITY_UNIT, OFFICER);
    desk->expected_version = check.ver;
    assert_refused(desk, same_check_decide(desk, &verdict, &check), NO_OWN_STEP);
    sit(t, BUREAU_B, AUDITOR);
    desk->expected_version = check.ver;
    assert_refused(desk, same_check_decide(desk, &verdict, &check), NO_NOT_YOUR_DESK);
    sit(t, CITY_UNIT, AUDITOR);
    verdict.good = false;
    desk->expected_version = check.ver;
    assert_refused(desk, same_check_decide(desk, &verdict, &check), NO_DECISION_REASON);
    verdict.note = STR("目的不明");
    assert_done(desk, same_check_decide(desk, &verdict, &check));
    sit(t, BUREAU_A, OFFICER);
    assert_refused(desk, run_in(t, &check, &run), NO_SAME_NOT_DECIDED);
    check = approved(t, BUREAU_A);
    sit(t, BUREAU_B, OFFICER);
    assert_refused(desk, run_in(t, &check, &run), NO_NOT_YOUR_DESK);
    sit(t, BUREAU_A, OFFICER);
    test_wait(desk, 61 * 86400);
    assert_refused(desk, run_in(t, &check, &run), NO_SAME_NOT_DECIDED);
    assert_int_equal(entries(t, "link_run.began"), 0);
    test_wait(desk, -61 * 86400);
    desk->expected_version = check.ver;
    assert_done(desk, same_check_close(desk, check.part, check.id, &check));
    assert_refused(desk, run_in(t, &check, &run), NO_SAME_NOT_DECIDED);
}

/** A district's check sees its own stations and nobody else. */
static void a_run_stays_within_its_unit(struct test_db *t)
{
    struct same_check check = approved(t, BUREAU_A);
    struct link_run run = must_run(t, &check);
    int64_t living = test_number(&t->desk, "SELECT count(*) FROM person WHERE station BETWEEN "
                                           "650102000 AND 650102999");
    assert_int_equal(run.persons, living);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM same_pair WHERE station / 1000 <> "
                                           "650102 OR other_station / 1000 <> 650102"),
                     0);
}

/** Whoever stands in the register twice is found; the second run adds nothing. */
static void twins_are_found_once(struct test_db *t, const struct same_check *check)
{
    struct link_run run = must_run(t, check);
    struct same_pairs all = listed(t, "OPEN");
    assert_int_equal(run.persons, PEOPLE + TWINS);
    assert_int_equal(found_twins(t, &all), TWINS);
    assert_true(all.count <= TWINS + 2);
    assert_true(run.expected_precision > 800000);
    for (size_t i = 1; i < all.count; i++)
        assert_true(all.at[i - 1].pair.doubt <= all.at[i].pair.doubt);
    run = must_run(t, check);
    assert_int_equal(run.fresh, 0);
    assert_int_equal(run.gone, 0);
    assert_int_equal((int64_t)listed(t, "OPEN").count, run.found);
}

static void a_look_needs_a_purpose_and_both_in_reach(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct same_pair_view view;
    struct same_pairs all = listed(t, "OPEN");
    struct same_pair pair = *pair_of(t, &all, 3);
    desk->purpose = NO_STR;
    assert_refused(desk, same_pair_view_load(desk, pair.part, pair.id, &view), NO_PURPOSE_REQUIRED);
    assert_refused(desk, same_pair_seen(desk, pair.part, pair.id), NO_PURPOSE_REQUIRED);
    sit(t, pair.station, OFFICER);
    assert_refused(desk, same_pair_view_load(desk, pair.part, pair.id, &view), NO_NOT_YOUR_DESK);
    sit(t, CITY_UNIT, OFFICER);
    assert_done(desk, same_pair_view_load(desk, pair.part, pair.id, &view));
    assert_done(desk, same_pair_seen(desk, pair.part, pair.id));
    assert_int_equal(entries(t, "same_pair.seen"), 2); /* each of the two may ask who looked */
    SCOPED(buf) json = { 0 };
    same_pair_view_json(desk, &json, &view);
    static const char *const shown[] = {
        "\"item\":\"BORN\",\"zh\":\"出生日期\",\"en\":\"Birth date\",\"level\":\"days\"",
        "\"item\":\"NAME\",\"zh\":\"姓名\",\"en\":\"Name\",\"level\":\"exact\"",
        "\"verdict\":\"CLOSE\"",
        "\"verdict\":\"EQUAL\"",
        "\"mayDecide\":true,\"mayUndo\":false",
    };
    for (size_t i = 0; i < COUNT(shown); i++)
        if (str_find(buf_str(&json), str_of(shown[i])) == json.len)
            fail_msg("%s in " STR_FMT, shown[i], STR_ARG(buf_str(&json)));
}

/** Two persons: never asked again, taken back by a record of its own, and asked again then. */
static void what_was_decided_is_not_asked_again(struct test_db *t, const struct same_check *check)
{
    struct desk *desk = &t->desk;
    struct same_pairs all = listed(t, "OPEN");
    struct same_pair pair = *pair_of(t, &all, 1), unknown = *pair_of(t, &all, 2);
    assert_refused(desk, decide(t, &pair, "DIFFERENT", "CANCEL", 1), NO_ITEM_WRONG);
    assert_refused(desk, decide(t, &pair, "SAME", "", 0), NO_ITEM_WRONG);
    assert_refused(desk, decide(t, &pair, "SAME", "CANCEL", 0), NO_ITEM_WRONG);
    assert_done(desk, decide(t, &pair, "DIFFERENT", "", 0));
    assert_done(desk, decide(t, &unknown, "UNKNOWN", "", 0));
    assert_refused(desk, decide(t, &pair, "SAME", "CONFLICT", 0), NO_SAME_PAIR_STATE);
    struct link_run run = must_run(t, check);
    assert_int_equal(run.fresh, 0);
    assert_int_equal(run.settled, 2);
    all = listed(t, "OPEN");
    assert_null(pair_of(t, &all, 1));
    sit(t, pair.station / 1000 * 1000, SECOND_OFFICER); /* reaches both, but the city decided */
    assert_refused(desk, undo(t, &pair), NO_NOT_YOUR_DESK);
    sit(t, CITY_UNIT, SECOND_OFFICER);
    assert_done(desk, undo(t, &pair));
    assert_refused(desk, undo(t, &pair), NO_SAME_PAIR_STATE);
    all = listed(t, "OPEN");
    assert_non_null(pair_of(t, &all, 1));
    assert_int_equal(test_number(desk, "SELECT count(*) FROM same_decision WHERE verdict IN "
                                       "('DIFFERENT', 'UNDONE')"),
                     2);
    assert_done(desk, decide(t, &unknown, "DIFFERENT", "", 0));
}

/** One person twice: the conflict desk gets both, and the decision is taken back no more. */
static void one_person_goes_to_the_conflict_desk(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct same_pairs all = listed(t, "OPEN");
    struct same_pair pair = *pair_of(t, &all, 4);
    struct conflict c;
    int side = 0;
    bool found = false;
    int64_t ended = test_number(desk, "SELECT count(*) FROM person WHERE status = '7'");
    assert_done(desk, decide(t, &pair, "SAME", "CONFLICT", 0));
    assert_done(desk, conflict_open_of(desk, pair.part, pair.person, &c, &side, &found));
    assert_true(found && str_is(c.kind, "ONE_PERSON"));
    assert_int_equal(test_number(desk, "SELECT count(*) FROM person WHERE status = '7'"), ended);
    assert_refused(desk, undo(t, &pair), NO_SAME_FOLLOWED);
}

static enum outcome cancel(struct test_db *t, struct same_pair *pair, const char *papers)
{
    const struct same_cancel asked = {
        .part = pair->part, .id = pair->id, .papers = str_of(papers), .applicant = STR("依职权")
    };
    t->desk.expected_version = pair->ver;
    return same_pair_cancel(&t->desk, &asked, pair);
}

static void step(struct test_db *t, const struct same_follow *f, int32_t unit, int64_t clerk,
                 enum business_event event)
{
    struct business b;
    sit(t, unit, clerk);
    assert_done(&t->desk, business_load(&t->desk, f->to_part, f->to_id, &b));
    t->desk.expected_version = b.ver;
    const struct business_decision d = { b.part, b.id, event, RIGHT_COUNT, STR("核查属实") };
    assert_done(&t->desk, business_step(&t->desk, &d, &b));
}

/** The station takes the cancellation in, county and city approve it; a withdrawn one may be taken
 * back with its decision. */
static void one_registration_is_cancelled_by_a_business(struct test_db *t,
                                                        const struct same_check *check)
{
    struct desk *desk = &t->desk;
    struct same_pairs all = listed(t, "OPEN");
    struct same_pair pair = *pair_of(t, &all, 5);
    struct same_follows follows;
    struct person gone;
    assert_done(desk, decide(t, &pair, "SAME", "CANCEL", 2));
    assert_done(desk, undo(t, &pair));
    assert_done(desk, decide(t, &pair, "SAME", "CANCEL", 2));
    int32_t bureau = pair.other_station / 1000 * 1000;
    sit(t, pair.station, STATION_CLERK); /* not the one that is to end */
    assert_refused(desk, cancel(t, &pair, "DOUBLE_PROOF COMPARISON"), NO_NOT_YOUR_DESK);
    sit(t, pair.other_station, STATION_CLERK);
    assert_done(desk, same_pairs_waiting(desk, NO_STR, 50, &all));
    assert_int_equal(all.count, 1);
    assert_refused(desk, cancel(t, &pair, "DOUBLE_PROOF"), NO_PAPERS_MISSING);
    assert_done(desk, cancel(t, &pair, "DOUBLE_PROOF COMPARISON"));
    assert_refused(desk, cancel(t, &pair, "DOUBLE_PROOF COMPARISON"), NO_SAME_PAIR_STATE);
    assert_done(desk, same_follows_of(desk, &pair, &follows));
    sit(t, CITY_UNIT, OFFICER);
    assert_refused(desk, undo(t, &pair), NO_SAME_FOLLOWED);
    step(t, &follows.at[0], bureau, REVIEWER, BUSINESS_EVENT_APPROVE);
    step(t, &follows.at[0], CITY_UNIT, AUDITOR, BUSINESS_EVENT_APPROVE);
    assert_done(desk, person_load(desk, pair.other_part, pair.other_person, &gone));
    assert_true(str_is(gone.status, "7"));
    struct link_run run = must_run(t, check);
    assert_int_equal(run.fresh, 0);
}

/** A registration that ended takes its waiting pairs with it; they are back when it is. */
static void a_pair_of_whom_one_has_ended_is_gone(struct test_db *t, const struct same_check *check)
{
    struct desk *desk = &t->desk;
    SCOPED(tx) tx = { 0 };
    struct person p = person_called(desk, "Q6"), next = p;
    next.status = STR("7");
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, person_update(desk, &p, &next, desk->today));
    assert_done(desk, tx_commit(&tx));
    struct same_pairs all = listed(t, "OPEN");
    struct same_pair pair = *pair_of(t, &all, 6);
    assert_refused(desk, decide(t, &pair, "SAME", "CONFLICT", 0), NO_SAME_PAIR_STATE);
    struct link_run run = must_run(t, check);
    assert_int_equal(run.gone, 1);
    all = listed(t, "GONE");
    assert_non_null(pair_of(t, &all, 6));
}

/** For a conflict only pairs with one of its two are kept. */
static void a_case_asks_about_its_two_alone(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct conflict c;
    struct link_run run;
    int side = 0;
    bool found = false;
    struct person a = person_called(desk, "P4");
    sit(t, CITY_UNIT, OFFICER);
    assert_done(desk, conflict_open_of(desk, a.part, a.id, &c, &side, &found));
    const struct live_order order = { .of_kind = STR("CASE"), .part = c.part, .id = c.id };
    assert_done(desk, link_live(desk, &order, &run));
    assert_int_equal(run.found, 1);
    assert_int_equal(run.settled, 1);
    assert_int_equal(run.gone, 0);
}

static void whole(struct test_db *t)
{
    int64_t load = bring_in(t), persons = 0;
    nothing_is_compared_without_a_purpose(t);
    a_run_stays_within_its_unit(t);
    struct same_check check = approved(t, CITY_UNIT);
    twins_are_found_once(t, &check);
    a_look_needs_a_purpose_and_both_in_reach(t);
    what_was_decided_is_not_asked_again(t, &check);
    one_person_goes_to_the_conflict_desk(t);
    one_registration_is_cancelled_by_a_business(t, &check);
    a_pair_of_whom_one_has_ended_is_gone(t, &check);
    a_case_asks_about_its_two_alone(t);
    sit(t, CITY_UNIT, OFFICER);
    assert_refused(&t->desk, load_undo(&t->desk, load, &persons), NO_LOAD_IN_USE);
    assert_done(&t->desk, same_laws(&t->desk, note_breach, NULL));
    follow_table(NULL, 0);
}

static void the_desk_for_probable_same_persons(void **state)
{
    (void)state;
    test_on_each_engine(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_desk_for_probable_same_persons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
