/** Household businesses: the rows, the life, and of each kind its effect on household, person,
 * directory of numbers, and the cards and applications in flight. */
#include "business/businesses.h"
#include "business/number_sequence.h"
#include "cards/follow_person.h"
#include "core/number.h"
#include "register/number_case.h"
#include "register/person_detail.h"
#include "register/person_store.h"
#include "support/city.h"
#include "support/golden.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- asking ---- */

/** Every paper there is. */
static struct str all_papers(struct desk *desk)
{
    struct str all = NO_STR;
    for (size_t i = 0; i < business_paper_count; i++)
        all = arena_printf(desk->arena, STR_FMT " %s", STR_ARG(all), business_papers[i].code);
    return all;
}

struct said {
    enum business_item item;
    const char *value;
};

static struct business_asked ask(struct test_db *t, const char *kind, int64_t person,
                                 const struct said *said, size_t count)
{
    struct business_asked asked = { .kind = str_of(kind),
                                    .part = STATION_ONE,
                                    .person = person,
                                    .papers = all_papers(&t->desk),
                                    .applicant = STR("申请人"),
                                    .submit = true };
    for (size_t i = 0; i < count; i++)
        asked.items.at[said[i].item] = str_of(said[i].value);
    return asked;
}
#define ASK(kind, person, ...)                                                                     \
    ask(t, kind, person, (const struct said[]){ __VA_ARGS__ },                                     \
        sizeof((const struct said[]){ __VA_ARGS__ }) / sizeof(struct said))

static struct business opened(struct test_db *t, struct business_asked asked)
{
    struct business b;
    enter(t, "accept.1");
    assert_done(&t->desk, business_open(&t->desk, &asked, &b));
    return b;
}

static void refused(struct test_db *t, struct business_asked asked, enum refusal refusal)
{
    struct business b;
    enter(t, "accept.1");
    assert_refused(&t->desk, business_open(&t->desk, &asked, &b), refusal);
}

static enum outcome step(struct test_db *t, const char *login, const struct business *b,
                         enum business_event event, const char *note)
{
    struct business after;
    const struct business_decision d = { b->part, b->id, event, RIGHT_COUNT, str_of(note) };
    enter(t, login);
    return business_step(&t->desk, &d, &after);
}

static struct business reload(struct test_db *t, const struct business *b)
{
    struct business now;
    assert_done(&t->desk, business_load(&t->desk, b->part, b->id, &now));
    return now;
}

/** Through every level the kind has, to its effect. */
static struct business done(struct test_db *t, struct business_asked asked)
{
    struct business b = opened(t, asked);
    const struct business_kind *kind = business_kind_find(b.kind, t->desk.today);
    assert_done(&t->desk, step(t, "review.1", &b, BUSINESS_EVENT_APPROVE, ""));
    if (kind->level == LEVEL_CITY)
        assert_done(&t->desk, step(t, "audit", &b, BUSINESS_EVENT_APPROVE, ""));
    b = reload(t, &b);
    assert_true(str_is(b.state, "APPROVED"));
    assert_int_equal(b.live, 0);
    return b;
}

/* ---- looking ---- */

static struct person look(struct test_db *t, int32_t part, int64_t id)
{
    struct person p;
    assert_done(&t->desk, person_load(&t->desk, part, id, &p));
    return p;
}

static struct household home(struct test_db *t, const struct person *p)
{
    struct household h;
    assert_done(&t->desk, household_load(&t->desk, p->part, p->household, &h));
    return h;
}

static size_t holders(struct test_db *t, struct str number)
{
    struct number_holders found;
    assert_done(&t->desk, number_holders_of(&t->desk, number, &found));
    return found.count;
}

static const char *text(struct test_db *t, struct str s)
{
    return arena_text(t->desk.arena, s);
}

static int64_t resident(struct test_db *t, const char *name, const char *sex)
{
    return city_person(t, &(struct sitter){ .station = STATION_ONE, .name = name, .sex = sex });
}

/** Somebody beside another in the same household. */
static int64_t member(struct test_db *t, int64_t of, const char *name, const char *sex,
                      const char *relation)
{
    struct person head = look(t, STATION_ONE, of);
    int64_t id = resident(t, name, sex);
    city_person_set(t, id, "household",
                    text(t, arena_printf(t->desk.arena, "%lld", (long long)head.household)));
    city_person_set(t, id, "relation", text(t, arena_printf(t->desk.arena, "'%s'", relation)));
    return id;
}

/** Cards of one person that are called back. */
static int64_t recalls(struct test_db *t, int64_t person)
{
    int64_t found = 0;
    struct card_recall *at;
    size_t count;
    t->desk.clerk.rights |= UINT64_C(1) << MAY_SEE_CARDS;
    t->desk.clerk.reach_from = 0;
    t->desk.clerk.reach_to = INT32_MAX;
    assert_done(&t->desk, card_recalls(&t->desk, 0, 0, 100, &at, &count));
    for (size_t i = 0; i < count; i++)
        found += at[i].person == person;
    return found;
}

/* ---- the seven that are first ---- */

