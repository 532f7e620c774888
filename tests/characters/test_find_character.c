#include "base/utf8.h"
#include "characters/find_character.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct desk desk;

static int open_desk(void **state)
{
    (void)state;
    desk.arena = arena_open();
    return 0;
}

static int close_desk(void **state)
{
    (void)state;
    arena_close(desk.arena);
    return 0;
}

static bool draws_the_plane(uint32_t point)
{
    return point < 0x10000;
}

static const struct character_facts *among(const struct characters_found *found,
                                           const char *character)
{
    for (size_t i = 0; i < found->count; i++)
        if (str_is(found->at[i].character, character))
            return &found->at[i];
    return NULL;
}

static void what_was_typed_says_what_it_is(void **state)
{
    static const struct {
        const char *what, *character, *relation;
    } cases[] = {
        { "U+6E5B", "湛", "SELF" },   { "u+6e5b", "湛", "SELF" },       { "6E5B", "湛", "SELF" },
        { "D5BF", "湛", "SELF" },     { "95329031", "𠂇", "SELF" },     { "fe51", "𠂇", "SELF" },
        { "FE59", "\u9FB4", "SELF" }, { "82359037", "\u9FB4", "SELF" }, { "湛", "湛", "SELF" },
        { "峰", "峯", "VARIANT" },    { "华", "華", "FORM" },           { "氵甚", "湛", "PARTS" },
        { "⿰氵甚", "湛", "PARTS" },  { "zhan", "湛", "READING" },      { "ZHAN", "湛", "READING" },
        { "lü", "吕", "READING" },    { "85.9", "湛", "STROKES" },      { "85+6", "江", "STROKES" },
        { "20087", "𠂇", "SELF" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct characters_found found;
        if (character_find(&desk, str_of(cases[i].what), draws_the_plane, &found) != DONE)
            fail_msg("%s: refused", cases[i].what);
        const struct character_facts *facts = among(&found, cases[i].character);
        if (!facts || !str_is(facts->relation, cases[i].relation))
            fail_msg("%s: %zu found", cases[i].what, found.count);
    }
}

static void what_says_nothing_is_refused(void **state)
{
    static const struct {
        const char *what;
        enum refusal refusal;
    } cases[] = {
        { "", NO_ITEM_MISSING }, { " ", NO_ITEM_MISSING },  { "王2", NO_ITEM_WRONG },
        { "?", NO_ITEM_WRONG },  { "xyz", NO_ITEM_WRONG },  { "215.3", NO_ITEM_WRONG },
        { "12", NO_ITEM_WRONG }, { "D800", NO_ITEM_WRONG }, { "王\xFF", NO_ITEM_WRONG },
    };
    struct characters_found found;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(character_find(&desk, str_of(cases[i].what), draws_the_plane, &found),
                         REFUSED);
        if (desk.why.refusal != cases[i].refusal)
            fail_msg("%s", cases[i].what);
    }
}

static void a_character_is_told_whole(void **state)
{
    (void)state;
    struct character_facts facts = character_facts(&desk, 0x6E5B, draws_the_plane);
    assert_true(str_is(facts.gb18030, "D5BF") && str_is(facts.code_point, "U+6E5B"));
    assert_true(facts.standard && facts.drawn && !facts.private_use);
    assert_true(str_is(facts.structure, "⿰氵甚") && str_is(facts.readings, "zhan"));
    assert_int_equal(facts.radical, 85);
    assert_int_equal(facts.beside, 9);
    assert_int_equal(facts.chip_units, 1);
    facts = character_facts(&desk, 0x9FB4, draws_the_plane);
    assert_true(str_is(facts.gb18030, "FE59") && str_is(facts.older, "82359037"));
    facts = character_facts(&desk, 0x20087, draws_the_plane);
    assert_true(facts.chip_units == 2 && !facts.drawn && !facts.standard);
    facts = character_facts(&desk, 0xE000, draws_the_plane);
    assert_true(facts.private_use && !facts.drawn && str_is(facts.gb18030, "AAA1"));
}

static void a_name_is_looked_at_while_it_is_typed(void **state)
{
    static const struct {
        const char *name;
        int units;
        bool fits, fault;
        size_t rare;
    } cases[] = {
        { "王伟", 2, true, false, 0 },
        { "王𠂇", 3, true, false, 1 },
        { "王\xEE\x80\x80", 2, true, true, 1 },
        { "阿卜杜热合曼·阿卜杜喀迪尔·麦麦提", 17, false, false, 0 },
        { "", 0, true, true, 0 },
    };
    struct name_look look;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        name_look(&desk, str_of(cases[i].name), draws_the_plane, &look);
        if (look.chip_units != cases[i].units || look.fits_chip != cases[i].fits ||
            (look.fault.len > 0) != cases[i].fault || look.rare_count != cases[i].rare)
            fail_msg("%s", cases[i].name);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_typed_says_what_it_is),
        cmocka_unit_test(what_says_nothing_is_refused),
        cmocka_unit_test(a_character_is_told_whole),
        cmocka_unit_test(a_name_is_looked_at_while_it_is_typed),
    };
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
