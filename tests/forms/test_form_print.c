/** Printed forms from the database to the entry: rights, copies, what is refused. */
#include "cards/application_store.h"
#include "cards/consignment.h"
#include "cards/hand_over.h"
#include "city/city.h"
#include "forms/form.h"
#include "journal/entry.h"
#include "money/fee.h"
#include "portrait/portrait_store.h"
#include "sql/exchange.h"
#include "support/folder.h"
#include "support/staff.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { ONE_PERSON = 4711 };
#define NUMBER STR("6501020112008030300001")

static enum outcome form_application(struct desk *desk, struct str number, struct buf *pdf)
{
    const struct form_asked asked = { .kind = FORM_APPLICATION, .number = number };
    return form_print(desk, &asked, pdf);
}

static enum outcome form_collection_slip(struct desk *desk, struct str number, struct buf *pdf)
{
    const struct form_asked asked = { .kind = FORM_COLLECTION_SLIP, .number = number };
    return form_print(desk, &asked, pdf);
}

static enum outcome form_temporary_card(struct desk *desk, struct str number, struct buf *pdf)
{
    const struct form_asked asked = { .kind = FORM_TEMPORARY_CARD, .number = number };
    return form_print(desk, &asked, pdf);
}

static enum outcome form_consignment(struct desk *desk, int32_t unit, int64_t id, struct buf *pdf)
{
    const struct form_asked asked = { .kind = FORM_CONSIGNMENT, .unit = unit, .id = id };
    return form_print(desk, &asked, pdf);
}

static enum outcome form_package(struct desk *desk, int32_t from, int32_t to, int64_t sequence,
                                 struct buf *pdf)
{
    const struct form_asked asked = {
        .kind = FORM_PACKAGE, .unit = from, .to_unit = to, .id = sequence
    };
    return form_print(desk, &asked, pdf);
}

static void store_portrait(struct desk *desk, struct str *hash)
{
    SCOPED(buf) jpeg = { 0 };
    struct portrait portrait;
    city_portrait(7, 42, false, 31, &jpeg);
    assert_done(desk, portrait_prepare(desk, buf_str(&jpeg), &portrait));
    assert_done(desk, portrait_put(desk, STATION_ONE, &portrait));
    *hash = arena_str(desk->arena, str_from(portrait.hash, sizeof portrait.hash));
}

/** As the counter of STATION_ONE leaves it, for an error of the police: no fee, no receipt. */
static void an_application(struct desk *desk, struct str name)
{
    SCOPED(tx) tx = { 0 };
    struct application app = {
        .part = STATION_ONE,
        .id = 90210,
        .ver = 1,
        .number = NUMBER,
        .person = ONE_PERSON,
        .state = APPLICATION_COMPLETE,
        .live = 1,
        .station = STATION_ONE,
        .bureau = BUREAU_ONE,
        .city = CITY_UNIT,
        .at_unit = STATION_ONE,
        .acceptor = desk->clerk.id,
        .accepted_on = desk->today,
        .accepted_at = desk->now,
        .ground = STR("31"),
        .production = STR("1"),
        .delivery = STR("1"),
        .name = name,
        .sex = STR("2"),
        .ethnic = STR("01"),
        .born_on = DAY(1977, 6, 15),
        .address = STR("新疆维吾尔自治区乌鲁木齐市天山区和平南路123号"),
        .citizen_number = STR("650102197706150024"),
        .organ = STR("乌鲁木齐市公安局天山区分局"),
        .fee_source = STR("[K] police error"),
        .promised_on = { desk->today.n + 20 },
        .due_on = { desk->today.n + 60 },
        .due_source = STR("[L 12]"),
        .signed_on = NO_DAY,
        .valid_from = NO_DAY,
        .valid_to = NO_DAY,
        .collected_on = NO_DAY,
        .changed_at = desk->now,
    };
    assert_done(desk, tx_open(desk, &tx));
    assert_done(desk, money_seed(desk));
    store_portrait(desk, &app.portrait);
    assert_done(desk, application_insert(desk, &app));
    assert_done(desk, tx_commit(&tx));
}

