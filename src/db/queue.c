#include "db/queue.h"
#include "db/driver.h"
#include <pthread.h>
#include <stdatomic.h>

enum { THREADS_MAX = 64, TRIES_MAX = 4 };

/** A writer and the jobs that are its. On SQLite there is one. On PostgreSQL a unit's jobs all go to
 * the same writer, so that none waits for another over the unit's own rows. */
struct writer {
    struct queue *queue;
    pthread_t thread;
    pthread_cond_t some;
    struct job *first, **last;
    struct db *db;
    struct arena *arena; /* of the common transactions */
};

struct queue {
    pthread_mutex_t lock;
    bool closing, by_unit; /* by_unit: a group holds jobs of one unit */
    int group, writer_count;
    _Atomic int64_t commits, busy_ns;
    struct writer writers[THREADS_MAX];
};

/** The first and those that fit it, in order. */
static struct job *take_group(struct writer *writer)
{
    struct job *taken = NULL, **end = &taken, **at = &writer->first;
    for (int n = 0; *at && n < writer->queue->group;) {
        struct job *job = *at;
        if (taken && writer->queue->by_unit && job->desk->clerk.unit != taken->desk->clerk.unit) {
            at = &job->next;
            continue;
        }
        *at = job->next;
        *end = job;
        end = &job->next;
        n++;
    }
    *end = NULL;
    if (!*at)
        writer->last = at;
    return taken;
}

/** NULL when the queue is closing and empty. */
static struct job *take(struct writer *writer)
{
    struct queue *queue = writer->queue;
    pthread_mutex_lock(&queue->lock);
    while (!writer->first && !queue->closing)
        pthread_cond_wait(&writer->some, &queue->lock);
    struct job *taken = take_group(writer);
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
        int64_t before = db->changes;
        job->desk->db = db;
        job->outcome = job->settle(job);
        if (job->outcome == DONE && db->broken == DONE)
            continue;
        if (job->outcome != REFUSED || db->changes != before || db->broken_by_statement)
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

enum group_end {
    STANDS,
    UNDONE, /* for certain: it may be run again */
    LOST    /* the commit failed; on PostgreSQL nobody may know whether it arrived */
};

/** Many jobs, one durable commit. */
static enum group_end commit_group(struct writer *writer, struct job *jobs,
                                   bool (*run)(struct job *, struct db *))
{
    struct desk desk = { .arena = writer->arena, .db = writer->db };
    SCOPED(tx) tx = { 0 };
    arena_reset(writer->arena);
    if (tx_open(&desk, &tx) != DONE || !run(jobs, writer->db))
        return UNDONE;
    enum outcome outcome = tx_commit(&tx);
    if (outcome == DONE)
        return STANDS;
    return outcome == REFUSED || desk.why.retry ? UNDONE : LOST;
}

static void fail_group(struct job *jobs)
{
    for (struct job *job = jobs; job; job = job->next)
        job->outcome = fail(job->desk, "the common commit failed");
}

/** Each in a transaction of its own, where it holds no rows for another. */
static void run_all_alone(struct writer *writer, struct job *jobs)
{
    for (struct job *job = jobs; job; job = job->next) {
        run_alone(job, writer->db);
        atomic_fetch_add(&writer->queue->commits, 1);
    }
}

/** What did not go together goes one by one, on SQLite still in one commit. */
static void run_group(struct writer *writer, struct job *jobs)
{
    enum group_end end = commit_group(writer, jobs, run_together);
    if (end == UNDONE && writer->queue->by_unit) {
        run_all_alone(writer, jobs);
        return;
    }
    if (end == UNDONE)
        end = commit_group(writer, jobs, run_apart);
    if (end != STANDS)
        fail_group(jobs);
    atomic_fetch_add(&writer->queue->commits, 1);
}

static void work_on(struct writer *writer, struct job *jobs)
{
    int64_t since = monotonic_ns();
    if (jobs->next)
        run_group(writer, jobs);
    else
        run_all_alone(writer, jobs);
    atomic_fetch_add(&writer->queue->busy_ns, monotonic_ns() - since);
    answer_all(jobs);
}

static void *write_until_closed(void *at)
{
    struct writer *writer = at;
    for (struct job *jobs; (jobs = take(writer)) != NULL;)
        work_on(writer, jobs);
    return NULL;
}

enum outcome queue_open(struct desk *desk, const struct queue_options *options, struct queue **out)
{
    struct queue *queue = calloc(1, sizeof *queue);
    ASSERT(queue != NULL);
    pthread_mutex_init(&queue->lock, NULL);
    queue->group = options->group;
    queue->by_unit = db_engine_of_url(options->url) == DB_POSTGRES;
    int threads = db_engine_of_url(options->url) == DB_SQLITE ? 1 : options->threads;
    ASSERT(threads >= 1 && threads <= THREADS_MAX);
    for (int i = 0; i < threads; i++) {
        struct writer *writer = &queue->writers[i];
        writer->queue = queue;
        writer->last = &writer->first;
        enum outcome outcome = db_open(desk, options->url, DB_WRITE, &writer->db);
        if (outcome != DONE) {
            queue_close(queue);
            return outcome;
        }
        writer->arena = arena_open();
        pthread_cond_init(&writer->some, NULL);
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
    for (int i = 0; i < queue->writer_count; i++)
        pthread_cond_signal(&queue->writers[i].some);
    pthread_mutex_unlock(&queue->lock);
    for (int i = 0; i < queue->writer_count; i++) {
        pthread_join(queue->writers[i].thread, NULL);
        db_close(queue->writers[i].db);
        arena_close(queue->writers[i].arena);
        pthread_cond_destroy(&queue->writers[i].some);
    }
    pthread_mutex_destroy(&queue->lock);
    free(queue);
}

static struct writer *writer_of(struct queue *queue, const struct job *job)
{
    uint32_t unit = (uint32_t)job->desk->clerk.unit;
    return &queue->writers[unit * 2654435761u % (uint32_t)queue->writer_count];
}

void queue_add(struct queue *queue, struct job *job)
{
    struct writer *writer = writer_of(queue, job);
    job->next = NULL;
    pthread_mutex_lock(&queue->lock);
    *writer->last = job;
    writer->last = &job->next;
    pthread_cond_signal(&writer->some);
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
