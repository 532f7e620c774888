/** Units, clerks and their roles. */
#include "http/request.h"
#include "office/clerk.h"
#include "office/password.h"
#include "office/role.h"
#include "office/unit.h"

/* ---- units ---- */

static enum outcome get_units(struct http_request *request)
{
    struct units units;
    TRY(units_in_reach(&request->desk, &units));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < units.count; i++)
        json_record(body, unit_columns, unit_column_count, &units.at[i]);
    answer_list_end(request, NO_STR);
    return DONE;
}

/* ---- clerks ---- */

static void put_clerk(struct buf *body, const struct listed_clerk *clerk)
{
    struct str rest = clerk->roles, code;
    json_open(body, '{');
    json_field_id(body, "id", clerk->id);
    json_field_int(body, "unit", clerk->unit);
    json_field_str(body, "login", clerk->login);
    json_field_str(body, "name", clerk->name);
    json_key(body, "roles");
    json_open(body, '[');
    while (rest.len && str_split(&rest, ' ', &code))
        json_str(body, code);
    json_close(body, ']');
    json_field_str(body, "rolesZh", clerk->roles_zh);
    json_field_bool(body, "locked", clerk->locked);
    json_close(body, '}');
}

static enum outcome get_clerks(struct http_request *request)
{
    struct listed_clerks clerks;
    TRY(clerk_list(&request->desk, &clerks));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < clerks.count; i++)
        put_clerk(body, &clerks.at[i]);
    answer_list_end(request, NO_STR);
    return DONE;
}

struct clerk_body {
    int32_t unit;
    struct str login, name, password;
};
static const struct field clerk_fields[] = {
    FIELD(clerk_body, unit, "unit", FIELD_PART, REQUIRED, 0),
    FIELD(clerk_body, login, "login", FIELD_TEXT, REQUIRED, 32),
    FIELD(clerk_body, name, "name", FIELD_TEXT, REQUIRED, 50),
    FIELD(clerk_body, password, "password", FIELD_TEXT, REQUIRED, 256),
};

static enum outcome hash_given(struct desk *desk, const struct clerk_body *asked, struct str *hash)
{
    if (!password_strong(asked->password, asked->login))
        return refuse_at(desk, NO_PASSWORD_WEAK, "/password",
                         "至少 10 位，两类以上字符 / 10 characters or more of two kinds");
    return password_hash(desk, asked->password, hash);
}

static enum outcome prepare_clerk(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct clerk_body asked = { 0 };
    struct str hash = NO_STR;
    enum outcome outcome =
        body_read(desk, request->body, clerk_fields, COUNT(clerk_fields), &asked);
    if (outcome == DONE)
        outcome = hash_given(desk, &asked, &hash);
    wipe_text(asked.password);
    wipe_text(request->body);
    struct new_clerk *clerk = NEW(desk->arena, struct new_clerk);
    *clerk = (struct new_clerk){ asked.unit, asked.login, asked.name, hash, NO_STR };
    request->plan = clerk;
    return outcome;
}

static enum outcome post_clerk(struct http_request *request)
{
    int64_t id;
    TRY(clerk_add(&request->desk, request->plan, &id));
    struct buf *body = answer_json(request, 201);
    json_open(body, '{');
    json_field_id(body, "id", id);
    json_close(body, '}');
    return DONE;
}

static enum outcome post_clerk_lock(struct http_request *request)
{
    int64_t id;
    TRY(param_id(request, 0, &id));
    TRY(clerk_lock(&request->desk, id));
    answer_nothing(request);
    return DONE;
}

static enum outcome post_clerk_unlock(struct http_request *request)
{
    int64_t id;
    TRY(param_id(request, 0, &id));
    TRY(clerk_unlock(&request->desk, id));
    answer_nothing(request);
    return DONE;
}

/* ---- roles ---- */

