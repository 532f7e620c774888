/** Rounds of the house check: lists, results, findings, refusals, coverage; on each engine. */
#include "office/clerk.h"
#include "office/setting.h"
#include "places/plate.h"
#include "register/check.h"
#include "register/finding.h"
#include "support/houses.h"
#include "support/office.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void on_each_engine(void (*run)(struct test_db *t))
{
    static const enum db_engine engines[] = { DB_SQLITE, DB_POSTGRES };
    struct test_db t;
    for (size_t i = 0; i < COUNT(engines); i++) {
        if (!test_db_open(&t, engines[i]))
            continue;
        city_open(&t);
        city_person(&t, &(struct sitter){ .station = STATION_ONE });
        city_person(&t, &(struct sitter){ .station = STATION_ONE, .detail = "附2号" });
        city_person(&t, &(struct sitter){ .station = STATION_ONE, .detail = "附10号" });
        houses_plates(&t, STATION_ONE);
        run(&t);
        city_close(&t);
        test_db_close(&t);
    }
}

static void doors_are_ordered_as_one_walks(void **state)
{
    static const char *const doors[] = { "2号", "10号", "10-1号", "10-2号", "12号", "１２０号" };
    struct arena *arena = arena_open();
    (void)state;
    for (size_t i = 0; i + 1 < COUNT(doors); i++) {
        struct str one = place_key(arena, str_of(doors[i]));
        struct str other = place_key(arena, str_of(doors[i + 1]));
        if (str_compare(one, other) >= 0)
            fail_msg("%s does not stand before %s", doors[i], doors[i + 1]);
    }
    struct str wide = place_key(arena, STR("００２号"));
    assert_true(str_eq(wide, place_key(arena, STR("2号"))));
    arena_close(arena);
}

static void a_list(struct test_db *t)
{
    struct beat beat = houses_beat(t, STATION_ONE);
    struct house_round round = houses_round(t, &beat);
    struct house_stops stops;
    const struct house_page page = { STATION_ONE, round.check.id, HOUSE_LIST_ALL, 0, 50 };
    assert_done(&t->desk, house_stops_load(&t->desk, &page, false, &stops));
    assert_int_equal(stops.count, round.counts.houses);
    assert_int_equal(stops.count, 6); /* three households behind one door, three empty plates */
    assert_true(str_is(stops.at[0].visit.door, "2号"));
    assert_int_equal(stops.at[0].visit.household, 0);
    size_t people = 0;
    for (size_t i = 0; i < stops.count; i++)
        people += stops.at[i].members.count;
    assert_int_equal(people, 3);
    assert_int_equal(test_number(&t->desk, "UPDATE person SET status = '2' WHERE id = "
                                           "(SELECT max(id) FROM person) RETURNING 1"),
                     1);
    assert_done(&t->desk, house_stops_load(&t->desk, &page, false, &stops));
    for (size_t i = 0; i < stops.count; i++)
        people -= stops.at[i].members.count;
    assert_int_equal(people, 1); /* who moved out is not behind the door any more */
    t->desk.purpose = NO_STR;
    assert_refused(&t->desk, house_stops_load(&t->desk, &page, false, &stops), NO_PURPOSE_REQUIRED);
}

static void the_list_has_every_household_and_every_empty_plate(void **state)
{
    (void)state;
    on_each_engine(a_list);
}

static enum outcome enter_it(struct test_db *t, const struct house_visit *visit, const char *result)
{
    struct house_visit out;
    return house_visit_enter(&t->desk, visit->part, visit->id, str_of(result), NO_DAY, &out);
}

