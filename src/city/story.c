#include "city/story.h"
#include "cards/accept_application.h"
#include "cards/application_store.h"
#include "cards/consignment.h"
#include "cards/hand_over.h"
#include "cards/steps.h"
#include "city/city.h"
#include "db/db.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/search.h"
#include "register/see_person.h"

#define MINUTE INT64_C(60000000)
#define HOUR   (60 * MINUTE)
enum { QUEUE_MOST = 500, DOUBTFUL_MOST = 20, ADULT_AGE = 16 };

/** How much of each queue is dealt with, in per cent. */
struct pace {
    int review, sign, audit, send, inspect, verify, hand_out;
};
static const struct pace whole_day = { 100, 98, 100, 1, 100, 100, 55 };
static const struct pace half_morning = { 55, 50, 45, 0, 50, 60, 20 };

static int roll(struct story *story, int sides)
{
    uint64_t x = story->dice += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return (int)((x ^ (x >> 31)) % (uint64_t)sides);
}

/** Time passes: each thing done takes some seconds, and nothing is done later than the story
 * reaches. */
static void pass_time(struct story *story)
{
    int64_t next = story->desk->now + 7000000 + roll(story, 20) * 1000000;
    desk_at(story->desk, next < story->until ? next : story->until);
}

static void clock_at(struct story *story, int64_t instant)
{
    desk_at(story->desk, instant);
    desk_at(story->centre, instant);
}

static enum outcome enter(struct story *story, const char *login, int32_t unit)
{
    arena_reset(story->desk->arena);
    story->desk->purpose = STR("办理居民身份证");
    story->desk->terminal = STR("demo");
    story->desk->expected_version = -1;
    return cast_enter(story->desk, &story->cast, login, unit);
}

/** A rule said no to one resident: the next one comes. Only a broken world ends the story. */
static enum outcome or_next(enum outcome outcome)
{
    return outcome == FAILED ? FAILED : DONE;
}

/* ---- the counter ---- */

static struct str ground_for(struct story *story, int age)
{
    int n = roll(story, 100);
    if (age < ADULT_AGE)
        return STR("11");
    if (age < ADULT_AGE + 2)
        return STR("12");
    return n < 8 ? STR("41") : n < 12 ? STR("23") : STR("21");
}

static enum outcome accept_one(struct story *story, const struct person *p, int64_t index)
{
    struct desk *desk = story->desk;
    struct buf jpeg = { 0 };
    struct portrait portrait;
    struct accepted accepted;
    int age = day_full_years(p->born_on, desk->today);
    struct acceptance asked = { .person_part = p->part,
                                .person = p->id,
                                .ground = ground_for(story, age),
                                .phone = STR("09910000000"),
                                .guardian = age < ADULT_AGE ? STR("监护人 父亲") : NO_STR,
                                .portrait = roll(story, 100) < 96 ? &portrait : NULL };
    city_portrait(story->seed, index, str_is(p->sex, "1"), age, &jpeg);
    enum outcome outcome = portrait_prepare(desk, buf_str(&jpeg), &portrait);
    if (outcome == DONE)
        outcome = TX_ALONE(desk, accept_application(desk, &asked, &accepted));
    story->accepted += outcome == DONE;
    buf_close(&jpeg);
    return or_next(outcome);
}

/** Looked up by the old id, then opened: two looks with their purpose, as at any counter. */
static enum outcome look_up(struct desk *desk, int64_t index, struct person_view *out)
{
    char legacy[13];
    struct person_hits hits;
    const struct person_query query = { .legacy = str_of(city_person_id(index, legacy)),
                                        .limit = 1 };
    TRY(persons_search(desk, &query, &hits));
    if (!hits.count)
        return refuse(desk, NO_PERSON_UNKNOWN);
    return see_person(desk, hits.at[0].part, hits.at[0].id, out);
}

/** A resident comes to the counter of the own station: the clerk looks the person up, and accepts.
 */
static enum outcome serve_resident(struct story *story)
{
    struct person_view view;
    int64_t index = 1 + roll(story, (int)story->people);
    TRY(enter(story, "huji", story->station_of[index - 1]));
    pass_time(story);
    enum outcome outcome = TX_ALONE(story->desk, look_up(story->desk, index, &view));
    if (outcome != DONE)
        return or_next(outcome);
    if (!day_is(view.person.born_on))
        return DONE; /* an impossible date: the register's own trouble first */
    return accept_one(story, &view.person, index);
}

