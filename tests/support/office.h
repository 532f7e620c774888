#ifndef SUPPORT_OFFICE_H
#define SUPPORT_OFFICE_H
/** A city of the test's own: all units of 650100, roles, settings, three administrators, and as
 * many clerks as the test wants. Passwords cost nothing to check here. */
#include "support/db.h"

#define TEST_PASSWORD "Korla-2008-pear"

enum {
    TEST_STATION = 650102011,
    TEST_OTHER_STATION = 650103011,
    TEST_BUREAU = 650102000,
    TEST_OTHER_BUREAU = 650103000,
    TEST_CITY = 650100000,
    TEST_CENTRE = 650000900,
};

/** Fills a fresh database. Nobody sits at the desk afterwards. */
void test_office(struct test_db *t);
/** The same in front of each engine's run. */
void test_office_on_each_engine(void (*run)(struct test_db *t));
/** A key ring with the keys of these units, their public keys stored; on the desk. */
void test_keys(struct test_db *t, const int32_t *units, size_t count);
/** A clerk who can log in with TEST_PASSWORD. `roles` are codes with a blank between; may be "". */
struct clerk test_clerk(struct test_db *t, const char *login, int32_t unit, const char *roles);
/** The clerk takes a seat at the desk: later calls act as that one. */
void test_sit(struct desk *desk, const struct clerk *clerk);
/** One of the three: "system", "security", "audit". */
void test_sit_admin(struct desk *desk, const char *login);
/** How many entries have this verb. */
int64_t test_entries(struct desk *desk, const char *verb);

#endif