static void open_counter(struct test_db *t, const char *name)
{
    staff_open(t);
    staff_sit_down(&t->desk, "household.clerk");
    an_application(&t->desk, str_of(name));
}

static bool says(const struct buf *pdf, const char *words)
{
    SCOPED(folder) folder = folder_open();
    SCOPED(buf) text = { 0 };
    char path[128], command[256];
    snprintf(path, sizeof path, "%s/form.pdf", folder.path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(pdf->at, 1, pdf->len, file), pdf->len);
    fclose(file);
    snprintf(command, sizeof command, "pdftotext -enc UTF-8 %s -", path);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    for (size_t got = 1; got > 0; text.len += got)
        got = fread(buf_room(&text, 4096), 1, 4096, pipe);
    assert_int_equal(pclose(pipe), 0);
    return str_find(buf_str(&text), str_of(words)) < text.len;
}

/** The bodies of the entries with this verb about the application, one a line. */
static struct str entries_of(struct desk *desk, const char *verb)
{
    SCOPED(buf) out = { 0 };
    struct entries entries;
    assert_done(desk, entries_about(desk, STATION_ONE, 90210, &entries));
    for (size_t i = 0; i < entries.count; i++)
        if (str_is(entries.at[i].verb, verb))
            buf_printf(&out, STR_FMT "\n", STR_ARG(entries.at[i].body));
    return arena_str(desk->arena, buf_str(&out));
}

/* ---- copies ---- */

static void copies(struct test_db *t)
{
    struct desk *desk = &t->desk;
    open_counter(t, "王小明");
    for (int copy = 1; copy <= 3; copy++) {
        SCOPED(buf) form = { 0 };
        SCOPED(buf) slip = { 0 };
        char mark[64];
        assert_done(desk, form_application(desk, NUMBER, &form));
        if (copy < 3)
            assert_done(desk, form_collection_slip(desk, NUMBER, &slip));
        snprintf(mark, sizeof mark, "第 %d 次打印", copy);
        assert_true(says(&form, "650102197706150024"));
        assert_int_equal(says(&form, mark), copy > 1);
        assert_int_equal(copy < 3 && says(&slip, mark), copy == 2);
    }
#define ENTRY(form, copy)                                                                          \
    "{\"form\":\"" form "\",\"number\":\"6501020112008030300001\",\"copy\":" copy "}\n"
    assert_string_equal(entries_of(desk, "form.printed").at,
                        ENTRY("application", "1") ENTRY("collection-slip", "1")
                            ENTRY("application", "2") ENTRY("collection-slip", "2")
                                ENTRY("application", "3"));
    staff_close(t);
}

static void every_copy_from_the_second_on_is_marked_and_each_form_counts_its_own(void **state)
{
    (void)state;
    test_on_each_engine(copies);
}

static void two_at_once(struct test_db *t)
{
    struct desk *desk = &t->desk;
    const struct form_asked asked = { .kind = FORM_APPLICATION, .number = NUMBER };
    struct form_copy mine = { 0 }, theirs = { 0 };
    SCOPED(buf) one = { 0 };
    SCOPED(buf) other = { 0 };
    open_counter(t, "王小明");
    assert_done(desk, form_prepare(desk, &asked, &mine, &one));
    assert_done(desk, form_prepare(desk, &asked, &theirs, &other));
    assert_done(desk, form_settle(desk, &mine));
    assert_refused(desk, form_settle(desk, &theirs), NO_CHANGED_MEANWHILE);
    assert_int_equal(mine.copy, 1);
    staff_close(t);
}

static void two_desks_never_print_the_same_copy(void **state)
{
    (void)state;
    test_on_each_engine(two_at_once);
}

/* ---- who may ---- */

