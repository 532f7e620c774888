#include "support/city.h"
#include "business/laws.h"
#include "cards/follow_person.h"
#include "cards/laws.h"
#include "cards/production.h"
#include "conflict/conflict.h"
#include "conflict/laws.h"
#include "core/name.h"
#include "core/number.h"
#include "exchange/package.h"
#include "house/house_check.h"
#include "journal/entry.h"
#include "journal/journal.h"
#include "keys/keys.h"
#include "money/fee.h"
#include "office/clerk.h"
#include "office/office.h"
#include "office/role.h"
#include "office/seed.h"
#include "office/setting.h"
#include "office/unit.h"
#include "overdue/laws.h"
#include "overdue/overdue.h"
#include "overdue/separation.h"
#include "register/number_case.h"
#include "register/person_store.h"
#include "same/laws.h"
#include "unregistered/laws.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
/* jpeglib.h needs size_t and FILE before it */
#include <jpeglib.h>

static const struct {
    const char *login;
    int32_t unit;
    const char *role;
} jobs[] = {
    { "accept.1", STATION_ONE, "household_clerk" },
    { "accept.1b", STATION_ONE, "household_clerk" },
    { "handout.1", STATION_ONE, "hand_out_clerk" },
    { "receive.1", STATION_ONE, "hand_out_clerk" },
    { "accept.2", STATION_TWO, "household_clerk" },
    { "handout.2", STATION_TWO, "hand_out_clerk" },
    { "receive.2", STATION_TWO, "hand_out_clerk" },
    { "accept.3", STATION_THREE, "household_clerk" },
    { "handout.3", STATION_THREE, "hand_out_clerk" },
    { "receive.3", STATION_THREE, "hand_out_clerk" },
    { "review.1", BUREAU_ONE, "reviewer" },
    { "sign.1", BUREAU_ONE, "signer" },
    { "sign.1b", BUREAU_ONE, "signer" },
    { "inspect.1", BUREAU_ONE, "inspector" },
    { "inspect.1b", BUREAU_ONE, "inspector" },
    { "number.1", BUREAU_ONE, "number_officer" },
    { "review.2", BUREAU_TWO, "reviewer" },
    { "sign.2", BUREAU_TWO, "signer" },
    { "inspect.2", BUREAU_TWO, "inspector" },
    { "number.2", BUREAU_TWO, "number_officer" },
    { "number.city", CITY_UNIT, "number_officer" },
    { "audit", CITY_UNIT, "auditor" },
    { "pack", CITY_UNIT, "packer" },
    { "pack.b", CITY_UNIT, "packer" },
    { "make", CENTRE_UNIT, "centre_operator" },
    { "make.b", CENTRE_UNIT, "centre_operator" },
    { "finance.1", BUREAU_ONE + 901, "finance_clerk" },
    { "finance.2", BUREAU_TWO + 901, "finance_clerk" },
    { "finance", CITY_UNIT + 901, "finance_clerk" },
};

/** Who holds a book, and the finance office it comes from. */
static const struct {
    const char *login, *finance;
} books[] = {
    { "accept.1", "finance.1" }, { "accept.2", "finance.1" }, { "sign.1", "finance.1" },
    { "accept.3", "finance.2" }, { "sign.2", "finance.2" },
};

static const struct seed_station stations[] = {
    { STATION_ONE, { "测试一派出所", sizeof "测试一派出所" - 1 } },
    { STATION_TWO, { "测试二派出所", sizeof "测试二派出所" - 1 } },
    { STATION_THREE, { "测试三派出所", sizeof "测试三派出所" - 1 } },
};

/* ---- wiring, as main.c does it ---- */

