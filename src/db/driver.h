#ifndef DB_DRIVER_H
#define DB_DRIVER_H
/** What an engine gives the layer. Only db.c, queue.c, db_sqlite.c and db_postgres.c include this. */
#include "db/db.h"

/** Where the rows of a statement go: kept in the arena, or handed on one by one. */
struct sink {
    struct rows *rows; /* or NULL */
    db_row_fn each;    /* or NULL */
    void *ctx;
    size_t most; /* stop after so many; 0 is all */
};

struct driver {
    enum outcome (*open)(struct desk *desk, struct str url, enum db_mode mode, struct db **out);
    void (*close)(struct db *db);
    /** SQL of the layer itself: schema steps, several statements. */
    enum outcome (*script)(struct desk *desk, const char *sql);
    enum outcome (*prepare)(struct desk *desk, const struct statement *statement);
    enum outcome (*query)(struct desk *desk, const struct statement *statement, struct values with,
                          struct sink *sink);
    /** Its rows come at the latest with `answer`. */
    enum outcome (*ask)(struct desk *desk, const struct statement *statement, struct values with,
                        struct question *question);
    enum outcome (*answer)(struct desk *desk);
    enum outcome (*change)(struct desk *desk, const struct statement *statement,
                           enum refusal if_none, struct values with);
    /** Rows of a plain INSERT; there is at least one. */
    enum outcome (*insert_rows)(struct desk *desk, const struct statement *statement,
                                struct values with);
    /** NULL: nothing to prepare for. */
    enum outcome (*expect_much)(struct desk *desk, bool much);
    enum outcome (*begin)(struct desk *desk, int depth, bool looking);
    /** Begins a look on both connections; *same when they see one moment, else neither is begun. */
    enum outcome (*look_beside)(struct desk *desk, struct tx *tx, struct desk *beside,
                                struct tx *beside_tx, bool *same);
    enum outcome (*commit)(struct desk *desk, int depth);
    void (*rollback)(struct desk *desk, int depth);
};

extern const struct driver driver_sqlite, driver_postgres;

struct cost {
    _Atomic int64_t runs, ns;
};

/** What waits for the outermost commit, and the undoable one it was said in. */
struct afterwards {
    struct after {
        void (*then)(void *ctx);
        void *ctx;
        int depth;
    } * at;
    size_t count, room;
};

/** The head every engine's own struct begins with. */
struct db {
    const struct driver *driver;
    enum db_engine engine;
    uint64_t identity;
    char *url;
    int depth;          /* transactions open, one in the other */
    int undoable;       /* the depth of the innermost the engine can undo: itself or a savepoint */
    struct cost *costs; /* by slot: see db.c */
    struct afterwards after;
    /** What broke the open transaction: everything inside gets the same answer until it is undone,
     * on SQLite too, which would go on half done. */
    enum outcome broken;
    int broken_depth;         /* the undoable one that broke */
    bool broken_by_statement; /* not by a transaction inside that was left */
    struct problem broken_why;
    int64_t changes; /* asked for since the connection was opened, whatever became of them */
};

/** Notes that something in the undoable one of this depth said no or broke; the first decides.
 * Returns the outcome. Without a transaction there is nothing to break. */
enum outcome db_broke(struct desk *desk, int depth, enum outcome outcome);
/** What broke it is undone, or had changed nothing. */
void db_mend(struct db *db);

#endif
