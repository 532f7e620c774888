#ifndef CITY_DICE_H
#define CITY_DICE_H
/** Chance that falls the same way on every machine and compiler.
 *  (1) Integers only.
 *  (2) The same seed, stream and item give the same throws, whatever was thrown before.
 *  (3) One throw to a statement: C leaves open which argument of a call is evaluated first. */
#include "base/str.h"

struct dice {
    uint64_t state;
};

/** Dice for one item (a household, a portrait) of one stream of a city. */
struct dice dice_of(uint64_t seed, uint64_t stream, uint64_t item);
uint64_t dice_throw(struct dice *dice);
/** 0 to sides - 1; 0 when there are no sides. */
uint32_t dice_roll(struct dice *dice, uint32_t sides);
/** Both ends included; low when high is below it. */
int dice_between(struct dice *dice, int low, int high);
bool dice_chance(struct dice *dice, uint32_t per_thousand);
/** Index of one weight, by its share. The sum must not be 0. */
size_t dice_weighted(struct dice *dice, const uint16_t *weights, size_t count);

#define LOTTERY_TICKETS 16384
/** Draws from many weights in one throw. */
struct lottery {
    uint16_t ticket[LOTTERY_TICKETS];
};

/** Shares are rounded to tickets; a weight below one ticket may draw a blank. */
void lottery_fill(struct lottery *lottery, const uint16_t *weights, size_t count);
size_t lottery_draw(const struct lottery *lottery, struct dice *dice);

#endif
