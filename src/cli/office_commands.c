/** The office's commands: init, units, clerks, roles, sessions, settings. */
#include "base/csv.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "core/division.h"
#include "db/db.h"
#include "keys/keys.h"
#include "office/clerk.h"
#include "office/init.h"
#include "office/office.h"
#include "office/password.h"
#include "office/role.h"
#include "office/session.h"
#include "office/setting.h"
#include "office/unit.h"
#include <limits.h>

enum { STATIONS_FILE_MAX = 16 << 20, STATIONS_MAX = 10000, UNITS_MAX = 2000 };

/* ---- init ---- */

/** A row of the file: number and name; the first may hold headings instead. */
static enum outcome read_station(struct desk *desk, const struct csv *csv, const struct str *fields,
                                 size_t count, struct seed_station *out)
{
    int64_t number = 0;
    struct str name = count > 1 ? str_trim(fields[1]) : NO_STR;
    if (!str_to_int(str_trim(fields[0]), &number) || number < 0 || number > INT32_MAX || !name.len)
        return refuse_at(desk, NO_ROW_BROKEN, "/stations", "行 line %lld", (long long)csv->line);
    *out = (struct seed_station){ (int32_t)number, name };
    return DONE;
}

static enum outcome read_stations(struct desk *desk, struct str path, struct city_seed *seed)
{
    struct str text, fields[8];
    size_t count, made = 0;
    TRY(cli_read_file(desk, path, STATIONS_FILE_MAX, &text));
    struct seed_station *stations = NEW_ARRAY(desk->arena, struct seed_station, STATIONS_MAX);
    struct csv csv = csv_open(text);
    enum csv_result result;
    while ((result = csv_row(&csv, desk->arena, fields, COUNT(fields), &count)) != CSV_END) {
        int64_t n;
        bool headings = made == 0 && csv.line == 1 && count && !str_to_int(fields[0], &n);
        if (result == CSV_BROKEN || made == STATIONS_MAX)
            return refuse_at(desk, NO_ROW_BROKEN, "/stations", "行 line %lld", (long long)csv.line);
        if (!headings && !(count == 1 && !fields[0].len))
            TRY(read_station(desk, &csv, fields, count, &stations[made++]));
    }
    seed->stations = stations;
    seed->station_count = made;
    return DONE;
}

/** 650102011,650102012: the units kept in this database. */
static enum outcome read_units(struct desk *desk, struct str list, struct city_seed *seed)
{
    int32_t *units = NEW_ARRAY(desk->arena, int32_t, UNITS_MAX);
    struct str part;
    while (str_split(&list, ',', &part)) {
        int64_t number;
        if (!str_to_int(str_trim(part), &number) || number < 0 || number > INT32_MAX ||
            seed->here_count == UNITS_MAX)
            return refuse_at(desk, NO_UNIT_UNKNOWN, "/units", STR_FMT, STR_ARG(part));
        units[seed->here_count++] = (int32_t)number;
    }
    seed->here = units;
    return DONE;
}

/** Beside the database file; var/keys/NAME for one on a server. Absolute, since it is remembered.
 */
static struct str default_keys(struct cli *cli)
{
    struct arena *arena = cli->desk.arena;
    struct str url = cli->db_url, name = url;
    if (db_engine_of_url(url) == DB_SQLITE)
        return arena_printf(arena, STR_FMT ".keys",
                            STR_ARG(str_starts(url, "sqlite:") ? str_cut(url, 7, url.len) : url));
    name = str_cut(name, 0, str_find_byte(name, '?'));
    for (size_t at; (at = str_find_byte(name, '/')) < name.len;)
        name = str_cut(name, at + 1, name.len);
    return arena_printf(arena, "var/keys-" STR_FMT, STR_ARG(name));
}

