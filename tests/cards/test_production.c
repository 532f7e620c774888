/** The centre's stand-in: what it refuses, field by field (pure), and its rounds, which are the same for
 * the same seed, spoil, lose and delay. */
#include "cards/production.h"
#include "exchange/package.h"
#include "support/city.h"
#include "support/folder.h"
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { CARDS = 24 };

/* ---- the data of a card ---- */

static struct application fit(void)
{
    return (struct application){ .name = STR("张测试"),
                                 .sex = STR("1"),
                                 .ethnic = STR("01"),
                                 .born_on = DAY(1980, 6, 15),
                                 .citizen_number = STR("65010319800615007X"),
                                 .address = STR("新疆乌鲁木齐市天山区测试路12号"),
                                 .organ = STR("乌鲁木齐市公安局天山区分局"),
                                 .portrait = STR("hash"),
                                 .signed_on = DAY(2008, 3, 3),
                                 .valid_from = DAY(2008, 3, 3),
                                 .valid_to = DAY(2028, 3, 3) };
}

#define OF(field) offsetof(struct application, field)
#define LONG_36   "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六"

/* clang-format off */
static const struct {
    size_t offset;
    const char *text; /* or a day */
    int32_t day;
    const char *reason, *field;
} faults[] = {
    { OF(name),           "",                     0, "11", "name" },
    { OF(name),           "张\xee\x80\x80",       0, "11", "name" }, /* private use */
    { OF(name),           "一二三四五六七八九十一二三四五六", 0, "11", "name" },
    { OF(citizen_number), "6501031980061500",     0, "23", "citizenNumber" },
    { OF(citizen_number), "6501031980061500l7",   0, "23", "citizenNumber" },
    { OF(citizen_number), "650103198006150071",   0, "21", "citizenNumber" }, /* check digit */
    { OF(citizen_number), "650103198013150075",   0, "21", "citizenNumber" }, /* month 13 */
    { OF(citizen_number), "990102198001010010",   0, "21", "citizenNumber" },
    { OF(citizen_number), "830000199909090040",   0, "21", "citizenNumber" }, /* no resident's */
    { OF(born_on),        NULL, DAY_NUMBER(1980, 6, 16), "14", "bornOn" },
    { OF(sex),            "2",                    0, "12", "sex" },
    { OF(address),        "",                     0, "31", "address" },
    { OF(address),        LONG_36,                0, "31", "address" },
    { OF(portrait),       "",                     0, "41", "portrait" },
    { OF(organ),          "",                     0, "52", "organ" },
    { OF(organ),          "一二三四五六七八九十一二三四五六", 0, "52", "organ" },
    { OF(signed_on),      NULL, NO_DAY_N,            "51", "validFrom" },
    { OF(valid_from),     NULL, DAY_NUMBER(2008, 3, 4), "51", "validFrom" },
    { OF(valid_to),       NULL, NO_DAY_N,            "51", "validFrom" },
    { OF(valid_to),       NULL, DAY_NUMBER(2018, 3, 3), "51", "validFrom" },
};
/* clang-format on */

static void every_field_is_asked_before_a_card_is_made(void **state)
{
    static const struct day today = DAY(2008, 3, 3);
    struct application app = fit();
    (void)state;
    assert_null(production_fault(&app, today).reason);
    for (size_t i = 0; i < COUNT(faults); i++) {
        app = fit();
        char *at = (char *)&app + faults[i].offset;
        if (faults[i].text)
            *(struct str *)(void *)at = str_of(faults[i].text);
        else
            *(struct day *)(void *)at = (struct day){ faults[i].day };
        struct data_fault fault = production_fault(&app, today);
        if (!fault.reason || strcmp(fault.reason, faults[i].reason) != 0 ||
            strcmp(fault.field, faults[i].field) != 0)
            fail_msg("row %zu: %s %s", i, fault.reason ? fault.reason : "good",
                     fault.field ? fault.field : "");
        const struct verdict v = { false, str_of(fault.reason), str_of(fault.field) };
        struct desk desk = { .arena = arena_open(), .today = today };
        assert_done(&desk, verdict_check(&desk, &v)); /* a reason the station can read */
        arena_close(desk.arena);
    }
}

/* ---- rounds ---- */

/** CARDS applications at the centre. */
static void fill_centre(struct test_db *t)
{
    struct str numbers[CARDS];
    for (int i = 0; i < CARDS; i++) {
        int64_t person =
            city_person(t, &(struct sitter){ .station = i % 3 ? STATION_ONE : STATION_THREE });
        numbers[i] = city_accept(t, i % 3 ? STATION_ONE : STATION_THREE, person, "21").number;
    }
    for (int i = 0; i < CARDS; i++)
        city_bring(t, numbers[i], APPLICATION_AUDITED);
    city_bring(t, numbers[0], APPLICATION_AT_CENTRE); /* one package takes all of them */
}

static struct centre_round centre(struct test_db *t, const struct centre_rates *rates)
{
    struct centre_round round;
    enter(t, "make");
    assert_done(&t->desk, centre_round(&t->desk, rates, city_folder(t, "boxes"), &round));
    return round;
}

static int64_t in_state(struct test_db *t, enum application_state state)
{
    return test_number(
        &t->desk,
        arena_printf(t->desk.arena, "SELECT count(*) FROM application WHERE state = %d", (int)state)
            .at);
}

