/** Units: where they stand, what they reach, what a new city is made of. */
#include "city/ground.h"
#include "keys/keys.h"
#include "office/clerk.h"
#include "office/init.h"
#include "office/office.h"
#include "office/unit.h"
#include "support/office.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void a_unit_stands_below_one_and_reaches_what_is_below_it(void **state)
{
    static const struct {
        enum unit_kind kind;
        int32_t number, parent, from, to;
    } cases[] = {
        { UNIT_REGION, 650000000, 0, 650000000, 659999999 },
        { UNIT_CENTRE, 650000900, 650000000, 650000000, 659999999 },
        { UNIT_CITY, 650100000, 650000000, 650100000, 650199999 },
        { UNIT_FINANCE, 650100901, 650100000, 650100000, 650199999 },
        { UNIT_BUREAU, 650102000, 650100000, 650102000, 650102999 },
        { UNIT_LEADING, 650102905, 650102000, 650102000, 650102999 },
        { UNIT_STATION, 650102011, 650102000, 650102011, 650102011 },
        { UNIT_STATION, 650121899, 650121000, 650121899, 650121899 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int32_t from, to;
        unit_reach(cases[i].kind, cases[i].number, &from, &to);
        assert_int_equal(from, cases[i].from);
        assert_int_equal(to, cases[i].to);
        assert_int_equal(unit_parent(cases[i].kind, cases[i].number), cases[i].parent);
    }
}

static void the_city(struct test_db *t)
{
    static const struct {
        int32_t number;
        const char *name, *short_name;
    } cases[] = {
        { 650000000, "新疆维吾尔自治区公安厅", "新疆公安厅" },
        { 650000900, "新疆维吾尔自治区公安厅制证中心", "制证中心" },
        { 650100000, "乌鲁木齐市公安局", "市公安局" },
        { 650100902, "乌鲁木齐市物价局", "市物价局" },
        { 650100905, "乌鲁木齐市换发二代居民身份证工作领导小组", "市领导小组" },
        { 650102000, "乌鲁木齐市公安局天山区分局", "天山区分局" },
        { 650102903, "乌鲁木齐市天山区民政局", "天山区民政局" },
        { 650107000, "乌鲁木齐市公安局达坂城区分局", "达坂城区分局" },
        { 650121000, "乌鲁木齐县公安局", "乌鲁木齐县公安局" },
        { 650102011, "燕儿窝派出所", "燕儿窝派出所" },
        { 123456789, "123456789", "123456789" },
    };
    struct desk *desk = &t->desk;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(str_is(unit_name(desk, cases[i].number), cases[i].name));
        assert_true(str_is(unit_short_name(desk, cases[i].number), cases[i].short_name));
    }
    /* the districts of March 2008: 米东区 is there, 东山区 is not any more */
    assert_int_equal(test_number(desk, "SELECT count(*) FROM unit WHERE kind = 'BUREAU'"), 8);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM unit WHERE number = 650108000"), 0);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM unit WHERE kind = 'PRICE'"), 9);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM unit WHERE here = 0"), 0);
}

static void a_new_city_has_its_units_with_the_names_of_that_day(void **state)
{
    (void)state;
    test_office_on_each_engine(the_city);
}

static void the_stations_are_those_of_the_synthetic_city(void **state)
{
    (void)state;
    struct test_db t;
    assert_true(test_db_open(&t, DB_SQLITE));
    test_office(&t);
    struct ground ground = ground_new(t.desk.arena, 2000000);
    assert_true(ground.count > 100);
    for (size_t i = 0; i < ground.count; i++) {
        int64_t number;
        assert_true(str_to_int(str_of(ground.stations[i].number), &number));
        assert_true(str_eq(unit_name(&t.desk, (int32_t)number), ground.stations[i].name));
    }
    assert_int_equal(test_number(&t.desk, "SELECT count(*) FROM unit WHERE kind = 'STATION'"),
                     ground.count);
    test_db_close(&t);
}

