/** PostgreSQL through libpq, always in pipeline mode: changes, BEGIN and savepoints are sent at
 * once and their results read at the next question or before COMMIT, so a use case costs as many
 * round trips as it has questions. Explicit BEGIN and COMMIT stand around every transaction. */
#include "base/hex.h"
#include "db/comments.h"
#include "db/driver.h"
#include <arpa/inet.h>
#include <endian.h>
#include <libpq-fe.h>

enum { WAITING_MAX = 200, PARAMETERS_MAX = 64 };

/** A result not yet read. */
struct waiting {
    const struct statement *statement; /* NULL: BEGIN, SAVEPOINT … */
    enum refusal if_none;
    struct question *question; /* or NULL */
    int depth;                 /* transactions and savepoints open around it */
    bool parse;                /* of the statement, which is not yet run */
    bool must_commit; /* answering COMMIT with ROLLBACK is how a broken transaction is told */
};

struct postgres_db {
    struct db head;
    PGconn *handle;
    unsigned char *prepared; /* by statement index */
    const char ***names;     /* column names, by statement index */
    struct waiting waiting[WAITING_MAX];
    size_t waiting_count;
};

static struct postgres_db *mine(struct desk *desk)
{
    return (struct postgres_db *)(void *)desk->db;
}

/** The line is gone. Trying again is right unless a commit was on the way: nobody knows whether it
 * arrived, so only a repeated request with its key may ask again. */
static enum outcome lost(struct desk *desk, struct postgres_db *db, const char *what)
{
    bool committing = false;
    for (size_t i = 0; i < db->waiting_count; i++)
        committing |= db->waiting[i].must_commit;
    db->waiting_count = 0;
    enum outcome outcome = fail(desk, "postgres %s: %s", what, PQerrorMessage(db->handle));
    desk->why.retry = !committing;
    return db_broke(desk, db->head.undoable ? 1 : 0, outcome);
}

static bool line_is_down(const struct postgres_db *db)
{
    return PQstatus(db->handle) != CONNECTION_OK;
}

static bool state_is(const char *state, const char *code)
{
    return state && strncmp(state, code, strlen(code)) == 0;
}

/** What an error result means: a rule of the schema said no, or the world broke. The message of a
 * broken key names its values, so only the state and the constraint reach the log. */
static enum outcome error_outcome(struct desk *desk, const struct statement *statement,
                                  enum refusal if_none, const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (if_none && (state_is(state, "23505") || state_is(state, "23514")))
        return refuse(desk, if_none);
    const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    enum outcome outcome =
        fail(desk, "postgres %s: %s %s", statement ? statement->name : "transaction",
             state ? state : "", text ? text : "");
    desk->why.retry = state_is(state, "40001") || state_is(state, "40P01") ||
                      state_is(state, "57P01") || state_is(state, "08");
    return outcome;
}

/** A server that goes away while it waits for its standby says 57P01 to a commit that has happened.
 */
static enum outcome commit_outcome(struct desk *desk, PGresult *result)
{
    const char *tag = PQcmdStatus(result);
    if (PQresultStatus(result) == PGRES_COMMAND_OK)
        return strcmp(tag, "COMMIT") == 0 ? DONE
                                          : fail(desk, "postgres answers COMMIT with %s", tag);
    enum outcome outcome = error_outcome(desk, NULL, REFUSAL_NONE, result);
    desk->why.retry = state_is(PQresultErrorField(result, PG_DIAG_SQLSTATE), "40");
    return outcome;
}

static void keep_answer(struct desk *desk, const struct waiting *w, const PGresult *result);

static enum outcome judge(struct desk *desk, const struct waiting *w, PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_PIPELINE_ABORTED)
        return fail(desk, "postgres pipeline aborted");
    if (w->must_commit)
        return commit_outcome(desk, result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return error_outcome(desk, w->statement, w->if_none, result);
    if (w->question)
        keep_answer(desk, w, result);
    const char *changed = PQcmdTuples(result);
    if (w->if_none && (changed[0] == '0' || changed[0] == '\0'))
        return refuse(desk, w->if_none);
    return DONE;
}

