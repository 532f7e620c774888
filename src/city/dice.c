#include "city/dice.h"

/** The finaliser of splitmix64: every bit of the input reaches every bit of the output. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

struct dice dice_of(uint64_t seed, uint64_t stream, uint64_t item)
{
    return (struct dice){ mix(mix(mix(seed + 1) + stream * UINT64_C(0xd1342543de82ef95)) + item) };
}

uint64_t dice_throw(struct dice *dice)
{
    return mix(dice->state += UINT64_C(0x9e3779b97f4a7c15));
}

uint32_t dice_roll(struct dice *dice, uint32_t sides)
{
    return (uint32_t)(((dice_throw(dice) >> 32) * sides) >> 32);
}

int dice_between(struct dice *dice, int low, int high)
{
    return high <= low ? low : low + (int)dice_roll(dice, (uint32_t)(high - low + 1));
}

bool dice_chance(struct dice *dice, uint32_t per_thousand)
{
    return dice_roll(dice, 1000) < per_thousand;
}

static uint32_t sum(const uint16_t *weights, size_t count)
{
    uint32_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += weights[i];
    ASSERT(total > 0);
    return total;
}

size_t dice_weighted(struct dice *dice, const uint16_t *weights, size_t count)
{
    uint32_t at = dice_roll(dice, sum(weights, count));
    size_t i = 0;
    while (at >= weights[i])
        at -= weights[i++];
    return i;
}

void lottery_fill(struct lottery *lottery, const uint16_t *weights, size_t count)
{
    uint64_t total = sum(weights, count), seen = 0;
    size_t sold = 0;
    for (size_t i = 0; i < count; i++) {
        seen += weights[i];
        while (sold < seen * LOTTERY_TICKETS / total)
            lottery->ticket[sold++] = (uint16_t)i;
    }
}

size_t lottery_draw(const struct lottery *lottery, struct dice *dice)
{
    return lottery->ticket[dice_roll(dice, LOTTERY_TICKETS)];
}
