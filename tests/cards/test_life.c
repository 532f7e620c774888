/** The life of an application, row by row: who may take a step, who may not, and that no state is a
 * dead end. Pure, but for the golden file of its picture. */
#include "base/buf.h"
#include "cards/application.h"
#include "cards/life_dot.h"
#include "cards/news.h"
#include "support/golden.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { ACCEPTED_BY = 11, REVIEWED_BY = 12, SIGNED_BY = 13, SOMEBODY = 99 };
enum { STATION = 650102011, BUREAU = 650102000, CITY = 650100000, CENTRE = 650000900 };

static struct application in_state(enum application_state state)
{
    struct application app = { .station = STATION,
                               .bureau = BUREAU,
                               .city = CITY,
                               .acceptor = ACCEPTED_BY,
                               .reviewer = REVIEWED_BY,
                               .signer = SIGNED_BY };
    application_set_state(&app, state);
    return app;
}

/** A clerk with one right, who reaches just the unit that takes the step. */
static struct clerk fit(const struct application_move *move, const struct application *app)
{
    int32_t desk = application_step_desk(app, move->event);
    return (struct clerk){ .id = SOMEBODY,
                           .unit = desk,
                           .reach_from = desk,
                           .reach_to = desk,
                           .rights = UINT64_C(1) << move->takes };
}

static void fail_row(const struct application_move *move, const char *what)
{
    fail_msg("%s in %d: %s", application_event_name(move->event), (int)move->from, what);
}

static void the_right_clerk_moves_along_every_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < application_life_count; i++) {
        const struct application_move *move = &application_life[i];
        struct application app = in_state(move->from);
        struct clerk clerk = fit(move, &app);
        enum application_state to = APPLICATION_ARCHIVED;
        if (application_next(&app, move->event, &clerk, &to) != REFUSAL_NONE || to != move->to)
            fail_row(move, "does not move");
        assert_non_null(application_state_text((int32_t)to));
        assert_true(move->source[0] == '[');
    }
}

static void without_the_right_or_the_reach_nobody_moves(void **state)
{
    (void)state;
    for (size_t i = 0; i < application_life_count; i++) {
        const struct application_move *move = &application_life[i];
        struct application app = in_state(move->from);
        struct clerk clerk = fit(move, &app);
        enum application_state to = APPLICATION_ARCHIVED;
        clerk.rights = ~clerk.rights;
        if (application_next(&app, move->event, &clerk, &to) != NO_RIGHT_MISSING)
            fail_row(move, "without its right");
        clerk = fit(move, &app);
        clerk.reach_from = clerk.reach_to = clerk.unit + 1;
        if (application_next(&app, move->event, &clerk, &to) != NO_NOT_YOUR_DESK)
            fail_row(move, "out of reach");
        assert_int_equal(to, APPLICATION_ARCHIVED); /* untouched */
    }
}

/** What a row says of a person who took an earlier step. */
static enum refusal expected(enum exclusion but_not, int64_t id)
{
    static const struct {
        enum exclusion but_not;
        int64_t id;
        enum refusal refusal;
    } kept_out[] = {
        { ACCEPTOR, ACCEPTED_BY, NO_OWN_ACCEPTANCE },
        { REVIEWER, REVIEWED_BY, NO_OWN_STEP },
        { ACCEPTOR_AND_REVIEWER, ACCEPTED_BY, NO_OWN_ACCEPTANCE },
        { ACCEPTOR_AND_REVIEWER, REVIEWED_BY, NO_OWN_STEP },
        { SIGNER, SIGNED_BY, NO_OWN_STEP },
    };
    for (size_t i = 0; i < COUNT(kept_out); i++)
        if (kept_out[i].but_not == but_not && kept_out[i].id == id)
            return kept_out[i].refusal;
    return REFUSAL_NONE;
}

static void whom_a_row_keeps_out_does_not_move(void **state)
{
    static const int64_t people[] = { ACCEPTED_BY, REVIEWED_BY, SIGNED_BY };
    int kept = 0;
    (void)state;
    for (size_t i = 0; i < application_life_count; i++)
        for (size_t p = 0; p < COUNT(people); p++) {
            const struct application_move *move = &application_life[i];
            struct application app = in_state(move->from);
            struct clerk clerk = fit(move, &app);
            enum application_state to;
            clerk.id = people[p];
            enum refusal refusal = application_next(&app, move->event, &clerk, &to);
            if (refusal != expected(move->but_not, people[p]))
                fail_row(move, "exclusion");
            kept += refusal != REFUSAL_NONE;
        }
    assert_int_equal(kept, 8); /* review 1 and 1, signing 2 and 2, audit 1 and 1 */
}

