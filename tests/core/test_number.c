#include "base/utf8.h"
#include "core/division.h"
#include "core/number.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct day today = DAY(2026, 11, 24);
static struct number_checker checker;

static int prepare(void **state)
{
    (void)state;
    number_checker_init(&checker, today);
    return 0;
}

/* clang-format off */
static const struct vector {
    const char *input, *canonical, *reasons;
    enum number_verdict verdict;
    char sex;
    struct day born;
} vectors[] = { /* domain.md 3.4, with the verdicts of design.md section 6 */
    { "11010519491231002X", "11010519491231002X", "",                NUMBER_OK,    'F', DAY(1949, 12, 31) },
    { "440524188001010014", "440524188001010014", "OLDER_THAN_120;DIVISION_RETIRED",
                                                                     NUMBER_WARN,  'M', DAY(1880,  1,  1) },
    { "650102190402290012", "650102190402290012", "OLDER_THAN_120",  NUMBER_WARN,  'M', DAY(1904,  2, 29) },
    { "650108196507040031", "650108196507040031", "DIVISION_RETIRED", NUMBER_OK,   'M', DAY(1965,  7,  4) },
    { "650109200810010105", "650109200810010105", "",                NUMBER_OK,    'F', DAY(2008, 10,  1) },
    { "650121190002280105", "650121190002280105", "OLDER_THAN_120",  NUMBER_WARN,  'F', DAY(1900,  2, 28) },
    { "110103195210010024", "110103195210010024", "DIVISION_RETIRED", NUMBER_OK,   'F', DAY(1952, 10,  1) },
    { "830000199909090040", "830000199909090040", "NOT_A_RESIDENT_NUMBER",
                                                                     NUMBER_WARN,  'F', DAY(1999,  9,  9) },
    { "810000199707010037", "810000199707010037", "NOT_A_RESIDENT_NUMBER",
                                                                     NUMBER_WARN,  'M', DAY(1997,  7,  1) },
    { "650104200002290274", "650104200002290274", "",                NUMBER_OK,    'M', DAY(2000,  2, 29) },
    { "65010319800615007X", "65010319800615007X", "",                NUMBER_OK,    'M', DAY(1980,  6, 15) },
    { "65010319800615007x", "65010319800615007X", "",                NUMBER_OK,    'M', DAY(1980,  6, 15) },
    { "650106197901010510", "650106197901010510", "",                NUMBER_OK,    'M', DAY(1979,  1,  1) },
    { "650107194509300241", "650107194509300241", "",                NUMBER_OK,    'F', DAY(1945,  9, 30) },
    { "650102800615001",    "650102198006150014", "OLD_15",          NUMBER_OK,    'M', DAY(1980,  6, 15) },
    { "440524800101997",    "440524188001019975", "OLDER_THAN_120;DIVISION_RETIRED;OLD_15;CENTENARIAN",
                                                                     NUMBER_WARN,  'M', DAY(1880,  1,  1) },
    { "650102190002290013", "650102190002290013", "DATE",            NUMBER_WRONG, 'M', { NO_DAY_N }      },
    { "650102190402290010", "650102190402290010", "CHECK_DIGIT;OLDER_THAN_120",
                                                                     NUMBER_WRONG, 'M', DAY(1904,  2, 29) },
    { "11010519491213002X", "11010519491213002X", "CHECK_DIGIT",     NUMBER_WRONG, 'F', DAY(1949, 12, 13) },
    { "990102198001010010", "990102198001010010", "PROVINCE_UNKNOWN", NUMBER_WRONG, 'M', DAY(1980, 1,  1) },
    { "1101051949123l002X", "",                   "CHARACTER",       NUMBER_WRONG, 0,   { NO_DAY_N }      },
    { "650102203013010013", "650102203013010013", "DATE",            NUMBER_WRONG, 'M', { NO_DAY_N }      },
    { "110105194912310020", "110105194912310020", "CHECK_DIGIT",     NUMBER_WRONG, 'F', DAY(1949, 12, 31) },
    { "650102192403150002", "650102192403150002", "SEQUENCE_000",    NUMBER_WARN,  'F', DAY(1924,  3, 15) },
};
/* clang-format on */

