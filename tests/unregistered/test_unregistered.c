/** Unregistered persons: the rows, the life, and on each engine a case of each way on: entered with a
 * number, restored, sent back, closed with an answer, heard on complaint; papers, clocks, statistics,
 * printed sheets. */
#include "business/businesses.h"
#include "cards/follow_person.h"
#include "core/number.h"
#include "forms/form.h"
#include "office/setting.h"
#include "register/person_detail.h"
#include "register/person_store.h"
#include "support/city.h"
#include "support/golden.h"
#include "unregistered/unregistered.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- the rows ---- */

static void the_life_is_drawn(void **state)
{
    SCOPED(buf) dot = { 0 };
    (void)state;
    unregistered_life_dot(&dot);
    golden_check("unregistered_life.dot", buf_str(&dot));
}

static bool is_a_proof(struct str choice)
{
    struct str code;
    while (str_split(&choice, '|', &code))
        if (!proof_kind_find(code))
            return false;
    return true;
}

/** The first of every choice, as the station might bring them. */
static struct proofs least_proofs(struct arena *arena, const struct unregistered_class *c)
{
    struct proofs out = { NEW_ARRAY(arena, struct proof, 20), 0 };
    const char *const lists[] = { c->evidence, c->findings };
    for (size_t i = 0; i < COUNT(lists); i++) {
        struct str rest = str_of(lists[i]), choice;
        while (str_split(&rest, ' ', &choice)) {
            struct str code = str_cut(choice, 0, str_find_byte(choice, '|'));
            assert_true(is_a_proof(choice));
            out.at[out.count++] = (struct proof){ .kind = code };
        }
    }
    return out;
}

/** There are the eight of the State Council's opinion [W96], and each can come to its end: the papers
 * it asks are those the register asks, and whoever approves it may decide that business. */
static void every_class_can_come_to_its_end(void **state)
{
    struct arena *arena = arena_open();
    (void)state;
    assert_int_equal(unregistered_class_count, 8);
    for (size_t i = 0; i < unregistered_class_count; i++) {
        const struct unregistered_class *c = &unregistered_classes[i];
        struct proofs proofs = least_proofs(arena, c);
        struct str papers = proofs_as_papers(arena, &proofs), rest = str_of(c->kinds), key,
                   missing = NO_STR;
        assert_int_equal(c->number[0], (char)('1' + i));
        assert_int_equal(c->begins.n, DAY_NUMBER(2015, 12, 31));
        assert_null(unregistered_class_find(str_of(c->code), (struct day)DAY(2015, 12, 30)));
        while (str_split(&rest, ' ', &key)) {
            const struct business_kind *kind = business_kind_find(key, c->begins);
            assert_non_null(kind);
            assert_true(c->level >= kind->level);
            if (!business_check_papers(kind, papers, false, &missing))
                fail_msg("class %s: " STR_FMT, c->code, STR_ARG(missing));
        }
    }
    arena_close(arena);
}

/** A city's own class that the bureau decides goes another way than those of the city. */
static void who_decides_is_a_matter_of_the_class(void **state)
{
    struct unregistered_class class_ = unregistered_classes[0];
    struct unregistered c = { .state = STR("SUBMITTED"), .clerk = 1, .submitter = 2 };
    const struct unregistered_move *move = NULL;
    struct clerk clerk = { .id = 3,
                           .reach_to = INT32_MAX,
                           .rights = UINT64_C(1) << MAY_DECIDE_COUNTY };
    static const struct {
        enum business_level level;
        enum unregistered_event event;
        int64_t clerk;
        enum refusal refusal;
    } cases[] = {
        { LEVEL_CITY, UNREGISTERED_EVENT_PASS, 3, REFUSAL_NONE },
        { LEVEL_CITY, UNREGISTERED_EVENT_APPROVE, 3, NO_UNREGISTERED_STEP },
        { LEVEL_CITY, UNREGISTERED_EVENT_CLOSE, 3, NO_UNREGISTERED_STEP },
        { LEVEL_CITY, UNREGISTERED_EVENT_PASS, 1, NO_OWN_STEP },
        { LEVEL_CITY, UNREGISTERED_EVENT_PASS, 2, NO_OWN_STEP },
        { LEVEL_COUNTY, UNREGISTERED_EVENT_PASS, 3, NO_UNREGISTERED_STEP },
        { LEVEL_COUNTY, UNREGISTERED_EVENT_APPROVE, 3, REFUSAL_NONE },
        { LEVEL_COUNTY, UNREGISTERED_EVENT_CLOSE, 3, REFUSAL_NONE },
        { LEVEL_COUNTY, UNREGISTERED_EVENT_REGISTER, 3, NO_UNREGISTERED_STEP },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        class_.level = cases[i].level;
        clerk.id = cases[i].clerk;
        assert_int_equal(unregistered_next(&c, cases[i].event, RIGHT_COUNT, &class_, &clerk, &move),
                         cases[i].refusal);
    }
    class_.level = LEVEL_CITY;
    clerk.id = 3;
    assert_int_equal(
        unregistered_next(&c, UNREGISTERED_EVENT_PASS, MAY_DECIDE_CITY, &class_, &clerk, &move),
        NO_RIGHT_MISSING);
    clerk.reach_to = 0;
    c.station = STATION_ONE;
    assert_int_equal(
        unregistered_next(&c, UNREGISTERED_EVENT_PASS, RIGHT_COUNT, &class_, &clerk, &move),
        NO_NOT_YOUR_DESK);
}

