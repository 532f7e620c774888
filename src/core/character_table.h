#ifndef CORE_CHARACTER_TABLE_H
#define CORE_CHARACTER_TABLE_H
/** Tables made by tools/characters; core/character.h is how they are asked. */
#include "base/str.h"

/** A character and another one it counts as; in the order of points. */
struct character_row {
    uint32_t point, to;
};
extern const struct character_row variant_rows[];    /* to the one that stands for its class */
extern const struct character_row simplified_rows[]; /* traditional to simplified */
extern const struct character_row part_rows[];       /* radical signs and strokes to ideographs */
extern const size_t variant_row_count, simplified_row_count, part_row_count;

/** One bit a point below CHARACTER_POINTS, lowest first. */
enum { CHARACTER_POINTS = 0x32400 };
extern const unsigned char variant_bits[];  /* has a row in variant_rows */
extern const unsigned char standard_bits[]; /* 通用规范汉字表 */

/** What character_packed becomes, one behind the other: of each point of the blocks its radical,
 *  strokes beside the radical, all strokes, a byte each; of each node (those points, then shapes)
 *  kind << 4 | how many parts; the nodes that are parts, 4 bytes, lowest first; the parts of all
 *  nodes, places among the latter, 2 bytes. */
extern const struct character_sizes {
    uint32_t points, nodes;
    size_t words, parts, plain, packed;
} character_sizes;
extern const unsigned char character_packed[];

#endif
