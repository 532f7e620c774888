#include "journal/entry.h"
#include "register/load.h"
#include "register/person_keys.h"
#include "register/search.h"
#include "register/see_person.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* clang-format off */
static const char people[] =
    REGISTER_HEADINGS
    "A1,H1,户主,王一,,男,汉,19800615,650102198006150014,,,,650102,和平南路,12号,,650102011,,,正常\n"
    "A2,H1,配偶,王一一,,女,汉,19450930,650107194509300241,,,,650102,和平南路,12号,,650102011,,,正常\n"
    "A3,H2,户主,王一,,男,汉,19790101,650106197901010510,,,,650103,黄河路,1号,,650103011,,,正常\n"
    "A4,H2,子,\xE7\x8E\x8B\xE4\xBA\x8C,,男,汉,20000229,650104200002290274,,,,650103,黄河路,1号,,650103011,,,正常\n"
    "A5,H3,户主,阿依古丽·买买提,,女,维吾尔,19850101,650102190402290010,,,,650102,和平南路,13号,,650102011,,,正常\n";
/* clang-format on */

static int64_t count(struct desk *desk, const char *what)
{
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", what);
    return test_number(desk, sql);
}

static void bring_in(struct test_db *t)
{
    register_office(t);
    struct imported done = import_text(&t->desk, people);
    imported_close(&done);
}

static void assert_str(struct str got, const char *want)
{
    if (!str_is(got, want))
        fail_msg("'" STR_FMT "' instead of '%s'", STR_ARG(got), want);
}

/** The old ids of those found, in order, a blank behind each. */
static struct str found(struct desk *desk, const struct person_hits *hits)
{
    struct str out = STR("");
    for (size_t i = 0; i < hits->count; i++) {
        struct person p;
        assert_done(desk, person_load(desk, hits->at[i].part, hits->at[i].id, &p));
        out = arena_printf(desk->arena, STR_FMT STR_FMT " ", STR_ARG(out), STR_ARG(p.legacy));
    }
    return out;
}

#define BY(field, text)                                                                            \
    {                                                                                              \
        .field = { "" text, sizeof(text) - 1 }, .limit = 10                                        \
    }

static void ways(struct test_db *t)
{
    struct desk *desk = &t->desk;
    static const struct {
        struct person_query query;
        int32_t unit;
        const char *found;
    } cases[] = {
        { BY(number, "650102198006150014"), CITY_UNIT, "A1 " },
        { BY(number, " 650102198006150014 "), STATION_A, "A1 " },
        { BY(number, "650102800615001"), STATION_A, "A1 " }, /* the old form */
        { BY(number, "650102198006150014"), STATION_B, "" },
        { BY(number, "650102190402290010"), CITY_UNIT, "A5 " }, /* wrong, but held */
        { BY(name, "王一"), CITY_UNIT, "A1 A3 A2 " },
        { BY(name, "王弌"), CITY_UNIT, "A1 A3 A2 " }, /* a variant of 一 */
        { BY(name, "王一"), STATION_A, "A1 A2 " },
        { BY(name, "王一"), 650103000, "A3 " },
        { BY(name, "王"), CITY_UNIT, "" }, /* one character is no beginning */
        { BY(name, "阿依古丽•买"), CITY_UNIT, "A5 " },
        { BY(household, "H2"), CITY_UNIT, "A3 A4 " },
        { BY(household, "H2"), STATION_A, "" },
        { BY(legacy, "A5"), CITY_UNIT, "A5 " },
        { BY(legacy, "A5"), STATION_B, "" },
        { BY(legacy, "none"), CITY_UNIT, "" },
    };
    bring_in(t);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct person_hits hits;
        register_sit_at(desk, cases[i].unit);
        assert_done(desk, persons_search(desk, &cases[i].query, &hits));
        assert_str(found(desk, &hits), cases[i].found);
    }
    assert_int_equal(count(desk, "entry WHERE verb = 'person.searched'"), COUNT(cases));
    assert_int_equal(count(desk, "entry WHERE verb = 'person.searched' AND (body LIKE '%王%' OR "
                                 "body LIKE '%6501%')"),
                     0);
}

static void a_search_finds_by_four_things_and_only_inside_the_reach(void **state)
{
    (void)state;
    test_on_each_engine(ways);
}

/* clang-format off */
static const char typed_people[] =
    REGISTER_HEADINGS
    "B1,K1,户主,王小明,,男,汉,19800615,650102198006150014,,,,650102,和平南路,12号,,650102011,,,正常\n"
    "B2,K1,配偶,汪晓明,,女,汉,19450930,650107194509300241,,,,650102,和平南路,12号,,650102011,,,正常\n"
    "B3,K2,户主,单明,赵大海,男,汉,19790101,650106197901010510,,,,650103,黄河路,1号,,650103011,,,正常\n"
    "B4,K3,户主,阿依古丽·买买提,,女,维吾尔,19850101,650102190402290010,,,,650102,和平南路,13号,,650102011,,,正常\n"
    "B5,K3,女,王小敏,,女,汉,20000229,650104200002290274,,,,650102,和平南路,13号,,650102011,,,正常\n";
