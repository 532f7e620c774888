#ifndef OFFICE_LOGIN_H
#define OFFICE_LOGIN_H
/** Checking who somebody says he is.
 *  (1) Nothing tells which logins exist: not the time (a hash is worked out for everyone), not the
 *      lock-out (logins nobody has are locked too), not the entry's text.
 *  (2) After login.lockout_after wrong passwords in a row the login is locked for
 *      login.lockout_minutes, for the right password as well [GB/T 22239 8.1.4.1].
 *  (3) A failed log-in and a lock-out are journal entries. So that they stay, the settle half is
 * DONE and hands the refusal over: the caller commits, then refuses. */
#include "core/desk.h"

/** From prepare to settle. */
struct login_try {
    struct str login;
    int64_t clerk; /* 0: no such login, or not in service, or locked by hand */
    int32_t unit;
    bool right;       /* the password fits */
    struct str hash;  /* what it was compared with */
    struct str fresh; /* the same, or a new hash when that was made at another cost */
};

/** Compares the password; takes 0.2 s and runs beside the writer.
 *  refuses  TOO_MANY */
MUST_USE enum outcome login_prepare(struct desk *desk, struct str login, struct str password,
                                    struct login_try *out);
/** Counts, locks and writes the entry of a failure, in the caller's transaction.
 *  *refusal  REFUSAL_NONE: it is that clerk. LOGIN_WRONG, LOGIN_LOCKED: commit, then refuse with
 * it. */
MUST_USE enum outcome login_settle(struct desk *desk, const struct login_try *login,
                                   enum refusal *refusal);
/** Both halves in a transaction of their own, for a command.
 *  refuses  LOGIN_WRONG, LOGIN_LOCKED, TOO_MANY */
MUST_USE enum outcome login_check(struct desk *desk, struct str login, struct str password);

/** A clerk's new password, with the old one as proof. */
struct password_change {
    struct login_try old;
    struct str hash;
};
/** refuses  PASSWORD_WEAK, also when it is the old one again; TOO_MANY */
MUST_USE enum outcome password_change_prepare(struct desk *desk, struct str old, struct str fresh,
                                              struct password_change *out);
/** Stores it and ends the clerk's other sessions.
 *  keep      SM3 of the session's token, or NO_STR
 *  *refusal  as above
 *  journalled as clerk.password_changed */
MUST_USE enum outcome password_change_settle(struct desk *desk,
                                             const struct password_change *change, struct str keep,
                                             enum refusal *refusal);

#endif
