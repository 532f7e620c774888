#ifndef LINK_FUNCTIONS_H
#define LINK_FUNCTIONS_H
/** The functions of a spec: one text in, one text out. Nothing comes out where a text has no such
 *  thing: no date, no third part.
 *  (1) Equal texts give equal texts; there is no other input. */
#include "base/buf.h"
#include "link/spec.h"

/** Adds the function's text to `out`, which is empty. `scratch` may be emptied by the caller after
 *  each call. JOIN is not one of them: it takes several texts. */
void link_function(enum link_function function, struct str in, const int64_t *numbers,
                   struct arena *scratch, struct buf *out);

/** The next part of a name: parts stand between blanks, commas, hyphens and the separators of
 *  core/name.h. False at the end. */
bool name_part(struct str *rest, struct str *part);

#endif
