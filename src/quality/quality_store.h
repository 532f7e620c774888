#ifndef QUALITY_QUALITY_STORE_H
#define QUALITY_QUALITY_STORE_H
/** Words of the items that are counted, and the targets: inside this folder only. */
#include "quality/quality.h"

struct quality_item {
    const char *code, *zh, *en;
};
extern const struct quality_item quality_items[], quality_ages[];
extern const size_t quality_item_count, quality_age_count;
/** In force today. */
struct quality_targets quality_targets(struct desk *desk);

#endif
