#ifndef CORE_CHARACTER_H
#define CORE_CHARACTER_H
/** Characters of names: which ones count as one, what they are made of, how a rare one is found
 *  [domain 9]. Pure; the tables are made from data/ and Unihan by tools/characters.
 *  (1) A class holds a character, its compatibility forms and its variants; one of them, the
 *      standard one if there is any, stands for all. Two standard characters are never one class.
 *  (2) Traditional and simplified forms are likeness, not equality: character_simplified.
 *  (3) What is stored never changes by any of this: classes are for comparing and finding.
 *  (4) Strokes and structure are unpacked when they are first asked for, some 2 MB. From any
 *      thread. */
#include "base/arena.h"

/** The character that stands for its class; most stand for themselves. */
uint32_t character_folded(uint32_t point);
/** The simplified form of a traditional character, folded; any other one folded. */
uint32_t character_simplified(uint32_t point);
/** In 通用规范汉字表, which given names are taken from [G21 51]. */
bool character_is_standard(uint32_t point);

struct character_block {
    uint32_t from, to;
    const char *zh, *en;
};
/** NULL where no ideographs are. */
const struct character_block *character_block(uint32_t point);

enum { CHARACTER_RELATED_MAX = 24 };
/** The other members of a class, then the traditional and simplified forms of all of them.
 *  *variants  how many are members
 *  returns how many were written */
size_t character_related(uint32_t point, uint32_t out[CHARACTER_RELATED_MAX], size_t *variants);

/** Strokes, 0 where Unihan knows none. */
struct character_strokes {
    int radical; /* 1 to 214 [GF 0011 counts 201; Unihan keeps the 214 of Kangxi] */
    int beside;  /* strokes beside the radical */
    int total;
};
struct character_strokes character_strokes(uint32_t point);
/** `⿰氵甚`, with ？ for a shape that is no character; NO_STR where nobody took it apart. */
struct str character_structure(struct arena *arena, uint32_t point);

/** Points found, those of 通用规范汉字表 first, then by strokes, then by point. */
struct characters {
    uint32_t *at;
    size_t count;
    bool more; /* there were more than were asked for */
};
/** Characters in which all of these parts stand, each as often as it is named, at any depth: 木木木,
 *  氵甚. A description (⿰氵甚) asks for its arrangement too. Radical forms count as their
 *  characters: 氵 as 水. */
struct characters characters_of_parts(struct arena *arena, struct str parts, size_t most);
/** beside, total: -1 for any. */
struct characters characters_of_strokes(struct arena *arena, int radical, int beside, int total,
                                        size_t most);
/** Without tones, ü as v. */
struct characters characters_of_reading(struct arena *arena, struct str letters, size_t most);

#endif
