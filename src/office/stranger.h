#ifndef OFFICE_STRANGER_H
#define OFFICE_STRANGER_H
/** Logins nobody has, counted and locked as if somebody did, so that a lock-out tells nothing.
 *  (1) In memory only, in a fixed number of places; the one used longest ago makes room.
 *  (2) What was typed is not kept, only a hash under a key of this process: it may be a password.
 *  For this folder only. */
#include "core/desk.h"

/** True while the login is locked. */
bool stranger_locked(struct str login, int64_t now);
/** One more wrong password; true when it locks. */
bool stranger_failed(struct str login, int64_t now, int64_t after, int64_t lock_us);

#endif
