#include "base/utf8.h"

static bool trail(struct str s, size_t i)
{
    return i < s.len && ((unsigned char)s.at[i] & 0xC0) == 0x80;
}

size_t utf8_length(struct str s)
{
    if (!s.len)
        return 0;
    unsigned char a = (unsigned char)s.at[0], b = s.len > 1 ? (unsigned char)s.at[1] : 0;
    if (a < 0x80)
        return 1;
    if (a >= 0xC2 && a <= 0xDF)
        return trail(s, 1) ? 2 : 0;
    if (a >= 0xE0 && a <= 0xEF) {
        if (!trail(s, 1) || !trail(s, 2) || (a == 0xE0 && b < 0xA0) || (a == 0xED && b > 0x9F))
            return 0;
        return 3;
    }
    if (a >= 0xF0 && a <= 0xF4) {
        if (!trail(s, 1) || !trail(s, 2) || !trail(s, 3) || (a == 0xF0 && b < 0x90) ||
            (a == 0xF4 && b > 0x8F))
            return 0;
        return 4;
    }
    return 0;
}

uint32_t utf8_point(struct str s)
{
    const unsigned char *p = (const unsigned char *)s.at;
    if (p[0] < 0x80)
        return p[0];
    if (p[0] < 0xE0)
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3Fu);
    if (p[0] < 0xF0)
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3Fu);
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
           (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3Fu);
}

bool utf8_next(struct str *rest, uint32_t *point)
{
    size_t n = utf8_length(*rest);
    if (!n)
        return false;
    *point = utf8_point(*rest);
    *rest = str_cut(*rest, n, rest->len);
    return true;
}

size_t utf8_put(uint32_t point, char out[4])
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xC0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (point & 0x3F));
    return 4;
}

size_t utf8_first_fault(struct str s)
{
    size_t i = 0;
    while (i < s.len) {
        size_t n = utf8_length((struct str){ s.at + i, s.len - i });
        if (!n || s.at[i] == '\0')
            return i;
        i += n;
    }
    return i;
}

bool utf8_valid(struct str s)
{
    return utf8_first_fault(s) == s.len;
}

size_t utf8_points(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return n;
}

size_t utf8_utf16_units(struct str s)
{
    size_t n = utf8_points(s);
    for (size_t i = 0; i < s.len; i++)
        n += (unsigned char)s.at[i] >= 0xF0;
    return n;
}
