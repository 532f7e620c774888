#include "register/record_values.h"

struct value record_value(const struct column *column, const void *record)
{
    const char *at = (const char *)record + column->offset;
    switch (column->kind) {
    case KIND_INT:
    case KIND_ID:
    case KIND_INSTANT:
        return v_int(*(const int64_t *)(const void *)at);
    case KIND_INT32:
        return v_int(*(const int32_t *)(const void *)at);
    case KIND_BOOL:
        return v_int(*(const int *)(const void *)at);
    case KIND_TEXT:
        return v_text(*(const struct str *)(const void *)at);
    case KIND_BYTES:
        return v_bytes(*(const struct str *)(const void *)at);
    case KIND_DAY:
        return v_day(*(const struct day *)(const void *)at);
    }
    return v_null();
}

enum outcome record_change(struct desk *desk, const struct statement *statement,
                           enum refusal if_none, const struct column *columns, size_t count,
                           const void *record, const struct value *last)
{
    struct value values[RECORD_COLUMNS_MAX];
    ASSERT(count < COUNT(values));
    for (size_t i = 0; i < count; i++)
        values[i] = record_value(&columns[i], record);
    if (last)
        values[count++] = *last;
    return db_change(desk, statement, if_none, (struct values){ values, count });
}

bool column_same(const struct column *column, const void *a, const void *b)
{
    struct value one = record_value(column, a), other = record_value(column, b);
    if (column->kind == KIND_TEXT || column->kind == KIND_BYTES)
        return str_eq(one.s, other.s);
    return one.kind == other.kind && one.n == other.n;
}

size_t json_changed(struct buf *buf, const struct column *columns, size_t count, size_t but,
                    const void *a, const void *b)
{
    size_t changed = 0;
    for (size_t i = but; i < count; i++) {
        if (!columns[i].key || column_same(&columns[i], a, b))
            continue;
        json_text(buf, columns[i].key);
        changed++;
    }
    return changed;
}
