#include "journal/journal.h"
#include "register/person_detail.h"
#include "register/person_store.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* clang-format off */
static const char people[] =
    "原编号,户号,与户主关系,姓名,性别,派出所,街路巷,门牌号,出生日期,公民身份号码,状态\n"
    "A1,H1,户主,王一,男,650102011,和平南路,12号,19800615,650102198006150014,正常\n"
    "A2,H1,配偶,李二,女,650102011,和平南路,12号,19810101,,正常\n";
/* clang-format on */

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

static char told[512];

static enum outcome hear(struct desk *desk, int32_t part, int64_t id, struct str body)
{
    (void)desk, (void)part, (void)id;
    snprintf(told, sizeof told, STR_FMT, STR_ARG(body));
    return DONE;
}
static const struct follow followers[] = { { "person.changed", hear },
                                           { "household.changed", hear } };

/** In a transaction of its own, committed when it was done. */
static enum outcome change_person(struct desk *desk, struct person *person,
                                  const struct person *next, const struct person_detail *detail,
                                  struct day from)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(person_update_detail(desk, person, next, detail, from));
    return tx_commit(&tx);
}

static void persons(struct test_db *t)
{
    struct desk *desk = &t->desk;
    bring_in(t);
    follow_table(followers, COUNT(followers));
    struct person was = person_called(desk, "A1"), p = was, next = was;
    struct person_detail detail;
    struct day from = { desk->today.n - 3 };
    next.name = STR("王壹");
    next.marital = STR("20");
    assert_done(desk, person_detail_load(desk, p.part, p.id, &detail));
    assert_int_equal(detail.ver, 0);
    detail.father_name = STR("王大");
    detail.height = 175;
    assert_done(desk, change_person(desk, &p, &next, &detail, from));
    assert_non_null(strstr(told, "\"from\":1,\"to\":2"));
    assert_non_null(strstr(told, "[\"name\",\"marital\",\"fatherName\",\"height\"]"));

    struct person now = person_called(desk, "A1");
    assert_str(now.name, "王壹");
    assert_str(now.name_key, "王壹");
    assert_int_equal(now.ver, 2);
    assert_int_equal(now.true_from.n, from.n);
    assert_done(desk, person_detail_load(desk, now.part, now.id, &detail));
    assert_int_equal(detail.ver, 2);
    assert_int_equal(detail.height, 175);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM person_past WHERE ver = 1 AND body "
                                       "LIKE '%王一%' AND reversal = 0 AND true_to >= true_from"),
                     1);

    /* the details that stood are kept with the version they stood in */
    detail.height = 176;
    p = now;
    assert_done(desk, change_person(desk, &p, &now, &detail, desk->today));
    assert_non_null(strstr(told, "[\"height\"]"));
    assert_int_equal(test_number(desk,
                                 "SELECT count(*) FROM person_past WHERE ver = 2 AND body LIKE "
                                 "'%\"height\":175%'"),
                     1);
    follow_table(NULL, 0);
    assert_register_laws(desk);
}

static void a_change_closes_the_version_and_opens_the_next(void **state)
{
    (void)state;
    test_on_each_engine(persons);
}

static void refusals(struct test_db *t)
{
    struct desk *desk = &t->desk;
    bring_in(t);
    struct person first = person_called(desk, "A1"), second = first, next = first;
    next.education = STR("20");
    struct day tomorrow = { desk->today.n + 1 };
    assert_refused(desk, change_person(desk, &first, &next, NULL, tomorrow), NO_ITEM_WRONG);
    assert_done(desk, change_person(desk, &first, &next, NULL, desk->today));
    assert_refused(desk, change_person(desk, &second, &next, NULL, desk->today),
                   NO_CHANGED_MEANWHILE);

    assert_done(desk, person_freeze(desk, first.part, first.id, 77));
    assert_refused(desk, person_freeze(desk, first.part, first.id, 78), NO_PERSON_FROZEN);
    assert_refused(desk, person_thaw(desk, first.part, first.id, 78), NO_CHANGED_MEANWHILE);
    struct person frozen = person_called(desk, "A1");
    assert_int_equal(frozen.frozen_by, 77);
    next = frozen;
    next.education = STR("10");
    assert_refused(desk, change_person(desk, &frozen, &next, NULL, desk->today), NO_PERSON_FROZEN);
    next.frozen_by = 0; /* the decision thaws with the change */
    assert_done(desk, change_person(desk, &frozen, &next, NULL, desk->today));
    assert_int_equal(person_called(desk, "A1").frozen_by, 0);
    assert_done(desk, person_freeze(desk, first.part, first.id, 79));
    assert_done(desk, person_thaw(desk, first.part, first.id, 79));
    assert_int_equal(person_called(desk, "A1").ver, 3);
    assert_register_laws(desk);
}

static void a_second_writer_a_frozen_person_and_a_day_ahead_are_refused(void **state)
{
    (void)state;
    test_on_each_engine(refusals);
}

static enum outcome change_household(struct desk *desk, struct household *h,
                                     const struct household *next)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(household_update(desk, h, next, desk->today));
    return tx_commit(&tx);
}

static void households(struct test_db *t)
{
    struct desk *desk = &t->desk;
    bring_in(t);
    follow_table(followers, COUNT(followers));
    struct person p = person_called(desk, "A1");
    struct household h, next, old;
    assert_done(desk, household_load(desk, p.part, p.household, &h));
    assert_str(h.status, "0");
    assert_int_equal(h.true_from.n, desk->today.n);
    old = next = h;
    next.door = STR("14号");
    next.beat = STR("3");
    assert_done(desk, change_household(desk, &h, &next));
    assert_non_null(strstr(told, "[\"beat\",\"door\"]"));
    assert_done(desk, household_load(desk, p.part, p.household, &h));
    assert_int_equal(h.ver, 2);
    assert_str(h.door, "14号");
    assert_refused(desk, change_household(desk, &old, &next), NO_CHANGED_MEANWHILE);
    assert_int_equal(test_number(desk,
                                 "SELECT count(*) FROM household_past WHERE ver = 1 AND body LIKE "
                                 "'%12号%'"),
                     1);
    follow_table(NULL, 0);
}

static void a_household_is_versioned_too(void **state)
{
    (void)state;
    test_on_each_engine(households);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_closes_the_version_and_opens_the_next),
        cmocka_unit_test(a_second_writer_a_frozen_person_and_a_day_ahead_are_refused),
        cmocka_unit_test(a_household_is_versioned_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
