#ifndef PLACES_ADDRESS_H
#define PLACES_ADDRESS_H
/** Composed addresses: the line that goes on the card and into its chip, and the organ that issues
 *  it.
 *  (1) It begins with the region, in full or in short, and goes on county, street, door, detail
 *      [domain 11].
 *  (2) The chip holds 35 UTF-16 units [GA 490]; what is longer is shortened by rows, in their
 *      order, and never cut.
 *  (3) Digits and Latin letters are half-width, and there are no blanks [V].
 *  (4) The organ follows from the county of the address, not from the clerk's unit [domain 8.6]; it
 *      has 15 units at most. */
#include "core/day.h"
#include "core/refusals.h"

enum { ADDRESS_UNITS_MAX = 35, ORGAN_UNITS_MAX = 15 };

struct address {
    int32_t county;    /* code of GB/T 2260 */
    struct str street; /* 街路巷, before it the sub-district where it is written with it */
    struct str door;   /* 门(楼)牌号 */
    struct str detail; /* 门(楼)详址 */
};

struct address_line {
    struct str text;       /* in the arena */
    size_t units;          /* UTF-16 */
    const char *shortened; /* the last step it took, or NULL */
};

/** Pure. Composes the line as its places are called on that day.
 *  refuses  ADDRESS_TOO_LONG after the last row, ITEM_WRONG when the county never was; *out then
 * holds the shortest line there is, for the clerk to look at, and must not go on a card */
enum refusal address_compose(struct arena *arena, const struct address *address, struct day on,
                             struct address_line *out);

/** Pure. 乌鲁木齐市公安局天山区分局.
 *  refuses  ITEM_WRONG when the county never was or the name exceeds 15 units; *out is then
 * untouched */
enum refusal issuing_organ(struct arena *arena, int32_t county, struct day on, struct str *out);

/** Pure. A part as it stands on the card: (3). In the arena, or the part itself when nothing
 * changes. */
struct str address_part(struct arena *arena, struct str part);

/** Pure. A hash of a place: county, street and door as place_key spells them (places/plate.h), so that
 * one door written in two ways is one place. 0 where street or door is empty. */
uint64_t address_hash(int32_t county, struct str street, struct str door);

#endif