static void refusals(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct beat beat = houses_beat(t, STATION_ONE);
    struct house_round round = houses_round(t, &beat);
    struct house_visit lived_in = houses_next(t, &round, 1, true);
    struct clerk_record elsewhere;
    assert_done(desk, clerk_find(desk, STR("accept.3"), &elsewhere));
    const struct beat_order theirs = { STATION_ONE, 900, STR("他所"), elsewhere.id };
    assert_refused(desk, beat_add(desk, &theirs, &beat), NO_ITEM_WRONG);
    assert_refused(desk, enter_it(t, &lived_in, "EMPTY"), NO_ITEM_WRONG);
    assert_refused(desk, enter_it(t, &lived_in, "WAITING"), NO_ITEM_WRONG);
    assert_refused(desk, enter_it(t, &lived_in, "REVISIT"), NO_ITEM_MISSING);
    desk->expected_version = 7;
    assert_refused(desk, enter_it(t, &lived_in, "FOUND"), NO_VERSION_STALE);
    desk->expected_version = -1;
    assert_refused(desk, enter_it(t, &lived_in, "FOUND"), NO_VERSION_REQUIRED);
    desk->expected_version = lived_in.ver;
    enter(t, "accept.3");
    assert_refused(desk, enter_it(t, &lived_in, "FOUND"), NO_NOT_YOUR_DESK);
    houses_sit(t, STATION_ONE);
    desk->expected_version = round.check.ver;
    assert_done(desk, house_check_end(desk, STATION_ONE, round.check.id, &round));
    desk->expected_version = lived_in.ver;
    assert_refused(desk, enter_it(t, &lived_in, "FOUND"), NO_HOUSE_CHECK_CLOSED);
    assert_int_equal(
        test_number(desk, "SELECT count(*) FROM house_visit WHERE result <> 'WAITING'"), 0);
}

static void a_foreign_station_a_closed_round_and_a_stale_version_are_refused(void **state)
{
    (void)state;
    on_each_engine(refusals);
}

static void counters(struct test_db *t)
{
    struct beat beat = houses_beat(t, STATION_ONE);
    struct house_round round = houses_round(t, &beat);
    struct house_visit visit = houses_visit(t, &round, 1);
    struct house_coverages coverage;
    (void)houses_beat(t, STATION_ONE); /* another one, without a round */
    visit = houses_enter(t, &visit, "CLOSED_DOOR");
    visit = houses_enter(t, &visit, "CLOSED_DOOR");
    assert_int_equal(visit.closed_doors, 2);
    houses_enter(t, &visit, "EMPTY");
    visit = houses_next(t, &round, 1, true);
    houses_enter(t, &visit, "FOUND");
    assert_done(&t->desk, house_round_load(&t->desk, STATION_ONE, round.check.id, &round));
    assert_int_equal(round.counts.done, 2);
    assert_int_equal(round.counts.closed_doors, 2);
    assert_int_equal(round.counts.closed_door, 0);
    assert_int_equal(round.counts.tries, 4);
    assert_done(&t->desk, house_coverage_read(&t->desk, HOUSE_BY_BUREAU, &coverage));
    assert_int_equal(coverage.count, 1);
    assert_int_equal(coverage.at[0].unit, BUREAU_ONE);
    assert_int_equal(coverage.at[0].done, 2);
    assert_done(&t->desk, house_coverage_read(&t->desk, HOUSE_BY_BEAT, &coverage));
    assert_int_equal(coverage.count, 1);
    assert_int_equal(coverage.at[0].beat_number, beat.number);
    assert_true(str_eq(coverage.at[0].beat_name, beat.name));
    assert_int_equal(
        test_number(&t->desk, "SELECT sum(n) FROM progress WHERE figure = 'house_check.done'"), 2);
}

static void a_house_counts_once_and_its_closed_doors_each_time(void **state)
{
    (void)state;
    on_each_engine(counters);
}

