/** Accounts: the system administrator's, and nobody else's. */
#include "office/clerk.h"
#include "office/office.h"
#include "office/password.h"
#include "support/office.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct new_clerk new_clerk(int32_t unit, const char *login, const char *name)
{
    return (struct new_clerk){ .unit = unit, .login = str_of(login), .name = str_of(name) };
}

static void adding(struct test_db *t)
{
    static const struct {
        int32_t unit;
        const char *login, *name;
        enum refusal refusal;
    } cases[] = {
        { TEST_STATION, "wang.li", "王丽", REFUSAL_NONE },
        { TEST_STATION, "wang.li", "王丽", NO_LOGIN_TAKEN },
        { TEST_OTHER_BUREAU, "wang.li", "王丽", NO_LOGIN_TAKEN },
        { TEST_STATION, "Wang", "王丽", NO_ITEM_WRONG },
        { TEST_STATION, "w", "王丽", NO_ITEM_WRONG },
        { TEST_STATION, "9wang", "王丽", NO_ITEM_WRONG },
        { TEST_STATION, "wang li", "王丽", NO_ITEM_WRONG },
        { TEST_STATION, "", "王丽", NO_ITEM_WRONG },
        { TEST_STATION, "ok", "", NO_ITEM_MISSING },
        { TEST_STATION, "ok", "\xff", NO_ITEM_WRONG },
        { 650102899, "ok", "王丽", NO_UNIT_UNKNOWN },
        { TEST_CENTRE, "ok", "王丽", NO_NOT_YOUR_DESK },
        { 650200000, "ok", "王丽", NO_NOT_YOUR_DESK },
        { TEST_CITY, "ok", "阿依古丽·买买提", REFUSAL_NONE },
    };
    static const char *const others[] = { "security", "audit" };
    struct desk *desk = &t->desk;
    struct new_clerk clerk = new_clerk(TEST_STATION, "x1", "x");
    int64_t id;
    for (size_t i = 0; i < COUNT(others); i++) {
        test_sit_admin(desk, others[i]);
        assert_refused(desk, clerk_add(desk, &clerk, &id), NO_RIGHT_MISSING);
    }
    test_sit_admin(desk, "system");
    for (size_t i = 0; i < COUNT(cases); i++) {
        clerk = new_clerk(cases[i].unit, cases[i].login, cases[i].name);
        enum outcome said = clerk_add(desk, &clerk, &id);
        if (cases[i].refusal)
            assert_refused(desk, said, cases[i].refusal);
        else
            assert_done(desk, said);
    }
    assert_int_equal(test_entries(desk, "clerk.added"), 2);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM clerk"), 3 + 2);
}

static void a_clerk_is_added_once_under_a_good_login_in_a_unit_within_reach(void **state)
{
    (void)state;
    test_office_on_each_engine(adding);
}

static void administering(struct test_db *t)
{
    static enum outcome (*const acts[])(struct desk *, int64_t) = { clerk_lock, clerk_unlock };
    struct desk *desk = &t->desk;
    struct clerk clerk = test_clerk(t, "wang", TEST_STATION, "household_clerk");
    struct clerk elsewhere = test_clerk(t, "local", TEST_OTHER_BUREAU, "system_admin");
    for (size_t i = 0; i < COUNT(acts); i++) {
        test_sit_admin(desk, "security");
        assert_refused(desk, acts[i](desk, clerk.id), NO_RIGHT_MISSING);
        test_sit(desk, &elsewhere);
        assert_refused(desk, acts[i](desk, clerk.id), NO_NOT_YOUR_DESK);
        test_sit_admin(desk, "system");
        assert_refused(desk, acts[i](desk, 1), NO_CLERK_UNKNOWN);
        assert_done(desk, acts[i](desk, clerk.id));
    }
    assert_refused(desk, clerk_lock(desk, desk->clerk.id), NO_SELF_LOCK);
    assert_refused(desk, clerk_reset_password(desk, 1, STR("x")), NO_CLERK_UNKNOWN);
    assert_done(desk, clerk_reset_password(desk, clerk.id, STR("")));
    test_sit_admin(desk, "audit");
    assert_refused(desk, clerk_reset_password(desk, clerk.id, STR("x")), NO_RIGHT_MISSING);
    assert_int_equal(test_entries(desk, "clerk.locked"), 1);
    assert_int_equal(test_entries(desk, "clerk.unlocked"), 1);
    assert_int_equal(test_entries(desk, "clerk.password_reset"), 1);
}

