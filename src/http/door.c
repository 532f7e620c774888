#include "http/door.h"
#include "base/utf8.h"

enum { PURPOSE_MAX = 200, UUID_LENGTH = 36 };

/** The value of our cookie among those the browser sent; empty when it is not there. */
static struct str session_cookie(struct str cookies)
{
    struct str part;
    while (cookies.len && str_split(&cookies, ';', &part)) {
        part = str_trim(part);
        if (str_starts(part, SESSION_COOKIE "="))
            return str_cut(part, sizeof SESSION_COOKIE, part.len);
    }
    return STR("");
}

static enum outcome know_clerk(struct sessions *sessions, struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct session *session = NEW(desk->arena, struct session);
    if (request->route->right == RIGHT_PUBLIC)
        return DONE;
    TRY(sessions_find(sessions, desk, session_cookie(request->head->line[LINE_COOKIE]), session));
    desk->clerk = session->clerk;
    request->session = session;
    return DONE;
}

/** A page of another site can send our cookie along, but not this line. */
static enum outcome check_csrf(struct http_request *request)
{
    if (!request->session || request->head->method == METHOD_GET ||
        request->head->method == METHOD_HEAD)
        return DONE;
    return session_check_csrf(&request->desk, request->session, request->head->line[LINE_CSRF]);
}

static enum outcome check_right(struct http_request *request)
{
    int right = request->route->right;
    if (right >= RIGHT_COUNT || clerk_may(&request->desk.clerk, (enum right)right))
        return DONE;
    const struct right_text *text = right_text((enum right)right);
    return refuse_at(&request->desk, NO_RIGHT_MISSING, "", "%s / %s", text->zh, text->en);
}

/** Without what stands behind a semicolon. */
static bool type_is(struct str value, const char *type)
{
    struct str bare = str_trim(str_cut(value, 0, str_find_byte(value, ';')));
    return bare.len == strlen(type) && strncasecmp(bare.at, type, bare.len) == 0;
}

static enum outcome check_type(struct http_request *request)
{
    const struct body_text *body = body_text(request->route->body);
    struct str given = request->head->line[LINE_CONTENT_TYPE];
    if (request->route->body == BODY_NONE ||
        (request->route->body == BODY_EMPTY && !request->body.len))
        return DONE;
    request->other_type = body->other && type_is(given, body->other);
    if (request->other_type || type_is(given, body->type))
        return DONE;
    return refuse_at(&request->desk, NO_MEDIA_TYPE, "", "%s", body->type);
}

/** Pages send {} where there is nothing to say; anything in it is a field we do not know. */
static enum outcome check_empty(struct http_request *request)
{
    if (request->route->body != BODY_EMPTY || !request->body.len)
        return DONE;
    return body_read(&request->desk, request->body, NULL, 0, NULL);
}

static bool is_uuid(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        char c = s.at[i];
        bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (dash ? c != '-' : !hex)
            return false;
    }
    return s.len == UUID_LENGTH;
}

static enum outcome take_key(struct http_request *request)
{
    struct str key = request->head->line[LINE_KEY];
    if (!(request->route->flags & NEEDS_KEY))
        return DONE;
    if (!is_uuid(key))
        return refuse(&request->desk, NO_KEY_REQUIRED);
    request->desk.request_key = key;
    return DONE;
}

/** If-Match: "12". A list or a weak tag is not what we gave out. */
static enum outcome take_version(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct str tag = request->head->line[LINE_IF_MATCH];
    int64_t version;
    if (!(request->route->flags & NEEDS_VERSION))
        return DONE;
    if (!tag.at)
        return refuse(desk, NO_VERSION_REQUIRED);
    struct str digits = str_cut(tag, 1, tag.len >= 2 ? tag.len - 2 : 0);
    if (tag.len < 3 || tag.len > 12 || tag.at[0] != '"' || tag.at[tag.len - 1] != '"' ||
        !str_to_int(digits, &version) || version < 0)
        return refuse_at(desk, NO_BAD_REQUEST, "", "If-Match");
    desk->expected_version = version;
    return DONE;
}

static enum outcome take_purpose(struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct str text = NO_STR;
    if (request->head->line[LINE_PURPOSE].at)
        TRY(percent_decode(desk, request->head->line[LINE_PURPOSE], &text));
    text = str_trim(text);
    if (utf8_points(text) > PURPOSE_MAX)
        return refuse_at(desk, NO_BAD_REQUEST, "", "X-Purpose");
    if (!text.len && request->route->flags & NEEDS_PURPOSE)
        return refuse(desk, NO_PURPOSE_REQUIRED);
    desk->purpose = text;
    return DONE;
}

static enum outcome decode_params(struct http_request *request)
{
    for (size_t i = 0; i < ROUTE_PARAMS_MAX && request->params[i].at; i++)
        TRY(percent_decode(&request->desk, request->params[i], &request->params[i]));
    return DONE;
}

enum outcome door_pass(struct sessions *sessions, struct http_request *request)
{
    TRY(know_clerk(sessions, request));
    TRY(check_csrf(request));
    TRY(check_right(request));
    TRY(check_type(request));
    TRY(check_empty(request));
    TRY(take_key(request));
    TRY(take_version(request));
    TRY(take_purpose(request));
    return decode_params(request);
}
