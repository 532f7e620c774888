#include "core/pinyin.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void readings_come_without_tones_and_the_most_usual_first(void **state)
{
    static const struct {
        uint32_t point;
        const char *readings;
    } cases[] = {
        { 0x738B, "wang" },           /* 王: wáng and wàng are one */
        { 0x5973, "nv" },             /* 女 */
        { 0x5415, "lv" },             /* 吕 */
        { 0x884C, "xing hang heng" }, /* 行 */
        { 0x66FE, "ceng zeng" },      /* 曾 */
        { 0x5355, "dan chan shan" },  /* 单 */
        { 0x3400, "qiu" },            /* extension A */
        { 0x20000, "he" },            /* extension B */
        { 0x30EDE, "biang" },         /* extension G */
        { 0x3007, "ling" },           /* 〇 */
        { 'A', "" },
        { 0xE000, "" },
        { 0x10FFFF, "" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint16_t out[PINYIN_READINGS_MAX];
        char text[128] = "";
        size_t len = 0, count = pinyin_readings(cases[i].point, out);
        for (size_t r = 0; r < count; r++)
            len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", r ? " " : "",
                                    pinyin_syllable(out[r]));
        if (strcmp(text, cases[i].readings) != 0)
            fail_msg("U+%X: %s, not %s", (unsigned)cases[i].point, text, cases[i].readings);
    }
}

static void a_surname_may_be_read_in_its_own_way(void **state)
{
    static const struct {
        uint32_t first, second;
        size_t characters;
        const char *readings[2];
    } cases[] = {
        { 0x5355, 0x96C4, 1, { "shan" } },         /* 单雄 */
        { 0x4EC7, 0, 1, { "qiu" } },               /* 仇 */
        { 0x5C09, 0x8FDF, 2, { "yu", "chi" } },    /* 尉迟 */
        { 0x4E07, 0x4FDF, 2, { "mo", "qi" } },     /* 万俟 */
        { 0x4E07, 0x660E, 0, { NULL } },           /* 万明 */
        { 0x4E50, 0x6B63, 2, { "yue", "zheng" } }, /* 乐正, before 乐 */
        { 0x738B, 0x4F1F, 0, { NULL } },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint16_t out[2] = { 0 };
        size_t n = pinyin_surname(cases[i].first, cases[i].second, out);
        assert_int_equal(n, cases[i].characters);
        for (size_t c = 0; c < n; c++)
            assert_string_equal(pinyin_syllable(out[c]), cases[i].readings[c]);
    }
}

static void syllables_are_found_by_their_letters(void **state)
{
    uint16_t at = 0;
    (void)state;
    for (uint16_t i = 0; i < pinyin_syllables(); i++) {
        assert_true(pinyin_syllable_find(str_of(pinyin_syllable(i)), &at));
        assert_int_equal(at, i);
        assert_true(i == 0 || strcmp(pinyin_syllable((uint16_t)(i - 1)), pinyin_syllable(i)) < 0);
    }
    assert_true(pinyin_syllables() > 400 && pinyin_syllables() < 500);
    assert_false(pinyin_syllable_find(STR("wangx"), &at));
    assert_false(pinyin_syllable_find(STR("zhon"), &at));
    assert_true(pinyin_syllable_begins(STR("zhon")));
    assert_true(pinyin_syllable_begins(STR("zhong")));
    assert_false(pinyin_syllable_begins(STR("zhongg")));
    assert_false(pinyin_syllable_begins(STR("v")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readings_come_without_tones_and_the_most_usual_first),
        cmocka_unit_test(a_surname_may_be_read_in_its_own_way),
        cmocka_unit_test(syllables_are_found_by_their_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