static void the_vectors_get_their_verdicts(void **state)
{
    struct arena *arena = arena_open();
    (void)state;
    for (size_t i = 0; i < COUNT(vectors); i++) {
        const struct vector *v = &vectors[i];
        struct number_check check = number_check(&checker, str_of(v->input));
        struct str reasons = number_reasons_str(arena, check.reasons);
        if (!str_is(reasons, v->reasons))
            fail_msg("vector %zu: " STR_FMT, i + 1, STR_ARG(reasons));
        assert_string_equal(check.canonical, v->canonical);
        assert_int_equal(check.verdict, v->verdict);
        assert_int_equal(check.sex, v->sex);
        assert_int_equal(check.born.n, v->born.n);
        assert_int_equal(check.division,
                         v->canonical[0] ? division_code(str_from(v->canonical, 6)) : 0);
    }
    arena_close(arena);
}

static void texts_are_forgiven_what_writing_does_to_them(void **state)
{
    static const struct {
        const char *input, *canonical;
    } cases[] = {
        { " 65010319800615007X\t", "65010319800615007X" },
        { "　65010319800615007x ", "65010319800615007X" },
        { "６５０１０３１９８００６１５００７Ｘ", "65010319800615007X" },
        { "６５０１０３１９８００６１５００７ｘ", "65010319800615007X" },
        { "65010319800615007Ⅹ", "65010319800615007X" },
        { "\xEF\xBB\xBF"
          "65010319800615007X\r\n",
          "65010319800615007X" },
        { "６５０１０２８００６１５００１", "650102198006150014" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct number_check check = number_check(&checker, str_of(cases[i].input));
        assert_int_equal(check.verdict, NUMBER_OK);
        assert_string_equal(check.canonical, cases[i].canonical);
    }
}

static void nothing_else_is_forgiven(void **state)
{
    static const struct {
        const char *input;
        unsigned reasons;
    } cases[] = {
        { "", NUMBER_LENGTH },
        { "   ", NUMBER_LENGTH },
        { "65010319800615007", NUMBER_LENGTH },
        { "65010319800615007XX", NUMBER_LENGTH },
        { "650103 19800615007X", NUMBER_LENGTH },
        { "6501031980061500X7", NUMBER_CHARACTER },
        { "X50103198006150070", NUMBER_CHARACTER },
        { "65010319800615007А", NUMBER_CHARACTER }, /* Cyrillic */
        { "65010319800615007\xFF", NUMBER_CHARACTER },
        { "650103\xE7\x8E\x8B"
          "9800615007X",
          NUMBER_CHARACTER },
        { "65010280061500X", NUMBER_CHARACTER },
        { "65010319800615007:", NUMBER_CHARACTER }, /* the character behind 9 */
        { "65010319800615007/", NUMBER_CHARACTER },
        { "650103198006150071234567890123456789012345678901234567890123456789", NUMBER_LENGTH },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct number_check check = number_check(&checker, str_of(cases[i].input));
        if (check.reasons != cases[i].reasons)
            fail_msg("row %zu: %x", i, check.reasons);
        assert_string_equal(check.canonical, "");
        assert_int_equal(check.verdict, NUMBER_WRONG);
    }
}

static void prefixes_of_permits_are_no_residents(void **state)
{
    static const struct {
        int division;
        unsigned reasons;
    } cases[] = {
        { 810000, NUMBER_NOT_A_RESIDENT },
        { 820000, NUMBER_NOT_A_RESIDENT },
        { 830000, NUMBER_NOT_A_RESIDENT },
        { 911840, NUMBER_NOT_A_RESIDENT },
        { 965840, NUMBER_NOT_A_RESIDENT },
        { 990102, NUMBER_PROVINCE_UNKNOWN },
        { 900102, NUMBER_PROVINCE_UNKNOWN },
        { 840000, NUMBER_PROVINCE_UNKNOWN },
        { 160101, NUMBER_PROVINCE_UNKNOWN },
        { 710000, NUMBER_DIVISION_UNKNOWN },
        { 650100, NUMBER_DIVISION_UNKNOWN },
        { 650199, NUMBER_DIVISION_UNKNOWN },
        { 659999, NUMBER_DIVISION_UNKNOWN },
        { 650101, 0 },
        { 650102, 0 },
    };
    char number[19];
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        number_make(cases[i].division, (struct day)DAY(1980, 1, 1), 1, number);
        assert_int_equal(number_reasons(&checker, str_of(number)), cases[i].reasons);
    }
}