static void by_name(struct test_db *t)
{
    static const struct {
        enum unit_kind kind;
        const char *name;
        int county;
        int32_t number;
    } cases[] = {
        { UNIT_STATION, "燕儿窝派出所", 0, 650102011 },
        { UNIT_STATION, "燕儿窝派出所", 650102, 650102011 },
        { UNIT_STATION, "燕儿窝派出所", 650103, 0 },
        { UNIT_STATION, "天山区分局", 0, 0 },
        { UNIT_BUREAU, "天山区分局", 0, 650102000 },
        { UNIT_BUREAU, "乌鲁木齐市公安局天山区分局", 0, 650102000 },
        { UNIT_STATION, "无此派出所", 0, 0 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int32_t number = -1;
        assert_done(&t->desk, unit_of_name(&t->desk, cases[i].kind, str_of(cases[i].name),
                                           cases[i].county, &number));
        assert_int_equal(number, cases[i].number);
    }
}

static void a_unit_is_found_by_its_name_or_short_name(void **state)
{
    (void)state;
    test_office_on_each_engine(by_name);
}

static enum outcome add(struct desk *desk, enum unit_kind kind, int32_t number, const char *name)
{
    return unit_add(desk, kind, number, str_of(name), str_of(name));
}

static void new_units(struct test_db *t)
{
    static const struct {
        enum unit_kind kind;
        int32_t number;
        const char *name;
        enum refusal refusal;
    } cases[] = {
        { UNIT_STATION, 650102801, "新派出所", REFUSAL_NONE },
        { UNIT_STATION, 650102801, "新派出所", NO_UNIT_TAKEN },
        { UNIT_STATION, 650102900, "x", NO_ITEM_WRONG },
        { UNIT_STATION, 650102000, "x", NO_ITEM_WRONG },
        { UNIT_STATION, 650100011, "x", NO_ITEM_WRONG },
        { UNIT_BUREAU, 650102011, "x", NO_ITEM_WRONG },
        { UNIT_FINANCE, 650102902, "x", NO_ITEM_WRONG },
        { UNIT_CITY, 650000000, "x", NO_ITEM_WRONG },
        { UNIT_STATION, 7, "x", NO_ITEM_WRONG },
        { UNIT_STATION, 650102802, "", NO_ITEM_MISSING },
        { UNIT_STATION, 650108011, "x", NO_UNIT_UNKNOWN }, /* no such bureau */
        { UNIT_STATION, 650202011, "x", NO_NOT_YOUR_DESK },
        { UNIT_CITY, 650200000, "x", NO_NOT_YOUR_DESK },
        { UNIT_BUREAU, 650108000, "乌鲁木齐市公安局东山区分局", REFUSAL_NONE },
        { UNIT_FINANCE, 650108901, "东山区财政局", REFUSAL_NONE },
    };
    struct desk *desk = &t->desk;
    struct unit unit;
    (void)unit_name(desk, TEST_STATION);
    test_sit_admin(desk, "security");
    assert_refused(desk, add(desk, UNIT_STATION, 650102801, "x"), NO_RIGHT_MISSING);
    test_sit_admin(desk, "system");
    for (size_t i = 0; i < COUNT(cases); i++) {
        enum outcome said = add(desk, cases[i].kind, cases[i].number, cases[i].name);
        if (cases[i].refusal)
            assert_refused(desk, said, cases[i].refusal);
        else
            assert_done(desk, said);
    }
    assert_true(str_is(unit_name(desk, 650102801), "新派出所"));
    assert_done(desk, unit_load(desk, 650108901, &unit));
    assert_int_equal(unit.parent, 650108000);
    assert_true(unit.here && str_is(unit.kind, "FINANCE"));
    assert_refused(desk, unit_load(desk, 650108902, &unit), NO_UNIT_UNKNOWN);
    assert_int_equal(test_entries(desk, "unit.added"), 3);
}

static void the_system_administrator_adds_units_that_fit(void **state)
{
    (void)state;
    test_office_on_each_engine(new_units);
}

static void reach(struct test_db *t)
{
    struct units units;
    struct clerk clerk = test_clerk(t, "st", TEST_STATION, "");
    test_sit(&t->desk, &clerk);
    assert_done(&t->desk, units_in_reach(&t->desk, &units));
    assert_int_equal(units.count, 1);
    clerk = test_clerk(t, "bu", TEST_BUREAU, "");
    test_sit(&t->desk, &clerk);
    assert_done(&t->desk, units_in_reach(&t->desk, &units));
    assert_int_equal(units.count, 1 + 5 + 16);
    assert_int_equal(units.at[0].number, TEST_BUREAU);
}

static void a_clerk_sees_the_units_within_reach(void **state)
{
    (void)state;
    test_office_on_each_engine(reach);
}

/* ---- init ---- */

static enum outcome init(struct test_db *t, const struct city_seed *seed,
                         struct initial_admin admins[INITIAL_ADMINS])
{
    struct init_options options = {
        .seed = *seed, .cheap_passwords = true, .os_user = STR("keeper"), .keys = STR("/nowhere")
    };
    return office_init(&t->desk, &options, admins);
}

static void one_station(struct test_db *t)
{
    static const int32_t here[] = { TEST_STATION };
    struct initial_admin admins[INITIAL_ADMINS];
    struct desk *desk = &t->desk;
    struct unit unit;
    struct clerk_record clerk;
    assert_done(desk, init(t, &(struct city_seed){ .city = 650100, .here = here, .here_count = 1 },
                           admins));
    assert_int_equal(test_number(desk, "SELECT count(*) FROM unit WHERE here = 1"), 1);
    assert_done(desk, unit_top_here(desk, &unit));
    assert_int_equal(unit.number, TEST_STATION);
    assert_done(desk, clerk_find(desk, STR("audit"), &clerk));
    assert_int_equal(clerk.unit, TEST_STATION);
    assert_int_equal(test_entries(desk, "city.initialised"), 1);
}

static void here_and_there(struct test_db *t)
{
    static const int32_t kept[] = { TEST_BUREAU };
    const int32_t asked[] = { TEST_BUREAU, TEST_CITY, TEST_STATION, 650102901, 650999000 };
    const bool all[] = { true, true, true, true, false };
    const bool bureau[] = { true, false, false, true, false };
    bool here[COUNT(asked)];
    struct test_db other;
    struct initial_admin admins[INITIAL_ADMINS];
    test_office(t);
    assert_true(test_db_open(&other, db_engine_of(t->desk.db)));
    assert_done(
        &other.desk,
        init(&other, &(struct city_seed){ .city = 650100, .here = kept, .here_count = 1 }, admins));
    for (int round = 0; round < 2; round++) { /* each database has its own answer */
        assert_done(&t->desk, units_here(&t->desk, asked, COUNT(asked), here));
        assert_memory_equal(here, all, sizeof here);
        assert_done(&other.desk, units_here(&other.desk, asked, COUNT(asked), here));
        assert_memory_equal(here, bureau, sizeof here);
    }
    test_db_close(&other);
}

static void a_process_with_two_databases_knows_which_units_each_keeps(void **state)
{
    (void)state;
    test_on_each_engine(here_and_there);
}

static void one_bureau(struct test_db *t)
{
    static const int32_t here[] = { TEST_BUREAU };
    struct initial_admin admins[INITIAL_ADMINS];
    assert_done(
        &t->desk,
        init(t, &(struct city_seed){ .city = 650100, .here = here, .here_count = 1 }, admins));
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM unit WHERE here = 1"), 6);
}

static void a_node_may_keep_one_station_or_one_bureau_with_its_offices(void **state)
{
    (void)state;
    test_on_each_engine(one_station);
    test_on_each_engine(one_bureau);
}

static void own_stations(struct test_db *t)
{
    const struct seed_station good[] = { { 650102001, STR("一所") }, { 650121002, STR("二所") } };
    const struct seed_station twice[] = { { 650102001, STR("一所") }, { 650102001, STR("二所") } };
    const struct seed_station elsewhere[] = { { 650202001, STR("一所") } };
    const struct seed_station gone[] = { { 650108001, STR("一所") } };
    const int32_t nowhere[] = { 650102999 };
    const struct {
        struct city_seed seed;
        enum refusal refusal;
    } cases[] = {
        { { .city = 650199 }, NO_ITEM_WRONG },
        { { .city = 650102 }, NO_ITEM_WRONG },
        { { .city = 110100 }, NO_ITEM_WRONG }, /* 市辖区 is no city of its own */
        { { .city = 650100, .stations = twice, .station_count = 2 }, NO_UNIT_TAKEN },
        { { .city = 650100, .stations = elsewhere, .station_count = 1 }, NO_STATION_UNKNOWN },
        { { .city = 650100, .stations = gone, .station_count = 1 }, NO_STATION_UNKNOWN },
        { { .city = 650100, .here = nowhere, .here_count = 1 }, NO_UNIT_UNKNOWN },
        { { .city = 650100, .stations = good, .station_count = 2 }, REFUSAL_NONE },
        { { .city = 650100 }, NO_INITIALISED_ALREADY },
    };
    struct initial_admin admins[INITIAL_ADMINS];
    for (size_t i = 0; i < COUNT(cases); i++) {
        enum outcome said = init(t, &cases[i].seed, admins);
        if (cases[i].refusal)
            assert_refused(&t->desk, said, cases[i].refusal);
        else
            assert_done(&t->desk, said);
    }
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM unit WHERE kind = 'STATION'"), 2);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM clerk"), INITIAL_ADMINS);
}