/** How many serials lie in the boxes, in truth. */
static int really_in_boxes(struct test_db *t)
{
    int lines = 0;
    struct str folder = city_folder(t, "boxes");
    DIR *dir = opendir(folder.at);
    assert_non_null(dir);
    for (struct dirent *d; (d = readdir(dir)) != NULL;) {
        FILE *f =
            d->d_name[0] == '.'
                ? NULL
                : fopen(arena_printf(t->desk.arena, STR_FMT "/%s", STR_ARG(folder), d->d_name).at,
                        "r");
        if (!f)
            continue;
        for (int c; (c = getc(f)) != EOF;)
            lines += c == '\n';
        fclose(f);
    }
    closedir(dir);
    return lines;
}

static void run_mishaps(struct test_db *t)
{
    const struct centre_rates rates = {
        .defect_per_mille = 300, .loss_per_mille = 300, .delay_days = 2, .seed = 7
    };
    city_open(t);
    fill_centre(t);
    struct centre_round round = centre(t, &rates);
    assert_in_range(round.spoilt, 1, CARDS - 1);
    assert_int_equal(round.made + round.spoilt, CARDS);
    assert_int_equal(round.sent, 0); /* not due */
    assert_int_equal(in_state(t, APPLICATION_CARD_FAULT), round.spoilt);
    assert_int_equal(in_state(t, APPLICATION_MADE), round.made);
    assert_laws(t);
    int spoilt = round.spoilt;
    round = centre(t, &rates); /* what was spoilt is made in the next round, and not spoilt again */
    assert_int_equal(round.made, spoilt);
    assert_int_equal(round.spoilt, 0);
    assert_int_equal(city_balance(t, CENTRE_UNIT, "CARD_STOCK", 0), CARDS);
    at_day(t, 2008, 3, 4);
    assert_int_equal(centre(t, &rates).sent, 0);
    at_day(t, 2008, 3, 5);
    round = centre(t, &rates);
    assert_int_equal(round.sent, CARDS);
    assert_int_equal(round.boxes, 1);
    int lost = CARDS - really_in_boxes(t);
    assert_in_range(lost, 1, CARDS - 1);
    assert_int_equal(city_balance(t, CENTRE_UNIT, "CARD_TRANSIT", CITY_UNIT), CARDS);
    assert_int_equal(centre(t, &rates).sent, 0); /* never twice */
    assert_int_equal(test_number(&t->desk, "SELECT count(*) - count(DISTINCT serial) FROM card"),
                     0);
    assert_int_equal(test_number(&t->desk, "SELECT count(*) FROM card WHERE length(serial) <> 16"),
                     0);
    assert_laws(t);
    city_close(t);
}

static void mishaps_happen_and_every_card_is_made_in_the_end(void **state)
{
    (void)state;
    test_on_each_engine(run_mishaps);
}

static void run_refused(struct test_db *t)
{
    const struct centre_rates rates = { .seed = 7, .delay_days = 3650 };
    struct desk *desk = &t->desk;
    struct application out;
    city_open(t);
    int64_t person = city_person(t, &(struct sitter){ .station = STATION_ONE });
    struct application app = city_accept(t, STATION_ONE, person, "21");
    city_bring(t, app.number, APPLICATION_AT_CENTRE);
    by_hand(t, "UPDATE application SET sex = '2'");
    struct centre_round round = centre(t, &rates);
    assert_int_equal(round.refused, 1);
    assert_int_equal(round.made, 0);
    app = city_application(t, app.number);
    assert_int_equal(app.state, APPLICATION_CENTRE_REFUSED);
    assert_int_equal(app.at_unit, STATION_ONE);
    assert_true(str_is(app.reason, "12") && str_is(app.reason_field, "sex"));
    enter(t, "accept.1"); /* read anew from the register, it is right */
    assert_done(desk, correct_application(desk, app.number, NULL, &out));
    city_bring(t, app.number, APPLICATION_AT_CENTRE);
    assert_int_equal(centre(t, &rates).made, 1);
    enter(t, "pack");
    assert_refused(desk, centre_round(desk, &rates, city_folder(t, "boxes"), &round),
                   NO_RIGHT_MISSING);
    assert_laws(t);
    city_close(t);
}

static void bad_data_goes_back_to_the_field(void **state)
{
    (void)state;
    test_on_each_engine(run_refused);
}

/* ---- the same seed ---- */

/** Which of the applications are spoilt, as a text; the centre of a database of its own. */
static void play(uint64_t seed, char out[CARDS + 1])
{
    struct test_db t;
    const struct centre_rates rates = { .defect_per_mille = 400, .delay_days = 9, .seed = seed };
    struct rows rows;
    static const struct statement look = { "look", "SELECT state FROM application ORDER BY number",
                                           0,      1,
                                           0,      -1 };
    assert_true(test_db_open(&t, DB_SQLITE));
    city_open(&t);
    fill_centre(&t);
    centre(&t, &rates);
    assert_done(&t.desk, db_list(&t.desk, &look, WITH_NOTHING, &rows));
    assert_int_equal(rows.count, CARDS);
    for (size_t i = 0; i < rows.count; i++)
        out[i] = row_int(rows_at(&rows, i), 0) == APPLICATION_MADE ? '.' : 'x';
    out[CARDS] = '\0';
    city_close(&t);
    test_db_close(&t);
}

static void the_same_seed_spoils_the_same_cards(void **state)
{
    char first[CARDS + 1], second[CARDS + 1], other[CARDS + 1];
    (void)state;
    play(7, first);
    play(7, second);
    play(8, other);
    assert_string_equal(first, second);
    assert_string_not_equal(first, other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_is_asked_before_a_card_is_made),
        cmocka_unit_test(mishaps_happen_and_every_card_is_made_in_the_end),
        cmocka_unit_test(bad_data_goes_back_to_the_field),
        cmocka_unit_test(the_same_seed_spoils_the_same_cards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
