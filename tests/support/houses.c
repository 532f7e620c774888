#include "support/houses.h"
#include "places/import_plates.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

void houses_sit(struct test_db *t, int32_t unit)
{
    struct clerk *clerk = &t->desk.clerk;
    enter(t, "accept.1");
    clerk->unit = clerk->reach_from = unit;
    clerk->reach_to = unit % 1000 ? unit : unit % 100000 ? unit + 999 : unit + 99999;
    clerk->rights = (UINT64_C(1) << RIGHT_COUNT) - 1;
    t->desk.purpose = STR("入户核查");
}

void houses_plates(struct test_db *t, int32_t station)
{
    static const char headings[] = "门牌编号,省市县区,街道乡镇代码,街道乡镇,社区村代码,社区村,"
                                   "街路巷,门牌号,门牌种类,派出所,户数\n";
    static const struct {
        const char *street, *door, *kind;
    } rows[] = { { "测试路", "2号", "小门牌" },
                 { "测试路", "10号", "小门牌" },
                 { "测试路", "12号", "大门牌" },
                 { "测试路", "12-1号", "临时门牌" },
                 { "和平南路", "12号", "小门牌" } };
    struct buf csv = { 0 };
    struct plate_import_result result;
    buf_text(&csv, headings);
    for (size_t i = 0; i < COUNT(rows); i++)
        buf_printf(&csv, "MP%d%zu,%d,%d001,测试街道,%d001001,测试社区居委会,%s,%s,%s,%d,1\n",
                   station, i, station / 1000, station / 1000, station / 1000, rows[i].street,
                   rows[i].door, rows[i].kind, station);
    houses_sit(t, station);
    assert_done(&t->desk,
                plates_import(&t->desk, &(struct plate_import){ .bytes = buf_str(&csv) }, &result));
    buf_close(&csv);
    assert_int_equal(result.rejected, 0);
}

struct beat houses_beat(struct test_db *t, int32_t station)
{
    struct desk *desk = &t->desk;
    const struct beat_ground ground = { STR("测试路"), NO_STR, NO_STR };
    struct beats beats;
    struct beat beat;
    houses_sit(t, station);
    assert_done(desk, beats_list(desk, station, station, &beats));
    struct beat_order order = { station, (int32_t)beats.count + 1, STR("测试责任区"), 0 };
    assert_done(desk, beat_add(desk, &order, &beat));
    desk->expected_version = beat.ver;
    assert_done(desk, beat_give_ground(desk, beat.part, beat.id, &ground, &beat));
    return beat;
}

struct house_round houses_round(struct test_db *t, const struct beat *beat)
{
    struct house_round round;
    const struct house_order order = { beat->part, beat->id, STR("测试轮"), NO_DAY };
    houses_sit(t, beat->part);
    assert_done(&t->desk, house_check_open(&t->desk, &order, &round));
    return round;
}

struct house_visit houses_visit(struct test_db *t, const struct house_round *round, int32_t place)
{
    struct house_visit visit;
    assert_done(&t->desk,
                house_visit_of_place(&t->desk, round->check.part, round->check.id, place, &visit));
    t->desk.expected_version = visit.ver;
    return visit;
}

struct house_visit houses_next(struct test_db *t, const struct house_round *round, int32_t place,
                               bool household)
{
    struct house_visit visit = houses_visit(t, round, place);
    while ((visit.household != 0) != household)
        visit = houses_visit(t, round, ++place);
    return visit;
}

struct house_visit houses_enter(struct test_db *t, const struct house_visit *visit,
                                const char *result)
{
    struct house_visit out;
    struct day next = strcmp(result, "REVISIT") == 0 ? t->desk.today : NO_DAY;
    t->desk.expected_version = visit->ver;
    assert_done(&t->desk,
                house_visit_enter(&t->desk, visit->part, visit->id, str_of(result), next, &out));
    return out;
}

/* ---- a walk ---- */

static void note(struct test_db *t, const struct house_visit *visit, const struct house_note *what)
{
    struct house_visit out;
    t->desk.expected_version = visit->ver;
    assert_done(&t->desk, house_finding_note(&t->desk, visit->part, visit->id, what, &out));
}

static void settle_first(struct test_db *t, int32_t station)
{
    struct house_findings open;
    struct house_finding out;
    assert_done(&t->desk, house_findings_list(&t->desk, STR("OPEN"), NO_STR, 50, &open));
    for (size_t i = 0; i < open.count; i++)
        if (open.at[i].part == station) {
            t->desk.expected_version = open.at[i].ver;
            assert_done(&t->desk,
                        house_finding_settle(&t->desk, station, open.at[i].id, STR("CASE"), &out));
            return;
        }
}

static void walk_station(struct test_db *t, int32_t station)
{
    static const char *const results[] = { "FOUND", "CLOSED_DOOR", "REFUSED", "REVISIT" };
    struct house_round round;
    houses_plates(t, station);
    struct beat beat = houses_beat(t, station);
    round = houses_round(t, &beat);
    t->desk.expected_version = round.check.ver;
    assert_done(&t->desk, house_check_end(&t->desk, station, round.check.id, &round));
    round = houses_round(t, &beat);
    for (int32_t place = 1; place <= round.counts.houses && place <= (int32_t)COUNT(results);
         place++) {
        struct house_visit visit = houses_visit(t, &round, place);
        houses_enter(t, &visit, results[place - 1]);
    }
    struct house_visit visit = houses_next(t, &round, 1, true);
    struct persons members;
    assert_done(&t->desk,
                household_members(&t->desk, visit.household_part, visit.household, &members));
    note(t, &visit,
         &(struct house_note){ STR("DEAD"), members.at[0].part, members.at[0].id, NO_STR, NO_STR });
    visit = houses_visit(t, &round, visit.place);
    note(t, &visit, &(struct house_note){ .kind = STR("NEW_RESIDENT"), .text = STR("新来人") });
    settle_first(t, station);
}

void houses_walk(struct test_db *t)
{
    walk_station(t, STATION_ONE);
    walk_station(t, STATION_THREE);
}