/** A Parse that was skipped, since something before it went wrong, is sent again at the next use.
 */
static void note_parse(struct postgres_db *db, const struct waiting *w, const PGresult *result)
{
    if (w->parse && PQresultStatus(result) != PGRES_COMMAND_OK)
        db->prepared[w->statement->index] = 0;
}

/** Reads the results still waiting, in order; the first that is not DONE decides. */
static enum outcome read_waiting(struct desk *desk, struct postgres_db *db)
{
    enum outcome first = DONE;
    for (size_t i = 0; i < db->waiting_count; i++) {
        const struct waiting *w = &db->waiting[i];
        PGresult *result = PQgetResult(db->handle);
        if (!result)
            return lost(desk, db, "connection");
        if (first == DONE)
            first = db_broke(desk, w->depth, judge(desk, w, result));
        note_parse(db, w, result);
        PQclear(result);
        PQclear(PQgetResult(db->handle)); /* NULL ends each statement's results */
    }
    db->waiting_count = 0;
    return first;
}

static enum outcome sync_end(struct desk *desk, struct postgres_db *db)
{
    PGresult *result = PQgetResult(db->handle);
    bool good = result && PQresultStatus(result) == PGRES_PIPELINE_SYNC;
    PQclear(result);
    return good ? DONE : lost(desk, db, "sync");
}

static enum outcome flush(struct desk *desk, struct postgres_db *db)
{
    if (!db->waiting_count)
        return DONE;
    if (!PQpipelineSync(db->handle))
        return lost(desk, db, "sync");
    enum outcome outcome = read_waiting(desk, db);
    if (line_is_down(db)) /* the end of the pipeline will not come */
        return outcome != DONE ? outcome : lost(desk, db, "connection");
    struct problem why = desk->why;
    TRY(sync_end(desk, db));
    desk->why = why;
    return outcome;
}

static enum outcome wait_for(struct desk *desk, struct postgres_db *db, struct waiting waiting)
{
    waiting.depth = db->head.undoable;
    db->waiting[db->waiting_count++] = waiting;
    return db->waiting_count == WAITING_MAX ? flush(desk, db) : DONE;
}

static enum outcome send_text(struct desk *desk, struct postgres_db *db, const char *sql)
{
    if (!PQsendQueryParams(db->handle, sql, 0, NULL, NULL, NULL, NULL, 0))
        return lost(desk, db, "send");
    return wait_for(desk, db, (struct waiting){ .must_commit = strcmp(sql, "COMMIT") == 0 });
}

static void postgres_close(struct db *head)
{
    struct postgres_db *db = (struct postgres_db *)(void *)head;
    PQfinish(db->handle);
    for (size_t i = 0; i < all_statement_count; i++)
        free(db->names[i]);
    free(db->names);
    free(db->prepared);
    free(db);
}

static void drop_notice(void *ctx, const char *message)
{
    (void)ctx;
    (void)message;
}

static enum outcome greet(struct desk *desk, struct postgres_db *db)
{
    if (line_is_down(db) || PQsetClientEncoding(db->handle, "UTF8") != 0 ||
        !PQenterPipelineMode(db->handle))
        return fail(desk, "postgres open: %s", PQerrorMessage(db->handle));
    return DONE;
}

/** Outside a transaction a line that broke is taken up again. */
static enum outcome line_up(struct desk *desk, struct postgres_db *db)
{
    if (!line_is_down(db))
        return DONE;
    log_warn("postgres: the line was lost, connecting again");
    db->waiting_count = 0;
    memset(db->prepared, 0, all_statement_count);
    PQreset(db->handle);
    return greet(desk, db);
}

