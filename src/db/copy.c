#include "db/copy.h"
#include "db/db.h"
#include <stdlib.h>

static size_t place_of(const struct copies *copies, uint64_t database)
{
    size_t i = 0;
    while (i < COPIES && !(copies->copy[i].arena && copies->copy[i].database == database))
        i++;
    return i;
}

const struct copy *copy_of(const struct copies *copies, struct desk *desk)
{
    size_t i = place_of(copies, db_identity(desk->db));
    return i < COPIES ? &copies->copy[i] : NULL;
}

bool copy_is_fresh(const struct copy *copy, const struct desk *desk)
{
    return copy && llabs(desk->now - copy->read_at) <= COPY_AGE_US;
}

void copy_keep(struct copies *copies, struct desk *desk, struct arena *arena, const void *at,
               size_t count)
{
    uint64_t database = db_identity(desk->db);
    pthread_mutex_lock(&copies->lock);
    size_t i = place_of(copies, database);
    if (i == COPIES)
        i = copies->next++ % COPIES;
    arena_close(copies->copy[i].arena);
    copies->copy[i] = (struct copy){ database, arena, at, count, desk->now };
    pthread_mutex_unlock(&copies->lock);
}

void copies_forget(struct copies *copies)
{
    pthread_mutex_lock(&copies->lock);
    for (size_t i = 0; i < COPIES; i++) {
        arena_close(copies->copy[i].arena);
        copies->copy[i] = (struct copy){ 0 };
    }
    pthread_mutex_unlock(&copies->lock);
}
