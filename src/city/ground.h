#ifndef CITY_GROUND_H
#define CITY_GROUND_H
/** The ground a synthetic city stands on: stations, their towns and committees, streets, plates.
 *  (1) Towns and committees are the real ones of the city's eight county units [GB/T 10114];
 *      streets are invented.
 *  (2) One station has one town. There are people / 1000 stations, at least eight (one for each
 *      county unit), at most one for each town in the list (115): a small city has the first towns
 *      of each county unit.
 *  (3) A street's name is unique in its county unit, a plate's number on its street.
 *  (4) A plate is issued when the first household moves in, so every plate has residents unless
 *      told otherwise. */
#include "base/arena.h"
#include "city/dice.h"

struct committee {
    struct str code, name; /* 12 digits */
};

struct station {
    char number[10];    /* county unit and three digits, from 011 [GA 214.4] */
    char code[7];       /* the county unit */
    const char *county; /* its name */
    const char *bureau; /* the county-level bureau's name, at most 15 units [GA 490] */
    struct str name;    /* of the station */
    struct str town, town_code;
    struct committee *committees;
    size_t committee_count;
    bool rural;
    int rank;       /* among the stations of the county unit, from 0 */
    int siblings;   /* stations of the county unit */
    int64_t people; /* to be registered here */
};

struct ground {
    struct station *stations;
    size_t count;
};

/** Stations for so many people, whose sum is exactly that. The towns are read from the table of
 * divisions. */
struct ground ground_new(struct arena *arena, int64_t people);

#define PLATE_ROOM 24 /* bytes of a plate number */
struct plate {
    int street; /* index of the station's street */
    int committee;
    char number[PLATE_ROOM]; /* 123号 */
    const char *kind;        /* 大门牌 or 小门牌 [S23] */
    bool compound;
    int buildings, units, floors, doors; /* doors on a floor of a unit */
    int room, households;                /* how many households it can take, and has */
};

struct street {
    char name[64];
    int committee;   /* for a village: the one it lies in; else -1 */
    int next[2];     /* next number on the odd and on the even side */
    int inserted[2]; /* last number that has a -1 behind it, on each side */
    int open;        /* plate still filling up, or -1 */
    int issued;
};

/** The streets and plates of one station while its people move in. */
struct quarter {
    const struct station *station;
    struct street *streets;
    size_t street_count;
    struct plate *plates;
    size_t plate_count, plate_room;
};

struct place {
    int street, plate;
    char detail[64]; /* building, unit, room; may be empty */
};

/** Lays the streets out; borrows the station, takes memory from the arena. */
struct quarter quarter_new(struct arena *arena, uint64_t seed, const struct station *station);
/** One more household moves in, in the next free rooms of some street. */
struct place quarter_move_in(struct quarter *quarter, struct arena *arena, struct dice *dice);
/** A whole institution moves in: a compound of its own. */
struct place quarter_move_in_together(struct quarter *quarter, struct arena *arena,
                                      struct dice *dice);
/** A dwelling plate nobody lives behind; its index. */
int quarter_issue_empty(struct quarter *quarter, struct arena *arena, struct dice *dice);
/** A number this street never issued. */
void quarter_unissued_number(struct dice *dice, char out[PLATE_ROOM]);

#endif
