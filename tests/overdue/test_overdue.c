/** Overdue cancellations from the list to the card, what undoes them, pocket households, separations. */
#include "business/businesses.h"
#include "cards/follow_person.h"
#include "exchange/import_source.h"
#include "office/setting.h"
#include "overdue/figures.h"
#include "overdue/see_case.h"
#include "overdue/separation.h"
#include "overdue/take_list.h"
#include "register/person_store.h"
#include "support/golden.h"
#include "support/houses.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- who there is ---- */

static struct person look(struct test_db *t, int64_t id)
{
    struct person p;
    assert_done(&t->desk, person_load(&t->desk, STATION_ONE, id, &p));
    return p;
}

static int64_t resident(struct test_db *t, const char *name, int sequence)
{
    return city_person(t, &(struct sitter){ .station = STATION_ONE,
                                            .name = name,
                                            .sex = "1",
                                            .born = DAY(1950, 5, 5),
                                            .sequence = sequence });
}

/** Into the household of another, as a son. */
static int64_t son_of(struct test_db *t, int64_t head, const char *name, int sequence)
{
    char household[24];
    int64_t id = resident(t, name, sequence);
    snprintf(household, sizeof household, "%lld", (long long)look(t, head).household);
    city_person_set(t, id, "household", household);
    city_person_set(t, id, "relation", "'20'");
    return id;
}

/* ---- lists ---- */

static enum outcome take(struct test_db *t, const char *csv, const char *map,
                         struct overdue_list *out)
{
    struct import_source source = { 0 };
    struct import_order order = { .file = STR("list.csv"),
                                  .map = str_of(map),
                                  .headings = overdue_headings,
                                  .heading_count = OVERDUE_COLUMN_COUNT };
    TRY(import_source_open(&t->desk, str_of(csv), NO_STR, NO_STR, &order, &source));
    enum outcome outcome = overdue_take_list(&t->desk, STR("CIVIL"), &order, out);
    import_source_close(&source);
    return outcome;
}

static struct overdue_case case_of(struct test_db *t, int64_t person)
{
    struct overdue_cases all;
    assert_done(&t->desk, overdue_of_person(&t->desk, STATION_ONE, person, &all));
    assert_true(all.count > 0);
    return all.at[all.count - 1];
}

/* ---- steps ---- */

static enum outcome step_with(struct test_db *t, const char *login, int64_t person,
                              struct overdue_step_asked asked)
{
    struct overdue_case c = case_of(t, person);
    asked.part = c.part;
    asked.id = c.id;
    asked.takes = RIGHT_COUNT;
    enter(t, login);
    t->desk.expected_version = c.ver;
    return overdue_step(&t->desk, &asked, &c);
}

static enum outcome step(struct test_db *t, const char *login, int64_t person,
                         enum overdue_event event, const char *note)
{
    return step_with(t, login, person,
                     (struct overdue_step_asked){ .event = event, .note = str_of(note) });
}

static enum outcome visit(struct test_db *t, int64_t person, const char *result)
{
    return step_with(
        t, "accept.1", person,
        (struct overdue_step_asked){ .event = OVERDUE_EVENT_VISIT, .result = str_of(result) });
}

static enum outcome notify(struct test_db *t, int64_t person, const char *kind, const char *to)
{
    return step_with(t, "accept.1", person,
                     (struct overdue_step_asked){
                         .event = OVERDUE_EVENT_NOTIFY, .notice = str_of(kind), .to = str_of(to) });
}

static enum outcome propose(struct test_db *t, int64_t person, enum business_item item,
                            const char *value)
{
    struct overdue_step_asked asked = { .event = OVERDUE_EVENT_PROPOSE };
    asked.items.at[item] = str_of(value);
    return step_with(t, "accept.1", person, asked);
}

static bool in_state(struct test_db *t, int64_t person, const char *state)
{
    struct overdue_case c = case_of(t, person);
    if (!str_is(c.state, state))
        print_error("the case is " STR_FMT "\n", STR_ARG(c.state));
    return str_is(c.state, state);
}

/* ---- from the list to the end of the registration, and back ---- */

struct town {
    int64_t carded, head, son, alike, dead;
};

