#ifndef CHARACTERS_MISSING_GLYPHS_H
#define CHARACTERS_MISSING_GLYPHS_H
/** Characters of registered persons which no font of the forms draws 缺字, and codes that are no
 *  character: what the makers of fonts are asked for, and which stations wait for it.
 *  (1) Counted when somebody asks for it, by one pass over the names of the reach; the list says of
 *      which day it is.
 *  (2) It names characters and stations, nobody. */
#include "characters/find_character.h"

struct missing_glyph {
    struct character_facts facts;
    int64_t persons, units;
    int32_t unit; /* the station, when it is one; or the first of them */
    struct day counted_on;
};
struct missing_glyphs {
    struct missing_glyph *at;
    size_t count;
};

/** Counts anew over the clerk's reach. In transactions of its own.
 *  right    MAY_SETTLE_NUMBERS
 *  journal  `character.counted` {names, missing}
 *  *names   how many names were looked at, former ones too
 *  *missing how many characters no font draws */
MUST_USE enum outcome missing_glyphs_count(struct desk *desk, character_drawn_fn drawn,
                                           int64_t *names, int64_t *missing);
/** What was counted last, what most persons need first, at most 500.
 *  right  MAY_SEE_PERSONS */
MUST_USE enum outcome missing_glyphs_list(struct desk *desk, character_drawn_fn drawn,
                                          struct missing_glyphs *out);

#endif
