#ifndef SUPPORT_HISTORY_H
#define SUPPORT_HISTORY_H
/** Some days in the life of the small city of support/city.h, through its use cases, so that every
 *  table has rows: a register taken in with its doubtful numbers, one of them decided; a load undone;
 *  applications in most states, from held to collected; fees, a temporary card, a lost card; sealed
 *  packages, consignments, signed heads.
 *  (1) Many things happen at one instant, so what no order names comes in any order.
 *  (2) What faces and other databases make, such as sessions, is written by hand. */
#include "support/city.h"

/** Opens the city in a fresh database and lets it live; the caller closes it with city_close. */
void history_open(struct test_db *t);

#endif
