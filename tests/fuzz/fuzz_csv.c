/** CSV from anywhere: the reader ends, its fields lie in the text or the arena, and rows that are
 * written again are read back as they were. */
#include "base/buf.h"
#include "base/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ROOM = 16 };

static void check_again(const struct str *fields, size_t count)
{
    SCOPED(buf) text = { 0 };
    struct arena *arena = arena_open();
    struct str again[ROOM];
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        buf_text(&text, i ? "," : "");
        csv_field(&text, fields[i]);
    }
    buf_byte(&text, '\n');
    struct csv csv = csv_open(buf_str(&text));
    ASSERT(csv_row(&csv, arena, again, ROOM, &n) == CSV_ROW && n == count);
    for (size_t i = 0; i < count; i++)
        ASSERT(str_eq(again[i], fields[i]));
    ASSERT(csv_row(&csv, arena, again, ROOM, &n) == CSV_END);
    arena_close(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open();
    struct csv csv = csv_open(str_from(data, size));
    struct str fields[ROOM];
    size_t count = 0;
    int64_t line = 0;
    for (enum csv_result r; (r = csv_row(&csv, arena, fields, ROOM, &count)) != CSV_END;) {
        ASSERT(csv.line > line);
        line = csv.line;
        bool marked = r == CSV_ROW && str_starts(fields[0], "\xEF\xBB\xBF"); /* read as a mark */
        if (r == CSV_ROW && count <= ROOM && !marked)
            check_again(fields, count);
    }
    arena_close(arena);
    return 0;
}