static enum outcome postgres_open(struct desk *desk, struct str url, enum db_mode mode,
                                  struct db **out)
{
    (void)mode;
    struct postgres_db *db = calloc(1, sizeof *db);
    ASSERT(db != NULL);
    db->head = (struct db){ .driver = &driver_postgres, .engine = DB_POSTGRES };
    db->prepared = calloc(all_statement_count, 1);
    db->names = calloc(all_statement_count, sizeof *db->names);
    ASSERT(db->prepared && db->names);
    db->handle = PQconnectdb(arena_text(desk->arena, url));
    PQsetNoticeProcessor(db->handle, drop_notice, NULL);
    enum outcome outcome = greet(desk, db);
    if (outcome != DONE) {
        postgres_close(&db->head);
        return outcome;
    }
    *out = &db->head;
    return DONE;
}

/** The tables of a step get its comments. */
static PGresult *run_with_comments(struct postgres_db *db, const char *sql)
{
    struct buf text = { 0 };
    buf_text(&text, sql);
    schema_comments(&text, str_of(sql));
    buf_byte(&text, '\0');
    PGresult *result = PQexec(db->handle, text.at);
    buf_close(&text);
    return result;
}

static enum outcome postgres_script(struct desk *desk, const char *sql)
{
    struct postgres_db *db = mine(desk);
    TRY(flush(desk, db));
    if (!PQexitPipelineMode(db->handle))
        return lost(desk, db, "pipeline");
    PGresult *result = run_with_comments(db, sql);
    ExecStatusType status = PQresultStatus(result);
    enum outcome outcome = DONE;
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
        outcome =
            db_broke(desk, db->head.undoable, error_outcome(desk, NULL, REFUSAL_NONE, result));
    }
    PQclear(result);
    if (!PQenterPipelineMode(db->handle))
        return lost(desk, db, "pipeline");
    return outcome;
}

static void statement_id(const struct statement *statement, char out[16])
{
    snprintf(out, 16, "s%d", statement->index);
}

/** Sends the Parse message once for each connection; its result waits like the others. */
static enum outcome send_prepare(struct desk *desk, struct postgres_db *db,
                                 const struct statement *statement)
{
    char id[16];
    if (db->prepared[statement->index])
        return DONE;
    statement_id(statement, id);
    if (!PQsendPrepare(db->handle, id, statement->text, 0, NULL))
        return lost(desk, db, statement->name);
    db->prepared[statement->index] = 1;
    return wait_for(desk, db, (struct waiting){ .statement = statement, .parse = true });
}

static enum outcome postgres_prepare(struct desk *desk, const struct statement *statement)
{
    struct postgres_db *db = mine(desk);
    TRY(send_prepare(desk, db, statement));
    return flush(desk, db);
}

/** Values as libpq wants them: text form for numbers and texts, binary for bytes. */
struct sent {
    const char *values[PARAMETERS_MAX];
    int lengths[PARAMETERS_MAX], formats[PARAMETERS_MAX];
    char digits[PARAMETERS_MAX][24];
};

