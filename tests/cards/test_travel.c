/** Applications between units through package files: sealed, in order, once. What is lost, altered,
 * sent twice or false on the way is refused and named, and nothing is half done. On both engines. */
#include "exchange/envelope.h"
#include "exchange/package.h"
#include "exchange/package_file.h"
#include "office/setting.h"
#include "office/unit.h"
#include "support/city.h"
#include "support/folder.h"
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

static int64_t count(struct test_db *t, const char *what)
{
    return test_number(&t->desk, arena_printf(t->desk.arena, "SELECT count(*) FROM %s", what).at);
}

static struct application accept_one(struct test_db *t)
{
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    return city_accept(t, STATION_ONE, person, "21");
}

static struct round go_round(struct test_db *t, struct str folder)
{
    struct round round;
    assert_done(&t->desk, travel_round(&t->desk, folder, &round));
    return round;
}

/* ==== one database that keeps all units ==== */

static void run_one_database(struct test_db *t)
{
    struct packages list;
    struct str folder = city_folder(t, "exchange");
    city_open(t);
    struct str number = accept_one(t).number;
    enter(t, "sign.1"); /* whoever is at the desk: the units' own service does it */
    struct round round = go_round(t, folder);
    assert_int_equal(round.packed, 1);
    assert_int_equal(city_application(t, number).state, APPLICATION_TO_COUNTY);
    assert_int_equal(city_application(t, number).at_unit, BUREAU_ONE);
    round = go_round(t, folder);
    assert_int_equal(round.packed, 0); /* the answer needs no package: both are kept here */
    assert_int_equal(round.taken, 1);
    assert_int_equal(round.stopped, 0);
    assert_true(str_is(t->desk.clerk.login, "sign.1"));
    assert_int_equal(city_application(t, number).state, APPLICATION_AT_COUNTY);
    assert_int_equal(count(t, "outbox"), 0);
    assert_done(&t->desk, packages_list(&t->desk, false, &list));
    assert_int_equal(list.count, 1);
    assert_int_equal(list.at[0].unit, STATION_ONE);
    assert_int_equal(list.at[0].to_unit, BUREAU_ONE);
    assert_int_equal(list.at[0].seq, 1);
    assert_int_equal(list.at[0].count, 1);
    assert_int_not_equal(list.at[0].answered, 0);
    assert_true(str_ends(list.at[0].file, "/650102000/650102011-650102000-00000001.jmp"));
    assert_int_equal(access(arena_text(t->desk.arena, list.at[0].file), R_OK), 0);
    assert_int_equal(test_number(&t->desk,
                                 "SELECT count(*) FROM entry WHERE verb = 'package.taken' "
                                 "AND unit = 650102000 AND clerk = 0"),
                     1);
    assert_laws(t);
    city_close(t);
}

static void units_of_one_database_exchange_package_files(void **state)
{
    (void)state;
    test_on_each_engine(run_one_database);
}

static void run_tiers(struct test_db *t)
{
    struct round round;
    struct package p;
    struct str folder = city_folder(t, "exchange");
    city_open(t);
    struct str number = accept_one(t).number;
    struct application app = city_bring(t, number, APPLICATION_AT_CITY);
    assert_int_equal(app.at_unit, CITY_UNIT);
    app = city_bring(t, number, APPLICATION_AUDITED);
    round = go_round(t, folder);
    assert_int_equal(round.packed, 0); /* what goes to the centre a person sends */
    enter(t, "audit");
    assert_refused(&t->desk, send_and_pack(&t->desk, 0, folder, &p), NO_RIGHT_MISSING);
    enter(t, "pack");
    assert_done(&t->desk, send_and_pack(&t->desk, 0, folder, &p));
    assert_int_equal(p.to_unit, CENTRE_UNIT);
    assert_refused(&t->desk, send_and_pack(&t->desk, 0, folder, &p), NO_NOTHING_TO_PACK);
    go_round(t, folder);
    app = city_application(t, number);
    assert_int_equal(app.state, APPLICATION_AT_CENTRE);
    assert_int_equal(app.at_unit, CENTRE_UNIT);
    assert_laws(t);
    city_close(t);
}

static void a_person_sends_to_the_centre_all_else_goes_by_itself(void **state)
{
    (void)state;
    test_on_each_engine(run_tiers);
}

