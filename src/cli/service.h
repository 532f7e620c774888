#ifndef CLI_SERVICE_H
#define CLI_SERVICE_H
/** What a serving node does by itself: packages every few seconds, signed heads every hour, and request keys older than a day. One
 * thread with its own connection; it ends between two rounds. */
#include "core/desk.h"

struct service;
MUST_USE enum outcome service_start(struct desk *desk, struct str url, struct ids *ids,
                                    struct keys *keys, struct service **out);
/** NULL is fine. */
void service_stop(struct service *service);

#endif
