#include "base/buf.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void a_buffer_grows_and_keeps_what_it_has(void **state)
{
    SCOPED(buf) buf = { 0 };
    (void)state;
    assert_int_equal(buf_str(&buf).len, 0);
    assert_non_null(buf_str(&buf).at);
    buf_add(&buf, NO_STR);
    for (int i = 0; i < 1000; i++)
        buf_printf(&buf, "%03d,", i);
    assert_int_equal(buf.len, 4000);
    assert_memory_equal(buf.at + 3996, "999,", 4);
    memset(buf_room(&buf, 100000), 'x', 100000);
    assert_memory_equal(buf.at, "000,001,", 8);
    buf_clear(&buf);
    assert_int_equal(buf_str(&buf).len, 0);
}

static void integers_are_written_to_their_ends(void **state)
{
    static const struct {
        int64_t value;
        const char *text;
    } cases[] = { { 0, "0" },
                  { -1, "-1" },
                  { 1000, "1000" },
                  { INT64_MAX, "9223372036854775807" },
                  { INT64_MIN, "-9223372036854775808" } };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(buf) buf = { 0 };
        buf_int(&buf, cases[i].value);
        assert_true(str_is(buf_str(&buf), cases[i].text));
    }
}

static void commas_stand_between_values_and_nowhere_else(void **state)
{
    SCOPED(buf) buf = { 0 };
    (void)state;
    json_open(&buf, '{');
    json_field_text(&buf, "a", "x:");
    json_field_int(&buf, "b", -5);
    json_field_id(&buf, "c", INT64_MAX);
    json_field_bool(&buf, "d", true);
    json_field_str(&buf, "e", NO_STR);
    json_field_str(&buf, "f", STR(""));
    json_key(&buf, "g");
    json_open(&buf, '[');
    json_int(&buf, 1);
    json_text(&buf, "[");
    json_open(&buf, '{');
    json_close(&buf, '}');
    json_raw(&buf, STR("[]"));
    json_text(&buf, NULL);
    json_close(&buf, ']');
    json_key(&buf, "h");
    json_open(&buf, '[');
    json_close(&buf, ']');
    json_close(&buf, '}');
    assert_true(str_is(buf_str(&buf),
                       "{\"a\":\"x:\",\"b\":-5,\"c\":\"9223372036854775807\",\"d\":true,\"e\":null,"
                       "\"f\":\"\",\"g\":[1,\"[\",{},[],null],\"h\":[]}"));
}

static void one_record_a_line_needs_no_comma(void **state)
{
    SCOPED(buf) buf = { 0 };
    (void)state;
    for (int i = 0; i < 2; i++) {
        json_open(&buf, '{');
        json_close(&buf, '}');
        buf_byte(&buf, '\n');
    }
    assert_true(str_is(buf_str(&buf), "{}\n{}\n"));
}

static void texts_are_escaped_and_always_utf8(void **state)
{
    static const struct {
        struct str text;
        const char *json;
    } cases[] = {
        { { "a\"\\/", 4 }, "\"a\\\"\\\\/\"" },
        { { "\b\f\n\r\t", 5 }, "\"\\b\\f\\n\\r\\t\"" },
        { { "\0\x1F\x7F", 3 }, "\"\\u0000\\u001f\\u007f\"" },
        { { "王\xF0\xA0\xAE\xB7", 7 }, "\"王\xF0\xA0\xAE\xB7\"" },
        { { "a\xFF"
            "b",
            3 },
          "\"a\xEF\xBF\xBD"
          "b\"" },
        { { "\xE7\x8E", 2 }, "\"\xEF\xBF\xBD\xEF\xBF\xBD\"" },
        { { "\xED\xA0\x80", 3 }, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"" },
        { { "", 0 }, "\"\"" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(buf) buf = { 0 };
        json_str(&buf, cases[i].text);
        if (!str_is(buf_str(&buf), cases[i].json))
            fail_msg("row %zu: " STR_FMT, i, STR_ARG(buf_str(&buf)));
    }
}

static void csv_fields_are_quoted_where_they_must_be(void **state)
{
    static const struct {
        struct str field;
        const char *csv, *for_sheets;
    } cases[] = {
        /* clang-format off */
        { { "abc", 3 },  "abc",          "abc"           },
        { { "", 0 },     "",             ""              },
        { { NULL, 0 },   "",             ""              },
        { { "a,b", 3 },  "\"a,b\"",      "\"a,b\""       },
        { { "a\"b", 3 }, "\"a\"\"b\"",   "\"a\"\"b\""    },
        { { "a\nb", 3 }, "\"a\nb\"",     "\"a\nb\""      },
        { { "a\rb", 3 }, "\"a\rb\"",     "\"a\rb\""      },
        { { "=1+1", 4 }, "=1+1",         "'=1+1"         },
        { { "+86", 3 },  "+86",          "'+86"          },
        { { "-1", 2 },   "-1",           "'-1"           },
        { { "@x", 2 },   "@x",           "'@x"           },
        { { "\tx", 2 },  "\tx",          "'\tx"          },
        { { "a=", 2 },   "a=",           "a="            },
        /* clang-format on */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(buf) buf = { 0 };
        csv_field(&buf, cases[i].field);
        assert_true(str_is(buf_str(&buf), cases[i].csv));
        buf_clear(&buf);
        csv_field_for_sheets(&buf, cases[i].field);
        assert_true(str_is(buf_str(&buf), cases[i].for_sheets));
    }
}

static void a_byte_of_zero_is_no_formula(void **state)
{
    SCOPED(buf) buf = { 0 };
    (void)state;
    csv_field_for_sheets(&buf, STR("\0a"));
    assert_int_equal(buf.len, 2);
    buf_clear(&buf);
    csv_field_for_sheets(&buf, STR("=a,\"b\""));
    assert_true(str_is(buf_str(&buf), "\"'=a,\"\"b\"\"\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buffer_grows_and_keeps_what_it_has),
        cmocka_unit_test(integers_are_written_to_their_ends),
        cmocka_unit_test(commas_stand_between_values_and_nowhere_else),
        cmocka_unit_test(one_record_a_line_needs_no_comma),
        cmocka_unit_test(texts_are_escaped_and_always_utf8),
        cmocka_unit_test(csv_fields_are_quoted_where_they_must_be),
        cmocka_unit_test(a_byte_of_zero_is_no_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