static void wire(void)
{
    static const struct follow follows[] = { { "number_case.opened", hold_for_case },
                                             { "number_case.deciding", conflict_before_decision },
                                             { "number_case.closed", release_held },
                                             { "number_case.closed", conflict_after_decision },
                                             { "finding.righted", house_finding_righted },
                                             { "finding.closed", house_finding_dismissed },
                                             { "four_way.settled", release_settled },
                                             { "person.changed", follow_person },
                                             { "household.changed", follow_household },
                                             { "person.changed", overdue_follow_person },
                                             { "house_visit.entered", separation_follow_visit },
                                             { "load.undoing", overdue_keep_load } };
    static struct record_kind kinds[16];
    size_t n = 0;
    for (; n < card_record_kind_count; n++)
        kinds[n] = card_record_kinds[n];
    kinds[n++] = package_taken_kind;
    follow_table(follows, COUNT(follows));
    record_kinds(kinds, n);
}

/* ---- opening ---- */

static bool is_here(struct desk *desk, int32_t unit)
{
    bool here = false;
    assert_done(desk, units_here(desk, &unit, 1, &here));
    return here;
}

static void open_ring(struct test_db *t)
{
    char path[256];
    struct key_why why = { 0 };
    snprintf(path, sizeof path, "%s/keys", t->folder);
    if (keys_open(str_of(path), &t->desk.keys, &why) != DONE)
        fail_msg("%s", why.cause);
}

static void make_keys(struct desk *desk)
{
    struct units units;
    assert_done(desk, units_between(desk, 0, INT32_MAX, &units));
    for (size_t i = 0; i < units.count; i++) {
        unsigned char key[SM2_PUBLIC_BYTES];
        struct key_why why = { 0 };
        struct str owner = arena_printf(desk->arena, "unit-%d", units.at[i].number);
        bool police = units.at[i].number % 1000 < 901;
        if (!units.at[i].here || !police)
            continue;
        assert_int_equal(key_make(desk->keys, owner, NO_STR, &why), DONE);
        assert_int_equal(key_public(desk->keys, owner, key, &why), DONE);
        assert_done(desk, unit_store_key(desk, units.at[i].number, str_from(key, sizeof key)));
    }
}

static void hire(struct desk *desk)
{
    for (size_t i = 0; i < COUNT(jobs); i++) {
        int64_t id;
        const struct new_clerk clerk = { .unit = jobs[i].unit,
                                         .login = str_of(jobs[i].login),
                                         .name = arena_printf(desk->arena, "测试%02zu", i) };
        if (!is_here(desk, jobs[i].unit))
            continue;
        assert_done(desk, clerk_store(desk, &clerk, &id));
        assert_done(desk, role_store_grant(desk, id, str_of(jobs[i].role), desk->today, 0));
    }
}

static void give_books(struct test_db *t)
{
    struct desk *desk = &t->desk;
    for (size_t i = 0; i < COUNT(books); i++) {
        struct clerk_record holder;
        int64_t book;
        struct clerk finance = { .id = 1, .reach_to = INT32_MAX };
        finance.rights = UINT64_C(1) << MAY_KEEP_RECEIPTS;
        if (clerk_find(desk, str_of(books[i].login), &holder) != DONE)
            continue;
        finance.unit = holder.unit;
        desk->clerk = finance;
        assert_done(desk, receipt_book_issue(desk, holder.unit, holder.id,
                                             arena_printf(desk->arena, "T%zu-", i), 1,
                                             BOOK_OF_SERIALS, &book));
    }
}

void city_open_here(struct test_db *t, const int32_t *here, size_t count, int writer)
{
    static const struct day first = DAY(2004, 1, 1);
    struct desk *desk = &t->desk;
    const struct city_seed seed = { 650100, stations, COUNT(stations), here, count };
    wire();
    settings_forget();
    unit_names_forget();
    t->ids.writer = writer;
    open_ring(t);
    desk_at(desk, instant_of_day(first));
    {
        SCOPED(tx) tx = { 0 };
        assert_done(desk, tx_open(desk, &tx));
        assert_done(desk, office_seed_city(desk, &seed));
        assert_done(desk, roles_seed(desk));
        assert_done(desk, settings_seed(desk));
        assert_done(desk, money_seed(desk));
        hire(desk);
        make_keys(desk);
        assert_done(desk, tx_commit(&tx));
    }
    settings_forget();
    unit_names_forget();
    give_books(t);
    desk_at(desk, TEST_NOW);
}

