#include "journal/journal.h"
#include "register/number_case.h"
#include "register/person_store.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A1 and B1 share a number; C1 and C2 do, and C2 has died; D1's check digit is wrong; E1's number
 * has another birthday. */
/* clang-format off */
static const char people[] =
    "原编号,姓名,性别,派出所,出生日期,公民身份号码,状态\n"
    "A1,王一,男,650102011,19800615,650102198006150014,正常\n"
    "B1,李二,男,650103011,19800615,650102198006150014,正常\n"
    "C1,张三,男,650102011,19790101,650106197901010510,正常\n"
    "C2,赵四,男,650103011,19790101,650106197901010510,死亡\n"
    "D1,钱五,男,650102011,19040229,650102190402290010,正常\n"
    "E1,孙六,女,650102011,19450901,650107194509300241,正常\n"
    "F1,周七,男,650103011,20000229,650104200002290274,正常\n";
/* clang-format on */

static void bring_in(struct test_db *t)
{
    register_office(t);
    struct imported done = import_text(&t->desk, people);
    assert_int_equal(done.result.cases, 6);
    imported_close(&done);
}

static void assert_str(struct str got, const char *want)
{
    if (!str_is(got, want))
        fail_msg("'" STR_FMT "' instead of '%s'", STR_ARG(got), want);
}

static bool open_case(struct desk *desk, const char *legacy, struct number_case *out)
{
    struct person p = person_called(desk, legacy);
    bool found = false;
    assert_done(desk, number_open_case_of(desk, p.part, p.id, out, &found));
    return found;
}

static enum outcome decide(struct desk *desk, const char *legacy, const char *outcome,
                           const char *new_number)
{
    struct number_case c;
    assert_true(open_case(desk, legacy, &c));
    struct number_decision decision = { c.part, c.id, str_of(outcome), str_of(new_number) };
    desk->expected_version = c.ver;
    return number_case_decide(desk, &decision, &c);
}

/** An 18-digit number nobody has. */
static const char *fresh(int division, int year, int month, int day, int sequence)
{
    static char number[19];
    struct day born;
    assert_true(day_make(year, month, day, &born));
    number_make(division, born, sequence, number);
    return number;
}

/* ---- who was told ---- */

static char told[256];

static enum outcome hear(struct desk *desk, int32_t part, int64_t person, struct str body)
{
    struct person p;
    (void)part;
    assert_done(desk, person_load(desk, part, person, &p));
    size_t len = strlen(told);
    snprintf(told + len, sizeof told - len, "%.*s:%c ", (int)p.legacy.len, p.legacy.at,
             body.at[str_find(body, STR("\"open\":")) + 7]);
    return DONE;
}

static const struct follow followers[] = { { "number_case.closed", hear } };

/* ---- tests ---- */

static void own_change(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct number_case c;
    struct number_holders holders;
    bool ever = false;
    bring_in(t);
    told[0] = '\0';
    follow_table(followers, COUNT(followers));
    struct str number = str_of(fresh(650102, 1980, 6, 15, 33));
    assert_done(desk, decide(desk, "B1", "1", number.at));
    assert_string_equal(told, "B1:0 A1:0 ");

    struct person b = person_called(desk, "B1");
    assert_str(b.number, number.at);
    assert_int_equal(b.ver, 2);
    assert_false(open_case(desk, "A1", &c) || open_case(desk, "B1", &c));
    assert_done(desk, number_holders_of(desk, STR("650102198006150014"), &holders));
    assert_int_equal(holders.count, 1);
    assert_true(holders.at[0].sole);
    assert_done(desk, number_ever_held(desk, number, &ever));
    assert_true(ever);
    assert_done(desk, number_past_holders_of(desk, STR("650102198006150014"), &holders));
    assert_int_equal(holders.count, 1);
    assert_int_equal(holders.at[0].person, b.id);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM person_past WHERE ver = 1 AND body "
                                       "LIKE '%650102198006150014%'"),
                     1);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM number_case WHERE outcome = '2' AND "
                                       "clerk IS NULL"),
                     1);
    assert_int_equal(
        test_number(desk, "SELECT count(*) FROM entry WHERE verb = 'number_case.decided'"), 1);
    follow_table(NULL, 0);
    assert_register_laws(desk);
}