static enum outcome open_new_keys(struct cli *cli, struct str *folder)
{
    char whole[PATH_MAX];
    struct key_why why;
    struct str path = cli->keys.at ? cli->keys : default_keys(cli);
    if (keys_open(path, &cli->desk.keys, &why) != DONE)
        return fail(&cli->desk, "keys: %s", why.cause);
    if (!realpath(arena_text(cli->desk.arena, path), whole))
        return fail(&cli->desk, "keys: no folder " STR_FMT, STR_ARG(path));
    *folder = arena_str(cli->desk.arena, str_of(whole));
    return DONE;
}

static const struct column admin_columns[] = {
    COLUMN(initial_admin, login, "login", KIND_TEXT, "用户名", "Login"),
    COLUMN(initial_admin, name, "name", KIND_TEXT, "姓名", "Name"),
    COLUMN(initial_admin, role, "role", KIND_TEXT, "角色", "Role"),
    COLUMN(initial_admin, password, "password", KIND_TEXT, "初始口令", "First password"),
};

static int run_init(struct cli *cli)
{
    struct desk *desk = &cli->desk;
    struct initial_admin admins[INITIAL_ADMINS];
    struct init_options options = { .solo = cli_flag(cli, "--solo"),
                                    .cheap_passwords = cli_flag(cli, "--cheap-passwords"),
                                    .os_user = cli_os_user(desk->arena) };
    options.seed.city = division_code(cli_option(cli, "--city"));
    if (!options.seed.city)
        return cli_wrong_use(cli, "--city: 650100");
    if (cli_option(cli, "--units").at)
        CLI_TRY(read_units(desk, cli_option(cli, "--units"), &options.seed));
    if (cli_option(cli, "--stations").at)
        CLI_TRY(read_stations(desk, cli_option(cli, "--stations"), &options.seed));
    CLI_TRY(open_new_keys(cli, &options.keys));
    CLI_TRY(office_init(desk, &options, admins));
    cli_table(cli, admin_columns, COUNT(admin_columns), admins, sizeof admins[0], INITIAL_ADMINS);
    if (options.solo)
        cli_say("单人模式：本机用户可办理一切业务，日志注明。 / Solo: this user acts in every "
                "role, and "
                "the journal says so.");
    return EXIT_DONE;
}

/* ---- units ---- */

static int run_unit_list(struct cli *cli)
{
    struct units units;
    CLI_TRY(units_in_reach(&cli->desk, &units));
    cli_table(cli, unit_columns, unit_column_count, units.at, sizeof units.at[0], units.count);
    return EXIT_DONE;
}

static int run_unit_add(struct cli *cli)
{
    int64_t number;
    struct str name = cli_argument(cli, "NAME"), short_name = cli_option(cli, "--short");
    enum unit_kind kind = unit_kind_of_code(cli_option(cli, "--kind"));
    if (kind == UNIT_KIND_COUNT)
        return cli_wrong_use(cli, "--kind: STATION, BUREAU, FINANCE ...");
    if (!cli_number(cli, "NUMBER", 110000000, 899999999, &number))
        return EXIT_WRONG_USE;
    return (int)unit_add(&cli->desk, kind, (int32_t)number, name,
                         short_name.at ? short_name : name);
}

/* ---- clerks ---- */

struct told_password {
    int64_t id;
    struct str login, password;
};
static const struct column told_columns[] = {
    COLUMN(told_password, id, "id", KIND_ID, "编号", "Id"),
    COLUMN(told_password, login, "login", KIND_TEXT, "用户名", "Login"),
    COLUMN(told_password, password, "password", KIND_TEXT, "初始口令", "First password"),
};

/** The hash of a password out of a file, or of an invented one, which is told once. */
static enum outcome new_password(struct cli *cli, struct str login, struct str *told,
                                 struct str *hash)
{
    SCOPED(secret) typed = { 0 };
    struct desk *desk = &cli->desk;
    struct str path = cli_option(cli, "--password");
    *told = STR("");
    if (!path.at) {
        *told = password_invent(desk->arena);
        return password_hash(desk, *told, hash);
    }
    TRY(cli_read_secret(desk, path, "", &typed));
    if (!password_strong(secret_str(&typed), login))
        return refuse(desk, NO_PASSWORD_WEAK);
    return password_hash(desk, secret_str(&typed), hash);
}

