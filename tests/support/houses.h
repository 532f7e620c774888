#ifndef SUPPORT_HOUSES_H
#define SUPPORT_HOUSES_H
/** Plates, beats and rounds of the house check in the small city of support/city.h, whose residents
 * live at 测试路 12号 unless told otherwise. */
#include "house/house_check.h"
#include "places/beat.h"
#include "support/city.h"

/** Somebody of that unit who may do everything there, with a purpose. */
void houses_sit(struct test_db *t, int32_t unit);
/** Plates of a station: 测试路 2号, 10号, 12号, 12-1号 and 和平南路 12号. */
void houses_plates(struct test_db *t, int32_t station);
/** A beat with all of 测试路, by a number nobody has yet. */
struct beat houses_beat(struct test_db *t, int32_t station);
/** An open round of it. */
struct house_round houses_round(struct test_db *t, const struct beat *beat);
/** The visit at a place of the list, the desk expecting its version. */
struct house_visit houses_visit(struct test_db *t, const struct house_round *round, int32_t place);
/** The first visit from `place` on with a household, or without one. */
struct house_visit houses_next(struct test_db *t, const struct house_round *round, int32_t place,
                               bool household);
/** The result of a visit, entered. */
struct house_visit houses_enter(struct test_db *t, const struct house_visit *visit,
                                const char *result);
/** Some rounds with every result, findings open and settled: for whoever needs rows in every table.
 */
void houses_walk(struct test_db *t);

#endif
