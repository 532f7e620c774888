#include "base/csv.h"
#include "register/check.h"
#include "register/number_case.h"
#include "support/register.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void keep(void *self, struct str csv)
{
    buf_add(self, csv);
}

/** Whether a line says this of the person, about the other. */
static bool says(struct str findings, const char *kind, struct str person, struct str other)
{
    struct buf line = { 0 };
    buf_printf(&line, "\n%s," STR_FMT "," STR_FMT ",", kind, STR_ARG(person), STR_ARG(other));
    bool found = str_find(findings, buf_str(&line)) < findings.len;
    buf_close(&line);
    return found;
}

enum { KIND, ROW, OTHER, FIELD, WAS, TRUTH_FIELDS };

/** The second entry of one person may carry another spelling of the name: two persons, as far as
 * the simple check sees. */
static bool is_found(struct str findings, const struct str *truth)
{
    if (str_is(truth[KIND], "DUPLICATE_REGISTRATION"))
        return says(findings, "DUPLICATE_REGISTRATION", truth[ROW], truth[OTHER]) ||
               says(findings, "DUPLICATE_NUMBER", truth[ROW], truth[OTHER]);
    if (str_is(truth[KIND], "DUPLICATE_NUMBER"))
        return says(findings, "DUPLICATE_NUMBER", truth[ROW], truth[OTHER]);
    return says(findings, "WRONG_NUMBER", truth[ROW], STR(""));
}

static void city(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct buf csv = { 0 }, truth = { 0 }, findings = { 0 };
    struct str fields[TRUTH_FIELDS];
    size_t count = 0, known = 0;
    struct check_result said;
    register_office(t);
    make_city(5000, &csv, &truth);
    struct imported done = import_bytes(desk, buf_str(&csv), NULL, false);
    assert_done(desk, done.outcome);
    buf_text(&findings, "\n");
    assert_done(desk,
                register_check(desk, &(struct check_order){ .sink = { &findings, keep } }, &said));
    struct csv reader = csv_open(buf_str(&truth));
    while (csv_row(&reader, desk->arena, fields, TRUTH_FIELDS, &count) == CSV_ROW) {
        if (!str_is(fields[KIND], "WRONG_NUMBER") && !str_starts(fields[KIND], "DUPLICATE"))
            continue;
        known++;
        if (!is_found(buf_str(&findings), fields))
            fail_msg("not found: " STR_FMT " " STR_FMT, STR_ARG(fields[KIND]),
                     STR_ARG(fields[ROW]));
    }
    assert_true(known > 20);
    assert_int_equal(
        test_number(desk, "SELECT count(*) FROM entry WHERE verb = 'register.checked'"), 1);
    imported_close(&done);
    buf_close(&csv);
    buf_close(&truth);
    buf_close(&findings);
}

static void every_wrong_and_double_number_of_a_city_is_found(void **state)
{
    (void)state;
    test_on_each_engine(city);
}

static void small(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct buf findings = { 0 };
    struct check_result said;
    register_office(t);
    struct imported done = import_text(desk, "原编号,姓名,性别,派出所,出生日期,公民身份号码\n"
                                             "A1,王一,男,650102011,19800615,650102198006150014\n"
                                             "A2,王一,男,650103011,19800615,650102198006150014\n"
                                             "A3,李二,男,650102011,19800615,650102198006150014\n"
                                             "A4,张三,男,650102011,19850101,\n"
                                             "A5,赵四,女,650102011,19040229,650102190402290012\n"
                                             "A6,钱五,男,650102011,19800615,65010319800615007X\n"
                                             "A7,孙六,男,650102011,18800101,440524188001010014\n");
    assert_done(desk,
                register_check(desk, &(struct check_order){ .sink = { &findings, keep } }, &said));
    const char *const lines[] = {
        "DUPLICATE_NUMBER,A3,A1,公民身份号码,TWO_PERSONS,650102000,WRONG\n",
        "DUPLICATE_REGISTRATION,A2,A1,公民身份号码,SAME_NAME,650100000,WRONG\n",
        "MISSING_ITEM,A4,,公民身份号码,MISSING,650102011,WARN\n",
        "WRONG_NUMBER,A5,,公民身份号码,SEX,650102000,WRONG\n",
        "WRONG_NUMBER,A7,,公民身份号码,OLDER_THAN_120,650102000,WARN\n",
        "MISSING_ITEM,A1,,婚姻状况,MISSING,650102011,WARN\n",
        "HOUSEHOLD_HEAD,A6,,与户主关系,NO_HEAD,650102011,WRONG\n",
    };
    for (size_t i = 0; i < COUNT(lines); i++)
        if (str_find(buf_str(&findings), str_of(lines[i])) == findings.len)
            fail_msg("not said: %s", lines[i]);
    assert_int_equal(said.persons, 7);
    desk->clerk.rights = 0;
    assert_refused(
        desk, register_check(desk, &(struct check_order){ .sink = { &findings, keep } }, &said),
        NO_RIGHT_MISSING);
    imported_close(&done);
    buf_close(&findings);
}

static void a_finding_names_kind_persons_field_unit_and_severity(void **state)
{
    (void)state;
    test_on_each_engine(small);
}