void city_open(struct test_db *t)
{
    city_open_here(t, NULL, 0, 1);
}

void city_close(struct test_db *t)
{
    keys_close(t->desk.keys);
    t->desk.keys = NULL;
}

void city_introduce(struct test_db *one, struct test_db *other)
{
    struct units units;
    assert_done(&other->desk, units_between(&other->desk, 0, INT32_MAX, &units));
    for (size_t i = 0; i < units.count; i++)
        if (units.at[i].here && units.at[i].public_key.len)
            assert_done(&one->desk,
                        unit_store_key(&one->desk, units.at[i].number, units.at[i].public_key));
}

void enter(struct test_db *t, const char *login)
{
    t->desk.why = (struct problem){ 0 };
    t->desk.expected_version = -1;
    assert_done(&t->desk, clerk_load_by_login(&t->desk, str_of(login), &t->desk.clerk));
}

void at_day(struct test_db *t, int year, int month, int day)
{
    struct day d;
    assert_true(day_make(year, month, day, &d));
    desk_at(&t->desk, instant_of_day(d) + INT64_C(36000000000));
}

/* ---- residents ---- */

static const char *or_this(const char *text, const char *usual)
{
    return text ? text : usual;
}

static int64_t add_household(struct test_db *t, const struct sitter *s)
{
    struct household h = { .part = s->station,
                           .id = new_id(&t->desk),
                           .ver = 1,
                           .kind = STR("1"),
                           .station = s->station,
                           .county = s->station / 1000,
                           .street = str_of(or_this(s->street, "测试路")),
                           .door = STR("12号"),
                           .detail = str_of(or_this(s->detail, "3单元501室")) };
    assert_done(&t->desk, household_add(&t->desk, &h));
    return h.id;
}

int64_t city_person(struct test_db *t, const struct sitter *s)
{
    static int sequence = 100;
    char number[19];
    struct desk *desk = &t->desk;
    struct day born = day_is(s->born) && s->born.n ? s->born : (struct day)DAY(1980, 6, 15);
    const char *sex = or_this(s->sex, "1");
    sequence = (sequence + 2) % 900;
    int serial = s->sequence ? s->sequence : sequence + (sex[0] == '1');
    number_make(s->station / 1000, born, serial, number);
    struct person p = { .part = s->station,
                        .id = new_id(desk),
                        .ver = 1,
                        .true_from = desk->today,
                        .known_from = desk->now,
                        .household = add_household(t, s),
                        .relation = STR("01"),
                        .name = str_of(or_this(s->name, "张测试")),
                        .sex = str_of(sex),
                        .ethnic = STR("01"),
                        .born_on = born,
                        .number = arena_str(desk->arena, str_of(number)),
                        .station = s->station,
                        .moved_in_on = NO_DAY,
                        .status = str_of(or_this(s->status, "0")) };
    p.name_key = p.name;
    struct number_holder holder = { p.part, p.id, true };
    assert_done(desk, person_add(desk, &p));
    assert_done(desk, number_holder_add(desk, p.number, &holder, true));
    return p.id;
}

void city_person_set(struct test_db *t, int64_t person, const char *column, const char *value)
{
    by_hand(t, arena_printf(t->desk.arena, "UPDATE person SET %s = %s WHERE id = %lld", column,
                            value, (long long)person)
                   .at);
}

