#include "journal/journal.h"
#include "register/four_way_view.h"
#include "register/number_case.h"
#include "register/person_for_card.h"
#include "register/person_store.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void assert_str(struct str got, const char *want)
{
    if (!str_is(got, want))
        fail_msg("'" STR_FMT "' instead of '%s'", STR_ARG(got), want);
}

/** R registered, F sheet, B booklet, C card, P person; days of booklet and card. */
static void who_goes_before_whom(void **state)
{
    static const struct {
        const char *r, *f, *b, *c, *p;
        int booklet, card;
        bool agrees;
        const char *rule, *proposal;
    } cases[] = {
        { "a", "", "", "", "", 0, 0, true, "", "" },
        { "a", "a", "a", "a", "a", 0, 0, true, "1", "a" },
        { "a", "a", "b", "b", "", 0, 0, false, "1", "b" },
        { "a", "b", "a", "a", "a", 0, 0, false, "1", "a" },
        { "a", "a", "b", "c", "", 12000, 13000, false, "2", "c" },
        { "a", "a", "b", "c", "", 13000, 12000, false, "2", "b" },
        { "a", "a", "b", "c", "", 12000, 12000, false, "", "" },
        { "a", "a", "b", "c", "", 0, 12000, false, "", "" },
        { "a", "b", "", "", "", 0, 0, false, "3", "b" },
        { "a", "b", "b", "", "", 0, 0, false, "3", "b" },
        { "a", "b", "c", "", "", 0, 0, false, "", "" },
        { "a", "a", "b", "", "", 0, 0, false, "", "" },
        { "a", "", "", "b", "", 0, 0, false, "", "" },
        { "a", "a", "a", "", "b", 0, 0, false, "", "" }, /* a word alone changes nothing */
        { "", "b", "", "", "", 0, 0, false, "3", "b" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct four_way_values v = { str_of(cases[i].r), str_of(cases[i].f),
                                           str_of(cases[i].b), str_of(cases[i].c),
                                           str_of(cases[i].p) };
        const struct four_way_days days = {
            { cases[i].booklet ? cases[i].booklet : NO_DAY_N },
            { cases[i].card ? cases[i].card : NO_DAY_N },
        };
        struct four_way_proposal p = four_way_propose(&v, &days, (struct day)DAY(2026, 1, 1));
        if (four_way_agrees(&v) != cases[i].agrees || strcmp(p.rule, cases[i].rule) != 0 ||
            !str_is(p.value, cases[i].proposal))
            fail_msg("case %zu: rule '%s', '" STR_FMT "'", i, p.rule, STR_ARG(p.value));
        assert_string_equal(four_way_propose(&v, &days, (struct day)DAY(2000, 1, 1)).rule, "");
    }
}

/* clang-format off */
static const char people[] =
    "原编号,户号,与户主关系,姓名,性别,派出所,省市县区,街路巷,门牌号,出生日期,公民身份号码,婚姻状况,状态\n"
    "A1,H1,户主,王一,男,650102011,天山区,和平南路,12号,19800615,650102198006150014,未婚,正常\n";
/* clang-format on */

static int told;

static enum outcome hear(struct desk *desk, int32_t part, int64_t person, struct str body)
{
    (void)desk, (void)part, (void)person, (void)body;
    told++;
    return DONE;
}
static const struct follow followers[] = { { "four_way.settled", hear } };

static void bring_in(struct test_db *t)
{
    register_office(t);
    struct imported done = import_text(&t->desk, people);
    assert_int_equal(done.result.taken, 1);
    imported_close(&done);
    told = 0;
    follow_table(followers, COUNT(followers));
}

static enum outcome compare(struct desk *desk, const struct four_way_entry *entries, size_t count,
                            int64_t *id, struct four_way_differences *out)
{
    struct person p = person_called(desk, "A1");
    const struct four_way_order order = { .part = p.part,
                                          .person = p.id,
                                          .days = { { NO_DAY_N }, { NO_DAY_N } },
                                          .entries = entries,
                                          .count = count };
    return four_way_check(desk, &order, id, out);
}

static enum outcome settle(struct desk *desk, int64_t check, const char *item, const char *outcome,
                           const char *reason)
{
    const struct four_way_settlement s = {
        person_called(desk, "A1").part, check, str_of(item), str_of(outcome), str_of(reason), NO_STR
    };
    return four_way_settle(desk, &s);
}

/** The number case or difference that holds an application. */
static int64_t holds(struct desk *desk)
{
    struct person p = person_called(desk, "A1");
    struct card_person card;
    assert_done(desk, person_for_card(desk, p.part, p.id, &card));
    return card.open_case;
}

static void differences(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct four_way_differences found;
    int64_t id = 0;
    bring_in(t);
    const struct four_way_entry entries[] = {
        { STR("name"), STR("王一"), STR("王弌"), STR("王一"), STR("王一") }, /* a variant */
        { STR("sex"), STR(" 男 "), STR("1"), STR(""), STR("") },
        { STR("bornOn"), STR(""), STR("1980-06-16"), STR("1980-06-16"), STR("") },
        { STR("marital"), STR("初婚"), STR(""), STR(""), STR("") },
    };
    assert_done(desk, compare(desk, entries, COUNT(entries), &id, &found));
    assert_int_equal(found.count, 2);
    assert_str(found.at[0].item, "bornOn");
    assert_str(found.at[0].proposal, "1980-06-16");
    assert_str(found.at[0].rule, "1");
    assert_str(found.at[1].item, "marital");
    assert_true(holds(desk) == id);
    struct person p = person_called(desk, "A1"), next = p;
    assert_refused(desk, settle(desk, id, "name", "PAPERS", "x"), NO_NOT_FOUND);
    assert_refused(desk, settle(desk, id, "bornOn", "LATER", "x"), NO_ITEM_WRONG);
    assert_refused(desk, settle(desk, id, "bornOn", "REGISTER", "x"), NO_ITEM_WRONG);
    assert_refused(desk, settle(desk, id, "bornOn", "CASE", ""), NO_REASON_REQUIRED);
    assert_done(desk, settle(desk, id, "bornOn", "CASE", "报市局"));
    assert_true(holds(desk) == id);
    assert_int_equal(told, 0);
    SCOPED(tx) tx = { 0 };
    next.born_on = (struct day)DAY(1980, 6, 16);
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, person_update(desk, &p, &next, desk->today));
    assert_done(desk, tx_commit(&tx));
    assert_done(desk, settle(desk, id, "bornOn", "REGISTER", "已更正"));
    assert_int_equal(told, 1);
    assert_int_equal(holds(desk), 0); /* what is open is no item of the card */
    assert_refused(desk, settle(desk, id, "bornOn", "PAPERS", "x"), NO_WRONG_STEP);
    assert_done(desk, four_way_open_of(desk, p.part, p.id, &found));
    assert_int_equal(found.count, 1);
    assert_done(desk, settle(desk, id, "marital", "PAPERS", "换表"));
    assert_done(desk, four_way_open_of(desk, p.part, p.id, &found));
    assert_int_equal(found.count, 0);
    assert_int_equal(told, 1);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM entry WHERE verb = 'four_way.settled' "
                                       "AND NOT body LIKE '%1980%'"),
                     3);
    follow_table(NULL, 0);
    assert_register_laws(desk);
}