static const char *int_text(int64_t n, char out[24])
{
    size_t at = 23;
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    out[at] = '\0';
    do {
        out[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (n < 0)
        out[--at] = '-';
    return out + at;
}

static void fill(struct desk *desk, struct sent *sent, struct values with)
{
    for (size_t i = 0; i < with.count; i++) {
        const struct value *v = &with.at[i];
        sent->formats[i] = v->kind == V_BYTES;
        sent->lengths[i] = (int)v->s.len;
        switch (v->kind) {
        case V_NULL:
            sent->values[i] = NULL;
            break;
        case V_INT:
            sent->values[i] = int_text(v->n, sent->digits[i]);
            break;
        case V_TEXT: /* libpq wants a NUL behind it */
            sent->values[i] = arena_text(desk->arena, v->s);
            break;
        case V_BYTES:
            sent->values[i] = v->s.at;
            break;
        }
    }
}

static enum outcome send_statement(struct desk *desk, struct postgres_db *db,
                                   const struct statement *statement, struct values with)
{
    struct sent sent;
    char id[16];
    ASSERT(with.count <= PARAMETERS_MAX);
    if (!db->head.depth)
        TRY(line_up(desk, db));
    fill(desk, &sent, with);
    if (statement->index < 0) {
        if (!PQsendQueryParams(db->handle, statement->text, (int)with.count, NULL, sent.values,
                               sent.lengths, sent.formats, 0))
            return lost(desk, db, statement->name);
        return DONE;
    }
    TRY(send_prepare(desk, db, statement));
    statement_id(statement, id);
    if (!PQsendQueryPrepared(db->handle, id, (int)with.count, sent.values, sent.lengths,
                             sent.formats, 0))
        return lost(desk, db, statement->name);
    return DONE;
}

static struct str read_bytea(struct arena *arena, const char *text)
{
    size_t n = 0;
    unsigned char *raw = PQunescapeBytea((const unsigned char *)text, &n);
    struct str s = arena_str(arena, str_from(raw, n));
    PQfreemem(raw);
    return s;
}

enum { OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_NUMERIC = 1700 };

static struct value read_cell(struct arena *arena, const PGresult *result, int r, int c)
{
    if (PQgetisnull(result, r, c))
        return v_null();
    const char *text = PQgetvalue(result, r, c);
    struct str view = { text, (size_t)PQgetlength(result, r, c) };
    int64_t n = 0;
    switch (PQftype(result, c)) {
    case OID_INT2:
    case OID_INT4:
    case OID_INT8:
    case OID_NUMERIC: /* sum() of bigint; whole by discipline */
        ASSERT(str_to_int(view, &n));
        return v_int(n);
    case OID_BYTEA:
        return v_bytes(read_bytea(arena, text));
    default:
        return v_text(arena_str(arena, view));
    }
}

static const char *const *names_of(struct desk *desk, struct postgres_db *db,
                                   const struct statement *statement, const PGresult *result)
{
    size_t columns = (size_t)PQnfields(result);
    if (statement->index >= 0 && db->names[statement->index])
        return db->names[statement->index];
    /* names and their pointers in one block that lives as long as the connection */
    size_t bytes = sizeof(char *) * (columns + 1);
    for (size_t i = 0; i < columns; i++)
        bytes += strlen(PQfname(result, (int)i)) + 1;
    const char **names = statement->index >= 0 ? malloc(bytes) : arena_bytes(desk->arena, bytes);
    ASSERT(names != NULL);
    char *at = (char *)(names + columns + 1);
    for (size_t i = 0; i < columns; i++) {
        size_t n = strlen(PQfname(result, (int)i)) + 1;
        memcpy(at, PQfname(result, (int)i), n);
        names[i] = at;
        at += n;
    }
    if (statement->index >= 0)
        db->names[statement->index] = names;
    return names;
}

static void keep_rows(struct desk *desk, const PGresult *result, const char *const *names,
                      struct sink *sink)
{
    size_t count = (size_t)PQntuples(result), columns = (size_t)PQnfields(result);
    if (sink->most && count > sink->most)
        count = sink->most;
    struct value *cells = arena_bytes(desk->arena, count * columns * sizeof *cells);
    for (size_t r = 0; r < count; r++)
        for (size_t c = 0; c < columns; c++)
            cells[r * columns + c] = read_cell(desk->arena, result, (int)r, (int)c);
    *sink->rows = (struct rows){ cells, count, columns, names };
}

static void keep_answer(struct desk *desk, const struct waiting *w, const PGresult *result)
{
    keep_rows(desk, result, names_of(desk, mine(desk), w->statement, result),
              &(struct sink){ .rows = &w->question->rows });
    w->question->answered = true;
}

static enum outcome hand_on(struct desk *desk, struct arena *own, const PGresult *result,
                            const char *const *names, struct sink *sink)
{
    size_t count = (size_t)PQntuples(result), columns = (size_t)PQnfields(result);
    enum outcome outcome = DONE;
    for (size_t r = 0; r < count && outcome == DONE; r++) {
        arena_reset(own);
        struct value *cells = NEW_ARRAY(own, struct value, columns);
        for (size_t c = 0; c < columns; c++)
            cells[c] = read_cell(own, result, (int)r, (int)c);
        outcome = sink->each(desk, sink->ctx, (struct row){ cells, columns, names });
    }
    return outcome;
}

static enum outcome take_result(struct desk *desk, struct arena *own, PGresult *result,
                                const struct statement *statement, struct sink *sink)
{
    struct postgres_db *db = mine(desk);
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_PIPELINE_ABORTED)
        return db_broke(desk, db->head.undoable, fail(desk, "postgres pipeline aborted"));
    if (status != PGRES_TUPLES_OK && status != PGRES_SINGLE_TUPLE && status != PGRES_COMMAND_OK)
        return db_broke(desk, db->head.undoable,
                        error_outcome(desk, statement, REFUSAL_NONE, result));
    if (sink->each)
        return hand_on(desk, own, result, names_of(desk, db, statement, result), sink);
    if (sink->rows)
        keep_rows(desk, result, names_of(desk, db, statement, result), sink);
    return DONE;
}

/** The results of the statement just sent: all of it, or row by row. */
static enum outcome read_results(struct desk *desk, struct postgres_db *db,
                                 const struct statement *statement, struct sink *sink)
{
    enum outcome outcome = DONE;
    struct arena *own = sink->each ? arena_open() : NULL;
    PGresult *result;
    while ((result = PQgetResult(db->handle)) != NULL) {
        if (outcome == DONE)
            outcome = take_result(desk, own, result, statement, sink);
        PQclear(result);
    }
    arena_close(own);
    return outcome;
}

static enum outcome skip_results(struct postgres_db *db)
{
    PGresult *result;
    while ((result = PQgetResult(db->handle)) != NULL)
        PQclear(result);
    return DONE;
}

/** What was sent before is judged first: its refusal is the answer, and the question is not heard.
 */
static enum outcome read_question(struct desk *desk, struct postgres_db *db,
                                  const struct statement *statement, struct sink *sink)
{
    enum outcome before = read_waiting(desk, db);
    if (line_is_down(db))
        return before != DONE ? before : lost(desk, db, "connection");
    struct problem why = desk->why;
    if (before == DONE && sink->each)
        PQsetSingleRowMode(db->handle);
    enum outcome own = before == DONE ? read_results(desk, db, statement, sink) : skip_results(db);
    if (before == DONE)
        why = desk->why;
    if (line_is_down(db))
        return own != DONE ? own : lost(desk, db, "connection");
    TRY(sync_end(desk, db));
    desk->why = why;
    return before != DONE ? before : own;
}

static enum outcome postgres_query(struct desk *desk, const struct statement *statement,
                                   struct values with, struct sink *sink)
{
    struct postgres_db *db = mine(desk);
    TRY(send_statement(desk, db, statement, with));
    if (!PQpipelineSync(db->handle))
        return lost(desk, db, "sync");
    return read_question(desk, db, statement, sink);
}

static enum outcome postgres_ask(struct desk *desk, const struct statement *statement,
                                 struct values with, struct question *question)
{
    struct postgres_db *db = mine(desk);
    TRY(send_statement(desk, db, statement, with));
    return wait_for(desk, db, (struct waiting){ .statement = statement, .question = question });
}

static enum outcome postgres_answer(struct desk *desk)
{
    return flush(desk, mine(desk));
}

/** A plain INSERT writes its row or fails: nothing to judge before COMMIT may be sent. */
static bool writes_or_fails(const struct statement *statement)
{
    return strncmp(statement->text, "INSERT INTO ", 12) == 0 &&
           !strstr(statement->text, "ON CONFLICT") && !strstr(statement->text, "SELECT");
}

static enum outcome postgres_change(struct desk *desk, const struct statement *statement,
                                    enum refusal if_none, struct values with)
{
    struct postgres_db *db = mine(desk);
    TRY(send_statement(desk, db, statement, with));
    TRY(wait_for(desk, db, (struct waiting){ .statement = statement, .if_none = if_none }));
    return db->head.depth ? DONE : flush(desk, db);
}

/* ---- COPY: a plain INSERT of many rows ---- */

static void copy_text(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\\' || c == '\t' || c == '\n' || c == '\r') {
            buf_byte(out, '\\');
            c = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
        }
        buf_byte(out, c);
    }
}

