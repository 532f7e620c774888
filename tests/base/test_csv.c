#include "base/buf.h"
#include "base/csv.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { ROOM = 4 };

/** Rows as `a|b` with their line numbers; BROKEN rows as `!`. */
static void read_all(const char *text, struct buf *out)
{
    struct arena *arena = arena_open();
    struct csv csv = csv_open(str_of(text));
    struct str fields[ROOM];
    size_t count = 0;
    for (enum csv_result r; (r = csv_row(&csv, arena, fields, ROOM, &count)) != CSV_END;) {
        buf_printf(out, "%lld:", (long long)csv.line);
        if (r == CSV_BROKEN)
            buf_byte(out, '!');
        for (size_t i = 0; r == CSV_ROW && i < count && i < ROOM; i++)
            buf_printf(out, "%s" STR_FMT, i ? "|" : "", STR_ARG(fields[i]));
        buf_byte(out, ';');
    }
    arena_close(arena);
}

static void rows_are_read_as_rfc_4180_has_them(void **state)
{
    static const struct {
        const char *text, *rows;
    } cases[] = {
        { "", "" },
        { "a", "1:a;" },
        { "a\n", "1:a;" },
        { "a,b\nc,d\n", "1:a|b;2:c|d;" },
        { "a,b\r\nc\r\n", "1:a|b;2:c;" },
        { "a\rb\r", "1:a;2:b;" },
        { "a,\n,b", "1:a|;2:|b;" },
        { "a,", "1:a|;" },
        { "\n\na", "1:;2:;3:a;" },
        { "\xEF\xBB\xBF"
          "a",
          "1:a;" },
        { "\"a,b\",c", "1:a,b|c;" },
        { "\"a\"\"b\"", "1:a\"b;" },
        { "\"\"\"\"", "1:\";" },
        { "\"\",\"\"", "1:|;" },
        { "\"a\nb\",c\nd", "1:a\nb|c;3:d;" },
        { "\"a\r\nb\"\r\nc", "1:a\r\nb;3:c;" },
        { "\"a\rb\"\rc", "1:a\rb;3:c;" },
        { " \"a\"", "1:!;" },
        { "a\"b\nc", "1:!;2:c;" },
        { "\"a\"b\nc", "1:!;2:c;" },
        { "\"a\nb", "1:!;2:b;" },
        { "x,\"a\nb\"c\nd", "1:!;2:!;3:d;" },
        { "a,b,c,d,e\nf", "1:a|b|c|d;2:f;" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(buf) rows = { 0 };
        read_all(cases[i].text, &rows);
        if (!str_is(buf_str(&rows), cases[i].rows))
            fail_msg("row %zu: " STR_FMT, i, STR_ARG(buf_str(&rows)));
    }
}

static void fields_beyond_the_room_are_counted_but_not_kept(void **state)
{
    struct arena *arena = arena_open();
    struct csv csv = csv_open(STR("a,b,c"));
    struct str fields[2] = { NO_STR, NO_STR };
    size_t count = 0;
    (void)state;
    assert_int_equal(csv_row(&csv, arena, fields, 1, &count), CSV_ROW);
    assert_int_equal(count, 3);
    assert_true(str_is(fields[0], "a"));
    assert_null(fields[1].at);
    arena_close(arena);
}

static void another_separator_can_be_set(void **state)
{
    struct arena *arena = arena_open();
    struct csv csv = csv_open(STR("a,b\t\"c\td\"\n"));
    struct str fields[ROOM];
    size_t count = 0;
    (void)state;
    csv.separator = '\t';
    assert_int_equal(csv_row(&csv, arena, fields, ROOM, &count), CSV_ROW);
    assert_int_equal(count, 2);
    assert_true(str_is(fields[0], "a,b"));
    assert_true(str_is(fields[1], "c\td"));
    arena_close(arena);
}

static void what_is_written_is_read_back(void **state)
{
    static const char alphabet[] = "ab,\"\n\r x\xE7\x8E\x8B";
    uint64_t seed = 1;
    struct arena *arena = arena_open();
    (void)state;
    for (int round = 0; round < 20000; round++) {
        SCOPED(buf) text = { 0 };
        char written[ROOM][8];
        size_t lengths[ROOM], count = 0;
        for (size_t f = 0; f < ROOM; f++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            lengths[f] = seed >> 60 & 7;
            for (size_t i = 0; i < lengths[f]; i++)
                written[f][i] = alphabet[(seed >> (i * 5 + 8)) % (sizeof alphabet - 1)];
            csv_field(&text, str_from(written[f], lengths[f]));
            buf_byte(&text, f + 1 < ROOM ? ',' : '\n');
        }
        struct csv csv = csv_open(buf_str(&text));
        struct str fields[ROOM];
        assert_int_equal(csv_row(&csv, arena, fields, ROOM, &count), CSV_ROW);
        assert_int_equal(count, ROOM);
        for (size_t f = 0; f < ROOM; f++)
            assert_true(str_eq(fields[f], str_from(written[f], lengths[f])));
        assert_int_equal(csv_row(&csv, arena, fields, ROOM, &count), CSV_END);
        arena_reset(arena);
    }
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_as_rfc_4180_has_them),
        cmocka_unit_test(fields_beyond_the_room_are_counted_but_not_kept),
        cmocka_unit_test(another_separator_can_be_set),
        cmocka_unit_test(what_is_written_is_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
