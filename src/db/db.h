#ifndef DB_DB_H
#define DB_DB_H
/** One interface to the engines. A URL chooses: `sqlite:PATH` or `postgres://…`.
 *  (1) Values never enter SQL text.
 *  (2) A statement that failed, or a change that was refused, breaks its transaction: every call
 *      gets the same answer until tx_close undoes it. A db_get without a row breaks nothing.
 *  (3) A db belongs to one thread at a time.
 *  (4) Text in is UTF-8 without NUL; text out lives in the desk's arena. */
#include "core/column.h"
#include "core/desk.h"
#include "db/statement.h"

struct db;
enum db_engine { DB_SQLITE, DB_POSTGRES };
enum db_mode { DB_READ, DB_WRITE };

enum value_kind { V_NULL, V_INT, V_TEXT, V_BYTES };
struct value {
    enum value_kind kind;
    int64_t n;
    struct str s;
};
struct values {
    const struct value *at;
    size_t count;
};
/** The values of $1 … $n. */
#define WITH(...)                                                                                  \
    ((struct values){ (const struct value[]){ __VA_ARGS__ },                                       \
                      sizeof((const struct value[]){ __VA_ARGS__ }) / sizeof(struct value) })
#define WITH_NOTHING ((struct values){ 0 })

static inline struct value v_null(void)
{
    return (struct value){ .kind = V_NULL };
}
static inline struct value v_int(int64_t n)
{
    return (struct value){ .kind = V_INT, .n = n };
}
/** A view without bytes (at == NULL) is NULL. */
static inline struct value v_text(struct str s)
{
    return (struct value){ .kind = s.at ? V_TEXT : V_NULL, .s = s };
}
static inline struct value v_lit(const char *text)
{
    return v_text(str_of(text));
}
static inline struct value v_bytes(struct str s)
{
    return (struct value){ .kind = s.at ? V_BYTES : V_NULL, .s = s };
}
/** 0 is nobody and nothing, and NULL: ids, instants. */
static inline struct value v_id(int64_t id)
{
    return (struct value){ .kind = id ? V_INT : V_NULL, .n = id };
}
/** An empty text is NULL. */
static inline struct value v_filled(struct str s)
{
    return v_text(s.len ? s : NO_STR);
}
/** NO_DAY is NULL. */
static inline struct value v_day(struct day d)
{
    return (struct value){ .kind = day_is(d) ? V_INT : V_NULL, .n = d.n };
}

struct row {
    const struct value *cells; /* NULL: no such row */
    size_t columns;
    const char *const *names;
};
struct rows {
    const struct value *cells;
    size_t count, columns;
    const char *const *names;
};
struct row rows_at(const struct rows *rows, size_t i);
/** Cells by position. NULL reads as 0, the empty view, NO_DAY. */
int64_t row_int(struct row row, size_t column);
struct str row_text(struct row row, size_t column);
struct day row_day(struct row row, size_t column);
bool row_null(struct row row, size_t column);
/** A whole row into a struct; the SELECT names the columns in the table's order, which is asserted.
 */
void row_read(struct row row, const struct column *columns, size_t count, void *record);

/** Opens a connection; the statements are checked by db_check, the schema brought up by db_migrate.
 */
MUST_USE enum outcome db_open(struct desk *desk, struct str url, enum db_mode mode,
                              struct db **out);
void db_close(struct db *db);
enum db_engine db_engine_of(const struct db *db);
/** The same for every connection to one database, by its URL: what a copy kept in memory is of. */
uint64_t db_identity(const struct db *db);
enum db_engine db_engine_of_url(struct str url);
/** Applies the schema steps not yet applied. */
MUST_USE enum outcome db_migrate(struct desk *desk);
/** Prepares every named statement, so that a typo stops the start and not a clerk. */
MUST_USE enum outcome db_check(struct desk *desk);

/** All rows, in the arena. */
MUST_USE enum outcome db_list(struct desk *desk, const struct statement *statement,
                              struct values with, struct rows *out);
/** The first row; REFUSED with `if_none` when there is none. */
MUST_USE enum outcome db_get(struct desk *desk, const struct statement *statement,
                             enum refusal if_none, struct values with, struct row *out);
/** The first row, or a row without cells. */
MUST_USE enum outcome db_find(struct desk *desk, const struct statement *statement,
                              struct values with, struct row *out);
