#ifndef OFFICE_DESK_FOR_CLI_H
#define OFFICE_DESK_FOR_CLI_H
/** Who a command acts as [design 6].
 *  (1) The clerk bound to the operating-system user; `jumin init` binds the one who runs it.
 *  (2) As another clerk only with that clerk's password.
 *  (3) In a solo database the bound user acts in every role, and as every clerk without a password;
 *      each entry then says so, by the terminal "cli solo". */
#include "core/desk.h"

/** Sets clerk and terminal of a desk whose database is open.
 *  os_user   name of the operating-system user
 *  as        login of another clerk, or NO_STR
 *  password  that clerk's, or NO_STR
 *  refuses   CLERK_UNKNOWN, CREDENTIAL_REQUIRED, LOGIN_WRONG, LOGIN_LOCKED, TOO_MANY */
MUST_USE enum outcome office_desk_for_cli(struct desk *desk, struct str os_user, struct str as,
                                          struct str password);
/** True when that call would need a password. */
MUST_USE enum outcome office_cli_needs_password(struct desk *desk, struct str os_user,
                                                struct str as, bool *needed);

#endif