static void a_difference_is_settled_or_waits_and_only_one_on_the_card_holds(void **state)
{
    (void)state;
    test_on_each_engine(differences);
}

static void refusals(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct four_way_differences found;
    int64_t id = 0;
    bring_in(t);
    const struct four_way_entry unknown = { STR("religion"), STR("x"), STR(""), STR(""), STR("") },
                                off_card = { STR("marital"), STR(""), STR(""), STR("20"), STR("") },
                                twice[] = { { STR("sex"), STR("2"), STR(""), STR(""), STR("") },
                                            { STR("sex"), STR("2"), STR(""), STR(""), STR("") } };
    assert_refused(desk, compare(desk, &unknown, 1, &id, &found), NO_ITEM_WRONG);
    assert_refused(desk, compare(desk, &off_card, 1, &id, &found), NO_ITEM_WRONG);
    assert_refused(desk, compare(desk, twice, 2, &id, &found), NO_ITEM_WRONG);
    assert_done(desk, compare(desk, NULL, 0, &id, &found)); /* all agree: the check is on record */
    assert_int_equal(found.count, 0);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM four_way_check"), 1);
    desk->purpose = STR("");
    assert_refused(desk, compare(desk, NULL, 0, &id, &found), NO_PURPOSE_REQUIRED);
    desk->purpose = STR("测试");
    register_sit_at(desk, STATION_B);
    assert_refused(desk, compare(desk, NULL, 0, &id, &found), NO_NOT_YOUR_DESK);
    follow_table(NULL, 0);
}

static void only_items_that_are_compared_and_persons_within_reach(void **state)
{
    (void)state;
    test_on_each_engine(refusals);
}

/** Only what differs is entered; what else lay there says the same as the register, so that the rules
 * see a booklet and a card that disagree. */
