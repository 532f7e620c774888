#ifndef SUPPORT_STAFF_H
#define SUPPORT_STAFF_H
/** A small city in a test's database: 乌鲁木齐 with the stations 650102011, 650102012 and
 * 650103011, the three administrators, and one clerk for each role, at a unit that fits it. The
 * login is the role's code with `.` for `_`
 *  (`household.clerk`); a second clerk `household.second` sits beside the first, `household.third`
 * at 650103011. Passwords are cheap to check. */
#include "support/db.h"

#define STAFF_PASSWORD "Nur-zum-Pruefen1"
enum { STATION_ONE = 650102011, STATION_TWO = 650102012, STATION_THREE = 650103011 };
enum { BUREAU_ONE = 650102000, CITY_UNIT = 650100000 };

/** Initialises the database of the test; its desk's clerk is then the system administrator. */
void staff_open(struct test_db *t);
/** Closes the ring of keys. */
void staff_close(struct test_db *t);
/** Puts a clerk at the desk. */
void staff_sit_down(struct desk *desk, const char *login);

#endif
