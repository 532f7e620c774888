#include "city/numbers.h"
#include "core/number.h"

#define LAST_SERIAL 995 /* 996 to 999 belong to persons born before 1900 [GB 11643-1989] */

struct numbers {
    uint64_t *taken; /* open addressing, 0 is free */
    size_t mask;
};

struct numbers *numbers_new(struct arena *arena, int64_t people)
{
    size_t room = 1024;
    while (room < (size_t)people * 2)
        room *= 2;
    struct numbers *numbers = NEW(arena, struct numbers);
    numbers->taken = NEW_ARRAY(arena, uint64_t, room);
    numbers->mask = room - 1;
    return numbers;
}

/** False when it was taken before. */
static bool take(struct numbers *numbers, uint64_t key)
{
    size_t at = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 20) & numbers->mask;
    while (numbers->taken[at] && numbers->taken[at] != key)
        at = (at + 1) & numbers->mask;
    if (numbers->taken[at])
        return false;
    numbers->taken[at] = key;
    return true;
}

void numbers_give(struct numbers *numbers, const char *code, struct day born, bool male, int from,
                  char out[NUMBER_ROOM])
{
    uint64_t place = (uint64_t)strtoul(code, NULL, 10);
    int serial = from + ((from % 2 == 1) != male);
    for (int tries = 0; tries < 1000; tries++, serial += 2) {
        if (serial > LAST_SERIAL)
            serial = male ? 1 : 2;
        uint64_t days = (uint64_t)(born.n + 100000);
        if (!take(numbers, (place << 40) | (days << 10) | (uint64_t)serial))
            continue;
        number_make((int)place, born, serial, out);
        return;
    }
    bool births_of_one_day_sex_and_place_fit = false;
    ASSERT(births_of_one_day_sex_and_place_fit);
}
