#include "db/db.h"
#include "base/buf.h"
#include "db/driver.h"
#include <stdatomic.h>

struct row rows_at(const struct rows *rows, size_t i)
{
    ASSERT(i < rows->count);
    return (struct row){ rows->cells + i * rows->columns, rows->columns, rows->names };
}

static const struct value *cell(struct row row, size_t column)
{
    ASSERT(row.cells && column < row.columns);
    return &row.cells[column];
}

int64_t row_int(struct row row, size_t column)
{
    return cell(row, column)->n;
}

struct str row_text(struct row row, size_t column)
{
    return cell(row, column)->s;
}

bool row_null(struct row row, size_t column)
{
    return cell(row, column)->kind == V_NULL;
}

struct day row_day(struct row row, size_t column)
{
    const struct value *c = cell(row, column);
    return c->kind == V_NULL ? NO_DAY : (struct day){ (int32_t)c->n };
}

static void read_cell(struct row row, size_t i, enum column_kind kind, void *at)
{
    switch (kind) {
    case KIND_INT:
    case KIND_ID:
    case KIND_INSTANT:
        *(int64_t *)at = row_int(row, i);
        break;
    case KIND_INT32:
        *(int32_t *)at = (int32_t)row_int(row, i);
        break;
    case KIND_BOOL:
        *(int *)at = row_int(row, i) != 0;
        break;
    case KIND_TEXT:
    case KIND_BYTES:
        *(struct str *)at = row_text(row, i);
        break;
    case KIND_DAY:
        *(struct day *)at = row_day(row, i);
        break;
    }
}

void row_read(struct row row, const struct column *columns, size_t count, void *record)
{
    ASSERT(row.columns >= count);
    for (size_t i = 0; i < count; i++) {
        ASSERT(strcmp(row.names[i], columns[i].field) == 0);
        read_cell(row, i, columns[i].kind, (char *)record + columns[i].offset);
    }
}

enum db_engine db_engine_of_url(struct str url)
{
    return str_starts(url, "postgres://") || str_starts(url, "postgresql://") ? DB_POSTGRES
                                                                              : DB_SQLITE;
}

enum outcome db_open(struct desk *desk, struct str url, enum db_mode mode, struct db **out)
{
    const struct driver *driver =
        db_engine_of_url(url) == DB_POSTGRES ? &driver_postgres : &driver_sqlite;
    TRY(driver->open(desk, url, mode, out));
    (*out)->identity = str_hash(url);
    (*out)->url = strndup(url.at, url.len);
    ASSERT((*out)->url != NULL);
    (*out)->costs = calloc(db_cost_count(), sizeof(struct cost));
    ASSERT((*out)->costs != NULL);
    return DONE;
}

uint64_t db_identity(const struct db *db)
{
    return db->identity;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    free(db->costs);
    free(db->url);
    free(db->after.at);
    db->driver->close(db);
}

enum db_engine db_engine_of(const struct db *db)
{
    return db->engine;
}

enum outcome db_broke(struct desk *desk, int depth, enum outcome outcome)
{
    struct db *db = desk->db;
    if (outcome == DONE || depth == 0 || db->broken != DONE)
        return outcome;
    db->broken = outcome;
    db->broken_depth = depth;
    db->broken_by_statement = true;
    db->broken_why = desk->why;
    return outcome;
}

void db_mend(struct db *db)
{
    db->broken = DONE;
    db->broken_depth = 0;
}

/** DONE, or once more what broke the transaction. */
static enum outcome still_whole(struct desk *desk)
{
    if (desk->db->broken != DONE)
        desk->why = desk->db->broken_why;
    return desk->db->broken;
}

/* ---- costs ---- */

/** Beginnings, commits, waiting for questions, the layer's own statements, then the named ones. */
enum { COST_BEGIN, COST_COMMIT, COST_ANSWER, COST_OWN, COST_NAMED };

/** One thread writes, others look. */
static void count(struct db *db, int slot, int64_t since_ns)
{
    struct cost *c = &db->costs[slot];
    atomic_fetch_add_explicit(&c->runs, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&c->ns, monotonic_ns() - since_ns, memory_order_relaxed);
}

static int slot_of(const struct statement *statement)
{
    return statement->index < 0 ? COST_OWN : COST_NAMED + statement->index;
}

size_t db_cost_count(void)
{
    return COST_NAMED + all_statement_count;
}

void db_costs_add(const struct db *db, struct db_cost *sums)
{
    static const char *const names[] = { "begin", "commit", "answer", "own" };
    for (size_t i = 0; i < db_cost_count(); i++) {
        sums[i].name = i < COST_NAMED ? names[i] : all_statements[i - COST_NAMED]->name;
        sums[i].runs += atomic_load_explicit(&db->costs[i].runs, memory_order_relaxed);
        sums[i].ns += atomic_load_explicit(&db->costs[i].ns, memory_order_relaxed);
    }
}

