/* The JSON door: every kind of field, and how each refusal points at its field. */
#include "http/body.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct inner {
    struct str name;
};
static const struct field inner_fields[] = {
    FIELD(inner, name, "name", FIELD_TEXT, REQUIRED, 5),
};
struct sample {
    struct str text;
    int64_t number, id;
    int32_t part;
    struct day day;
    int flag;
    struct inner inner;
    struct texts list;
};
static const struct field sample_fields[] = {
    FIELD(sample, text, "text", FIELD_TEXT, REQUIRED, 4),
    FIELD(sample, number, "number", FIELD_INT, OPTIONAL, 100),
    FIELD(sample, id, "id", FIELD_ID, OPTIONAL, 0),
    FIELD(sample, part, "part", FIELD_PART, OPTIONAL, 0),
    FIELD(sample, day, "day", FIELD_DAY, OPTIONAL, 0),
    FIELD(sample, flag, "flag", FIELD_BOOL, OPTIONAL, 0),
    FIELD_INNER(sample, inner, "inner", OPTIONAL, inner_fields),
    FIELD(sample, list, "list", FIELD_TEXTS, OPTIONAL, 2),
};

static struct desk desk;

static int open_desk(void **state)
{
    (void)state;
    desk = (struct desk){ .arena = arena_open() };
    return 0;
}

static int close_desk(void **state)
{
    (void)state;
    arena_close(desk.arena);
    return 0;
}

static enum outcome read_json(const char *json, struct sample *out)
{
    *out = (struct sample){ .number = 7, .day = NO_DAY };
    return body_read(&desk, str_of(json), sample_fields, COUNT(sample_fields), out);
}

static void every_kind_of_field_is_read(void **state)
{
    struct sample s;
    struct day day;
    (void)state;
    assert_true(day_make(1980, 6, 15, &day));
    assert_int_equal(read_json("{\"text\":\"\xE7\x8E\x8B\xF0\xA0\x80\x80\",\"number\":100,"
                               "\"id\":\"9223372036854775807\",\"part\":650102011,"
                               "\"day\":\"1980-06-15\",\"flag\":true,\"inner\":{\"name\":\"a\"},"
                               "\"list\":[\"x\",\"\"]}",
                               &s),
                     DONE);
    assert_true(str_is(s.text, "\xE7\x8E\x8B\xF0\xA0\x80\x80"));
    assert_int_equal(s.number, 100);
    assert_true(s.id == INT64_MAX);
    assert_int_equal(s.part, 650102011);
    assert_int_equal(s.day.n, day.n);
    assert_int_equal(s.flag, 1);
    assert_true(str_is(s.inner.name, "a"));
    assert_int_equal(s.list.count, 2);
    assert_true(str_is(s.list.at[0], "x"));
}

static void what_is_absent_or_null_stays_as_it_was(void **state)
{
    struct sample s;
    (void)state;
    assert_int_equal(read_json("{\"text\":\"\",\"number\":null,\"inner\":null}", &s), DONE);
    assert_int_equal(s.number, 7);
    assert_int_equal(s.day.n, NO_DAY_N);
    assert_null(s.inner.name.at);
    assert_null(s.list.at);
}

