#ifndef PLACES_PLATE_H
#define PLACES_PLATE_H
/** Door plates 门牌: the houses of a station, street by street.
 *  (1) A plate stands on the ground of one station, which is its part.
 *  (2) Its number in the file and its address are each unique in the station.
 *  (3) Doors are ordered as one walks: 2号, 10号, 10-1号, 12号, by their numbers and not their
 *      letters.
 *  (4) A plate belongs to one beat at most. */
#include "core/column.h"
#include "core/desk.h"

/* clang-format off */
#define PLATE_KINDS(X) /* kind, stored code, Chinese, English [S23] */ \
    X(LARGE,     "1", "大门牌",   "compound")  \
    X(SMALL,     "2", "小门牌",   "house")     \
    X(SIDE,      "3", "侧门牌",   "side gate") \
    X(TEMPORARY, "4", "临时门牌", "temporary") \
    X(BUILDING,  "5", "楼牌",     "building")  \
    X(UNIT,      "6", "单元牌",   "unit")      \
    X(ROOM,      "7", "户室牌",   "room")      \
    X(ROW,       "8", "排牌",     "row")
/* clang-format on */
struct plate_kind {
    const char *code, *zh, *en;
};
extern const struct plate_kind plate_kinds[];
extern const size_t plate_kind_count;
/** By code or Chinese name; NULL when there is none. */
const struct plate_kind *plate_kind_read(struct str text);

struct plate {
    int32_t part; /* the station */
    int64_t id;
    int32_t ver;
    struct str legacy; /* 门牌编号 of the file */
    int32_t county, town;
    struct str town_name, committee, committee_name, street, door;
    struct str door_key; /* of place_key */
    struct str kind;
    int32_t households; /* as the file says */
    int64_t beat;       /* or 0 */
};
extern const struct column plate_columns[];
extern const size_t plate_column_count;

/** Pure. A text whose byte order is the order of walking: each run of digits as six of them, digits
 *  and letters half-width. Two spellings of one door have one key. In the arena. */
struct str place_key(struct arena *arena, struct str text);

/** An element of a standard address with its level [GA/T 2000.32, domain 11]. */
struct address_element {
    const char *code; /* 13, 23, 32, 41, … */
    const char *zh, *en;
    struct str text;
};
enum { ADDRESS_ELEMENTS_MAX = 6 };
/** Pure. The elements of a plate's address, the largest place first; returns how many. */
size_t plate_elements(struct arena *arena, const struct plate *plate, struct day on,
                      struct address_element out[ADDRESS_ELEMENTS_MAX]);

struct plates {
    const struct plate *at;
    size_t count;
};
/** A page of a station's plates. `street` empty: all, street by street. The page begins behind the
 * plate `after`, when there is one. */
struct plate_query {
    int32_t station;
    struct str street;
    int64_t after;
    int limit; /* 1 to 200 */
};
/** right MAY_SEE_PLACES at the station.  refuses  RIGHT_MISSING, NOT_YOUR_DESK, PLATE_UNKNOWN (after),
 * BAD_REQUEST */
MUST_USE enum outcome plates_list(struct desk *desk, const struct plate_query *query,
                                  struct plates *out);
/** right MAY_SEE_PLACES.  refuses  PLATE_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK */
MUST_USE enum outcome plate_see(struct desk *desk, int32_t part, int64_t id, struct plate *out);
/** For other counters: rights are theirs.  refuses  PLATE_UNKNOWN */
MUST_USE enum outcome plate_load(struct desk *desk, int32_t part, int64_t id, struct plate *out);
/** The same of all plates of the stations from … to, in the order of walking. */
MUST_USE enum outcome plates_between(struct desk *desk, int32_t from, int32_t to,
                                     struct plates *out);

/** All plates one after another, station by station, without keeping them: `plate` lives until the
 * call returns. For other counters, as plates_between; beats, kinds and committees are left out. */
typedef enum outcome (*plate_fn)(struct desk *desk, void *self, const struct plate *plate);
MUST_USE enum outcome plates_each(struct desk *desk, plate_fn each, void *self);

/** A street of a station, counted. */
struct street {
    struct str name;
    int64_t plates, households;
    int64_t unassigned; /* plates without a beat */
};
extern const struct column street_columns[];
extern const size_t street_column_count;
struct streets {
    const struct street *at;
    size_t count;
};
/** right MAY_SEE_PLACES at the station */
MUST_USE enum outcome streets_list(struct desk *desk, int32_t station, struct streets *out);

#endif
