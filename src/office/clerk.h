#ifndef OFFICE_CLERK_H
#define OFFICE_CLERK_H
/** Clerks 用户: who works here, under which login, in which unit.
 *  (1) Accounts are the system administrator's, rights the security administrator's
 *      (office/role.h).
 *  (2) A clerk's id and login are never used again for somebody else.
 *  (3) What takes time (hashing a password) is done before, in password.h: these are `settle`
 *      halves. */
#include "core/column.h"
#include "core/desk.h"

/** locked_until of a clerk locked by hand. */
#define LOCKED_BY_HAND INT64_MAX

struct clerk_record {
    int64_t id;
    int32_t unit;
    struct str login, name;
    int32_t ver;
    int64_t locked_until;
    struct day begins, ends; /* in service from, until the day before */
};
extern const struct column clerk_record_columns[];
extern const size_t clerk_record_column_count;

/** Of a list, with the roles held on the desk's day. */
struct listed_clerk {
    int64_t id;
    int32_t unit;
    struct str login, name;
    struct str roles;    /* codes, a blank between */
    struct str roles_zh; /* names, 、 between */
    int32_t ver;
    int locked;
};
extern const struct column listed_clerk_columns[];
extern const size_t listed_clerk_column_count;
struct listed_clerks {
    const struct listed_clerk *at;
    size_t count;
};

/** refuses  CLERK_UNKNOWN */
MUST_USE enum outcome clerk_record(struct desk *desk, int64_t id, struct clerk_record *out);
/** By login, exactly as stored: lower case.  refuses  CLERK_UNKNOWN */
MUST_USE enum outcome clerk_find(struct desk *desk, struct str login, struct clerk_record *out);
/** The clerks of the units the desk's clerk reaches.
 *  refuses  RIGHT_MISSING
 *  right    admin.system or admin.rights; money.receipts, since a book goes into somebody's hands */
MUST_USE enum outcome clerk_list(struct desk *desk, struct listed_clerks *out);

/** A clerk as a desk wants one, with the rights in force on the desk's day, in one statement.
 *  refuses  CLERK_UNKNOWN, also when not in service that day */
MUST_USE enum outcome clerk_load(struct desk *desk, int64_t id, struct clerk *out);
MUST_USE enum outcome clerk_load_by_login(struct desk *desk, struct str login, struct clerk *out);
/** The clerk bound to an operating-system user, unless locked.  refuses  CLERK_UNKNOWN */
MUST_USE enum outcome clerk_load_by_os_user(struct desk *desk, struct str os_user,
                                            struct clerk *out);

struct new_clerk {
    int32_t unit;
    struct str login; /* 2 to 32 of a-z 0-9 . _ -, beginning with a letter */
    struct str name;
    struct str password; /* a hash of password_hash, or "" for one who cannot log in */
    struct str os_user;  /* or without bytes */
};
/** Pure. */
bool clerk_login_good(struct str login);
/** A new clerk, without rights.
 *  refuses  RIGHT_MISSING, NOT_YOUR_DESK, ITEM_WRONG, ITEM_MISSING, UNIT_UNKNOWN (also a unit not
 *           kept here: its journal is elsewhere), LOGIN_TAKEN
 *  right    admin.system over the unit; journalled as clerk.added */
MUST_USE enum outcome clerk_add(struct desk *desk, const struct new_clerk *clerk, int64_t *id);
/** The row alone, inside the caller's transaction and without asking rights: for the seed.
 *  refuses  LOGIN_TAKEN */
MUST_USE enum outcome clerk_store(struct desk *desk, const struct new_clerk *clerk, int64_t *id);

/** Locks a clerk out until unlocked, and ends the sessions; or unlocks, also after wrong passwords.
 *  refuses  RIGHT_MISSING, NOT_YOUR_DESK, CLERK_UNKNOWN, SELF_LOCK
 *  right    admin.system over the clerk's unit; journalled as clerk.locked, clerk.unlocked */
MUST_USE enum outcome clerk_lock(struct desk *desk, int64_t id);
MUST_USE enum outcome clerk_unlock(struct desk *desk, int64_t id);

/** The new password of another clerk, who forgot his own; ends his sessions.
 *  hash     of password_hash; the face asks password_strong before
 *  refuses  RIGHT_MISSING, NOT_YOUR_DESK, CLERK_UNKNOWN
 *  right    admin.system over the clerk's unit; journalled as clerk.password_reset */
MUST_USE enum outcome clerk_reset_password(struct desk *desk, int64_t id, struct str hash);

#endif
