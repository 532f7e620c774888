#include "office/session.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/clerk.h"
#include "office/clerk_rows.h"
#include "office/office.h"
#include "sql/office.h"
#include <sodium.h>

enum { TOKEN_BYTES = 32, CSRF_BYTES = 24, IDLE_MINUTES = 15, HOURS = 12 };
#define MINUTE_US INT64_C(60000000)

static struct str random_text(struct arena *arena, unsigned char *bytes, size_t len)
{
    char text[64];
    randombytes_buf(bytes, len);
    sodium_bin2base64(text, sizeof text, bytes, len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return arena_str(arena, str_of(text));
}

/* ---- opening ---- */

static enum outcome store(struct desk *desk, struct session *session)
{
    unsigned char bytes[TOKEN_BYTES];
    session->csrf = random_text(desk->arena, bytes, CSRF_BYTES);
    session->cookie = random_text(desk->arena, bytes, TOKEN_BYTES);
    sm3(str_from(bytes, TOKEN_BYTES), session->token);
    sodium_memzero(bytes, sizeof bytes);
    session->opened = session->seen = desk->now;
    return db_change(desk, &Q_session_add, REFUSAL_NONE,
                     WITH(v_bytes(str_from(session->token, SM3_BYTES)), v_text(session->csrf),
                          v_int(session->clerk.id),
                          v_text(desk->terminal.at ? desk->terminal : STR("")),
                          v_int(session->opened)));
}

static bool session_from_rows(const struct rows *rows, struct session *out)
{
    struct session session = { 0 };
    if (!clerk_from_rows(rows, &session.clerk))
        return false;
    session.unit_name = row_text(rows_at(rows, 0), 6);
    session.unit_kind = row_text(rows_at(rows, 0), 7);
    *out = session;
    return true;
}

static enum outcome open_for(struct desk *desk, int64_t clerk, struct session *out)
{
    struct rows rows;
    struct session session;
    TRY(db_list(desk, &Q_clerk_rights_by_id, WITH(v_int(clerk), v_day(desk->today)), &rows));
    if (!session_from_rows(&rows, &session))
        return refuse(desk, NO_LOGIN_WRONG); /* left service since prepare */
    TRY(store(desk, &session));
    desk->clerk = session.clerk;
    TRY(journal(desk, "session.opened", session.clerk.unit, session.clerk.id, STR("{}")));
    *out = session;
    return DONE;
}

enum outcome session_open(struct desk *desk, const struct login_try *login, struct session *out,
                          enum refusal *refusal)
{
    SCOPED(tx) tx = { 0 };
    struct session session = { 0 };
    enum refusal says;
    TRY(tx_open(desk, &tx));
    TRY(login_settle(desk, login, &says));
    if (says == REFUSAL_NONE)
        TRY(open_for(desk, login->clerk, &session));
    TRY(tx_commit(&tx));
    *out = session;
    *refusal = says;
    return DONE;
}

/* ---- looking ---- */

static bool read_cookie(struct str cookie, unsigned char token[SM3_BYTES])
{
    unsigned char bytes[TOKEN_BYTES];
    size_t len;
    const char *end;
    if (!cookie.len || sodium_base642bin(bytes, sizeof bytes, cookie.at, cookie.len, NULL, &len,
                                         &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return false;
    if (len != TOKEN_BYTES || end != cookie.at + cookie.len)
        return false;
    sm3(str_from(bytes, TOKEN_BYTES), token);
    sodium_memzero(bytes, sizeof bytes);
    return true;
}

static int64_t idle_us(struct desk *desk)
{
    return setting(desk, "session.idle_minutes", IDLE_MINUTES) * MINUTE_US;
}

/** `seen` may be a minute old without any fault of the clerk's. */
static bool has_ended(struct desk *desk, const struct session *session)
{
    return desk->now - session->seen >= idle_us(desk) + MINUTE_US ||
           desk->now - session->opened >= setting(desk, "session.hours", HOURS) * 60 * MINUTE_US;
}

enum outcome session_load(struct desk *desk, struct str cookie, struct session *out)
{
    struct rows rows;
    struct session session;
    unsigned char token[SM3_BYTES];
    if (!read_cookie(cookie, token))
        return refuse(desk, NO_NOT_LOGGED_IN);
    TRY(db_list(desk, &Q_session_rights,
                WITH(v_bytes(str_from(token, SM3_BYTES)), v_day(desk->today)), &rows));
    if (!session_from_rows(&rows, &session))
        return refuse(desk, NO_SESSION_EXPIRED);
    memcpy(session.token, token, sizeof token);
    session.csrf = row_text(rows_at(&rows, 0), 9);
    session.opened = row_int(rows_at(&rows, 0), 10);
    session.seen = row_int(rows_at(&rows, 0), 11);
    session.touch_due = desk->now - session.seen >= MINUTE_US;
    if (has_ended(desk, &session))
        return refuse(desk, NO_SESSION_EXPIRED);
    *out = session;
    return DONE;
}

enum outcome session_check_csrf(struct desk *desk, const struct session *session, struct str header)
{
    bool same = header.len == session->csrf.len &&
                sodium_memcmp(header.at, session->csrf.at, header.len) == 0;
    return allow(desk, same ? REFUSAL_NONE : NO_CSRF_WRONG);
}

enum outcome session_touch(struct desk *desk, const struct session *session)
{
    return db_change(desk, &Q_session_seen, REFUSAL_NONE,
                     WITH(v_bytes(str_from(session->token, SM3_BYTES)), v_int(desk->now)));
}

/* ---- closing and listing ---- */

enum outcome session_close(struct desk *desk, const struct session *session)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(db_change(desk, &Q_session_close, REFUSAL_NONE,
                  WITH(v_bytes(str_from(session->token, SM3_BYTES)), v_int(desk->now))));
    TRY(journal(desk, "session.closed", session->clerk.unit, session->clerk.id, STR("{}")));
    return tx_commit(&tx);
}

const struct column open_session_columns[] = {
    COLUMN(open_session, unit, "unit", KIND_INT32, "单位", "Unit"),
    COLUMN(open_session, login, "login", KIND_TEXT, "用户名", "Login"),
    COLUMN(open_session, name, "name", KIND_TEXT, "姓名", "Name"),
    COLUMN(open_session, terminal, "terminal", KIND_TEXT, "终端", "Terminal"),
    COLUMN(open_session, opened, "opened", KIND_INSTANT, "登录时间", "Opened"),
    COLUMN(open_session, seen, "seen", KIND_INSTANT, "最近使用", "Last used"),
};
const size_t open_session_column_count = COUNT(open_session_columns);

enum outcome session_list(struct desk *desk, struct open_sessions *out)
{
    struct rows rows;
    TRY(may(desk, MAY_ADMIN_SYSTEM, desk->clerk.unit));
    TRY(db_list(desk, &Q_session_list,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to),
                     v_int(desk->now - idle_us(desk) - MINUTE_US)),
                &rows));
    struct open_session *sessions = NEW_ARRAY(desk->arena, struct open_session, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), open_session_columns, open_session_column_count, &sessions[i]);
    *out = (struct open_sessions){ sessions, rows.count };
    return DONE;
}
