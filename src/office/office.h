#ifndef OFFICE_OFFICE_H
#define OFFICE_OFFICE_H
/** Units, clerks, rights, sessions: who may do what, where.
 *  (1) Right and jurisdiction are asked in one place, may(), by every use case and every search.
 *  (2) A clerk reaches the own unit and those below: unit numbers from reach_from to reach_to.
 *  (3) System, security and audit administration (三员) are never in one hand, nor beside business
 * rights. */
#include "core/desk.h"

/** May this desk's clerk use the right on a matter of that unit?
 *  refuses RIGHT_MISSING, NOT_YOUR_DESK; the face writes the refusal's journal entry
 * (office_note_refusal). */
MUST_USE enum outcome may(struct desk *desk, enum right right, int32_t unit);
/** What the clerk saw is still so: `version` is the record's now.
 *  refuses  VERSION_REQUIRED, VERSION_STALE (the detail says what it is now) */
MUST_USE enum outcome version_seen(struct desk *desk, int64_t version);
/** Refused rights and refused looks are entries of their own: writes one, in its own transaction,
 * when the desk's refusal is of that kind; else does nothing. `what` is the route or command. */
MUST_USE enum outcome office_note_refusal(struct desk *desk, struct str what);

/** Unit numbers: 6 digits of the county, 3 of the unit; the bureau is …000, the city XXXX00000. */
static inline int32_t unit_bureau(int32_t unit)
{
    return unit / 1000 * 1000;
}
static inline int32_t unit_city(int32_t unit)
{
    return unit / 100000 * 100000;
}
static inline int32_t unit_region(int32_t unit)
{
    return unit / 10000000 * 10000000;
}
static inline bool unit_is_station(int32_t unit)
{
    return unit % 1000 != 0;
}

/** A setting in force on the desk's day; `fallback` when no row is. Cached per process, read anew
 * when changed here. */
int64_t setting(struct desk *desk, const char *name, int64_t fallback);

#endif
