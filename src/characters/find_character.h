#ifndef CHARACTERS_FIND_CHARACTER_H
#define CHARACTERS_FIND_CHARACTER_H
/** Looking a character up at the desk, by whatever the clerk has of it; and a name looked at while it
 *  is typed. No persons: no purpose, no entry.
 *  (1) What was typed says by itself what it is:
 *        U+20087 · 20087 with letters or five digits      the code point
 *        95329031 · FE59                                  a GB 18030 code, read as files are
 *        湛                                               itself, its variants and other forms, and
 *                                                         what it is a part of
 *        氵甚 · ⿰氵甚 · 木木木                           parts, with their arrangement if given
 *        zhan                                             a reading
 *        85.9 · 85+12                                     radical and strokes beside it · in all
 *  (2) Four digits that are a code point and a code give both. */
#include "core/column.h"
#include "core/desk.h"

/** Whether the fonts of the forms draw a character. Given by the face: forms stand above. */
typedef bool (*character_drawn_fn)(uint32_t point);

enum { CHARACTER_FOUND_MAX = 60, CHARACTER_ASKED_MAX = 40 };

/** Why a character is among the answers. */
enum character_relation {
    CHARACTER_SELF,
    CHARACTER_VARIANT,    /* the same to a comparison of names */
    CHARACTER_OTHER_FORM, /* traditional or simplified */
    CHARACTER_HAS_PARTS,
    CHARACTER_READ_SO,
    CHARACTER_STROKES,
    CHARACTER_RELATION_COUNT
};
struct character_relation_text {
    const char *code, *zh, *en;
};
const struct character_relation_text *character_relation_text(enum character_relation relation);

struct character_facts {
    struct str character, code_point, gb18030;
    struct str older;    /* GB 18030-2005's code, where it was another one */
    struct str relation; /* code of character_relation */
    struct str block, block_en;
    int standard;       /* in 通用规范汉字表 */
    int drawn;          /* by the fonts of the forms */
    int private_use;    /* no character, a code for one */
    int32_t chip_units; /* of the 15 of a name [GA 490] */
    int32_t radical, beside, strokes;
    struct str readings;  /* "zhan dan" */
    struct str structure; /* ⿰氵甚, or none */
    struct str counts_as; /* the character that stands for its class, when it is another one */
};
extern const struct column character_facts_columns[];
extern const size_t character_facts_column_count;

struct characters_found {
    struct character_facts *at;
    size_t count;
    int more; /* there were others: ask more precisely */
};
/** refuses  ITEM_MISSING, ITEM_WRONG at /q: nothing of the above */
MUST_USE enum outcome character_find(struct desk *desk, struct str what, character_drawn_fn drawn,
                                     struct characters_found *out);
/** One character's facts, as itself. */
struct character_facts character_facts(struct desk *desk, uint32_t point, character_drawn_fn drawn);

/** A name as it is typed: what would come of it. */
struct name_look {
    struct str stored; /* as it would stand */
    struct str fault, fault_en;
    int32_t chip_units;
    int fits_chip;
    struct str chip_name;         /* what fits, to be marked as cut by rule */
    struct character_facts *rare; /* characters outside the table, private ones, those not drawn */
    size_t rare_count;
};
/** Pure but for the arena. Names stay what they are: what the rules say is a hint [G21 51]. */
void name_look(struct desk *desk, struct str written, character_drawn_fn drawn,
               struct name_look *out);

#endif
