/** SQLite: WAL, synchronous=FULL, strict tables, one writer. Binds parameters by name: `$1` is a
 * name here, numbered by first appearance. */
#include "base/buf.h"
#include "db/driver.h"
#include <pthread.h>
#include <sqlite3.h>

struct prepared {
    sqlite3_stmt *statement;
    const char **names;
    char *words; /* the names' own: SQLite's are gone when a changed schema makes it prepare anew */
    int columns;
    unsigned char place[64]; /* of $1 … $n; 0: does not appear */
};

struct sqlite_db {
    struct db head;
    sqlite3 *handle;
    struct prepared
        *prepared; /* by statement index; the layer's own statements are prepared each time */
};

static struct sqlite_db *mine(struct desk *desk)
{
    return (struct sqlite_db *)(void *)desk->db;
}

static enum outcome broken(struct desk *desk, struct sqlite_db *db, const char *what)
{
    int code = sqlite3_extended_errcode(db->handle);
    enum outcome outcome = fail(desk, "sqlite %s: %s (%d)", what, sqlite3_errmsg(db->handle), code);
    desk->why.retry = (code & 0xff) == SQLITE_BUSY;
    return db_broke(desk, db->head.undoable, outcome);
}

static enum outcome run_script(struct desk *desk, struct sqlite_db *db, const char *sql)
{
    if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        return broken(desk, db, "script");
    return DONE;
}

#define TUNING "PRAGMA wal_autocheckpoint=16000; PRAGMA cache_size=-16000;"
static const char *const tuning_pragmas = TUNING;
static const char *const open_pragmas =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA temp_store=MEMORY;" TUNING;

static void prepared_finish(struct prepared *p)
{
    sqlite3_finalize(p->statement);
    free(p->names);
    free(p->words);
}

static void sqlite_close(struct db *head)
{
    struct sqlite_db *db = (struct sqlite_db *)(void *)head;
    for (size_t i = 0; i < all_statement_count; i++)
        prepared_finish(&db->prepared[i]);
    sqlite3_close(db->handle);
    free(db->prepared);
    free(db);
}

/** Memory statistics take a lock for each allocation, and nobody reads them. */
static void configure_once(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static enum outcome sqlite_open(struct desk *desk, struct str url, enum db_mode mode,
                                struct db **out)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, configure_once);
    const char *path =
        arena_text(desk->arena, str_starts(url, "sqlite:") ? str_cut(url, 7, url.len) : url);
    struct sqlite_db *db = calloc(1, sizeof *db);
    ASSERT(db != NULL);
    db->head = (struct db){ .driver = &driver_sqlite, .engine = DB_SQLITE };
    db->prepared = calloc(all_statement_count, sizeof *db->prepared);
    ASSERT(db->prepared != NULL);
    int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == DB_WRITE ? SQLITE_OPEN_CREATE : 0);
    enum outcome outcome = DONE;
    if (sqlite3_open_v2(path, &db->handle, flags, NULL) != SQLITE_OK)
        outcome = fail(desk, "sqlite open: %s", sqlite3_errmsg(db->handle));
    if (outcome == DONE) {
        sqlite3_busy_timeout(db->handle, 20000);
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
        /* else a statement with LIKE $n is planned anew for every value */
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
        outcome = run_script(desk, db, open_pragmas);
    }
    if (outcome != DONE) {
        sqlite_close(&db->head);
        return outcome;
    }
    *out = &db->head;
    return DONE;
}

/** Our schema words in SQLite's, and every table strict. Of a table `-- kept: by key` the rows
 * themselves stand in the order of the key, which saves the index beside it. */
static const struct {
    const char *ours, *theirs;
} words[] = { { "BIGINT", "INTEGER" },
              { "BYTEA", "BLOB" },
              { "JSONB", "TEXT" },
              { "DOUBLE PRECISION", "REAL" } };

static bool word_byte(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
}

static size_t translate_word(struct buf *out, struct str rest, char before)
{
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t n = strlen(words[i].ours);
        if (str_starts(rest, words[i].ours) && !word_byte(before) &&
            (rest.len == n || !word_byte(rest.at[n]))) {
            buf_text(out, words[i].theirs);
            return n;
        }
    }
    return 0;
}

