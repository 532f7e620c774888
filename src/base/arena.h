#ifndef BASE_ARENA_H
#define BASE_ARENA_H
/** Memory of one request, command or batch item.
 *  (1) Nothing in it is freed alone.
 *  (2) It never returns NULL. */
#include "base/str.h"

struct arena;

struct arena *arena_open(void);
/** NULL is fine. */
void arena_close(struct arena *arena);
/** Everything in it is gone; the first block stays for the next request. */
void arena_reset(struct arena *arena);
/** Zeroed, aligned for any type. */
void *arena_zeroed(struct arena *arena, size_t size);
/** Not zeroed, aligned to 8. */
void *arena_bytes(struct arena *arena, size_t size);
/** A copy that ends in NUL behind its length. */
struct str arena_str(struct arena *arena, struct str view);
const char *arena_text(struct arena *arena, struct str view);
struct str arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
/** Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);

#define NEW(arena, type)          ((type *)arena_zeroed((arena), sizeof(type)))
#define NEW_ARRAY(arena, type, n) ((type *)arena_zeroed((arena), sizeof(type) * (size_t)(n)))

#endif
