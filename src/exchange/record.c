#include "exchange/record.h"
#include "base/hex.h"
#include "base/utf8.h"
#include <jansson.h>

static const struct record_kind *kind_rows;
static size_t kind_count;

void record_kinds(const struct record_kind *rows, size_t count)
{
    kind_rows = rows;
    kind_count = count;
}

const struct record_kind *record_kind_find(struct str kind)
{
    for (size_t i = 0; i < kind_count; i++)
        if (str_is(kind, kind_rows[i].kind))
            return &kind_rows[i];
    return NULL;
}

/** As bare numbers and texts, exact to the last microsecond: what a page reads is core/column.h's. */
static void write_value(struct buf *json, enum column_kind kind, const void *at)
{
    switch (kind) {
    case KIND_INT:
    case KIND_ID:
    case KIND_INSTANT:
        json_int(json, *(const int64_t *)at);
        break;
    case KIND_INT32:
        json_int(json, *(const int32_t *)at);
        break;
    case KIND_BOOL:
        json_int(json, *(const int *)at);
        break;
    case KIND_TEXT:
        json_str(json, *(const struct str *)at);
        break;
    case KIND_BYTES:
        json_hex(json, *(const struct str *)at);
        break;
    case KIND_DAY:
        json_int(json, ((const struct day *)at)->n);
        break;
    }
}

void record_write(struct buf *json, const struct column *columns, size_t count, const void *record)
{
    for (size_t i = 0; i < count; i++) {
        json_key(json, columns[i].field);
        write_value(json, columns[i].kind, (const char *)record + columns[i].offset);
    }
}

static bool read_text(struct desk *desk, const json_t *value, struct str *out)
{
    if (json_is_null(value)) {
        *out = NO_STR;
        return true;
    }
    if (!json_is_string(value))
        return false;
    *out = arena_str(desk->arena, str_from(json_string_value(value), json_string_length(value)));
    return true;
}

static bool read_bytes(struct desk *desk, const json_t *value, struct str *out)
{
    struct str hex;
    if (!read_text(desk, value, &hex))
        return false;
    unsigned char *bytes = arena_bytes(desk->arena, hex.len / 2 + 1);
    if (!hex.at)
        *out = NO_STR;
    else if (hex_read(hex, bytes, hex.len / 2))
        *out = str_from(bytes, hex.len / 2);
    else
        return false;
    return true;
}

/** Days anybody alive, or any card, can have to do with: what comes from outside is counted with.
 */
static const struct day earliest = DAY(1800, 1, 1), latest = DAY(2200, 12, 31);

static bool read_value(struct desk *desk, const json_t *value, enum column_kind kind, void *at)
{
    json_int_t n = json_integer_value(value);
    bool small = json_is_integer(value) && n >= INT32_MIN && n <= INT32_MAX;
    switch (kind) {
    case KIND_INT:
    case KIND_ID:
    case KIND_INSTANT:
        *(int64_t *)at = n;
        return json_is_integer(value);
    case KIND_INT32:
        *(int32_t *)at = (int32_t)n;
        return small;
    case KIND_BOOL:
        *(int *)at = (int)n;
        return small;
    case KIND_DAY:
        ((struct day *)at)->n = (int32_t)n;
        return small && (n == NO_DAY_N || (n >= earliest.n && n <= latest.n));
    case KIND_TEXT:
        return read_text(desk, value, at);
    case KIND_BYTES:
        return read_bytes(desk, value, at);
    }
    return false;
}

enum outcome record_read(struct desk *desk, struct str json, const struct column *columns,
                         size_t count, void *record)
{
    json_t *object = json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES, NULL);
    enum outcome outcome = DONE;
    for (size_t i = 0; i < count && outcome == DONE; i++) {
        const json_t *value = json_object_get(object, columns[i].field);
        if (!value || !read_value(desk, value, columns[i].kind, (char *)record + columns[i].offset))
            outcome = refuse_field(desk, NO_PACKAGE_RECORD, columns[i].field);
    }
    json_decref(object);
    return outcome;
}