static struct town settle_town(struct test_db *t)
{
    struct town town = { .carded = resident(t, "王应销", 601),
                         .head = resident(t, "李户主", 603),
                         .alike = resident(t, "赵同名", 607),
                         .dead = resident(t, "钱已故", 609) };
    town.son = son_of(t, town.head, "李儿子", 605);
    struct application app = city_accept(t, STATION_ONE, town.carded, "12");
    city_bring(t, app.number, APPLICATION_COLLECTED);
    city_person_set(t, town.dead, "status", "'1'");
    city_person(t, &(struct sitter){ .station = STATION_THREE,
                                     .name = "孙外区",
                                     .born = DAY(1950, 5, 5),
                                     .sequence = 611 });
    return town;
}

static void take_the_list(struct test_db *t, const struct town *town)
{
    static const char map[] = "姓名 = xm\n公民身份号码 = sfzh\n出生日期 = csrq\n发生日期 = swrq\n"
                              "凭证编号 = zmbh\n@日期 = DD.MM.YYYY\n";
    struct overdue_list list;
    const char *csv = arena_text(
        t->desk.arena,
        arena_printf(t->desk.arena,
                     "xm,sfzh,csrq,swrq,zmbh\n王应销," STR_FMT ",05.05.1950,01.02.2008,M1\n"
                     "李户主," STR_FMT ",,02.02.2008,M2\n赵同名,,05.05.1950,03.02.2008,M3\n"
                     "孙外区,,05.05.1950,03.02.2008,M4\n钱已故,,05.05.1950,03.02.2008,M5\n"
                     "周无此人,,01.01.1940,03.02.2008,M6\n无日期,,05.05.1950,,M7\n"
                     "未来,,05.05.1950,03.02.2031,M8\n无凭据,,,03.02.2008,M9\n",
                     STR_ARG(look(t, town->carded).number), STR_ARG(look(t, town->head).number)));
    enter(t, "accept.1");
    assert_refused(&t->desk, take(t, csv, map, &list), NO_RIGHT_MISSING);
    enter(t, "number.1");
    assert_refused(&t->desk, take(t, "姓名,死亡日期\n", "", &list), NO_HEADER_MISSING);
    assert_refused(&t->desk, take(t, csv, "派出所 = pcs\n", &list), NO_MAP_WRONG);
    assert_done(&t->desk, take(t, csv, map, &list));
    assert_int_equal(list.lines, 9);
    assert_int_equal(list.by_number, 2);
    assert_int_equal(list.by_name, 1);
    assert_int_equal(list.ended, 1);
    assert_int_equal(list.unmatched, 2);
    assert_int_equal(list.rejected, 3);
    assert_true(in_state(t, town->carded, "MATCHED") && in_state(t, town->alike, "DOUBTFUL"));
    assert_refused(&t->desk, visit(t, town->alike, "TRUE"), NO_OVERDUE_STEP);
    assert_refused(&t->desk, step(t, "accept.1", town->alike, OVERDUE_EVENT_DISMISS, " "),
                   NO_ITEM_MISSING);
    assert_done(&t->desk, step(t, "accept.1", town->alike, OVERDUE_EVENT_DISMISS, "同名不同人"));
    enter(t, "number.1");
    assert_done(&t->desk,
                take(t, csv, map, &list)); /* again: nobody twice, nothing dismissed anew */
    assert_int_equal(list.by_number + list.by_name, 0);
    assert_int_equal(list.known, 3);
}

static void end_with_a_notice(struct test_db *t, const struct town *town)
{
    struct desk *desk = &t->desk;
    int64_t who = town->carded;
    assert_refused(desk, visit(t, who, "RUMOUR"), NO_ITEM_WRONG);
    assert_done(desk, visit(t, who, "PRESENT"));
    assert_refused(desk, notify(t, who, "DELIVERED", "家属"), NO_VISIT_FIRST);
    assert_done(desk, visit(t, who, "TRUE"));
    assert_refused(desk, notify(t, who, "DELIVERED", " "), NO_ITEM_MISSING);
    assert_refused(desk, notify(t, who, "SHOUTED", "x"), NO_ITEM_WRONG);
    assert_refused(desk, propose(t, who, BUSINESS_ITEM_PLACE, "x"), NO_OVERDUE_STEP);
    assert_done(desk, notify(t, who, "DELIVERED", "长子王某"));
    assert_int_equal(case_of(t, who).notice_until.n, desk->today.n + 15);
    assert_refused(desk, propose(t, who, BUSINESS_ITEM_PLACE, ""), NO_NOTICE_RUNNING);
    at_day(t, 2008, 3, 18); /* the last day of the notice */
    assert_refused(desk, propose(t, who, BUSINESS_ITEM_PLACE, ""), NO_NOTICE_RUNNING);
    at_day(t, 2008, 3, 19);
    assert_done(desk, propose(t, who, BUSINESS_ITEM_PLACE, ""));
    assert_true(look(t, who).frozen_by == case_of(t, who).id);
    assert_refused(desk, step(t, "accept.1b", who, OVERDUE_EVENT_APPROVE, ""), NO_RIGHT_MISSING);
    assert_refused(desk, step(t, "review.2", who, OVERDUE_EVENT_APPROVE, ""), NO_NOT_YOUR_DESK);
    assert_done(desk, step(t, "review.1", who, OVERDUE_EVENT_APPROVE, ""));
}