static void tell(struct cli *cli, int64_t id, struct str login, struct str password)
{
    struct told_password told = { id, login, password };
    cli_table(cli, told_columns, COUNT(told_columns), &told, sizeof told, 1);
}

static int run_clerk_list(struct cli *cli)
{
    struct listed_clerks clerks;
    CLI_TRY(clerk_list(&cli->desk, &clerks));
    cli_table(cli, listed_clerk_columns, listed_clerk_column_count, clerks.at, sizeof clerks.at[0],
              clerks.count);
    return EXIT_DONE;
}

static int run_clerk_add(struct cli *cli)
{
    struct desk *desk = &cli->desk;
    struct new_clerk clerk = { .login = cli_argument(cli, "LOGIN"),
                               .name = cli_argument(cli, "NAME"),
                               .os_user = cli_option(cli, "--os-user") };
    struct str told;
    int64_t unit, id;
    if (!cli_number(cli, "UNIT", 110000000, 899999999, &unit))
        return EXIT_WRONG_USE;
    clerk.unit = (int32_t)unit;
    CLI_TRY(new_password(cli, clerk.login, &told, &clerk.password));
    CLI_TRY(clerk_add(desk, &clerk, &id));
    tell(cli, id, clerk.login, told);
    return EXIT_DONE;
}

static enum outcome on_clerk(struct cli *cli, enum outcome (*act)(struct desk *desk, int64_t id))
{
    struct clerk_record clerk;
    TRY(clerk_find(&cli->desk, cli_argument(cli, "LOGIN"), &clerk));
    return act(&cli->desk, clerk.id);
}

static int run_clerk_lock(struct cli *cli)
{
    return (int)on_clerk(cli, clerk_lock);
}

static int run_clerk_unlock(struct cli *cli)
{
    return (int)on_clerk(cli, clerk_unlock);
}

static int run_clerk_password(struct cli *cli)
{
    struct clerk_record clerk;
    struct str told, hash;
    CLI_TRY(clerk_find(&cli->desk, cli_argument(cli, "LOGIN"), &clerk));
    CLI_TRY(new_password(cli, clerk.login, &told, &hash));
    CLI_TRY(clerk_reset_password(&cli->desk, clerk.id, hash));
    tell(cli, clerk.id, clerk.login, told);
    return EXIT_DONE;
}

/* ---- roles ---- */

struct shown_role {
    struct str code, zh, en, class, rights;
};
static const struct column role_columns[] = {
    COLUMN(shown_role, code, "code", KIND_TEXT, "角色", "Role"),
    COLUMN(shown_role, zh, "zh", KIND_TEXT, "名称", "Chinese"),
    COLUMN(shown_role, en, "en", KIND_TEXT, "英文", "English"),
    COLUMN(shown_role, class, "class", KIND_TEXT, "类别", "Class"),
    COLUMN(shown_role, rights, "rights", KIND_TEXT, "权限", "Rights"),
};

static struct str right_codes(struct arena *arena, uint64_t rights)
{
    struct str all = STR("");
    for (int right = 0; right < RIGHT_COUNT; right++)
        if (rights >> right & 1)
            all = arena_printf(arena, STR_FMT "%s%s", STR_ARG(all), all.len ? " " : "",
                               right_text((enum right)right)->code);
    return all;
}

static int run_role_list(struct cli *cli)
{
    struct roles roles;
    CLI_TRY(role_list(&cli->desk, &roles));
    struct shown_role *shown = NEW_ARRAY(cli->desk.arena, struct shown_role, roles.count);
    for (size_t i = 0; i < roles.count; i++)
        shown[i] = (struct shown_role){ roles.at[i].code, roles.at[i].zh, roles.at[i].en,
                                        roles.at[i].class,
                                        right_codes(cli->desk.arena, roles.at[i].rights) };
    cli_table(cli, role_columns, COUNT(role_columns), shown, sizeof shown[0], roles.count);
    return EXIT_DONE;
}

