/** Who a command acts as. */
#include "office/clerk.h"
#include "office/desk_for_cli.h"
#include "office/office.h"
#include "office/setting.h"
#include "support/office.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void bound_user(struct test_db *t)
{
    struct desk *desk = &t->desk;
    bool needed = true;
    assert_done(desk, office_desk_for_cli(desk, STR("keeper"), NO_STR, NO_STR));
    assert_true(str_is(desk->clerk.login, "system") && !desk->clerk.solo);
    assert_true(desk->clerk.rights == UINT64_C(1) << MAY_ADMIN_SYSTEM);
    assert_true(str_is(desk->terminal, "cli"));
    assert_done(desk, office_cli_needs_password(desk, STR("keeper"), NO_STR, &needed));
    assert_false(needed);
    assert_refused(desk, office_desk_for_cli(desk, STR("stranger"), NO_STR, NO_STR),
                   NO_CLERK_UNKNOWN);
    struct clerk_record record;
    assert_done(desk, clerk_find(desk, STR("system"), &record));
    struct clerk other = test_clerk(t, "deputy", TEST_CITY, "system_admin");
    test_sit(desk, &other);
    assert_done(desk, clerk_lock(desk, record.id));
    assert_refused(desk, office_desk_for_cli(desk, STR("keeper"), NO_STR, NO_STR),
                   NO_CLERK_UNKNOWN);
}

static void the_bound_user_is_the_clerk_until_locked(void **state)
{
    (void)state;
    test_office_on_each_engine(bound_user);
}

static void as_another(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct str keeper = STR("keeper"), stranger = STR("stranger"), wang = STR("wang");
    bool needed = false;
    test_clerk(t, "wang", TEST_STATION, "household_clerk");
    assert_done(desk, office_cli_needs_password(desk, keeper, wang, &needed));
    assert_true(needed);
    assert_refused(desk, office_desk_for_cli(desk, keeper, wang, NO_STR), NO_CREDENTIAL_REQUIRED);
    assert_refused(desk, office_desk_for_cli(desk, keeper, wang, STR("wrong")), NO_LOGIN_WRONG);
    assert_refused(desk, office_desk_for_cli(desk, keeper, STR("none"), STR("x")), NO_LOGIN_WRONG);
    assert_done(desk, office_desk_for_cli(desk, stranger, wang, STR(TEST_PASSWORD)));
    assert_int_equal(desk->clerk.unit, TEST_STATION);
    assert_false(desk->clerk.solo);
    assert_done(desk, may(desk, MAY_ACCEPT, TEST_STATION));
    assert_int_equal(test_entries(desk, "session.refused"), 2);
}

static void as_another_clerk_only_with_the_password(void **state)
{
    (void)state;
    test_office_on_each_engine(as_another);
}

static void solo(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct str keeper = STR("keeper"), wang = STR("wang");
    test_clerk(t, "wang", TEST_STATION, "household_clerk");
    assert_done(desk, node_put(desk, "solo", STR("1")));
    assert_done(desk, office_desk_for_cli(desk, keeper, NO_STR, NO_STR));
    assert_true(desk->clerk.solo && str_is(desk->terminal, "cli solo"));
    for (int right = 0; right < RIGHT_COUNT; right++) {
        assert_done(desk, may(desk, (enum right)right, TEST_STATION));
        assert_done(desk, may(desk, (enum right)right, TEST_CENTRE));
    }
    assert_done(desk, office_desk_for_cli(desk, keeper, wang, NO_STR));
    assert_true(desk->clerk.solo && str_is(desk->terminal, "cli solo"));
    assert_true(str_is(desk->clerk.login, "wang") && desk->clerk.unit == TEST_STATION);
    assert_refused(desk, may(desk, MAY_SIGN, TEST_STATION), NO_RIGHT_MISSING);
    assert_refused(desk, may(desk, MAY_ACCEPT, TEST_OTHER_STATION), NO_NOT_YOUR_DESK);
    assert_refused(desk, office_desk_for_cli(desk, keeper, STR("none"), NO_STR), NO_CLERK_UNKNOWN);
    /* another user of the machine gains nothing by it */
    assert_refused(desk, office_desk_for_cli(desk, STR("stranger"), wang, NO_STR),
                   NO_CREDENTIAL_REQUIRED);
    assert_refused(desk, office_desk_for_cli(desk, STR("stranger"), NO_STR, NO_STR),
                   NO_CLERK_UNKNOWN);
    assert_done(desk, office_desk_for_cli(desk, STR("stranger"), wang, STR(TEST_PASSWORD)));
    assert_true(!desk->clerk.solo && str_is(desk->terminal, "cli"));
}

static void alone_the_bound_user_acts_in_every_role_and_as_every_clerk_and_it_shows(void **state)
{
    (void)state;
    test_office_on_each_engine(solo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bound_user_is_the_clerk_until_locked),
        cmocka_unit_test(as_another_clerk_only_with_the_password),
        cmocka_unit_test(alone_the_bound_user_acts_in_every_role_and_as_every_clerk_and_it_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
