#include "core/pinyin.h"
#include "core/pinyin_table.h"

size_t pinyin_readings(uint32_t point, uint16_t out[PINYIN_READINGS_MAX])
{
    if (point / 256 >= pinyin_page_total)
        return 0;
    const uint16_t *list = pinyin_lists + pinyin_blocks[pinyin_pages[point / 256]][point % 256];
    for (size_t i = 0; i < list[0]; i++)
        out[i] = list[i + 1];
    return list[0];
}

static const struct pinyin_surname_row *surname_row(uint32_t first, uint32_t second)
{
    for (size_t i = 0; i < pinyin_surname_total; i++)
        if (pinyin_surname_rows[i].first == first && pinyin_surname_rows[i].second == second)
            return &pinyin_surname_rows[i];
    return NULL;
}

size_t pinyin_surname(uint32_t first, uint32_t second, uint16_t out[2])
{
    const struct pinyin_surname_row *row = second ? surname_row(first, second) : NULL;
    if (!row)
        row = surname_row(first, 0);
    if (!row)
        return 0;
    out[0] = row->syllable;
    out[1] = row->other;
    return row->second ? 2 : 1;
}

const char *pinyin_syllable(uint16_t syllable)
{
    ASSERT(syllable < pinyin_syllable_total);
    return pinyin_syllable_texts[syllable];
}

size_t pinyin_syllables(void)
{
    return pinyin_syllable_total;
}

/** The first syllable that is not before these letters. */
static size_t lower_bound(struct str letters)
{
    size_t low = 0, high = pinyin_syllable_total;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_compare(str_of(pinyin_syllable_texts[mid]), letters) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

bool pinyin_syllable_find(struct str letters, uint16_t *out)
{
    size_t at = lower_bound(letters);
    if (at == pinyin_syllable_total || !str_is(letters, pinyin_syllable_texts[at]))
        return false;
    *out = (uint16_t)at;
    return true;
}

bool pinyin_syllable_begins(struct str letters)
{
    size_t at = lower_bound(letters);
    return at < pinyin_syllable_total &&
           str_eq(str_cut(str_of(pinyin_syllable_texts[at]), 0, letters.len), letters);
}