static int run_role_grant(struct cli *cli)
{
    struct clerk_record clerk;
    struct day from;
    if (!cli_day(cli, "--from", &from))
        return EXIT_WRONG_USE;
    CLI_TRY(clerk_find(&cli->desk, cli_argument(cli, "LOGIN"), &clerk));
    return (int)role_grant(&cli->desk, clerk.id, cli_argument(cli, "ROLE"), from);
}

static int run_role_revoke(struct cli *cli)
{
    struct clerk_record clerk;
    CLI_TRY(clerk_find(&cli->desk, cli_argument(cli, "LOGIN"), &clerk));
    return (int)role_revoke(&cli->desk, clerk.id, cli_argument(cli, "ROLE"));
}

/* ---- sessions and settings ---- */

static int run_session_list(struct cli *cli)
{
    struct open_sessions sessions;
    CLI_TRY(session_list(&cli->desk, &sessions));
    cli_table(cli, open_session_columns, open_session_column_count, sessions.at,
              sizeof sessions.at[0], sessions.count);
    return EXIT_DONE;
}

static int run_setting_list(struct cli *cli)
{
    const struct setting_record *settings;
    size_t count;
    CLI_TRY(setting_list(&cli->desk, &settings, &count));
    cli_table(cli, setting_columns, setting_column_count, settings, sizeof settings[0], count);
    return EXIT_DONE;
}

static int run_setting_put(struct cli *cli)
{
    int64_t value;
    struct day from;
    if (!cli_number(cli, "VALUE", 0, INT64_MAX, &value) || !cli_day(cli, "--from", &from))
        return EXIT_WRONG_USE;
    return (int)setting_put(&cli->desk, cli_argument(cli, "NAME"), value, from,
                            cli_option(cli, "--source"));
}

/* clang-format off */
const struct command office_commands[] = {
    { "init", "--city CODE [--solo] [--units LIST] [--stations FILE] [--cheap-passwords]", NEW_DATABASE, run_init,
      "建库：单位、角色、设置、密钥、三员", "make a database: units, roles, settings, keys, the three administrators" },
    { "unit list", "", ANYONE, run_unit_list,
      "辖区内的单位", "units within reach" },
    { "unit add", "NUMBER NAME --kind KIND [--short NAME]", MAY_ADMIN_SYSTEM, run_unit_add,
      "新设单位", "a new unit" },
    { "clerk list", "", ANYONE, run_clerk_list,
      "用户及其角色", "clerks and their roles" },
    { "clerk add", "UNIT LOGIN NAME [--password FILE] [--os-user USER]", MAY_ADMIN_SYSTEM, run_clerk_add,
      "新建用户，未给口令则告知一次", "a new clerk; a password not given is invented and told once" },
    { "clerk lock", "LOGIN", MAY_ADMIN_SYSTEM, run_clerk_lock,
      "锁定用户并结束其会话", "lock a clerk out and end the sessions" },
    { "clerk unlock", "LOGIN", MAY_ADMIN_SYSTEM, run_clerk_unlock,
      "解锁用户", "unlock a clerk" },
    { "clerk password", "LOGIN [--password FILE]", MAY_ADMIN_SYSTEM, run_clerk_password,
      "重置口令", "a new password for a clerk" },
    { "role list", "", ANYONE, run_role_list,
      "角色及其权限", "roles and their rights" },
    { "role grant", "LOGIN ROLE [--from DAY]", MAY_ADMIN_RIGHTS, run_role_grant,
      "授予角色", "give a clerk a role" },
    { "role revoke", "LOGIN ROLE", MAY_ADMIN_RIGHTS, run_role_revoke,
      "收回角色", "take a role back" },
    { "session list", "", MAY_ADMIN_SYSTEM, run_session_list,
      "在线会话", "open sessions" },
    { "setting list", "", ANYONE, run_setting_list,
      "本市设置及其起始日", "what the city has set, and from when" },
    { "setting put", "NAME VALUE --source TEXT [--from DAY]", MAY_ADMIN_SYSTEM, run_setting_put,
      "更改设置", "change a setting" },
};
/* clang-format on */
const size_t office_command_count = COUNT(office_commands);
