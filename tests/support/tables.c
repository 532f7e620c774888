#include "support/tables.h"
#include "base/buf.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- what the steps say ---- */

static const char *const table_words = "CREATE TABLE ", *const spread_words = "-- spread: ";

static struct str first_word(struct str s)
{
    size_t n = 0;
    while (n < s.len && s.at[n] != ' ' && s.at[n] != '(')
        n++;
    return str_cut(s, 0, n);
}

static void read_step(struct tables *tables, struct str text)
{
    struct str line, spread = STR("");
    while (str_split(&text, '\n', &line)) {
        if (str_starts(line, spread_words))
            spread = first_word(str_cut(line, strlen(spread_words), line.len));
        if (!str_starts(line, table_words))
            continue;
        struct table *table = &tables->at[tables->count++];
        assert_true(tables->count <= COUNT(tables->at));
        struct str name = first_word(str_cut(line, strlen(table_words), line.len));
        snprintf(table->name, sizeof table->name, STR_FMT, STR_ARG(name));
        snprintf(table->spread, sizeof table->spread, STR_FMT, STR_ARG(spread));
        spread = STR("");
    }
}

const struct tables *schema_tables(void)
{
    static struct tables tables;
    for (size_t i = 0; i < schema_step_count && !(i == 0 && tables.count); i++)
        read_step(&tables, str_of(schema_steps[i].text));
    return &tables;
}

const struct table *schema_table(struct str name)
{
    const struct tables *tables = schema_tables();
    for (size_t i = 0; i < tables->count; i++)
        if (str_is(name, tables->at[i].name))
            return &tables->at[i];
    return NULL;
}

bool table_is_spread(const struct table *table)
{
    return strcmp(table->spread, "copy") != 0 && strcmp(table->spread, "none") != 0;
}

/* ---- the schema in partitions ---- */

static void run(struct desk *desk, const char *sql)
{
    const struct statement statement = { "by_hand", sql, 0, 0, 1, -1 };
    if (db_change(desk, &statement, REFUSAL_NONE, WITH_NOTHING) != DONE)
        fail_msg("%s\n" STR_FMT, sql, STR_ARG(desk->why.cause));
}

static void make_spread(struct desk *desk, const struct table *table, struct str definition)
{
    run(desk, arena_printf(desk->arena, STR_FMT " PARTITION BY HASH (%s)", STR_ARG(definition),
                           table->spread)
                  .at);
    for (int i = 0; i < SPREAD_PARTS; i++)
        run(desk, arena_printf(desk->arena,
                               "CREATE TABLE %s_p%d PARTITION OF %s FOR VALUES WITH (MODULUS %d, "
                               "REMAINDER %d)",
                               table->name, i, table->name, SPREAD_PARTS, i)
                      .at);
}

/** One statement of a step, without the comments around it. */
static void apply(struct desk *desk, struct str sql)
{
    const struct table *table = NULL;
    if (str_starts(sql, table_words))
        table = schema_table(first_word(str_cut(sql, strlen(table_words), sql.len)));
    if (table && table_is_spread(table))
        make_spread(desk, table, sql);
    else
        run(desk, arena_text(desk->arena, sql));
}

static void apply_step(struct desk *desk, struct str text)
{
    struct buf sql = { 0 };
    struct str line;
    while (str_split(&text, '\n', &line)) {
        struct str code = str_trim(str_cut(line, 0, str_find(line, STR("--"))));
        bool ends = str_ends(code, ";");
        buf_add(&sql, str_cut(code, 0, code.len - ends));
        buf_byte(&sql, ' ');
        if (ends) {
            apply(desk, str_trim(buf_str(&sql)));
            buf_clear(&sql);
        }
    }
    assert_int_equal(str_trim(buf_str(&sql)).len, 0);
    buf_close(&sql);
}

bool spread_db_open(struct test_db *t)
{
    if (!test_db_open_empty(t, DB_POSTGRES))
        return false;
    SCOPED(tx) tx = { 0 };
    assert_done(&t->desk, tx_open(&t->desk, &tx));
    for (size_t i = 0; i < schema_step_count; i++)
        apply_step(&t->desk, str_of(schema_steps[i].text));
    assert_done(&t->desk, tx_commit(&tx));
    return true;
}

/* ---- rows ---- */

struct rows table_rows(struct desk *desk, const char *table)
{
    struct rows rows;
    struct str sql = arena_printf(desk->arena, "SELECT * FROM %s", table);
    const struct statement all = { "table_rows", sql.at, 0, 1, 0, -1 };
    assert_done(desk, db_list(desk, &all, WITH_NOTHING, &rows));
    return rows;
}

static const char *insertion(struct arena *arena, const char *table, const struct rows *rows)
{
    struct buf sql = { 0 };
    buf_printf(&sql, "INSERT INTO %s (", table);
    for (size_t c = 0; c < rows->columns; c++)
        buf_printf(&sql, "%s%s", c ? ", " : "", rows->names[c]);
    buf_text(&sql, ") VALUES (");
    for (size_t c = 0; c < rows->columns; c++)
        buf_printf(&sql, "%s$%zu", c ? ", " : "", c + 1);
    buf_text(&sql, ")");
    const char *text = arena_text(arena, buf_str(&sql));
    buf_close(&sql);
    return text;
}

static void copy_table(struct desk *from, struct desk *to, const char *table, bool backwards)
{
    struct rows rows = table_rows(from, table);
    const struct statement insert = {
        "copy_table", insertion(to->arena, table, &rows), (int)rows.columns, 1, 1, -1
    };
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, backwards ? rows.count - 1 - i : i);
        assert_done(
            to, db_change(to, &insert, REFUSAL_NONE, (struct values){ row.cells, row.columns }));
    }
}

void tables_copy(struct test_db *from, struct test_db *to, bool backwards)
{
    const struct tables *tables = schema_tables();
    SCOPED(tx) tx = { 0 };
    assert_done(&to->desk, tx_open(&to->desk, &tx));
    for (size_t i = 0; i < tables->count; i++)
        copy_table(&from->desk, &to->desk, tables->at[i].name, backwards);
    assert_done(&to->desk, tx_commit(&tx));
}
