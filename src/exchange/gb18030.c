#include "exchange/gb18030.h"
#include "base/utf8.h"
#include <iconv.h>
#include <pthread.h>

enum {
    TWO_CODES = 126 * 190, /* first byte 81 to FE, second 40 to FE without 7F */
    FOUR_CODES = 39420,    /* 81308130 to 8431A439: the basic plane */
    FOUR_PLANES = 189000,  /* 90308130: U+10000, and on from there */
    NOTHING = 0            /* in the tables: no character, no code */
};

/* clang-format off */
/** Codes on which editions and libraries differ, and what they mean to us. */
static const struct {
    uint32_t code, count, point;
} rows[] = {
    { 0xA6D9,     7, 0xFE10 }, { 0xA6EC,     2, 0xFE17 }, { 0xA6F3,     1, 0xFE19 }, /* private use until 2022 */
    { 0xFE59,     1, 0x9FB4 }, { 0xFE61,     1, 0x9FB5 }, { 0xFE66,     2, 0x9FB6 },
    { 0xFE6D,     1, 0x9FB8 }, { 0xFE7E,     1, 0x9FB9 }, { 0xFE90,     1, 0x9FBA }, { 0xFEA0, 1, 0x9FBB },
    { 0xA8BC,     1, 0x1E3F },                                                       /* private use until 2005 */
    { 0xFE51,     1, 0x20087 }, { 0xFE52,    1, 0x20089 }, { 0xFE53,    1, 0x200CC }, /* coded twice until 2022 */
    { 0xFE6C,     1, 0x215D7 }, { 0xFE76,    1, 0x2298F }, { 0xFE91,    1, 0x241FE },
    { 0x82359037, 3, 0x9FB4 }, { 0x82359130, 5, 0x9FB7 },                            /* the long codes they had */
    { 0x84318236, 4, 0xFE10 }, { 0x84318330, 6, 0xFE14 },
};
/* clang-format on */

static pthread_once_t once = PTHREAD_ONCE_INIT;
static uint32_t two[TWO_CODES], four[FOUR_CODES]; /* code points */
static uint32_t codes[0x10000];                   /* of the basic plane: the bytes, first on top */

static uint32_t two_index(unsigned a, unsigned b)
{
    return (a - 0x81) * 190 + b - 0x40 - (b > 0x7F);
}

static uint32_t four_index(const unsigned char b[4])
{
    return (((b[0] - 0x81u) * 10 + b[1] - 0x30u) * 126 + b[2] - 0x81u) * 10 + b[3] - 0x30u;
}

static uint32_t two_code(uint32_t index)
{
    uint32_t b = index % 190 + 0x40;
    return (index / 190 + 0x81) << 8 | (b + (b >= 0x7F));
}

static uint32_t four_code(uint32_t index)
{
    return (index / 12600 + 0x81) << 24 | (index / 1260 % 10 + 0x30) << 16 |
           (index / 10 % 126 + 0x81) << 8 | (index % 10 + 0x30);
}

static void code_bytes(uint32_t code, size_t len, unsigned char out[4])
{
    for (size_t i = 0; i < len; i++)
        out[i] = (unsigned char)(code >> 8 * (len - 1 - i));
}

/** What the C library makes of one code. */
static uint32_t library_point(iconv_t library, uint32_t code, size_t len)
{
    unsigned char bytes[4];
    char *in = (char *)bytes;
    uint32_t points[4] = { 0 };
    char *out = (char *)points;
    size_t in_left = len, out_left = sizeof points;
    code_bytes(code, len, bytes);
    iconv(library, NULL, NULL, NULL, NULL);
    size_t result = iconv(library, &in, &in_left, &out, &out_left);
    bool one = out_left == sizeof points - sizeof points[0];
    return result == 0 && in_left == 0 && one ? points[0] : NOTHING;
}

static void apply_rows(void)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        for (uint32_t n = 0; n < rows[i].count; n++) {
            unsigned char b[4];
            uint32_t code = rows[i].code + n;
            code_bytes(code, 4, b);
            if (code < 0x10000)
                two[two_index(code >> 8, code & 0xFF)] = rows[i].point + n;
            else
                four[four_index(b)] = rows[i].point + n;
        }
}

/** Short codes win where a character has two. */
static void reverse(void)
{
    for (uint32_t i = 0; i < FOUR_CODES; i++)
        if (four[i])
            codes[four[i]] = four_code(i);
    for (uint32_t i = 0; i < TWO_CODES; i++)
        if (two[i] && two[i] < 0x10000)
            codes[two[i]] = two_code(i);
}

static void prepare(void)
{
    iconv_t library = iconv_open("UTF-32LE", "GB18030");
    ASSERT(library != (iconv_t)-1);
    for (uint32_t i = 0; i < TWO_CODES; i++)
        two[i] = library_point(library, two_code(i), 2);
    for (uint32_t i = 0; i < FOUR_CODES; i++)
        four[i] = library_point(library, four_code(i), 4);
    iconv_close(library);
    apply_rows();
    reverse();
}

static uint32_t four_point(const unsigned char b[4])
{
    uint32_t index = four_index(b);
    if (index < FOUR_CODES)
        return four[index];
    if (index < FOUR_PLANES || index - FOUR_PLANES > 0xFFFFF)
        return NOTHING;
    return index - FOUR_PLANES + 0x10000;
}

static bool within(unsigned byte, unsigned low, unsigned high)
{
    return byte >= low && byte <= high;
}

/** Bytes of the character the view begins with, and the character; 0 when there is none. */
static size_t take_point(struct str s, uint32_t *point)
{
    const unsigned char *b = (const unsigned char *)s.at;
    *point = b[0];
    if (b[0] < 0x80)
        return 1;
    if (s.len < 2 || !within(b[0], 0x81, 0xFE))
        return 0;
    if (within(b[1], 0x40, 0xFE) && b[1] != 0x7F) {
        *point = two[two_index(b[0], b[1])];
        return *point ? 2 : 0;
    }
    if (s.len < 4 || !within(b[1], 0x30, 0x39) || !within(b[2], 0x81, 0xFE) ||
        !within(b[3], 0x30, 0x39))
        return 0;
    *point = four_point(b);
    return *point ? 4 : 0;
}

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
    char *out = arena_bytes(arena, bytes.len * 2); /* two bytes become three at most, four four */
    size_t len = 0;
    while (bytes.len) {
        uint32_t point;
        size_t n = take_point(bytes, &point);
        if (!n)
            return false;
        len += utf8_put(point, out + len);
        bytes = str_cut(bytes, n, bytes.len);
    }
    *text = str_from(out, len);
    return true;
}

static size_t put_code(uint32_t point, unsigned char out[4])
{
    uint32_t code = point < 0x10000 ? codes[point] : four_code(point - 0x10000 + FOUR_PLANES);
    size_t len = code == NOTHING ? 0 : code < 0x10000 ? 2 : 4;
    code_bytes(code, len, out);
    return len;
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
        else if ((n = put_code(point, out + len)) == 0)
            return false;
        len += n;
    }
    *bytes = str_from(out, len);
    return true;
}