/* clang-format on */

static void texts(struct test_db *t)
{
    struct desk *desk = &t->desk;
    static const struct {
        const char *text;
        int32_t unit;
        const char *found, *matched; /* of the first */
    } cases[] = {
        { "650102198006150014", CITY_UNIT, "B1 ", "NUMBER" },
        { "650102800615001", CITY_UNIT, "B1 ", "NUMBER" },
        { "0014", CITY_UNIT, "B1 ", "TAIL" },
        { "150014", CITY_UNIT, "B1 ", "TAIL" },
        { "990014", CITY_UNIT, "", NULL },
        { "0014", STATION_B, "", NULL },
        { "650102198006", STATION_A, "B1 ", "NUMBER_HEAD" },
        { "王小明", CITY_UNIT, "B1 B2 ", "NAME" }, /* 汪晓明 sounds the same */
        { "汪晓明", STATION_A, "B2 B1 ", "NAME" },
        { "王小", CITY_UNIT, "B5 B1 ", "NAME" },
        { "wangxiaoming", CITY_UNIT, "B1 B2 ", "PINYIN" },
        { "wang xiao ming", STATION_A, "B1 B2 ", "PINYIN" },
        { "wxm", CITY_UNIT, "B5 B1 B2 ", "PINYIN" },
        { "wangxm", CITY_UNIT, "B5 B1 B2 ", "PINYIN" },
        { "wxming", CITY_UNIT, "B1 B2 ", "PINYIN" },
        { "WXMin", CITY_UNIT, "B5 B1 B2 ", "PINYIN" },
        { "wangx", STATION_B, "", NULL },
        { "shanming", CITY_UNIT, "B3 ", "PINYIN" }, /* as a surname */
        { "danming", CITY_UNIT, "B3 ", "PINYIN" },
        { "sanming", CITY_UNIT, "", NULL },
        { "赵大海", CITY_UNIT, "B3 ", "FORMER" },
        { "zhaodh", CITY_UNIT, "B3 ", "FORMER" },
        { "阿依古丽·买", CITY_UNIT, "B4 ", "NAME" },
        { "阿依古丽买买提", CITY_UNIT, "B4 ", "PARTS" },
        { "买买提·阿依", CITY_UNIT, "B4 ", "PARTS" },
        { "maimaitiayi", CITY_UNIT, "B4 ", "PINYIN" },
        { "和平南路12号", CITY_UNIT, "B1 B2 ", "ADDRESS" },
        { "和平南路1", STATION_A, "B1 B2 B4 B5 ", "ADDRESS" },
        { "和平南路", STATION_B, "", NULL },
        { "K3", CITY_UNIT, "B4 B5 ", "HOUSEHOLD" },
        { "B5", CITY_UNIT, "B5 ", "LEGACY" },
        { "wxm 2000", CITY_UNIT, "B5 ", "PINYIN" },
        { "wxm 女", CITY_UNIT, "B5 B2 ", "PINYIN" },
        { "王小 男 和平", CITY_UNIT, "B1 ", "NAME" },
        { "王小 黄河", CITY_UNIT, "", NULL },
        { "%", CITY_UNIT, "", NULL },
        { "w%m", CITY_UNIT, "", NULL },
    };
    register_office(t);
    struct imported done = import_text(desk, typed_people);
    imported_close(&done);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct person_query query = { .text = str_of(cases[i].text), .limit = 10 };
        struct person_hits hits;
        register_sit_at(desk, cases[i].unit);
        assert_done(desk, persons_typed(desk, &query, &hits));
        struct str got = found(desk, &hits);
        const char *matched = hits.count ? person_match_text(hits.at[0].matched)->code : "";
        if (!str_is(got, cases[i].found) ||
            strcmp(matched, cases[i].matched ? cases[i].matched : "") != 0)
            fail_msg("%s: " STR_FMT "by %s, not %s", cases[i].text, STR_ARG(got), matched,
                     cases[i].found);
    }
    assert_int_equal(count(desk, "entry WHERE verb = 'person.searched'"), 0);
}

static void a_text_is_understood_as_the_clerk_types(void **state)
{
    (void)state;
    test_on_each_engine(texts);
}

