/** The row of a command is what is read. */
#include "cli/arguments.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void a_row_is_read_as_it_stands(void **state)
{
    (void)state;
    struct slots slots =
        slots_read("UNIT NAME... --kind KIND [--from DAY] [--dry-run] [FILE] [MORE...]");
    static const struct {
        const char *name, *value;
        bool option, required, repeats;
    } cases[] = {
        { "UNIT", "", false, true, false },      { "NAME", "", false, true, true },
        { "--kind", "KIND", true, true, false }, { "--from", "DAY", true, false, false },
        { "--dry-run", "", true, false, false }, { "FILE", "", false, false, false },
        { "MORE", "", false, false, true },
    };
    assert_int_equal(slots.count, COUNT(cases));
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_true(str_is(slots.at[i].name, cases[i].name));
        assert_true(str_is(slots.at[i].value, cases[i].value));
        assert_int_equal(slots.at[i].option, cases[i].option);
        assert_int_equal(slots.at[i].required, cases[i].required);
        assert_int_equal(slots.at[i].repeats, cases[i].repeats);
    }
    assert_int_equal(slots_read("").count, 0);
}

enum { WORDS = 8 };

static void words_are_given_to_their_slots(void **state)
{
    static const struct {
        const char *row;
        const char *words[WORDS];
        enum argument_fault fault;
        const char *which, *name, *text; /* `text` stands for `name` */
    } cases[] = {
        { "A", { "x" }, ARGUMENTS_GOOD, "x", "A", "x" },
        { "A", { NULL }, ARGUMENT_MISSING, "A", NULL, NULL },
        { "A", { "x", "y" }, ARGUMENT_UNKNOWN, "y", NULL, NULL },
        { "A [B]", { "x", "y" }, ARGUMENTS_GOOD, "y", "B", "y" },
        { "A --o V", { "x" }, ARGUMENT_MISSING, "--o", NULL, NULL },
        { "A --o V", { "--o", "v", "x" }, ARGUMENTS_GOOD, "x", "--o", "v" },
        { "A --o V", { "x", "--o=v" }, ARGUMENTS_GOOD, "--o=v", "--o", "v" },
        { "A --o V", { "x", "--o=" }, ARGUMENTS_GOOD, "--o=", "--o", "" },
        { "A --o V", { "x", "--o" }, ARGUMENT_VALUE, "--o", NULL, NULL },
        { "A --o V", { "x", "--o", "1", "--o", "2" }, ARGUMENT_TWICE, "--o", NULL, NULL },
        { "[--f]", { "--f" }, ARGUMENTS_GOOD, "--f", "--f", "1" },
        { "[--f]", { "--f=1" }, ARGUMENT_VALUE, "--f=1", NULL, NULL },
        { "[--f]", { "--g" }, ARGUMENT_UNKNOWN, "--g", NULL, NULL },
        { "A", { "-" }, ARGUMENTS_GOOD, "-", "A", "-" },
        { "A", { "--", "--x" }, ARGUMENTS_GOOD, "--x", "A", "--x" },
        { "A...", { "x", "y", "z" }, ARGUMENTS_GOOD, "z", "A", "x" },
        { "A --o V", { "x", "--o", "--f" }, ARGUMENTS_GOOD, "--o", "--o", "--f" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arguments given = { .slots = slots_read(cases[i].row) };
        struct str which = NO_STR;
        char words[WORDS][16], *argv[WORDS];
        int argc = 0;
        for (; argc < WORDS && cases[i].words[argc]; argc++) {
            snprintf(words[argc], sizeof words[argc], "%s", cases[i].words[argc]);
            argv[argc] = words[argc];
        }
        assert_int_equal(arguments_read(&given, argc, argv, &which), cases[i].fault);
        assert_true(str_is(which, cases[i].which ? cases[i].which : ""));
        if (cases[i].name)
            assert_true(str_is(argument_find(&given, cases[i].name, 0), cases[i].text));
    }
}

static void many_words_stay_in_order(void **state)
{
    (void)state;
    struct arguments given = { .slots = slots_read("A B...") };
    char one[] = "1", two[] = "2", three[] = "3";
    char *argv[] = { one, two, three };
    struct str which;
    assert_int_equal(arguments_read(&given, 3, argv, &which), ARGUMENTS_GOOD);
    assert_int_equal(argument_count(&given, "B"), 2);
    assert_true(str_is(argument_find(&given, "B", 1), "3"));
    assert_null(argument_find(&given, "B", 2).at);
    assert_null(argument_find(&given, "C", 0).at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_read_as_it_stands),
        cmocka_unit_test(words_are_given_to_their_slots),
        cmocka_unit_test(many_words_stay_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