static void birth(struct test_db *t)
{
    int64_t mother = resident(t, "李母亲", "2");
    struct person m = look(t, STATION_ONE, mother);
    struct business b = done(
        t, ASK("birth", 0, { BUSINESS_ITEM_NAME, "王小宝" }, { BUSINESS_ITEM_SEX, "1" },
               { BUSINESS_ITEM_ETHNIC, "01" }, { BUSINESS_ITEM_BORN_ON, "2008-02-20" },
               { BUSINESS_ITEM_BIRTH_PLACE, "乌鲁木齐" }, { BUSINESS_ITEM_CERTIFICATE, "H080001" },
               { BUSINESS_ITEM_JOINS, text(t, m.number) }, { BUSINESS_ITEM_RELATION, "22" },
               { BUSINESS_ITEM_MOTHER, text(t, m.number) }));
    struct person child = look(t, b.part, b.person);
    struct person_detail detail;
    assert_int_equal(child.household, m.household);
    assert_true(str_is(child.status, "0"));
    assert_string_equal(text(t, str_cut(child.number, 0, 14)), "65010220080220");
    assert_true(number_is_male(child.number.at));
    assert_int_equal(holders(t, child.number), 1);
    assert_done(&t->desk, person_detail_load(&t->desk, child.part, child.id, &detail));
    assert_true(str_eq(detail.mother_number, m.number) && str_eq(detail.mother_name, m.name));
    struct business second = done(
        t, ASK("birth", 0, { BUSINESS_ITEM_NAME, "王小贝" }, { BUSINESS_ITEM_SEX, "1" },
               { BUSINESS_ITEM_ETHNIC, "01" }, { BUSINESS_ITEM_BORN_ON, "2008-02-20" },
               { BUSINESS_ITEM_BIRTH_PLACE, "乌鲁木齐" }, { BUSINESS_ITEM_CERTIFICATE, "H080002" },
               { BUSINESS_ITEM_JOINS, text(t, m.number) }, { BUSINESS_ITEM_RELATION, "23" }));
    struct person twin = look(t, second.part, second.person);
    assert_false(str_eq(child.number, twin.number));
}

