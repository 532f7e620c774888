#ifndef CORE_COLUMN_READ_H
#define CORE_COLUMN_READ_H
/** A record back from the JSON that json_record wrote, as a kept version is. */
#include "base/arena.h"
#include "core/column.h"

/** Reads the columns that have a key, out of the object or, when `inside` is not NULL, out of the
 * object under that key. Columns without a key, and keys the text has not, stay as they were: an
 * older version of the program knew fewer. Texts live in the arena. False when there is no such
 * object, or a value is of another kind. */
MUST_USE bool record_from_json(struct arena *arena, struct str json, const char *inside,
                               const struct column *columns, size_t count, void *record);

#endif