static int64_t recalls(struct test_db *t)
{
    struct card_recall *at;
    size_t count;
    enter(t, "accept.1");
    t->desk.clerk.rights |= UINT64_C(1) << MAY_SEE_CARDS;
    assert_done(&t->desk, card_recalls(&t->desk, 0, 0, 100, &at, &count));
    return (int64_t)count;
}

static void the_card_goes_with_it(struct test_db *t, const struct town *town)
{
    struct desk *desk = &t->desk;
    struct overdue_case c = case_of(t, town->carded);
    struct business b;
    struct number_holders holders;
    struct person p = look(t, town->carded);
    assert_true(str_is(c.state, "CANCELLED") && str_is(p.status, "1") && !p.frozen_by);
    assert_done(desk, number_holders_of(desk, p.number, &holders));
    assert_int_equal(holders.count, 0);
    assert_int_equal(recalls(t), 1);
    assert_done(desk, business_load(desk, c.part, c.business, &b));
    assert_true(str_is(b.kind, "death") && str_is(b.state, "APPROVED"));
    assert_true(b.clerk == c.proposer && b.decider == c.decider && b.clerk != b.decider);
    assert_refused(desk, step(t, "review.1", town->carded, OVERDUE_EVENT_APPROVE, ""),
                   NO_OVERDUE_STEP);
}

static void undone_by_a_restoration(struct test_db *t, const struct town *town)
{
    struct desk *desk = &t->desk;
    struct business b;
    struct business_asked asked = { .kind = STR("restore"),
                                    .part = STATION_ONE,
                                    .person = town->carded,
                                    .papers = STR("APPLICATION IDENTITY_PROOF COMPARISON INQUIRY"),
                                    .applicant = STR("本人"),
                                    .submit = true };
    asked.items.at[BUSINESS_ITEM_HAPPENED_ON] = STR("2008-03-19");
    asked.items.at[BUSINESS_ITEM_STREET] = STR("测试路");
    asked.items.at[BUSINESS_ITEM_DOOR] = STR("12号");
    enter(t, "accept.1");
    assert_done(desk, business_open(desk, &asked, &b));
    struct business_decision d = { b.part, b.id, BUSINESS_EVENT_APPROVE, RIGHT_COUNT, NO_STR };
    enter(t, "review.1");
    assert_done(desk, business_step(desk, &d, &b));
    enter(t, "audit");
    assert_done(desk, business_step(desk, &d, &b));
    assert_true(str_is(look(t, town->carded).status, "0"));
    assert_true(in_state(t, town->carded, "RESTORED"));
}