static void translate_schema(struct buf *out, struct str text)
{
    bool table = false, keyed = false;
    char before = '\n';
    for (size_t i = 0; i < text.len;) {
        struct str rest = str_cut(text, i, text.len);
        size_t n = translate_word(out, rest, before);
        if (n) {
            i += n;
            before = 'x';
            continue;
        }
        if (str_starts(rest, "CREATE TABLE"))
            table = true;
        if (str_starts(rest, "--")) {
            keyed |= !table && str_starts(rest, "-- kept: by key\n");
            i += str_find_byte(rest, '\n');
            continue;
        }
        if (table && str_starts(rest, ");")) {
            buf_text(out, keyed ? ") STRICT, WITHOUT ROWID;" : ") STRICT;");
            table = keyed = false;
            i += 2;
            continue;
        }
        before = text.at[i++];
        buf_byte(out, before);
    }
    buf_byte(out, '\0');
}

static enum outcome sqlite_script(struct desk *desk, const char *sql)
{
    struct buf text = { 0 };
    translate_schema(&text, str_of(sql));
    enum outcome outcome = run_script(desk, mine(desk), text.at);
    buf_close(&text);
    return outcome;
}

static void keep_names(struct prepared *p)
{
    size_t room = 1, used = 0;
    p->columns = sqlite3_column_count(p->statement);
    for (int i = 0; i < p->columns; i++)
        room += strlen(sqlite3_column_name(p->statement, i)) + 1;
    p->names = calloc((size_t)p->columns + 1, sizeof *p->names);
    p->words = malloc(room);
    ASSERT(p->names != NULL && p->words != NULL);
    for (int i = 0; i < p->columns; i++) {
        p->names[i] = p->words + used;
        used += (size_t)snprintf(p->words + used, room - used, "%s",
                                 sqlite3_column_name(p->statement, i)) +
                1;
    }
}

static enum outcome prepare_into(struct desk *desk, struct sqlite_db *db,
                                 const struct statement *statement, struct prepared *p)
{
    ASSERT(statement->parameters < (int)COUNT(p->place));
    if (sqlite3_prepare_v3(db->handle, statement->text, -1, SQLITE_PREPARE_PERSISTENT,
                           &p->statement, NULL) != SQLITE_OK)
        return broken(desk, db, statement->name);
    for (int i = 1; i <= statement->parameters; i++) {
        char name[16];
        snprintf(name, sizeof name, "$%d", i);
        p->place[i] = (unsigned char)sqlite3_bind_parameter_index(p->statement, name);
    }
    keep_names(p);
    return DONE;
}

/** A named statement is prepared once; one that has no name in sql/ goes into `own`. */
static enum outcome prepared_for(struct desk *desk, const struct statement *statement,
                                 struct prepared *own, struct prepared **out)
{
    struct sqlite_db *db = mine(desk);
    struct prepared *p = statement->index < 0 ? own : &db->prepared[statement->index];
    if (!p->statement)
        TRY(prepare_into(desk, db, statement, p));
    *out = p;
    return DONE;
}

static enum outcome sqlite_prepare(struct desk *desk, const struct statement *statement)
{
    struct prepared *p, own = { 0 };
    TRY(prepared_for(desk, statement, &own, &p));
    prepared_finish(&own);
    return DONE;
}

static void bind(struct prepared *p, int place, const struct value *v)
{
    switch (v->kind) {
    case V_NULL:
        sqlite3_bind_null(p->statement, place);
        break;
    case V_INT:
        sqlite3_bind_int64(p->statement, place, v->n);
        break;
    case V_TEXT:
        sqlite3_bind_text(p->statement, place, v->s.at, (int)v->s.len, SQLITE_STATIC);
        break;
    case V_BYTES:
        sqlite3_bind_blob(p->statement, place, v->s.at, (int)v->s.len, SQLITE_STATIC);
        break;
    }
}

static void bind_all(struct prepared *p, struct values with)
{
    for (size_t i = 0; i < with.count; i++)
        if (p->place[i + 1])
            bind(p, p->place[i + 1], &with.at[i]);
}

static struct value read_cell(struct arena *arena, sqlite3_stmt *s, int i)
{
    switch (sqlite3_column_type(s, i)) {
    case SQLITE_INTEGER:
        return v_int(sqlite3_column_int64(s, i));
    case SQLITE_TEXT: {
        const void *at = sqlite3_column_text(s, i);
        return v_text(arena_str(arena, str_from(at, (size_t)sqlite3_column_bytes(s, i))));
    }
    case SQLITE_BLOB: {
        const void *at = sqlite3_column_blob(s, i);
        return v_bytes(
            arena_str(arena, str_from(at ? at : "", (size_t)sqlite3_column_bytes(s, i))));
    }
    default:
        return v_null();
    }
}

/** Rows collected in a growing array that ends up in the arena. */
struct collected {
    struct value *cells;
    size_t count, room;
};