static void rights(struct test_db *t)
{
    struct desk *desk = &t->desk;
    static const struct {
        const char *login;
        enum refusal refusal;
    } cases[] = {
        { "household.second", REFUSAL_NONE },  { "reviewer", REFUSAL_NONE },
        { "auditor", REFUSAL_NONE },           { "household.third", NO_NOT_YOUR_DESK },
        { "finance.clerk", NO_RIGHT_MISSING },
    };
    open_counter(t, "王小明");
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(buf) pdf = { 0 };
        staff_sit_down(desk, cases[i].login);
        desk->purpose = NO_STR;
        enum outcome outcome = form_application(desk, NUMBER, &pdf);
        if (cases[i].refusal == REFUSAL_NONE)
            assert_done(desk, outcome);
        else
            assert_refused(desk, outcome, cases[i].refusal);
        assert_int_equal(pdf.len > 0, cases[i].refusal == REFUSAL_NONE);
    }
    staff_close(t);
}

static void a_form_is_printed_where_the_application_is_at_home(void **state)
{
    (void)state;
    test_on_each_engine(rights);
}

/* ---- what is refused ---- */

static void missing_glyph(struct test_db *t)
{
    struct desk *desk = &t->desk;
    SCOPED(buf) pdf = { 0 };
    open_counter(t, "王\U0002EBF0");
    assert_refused(desk, form_application(desk, NUMBER, &pdf), NO_GLYPH_MISSING);
    assert_string_equal(desk->why.detail.at, "U+2EBF0");
    assert_int_equal(pdf.len, 0);
    assert_int_equal(entries_of(desk, "form.printed").len, 0);
    assert_string_equal(entries_of(desk, "glyph.missing").at,
                        "{\"form\":\"application\",\"number\":\"6501020112008030300001\","
                        "\"characters\":\"U+2EBF0\"}\n");
    staff_close(t);
}

static void a_missing_glyph_prints_nothing_and_goes_on_the_work_list(void **state)
{
    (void)state;
    test_on_each_engine(missing_glyph);
}

static void temporary(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct temporary_card card;
    SCOPED(buf) pdf = { 0 };
    open_counter(t, "王小明");
    assert_refused(desk, form_temporary_card(desk, NUMBER, &pdf), NO_CARD_UNKNOWN);
    staff_sit_down(desk, "signer");
    assert_done(desk, issue_temporary_card(desk, NUMBER, &card));
    assert_done(desk, form_temporary_card(desk, NUMBER, &pdf));
    assert_true(says(&pdf, "2008.03.03-2008.06.03"));
    assert_refused(desk, form_temporary_card(desk, STR("1"), &pdf), NO_APPLICATION_UNKNOWN);
    staff_close(t);
}

static void a_temporary_card_is_printed_once_it_is_signed(void **state)
{
    (void)state;
    test_on_each_engine(temporary);
}

static void closed(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct application app;
    SCOPED(buf) pdf = { 0 };
    open_counter(t, "王小明");
    assert_done(desk, application_load(desk, NUMBER, &app));
    app.live = 0;
    app.state = APPLICATION_VOID;
    assert_done(desk, application_save(desk, &app));
    assert_refused(desk, form_collection_slip(desk, NUMBER, &pdf), NO_WRONG_STEP);
    assert_done(desk, form_application(desk, NUMBER, &pdf));
    staff_close(t);
}

static void a_closed_application_gives_no_slip(void **state)
{
    (void)state;
    test_on_each_engine(closed);
}

/* ---- between units ---- */