static void age_and_future_turn_on_the_day(void **state)
{
    static const struct {
        struct day born;
        unsigned reasons;
    } cases[] = {
        { DAY(2026, 11, 24), 0 },
        { DAY(2026, 11, 25), NUMBER_FUTURE },
        { DAY(9999, 12, 31), NUMBER_FUTURE },
        { DAY(1905, 11, 25), 0 },                     /* 120 */
        { DAY(1905, 11, 24), NUMBER_OLDER_THAN_120 }, /* 121 today */
        { DAY(1, 1, 1), NUMBER_OLDER_THAN_120 },
    };
    char number[19];
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        number_make(650102, cases[i].born, 1, number);
        assert_int_equal(number_reasons(&checker, str_of(number)), cases[i].reasons);
    }
}

static void a_code_is_retired_by_the_day_that_asks(void **state)
{
    static struct number_checker in_2006;
    (void)state;
    number_checker_init(&in_2006, (struct day)DAY(2006, 7, 1));
    assert_int_equal(number_reasons(&in_2006, STR("650108196507040031")), 0);
    assert_int_equal(number_reasons(&checker, STR("650108196507040031")), NUMBER_DIVISION_RETIRED);
}

static void a_made_number_is_right_and_says_what_it_was_made_of(void **state)
{
    char number[19];
    (void)state;
    for (int sequence = 1; sequence <= 999; sequence++) {
        struct day born = { DAY_NUMBER(1950, 1, 1) + sequence * 19 };
        number_make(650102, born, sequence, number);
        struct number_check check = number_check(&checker, str_of(number));
        assert_int_equal(check.reasons, 0);
        assert_int_equal(check.born.n, born.n);
        assert_int_equal(check.division, 650102);
        assert_int_equal(check.sex, sequence % 2 ? 'M' : 'F');
        assert_int_equal(number_is_male(number), sequence % 2);
        assert_int_equal(number_check_digit(number), number[17]);
    }
}

static void every_single_slip_and_swap_is_found(void **state)
{
    char number[19], slip[19];
    (void)state;
    number_make(650102, (struct day)DAY(1980, 6, 15), 7, number);
    for (size_t i = 0; i < 17; i++)
        for (char c = '0'; c <= '9'; c++) {
            memcpy(slip, number, 19);
            slip[i] = c;
            bool wrong = number_reasons(&checker, str_of(slip)) & NUMBER_CHECK_DIGIT;
            assert_int_equal(wrong, c != number[i]);
        }
    for (size_t i = 0; i < 16; i++) {
        memcpy(slip, number, 19);
        slip[i] = number[i + 1];
        slip[i + 1] = number[i];
        bool wrong = number_reasons(&checker, str_of(slip)) & NUMBER_CHECK_DIGIT;
        assert_int_equal(wrong, number[i] != number[i + 1]);
    }
}

/* ---- the rules once more, written to be read, against mutated numbers ---- */

static size_t plain_characters(struct str text, char out[80])
{
    static const char *const wide[] = { "０", "１", "２", "３", "４", "５", "６",
                                        "７", "８", "９", "Ｘ", "ｘ", "Ⅹ" };
    size_t n = 0;
    while (text.len) {
        size_t len = utf8_length(text);
        len = len ? len : 1;
        out[n] = len == 1 ? text.at[0] : '?';
        for (size_t i = 0; len > 1 && i < COUNT(wide); i++)
            if (str_starts(text, wide[i]))
                out[n] = "0123456789XXX"[i];
        out[n] = out[n] == 'x' ? 'X' : out[n];
        n++;
        text = str_cut(text, len, text.len);
    }
    return n;
}

static bool digits_only(const char *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (at[i] < '0' || at[i] > '9')
            return false;
    return true;
}

static int value(const char *at, size_t n)
{
    int64_t out = 0;
    assert_true(str_to_int(str_from(at, n), &out));
    return (int)out;
}

static int expected_check(const char *number)
{
    static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    int sum = 0;
    for (size_t i = 0; i < 17; i++)
        sum += weights[i] * (number[i] - '0');
    return "10X98765432"[sum % 11];
}

static unsigned area_reasons(const char *number)
{
    int province = value(number, 2), code = value(number, 6);
    if ((province >= 81 && province <= 83) || (province >= 91 && province <= 98))
        return NUMBER_NOT_A_RESIDENT;
    if (!division_ever(province * 10000))
        return NUMBER_PROVINCE_UNKNOWN;
    if (division_level(code) != DIVISION_COUNTY || !division_ever(code))
        return NUMBER_DIVISION_UNKNOWN;
    return division_retired(code, today) ? NUMBER_DIVISION_RETIRED : 0;
}

