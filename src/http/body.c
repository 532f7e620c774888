#include "http/body.h"
#include "base/utf8.h"
#include <jansson.h>

enum { LIST_TEXT_MAX = 200, NAME_SHOWN_MAX = 64 };

/** Where a value is meant for, and how to say that it does not fit. */
struct target {
    struct desk *desk;
    const struct field *field;
    const char *pointer;
    void *at;
};

static enum outcome wrong(const struct target *t, const char *format, ...) PRINTF_LIKE(2, 3);
static enum outcome wrong(const struct target *t, const char *format, ...)
{
    char detail[160];
    va_list args;
    va_start(args, format);
    vsnprintf(detail, sizeof detail, format, args);
    va_end(args);
    return refuse_at(t->desk, NO_ITEM_WRONG, t->pointer, "%s", detail);
}

/* ---- values given as text: strings of JSON, and all of a query ---- */

static bool printable(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static enum outcome checked_text(const struct target *t, struct str text, int most)
{
    if (!printable(text))
        return wrong(t, "不得含控制字符 / no control characters");
    if (utf8_points(text) > (size_t)most)
        return wrong(t, "最多 %d 个字 / at most %d characters", most, most);
    return DONE;
}

static enum outcome take_text(const struct target *t, struct str text)
{
    TRY(checked_text(t, text, t->field->most));
    *(struct str *)t->at = arena_str(t->desk->arena, text);
    return DONE;
}

static enum outcome take_number(const struct target *t, int64_t n)
{
    if (n < 0 || n > t->field->most)
        return wrong(t, "应在 0 到 %d 之间 / must be 0 to %d", t->field->most, t->field->most);
    *(int64_t *)t->at = n;
    return DONE;
}

static enum outcome take_part(const struct target *t, int64_t n)
{
    if (n < 100000000 || n > 999999999)
        return wrong(t, "应为 9 位单位代码 / must be a unit number of 9 digits");
    *(int32_t *)t->at = (int32_t)n;
    return DONE;
}

static enum outcome take_id(const struct target *t, struct str text)
{
    int64_t id;
    if (text.len == 0 || text.len > 19 || !str_to_int(text, &id) || id < 0 || text.at[0] == '-')
        return wrong(t, "应为数字编号 / must be an id in digits");
    *(int64_t *)t->at = id;
    return DONE;
}

static enum outcome take_day(const struct target *t, struct str text)
{
    struct day day;
    if (text.len != 10 || !day_parse(text, &day))
        return wrong(t, "应为日期 YYYY-MM-DD / must be a date YYYY-MM-DD");
    *(struct day *)t->at = day;
    return DONE;
}

/* ---- values of JSON ---- */

static enum outcome read_object(struct desk *desk, const char *pointer, const json_t *object,
                                const struct field *fields, size_t count, void *out);

static struct str string_of(const json_t *value)
{
    return str_from(json_string_value(value), json_string_length(value));
}

static enum outcome read_texts(const struct target *t, const json_t *value)
{
    if (!json_is_array(value))
        return wrong(t, "应为列表 / must be a list");
    struct texts texts = { .count = json_array_size(value) };
    if (texts.count > (size_t)t->field->most)
        return wrong(t, "最多 %d 项 / at most %d items", t->field->most, t->field->most);
    texts.at = NEW_ARRAY(t->desk->arena, struct str, texts.count);
    for (size_t i = 0; i < texts.count; i++) {
        const json_t *item = json_array_get(value, i);
        if (!json_is_string(item))
            return wrong(t, "各项应为文字 / its items must be text");
        TRY(checked_text(t, string_of(item), LIST_TEXT_MAX));
        texts.at[i] = arena_str(t->desk->arena, string_of(item));
    }
    *(struct texts *)t->at = texts;
    return DONE;
}

static enum outcome read_value(const struct target *t, const json_t *value)
{
    switch (t->field->kind) {
    case FIELD_TEXT:
        return json_is_string(value) ? take_text(t, string_of(value))
                                     : wrong(t, "应为文字 / must be text");
    case FIELD_INT:
        return json_is_integer(value) ? take_number(t, json_integer_value(value))
                                      : wrong(t, "应为整数 / must be an integer");
    case FIELD_PART:
        return json_is_integer(value) ? take_part(t, json_integer_value(value))
                                      : wrong(t, "应为整数 / must be an integer");
    case FIELD_ID:
        return json_is_string(value) ? take_id(t, string_of(value))
                                     : wrong(t, "应为文字形式的编号 / must be an id as text");
    case FIELD_DAY:
        return json_is_string(value) ? take_day(t, string_of(value))
                                     : wrong(t, "应为日期 / must be a date");
    case FIELD_BOOL:
        if (!json_is_boolean(value))
            return wrong(t, "应为 true 或 false / must be true or false");
        *(int *)t->at = json_is_true(value);
        return DONE;
    case FIELD_OBJECT:
        if (!json_is_object(value))
            return wrong(t, "应为对象 / must be an object");
        return read_object(t->desk, t->pointer, value, t->field->inner, t->field->inner_count,
                           t->at);
    case FIELD_TEXTS:
        return read_texts(t, value);
    }
    return FAILED;
}

static const struct field *field_named(const struct field *fields, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(name, fields[i].name))
            return &fields[i];
    return NULL;
}

