/** Every named statement, whatever it is for: the same rows in SQLite, in PostgreSQL and in
 * PostgreSQL cut into partitions as a distributed engine would, and the same answer from all. */
#include "base/buf.h"
#include "support/history.h"
#include "support/parameters.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { ENGINES_MOST = 3, ANSWERS_WANTED = 3, TRIES_MOST = 400 };

/** The same rows three times; the second and third only where there is a server. */
static struct test_db engines[ENGINES_MOST];
static const char *const engine_names[] = { "SQLite", "PostgreSQL", "PostgreSQL in partitions" };
static size_t engine_count;
static struct source *source;

/** Plans that read tables from end to end, so that no index lends its order to an answer that asks
 * for none. */
static void without_indexes(struct test_db *t)
{
    static const char *const ways[] = { "indexscan", "indexonlyscan", "bitmapscan", "nestloop",
                                        "mergejoin" };
    for (size_t i = 0; i < COUNT(ways); i++)
        by_hand(t, arena_printf(t->desk.arena, "SET enable_%s = off", ways[i]).at);
}

static int open_engines(void **state)
{
    (void)state;
    assert_true(test_db_open(&engines[0], DB_SQLITE));
    history_open(&engines[0]);
    source = source_open(&engines[0].desk);
    engine_count = 1;
    if (!test_db_open(&engines[1], DB_POSTGRES))
        return 0;
    assert_true(spread_db_open(&engines[2]));
    tables_copy(&engines[0], &engines[1], false);
    tables_copy(&engines[0], &engines[2], true);
    without_indexes(&engines[2]);
    engine_count = 3;
    return 0;
}

static int close_engines(void **state)
{
    (void)state;
    city_close(&engines[0]);
    if (source)
        source_close(source);
    for (size_t i = 0; i < engine_count; i++)
        test_db_close(&engines[i]);
    return 0;
}

/* ---- one answer, as text ---- */

struct answer {
    enum outcome outcome;
    struct str text; /* outcome, names of columns, rows; of a change, the whole table after it */
    bool tells;      /* something changed, or a cell is neither NULL, 0 nor empty */
};

static void put_cell(struct buf *out, const struct value *cell)
{
    switch (cell->kind) {
    case V_NULL:
        buf_text(out, "NULL");
        break;
    case V_INT:
        buf_int(out, cell->n);
        break;
    case V_TEXT:
        buf_printf(out, "'" STR_FMT "'", STR_ARG(cell->s));
        break;
    case V_BYTES:
        buf_text(out, "x");
        for (size_t i = 0; i < cell->s.len; i++)
            buf_printf(out, "%02x", (unsigned)(unsigned char)cell->s.at[i]);
        break;
    }
}

static struct str row_line(struct arena *arena, struct row row)
{
    struct buf line = { 0 };
    for (size_t c = 0; c < row.columns; c++) {
        put_cell(&line, &row.cells[c]);
        buf_text(&line, c + 1 < row.columns ? " | " : "\n");
    }
    struct str text = arena_str(arena, buf_str(&line));
    buf_close(&line);
    return text;
}

static void put_names(struct buf *out, const struct rows *rows)
{
    for (size_t c = 0; c < rows->columns; c++)
        buf_printf(out, "%s%s", rows->names[c], c + 1 < rows->columns ? " | " : "\n");
}

static void put_rows(struct arena *arena, struct buf *out, const struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        buf_add(out, row_line(arena, rows_at(rows, i)));
}

