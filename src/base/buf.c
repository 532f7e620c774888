#include "base/buf.h"
#include "base/utf8.h"
#include <stdarg.h>

void buf_close(struct buf *buf)
{
    free(buf->at);
    *buf = (struct buf){ 0 };
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
}

char *buf_room(struct buf *buf, size_t more)
{
    if (buf->room - buf->len < more) {
        size_t room = buf->room ? buf->room : 256;
        while (room - buf->len < more)
            room *= 2;
        buf->at = realloc(buf->at, room);
        ASSERT(buf->at != NULL);
        buf->room = room;
    }
    return buf->at + buf->len;
}

void buf_add(struct buf *buf, struct str s)
{
    if (!s.len)
        return;
    memcpy(buf_room(buf, s.len), s.at, s.len);
    buf->len += s.len;
}

void buf_text(struct buf *buf, const char *text)
{
    buf_add(buf, str_of(text));
}

void buf_byte(struct buf *buf, char byte)
{
    *buf_room(buf, 1) = byte;
    buf->len++;
}

void buf_int(struct buf *buf, int64_t n)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (n < 0)
        digits[--at] = '-';
    buf_add(buf, str_from(digits + at, sizeof digits - at));
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    ASSERT(n >= 0);
    vsnprintf(buf_room(buf, (size_t)n + 1), (size_t)n + 1, format, again);
    va_end(again);
    buf->len += (size_t)n;
}

struct str buf_str(const struct buf *buf)
{
    return (struct str){ buf->at ? buf->at : "", buf->len };
}

static void comma(struct buf *buf)
{
    char last = buf->len ? buf->at[buf->len - 1] : '{';
    if (last != '{' && last != '[' && last != ':' && last != '\n')
        buf_byte(buf, ',');
}

void json_open(struct buf *buf, char bracket)
{
    comma(buf);
    buf_byte(buf, bracket);
}

void json_close(struct buf *buf, char bracket)
{
    buf_byte(buf, bracket);
}

void json_key(struct buf *buf, const char *key)
{
    comma(buf);
    buf_byte(buf, '"');
    buf_text(buf, key);
    buf_add(buf, STR("\":"));
}

static void escape(struct buf *buf, unsigned char c)
{
    static const char *const named[] = {
        ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r"
    };
    if (c == '"' || c == '\\') {
        buf_byte(buf, '\\');
        buf_byte(buf, (char)c);
    } else if (c < COUNT(named) && named[c]) {
        buf_text(buf, named[c]);
    } else {
        buf_printf(buf, "\\u%04x", c);
    }
}

static bool plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

void json_str(struct buf *buf, struct str s)
{
    if (!s.at) {
        json_nothing(buf);
        return;
    }
    comma(buf);
    buf_byte(buf, '"');
    for (size_t i = 0; i < s.len;) {
        size_t run = i;
        while (run < s.len && plain((unsigned char)s.at[run]))
            run++;
        buf_add(buf, str_cut(s, i, run - i));
        i = run;
        if (i == s.len)
            break;
        if ((unsigned char)s.at[i] < 0x80) {
            escape(buf, (unsigned char)s.at[i++]);
            continue;
        }
        size_t len = utf8_length(str_cut(s, i, s.len));
        buf_add(buf, len ? str_cut(s, i, len) : STR("\xEF\xBF\xBD"));
        i += len ? len : 1;
    }
    buf_byte(buf, '"');
}

void json_text(struct buf *buf, const char *text)
{
    json_str(buf, str_of(text));
}

void json_int(struct buf *buf, int64_t n)
{
    comma(buf);
    buf_int(buf, n);
}

void json_id(struct buf *buf, int64_t id)
{
    comma(buf);
    buf_byte(buf, '"');
    buf_int(buf, id);
    buf_byte(buf, '"');
}

void json_bool(struct buf *buf, bool truth)
{
    comma(buf);
    buf_text(buf, truth ? "true" : "false");
}

void json_nothing(struct buf *buf)
{
    comma(buf);
    buf_text(buf, "null");
}

void json_raw(struct buf *buf, struct str json)
{
    comma(buf);
    buf_add(buf, json);
}

void json_field_str(struct buf *buf, const char *key, struct str s)
{
    json_key(buf, key);
    json_str(buf, s);
}

void json_field_text(struct buf *buf, const char *key, const char *text)
{
    json_key(buf, key);
    json_text(buf, text);
}

void json_field_int(struct buf *buf, const char *key, int64_t n)
{
    json_key(buf, key);
    json_int(buf, n);
}

void json_field_id(struct buf *buf, const char *key, int64_t id)
{
    json_key(buf, key);
    json_id(buf, id);
}

void json_field_bool(struct buf *buf, const char *key, bool truth)
{
    json_key(buf, key);
    json_bool(buf, truth);
}

static bool needs_quotes(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == ',' || s.at[i] == '"' || s.at[i] == '\n' || s.at[i] == '\r')
            return true;
    return false;
}

/** The mark stands in front of the text, inside the quotes. */
static void marked_csv_field(struct buf *buf, const char *mark, struct str s)
{
    if (!needs_quotes(s)) {
        buf_text(buf, mark);
        buf_add(buf, s);
        return;
    }
    buf_byte(buf, '"');
    buf_text(buf, mark);
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"')
            buf_byte(buf, '"');
        buf_byte(buf, s.at[i]);
    }
    buf_byte(buf, '"');
}

void csv_field(struct buf *buf, struct str s)
{
    marked_csv_field(buf, "", s);
}

void csv_field_for_sheets(struct buf *buf, struct str s)
{
    bool formula = s.len && memchr("=+-@\t", s.at[0], 5);
    marked_csv_field(buf, formula ? "'" : "", s);
}