static void confirmed(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct buf findings = { 0 };
    struct check_result said;
    struct number_case open, closed;
    bool found = false;
    register_office(t);
    struct imported done = import_text(desk, "原编号,姓名,性别,派出所,出生日期,公民身份号码\n"
                                             "A5,赵四,女,650102011,19040229,650102190402290012\n"
                                             "A6,钱五,女,650102011,19800615,650102198006150014\n");
    struct person p = person_called(desk, "A5");
    assert_done(desk, number_open_case_of(desk, p.part, p.id, &open, &found));
    assert_true(found);
    desk->expected_version = open.ver;
    assert_done(desk, number_case_decide(desk,
                                         &(struct number_decision){ open.part, open.id,
                                                                    STR("CONFIRMED"), STR("") },
                                         &closed));
    desk->expected_version = -1;
    assert_done(desk,
                register_check(desk, &(struct check_order){ .sink = { &findings, keep } }, &said));
    assert_true(str_find(buf_str(&findings), STR("WRONG_NUMBER,A5,")) == findings.len);
    assert_true(str_find(buf_str(&findings), STR("WRONG_NUMBER,A6,")) < findings.len);
    imported_close(&done);
    buf_close(&findings);
}

static void a_number_a_clerk_let_stand_is_not_reported_again(void **state)
{
    (void)state;
    test_on_each_engine(confirmed);
}

static void put(struct desk *desk, const char *sql)
{
    (void)test_number(desk, arena_printf(desk->arena, "%s RETURNING 1", sql).at);
}

static void put_plate(struct desk *desk, const char *legacy, const char *door)
{
    put(desk, arena_printf(desk->arena,
                           "INSERT INTO plate (part, id, ver, legacy, county, town, town_name, "
                           "committee, committee_name, street, door, door_key, kind, households) "
                           "VALUES (650102011, %s, 1, 'MP%s', 650102, 650102011, 't', 'c', 'c', "
                           "'和平路', '%s', '%s', '1', 1)",
                           legacy, legacy, door, door)
                  .at);
}

static void assert_said(struct str findings, const char *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_find(findings, str_of(lines[i])) == findings.len)
            fail_msg("not said: %s in " STR_FMT, lines[i], STR_ARG(findings));
}

/** Three doors of one station and one of another, whose plates nobody took over; of the numbers on a
 * register form some name those who do not fit. */
static void beside(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct buf findings = { 0 };
    struct check_result said;
    register_office(t);
    struct imported done = import_text(
        desk, "原编号,户号,姓名,性别,派出所,出生日期,公民身份号码,省市县区,街路巷,门牌号,婚姻状况\n"
              "A1,1,王一,男,650102011,19800615,650102198006150014,650102,和平路,1号,离婚\n"
              "A2,2,李二,女,650102011,19810615,65010219810615002X,650102,和平路,２号,已婚\n"
              "A3,3,张三,男,650102011,19850101,650102198501010019,650102,和平路,3号,已婚\n"
              "A4,4,赵四,女,650103011,19850101,650102198501010027,650103,解放路,1号,已婚\n");
    put_plate(desk, "1", "001号");
    put_plate(desk, "2", "2号");
    put_plate(desk, "9", "9号");
    put(desk, "INSERT INTO person_detail (part, id, ver, father_number, mother_number, "
              "spouse_number, height) SELECT part, id, 1, '650102195001010027', "
              "'650102197001010026', '65010219810615002X', 0 FROM person WHERE legacy = 'A1'");
    put(desk, "INSERT INTO person_detail (part, id, ver, spouse_number, height) SELECT part, id, "
              "1, '650102198501010019', 0 FROM person WHERE legacy = 'A2'");
    put(desk,
        "INSERT INTO person_detail (part, id, ver, mother_number, spouse_number, height) "
        "SELECT part, id, 1, number, '65010219810615002X', 0 FROM person WHERE legacy = 'A3'");
    assert_done(desk,
                register_check(desk, &(struct check_order){ .sink = { &findings, keep } }, &said));
    const char *const lines[] = {
        "PERSON_WITHOUT_PLATE,A3,,门牌号,NO_PLATE,650102011,WARN\n",
        "PLATE_WITHOUT_PERSON,,MP9,门牌号,NOBODY_BEHIND;MP9 和平路9号,650102011,WARN\n",
        "HOUSEHOLD_PARENTS,A1,,父亲号码,FATHER_IS_WOMAN,650102011,WRONG\n",
        "HOUSEHOLD_AGES,A1,,母亲号码,PARENT_TOO_NEAR,650102011,WRONG\n",
        "HOUSEHOLD_SPOUSE,A1,A2,配偶号码,SPOUSE_UNMARRIED,650102011,WRONG\n",
        "HOUSEHOLD_SPOUSE,A1,A2,配偶号码,OTHER_SPOUSE,650102011,WRONG\n",
        "HOUSEHOLD_PARENTS,A3,,母亲号码,ONESELF,650102011,WRONG\n",
    };
    assert_said(buf_str(&findings), lines, COUNT(lines));
    for (size_t i = 0; i < 2; i++) { /* and nothing else of these kinds */
        static const char *const kinds[] = { "PLATE", "SPOUSE,A2" };
        struct str rest = buf_str(&findings);
        size_t at = str_find(rest, str_of(kinds[i])), found = 0;
        for (; at < rest.len; at = str_find(rest, str_of(kinds[i])), found++)
            rest = str_cut(rest, at + strlen(kinds[i]), rest.len);
        assert_int_equal(found, i ? 0 : 3); /* the word NO_PLATE is one of them */
    }
    imported_close(&done);
    buf_close(&findings);
}

static void plates_people_and_whom_a_form_names_are_set_side_by_side(void **state)
{
    (void)state;
    test_on_each_engine(beside);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_names_kind_persons_field_unit_and_severity),
        cmocka_unit_test(a_number_a_clerk_let_stand_is_not_reported_again),
        cmocka_unit_test(plates_people_and_whom_a_form_names_are_set_side_by_side),
        cmocka_unit_test(every_wrong_and_double_number_of_a_city_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
