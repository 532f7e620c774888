#ifndef EXCHANGE_RECORD_H
#define EXCHANGE_RECORD_H
/** Records as they travel: a JSON object by a counter's column table, exact to the last digit, and
 * the kinds of records with the counter each belongs to. The table is wired in main.c: exchange
 * knows no counter above it. */
#include "base/buf.h"
#include "core/column.h"
#include "core/desk.h"

/** A package being filled. */
struct record_writer {
    struct desk *desk;
    struct buf *json; /* the record's text */
    /** Adds the blob with this hash to the package, once; it lies in that part. */
    enum outcome (*blob)(struct record_writer *writer, int32_t part, struct str hash);
};
/** A record being applied, with the blobs of its package. */
struct record_reader {
    struct str json;
    int32_t from, to;
    /** The blob with this hash; false when the package has none. */
    bool (*blob)(const struct record_reader *reader, struct str hash, struct str *bytes);
};

struct record_kind {
    const char *kind;
    enum outcome (*write)(struct record_writer *writer, int32_t part, int64_t id);
    enum outcome (*apply)(struct desk *desk, const struct record_reader *reader);
};
void record_kinds(const struct record_kind *rows, size_t count);
/** NULL when no counter has that kind. */
const struct record_kind *record_kind_find(struct str kind);

/** Every column by its field name: numbers, days and instants as integers, bytes in hex. Into an
 * open object. */
void record_write(struct buf *json, const struct column *columns, size_t count, const void *record);
/** The reverse. Texts live in the arena, days lie between 1800 and 2200.
 *  refuses  PACKAGE_RECORD naming the field */
MUST_USE enum outcome record_read(struct desk *desk, struct str json, const struct column *columns,
                                  size_t count, void *record);

#endif
