#ifndef BASE_UTF8_H
#define BASE_UTF8_H
/** UTF-8: strict (no surrogates, no overlong forms, nothing past U+10FFFF). */
#include "base/str.h"

/** Bytes of the first code point, 1 to 4; 0 when the view is empty or does not begin with one. */
size_t utf8_length(struct str s);
/** The first code point, which utf8_length must have accepted. */
uint32_t utf8_point(struct str s);
/** Takes the first code point off; false at the end. The view must be valid. */
bool utf8_next(struct str *rest, uint32_t *point);
/** Writes 1 to 4 bytes; returns how many. */
size_t utf8_put(uint32_t point, char out[4]);
/** Whole view valid and without NUL. */
bool utf8_valid(struct str s);
/** Position of the first byte that is not UTF-8, or s.len. */
size_t utf8_first_fault(struct str s);
size_t utf8_points(struct str s);
/** Code units in UTF-16, which is what binds on the chip [GA 490]. */
size_t utf8_utf16_units(struct str s);

#endif