static void objected_and_reported(struct test_db *t, const struct town *town)
{
    struct desk *desk = &t->desk;
    struct business b;
    int64_t who = town->head;
    const char *son = arena_text(desk->arena, look(t, town->son).number);
    assert_done(desk, visit(t, who, "NOBODY"));
    by_hand(t, "INSERT INTO setting (name, begins, value, source) VALUES ('overdue.post_days', "
               "13900, 5, 'test')");
    settings_forget();
    assert_done(desk, notify(t, who, "POSTED", "社区公告栏"));
    assert_int_equal(case_of(t, who).notice_until.n,
                     desk->today.n + 5); /* the setting of the day */
    assert_refused(desk, step(t, "accept.1", who, OVERDUE_EVENT_OBJECT, ""), NO_ITEM_MISSING);
    assert_done(desk, step(t, "accept.1", who, OVERDUE_EVENT_OBJECT, "家属称仍健在"));
    assert_refused(desk, propose(t, who, BUSINESS_ITEM_NEW_HEAD, son), NO_OVERDUE_STEP);
    assert_refused(desk, step(t, "accept.1", who, OVERDUE_EVENT_DENY, "不实"), NO_RIGHT_MISSING);
    assert_done(desk, step(t, "review.1", who, OVERDUE_EVENT_DENY, "殡仪馆复核属实"));
    at_day(t, 2008, 4, 1);
    assert_refused(desk, propose(t, who, BUSINESS_ITEM_PLACE, ""), NO_NEW_HEAD_REQUIRED);
    assert_done(desk, propose(t, who, BUSINESS_ITEM_NEW_HEAD, son));
    enter(t, "accept.1"); /* four eyes, even for one with all rights */
    desk->clerk.rights = (UINT64_C(1) << RIGHT_COUNT) - 1;
    struct overdue_case c = case_of(t, who);
    const struct overdue_step_asked approve = { c.part, c.id, OVERDUE_EVENT_APPROVE, RIGHT_COUNT,
                                                .note = NO_STR };
    desk->expected_version = -1;
    assert_refused(desk, overdue_step(desk, &approve, &c), NO_OWN_STEP);
    assert_done(desk, step(t, "review.1", who, OVERDUE_EVENT_REFUSE, "材料不足"));
    assert_true(in_state(t, who, "VISITED") && !look(t, who).frozen_by);
    struct business_asked asked = { .kind = STR("death"),
                                    .part = STATION_ONE,
                                    .person = who,
                                    .papers = STR("DEATH_PROOF BOOKLET"),
                                    .applicant = STR("家属"),
                                    .submit = true };
    asked.items.at[BUSINESS_ITEM_HAPPENED_ON] = STR("2008-02-02");
    asked.items.at[BUSINESS_ITEM_NEW_HEAD] = str_of(son);
    enter(t, "accept.1");
    desk->expected_version = -1;
    assert_done(desk, business_open(desk, &asked, &b));
    const struct business_decision d = { b.part, b.id, BUSINESS_EVENT_APPROVE, RIGHT_COUNT,
                                         NO_STR };
    enter(t, "review.1");
    assert_done(desk, business_step(desk, &d, &b));
    assert_true(in_state(t, who, "SETTLED") && str_is(look(t, town->son).relation, "02"));
}

/* ---- pocket households ---- */

static struct house_round closed_doors(struct test_db *t)
{
    houses_plates(t, STATION_ONE);
    struct beat beat = houses_beat(t, STATION_ONE);
    struct house_round round = houses_round(t, &beat);
    for (int n = 0; n < 3; n++) {
        struct house_visit v = houses_next(t, &round, 1, true);
        houses_enter(t, &v, "CLOSED_DOOR");
    }
    return round;
}

/** Visit, notice, the notice over; then what is put forward and approved. */
static void clear_up(struct test_db *t, int64_t who, enum business_item item, const char *value)
{
    struct overdue_step_asked asked = { .event = OVERDUE_EVENT_PROPOSE };
    assert_done(&t->desk, visit(t, who, "TRUE"));
    assert_done(&t->desk, notify(t, who, "POSTED", "小区公告栏"));
    at_day(t, 2008, day_civil(t->desk.today).month + 1, 20);
    assert_refused(&t->desk, propose(t, who, BUSINESS_ITEM_PLACE, "x"), NO_ITEM_MISSING);
    asked.items.at[item] = str_of(value);
    if (item == BUSINESS_ITEM_STREET)
        asked.items.at[BUSINESS_ITEM_DOOR] = STR("8号");
    assert_done(&t->desk, step_with(t, "accept.1", who, asked));
    assert_done(&t->desk, step(t, "review.1", who, OVERDUE_EVENT_APPROVE, ""));
    assert_true(in_state(t, who, "CLEARED"));
}

