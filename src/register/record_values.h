#ifndef REGISTER_RECORD_VALUES_H
#define REGISTER_RECORD_VALUES_H
/** A record by its column table: as the values of a statement, and compared with another one. */
#include "core/column.h"
#include "db/db.h"

enum { RECORD_COLUMNS_MAX = 64 };

/** What the record holds in this column, as a parameter. */
struct value record_value(const struct column *column, const void *record);
/** Runs a statement whose $1 … $n are the first `count` columns, in the table's order. The id of
 * nobody is 0, not NULL: a column that may be NULL comes as an extra value, `last`.
 *  if_none  as of db_change */
MUST_USE enum outcome record_change(struct desk *desk, const struct statement *statement,
                                    enum refusal if_none, const struct column *columns,
                                    size_t count, const void *record, const struct value *last);
/** Whether a column is the same in both; an absent text is an empty one. */
bool column_same(const struct column *column, const void *a, const void *b);
/** Items of an open JSON array: the keys of all shown columns that differ, but for the first `but`.
 * How many they are. */
size_t json_changed(struct buf *buf, const struct column *columns, size_t count, size_t but,
                    const void *a, const void *b);

#endif
