/* A private-use code in a name, from the import to the character that takes its place. */
#include "base/hex.h"
#include "cards/steps.h"
#include "characters/case_store.h"
#include "characters/laws.h"
#include "characters/missing_glyphs.h"
#include "db/db.h"
#include "exchange/gb18030.h"
#include "journal/journal.h"
#include "register/load.h"
#include "register/person_for_card.h"
#include "register/person_store.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct follow follows[] = {
    { "person.private_use", character_cases_open },
    { "person.changed", character_cases_follow },
    { "character_case.settled", release_settled },
    { "load.undoing", character_cases_undo },
};

#define E000 "\xEE\x80\x80" /* AAA1 */
#define E001 "\xEE\x80\x81"
#define PNG  "\x89PNG\r\n\x1A\n...."

/* A1's name holds two codes, one of them twice; B1's former name one; C1's is in extension B. */
static const char people[] = "原编号,姓名,曾用名,性别,派出所,出生日期,公民身份号码\n"
                             "A1,王" E000 E001 E000 ",,男,650102011,19800615,650102198006150030\n"
                             "B1,李二,李" E000 ",男,650102011,19800616,650102198006160036\n"
                             "C1,张\xF0\xA0\x82\x87,,男,650103011,19800617,650103198006170038\n";

static int64_t bring_in(struct test_db *t)
{
    struct str bytes;
    register_office(t);
    follow_table(follows, COUNT(follows));
    assert_true(gb18030_encode(t->desk.arena, str_of(people), &bytes));
    struct imported done = import_bytes(&t->desk, bytes, gb18030_decode, false);
    assert_done(&t->desk, done.outcome);
    assert_int_equal(done.result.taken, 3);
    assert_int_equal(done.result.rejected, 0);
    imported_close(&done);
    t->desk.clerk.solo = false;
    return done.result.load;
}

static struct character_cases list(struct desk *desk, const char *state)
{
    struct character_cases cases;
    assert_done(desk, character_cases_list(desk, str_of(state), NO_STR, 200, &cases));
    return cases;
}

static const struct character_case *case_of(const struct character_cases *cases, int64_t person,
                                            int32_t point)
{
    for (size_t i = 0; i < cases->count; i++)
        if (cases->at[i].person == person && cases->at[i].point == point)
            return &cases->at[i];
    fail_msg("no case of U+%04X", (unsigned)point);
    return NULL;
}

static void count_breach(void *ctx, const struct law *law, struct str what)
{
    (void)law, (void)what;
    ++*(int *)ctx;
}

static void assert_laws_of_characters(struct desk *desk)
{
    int breaches = 0;
    assert_done(desk, characters_laws(desk, count_breach, &breaches));
    assert_int_equal(breaches, 0);
    assert_register_laws(desk);
}

/** Nobody is left out, nothing is put in place of what nobody knows, and the bytes are kept. */
static void taken_in(struct test_db *t)
{
    struct desk *desk = &t->desk;
    char hex[32];
    bring_in(t);
    struct person a = person_called(desk, "A1"), b = person_called(desk, "B1");
    assert_true(str_is(a.name, "王" E000 E001 E000));
    assert_true(str_is(b.former_name, "李" E000));
    struct character_cases cases = list(desk, "OPEN");
    assert_int_equal(cases.count, 3);
    const struct character_case *one = case_of(&cases, a.id, 0xE000);
    assert_string_equal(hex_text(one->bytes.at, one->bytes.len, hex), "cdf5aaa1aaa2aaa1");
    assert_true(str_is(one->item, "name") && str_eq(one->written, a.name));
    assert_true(str_is(case_of(&cases, b.id, 0xE000)->item, "formerName"));
    assert_int_equal(test_number(desk, "SELECT count(*) FROM odd_item WHERE why = 'PRIVATE_USE' "
                                       "AND was LIKE '%aaa1%'"),
                     2);
    struct card_person card;
    assert_done(desk, person_for_card(desk, a.part, a.id, &card));
    assert_int_equal(card.open_case, a.id); /* an application waits */
    assert_done(desk, person_for_card(desk, b.part, b.id, &card));
    assert_int_equal(card.open_case, 0); /* a former name is on no card */
    desk->purpose = NO_STR;
    assert_refused(desk, character_cases_list(desk, STR("OPEN"), NO_STR, 200, &cases),
                   NO_PURPOSE_REQUIRED);
    desk->purpose = STR("测试");
    register_sit_at(desk, STATION_B);
    assert_int_equal(list(desk, "OPEN").count, 0);
    assert_laws_of_characters(desk);
    follow_table(NULL, 0);
}

static enum outcome show(struct desk *desk, const struct character_case *c, const char *source,
                         struct str picture, struct character_case *out)
{
    const struct character_evidence e = { c->part, c->id, str_of(source), picture };
    desk->expected_version = c->ver;
    return character_case_show(desk, &e, out);
}

static enum outcome settle(struct desk *desk, const struct character_case *c, const char *character,
                           struct character_case *out)
{
    const struct character_decision d = { c->part, c->id, str_of(character), STR("见底卡") };
    desk->expected_version = c->ver;
    return character_case_settle(desk, &d, out);
}