static void collect(struct collected *c, size_t columns, struct arena *arena, sqlite3_stmt *s)
{
    if (c->count == c->room) {
        size_t room = c->room ? c->room * 4 : 4;
        struct value *cells = arena_bytes(arena, room * columns * sizeof *cells);
        if (c->count)
            memcpy(cells, c->cells, c->count * columns * sizeof *cells);
        c->cells = cells;
        c->room = room;
    }
    for (size_t i = 0; i < columns; i++)
        c->cells[c->count * columns + i] = read_cell(arena, s, (int)i);
    c->count++;
}

static enum outcome hand_on(struct desk *desk, struct arena *own, struct prepared *p,
                            struct sink *sink)
{
    size_t columns = (size_t)p->columns;
    struct value *cells = NEW_ARRAY(own, struct value, columns);
    for (size_t i = 0; i < columns; i++)
        cells[i] = read_cell(own, p->statement, (int)i);
    return sink->each(desk, sink->ctx, (struct row){ cells, columns, p->names });
}

static enum outcome hand_on_all(struct desk *desk, struct prepared *p, struct sink *sink, int *code)
{
    struct arena *own = arena_open();
    enum outcome outcome = DONE;
    while (outcome == DONE && (*code = sqlite3_step(p->statement)) == SQLITE_ROW) {
        outcome = hand_on(desk, own, p, sink);
        arena_reset(own);
    }
    arena_close(own);
    return outcome;
}

static enum outcome collect_all(struct desk *desk, struct prepared *p, struct sink *sink, int *code)
{
    struct collected c = { 0 };
    size_t columns = (size_t)p->columns;
    while ((*code = sqlite3_step(p->statement)) == SQLITE_ROW) {
        collect(&c, columns, desk->arena, p->statement);
        if (sink->most && c.count == sink->most)
            break;
    }
    *sink->rows = (struct rows){ c.cells, c.count, columns, p->names };
    return DONE;
}

static enum outcome run_query(struct desk *desk, const struct statement *statement,
                              struct prepared *p, struct values with, struct sink *sink)
{
    int code = SQLITE_OK;
    bind_all(p, with);
    enum outcome outcome =
        sink->each ? hand_on_all(desk, p, sink, &code) : collect_all(desk, p, sink, &code);
    if (outcome == DONE && code != SQLITE_DONE && code != SQLITE_ROW)
        outcome = broken(desk, mine(desk), statement->name);
    /* RETURNING changes rows at its first step; a statement left before its end is finished by the
     * reset, which looks at the foreign keys then. */
    if (sqlite3_reset(p->statement) != SQLITE_OK && outcome == DONE)
        outcome = broken(desk, mine(desk), statement->name);
    return outcome;
}

/** The names of the columns, when the statement they belong to goes away. */
static const char *const *kept_names(struct arena *arena, const struct prepared *p)
{
    const char **names = NEW_ARRAY(arena, const char *, p->columns + 1);
    for (int i = 0; i < p->columns; i++)
        names[i] = arena_text(arena, str_of(p->names[i]));
    return names;
}

static enum outcome sqlite_query(struct desk *desk, const struct statement *statement,
                                 struct values with, struct sink *sink)
{
    struct prepared *p, own = { 0 };
    TRY(prepared_for(desk, statement, &own, &p));
    enum outcome outcome = run_query(desk, statement, p, with, sink);
    if (own.statement && outcome == DONE && sink->rows)
        sink->rows->names = kept_names(desk->arena, &own);
    prepared_finish(&own);
    return outcome;
}

static enum outcome sqlite_ask(struct desk *desk, const struct statement *statement,
                               struct values with, struct question *question)
{
    question->answered = true;
    return sqlite_query(desk, statement, with, &(struct sink){ .rows = &question->rows });
}

static enum outcome sqlite_answer(struct desk *desk)
{
    (void)desk;
    return DONE;
}

static bool stood_against(int code)
{
    return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
           code == SQLITE_CONSTRAINT_CHECK;
}

static enum outcome run_change(struct desk *desk, struct prepared *p, enum refusal if_none,
                               const char *name)
{
    struct sqlite_db *db = mine(desk);
    int code;
    do /* the changes are counted when the last row of RETURNING has been read */
        code = sqlite3_step(p->statement);
    while (code == SQLITE_ROW);
    bool taken = code != SQLITE_DONE && stood_against(sqlite3_extended_errcode(db->handle));
    if (code != SQLITE_DONE && !(if_none && taken))
        return broken(desk, db, name);
    if (taken || (if_none && sqlite3_changes(db->handle) == 0))
        return db_broke(desk, db->head.undoable, refuse(desk, if_none));
    return DONE;
}

