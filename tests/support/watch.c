#include "support/watch.h"
#include "support/tables.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void run(struct test_db *t, const char *sql)
{
    const struct statement statement = { "watch", sql, 0, 0, 0, -1 };
    assert_done(&t->desk, db_change(&t->desk, &statement, REFUSAL_NONE, WITH_NOTHING));
}

/* ---- counting ---- */

static bool is_counted(const char *table)
{
    static const char *const others[] = { "entry", "chain", "progress", "session" };
    for (size_t i = 0; i < COUNT(others); i++)
        if (strcmp(table, others[i]) == 0)
            return false;
    return true;
}

static void count_in_sqlite(struct test_db *t, const char *table)
{
    static const char *const events[] = { "INSERT", "UPDATE", "DELETE" };
    for (size_t i = 0; i < COUNT(events); i++)
        run(t, arena_printf(t->desk.arena,
                            "CREATE TRIGGER watch_%s_%zu AFTER %s ON %s FOR EACH ROW BEGIN "
                            "UPDATE watched SET n = n + 1; END",
                            table, i, events[i], table)
                   .at);
}

static void count_in_postgres(struct test_db *t, const char *table)
{
    run(t, arena_printf(t->desk.arena,
                        "CREATE TRIGGER watch_%s AFTER INSERT OR UPDATE OR DELETE ON %s "
                        "FOR EACH ROW EXECUTE FUNCTION note_watched()",
                        table, table)
               .at);
}

void watch_open(struct test_db *t)
{
    const struct tables *tables = schema_tables();
    bool postgres = db_engine_of(t->desk.db) == DB_POSTGRES;
    run(t, "CREATE TABLE watched (n BIGINT NOT NULL)");
    run(t, "INSERT INTO watched (n) VALUES (0)");
    if (postgres)
        run(t, "CREATE FUNCTION note_watched() RETURNS trigger LANGUAGE plpgsql AS "
               "$$BEGIN UPDATE watched SET n = n + 1; RETURN NULL; END$$");
    for (size_t i = 0; i < tables->count; i++)
        if (is_counted(tables->at[i].name))
            (postgres ? count_in_postgres : count_in_sqlite)(t, tables->at[i].name);
}

struct watched watch(struct test_db *t)
{
    static const struct statement look = {
        "watch_look",
        "SELECT n, (SELECT coalesce(sum(size), 0) FROM chain) FROM watched",
        0,
        2,
        0,
        -1
    };
    struct row row;
    assert_done(&t->desk, db_get(&t->desk, &look, NO_NOT_NOW, WITH_NOTHING, &row));
    return (struct watched){ row_int(row, 0), row_int(row, 1) };
}

/* ---- comparing ---- */

static void expect(struct test_db *t, const struct watched *before, int entries, const char *asked)
{
    struct watched now = watch(t);
    if (now.rows != before->rows)
        fail_msg("%s changed %lld rows", asked, (long long)(now.rows - before->rows));
    if (entries >= 0 && now.entries != before->entries + entries)
        fail_msg("%s left %lld entries instead of %d", asked,
                 (long long)(now.entries - before->entries), entries);
}

void assert_rows_unchanged(struct test_db *t, const struct watched *before, const char *asked)
{
    expect(t, before, -1, asked);
}

void assert_nothing_written(struct test_db *t, const struct watched *before, const char *asked)
{
    expect(t, before, 0, asked);
}

void assert_refusal_noted(struct test_db *t, const struct watched *before, int32_t unit,
                          int64_t clerk, const char *code, const char *asked)
{
    struct str sql = arena_printf(t->desk.arena,
                                  "SELECT count(*) FROM entry e JOIN chain c ON c.unit = e.unit "
                                  "WHERE e.unit = %d AND e.seq = c.size - 1 AND e.clerk = %lld AND "
                                  "e.verb = 'right.refused' AND e.body LIKE '%%\"%s\"%%'",
                                  unit, (long long)clerk, code);
    expect(t, before, 1, asked);
    if (test_number(&t->desk, sql.at) != 1)
        fail_msg("%s: the last entry of %d is not the refusal %s", asked, unit, code);
}
