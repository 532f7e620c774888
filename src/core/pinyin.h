#ifndef CORE_PINYIN_H
#define CORE_PINYIN_H
/** How characters of names are read 汉语拼音: for looking names up and for comparing them, never for
 *  printing.
 *  (1) Readings have no tones. A syllable is a number in the order of the alphabet; ü is written v,
 *      as clerks type it.
 *  (2) The most usual reading stands first. Sources, in this order: Unihan kMandarin, kHanyuPinlu by
 *      frequency, kTGHZ2013, kXHC1983; kHanyuPinyin where none of them has the character.
 *  (3) Some surnames are read otherwise than their character usually is (单 shan, 尉迟 yu chi): a
 *      table of their own, data/surname_readings.csv. */
#include "base/str.h"

enum { PINYIN_READINGS_MAX = 8 };

/** Pure. The readings of a character, most usual first; 0 when it has none. */
size_t pinyin_readings(uint32_t point, uint16_t out[PINYIN_READINGS_MAX]);
/** Pure. How the surname at the beginning of a name is read, where that differs from the usual.
 *  second  the character behind, or 0
 *  returns how many characters the surname has (out holds as many syllables), or 0: nothing special
 */
size_t pinyin_surname(uint32_t first, uint32_t second, uint16_t out[2]);

/** The syllable's letters, static. */
const char *pinyin_syllable(uint16_t syllable);
/** Syllables are 0 … pinyin_syllables() - 1. */
size_t pinyin_syllables(void);
/** Pure. The syllable written so, in small letters (ü as v); false when there is none. */
bool pinyin_syllable_find(struct str letters, uint16_t *out);
/** Pure. Whether some syllable begins with these letters. */
bool pinyin_syllable_begins(struct str letters);

#endif