int64_t city_number_case(struct test_db *t, int32_t part, int64_t person)
{
    struct desk *desk = &t->desk;
    struct person p;
    struct number_case found;
    bool open = false;
    assert_done(desk, person_load(desk, part, person, &p));
    const struct number_case asked = { .part = part,
                                       .person = person,
                                       .number = p.number,
                                       .kind = STR("WRONG"),
                                       .reasons = STR("CHECK_DIGIT"),
                                       .station = p.station };
    assert_done(desk, number_case_open(desk, &asked));
    assert_done(desk, number_open_case_of(desk, part, person, &found, &open));
    assert_true(open);
    return found.id;
}

int64_t city_unfollowed_case(struct test_db *t, int32_t part, int64_t person)
{
    follow_table(NULL, 0);
    int64_t id = city_number_case(t, part, person);
    wire();
    return id;
}

/* ---- portraits ---- */

static struct str draw(int shade)
{
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL, line[PORTRAIT_WIDTH * 3], *rows[] = { line };
    unsigned long len = 0;
    c.err = jpeg_std_error(&errors);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &bytes, &len);
    c.image_width = PORTRAIT_WIDTH;
    c.image_height = PORTRAIT_HEIGHT;
    c.input_components = 3;
    c.in_color_space = JCS_RGB;
    jpeg_set_defaults(&c);
    jpeg_start_compress(&c, TRUE);
    for (unsigned y = 0; y < PORTRAIT_HEIGHT; y++) {
        memset(line, (int)((y / 2 + (unsigned)shade * 40) & 255), sizeof line);
        jpeg_write_scanlines(&c, rows, 1);
    }
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    return str_from(bytes, len);
}

const struct portrait *city_picture(int shade)
{
    static struct portrait portraits[5];
    struct portrait *p = &portraits[shade];
    assert_in_range(shade, 0, COUNT(portraits) - 1);
    if (!p->bytes.at) {
        struct desk desk = { .arena = arena_open() };
        assert_done(&desk, portrait_prepare(&desk, draw(shade), p));
        arena_close(desk.arena);
    }
    return p;
}

struct str city_folder(struct test_db *t, const char *name)
{
    return arena_printf(t->desk.arena, "%s/%s", t->folder, name);
}

/* ---- applications ---- */

struct acceptance city_asked(int32_t part, int64_t person, const char *ground)
{
    return (struct acceptance){
        .person_part = part,
        .person = person,
        .ground = str_of(ground),
        .portrait = city_picture(0),
    };
}

static const char *acceptor_of(int32_t station)
{
    return station == STATION_ONE ? "accept.1" : station == STATION_TWO ? "accept.2" : "accept.3";
}

struct application city_accept(struct test_db *t, int32_t part, int64_t person, const char *ground)
{
    struct acceptance asked = city_asked(part, person, ground);
    struct accepted out;
    enter(t, acceptor_of(part));
    assert_done(&t->desk, accept_application(&t->desk, &asked, &out));
    return out.application;
}

struct application city_application(struct test_db *t, struct str number)
{
    struct application app;
    assert_done(&t->desk, application_load(&t->desk, number, &app));
    return app;
}

struct card city_card(struct test_db *t, const struct application *app)
{
    struct card card;
    assert_done(&t->desk, card_load(&t->desk, app->part, app->card, &card));
    return card;
}

static void exchange(struct test_db *t)
{
    struct round round;
    assert_done(&t->desk, travel_round(&t->desk, city_folder(t, "exchange"), &round));
    assert_int_equal(round.stopped, 0);
}

static const char *of_bureau(struct test_db *t, const struct application *app, const char *job)
{
    return arena_printf(t->desk.arena, "%s.%d", job, app->bureau == BUREAU_ONE ? 1 : 2).at;
}

static void send_to_centre(struct test_db *t, struct application *app)
{
    struct package p;
    (void)app;
    enter(t, "pack");
    assert_done(&t->desk, send_and_pack(&t->desk, 0, city_folder(t, "exchange"), &p));
    exchange(t);
}