static void pockets(struct test_db *t, const struct town *town)
{
    struct overdue_found found;
    struct household h;
    int64_t unplated = city_person(t, &(struct sitter){ .station = STATION_ONE,
                                                        .name = "吴无牌",
                                                        .sex = "1",
                                                        .sequence = 615,
                                                        .street = "无牌路" });
    struct house_round round = closed_doors(t);
    struct house_visit absent = houses_next(t, &round, 1, true);
    enter(t, "accept.1");
    assert_done(&t->desk, overdue_search(&t->desk, &found));
    assert_int_equal(found.doors, 1);
    assert_int_equal(found.plates, 1);
    assert_done(&t->desk, overdue_search(&t->desk, &found));
    assert_int_equal(found.doors + found.plates, 0);
    assert_int_equal(found.known, 2);
    struct persons members;
    assert_done(&t->desk, household_members(&t->desk, STATION_ONE, absent.household, &members));
    assert_true(in_state(t, unplated, "DOUBTFUL"));
    assert_done(&t->desk, step(t, "accept.1", unplated, OVERDUE_EVENT_CONFIRM, ""));
    clear_up(t, unplated, BUSINESS_ITEM_STREET, "测试路");
    assert_done(&t->desk, household_load(&t->desk, STATION_ONE, look(t, unplated).household, &h));
    assert_true(str_is(h.street, "测试路") && str_is(h.door, "8号"));
    clear_up(t, members.at[0].id, BUSINESS_ITEM_JOINS,
             arena_text(t->desk.arena, look(t, town->son).number));
    assert_true(look(t, members.at[0].id).household == look(t, town->son).household);
}

/* ---- separations ---- */

static enum outcome separate(struct test_db *t, int64_t person, struct separation *out)
{
    const struct separation_asked asked = { .part = STATION_ONE,
                                            .person = person,
                                            .lives_at = STATION_THREE,
                                            .address = STR("友好路5号1单元"),
                                            .since = DAY(2007, 1, 1) };
    enter(t, "accept.1");
    t->desk.expected_version = -1;
    return separation_register(&t->desk, &asked, out);
}

static void separations(struct test_db *t, const struct town *town)
{
    struct desk *desk = &t->desk;
    struct separation s, again;
    struct separations all;
    bool found = false;
    assert_done(desk, separate(t, town->alike, &s));
    assert_refused(desk, separate(t, town->alike, &again), NO_SEPARATION_IN_USE);
    assert_refused(desk, separate(t, town->dead, &again), NO_PERSON_NOT_NORMAL);
    struct separation_asked wrong = { STATION_ONE,     town->son, 650102900, STR("x"),
                                      DAY(2007, 1, 1), 0,         0 };
    assert_refused(desk, separation_register(desk, &wrong, &again), NO_STATION_UNKNOWN);
    enter(t, "accept.3"); /* where he lives he is seen, and not ended */
    assert_done(desk, separations_list(desk, STR("IN_USE"), NO_STR, 50, &all));
    assert_int_equal(all.count, 1);
    assert_refused(desk, separation_end(desk, s.part, s.id, STR("x"), &again), NO_NOT_YOUR_DESK);
    enter(t, "accept.1");
    assert_refused(desk, separation_end(desk, s.part, s.id, STR(" "), &again), NO_ITEM_MISSING);
    assert_done(desk, separation_end(desk, s.part, s.id, STR("已搬回"), &again));
    assert_refused(desk, separation_end(desk, s.part, s.id, STR("已搬回"), &again),
                   NO_SEPARATION_ENDED);
    assert_done(desk, separate(t, town->alike, &s)); /* the house check meets him */
    struct beat beat = houses_beat(t, STATION_ONE);
    struct house_round round = houses_round(t, &beat);
    struct house_visit v = houses_next(t, &round, 1, true);
    while (v.household != look(t, town->alike).household)
        v = houses_next(t, &round, v.place + 1, true);
    houses_enter(t, &v, "FOUND");
    assert_done(desk, separation_in_use(desk, STATION_ONE, town->alike, &s, &found));
    assert_false(found);
}

static void separations_end_with_the_registration(struct test_db *t, const struct town *town)
{
    static const struct {
        const char *status;
        enum separation_state state;
    } cases[] = { { "1", SEPARATION_DEAD },
                  { "2", SEPARATION_MOVED },
                  { "7", SEPARATION_DELETED },
                  { "4", SEPARATION_CANCELLED } };
    struct separation s;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(tx) tx = { 0 };
        struct separations all;
        assert_done(&t->desk, separate(t, town->son, &s));
        struct person p = look(t, town->son), next = p;
        assert_done(&t->desk, tx_open(&t->desk, &tx));
        next.status = str_of(cases[i].status);
        assert_done(&t->desk, person_update(&t->desk, &p, &next, t->desk.today));
        next = p;
        next.status = STR("0");
        assert_done(&t->desk, person_update(&t->desk, &p, &next, t->desk.today));
        assert_done(&t->desk, tx_commit(&tx));
        assert_done(&t->desk, separations_of(&t->desk, STATION_ONE, town->son, &all));
        assert_true(separation_state_of(all.at[all.count - 1].state) == cases[i].state);
    }
}