static void findings(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct beat beat = houses_beat(t, STATION_ONE);
    struct house_round round = houses_round(t, &beat);
    struct house_visit visit = houses_next(t, &round, 1, true), out;
    struct persons members;
    assert_done(desk, household_members(desk, visit.household_part, visit.household, &members));
    const struct person *p = &members.at[0];
    const struct {
        struct house_note note;
        enum refusal refusal;
    } cases[] = {
        { { STR("LAZY"), p->part, p->id, NO_STR, NO_STR }, NO_ITEM_WRONG },
        { { STR("DEAD"), 0, 0, NO_STR, NO_STR }, NO_ITEM_MISSING },
        { { STR("DEAD"), p->part, p->id, NO_STR, STR("懒") }, NO_REMARK_ABOUT_PERSON },
        { { STR("DEAD"), p->part, p->id + 1, NO_STR, NO_STR }, NO_PERSON_UNKNOWN },
        { { STR("WRONG_ITEM"), p->part, p->id, STR("ETHNIC"), STR("某") }, NO_ITEM_WRONG },
        { { STR("NEW_RESIDENT"), 0, 0, NO_STR, NO_STR }, NO_ITEM_MISSING },
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_refused(desk, house_finding_note(desk, visit.part, visit.id, &cases[i].note, &out),
                       cases[i].refusal);
    const struct house_note dead = { STR("DEAD"), p->part, p->id, NO_STR, NO_STR };
    assert_done(desk, house_finding_note(desk, visit.part, visit.id, &dead, &out));
    assert_true(str_is(out.result, "DIFFERENT"));
    assert_int_equal(test_number(desk, "SELECT count(*) FROM person WHERE status = '1'"), 0);
    assert_int_equal(test_number(desk, "SELECT count(*) FROM house_finding WHERE state = 'OPEN'"),
                     1);
    assert_int_equal(test_entries(desk, "house_finding.noted"), 1);
}

static void a_finding_changes_nobody_and_takes_no_remarks(void **state)
{
    (void)state;
    on_each_engine(findings);
}

static void paged(struct test_db *t)
{
    struct beat beat = houses_beat(t, STATION_ONE);
    struct house_round round = houses_round(t, &beat);
    struct house_visit visit = houses_next(t, &round, 1, true), out;
    struct house_findings one, other;
    for (int i = 0; i < 2; i++) {
        const struct house_note note = { .kind = STR("NEW_RESIDENT"), .text = STR("新来人") };
        visit = houses_visit(t, &round, visit.place);
        assert_done(&t->desk, house_finding_note(&t->desk, visit.part, visit.id, &note, &out));
    }
    assert_int_equal(out.tries, 1); /* both of one visit */
    assert_done(&t->desk, house_findings_list(&t->desk, STR("OPEN"), NO_STR, 1, &one));
    assert_int_equal(one.count, 1);
    assert_done(&t->desk, house_findings_list(&t->desk, STR("OPEN"), one.next, 1, &other));
    assert_int_equal(other.count, 1);
    assert_true(other.at[0].id > one.at[0].id);
    assert_int_equal(other.next.len, 0);
    assert_refused(&t->desk, house_findings_list(&t->desk, STR("OPEN"), STR("1"), 1, &other),
                   NO_BAD_REQUEST);
    assert_refused(&t->desk, house_findings_list(&t->desk, STR("OPEN"), NO_STR, 201, &other),
                   NO_BAD_REQUEST);
}

static void a_page_goes_on_where_the_last_one_ended(void **state)
{
    (void)state;
    on_each_engine(paged);
}

static void the_days_of_a_round_are_a_setting(void **state)
{
    bool found = false;
    (void)state;
    for (size_t i = 0; i < setting_row_count; i++)
        found |= strcmp(setting_rows[i].name, "house_check.days") == 0 &&
                 setting_rows[i].first == HOUSE_DAYS_DEFAULT;
    assert_true(found);
}

static int64_t open_in_register(struct desk *desk)
{
    return test_number(desk, "SELECT count(*) FROM finding WHERE state = 'OPEN' AND kind LIKE "
                             "'HOUSE_%' AND kind NOT LIKE 'HOUSEHOLD%'");
}

static void note(struct test_db *t, struct house_round *round, const struct house_note *what)
{
    struct house_visit visit = houses_next(t, round, 1, true), out;
    t->desk.expected_version = visit.ver;
    assert_done(&t->desk, house_finding_note(&t->desk, visit.part, visit.id, what, &out));
}

static struct house_finding finding_of(struct desk *desk, const char *kind)
{
    struct house_findings all;
    assert_done(desk, house_findings_list(desk, STR("OPEN"), NO_STR, 50, &all));
    for (size_t i = 0; i < all.count; i++)
        if (str_is(all.at[i].kind, kind))
            return all.at[i];
    fail_msg("no open %s", kind);
    return all.at[0];
}

static void run_check(struct desk *desk, int64_t righted)
{
    struct check_result said;
    desk->expected_version = -1;
    assert_done(desk, register_check(desk, &(struct check_order){ .store = true }, &said));
    assert_int_equal(said.righted, righted);
}

/** Four findings at one door end in four ways: by this desk, by that of the findings, by a register
 * put right, and one stays. */
static void one_list(struct test_db *t)
{
    struct desk *desk = &t->desk;
    struct beat beat = houses_beat(t, STATION_ONE);
    struct house_round round = houses_round(t, &beat);
    struct house_visit visit = houses_next(t, &round, 1, true);
    struct persons members;
    struct finding_row row;
    struct house_finding settled;
    assert_done(desk, household_members(desk, visit.household_part, visit.household, &members));
    const struct person *p = &members.at[0];
    const struct house_note notes[] = {
        { STR("SEPARATED"), p->part, p->id, NO_STR, NO_STR },
        { STR("DEAD"), p->part, p->id, NO_STR, NO_STR },
        { STR("WRONG_ITEM"), p->part, p->id, STR("EDUCATION"), STR("大学") },
        { STR("NEW_RESIDENT"), 0, 0, NO_STR, STR("王新来") },
    };
    for (size_t i = 0; i < COUNT(notes); i++)
        note(t, &round, &notes[i]);
    assert_int_equal(open_in_register(desk), 4);
    run_check(desk, 0);
    assert_int_equal(open_in_register(desk), 4); /* nothing changed: none is new, none gone */

    settled = finding_of(desk, "DEAD");
    desk->expected_version = settled.ver;
    assert_done(desk,
                house_finding_settle(desk, settled.part, settled.id, STR("DISMISSED"), &settled));
    assert_int_equal(open_in_register(desk), 3);

    settled = finding_of(desk, "SEPARATED");
    assert_done(desk, finding_load(desk, p->part, settled.id, &row));
    assert_int_equal(row.finding.unit, STATION_ONE);
    desk->expected_version = row.finding.ver;
    const struct finding_evidence evidence = { p->part, settled.id, STR("见租房合同原件") };
    assert_done(desk, finding_close_with_evidence(desk, &evidence, &row));
    assert_int_equal(open_in_register(desk), 2);

    (void)test_number(desk, arena_printf(desk->arena,
                                         "UPDATE person SET education = '20' WHERE id = %lld "
                                         "RETURNING 1",
                                         (long long)p->id)
                                .at);
    run_check(desk, 2); /* the other one told that the item was missing */
    assert_int_equal(open_in_register(desk), 1);
    assert_true(str_is(finding_of(desk, "NEW_RESIDENT").state, "OPEN"));
    assert_int_equal(test_number(desk, "SELECT count(*) FROM house_finding WHERE state = 'OPEN'"),
                     1);
    assert_int_equal(
        test_number(desk, "SELECT count(*) FROM house_finding WHERE outcome = 'DISMISSED'"), 2);
}

static void what_a_door_showed_is_in_the_one_list_and_ends_with_it(void **state)
{
    (void)state;
    on_each_engine(one_list);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(doors_are_ordered_as_one_walks),
        cmocka_unit_test(the_list_has_every_household_and_every_empty_plate),
        cmocka_unit_test(a_foreign_station_a_closed_round_and_a_stale_version_are_refused),
        cmocka_unit_test(a_house_counts_once_and_its_closed_doors_each_time),
        cmocka_unit_test(a_finding_changes_nobody_and_takes_no_remarks),
        cmocka_unit_test(what_a_door_showed_is_in_the_one_list_and_ends_with_it),
        cmocka_unit_test(a_page_goes_on_where_the_last_one_ended),
        cmocka_unit_test(the_days_of_a_round_are_a_setting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
