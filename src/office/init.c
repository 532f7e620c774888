#include "office/init.h"
#include "base/buf.h"
#include "db/db.h"
#include "journal/journal.h"
#include "keys/keys.h"
#include "office/clerk.h"
#include "office/office.h"
#include "office/password.h"
#include "office/role.h"
#include "office/setting.h"
#include "office/unit.h"
#include "sql/office.h"

static const struct {
    const char *login, *name, *role;
} first_admins[INITIAL_ADMINS] = {
    { "system", "系统管理员", "system_admin" },
    { "security", "安全管理员", "security_admin" },
    { "audit", "审计管理员", "audit_admin" },
};

static enum outcome check_new(struct desk *desk)
{
    struct str city;
    TRY(node_get(desk, "city", &city));
    return allow(desk, city.at ? NO_INITIALISED_ALREADY : REFUSAL_NONE);
}

static enum outcome put_node(struct desk *desk, const struct init_options *options)
{
    TRY(node_put(desk, "city", arena_printf(desk->arena, "%06d", options->seed.city)));
    TRY(node_put(desk, "keys", options->keys));
    TRY(node_put(desk, "writer", STR("0")));
    return options->solo ? node_put(desk, "solo", STR("1")) : DONE;
}

/** One pass over little memory: what libsodium allows at least. */
static enum outcome make_passwords_cheap(struct desk *desk)
{
    static const struct day always = DAY(2004, 1, 1);
    static const char *const names[] = { "password.kib", "password.passes" };
    static const int64_t values[] = { 8, 1 };
    for (size_t i = 0; i < COUNT(names); i++)
        TRY(db_change(desk, &Q_setting_put, REFUSAL_NONE,
                      WITH(v_lit(names[i]), v_day(always), v_int(values[i]), v_lit("demo"))));
    settings_forget();
    return DONE;
}

/* ---- keys ---- */

static enum outcome told(struct desk *desk, enum outcome outcome, const struct key_why *why)
{
    if (outcome == FAILED)
        return fail(desk, "keys: %s", why->cause);
    return outcome == REFUSED ? refuse(desk, why->refusal) : DONE;
}

static enum outcome make_key(struct desk *desk, int32_t unit)
{
    unsigned char public_key[SM2_PUBLIC_BYTES];
    struct key_why why = { 0 };
    struct str owner = arena_printf(desk->arena, "unit-%d", unit);
    if (!key_exists(desk->keys, owner))
        TRY(told(desk, key_make(desk->keys, owner, NO_STR, &why), &why));
    TRY(told(desk, key_public(desk->keys, owner, public_key, &why), &why));
    return unit_store_key(desk, unit, str_from(public_key, sizeof public_key));
}

static enum outcome make_keys(struct desk *desk)
{
    struct units units;
    TRY(units_between(desk, 0, INT32_MAX, &units));
    for (size_t i = 0; i < units.count; i++)
        if (units.at[i].here)
            TRY(make_key(desk, units.at[i].number));
    return DONE;
}

/* ---- the three administrators ---- */

static enum outcome make_admin(struct desk *desk, const struct init_options *options, int32_t unit,
                               int which, struct initial_admin *admin, int64_t *id)
{
    struct str hash;
    *admin =
        (struct initial_admin){ str_of(first_admins[which].login), str_of(first_admins[which].name),
                                str_of(first_admins[which].role), password_invent(desk->arena) };
    TRY(password_hash(desk, admin->password, &hash));
    TRY(clerk_store(desk,
                    &(struct new_clerk){ .unit = unit,
                                         .login = admin->login,
                                         .name = admin->name,
                                         .password = hash,
                                         .os_user = which == 0 ? options->os_user : NO_STR },
                    id));
    return role_store_grant(desk, *id, admin->role, desk->today, 0);
}

static enum outcome make_admins(struct desk *desk, const struct init_options *options,
                                struct initial_admin admins[INITIAL_ADMINS])
{
    struct unit top;
    int64_t ids[INITIAL_ADMINS];
    TRY(unit_top_here(desk, &top));
    for (int i = 0; i < INITIAL_ADMINS; i++)
        TRY(make_admin(desk, options, top.number, i, &admins[i], &ids[i]));
    return clerk_load(desk, ids[0], &desk->clerk);
}

static enum outcome journal_init(struct desk *desk, const struct init_options *options)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "city", options->seed.city);
    json_field_bool(&body, "solo", options->solo);
    json_close(&body, '}');
    TRY(follow(desk, "city.initialised", desk->clerk.unit, 0, buf_str(&body)));
    return journal(desk, "city.initialised", desk->clerk.unit, 0, buf_str(&body));
}

enum outcome office_init(struct desk *desk, const struct init_options *options,
                         struct initial_admin admins[INITIAL_ADMINS])
{
    SCOPED(tx) tx = { 0 };
    struct initial_admin made[INITIAL_ADMINS];
    if (options->solo)
        desk->terminal = STR("cli solo");
    TRY(tx_open(desk, &tx));
    TRY(check_new(desk));
    TRY(put_node(desk, options));
    TRY(office_seed_city(desk, &options->seed));
    TRY(roles_seed(desk));
    TRY(settings_seed(desk));
    if (options->cheap_passwords)
        TRY(make_passwords_cheap(desk));
    if (desk->keys)
        TRY(make_keys(desk));
    TRY(make_admins(desk, options, made));
    TRY(journal_init(desk, options));
    TRY(tx_commit(&tx));
    memcpy(admins, made, sizeof made);
    return DONE;
}
