#ifndef CORE_NAME_H
#define CORE_NAME_H
/** Names of persons: how they are stored, compared, refused, and whether they fit the chip [NM33]
 *  [G21 51] [domain 9].
 *  (1) A name is stored as it is written, with one separator, U+00B7, and without blanks; rare
 *  characters stay.
 *  (2) Names are compared by keys, where compatibility ideographs and variants count as the one
 *      that stands for them (character.h). Traditional and simplified forms stay two: likeness is
 *      name_simplified's.
 *  (3) A private-use character is a fault with a work list, never replaced by another one.
 *  (4) A name is one text: it is not split into family and given name. */
#include "base/arena.h"

enum name_fault {
    NAME_GOOD,
    NAME_EMPTY,    /* nothing, or nothing but blanks */
    NAME_TOO_LONG, /* more than NAME_POINTS_MAX code points */
    NAME_NOT_UTF8,
    NAME_PRIVATE_USE,   /* a legacy code: look the character up on paper */
    NAME_BAD_CHARACTER, /* neither an ideograph, a separator nor a Latin letter */
    NAME_BAD_SEPARATOR, /* at an end, or two in a row */
    NAME_FAULT_COUNT
};

enum {
    NAME_POINTS_MAX = 50, /* systems hold at least 25 ideographs [NM33]; known names have some 20 */
    NAME_CHIP_UNITS = 15, /* code units of UTF-16 in the chip's field [GA 490] */
};

/** The form that is stored: blanks left out; `.`, U+2022, U+2027, U+30FB and U+FF0E become U+00B7.
 *  Bytes that are not UTF-8 stay as they are, for name_fault to find. In the arena. */
struct str name_stored(struct arena *arena, struct str written);
/** The form that is compared: stored, variants and compatibility ideographs folded, Latin letters
 *  in capitals. Never shown. */
struct str name_key(struct arena *arena, struct str written);
/** The key with traditional characters made simplified: names that differ in that only are alike,
 *  not the same. */
struct str name_simplified(struct arena *arena, struct str written);
/** Whether two names are the same however they were typed. */
bool name_same(struct arena *arena, struct str a, struct str b);

/** Pure. The first fault of a stored name; *point is the code point at fault, or 0. `point` may be
 *  NULL. */
enum name_fault name_fault(struct str stored, uint32_t *point);
const char *name_fault_zh(enum name_fault fault);
const char *name_fault_en(enum name_fault fault);

/** Code units in UTF-16: characters beyond the BMP count twice. */
size_t name_chip_units(struct str stored);
bool name_fits_chip(struct str stored);
/** As much as fits, cut between characters and not behind a separator: the card name, to be marked
 *  as cut by rule. */
struct str name_for_chip(struct str stored);

/** An ideograph of GB 18030-2022 or of a later addition, compatibility ideographs and 〇 too. */
bool name_is_ideograph(uint32_t point);
bool name_is_private_use(uint32_t point);
/** The first private-use character of a text, or 0. */
uint32_t name_private_use(struct str text);

#endif