static void a_refusal_points_at_its_field(void **state)
{
    static const struct {
        const char *json;
        enum refusal refusal;
        const char *pointer;
    } cases[] = {
        { "", NO_BAD_REQUEST, "" },
        { "{", NO_BAD_REQUEST, "" },
        { "[]", NO_BAD_REQUEST, "" },
        { "\"x\"", NO_BAD_REQUEST, "" },
        { "{\"text\":\"a\"} x", NO_BAD_REQUEST, "" },
        { "{\"text\":\"a\",\"text\":\"b\"}", NO_BAD_REQUEST, "" },
        { "{\"text\":\"a\",\"inner\":{\"name\":\"a\",\"name\":\"b\"}}", NO_BAD_REQUEST, "" },
        { "{\"text\":\"\xC3\x28\"}", NO_NOT_TEXT, "" },
        { "{\"text\":\"\xED\xA0\x80\"}", NO_NOT_TEXT, "" },
        { "{\"text\":\"\\u0000\"}", NO_NOT_TEXT, "" },
        { "{}", NO_ITEM_MISSING, "/text" },
        { "{\"text\":null}", NO_ITEM_MISSING, "/text" },
        { "{\"text\":\"a\",\"texts\":1}", NO_UNKNOWN_FIELD, "/texts" },
        { "{\"text\":\"a\",\"a/b~c\":1}", NO_UNKNOWN_FIELD, "/a~1b~0c" },
        { "{\"text\":\"a\",\"inner\":{\"name\":\"a\",\"x\":1}}", NO_UNKNOWN_FIELD, "/inner/x" },
        { "{\"text\":\"a\",\"inner\":{}}", NO_ITEM_MISSING, "/inner/name" },
        { "{\"text\":\"a\",\"inner\":[]}", NO_ITEM_WRONG, "/inner" },
        { "{\"text\":1}", NO_ITEM_WRONG, "/text" },
        { "{\"text\":\"12345\"}", NO_ITEM_WRONG, "/text" },
        { "{\"text\":\"a\\u0007\"}", NO_ITEM_WRONG, "/text" },
        { "{\"text\":\"a\",\"number\":101}", NO_ITEM_WRONG, "/number" },
        { "{\"text\":\"a\",\"number\":-1}", NO_ITEM_WRONG, "/number" },
        { "{\"text\":\"a\",\"number\":1.0}", NO_ITEM_WRONG, "/number" },
        { "{\"text\":\"a\",\"number\":99999999999999999999}", NO_BAD_REQUEST, "" },
        { "{\"text\":\"a\",\"id\":5}", NO_ITEM_WRONG, "/id" },
        { "{\"text\":\"a\",\"id\":\"-5\"}", NO_ITEM_WRONG, "/id" },
        { "{\"text\":\"a\",\"id\":\"9223372036854775808\"}", NO_ITEM_WRONG, "/id" },
        { "{\"text\":\"a\",\"part\":1}", NO_ITEM_WRONG, "/part" },
        { "{\"text\":\"a\",\"day\":\"1980-02-30\"}", NO_ITEM_WRONG, "/day" },
        { "{\"text\":\"a\",\"day\":\"19800615\"}", NO_ITEM_WRONG, "/day" },
        { "{\"text\":\"a\",\"flag\":1}", NO_ITEM_WRONG, "/flag" },
        { "{\"text\":\"a\",\"list\":[\"a\",\"b\",\"c\"]}", NO_ITEM_WRONG, "/list" },
        { "{\"text\":\"a\",\"list\":[1]}", NO_ITEM_WRONG, "/list" },
    };
    struct sample s;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        enum outcome outcome = read_json(cases[i].json, &s);
        if (outcome != REFUSED || desk.why.refusal != cases[i].refusal ||
            !str_is(desk.why.pointer, cases[i].pointer))
            fail_msg("%s: %s at '" STR_FMT "'", cases[i].json,
                     outcome == DONE ? "taken" : refusal_text(desk.why.refusal)->name,
                     STR_ARG(desk.why.pointer));
    }
}

static void a_problem_never_repeats_what_was_sent(void **state)
{
    struct sample s;
    (void)state;
    assert_int_equal(read_json("{\"text\":\"Geheim\"", &s), REFUSED);
    assert_true(str_find(desk.why.detail, STR("Geheim")) == desk.why.detail.len);
    assert_int_equal(read_json("{\"text\":\"Geheim\"}", &s), REFUSED);
    assert_true(str_find(desk.why.detail, STR("Geheim")) == desk.why.detail.len);
}

static enum outcome read_query(const char *query, struct sample *out)
{
    *out = (struct sample){ .number = 7, .day = NO_DAY };
    return query_read(&desk, str_of(query), sample_fields, 6, out);
}

static void a_query_is_read_by_the_same_table(void **state)
{
    struct sample s;
    (void)state;
    assert_int_equal(
        read_query("text=%E7%8E%8B+a&number=3&flag=1&part=650102011&day=1980-06-15", &s), DONE);
    assert_true(str_is(s.text, "\xE7\x8E\x8B a"));
    assert_int_equal(s.number, 3);
    assert_int_equal(s.flag, 1);
    assert_int_equal(read_query("text=a&number=", &s), DONE);
    assert_int_equal(s.number, 7);
}

static void a_query_is_refused_like_a_body(void **state)
{
    static const struct {
        const char *query;
        enum refusal refusal;
        const char *pointer;
    } cases[] = {
        { "", NO_ITEM_MISSING, "?text" },
        { "text=a&text=b", NO_BAD_REQUEST, "?text" },
        { "text=a&other=b", NO_UNKNOWN_FIELD, "?other" },
        { "text=a&number=x", NO_ITEM_WRONG, "?number" },
        { "text=a&flag=true", NO_ITEM_WRONG, "?flag" },
        { "text=%4", NO_BAD_REQUEST, "" },
        { "text=%GG", NO_BAD_REQUEST, "" },
        { "text=%C3%28", NO_NOT_TEXT, "" },
        { "text=%00", NO_NOT_TEXT, "" },
        { "text=%0b", NO_NOT_TEXT, "" },
    };
    struct sample s;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        enum outcome outcome = read_query(cases[i].query, &s);
        if (outcome != REFUSED || desk.why.refusal != cases[i].refusal ||
            !str_is(desk.why.pointer, cases[i].pointer))
            fail_msg("%s: %s at '" STR_FMT "'", cases[i].query,
                     outcome == DONE ? "taken" : refusal_text(desk.why.refusal)->name,
                     STR_ARG(desk.why.pointer));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_field_is_read),
        cmocka_unit_test(what_is_absent_or_null_stays_as_it_was),
        cmocka_unit_test(a_refusal_points_at_its_field),
        cmocka_unit_test(a_problem_never_repeats_what_was_sent),
        cmocka_unit_test(a_query_is_read_by_the_same_table),
        cmocka_unit_test(a_query_is_refused_like_a_body),
    };
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