static int by_bytes(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/** In the order of their texts: neither a table nor RETURNING has one of its own. */
static void put_sorted(struct arena *arena, struct buf *out, const struct rows *rows)
{
    struct str *lines = NEW_ARRAY(arena, struct str, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++)
        lines[i] = row_line(arena, rows_at(rows, i));
    qsort(lines, rows->count, sizeof *lines, by_bytes);
    for (size_t i = 0; i < rows->count; i++)
        buf_add(out, lines[i]);
}

static bool tells(const struct rows *rows)
{
    for (size_t i = 0; i < rows->count * rows->columns; i++)
        if (rows->cells[i].n || rows->cells[i].s.len)
            return true;
    return false;
}

static bool returns(const struct statement *s)
{
    return !s->writes || strstr(s->text, "RETURNING") != NULL;
}

/** What the table it changes looks like afterwards; its outcome is known by then. */
static enum outcome look_after(struct desk *desk, const struct statement *s, struct buf *out)
{
    struct statement_tables tables;
    struct rows rows;
    statement_tables(s, &tables);
    struct str sql =
        arena_printf(desk->arena, "SELECT * FROM " STR_FMT, STR_ARG(tables.at[0].name));
    const struct statement all = { "test_all", sql.at, 0, 1, 0, -1 };
    TRY(db_list(desk, &all, WITH_NOTHING, &rows));
    put_sorted(desk->arena, out, &rows);
    return DONE;
}

static enum outcome run(struct desk *desk, const struct statement *s, struct values with,
                        struct buf *out, bool *told)
{
    struct rows rows = { 0 };
    if (returns(s))
        TRY(db_list(desk, s, with, &rows));
    else
        TRY(db_change(desk, s, NO_NOT_FOUND, with));
    put_names(out, &rows);
    (s->writes ? put_sorted : put_rows)(desk->arena, out, &rows);
    if (s->writes)
        TRY(look_after(desk, s, out));
    *told = returns(s) ? tells(&rows) : true;
    return DONE;
}

/** Runs it and takes it back. The text lives until the desk's next answer. */
static struct answer ask(struct test_db *t, const struct statement *s, const struct value *values)
{
    static const char *const words[] = { "done", "refused", "failed" };
    struct desk *desk = &t->desk;
    struct buf out = { 0 };
    struct answer answer = { 0 };
    SCOPED(tx) tx = { 0 };
    arena_reset(desk->arena);
    desk->why = (struct problem){ 0 };
    assert_done(desk, tx_try(desk, &tx));
    answer.outcome =
        run(desk, s, (struct values){ values, (size_t)s->parameters }, &out, &answer.tells);
    if (answer.outcome != DONE)
        buf_clear(&out);
    buf_printf(&out, "%s\n", words[answer.outcome]);
    answer.text = arena_str(desk->arena, buf_str(&out));
    buf_close(&out);
    return answer;
}

static int differing;

static void note_differing(size_t engine, const struct statement *s, const struct value *values,
                           struct str one, struct str other)
{
    struct buf out = { 0 };
    for (int i = 0; i < s->parameters; i++) {
        buf_printf(&out, " $%d=", i + 1);
        put_cell(&out, &values[i]);
    }
    differing++;
    print_error("%s answers otherwise on %s:" STR_FMT "\n" STR_FMT "--- %s\n" STR_FMT, s->name,
                engine_names[engine], STR_ARG(buf_str(&out)), STR_ARG(one), engine_names[engine],
                STR_ARG(other));
    buf_close(&out);
}

/** The same question to all engines; what SQLite said. */
static struct answer ask_all(const struct statement *s, const struct value *values)
{
    struct answer first = ask(&engines[0], s, values);
    for (size_t e = 1; e < engine_count; e++) {
        struct answer other = ask(&engines[e], s, values);
        if (!str_eq(first.text, other.text))
            note_differing(e, s, values, first.text, other.text);
    }
    return first;
}

/* ---- every statement ---- */

/** Laws give no row while all is well: they have a test of their own. */
static bool is_law(const struct statement *s)
{
    return strncmp(s->name, "law_", 4) == 0;
}

/** Until it told something three times; a first silent answer is compared as well. */
static void ask_with_rows(const struct statement *s)
{
    struct value values[PARAMETERS_MOST];
    int told = 0, silent = 0;
    for (size_t n = 0; n < TRIES_MOST && told < ANSWERS_WANTED; n++) {
        if (!parameters_try(source, s, n, values))
            break;
        struct answer answer = ask(&engines[0], s, values);
        bool fits = answer.outcome == DONE && answer.tells;
        if (!fits && (silent || answer.outcome == FAILED))
            continue;
        ask_all(s, values);
        told += fits;
        silent += !fits;
    }
    if (!told && !is_law(s)) {
        print_message("%s: no row made it tell anything\n", s->name);
        differing++;
    }
}

static void every_statement_answers_the_same_on_every_engine(void **state)
{
    (void)state;
    for (size_t i = 0; i < all_statement_count; i++)
        ask_with_rows(all_statements[i]);
    assert_int_equal(differing, 0);
}

/* ---- laws ---- */

/** Something wrong for each law, in tables nothing else depends on. */
static const char *const faults[] = {
    "UPDATE application SET live = 1 - live, fee = 2000, receipt = NULL",
    "UPDATE application SET valid_source = NULL",
    "UPDATE application SET state = 93 WHERE card IS NOT NULL",
    "UPDATE application_number SET application = application + 1000000",
    "UPDATE card SET account = 'CARD_DRAWER'",
    "UPDATE consignment SET count = count + 3",
    "UPDATE card_serial SET card = card + 1",
    "UPDATE package_in SET seq = seq + 1000",
    "UPDATE account SET balance = balance + 7, source = 1",
    "DELETE FROM transfer",
    "DELETE FROM receipt WHERE fee > 0",
    "UPDATE number_holder SET sole = 0",
    "UPDATE number_holder SET until = 5 WHERE person = (SELECT min(person) FROM number_holder)",
    "UPDATE number_case SET state = 'CLOSED', outcome = NULL",
    "UPDATE person SET ver = ver + 5, legacy = 'other'",
    "UPDATE person_key SET station = station + 1",
    "UPDATE conflict_side SET side = 3 - side",
    "DELETE FROM conflict_step WHERE seq = 1",
    "UPDATE business SET state = 'REFUSED'",
    "UPDATE same_pair SET state = 'DIFFERENT'",
    "UPDATE same_check SET decided_by = asked_by",
    "DELETE FROM overdue_step WHERE n = 1",
    "UPDATE overdue_case SET decider = proposer WHERE business IS NOT NULL",
    "UPDATE unregistered SET state = 'REGISTERED', business = NULL",
    "UPDATE character_case SET outcome = NULL",
    "DELETE FROM character_picture",
};

static void spoil(struct test_db *t)
{
    arena_reset(t->desk.arena);
    for (size_t i = 0; i < COUNT(faults); i++)
        by_hand(t, faults[i]);
}

/** Asked on all engines between the same faults. */
static void ask_law(const struct statement *s)
{
    struct answer answer = ask_all(s, NULL);
    if (!answer.tells) {
        print_message("%s sees no fault\n", s->name);
        differing++;
    }
}

static void every_law_finds_the_same_faults_on_every_engine(void **state)
{
    (void)state;
    struct tx txs[ENGINES_MOST] = { { 0 } };
    for (size_t e = 0; e < engine_count; e++) {
        assert_done(&engines[e].desk, tx_open(&engines[e].desk, &txs[e]));
        spoil(&engines[e]);
    }
    differing = 0;
    for (size_t i = 0; i < all_statement_count; i++)
        if (is_law(all_statements[i]))
            ask_law(all_statements[i]);
    for (size_t e = 0; e < engine_count; e++)
        tx_close(&txs[e]);
    assert_int_equal(differing, 0);
}

/* ---- what a distributed engine would do with it ---- */

static struct str parameter_types(struct desk *desk, const struct statement *s)
{
    static const struct statement ask_types = {
        "test_types",
        "SELECT array_to_string(parameter_types, ',') AS types FROM pg_prepared_statements WHERE "
        "name = $1",
        1,
        1,
        0,
        -1
    };
    struct row row;
    struct str id = arena_printf(desk->arena, "s%d", s->index);
    assert_done(desk, db_get(desk, &ask_types, NO_NOT_FOUND, WITH(v_text(id)), &row));
    return row_text(row, 0);
}

/** Values of those types, no two alike and none NULL; other ones for each `turn`. */
static void invent(struct desk *desk, struct str types, int turn, struct value *values)
{
    struct str type;
    for (int n = 1; str_split(&types, ',', &type); n++) {
        struct str text = arena_printf(desk->arena, "v%d-%d", turn, n);
        values[n - 1] = str_is(type, "text")    ? v_text(text)
                        : str_is(type, "bytea") ? v_bytes(text)
                                                : v_int(turn * 104729 + n * 7919);
    }
}

/** Planned for just these values: EXPLAIN with bound parameters always is. */
static struct rows explain(struct desk *desk, const char *how, const struct statement *s,
                           const struct value *values)
{
    struct rows rows;
    struct str sql = arena_printf(desk->arena, "%s %s", how, s->text);
    const struct statement explained = { s->name, sql.at, s->parameters, 1, 0, -1 };
    assert_done(desk,
                db_list(desk, &explained, (struct values){ values, (size_t)s->parameters }, &rows));
    return rows;
}

/** TABLE_p0 … TABLE_p3. */
static bool is_partition(struct str word, struct str *table, int *part)
{
    if (word.len < 4 || !str_starts(str_cut(word, word.len - 3, 2), "_p"))
        return false;
    *table = str_cut(word, 0, word.len - 3);
    *part = word.at[word.len - 1] - '0';
    return *part >= 0 && *part < SPREAD_PARTS && schema_table(*table);
}

/** The partitions a plan names, as bits: of any table, since what belongs together lies together. */
static unsigned partitions_named(const struct rows *plan)
{
    unsigned named = 0;
    for (size_t i = 0; i < plan->count; i++) {
        struct str line = row_text(rows_at(plan, i), 0), word, table;
        int part;
        while (str_split(&line, ' ', &word))
            if (is_partition(word, &table, &part))
                named |= 1u << part;
    }
    return named;
}

static void assert_routed(struct test_db *t, const struct statement *s)
{
    enum { TURNS = 12 };
    struct desk *desk = &t->desk;
    struct value values[PARAMETERS_MOST];
    arena_reset(desk->arena);
    struct str types = parameter_types(desk, s);
    for (int turn = 1; turn <= TURNS; turn++) {
        invent(desk, types, turn, values);
        struct rows plan = explain(desk, "EXPLAIN (COSTS OFF)", s, values);
        unsigned named = partitions_named(&plan);
        if (named & (named - 1))
            fail_msg("%s asks more than one part and is not marked -- fanout", s->name);
    }
}

static void a_statement_asks_one_part_or_says_that_it_fans_out(void **state)
{
    (void)state;
    if (engine_count < 3)
        skip();
    assert_done(&engines[2].desk, db_check(&engines[2].desk));
    for (size_t i = 0; i < all_statement_count; i++)
        if (!all_statements[i]->fanout)
            assert_routed(&engines[2], all_statements[i]);
}

/* ---- indexes ---- */

/** Tables of which even one part, or one chain, is large. */
static const char *const large[] = { "person", "person_past", "household", "application",
                                     "card",   "entry",       "transfer",  "receipt" };

/** What reads a part or a chain from end to end, and why it may. */
static const struct {
    const char *statement, *because;
} reads_all[] = {
    { "entries_of_unit", "the whole chain is verified" },
    { "persons_with_applications", "asked once for each part of a load that is undone" },
    { "load_later_business", "the same" },
    { "load_drop_cases", "the same" },
    { "load_drop_persons", "the same" },
    { "load_drop_person_keys", "the same" },
    { "load_drop_households", "the same" },
};

static bool may_read_all(const struct statement *s)
{
    for (size_t i = 0; i < COUNT(reads_all); i++)
        if (strcmp(reads_all[i].statement, s->name) == 0)
            return true;
    return false;
}

static const struct table *table_called(const struct statement_tables *tables, struct str alias)
{
    for (size_t i = 0; i < tables->count; i++)
        if (str_eq(alias, tables->at[i].alias))
            return schema_table(tables->at[i].name);
    return NULL;
}

static bool is_large(const struct table *table)
{
    for (size_t i = 0; i < COUNT(large); i++)
        if (strcmp(table->name, large[i]) == 0)
            return true;
    return false;
}

/** SQLite says SCAN where it reads all of a table or an index, and behind SEARCH, in brackets, by
 * what it looks up: the spread column alone is a whole part. */
static bool reads_too_much(const struct statement_tables *tables, struct arena *arena,
                           struct str detail)
{
    struct str rest = detail, how, alias;
    if (!str_split(&rest, ' ', &how) || !str_split(&rest, ' ', &alias))
        return false;
    const struct table *table = table_called(tables, alias);
    if (!table || !table_is_spread(table))
        return false;
    struct str part_alone = arena_printf(arena, "(%s=?)", table->spread);
    return str_is(how, "SCAN") || (is_large(table) && str_ends(detail, part_alone.at));
}

static void assert_looked_up(struct desk *desk, const struct statement *s)
{
    static const struct value nothing[PARAMETERS_MOST];
    struct statement_tables tables;
    struct rows plan = explain(desk, "EXPLAIN QUERY PLAN", s, nothing);
    statement_tables(s, &tables);
    for (size_t i = 0; i < plan.count; i++) {
        struct str detail = row_text(rows_at(&plan, i), 3);
        if (reads_too_much(&tables, desk->arena, detail))
            fail_msg("%s: " STR_FMT, s->name, STR_ARG(detail));
    }
}

static void a_routed_statement_reads_neither_a_table_nor_a_part_from_end_to_end(void **state)
{
    (void)state;
    arena_reset(engines[0].desk.arena);
    for (size_t i = 0; i < all_statement_count; i++)
        if (!all_statements[i]->fanout && !may_read_all(all_statements[i]))
            assert_looked_up(&engines[0].desk, all_statements[i]);
}

int main(void)
{
    log_at_least(LOG_ERROR + 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_statement_answers_the_same_on_every_engine),
        cmocka_unit_test(every_law_finds_the_same_faults_on_every_engine),
        cmocka_unit_test(a_statement_asks_one_part_or_says_that_it_fans_out),
        cmocka_unit_test(a_routed_statement_reads_neither_a_table_nor_a_part_from_end_to_end),
    };
    return cmocka_run_group_tests(tests, open_engines, close_engines);
}
