#include "exchange/gb18030.h"
#include "base/utf8.h"
#include "exchange/gb18030_table.h"
#include <pthread.h>

enum {
    TWO_CODES = 126 * 190, /* first byte 81 to FE, second 40 to FE without 7F */
    FOUR_CODES = 39420,    /* 81308130 to 8431A439: the basic plane */
    FOUR_PLANES = 189000,  /* 90308130: U+10000, and on from there */
    NO_POINT = 0x110000
};

/* clang-format off */
/** What an edition changed: the code of a private-use point became that of a character, and the
 *  long code the character had became that of the private-use point. */
static const struct {
    enum gb18030_edition since;
    uint32_t private, point, count;
} exchanged[] = {
    { GB18030_2005, 0xE7C7, 0x1E3F, 1 },
    { GB18030_2022, 0xE78D, 0xFE10, 1 }, { GB18030_2022, 0xE78E, 0xFE12, 1 }, { GB18030_2022, 0xE78F, 0xFE11, 1 },
    { GB18030_2022, 0xE790, 0xFE13, 7 },
    { GB18030_2022, 0xE81E, 0x9FB4, 1 }, { GB18030_2022, 0xE826, 0x9FB5, 1 }, { GB18030_2022, 0xE82B, 0x9FB6, 2 },
    { GB18030_2022, 0xE832, 0x9FB8, 1 }, { GB18030_2022, 0xE843, 0x9FB9, 1 }, { GB18030_2022, 0xE854, 0x9FBA, 1 },
    { GB18030_2022, 0xE864, 0x9FBB, 1 },
};
/** Components that stood in the two-byte area until 2022 without being told from their code in
 *  extension B, and compatibility ideographs of which the same is so. */
static const struct {
    uint32_t point, is;
} twice[] = {
    { 0xE816, 0x20087 }, { 0xE817, 0x20089 }, { 0xE818, 0x200CC },
    { 0xE831, 0x215D7 }, { 0xE83B, 0x2298F }, { 0xE855, 0x241FE },
    { 0xF92C, 0xF92C }, { 0xF979, 0xF979 }, { 0xF995, 0xF995 }, { 0xF9E7, 0xF9E7 }, { 0xF9F1, 0xF9F1 },
    { 0xFA0C, 0xFA0C }, { 0xFA0D, 0xFA0D }, { 0xFA18, 0xFA18 }, { 0xFA20, 0xFA20 },
};
/* clang-format on */

static pthread_once_t once = PTHREAD_ONCE_INIT;
static uint16_t four[FOUR_CODES];  /* points of the 2000 edition */
static uint16_t place_of[0x10000]; /* among all codes of the basic plane, two bytes first */

const char *gb18030_edition_name(enum gb18030_edition edition)
{
    static const char *const names[] = { "GB 18030-2000", "GB 18030-2005", "GB 18030-2022" };
    ASSERT(edition < GB18030_EDITIONS);
    return names[edition];
}

/* ---- points and editions ---- */

/** The point that has the other one's code in an edition; the same both ways. */
static uint32_t changed(enum gb18030_edition edition, uint32_t point)
{
    for (size_t i = 0; i < COUNT(exchanged) && point >= 0x1E3F; i++) {
        if (exchanged[i].since > edition)
            continue;
        if (point - exchanged[i].private < exchanged[i].count)
            return point - exchanged[i].private + exchanged[i].point;
        if (point - exchanged[i].point < exchanged[i].count)
            return point - exchanged[i].point + exchanged[i].private;
    }
    return point;
}

static uint32_t is_component(uint32_t point)
{
    for (size_t i = 0; i < COUNT(twice); i++)
        if (twice[i].point == point && twice[i].is != point)
            return twice[i].is;
    return 0;
}

static bool is_private(uint32_t point)
{
    return point >= 0xE000 && point <= 0xF8FF;
}

/** What a point of the 2000 edition is read as. */
static uint32_t read_as(uint32_t point)
{
    if (!is_private(point))
        return point;
    uint32_t component = is_component(point);
    return component ? component : changed(GB18030_2022, point);
}

bool gb18030_withdrawn(uint32_t point)
{
    for (size_t i = 0; i < COUNT(twice); i++)
        if (twice[i].point == point)
            return true;
    return false;
}

/* ---- codes as numbers ---- */

static uint32_t two_index(unsigned a, unsigned b)
{
    return (a - 0x81) * 190 + b - 0x40 - (b > 0x7F);
}

static uint32_t four_index(const unsigned char b[4])
{
    return (((b[0] - 0x81u) * 10 + b[1] - 0x30u) * 126 + b[2] - 0x81u) * 10 + b[3] - 0x30u;
}

static size_t put_two(uint32_t index, unsigned char out[4])
{
    unsigned b = index % 190 + 0x40;
    out[0] = (unsigned char)(index / 190 + 0x81);
    out[1] = (unsigned char)(b + (b >= 0x7F));
    return 2;
}

