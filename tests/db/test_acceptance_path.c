/** From the counter to the holder's hand, on PostgreSQL in partitions as a distributed engine would
 * cut it: every use case works there, each step asks one part at a time, and none asks for more than
 * it did. PostgreSQL keeps the statements of a connection, so a connection of its own tells what a
 * step asked. */
#include "register/search.h"
#include "register/see_person.h"
#include "support/city.h"
#include "support/tables.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- what a step asks ---- */

static const struct statement asked = {
    "test_asked",
    "SELECT CAST(substr(name, 2) AS INTEGER) AS statement, generic_plans + custom_plans AS times "
    "FROM pg_prepared_statements WHERE name LIKE 's%' ORDER BY 1",
    0,
    1,
    0,
    -1
};

enum { ANY = 9999 };

struct step {
    const char *name;
    void (*take)(struct test_db *t, struct application *app);
    int most; /* statements, the clerk's own rights and what is read once among them */
    bool fans_out;
};

/** How many statements the step ran; fails when one of them asks every part. */
static int64_t judge(struct desk *desk, const struct step *step)
{
    struct rows rows;
    int64_t times = 0;
    assert_done(desk, db_list(desk, &asked, WITH_NOTHING, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct statement *s = all_statements[row_int(rows_at(&rows, i), 0)];
        times += row_int(rows_at(&rows, i), 1);
        if (s->fanout && !step->fans_out)
            fail_msg("%s asks every part: %s", step->name, s->name);
    }
    return times;
}

static void take(struct test_db *t, const struct step *step, struct application *app)
{
    struct desk other = test_desk(t, DB_WRITE);
    struct db *usual = t->desk.db;
    t->desk.db = other.db;
    step->take(t, app);
    int64_t times = judge(&t->desk, step);
    t->desk.db = usual;
    test_desk_close(&other);
    print_message("%-28s %3lld statements\n", step->name, (long long)times);
    if (times > step->most)
        fail_msg("%s asks %lld statements, %d at most until now", step->name, (long long)times,
                 step->most);
}

/* ---- the steps ---- */

static void look_up(struct test_db *t, struct application *app)
{
    struct person_hits hits;
    struct person_view view;
    const struct person_query query = { .number = app->citizen_number, .limit = 10 };
    enter(t, "accept.1");
    t->desk.purpose = STR("办证");
    assert_done(&t->desk, persons_search(&t->desk, &query, &hits));
    assert_int_equal(hits.count, 1);
    assert_done(&t->desk, see_person(&t->desk, hits.at[0].part, hits.at[0].id, &view));
}

static void accept_first(struct test_db *t, struct application *app)
{
    *app = city_accept(t, app->part, app->person, "12");
}

static void accept_lost(struct test_db *t, struct application *app)
{
    *app = city_accept(t, app->part, app->person, "41");
}

static void to(struct test_db *t, struct application *app, enum application_state state)
{
    *app = city_bring(t, app->number, state);
}

#define BRING(name, state)                                                                         \
    static void name(struct test_db *t, struct application *app)                                   \
    {                                                                                              \
        to(t, app, state);                                                                         \
    }
BRING(travel_to_bureau, APPLICATION_AT_COUNTY)
BRING(review, APPLICATION_REVIEWED)
BRING(sign, APPLICATION_SIGNED)
BRING(travel_to_city, APPLICATION_AT_CITY)
BRING(audit, APPLICATION_AUDITED)
BRING(travel_to_centre, APPLICATION_AT_CENTRE)
BRING(make, APPLICATION_MADE)
BRING(give_to_city, APPLICATION_CITY_RECEIVED)
BRING(give_to_bureau, APPLICATION_COUNTY_RECEIVED)
BRING(inspect, APPLICATION_COUNTY_ACCEPTED)
BRING(give_to_station, APPLICATION_STATION_RECEIVED)
BRING(verify, APPLICATION_STATION_VERIFIED)
BRING(hand_over, APPLICATION_COLLECTED)

/** Packages and rounds work through queues, which are asked of every part. */
static const struct step steps[] = {
    { "look up by number", look_up, 13, false },
    { "accept", accept_first, 20, false },
    { "travel to the bureau", travel_to_bureau, ANY, true },
    { "review", review, 12, false },
    { "sign", sign, 12, false },
    { "travel to the city", travel_to_city, ANY, true },
    { "audit", audit, 12, false },
    { "travel to the centre", travel_to_centre, ANY, true },
    { "make", make, ANY, true },
    { "give and receive, city", give_to_city, 39, false },
    { "give and receive, bureau", give_to_bureau, 39, false },
    { "inspect", inspect, 15, false },
    { "give and receive, station", give_to_station, 39, false },
    { "verify", verify, 15, false },
    { "hand over", hand_over, 19, false },
    { "accept, old card lost", accept_lost, 17, false },
};

static void a_card_goes_all_its_way_on_a_spread_schema_one_part_at_a_time(void **state)
{
    (void)state;
    struct test_db t;
    if (!spread_db_open(&t))
        skip();
    city_open(&t);
    int64_t person = city_person(&t, &(struct sitter){ .station = STATION_ONE, .sequence = 1 });
    char number[19];
    number_make(STATION_ONE / 1000, (struct day)DAY(1980, 6, 15), 1, number);
    struct application app = { .part = STATION_ONE,
                               .person = person,
                               .citizen_number = str_of(number) };
    for (size_t i = 0; i < COUNT(steps); i++)
        take(&t, &steps[i], &app);
    assert_laws(&t);
    city_close(&t);
    test_db_close(&t);
}

int main(void)
{
    log_at_least(LOG_ERROR + 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_goes_all_its_way_on_a_spread_schema_one_part_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
