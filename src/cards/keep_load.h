#ifndef CARDS_KEEP_LOAD_H
#define CARDS_KEEP_LOAD_H
/** Whoever has applied keeps the load of the register he came with from being undone. */
#include "core/desk.h"

/** Follows "load.undoing": the subject is a part and a load.  refuses  LOAD_IN_USE */
MUST_USE enum outcome keep_load(struct desk *desk, int32_t part, int64_t load, struct str body);

#endif
