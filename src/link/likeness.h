#ifndef LINK_LIKENESS_H
#define LINK_LIKENESS_H
/** How alike two texts are. Everything here is pure and works on code points; all but Jaro's figure,
 *  which takes the partners of the first text in order, is symmetric. */
#include "base/str.h"

enum { LIKENESS_POINTS_MAX = 64 }; /* of a text; what stands behind is not looked at */

/** A text ready for comparing: its code points and, by their value mod 32, which of them it has. */
struct points {
    const uint32_t *at;
    uint32_t len;
    uint64_t kinds; /* bit n: a point of kind n; bit 32 + n: a second one */
};

/** The bits of the points, for struct points. */
uint64_t points_kinds(const uint32_t *at, uint32_t len);

/** 0 to 1 [Jaro 1989]; 0 when nothing matches, and for the empty text. Comparing asks
 *  likeness_jaro_reaches; the figures themselves are what it is held against. */
double likeness_jaro(struct points a, struct points b);
/** Jaro's figure raised by up to four equal points at the beginning, a tenth of what is missing
 *  each [Winkler 1990]. */
double likeness_jaro_winkler(struct points a, struct points b);
/** Whether the figure reaches the threshold; most texts that do not are told by their lengths and
 *  kinds alone. */
bool likeness_jaro_reaches(struct points a, struct points b, double threshold, bool winkler);

/** Whether so many insertions, deletions and replacements make one the other; with `swaps` two
 *  neighbours changed count as one as well (each stretch edited once). */
bool likeness_edits_within(struct points a, struct points b, uint32_t most, bool swaps);

/** Texts of one length that differ in exactly one point. */
bool likeness_one_point(struct points a, struct points b);
/** Texts of one length that differ in two neighbours which have changed places. */
bool likeness_swapped(struct points a, struct points b);
/** Days as YYYYMMDD: the same year, and month and day have changed places. */
bool likeness_day_month(struct points a, struct points b);

#endif