static void make_card(struct test_db *t, struct application *app)
{
    const struct centre_rates rates = { .delay_days = 3650, .seed = 1 };
    struct centre_round round;
    (void)app;
    enter(t, "make");
    assert_done(&t->desk, centre_round(&t->desk, &rates, city_folder(t, "boxes"), &round));
}

/* ---- the card from hand to hand ---- */

struct consignment city_give(struct test_db *t, const char *login, int32_t to,
                             const struct str *serials, size_t count)
{
    static int boxes;
    struct consignment c;
    enter(t, login);
    assert_done(&t->desk,
                give_consignment(&t->desk, to, arena_printf(t->desk.arena, "箱%d", ++boxes),
                                 serials, count, &c));
    return c;
}

struct consignment city_receive(struct test_db *t, const char *login, const struct consignment *c,
                                const struct str *serials, size_t count)
{
    struct consignment out;
    enter(t, login);
    assert_done(&t->desk, receive_consignment(&t->desk, c->unit, c->id, serials, count, &out));
    return out;
}

struct hand_over city_collection(const struct application *app)
{
    bool first = str_starts(app->ground, "1"), lost = str_starts(app->ground, "4");
    return (struct hand_over){
        .number = app->number,
        .identity = true,
        .chip_read = true,
        .old_card = first  ? STR("NEVER_HAD")
                    : lost ? STR("LOST")
                           : STR("HANDED_IN"),
        .proof = first ? STR("社区证明") : NO_STR,
        .on_paper = true,
    };
}

/* ---- step by step ---- */

static const char *of_station(struct test_db *t, const struct application *app, const char *job)
{
    int place = app->station == STATION_ONE ? 1 : app->station == STATION_TWO ? 2 : 3;
    return arena_printf(t->desk.arena, "%s.%d", job, place).at;
}

static const struct verdict all_good = { .good = true };

static void review(struct test_db *t, struct application *app)
{
    enter(t, of_bureau(t, app, "review"));
    assert_done(&t->desk, review_application(&t->desk, app->number, &all_good, app));
}

static void sign(struct test_db *t, struct application *app)
{
    enter(t, of_bureau(t, app, "sign"));
    assert_done(&t->desk, sign_application(&t->desk, app->number, &all_good, false, app));
}

static void audit(struct test_db *t, struct application *app)
{
    enter(t, "audit");
    assert_done(&t->desk, audit_application(&t->desk, app->number, &all_good, app));
}

static void to_city(struct test_db *t, struct application *app)
{
    struct card card = city_card(t, app);
    struct consignment c = city_give(t, "make", app->city, &card.serial, 1);
    city_receive(t, "pack", &c, NULL, 0);
}

static void to_bureau(struct test_db *t, struct application *app)
{
    struct card card = city_card(t, app);
    struct consignment c = city_give(t, "pack", app->bureau, &card.serial, 1);
    city_receive(t, of_bureau(t, app, "inspect"), &c, NULL, 0);
}

static void inspect(struct test_db *t, struct application *app)
{
    const struct inspection good = { .serial = city_card(t, app).serial, .good = true };
    enter(t, of_bureau(t, app, "inspect"));
    assert_done(&t->desk, inspect_card(&t->desk, &good, app));
}

static void to_station(struct test_db *t, struct application *app)
{
    struct card card = city_card(t, app);
    struct consignment c =
        city_give(t, of_bureau(t, app, "inspect"), app->station, &card.serial, 1);
    city_receive(t, of_station(t, app, "receive"), &c, NULL, 0);
}

static void verify(struct test_db *t, struct application *app)
{
    const struct inspection good = { .serial = city_card(t, app).serial, .good = true };
    enter(t, of_station(t, app, "handout"));
    assert_done(&t->desk, verify_card(&t->desk, &good, app));
}

