#ifndef JOURNAL_PROGRESS_H
#define JOURNAL_PROGRESS_H
/** Figures of progress, as the use cases folded them: summed over units when read. */
#include "core/desk.h"

struct figure {
    struct str name;      /* accepted, signed … */
    int64_t total, today; /* since the beginning, and on the last of the days */
};
struct figures_read {
    const struct figure *at;
    size_t count;
};
/** The figures of the units numbered from … to, in the days from … to. Rights are the caller's. */
MUST_USE enum outcome progress_read(struct desk *desk, int32_t unit_from, int32_t unit_to,
                                    struct day from, struct day to, struct figures_read *out);

#endif
