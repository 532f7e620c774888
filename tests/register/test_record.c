#include "register/history.h"
#include "register/see_record.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* clang-format off */
static const char people[] =
    "原编号,户号,与户主关系,姓名,性别,派出所,省市县区,街路巷,门牌号,出生日期,公民身份号码,状态\n"
    "A1,H1,户主,王一,男,650102011,天山区,和平南路,12号,19800615,650102198006150014,正常\n"
    "A2,H1,配偶,李二,女,650102011,天山区,和平南路,12号,19810101,,正常\n";
/* clang-format on */

static void bring_in(struct test_db *t)
{
    register_office(t);
    struct imported done = import_text(&t->desk, people);
    assert_int_equal(done.result.taken, 2);
    imported_close(&done);
}

static enum outcome keep(struct desk *desk, const char *field, const char *value,
                         struct person_record *out)
{
    struct person p = person_called(desk, "A2");
    const struct detail_item item = { str_of(field), str_of(value) };
    desk->expected_version = p.ver;
    return person_detail_keep(desk, p.part, p.id, &item, 1, out);
}

static void looking(struct test_db *t)
{
    struct desk *desk = &t->desk;
    SCOPED(buf) json = { 0 };
    struct person_record record;
    bring_in(t);
    assert_done(desk, keep(desk, "bloodGroup", "AB型", &record));
    struct person p = person_called(desk, "A2");
    assert_done(desk, person_record_load(desk, p.part, p.id, &record));
    assert_true(str_is(record.head, "王一"));
    assert_true(str_find(record.address, STR("和平南路12号")) < record.address.len);
    person_record_json(desk, &json, &record);
    assert_true(str_find(buf_str(&json),
                         STR("\"field\":\"bloodGroup\",\"zh\":\"血型\",\"en\":\"Blood group\","
                             "\"value\":\"4\",\"text\":\"AB型\",\"mine\":true")) < json.len);
    assert_true(str_find(buf_str(&json), STR("\"field\":\"diedOn\"")) < json.len);
    desk->purpose = STR("");
    assert_refused(desk, person_record_load(desk, p.part, p.id, &record), NO_PURPOSE_REQUIRED);
    register_sit_at(desk, STATION_B);
    assert_refused(desk, person_record_load(desk, p.part, p.id, &record), NO_NOT_YOUR_DESK);
}

static void the_sheet_has_every_item_of_the_form(void **state)
{
    (void)state;
    test_on_each_engine(looking);
}

static void writing(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct person_record record;
    bring_in(t);
    static const struct {
        const char *field, *value;
        bool good;
    } cases[] = {
        { "height", "171", true },
        { "height", "19", false },
        { "height", "281", false },
        { "height", "tall", false },
        { "height", "", true },
        { "military", "1", true },
        { "military", "退出现役", false }, /* the same once more */
        { "military", "77", false },
        { "birthCounty", "650104", true },
        { "birthCounty", "990000", false },
        { "birthCounty", "6501", false },
        { "birthCertificateOn", "1981-01-03", true },
        { "birthCertificateOn", "1981-02-30", false },
        { "birthCertificateOn", "2199-01-01", false },
        { "workplace", "第一中学", true },
        { "religion", "x", false },
        { "diedOn", "2020-01-01", false },
        { "name", "李三", false },
        { "", "", false },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        enum outcome outcome = keep(desk, cases[i].field, cases[i].value, &record);
        if ((outcome == DONE) != cases[i].good)
            fail_msg("%s = %s", cases[i].field, cases[i].value);
        desk->why = (struct problem){ 0 };
    }
    assert_int_equal(record.detail.height, 0);
    assert_true(str_is(record.detail.workplace, "第一中学"));
    assert_int_equal(test_number(desk, "SELECT count(*) FROM entry WHERE verb = "
                                       "'person.detail_kept' AND body LIKE '%workplace%' AND NOT "
                                       "body LIKE '%第一中学%'"),
                     1);
    struct person p = person_called(desk, "A2");
    assert_int_equal(p.ver, 7);
    assert_done(desk, person_freeze(desk, p.part, p.id, 5));
    assert_refused(desk, keep(desk, "phone", "1", &record), NO_PERSON_FROZEN);
    assert_done(desk, person_thaw(desk, p.part, p.id, 5));
    desk->clerk.rights = 0;
    assert_refused(desk, keep(desk, "phone", "1", &record), NO_RIGHT_MISSING);
    assert_register_laws(desk);
}

static void other_items_are_written_within_their_limits_and_no_decided_one(void **state)
{
    (void)state;
    test_on_each_engine(writing);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sheet_has_every_item_of_the_form),
        cmocka_unit_test(other_items_are_written_within_their_limits_and_no_decided_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
