#ifndef EXCHANGE_GB18030_H
#define EXCHANGE_GB18030_H
/** GB 18030 at the door: what older systems send becomes UTF-8, and the reverse.
 *  (1) Nothing is lost in silence: bytes without a character are refused, never replaced by `?`.
 *  (2) The characters are those of the C library, but for the codes on which editions and libraries
 *      differ: those are rows here [GB 18030-2022], so every machine reads a file alike.
 *  (3) A private-use code comes out as the private-use character it is; who takes names refuses it.
 *  (4) The bytes of comma, quote and line end never stand inside a longer character, so CSV can be
 *      cut before it is decoded. */
#include "base/arena.h"

/** Edition and issue of the rows of (2). */
#define GB18030_ROWS "GB 18030-2022/1"

/** False when the bytes are not GB 18030; *text is then untouched. Pure ASCII is handed back as it
 * stands, everything else lives in the arena. From any thread. */
MUST_USE bool gb18030_decode(struct arena *arena, struct str bytes, struct str *text);
/** False when the text is not UTF-8 or holds a character without a code of its own, which only
 * private-use ones are. */
MUST_USE bool gb18030_encode(struct arena *arena, struct str text, struct str *bytes);

#endif