static void run_by_hand(struct test_db *t)
{
    struct str folder = city_folder(t, "exchange");
    struct package p;
    int32_t to;
    int64_t waiting;
    city_open(t);
    by_hand(t, "INSERT INTO setting (name, begins, value, source) "
               "VALUES ('package.auto', 13000, 0, 'city') "
               "ON CONFLICT (name, begins) DO UPDATE SET value = 0");
    settings_forget();
    struct str number = accept_one(t).number;
    struct round round = go_round(t, folder);
    assert_int_equal(round.packed, 0);
    enter(t, "accept.1");
    assert_done(&t->desk, applications_to_send(&t->desk, &to, &waiting));
    assert_int_equal(to, BUREAU_ONE);
    assert_int_equal(waiting, 1);
    assert_done(&t->desk, send_and_pack(&t->desk, 0, folder, &p));
    assert_int_equal(p.count, 1);
    go_round(t, folder); /* taking in goes on by itself */
    assert_int_equal(city_application(t, number).state, APPLICATION_AT_COUNTY);
    city_close(t);
    settings_forget();
}

static void where_the_city_says_so_a_clerk_sends(void **state)
{
    (void)state;
    test_on_each_engine(run_by_hand);
}

/* ==== two databases: a station and its bureau ==== */

struct pair {
    struct test_db station, bureau;
    struct str folder;
};

static bool pair_open(struct pair *p, enum db_engine engine, const struct folder *folder)
{
    static const int32_t station[] = { STATION_ONE }, bureau[] = { BUREAU_ONE };
    if (!test_db_open(&p->station, engine))
        return false;
    assert_true(test_db_open(&p->bureau, engine));
    city_open_here(&p->station, station, 1, 1);
    city_open_here(&p->bureau, bureau, 1, 2);
    city_introduce(&p->station, &p->bureau);
    city_introduce(&p->bureau, &p->station);
    by_hand(&p->bureau, "UPDATE unit SET public_key = (SELECT x.public_key FROM unit x WHERE "
                        "x.number = 650102000) WHERE number = 650100000"); /* a city that is far */
    p->folder = str_of(folder->path);
    return true;
}

static void pair_close(struct pair *p)
{
    city_close(&p->station);
    city_close(&p->bureau);
    test_db_close(&p->station);
    test_db_close(&p->bureau);
}

static void on_pairs(void (*run)(struct pair *p))
{
    static const enum db_engine engines[] = { DB_SQLITE, DB_POSTGRES };
    for (size_t i = 0; i < COUNT(engines); i++) {
        SCOPED(folder) folder = folder_open();
        struct pair p;
        if (!pair_open(&p, engines[i], &folder))
            continue;
        run(&p);
        pair_close(&p);
    }
}

/** The station sends what it has accepted: one package each time. */
static void send_one(struct pair *p)
{
    accept_one(&p->station);
    assert_int_equal(go_round(&p->station, p->folder).packed, 1);
}

static struct str file_of(struct pair *p, int64_t seq)
{
    return package_path(p->station.desk.arena, p->folder, STATION_ONE, BUREAU_ONE, seq);
}

static const char *path_of(struct pair *p, int64_t seq)
{
    return arena_text(p->station.desk.arena, file_of(p, seq));
}

static struct inbox inbox_of(struct pair *p)
{
    struct inbox box;
    assert_done(&p->bureau.desk, inbox_list(&p->bureau.desk, p->folder, BUREAU_ONE, &box));
    return box;
}

static enum outcome take(struct pair *p, int64_t seq)
{
    struct package taken;
    enter(&p->bureau, "inspect.1");
    return package_take_file(&p->bureau.desk, file_of(p, seq), &taken);
}

