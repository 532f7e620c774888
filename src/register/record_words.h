#ifndef REGISTER_RECORD_WORDS_H
#define REGISTER_RECORD_WORDS_H
/** Items of persons and households as pages and paper say them, and what differs between two
 * versions. Which list a code is of follows from the column's key, said once. */
#include "core/codes.h"
#include "core/column.h"
#include "core/desk.h"

/** A record's column table, and the lists its codes are of. */
struct record_shape {
    const struct column *columns;
    size_t count;
    const struct item_words *words;
    size_t word_count;
};
extern const struct record_shape person_shape, person_detail_shape, household_shape;

/** Codes by their Chinese name, counties and units by theirs, days as 2008-03-03; empty when there
 * is nothing. A code no list has stands as it is. In the arena. */
struct str item_zh(struct desk *desk, const struct record_shape *shape, const struct column *column,
                   const void *record);

/** The list a code is of, or NULL; whether it is the code of a county. */
const struct code_list *item_list(const struct record_shape *shape, const struct column *column);
bool item_is_county(const struct record_shape *shape, const struct column *column);

/** An item of which two versions say different things. */
struct difference {
    const struct column *column;
    struct str before, after; /* as item_zh says them */
};
struct differences {
    struct difference *at;
    size_t count;
};
/** Adds what differs between two records of a shape, but for ids, versions and times. */
void differences_add(struct desk *desk, const struct record_shape *shape, const void *before,
                     const void *after, struct differences *out);
/** An array of {field, zh, en, before, after}. */
void differences_json(struct buf *buf, const struct differences *differences);

#endif