static void put_cards(struct desk *desk, const struct consignment *c)
{
    SCOPED(tx) tx = { 0 };
    struct consignment_card listed[] = { { STATION_ONE, 1, 0 }, { STATION_ONE, 2, 0 } };
    assert_done(desk, tx_open(desk, &tx));
    for (int64_t id = 1; id <= 2; id++) {
        const struct card card = {
            .part = STATION_ONE,
            .id = id,
            .ver = 1,
            .application = 90210,
            .person = ONE_PERSON,
            .serial = arena_printf(desk->arena, "6501%08d", (int)id),
            .class = STR("2"),
            .state = STR("1"),
            .unit = BUREAU_ONE,
            .account = STR("CARD_TRANSIT"),
            .holder = STATION_ONE,
            .box = STR("A-1"),
            .name = STR("王小明"),
            .sex = STR("2"),
            .ethnic = STR("01"),
            .born_on = DAY(1977, 6, 15),
            .address = STR("x"),
            .citizen_number = STR("650102197706150024"),
            .organ = STR("x"),
            .portrait = STR("x"),
            .valid_from = DAY(2008, 3, 3),
            .valid_to = DAY(2028, 3, 3),
            .made_on = DAY(2008, 3, 3),
        };
        assert_done(desk, card_put(desk, &card));
    }
    const struct consignment_cards cards = { listed, COUNT(listed) };
    assert_done(desk, consignment_put(desk, c, &cards));
    assert_done(desk, tx_commit(&tx));
}

static void custody(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct consignment c = { .unit = BUREAU_ONE,
                             .id = 77,
                             .ver = 1,
                             .to_unit = STATION_ONE,
                             .box = STR("A-1"),
                             .count = 2,
                             .state = STR("PENDING"),
                             .giver = 1,
                             .given_at = TEST_NOW };
    SCOPED(buf) pdf = { 0 };
    open_counter(t, "王小明");
    c.giver = desk->clerk.id;
    put_cards(desk, &c);
    assert_done(desk, form_consignment(desk, BUREAU_ONE, 77, &pdf));
    assert_true(says(&pdf, "650100000002"));
    assert_true(says(&pdf, "650102000-77"));
    assert_refused(desk, form_consignment(desk, BUREAU_ONE, 78, &pdf), NO_CONSIGNMENT_UNKNOWN);
    staff_sit_down(desk, "household.third");
    assert_refused(desk, form_consignment(desk, BUREAU_ONE, 77, &pdf), NO_NOT_YOUR_DESK);
    staff_close(t);
}

static void a_consignment_is_printed_by_either_side(void **state)
{
    (void)state;
    test_on_each_engine(custody);
}

static void packages(struct test_db *t)
{
    struct desk *desk = &t->desk;
    static const char hash[32] = { 0x66, (char)0xc7 };
    SCOPED(buf) pdf = { 0 };
    open_counter(t, "王小明");
    assert_done(desk,
                db_change(desk, &Q_package_out_add, REFUSAL_NONE,
                          WITH(v_int(STATION_ONE), v_int(BUREAU_ONE), v_int(7), v_lit("records"),
                               v_int(312), v_lit("f"), v_bytes(str_from(hash, sizeof hash)),
                               v_int(1), v_int(TEST_NOW))));
    assert_done(desk, form_package(desk, STATION_ONE, BUREAU_ONE, 7, &pdf));
    assert_true(says(&pdf, "650102011-650102000-00000007.jmp"));
    assert_true(says(&pdf, "66c70000 00000000"));
    assert_true(says(&pdf, "312 条"));
    assert_refused(desk, form_package(desk, STATION_ONE, BUREAU_ONE, 8, &pdf), NO_PACKAGE_UNKNOWN);
    assert_refused(desk, form_package(desk, BUREAU_ONE, STATION_ONE, 7, &pdf), NO_PACKAGE_UNKNOWN);
    staff_close(t);
}

static void a_manifest_is_found_by_units_and_sequence(void **state)
{
    (void)state;
    test_on_each_engine(packages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_copy_from_the_second_on_is_marked_and_each_form_counts_its_own),
        cmocka_unit_test(two_desks_never_print_the_same_copy),
        cmocka_unit_test(a_form_is_printed_where_the_application_is_at_home),
        cmocka_unit_test(a_missing_glyph_prints_nothing_and_goes_on_the_work_list),
        cmocka_unit_test(a_temporary_card_is_printed_once_it_is_signed),
        cmocka_unit_test(a_closed_application_gives_no_slip),
        cmocka_unit_test(a_consignment_is_printed_by_either_side),
        cmocka_unit_test(a_manifest_is_found_by_units_and_sequence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