static void run_lost(struct pair *p)
{
    struct package again;
    struct test_db *s = &p->station, *b = &p->bureau;
    for (int i = 0; i < 4; i++)
        send_one(p);
    assert_int_equal(unlink(path_of(p, 2)), 0);
    assert_refused(&b->desk, take(p, 3), NO_PACKAGE_SEQUENCE);
    assert_true(str_is(b->desk.why.detail, "650102011 → 650102000: 1–2"));
    struct round round = go_round(b, p->folder);
    assert_int_equal(round.taken, 1);
    assert_int_equal(round.stopped, 1); /* the first that does not fit; what is behind it waits */
    struct inbox box = inbox_of(p);
    assert_int_equal(box.count, 2);
    assert_int_equal(box.at[0].seq, 3);
    assert_int_equal(box.at[0].expected, 2); /* 2 to 2 is missing */
    assert_int_equal(box.at[1].seq, 4);
    assert_int_equal(count(b, "application"), 1);
    enter(s, "accept.1");
    assert_refused(&s->desk, pack_again(&s->desk, BUREAU_ONE, 9, p->folder, &again),
                   NO_PACKAGE_UNKNOWN);
    assert_done(&s->desk, pack_again(&s->desk, BUREAU_ONE, 2, p->folder, &again));
    assert_int_equal(again.count, 1);
    round = go_round(b, p->folder);
    assert_int_equal(round.taken, 3);
    assert_int_equal(round.stopped, 0);
    assert_int_equal(count(b, "application WHERE state = 4"), 4);
    go_round(b, p->folder); /* the answers leave */
    round = go_round(s, p->folder);
    assert_int_equal(count(s, "package_out WHERE answered IS NULL"), 0);
    assert_int_equal(count(s, "application WHERE state = 4"), 4); /* and the news with them */
    assert_int_equal(count(s, "outbox WHERE kind <> 'package.taken'"), 0);
    enter(s, "handout.1");
    assert_refused(&s->desk, pack_again(&s->desk, BUREAU_ONE, 2, p->folder, &again),
                   NO_RIGHT_MISSING);
    enter(s, "accept.1");
    assert_refused(&s->desk, pack_again(&s->desk, BUREAU_ONE, 2, p->folder, &again),
                   NO_PACKAGE_TWICE);
    assert_laws(s);
    assert_laws(b);
}

static void a_lost_package_is_named_all_behind_it_waits_and_it_goes_once_more(void **state)
{
    (void)state;
    on_pairs(run_lost);
}

/** One byte of a file, read or turned. */
static void turn_byte(const char *path, long at)
{
    FILE *f = fopen(path, "r+b");
    assert_non_null(f);
    assert_int_equal(fseek(f, at, SEEK_SET), 0);
    int byte = getc(f);
    assert_int_equal(fseek(f, at, SEEK_SET), 0);
    assert_int_not_equal(putc(byte ^ 0x20, f), EOF);
    assert_int_equal(fclose(f), 0);
}

static long size_of(const char *path)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    fclose(f);
    return size;
}

/** What is in a database, so that nothing changed can be said. */
static int64_t contents(struct test_db *t)
{
    static const char *const tables[] = {
        "application", "application_number", "blob",       "card",        "entry",    "chain",
        "outbox",      "progress",           "package_in", "package_out", "transfer", "consignment"
    };
    int64_t sum = 0;
    for (size_t i = 0; i < COUNT(tables); i++)
        sum = sum * 31 + count(t, tables[i]);
    return sum;
}

static void run_altered(struct pair *p)
{
    struct test_db *b = &p->bureau;
    send_one(p);
    const char *path = path_of(p, 1);
    long size = size_of(path);
    int64_t before = contents(b);
    assert_true(size > 1000);
    for (long at = 24; at < size; at += size / 40) {
        turn_byte(path, at);
        enum outcome outcome = take(p, 1);
        assert_int_equal(outcome, REFUSED);
        if (at > 500) /* behind the header, in the clear: sealed, signed, hashed */
            assert_refused(&b->desk, outcome, NO_PACKAGE_ALTERED);
        assert_int_equal(inbox_of(p).at[0].refusal, b->desk.why.refusal);
        assert_int_equal(go_round(b, p->folder).stopped, 1);
        turn_byte(path, at);
    }
    turn_byte(path, size - 1);
    assert_refused(&b->desk, take(p, 1), NO_PACKAGE_ALTERED);
    turn_byte(path, size - 1);
    assert_int_equal(contents(b), before);
    assert_int_equal(truncate(path, size - 1), 0);
    assert_refused(&b->desk, take(p, 1), NO_PACKAGE_CUT);
    assert_int_equal(contents(b), before);
    assert_int_equal(truncate(path, 0), 0);
    assert_refused(&b->desk, take(p, 1), NO_PACKAGE_NOT);
    assert_int_equal(contents(b), before);
}

static void one_altered_byte_is_found_and_nothing_changes(void **state)
{
    (void)state;
    on_pairs(run_altered);
}