/** Every way on has its clock, from a setting there is with the same days. */
static void every_step_that_goes_on_has_its_clock(void **state)
{
    (void)state;
    for (size_t i = 0; i < unregistered_life_count; i++) {
        const struct unregistered_move *m = &unregistered_life[i];
        bool found = !m->setting;
        assert_int_equal(m->setting != NULL, unregistered_state_text(m->to)->live);
        for (size_t s = 0; s < setting_row_count && !found; s++)
            found =
                strcmp(setting_rows[s].name, m->setting) == 0 && setting_rows[s].first == m->days;
        if (!found)
            fail_msg("%s", m->setting);
    }
}

/* ---- at the desks ---- */

struct said {
    enum business_item item;
    const char *value;
};

static struct unregistered taken_in(struct test_db *t, const char *class_, int64_t person,
                                    const struct said *said, size_t count)
{
    struct unregistered c;
    struct unregistered_asked asked = { .class_ = str_of(class_),
                                        .person_part = STATION_ONE,
                                        .person = person,
                                        .applicant = STR("申请人"),
                                        .phone = STR("0991-5550000") };
    for (size_t i = 0; i < count; i++)
        asked.items.at[said[i].item] = str_of(said[i].value);
    enter(t, "accept.1");
    assert_done(&t->desk, unregistered_open(&t->desk, &asked, &c));
    return c;
}
#define TAKE_IN(class_, person, ...)                                                               \
    taken_in(t, class_, person, (const struct said[]){ __VA_ARGS__ },                              \
             sizeof((const struct said[]){ __VA_ARGS__ }) / sizeof(struct said))

static void bring(struct test_db *t, const struct unregistered *c, const char *kind)
{
    struct unregistered after;
    const struct proof_asked asked = { .part = c->part,
                                       .id = c->id,
                                       .kind = str_of(kind),
                                       .paper_number = STR("2016-17"),
                                       .issuer = STR("出具单位"),
                                       .issued_on = DAY(2016, 2, 20),
                                       .text = STR("经核对无误") };
    enter(t, "accept.1");
    assert_done(&t->desk, unregistered_prove(&t->desk, &asked, &after));
}

