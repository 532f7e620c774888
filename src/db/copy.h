#ifndef DB_COPY_H
#define DB_COPY_H
/** What is asked at every step, such as settings, tariffs and names of units, kept per process: a few
 *  hundred rows for each of the few databases it has open, replaced as a whole.
 *  (1) A copy is looked at under the lock of its copies only.
 *  (2) What another process changed is seen after COPY_AGE_US. */
#include "core/desk.h"
#include <pthread.h>

enum { COPY_AGE_US = 10 * 1000000, COPIES = 4 };

struct copy {
    uint64_t database;
    struct arena *arena; /* holds what `at` leads to; NULL: nothing here */
    const void *at;
    size_t count;
    int64_t read_at;
};

struct copies {
    pthread_mutex_t lock;
    struct copy copy[COPIES];
    size_t next;
};
#define NO_COPIES                                                                                  \
    {                                                                                              \
        .lock = PTHREAD_MUTEX_INITIALIZER                                                          \
    }

/** Under the lock. The copy of the desk's database; NULL when there is none. */
const struct copy *copy_of(const struct copies *copies, struct desk *desk);
/** Whether a copy stands for what the database holds at the desk's instant. NULL does not. */
bool copy_is_fresh(const struct copy *copy, const struct desk *desk);
/** Takes the lock, and the arena over; the oldest copy makes room. */
void copy_keep(struct copies *copies, struct desk *desk, struct arena *arena, const void *at,
               size_t count);
/** Takes the lock. */
void copies_forget(struct copies *copies);

#endif
