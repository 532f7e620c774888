/** Who may do what, where; and what is noted when he may not. */
#include "office/office.h"
#include "office/role.h"
#include "support/office.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define ALL_RIGHTS ((UINT64_C(1) << RIGHT_COUNT) - 1)
#define BIT(right) (UINT64_C(1) << (right))

static void without_the_right_nothing_else_helps(void **state)
{
    (void)state;
    struct desk desk = { .arena = arena_open(),
                         .clerk = { .id = 1, .reach_from = 0, .reach_to = INT32_MAX } };
    for (int right = 0; right < RIGHT_COUNT; right++) {
        desk.clerk.rights = ALL_RIGHTS & ~BIT(right);
        assert_refused(&desk, may(&desk, (enum right)right, TEST_STATION), NO_RIGHT_MISSING);
        desk.clerk.rights = BIT(right);
        assert_done(&desk, may(&desk, (enum right)right, TEST_STATION));
    }
    arena_close(desk.arena);
}

static void reach_of_every_tier(struct test_db *t)
{
    static const struct {
        const char *login;
        int32_t unit, matter;
        bool reaches;
    } cases[] = {
        { "st", TEST_STATION, TEST_STATION, true },
        { "st", TEST_STATION, TEST_STATION + 1, false },
        { "st", TEST_STATION, TEST_BUREAU, false },
        { "bu", TEST_BUREAU, TEST_STATION, true },
        { "bu", TEST_BUREAU, TEST_BUREAU, true },
        { "bu", TEST_BUREAU, 650102901, true },
        { "bu", TEST_BUREAU, TEST_OTHER_STATION, false },
        { "bu", TEST_BUREAU, TEST_CITY, false },
        { "ci", TEST_CITY, TEST_STATION, true },
        { "ci", TEST_CITY, TEST_OTHER_BUREAU, true },
        { "ci", TEST_CITY, TEST_CENTRE, false },
        { "ci", TEST_CITY, 650200000, false },
        { "ce", TEST_CENTRE, TEST_STATION, true },
        { "ce", TEST_CENTRE, 650200000, true },
        { "ce", TEST_CENTRE, 660100000, false },
        { "fi", 650102901, TEST_STATION, true },
        { "fi", 650102901, TEST_OTHER_STATION, false },
        { "cf", 650100901, TEST_OTHER_STATION, true },
    };
    struct desk *desk = &t->desk;
    struct clerk clerk = { 0 };
    const char *login = "";
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (strcmp(login, cases[i].login) != 0)
            clerk = test_clerk(t, cases[i].login, cases[i].unit, "signer");
        login = cases[i].login;
        test_sit(desk, &clerk);
        enum outcome said = may(desk, MAY_SIGN, cases[i].matter);
        if (cases[i].reaches)
            assert_done(desk, said);
        else
            assert_refused(desk, said, NO_NOT_YOUR_DESK);
    }
}

static void a_clerk_reaches_the_own_unit_and_those_below(void **state)
{
    (void)state;
    test_office_on_each_engine(reach_of_every_tier);
}

static void loaded_rights(struct test_db *t)
{
    for (size_t i = 0; i < role_row_count; i++) {
        struct clerk clerk = test_clerk(t, role_rows[i].code, TEST_CITY, role_rows[i].code);
        assert_true(clerk.rights == role_rows[i].rights);
        assert_false(clerk.solo);
    }
    struct clerk both = test_clerk(t, "both", TEST_BUREAU, "reviewer inspector");
    assert_true(both.rights ==
                (BIT(MAY_REVIEW) | BIT(MAY_SEE_CARDS) | BIT(MAY_SEE_PERSONS) | BIT(MAY_INSPECT) |
                 BIT(MAY_CONSIGN) | BIT(MAY_TAKE_IN) | BIT(MAY_PACK) | BIT(MAY_DECIDE_COUNTY)));
    assert_true(test_clerk(t, "none", TEST_BUREAU, "").rights == 0);
}

static void a_clerk_has_the_rights_of_the_roles_held_and_no_others(void **state)
{
    (void)state;
    test_office_on_each_engine(loaded_rights);
}

static void every_right_is_in_some_role_and_separated_where_it_must_be(void **state)
{
    (void)state;
    uint64_t all = 0;
    const uint64_t admin = BIT(MAY_ADMIN_SYSTEM) | BIT(MAY_ADMIN_RIGHTS) | BIT(MAY_ADMIN_AUDIT);
    for (size_t i = 0; i < role_row_count; i++) {
        bool business = strcmp(role_rows[i].class, "BUSINESS") == 0;
        assert_int_equal(__builtin_popcountll(role_rows[i].rights & admin), business ? 0 : 1);
        if (!business)
            assert_true((role_rows[i].rights & ~admin) == 0);
        /* who accepts does not sign, who signs does not audit or hand out */
        assert_true(__builtin_popcountll(role_rows[i].rights &
                                         (BIT(MAY_ACCEPT) | BIT(MAY_REVIEW) | BIT(MAY_SIGN) |
                                          BIT(MAY_AUDIT) | BIT(MAY_PRODUCE) | BIT(MAY_INSPECT))) <=
                    1);
        all |= role_rows[i].rights;
    }
    assert_true(all == ALL_RIGHTS);
}

static void refusals_are_noted(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct clerk clerk = test_clerk(t, "st", TEST_STATION, "household_clerk");
    test_sit(desk, &clerk);
    assert_refused(desk, may(desk, MAY_SIGN, TEST_STATION), NO_RIGHT_MISSING);
    assert_done(desk, office_note_refusal(desk, STR("POST /api/v1/applications/signature")));
    assert_int_equal(desk->why.refusal, NO_RIGHT_MISSING);
    assert_refused(desk, may(desk, MAY_ACCEPT, TEST_OTHER_STATION), NO_NOT_YOUR_DESK);
    assert_done(desk, office_note_refusal(desk, STR("x")));
    assert_int_equal(test_entries(desk, "right.refused"), 2);
    assert_int_equal(refuse(desk, NO_PERSON_UNKNOWN), REFUSED);
    assert_done(desk, office_note_refusal(desk, STR("x")));
    desk->clerk = (struct clerk){ 0 };
    assert_int_equal(refuse(desk, NO_RIGHT_MISSING), REFUSED);
    assert_done(desk, office_note_refusal(desk, STR("x")));
    assert_int_equal(test_entries(desk, "right.refused"), 2);
}

static void a_refused_right_is_an_entry_and_a_mistake_is_none(void **state)
{
    (void)state;
    test_office_on_each_engine(refusals_are_noted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_the_right_nothing_else_helps),
        cmocka_unit_test(a_clerk_reaches_the_own_unit_and_those_below),
        cmocka_unit_test(a_clerk_has_the_rights_of_the_roles_held_and_no_others),
        cmocka_unit_test(every_right_is_in_some_role_and_separated_where_it_must_be),
        cmocka_unit_test(a_refused_right_is_an_entry_and_a_mistake_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
