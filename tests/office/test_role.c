/** Granting and revoking, and the three administrations kept apart. */
#include "office/clerk.h"
#include "office/office.h"
#include "office/role.h"
#include "support/office.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static enum outcome grant(struct desk *desk, const struct clerk *clerk, const char *role)
{
    return role_grant(desk, clerk->id, str_of(role), NO_DAY);
}

static bool holds(struct desk *desk, const struct clerk *clerk, enum right right)
{
    struct clerk now;
    assert_done(desk, clerk_load(desk, clerk->id, &now));
    return clerk_may(&now, right);
}

static void grants(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct clerk clerk = test_clerk(t, "a", TEST_STATION, "");
    test_sit_admin(desk, "security");
    assert_done(desk, grant(desk, &clerk, "household_clerk"));
    assert_done(desk, grant(desk, &clerk, "hand_out_clerk"));
    assert_true(holds(desk, &clerk, MAY_ACCEPT) && holds(desk, &clerk, MAY_HAND_OUT));
    assert_done(desk, role_revoke(desk, clerk.id, STR("household_clerk")));
    assert_false(holds(desk, &clerk, MAY_ACCEPT));
    assert_true(holds(desk, &clerk, MAY_HAND_OUT));
    assert_refused(desk, role_revoke(desk, clerk.id, STR("household_clerk")), NO_CHANGED_MEANWHILE);
    assert_done(desk, grant(desk, &clerk, "household_clerk")); /* again on the same day */
    assert_true(holds(desk, &clerk, MAY_ACCEPT));
    assert_int_equal(test_entries(desk, "role.granted"), 3);
    assert_int_equal(test_entries(desk, "role.revoked"), 1);
}

static void a_role_is_in_force_from_the_grant_to_the_revocation(void **state)
{
    (void)state;
    test_office_on_each_engine(grants);
}

static void grants_to_come(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct clerk clerk = test_clerk(t, "a", TEST_BUREAU, "");
    struct day next_week = { desk->today.n + 7 }, yesterday = { desk->today.n - 1 };
    test_sit_admin(desk, "security");
    assert_refused(desk, role_grant(desk, clerk.id, STR("signer"), yesterday), NO_ITEM_WRONG);
    assert_done(desk, role_grant(desk, clerk.id, STR("signer"), next_week));
    assert_false(holds(desk, &clerk, MAY_SIGN));
    assert_refused(desk, grant(desk, &clerk, "system_admin"), NO_ADMIN_SEPARATION);
    test_wait(desk, 7 * 86400);
    assert_true(holds(desk, &clerk, MAY_SIGN));
}

static void a_grant_may_begin_later_and_counts_for_separation_at_once(void **state)
{
    (void)state;
    test_office_on_each_engine(grants_to_come);
}

static void separation(struct test_db *t)
{
    static const char *const one_of[] = { "signer", "system_admin", "security_admin",
                                          "audit_admin" };
    struct desk *desk = &t->desk;
    for (size_t i = 0; i < COUNT(one_of); i++)
        for (size_t k = 0; k < COUNT(one_of); k++) {
            char login[] = { 'c', (char)('a' + i), (char)('a' + k), '\0' };
            struct clerk clerk = test_clerk(t, login, TEST_CITY, one_of[i]);
            test_sit_admin(desk, "security");
            enum outcome said = grant(desk, &clerk, one_of[k]);
            if (i == k)
                assert_done(desk, said);
            else
                assert_refused(desk, said, NO_ADMIN_SEPARATION);
        }
    struct clerk clerk = test_clerk(t, "moved", TEST_CITY, "system_admin");
    test_sit_admin(desk, "security");
    assert_done(desk, role_revoke(desk, clerk.id, STR("system_admin")));
    assert_done(desk, grant(desk, &clerk, "audit_admin"));
}

static void nobody_holds_two_administrations_nor_business_beside_one(void **state)
{
    (void)state;
    test_office_on_each_engine(separation);
}

static void refusals(struct test_db *t)
{
    static const char *const others[] = { "system", "audit", "signer" };
    struct desk *desk = &t->desk;
    struct clerk clerk = test_clerk(t, "a", TEST_STATION, "reviewer");
    struct clerk signer = test_clerk(t, "signer", TEST_BUREAU, "signer");
    struct clerk local = test_clerk(t, "local", TEST_OTHER_BUREAU, "security_admin");
    (void)signer;
    for (size_t i = 0; i < COUNT(others); i++) {
        test_sit_admin(desk, others[i]);
        assert_refused(desk, grant(desk, &clerk, "signer"), NO_RIGHT_MISSING);
        assert_refused(desk, role_revoke(desk, clerk.id, STR("reviewer")), NO_RIGHT_MISSING);
    }
    test_sit(desk, &local);
    assert_refused(desk, grant(desk, &clerk, "signer"), NO_NOT_YOUR_DESK);
    assert_refused(desk, grant(desk, &local, "security_admin"), NO_RIGHT_GRANT_SELF);
    assert_refused(desk, role_revoke(desk, local.id, STR("security_admin")), NO_RIGHT_GRANT_SELF);
    test_sit_admin(desk, "security");
    assert_refused(desk, grant(desk, &clerk, "king"), NO_ROLE_UNKNOWN);
    assert_refused(desk, role_revoke(desk, clerk.id, STR("king")), NO_ROLE_UNKNOWN);
    assert_refused(desk, role_grant(desk, 1, STR("signer"), NO_DAY), NO_CLERK_UNKNOWN);
    assert_int_equal(test_entries(desk, "role.granted"), 0);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM clerk_role WHERE ends IS NOT NULL"),
                     0);
}

static void only_the_security_administrator_grants_and_never_to_himself(void **state)
{
    (void)state;
    test_office_on_each_engine(refusals);
}

static void listing(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct roles roles;
    struct held_roles held;
    assert_done(desk, role_list(desk, &roles));
    assert_int_equal(roles.count, role_row_count);
    struct clerk clerk = test_clerk(t, "a", TEST_STATION, "hand_out_clerk household_clerk");
    assert_done(desk, clerk_roles(desk, clerk.id, &held));
    assert_int_equal(held.count, 2);
    assert_true(str_is(held.at[0].code, "hand_out_clerk") && str_is(held.at[0].zh, "发证民警"));
    assert_false(day_is(held.at[0].ends));
}

static void roles_are_listed_with_their_rights_and_clerks_with_their_roles(void **state)
{
    (void)state;
    test_office_on_each_engine(listing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_role_is_in_force_from_the_grant_to_the_revocation),
        cmocka_unit_test(a_grant_may_begin_later_and_counts_for_separation_at_once),
        cmocka_unit_test(nobody_holds_two_administrations_nor_business_beside_one),
        cmocka_unit_test(only_the_security_administrator_grants_and_never_to_himself),
        cmocka_unit_test(roles_are_listed_with_their_rights_and_clerks_with_their_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
