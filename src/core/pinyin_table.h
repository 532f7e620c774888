#ifndef CORE_PINYIN_TABLE_H
#define CORE_PINYIN_TABLE_H
/** The tables tools/unihan makes of Unihan's readings and data/surname_readings.csv; core/pinyin.c
 * alone reads them. A point leads over its page of 256 to a block, and there to its list: how many
 * readings, then their syllables. */
#include "base/str.h"

extern const char *const pinyin_syllable_texts[]; /* in the order of the alphabet */
extern const size_t pinyin_syllable_total;
extern const uint16_t pinyin_pages[], pinyin_blocks[][256], pinyin_lists[];
extern const size_t pinyin_page_total;

struct pinyin_surname_row {
    uint32_t first, second;   /* second 0: a surname of one character */
    uint16_t syllable, other; /* of the first, of the second */
};
extern const struct pinyin_surname_row pinyin_surname_rows[];
extern const size_t pinyin_surname_total;

#endif
