#include "support/staff.h"
#include "keys/keys.h"
#include "office/clerk.h"
#include "office/init.h"
#include "office/password.h"
#include "office/role.h"
#include "office/setting.h"
#include "office/unit.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct {
    const char *login, *role;
    int32_t unit;
} people[] = {
    { "household.clerk", "household_clerk", STATION_ONE },
    { "household.second", "household_clerk", STATION_ONE },
    { "household.third", "household_clerk", STATION_THREE },
    { "hand.out.clerk", "hand_out_clerk", STATION_ONE },
    { "reviewer", "reviewer", BUREAU_ONE },
    { "signer", "signer", BUREAU_ONE },
    { "inspector", "inspector", BUREAU_ONE },
    { "number.officer", "number_officer", BUREAU_ONE },
    { "auditor", "auditor", CITY_UNIT },
    { "packer", "packer", CITY_UNIT },
    { "finance.clerk", "finance_clerk", 650102901 },
    { "leader", "leader", CITY_UNIT },
};

static struct keys *open_keys(const char *folder)
{
    char path[256];
    struct keys *keys;
    struct key_why why = { 0 };
    snprintf(path, sizeof path, "%s/keys", folder);
    if (keys_open(str_of(path), &keys, &why) != DONE)
        fail_msg("%s", why.cause);
    return keys;
}

static void add_person(struct desk *desk, size_t i, struct str hash)
{
    int64_t id;
    struct new_clerk clerk = { .unit = people[i].unit,
                               .login = str_of(people[i].login),
                               .name = arena_printf(desk->arena, "测试%02zu", i),
                               .password = hash };
    assert_done(desk, clerk_store(desk, &clerk, &id));
    assert_done(desk,
                role_store_grant(desk, id, str_of(people[i].role), (struct day)DAY(2004, 1, 1), 0));
}

static void add_people(struct desk *desk)
{
    SCOPED(tx) tx = { 0 };
    struct str hash;
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, password_hash(desk, STR(STAFF_PASSWORD), &hash));
    for (size_t i = 0; i < COUNT(people); i++)
        add_person(desk, i, hash);
    assert_done(desk, tx_commit(&tx));
}

/** The administrators' invented passwords become the one of everybody. */
static void give_password(struct desk *desk, const struct initial_admin *admin)
{
    struct clerk_record record;
    struct str hash;
    assert_done(desk, clerk_find(desk, admin->login, &record));
    assert_done(desk, password_hash(desk, STR(STAFF_PASSWORD), &hash));
    assert_done(desk, clerk_reset_password(desk, record.id, hash));
}

void staff_open(struct test_db *t)
{
    static const struct seed_station stations[] = {
        { STATION_ONE, { "测试一派出所", sizeof "测试一派出所" - 1 } },
        { STATION_TWO, { "测试二派出所", sizeof "测试二派出所" - 1 } },
        { STATION_THREE, { "测试三派出所", sizeof "测试三派出所" - 1 } },
    };
    struct desk *desk = &t->desk;
    struct initial_admin admins[INITIAL_ADMINS];
    settings_forget();
    unit_names_forget();
    desk->keys = open_keys(t->folder);
    struct init_options options = { .seed = { 650100, stations, COUNT(stations), NULL, 0 },
                                    .cheap_passwords = true,
                                    .keys = STR("keys") };
    assert_done(desk, office_init(desk, &options, admins));
    add_people(desk);
    for (size_t i = 0; i < COUNT(admins); i++)
        give_password(desk, &admins[i]);
}

void staff_close(struct test_db *t)
{
    keys_close(t->desk.keys);
    t->desk.keys = NULL;
}

void staff_sit_down(struct desk *desk, const char *login)
{
    assert_done(desk, clerk_load_by_login(desk, str_of(login), &desk->clerk));
}
