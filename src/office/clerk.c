#include "office/clerk.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/clerk_rows.h"
#include "office/office.h"
#include "office/unit.h"
#include "sql/office.h"

enum { LOGIN_LEAST = 2, LOGIN_MOST = 32, NAME_POINTS_MOST = 50 };

const struct column clerk_record_columns[] = {
    COLUMN(clerk_record, id, "id", KIND_ID, "编号", "Id"),
    COLUMN(clerk_record, unit, "unit", KIND_INT32, "单位", "Unit"),
    COLUMN(clerk_record, login, "login", KIND_TEXT, "用户名", "Login"),
    COLUMN(clerk_record, name, "name", KIND_TEXT, "姓名", "Name"),
    COLUMN(clerk_record, ver, "ver", KIND_INT32, "版本", "Version"),
    COLUMN(clerk_record, locked_until, NULL, KIND_INSTANT, "锁定至", "Locked until"),
    COLUMN(clerk_record, begins, "begins", KIND_DAY, "启用", "Begins"),
    COLUMN(clerk_record, ends, "ends", KIND_DAY, "停用", "Ends"),
};
const size_t clerk_record_column_count = COUNT(clerk_record_columns);

const struct column listed_clerk_columns[] = {
    COLUMN(listed_clerk, id, "id", KIND_ID, "编号", "Id"),
    COLUMN(listed_clerk, unit, "unit", KIND_INT32, "单位", "Unit"),
    COLUMN(listed_clerk, login, "login", KIND_TEXT, "用户名", "Login"),
    COLUMN(listed_clerk, name, "name", KIND_TEXT, "姓名", "Name"),
    COLUMN(listed_clerk, roles, "roles", KIND_TEXT, "角色", "Roles"),
    COLUMN(listed_clerk, roles_zh, "rolesZh", KIND_TEXT, "角色名称", "Roles in Chinese"),
    COLUMN(listed_clerk, locked, "locked", KIND_BOOL, "锁定", "Locked"),
};
const size_t listed_clerk_column_count = COUNT(listed_clerk_columns);

/* ---- reading ---- */

static enum outcome read_record(struct desk *desk, const struct statement *statement,
                                struct values with, struct clerk_record *out)
{
    struct row row;
    TRY(db_get(desk, statement, NO_CLERK_UNKNOWN, with, &row));
    row_read(row, clerk_record_columns, clerk_record_column_count, out);
    return DONE;
}

enum outcome clerk_record(struct desk *desk, int64_t id, struct clerk_record *out)
{
    return read_record(desk, &Q_clerk_record, WITH(v_int(id)), out);
}

enum outcome clerk_find(struct desk *desk, struct str login, struct clerk_record *out)
{
    return read_record(desk, &Q_clerk_record_by_login, WITH(v_text(login)), out);
}

static void add_role(struct desk *desk, struct listed_clerk *clerk, struct row row)
{
    struct str code = row_text(row, 8), zh = row_text(row, 9);
    if (!code.len)
        return;
    clerk->roles = clerk->roles.len ? arena_printf(desk->arena, STR_FMT " " STR_FMT,
                                                   STR_ARG(clerk->roles), STR_ARG(code))
                                    : code;
    clerk->roles_zh = clerk->roles_zh.len ? arena_printf(desk->arena, STR_FMT "、" STR_FMT,
                                                         STR_ARG(clerk->roles_zh), STR_ARG(zh))
                                          : zh;
}

static struct listed_clerk listed(struct desk *desk, const struct clerk_record *record)
{
    return (struct listed_clerk){ .id = record->id,
                                  .unit = record->unit,
                                  .login = record->login,
                                  .name = record->name,
                                  .roles = STR(""),
                                  .roles_zh = STR(""),
                                  .ver = record->ver,
                                  .locked = record->locked_until > desk->now };
}

enum outcome clerk_list(struct desk *desk, struct listed_clerks *out)
{
    struct rows rows;
    size_t count = 0;
    if (!clerk_may(&desk->clerk, MAY_ADMIN_RIGHTS) && !clerk_may(&desk->clerk, MAY_KEEP_RECEIPTS))
        TRY(may(desk, MAY_ADMIN_SYSTEM, desk->clerk.unit));
    TRY(db_list(
        desk, &Q_clerk_list,
        WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to), v_day(desk->today)),
        &rows));
    struct listed_clerk *clerks = NEW_ARRAY(desk->arena, struct listed_clerk, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        struct clerk_record record;
        row_read(row, clerk_record_columns, clerk_record_column_count, &record);
        if (!count || clerks[count - 1].id != record.id)
            clerks[count++] = listed(desk, &record);
        add_role(desk, &clerks[count - 1], row);
    }
    *out = (struct listed_clerks){ clerks, count };
    return DONE;
}

bool clerk_from_rows(const struct rows *rows, struct clerk *out)
{
    if (!rows->count)
        return false;
    struct row row = rows_at(rows, 0);
    struct clerk clerk = { .id = row_int(row, 0),
                           .unit = (int32_t)row_int(row, 1),
                           .reach_from = (int32_t)row_int(row, 2),
                           .reach_to = (int32_t)row_int(row, 3),
                           .login = row_text(row, 4),
                           .name = row_text(row, 5) };
    for (size_t i = 0; i < rows->count; i++) {
        enum right right;
        if (right_of_code(row_text(rows_at(rows, i), 8), &right))
            clerk.rights |= UINT64_C(1) << right;
    }
    *out = clerk;
    return true;
}

static enum outcome load(struct desk *desk, const struct statement *statement, struct values with,
                         struct clerk *out)
{
    struct rows rows;
    TRY(db_list(desk, statement, with, &rows));
    return clerk_from_rows(&rows, out) ? DONE : refuse(desk, NO_CLERK_UNKNOWN);
}