static void init_is_done_once_and_leaves_nothing_when_refused(void **state)
{
    (void)state;
    test_on_each_engine(own_stations);
}

static void trust(struct test_db *t)
{
    static const int32_t here[] = { TEST_BUREAU };
    struct initial_admin admins[INITIAL_ADMINS];
    struct desk *desk = &t->desk;
    struct unit unit;
    struct key_why why;
    char key[65] = { 4, 1, 2 };
    assert_int_equal(keys_open(arena_printf(desk->arena, "%s/keys", t->folder), &desk->keys, &why),
                     DONE);
    assert_done(desk, init(t, &(struct city_seed){ .city = 650100, .here = here, .here_count = 1 },
                           admins));
    test_sit_admin(desk, "security");
    struct str public_key = str_from(key, sizeof key);
    assert_refused(desk, unit_trust_key(desk, TEST_CITY, public_key), NO_RIGHT_MISSING);
    test_sit_admin(desk, "system");
    assert_done(desk, unit_trust_key(desk, TEST_CITY, public_key));
    assert_refused(desk, unit_trust_key(desk, TEST_BUREAU, public_key), NO_ITEM_WRONG);
    assert_refused(desk, unit_trust_key(desk, TEST_CITY, str_from(key, 64)), NO_ITEM_WRONG);
    assert_refused(desk, unit_trust_key(desk, 650999000, public_key), NO_UNIT_UNKNOWN);
    assert_done(desk, unit_load(desk, TEST_CITY, &unit));
    assert_true(str_eq(unit.public_key, public_key));
    assert_int_equal(test_entries(desk, "unit.trusted"), 1);
    keys_close(desk->keys);
}

