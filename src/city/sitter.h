#ifndef CITY_SITTER_H
#define CITY_SITTER_H
/** Who sits for a drawn portrait: measures in pixels of the finished picture, colours, habits.
 *  (1) Measures hold the rules of GA 461: face 193 to 221 wide, crown at row 7 to 21, eyes at row
 *      234 or above, head in the middle [domain 6].
 *  (2) Two ages of one person have the same bones, colours and habits.
 *  (3) Looks are thrown, never derived from a name or a group. */
#include "city/dice.h"

enum { PORTRAIT_WIDTH = 358, PORTRAIT_HEIGHT = 441 };

struct colour {
    double r, g, b;
};

enum hair_style {
    HAIR_PARTED,
    HAIR_CREW,
    HAIR_FORWARD,
    HAIR_BACK,
    HAIR_RECEDING,
    HAIR_CROWNLESS,
    HAIR_BOB,
    HAIR_FRINGE,
    HAIR_LONG,
    HAIR_WAVES,
    HAIR_TIED,
    HAIR_CURLS,
    HAIR_PIGTAILS
};
enum clothes_style {
    CLOTHES_CREW_NECK,
    CLOTHES_SHIRT,
    CLOTHES_JACKET,
    CLOTHES_POLO_NECK,
    CLOTHES_V_NECK,
    CLOTHES_HOOD
};
enum glasses_style { GLASSES_NONE, GLASSES_ROUND, GLASSES_SQUARE, GLASSES_HALF };
enum beard_style { BEARD_NONE, BEARD_SHADOW, BEARD_MOUSTACHE, BEARD_FULL };

struct sitter {
    bool male;
    int age;
    double child, old;        /* 0 to 1: how much of a child, how much of an old person */
    double crown, eyes, chin; /* rows */
    double half_width, jaw, chin_width, neck;             /* from the middle */
    double eye_gap, eye_width, eye_height, eye_tilt, lid; /* gap: pupil from the middle */
    double brow, brow_weight;                             /* rows above the eyes */
    double nose, nose_width, mouth, mouth_width, lips;
    double hairline, part; /* row of the hairline; where the hair is parted, from the middle */
    double smile;
    struct colour skin, hair, iris, lip, cloth, under;
    enum hair_style hair_style;
    enum clothes_style clothes;
    enum glasses_style glasses;
    enum beard_style beard;
    bool double_lid, mole;
    struct dice dice; /* for strokes */
};

struct sitter sitter_of(uint64_t seed, int64_t person, bool male, int age);

struct colour colour_mix(struct colour a, struct colour b, double share_of_b);

#endif