static void refusals(struct desk *desk, const struct character_case *c)
{
    struct character_case out;
    assert_refused(desk, settle(desk, c, "㛃", &out), NO_ITEM_MISSING); /* no paper was shown */
    assert_refused(desk, show(desk, c, " ", NO_STR, &out), NO_ITEM_MISSING);
    assert_refused(desk, show(desk, c, "登记表", STR("GIF89a"), &out), NO_PICTURE_BROKEN);
    desk->clerk.rights &= ~(UINT64_C(1) << MAY_KEEP_REGISTER);
    assert_refused(desk, show(desk, c, "登记表", NO_STR, &out), NO_RIGHT_MISSING);
    desk->clerk.rights = UINT64_MAX;
}

static void decided(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct character_case c, out;
    struct card_person card;
    struct str picture;
    bring_in(t);
    struct person a = person_called(desk, "A1");
    struct character_cases cases = list(desk, "OPEN");
    c = *case_of(&cases, a.id, 0xE000);
    refusals(desk, &c);
    assert_done(desk, show(desk, &c, "1962 年登记表", STR(PNG), &c));
    assert_done(desk, character_picture(desk, c.part, c.id, &picture));
    assert_true(str_eq(picture, STR(PNG)));
    assert_refused(desk, settle(desk, &c, "㛃", &out), NO_OWN_STEP);
    desk->clerk.id++;
    assert_refused(desk, settle(desk, &c, E001, &out), NO_NAME_PRIVATE_USE);
    assert_refused(desk, settle(desk, &c, "㛃㛃", &out), NO_ITEM_WRONG);
    assert_refused(desk, settle(desk, &c, "?", &out), NO_ITEM_WRONG);
    assert_done(desk, settle(desk, &c, "㛃", &out));
    assert_true(str_is(out.outcome, "ENCODED") && str_is(out.became, "㛃"));
    a = person_called(desk, "A1");
    assert_true(str_is(a.name, "王㛃" E001 "㛃"));
    assert_int_equal(a.ver, 2);
    assert_refused(desk, settle(desk, &out, "㛃", &out), NO_WRONG_STEP);
    assert_done(desk, person_for_card(desk, a.part, a.id, &card));
    assert_int_equal(card.open_case, a.id); /* the other code still stands */
    assert_int_equal(list(desk, "OPEN").count, 2);
    assert_int_equal(list(desk, "CLOSED").count, 1);
    assert_int_equal(
        test_number(desk, "SELECT count(*) FROM entry WHERE verb LIKE 'character_case.s%'"), 2);
    assert_laws_of_characters(desk);
    follow_table(NULL, 0);
}

/** A change of name that leaves the code behind closes the case; a load that was worked on stays. */
static void followed(struct test_db *t)
{
    struct desk *desk = &t->desk;
    SCOPED(tx) tx = { 0 };
    int64_t load = bring_in(t), gone = 0;
    struct person a = person_called(desk, "A1"), next = a;
    next.name = STR("王" E001);
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, person_update(desk, &a, &next, desk->today));
    assert_done(desk, tx_commit(&tx));
    struct character_cases cases = list(desk, "CLOSED");
    assert_int_equal(cases.count, 1);
    assert_true(str_is(cases.at[0].outcome, "RENAMED") && cases.at[0].point == 0xE000);
    assert_refused(desk, load_undo(desk, load, &gone), NO_LOAD_IN_USE);
    assert_laws_of_characters(desk);
    follow_table(NULL, 0);
}

static bool draws_all_but_one(uint32_t point)
{
    return point != 0x20087;
}

static void counted(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct missing_glyphs all;
    int64_t names = 0, missing = 0, load = bring_in(t), gone = 0;
    assert_done(desk, missing_glyphs_count(desk, draws_all_but_one, &names, &missing));
    assert_int_equal(names, 4);
    assert_int_equal(missing, 3);
    assert_done(desk, missing_glyphs_list(desk, draws_all_but_one, &all));
    assert_int_equal(all.count, 3);
    assert_true(str_is(all.at[0].facts.code_point, "U+E000") && all.at[0].persons == 2);
    assert_true(str_is(all.at[2].facts.code_point, "U+20087") && all.at[2].unit == STATION_B);
    assert_done(desk, missing_glyphs_count(desk, draws_all_but_one, &names, &missing));
    assert_int_equal(missing, 3);
    register_sit_at(desk, STATION_B);
    assert_done(desk, missing_glyphs_list(desk, draws_all_but_one, &all));
    assert_int_equal(all.count, 1);
    register_sit_at(desk, CITY_UNIT);
    assert_done(desk, load_undo(desk, load, &gone)); /* cases nobody worked on go with it */
    assert_int_equal(test_number(desk, "SELECT count(*) FROM character_case"), 0);
    follow_table(NULL, 0);
}

#define ON_EACH_ENGINE(name, what)                                                                 \
    static void name(void **state)                                                                 \
    {                                                                                              \
        (void)state;                                                                               \
        test_on_each_engine(what);                                                                 \
    }
ON_EACH_ENGINE(a_name_with_a_code_is_taken_in_as_it_stands_and_is_a_case, taken_in)
ON_EACH_ENGINE(the_character_is_written_on_evidence_by_somebody_else, decided)
ON_EACH_ENGINE(a_case_follows_the_name, followed)
ON_EACH_ENGINE(what_no_font_draws_is_counted_by_station, counted)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_with_a_code_is_taken_in_as_it_stands_and_is_a_case),
        cmocka_unit_test(the_character_is_written_on_evidence_by_somebody_else),
        cmocka_unit_test(a_case_follows_the_name),
        cmocka_unit_test(what_no_font_draws_is_counted_by_station),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
