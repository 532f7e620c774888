#ifndef SUPPORT_PARAMETERS_H
#define SUPPORT_PARAMETERS_H
/** Values for the parameters of every named statement, out of the rows of a database: a parameter
 *  is compared with a column, written into one, or says how many rows; its value comes from a row of
 *  that column's table.
 *  (1) All parameters of one try come from the same row of each table, so that part and id belong
 *      together.
 *  (2) Ranges are as wide as the table in one try and as narrow as the row in the next.
 *  (3) A row to insert is a neighbour of an existing one, with another key, in one try, and the
 *      existing one in the next. */
#include "support/tables.h"

enum { PARAMETERS_MOST = 64 };

/** Rows of all tables, read once. */
struct source;
struct source *source_open(struct desk *desk);
void source_close(struct source *source);

/** The words of a statement, as far as its tables go. */
struct statement_tables {
    struct {
        struct str name, alias;
    } at[16];
    size_t count;
};
/** Every table it names, in the order of the text, with its alias or its name. */
void statement_tables(const struct statement *statement, struct statement_tables *out);

/** The values of try 0, 1, 2 …; false after the last one. Fails the test when a parameter meets no
 * column. */
bool parameters_try(struct source *source, const struct statement *statement, size_t n,
                    struct value out[PARAMETERS_MOST]);

#endif
