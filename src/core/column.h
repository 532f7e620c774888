#ifndef CORE_COLUMN_H
#define CORE_COLUMN_H
/** Columns of a record, said once: row of a SELECT to struct, struct to JSON, heading of a table or
 * CSV. */
#include "base/buf.h"
#include "core/day.h"

enum column_kind {
    KIND_INT,
    KIND_INT32,
    KIND_ID,
    KIND_TEXT,
    KIND_BYTES,
    KIND_DAY,
    KIND_INSTANT,
    KIND_BOOL
};

struct column {
    const char *field; /* the column's name in the SELECT */
    const char *key;   /* lowerCamelCase, in JSON; NULL is never shown */
    size_t offset;
    enum column_kind kind;
    const char *zh, *en;
};

/** int64_t: KIND_INT, KIND_ID, KIND_INSTANT · int32_t: KIND_INT32 · int: KIND_BOOL · struct str:
 * KIND_TEXT, KIND_BYTES · struct day. */
#define COLUMN(record, field, key, kind, zh, en)                                                   \
    {                                                                                              \
#field, key, offsetof(struct record, field), kind, zh, en                                  \
    }

/** An object with every column that has a key; absent days and texts are null. */
void json_record(struct buf *buf, const struct column *columns, size_t count, const void *record);
/** The keys and values alone, into an object already open. */
void json_columns(struct buf *buf, const struct column *columns, size_t count, const void *record);
/** One day or instant as a field; NO_DAY and 0 are null. */
void json_field_day(struct buf *buf, const char *key, struct day day);
void json_field_instant(struct buf *buf, const char *key, int64_t instant);

#endif
