#ifndef OFFICE_SESSION_H
#define OFFICE_SESSION_H
/** Sessions of the pages.
 *  (1) The cookie is 32 random bytes; the table holds their SM3, so a stolen table opens nothing.
 *  (2) It ends when idle for session.idle_minutes, after session.hours at the latest, when closed,
 *      and when the clerk is locked or leaves service [GB/T 22239 8.1.4.1].
 *  (3) Looking at a session writes nothing: at most once a minute it says that a touch is due. */
#include "core/column.h"
#include "keys/sm3.h"
#include "office/login.h"

struct session {
    struct clerk clerk;
    struct str unit_name, unit_kind;
    struct str csrf;
    struct str cookie;              /* of one just opened, 43 characters; else without bytes */
    unsigned char token[SM3_BYTES]; /* what the table holds */
    int64_t opened, seen;
    bool touch_due;
};

/** The settle half of logging in: login_settle, then the session, in one transaction. The prepare
 * half is login_prepare.
 *  *refusal  REFUSAL_NONE: *out is the session, and the desk's clerk is set. LOGIN_WRONG,
 *            LOGIN_LOCKED: this is DONE all the same, so that the entry stays; refuse with it.
 *  journalled as session.opened, session.refused or clerk.locked_out */
MUST_USE enum outcome session_open(struct desk *desk, const struct login_try *login,
                                   struct session *out, enum refusal *refusal);
/** Who stands behind a cookie, with the rights in force today: one statement, run per request.
 *  Sets nothing on the desk.
 *  refuses  NOT_LOGGED_IN (no cookie, or none of ours), SESSION_EXPIRED */
MUST_USE enum outcome session_load(struct desk *desk, struct str cookie, struct session *out);
/** refuses  CSRF_WRONG */
MUST_USE enum outcome session_check_csrf(struct desk *desk, const struct session *session,
                                         struct str header);
/** Notes that it is in use. */
MUST_USE enum outcome session_touch(struct desk *desk, const struct session *session);
/** Ends it; journalled as session.closed. One already ended is fine. */
MUST_USE enum outcome session_close(struct desk *desk, const struct session *session);

/** Open sessions of the units the desk's clerk reaches. */
struct open_session {
    int32_t unit;
    struct str login, name, terminal;
    int64_t opened, seen;
};
extern const struct column open_session_columns[];
extern const size_t open_session_column_count;
struct open_sessions {
    const struct open_session *at;
    size_t count;
};
/** refuses  RIGHT_MISSING
 *  right    admin.system */
MUST_USE enum outcome session_list(struct desk *desk, struct open_sessions *out);

#endif
