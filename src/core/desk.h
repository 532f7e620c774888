#ifndef CORE_DESK_H
#define CORE_DESK_H
/** The desk: what one request has on the table, and the first parameter of every use case.
 *  (1) Nothing below reads a clock: today and the instant are set at the door.
 *  (2) A desk serves one request at a time; its arena is emptied before the next. */
#include "base/arena.h"
#include "base/log.h"
#include "core/day.h"
#include "core/refusals.h"

enum right {
#define A(name, code, zh, en) name,
#include "core/rights.def"
#undef A
    RIGHT_COUNT
};

struct right_text {
    const char *code, *zh, *en;
};
const struct right_text *right_text(enum right right);
/** False when no right has that code. */
bool right_of_code(struct str code, enum right *out);

/** Who asks, from which unit, with which rights. */
struct clerk {
    int64_t id;
    int32_t unit;                 /* 9-digit unit number */
    int32_t reach_from, reach_to; /* units under this one, itself included */
    uint64_t rights;              /* bit n is enum right n */
    bool solo; /* acts in every role: scripts, tests, demos; the journal says so */
    struct str login, name;
};

/** Why it was refused, or what broke; without personal data. */
struct problem {
    enum refusal refusal;
    struct str pointer; /* the field, as a JSON pointer, or empty */
    struct str detail;  /* values and places, in words; no personal data */
    struct str cause;   /* of a failure, for the log */
    uint32_t incident;  /* number the clerk quotes */
    bool retry;         /* the database says: try the same again */
};

struct db;
struct keys;

/** Makes ids unique in their part: 41 bits of milliseconds since 2020, 10 of writer, 12 of
 * sequence. `highest` never goes back, whatever the clock does. Shared by all desks of a process.
 */
struct ids {
    _Atomic int64_t highest;
    int writer;
};

struct desk {
    struct db *db;
    struct arena *arena;
    struct ids *ids;
    struct keys *keys;
    struct day today;
    int64_t now; /* microseconds UTC */
    struct clerk clerk;
    struct str terminal;      /* address of the machine, or "cli" */
    struct str purpose;       /* why a record is looked at; logged with every query [G21 88] */
    struct str request_key;   /* Idempotency-Key, or empty */
    int64_t expected_version; /* If-Match, or -1 */
    struct problem why;
};

/** Sets now and today. */
void desk_at(struct desk *desk, int64_t instant_us);
/** Forgets the last problem and empties the arena. */
void desk_clear(struct desk *desk);

/** REFUSED, with the reason on the desk. */
MUST_USE enum outcome refuse(struct desk *desk, enum refusal refusal);
/** The same, naming the field ("/birthDate"). */
MUST_USE enum outcome refuse_field(struct desk *desk, enum refusal refusal, const char *pointer);
/** The same, naming the field and a detail. */
MUST_USE enum outcome refuse_at(struct desk *desk, enum refusal refusal, const char *pointer,
                                const char *format, ...) PRINTF_LIKE(4, 5);
/** DONE for REFUSAL_NONE, else REFUSED. */
MUST_USE enum outcome allow(struct desk *desk, enum refusal refusal);
/** FAILED: logs the cause under a new incident number. The cause holds no personal data. */
MUST_USE enum outcome fail(struct desk *desk, const char *format, ...) PRINTF_LIKE(2, 3);

static inline bool clerk_may(const struct clerk *clerk, enum right right)
{
    return (clerk->rights >> right & 1) != 0;
}
static inline bool clerk_reaches(const struct clerk *clerk, int32_t unit)
{
    return unit >= clerk->reach_from && unit <= clerk->reach_to;
}

/** The next id. */
int64_t new_id(struct desk *desk);
int64_t ids_next(struct ids *ids, int64_t now_us);
/** The first id of an instant, whoever writes. */
int64_t ids_floor(int64_t now_us);
/** No id below `highest` is given any more: what was kept before a stop, so that a clock set back repeats nothing. */
void ids_raise(struct ids *ids, int64_t highest);

#endif
