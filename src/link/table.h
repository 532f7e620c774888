#ifndef LINK_TABLE_H
#define LINK_TABLE_H
/** One or two person tables in memory, a column at a time, each value kept once.
 *  (1) A row of a feature is the number of its value; 0 is missing, and means it in every feature.
 *  (2) Rows of the second table stand behind those of the first.
 *  (3) A function of a column is worked out once for each value, not for each row. */
#include "base/arena.h"
#include "base/buf.h"
#include "link/likeness.h"
#include "link/spec.h"

/** Texts, each known by a number from 1; 0 is the empty one. */
struct texts {
    struct str *at;
    uint32_t *slots; /* of the hash table, a power of two */
    uint32_t *hashes;
    uint32_t count, room;
};

struct feature {
    struct str name; /* the expression's text */
    uint32_t *of_row;
    struct texts texts;
    uint32_t *tally; /* rows of each value, and 0 for the missing one; made by feature_tally */
    struct feature *next;
};

struct columns;
struct table {
    struct arena *arena;
    size_t rows, rows_left; /* of both, and of the first table */
    bool two;
    struct feature *features;
    struct columns *taking; /* of table_begin */
    size_t room;
};

enum table_result { TABLE_GOOD, TABLE_BROKEN_ROW, TABLE_NO_HEADING, TABLE_TOO_LARGE };
/** Where and what: a line of a file, or a heading. */
struct table_fault {
    enum table_result result;
    int64_t line;
    int file; /* 0 or 1 */
};

/** Zeroed memory the caller frees; never NULL. Memory of a whole table is wanted at the start, where
 *  ending is the only answer. */
void *room_for(size_t count, size_t size);

/** Reads the columns the spec names. The bytes must outlive the table.
 *  b   the second table's bytes, or without any (b.at == NULL) */
enum table_result table_read(struct table *table, struct arena *arena, struct str a, struct str b,
                             const struct spec *spec, struct table_fault *fault);
void table_close(struct table *table);

/** The same for one table that is no file: headings first, then row after row, then table_end.
 *  Values are kept in the arena, each once.  TABLE_NO_HEADING when the spec names another column. */
enum table_result table_begin(struct table *table, struct arena *arena, const struct spec *spec,
                              const struct str *headings, size_t count);
/** fields  as many as headings, in their order; borrowed until the call returns */
void table_row(struct table *table, const struct str *fields, size_t count);
void table_end(struct table *table);

/** The feature of an expression over columns that were read; made when first asked for. */
struct feature *table_feature(struct table *table, const struct expression *expression);
/** Rows of each value. */
const uint32_t *feature_tally(struct table *table, struct feature *feature);
/** For each of the texts the number of what the function makes of it, and those texts. The caller
 *  closes `out`; the array is the caller's to free. */
uint32_t *texts_derive(const struct texts *texts, struct arena *arena, enum link_function function,
                       const int64_t *numbers, struct texts *out);

void texts_close(struct texts *texts);

#endif