enum outcome db_check(struct desk *desk)
{
    for (size_t i = 0; i < all_statement_count; i++)
        TRY(desk->db->driver->prepare(desk, all_statements[i]));
    return DONE;
}

static const struct statement step_table = {
    "schema_step_table", "SELECT max(number) FROM schema_step", 0, 1, 0, -1
};

static enum outcome steps_applied(struct desk *desk, long *out)
{
    struct rows rows = { 0 };
    TRY(desk->db->driver->script(desk, "CREATE TABLE IF NOT EXISTS schema_step (number INTEGER NOT "
                                       "NULL PRIMARY KEY, name TEXT NOT NULL);"));
    TRY(desk->db->driver->query(desk, &step_table, WITH_NOTHING, &(struct sink){ .rows = &rows }));
    *out = (long)row_int(rows_at(&rows, 0), 0);
    return DONE;
}

static enum outcome apply_step(struct desk *desk, const struct schema_step *step)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(desk->db->driver->script(desk, step->text));
    struct str note =
        arena_printf(desk->arena, "INSERT INTO schema_step (number, name) VALUES (%ld, '%s');",
                     step->number, step->name);
    TRY(desk->db->driver->script(desk, note.at));
    return tx_commit(&tx);
}

enum outcome db_migrate(struct desk *desk)
{
    long done = 0;
    TRY(steps_applied(desk, &done));
    for (size_t i = 0; i < schema_step_count; i++)
        if (schema_steps[i].number > done)
            TRY(apply_step(desk, &schema_steps[i]));
    return DONE;
}

static enum outcome query(struct desk *desk, const struct statement *statement, struct values with,
                          struct sink *sink)
{
    ASSERT((size_t)statement->parameters == with.count);
    TRY(still_whole(desk));
    desk->db->changes += statement->writes;
    int64_t since = monotonic_ns();
    enum outcome outcome = desk->db->driver->query(desk, statement, with, sink);
    count(desk->db, slot_of(statement), since);
    return outcome;
}

enum outcome db_list(struct desk *desk, const struct statement *statement, struct values with,
                     struct rows *out)
{
    struct rows rows = { 0 };
    TRY(query(desk, statement, with, &(struct sink){ .rows = &rows }));
    *out = rows;
    return DONE;
}

enum outcome db_find(struct desk *desk, const struct statement *statement, struct values with,
                     struct row *out)
{
    struct rows rows = { 0 };
    TRY(query(desk, statement, with, &(struct sink){ .rows = &rows, .most = 1 }));
    *out = rows.count ? rows_at(&rows, 0) : (struct row){ 0 };
    return DONE;
}

enum outcome db_get(struct desk *desk, const struct statement *statement, enum refusal if_none,
                    struct values with, struct row *out)
{
    struct row row;
    TRY(db_find(desk, statement, with, &row));
    if (!row.cells)
        return refuse(desk, if_none);
    *out = row;
    return DONE;
}

enum outcome db_ask(struct desk *desk, const struct statement *statement, struct values with,
                    struct question **out)
{
    struct question *question = NEW(desk->arena, struct question);
    ASSERT((size_t)statement->parameters == with.count);
    TRY(still_whole(desk));
    desk->db->changes += statement->writes;
    int64_t since = monotonic_ns();
    enum outcome outcome = desk->db->driver->ask(desk, statement, with, question);
    count(desk->db, slot_of(statement), since);
    *out = question;
    return outcome;
}

enum outcome db_answers(struct desk *desk, struct question *question, struct rows *out)
{
    TRY(still_whole(desk));
    if (!question->answered) {
        int64_t since = monotonic_ns();
        enum outcome outcome = desk->db->driver->answer(desk);
        count(desk->db, COST_ANSWER, since);
        TRY(outcome);
    }
    ASSERT(question->answered);
    *out = question->rows;
    return DONE;
}

enum outcome db_answer(struct desk *desk, struct question *question, enum refusal if_none,
                       struct row *out)
{
    struct rows rows;
    TRY(db_answers(desk, question, &rows));
    if (!rows.count)
        return refuse(desk, if_none);
    *out = rows_at(&rows, 0);
    return DONE;
}

enum outcome db_each(struct desk *desk, const struct statement *statement, struct values with,
                     db_row_fn each, void *ctx)
{
    return query(desk, statement, with, &(struct sink){ .each = each, .ctx = ctx });
}

enum outcome db_change(struct desk *desk, const struct statement *statement, enum refusal if_none,
                       struct values with)
{
    ASSERT((size_t)statement->parameters == with.count);
    TRY(still_whole(desk));
    desk->db->changes++;
    int64_t since = monotonic_ns();
    enum outcome outcome = desk->db->driver->change(desk, statement, if_none, with);
    count(desk->db, slot_of(statement), since);
    return outcome;
}

enum outcome db_insert_rows(struct desk *desk, const struct statement *statement,
                            struct values with)
{
    ASSERT(statement->parameters > 0 && with.count % (size_t)statement->parameters == 0);
    TRY(still_whole(desk));
    if (!with.count)
        return DONE;
    desk->db->changes++;
    int64_t since = monotonic_ns();
    enum outcome outcome = desk->db->driver->insert_rows(desk, statement, with);
    count(desk->db, slot_of(statement), since);
    return outcome;
}