/** Somebody whose number is in question comes too, and is accepted like anybody [S9]. */
static enum outcome serve_doubtful(struct story *story, int32_t bureau)
{
    struct number_cases cases;
    struct person_view view;
    TRY(enter(story, "haoma", bureau));
    TRY(number_cases_list(story->desk, STR("OPEN"), NO_STR, DOUBTFUL_MOST, &cases));
    if (!cases.count)
        return DONE;
    struct number_case c = cases.at[roll(story, (int)cases.count)].number_case;
    TRY(enter(story, "huji", c.station));
    pass_time(story);
    TRY(see_person(story->desk, c.part, c.person, &view));
    return day_is(view.person.born_on)
               ? accept_one(story, &view.person, city_person_index(view.person.legacy))
               : DONE;
}

static enum outcome counters(struct story *story, const struct pace *pace)
{
    (void)pace; /* whoever comes is served */
    const struct cast *cast = &story->cast;
    int32_t bureau = cast->bureaus[(size_t)story->desk->today.n % cast->bureau_count];
    for (int i = 0; i < story->per_day; i++)
        TRY(serve_resident(story));
    return serve_doubtful(story, bureau);
}

/* ---- queues ---- */

typedef enum outcome (*deal_fn)(struct story *story, const struct application *app);

/** Deals with so many per cent of a queue, oldest first. */
static enum outcome deal_with(struct story *story, enum application_state state, int percent,
                              deal_fn deal)
{
    struct applications queue;
    struct arena *arena = story->desk->arena;
    TRY(application_queue(story->desk, state, state, QUEUE_START, QUEUE_MOST, &queue));
    story->desk->arena = arena_open();
    enum outcome outcome = DONE;
    for (size_t i = 0; i < queue.count * (size_t)percent / 100 && outcome == DONE; i++) {
        pass_time(story);
        outcome = or_next(TX_ALONE(story->desk, deal(story, &queue.at[i])));
        arena_reset(story->desk->arena);
    }
    arena_close(story->desk->arena);
    story->desk->arena = arena;
    return outcome;
}

static enum outcome review_one(struct story *story, const struct application *app)
{
    struct application out;
    int n = roll(story, 100);
    struct verdict verdict = { .good = n >= 3, .reason = STR("41"), .field = STR("portrait") };
    if (n == 0)
        verdict = (struct verdict){ false, STR("31"), STR("address") };
    return review_application(story->desk, app->number, &verdict, &out);
}

static enum outcome sign_one(struct story *story, const struct application *app)
{
    struct application out;
    const struct verdict good = { .good = true };
    TRY(note_portrait_look(story->desk, app));
    return sign_application(story->desk, app->number, &good, true, &out);
}

static enum outcome audit_one(struct story *story, const struct application *app)
{
    struct application out;
    const struct verdict verdict = { roll(story, 100) >= 1, STR("31"), STR("address") };
    return audit_application(story->desk, app->number, &verdict, &out);
}

/** Nobody waits for a number question without papers [T78]. */
static enum outcome help_out(struct story *story, const struct application *app)
{
    struct temporary_card card;
    return roll(story, 2) ? DONE : issue_temporary_card(story->desk, app->number, &card);
}

static enum outcome at_bureaus(struct story *story, const struct pace *pace)
{
    const struct cast *cast = &story->cast;
    for (size_t i = 0; i < cast->bureau_count; i++) {
        TRY(enter(story, "shenhe", cast->bureaus[i]));
        TRY(deal_with(story, APPLICATION_AT_COUNTY, pace->review, review_one));
        TRY(enter(story, "qianfa", cast->bureaus[i]));
        TRY(deal_with(story, APPLICATION_REVIEWED, pace->sign, sign_one));
        TRY(deal_with(story, APPLICATION_HELD, pace->sign, help_out));
    }
    return DONE;
}

static enum outcome at_city(struct story *story, const struct pace *pace)
{
    TRY(enter(story, "shenji", story->cast.city));
    return deal_with(story, APPLICATION_AT_CITY, pace->audit, audit_one);
}

static enum outcome city_sends(struct story *story, const struct pace *pace)
{
    struct package p;
    if (!pace->send)
        return DONE;
    TRY(enter(story, "dabao", story->cast.city));
    return or_next(TX_ALONE(story->desk, send_and_pack(story->desk, 0, story->exchange, &p)));
}

