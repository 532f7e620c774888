#ifndef HTTP_SESSIONS_H
#define HTTP_SESSIONS_H
/** Who is logged in, remembered for a few seconds, so that not every request asks the database.
 *  (1) What is remembered is at most SESSION_MEMORY_SECONDS old; what this process changes is
 *      forgotten at once.
 *  (2) It is found by a hash of the cookie; the cookie itself is kept nowhere. */
#include "office/session.h"

enum { SESSION_MEMORY_SECONDS = 5 };

struct sessions;
struct sessions *sessions_open(void);
void sessions_close(struct sessions *sessions);
/** session_load, or what it said a moment ago. The texts are in the desk's arena. Refuses the same.
 */
MUST_USE enum outcome sessions_find(struct sessions *sessions, struct desk *desk, struct str cookie,
                                    struct session *out);
/** Forgets all: somebody's rights, password or session changed. */
void sessions_forget(struct sessions *sessions);

#endif
