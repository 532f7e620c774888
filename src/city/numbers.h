#ifndef CITY_NUMBERS_H
#define CITY_NUMBERS_H
/** The sequence book (公民身份号码顺序码登记表) of the synthetic city [GB 11643].
 *  (1) No number is given twice.
 *  (2) Serials are odd for men and even for women; 000 and 996 to 999 are not given.
 *  (3) A station gives serials upwards from the start of its own range, and goes on past it when it
 *      is full [V]. */
#include "base/arena.h"
#include "core/day.h"

#define NUMBER_ROOM 19 /* 18 characters and NUL */

struct numbers;

/** Room for so many numbers; lives in the arena. */
struct numbers *numbers_new(struct arena *arena, int64_t people);
/** The next free number. The serial is the first free one of the sex from `from` (1 to 995)
 * upwards. */
void numbers_give(struct numbers *numbers, const char *code, struct day born, bool male, int from,
                  char out[NUMBER_ROOM]);
#endif
