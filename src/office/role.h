#ifndef OFFICE_ROLE_H
#define OFFICE_ROLE_H
/** Roles 角色: one for each job, with the rights it needs and no others.
 *  (1) System, security and audit administration (三员) are three classes; nobody holds two of
 *      them, nor business beside one [GB/T 22239 8.1.5].
 *  (2) Only the security administrator grants and revokes, and never to himself.
 *  (3) A grant holds from the day it begins until the day before it ends. */
#include "core/column.h"
#include "core/desk.h"

/** The roles init puts in; a city may add its own. */
struct role_row {
    const char *code, *class, *zh, *en;
    uint64_t rights; /* bit n is enum right n */
};
extern const struct role_row role_rows[];
extern const size_t role_row_count;

struct role {
    struct str code, zh, en, class;
    uint64_t rights; /* in force on the desk's day; bit n is enum right n */
};
struct roles {
    const struct role *at;
    size_t count;
};
MUST_USE enum outcome role_list(struct desk *desk, struct roles *out);

/** What a clerk holds now or will hold. */
struct held_role {
    struct str code, zh, en, class;
    struct day begins, ends;
};
struct held_roles {
    const struct held_role *at;
    size_t count;
};
extern const struct column held_role_columns[];
extern const size_t held_role_column_count;
MUST_USE enum outcome clerk_roles(struct desk *desk, int64_t clerk, struct held_roles *out);

/** Gives a clerk a role from a day on (NO_DAY: today).
 *  refuses  RIGHT_MISSING, NOT_YOUR_DESK, CLERK_UNKNOWN, ROLE_UNKNOWN, RIGHT_GRANT_SELF,
 *           ADMIN_SEPARATION, ITEM_WRONG (a day gone by)
 *  right    admin.rights over the clerk's unit; journalled as role.granted */
MUST_USE enum outcome role_grant(struct desk *desk, int64_t clerk, struct str role,
                                 struct day begins);
/** Takes it back from today on.
 *  refuses  as above, and CHANGED_MEANWHILE when the clerk does not hold it
 *  right    admin.rights over the clerk's unit; journalled as role.revoked */
MUST_USE enum outcome role_revoke(struct desk *desk, int64_t clerk, struct str role);

/** Pure. May one person hold both classes? */
bool role_classes_agree(struct str one, struct str other);
/** The roles and their rights, inside the caller's transaction. */
MUST_USE enum outcome roles_seed(struct desk *desk);
/** The row alone, inside the caller's transaction and without asking rights: for the seed.
 *  given_by  a clerk, or 0 for init */
MUST_USE enum outcome role_store_grant(struct desk *desk, int64_t clerk, struct str role,
                                       struct day begins, int64_t given_by);

#endif