static void collect(struct test_db *t, struct application *app)
{
    const struct hand_over given = city_collection(app);
    enter(t, of_station(t, app, "handout"));
    assert_done(&t->desk, hand_over_card(&t->desk, &given, app));
}

/** What is done in each state to come to the next; in all others packages go round. */
static const struct {
    enum application_state at;
    void (*step)(struct test_db *t, struct application *app);
} steps[] = {
    { APPLICATION_AT_COUNTY, review },
    { APPLICATION_REVIEWED, sign },
    { APPLICATION_AT_CITY, audit },
    { APPLICATION_AUDITED, send_to_centre },
    { APPLICATION_AT_CENTRE, make_card },
    { APPLICATION_MADE, to_city },
    { APPLICATION_CITY_RECEIVED, to_bureau },
    { APPLICATION_COUNTY_RECEIVED, inspect },
    { APPLICATION_COUNTY_ACCEPTED, to_station },
    { APPLICATION_STATION_RECEIVED, verify },
    { APPLICATION_STATION_VERIFIED, collect },
};

static void step_on(struct test_db *t, struct application *app)
{
    for (size_t i = 0; i < COUNT(steps); i++)
        if ((int32_t)steps[i].at == app->state) {
            steps[i].step(t, app);
            return;
        }
    exchange(t);
}

struct application city_bring(struct test_db *t, struct str number, enum application_state state)
{
    struct application app = city_application(t, number);
    for (int turns = 0; app.state != (int32_t)state; turns++) {
        assert_in_range(turns, 0, 20);
        step_on(t, &app);
        app = city_application(t, number);
    }
    return app;
}

/* ---- accounts, faults, laws ---- */

int64_t city_balance(struct test_db *t, int32_t part, const char *kind, int64_t holder)
{
    return test_number(&t->desk, arena_printf(t->desk.arena,
                                              "SELECT coalesce(sum(balance), 0) FROM account WHERE "
                                              "part = %d AND kind = '%s' AND holder = %lld",
                                              part, kind, (long long)holder)
                                     .at);
}

void by_hand(struct test_db *t, const char *sql)
{
    const struct statement statement = { "by_hand", sql, 0, 0, 0, -1 };
    assert_done(&t->desk, db_change(&t->desk, &statement, REFUSAL_NONE, WITH_NOTHING));
}

struct breaches {
    int count;
    const char *id;
    bool found, say;
};

static void note_breach(void *ctx, const struct law *law, struct str what)
{
    struct breaches *b = ctx;
    b->count++;
    b->found = b->found || (b->id && strcmp(law->id, b->id) == 0);
    if (b->say)
        print_error("%s %s: " STR_FMT "\n", law->id, law->en, STR_ARG(what));
}

static void run_laws(struct test_db *t, struct breaches *b)
{
    struct desk *desk = &t->desk;
    assert_done(desk, ledger_laws(desk, note_breach, b));
    assert_done(desk, money_laws(desk, note_breach, b));
    assert_done(desk, cards_laws(desk, note_breach, b));
    assert_done(desk, exchange_laws(desk, note_breach, b));
    assert_done(desk, conflict_laws(desk, note_breach, b));
    assert_done(desk, business_laws(desk, note_breach, b));
    assert_done(desk, same_laws(desk, note_breach, b));
    assert_done(desk, overdue_laws(desk, note_breach, b));
    assert_done(desk, unregistered_laws(desk, note_breach, b));
}

void assert_laws(struct test_db *t)
{
    struct breaches b = { .say = true };
    struct verification v;
    run_laws(t, &b);
    assert_int_equal(b.count, 0);
    assert_done(&t->desk, journal_verify(&t->desk, &v));
    if (!v.good)
        fail_msg("journal of %d at %lld: %s", v.unit, (long long)v.seq, v.fault);
}

int broken_laws(struct test_db *t, const char *id, bool *found)
{
    struct breaches b = { .id = id };
    run_laws(t, &b);
    *found = b.found;
    return b.count;
}