static enum outcome sqlite_change(struct desk *desk, const struct statement *statement,
                                  enum refusal if_none, struct values with)
{
    struct prepared *p, own = { 0 };
    TRY(prepared_for(desk, statement, &own, &p));
    bind_all(p, with);
    enum outcome outcome = run_change(desk, p, if_none, statement->name);
    sqlite3_reset(p->statement);
    prepared_finish(&own);
    return outcome;
}

static enum outcome sqlite_insert_rows(struct desk *desk, const struct statement *statement,
                                       struct values with)
{
    struct prepared *p, own = { 0 };
    size_t each = (size_t)statement->parameters;
    enum outcome outcome = DONE;
    TRY(prepared_for(desk, statement, &own, &p));
    for (size_t at = 0; at < with.count && outcome == DONE; at += each) {
        bind_all(p, (struct values){ with.at + at, each });
        outcome = run_change(desk, p, REFUSAL_NONE, statement->name);
        sqlite3_reset(p->statement);
    }
    prepared_finish(&own);
    return outcome;
}

/** Pages of many tables and indexes are changed again and again: kept, they are neither read anew
 * nor written twice before the log is cleared. */
static enum outcome sqlite_expect_much(struct desk *desk, bool much)
{
    return run_script(desk, mine(desk),
                      much ? "PRAGMA cache_size=-262144; PRAGMA wal_autocheckpoint=128000;"
                           : tuning_pragmas);
}

static enum outcome savepoint(struct desk *desk, const char *verb, int depth)
{
    char sql[64];
    snprintf(sql, sizeof sql, "%s s%d", verb, depth);
    return run_script(desk, mine(desk), sql);
}

static enum outcome sqlite_begin(struct desk *desk, int depth, bool looking)
{
    if (!depth)
        return run_script(desk, mine(desk), looking ? "BEGIN" : "BEGIN IMMEDIATE");
    /* after a full disk SQLite has undone the whole transaction by itself: a savepoint would begin
     * a new one */
    if (sqlite3_get_autocommit(mine(desk)->handle))
        return db_broke(desk, mine(desk)->head.undoable,
                        fail(desk, "sqlite: the transaction is gone"));
    return savepoint(desk, "SAVEPOINT", depth);
}

static const struct statement data_version = { "data_version", "PRAGMA data_version", 0, 1, 0, -1 };

/** What changes when another connection commits. Inside a look it also fixes its moment. */
static enum outcome version_of(struct desk *desk, int64_t *out)
{
    struct rows rows;
    TRY(db_list(desk, &data_version, WITH_NOTHING, &rows));
    *out = row_int(rows_at(&rows, 0), 0);
    return DONE;
}

/** The other connection's moment lies between two readings of ours: when they are the same, nobody
 * committed between, and ours, fixed by the second, is that moment too. */
static enum outcome sqlite_look_beside(struct desk *desk, struct tx *tx, struct desk *beside,
                                       struct tx *beside_tx, bool *same)
{
    enum { TRIES = 4 };
    for (int i = 0; i < TRIES && !*same; i++) {
        int64_t before = 0, theirs = 0, after = 0;
        TRY(version_of(desk, &before));
        TRY(tx_look(beside, beside_tx));
        TRY(version_of(beside, &theirs));
        TRY(tx_look(desk, tx));
        TRY(version_of(desk, &after));
        *same = before == after;
        if (*same)
            break;
        tx_close(tx);
        tx_close(beside_tx);
    }
    return DONE;
}

static enum outcome sqlite_commit(struct desk *desk, int depth)
{
    return depth ? savepoint(desk, "RELEASE", depth) : run_script(desk, mine(desk), "COMMIT");
}

static void sqlite_rollback(struct desk *desk, int depth)
{
    struct problem why = desk->why;
    struct sqlite_db *db = mine(desk);
    char sql[64];
    if (depth)
        snprintf(sql, sizeof sql, "ROLLBACK TO s%d; RELEASE s%d", depth, depth);
    else
        snprintf(sql, sizeof sql, "ROLLBACK");
    if (!sqlite3_get_autocommit(db->handle) && sqlite3_exec(db->handle, sql, NULL, NULL, NULL))
        log_error("sqlite rollback: %s", sqlite3_errmsg(db->handle));
    desk->why = why;
}

const struct driver driver_sqlite = {
    .open = sqlite_open,
    .close = sqlite_close,
    .script = sqlite_script,
    .prepare = sqlite_prepare,
    .query = sqlite_query,
    .ask = sqlite_ask,
    .answer = sqlite_answer,
    .change = sqlite_change,
    .insert_rows = sqlite_insert_rows,
    .expect_much = sqlite_expect_much,
    .begin = sqlite_begin,
    .look_beside = sqlite_look_beside,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
};