enum outcome clerk_load(struct desk *desk, int64_t id, struct clerk *out)
{
    return load(desk, &Q_clerk_rights_by_id, WITH(v_int(id), v_day(desk->today)), out);
}

enum outcome clerk_load_by_login(struct desk *desk, struct str login, struct clerk *out)
{
    return load(desk, &Q_clerk_rights_by_login, WITH(v_text(login), v_day(desk->today)), out);
}

enum outcome clerk_load_by_os_user(struct desk *desk, struct str os_user, struct clerk *out)
{
    return load(desk, &Q_clerk_rights_by_os_user,
                WITH(v_text(os_user), v_day(desk->today), v_int(desk->now)), out);
}

/* ---- accounts ---- */

bool clerk_login_good(struct str login)
{
    if (login.len < LOGIN_LEAST || login.len > LOGIN_MOST)
        return false;
    for (size_t i = 0; i < login.len; i++) {
        char c = login.at[i];
        bool letter = c >= 'a' && c <= 'z';
        bool other = (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
        if (!letter && (i == 0 || !other))
            return false;
    }
    return true;
}

static enum outcome check_new(struct desk *desk, const struct new_clerk *clerk)
{
    struct unit unit;
    if (!clerk_login_good(clerk->login))
        return refuse_at(desk, NO_ITEM_WRONG, "/login", "[a-z][a-z0-9._-]{1,31}");
    if (!clerk->name.len)
        return refuse_at(desk, NO_ITEM_MISSING, "/name", "%s", "姓名 / name");
    if (!utf8_valid(clerk->name) || utf8_points(clerk->name) > NAME_POINTS_MOST)
        return refuse_at(desk, NO_ITEM_WRONG, "/name", "≤ %d", NAME_POINTS_MOST);
    TRY(unit_load(desk, clerk->unit, &unit));
    if (!unit.here)
        return refuse_at(desk, NO_UNIT_UNKNOWN, "/unit", "%09d", clerk->unit);
    return DONE;
}

enum outcome clerk_store(struct desk *desk, const struct new_clerk *clerk, int64_t *id)
{
    int64_t made = new_id(desk);
    TRY(db_change(desk, &Q_clerk_add, NO_LOGIN_TAKEN,
                  WITH(v_int(made), v_int(clerk->unit), v_text(clerk->login), v_text(clerk->name),
                       v_text(clerk->password.at ? clerk->password : STR("")),
                       v_text(clerk->os_user), v_day(desk->today))));
    *id = made;
    return DONE;
}

static enum outcome journal_clerk(struct desk *desk, const char *verb, int32_t unit, int64_t id)
{
    return journal(desk, verb, unit, id, STR("{}"));
}

enum outcome clerk_add(struct desk *desk, const struct new_clerk *clerk, int64_t *id)
{
    SCOPED(tx) tx = { 0 };
    int64_t made;
    TRY(tx_open(desk, &tx));
    TRY(may(desk, MAY_ADMIN_SYSTEM, clerk->unit));
    TRY(check_new(desk, clerk));
    TRY(clerk_store(desk, clerk, &made));
    TRY(journal_clerk(desk, "clerk.added", clerk->unit, made));
    TRY(tx_commit(&tx));
    *id = made;
    return DONE;
}

/** The clerk another may administer. */
static enum outcome may_administer(struct desk *desk, int64_t id, struct clerk_record *clerk)
{
    TRY(clerk_record(desk, id, clerk));
    return may(desk, MAY_ADMIN_SYSTEM, clerk->unit);
}

static enum outcome end_sessions(struct desk *desk, int64_t clerk)
{
    return db_change(desk, &Q_session_close_all, REFUSAL_NONE,
                     WITH(v_int(clerk), v_int(desk->now), v_bytes(STR(""))));
}

enum outcome clerk_lock(struct desk *desk, int64_t id)
{
    SCOPED(tx) tx = { 0 };
    struct clerk_record clerk;
    TRY(tx_open(desk, &tx));
    TRY(may_administer(desk, id, &clerk));
    TRY(allow(desk, id == desk->clerk.id ? NO_SELF_LOCK : REFUSAL_NONE));
    TRY(db_change(desk, &Q_clerk_lock, NO_CLERK_UNKNOWN, WITH(v_int(id), v_int(LOCKED_BY_HAND))));
    TRY(end_sessions(desk, id));
    TRY(journal_clerk(desk, "clerk.locked", clerk.unit, id));
    return tx_commit(&tx);
}

enum outcome clerk_unlock(struct desk *desk, int64_t id)
{
    SCOPED(tx) tx = { 0 };
    struct clerk_record clerk;
    TRY(tx_open(desk, &tx));
    TRY(may_administer(desk, id, &clerk));
    TRY(db_change(desk, &Q_clerk_lock, NO_CLERK_UNKNOWN, WITH(v_int(id), v_int(0))));
    TRY(journal_clerk(desk, "clerk.unlocked", clerk.unit, id));
    return tx_commit(&tx);
}

enum outcome clerk_reset_password(struct desk *desk, int64_t id, struct str hash)
{
    SCOPED(tx) tx = { 0 };
    struct clerk_record clerk;
    TRY(tx_open(desk, &tx));
    TRY(may_administer(desk, id, &clerk));
    TRY(db_change(desk, &Q_clerk_password, NO_CLERK_UNKNOWN, WITH(v_int(id), v_text(hash))));
    TRY(end_sessions(desk, id));
    TRY(journal_clerk(desk, "clerk.password_reset", clerk.unit, id));
    return tx_commit(&tx);
}