static void put_role(struct buf *body, const struct role *role)
{
    json_open(body, '{');
    json_field_str(body, "code", role->code);
    json_field_str(body, "zh", role->zh);
    json_field_str(body, "en", role->en);
    json_field_str(body, "class", role->class);
    json_key(body, "rights");
    json_open(body, '[');
    for (int i = 0; i < RIGHT_COUNT; i++)
        if (role->rights >> i & 1)
            json_text(body, right_text((enum right)i)->code);
    json_close(body, ']');
    json_close(body, '}');
}

static enum outcome get_roles(struct http_request *request)
{
    struct roles roles;
    TRY(role_list(&request->desk, &roles));
    struct buf *body = answer_list(request);
    for (size_t i = 0; i < roles.count; i++)
        put_role(body, &roles.at[i]);
    answer_list_end(request, NO_STR);
    return DONE;
}

struct grant_body {
    struct str role;
    struct day begins;
};
static const struct field grant_fields[] = {
    FIELD(grant_body, role, "role", FIELD_TEXT, REQUIRED, 40),
    FIELD(grant_body, begins, "begins", FIELD_DAY, OPTIONAL, 0),
};

static enum outcome prepare_grant(struct http_request *request)
{
    struct grant_body *asked = NEW(request->desk.arena, struct grant_body);
    asked->begins = NO_DAY;
    request->plan = asked;
    return body_read(&request->desk, request->body, grant_fields, COUNT(grant_fields), asked);
}

static enum outcome post_grant(struct http_request *request)
{
    const struct grant_body *asked = request->plan;
    int64_t clerk;
    TRY(param_id(request, 0, &clerk));
    TRY(role_grant(&request->desk, clerk, asked->role, asked->begins));
    answer_nothing(request);
    return DONE;
}

static enum outcome delete_grant(struct http_request *request)
{
    int64_t clerk;
    TRY(param_id(request, 0, &clerk));
    TRY(role_revoke(&request->desk, clerk, request->params[1]));
    answer_nothing(request);
    return DONE;
}

/* clang-format off */
const struct route office_routes[] = {
    { METHOD_GET, "/api/v1/units", RIGHT_ANYONE, 0, BODY_NONE, get_units, NULL,
      "listUnits", "辖区单位", "Units within reach" },
    { METHOD_GET, "/api/v1/clerks", RIGHT_ANYONE, 0, BODY_NONE, get_clerks, NULL,
      "listClerks", "用户列表", "Clerks within reach" },
    { METHOD_POST, "/api/v1/clerks", MAY_ADMIN_SYSTEM, IS_SLOW, BODY_JSON, prepare_clerk, post_clerk,
      "addClerk", "新增用户", "Add a clerk" },
    { METHOD_POST, "/api/v1/clerks/{id}/lock", MAY_ADMIN_SYSTEM, CHANGES_SESSIONS, BODY_EMPTY, NULL, post_clerk_lock,
      "lockClerk", "锁定用户", "Lock a clerk out" },
    { METHOD_POST, "/api/v1/clerks/{id}/unlock", MAY_ADMIN_SYSTEM, CHANGES_SESSIONS, BODY_EMPTY, NULL, post_clerk_unlock,
      "unlockClerk", "解锁用户", "Unlock a clerk" },
    { METHOD_GET, "/api/v1/roles", RIGHT_ANYONE, 0, BODY_NONE, get_roles, NULL,
      "listRoles", "角色列表", "Roles and their rights" },
    { METHOD_POST, "/api/v1/clerks/{id}/roles", MAY_ADMIN_RIGHTS, CHANGES_SESSIONS, BODY_JSON, prepare_grant, post_grant,
      "grantRole", "授予角色", "Grant a role" },
    { METHOD_DELETE, "/api/v1/clerks/{id}/roles/{role}", MAY_ADMIN_RIGHTS, CHANGES_SESSIONS, BODY_NONE, NULL, delete_grant,
      "revokeRole", "收回角色", "Take a role back" },
};
/* clang-format on */
const size_t office_route_count = COUNT(office_routes);