/** One hit a page, the old ids in this order. */
static void assert_pages(struct desk *desk, struct person_query query, const char *const *legacies,
                         size_t count)
{
    query.limit = 1;
    for (size_t i = 0; i < count; i++) {
        struct person_hits hits;
        assert_done(desk, persons_search(desk, &query, &hits));
        assert_str(found(desk, &hits), legacies[i]);
        assert_int_equal(hits.next.len > 0, i + 1 < count);
        query.cursor = hits.next;
    }
}

static void text_pages(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct person_query query = { .text = STR("wxm") };
    static const char *const legacies[] = { "B5 ", "B1 ", "B2 " };
    register_office(t);
    struct imported done = import_text(desk, typed_people);
    imported_close(&done);
    assert_pages(desk, query, legacies, COUNT(legacies));
    assert_int_equal(count(desk, "entry WHERE verb = 'person.searched' AND body LIKE '%\"text\"%'"),
                     3);
    struct person_hits hits;
    query.limit = 1;
    query.cursor = STR("1.0.0.");
    assert_refused(desk, persons_typed(desk, &query, &hits), NO_BAD_REQUEST);
    query = (struct person_query){ .text = STR("wxm"), .limit = 21 };
    assert_refused(desk, persons_typed(desk, &query, &hits), NO_BAD_REQUEST);
}

static void a_text_has_pages_and_each_is_an_entry(void **state)
{
    (void)state;
    test_on_each_engine(text_pages);
}

static void assert_texts(struct desk *desk, const char *text, const char *want)
{
    struct person_hits hits;
    struct person_query query = { .text = str_of(text), .limit = 10 };
    assert_done(desk, persons_typed(desk, &query, &hits));
    assert_str(found(desk, &hits), want);
}

/** Neither fewer keys than the open version gives, nor one of the versions before. */
static void assert_keys(struct desk *desk, const char *legacy)
{
    struct person p = person_called(desk, legacy);
    struct person_key keys[PERSON_KEYS_MAX];
    struct str sql = arena_printf(
        desk->arena, "SELECT count(*) FROM person_key WHERE part = %d AND person = %lld", p.part,
        (long long)p.id);
    assert_int_equal(test_number(desk, sql.at), person_keys_of(desk->arena, &p, keys));
    assert_register_laws(desk);
}

static void changed(struct test_db *t)
{
    struct desk *desk = &t->desk;
    SCOPED(tx) tx = { 0 };
    int64_t undone = 0;
    register_office(t);
    struct imported done = import_text(desk, typed_people);
    struct person p = person_called(desk, "B1"), next = p;
    next.name = STR("李四");
    next.former_name = p.name;
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, person_update(desk, &p, &next, desk->today));
    assert_done(desk, tx_commit(&tx));
    assert_keys(desk, "B1");
    assert_texts(desk, "lisi", "B1 ");
    assert_texts(desk, "王小明", "B1 B2 "); /* his former name */
    assert_texts(desk, "wangxiaoming", "B2 B1 ");
    p = person_called(desk, "B5");
    next = p;
    next.station = STATION_B;
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, person_update(desk, &p, &next, desk->today));
    assert_done(desk, tx_commit(&tx));
    assert_keys(desk, "B5");
    register_sit_at(desk, STATION_A);
    assert_texts(desk, "wxmin", "B2 B1 ");
    register_sit_at(desk, STATION_B);
    assert_texts(desk, "wxmin", "B5 ");
    register_sit_at(desk, CITY_UNIT);
    assert_refused(desk, load_undo(desk, done.result.load, &undone), NO_LOAD_IN_USE);
    imported_close(&done);
}

static void undone(struct test_db *t)
{
    struct desk *desk = &t->desk;
    int64_t persons = 0;
    register_office(t);
    struct imported done = import_text(desk, typed_people);
    assert_true(count(desk, "person_key") > 5);
    assert_done(desk, load_undo(desk, done.result.load, &persons));
    assert_int_equal(count(desk, "person_key"), 0);
    imported_close(&done);
}

static void a_search_follows_every_change_at_once(void **state)
{
    (void)state;
    test_on_each_engine(changed);
    test_on_each_engine(undone);
}

static void masks(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct person_hits hits;
    struct buf json = { 0 };
    bring_in(t);
    assert_done(desk, persons_search(desk, &(struct person_query)BY(legacy, "A5"), &hits));
    assert_int_equal(hits.count, 1);
    assert_str(hits.at[0].name, "阿*******");
    assert_str(hits.at[0].number, "6501**********0010");
    assert_int_equal(hits.at[0].born_year, 1985);
    assert_true(hits.at[0].open_case != 0);
    person_hit_json(desk, &json, &hits.at[0]);
    assert_true(str_find(buf_str(&json), STR("\"openCase\":true")) < json.len);
    assert_true(str_find(buf_str(&json), STR("买买提")) == json.len);
    buf_close(&json);
}

