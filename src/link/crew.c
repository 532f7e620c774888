#include "link/crew.h"
#include <pthread.h>
#include <stdatomic.h>

struct crew {
    atomic_size_t next;
    size_t units;
    void (*unit)(void *context, size_t thread, size_t number);
    void *context;
};

struct member {
    struct crew *crew;
    size_t thread;
    pthread_t handle;
    bool started;
};

static void *work(void *argument)
{
    struct member *member = argument;
    struct crew *crew = member->crew;
    for (size_t n; (n = atomic_fetch_add(&crew->next, 1)) < crew->units;)
        crew->unit(crew->context, member->thread, n);
    return NULL;
}

/** A thread that cannot be started is one hand less: the caller works too. */
void crew_run(size_t threads, size_t units,
              void (*unit)(void *context, size_t thread, size_t number), void *context)
{
    struct crew crew = { .units = units, .unit = unit, .context = context };
    struct member members[CREW_MAX] = { 0 };
    ASSERT(threads >= 1 && threads <= CREW_MAX);
    for (size_t i = 0; i < threads; i++)
        members[i] = (struct member){ .crew = &crew, .thread = i };
    for (size_t i = 1; i < threads; i++)
        members[i].started = pthread_create(&members[i].handle, NULL, work, &members[i]) == 0;
    work(&members[0]);
    for (size_t i = 1; i < threads; i++)
        if (members[i].started)
            pthread_join(members[i].handle, NULL);
}
