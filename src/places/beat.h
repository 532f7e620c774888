#ifndef PLACES_BEAT_H
#define PLACES_BEAT_H
/** Beats 责任区: a station's ground divided among its officers [S1].
 *  (1) The station divides its own ground: plates are civil affairs' to keep, beats the police's.
 *  (2) A beat's number is unique in its station and never changes. */
#include "core/column.h"
#include "core/desk.h"

struct beat {
    int32_t part; /* the station */
    int64_t id;
    int32_t ver, number;
    struct str name;
    int64_t officer; /* the clerk in charge, or 0 */
    int64_t plates;  /* counted */
};
extern const struct column beat_columns[];
extern const size_t beat_column_count;
struct beats {
    const struct beat *at;
    size_t count;
};

/** refuses  BEAT_UNKNOWN; rights are the caller's */
MUST_USE enum outcome beat_load(struct desk *desk, int32_t part, int64_t id, struct beat *out);
MUST_USE enum outcome beat_of_number(struct desk *desk, int32_t part, int32_t number,
                                     struct beat *out);
/** Of the stations from … to, station by station; rights are the caller's. */
MUST_USE enum outcome beats_between(struct desk *desk, int32_t from, int32_t to, struct beats *out);
/** The same of those the clerk reaches.  right  MAY_SEE_PLACES */
MUST_USE enum outcome beats_list(struct desk *desk, int32_t from, int32_t to, struct beats *out);

enum { BEAT_NUMBER_MAX = 999, BEAT_NAME_MAX = 40 };
struct beat_order {
    int32_t part, number;
    struct str name;
    int64_t officer; /* of the same station, or 0 */
};
/** A new beat.
 *  right    MAY_KEEP_REGISTER at the station
 *  refuses  BEAT_TAKEN, ITEM_MISSING, ITEM_WRONG (number, name, an officer of elsewhere),
 *           UNIT_UNKNOWN, CLERK_UNKNOWN
 *  journal  `beat.added` */
MUST_USE enum outcome beat_add(struct desk *desk, const struct beat_order *order, struct beat *out);
/** Another name or officer, by the version seen.
 *  refuses  BEAT_UNKNOWN, VERSION_REQUIRED, VERSION_STALE, CHANGED_MEANWHILE and as beat_add
 *  journal  `beat.changed` */
MUST_USE enum outcome beat_change(struct desk *desk, int32_t part, int64_t id,
                                  const struct beat_order *order, struct beat *out);

/** Which plates a beat gets: a street from one door to another, as one walks. */
struct beat_ground {
    struct str street;
    struct str from, to; /* doors; empty: from the first, to the last */
};
/** Plates of that ground belong to the beat from now on, whosever they were.
 *  right    MAY_KEEP_REGISTER at the station
 *  refuses  BEAT_UNKNOWN, VERSION_REQUIRED, VERSION_STALE, PLATE_UNKNOWN (no plate there)
 *  journal  `beat.ground_given` */
MUST_USE enum outcome beat_give_ground(struct desk *desk, int32_t part, int64_t id,
                                       const struct beat_ground *ground, struct beat *out);

#endif
