#include "core/column.h"
#include "base/hex.h"

static void put_instant(struct buf *buf, int64_t instant)
{
    if (instant == 0) {
        json_nothing(buf);
        return;
    }
    char text[INSTANT_TEXT_BYTES];
    json_text(buf, instant_text(instant, text));
}

static void put_day(struct buf *buf, struct day day)
{
    char text[11];
    if (day_is(day))
        json_text(buf, day_text(day, text));
    else
        json_nothing(buf);
}

void json_field_day(struct buf *buf, const char *key, struct day day)
{
    json_key(buf, key);
    put_day(buf, day);
}

void json_field_instant(struct buf *buf, const char *key, int64_t instant)
{
    json_key(buf, key);
    put_instant(buf, instant);
}

/** 0 is nobody and nothing: no id is ever 0. */
static void put_id(struct buf *buf, int64_t id)
{
    if (id)
        json_id(buf, id);
    else
        json_nothing(buf);
}

static void put_value(struct buf *buf, enum column_kind kind, const void *at)
{
    switch (kind) {
    case KIND_INT:
        json_int(buf, *(const int64_t *)at);
        break;
    case KIND_INT32:
        json_int(buf, *(const int32_t *)at);
        break;
    case KIND_ID:
        put_id(buf, *(const int64_t *)at);
        break;
    case KIND_TEXT:
        json_str(buf, *(const struct str *)at);
        break;
    case KIND_BYTES:
        json_hex(buf, *(const struct str *)at);
        break;
    case KIND_DAY:
        put_day(buf, *(const struct day *)at);
        break;
    case KIND_INSTANT:
        put_instant(buf, *(const int64_t *)at);
        break;
    case KIND_BOOL:
        json_bool(buf, *(const int *)at != 0);
        break;
    }
}

void json_columns(struct buf *buf, const struct column *columns, size_t count, const void *record)
{
    for (size_t i = 0; i < count; i++) {
        if (!columns[i].key)
            continue;
        json_key(buf, columns[i].key);
        put_value(buf, columns[i].kind, (const char *)record + columns[i].offset);
    }
}

void json_record(struct buf *buf, const struct column *columns, size_t count, const void *record)
{
    json_open(buf, '{');
    json_columns(buf, columns, count, record);
    json_close(buf, '}');
}