static void copy_cell(struct buf *out, const struct value *v)
{
    char digits[24];
    switch (v->kind) {
    case V_NULL:
        buf_text(out, "\\N");
        break;
    case V_INT:
        buf_text(out, int_text(v->n, digits));
        break;
    case V_TEXT:
        copy_text(out, v->s);
        break;
    case V_BYTES:
        buf_text(out, "\\\\x");
        buf_hex(out, v->s.at, v->s.len);
        break;
    }
}

/** `INSERT INTO table (columns) VALUES …` is `COPY table (columns) FROM STDIN`: the values are
 * $1 … $n in the columns' order. */
static void copy_command(struct buf *out, const struct statement *statement)
{
    struct str text = str_of(statement->text);
    size_t end = str_find(text, STR("VALUES"));
    ASSERT(str_starts(text, "INSERT INTO ") && end < text.len &&
           str_find(text, STR("$1, $2")) < text.len);
    buf_text(out, "COPY ");
    buf_add(out, str_cut(text, 12, end - 12));
    buf_text(out, " FROM STDIN");
    buf_byte(out, '\0');
}

static bool send_rows(struct postgres_db *db, struct values with, size_t each, struct buf *out)
{
    enum { SEND_AT = 256 << 10 };
    bool good = true;
    for (size_t i = 0; i < with.count && good; i++) {
        copy_cell(out, &with.at[i]);
        buf_byte(out, (i + 1) % each ? '\t' : '\n');
        if (out->len < SEND_AT && i + 1 < with.count)
            continue;
        good = PQputCopyData(db->handle, out->at, (int)out->len) == 1;
        buf_clear(out);
    }
    return good && PQputCopyEnd(db->handle, NULL) == 1;
}

