#include "office/login.h"
#include "base/buf.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/clerk.h"
#include "office/office.h"
#include "office/password.h"
#include "office/stranger.h"
#include "office/unit.h"
#include "sql/office.h"
#include <sodium.h>

enum { LOCKOUT_AFTER = 5, LOCKOUT_MINUTES = 15 };

/* ---- prepare: the password ---- */

/** The clerk behind a login, or nobody: whoever cannot log in is a stranger. */
static enum outcome find_clerk(struct desk *desk, struct str login, struct login_try *out)
{
    struct row row;
    *out = (struct login_try){ .login = arena_str(desk->arena, login) };
    TRY(db_find(desk, &Q_clerk_login, WITH(v_text(out->login)), &row));
    if (!row.cells)
        return DONE;
    struct day begins = row_day(row, 5), ends = row_day(row, 6);
    bool in_service = begins.n <= desk->today.n && (!day_is(ends) || ends.n > desk->today.n);
    if (!in_service || row_int(row, 4) == LOCKED_BY_HAND)
        return DONE;
    out->clerk = row_int(row, 0);
    out->unit = (int32_t)row_int(row, 1);
    out->hash = row_text(row, 2);
    return DONE;
}

enum outcome login_prepare(struct desk *desk, struct str login, struct str password,
                           struct login_try *out)
{
    struct login_try found;
    TRY(find_clerk(desk, login.at ? login : STR(""), &found));
    TRY(password_check(desk, found.hash, password, &found.right));
    found.fresh = found.hash;
    if (found.right && password_outdated(desk, found.hash))
        TRY(password_hash(desk, password, &found.fresh));
    *out = found;
    return DONE;
}

/* ---- settle: counting and locking ---- */

static int64_t lock_us(struct desk *desk)
{
    return setting(desk, "login.lockout_minutes", LOCKOUT_MINUTES) * 60 * 1000000;
}

static int64_t lock_after(struct desk *desk)
{
    return setting(desk, "login.lockout_after", LOCKOUT_AFTER);
}

/** Of a login nobody has, the entry stands in the chain of the unit that holds the administrators,
 * and does not say what was typed. */
static enum outcome note(struct desk *desk, const struct login_try *login, const char *verb,
                         enum refusal refusal)
{
    SCOPED(buf) body = { 0 };
    struct unit top = { .number = login->unit };
    if (!login->clerk)
        TRY(unit_top_here(desk, &top));
    json_open(&body, '{');
    json_field_text(&body, "refusal", refusal_text(refusal)->code);
    json_close(&body, '}');
    return journal_for(desk, top.number, verb, login->unit, login->clerk, buf_str(&body));
}

static enum outcome refuse_stranger(struct desk *desk, const struct login_try *login,
                                    enum refusal *refusal)
{
    bool locked = stranger_locked(login->login, desk->now) ||
                  stranger_failed(login->login, desk->now, lock_after(desk), lock_us(desk));
    enum refusal says = locked ? NO_LOGIN_LOCKED : NO_LOGIN_WRONG;
    TRY(note(desk, login, "session.refused", says));
    *refusal = says;
    return DONE;
}

static enum outcome refuse_clerk(struct desk *desk, const struct login_try *login, const char *verb,
                                 enum refusal says, enum refusal *refusal)
{
    TRY(note(desk, login, verb, says));
    *refusal = says;
    return DONE;
}

static enum outcome count_failure(struct desk *desk, const struct login_try *login,
                                  enum refusal *refusal)
{
    struct row row;
    TRY(db_find(desk, &Q_clerk_failed, WITH(v_int(login->clerk), v_int(desk->now)), &row));
    if (!row.cells)
        return refuse_clerk(desk, login, "session.refused", NO_LOGIN_LOCKED, refusal);
    if (row_int(row, 0) < lock_after(desk))
        return refuse_clerk(desk, login, "session.refused", NO_LOGIN_WRONG, refusal);
    TRY(db_change(desk, &Q_clerk_lock_out, NO_CLERK_UNKNOWN,
                  WITH(v_int(login->clerk), v_int(desk->now + lock_us(desk)))));
    return refuse_clerk(desk, login, "clerk.locked_out", NO_LOGIN_LOCKED, refusal);
}

static enum outcome let_in(struct desk *desk, const struct login_try *login, enum refusal *refusal)
{
    struct row row;
    TRY(db_find(
        desk, &Q_clerk_logged_in,
        WITH(v_int(login->clerk), v_int(desk->now), v_text(login->hash), v_text(login->fresh)),
        &row));
    if (!row.cells)
        return refuse_clerk(desk, login, "session.refused", NO_LOGIN_LOCKED, refusal);
    *refusal = REFUSAL_NONE;
    return DONE;
}

enum outcome login_settle(struct desk *desk, const struct login_try *login, enum refusal *refusal)
{
    if (!login->clerk)
        return refuse_stranger(desk, login, refusal);
    return login->right ? let_in(desk, login, refusal) : count_failure(desk, login, refusal);
}

static enum outcome settle_alone(struct desk *desk, const struct login_try *login,
                                 enum refusal *refusal)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(login_settle(desk, login, refusal));
    return tx_commit(&tx);
}

enum outcome login_check(struct desk *desk, struct str login, struct str password)
{
    struct login_try try;
    enum refusal refusal;
    TRY(login_prepare(desk, login, password, &try));
    TRY(settle_alone(desk, &try, &refusal));
    return allow(desk, refusal);
}

/* ---- a new password ---- */

enum outcome password_change_prepare(struct desk *desk, struct str old, struct str fresh,
                                     struct password_change *out)
{
    struct password_change change;
    if (!password_strong(fresh, desk->clerk.login) || str_eq(old, fresh))
        return refuse(desk, NO_PASSWORD_WEAK);
    TRY(login_prepare(desk, desk->clerk.login, old, &change.old));
    TRY(password_hash(desk, fresh, &change.hash));
    *out = change;
    return DONE;
}

enum outcome password_change_settle(struct desk *desk, const struct password_change *change,
                                    struct str keep, enum refusal *refusal)
{
    SCOPED(tx) tx = { 0 };
    enum refusal says;
    TRY(tx_open(desk, &tx));
    TRY(login_settle(desk, &change->old, &says));
    if (says == REFUSAL_NONE) {
        TRY(db_change(desk, &Q_clerk_password, NO_CLERK_UNKNOWN,
                      WITH(v_int(desk->clerk.id), v_text(change->hash))));
        TRY(db_change(
            desk, &Q_session_close_all, REFUSAL_NONE,
            WITH(v_int(desk->clerk.id), v_int(desk->now), v_bytes(keep.at ? keep : STR("")))));
        TRY(journal(desk, "clerk.password_changed", desk->clerk.unit, desk->clerk.id, STR("{}")));
    }
    TRY(tx_commit(&tx));
    *refusal = says;
    return DONE;
}
