#ifndef OFFICE_UNIT_H
#define OFFICE_UNIT_H
/** Units 单位: region, production centre, city, bureaus, stations, and the offices beside them.
 *  (1) Every node knows every unit; `here` says whose records this database keeps.
 *  (2) A unit reaches from … to: a station itself, a bureau its county, the city its districts, the
 *      region all. An office reaches what the police unit beside it does.
 *  (3) The number never changes; the name may. */
#include "core/column.h"
#include "core/desk.h"

/* clang-format off */
#define UNIT_KINDS(X) /* kind, office beside a city or bureau: its last three digits, Chinese, English */ \
    X(REGION,        0, "公安厅",     "regional department")  \
    X(CENTRE,        0, "制证中心",   "production centre")    \
    X(CITY,          0, "市公安局",   "city bureau")          \
    X(BUREAU,        0, "分（县）局", "county-level bureau")  \
    X(STATION,       0, "派出所",     "police station")       \
    X(FINANCE,     901, "财政局",     "finance office")       \
    X(PRICE,       902, "物价局",     "price office")         \
    X(CIVIL,       903, "民政局",     "civil affairs office") \
    X(SUPERVISION, 904, "监察局",     "supervision office")   \
    X(LEADING,     905, "领导小组",   "leading group")
/* clang-format on */
enum unit_kind {
#define X(kind, office, zh, en) UNIT_##kind,
    UNIT_KINDS(X)
#undef X
        UNIT_KIND_COUNT
};

struct unit_kind_text {
    const char *code;
    int office; /* 901 to 905, or 0 */
    const char *zh, *en;
};
const struct unit_kind_text *unit_kind_text(enum unit_kind kind);
/** UNIT_KIND_COUNT when there is none. */
enum unit_kind unit_kind_of_code(struct str code);

struct unit {
    int32_t number, parent; /* parent 0: none */
    struct str kind, name, short_name;
    int32_t reach_from, reach_to;
    int here;
    struct str public_key; /* SM2, or without bytes */
    struct day begins, ends;
};
extern const struct column unit_columns[];
extern const size_t unit_column_count;

struct units {
    const struct unit *at;
    size_t count;
};

/** refuses  UNIT_UNKNOWN */
MUST_USE enum outcome unit_load(struct desk *desk, int32_t number, struct unit *out);
/** The units numbered from … to, in order. Rights are the caller's. */
MUST_USE enum outcome units_between(struct desk *desk, int32_t from, int32_t to, struct units *out);
/** The units the desk's clerk reaches. */
MUST_USE enum outcome units_in_reach(struct desk *desk, struct units *out);
/** The unit kept here that holds the administrators: the city, else what reaches furthest.
 *  refuses  UNIT_UNKNOWN when the database is not initialised */
MUST_USE enum outcome unit_top_here(struct desk *desk, struct unit *out);
/** By its name or short name; of several the first that `county` (6 digits, 0 for any) holds.
 *  *out is 0 when there is none. */
MUST_USE enum outcome unit_of_name(struct desk *desk, enum unit_kind kind, struct str name,
                                   int county, int32_t *out);

/** Which of these units are kept in this database; one unknown is not. From the same copy as the
 * names below. */
MUST_USE enum outcome units_here(struct desk *desk, const int32_t *numbers, size_t count,
                                 bool *here);

/** Names for pages and forms, from a copy kept per process; the number itself when unknown. */
struct str unit_name(struct desk *desk, int32_t number);
/** 天山区分局, 燕儿窝派出所. */
struct str unit_short_name(struct desk *desk, int32_t number);
/** The copies are read anew. */
void unit_names_forget(void);

/** Pure. What a unit of that kind and number reaches. */
void unit_reach(enum unit_kind kind, int32_t number, int32_t *from, int32_t *to);
/** Pure. The unit above; 0 for the region. */
int32_t unit_parent(enum unit_kind kind, int32_t number);

/** A new unit: a station opened, an office set up. Kept here when its parent is.
 *  refuses  RIGHT_MISSING, NOT_YOUR_DESK, ITEM_WRONG, ITEM_MISSING, UNIT_UNKNOWN (the parent),
 *           UNIT_TAKEN
 *  right    admin.system over the parent; journalled as unit.added */
MUST_USE enum outcome unit_add(struct desk *desk, enum unit_kind kind, int32_t number,
                               struct str name, struct str short_name);
/** A peer's public key, as two offices exchanged it on paper: packages from and to that unit go by
 * it from now on.
 *  public_key  SM2, 65 bytes
 *  refuses     RIGHT_MISSING, NOT_YOUR_DESK, UNIT_UNKNOWN, ITEM_WRONG (no such key, or the desk's
 *              ring signs for that unit by its own)
 *  right       admin.system over the unit that holds the administrators; journalled as unit.trusted
 */
MUST_USE enum outcome unit_trust_key(struct desk *desk, int32_t number, struct str public_key);
/** The row alone, inside the caller's transaction and without asking rights: for the seed. */
MUST_USE enum outcome unit_store(struct desk *desk, enum unit_kind kind, int32_t number,
                                 struct str name, struct str short_name, bool here);
/** Stores the public key others verify this unit by, inside the caller's transaction. */
MUST_USE enum outcome unit_store_key(struct desk *desk, int32_t number, struct str public_key);

#endif