/** A question asked now and read later, so that several travel together; it lives in the arena. */
struct question {
    struct rows rows;
    bool answered;
};
MUST_USE enum outcome db_ask(struct desk *desk, const struct statement *statement,
                             struct values with, struct question **out);
/** All its rows, as db_list. */
MUST_USE enum outcome db_answers(struct desk *desk, struct question *question, struct rows *out);
/** Its first row, as db_get. */
MUST_USE enum outcome db_answer(struct desk *desk, struct question *question, enum refusal if_none,
                                struct row *out);
/** Changes rows. REFUSED with `if_none` when no row changed, or a unique key or CHECK stood against
 * it; with REFUSAL_NONE, no row is fine and a broken key is FAILED. May be sent later, together
 * with what follows: the verdict comes at the latest from tx_commit. */
MUST_USE enum outcome db_change(struct desk *desk, const struct statement *statement,
                                enum refusal if_none, struct values with);
/** A plain INSERT of $1 … $n for many rows at once: `with` holds the values of one after the other.
 * The rows go in in the order given, so whoever sorts them by the table's key saves the engine most
 * of its way; a broken key is FAILED. PostgreSQL takes them by COPY. */
MUST_USE enum outcome db_insert_rows(struct desk *desk, const struct statement *statement,
                                     struct values with);
/** Much is going to be written over this connection, or no longer: the engine may use more memory
 * meanwhile. What is committed is as durable as ever. */
MUST_USE enum outcome db_expect_much(struct desk *desk, bool much);
/** Calls back for each row without keeping them; the row lives until the next. Stops at the first
 * outcome but DONE. The callback asks this db nothing. */
typedef enum outcome (*db_row_fn)(struct desk *desk, void *ctx, struct row row);
MUST_USE enum outcome db_each(struct desk *desk, const struct statement *statement,
                              struct values with, db_row_fn each, void *ctx);

/** A transaction, undone unless committed. */
struct tx {
    struct desk *desk;
    struct db *db;
    int depth, undoable_around;
    enum tx_kind { TX_OPEN, TX_TRY, TX_LOOK } kind;
};
/** Inside another one it joins it: closed without a commit it breaks the whole, as (2) says. */
MUST_USE enum outcome tx_open(struct desk *desk, struct tx *tx);
/** Inside another one a savepoint, for whoever goes on after a refusal: undone, it leaves the rest. */
MUST_USE enum outcome tx_try(struct desk *desk, struct tx *tx);
/** Only for looking: many statements see the database at one moment, and no writer waits. */
MUST_USE enum outcome tx_look(struct desk *desk, struct tx *tx);
/** The same over two connections that see one moment, for two threads. `beside` is a copy of the desk
 * with an arena of its own; it gets its own connection, which the caller closes after `beside_tx`.
 * False in *both: only `tx` was begun, because the engine could not promise it (somebody wrote just
 * then, or a transaction is open). */
MUST_USE enum outcome tx_look_beside(struct desk *desk, struct tx *tx, struct desk *beside,
                                     struct tx *beside_tx, bool *both);
MUST_USE enum outcome tx_commit(struct tx *tx);
void tx_close(struct tx *tx);

/** One step by itself: kept when it is DONE, else undone without what stood before it. Gives its
 * outcome. `step` is evaluated inside a tx_try. */
#define TX_ALONE(desk, step)                                                                       \
    __extension__({                                                                                \
        SCOPED(tx) alone_ = { 0 };                                                                 \
        enum outcome outcome_ = tx_try((desk), &alone_);                                           \
        outcome_ = outcome_ == DONE ? (step) : outcome_;                                           \
        outcome_ == DONE ? tx_commit(&alone_) : outcome_;                                          \
    })

/** What is to be done outside the database once the outermost transaction stands, in order; dropped
 * when what it was said in is undone. `ctx` lives until then. */
void tx_after(struct desk *desk, void (*then)(void *ctx), void *ctx);

/** What was run since the connection was opened: each statement, beginnings, commits. */
struct db_cost {
    const char *name;
    int64_t runs, ns;
};
size_t db_cost_count(void);
/** Adds to sums[0 … db_cost_count()); any thread may ask. */
void db_costs_add(const struct db *db, struct db_cost *sums);

#endif
