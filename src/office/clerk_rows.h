#ifndef OFFICE_CLERK_ROWS_H
#define OFFICE_CLERK_ROWS_H
/** A clerk out of rows with one right each, as the statements *_rights of sql/office.sql give them.
 *  For this folder only. */
#include "core/desk.h"

struct rows;

/** False when there is no row: no such clerk, or not in service. A right the program does not know
 * is left out. */
bool clerk_from_rows(const struct rows *rows, struct clerk *out);

#endif
