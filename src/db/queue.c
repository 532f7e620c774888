#include "db/queue.h"
#include "db/driver.h"
#include <pthread.h>
#include <stdatomic.h>

enum { THREADS_MAX = 64, TRIES_MAX = 4 };

struct writer {
    struct queue *queue;
    pthread_t thread;
    struct db *db;
    struct arena *arena; /* of the common transactions */
};

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t some;
    struct job *first, **last;
    bool closing;
    int group, writer_count;
    _Atomic int64_t commits, busy_ns;
    struct writer writers[THREADS_MAX];
};

/** Takes up to `most` jobs in order; NULL when the queue is closing and empty. */
static struct job *take(struct queue *queue, int most)
{
    pthread_mutex_lock(&queue->lock);
    while (!queue->first && !queue->closing)
        pthread_cond_wait(&queue->some, &queue->lock);
    struct job *taken = queue->first, **end = &taken;
    for (int n = 0; *end && n < most; n++)
        end = &(*end)->next;
    queue->first = *end;
    *end = NULL;
    if (!queue->first)
        queue->last = &queue->first;
    pthread_mutex_unlock(&queue->lock);
    return taken;
}

static void answer_all(struct job *jobs)
{
    while (jobs) {
        struct job *next = jobs->next;
        jobs->answered(jobs, jobs->outcome);
        jobs = next;
    }
}

/** One job in its own transaction or savepoint; tried again when the database asks for it. */
static void run_alone(struct job *job, struct db *db)
{
    job->desk->db = db;
    for (int tries = 0; tries < TRIES_MAX; tries++) {
        SCOPED(tx) tx = { 0 };
        job->outcome = tx_try(job->desk, &tx);
        if (job->outcome == DONE)
            job->outcome = job->settle(job);
        if (job->outcome == DONE)
            job->outcome = tx_commit(&tx);
        if (job->outcome != FAILED || !job->desk->why.retry)
            return;
    }
}

/** Runs them in the open transaction without savepoints, which cost as much as the work. False when
 * one said no after it had changed something: then all of it has to be undone. */
static bool run_together(struct job *jobs, struct db *db)
{
    for (struct job *job = jobs; job; job = job->next) {
        int64_t before = db->driver->changed(db);
        job->desk->db = db;
        job->outcome = job->settle(job);
        if (job->outcome == DONE && db->broken == DONE)
            continue;
        if (job->outcome != REFUSED || db->driver->changed(db) != before)
            return false;
        db_mend(db);
    }
    return true;
}

/** Each in a savepoint of its own. */
static bool run_apart(struct job *jobs, struct db *db)
{
    for (struct job *job = jobs; job; job = job->next)
        run_alone(job, db);
    return true;
}

/** Many jobs, one durable commit. False when nothing of it stands. */
static bool commit_group(struct writer *writer, struct job *jobs,
                         bool (*run)(struct job *, struct db *))
{
    struct desk desk = { .arena = writer->arena, .db = writer->db };
    SCOPED(tx) tx = { 0 };
    arena_reset(writer->arena);
    return tx_open(&desk, &tx) == DONE && run(jobs, writer->db) && tx_commit(&tx) == DONE;
}

static void fail_group(struct job *jobs)
{
    for (struct job *job = jobs; job; job = job->next)
        job->outcome = fail(job->desk, "the common commit failed");
}

static void run_group(struct writer *writer, struct job *jobs)
{
    if (!commit_group(writer, jobs, run_together) && !commit_group(writer, jobs, run_apart))
        fail_group(jobs);
}

static void work_on(struct writer *writer, struct job *jobs, bool grouped)
{
    int64_t since = monotonic_ns();
    if (grouped && jobs->next)
        run_group(writer, jobs);
    else
        run_alone(jobs, writer->db);
    atomic_fetch_add(&writer->queue->commits, 1);
    atomic_fetch_add(&writer->queue->busy_ns, monotonic_ns() - since);
    answer_all(jobs);
}

static void *write_until_closed(void *at)
{
    struct writer *writer = at;
    struct queue *queue = writer->queue;
    bool grouped = db_engine_of(writer->db) == DB_SQLITE && queue->group > 1;
    for (struct job *jobs; (jobs = take(queue, grouped ? queue->group : 1)) != NULL;)
        work_on(writer, jobs, grouped);
    return NULL;
}

enum outcome queue_open(struct desk *desk, const struct queue_options *options, struct queue **out)
{
    struct queue *queue = calloc(1, sizeof *queue);
    ASSERT(queue != NULL);
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->some, NULL);
    queue->last = &queue->first;
    queue->group = options->group;
    int threads = db_engine_of_url(options->url) == DB_SQLITE ? 1 : options->threads;
    ASSERT(threads >= 1 && threads <= THREADS_MAX);
    for (int i = 0; i < threads; i++) {
        struct writer *writer = &queue->writers[i];
        writer->queue = queue;
        enum outcome outcome = db_open(desk, options->url, DB_WRITE, &writer->db);
        if (outcome != DONE) {
            queue_close(queue);
            return outcome;
        }
        writer->arena = arena_open();
        queue->writer_count++;
        ASSERT(pthread_create(&writer->thread, NULL, write_until_closed, writer) == 0);
    }
    *out = queue;
    return DONE;
}

void queue_close(struct queue *queue)
{
    if (!queue)
        return;
    pthread_mutex_lock(&queue->lock);
    queue->closing = true;
    pthread_cond_broadcast(&queue->some);
    pthread_mutex_unlock(&queue->lock);
    for (int i = 0; i < queue->writer_count; i++) {
        pthread_join(queue->writers[i].thread, NULL);
        db_close(queue->writers[i].db);
        arena_close(queue->writers[i].arena);
    }
    pthread_cond_destroy(&queue->some);
    pthread_mutex_destroy(&queue->lock);
    free(queue);
}

void queue_add(struct queue *queue, struct job *job)
{
    job->next = NULL;
    pthread_mutex_lock(&queue->lock);
    *queue->last = job;
    queue->last = &job->next;
    pthread_cond_signal(&queue->some);
    pthread_mutex_unlock(&queue->lock);
}

void queue_costs_add(struct queue *queue, struct db_cost *sums)
{
    for (int i = 0; i < queue->writer_count; i++)
        db_costs_add(queue->writers[i].db, sums);
}

int64_t queue_busy_ns(struct queue *queue)
{
    return atomic_load(&queue->busy_ns);
}

int64_t queue_commits(struct queue *queue)
{
    return atomic_load(&queue->commits);
}
