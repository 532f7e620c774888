#ifndef DB_STATEMENT_H
#define DB_STATEMENT_H
/** Named statements and schema steps, as tools/sqlgen makes them out of sql/. */
#include <stddef.h>

struct statement {
    const char *name;
    const char *text;
    int parameters; /* $1 … $n */
    int fanout;     /* may ask every part: a report, not a step of a use case */
    int writes;
    int index; /* its place in all_statements */
};

struct schema_step {
    long number;
    const char *name;
    const char *text;
};

extern const struct statement *const all_statements[];
extern const size_t all_statement_count;
extern const struct schema_step schema_steps[];
extern const size_t schema_step_count;

#endif