/* ---- what is read ---- */

static void seen_and_counted(struct test_db *t, const struct town *town)
{
    struct desk *desk = &t->desk;
    struct overdue_view view;
    struct overdue_figures figures;
    struct overdue_cases cases;
    int64_t found = 0, separated = 0;
    struct overdue_case c = case_of(t, town->carded);
    const struct overdue_query query = { STR("CLOSED"), STR("CANCEL"), NO_STR, 1 };
    enter(t, "review.1");
    desk->purpose = NO_STR;
    assert_refused(desk, overdue_view_load(desk, c.part, c.id, &view), NO_PURPOSE_REQUIRED);
    desk->purpose = STR("审批注销");
    assert_done(desk, overdue_view_load(desk, c.part, c.id, &view));
    assert_int_equal(view.steps.count, (size_t)c.ver);
    assert_int_equal(view.cards.count, 1);
    assert_done(desk, overdue_list_cases(desk, &query, &cases));
    assert_true(cases.count == 1 && cases.next.len);
    for (int by = 0; by < OVERDUE_TALLY_COUNT; by++) {
        found = separated = 0;
        assert_done(desk, overdue_figures_read(desk, (enum overdue_tally)by,
                                               (struct day)DAY(2008, 1, 1), desk->today, &figures));
        for (size_t i = 0; i < figures.count; i++) {
            const struct overdue_figure *f = &figures.at[i];
            found += f->found;
            separated += f->separated;
            assert_int_equal(f->found, f->open + f->cancelled + f->cleared + f->dismissed +
                                           f->settled + f->restored);
        }
        assert_int_equal(found, 5);
        assert_int_equal(separated, 6);
    }
}

static void a_town(struct test_db *t)
{
    city_open(t);
    const struct town town = settle_town(t);
    take_the_list(t, &town);
    end_with_a_notice(t, &town);
    the_card_goes_with_it(t, &town);
    undone_by_a_restoration(t, &town);
    objected_and_reported(t, &town);
    separations_end_with_the_registration(t, &town);
    pockets(t, &town);
    separations(t, &town);
    seen_and_counted(t, &town);
    assert_laws(t);
    city_close(t);
}

static void a_registration_ends_after_notice_by_two_officers_and_returns_by_a_new_record(
    void **state)
{
    (void)state;
    test_on_each_engine(a_town);
}

static void the_life_is_drawn(void **state)
{
    SCOPED(buf) dot = { 0 };
    (void)state;
    overdue_life_dot(&dot);
    golden_check("overdue_life.dot", buf_str(&dot));
}

/** Every open state has a way on, every row a source, and no row ends a registration without notice. */
static void every_row_holds_together(void **state)
{
    (void)state;
    for (int s = 0; s < OVERDUE_STATE_COUNT; s++) {
        bool goes_on = false;
        for (size_t i = 0; i < overdue_life_count; i++)
            goes_on = goes_on || (overdue_life[i].from == (enum overdue_state)s &&
                                  overdue_life[i].takes != BY_THE_REGISTER);
        assert_int_equal(goes_on, overdue_state_word((enum overdue_state)s)->open);
    }
    for (size_t i = 0; i < overdue_life_count; i++) {
        const struct overdue_move *m = &overdue_life[i];
        bool ends = m->event == OVERDUE_EVENT_APPROVE;
        assert_true(!ends || (m->needs & NEEDS_NOTICE_OVER && m->eyes == OVERDUE_NOT_PROPOSER));
        assert_true(m->source[0] == '[');
    }
    for (size_t i = 0; i < overdue_source_count; i++) {
        const struct overdue_source *s = &overdue_sources[i];
        assert_ptr_equal(overdue_source_find(str_of(s->code), s->begins), s);
        assert_true(!s->business || business_kind_find(str_of(s->business), s->begins));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_registration_ends_after_notice_by_two_officers_and_returns_by_a_new_record),
        cmocka_unit_test(the_life_is_drawn),
        cmocka_unit_test(every_row_holds_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
