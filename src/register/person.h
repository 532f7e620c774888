#ifndef REGISTER_PERSON_H
#define REGISTER_PERSON_H
/** Persons of the permanent register 常住人口, one open version each.
 *  (1) Every change closes the version into person_past and opens the next; nothing is deleted [V].
 *  (2) `part` is the number of the station where the person was first registered, and never
 *      changes; `station` is where the person lives now.
 *  (3) The citizen number is an attribute with history. Who holds a number stands in a directory of
 *      its own; more than one holder means an open number case.
 *  (4) Codes are stored, never their words; a word no list has is stored as it stood, and shown so.
 *  (5) The ethnic group is an item of the card. Nobody is looked up, ordered or counted by it. */
#include "core/column.h"
#include "core/desk.h"

struct person {
    int32_t part;
    int64_t id;
    int32_t ver;
    struct day true_from; /* the day this version is true from */
    int64_t known_from;   /* the instant we knew */
    int64_t load;         /* the import it came with, or 0 */
    struct str legacy;    /* 原编号, or none */
    int64_t household;
    struct str relation; /* to the head [GB/T 4761] */
    struct str name;     /* as written, one separator [NM33] */
    struct str name_key; /* what is compared; never shown */
    struct str former_name;
    struct str sex;    /* [GB/T 2261.1] */
    struct str ethnic; /* [GB/T 3304], or empty */
    struct day born_on;
    struct str number; /* canonical where it can be read, as it stood otherwise, empty when there is
                          none */
    struct str native_place, education, marital;
    int32_t station;
    struct day moved_in_on;
    struct str status; /* 0 normal … [domain 5.3] */
    int64_t frozen_by; /* the open approval, or 0 */
};
enum { PERSON_COLUMNS = 23 };
extern const struct column person_columns[];
extern const size_t person_column_count;

/** A household 户 and the place where it is registered; versioned as persons are. */
struct household {
    int32_t part;
    int64_t id;
    int32_t ver;
    struct day true_from;
    int64_t known_from;
    int64_t load;
    struct str legacy; /* 户号, or none */
    struct str kind;   /* household_kinds: 1 family, 2 collective */
    struct str status; /* household_states: 0 in use, 1 cancelled … */
    int32_t station;
    struct str beat; /* 责任区, or none */
    int32_t county;
    struct str town, committee; /* 9 and 12 digits, or none */
    struct str street, door, detail;
};
enum { HOUSEHOLD_COLUMNS = 17 };
extern const struct column household_columns[];
extern const size_t household_column_count;

/** A normal registration holds its number; the dead, moved out, deleted and reversed no longer do
 * [domain 5.3]. */
bool person_holds_number(struct str status);
/** 王**, 阿****: the first character and a star for each other one. */
struct str name_masked(struct arena *arena, struct str name);
/** 6501**********0014: all but the first and the last four. */
struct str number_masked(struct arena *arena, struct str number);

#endif
