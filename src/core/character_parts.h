#ifndef CORE_CHARACTER_PARTS_H
#define CORE_CHARACTER_PARTS_H
/** The unpacked tables of strokes and structure, for character_parts.c and character_find.c. */
#include "core/character.h"

/** Kinds of arrangement, as tools/characters numbers them. */
enum part_kind {
    PART_NONE,
    PART_SAME_SHAPE, /* one part, in another shape */
    PART_LEFT_RIGHT, /* ⿰ and on to ⿻ in the order of Unicode, but for the three-part ones */
    PART_OVER,
    PART_AROUND,
    PART_OVERLAID = 11,
    PART_TRIANGLE, /* three of one */
    PART_SQUARE    /* four of one */
};
enum { PARTS_MAX = 7 };

/** A node is a point of the blocks or a shape that is no character; how many points and nodes
 * there are. */
uint32_t character_point_count(void);
uint32_t character_node_count(void);
/** The node of a point; character_node_count() where there is none. */
uint32_t character_node(uint32_t point);
/** The point of a node; 0 for a shape. */
uint32_t character_of_node(uint32_t node);
struct character_strokes node_strokes(uint32_t node);
/** The arrangement of a node and its parts, as nodes. */
enum part_kind node_parts(uint32_t node, uint32_t out[PARTS_MAX], size_t *count);
/** The node a part counts as: a radical's sign or form (氵) as its character (水), a variant as its
 * class. */
uint32_t node_folded(uint32_t node);

#endif