/** All units exchange what is ready; twice, so that what one packed the next has taken in. */
static enum outcome exchange(struct story *story, struct desk *desk)
{
    struct round round;
    TRY(travel_round(desk, story->exchange, &round));
    return travel_round(desk, story->exchange, &round);
}

static enum outcome make_cards(struct story *story)
{
    SCOPED(tx) tx = { 0 };
    struct centre_round round;
    TRY(tx_open(story->centre, &tx));
    TRY(centre_round(story->centre, &story->rates, story->boxes, &round));
    return tx_commit(&tx);
}

static enum outcome at_centre(struct story *story)
{
    arena_reset(story->centre->arena);
    TRY(exchange(story, story->centre));
    TRY(make_cards(story));
    return exchange(story, story->centre);
}

/* ---- cards ---- */

/** The serials really in a box of the centre; a box of our own people holds what its list says. */
static bool read_box(struct story *story, const struct consignment *c, struct buf *text)
{
    struct str path = arena_printf(story->desk->arena, STR_FMT "/" STR_FMT ".txt",
                                   STR_ARG(story->boxes), STR_ARG(c->box));
    FILE *f = fopen(path.at, "r");
    if (!f)
        return false;
    for (int byte; (byte = getc(f)) != EOF;)
        buf_byte(text, (char)byte);
    fclose(f);
    return true;
}

static size_t box_serials(struct arena *arena, struct str text, struct str **out)
{
    size_t n = 0, room = text.len / 2 + 1;
    struct str line;
    *out = NEW_ARRAY(arena, struct str, room);
    while (str_split(&text, '\n', &line))
        if (line.len)
            (*out)[n++] = line;
    return n;
}

static enum outcome receive_one(struct story *story, const struct consignment *c)
{
    struct desk *desk = story->desk;
    struct buf text = { 0 };
    struct str *serials = NULL;
    struct consignment out;
    bool counted = read_box(story, c, &text);
    size_t count = counted ? box_serials(desk->arena, buf_str(&text), &serials) : 0;
    enum outcome outcome = TX_ALONE(
        desk, receive_consignment(desk, c->unit, c->id, counted ? serials : NULL, count, &out));
    buf_close(&text);
    return or_next(outcome);
}

static enum outcome receive_all(struct story *story)
{
    struct consignment_list list;
    int32_t unit = story->desk->clerk.unit;
    TRY(consignments(story->desk, true, STR("PENDING"), &list));
    for (size_t i = 0; i < list.count; i++)
        if (list.at[i].to_unit == unit)
            TRY(receive_one(story, &list.at[i]));
    return DONE;
}

/** One box to each of the units below, with what is in stock for it and may go. */
static enum outcome give_to(struct story *story, int32_t to, enum application_state ready,
                            bool stations)
{
    struct cards stock;
    struct consignment out;
    struct desk *desk = story->desk;
    TRY(cards_at(desk, CARD_STOCK, 0, QUEUE_MOST, &stock));
    struct str *serials = NEW_ARRAY(desk->arena, struct str, stock.count);
    size_t n = 0;
    for (size_t i = 0; i < stock.count; i++) {
        struct application app;
        TRY(application_load_id(desk, stock.at[i].part, stock.at[i].application, &app));
        if ((stations ? app.station : app.bureau) == to && app.state == (int32_t)ready)
            serials[n++] = stock.at[i].serial;
    }
    if (!n)
        return DONE;
    struct civil c = day_civil(desk->today);
    struct str box =
        arena_printf(desk->arena, "%04d%02d%02d-%d-%zu", c.year, c.month, c.day, to, n);
    return or_next(TX_ALONE(desk, give_consignment(desk, to, box, serials, n, &out)));
}

static enum outcome inspect_one(struct story *story, const struct application *app)
{
    struct card card;
    struct application out;
    struct inspection in = { .good = roll(story, 1000) >= 8, .defect = STR("12") };
    TRY(card_load(story->desk, app->part, app->card, &card));
    in.serial = card.serial;
    return inspect_card(story->desk, &in, &out);
}

static enum outcome verify_one(struct story *story, const struct application *app)
{
    struct card card;
    struct application out;
    struct inspection in = { .good = true };
    TRY(card_load(story->desk, app->part, app->card, &card));
    in.serial = card.serial;
    return verify_card(story->desk, &in, &out);
}