static enum outcome copy_result(struct desk *desk, struct postgres_db *db,
                                const struct statement *statement)
{
    enum outcome outcome = DONE;
    PGresult *result;
    while ((result = PQgetResult(db->handle)) != NULL) {
        if (PQresultStatus(result) != PGRES_COMMAND_OK && outcome == DONE)
            outcome = db_broke(desk, db->head.undoable,
                               error_outcome(desk, statement, REFUSAL_NONE, result));
        PQclear(result);
    }
    return outcome;
}

static enum outcome copy_rows(struct desk *desk, const struct statement *statement,
                              struct values with, struct buf *out)
{
    struct postgres_db *db = mine(desk);
    copy_command(out, statement);
    PGresult *result = PQexec(db->handle, out->at);
    bool ready = PQresultStatus(result) == PGRES_COPY_IN;
    enum outcome outcome = ready ? DONE
                                 : db_broke(desk, db->head.undoable,
                                            error_outcome(desk, statement, REFUSAL_NONE, result));
    PQclear(result);
    TRY(outcome);
    buf_clear(out);
    if (!send_rows(db, with, (size_t)statement->parameters, out))
        return lost(desk, db, statement->name);
    return copy_result(desk, db, statement);
}

/** COPY knows no pipeline: what was sent before is read first. */
static enum outcome postgres_insert_rows(struct desk *desk, const struct statement *statement,
                                         struct values with)
{
    struct postgres_db *db = mine(desk);
    struct buf out = { 0 };
    TRY(flush(desk, db));
    if (!PQexitPipelineMode(db->handle))
        return lost(desk, db, "pipeline");
    enum outcome outcome = copy_rows(desk, statement, with, &out);
    buf_close(&out);
    if (!PQenterPipelineMode(db->handle))
        return lost(desk, db, "pipeline");
    return outcome;
}

