/* One application through the routes, on each engine: searched, looked at, accepted, portrayed,
 * queued, printed, signed in a batch; and what each step leaves behind. */
#include "base/hex.h"
#include "db/db.h"
#include "http/server.h"
#include "office/password.h"
#include "office/setting.h"
#include "support/city.h"
#include "support/http_client.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define PURPOSE "X-Purpose: %E5%8A%9E%E8%AF%81\r\n"
#define KEY(n)  "Idempotency-Key: 00000000-0000-4000-8000-00000000000" n "\r\n"

static struct test_server *server;
static struct test_db *db;
static struct visitor counter, signer;

/** Everybody of the city may log in, with a password that is quickly checked. */
static void give_passwords(struct test_db *t)
{
    struct str hash;
    char sql[400];
    by_hand(t, "UPDATE setting SET value = 8 WHERE name = 'password.kib'");
    by_hand(t, "UPDATE setting SET value = 1 WHERE name = 'password.passes'");
    settings_forget();
    assert_done(&t->desk, password_hash(&t->desk, STR(STAFF_PASSWORD), &hash));
    snprintf(sql, sizeof sql, "UPDATE clerk SET password = '" STR_FMT "'", STR_ARG(hash));
    by_hand(t, sql);
}

static void on_each_engine(void (*run)(void))
{
    static const enum db_engine engines[] = { DB_SQLITE, DB_POSTGRES };
    struct http_options options = HTTP_DEFAULTS;
    struct test_db t;
    for (size_t i = 0; i < COUNT(engines); i++) {
        if (!test_db_open(&t, engines[i]))
            continue;
        city_open(&t);
        give_passwords(&t);
        db = &t;
        options.keys = t.desk.keys;
        server = test_server_start(t.url, &options);
        counter = log_in(server, "accept.1", STAFF_PASSWORD);
        signer = log_in(server, "sign.1", STAFF_PASSWORD);
        run();
        assert_int_equal(test_server_stop(server), 0);
        assert_laws(&t);
        city_close(&t);
        test_db_close(&t);
    }
}

static void expect(struct answer answer, int status, const char *has)
{
    if (answer.status != status || (has && !answer_has(&answer, has)))
        fail_msg("%d instead of %d with %s: " STR_FMT, answer.status, status,
                 has ? has : "anything", STR_ARG(answer_body(&answer)));
    answer_close(&answer);
}

static int64_t a_resident(void)
{
    return city_person(db, &(struct sitter){ .station = STATION_ONE,
                                             .name = "王小明",
                                             .sex = "1",
                                             .born = DAY(1980, 6, 15),
                                             .sequence = 1 });
}

/** Accepts; the number of the application, 22 digits. */
static void accept(int64_t person, const char *key, char number[32])
{
    char body[200];
    snprintf(body, sizeof body, "{\"personPart\":%d,\"person\":\"%lld\",\"ground\":\"12\"}",
             STATION_ONE, (long long)person);
    struct answer answer = ask(server, &counter, "POST", "/api/v1/applications", key, str_of(body));
    if (answer.status != 201)
        fail_msg(STR_FMT, STR_ARG(answer_body(&answer)));
    struct str text = answer_body(&answer);
    size_t at = str_find(text, STR("\"number\":\"")) + 10;
    snprintf(number, 32, STR_FMT, STR_ARG(str_cut(text, at, 22)));
    assert_true(str_find(text, STR("\"validForecast\":{\"from\":")) < text.len);
    if (!answer_head(&answer, "Idempotent-Replay").len)
        assert_true(str_is(answer_head(&answer, "ETag"), "\"1\""));
    answer_close(&answer);
}

static struct answer put_portrait(const char *number, const char *version)
{
    char path[100], lines[100];
    snprintf(path, sizeof path, "/api/v1/applications/%s/portrait", number);
    snprintf(lines, sizeof lines, "Content-Type: image/jpeg\r\nIf-Match: \"%s\"\r\n", version);
    return ask(server, &counter, "PUT", path, lines, city_picture(1)->bytes);
}

static void get(const struct visitor *visitor, const char *lines, int status, const char *has,
                const char *format, ...) PRINTF_LIKE(5, 6);
static void get(const struct visitor *visitor, const char *lines, int status, const char *has,
                const char *format, ...)
{
    char path[200];
    va_list args;
    va_start(args, format);
    vsnprintf(path, sizeof path, format, args);
    va_end(args);
    expect(ask(server, visitor, "GET", path, lines, NO_STR), status, has);
}

static int64_t entries(const char *verb)
{
    char sql[100];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM entry WHERE verb = '%s'", verb);
    return test_number(&db->desk, sql);
}

/* ---- persons ---- */

static void search_and_look(void)
{
    int64_t person = a_resident();
    expect(ask(server, &counter, "POST", "/api/v1/persons/search", PURPOSE,
               STR("{\"name\":\"王小\"}")),
           200, "\"name\":\"王**\"");
    assert_int_equal(entries("person.searched"), 1);
    get(&counter, PURPOSE, 200, "\"name\":\"王小明\"", "/api/v1/persons/%d/%lld", STATION_ONE,
        (long long)person);
    get(&counter, PURPOSE, 200, "\"grounds\":[{\"code\":", "/api/v1/persons/%d/%lld", STATION_ONE,
        (long long)person);
    assert_int_equal(entries("person.seen"), 2);
    struct visitor elsewhere = log_in(server, "accept.3", STAFF_PASSWORD);
    get(&elsewhere, PURPOSE, 403, "P-107", "/api/v1/persons/%d/%lld", STATION_ONE,
        (long long)person);
    assert_int_equal(entries("person.seen"), 2);
    assert_int_equal(entries("right.refused"), 1);
}

