#include "exchange/envelope_header.h"
#include "base/hex.h"

bool envelope_code(struct str text, char out[ENVELOPE_CODE_MAX + 1])
{
    if (text.len == 0 || text.len > ENVELOPE_CODE_MAX)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '.' || c == '_' || c == '-'))
            return false;
    }
    memset(out, 0, ENVELOPE_CODE_MAX + 1);
    memcpy(out, text.at, text.len);
    return true;
}

void envelope_header_write(struct buf *out, const struct envelope_header *header)
{
    char digits[2 * SM3_BYTES + 1];
    json_open(out, '{');
    json_field_text(out, "from", header->from);
    json_field_text(out, "to", header->to);
    json_field_text(out, "kind", header->kind);
    json_field_int(out, "sequence", header->sequence);
    json_field_int(out, "created", header->created);
    json_field_int(out, "count", header->count);
    json_field_text(out, "hash", hex_text(header->hash, SM3_BYTES, digits));
    json_field_text(out, "root", hex_text(header->root, SM3_BYTES, digits));
    json_field_text(out, "receiver", header->receiver);
    json_close(out, '}');
}

/* What stands between the text that must come next and the end mark; false when it does not. */
static bool value(struct str *rest, const char *before, char end, struct str *out)
{
    if (!str_starts(*rest, before))
        return false;
    struct str after = str_cut(*rest, strlen(before), rest->len - strlen(before));
    size_t len = str_find_byte(after, end);
    if (len == after.len)
        return false;
    *out = str_cut(after, 0, len);
    *rest = str_cut(after, len, after.len - len);
    return true;
}

static bool code(struct str *rest, const char *before, char out[ENVELOPE_CODE_MAX + 1])
{
    struct str text;
    return value(rest, before, '"', &text) && envelope_code(text, out);
}

static bool number(struct str *rest, const char *before, int64_t *out)
{
    struct str text;
    return value(rest, before, ',', &text) && str_to_int(text, out);
}

static bool hash(struct str *rest, const char *before, unsigned char out[SM3_BYTES])
{
    struct str text;
    return value(rest, before, '"', &text) && hex_read(text, out, SM3_BYTES);
}

static bool receiver(struct str *rest, const char *before, char out[KEY_PRINT_CHARS + 1])
{
    unsigned char bytes[KEY_PRINT_CHARS / 2];
    struct str text;
    if (!value(rest, before, '"', &text) || !hex_read(text, bytes, sizeof bytes))
        return false;
    hex_text(bytes, sizeof bytes, out);
    return true;
}

/* There is one way to write a header, so what is read must come out the same when written: no
 * blanks, no signs before numbers, nothing behind. */
static bool comes_out_the_same(const struct envelope_header *header, struct str json)
{
    SCOPED(buf) again = { 0 };
    envelope_header_write(&again, header);
    return str_eq(buf_str(&again), json);
}

bool envelope_header_read(struct str json, struct envelope_header *out)
{
    struct envelope_header made = { 0 };
    struct str rest = json;
    if (!code(&rest, "{\"from\":\"", made.from) || !code(&rest, "\",\"to\":\"", made.to) ||
        !code(&rest, "\",\"kind\":\"", made.kind) ||
        !number(&rest, "\",\"sequence\":", &made.sequence) ||
        !number(&rest, ",\"created\":", &made.created) ||
        !number(&rest, ",\"count\":", &made.count) || !hash(&rest, ",\"hash\":\"", made.hash) ||
        !hash(&rest, "\",\"root\":\"", made.root) ||
        !receiver(&rest, "\",\"receiver\":\"", made.receiver) || !comes_out_the_same(&made, json))
        return false;
    *out = made;
    return true;
}