static void what_is_no_row_is_the_wrong_step(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t s = 0; s < application_state_count; s++)
        for (int e = 0; e < EVENT_COUNT; e++) {
            struct application app = in_state(application_states[s].state);
            struct clerk clerk = { .id = SOMEBODY, .reach_to = INT32_MAX, .rights = UINT64_MAX };
            enum application_state to;
            bool row = application_move_find(app.state, (enum application_event)e) != NULL;
            enum refusal refusal = application_next(&app, (enum application_event)e, &clerk, &to);
            assert_int_equal(refusal, row ? REFUSAL_NONE : NO_WRONG_STEP);
            wrong += !row;
        }
    assert_int_equal(wrong, application_state_count * EVENT_COUNT - application_life_count);
}

static void all_states_of_practice_are_there(void **state)
{
    /* [V] domain 8.5 */
    static const int32_t codes[] = { 0,  1,  2,  3,  4,  10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21,
                                     22, 23, 24, 25, 30, 31, 32, 60, 61, 62, 63, 70, 71, 72, 73, 74,
                                     80, 81, 82, 83, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98 };
    static const int32_t failures[] = { 12, 17, 23, 25, 30, 32, 62, 72, 82, 91 };
    (void)state;
    assert_int_equal(application_state_count, COUNT(codes));
    for (size_t i = 0; i < COUNT(codes); i++)
        assert_non_null(application_state_text(codes[i]));
    assert_null(application_state_text(5));
    for (size_t i = 0; i < COUNT(failures); i++) {
        struct application app = { .state = failures[i] };
        assert_int_equal(application_state_text(failures[i])->live, 0);
        assert_non_null(application_move_find(failures[i], EVENT_SUPERSEDE));
        assert_true(application_is_open(&app));
    }
}

/** Every failure has a way on, every live state leads somewhere, every state is reached. */
static void no_state_is_a_dead_end(void **state)
{
    bool reached[100] = { [APPLICATION_STARTED] = true };
    (void)state;
    for (size_t turn = 0; turn < application_life_count; turn++)
        for (size_t i = 0; i < application_life_count; i++)
            if (reached[application_life[i].from])
                reached[application_life[i].to] = true;
    for (size_t s = 0; s < application_state_count; s++) {
        bool leads_on = false;
        for (size_t i = 0; i < application_life_count; i++)
            leads_on = leads_on || application_life[i].from == application_states[s].state;
        if (!reached[application_states[s].state])
            fail_msg("%s is never reached", application_states[s].name);
        if (application_states[s].live && !leads_on)
            fail_msg("%s leads nowhere", application_states[s].name);
    }
}

