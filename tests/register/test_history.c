#include "journal/journal.h"
#include "register/history.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* clang-format off */
static const char people[] =
    "原编号,户号,与户主关系,姓名,性别,派出所,省市县区,街路巷,门牌号,出生日期,公民身份号码,状态\n"
    "A1,H1,户主,王一,男,650102011,天山区,和平南路,12号,19800615,650102198006150014,正常\n"
    "A2,H1,配偶,李二,女,650102011,天山区,和平南路,12号,19810101,,死亡\n";
/* clang-format on */

enum { HOUR = 3600 };

static void bring_in(struct test_db *t)
{
    register_office(t);
    struct imported done = import_text(&t->desk, people);
    assert_int_equal(done.result.taken, 2);
    imported_close(&done);
}

static void assert_str(struct str got, const char *want)
{
    if (!str_is(got, want))
        fail_msg("'" STR_FMT "' instead of '%s'", STR_ARG(got), want);
}

static void later(struct desk *desk)
{
    desk_at(desk, desk->now + (int64_t)HOUR * 1000000);
}

/** A change with its entry, as a business makes it, an hour after the last one. */
static enum outcome change(struct desk *desk, struct person *p, const struct person *next,
                           const struct person_detail *detail)
{
    SCOPED(tx) tx = { 0 };
    later(desk);
    TRY(tx_open(desk, &tx));
    TRY(person_update_detail(desk, p, next, detail, desk->today));
    TRY(journal(desk, "business.finished", p->part, p->id, STR("{}")));
    return tx_commit(&tx);
}

/** A name, then a height, then a number. */
static struct person live_through(struct desk *desk)
{
    struct person p = person_called(desk, "A1"), next = p;
    struct person_detail detail;
    next.name = STR("王壹");
    assert_done(desk, change(desk, &p, &next, NULL));
    assert_done(desk, person_detail_load(desk, p.part, p.id, &detail));
    detail.height = 175;
    detail.blood_group = STR("3");
    next = p;
    next.former_name = STR("王一");
    assert_done(desk, change(desk, &p, &next, &detail));
    next = p;
    next.number = STR("650102198006150030");
    assert_done(desk, change(desk, &p, &next, NULL));
    return p;
}

static const struct difference *difference_of(const struct version *v, const char *key)
{
    for (size_t i = 0; i < v->changed.count; i++)
        if (strcmp(v->changed.at[i].column->key, key) == 0)
            return &v->changed.at[i];
    fail_msg("version %d did not change %s", (int)v->ver, key);
    return NULL;
}

static void history(struct test_db *t)
{
    struct desk *desk = &t->desk;
    bring_in(t);
    struct person p = live_through(desk);
    struct person_history h;
    assert_done(desk, see_person_history(desk, p.part, p.id, &h));
    assert_int_equal(h.versions.count, 4);
    assert_int_equal(h.versions.at[0].ver, 4);
    assert_int_equal(h.versions.at[0].changed.count, 1);
    assert_str(difference_of(&h.versions.at[0], "number")->before, "650102198006150014");
    assert_int_equal(h.versions.at[1].changed.count, 3);
    assert_str(difference_of(&h.versions.at[1], "bloodGroup")->after, "O型");
    assert_str(difference_of(&h.versions.at[1], "height")->before, "");
    assert_str(difference_of(&h.versions.at[2], "name")->before, "王一");
    assert_str(h.versions.at[2].person->name, "王壹");
    assert_int_equal(h.versions.at[2].detail->height, 0);
    assert_int_equal(h.versions.at[3].changed.count, 0);
    assert_str(h.versions.at[2].cause.verb, "business.finished");
    assert_str(h.versions.at[2].cause.purpose, "测试");
    assert_int_equal(h.name_count, 1);
    assert_str(h.names[0], "王一");
    assert_int_equal(h.number_count, 1);
    assert_str(h.numbers[0], "650102198006150014");
    assert_int_equal(test_number(desk, "SELECT count(*) FROM entry WHERE verb = 'person.seen'"), 1);

    desk->purpose = STR(" ");
    assert_refused(desk, see_person_history(desk, p.part, p.id, &h), NO_PURPOSE_REQUIRED);
    desk->purpose = STR("测试");
    register_sit_at(desk, STATION_B);
    assert_refused(desk, see_person_history(desk, p.part, p.id, &h), NO_NOT_YOUR_DESK);
}

static void a_history_says_what_changed_when_by_whom_and_why(void **state)
{
    (void)state;
    test_on_each_engine(history);
}

static enum outcome reverse(struct desk *desk, int32_t ver, const char *why, struct person *out)
{
    struct person p = person_called(desk, "A1");
    later(desk);
    desk->expected_version = ver;
    return person_reverse(desk, p.part, p.id, str_of(why), out);
}

