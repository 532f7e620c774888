#include "base/log.h"
#include "db/db.h"
#include "http/inside.h"
#include <pthread.h>

enum { WORKERS_MAX = 32 };

struct worker {
    struct workers *workers;
    pthread_t thread;
    struct db *db; /* opened with the first request that needs it */
};

struct workers {
    struct server *server;
    const char *name; /* of its threads, for whoever looks at the process */
    pthread_mutex_t lock;
    pthread_cond_t some;
    struct http_request *first, **last;
    int queued, most, asleep;
    bool closing;
    int count;
    struct worker worker[WORKERS_MAX];
};

static struct http_request *take(struct workers *workers)
{
    pthread_mutex_lock(&workers->lock);
    while (!workers->first && !workers->closing) {
        workers->asleep++;
        pthread_cond_wait(&workers->some, &workers->lock);
        workers->asleep--;
    }
    struct http_request *request = workers->first;
    if (request) {
        workers->first = request->next;
        workers->queued--;
        if (!workers->first)
            workers->last = &workers->first;
    }
    pthread_mutex_unlock(&workers->lock);
    return request;
}

bool workers_add(struct workers *workers, struct http_request *request)
{
    request->next = NULL;
    pthread_mutex_lock(&workers->lock);
    bool fits = workers->queued < workers->most;
    if (fits) {
        *workers->last = request;
        workers->last = &request->next;
        workers->queued++;
        if (workers->asleep)
            pthread_cond_signal(&workers->some);
    }
    pthread_mutex_unlock(&workers->lock);
    return fits;
}

/** A connection that broke is given up, so that the next request opens a fresh one. */
static void drop_broken(struct worker *worker, bool broken)
{
    if (!broken)
        return;
    db_close(worker->db);
    worker->db = NULL;
}

static void answer_failure(struct http_request *request)
{
    request->outcome = FAILED;
    answer_problem(request);
    request_finished(request);
}

/** Long work with transactions of its own has a connection of its own, for as long as it takes. */
static void work_alone(struct worker *worker, struct http_request *request)
{
    struct desk *desk = &request->desk;
    struct db *own;
    if (db_open(desk, worker->workers->server->options.url, DB_WRITE, &own) != DONE) {
        answer_failure(request);
        return;
    }
    desk->db = own;
    (void)request_run(request);
    db_close(own);
}

static void work_on(struct worker *worker, struct http_request *request)
{
    struct desk *desk = &request->desk;
    if (request->route->flags & WRITES_ITSELF && !request->only_the_door) {
        work_alone(worker, request);
        return;
    }
    if (!worker->db &&
        db_open(desk, worker->workers->server->options.url, DB_READ, &worker->db) != DONE) {
        answer_failure(request);
        return;
    }
    desk->db = worker->db;
    drop_broken(worker, request_run(request));
}

static void *work_until_closed(void *at)
{
    struct worker *worker = at;
    pthread_setname_np(pthread_self(), worker->workers->name);
    for (struct http_request *request; (request = take(worker->workers)) != NULL;)
        work_on(worker, request);
    db_close(worker->db);
    return NULL;
}

enum outcome workers_open(struct server *server, const char *name, int threads, int most,
                          struct workers **out)
{
    struct workers *workers = calloc(1, sizeof *workers);
    ASSERT(workers != NULL && threads >= 1 && threads <= WORKERS_MAX);
    workers->server = server;
    workers->name = name;
    workers->most = most;
    workers->last = &workers->first;
    pthread_mutex_init(&workers->lock, NULL);
    pthread_cond_init(&workers->some, NULL);
    for (int i = 0; i < threads; i++) {
        workers->worker[i].workers = workers;
        int code = pthread_create(&workers->worker[i].thread, NULL, work_until_closed,
                                  &workers->worker[i]);
        ASSERT(code == 0);
        workers->count++;
    }
    *out = workers;
    return DONE;
}

void workers_close(struct workers *workers)
{
    if (!workers)
        return;
    pthread_mutex_lock(&workers->lock);
    workers->closing = true;
    pthread_cond_broadcast(&workers->some);
    pthread_mutex_unlock(&workers->lock);
    for (int i = 0; i < workers->count; i++)
        pthread_join(workers->worker[i].thread, NULL);
    pthread_cond_destroy(&workers->some);
    pthread_mutex_destroy(&workers->lock);
    free(workers);
}
