#ifndef LINK_CREW_H
#define LINK_CREW_H
/** Work cut into units and done by a few threads. */
#include "base/str.h"

enum { CREW_MAX = 8 };

/** Calls `unit` once for each number below `units`; whose turn it is, is chance, so what a unit adds
 *  must not depend on the order. `thread` is 0 … threads - 1. Returns when all are done. */
void crew_run(size_t threads, size_t units,
              void (*unit)(void *context, size_t thread, size_t number), void *context);

#endif