static enum outcome hand_out_one(struct story *story, const struct application *app)
{
    struct application out;
    bool first = app->ground.at[0] == '1', lost = app->ground.at[0] == '4';
    const struct hand_over given = { .number = app->number,
                                     .identity = true,
                                     .chip_read = true,
                                     .old_card = first  ? STR("NEVER_HAD")
                                                 : lost ? STR("LOST")
                                                        : STR("HANDED_IN"),
                                     .old_card_note = STR("第二代，已剪角"),
                                     .proof = first ? STR("社区民警与居委会证明") : NO_STR,
                                     .on_paper = true };
    enum outcome outcome = hand_over_card(story->desk, &given, &out);
    story->collected += outcome == DONE;
    return outcome;
}

static enum outcome cards_at_city(struct story *story)
{
    const struct cast *cast = &story->cast;
    TRY(enter(story, "dabao", cast->city));
    TRY(receive_all(story));
    for (size_t i = 0; i < cast->bureau_count; i++)
        TRY(give_to(story, cast->bureaus[i], APPLICATION_CITY_RECEIVED, false));
    return DONE;
}

static enum outcome cards_at_bureau(struct story *story, int32_t bureau, const struct pace *pace)
{
    const struct cast *cast = &story->cast;
    TRY(enter(story, "zhijian", bureau));
    TRY(receive_all(story));
    TRY(deal_with(story, APPLICATION_COUNTY_RECEIVED, pace->inspect, inspect_one));
    for (size_t i = 0; i < cast->station_count; i++)
        if (unit_bureau(cast->stations[i]) == bureau)
            TRY(give_to(story, cast->stations[i], APPLICATION_COUNTY_ACCEPTED, true));
    return DONE;
}

static enum outcome cards_at_station(struct story *story, int32_t station, const struct pace *pace)
{
    TRY(enter(story, "fazheng", station));
    TRY(receive_all(story));
    TRY(deal_with(story, APPLICATION_STATION_RECEIVED, pace->verify, verify_one));
    return deal_with(story, APPLICATION_STATION_VERIFIED, pace->hand_out, hand_out_one);
}

static enum outcome cards_travel(struct story *story, const struct pace *pace)
{
    const struct cast *cast = &story->cast;
    for (size_t i = 0; i < cast->station_count; i++)
        TRY(cards_at_station(story, cast->stations[i], pace));
    for (size_t i = 0; i < cast->bureau_count; i++)
        TRY(cards_at_bureau(story, cast->bureaus[i], pace));
    return cards_at_city(story);
}

/** The work of many desks is one durable commit, so that weeks pass in seconds. Packages are not part
 * of it: their files are there once what they tell stands. */
static enum outcome in_one_commit(struct story *story, const struct pace *pace,
                                  enum outcome (*work)(struct story *, const struct pace *))
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(story->desk, &tx));
    TRY(work(story, pace));
    return tx_commit(&tx);
}

static enum outcome office_hours(struct story *story, int64_t opening, const struct pace *pace)
{
    clock_at(story, opening);
    TRY(in_one_commit(story, pace, counters));
    TRY(exchange(story, story->desk));
    TRY(in_one_commit(story, pace, at_bureaus));
    TRY(exchange(story, story->desk));
    TRY(in_one_commit(story, pace, at_city));
    TRY(city_sends(story, pace));
    return in_one_commit(story, pace, cards_travel);
}

/** The centre works at night; its feedback is there in the morning. */
static enum outcome night(struct story *story, struct day day)
{
    int64_t evening = instant_of_day(day) + 22 * HOUR;
    clock_at(story, story->desk->now > evening ? story->desk->now : evening);
    TRY(at_centre(story));
    return exchange(story, story->desk);
}

enum outcome story_day(struct story *story, struct day day)
{
    if (day_of_week(day) == 0)
        return DONE;
    story->until = instant_of_day(day) + 22 * HOUR;
    TRY(office_hours(story, instant_of_day(day) + 9 * HOUR + 30 * MINUTE, &whole_day));
    return night(story, day);
}

enum outcome story_morning(struct story *story, int64_t now)
{
    story->until = now;
    return office_hours(story, now - 2 * HOUR, &half_morning);
}