static void one_changes_and_the_other_is_free(void **state)
{
    (void)state;
    test_on_each_engine(own_change);
}

static void new_numbers(struct test_db *t)
{
    struct desk *desk = &t->desk;
    bring_in(t);
    static const struct {
        const char *outcome, *number;
        enum refusal refusal;
    } cases[] = {
        { "1", "", NO_ITEM_MISSING },
        { "1", "650102198006150015", NO_NUMBER_WRONG }, /* check digit */
        { "1", "650102800615003", NO_NUMBER_WRONG },    /* 15 digits are not given any more */
        { "1", "650199198006150018", NO_NUMBER_WRONG }, /* no such county */
        { "1", "810000199707010037", NO_NUMBER_WRONG }, /* no resident's number */
        { "1", "650106197901010510", NO_NUMBER_BIRTH },
        { "1", "650102198006150014", NO_NUMBER_DUPLICATE }, /* the one in question */
        { "2", "", NO_ITEM_WRONG },                         /* the other holds it still */
        { "3", "", NO_ITEM_WRONG },                         /* registered as normal */
        { "6", "", NO_ITEM_WRONG },
        { "9", "", NO_ITEM_WRONG },
        { "0", "", NO_ITEM_WRONG },
        { "10", "", NO_ITEM_WRONG },
        { "CONFIRMED", "650102198006150014", NO_ITEM_WRONG },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_refused(desk, decide(desk, "B1", cases[i].outcome, cases[i].number),
                       cases[i].refusal);
    assert_refused(desk, decide(desk, "B1", "1", fresh(650102, 1980, 6, 15, 34)), NO_NUMBER_SEX);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM number_case WHERE state = 'OPEN'"), 6);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM person WHERE ver > 1"), 0);
}

static void a_new_number_must_be_right_and_nobody_s(void **state)
{
    (void)state;
    test_on_each_engine(new_numbers);
}

static void confirmed(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct number_case c;
    bool is = false;
    bring_in(t);
    assert_done(desk, decide(desk, "A1", "CONFIRMED", "")); /* the earlier holder keeps it */
    assert_false(open_case(desk, "A1", &c));
    assert_true(open_case(desk, "B1", &c));
    assert_refused(desk, decide(desk, "B1", "CONFIRMED", ""), NO_NUMBER_DUPLICATE);
    assert_done(desk, decide(desk, "B1", "1", fresh(650102, 1980, 6, 15, 35)));
    assert_done(desk, decide(desk, "E1", "CONFIRMED", "")); /* the register's birthday was wrong */
    struct person e = person_called(desk, "E1");
    assert_done(desk, number_is_confirmed(desk, e.part, e.id, e.number, &is));
    assert_true(is);
    assert_refused(desk, decide(desk, "D1", "3", ""), NO_ITEM_WRONG); /* of duplicates only */
    assert_done(desk, decide(desk, "D1", "1", fresh(650102, 1904, 2, 29, 37)));
    assert_int_equal(test_number(desk, "SELECT count(*) FROM number_case WHERE state = 'OPEN'"), 2);
    assert_register_laws(desk);
}

static void a_number_may_be_right_after_all(void **state)
{
    (void)state;
    test_on_each_engine(confirmed);
}

static void the_dead(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct number_case c;
    bring_in(t);
    assert_done(desk, decide(desk, "C1", "6", ""));
    assert_false(open_case(desk, "C1", &c) || open_case(desk, "C2", &c));
    assert_int_equal(test_number(desk, "SELECT count(*) FROM number_case WHERE outcome = '5'"), 1);
    assert_int_equal(test_number(desk, "SELECT sole FROM number_holder WHERE number = "
                                       "'650106197901010510' AND until IS NULL"),
                     1);
    assert_register_laws(desk);
}

static void a_dead_holder_gives_the_number_up(void **state)
{
    (void)state;
    test_on_each_engine(the_dead);
}