static void only_the_difference(struct test_db *t)
{
    enum { BOOKLET_AND_CARD = 1 << FOUR_WAY_BOOKLET | 1 << FOUR_WAY_CARD };
    static const struct {
        const char *item, *booklet;
        unsigned shown;
        const char *stored, *card, *rule, *proposal;
    } cases[] = {
        { "bornOn", "19800616", BOOKLET_AND_CARD, "1980-06-16", "1980-06-15", "2", "1980-06-16" },
        { "bornOn", "1980年6月16日", 0, "1980-06-16", "", "", "" },
        { "bornOn", "1980.13.1", 0, "1980.13.1", "", "", "" },
        { "bornOn", "12345678901234567890", 0, "12345678901234567890", "", "", "" },
        { "marital", "初婚", BOOKLET_AND_CARD, "21", "", "", "" }, /* no card holds it */
    };
    struct desk *desk = &t->desk;
    bring_in(t);
    struct person p = person_called(desk, "A1");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct four_way_entry entry = { .item = str_of(cases[i].item),
                                              .booklet = str_of(cases[i].booklet) };
        const struct four_way_order order = {
            p.part, p.id, { DAY(2010, 5, 1), DAY(2006, 5, 1) }, cases[i].shown, &entry, 1
        };
        struct four_way_differences found;
        int64_t id = 0;
        assert_done(desk, four_way_check(desk, &order, &id, &found));
        assert_int_equal(found.count, 1);
        assert_str(found.at[0].booklet_value, cases[i].stored);
        assert_str(found.at[0].card_value, cases[i].card);
        assert_str(found.at[0].rule, cases[i].rule);
        assert_str(found.at[0].proposal, cases[i].proposal);
    }
    const struct four_way_order beyond = { p.part, p.id, { NO_DAY, NO_DAY }, 16, NULL, 0 };
    struct four_way_differences none;
    int64_t id = 0;
    assert_refused(desk, four_way_check(desk, &beyond, &id, &none), NO_ITEM_WRONG);
    follow_table(NULL, 0);
}

static void what_is_not_typed_says_the_same_as_the_register(void **state)
{
    (void)state;
    test_on_each_engine(only_the_difference);
}

static void assert_state(struct desk *desk, int64_t id, const char *want, size_t listed)
{
    struct four_way_view view;
    struct four_way_list list;
    struct four_way_counts counts;
    int32_t part = person_called(desk, "A1").part;
    assert_done(desk, four_way_view_load(desk, part, id, &view));
    assert_string_equal(four_way_state(&view.check), want);
    assert_done(desk, four_way_list(desk, NO_STR, 200, &list));
    assert_int_equal(list.count, listed);
    assert_done(desk, four_way_counts(desk, &counts));
    assert_int_equal(counts.count, listed ? 1 : 0);
    if (listed) {
        assert_int_equal(counts.at[0].open, 1);
        assert_true(str_find_byte(list.at[0].name, '*') < list.at[0].name.len);
    }
}

static enum outcome sign_as(struct desk *desk, int64_t check, const char *signer, int ver)
{
    struct four_way_check_row row;
    desk->expected_version = ver;
    enum outcome outcome =
        four_way_sign(desk, person_called(desk, "A1").part, check, str_of(signer), &row);
    desk->expected_version = -1;
    return outcome;
}

/** A number on the card that is not the registered one: a number case, and the check waits for it. */
static void signing(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct four_way_differences found;
    struct number_case open;
    bool is_open = false;
    int64_t id = 0;
    bring_in(t);
    const struct four_way_entry entry = { .item = STR("number"),
                                          .card = STR("650102198006150022") };
    struct person p = person_called(desk, "A1");
    assert_done(desk, compare(desk, &entry, 1, &id, &found));
    assert_state(desk, id, "OPEN", 1);
    assert_refused(desk, sign_as(desk, id, "SELF", 1), NO_WRONG_STEP);
    const struct four_way_settlement wrong = { p.part,      id,          STR("number"),
                                               STR("CASE"), STR("不符"), STR("name_correct") };
    assert_refused(desk, four_way_settle(desk, &wrong), NO_ITEM_WRONG);
    assert_done(desk, settle(desk, id, "number", "CASE", "号码不符"));
    assert_done(desk, number_open_case_of(desk, p.part, p.id, &open, &is_open));
    assert_true(is_open);
    assert_str(open.reasons, "PAPERS_DIFFER");
    assert_true(holds(desk) == open.id);
    assert_state(desk, id, "DECIDED", 1);
    assert_refused(desk, sign_as(desk, id, "NOBODY", 2), NO_ITEM_WRONG);
    assert_refused(desk, sign_as(desk, id, "SELF", 1), NO_VERSION_STALE);
    assert_refused(desk, sign_as(desk, id, "SELF", -1), NO_VERSION_REQUIRED);
    assert_done(desk, sign_as(desk, id, "HEAD", 2));
    assert_state(desk, id, "WAITING", 1);
    assert_done(desk, settle(desk, id, "number", "PAPERS", "案件确认登记无误"));
    assert_state(desk, id, "DONE", 0);
    assert_refused(desk, sign_as(desk, id, "SELF", 4), NO_WRONG_STEP);
    assert_done(desk, compare(desk, NULL, 0, &id, &found)); /* nothing differs: signed and done */
    assert_state(desk, id, "DECIDED", 1);
    assert_done(desk, sign_as(desk, id, "SELF", 1));
    assert_state(desk, id, "DONE", 0);
    follow_table(NULL, 0);
}

static void a_check_is_closed_when_it_is_signed_and_nothing_waits(void **state)
{
    (void)state;
    test_on_each_engine(signing);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_goes_before_whom),
        cmocka_unit_test(a_difference_is_settled_or_waits_and_only_one_on_the_card_holds),
        cmocka_unit_test(what_is_not_typed_says_the_same_as_the_register),
        cmocka_unit_test(a_check_is_closed_when_it_is_signed_and_nothing_waits),
        cmocka_unit_test(only_items_that_are_compared_and_persons_within_reach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
