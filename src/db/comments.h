#ifndef DB_COMMENTS_H
#define DB_COMMENTS_H
/** What the schema steps say in their `--` lines, as the database's own comments, for whoever looks
 * at the tables with the engine's tools.
 *  (1) The lines above CREATE TABLE, up to an empty one, are the table's; those that say `owner:` or
 *      `spread:` are for our tools.
 *  (2) What stands behind `--` on a column's line is the column's. */
#include "base/buf.h"

/** Adds COMMENT ON statements for the tables a step creates. Pure. */
void schema_comments(struct buf *out, struct str step);

#endif
