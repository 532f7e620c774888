#include "base/arena.h"
#include <stdarg.h>

enum { BLOCK = 32 * 1024 };

struct block {
    struct block *next;
    size_t size, used;
    _Alignas(16) char bytes[];
};

struct arena {
    struct block *blocks; /* the newest first */
    size_t used;
};

static struct block *block_new(size_t size, struct block *next)
{
    struct block *b = malloc(sizeof *b + size);
    ASSERT(b != NULL);
    b->next = next;
    b->size = size;
    b->used = 0;
    return b;
}

struct arena *arena_open(void)
{
    struct arena *arena = calloc(1, sizeof *arena);
    ASSERT(arena != NULL);
    arena->blocks = block_new(BLOCK, NULL);
    return arena;
}

static void free_blocks_down_to_first(struct arena *arena)
{
    while (arena->blocks->next) {
        struct block *b = arena->blocks;
        arena->blocks = b->next;
        free(b);
    }
}

void arena_close(struct arena *arena)
{
    if (!arena)
        return;
    free_blocks_down_to_first(arena);
    free(arena->blocks);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    free_blocks_down_to_first(arena);
    arena->blocks->used = 0;
    arena->used = 0;
}

void *arena_bytes(struct arena *arena, size_t size)
{
    ASSERT(size < (size_t)1 << 40);
    size = (size + 15) & ~(size_t)15;
    if (arena->blocks->size - arena->blocks->used < size)
        arena->blocks = block_new(size > BLOCK / 2 ? size + BLOCK : BLOCK, arena->blocks);
    void *at = arena->blocks->bytes + arena->blocks->used;
    arena->blocks->used += size;
    arena->used += size;
    return at;
}

void *arena_zeroed(struct arena *arena, size_t size)
{
    return memset(arena_bytes(arena, size), 0, size);
}

struct str arena_str(struct arena *arena, struct str view)
{
    char *copy = arena_bytes(arena, view.len + 1);
    if (view.len)
        memcpy(copy, view.at, view.len);
    copy[view.len] = '\0';
    return (struct str){ copy, view.len };
}

const char *arena_text(struct arena *arena, struct str view)
{
    return arena_str(arena, view).at;
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    ASSERT(n >= 0);
    char *text = arena_bytes(arena, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return (struct str){ text, (size_t)n };
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}