static enum outcome step(struct test_db *t, const char *login, struct unregistered *c,
                         enum unregistered_event event, const char *note)
{
    const struct unregistered_step asked = { c->part,          c->id,       event, RIGHT_COUNT,
                                             STR("WITHDRAWN"), str_of(note) };
    enter(t, login);
    return unregistered_step(&t->desk, &asked, c);
}
#define STEP(login, event, note)                                                                   \
    assert_done(&t->desk, step(t, login, &c, UNREGISTERED_EVENT_##event, note))
#define REFUSED_STEP(login, event, note, refusal)                                                  \
    assert_refused(&t->desk, step(t, login, &c, UNREGISTERED_EVENT_##event, note), refusal)

static enum outcome close_as(struct test_db *t, const char *login, struct unregistered *c,
                             const char *reason, const char *answer)
{
    const struct unregistered_step asked = { c->part,     c->id,          UNREGISTERED_EVENT_CLOSE,
                                             RIGHT_COUNT, str_of(reason), str_of(answer) };
    enter(t, login);
    return unregistered_step(&t->desk, &asked, c);
}

static struct person look(struct test_db *t, int32_t part, int64_t id)
{
    struct person p;
    assert_done(&t->desk, person_load(&t->desk, part, id, &p));
    return p;
}

static const char *text(struct test_db *t, struct str s)
{
    return arena_text(t->desk.arena, s);
}

static enum outcome print(struct test_db *t, const struct unregistered *c, enum form_kind kind)
{
    SCOPED(buf) pdf = { 0 };
    const struct form_asked asked = { .kind = kind, .unit = c->part, .id = c->id };
    enum outcome outcome = form_print(&t->desk, &asked, &pdf);
    if (outcome == DONE)
        assert_memory_equal(pdf.at, "%PDF", 4);
    return outcome;
}

static int64_t opened_first(struct test_db *t, struct unregistered_figures *f, const char *by,
                            const char *key)
{
    assert_done(&t->desk, unregistered_figures(&t->desk, str_of(by), (struct day)DAY(2016, 1, 1),
                                               (struct day)DAY(2016, 12, 31), f));
    for (size_t i = 0; i < f->count; i++)
        if (str_is(f->at[i].key, key)) {
            f->at = &f->at[i];
            return f->at->opened;
        }
    return -1;
}

/* ---- a child without a birth certificate: posted, investigated, entered ---- */

static struct unregistered child_of(struct test_db *t, const struct person *mother)
{
    return TAKE_IN(
        "NO_BIRTH_CERTIFICATE", 0, { BUSINESS_ITEM_NAME, "王 未落" }, { BUSINESS_ITEM_SEX, "1" },
        { BUSINESS_ITEM_ETHNIC, "01" }, { BUSINESS_ITEM_BORN_ON, "2011-05-06" },
        { BUSINESS_ITEM_JOINS, text(t, mother->number) }, { BUSINESS_ITEM_RELATION, "22" },
        { BUSINESS_ITEM_MOTHER, text(t, mother->number) });
}

static void to_the_city(struct test_db *t, struct unregistered *at)
{
    struct unregistered c = *at;
    REFUSED_STEP("accept.1", COMPLETE, "", NO_EVIDENCE_INCOMPLETE);
    assert_true(str_is(t->desk.why.detail, "APPLICATION"));
    bring(t, &c, "APPLICATION");
    bring(t, &c, "KINSHIP_TEST");
    bring(t, &c, "PARENT_BOOKLET");
    STEP("accept.1", COMPLETE, "");
    REFUSED_STEP("accept.1", INVESTIGATE, "", NO_UNREGISTERED_STEP);
    assert_refused(&t->desk, print(t, &c, FORM_UNREGISTERED_NOTICE), NO_UNREGISTERED_STEP);
    STEP("accept.1", POST, "");
    assert_int_equal(c.notice_ends.n, t->desk.today.n + 10);
    assert_int_equal(c.due_on.n, t->desk.today.n + 15);
    assert_done(&t->desk, print(t, &c, FORM_UNREGISTERED_NOTICE));
    at_day(t, 2016, 3, 11);
    REFUSED_STEP("accept.1", INVESTIGATE, "", NO_POSTING_RUNNING);
    at_day(t, 2016, 3, 12);
    STEP("accept.1", INVESTIGATE, "");
    REFUSED_STEP("accept.1", SUBMIT, "", NO_EVIDENCE_INCOMPLETE);
    bring(t, &c, "INQUIRY");
    bring(t, &c, "COMPARISON");
    STEP("accept.1", SUBMIT, "情况属实");
    REFUSED_STEP("accept.1", PASS, "", NO_RIGHT_MISSING);
    REFUSED_STEP("review.2", PASS, "", NO_NOT_YOUR_DESK);
    STEP("review.1", RETURN, "请补访接生人");
    assert_int_equal(c.submitter, 0);
    STEP("accept.1", SUBMIT, "已补访");
    STEP("review.1", PASS, "同意");
    REFUSED_STEP("review.1", APPROVE, "", NO_RIGHT_MISSING);
    *at = c;
}

static void entered(struct test_db *t)
{
    struct person_detail detail;
    struct unregistered_figures f;
    int64_t open, overdue;
    city_open(t);
    at_day(t, 2016, 3, 1);
    int64_t id =
        city_person(t, &(struct sitter){ .station = STATION_ONE, .name = "李母亲", .sex = "2" });
    struct person mother = look(t, STATION_ONE, id);
    struct unregistered c = child_of(t, &mother);
    assert_true(str_is(c.state, "TAKEN_IN") && str_is(c.name, "王未落"));
    assert_int_equal(c.due_on.n, t->desk.today.n + 30);
    to_the_city(t, &c);
    assert_int_equal(c.due_on.n, t->desk.today.n + 10);
    STEP("audit", APPROVE, "准予登记");
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM business"), 0);
    STEP("accept.1", REGISTER, "");
    struct person child = look(t, c.person_part, c.person);
    assert_int_equal(child.household, mother.household);
    assert_true(str_is(child.status, "0") && str_is(child.relation, "22"));
    assert_string_equal(text(t, str_cut(child.number, 0, 14)), "65010220110506");
    assert_true(number_is_male(child.number.at));
    assert_done(&t->desk, person_detail_load(&t->desk, child.part, child.id, &detail));
    assert_true(str_eq(detail.mother_number, mother.number));
    struct business b;
    assert_done(&t->desk, business_load(&t->desk, c.person_part, c.business, &b));
    assert_true(str_is(b.kind, "supplement") && str_is(b.state, "APPROVED"));
    assert_true(b.clerk == c.clerk && b.first_decider == c.first_decider &&
                b.decider == c.decider && b.decider != b.first_decider);
    assert_done(&t->desk, print(t, &c, FORM_UNREGISTERED));
    assert_done(&t->desk, print(t, &c, FORM_UNREGISTERED_ANSWER));
    REFUSED_STEP("accept.1", CLOSE, "x", NO_UNREGISTERED_STEP);
    assert_done(&t->desk, unregistered_counts(&t->desk, &open, &overdue));
    assert_int_equal(open, 0);
    assert_int_equal(opened_first(t, &f, "class", "NO_BIRTH_CERTIFICATE"), 1);
    assert_true(f.at->registered == 1 && f.at->closed == 0 && f.at->open == 0);
    assert_int_equal(opened_first(t, &f, "month", "2016-03"), 1);
    assert_int_equal(opened_first(t, &f, "unit", "650102011"), 1);
    assert_int_equal(opened_first(t, &f, "age", "30"), 1);
    assert_refused(&t->desk,
                   unregistered_figures(&t->desk, STR("ethnic"), t->desk.today, t->desk.today, &f),
                   NO_BAD_REQUEST);
    assert_laws(t);
    city_close(t);
}

/* ---- what is taken in wrongly is said, and nothing half-done ---- */

static void bad_input(struct test_db *t)
{
    struct unregistered c, other;
    struct unregistered_asked asked = { .class_ = STR("OTHER"), .applicant = STR("申请人") };
    struct proof_asked proof = { .kind = STR("COURT_DECISION"),
                                 .text = STR("判决"),
                                 .issued_on = NO_DAY };
    enter(t, "accept.1");
    assert_refused(&t->desk, unregistered_open(&t->desk, &asked, &c), NO_UNREGISTERED_CLASS);
    at_day(t, 2016, 3, 1);
    enter(t, "accept.1");
    assert_refused(&t->desk, unregistered_open(&t->desk, &asked, &c), NO_ITEM_MISSING);
    asked.items.at[BUSINESS_ITEM_NAME] = STR("王1");
    assert_refused(&t->desk, unregistered_open(&t->desk, &asked, &c), NO_ITEM_WRONG);
    asked.items.at[BUSINESS_ITEM_NAME] = STR("王一");
    asked.applicant = STR(" ");
    assert_refused(&t->desk, unregistered_open(&t->desk, &asked, &c), NO_ITEM_MISSING);
    asked.applicant = STR("申请人");
    asked.station = STATION_TWO;
    assert_refused(&t->desk, unregistered_open(&t->desk, &asked, &c), NO_NOT_YOUR_DESK);
    asked.station = 0;
    asked.items.at[BUSINESS_ITEM_BORN_ON] = STR("2016-02-30");
    assert_done(&t->desk, unregistered_open(&t->desk, &asked, &c));
    proof.part = c.part;
    proof.id = c.id;
    assert_refused(&t->desk, unregistered_prove(&t->desk, &proof, &other), NO_ITEM_MISSING);
    proof.issuer = STR("法院");
    proof.issued_on = (struct day)DAY(2016, 3, 2);
    assert_refused(&t->desk, unregistered_prove(&t->desk, &proof, &other), NO_ITEM_WRONG);
    proof.kind = STR("RUMOUR");
    assert_refused(&t->desk, unregistered_prove(&t->desk, &proof, &other), NO_ITEM_WRONG);
    bring(t, &c, "APPLICATION");
    bring(t, &c, "COURT_DECISION");
    bring(t, &c, "INQUIRY");
    bring(t, &c, "COMPARISON");
    STEP("accept.1", COMPLETE, "");
    STEP("accept.1", POST, "");
    at_day(t, 2016, 4, 1);
    STEP("accept.1", INVESTIGATE, "");
    REFUSED_STEP("accept.1", SUBMIT, "", NO_ITEM_MISSING); /* sex … */
    t->desk.expected_version = 1;
    const struct unregistered_change change = { .part = c.part, .id = c.id };
    assert_refused(&t->desk, unregistered_change(&t->desk, &change, &other), NO_VERSION_STALE);
    assert_refused(&t->desk, unregistered_seen(&t->desk, c.part, c.id + 1),
                   NO_UNREGISTERED_UNKNOWN);
}

/* ---- somebody declared dead comes back ---- */

static void end_registration(struct test_db *t, const struct person *p)
{
    struct business b;
    struct business_asked asked = { .kind = STR("death"),
                                    .part = p->part,
                                    .person = p->id,
                                    .papers = STR("DEATH_PROOF BOOKLET"),
                                    .applicant = STR("申请人"),
                                    .submit = true };
    asked.items.at[BUSINESS_ITEM_HAPPENED_ON] = STR("2010-01-01");
    enter(t, "accept.1");
    assert_done(&t->desk, business_open(&t->desk, &asked, &b));
    const struct business_decision d = { b.part, b.id, BUSINESS_EVENT_APPROVE, RIGHT_COUNT,
                                         NO_STR };
    enter(t, "review.1");
    assert_done(&t->desk, business_step(&t->desk, &d, &b));
}

static void restored(struct test_db *t)
{
    city_open(t);
    bad_input(t);
    at_day(t, 2016, 4, 1);
    int64_t id = city_person(t, &(struct sitter){ .station = STATION_ONE, .name = "归来人" });
    struct person was = look(t, STATION_ONE, id);
    struct unregistered refused;
    const struct unregistered_asked living = { .class_ = STR("DECLARED_GONE"),
                                               .number = was.number,
                                               .applicant = STR("本人") };
    enter(t, "accept.1");
    assert_refused(&t->desk, unregistered_open(&t->desk, &living, &refused), NO_BUSINESS_SUBJECT);
    end_registration(t, &was);
    struct unregistered c = TAKE_IN("DECLARED_GONE", 0, { BUSINESS_ITEM_NAME, "归来人" });
    bring(t, &c, "APPLICATION");
    bring(t, &c, "COURT_DECISION");
    bring(t, &c, "INQUIRY");
    bring(t, &c, "COMPARISON");
    STEP("accept.1", COMPLETE, "");
    REFUSED_STEP("accept.1", POST, "", NO_UNREGISTERED_STEP);
    STEP("accept.1", INVESTIGATE, "");
    REFUSED_STEP("accept.1", SUBMIT, "", NO_ITEM_MISSING); /* whose registration it was */
    struct unregistered_change change = { .part = c.part, .id = c.id, .number = was.number };
    change.items.at[BUSINESS_ITEM_STREET] = STR("归来路");
    enter(t, "accept.1");
    assert_done(&t->desk, unregistered_change(&t->desk, &change, &c));
    assert_int_equal(c.person, id);
    REFUSED_STEP("accept.1", SUBMIT, "", NO_ITEM_MISSING); /* a street without its door */
    change.items.at[BUSINESS_ITEM_DOOR] = STR("8号");
    assert_done(&t->desk, unregistered_change(&t->desk, &change, &c));
    STEP("accept.1", SUBMIT, "");
    assert_int_equal(look(t, STATION_ONE, id).frozen_by, c.id);
    STEP("review.1", RETURN, "补充");
    assert_int_equal(look(t, STATION_ONE, id).frozen_by, 0);
    STEP("accept.1", SUBMIT, "");
    STEP("review.1", PASS, "");
    STEP("audit", APPROVE, "");
    STEP("accept.1", REGISTER, "");
    struct person back = look(t, STATION_ONE, id);
    assert_true(str_is(back.status, "0") && str_eq(back.number, was.number));
    assert_int_equal(back.frozen_by, 0);
    struct household home;
    assert_done(&t->desk, household_load(&t->desk, back.part, back.household, &home));
    assert_true(str_is(home.door, "8号"));
    assert_laws(t);
    city_close(t);
}

/* ---- without registration: reason, answer, complaint ---- */

static void closed_and_complained(struct test_db *t)
{
    struct unregistered_list list;
    struct unregistered_figures f;
    int64_t open, overdue;
    city_open(t);
    at_day(t, 2016, 3, 1);
    struct unregistered c = TAKE_IN("OTHER", 0, { BUSINESS_ITEM_NAME, "无名氏" });
    assert_refused(&t->desk, close_as(t, "accept.1", &c, "UNPROVEN", "x"), NO_CLOSE_REASON);
    assert_refused(&t->desk, close_as(t, "accept.1", &c, "WITHDRAWN", " "), NO_CLOSE_REASON);
    assert_refused(&t->desk, close_as(t, "accept.2", &c, "WITHDRAWN", "x"), NO_NOT_YOUR_DESK);
    assert_refused(&t->desk, print(t, &c, FORM_UNREGISTERED_ANSWER), NO_NOT_YOUR_DESK);
    at_day(t, 2016, 4, 15);
    enter(t, "review.1");
    assert_done(&t->desk, unregistered_counts(&t->desk, &open, &overdue));
    assert_true(open == 1 && overdue == 1);
    assert_int_equal(opened_first(t, &f, "class", "OTHER"), 1);
    assert_true(f.at->open == 1 && f.at->overdue == 1 && f.at->ages[1] == 1);
    assert_done(&t->desk, unregistered_cases(&t->desk, STR("OPEN"), NO_STR, 10, &list));
    assert_true(list.count == 1 && !str_is(list.at[0].name, "无名氏") && !list.at[0].phone.len);
    assert_refused(&t->desk, unregistered_cases(&t->desk, STR("REFUSED"), NO_STR, 10, &list),
                   NO_BAD_REQUEST);
    assert_done(&t->desk, close_as(t, "accept.1", &c, "WITHDRAWN", "申请人另有安排"));
    assert_true(str_is(c.state, "CLOSED") && !c.live);
    assert_done(&t->desk, print(t, &c, FORM_UNREGISTERED_ANSWER));
    REFUSED_STEP("accept.1", COMPLAIN, "", NO_ITEM_MISSING);
    STEP("accept.1", COMPLAIN, "并未撤回");
    assert_true(c.live);
    REFUSED_STEP("accept.1", REOPEN, "x", NO_RIGHT_MISSING);
    STEP("audit", REOPEN, "重新调查");
    assert_true(str_is(c.state, "INVESTIGATING") && !c.reason.len && !c.decider);
    assert_done(&t->desk, close_as(t, "accept.1", &c, "ORIGIN", "已转原籍"));
    STEP("accept.1", COMPLAIN, "不同意");
    STEP("audit", UPHOLD, "原籍正在办理");
    assert_true(str_is(c.state, "UPHELD") && str_is(c.reason, "ORIGIN"));
    REFUSED_STEP("accept.1", COMPLAIN, "x", NO_UNREGISTERED_STEP);
    struct unregistered late = TAKE_IN("OTHER", 0, { BUSINESS_ITEM_NAME, "另一人" });
    c = late;
    assert_done(&t->desk, close_as(t, "accept.1", &c, "DIED", "已故"));
    at_day(t, 2016, 6, 15);
    REFUSED_STEP("accept.1", COMPLAIN, "x", NO_COMPLAINT_LATE);
    assert_laws(t);
    city_close(t);
}

#define ON_EACH_ENGINE(X) /* name of the test, what it runs */                                     \
    X(a_child_is_posted_investigated_approved_and_entered_with_a_number, entered)                  \
    X(what_is_said_wrongly_is_told_and_who_was_declared_dead_is_restored, restored)                \
    X(a_case_closed_without_registration_has_its_answer_and_complaint, closed_and_complained)

#define X(name, run)                                                                               \
    static void name(void **state)                                                                 \
    {                                                                                              \
        (void)state;                                                                               \
        test_on_each_engine(run);                                                                  \
    }
ON_EACH_ENGINE(X)
#undef X

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_life_is_drawn),
                                        cmocka_unit_test(every_class_can_come_to_its_end),
                                        cmocka_unit_test(who_decides_is_a_matter_of_the_class),
                                        cmocka_unit_test(every_step_that_goes_on_has_its_clock),
#define X(name, run) cmocka_unit_test(name),
                                        ON_EACH_ENGINE(X)
#undef X
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
