#include "base/hex.h"

static void put(const void *bytes, size_t len, char *out)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *at = bytes;
    for (size_t i = 0; i < len; i++) {
        out[2 * i] = digits[at[i] >> 4];
        out[2 * i + 1] = digits[at[i] & 15];
    }
}

void buf_hex(struct buf *buf, const void *bytes, size_t len)
{
    put(bytes, len, buf_room(buf, 2 * len));
    buf->len += 2 * len;
}

void json_hex(struct buf *buf, struct str bytes)
{
    if (!bytes.at) {
        json_nothing(buf);
        return;
    }
    json_open(buf, '"');
    buf_hex(buf, bytes.at, bytes.len);
    buf_byte(buf, '"');
}

const char *hex_text(const void *bytes, size_t len, char *out)
{
    put(bytes, len, out);
    out[2 * len] = '\0';
    return out;
}

static int value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

bool hex_read(struct str digits, unsigned char *out, size_t len)
{
    if (digits.len != 2 * len)
        return false;
    for (size_t i = 0; i < digits.len; i++)
        if (value(digits.at[i]) < 0)
            return false;
    for (size_t i = 0; i < len; i++)
        out[i] = (unsigned char)(value(digits.at[2 * i]) * 16 + value(digits.at[2 * i + 1]));
    return true;
}
