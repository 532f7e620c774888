#ifndef HOUSE_HOUSE_STORE_H
#define HOUSE_HOUSE_STORE_H
/** Rounds, visits and findings as rows: what the use cases of this folder share. */
#include "house/house_check.h"

/** refuses  HOUSE_VISIT_UNKNOWN */
MUST_USE enum outcome house_visit_load(struct desk *desk, int32_t part, int64_t id,
                                       struct house_visit *out);
/** refuses  HOUSE_FINDING_UNKNOWN */
MUST_USE enum outcome house_finding_load(struct desk *desk, int32_t part, int64_t id,
                                         struct house_finding *out);

#endif
