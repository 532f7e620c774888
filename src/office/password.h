#ifndef OFFICE_PASSWORD_H
#define OFFICE_PASSWORD_H
/** Passwords: argon2id in libsodium's text form [GB/T 22239 8.1.4.1].
 *  (1) A password somebody typed is never stored, logged or put into an arena.
 *  (2) A hash takes 64 MiB and 0.2 s: a few are worked out at once, a few wait, the rest is told to
 *      come again.
 *  (3) These functions belong into the `prepare` half of a use case: they take time and touch the
 *      database only for their settings. */
#include "core/desk.h"

/** Pure. At least ten characters of at least two classes (lower, upper, digit, other), not one
 * character over and over, and not the login. */
bool password_strong(struct str password, struct str login);
/** Hashes with the cost of the settings password.kib and password.passes; the text is in the arena.
 *  refuses  TOO_MANY when too many are being worked out */
MUST_USE enum outcome password_hash(struct desk *desk, struct str password, struct str *out);
/** Compares. With an empty hash (no such clerk, or one without a password) it works as long and
 * says no, so that the time tells nobody which logins exist.
 *  refuses  TOO_MANY */
MUST_USE enum outcome password_check(struct desk *desk, struct str hash, struct str password,
                                     bool *right);
/** The stored hash was made at another cost than today's. */
bool password_outdated(struct desk *desk, struct str hash);
/** A password to be handed over and changed: 16 letters and digits, none that look alike. */
struct str password_invent(struct arena *arena);

#endif