static void run_twice(struct pair *p)
{
    struct test_db *s = &p->station, *b = &p->bureau;
    send_one(p);
    assert_done(&b->desk, take(p, 1));
    int64_t before = contents(b);
    assert_refused(&b->desk, take(p, 1), NO_PACKAGE_TWICE);
    assert_int_equal(inbox_of(p).count, 0);
    assert_int_equal(contents(b), before);
    struct package out; /* one for another unit */
    enter(s, "accept.1");
    assert_refused(&s->desk, package_take_file(&s->desk, file_of(p, 1), &out), NO_PACKAGE_RECEIVER);
    assert_refused(&s->desk, package_take_file(&s->desk, STR("/nowhere/1.jmp"), &out),
                   NO_PACKAGE_UNKNOWN);
    enter(b, "sign.1"); /* without the right */
    assert_refused(&b->desk, package_take_file(&b->desk, file_of(p, 1), &out), NO_RIGHT_MISSING);
    send_one(p);
    by_hand(b, "UPDATE unit SET public_key = NULL WHERE number = 650102011");
    assert_refused(&b->desk, take(p, 2), NO_PEER_UNKNOWN);
    by_hand(b, "UPDATE unit SET public_key = (SELECT x.public_key FROM unit x WHERE x.number = "
               "650102000) WHERE number = 650102011");
    assert_refused(&b->desk, take(p, 2), NO_PACKAGE_SIGNER);
    assert_laws(b);
}

static void a_package_is_taken_once_by_its_receiver_from_a_known_sender(void **state)
{
    (void)state;
    on_pairs(run_twice);
}

/** A record that breaks a rule: the whole package waits until it is sent right. */
static void run_bad_record(struct pair *p)
{
    static const struct {
        const char *falsify, *back, *field;
    } cases[] = {
        { "UPDATE application SET live = 0", "UPDATE application SET live = 1", "live" },
        { "UPDATE application SET state = 13, at_unit = 650102000",
          "UPDATE application SET state = 3, at_unit = 650102000", "state" },
        { "UPDATE application SET signer = 7", "UPDATE application SET signer = NULL", "signer" },
        { "UPDATE application SET at_unit = 650100000",
          "UPDATE application SET at_unit = 650102000", "at_unit" },
        { "UPDATE application SET state = 55", "UPDATE application SET state = 3", "state" },
        { "UPDATE application SET station = 650102012",
          "UPDATE application SET station = 650102011", "station" },
        { "UPDATE application SET born_on = 999999", "UPDATE application SET born_on = 3818",
          "born_on" },
        { "UPDATE application SET born_on = -2147483648", "UPDATE application SET born_on = 3818",
          "born_on" },
    };
    struct package again;
    struct test_db *s = &p->station, *b = &p->bureau;
    accept_one(s);
    accept_one(s);
    struct application last = accept_one(s);
    assert_int_equal(go_round(s, p->folder).packed, 1);
    int64_t before = contents(b);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *where =
            arena_printf(s->desk.arena, "%s WHERE id = %lld", cases[i].falsify, (long long)last.id)
                .at;
        by_hand(s, where);
        enter(s, "accept.1");
        assert_done(&s->desk, pack_again(&s->desk, BUREAU_ONE, 1, p->folder, &again));
        assert_refused(&b->desk, take(p, 1), NO_PACKAGE_RECORD);
        if (str_find(b->desk.why.detail, str_of(cases[i].field)) == b->desk.why.detail.len)
            fail_msg("%s: " STR_FMT, cases[i].falsify, STR_ARG(b->desk.why.detail));
        assert_int_equal(contents(b), before);
        by_hand(s,
                arena_printf(s->desk.arena, "%s WHERE id = %lld", cases[i].back, (long long)last.id)
                    .at);
    }
    by_hand(s, "DELETE FROM blob"); /* what it must have is missing where it comes from */
    enter(s, "accept.1");
    assert_refused(&s->desk, pack_again(&s->desk, BUREAU_ONE, 1, p->folder, &again),
                   NO_PORTRAIT_UNKNOWN);
    assert_done(&s->desk, portrait_put(&s->desk, STATION_ONE, city_picture(0)));
    assert_done(&s->desk, pack_again(&s->desk, BUREAU_ONE, 1, p->folder, &again));
    assert_done(&b->desk, take(p, 1));
    assert_int_equal(count(b, "application WHERE state = 4"), 3);
    assert_int_equal(count(b, "blob"), 1);
    assert_laws(b);
}

static void a_bad_record_refuses_its_whole_package(void **state)
{
    (void)state;
    on_pairs(run_bad_record);
}

