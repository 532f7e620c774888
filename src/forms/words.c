#include "forms/words.h"
#include "base/buf.h"

struct str day_zh(struct arena *arena, struct day day)
{
    struct civil c;
    if (!day_is(day))
        return NO_STR;
    c = day_civil(day);
    return arena_printf(arena, "%d年%d月%d日", c.year, c.month, c.day);
}

struct str instant_zh(struct arena *arena, int64_t instant_us)
{
    struct day day = day_of_instant(instant_us);
    int minutes = (int)((instant_us - instant_of_day(day)) / 60000000);
    return arena_printf(arena, STR_FMT " %02d:%02d", STR_ARG(day_zh(arena, day)), minutes / 60,
                        minutes % 60);
}

struct str fee_zh(struct arena *arena, int64_t fen)
{
    return arena_printf(arena, "%lld.%02d 元", (long long)(fen / 100), (int)(fen % 100));
}

struct str copy_zh(struct arena *arena, int copy)
{
    return copy > 1 ? arena_printf(arena, "第 %d 次打印", copy) : NO_STR;
}