/** As RFC 6901 wants it, shortened when somebody sends a very long name. */
static const char *escaped_name(struct arena *arena, struct str name)
{
    struct str shown = str_cut(name, 0, NAME_SHOWN_MAX);
    char *out = arena_bytes(arena, shown.len * 2 + 1);
    size_t n = 0;
    shown.len = utf8_first_fault(shown); /* where the cut fell inside a character */
    for (size_t i = 0; i < shown.len; i++) {
        bool escapes = shown.at[i] == '~' || shown.at[i] == '/';
        if (escapes)
            out[n++] = '~';
        out[n++] = !escapes ? shown.at[i] : shown.at[i] == '~' ? '0' : '1';
    }
    out[n] = '\0';
    return out;
}

static const char *pointer_to(struct arena *arena, const char *above, const char *name)
{
    return arena_printf(arena, "%s/%s", above, name).at;
}

static enum outcome refuse_unknown(struct desk *desk, const char *pointer, const json_t *object,
                                   const struct field *fields, size_t count)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        if (field_named(fields, count, str_of(name)))
            continue;
        const char *at = pointer_to(desk->arena, pointer, escaped_name(desk->arena, str_of(name)));
        return refuse_at(desk, NO_UNKNOWN_FIELD, at, "不认识的字段 / unknown field");
    }
    return DONE;
}

static enum outcome read_object(struct desk *desk, const char *pointer, const json_t *object,
                                const struct field *fields, size_t count, void *out)
{
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_object_get(object, fields[i].name);
        struct target t = { desk, &fields[i], pointer_to(desk->arena, pointer, fields[i].name),
                            (char *)out + fields[i].offset };
        known += value != NULL;
        if (value && !json_is_null(value))
            TRY(read_value(&t, value));
        else if (fields[i].required)
            return refuse_at(desk, NO_ITEM_MISSING, t.pointer, "缺少此项 / this item is missing");
    }
    if (known < json_object_size(object))
        return refuse_unknown(desk, pointer, object, fields, count);
    return DONE;
}

/** jansson's own text may quote what stands near the fault, so only the place is told. */
static enum outcome not_json(struct desk *desk, const json_error_t *error)
{
    enum json_error_code code = json_error_code(error);
    bool text = code == json_error_invalid_utf8 || code == json_error_null_character ||
                code == json_error_null_byte_in_key;
    return refuse_at(desk, text ? NO_NOT_TEXT : NO_BAD_REQUEST, "",
                     "第 %d 行第 %d 列%s / line %d column %d%s", error->line, error->column,
                     code == json_error_duplicate_key ? "，字段重复" : "", error->line,
                     error->column, code == json_error_duplicate_key ? ", a name twice" : "");
}

enum outcome body_read(struct desk *desk, struct str json, const struct field *fields, size_t count,
                       void *out)
{
    json_error_t error;
    json_t *root = json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        return not_json(desk, &error);
    enum outcome outcome =
        json_is_object(root)
            ? read_object(desk, "", root, fields, count, out)
            : refuse_at(desk, NO_BAD_REQUEST, "", "应为 JSON 对象 / must be a JSON object");
    json_decref(root);
    return outcome;
}

