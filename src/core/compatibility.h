#ifndef CORE_COMPATIBILITY_H
#define CORE_COMPATIBILITY_H
/** The table tools/datagen makes of data/compatibility.csv, sorted by point; core/name.c alone
 * reads it. */
#include "base/str.h"

struct compatibility_row {
    uint32_t point, unified;
};

extern const struct compatibility_row compatibility_rows[];
extern const size_t compatibility_row_count;

#endif
