#ifndef CORE_DIVISION_ROWS_H
#define CORE_DIVISION_ROWS_H
/** The tables tools/datagen makes of data/divisions*.csv, sorted by code; core/division.c alone
 * reads them. */
#include "core/day.h"

#define DIVISION_OPEN_FROM INT32_MIN
#define DIVISION_OPEN_TO   INT32_MAX

struct division_row {
    int32_t code;
    int32_t from, to; /* days, both within */
    uint32_t name;    /* offset into division_names */
};

struct town_row {
    int64_t code; /* 9 digits a town, 12 a committee */
    uint32_t name;
    uint32_t legal;
};

extern const struct division_row division_rows[];
extern const size_t division_row_count;
extern const struct town_row town_rows[];
extern const size_t town_row_count;
extern const char division_names[];

#endif
