#include "link/functions.h"
#include "link/spec.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void functions_make_one_text_of_another(void **state)
{
    static const struct {
        enum link_function function;
        const char *in, *out;
        int64_t numbers[EXPRESSION_NUMBERS_MAX];
    } cases[] = {
        { FUNCTION_PREFIX, "兰新娥", "兰", { 1 } },
        { FUNCTION_SUFFIX, "兰新娥", "新娥", { 2 } },
        { FUNCTION_SUBSTR, "653122197608081929", "1929", { 15, 4 } },
        { FUNCTION_SUBSTR, "653122", "", { 15, 4 } },
        { FUNCTION_PLAIN, "O'Brien-Núñez 3", "OBRIENNUNEZ3", { 0 } },
        { FUNCTION_PLAIN, "Žižek Łódź", "ZIZEKLODZ", { 0 } },
        { FUNCTION_NAME, "木尼热•阿卜杜 ", "木尼热·阿卜杜", { 0 } },
        { FUNCTION_NAME, "劉曉峯", "劉曉峰", { 0 } },
        { FUNCTION_SIMPLIFIED, "劉曉峯", "刘晓峰", { 0 } },
        { FUNCTION_DIGITS, "+86 (991) 12", "8699112", { 0 } },
        { FUNCTION_DATE, "1980-6-5", "19800605", { 0 } },
        { FUNCTION_DATE, "5/6/1980", "19800605", { 0 } },
        { FUNCTION_DATE, "6/25/1980", "19800625", { 0 } },
        { FUNCTION_DATE, "19800231", "19800231", { 0 } },
        { FUNCTION_DATE, "1980-06-05T00:00:00", "19800605", { 0 } },
        { FUNCTION_DATE, "unknown", "", { 0 } },
        { FUNCTION_YEAR, "1980-06-05", "1980", { 0 } },
        { FUNCTION_MONTH, "1980-06-05", "06", { 0 } },
        { FUNCTION_DAY_OF_MONTH, "1980-06-05", "05", { 0 } },
        { FUNCTION_PINYIN, "张伟", "zhangwei", { 0 } },
        { FUNCTION_INITIALS, "张伟", "zw", { 0 } },
        { FUNCTION_INITIALS, "Mary Ann Smith", "MAS", { 0 } },
        { FUNCTION_SOUNDEX, "Robert", "R163", { 0 } },
        { FUNCTION_SOUNDEX, "Ashcraft", "A261", { 0 } },
        { FUNCTION_SOUNDEX, "Tymczak", "T522", { 0 } },
        { FUNCTION_SOUNDEX, "Lee", "L000", { 0 } },
        { FUNCTION_SORTED, "smith, john", "john smith", { 0 } },
        { FUNCTION_PART, "木尼热·阿卜杜萨拉木", "阿卜杜萨拉木", { 2 } },
        { FUNCTION_PART, "木尼热·阿卜杜萨拉木", "", { 3 } },
        { FUNCTION_PART, "john of gaunt", "gaunt", { -1 } },
    };
    SCOPED(buf) out = { 0 };
    struct arena *scratch = arena_open();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        buf_clear(&out);
        link_function(cases[i].function, str_of(cases[i].in), cases[i].numbers, scratch, &out);
        if (!str_is(buf_str(&out), cases[i].out))
            fail_msg("case %zu: " STR_FMT, i, STR_ARG(buf_str(&out)));
    }
    arena_close(scratch);
}

static void bytes_that_are_no_text_end_no_function(void **state)
{
    static const int64_t numbers[EXPRESSION_NUMBERS_MAX] = { 1, 3 };
    SCOPED(buf) out = { 0 };
    struct arena *scratch = arena_open();
    (void)state;
    for (int f = NO_FUNCTION + 1; f < FUNCTION_JOIN; f++)
        for (int byte = 0; byte < 256; byte++) {
            char text[3] = { (char)byte, (char)0xE4, (char)byte };
            buf_clear(&out);
            link_function((enum link_function)f, str_from(text, 3), numbers, scratch, &out);
            assert_true(out.len <= 24);
        }
    arena_close(scratch);
}

#define WHOLE "id a\nblock a\ncompare b\n"