static void the_key_of_another_node_is_taken_by_the_system_administrator(void **state)
{
    (void)state;
    test_on_each_engine(trust);
}

static void keys_of_units(struct test_db *t)
{
    static const int32_t here[] = { TEST_STATION };
    struct initial_admin admins[INITIAL_ADMINS];
    struct key_why why;
    struct unit unit;
    unsigned char key[SM2_PUBLIC_BYTES];
    struct desk *desk = &t->desk;
    assert_int_equal(keys_open(arena_printf(desk->arena, "%s/keys", t->folder), &desk->keys, &why),
                     DONE);
    assert_done(desk, init(t, &(struct city_seed){ .city = 650100, .here = here, .here_count = 1 },
                           admins));
    assert_done(desk, unit_load(desk, TEST_STATION, &unit));
    assert_int_equal(key_public(desk->keys, STR("unit-650102011"), key, &why), DONE);
    assert_true(str_eq(unit.public_key, str_from(key, sizeof key)));
    assert_done(desk, unit_load(desk, TEST_BUREAU, &unit));
    assert_null(unit.public_key.at);
    keys_close(desk->keys);
}

static void every_unit_kept_here_gets_a_key(void **state)
{
    (void)state;
    test_on_each_engine(keys_of_units);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_unit_stands_below_one_and_reaches_what_is_below_it),
        cmocka_unit_test(a_new_city_has_its_units_with_the_names_of_that_day),
        cmocka_unit_test(the_stations_are_those_of_the_synthetic_city),
        cmocka_unit_test(a_unit_is_found_by_its_name_or_short_name),
        cmocka_unit_test(the_system_administrator_adds_units_that_fit),
        cmocka_unit_test(a_clerk_sees_the_units_within_reach),
        cmocka_unit_test(a_node_may_keep_one_station_or_one_bureau_with_its_offices),
        cmocka_unit_test(a_process_with_two_databases_knows_which_units_each_keeps),
        cmocka_unit_test(init_is_done_once_and_leaves_nothing_when_refused),
        cmocka_unit_test(the_key_of_another_node_is_taken_by_the_system_administrator),
        cmocka_unit_test(every_unit_kept_here_gets_a_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
