#include "base/hex.h"
#include "cli/cli.h"
#include <errno.h>
#include <unistd.h>

bool cli_out(struct str bytes)
{
    while (bytes.len) {
        ssize_t n = write(STDOUT_FILENO, bytes.at, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = str_cut(bytes, (size_t)n, bytes.len);
    }
    return true;
}

static void put_day(struct buf *buf, struct day day)
{
    char text[11];
    buf_text(buf, day_text(day, text));
}

static void put_instant(struct buf *buf, int64_t instant)
{
    char text[INSTANT_TEXT_BYTES];
    if (instant)
        buf_text(buf, instant_text(instant, text));
}

static void put_cell(struct buf *buf, const struct column *column, const void *record)
{
    const void *at = (const char *)record + column->offset;
    struct str bytes = column->kind == KIND_BYTES ? *(const struct str *)at : NO_STR;
    switch (column->kind) {
    case KIND_INT:
        buf_int(buf, *(const int64_t *)at);
        break;
    case KIND_ID: /* 0 is nobody and nothing */
        if (*(const int64_t *)at)
            buf_int(buf, *(const int64_t *)at);
        break;
    case KIND_INT32:
        buf_int(buf, *(const int32_t *)at);
        break;
    case KIND_INSTANT:
        put_instant(buf, *(const int64_t *)at);
        break;
    case KIND_BOOL:
        buf_int(buf, *(const int *)at != 0);
        break;
    case KIND_DAY:
        put_day(buf, *(const struct day *)at);
        break;
    case KIND_TEXT:
        csv_field(buf, *(const struct str *)at);
        break;
    case KIND_BYTES:
        buf_hex(buf, bytes.at, bytes.len);
        break;
    }
}

static void put_line(struct buf *buf, const struct column *columns, size_t count,
                     const void *record)
{
    bool first = true;
    for (size_t i = 0; i < count; i++) {
        if (!columns[i].key)
            continue;
        if (!first)
            buf_byte(buf, ',');
        first = false;
        if (record)
            put_cell(buf, &columns[i], record);
        else
            csv_field(buf, str_of(columns[i].zh));
    }
    buf_byte(buf, '\n');
}

void cli_table(const struct cli *cli, const struct column *columns, size_t column_count,
               const void *records, size_t record_size, size_t count)
{
    SCOPED(buf) buf = { 0 };
    if (cli->json)
        json_open(&buf, '[');
    else
        put_line(&buf, columns, column_count, NULL);
    for (size_t i = 0; i < count; i++) {
        const void *record = (const char *)records + i * record_size;
        if (cli->json)
            json_record(&buf, columns, column_count, record);
        else
            put_line(&buf, columns, column_count, record);
    }
    if (cli->json) {
        json_close(&buf, ']');
        buf_byte(&buf, '\n');
    }
    (void)!cli_out(buf_str(&buf));
}

void cli_record(const struct cli *cli, const struct column *columns, size_t column_count,
                const void *record)
{
    SCOPED(buf) buf = { 0 };
    if (cli->json) {
        json_record(&buf, columns, column_count, record);
        buf_byte(&buf, '\n');
    }
    for (size_t i = 0; i < column_count && !cli->json; i++) {
        if (!columns[i].key)
            continue;
        csv_field(&buf, str_of(columns[i].zh));
        buf_byte(&buf, ',');
        put_cell(&buf, &columns[i], record);
        buf_byte(&buf, '\n');
    }
    (void)!cli_out(buf_str(&buf));
}
