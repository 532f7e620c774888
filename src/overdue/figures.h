#ifndef OVERDUE_FIGURES_H
#define OVERDUE_FIGURES_H
/** How many cases there were and what became of them [domain 13]: found and solved, by unit, month,
 *  where they come from, and age on the day they were opened. Nobody is named. */
#include "core/column.h"
#include "core/desk.h"

#define OVERDUE_TALLIES(X) X(UNIT, "unit") X(MONTH, "month") X(SOURCE, "source") X(AGE, "age")
enum overdue_tally {
#define X(tally, word) OVERDUE_PER_##tally,
    OVERDUE_TALLIES(X)
#undef X
        OVERDUE_TALLY_COUNT
};
/** OVERDUE_TALLY_COUNT when there is none. */
enum overdue_tally overdue_tally_of(struct str word);

struct overdue_figure {
    struct str key;    /* 650102011, 2026-01, CIVIL or SEPARATION, 60-69 */
    struct str zh, en; /* what it is called */
    int64_t found, open, late, cancelled, cleared, dismissed, settled, restored;
    int64_t separated, separated_now; /* persons registered as living elsewhere; still in use */
};
extern const struct column overdue_figure_columns[];
extern const size_t overdue_figure_column_count;
struct overdue_figures {
    const struct overdue_figure *at;
    size_t count;
};
/** Of the clerk's reach, what was opened or registered on the days from … to.
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING */
MUST_USE enum outcome overdue_figures_read(struct desk *desk, enum overdue_tally by,
                                           struct day from, struct day to,
                                           struct overdue_figures *out);

#endif
