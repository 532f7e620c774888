#ifndef SUPPORT_SEATS_H
#define SUPPORT_SEATS_H
/** Clerks as a test needs them, each with an open session: a role at a unit, hired when first asked
 *  for.
 *  (1) Sessions are opened by the use case; no password is worked out for them. Everybody's is
 *      STAFF_PASSWORD, and cheap to check.
 *  (2) Where several roles have a right, one that is usual at the unit takes the seat. */
#include "support/city.h"
#include "support/http_client.h"

struct seat {
    int64_t clerk;
    int32_t unit;
    const struct role_row *role;
    struct visitor visitor;
};

/** A thousand refusals wait for the disk a thousand times: a test that asks nothing of what a crash
 *  leaves keeps its databases in memory. Call it first. */
void keep_in_memory(void);
/** Forgets the clerks of the database before; those of the new one take cheap passwords. */
void seats_open(struct test_db *t);
/** `nth` 0 is the first clerk of that role there, 1 another one. The seat lives until seats_open. */
const struct seat *seat(struct test_db *t, const struct role_row *role, int32_t unit, int nth);
/** Somebody at the unit with the right, or without it. */
const struct seat *seat_with(struct test_db *t, enum right right, int32_t unit, int nth);
const struct seat *seat_without(struct test_db *t, enum right right, int32_t unit);
const struct role_row *role_called(const char *code);

/** One more session of a clerk, as he is now. */
struct visitor session_for(struct test_db *t, int64_t clerk);
/** A unit of the same kind that neither reaches the other nor is reached: another station, another
 *  bureau or its office; a bureau for the city and the centre. */
int32_t unit_elsewhere(int32_t unit);

#endif