static enum outcome savepoint(struct desk *desk, const char *verb, int depth)
{
    char sql[64];
    snprintf(sql, sizeof sql, "%s s%d", verb, depth);
    return send_text(desk, mine(desk), sql);
}

static enum outcome postgres_begin(struct desk *desk, int depth, bool looking)
{
    if (depth)
        return savepoint(desk, "SAVEPOINT", depth);
    TRY(line_up(desk, mine(desk)));
    return send_text(desk, mine(desk),
                     looking ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
}

static const struct statement export_moment = {
    "export_moment", "SELECT pg_export_snapshot() AS moment", 0, 1, 0, -1
};

static enum outcome postgres_look_beside(struct desk *desk, struct tx *tx, struct desk *beside,
                                         struct tx *beside_tx, bool *same)
{
    struct row row;
    char sql[96];
    TRY(tx_look(desk, tx));
    TRY(db_get(desk, &export_moment, REFUSAL_NONE, WITH_NOTHING, &row));
    TRY(tx_look(beside, beside_tx));
    snprintf(sql, sizeof sql, "SET TRANSACTION SNAPSHOT '" STR_FMT "'", STR_ARG(row_text(row, 0)));
    TRY(send_text(beside, mine(beside), sql));
    TRY(flush(beside, mine(beside)));
    *same = true;
    return DONE;
}

static bool any_to_judge(const struct postgres_db *db)
{
    for (size_t i = 0; i < db->waiting_count; i++)
        if (db->waiting[i].if_none && !writes_or_fails(db->waiting[i].statement))
            return true;
    return false;
}

/** The end of a savepoint is waited for, so that what broke in it is known before its caller goes
 * on. */
static enum outcome postgres_commit(struct desk *desk, int depth)
{
    struct postgres_db *db = mine(desk);
    if (depth) {
        TRY(savepoint(desk, "RELEASE SAVEPOINT", depth));
        return flush(desk, db);
    }
    if (any_to_judge(db))
        TRY(flush(desk, db)); /* a change that found no row must stop the commit */
    TRY(send_text(desk, db, "COMMIT"));
    return flush(desk, db);
}

static void undo_to(struct desk *desk, struct postgres_db *db, int depth)
{
    if (depth == 0) {
        if (send_text(desk, db, "ROLLBACK") != DONE)
            return;
    } else if (savepoint(desk, "ROLLBACK TO SAVEPOINT", depth) != DONE ||
               savepoint(desk, "RELEASE SAVEPOINT", depth) != DONE) {
        return;
    }
    (void)!flush(desk, db);
}

static void postgres_rollback(struct desk *desk, int depth)
{
    struct postgres_db *db = mine(desk);
    struct problem why = desk->why;
    /* results still on the way belong to what is undone */
    (void)!flush(desk, db);
    /* when something around it broke, the savepoint was never made and all of it goes */
    bool around = depth && db->head.broken != DONE && db->head.broken_depth <= depth;
    if (!around && !line_is_down(db))
        undo_to(desk, db, depth);
    desk->why = why;
}

/** A plan made while the tables were empty reads them from end to end for ever after. */
static enum outcome postgres_expect_much(struct desk *desk, bool much)
{
    TRY(send_text(desk, mine(desk), much ? "SET enable_seqscan = off" : "RESET enable_seqscan"));
    return flush(desk, mine(desk));
}

const struct driver driver_postgres = {
    .open = postgres_open,
    .close = postgres_close,
    .script = postgres_script,
    .prepare = postgres_prepare,
    .query = postgres_query,
    .ask = postgres_ask,
    .answer = postgres_answer,
    .change = postgres_change,
    .insert_rows = postgres_insert_rows,
    .expect_much = postgres_expect_much,
    .begin = postgres_begin,
    .look_beside = postgres_look_beside,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
};
