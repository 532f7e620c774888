#include "core/column_read.h"
#include "base/hex.h"
#include <jansson.h>

static struct str text_of(const json_t *value)
{
    return json_is_string(value) ? str_from(json_string_value(value), json_string_length(value))
                                 : NO_STR;
}

/** Ids are texts in JSON, and nobody is null. */
static bool read_id(const json_t *value, int64_t *out)
{
    *out = 0;
    return json_is_null(value) || str_to_int(text_of(value), out);
}

static bool read_day(const json_t *value, struct day *out)
{
    *out = (struct day){ NO_DAY_N };
    return json_is_null(value) || day_parse(text_of(value), out);
}

static bool read_text(struct arena *arena, const json_t *value, struct str *out)
{
    *out = json_is_string(value) ? arena_str(arena, text_of(value)) : NO_STR;
    return json_is_string(value) || json_is_null(value);
}

static bool read_value(struct arena *arena, const json_t *value, enum column_kind kind, void *at)
{
    json_int_t n = json_integer_value(value);
    switch (kind) {
    case KIND_INT:
        *(int64_t *)at = n;
        return json_is_integer(value);
    case KIND_INT32:
        *(int32_t *)at = (int32_t)n;
        return json_is_integer(value) && n >= INT32_MIN && n <= INT32_MAX;
    case KIND_ID:
        return read_id(value, at);
    case KIND_TEXT:
        return read_text(arena, value, at);
    case KIND_DAY:
        return read_day(value, at);
    case KIND_BOOL:
        *(int *)at = json_is_true(value);
        return json_is_boolean(value);
    case KIND_INSTANT: /* a version's times stand in columns of their own */
    case KIND_BYTES:   /* no kept version has any */
        return true;
    }
    return false;
}

bool record_from_json(struct arena *arena, struct str json, const char *inside,
                      const struct column *columns, size_t count, void *record)
{
    json_t *whole = json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES, NULL);
    const json_t *object = inside ? json_object_get(whole, inside) : whole;
    bool good = json_is_object(object);
    for (size_t i = 0; i < count && good; i++) {
        const json_t *value = columns[i].key ? json_object_get(object, columns[i].key) : NULL;
        if (value)
            good = read_value(arena, value, columns[i].kind, (char *)record + columns[i].offset);
    }
    json_decref(whole);
    return good;
}