static void the_limit_of_the_law_depends_on_the_day(void **state)
{
    static const struct {
        struct day accepted, due;
        bool remote;
        const char *source;
    } cases[] = {
        { DAY(2008, 3, 3), DAY(2008, 5, 2), false, "[L 12]" },
        { DAY(2008, 3, 3), DAY(2008, 6, 1), true, "[L 12]" },
        { DAY(2021, 9, 30), DAY(2021, 11, 29), false, "[L 12]" },
        { DAY(2021, 10, 1), DAY(2021, 11, 15), false, "[G21 80]" },
        { DAY(2021, 10, 1), DAY(2021, 12, 15), true, "[G21 80]" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct due due = application_due(cases[i].accepted, cases[i].remote);
        assert_int_equal(due.on.n, cases[i].due.n);
        assert_string_equal(due.source, cases[i].source);
    }
}

/* ---- what a record of another unit may say ---- */

static struct application on_its_way(enum application_state state)
{
    struct application app = in_state(state);
    struct str text = STR("text");
    app.part = STATION;
    app.id = app.person = 7;
    app.ver = 3;
    app.number = app.ground = app.production = app.delivery = app.name = app.sex = text;
    app.ethnic = app.address = app.citizen_number = app.organ = app.portrait = text;
    app.fee_source = app.due_source = text;
    app.accepted_on = app.promised_on = app.due_on = (struct day)DAY(2008, 3, 3);
    app.born_on = (struct day)DAY(1980, 6, 15);
    app.signed_on = app.valid_from = (struct day)DAY(2008, 3, 4);
    app.valid_to = (struct day)DAY(2028, 3, 4);
    app.auditor = SOMEBODY;
    if (state == APPLICATION_TO_COUNTY) {
        app.reviewer = app.signer = app.auditor = 0;
        app.signed_on = app.valid_from = app.valid_to = NO_DAY;
    }
    return app;
}

/** Only states a tier, or those behind it, can bring about come from there. */
static void a_record_shows_only_steps_its_sender_can_have_seen(void **state)
{
    static const struct {
        enum application_state state;
        int32_t from, to;
        const char *fault;
    } cases[] = {
        { APPLICATION_TO_COUNTY, STATION, BUREAU, NULL },
        { APPLICATION_HELD, STATION, BUREAU, NULL },
        { APPLICATION_SIGNED, STATION, BUREAU, "state" }, /* a station signs nothing */
        { APPLICATION_REVIEWED, STATION, BUREAU, "state" },
        { APPLICATION_COUNTY_ACCEPTED, STATION, BUREAU, "state" },
        { APPLICATION_STATION_VERIFIED, STATION, BUREAU, NULL },
        { APPLICATION_COLLECTED, STATION, BUREAU, NULL },
        { APPLICATION_STATION_REJECTED, STATION, BUREAU, NULL },
        { APPLICATION_SURRENDERED, STATION, BUREAU, NULL },
        { APPLICATION_SUPERSEDED, STATION, BUREAU, NULL },
        { APPLICATION_TO_CITY, BUREAU, CITY, NULL },
        { APPLICATION_AUDITED, BUREAU, CITY, "state" },
        { APPLICATION_COLLECTED, BUREAU, CITY, NULL },
        { APPLICATION_MADE, BUREAU, CITY, "state" },
        { APPLICATION_TO_CENTRE, CITY, CENTRE, NULL },
        { APPLICATION_COUNTY_REJECTED, CITY, CENTRE, NULL },
        { APPLICATION_MADE, CITY, CENTRE, "state" },
        { APPLICATION_MADE, CENTRE, CITY, NULL },
        { APPLICATION_MADE, CITY, BUREAU, NULL },
        { APPLICATION_MADE, BUREAU, STATION, NULL },
        { APPLICATION_SIGNED, BUREAU, STATION, NULL },
        { APPLICATION_SIGNED, CITY, BUREAU, "state" }, /* signed by the county alone [L 8] */
        { APPLICATION_AUDIT_REFUSED, CITY, BUREAU, NULL },
        { APPLICATION_COLLECTED, BUREAU, STATION, "state" },
        { APPLICATION_COMPLETE, BUREAU, STATION, NULL },     /* released by a decision above */
        { APPLICATION_TO_COUNTY, STATION, CITY, "station" }, /* no neighbours */
        { APPLICATION_TO_COUNTY, STATION + 1, BUREAU, "station" },
        { APPLICATION_TO_COUNTY, STATION, 650103000, "station" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct application app = on_its_way(cases[i].state);
        const char *fault = record_fault(&app, cases[i].from, cases[i].to);
        if (!fault != !cases[i].fault || (fault && strcmp(fault, cases[i].fault) != 0))
            fail_msg("%d from %d: %s", (int)cases[i].state, cases[i].from, fault ? fault : "good");
    }
}

static void a_record_says_that_four_people_took_the_steps(void **state)
{
    static const struct {
        enum application_state state;
        size_t offset;
        int64_t who;
        const char *fault;
    } cases[] = {
        { APPLICATION_TO_CITY, offsetof(struct application, reviewer), ACCEPTED_BY, "reviewer" },
        { APPLICATION_TO_CITY, offsetof(struct application, reviewer), 0, "reviewer" },
        { APPLICATION_TO_CITY, offsetof(struct application, signer), ACCEPTED_BY, "signer" },
        { APPLICATION_TO_CITY, offsetof(struct application, signer), REVIEWED_BY, "signer" },
        { APPLICATION_TO_CITY, offsetof(struct application, signer), 0, "signer" },
        { APPLICATION_TO_CENTRE, offsetof(struct application, auditor), SIGNED_BY, "auditor" },
        { APPLICATION_TO_CENTRE, offsetof(struct application, auditor), 0, "auditor" },
        { APPLICATION_TO_COUNTY, offsetof(struct application, signer), SIGNED_BY, "signer" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct application app = on_its_way(cases[i].state);
        int32_t from = cases[i].state == APPLICATION_TO_COUNTY ? STATION
                       : cases[i].state == APPLICATION_TO_CITY ? BUREAU
                                                               : CITY;
        int32_t to = from == STATION ? BUREAU : from == BUREAU ? CITY : CENTRE;
        assert_null(record_fault(&app, from, to));
        *(int64_t *)(void *)((char *)&app + cases[i].offset) = cases[i].who;
        assert_string_equal(record_fault(&app, from, to), cases[i].fault);
    }
    struct application app = on_its_way(APPLICATION_TO_CITY);
    app.valid_to = (struct day)DAY(2038, 3, 4);
    assert_string_equal(record_fault(&app, BUREAU, CITY), "valid_from");
    app = on_its_way(APPLICATION_TO_CITY);
    app.portrait = NO_STR;
    assert_string_equal(record_fault(&app, BUREAU, CITY), "portrait");
}

static void a_record_is_whole(void **state)
{
    struct application app = on_its_way(APPLICATION_TO_COUNTY);
    (void)state;
    app.live = 0;
    assert_string_equal(record_fault(&app, STATION, BUREAU), "live");
    app = on_its_way(APPLICATION_TO_COUNTY);
    app.at_unit = CITY;
    assert_string_equal(record_fault(&app, STATION, BUREAU), "at_unit");
    app = on_its_way(APPLICATION_TO_COUNTY);
    app.state = 77;
    assert_string_equal(record_fault(&app, STATION, BUREAU), "state");
    app = on_its_way(APPLICATION_TO_COUNTY);
    app.name = NO_STR;
    assert_string_equal(record_fault(&app, STATION, BUREAU), "name");
    app = on_its_way(APPLICATION_TO_COUNTY);
    app.born_on = NO_DAY;
    assert_string_equal(record_fault(&app, STATION, BUREAU), "born_on");
    app = on_its_way(APPLICATION_TO_COUNTY);
    app.city = 650200000;
    assert_string_equal(record_fault(&app, STATION, BUREAU), "city");
    app = on_its_way(APPLICATION_TO_COUNTY);
    app.id = 0;
    assert_string_equal(record_fault(&app, STATION, BUREAU), "id");
}

/** Of two versions the later one; superseded for good; collected all the same. */
static void of_two_versions_the_later_one_is_news(void **state)
{
    static const struct {
        enum application_state had, sent;
        int32_t had_ver, sent_ver;
        bool news;
    } cases[] = {
        { APPLICATION_AT_COUNTY, APPLICATION_REVIEWED, 4, 5, true },
        { APPLICATION_REVIEWED, APPLICATION_AT_COUNTY, 5, 4, false },
        { APPLICATION_REVIEWED, APPLICATION_REVIEWED, 5, 5, false },
        { APPLICATION_SUPERSEDED, APPLICATION_MADE, 5, 9, false },
        { APPLICATION_MADE, APPLICATION_SUPERSEDED, 9, 5, true },
        { APPLICATION_SUPERSEDED, APPLICATION_SUPERSEDED, 5, 9, false },
        { APPLICATION_SUPERSEDED, APPLICATION_COLLECTED, 5, 9, true },
        { APPLICATION_COLLECTED, APPLICATION_SUPERSEDED, 9, 12, false },
        { APPLICATION_COLLECTED, APPLICATION_SURRENDERED, 9, 10, true },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct application had = { .state = (int32_t)cases[i].had, .ver = cases[i].had_ver };
        struct application sent = { .state = (int32_t)cases[i].sent, .ver = cases[i].sent_ver };
        if (record_is_news(&had, &sent) != cases[i].news)
            fail_msg("%d %d", (int)cases[i].had, (int)cases[i].sent);
    }
}

static void a_record_alters_nothing_that_is_printed(void **state)
{
    struct application had = on_its_way(APPLICATION_COUNTY_SENT), sent;
    (void)state;
    had.card = 900;
    sent = had;
    assert_null(record_alters(&had, &sent, STATION, BUREAU));
    sent.name = STR("other");
    assert_string_equal(record_alters(&had, &sent, STATION, BUREAU), "name");
    sent = had;
    sent.citizen_number = STR("other");
    assert_string_equal(record_alters(&had, &sent, CITY, BUREAU), "citizen_number");
    sent = had;
    sent.portrait = STR("other");
    assert_string_equal(record_alters(&had, &sent, STATION, BUREAU), "portrait");
    sent = had;
    sent.valid_to = NO_DAY;
    assert_string_equal(record_alters(&had, &sent, STATION, BUREAU), "valid_from");
    sent = had;
    sent.signer = SOMEBODY;
    assert_string_equal(record_alters(&had, &sent, STATION, BUREAU), "valid_from");
    sent = had;
    sent.card = 901; /* another card comes from above only */
    assert_string_equal(record_alters(&had, &sent, STATION, BUREAU), "card");
    assert_null(record_alters(&had, &sent, CITY, BUREAU));
    sent = had;
    sent.person = 8;
    assert_string_equal(record_alters(&had, &sent, CITY, BUREAU), "person");
    sent = had;
    sent.number = STR("other");
    assert_string_equal(record_alters(&had, &sent, CITY, BUREAU), "number");
    sent = had;
    had.card = 0; /* nor is there one before it was made */
    assert_string_equal(record_alters(&had, &sent, STATION, BUREAU), "card");
    had.card = sent.card = 0; /* before a card is made a correction alters what it must */
    sent = had;
    assert_string_equal(record_alters(&had, &sent, STATION, BUREAU), "card");
    had.state = APPLICATION_REVIEW_REFUSED;
    sent = on_its_way(APPLICATION_TO_COUNTY);
    sent.name = STR("other");
    assert_null(record_alters(&had, &sent, STATION, BUREAU));
}

static void only_what_is_submitted_or_held_is_new_from_below(void **state)
{
    static const struct {
        enum application_state state;
        int32_t from, to;
        bool good;
    } cases[] = {
        { APPLICATION_TO_COUNTY, STATION, BUREAU, true },
        { APPLICATION_HELD, STATION, BUREAU, true },
        { APPLICATION_COLLECTED, STATION, BUREAU, false },
        { APPLICATION_SUPERSEDED, STATION, BUREAU, false },
        { APPLICATION_TO_CITY, BUREAU, CITY, true },
        { APPLICATION_AT_COUNTY, BUREAU, CITY, true }, /* the city counts it too */
        { APPLICATION_COLLECTED, BUREAU, CITY, false },
        { APPLICATION_COUNTY_REJECTED, CITY, CENTRE, false },
        { APPLICATION_SIGNED, BUREAU, STATION, true },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct application app = on_its_way(cases[i].state);
        assert_int_equal(record_is_new(&app, cases[i].from, cases[i].to) == NULL, cases[i].good);
    }
}

static void the_picture_is_drawn_from_the_rows(void **state)
{
    SCOPED(buf) dot = { 0 };
    (void)state;
    application_life_dot(&dot);
    golden_check("application_life.dot", buf_str(&dot));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_clerk_moves_along_every_row),
        cmocka_unit_test(without_the_right_or_the_reach_nobody_moves),
        cmocka_unit_test(whom_a_row_keeps_out_does_not_move),
        cmocka_unit_test(what_is_no_row_is_the_wrong_step),
        cmocka_unit_test(all_states_of_practice_are_there),
        cmocka_unit_test(no_state_is_a_dead_end),
        cmocka_unit_test(the_limit_of_the_law_depends_on_the_day),
        cmocka_unit_test(a_record_shows_only_steps_its_sender_can_have_seen),
        cmocka_unit_test(a_record_says_that_four_people_took_the_steps),
        cmocka_unit_test(a_record_is_whole),
        cmocka_unit_test(of_two_versions_the_later_one_is_news),
        cmocka_unit_test(a_record_alters_nothing_that_is_printed),
        cmocka_unit_test(only_what_is_submitted_or_held_is_new_from_below),
        cmocka_unit_test(the_picture_is_drawn_from_the_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
