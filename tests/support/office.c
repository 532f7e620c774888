#include "support/office.h"
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

void test_office(struct test_db *t)
{
    struct initial_admin admins[INITIAL_ADMINS];
    struct init_options options = { .seed = { .city = 650100 },
                                    .cheap_passwords = true,
                                    .os_user = STR("keeper"),
                                    .keys = STR("") };
    settings_forget();
    unit_names_forget();
    assert_done(&t->desk, office_init(&t->desk, &options, admins));
    t->desk.clerk = (struct clerk){ 0 };
}

static void (*office_run)(struct test_db *t);

static void run_with_office(struct test_db *t)
{
    test_office(t);
    office_run(t);
    keys_close(t->desk.keys);
}

void test_office_on_each_engine(void (*run)(struct test_db *t))
{
    office_run = run;
    test_on_each_engine(run_with_office);
}

void test_keys(struct test_db *t, const int32_t *units, size_t count)
{
    struct key_why why;
    struct desk *desk = &t->desk;
    assert_int_equal(keys_open(arena_printf(desk->arena, "%s/keys", t->folder), &desk->keys, &why),
                     DONE);
    for (size_t i = 0; i < count; i++) {
        unsigned char public_key[SM2_PUBLIC_BYTES];
        struct str owner = arena_printf(desk->arena, "unit-%d", units[i]);
        assert_int_equal(key_make(desk->keys, owner, NO_STR, &why), DONE);
        assert_int_equal(key_public(desk->keys, owner, public_key, &why), DONE);
        assert_done(desk, unit_store_key(desk, units[i], str_from(public_key, sizeof public_key)));
    }
}

struct clerk test_clerk(struct test_db *t, const char *login, int32_t unit, const char *roles)
{
    struct desk *desk = &t->desk;
    struct clerk clerk;
    struct str hash, rest = str_of(roles), role;
    int64_t id;
    assert_done(desk, password_hash(desk, STR(TEST_PASSWORD), &hash));
    assert_done(desk, clerk_store(desk,
                                  &(struct new_clerk){ .unit = unit,
                                                       .login = str_of(login),
                                                       .name = str_of(login),
                                                       .password = hash },
                                  &id));
    while (str_split(&rest, ' ', &role))
        if (role.len)
            assert_done(desk, role_store_grant(desk, id, role, desk->today, 0));
    assert_done(desk, clerk_load(desk, id, &clerk));
    return clerk;
}

void test_sit(struct desk *desk, const struct clerk *clerk)
{
    desk->clerk = *clerk;
}

void test_sit_admin(struct desk *desk, const char *login)
{
    struct clerk clerk;
    assert_done(desk, clerk_load_by_login(desk, str_of(login), &clerk));
    test_sit(desk, &clerk);
}

int64_t test_entries(struct desk *desk, const char *verb)
{
    struct str sql =
        arena_printf(desk->arena, "SELECT count(*) FROM entry WHERE verb = '%s'", verb);
    return test_number(desk, sql.at);
}
