#include "base/str.h"

struct str str_of(const char *text)
{
    return (struct str){ text, text ? strlen(text) : 0 };
}

struct str str_from(const void *bytes, size_t len)
{
    return (struct str){ bytes, len };
}

bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool str_is(struct str a, const char *text)
{
    return str_eq(a, str_of(text));
}

bool str_starts(struct str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.len >= n && str_eq(str_cut(s, 0, n), (struct str){ prefix, n });
}

bool str_ends(struct str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.len >= n && str_eq(str_cut(s, s.len - n, n), (struct str){ suffix, n });
}

int str_compare(struct str a, struct str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.at, b.at, n) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

struct str str_cut(struct str s, size_t from, size_t len)
{
    if (from > s.len)
        from = s.len;
    if (len > s.len - from)
        len = s.len - from;
    return (struct str){ s.at ? s.at + from : NULL, len };
}

static size_t blank_at_start(struct str s)
{
    if (s.len && (s.at[0] == ' ' || (s.at[0] >= '\t' && s.at[0] <= '\r')))
        return 1;
    if (str_starts(s, "\xC2\xA0"))
        return 2;
    if (str_starts(s, "\xE3\x80\x80") || str_starts(s, "\xEF\xBB\xBF"))
        return 3;
    return 0;
}

static size_t blank_at_end(struct str s)
{
    if (s.len && (s.at[s.len - 1] == ' ' || (s.at[s.len - 1] >= '\t' && s.at[s.len - 1] <= '\r')))
        return 1;
    if (str_ends(s, "\xC2\xA0"))
        return 2;
    if (str_ends(s, "\xE3\x80\x80") || str_ends(s, "\xEF\xBB\xBF"))
        return 3;
    return 0;
}

struct str str_trim(struct str s)
{
    for (size_t n; (n = blank_at_start(s)) != 0;)
        s = str_cut(s, n, s.len);
    for (size_t n; (n = blank_at_end(s)) != 0;)
        s.len -= n;
    return s;
}

size_t str_find_byte(struct str s, char byte)
{
    const char *p = s.len ? memchr(s.at, byte, s.len) : NULL;
    return p ? (size_t)(p - s.at) : s.len;
}

size_t str_find(struct str s, struct str what)
{
    if (!what.len)
        return 0;
    const char *p = s.len ? memmem(s.at, s.len, what.at, what.len) : NULL;
    return p ? (size_t)(p - s.at) : s.len;
}

bool str_split(struct str *rest, char separator, struct str *part)
{
    if (!rest->at)
        return false;
    size_t n = str_find_byte(*rest, separator);
    *part = str_cut(*rest, 0, n);
    if (n == rest->len)
        *rest = NO_STR;
    else
        *rest = str_cut(*rest, n + 1, rest->len);
    return true;
}

bool str_to_int(struct str s, int64_t *out)
{
    bool minus = s.len && s.at[0] == '-';
    int64_t n = 0;
    if (minus)
        s = str_cut(s, 1, s.len);
    if (!s.len)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_sub_overflow(n, s.at[i] - '0', &n))
            return false;
    }
    if (!minus && n == INT64_MIN)
        return false;
    *out = minus ? n : -n;
    return true;
}

uint64_t str_hash(struct str s)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.at[i]) * 0x100000001b3u;
    return h ^ (h >> 32);
}
