#ifndef EXCHANGE_GB18030_H
#define EXCHANGE_GB18030_H
/** GB 18030 at the door: what older systems send becomes UTF-8, and the reverse.
 *  (1) Nothing is lost in silence: bytes without a character are refused, never replaced by `?`.
 *  (2) The table is our own, so every machine reads a file alike: the two-byte codes of the 2000
 *      edition are data, the four-byte codes are all other points in their order, as the standard
 *      lays them, and what an edition changed is rows [GB 18030-2022] [domain 9].
 *  (3) An edition is one to one: each of its codes is one point, each point has one code.
 *  (4) Files are read newest: a code that was private-use in an older edition is the character that
 *      stands there today, and so are the long code that character had before and the codes of the
 *      six components that were coded twice.
 *  (5) A private-use code that no edition gives a character comes out as the private-use character
 *      it is; who takes names makes a case of it.
 *  (6) The bytes of comma, quote and line end never stand inside a longer character, so CSV can be
 *      cut before it is decoded. */
#include "base/arena.h"

enum gb18030_edition { GB18030_2000, GB18030_2005, GB18030_2022, GB18030_EDITIONS };
/** "GB 18030-2022" */
const char *gb18030_edition_name(enum gb18030_edition edition);

/** False when the bytes are not GB 18030; *text is then untouched. Pure ASCII is handed back as it
 * stands, everything else lives in the arena. From any thread. */
MUST_USE bool gb18030_decode(struct arena *arena, struct str bytes, struct str *text);
/** As the 2022 edition writes. False when the text is not UTF-8 or holds a character whose code we
 * would read as another one, which only private-use ones are. */
MUST_USE bool gb18030_encode(struct arena *arena, struct str text, struct str *bytes);

/** The code of a point in an edition.
 *  returns  how many bytes: 1, 2, 4; 0 for what is no character (surrogates, beyond U+10FFFF) */
size_t gb18030_code(enum gb18030_edition edition, uint32_t point, unsigned char out[4]);
/** The point of a code in an edition; false when the bytes are not one whole code of it. */
bool gb18030_point(enum gb18030_edition edition, struct str code, uint32_t *point);
/** Whether the 2022 edition left the character out of its list: a component or compatibility
 *  ideograph that was coded twice. Its code is read all the same. */
bool gb18030_withdrawn(uint32_t point);

#endif
