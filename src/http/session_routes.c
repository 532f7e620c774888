/** Logging in and out. */
#include "http/door.h"
#include "http/request.h"
#include "office/login.h"
#include "office/office.h"
#include "office/role.h"
#include "office/session.h"

/* ---- what a page wants to know of its clerk ---- */

static void put_rights(struct buf *body, const struct clerk *clerk)
{
    json_key(body, "rights");
    json_open(body, '[');
    for (int i = 0; i < RIGHT_COUNT; i++)
        if (clerk_may(clerk, (enum right)i))
            json_text(body, right_text((enum right)i)->code);
    json_close(body, ']');
}

static void put_roles(struct buf *body, struct desk *desk, const struct held_roles *roles)
{
    json_key(body, "roles");
    json_open(body, '[');
    for (size_t i = 0; i < roles->count; i++) {
        if (roles->at[i].begins.n > desk->today.n)
            continue;
        json_open(body, '{');
        json_field_str(body, "code", roles->at[i].code);
        json_field_str(body, "zh", roles->at[i].zh);
        json_close(body, '}');
    }
    json_close(body, ']');
}

static enum outcome answer_session(struct http_request *request, const struct session *session)
{
    struct desk *desk = &request->desk;
    struct held_roles roles;
    TRY(clerk_roles(desk, session->clerk.id, &roles));
    struct buf *body = answer_json(request, 200);
    json_open(body, '{');
    json_field_str(body, "csrf", session->csrf);
    json_key(body, "clerk");
    json_open(body, '{');
    json_field_id(body, "id", session->clerk.id);
    json_field_str(body, "login", session->clerk.login);
    json_field_str(body, "name", session->clerk.name);
    json_field_int(body, "unit", session->clerk.unit);
    json_field_str(body, "unitName", session->unit_name);
    json_field_str(body, "unitKind", session->unit_kind);
    put_roles(body, desk, &roles);
    put_rights(body, &session->clerk);
    json_field_bool(body, "solo", session->clerk.solo);
    json_close(body, '}');
    json_field_int(body, "idleMinutes", setting(desk, "session.idle_minutes", 15));
    json_close(body, '}');
    return DONE;
}

static void set_cookie(struct http_request *request, struct str value, const char *more)
{
    answer_line(request, "Set-Cookie",
                arena_printf(request->desk.arena,
                             SESSION_COOKIE "=" STR_FMT
                                            "; Path=/; Secure; HttpOnly; SameSite=Strict%s",
                             STR_ARG(value), more));
}

/* ---- passwords ---- */

struct login_body {
    struct str login, password;
};
static const struct field login_fields[] = {
    FIELD(login_body, login, "login", FIELD_TEXT, REQUIRED, 64),
    FIELD(login_body, password, "password", FIELD_TEXT, REQUIRED, 256),
};

static enum outcome prepare_login(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct login_body asked = { 0 };
    struct login_try *login = NEW(desk->arena, struct login_try);
    enum outcome outcome =
        body_read(desk, request->body, login_fields, COUNT(login_fields), &asked);
    if (outcome == DONE)
        outcome = login_prepare(desk, asked.login, asked.password, login);
    wipe_text(asked.password);
    wipe_text(request->body);
    request->plan = login;
    return outcome;
}

/** A wrong password is DONE for the writer, so that its entry stays; the answer is the refusal. */
static enum outcome post_session(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct session session;
    enum refusal refusal;
    TRY(session_open(desk, request->plan, &session, &refusal));
    if (refusal) {
        desk->why = (struct problem){ .refusal = refusal };
        answer_problem(request);
        return DONE;
    }
    TRY(answer_session(request, &session));
    set_cookie(request, session.cookie, "");
    return DONE;
}

static enum outcome get_session(struct http_request *request)
{
    return answer_session(request, request->session);
}

static enum outcome delete_session(struct http_request *request)
{
    TRY(session_close(&request->desk, request->session));
    answer_nothing(request);
    set_cookie(request, STR(""), "; Max-Age=0");
    return DONE;
}

struct password_body {
    struct str old, fresh;
};
static const struct field password_fields[] = {
    FIELD(password_body, old, "old", FIELD_TEXT, REQUIRED, 256),
    FIELD(password_body, fresh, "new", FIELD_TEXT, REQUIRED, 256),
};

static enum outcome prepare_password(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct password_body asked = { 0 };
    struct password_change *change = NEW(desk->arena, struct password_change);
    enum outcome outcome =
        body_read(desk, request->body, password_fields, COUNT(password_fields), &asked);
    if (outcome == DONE)
        outcome = password_change_prepare(desk, asked.old, asked.fresh, change);
    wipe_text(asked.old);
    wipe_text(asked.fresh);
    wipe_text(request->body);
    request->plan = change;
    return outcome;
}

static enum outcome post_password(struct http_request *request)
{
    struct desk *desk = &request->desk;
    enum refusal refusal;
    TRY(password_change_settle(desk, request->plan, str_from(request->session->token, SM3_BYTES),
                               &refusal));
    answer_nothing(request);
    if (refusal) {
        desk->why = (struct problem){ .refusal = refusal };
        answer_problem(request);
    }
    return DONE;
}

/* clang-format off */
const struct route session_routes[] = {
    { METHOD_POST, "/api/v1/session", RIGHT_PUBLIC, IS_SLOW, BODY_JSON, prepare_login, post_session,
      "openSession", "登录", "Log in" },
    { METHOD_GET, "/api/v1/session", RIGHT_ANYONE, 0, BODY_NONE, get_session, NULL,
      "getSession", "当前会话", "The session, its clerk and rights" },
    { METHOD_DELETE, "/api/v1/session", RIGHT_ANYONE, CHANGES_SESSIONS, BODY_NONE, NULL, delete_session,
      "closeSession", "退出", "Log out" },
    { METHOD_POST, "/api/v1/session/password", RIGHT_ANYONE, IS_SLOW | CHANGES_SESSIONS, BODY_JSON,
      prepare_password, post_password,
      "changePassword", "修改口令", "Change the own password" },
};
/* clang-format on */
const size_t session_route_count = COUNT(session_routes);
