#ifndef REGISTER_CURSOR_H
#define REGISTER_CURSOR_H
/** Where the next page of a list begins, as one word a face hands out and takes back. Opaque to
 * those outside. */
#include "core/desk.h"

struct cursor {
    int64_t order; /* what the list is ordered by, when it is a number */
    int32_t part;
    int64_t id;
    struct str text; /* the same when it is a text */
};

struct str cursor_make(struct arena *arena, const struct cursor *cursor);
/** False when it is no word of cursor_make; *out is then untouched. */
MUST_USE bool cursor_read(struct arena *arena, struct str word, struct cursor *out);

enum { PAGE_ROWS_MAX = 200 };
/** Where a page asked for by a face begins: behind the cursor, or without one before every row.
 *  limit    1 to PAGE_ROWS_MAX rows
 *  refuses  BAD_REQUEST at /cursor, /limit */
MUST_USE enum outcome page_begins(struct desk *desk, struct str word, int64_t limit,
                                  struct cursor *out);

#endif