static void death(struct test_db *t)
{
    int64_t head = resident(t, "老户主", "1"), wife = member(t, head, "户主妻", "2", "12"),
            son = member(t, head, "户主子", "1", "22");
    struct person w = look(t, STATION_ONE, wife), h = look(t, STATION_ONE, head);
    struct application app = city_accept(t, STATION_ONE, head, "12");
    app = city_bring(t, app.number, APPLICATION_COLLECTED);
    struct application son_app = city_accept(t, STATION_ONE, son, "12");
    refused(t, ASK("death", head, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-01" }),
            NO_NEW_HEAD_REQUIRED);
    done(t, ASK("death", head, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-01" },
                { BUSINESS_ITEM_NEW_HEAD, text(t, w.number) }));
    struct person dead = look(t, STATION_ONE, head);
    assert_true(str_is(dead.status, "1"));
    assert_int_equal(dead.frozen_by, 0);
    assert_int_equal(holders(t, h.number), 0);
    assert_true(str_is(look(t, STATION_ONE, wife).relation, "02"));
    assert_true(str_is(look(t, STATION_ONE, son).relation, "22"));
    assert_int_equal(recalls(t, head), 1);
    done(t, ASK("death", son, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-02" }));
    assert_int_equal(city_application(t, son_app.number).state, APPLICATION_VOID);
    done(t, ASK("death", wife, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-02" }));
    struct person last = look(t, STATION_ONE, wife);
    assert_true(str_is(home(t, &last).status, "1"));
}

static void move_in(struct test_db *t)
{
    char number[19];
    struct day born = DAY(1979, 5, 5);
    number_make(610102, born, 35, number);
    struct business_asked asked =
        ASK("move_in", 0, { BUSINESS_ITEM_NAME, "外来人" }, { BUSINESS_ITEM_SEX, "1" },
            { BUSINESS_ITEM_ETHNIC, "01" }, { BUSINESS_ITEM_BORN_ON, "1979-05-05" },
            { BUSINESS_ITEM_NUMBER, number }, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-02" },
            { BUSINESS_ITEM_REASON, "0562" }, { BUSINESS_ITEM_PLACE, "西安市" },
            { BUSINESS_ITEM_STREET, "测试路" }, { BUSINESS_ITEM_DOOR, "9号" });
    struct business b = done(t, asked);
    struct person p = look(t, b.part, b.person);
    assert_true(str_is(p.number, number));
    assert_int_equal(p.station, STATION_ONE);
    assert_true(str_is(home(t, &p).door, "9号") && str_is(p.relation, "02"));
    assert_int_equal(holders(t, p.number), 1);
    refused(t, asked, NO_NUMBER_DUPLICATE);
    asked.items.at[BUSINESS_ITEM_NUMBER] = STR("610102197905050010");
    refused(t, asked, NO_ITEM_WRONG);
}

static void move_out_and_back(struct test_db *t)
{
    int64_t id = resident(t, "迁出人", "2");
    struct person was = look(t, STATION_ONE, id);
    done(t, ASK("move_out", id, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-03" },
                { BUSINESS_ITEM_REASON, "0402" }, { BUSINESS_ITEM_PLACE, "西安市" }));
    struct person out = look(t, STATION_ONE, id);
    assert_true(str_is(out.status, "2"));
    assert_int_equal(holders(t, was.number), 0);
    assert_true(str_is(home(t, &out).status, "1"));
    struct business b =
        done(t, ASK("move_in", 0, { BUSINESS_ITEM_NAME, "迁出人" }, { BUSINESS_ITEM_SEX, "2" },
                    { BUSINESS_ITEM_ETHNIC, "01" }, { BUSINESS_ITEM_BORN_ON, "1980-06-15" },
                    { BUSINESS_ITEM_NUMBER, text(t, was.number) },
                    { BUSINESS_ITEM_HAPPENED_ON, "2008-03-03" }, { BUSINESS_ITEM_REASON, "0562" },
                    { BUSINESS_ITEM_PLACE, "西安市" }, { BUSINESS_ITEM_STREET, "新路" },
                    { BUSINESS_ITEM_DOOR, "1号" }));
    assert_int_equal(b.person, id);
    struct person back = look(t, STATION_ONE, id);
    assert_true(str_is(back.status, "0") && str_eq(back.number, was.number));
    assert_int_equal(holders(t, was.number), 1);
}

static void name_change(struct test_db *t)
{
    int64_t id = resident(t, "旧名字", "1"), card = resident(t, "有证人", "1");
    struct application made = city_accept(t, STATION_ONE, card, "12");
    made = city_bring(t, made.number, APPLICATION_COLLECTED);
    struct application at_counter = city_accept(t, STATION_ONE, id, "12");
    done(t, ASK("name_change", id, { BUSINESS_ITEM_NAME, "新名字" }));
    struct person p = look(t, STATION_ONE, id);
    assert_true(str_is(p.name, "新名字") && str_is(p.former_name, "旧名字") &&
                str_is(p.name_key, "新名字"));
    assert_true(str_is(city_application(t, at_counter.number).name, "新名字"));
    done(t, ASK("name_change", card, { BUSINESS_ITEM_NAME, "改名人" }));
    assert_int_equal(recalls(t, card), 1);
    assert_int_equal(city_application(t, made.number).state, APPLICATION_COLLECTED);
    int64_t beyond = resident(t, "已上报", "1");
    struct application sent = city_accept(t, STATION_ONE, beyond, "12");
    sent = city_bring(t, sent.number, APPLICATION_REVIEWED);
    done(t, ASK("name_change", beyond, { BUSINESS_ITEM_NAME, "改名上报" }));
    assert_int_equal(city_application(t, sent.number).state, APPLICATION_REVIEW_REFUSED);
    refused(t, ASK("name_change", id, { BUSINESS_ITEM_NAME, "新名字" }), NO_NOTHING_CHANGES);
}

static void birth_correction(struct test_db *t)
{
    int64_t id = resident(t, "更正人", "1");
    struct person was = look(t, STATION_ONE, id);
    struct business b =
        opened(t, ASK("birth_correct", id, { BUSINESS_ITEM_BORN_ON, "1981-07-16" }));
    assert_done(&t->desk, step(t, "review.1", &b, BUSINESS_EVENT_APPROVE, ""));
    assert_true(str_is(reload(t, &b).state, "COUNTY_APPROVED"));
    assert_int_equal(look(t, STATION_ONE, id).frozen_by, b.id);
    assert_refused(&t->desk, step(t, "review.1", &b, BUSINESS_EVENT_APPROVE, ""), NO_RIGHT_MISSING);
    assert_done(&t->desk, step(t, "audit", &b, BUSINESS_EVENT_APPROVE, ""));
    struct person p = look(t, STATION_ONE, id);
    assert_string_equal(text(t, str_cut(p.number, 6, 8)), "19810716");
    assert_int_equal(holders(t, was.number), 0);
    assert_int_equal(holders(t, p.number), 1);
    b = reload(t, &b);
    assert_true(str_eq(b.old_number, was.number) && str_eq(b.new_number, p.number));
    bool ever = false;
    assert_done(&t->desk, number_ever_held(&t->desk, was.number, &ever));
    assert_true(ever);
}

static void number_change(struct test_db *t)
{
    int64_t id = resident(t, "错号人", "2");
    struct person was = look(t, STATION_ONE, id);
    struct application app = city_accept(t, STATION_ONE, id, "12");
    city_number_case(t, STATION_ONE, id);
    assert_int_equal(city_application(t, app.number).state, APPLICATION_HELD);
    done(t, ASK("number_wrong", id, { BUSINESS_ITEM_NUMBER, "" }));
    struct person p = look(t, STATION_ONE, id);
    struct number_case open;
    bool found = true;
    assert_false(str_eq(p.number, was.number));
    assert_done(&t->desk, number_open_case_of(&t->desk, STATION_ONE, id, &open, &found));
    assert_false(found);
    app = city_application(t, app.number);
    assert_int_equal(app.state, APPLICATION_COMPLETE);
    assert_true(str_eq(app.citizen_number, p.number));
    struct business_asked back =
        ASK("number_other", id, { BUSINESS_ITEM_NUMBER, text(t, was.number) });
    refused(t, back, NO_NUMBER_DUPLICATE);
}

static void ready_for_the_dead(struct test_db *t)
{
    int64_t id = resident(t, "待领人", "1");
    struct application app = city_accept(t, STATION_ONE, id, "12");
    app = city_bring(t, app.number, APPLICATION_STATION_VERIFIED);
    assert_true(str_is(city_card(t, &app).account, "CARD_STOCK"));
    done(t, ASK("death", id, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-01" }));
    assert_false(str_is(city_card(t, &app).account, "CARD_STOCK"));
}

/** Whoever is left alone with a number has no question about it any more. */
static void shared_number(struct test_db *t)
{
    int64_t ids[] = { resident(t, "同号甲", "1"), resident(t, "同号乙", "1") };
    struct person stays = look(t, STATION_ONE, ids[0]), goes = look(t, STATION_ONE, ids[1]);
    const struct number_holder second = { STATION_ONE, goes.id, false };
    struct number_case open;
    bool found = true;
    assert_done(&t->desk, number_holder_end(&t->desk, goes.number, STATION_ONE, goes.id));
    assert_done(&t->desk, number_holder_share(&t->desk, stays.number, STATION_ONE, stays.id));
    assert_done(&t->desk, number_holder_add(&t->desk, stays.number, &second, true));
    city_person_set(t, goes.id, "number",
                    text(t, arena_printf(t->desk.arena, "'" STR_FMT "'", STR_ARG(stays.number))));
    for (size_t i = 0; i < COUNT(ids); i++) {
        const struct number_case asked = { .part = STATION_ONE,
                                           .person = ids[i],
                                           .number = stays.number,
                                           .kind = STR("DUPLICATE"),
                                           .reasons = STR("TWO_PERSONS"),
                                           .other_part = STATION_ONE,
                                           .other_person = ids[1 - i],
                                           .station = STATION_ONE };
        assert_done(&t->desk, number_case_open(&t->desk, &asked));
    }
    done(t, ASK("number_duplicate", goes.id, { BUSINESS_ITEM_NUMBER, "" }));
    assert_true(str_eq(look(t, STATION_ONE, stays.id).number, stays.number));
    assert_int_equal(holders(t, stays.number), 1);
    for (size_t i = 0; i < COUNT(ids); i++) {
        assert_done(&t->desk, number_open_case_of(&t->desk, STATION_ONE, ids[i], &open, &found));
        assert_false(found);
    }
}

static void sex_change(struct test_db *t)
{
    int64_t id = resident(t, "变更人", "1");
    done(t, ASK("sex_change", id, { BUSINESS_ITEM_SEX, "2" }));
    struct person p = look(t, STATION_ONE, id);
    assert_true(str_is(p.sex, "2"));
    assert_false(number_is_male(p.number.at));
}

static void ethnic_once(struct test_db *t)
{
    struct sitter young = { .station = STATION_ONE, .born = DAY(1989, 5, 1) };
    int64_t eighteen = city_person(t, &young), adult = resident(t, "成年人", "1");
    done(t, ASK("ethnic_change", eighteen, { BUSINESS_ITEM_ETHNIC, "03" }));
    assert_true(str_is(look(t, STATION_ONE, eighteen).ethnic, "03"));
    refused(t, ASK("ethnic_change", eighteen, { BUSINESS_ITEM_ETHNIC, "01" }), NO_ONCE_ONLY);
    refused(t, ASK("ethnic_change", adult, { BUSINESS_ITEM_ETHNIC, "03" }), NO_ONCE_ONLY);
}

/* ---- the others ---- */

static void address_change(struct test_db *t)
{
    int64_t head = resident(t, "户主甲", "1"), wife = member(t, head, "妻子甲", "2", "12");
    int64_t other = city_person(t, &(struct sitter){ .station = STATION_ONE, .name = "户主乙" });
    struct person o = look(t, STATION_ONE, other);
    done(t, ASK("address_change", wife, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-03" },
                { BUSINESS_ITEM_REASON, "0595" }, { BUSINESS_ITEM_JOINS, text(t, o.number) },
                { BUSINESS_ITEM_RELATION, "97" }));
    struct person moved = look(t, STATION_ONE, wife);
    assert_int_equal(moved.household, o.household);
    assert_int_equal(holders(t, moved.number), 1);
    done(t, ASK("address_change", head, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-03" },
                { BUSINESS_ITEM_REASON, "0562" }, { BUSINESS_ITEM_STREET, "新街" },
                { BUSINESS_ITEM_DOOR, "8号" }));
    struct person p = look(t, STATION_ONE, head);
    assert_true(str_is(home(t, &p).street, "新街"));
    refused(t,
            ASK("address_change", head, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-03" },
                { BUSINESS_ITEM_REASON, "0402" }, { BUSINESS_ITEM_STREET, "新街" },
                { BUSINESS_ITEM_DOOR, "8号" }),
            NO_ITEM_WRONG);
}

static void enlist_and_discharge(struct test_db *t)
{
    int64_t father = resident(t, "父亲", "1"), son = member(t, father, "儿子", "1", "21");
    struct person f = look(t, STATION_ONE, father), s = look(t, STATION_ONE, son);
    done(t, ASK("enlist", son, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-01" }));
    assert_true(str_is(look(t, STATION_ONE, son).status, "3"));
    assert_int_equal(holders(t, s.number), 1);
    done(t, ASK("discharge", son, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-03" },
                { BUSINESS_ITEM_JOINS, text(t, f.number) }, { BUSINESS_ITEM_RELATION, "21" }));
    struct person back = look(t, STATION_ONE, son);
    assert_true(str_is(back.status, "0"));
    assert_int_equal(back.household, f.household);
    assert_int_equal(holders(t, s.number), 1);
}

static void delete_and_restore(struct test_db *t)
{
    int64_t id = resident(t, "重登人", "1");
    struct person was = look(t, STATION_ONE, id);
    struct application app = city_accept(t, STATION_ONE, id, "12");
    done(t, ASK("delete", id, { BUSINESS_ITEM_NEW_HEAD, "" }));
    assert_int_equal(city_application(t, app.number).state, APPLICATION_VOID);
    assert_true(str_is(look(t, STATION_ONE, id).status, "7"));
    assert_int_equal(holders(t, was.number), 0);
    done(t, ASK("restore", id, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-03" },
                { BUSINESS_ITEM_STREET, "路" }, { BUSINESS_ITEM_DOOR, "3号" }));
    assert_true(str_is(look(t, STATION_ONE, id).status, "0"));
    assert_int_equal(holders(t, was.number), 1);
}

static void supplement(struct test_db *t)
{
    struct business b =
        done(t, ASK("supplement", 0, { BUSINESS_ITEM_NAME, "补录人" }, { BUSINESS_ITEM_SEX, "2" },
                    { BUSINESS_ITEM_ETHNIC, "01" }, { BUSINESS_ITEM_BORN_ON, "1999-09-09" },
                    { BUSINESS_ITEM_STREET, "路" }, { BUSINESS_ITEM_DOOR, "4号" }));
    struct person p = look(t, b.part, b.person);
    assert_string_equal(text(t, str_cut(p.number, 0, 14)), "65010219990909");
    assert_false(number_is_male(p.number.at));
}

static void households(struct test_db *t)
{
    int64_t head = resident(t, "张户主", "1"), wife = member(t, head, "张妻", "2", "12"),
            son = member(t, head, "张子", "1", "22");
    struct person w = look(t, STATION_ONE, wife);
    done(t, ASK("new_head", head, { BUSINESS_ITEM_NEW_HEAD, text(t, w.number) }));
    assert_true(str_is(look(t, STATION_ONE, wife).relation, "02"));
    assert_true(str_is(look(t, STATION_ONE, head).relation, "11"));
    done(t, ASK("household_kind", head, { BUSINESS_ITEM_HOUSEHOLD_KIND, "2" }));
    struct person h = look(t, STATION_ONE, head);
    assert_true(str_is(home(t, &h).kind, "2"));
    refused(t, ASK("household_end", head, { BUSINESS_ITEM_NAME, "" }), NO_HOUSEHOLD_NOT_EMPTY);
    done(t, ASK("split", son, { BUSINESS_ITEM_STREET, "分户路" }, { BUSINESS_ITEM_DOOR, "2号" },
                { BUSINESS_ITEM_DETAIL, "1室" }));
    struct person s = look(t, STATION_ONE, son);
    assert_true(s.household != h.household && str_is(s.relation, "02"));
    done(t, ASK("merge", son, { BUSINESS_ITEM_JOINS, text(t, h.number) },
                { BUSINESS_ITEM_RELATION, "22" }));
    struct household old = home(t, &s);
    assert_true(str_is(old.status, "1"));
    assert_int_equal(look(t, STATION_ONE, son).household, h.household);
}

/* ---- what is refused ---- */

static void one_at_a_time(struct test_db *t)
{
    int64_t id = resident(t, "冻结人", "1");
    struct business b = opened(t, ASK("name_change", id, { BUSINESS_ITEM_NAME, "新名" }));
    refused(t,
            ASK("move_out", id, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-03" },
                { BUSINESS_ITEM_REASON, "0402" }, { BUSINESS_ITEM_PLACE, "外地" }),
            NO_LIVE_BUSINESS);
    struct acceptance asked = city_asked(STATION_ONE, id, "12");
    struct accepted app;
    enter(t, "accept.1");
    assert_refused(&t->desk, accept_application(&t->desk, &asked, &app), NO_PERSON_FROZEN);
    assert_refused(&t->desk, step(t, "accept.1", &b, BUSINESS_EVENT_APPROVE, ""), NO_RIGHT_MISSING);
    assert_refused(&t->desk, step(t, "review.2", &b, BUSINESS_EVENT_APPROVE, ""), NO_NOT_YOUR_DESK);
    assert_refused(&t->desk, step(t, "review.1", &b, BUSINESS_EVENT_REFUSE, " "),
                   NO_DECISION_REASON);
    enter(t, "review.1");
    t->desk.expected_version = 9;
    struct business_decision d = { b.part, b.id, BUSINESS_EVENT_APPROVE, RIGHT_COUNT, NO_STR };
    assert_refused(&t->desk, business_step(&t->desk, &d, &b), NO_VERSION_STALE);
    b = reload(t, &b);
    assert_done(&t->desk, step(t, "review.1", &b, BUSINESS_EVENT_REFUSE, "理由不足"));
    assert_int_equal(look(t, STATION_ONE, id).frozen_by, 0);
    assert_true(str_is(look(t, STATION_ONE, id).name, "冻结人"));
    assert_refused(&t->desk, step(t, "review.1", &b, BUSINESS_EVENT_APPROVE, ""), NO_BUSINESS_STEP);
    struct business own =
        opened(t, ASK("native_change", id, { BUSINESS_ITEM_NATIVE_PLACE, "西安" }));
    assert_refused(&t->desk, step(t, "accept.1", &own, BUSINESS_EVENT_APPROVE, ""), NO_OWN_STEP);
    assert_done(&t->desk, step(t, "accept.1b", &own, BUSINESS_EVENT_APPROVE, ""));
    assert_true(str_is(look(t, STATION_ONE, id).native_place, "西安"));
    assert_done(&t->desk, step(t, "accept.1", &own, BUSINESS_EVENT_FINISH, ""));
    assert_true(str_is(reload(t, &own).state, "DONE"));
}

/** At the city, whoever passed it on at the bureau is not the second pair of eyes. */
static void two_levels(struct test_db *t)
{
    int64_t id = resident(t, "两级人", "1");
    struct business b =
        opened(t, ASK("birth_correct", id, { BUSINESS_ITEM_BORN_ON, "1980-06-16" }));
    struct business_decision d = { b.part, b.id, BUSINESS_EVENT_APPROVE, RIGHT_COUNT, NO_STR };
    assert_done(&t->desk, step(t, "review.1", &b, BUSINESS_EVENT_APPROVE, ""));
    enter(t, "review.1");
    t->desk.clerk.rights |= UINT64_C(1) << MAY_DECIDE_CITY;
    assert_refused(&t->desk, business_step(&t->desk, &d, &b), NO_OWN_STEP);
    assert_done(&t->desk, step(t, "audit", &b, BUSINESS_EVENT_APPROVE, ""));
}

static void judged_again(struct test_db *t)
{
    int64_t head = resident(t, "原户主", "1"), wife = member(t, head, "其妻", "2", "12");
    struct business b = opened(t, ASK("death", wife, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-01" }));
    city_person_set(t, wife, "relation", "'02'"); /* the register went on meanwhile */
    assert_refused(&t->desk, step(t, "accept.1b", &b, BUSINESS_EVENT_APPROVE, ""),
                   NO_NEW_HEAD_REQUIRED);
    assert_true(str_is(reload(t, &b).state, "SUBMITTED"));
    assert_true(str_is(look(t, STATION_ONE, wife).status, "0"));
}

static void papers_and_items(struct test_db *t)
{
    int64_t id = resident(t, "材料人", "1");
    struct business_asked asked = ASK("name_change", id, { BUSINESS_ITEM_NAME, "新名" });
    asked.papers = STR("APPLICATION BOOKLET");
    refused(t, asked, NO_PAPERS_MISSING);
    refused(t, ASK("name_change", id, { BUSINESS_ITEM_NAME, "新名" }, { BUSINESS_ITEM_SEX, "2" }),
            NO_ITEM_WRONG);
    refused(t, ASK("name_change", id, { BUSINESS_ITEM_NAME, "" }), NO_ITEM_MISSING);
    refused(t, ASK("death", id, { BUSINESS_ITEM_HAPPENED_ON, "1970-01-01" }), NO_ITEMS_CONTRADICT);
    refused(t, ASK("death", id, { BUSINESS_ITEM_HAPPENED_ON, "2009-01-01" }), NO_ITEM_WRONG);
    refused(t, ASK("nothing", id, { BUSINESS_ITEM_NAME, "" }), NO_BUSINESS_KIND_UNKNOWN);
    refused(t, ASK("death", 12345, { BUSINESS_ITEM_HAPPENED_ON, "2008-03-01" }), NO_PERSON_UNKNOWN);
    refused(t,
            ASK("sex_change", id, { BUSINESS_ITEM_SEX, "2" },
                { BUSINESS_ITEM_NUMBER, "650102198006150014" }),
            NO_NUMBER_SEX);
}

static void parents(struct test_db *t)
{
    struct sitter old = { .station = STATION_ONE, .name = "祖父", .born = DAY(1930, 1, 1) },
                  middle = { .station = STATION_ONE, .name = "父", .born = DAY(1955, 1, 1) },
                  young = { .station = STATION_ONE, .name = "子", .born = DAY(1980, 1, 1) };
    int64_t grandfather = city_person(t, &old), father = city_person(t, &middle),
            son = city_person(t, &young), woman = resident(t, "女", "2");
    struct person g = look(t, STATION_ONE, grandfather), f = look(t, STATION_ONE, father),
                  s = look(t, STATION_ONE, son), w = look(t, STATION_ONE, woman);
    done(t, ASK("parents_correct", father, { BUSINESS_ITEM_FATHER, text(t, g.number) }));
    done(t, ASK("parents_correct", son, { BUSINESS_ITEM_FATHER, text(t, f.number) }));
    refused(t, ASK("parents_correct", grandfather, { BUSINESS_ITEM_FATHER, text(t, s.number) }),
            NO_PARENTS_IMPOSSIBLE);
    city_person_set(t, grandfather, "born_on", "15000");
    refused(t, ASK("parents_correct", grandfather, { BUSINESS_ITEM_FATHER, text(t, s.number) }),
            NO_PARENTS_CYCLIC);
    refused(t, ASK("parents_correct", son, { BUSINESS_ITEM_FATHER, text(t, s.number) }),
            NO_PARENTS_CYCLIC);
    refused(t, ASK("parents_correct", son, { BUSINESS_ITEM_FATHER, text(t, w.number) }),
            NO_PARENTS_IMPOSSIBLE);
}

static void serials(struct test_db *t)
{
    struct day born = DAY(2008, 1, 1);
    struct number_range range = { STATION_TWO, t->desk.today, 101, 103 };
    struct str number;
    enter(t, "accept.1");
    assert_refused(&t->desk, number_range_set(&t->desk, &range), NO_RIGHT_MISSING);
    enter(t, "audit");
    assert_done(&t->desk, number_range_set(&t->desk, &range));
    SCOPED(tx) tx = { 0 };
    assert_done(&t->desk, tx_open(&t->desk, &tx));
    assert_done(&t->desk, number_next(&t->desk, STATION_TWO, born, STR("1"), &number));
    assert_string_equal(text(t, str_cut(number, 14, 3)), "101");
    assert_done(&t->desk, number_next(&t->desk, STATION_TWO, born, STR("1"), &number));
    assert_string_equal(text(t, str_cut(number, 14, 3)), "103");
    assert_done(&t->desk, number_next(&t->desk, STATION_TWO, born, STR("2"), &number));
    assert_string_equal(text(t, str_cut(number, 14, 3)), "102");
    assert_refused(&t->desk, number_next(&t->desk, STATION_TWO, born, STR("1"), &number),
                   NO_SERIALS_USED_UP);
    tx_close(&tx);
}

/** How many changes of name were taken in and decided, as the audit sees it. */
static int64_t name_changes(struct test_db *t)
{
    struct business_figure *at;
    size_t count;
    int64_t sum = 0;
    enter(t, "audit");
    t->desk.clerk.rights |= UINT64_C(1) << MAY_ADMIN_AUDIT;
    assert_done(&t->desk, business_figures(&t->desk, t->desk.today, t->desk.today, &at, &count));
    for (size_t i = 0; i < count; i++) {
        assert_false(str_is(at[i].kind, "native_change")); /* nobody controls it */
        if (str_is(at[i].kind, "name_change"))
            sum += at[i].taken + at[i].approved;
    }
    return sum;
}

static void figures(struct test_db *t)
{
    int64_t id = resident(t, "统计人", "1"), before = name_changes(t);
    struct business_figure *at;
    size_t count;
    done(t, ASK("name_change", id, { BUSINESS_ITEM_NAME, "新统计" }));
    done(t, ASK("native_change", id, { BUSINESS_ITEM_NATIVE_PLACE, "西安" }));
    enter(t, "audit");
    assert_refused(&t->desk, business_figures(&t->desk, t->desk.today, t->desk.today, &at, &count),
                   NO_RIGHT_MISSING);
    assert_int_equal(name_changes(t), before + 2);
}

/** The last one: after all of the above. */
static void laws_hold(struct test_db *t)
{
    assert_laws(t);
}

/* ---- the rows ---- */

static void the_life_is_drawn(void **state)
{
    SCOPED(buf) dot = { 0 };
    (void)state;
    business_life_dot(&dot);
    golden_check("business_life.dot", buf_str(&dot));
}

static void every_row_holds_together(void **state)
{
    (void)state;
    for (size_t i = 0; i < business_kind_count; i++) {
        const struct business_kind *k = &business_kinds[i];
        size_t asked = 0, words = 0;
        assert_non_null(code_find(&household_businesses, str_of(k->code)));
        assert_true(!*k->class_ || code_find(&change_classes, str_of(k->class_)));
        assert_ptr_equal(business_kind_find(str_of(k->key), k->begins), k);
        for (int item = 0; item < BUSINESS_ITEM_COUNT; item++) {
            bool needed;
            asked += kind_asks(k, (enum business_item)item, &needed);
        }
        for (const char *c = k->items; *c; c++)
            words += *c != ' ' && (c[1] == ' ' || !c[1]);
        if (asked != words)
            fail_msg("%s asks an item there is not", k->key);
    }
}

static void of_minors_both_parents_agree(void **state)
{
    const struct business_kind *kind =
        business_kind_find(STR("name_change"), (struct day)DAY(2008, 3, 4));
    const struct str shown = STR("APPLICATION NAME_PROOF BOOKLET COMPARISON");
    struct str missing = NO_STR;
    (void)state;
    assert_true(business_check_papers(kind, shown, false, &missing));
    assert_false(business_check_papers(kind, shown, true, &missing));
    assert_true(str_is(missing, "PARENTS_AGREE"));
}

static void the_new_head_is_told_how_the_others_stand(void **state)
{
    (void)state;
    static const struct {
        const char *head_was, *head_sex, *was, *sex, *becomes;
    } cases[] = {
        { "12", "2", "02", "1", "11" }, { "12", "2", "22", "1", "22" },
        { "12", "2", "51", "1", "53" }, { "11", "1", "52", "2", "56" },
        { "22", "1", "12", "2", "52" }, { "22", "1", "32", "2", "79" },
        { "52", "2", "02", "1", "29" }, { "99", "1", "22", "1", "97" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str got = relation_to_new_head(str_of(cases[i].head_was), str_of(cases[i].head_sex),
                                              str_of(cases[i].was), str_of(cases[i].sex));
        if (!str_is(got, cases[i].becomes))
            fail_msg("row %zu: " STR_FMT, i, STR_ARG(got));
    }
}

/** How many of what is submitted a desk is shown. */
static size_t shown_at(struct test_db *t, const char *desk)
{
    struct businesses list;
    const struct businesses_query query = { STR("SUBMITTED"), str_of(desk), NO_STR, 200 };
    enter(t, "review.1");
    assert_done(&t->desk, businesses_list(&t->desk, &query, &list));
    return list.count;
}

/** One that ends at the station, one at the bureau, one at the city. */
static void desks(struct test_db *t)
{
    struct businesses none;
    const struct businesses_query query = { STR("SUBMITTED"), STR("moon"), NO_STR, 200 };
    const size_t station = shown_at(t, "station"), county = shown_at(t, "county"),
                 city = shown_at(t, "city"), all = shown_at(t, "");
    (void)opened(
        t, ASK("native_change", resident(t, "甲", "1"), { BUSINESS_ITEM_NATIVE_PLACE, "西安" }));
    (void)opened(t, ASK("name_change", resident(t, "乙", "1"), { BUSINESS_ITEM_NAME, "新名字" }));
    (void)opened(
        t, ASK("birth_correct", resident(t, "丙", "1"), { BUSINESS_ITEM_BORN_ON, "1981-01-01" }));
    assert_int_equal(shown_at(t, "station"), station + 1);
    assert_int_equal(shown_at(t, "county"), county + 2);
    assert_int_equal(shown_at(t, "city"), city + 1);
    assert_int_equal(shown_at(t, ""), all + 3);
    assert_refused(&t->desk, businesses_list(&t->desk, &query, &none), NO_BAD_REQUEST);
}

#define IN_THE_CITY(X) /* name of the test, what it runs */                                        \
    X(a_birth_gives_a_number_from_the_register_of_serials, birth)                                  \
    X(a_death_ends_number_card_application_and_household, death)                                   \
    X(who_moves_in_keeps_the_number, move_in)                                                      \
    X(who_moves_out_gives_it_up_and_comes_back_to_it, move_out_and_back)                           \
    X(a_name_changes_with_its_cards_and_applications, name_change)                                 \
    X(a_birth_date_is_corrected_by_the_city_with_a_new_number, birth_correction)                   \
    X(a_wrong_number_is_changed_and_its_case_closed, number_change)                                \
    X(who_is_left_alone_with_a_number_keeps_it, shared_number)                                     \
    X(a_card_in_stock_of_somebody_dead_is_set_aside, ready_for_the_dead)                           \
    X(another_sex_is_another_parity, sex_change)                                                   \
    X(an_ethnic_group_changes_once_an_age, ethnic_once)                                            \
    X(an_address_changes_inside_the_city, address_change)                                          \
    X(a_soldier_keeps_the_number_and_comes_home, enlist_and_discharge)                             \
    X(what_is_deleted_can_be_restored, delete_and_restore)                                         \
    X(a_supplementary_entry_gets_a_number, supplement)                                             \
    X(households_split_merge_and_change_their_heads, households)                                   \
    X(a_person_has_one_business_and_two_pairs_of_eyes, one_at_a_time)                              \
    X(who_passed_it_on_does_not_decide_it_at_the_city, two_levels)                                 \
    X(it_is_judged_again_before_it_is_applied, judged_again)                                       \
    X(papers_and_items_are_asked_for, papers_and_items)                                            \
    X(nobody_descends_from_himself, parents)                                                       \
    X(a_station_draws_from_its_range, serials)                                                     \
    X(a_desk_is_shown_what_is_decided_there, desks)                                                \
    X(controlled_changes_are_counted_per_officer, figures)                                         \
    X(every_law_holds_after_all, laws_hold)

#define X(name, run)                                                                               \
    static void name(void **state)                                                                 \
    {                                                                                              \
        run(*state);                                                                               \
    }
IN_THE_CITY(X)
#undef X

/* ---- one city an engine ---- */

static int open_city(void **state, enum db_engine engine)
{
    static struct test_db t;
    if (!test_db_open(&t, engine))
        return -1;
    city_open(&t);
    *state = &t;
    return 0;
}

static int open_sqlite(void **state)
{
    return open_city(state, DB_SQLITE);
}

static int open_postgres(void **state)
{
    return open_city(state, DB_POSTGRES);
}

static int close_city(void **state)
{
    struct test_db *t = *state;
    city_close(t);
    test_db_close(t);
    return 0;
}

int main(void)
{
    const struct CMUnitTest rows[] = {
        cmocka_unit_test(the_life_is_drawn), cmocka_unit_test(every_row_holds_together),
        cmocka_unit_test(of_minors_both_parents_agree),
        cmocka_unit_test(the_new_head_is_told_how_the_others_stand)
    };
    const struct CMUnitTest city[] = {
#define X(name, run) cmocka_unit_test(name),
        IN_THE_CITY(X)
#undef X
    };
    const char *server = getenv("JUMIN_TEST_PG");
    int failed = cmocka_run_group_tests_name("rows", rows, NULL, NULL);
    failed += cmocka_run_group_tests_name("sqlite", city, open_sqlite, close_city);
    if (server && *server)
        failed += cmocka_run_group_tests_name("postgresql", city, open_postgres, close_city);
    return failed;
}
