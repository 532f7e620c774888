#include "db/db.h"
#include "base/buf.h"
#include "db/driver.h"

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
    return DONE;
}

uint64_t db_identity(const struct db *db)
{
    return db->identity;
}

void db_close(struct db *db)
{
    if (db)
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
    db->broken_why = desk->why;
    return outcome;
}

/** DONE, or once more what broke the transaction. */
static enum outcome still_whole(struct desk *desk)
{
    if (desk->db->broken != DONE)
        desk->why = desk->db->broken_why;
    return desk->db->broken;
}

int64_t db_statements_run(const struct db *db)
{
    return db->statements_run;
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
    desk->db->statements_run++;
    return desk->db->driver->query(desk, statement, with, sink);
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
    desk->db->statements_run++;
    return desk->db->driver->change(desk, statement, if_none, with);
}

static enum outcome begin(struct desk *desk, struct tx *tx, bool looking)
{
    TRY(still_whole(desk));
    TRY(desk->db->driver->begin(desk, desk->db->depth, looking));
    *tx = (struct tx){ desk, desk->db, ++desk->db->depth };
    return DONE;
}

enum outcome tx_open(struct desk *desk, struct tx *tx)
{
    return begin(desk, tx, false);
}

enum outcome tx_look(struct desk *desk, struct tx *tx)
{
    return begin(desk, tx, true);
}

enum outcome tx_commit(struct tx *tx)
{
    ASSERT(tx->desk && tx->depth == tx->db->depth);
    TRY(still_whole(tx->desk));
    TRY(tx->db->driver->commit(tx->desk, tx->depth - 1));
    tx->db->depth--;
    *tx = (struct tx){ 0 };
    return DONE;
}

void tx_close(struct tx *tx)
{
    if (!tx->desk)
        return;
    ASSERT(tx->depth == tx->db->depth);
    tx->db->driver->rollback(tx->desk, tx->depth - 1);
    tx->db->depth--;
    if (tx->db->broken_depth > tx->db->depth) {
        tx->db->broken = DONE;
        tx->db->broken_depth = 0;
    }
    *tx = (struct tx){ 0 };
}