/* ---- queries ---- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/** `blank` is what a + stands for: itself, or a blank in a query. */
static bool percent_bytes(struct str encoded, char blank, char *out, size_t *len)
{
    size_t n = 0;
    for (size_t i = 0; i < encoded.len; i++) {
        if (encoded.at[i] != '%') {
            out[n++] = encoded.at[i] == '+' ? blank : encoded.at[i];
            continue;
        }
        int high = i + 2 < encoded.len ? hex_digit(encoded.at[i + 1]) : -1;
        int low = i + 2 < encoded.len ? hex_digit(encoded.at[i + 2]) : -1;
        if (high < 0 || low < 0)
            return false;
        out[n++] = (char)(high << 4 | low);
        i += 2;
    }
    out[n] = '\0';
    *len = n;
    return true;
}

static enum outcome decode(struct desk *desk, struct str encoded, char blank, struct str *out)
{
    char *bytes = arena_bytes(desk->arena, encoded.len + 1);
    struct str text = { bytes, 0 };
    if (!percent_bytes(encoded, blank, bytes, &text.len))
        return refuse_at(desk, NO_BAD_REQUEST, "", "百分号编码不完整 / broken percent encoding");
    if (!utf8_valid(text) || !printable(text))
        return refuse(desk, NO_NOT_TEXT);
    *out = text;
    return DONE;
}

enum outcome percent_decode(struct desk *desk, struct str encoded, struct str *out)
{
    return decode(desk, encoded, '+', out);
}

static enum outcome take_from_text(const struct target *t, struct str text)
{
    int64_t n;
    ASSERT(t->field->kind < FIELD_OBJECT);
    switch (t->field->kind) {
    case FIELD_TEXT:
        return take_text(t, text);
    case FIELD_INT:
        return str_to_int(text, &n) ? take_number(t, n) : wrong(t, "应为整数 / must be an integer");
    case FIELD_PART:
        return str_to_int(text, &n) ? take_part(t, n) : wrong(t, "应为整数 / must be an integer");
    case FIELD_ID:
        return take_id(t, text);
    case FIELD_DAY:
        return take_day(t, text);
    case FIELD_BOOL:
        if (!str_is(text, "0") && !str_is(text, "1"))
            return wrong(t, "应为 0 或 1 / must be 0 or 1");
        *(int *)t->at = text.at[0] == '1';
        return DONE;
    case FIELD_OBJECT:
    case FIELD_TEXTS:
        break;
    }
    return FAILED;
}

static enum outcome read_pair(struct desk *desk, struct str pair, const struct field *fields,
                              size_t count, void *out, uint64_t *seen)
{
    struct str name = str_cut(pair, 0, str_find_byte(pair, '='));
    struct str value = str_cut(pair, name.len + 1, pair.len), text;
    const struct field *field = field_named(fields, count, name);
    const char *pointer = arena_printf(desk->arena, "?%s", escaped_name(desk->arena, name)).at;
    if (!field)
        return refuse_at(desk, NO_UNKNOWN_FIELD, pointer, "不认识的参数 / unknown parameter");
    uint64_t bit = UINT64_C(1) << (field - fields);
    if (*seen & bit)
        return refuse_at(desk, NO_BAD_REQUEST, pointer, "参数重复 / a name twice");
    *seen |= bit;
    TRY(decode(desk, value, ' ', &text));
    struct target t = { desk, field, pointer, (char *)out + field->offset };
    return text.len ? take_from_text(&t, text) : DONE;
}

enum outcome query_read(struct desk *desk, struct str query, const struct field *fields,
                        size_t count, void *out)
{
    uint64_t seen = 0;
    struct str pair;
    ASSERT(count <= 64);
    while (query.len && str_split(&query, '&', &pair))
        if (pair.len)
            TRY(read_pair(desk, pair, fields, count, out, &seen));
    for (size_t i = 0; i < count; i++)
        if (fields[i].required && !(seen >> i & 1))
            return refuse_at(desk, NO_ITEM_MISSING,
                             arena_printf(desk->arena, "?%s", fields[i].name).at,
                             "缺少此项 / this item is missing");
    return DONE;
}

void wipe_text(struct str text)
{
    if (text.at)
        explicit_bzero((void *)(uintptr_t)text.at, text.len);
}
