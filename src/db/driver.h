#ifndef DB_DRIVER_H
#define DB_DRIVER_H
/** What an engine gives the layer. Only db.c, db_sqlite.c and db_postgres.c include this. */
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
    enum outcome (*change)(struct desk *desk, const struct statement *statement,
                           enum refusal if_none, struct values with);
    enum outcome (*begin)(struct desk *desk, int depth, bool looking);
    enum outcome (*commit)(struct desk *desk, int depth);
    void (*rollback)(struct desk *desk, int depth);
};

extern const struct driver driver_sqlite, driver_postgres;

/** The head every engine's own struct begins with. */
struct db {
    const struct driver *driver;
    enum db_engine engine;
    uint64_t identity;
    int depth; /* open transactions and savepoints */
    int64_t statements_run;
    /** What broke the open transaction: everything inside gets the same answer until it is undone,
     * on SQLite too, which would go on half done. */
    enum outcome broken;
    int broken_depth; /* transactions and savepoints open around what broke */
    struct problem broken_why;
};

/** Notes that something at this depth said no or broke; the first decides. Returns the outcome.
 * Without a transaction there is nothing to break. */
enum outcome db_broke(struct desk *desk, int depth, enum outcome outcome);

#endif