static size_t put_four(uint32_t index, unsigned char out[4])
{
    out[0] = (unsigned char)(index / 12600 + 0x81);
    out[1] = (unsigned char)(index / 1260 % 10 + 0x30);
    out[2] = (unsigned char)(index / 10 % 126 + 0x81);
    out[3] = (unsigned char)(index % 10 + 0x30);
    return 4;
}

/** The four-byte codes of the basic plane are the points without a shorter one, in their order. */
static void prepare(void)
{
    uint32_t used = 0;
    memset(place_of, 0xFF, sizeof place_of);
    for (uint32_t i = 0; i < TWO_CODES; i++)
        place_of[gb18030_two_bytes[i]] = (uint16_t)i;
    for (uint32_t point = 0x80; point < 0x10000; point++) {
        if (place_of[point] != UINT16_MAX || (point >= 0xD800 && point < 0xE000))
            continue;
        ASSERT(used < FOUR_CODES);
        four[used] = (uint16_t)point;
        place_of[point] = (uint16_t)(TWO_CODES + used++);
    }
    ASSERT(used == FOUR_CODES);
}

/** Of the 2000 edition; `point` is a character beyond ASCII. */
static size_t put_point(uint32_t point, unsigned char out[4])
{
    if (point >= 0x10000)
        return put_four(point - 0x10000 + FOUR_PLANES, out);
    uint32_t place = place_of[point];
    return place < TWO_CODES ? put_two(place, out) : put_four(place - TWO_CODES, out);
}

static bool within(unsigned byte, unsigned low, unsigned high)
{
    return byte >= low && byte <= high;
}

static uint32_t four_point(const unsigned char b[4])
{
    uint32_t index = four_index(b);
    if (index < FOUR_CODES)
        return four[index];
    if (index < FOUR_PLANES || index - FOUR_PLANES > 0xFFFFF)
        return NO_POINT;
    return index - FOUR_PLANES + 0x10000;
}

/** Bytes of the character the view begins with, and its point in the 2000 edition; 0 when there is
 *  none. */
static size_t take_point(struct str s, uint32_t *point)
{
    const unsigned char *b = (const unsigned char *)s.at;
    *point = b[0];
    if (b[0] < 0x80)
        return 1;
    if (s.len < 2 || !within(b[0], 0x81, 0xFE))
        return 0;
    if (within(b[1], 0x40, 0xFE) && b[1] != 0x7F) {
        *point = gb18030_two_bytes[two_index(b[0], b[1])];
        return 2;
    }
    if (s.len < 4 || !within(b[1], 0x30, 0x39) || !within(b[2], 0x81, 0xFE) ||
        !within(b[3], 0x30, 0x39))
        return 0;
    *point = four_point(b);
    return *point == NO_POINT ? 0 : 4;
}

/* ---- one code ---- */

size_t gb18030_code(enum gb18030_edition edition, uint32_t point, unsigned char out[4])
{
    pthread_once(&once, prepare);
    if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
        return 0;
    if (point >= 0x80)
        return put_point(changed(edition, point), out);
    out[0] = (unsigned char)point;
    return 1;
}

bool gb18030_point(enum gb18030_edition edition, struct str code, uint32_t *point)
{
    uint32_t taken;
    pthread_once(&once, prepare);
    if (!code.len || take_point(code, &taken) != code.len)
        return false;
    *point = changed(edition, taken);
    return true;
}

/* ---- texts ---- */

static bool ascii(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

bool gb18030_decode(struct arena *arena, struct str bytes, struct str *text)
{
    if (ascii(bytes)) {
        *text = bytes;
        return true;
    }
    pthread_once(&once, prepare);
    char *out = arena_bytes(arena, bytes.len * 2); /* two bytes become four at most, four four */
    size_t len = 0;
    while (bytes.len) {
        uint32_t point;
        size_t n = take_point(bytes, &point);
        if (!n)
            return false;
        len += utf8_put(read_as(point), out + len);
        bytes = str_cut(bytes, n, bytes.len);
    }
    *text = str_from(out, len);
    return true;
}

/** 0 when the code is read as another character. */
static size_t put_for_readers(uint32_t point, unsigned char out[4])
{
    if (is_private(point) && read_as(point) != point)
        return 0;
    return put_point(changed(GB18030_2022, point), out);
}

bool gb18030_encode(struct arena *arena, struct str text, struct str *bytes)
{
    if (!utf8_valid(text))
        return false;
    if (ascii(text)) {
        *bytes = text;
        return true;
    }
    pthread_once(&once, prepare);
    unsigned char *out = arena_bytes(arena, text.len * 2);
    size_t len = 0;
    for (uint32_t point; utf8_next(&text, &point);) {
        size_t n = 1;
        if (point < 0x80)
            out[len] = (unsigned char)point;
        else if ((n = put_for_readers(point, out + len)) == 0)
            return false;
        len += n;
    }
    *bytes = str_from(out, len);
    return true;
}