static void what_is_found_is_masked(void **state)
{
    (void)state;
    test_on_each_engine(masks);
}

static void refusals(struct test_db *t)
{
    struct desk *desk = &t->desk;
    static const struct {
        struct person_query query;
        enum refusal refusal;
    } cases[] = {
        { { .limit = 10 }, NO_SEARCH_TOO_WIDE },
        { BY(name, "  "), NO_SEARCH_TOO_WIDE },
        { BY(number, "65010219800615"), NO_NUMBER_WRONG },
        { BY(number, "6501021980061500XY"), NO_NUMBER_WRONG },
        { { .name = { "王一", 6 }, .limit = 0 }, NO_BAD_REQUEST },
        { { .name = { "王一", 6 }, .limit = 201 }, NO_BAD_REQUEST },
        { { .name = { "王一", 6 }, .limit = 1, .cursor = { "1.2.x", 5 } }, NO_BAD_REQUEST },
        { { .name = { "王一", 6 }, .limit = 1, .cursor = { "1.2.3.f", 7 } }, NO_BAD_REQUEST },
    };
    struct person_hits hits;
    bring_in(t);
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_refused(desk, persons_search(desk, &cases[i].query, &hits), cases[i].refusal);
    struct person_query good = BY(name, "王一");
    desk->purpose = STR(" ");
    assert_refused(desk, persons_search(desk, &good, &hits), NO_PURPOSE_REQUIRED);
    desk->purpose = STR("测试");
    desk->clerk.rights = 0;
    assert_refused(desk, persons_search(desk, &good, &hits), NO_RIGHT_MISSING);
    assert_int_equal(count(desk, "entry WHERE verb = 'person.searched'"), 0);
}

static void a_search_needs_a_purpose_and_something_that_narrows(void **state)
{
    (void)state;
    test_on_each_engine(refusals);
}

static void pages(struct test_db *t)
{
    struct desk *desk = &t->desk;
    const struct person_query query = { .name = STR("王一") };
    static const char *const legacies[] = { "A1 ", "A3 ", "A2 " };
    bring_in(t);
    assert_pages(desk, query, legacies, COUNT(legacies));
}

static void a_long_list_goes_on_page_by_page(void **state)
{
    (void)state;
    test_on_each_engine(pages);
}

static void looks(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct person_view view;
    struct buf json = { 0 };
    bring_in(t);
    struct person p = person_called(desk, "A2");
    register_sit_at(desk, STATION_A);
    assert_done(desk, see_person(desk, p.part, p.id, &view));
    assert_str(view.address.text, "新疆维吾尔自治区乌鲁木齐市天山区和平南路12号");
    assert_int_equal(view.members.count, 2);
    assert_int_equal(view.name_units, 3);
    assert_false(view.has_open_case);
    json_open(&json, '{');
    person_view_json(desk, &json, &view);
    json_close(&json, '}');
    assert_true(str_find(buf_str(&json), STR("\"ethnic\":\"汉\"")) < json.len);
    assert_true(str_find(buf_str(&json), STR("\"numberCase\":null,")) < json.len);
    buf_close(&json);
    struct entries entries;
    assert_done(desk, entries_about(desk, p.part, p.id, &entries));
    assert_int_equal(entries.count, 1);
    assert_str(entries.at[0].verb, "person.seen");
    assert_str(entries.at[0].purpose, "测试");

    register_sit_at(desk, STATION_B);
    assert_refused(desk, see_person(desk, p.part, p.id, &view), NO_NOT_YOUR_DESK);
    register_sit_at(desk, STATION_A);
    desk->purpose = NO_STR;
    assert_refused(desk, see_person(desk, p.part, p.id, &view), NO_PURPOSE_REQUIRED);
    assert_refused(desk, see_person(desk, p.part, 1, &view), NO_PERSON_UNKNOWN);
    assert_int_equal(count(desk, "entry WHERE verb = 'person.seen'"), 1);
}

static void a_look_at_a_record_is_an_entry_about_the_person(void **state)
{
    (void)state;
    test_on_each_engine(looks);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_search_finds_by_four_things_and_only_inside_the_reach),
        cmocka_unit_test(a_text_is_understood_as_the_clerk_types),
        cmocka_unit_test(a_text_has_pages_and_each_is_an_entry),
        cmocka_unit_test(a_search_follows_every_change_at_once),
        cmocka_unit_test(what_is_found_is_masked),
        cmocka_unit_test(a_search_needs_a_purpose_and_something_that_narrows),
        cmocka_unit_test(a_long_list_goes_on_page_by_page),
        cmocka_unit_test(a_look_at_a_record_is_an_entry_about_the_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
