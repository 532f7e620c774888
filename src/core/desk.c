#include "core/desk.h"
#include <stdarg.h>
#include <stdatomic.h>

#define IDS_EPOCH_MS INT64_C(1577836800000) /* 2020-01-01 */

static const struct right_text right_texts[RIGHT_COUNT] = {
#define A(name, code, zh, en) [name] = { code, zh, en },
#include "core/rights.def"
#undef A
};
_Static_assert(RIGHT_COUNT <= 64, "rights are bits of one word");

const struct right_text *right_text(enum right right)
{
    ASSERT(right < RIGHT_COUNT);
    return &right_texts[right];
}

bool right_of_code(struct str code, enum right *out)
{
    for (int i = 0; i < RIGHT_COUNT; i++)
        if (str_is(code, right_texts[i].code)) {
            *out = (enum right)i;
            return true;
        }
    return false;
}

void desk_at(struct desk *desk, int64_t instant_us)
{
    desk->now = instant_us;
    desk->today = day_of_instant(instant_us);
}

void desk_clear(struct desk *desk)
{
    desk->why = (struct problem){ 0 };
    desk->request_key = NO_STR;
    desk->expected_version = -1;
    arena_reset(desk->arena);
}

enum outcome refuse(struct desk *desk, enum refusal refusal)
{
    desk->why = (struct problem){ .refusal = refusal };
    return REFUSED;
}

PRINTF_LIKE(2, 0)
static struct str format_text(struct arena *arena, const char *format, va_list args)
{
    char text[512];
    int n = vsnprintf(text, sizeof text, format, args);
    size_t len = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    return arena_str(arena, str_from(text, len));
}

enum outcome refuse_field(struct desk *desk, enum refusal refusal, const char *pointer)
{
    desk->why =
        (struct problem){ .refusal = refusal, .pointer = arena_str(desk->arena, str_of(pointer)) };
    return REFUSED;
}

enum outcome refuse_at(struct desk *desk, enum refusal refusal, const char *pointer,
                       const char *format, ...)
{
    va_list args;
    va_start(args, format);
    desk->why = (struct problem){ .refusal = refusal,
                                  .pointer = arena_str(desk->arena, str_of(pointer)),
                                  .detail = format_text(desk->arena, format, args) };
    va_end(args);
    return REFUSED;
}

enum outcome allow(struct desk *desk, enum refusal refusal)
{
    return refusal == REFUSAL_NONE ? DONE : refuse(desk, refusal);
}

enum outcome fail(struct desk *desk, const char *format, ...)
{
    static _Atomic uint32_t incidents;
    va_list args;
    va_start(args, format);
    struct str cause = format_text(desk->arena, format, args);
    va_end(args);
    uint32_t number =
        (uint32_t)(desk->now / 1000000 % 1000000) * 1000 + atomic_fetch_add(&incidents, 1) % 1000;
    desk->why = (struct problem){ .refusal = NO_NOT_NOW, .cause = cause, .incident = number };
    log_error("incident %u: " STR_FMT, number, STR_ARG(cause));
    return FAILED;
}

int64_t ids_next(struct ids *ids, int64_t now_us)
{
    int64_t ms = now_us / 1000 - IDS_EPOCH_MS;
    /* a rehearsal of the years before counts on from where it stands */
    int64_t floor = (ms > 0 ? ms : 0) << 22 | (int64_t)ids->writer << 12;
    int64_t last = atomic_load(&ids->highest), next;
    do {
        next = last < floor ? floor : last + 1;
        if ((next >> 12 & 1023) != ids->writer) /* 4096 in one millisecond: borrow the next one */
            next = ((next >> 22) + ((next >> 12 & 1023) > ids->writer)) << 22 | (int64_t)ids->writer
                                                                                    << 12;
    } while (!atomic_compare_exchange_weak(&ids->highest, &last, next));
    return next;
}

int64_t ids_floor(int64_t now_us)
{
    int64_t ms = now_us / 1000 - IDS_EPOCH_MS;
    return ms > 0 ? ms << 22 : 0;
}

void ids_raise(struct ids *ids, int64_t highest)
{
    int64_t last = atomic_load(&ids->highest);
    while (last < highest && !atomic_compare_exchange_weak(&ids->highest, &last, highest))
        ;
}

int64_t new_id(struct desk *desk)
{
    return ids_next(desk->ids, desk->now);
}