enum outcome db_expect_much(struct desk *desk, bool much)
{
    ASSERT(!desk->db->depth);
    return desk->db->driver->expect_much ? desk->db->driver->expect_much(desk, much) : DONE;
}

/** Nothing of its own to begin or end at the engine: the transaction around it does that. */
static bool joins(enum tx_kind kind, int around)
{
    return around && kind != TX_TRY;
}

static enum outcome begin(struct desk *desk, struct tx *tx, enum tx_kind kind)
{
    struct db *db = desk->db;
    TRY(still_whole(desk));
    *tx = (struct tx){ desk, db, db->depth + 1, db->undoable, kind };
    if (!joins(kind, db->depth)) {
        int64_t since = monotonic_ns();
        enum outcome outcome = db->driver->begin(desk, db->depth, kind == TX_LOOK);
        count(db, COST_BEGIN, since);
        if (outcome != DONE) {
            *tx = (struct tx){ 0 };
            return outcome;
        }
        db->undoable = tx->depth;
    }
    db->depth = tx->depth;
    return DONE;
}

enum outcome tx_open(struct desk *desk, struct tx *tx)
{
    return begin(desk, tx, TX_OPEN);
}

enum outcome tx_try(struct desk *desk, struct tx *tx)
{
    return begin(desk, tx, TX_TRY);
}

enum outcome tx_look(struct desk *desk, struct tx *tx)
{
    return begin(desk, tx, TX_LOOK);
}

enum outcome tx_look_beside(struct desk *desk, struct tx *tx, struct desk *beside,
                            struct tx *beside_tx, bool *both)
{
    *both = false;
    beside->db = NULL;
    if (!desk->db->depth && db_open(beside, str_of(desk->db->url), DB_READ, &beside->db) == DONE) {
        enum outcome outcome = desk->db->driver->look_beside(desk, tx, beside, beside_tx, both);
        if (outcome == DONE && *both)
            return DONE;
        tx_close(beside_tx);
        db_close(beside->db);
        beside->db = NULL;
        TRY(outcome);
    }
    return tx_look(desk, tx);
}

void tx_after(struct desk *desk, void (*then)(void *ctx), void *ctx)
{
    struct db *db = desk->db;
    struct afterwards *after = &db->after;
    if (!db->depth) {
        then(ctx);
        return;
    }
    if (after->count == after->room) {
        after->room = after->room ? after->room * 2 : 16;
        after->at = realloc(after->at, after->room * sizeof *after->at);
        ASSERT(after->at != NULL);
    }
    after->at[after->count++] = (struct after){ then, ctx, db->undoable };
}

/** What was said in a savepoint now belongs to what is around it; at the outermost it is time. */
static void hand_out(struct db *db, int around)
{
    struct afterwards *after = &db->after;
    for (size_t i = 0; i < after->count; i++)
        if (around == 0)
            after->at[i].then(after->at[i].ctx);
        else if (after->at[i].depth > around)
            after->at[i].depth = around;
    if (around == 0)
        after->count = 0;
}

static void take_back(struct db *db, int around)
{
    while (db->after.count && db->after.at[db->after.count - 1].depth > around)
        db->after.count--;
}

static void leave(struct tx *tx)
{
    tx->db->depth--;
    tx->db->undoable = tx->undoable_around;
    *tx = (struct tx){ 0 };
}

enum outcome tx_commit(struct tx *tx)
{
    int around = tx->depth - 1;
    ASSERT(tx->desk && tx->depth == tx->db->depth);
    TRY(still_whole(tx->desk));
    if (!joins(tx->kind, around)) {
        int64_t since = monotonic_ns();
        enum outcome outcome = tx->db->driver->commit(tx->desk, around);
        count(tx->db, COST_COMMIT, since);
        TRY(outcome);
        hand_out(tx->db, tx->undoable_around);
    }
    leave(tx);
    return DONE;
}

/** What was left half done inside another transaction can only be undone with it. */
static void break_around(struct desk *desk)
{
    bool said_no = desk->why.refusal != REFUSAL_NONE && !desk->why.incident;
    if (desk->db->broken != DONE)
        return;
    (void)!db_broke(desk, desk->db->undoable, said_no ? REFUSED : FAILED);
    desk->db->broken_by_statement = false;
}

void tx_close(struct tx *tx)
{
    struct db *db = tx->db;
    if (!tx->desk)
        return;
    ASSERT(tx->depth == db->depth);
    int around = tx->depth - 1;
    if (!joins(tx->kind, around)) {
        db->driver->rollback(tx->desk, around);
        take_back(db, tx->undoable_around);
        if (db->broken_depth > around)
            db_mend(db);
    } else if (tx->kind == TX_OPEN) {
        break_around(tx->desk);
    }
    leave(tx);
}