static void every_look_is_on_record_before_it_is_answered(void **state)
{
    (void)state;
    on_each_engine(search_and_look);
}

/* ---- an application ---- */

static void accept_and_portray(void)
{
    char number[32], again[32];
    int64_t person = a_resident();
    accept(person, KEY("1"), number);
    accept(person, KEY("1"), again);
    assert_string_equal(number, again);
    assert_int_equal(entries("application.accepted"), 1);
    expect(put_portrait(number, "7"), 412, "X-412");
    expect(put_portrait(number, "1"), 200, "\"stateZh\":\"资料齐全\"");
    get(&counter, NULL, 200, number, "/api/v1/applications?queue=station");
    get(&counter, NULL, 200, "\"citizenNumber\":\"6501**********",
        "/api/v1/applications?queue=station");
    get(&counter, NULL, 400, "P-108", "/api/v1/applications/%s", number);
    get(&counter, PURPOSE, 200, "\"verb\":\"application.accepted\"", "/api/v1/applications/%s",
        number);
    get(&counter, NULL, 200, "%PDF-1.", "/api/v1/forms/application/%s.pdf", number);
    assert_int_equal(entries("form.printed"), 1);
    char path[100];
    snprintf(path, sizeof path, "/api/v1/applications/%s/void", number);
    expect(ask(server, &counter, "POST", path, "If-Match: \"2\"\r\n", STR("{}")), 200,
           "\"stateZh\":\"作废\"");
}

static void an_application_is_accepted_portrayed_printed_and_voided(void **state)
{
    (void)state;
    on_each_engine(accept_and_portray);
}

static void sign_in_a_batch(void)
{
    char number[32], body[100], hash[65];
    accept(a_resident(), KEY("2"), number);
    expect(put_portrait(number, "1"), 200, NULL);
    city_bring(db, str_of(number), APPLICATION_REVIEWED);
    snprintf(body, sizeof body, "{\"numbers\":[\"%s\",\"unknown\"]}", number);
    struct answer unseen =
        ask(server, &signer, "POST", "/api/v1/applications/signatures", KEY("3"), str_of(body));
    assert_int_equal(unseen.status, 200);
    assert_true(answer_has(&unseen, "\"signed\":[]"));
    assert_true(answer_has(&unseen, "C-114"));
    assert_true(answer_has(&unseen, "C-101"));
    answer_close(&unseen);
    hex_text(city_picture(1)->hash, 32, hash);
    get(&signer, NULL, 200, "\xFF\xD8", "/api/v1/portraits/%d/%s?application=%s", STATION_ONE, hash,
        number);
    get(&signer, NULL, 404, "F-104", "/api/v1/portraits/%d/%.63s0", STATION_ONE, hash);
    snprintf(hash, sizeof hash, "\"signed\":[\"%s\"]", number);
    expect(ask(server, &signer, "POST", "/api/v1/applications/signatures", KEY("4"), str_of(body)),
           200, hash);
    assert_int_equal(entries("application.signed"), 1);
}

static void a_batch_signs_what_was_opened(void **state)
{
    (void)state;
    on_each_engine(sign_in_a_batch);
}

/* ---- importing ---- */

static void import_a_register(void)
{
    static const char csv[] = "姓名,性别,出生日期,公民身份号码,派出所,原编号\n"
                              "李一,1,1985-01-01,650102198501010019,650102011,L1\n"
                              "李二,2,1990-02-02,1,nirgends,L2\n";
    struct visitor officer = log_in(server, "number.1", STAFF_PASSWORD);
    SCOPED(buf) large = { 0 };
    const char *lines = "Content-Type: text/csv\r\n";
    expect(ask(server, &officer, "POST", "/api/v1/registers/import?dryRun=1", lines, str_of(csv)),
           200, "\"load\":null,\"rows\":2,\"taken\":1,\"unchanged\":0,\"rejected\":1");
    expect(ask(server, &officer, "POST", "/api/v1/registers/import?encoding=latin1", lines,
               str_of(csv)),
           422, "?encoding");
    buf_text(&large, csv);
    for (int i = 0; i < 3000; i++)
        buf_printf(&large, "赵某,1,1970-01-01,,650102011,X%d\n", i);
    expect(ask(server, &officer, "POST", "/api/v1/registers/import", lines, buf_str(&large)), 200,
           "\"rows\":3002,\"taken\":3001");
    expect(ask(server, &counter, "POST", "/api/v1/registers/import", lines, buf_str(&large)), 403,
           "P-403");
}

static void a_register_is_imported_from_a_file(void **state)
{
    (void)state;
    on_each_engine(import_a_register);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_look_is_on_record_before_it_is_answered),
        cmocka_unit_test(an_application_is_accepted_portrayed_printed_and_voided),
        cmocka_unit_test(a_batch_signs_what_was_opened),
        cmocka_unit_test(a_register_is_imported_from_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