static unsigned date_reasons(const char *number)
{
    struct day born;
    if (!day_make(value(number + 6, 4), value(number + 10, 2), value(number + 12, 2), &born))
        return NUMBER_DATE;
    if (born.n > today.n)
        return NUMBER_FUTURE;
    return day_full_years(born, today) > 120 ? NUMBER_OLDER_THAN_120 : 0;
}

static unsigned plainly(struct str text)
{
    char at[80], number[19] = { 0 };
    unsigned old = 0;
    text = str_trim(text);
    if (text.len > 64)
        return NUMBER_LENGTH;
    size_t n = plain_characters(text, at);
    if (n != 18 && n != 15)
        return NUMBER_LENGTH;
    if (!digits_only(at, n == 18 ? 17 : 15) ||
        (n == 18 && at[17] != 'X' && !digits_only(at + 17, 1)))
        return NUMBER_CHARACTER;
    if (n == 15) {
        bool centenarian = value(at + 12, 3) >= 996;
        old = NUMBER_OLD_15 | (centenarian ? (unsigned)NUMBER_CENTENARIAN : 0);
        snprintf(number, sizeof number, "%.6s%s%.9s", at, centenarian ? "18" : "19", at + 6);
        number[17] = (char)expected_check(number);
    } else {
        memcpy(number, at, 18);
    }
    return old | area_reasons(number) | date_reasons(number) |
           (expected_check(number) != number[17] ? NUMBER_CHECK_DIGIT : 0) |
           (memcmp(number + 14, "000", 3) == 0 ? NUMBER_SEQUENCE_000 : 0);
}

static uint64_t seed = 0x9E3779B97F4A7C15u;

static uint32_t chance(uint32_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)((seed >> 11) % n);
}

static size_t some_number(char out[32])
{
    struct day born = { DAY_NUMBER(1890, 1, 1) + (int32_t)chance(140 * 365) };
    struct division division = division_at(chance((uint32_t)division_count()));
    number_make(division.code, born, (int)chance(1000), out);
    if (chance(8) != 0)
        return 18;
    memmove(out + 6, out + 8, 9);
    return 15;
}

static size_t change_something(char text[32], size_t n)
{
    static const char alphabet[] =
        "01234567890123456789012345678901234567890123456789Xx /:l.-\t\xFF";
    size_t at = chance((uint32_t)n), other = chance((uint32_t)n);
    char c = alphabet[chance(sizeof alphabet - 1)], kept = text[at];
    switch (chance(6)) {
    case 0: /* one character less */
        memmove(text + at, text + at + 1, n - at - 1);
        return n - 1;
    case 1: /* one more */
        memmove(text + at + 1, text + at, n - at);
        text[at] = c;
        return n + 1;
    case 2: /* two change places */
        text[at] = text[other];
        text[other] = kept;
        return n;
    default:
        text[at] = c;
        return n;
    }
}

static void all_ways_to_judge_agree(const char *at, size_t n)
{
    struct str text = str_from(at, n);
    unsigned plain = plainly(text), fast = number_reasons(&checker, text);
    struct number_check check = number_check(&checker, text);
    if (plain != fast || plain != check.reasons)
        fail_msg("\"" STR_FMT "\": %x plainly, %x fast, %x in full", STR_ARG(text), plain, fast,
                 check.reasons);
}

static void millions_of_mutated_numbers_are_judged_as_the_rules_say(void **state)
{
    enum { ROUNDS = 2000, BATCH = 700 };
    static char texts[BATCH][19];
    static uint16_t many[BATCH];
    (void)state;
    for (size_t round = 0; round < ROUNDS; round++) {
        size_t full = 0;
        while (full < BATCH) {
            char text[32];
            size_t n = some_number(text);
            for (uint32_t changes = chance(4); changes > 0 && n > 12 && n < 25; changes--)
                n = change_something(text, n);
            all_ways_to_judge_agree(text, n);
            if (n == 18)
                memcpy(texts[full++], text, 18);
        }
        number_reasons_many(&checker, texts[0], sizeof texts[0], 1 + chance(BATCH), many);
        number_reasons_many(&checker, texts[0], sizeof texts[0], BATCH, many);
        for (size_t i = 0; i < BATCH; i++)
            if (many[i] != number_reasons(&checker, str_from(texts[i], 18)))
                fail_msg("\"%.18s\": %x among many", texts[i], many[i]);
    }
}

