/** The comments of the schema's text become the database's own. */
#include "db/comments.h"
#include "support/db.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void lines_become_comments(void **state)
{
    static const struct {
        const char *step, *comments;
    } cases[] = {
        { "-- Head of the file.\n\n-- A person's\n-- record.\n-- owner: x\n-- spread: part\n"
          "CREATE TABLE t (\n    part INTEGER NOT NULL,\n    -- the snapshot\n"
          "    n TEXT DEFAULT '-' -- so\n    PRIMARY KEY (part) -- what\n);\n",
          "COMMENT ON TABLE t IS 'A person''s record.';\nCOMMENT ON COLUMN t.n IS 'so';\n" },
        { "-- One.\nCREATE TABLE a (\n    x INTEGER, -- ''\n    PRIMARY KEY (x)\n);\n"
          "-- An index.\nCREATE INDEX i ON a (x);\nCREATE TABLE b (\n    y INTEGER -- last\n);\n",
          "COMMENT ON TABLE a IS 'One.';\nCOMMENT ON COLUMN a.x IS '''''';\n"
          "COMMENT ON COLUMN b.y IS 'last';\n" },
        { "INSERT INTO a (x) VALUES (1); -- not a column\n", "" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf out = { 0 };
        schema_comments(&out, str_of(cases[i].step));
        buf_byte(&out, '\0');
        assert_string_equal(out.at, cases[i].comments);
        buf_close(&out);
    }
}

static void every_table_carries_its_comment_on_postgresql(void **state)
{
    (void)state;
    struct test_db t;
    if (!test_db_open(&t, DB_POSTGRES))
        skip();
    assert_int_equal(
        test_number(&t.desk,
                    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                    "WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'schema_step' "
                    "AND obj_description(c.oid, 'pg_class') IS NULL"),
        0);
    assert_int_equal(
        test_number(&t.desk, "SELECT CASE WHEN col_description('account'::regclass, 1) = 'the unit "
                             "that keeps it' THEN 1 ELSE 0 END"),
        1);
    test_db_close(&t);
}

int main(void)
{
    log_at_least(LOG_ERROR + 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_comments),
        cmocka_unit_test(every_table_carries_its_comment_on_postgresql),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
