#include "base/hex.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void bytes_are_written_as_two_lower_case_digits(void **state)
{
    char text[9];
    struct buf buf = { 0 };
    (void)state;
    assert_string_equal(hex_text("\x00\x7f\x80\xff", 4, text), "007f80ff");
    buf_hex(&buf, "\x0a\xbc", 2);
    assert_true(str_is(buf_str(&buf), "0abc"));
    buf_close(&buf);
}

static void digits_are_read_only_when_all_fit(void **state)
{
    static const struct {
        const char *digits;
        bool ok;
    } cases[] = {
        { "00fF", true },  { "00f", false },  { "00ff0", false },
        { "00fg", false }, { "0x00", false }, { "", false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        unsigned char out[2] = { 7, 7 };
        assert_int_equal(hex_read(str_of(cases[i].digits), out, 2), cases[i].ok);
        assert_int_equal(out[0], cases[i].ok ? 0 : 7);
        assert_int_equal(out[1], cases[i].ok ? 255 : 7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_written_as_two_lower_case_digits),
        cmocka_unit_test(digits_are_read_only_when_all_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