static void every_day_of_300_years_is_judged_as_the_calendar_says(void **state)
{
    char number[40];
    (void)state;
    for (int year = 1800; year < 2100; year++)
        for (int mmdd = 0; mmdd < 10000; mmdd++) {
            snprintf(number, sizeof number, "650102%04d%04d001", year, mmdd);
            number[17] = number_check_digit(number);
            unsigned plain = date_reasons(number);
            if (number_glance(&checker, number) != plain)
                fail_msg("%s: %x", number, number_glance(&checker, number));
        }
}

static void every_area_is_judged_as_the_table_says(void **state)
{
    char number[40];
    (void)state;
    for (int code = 0; code < 1000000; code++) {
        snprintf(number, sizeof number, "%06d19800615001", code);
        number[17] = number_check_digit(number);
        if (number_glance(&checker, number) != area_reasons(number))
            fail_msg("%06d: %x", code, number_glance(&checker, number));
    }
}

static void retirement_is_known_on_any_day(void **state)
{
    static const struct day days[] = { DAY(1985, 1, 1),   DAY(2002, 12, 30), DAY(2002, 12, 31),
                                       DAY(2007, 1, 1),   DAY(2007, 12, 30), DAY(2007, 12, 31),
                                       DAY(2012, 10, 31), DAY(2016, 8, 1),   DAY(2024, 12, 31) };
    static struct number_checker then;
    char number[19];
    (void)state;
    for (size_t d = 0; d < COUNT(days); d++) {
        number_checker_init(&then, days[d]);
        for (size_t i = 0; i < division_count(); i++) {
            int code = division_at(i).code;
            number_make(code, (struct day)DAY(1980, 6, 15), 1, number);
            bool retired = number_glance(&then, number) & NUMBER_DIVISION_RETIRED;
            bool expected =
                division_level(code) == DIVISION_COUNTY && division_retired(code, days[d]);
            if (retired != expected)
                fail_msg("%d on day %zu", code, d);
        }
    }
}

static void words_are_in_the_order_of_gravity(void **state)
{
    struct arena *arena = arena_open();
    (void)state;
    assert_true(str_is(number_reasons_str(arena, 0), ""));
    assert_true(str_is(number_reasons_str(arena, (1u << NUMBER_REASON_COUNT) - 1),
                       "LENGTH;CHARACTER;DATE;FUTURE;CHECK_DIGIT;PROVINCE_UNKNOWN;DIVISION_UNKNOWN;"
                       "NOT_A_RESIDENT_NUMBER;SEQUENCE_000;OLDER_THAN_120;DIVISION_RETIRED;OLD_15;"
                       "CENTENARIAN"));
    for (unsigned i = 0; i < NUMBER_REASON_COUNT; i++) {
        enum number_verdict verdict = i < 6 ? NUMBER_WRONG : i < 10 ? NUMBER_WARN : NUMBER_OK;
        assert_int_equal(number_verdict(1u << i), verdict);
        assert_true(str_is(number_reasons_str(arena, 1u << i), number_reason_word(i)));
    }
    assert_string_equal(number_verdict_word(NUMBER_OK), "ok");
    assert_string_equal(number_verdict_word(NUMBER_WARN), "warn");
    assert_string_equal(number_verdict_word(NUMBER_WRONG), "wrong");
    arena_close(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vectors_get_their_verdicts),
        cmocka_unit_test(texts_are_forgiven_what_writing_does_to_them),
        cmocka_unit_test(nothing_else_is_forgiven),
        cmocka_unit_test(prefixes_of_permits_are_no_residents),
        cmocka_unit_test(age_and_future_turn_on_the_day),
        cmocka_unit_test(a_code_is_retired_by_the_day_that_asks),
        cmocka_unit_test(a_made_number_is_right_and_says_what_it_was_made_of),
        cmocka_unit_test(every_single_slip_and_swap_is_found),
        cmocka_unit_test(millions_of_mutated_numbers_are_judged_as_the_rules_say),
        cmocka_unit_test(every_day_of_300_years_is_judged_as_the_calendar_says),
        cmocka_unit_test(every_area_is_judged_as_the_table_says),
        cmocka_unit_test(retirement_is_known_on_any_day),
        cmocka_unit_test(words_are_in_the_order_of_gravity),
    };
    return cmocka_run_group_tests(tests, prepare, NULL);
}
