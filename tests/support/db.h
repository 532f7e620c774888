#ifndef SUPPORT_DB_H
#define SUPPORT_DB_H
/** A fresh database of the test's own, on each engine there is: SQLite in a folder of its own, and
 *  PostgreSQL when JUMIN_TEST_PG is the URL of a server on loopback (./test starts one; by hand
 *  `tools/pg start`).
 *  (1) The schema stands, nothing is in it.
 *  (2) The desk stands at TEST_NOW, with nobody logged in. */
#include "db/db.h"

#define TEST_DAY DAY_NUMBER(2008, 3, 3)
#define TEST_NOW ((int64_t)TEST_DAY * 86400000000 + INT64_C(7200000000)) /* ten in the morning */

struct test_db {
    struct desk desk;
    struct ids ids;
    char url[256];
    char folder[128]; /* gone at the end */
    char name[64];    /* on the PostgreSQL server, or empty */
};

/** Opens, runs, closes, once for each engine available. */
void test_on_each_engine(void (*run)(struct test_db *t));
/** False when the engine is not available here. */
bool test_db_open(struct test_db *t, enum db_engine engine);
/** The same, without the schema. */
bool test_db_open_empty(struct test_db *t, enum db_engine engine);
void test_db_close(struct test_db *t);
/** One more connection to it, with a desk of its own, closed by test_desk_close. */
struct desk test_desk(struct test_db *t, enum db_mode mode);
void test_desk_close(struct desk *desk);
/** Moves the desk's clock on. */
void test_wait(struct desk *desk, int64_t seconds);

/** Refused, and for this reason; prints what it was instead. */
void assert_refused(const struct desk *desk, enum outcome outcome, enum refusal refusal);
/** Prints why not. */
void assert_done(const struct desk *desk, enum outcome outcome);
/** The only cell of the only row of a statement that stands nowhere in sql/. */
int64_t test_number(struct desk *desk, const char *sql);

#endif