/** A crash between the commit and the name of the file, and one before the commit. */
static void run_repair(struct pair *p)
{
    struct test_db *s = &p->station, *b = &p->bureau;
    send_one(p);
    const char *path = path_of(p, 1);
    const char *part = arena_printf(s->desk.arena, "%s.part", path).at;
    assert_int_equal(rename(path, part), 0);
    assert_int_equal(inbox_of(p).count, 0); /* nobody reads it under that name */
    assert_int_equal(go_round(b, p->folder).taken, 0);
    assert_done(&s->desk, package_repair(&s->desk));
    assert_int_equal(access(part, F_OK), -1);
    assert_done(&s->desk, package_repair(&s->desk));
    assert_done(&b->desk, take(p, 1));
    FILE *f = fopen(arena_printf(s->desk.arena, "%s.part", path_of(p, 2)).at, "wb");
    assert_non_null(f);
    fputs("half a package, never committed", f);
    fclose(f);
    assert_done(&s->desk, package_repair(&s->desk)); /* of no row: not named */
    assert_int_equal(access(path_of(p, 2), F_OK), -1);
    send_one(p);
    assert_done(&b->desk, take(p, 2));
    assert_int_equal(count(b, "application WHERE state = 4"), 2);
    assert_laws(s);
    assert_laws(b);
}

static void a_crash_loses_no_package_and_invents_none(void **state)
{
    (void)state;
    on_pairs(run_repair);
}

/* ---- two that pack at once ---- */

struct packer {
    struct pair *pair;
    int packed, nothing;
};

static void *pack_many(void *at)
{
    struct packer *me = at;
    struct test_db own = { .desk = test_desk(&me->pair->station, DB_WRITE) };
    own.desk.keys = me->pair->station.desk.keys;
    enter(&own, "accept.1b");
    for (int i = 0; i < 8; i++) {
        struct package p;
        enum outcome outcome = pack(&own.desk, BUREAU_ONE, me->pair->folder, &p);
        me->packed += outcome == DONE;
        if (outcome != DONE)
            assert_refused(&own.desk, outcome, NO_NOTHING_TO_PACK);
        me->nothing += outcome != DONE;
    }
    test_desk_close(&own.desk);
    return NULL;
}

static void run_together(struct pair *p)
{
    struct packer packers[3];
    pthread_t threads[3];
    struct test_db *s = &p->station, *b = &p->bureau;
    int32_t to, sent;
    for (size_t i = 0; i < COUNT(packers); i++) {
        packers[i] = (struct packer){ .pair = p };
        assert_int_equal(pthread_create(&threads[i], NULL, pack_many, &packers[i]), 0);
    }
    for (int i = 0; i < 10; i++) {
        accept_one(s);
        enter(s, "accept.1");
        assert_done(&s->desk, send_applications(&s->desk, &to, &sent));
        assert_int_equal(sent, 1);
    }
    for (size_t i = 0; i < COUNT(threads); i++)
        pthread_join(threads[i], NULL);
    go_round(s, p->folder);
    struct round round = go_round(b, p->folder);
    assert_int_equal(round.stopped, 0);
    assert_int_equal(count(b, "application WHERE state = 4"), 10); /* none lost, none twice */
    assert_int_equal(test_number(&s->desk, "SELECT sum(count) FROM package_out"), 10);
    assert_int_equal(test_number(&s->desk, "SELECT max(seq) - count(*) FROM package_out"), 0);
    assert_laws(s);
    assert_laws(b);
}

static void packing_at_the_same_time_loses_nothing(void **state)
{
    (void)state;
    on_pairs(run_together);
}

/* ---- what is told ---- */

static void run_news(struct pair *p)
{
    struct application app, out;
    struct test_db *s = &p->station, *b = &p->bureau;
    const struct verdict good = { .good = true };
    app = accept_one(s);
    go_round(s, p->folder);
    go_round(b, p->folder);
    enter(b, "review.1");
    assert_done(&b->desk, review_application(&b->desk, app.number, &good, &out));
    enter(b, "sign.1");
    assert_done(&b->desk, sign_application(&b->desk, app.number, &good, false, &out));
    go_round(b, p->folder);
    go_round(s, p->folder);
    struct application there = city_application(s, app.number);
    assert_int_equal(there.state, APPLICATION_TO_CITY); /* the bureau's round has sent it on */
    assert_int_equal(there.signed_on.n, out.signed_on.n);
    assert_int_equal(there.valid_to.n, out.valid_to.n);
    assert_int_equal(there.signer, out.signer);
    /* the answer; and taken in, reviewed, signed, sent on: told once, and without its picture */
    assert_int_equal(test_number(&b->desk, "SELECT sum(count) FROM package_out WHERE to_unit = "
                                           "650102011 AND kind = 'records'"),
                     2);
    struct str path = package_path(b->desk.arena, p->folder, BUREAU_ONE, STATION_ONE, 1);
    assert_true(size_of(arena_text(b->desk.arena, path)) < 4000);
    enter(s, "accept.1"); /* only the master takes steps */
    assert_refused(&s->desk, void_application(&s->desk, app.number, &out), NO_WRONG_STEP);
    s->desk.clerk.id = 99; /* whoever it is, with whatever rights */
    s->desk.clerk.rights = UINT64_MAX;
    s->desk.clerk.reach_to = INT32_MAX;
    s->desk.clerk.reach_from = 0;
    by_hand(s, "UPDATE application SET state = 11, at_unit = 650102000");
    assert_refused(&s->desk, sign_application(&s->desk, app.number, &good, false, &out),
                   NO_NOT_YOUR_DESK);
    assert_laws(b);
}