static void locking_and_resetting_are_the_system_administrators(void **state)
{
    (void)state;
    test_office_on_each_engine(administering);
}

static void listing(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct listed_clerks clerks;
    struct clerk clerk = test_clerk(t, "wang", TEST_STATION, "hand_out_clerk household_clerk");
    test_clerk(t, "none", TEST_OTHER_STATION, "");
    test_sit(desk, &clerk);
    assert_refused(desk, clerk_list(desk, &clerks), NO_RIGHT_MISSING);
    test_sit_admin(desk, "system");
    assert_done(desk, clerk_lock(desk, clerk.id));
    assert_done(desk, clerk_list(desk, &clerks));
    assert_int_equal(clerks.count, 5);
    assert_true(str_is(clerks.at[3].login, "wang"));
    assert_true(str_is(clerks.at[3].roles, "hand_out_clerk household_clerk"));
    assert_true(str_is(clerks.at[3].roles_zh, "发证民警、户籍民警"));
    assert_true(clerks.at[3].locked);
    assert_true(str_is(clerks.at[4].roles, "") && !clerks.at[4].locked);
    test_sit_admin(desk, "security");
    assert_done(desk, clerk_list(desk, &clerks));
}

static void clerks_within_reach_are_listed_with_their_roles(void **state)
{
    (void)state;
    test_office_on_each_engine(listing);
}

static void passwords_are_long_and_not_all_of_one_kind(void **state)
{
    const struct {
        struct str password, login;
        bool strong;
    } cases[] = {
        { STR("Korla2008x"), NO_STR, true },
        { STR("korla2008x"), NO_STR, true },
        { STR("Korla2008"), NO_STR, false },
        { STR("korlapears"), NO_STR, false },
        { STR("0123456789"), NO_STR, false },
        { STR("aaaaaaaaaaaa"), NO_STR, false },
        { STR("香梨很甜香梨很甜香梨"), NO_STR, false },
        { STR("香梨很甜2008年秋天"), NO_STR, true },
        { STR("香梨很甜很甜"), NO_STR, false },
        { STR("wang.li-2008"), STR("wang.li"), false },
        { STR("\xff\xff\xff\xff\xff\xff\xff\xff\xff-1"), NO_STR, false },
        { STR(""), NO_STR, false },
        { NO_STR, NO_STR, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(password_strong(cases[i].password, cases[i].login), cases[i].strong);
    struct arena *arena = arena_open();
    for (int i = 0; i < 100; i++)
        assert_true(password_strong(password_invent(arena), NO_STR));
    arena_close(arena);
}

static void hashes(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct str hash, again;
    bool right;
    assert_done(desk, password_hash(desk, STR(TEST_PASSWORD), &hash));
    assert_done(desk, password_hash(desk, STR(TEST_PASSWORD), &again));
    assert_true(str_starts(hash, "$argon2id$"));
    assert_false(str_eq(hash, again));
    assert_done(desk, password_check(desk, hash, STR(TEST_PASSWORD), &right));
    assert_true(right);
    assert_done(desk, password_check(desk, hash, STR("other"), &right));
    assert_false(right);
    assert_done(desk, password_check(desk, NO_STR, STR(TEST_PASSWORD), &right));
    assert_false(right);
    assert_done(desk, password_check(desk, STR("plain"), STR("plain"), &right));
    assert_false(right);
    assert_false(password_outdated(desk, hash));
}

static void a_password_is_kept_as_a_salted_hash(void **state)
{
    (void)state;
    test_office_on_each_engine(hashes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clerk_is_added_once_under_a_good_login_in_a_unit_within_reach),
        cmocka_unit_test(locking_and_resetting_are_the_system_administrators),
        cmocka_unit_test(clerks_within_reach_are_listed_with_their_roles),
        cmocka_unit_test(passwords_are_long_and_not_all_of_one_kind),
        cmocka_unit_test(a_password_is_kept_as_a_salted_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