static void versions(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct number_case c;
    bring_in(t);
    assert_true(open_case(desk, "E1", &c));
    struct number_decision decision = { c.part, c.id, STR("CONFIRMED"), NO_STR };
    desk->expected_version = -1;
    assert_refused(desk, number_case_decide(desk, &decision, &c), NO_VERSION_REQUIRED);
    desk->expected_version = 2;
    assert_refused(desk, number_case_decide(desk, &decision, &c), NO_VERSION_STALE);
    register_sit_at(desk, 650103000);
    assert_refused(desk, number_case_decide(desk, &decision, &c), NO_NOT_YOUR_DESK);
    register_sit_at(desk, 650102000);
    desk->expected_version = 1;
    assert_done(desk, number_case_decide(desk, &decision, &c));
    assert_int_equal(c.ver, 2);
    assert_str(c.state, "CLOSED");
    desk->expected_version = 2;
    assert_refused(desk, number_case_decide(desk, &decision, &c), NO_WRONG_STEP);
    decision.id = 1;
    assert_refused(desk, number_case_decide(desk, &decision, &c), NO_NUMBER_CASE_UNKNOWN);
}

static void only_who_saw_the_case_as_it_is_decides_it(void **state)
{
    (void)state;
    test_on_each_engine(versions);
}

static void lists(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct number_cases cases;
    size_t seen = 0;
    struct str cursor = NO_STR;
    bring_in(t);
    do {
        assert_done(desk, number_cases_list(desk, STR("OPEN"), cursor, 4, &cases));
        seen += cases.count;
        cursor = cases.next;
    } while (cursor.len);
    assert_int_equal(seen, 6);
    register_sit_at(desk, STATION_B);
    assert_done(desk, number_cases_list(desk, STR("OPEN"), NO_STR, 200, &cases));
    assert_int_equal(cases.count, 2);
    assert_done(desk, number_cases_list(desk, STR("CLOSED"), NO_STR, 200, &cases));
    assert_int_equal(cases.count, 0);
    assert_refused(desk, number_cases_list(desk, STR("LOST"), NO_STR, 200, &cases), NO_BAD_REQUEST);
    desk->clerk.rights = 0;
    assert_refused(desk, number_cases_list(desk, STR("OPEN"), NO_STR, 200, &cases),
                   NO_RIGHT_MISSING);
}

static void the_work_list_is_that_of_the_reach(void **state)
{
    (void)state;
    test_on_each_engine(lists);
}

static void what_is_questionable_about_a_number(void **state)
{
    static const struct {
        const char *number, *sex;
        struct day born;
        const char *kind, *reasons;
    } cases[] = {
        { "650102198006150014", "1", DAY(1980, 6, 15), NULL, "" },
        { "650102198006150014", "9", { NO_DAY_N }, NULL, "" },
        { "650102198006150014", "2", DAY(1980, 6, 15), "SEX", "SEX" },
        { "650102198006150014", "2", DAY(1980, 6, 16), "BIRTH", "BIRTH;SEX" },
        { "650102198006150015", "2", DAY(1980, 6, 16), "WRONG", "CHECK_DIGIT;BIRTH;SEX" },
        { "650102190002290013", "1", DAY(1900, 2, 28), "WRONG", "DATE" },
        { "990102198001010010", "1", DAY(1980, 1, 1), "WRONG", "PROVINCE_UNKNOWN" },
        { "", "1", DAY(1980, 1, 1), "WRONG", "MISSING" },
        { "12", "1", DAY(1980, 1, 1), "WRONG", "LENGTH" },
    };
    struct arena *arena = arena_open();
    struct number_checker *checker = NEW(arena, struct number_checker);
    (void)state;
    number_checker_init(checker, (struct day)DAY(2026, 1, 1));
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct number_doubts doubts = number_check_person(checker, str_of(cases[i].number),
                                                          str_of(cases[i].sex), cases[i].born);
        assert_str(str_of(number_doubts_kind(doubts)), cases[i].kind ? cases[i].kind : "");
        assert_str(number_doubts_str(arena, doubts), cases[i].reasons);
    }
    arena_close(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_questionable_about_a_number),
        cmocka_unit_test(one_changes_and_the_other_is_free),
        cmocka_unit_test(a_new_number_must_be_right_and_nobody_s),
        cmocka_unit_test(a_number_may_be_right_after_all),
        cmocka_unit_test(a_dead_holder_gives_the_number_up),
        cmocka_unit_test(only_who_saw_the_case_as_it_is_decides_it),
        cmocka_unit_test(the_work_list_is_that_of_the_reach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