/** A number changed with its place in the directory, as settle_number.c does. */
static struct person change_number(struct desk *desk, const char *number)
{
    SCOPED(tx) tx = { 0 };
    struct person p = person_called(desk, "A1");
    const struct number_holder holder = { p.part, p.id, true };
    later(desk);
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, number_holder_end(desk, p.number, p.part, p.id));
    assert_done(desk, number_holder_add(desk, str_of(number), &holder, true));
    assert_done(desk, person_change_number(desk, &p, str_of(number)));
    assert_done(desk, tx_commit(&tx));
    return p;
}

static void reversal(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct person p, out;
    struct person_history h;
    struct number_holders holders;
    bring_in(t);
    assert_refused(desk, reverse(desk, 1, "误改", &out), NO_NOTHING_TO_REVERSE);
    p = change_number(desk, "650102198006150030");
    assert_refused(desk, reverse(desk, -1, "误改", &out), NO_VERSION_REQUIRED);
    assert_refused(desk, reverse(desk, 1, "误改", &out), NO_VERSION_STALE);
    assert_refused(desk, reverse(desk, 2, " ", &out), NO_REASON_REQUIRED);
    assert_done(desk, person_freeze(desk, p.part, p.id, 9));
    assert_refused(desk, reverse(desk, 2, "误改", &out), NO_PERSON_FROZEN);
    assert_done(desk, person_thaw(desk, p.part, p.id, 9));
    assert_done(desk, reverse(desk, 2, "误改", &out));
    assert_int_equal(out.ver, 3);
    assert_str(out.number, "650102198006150014");
    assert_done(desk, number_holders_of(desk, out.number, &holders));
    assert_int_equal(holders.count, 1);
    assert_true(holders.at[0].sole);
    assert_done(desk, number_past_holders_of(desk, STR("650102198006150030"), &holders));
    assert_int_equal(holders.count, 1);
    assert_done(desk, see_person_history(desk, p.part, p.id, &h));
    assert_int_equal(h.versions.count, 3); /* nothing is gone */
    assert_true(h.versions.at[1].reversed);
    assert_false(h.versions.at[2].reversed);
    assert_int_equal(h.versions.at[0].true_from.n, h.versions.at[1].true_from.n);
    assert_str(h.versions.at[0].cause.verb, "person.reversed");
    assert_register_laws(desk);
}

static void a_reversal_is_a_new_version_and_the_number_comes_back(void **state)
{
    (void)state;
    test_on_each_engine(reversal);
}

static void taken(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct person out;
    bring_in(t);
    change_number(desk, "650102198006150030");
    struct imported done = import_text(
        desk, "原编号,户号,姓名,性别,派出所,省市县区,街路巷,门牌号,出生日期,公民身份号码,状态\n"
              "B1,H2,赵三,男,650102011,天山区,和平南路,14号,19800615,650102198006150014,正常\n");
    imported_close(&done);
    assert_refused(desk, reverse(desk, 2, "误改", &out), NO_NUMBER_DUPLICATE);
    assert_int_equal(person_called(desk, "A1").ver, 2);
    struct person p = person_called(desk, "A1"), next = p;
    next.marital = STR("20");
    assert_done(desk, change(desk, &p, &next, NULL));
    desk->clerk.rights = 0;
    assert_refused(desk, reverse(desk, 3, "误改", &out), NO_RIGHT_MISSING);
}

static void a_number_somebody_else_has_by_now_does_not_come_back(void **state)
{
    (void)state;
    test_on_each_engine(taken);
}

static void household(struct test_db *t)
{
    struct desk *desk = &t->desk;
    SCOPED(buf) json = { 0 };
    struct household_view view;
    bring_in(t);
    struct person p = person_called(desk, "A1");
    assert_done(desk, see_household(desk, p.part, p.household, &view));
    struct household next = view.household;
    next.door = STR("14号");
    later(desk);
    SCOPED(tx) tx = { 0 };
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, household_update(desk, &view.household, &next, desk->today));
    assert_done(desk, tx_commit(&tx));
    assert_done(desk, see_household(desk, p.part, p.household, &view));
    assert_int_equal(view.members.count, 2);
    assert_int_equal(view.versions.count, 2);
    assert_int_equal(view.versions.at[0].changed.count, 1);
    assert_str(difference_of(&view.versions.at[0], "door")->before, "12号");
    household_view_json(desk, &json, &view);
    assert_true(str_find(buf_str(&json), STR("650102198006150014")) >= json.len);
    assert_true(str_find(buf_str(&json), STR("死亡")) < json.len);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM entry WHERE verb = 'household.seen'"),
                     2);
    register_sit_at(desk, STATION_B);
    assert_refused(desk, see_household(desk, p.part, p.household, &view), NO_NOT_YOUR_DESK);
}

static void a_household_is_seen_with_its_members_and_its_past(void **state)
{
    (void)state;
    test_on_each_engine(household);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_history_says_what_changed_when_by_whom_and_why),
        cmocka_unit_test(a_reversal_is_a_new_version_and_the_number_comes_back),
        cmocka_unit_test(a_number_somebody_else_has_by_now_does_not_come_back),
        cmocka_unit_test(a_household_is_seen_with_its_members_and_its_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