static void the_station_learns_what_the_bureau_does(void **state)
{
    (void)state;
    on_pairs(run_news);
}

/** The bureau did not hear the end of one application when the next one comes; and the other way
 * round. */
static void run_rivals(struct pair *p)
{
    struct application first, second;
    struct test_db *s = &p->station, *b = &p->bureau;
    int64_t person = city_person(s, &(struct sitter){ .station = STATION_ONE });
    first = city_accept(s, STATION_ONE, person, "21");
    go_round(s, p->folder);
    go_round(b, p->folder);
    go_round(s, p->folder);
    /* the station's own row ends without a word, as after a restored copy */
    by_hand(s, "UPDATE application SET state = 93, live = 0, ver = ver + 5");
    test_wait(&s->desk, 60);
    second = city_accept(s, STATION_ONE, person, "41");
    go_round(s, p->folder);
    struct round round = go_round(b, p->folder);
    assert_int_equal(round.stopped, 0);
    assert_int_equal(city_application(b, first.number).state, APPLICATION_SUPERSEDED);
    assert_int_equal(city_application(b, first.number).superseded_by, second.id);
    assert_int_equal(city_application(b, second.number).state, APPLICATION_AT_COUNTY);
    go_round(b, p->folder);
    assert_int_equal(go_round(s, p->folder).stopped, 0);
    assert_int_equal(city_application(s, first.number).state, APPLICATION_COLLECTED);
    assert_int_equal(city_application(s, second.number).state, APPLICATION_AT_COUNTY);
    assert_laws(b);
    /* an older one that comes later gives way to the one that is there */
    by_hand(s, "UPDATE application SET live = 0, state = 97 WHERE state = 4");
    by_hand(s, "UPDATE application SET live = 1, state = 3, at_unit = 650102000, ver = ver + 9 "
               "WHERE state = 93");
    by_hand(b, "UPDATE application SET state = 12 WHERE state = 97");
    by_hand(s, arena_printf(s->desk.arena,
                            "INSERT INTO outbox (unit, id, to_unit, kind, subject_part, subject) "
                            "VALUES (650102011, 999999, 650102000, 'application', %d, %lld)",
                            STATION_ONE, (long long)first.id)
                   .at);
    go_round(s, p->folder);
    assert_int_equal(go_round(b, p->folder).stopped, 0);
    assert_int_equal(city_application(b, first.number).state, APPLICATION_SUPERSEDED);
    assert_int_equal(city_application(b, second.number).state, APPLICATION_AT_COUNTY);
    go_round(b, p->folder);
    assert_int_equal(go_round(s, p->folder).stopped, 0);
    assert_int_equal(city_application(s, first.number).state, APPLICATION_SUPERSEDED);
    assert_laws(b);
}

static void of_two_live_applications_the_later_one_counts(void **state)
{
    (void)state;
    on_pairs(run_rivals);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_of_one_database_exchange_package_files),
        cmocka_unit_test(a_person_sends_to_the_centre_all_else_goes_by_itself),
        cmocka_unit_test(where_the_city_says_so_a_clerk_sends),
        cmocka_unit_test(a_lost_package_is_named_all_behind_it_waits_and_it_goes_once_more),
        cmocka_unit_test(one_altered_byte_is_found_and_nothing_changes),
        cmocka_unit_test(a_package_is_taken_once_by_its_receiver_from_a_known_sender),
        cmocka_unit_test(a_bad_record_refuses_its_whole_package),
        cmocka_unit_test(a_crash_loses_no_package_and_invents_none),
        cmocka_unit_test(packing_at_the_same_time_loses_nothing),
        cmocka_unit_test(the_station_learns_what_the_bureau_does),
        cmocka_unit_test(of_two_live_applications_the_later_one_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
