#ifndef FORMS_WORDS_H
#define FORMS_WORDS_H
/** Values as a printed form says them, in Chinese. Pure; texts are in the arena. */
#include "core/day.h"
#include "core/source.h"

/** 2008年3月3日; empty for NO_DAY. */
struct str day_zh(struct arena *arena, struct day day);
/** 2008年3月3日 10:05 */
struct str instant_zh(struct arena *arena, int64_t instant_us);
/** 20.00 元 */
struct str fee_zh(struct arena *arena, int64_t fen);
/** Room for a date in handwriting. */
#define BLANK_DAY_ZH STR("　　　年　　月　　日")
/** 第 2 次打印 from the second on, else nothing. */
struct str copy_zh(struct arena *arena, int copy);

#endif