static void a_fault_is_named_with_its_line(void **state)
{
    static const struct {
        const char *spec;
        int64_t line;
    } cases[] = {
        { "", 0 },
        { "id a\nblock a\n", 0 },
        { WHOLE "what is this\n", 4 },
        { WHOLE "exact soundexx\n", 4 },
        { WHOLE "jaro_winkler\n", 4 },
        { WHOLE "jaro_winkler x\n", 4 },
        { WHOLE "jaro 0.9 tf\n", 4 },
        { WHOLE "strangers c\n", 4 },
        { WHOLE "threshold 2\n", 4 },
        { WHOLE "threshold best\n", 4 },
        { WHOLE "block prefix(a)\n", 4 },
        { WHOLE "block prefix(a,1\n", 4 },
        { WHOLE "block \"a\n", 4 },
        { WHOLE "block nothing(a)\n", 4 },
        { WHOLE "block substr(a,2,9223372036854775807)\n", 4 },
        { WHOLE "block day(day(day(day(day(day(day(day(day(a)))))))))\n", 4 },
        { WHOLE "levenshtein -1\n", 4 },
        { WHOLE "levenshtein 1e30\n", 4 },
        { WHOLE "sample 0\n", 4 },
        { WHOLE "pairs -1\n", 4 },
        { "exact\n", 1 },
        { "id a b\n", 1 },
    };
    struct arena *arena = arena_open();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct spec spec;
        struct spec_fault fault;
        if (spec_read(arena, str_of(cases[i].spec), &spec, &fault) || fault.line != cases[i].line)
            fail_msg("case %zu: line %lld", i, (long long)fault.line);
        assert_true(fault.what.len > 0);
    }
    arena_close(arena);
}

static void a_spec_is_read_as_it_stands(void **state)
{
    struct arena *arena = arena_open();
    struct spec spec;
    struct spec_fault fault;
    (void)state;
    assert_true(spec_read(arena,
                          STR("\xEF\xBB\xBFid \"rec id\" # the key\r\n"
                              "block prefix( name , 1 ) year(born)\n\n"
                              "compare join(name,\"last name\")\n  exact tf\n"
                              "  jaro_winkler 0.92 substr 1 4\n"
                              "compare born\nstrangers born\nthreshold precision 0.95\n"
                              "one_to_one\nchain 0.3\n"),
                          &spec, &fault));
    assert_true(str_is(spec.id, "rec id"));
    assert_int_equal(spec.blocks[0].key_count, 2);
    assert_true(str_is(spec.blocks[0].keys[0]->text, "prefix(\"name\",1)"));
    assert_int_equal(spec.comparisons[0].level_count, 3);
    assert_true(spec.comparisons[0].levels[0].by_frequency);
    assert_int_equal(spec.comparisons[0].levels[1].function, FUNCTION_SUBSTR);
    assert_int_equal(spec.comparisons[0].levels[1].numbers[1], 4);
    assert_int_equal(spec.comparisons[1].levels[0].test, TEST_EXACT);
    assert_int_equal(spec.comparisons[1].levels[1].test, TEST_ELSE);
    assert_int_equal(spec.strangers[0], 2);
    assert_int_equal(spec.aim, AIM_PRECISION);
    assert_true(spec.one_to_one);
    arena_close(arena);
}

static void the_specs_of_the_documents_are_whole(void **state)
{
    static const char *const names[] = { "register", "people", "heavy_errors" };
    struct arena *arena = arena_open();
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        struct spec spec;
        struct spec_fault fault;
        char path[512], text[8192];
        snprintf(path, sizeof path, "%s/docs/link/%s.spec", JUMIN_SOURCE_DIR, names[i]);
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        size_t n = fread(text, 1, sizeof text, file);
        fclose(file);
        if (!spec_read(arena, str_from(text, n), &spec, &fault))
            fail_msg("%s, line %lld", names[i], (long long)fault.line);
    }
    arena_close(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_make_one_text_of_another),
        cmocka_unit_test(bytes_that_are_no_text_end_no_function),
        cmocka_unit_test(a_fault_is_named_with_its_line),
        cmocka_unit_test(a_spec_is_read_as_it_stands),
        cmocka_unit_test(the_specs_of_the_documents_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
