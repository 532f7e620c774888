/** Sources of rules in words. */
#include "core/source.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* clang-format off */
static const struct {
    const char *source, *zh, *en;
} cases[] = {
    { "[L 12]",   "《居民身份证法》第十二条", "Resident Identity Card Law, art. 12" },
    { "[G21 80]", "《户口居民身份证管理工作规范（试行）》第八十条", "Work Rule for Household Registers and Identity Cards (公通字〔2021〕12号), art. 80" },
    { "[F03] [L 21]", "发改价格〔2003〕2322号、《居民身份证法》第二十一条", "发改价格〔2003〕2322号 (fees); Resident Identity Card Law, art. 21" },
    { "[L 10]",   "《居民身份证法》第十条", "Resident Identity Card Law, art. 10" },
    { "[HR 13] [domain 5.5]", "《户口登记条例》第十三条", "Household Registration Regulation, art. 13" },
    { "[GA214.13 22] [G21 9]", "GA 214.13（22）、《户口居民身份证管理工作规范（试行）》第九条", "GA 214.13 (22); Work Rule for Household Registers and Identity Cards (公通字〔2021〕12号), art. 9" },
    { "[GB/T 22239 8.1.4.1]", "GB/T 22239（8.1.4.1）", "GB/T 22239 (8.1.4.1)" },
    { "[GB11643]", "GB 11643", "GB 11643" },
    { "[L 120]",  "《居民身份证法》", "Resident Identity Card Law" },
    { "[V] city", "", "" },
    { "[S46] own", "", "" },
    { "",         "", "" },
};
/* clang-format on */

static void rules_are_called_by_the_names_a_citizen_can_look_up(void **state)
{
    struct arena *arena = arena_open();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(source_zh(arena, str_of(cases[i].source)).at, cases[i].zh);
        assert_string_equal(source_en(arena, str_of(cases[i].source)).at, cases[i].en);
    }
    arena_close(arena);
}

static void a_source_goes_out_as_its_keys_and_in_both_languages(void **state)
{
    struct arena *arena = arena_open();
    SCOPED(buf) out = { 0 };
    (void)state;
    json_open(&out, '{');
    json_field_source(arena, &out, "feeSource", STR("[F18]"));
    json_close(&out, '}');
    buf_byte(&out, 0);
    assert_string_equal(out.at, "{\"feeSource\":\"[F18]\",\"feeSourceZh\":\"财税〔2018〕37号\","
                                "\"feeSourceEn\":\"财税〔2018〕37号 (fees)\"}");
    arena_close(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_called_by_the_names_a_citizen_can_look_up),
        cmocka_unit_test(a_source_goes_out_as_its_keys_and_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
