#ifndef SUPPORT_TABLES_H
#define SUPPORT_TABLES_H
/** The tables of the schema as the steps in sql/schema describe them, whatever they hold, and the
 *  distributed rehearsal: the same schema on PostgreSQL with every table cut into partitions by the
 *  column its `-- spread:` line names, as a distributed engine would cut it.
 *  (1) PostgreSQL itself refuses a unique index without that column.
 *  (2) Tables copied to every node, or of one node only, stay whole.
 *  (3) The partitions of a table are called TABLE_p0 … TABLE_p3. */
#include "support/db.h"

enum { SPREAD_PARTS = 4 };

struct table {
    char name[64];
    char spread[32]; /* a column, "copy" or "none" */
};
struct tables {
    struct table at[96];
    size_t count;
};

/** In the order they are made, parents before children. */
const struct tables *schema_tables(void);
/** NULL when no step makes it. */
const struct table *schema_table(struct str name);
/** Neither copied nor of one node only. */
bool table_is_spread(const struct table *table);

/** A PostgreSQL database of its own with the schema in partitions; false where there is no server.
 *  Closed by test_db_close. */
bool spread_db_open(struct test_db *t);

/** Every row of a table, in the order it lies in. In the arena. */
struct rows table_rows(struct desk *desk, const char *table);
/** All rows of all tables from one database into another that holds none. `backwards`: the last row
 *  of a table goes in first, so that rows which nothing orders lie the other way round. */
void tables_copy(struct test_db *from, struct test_db *to, bool backwards);

#endif
