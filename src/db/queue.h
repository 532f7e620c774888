#ifndef DB_QUEUE_H
#define DB_QUEUE_H
/** The queue that groups commits: a writer runs many use cases inside one durable commit; a job is
 *  answered after that commit. When one of them says no after it had changed something, the group is
 *  undone and its jobs run one by one. On SQLite all writes pass one writer; on PostgreSQL there are
 *  several with a connection each, a unit's jobs go to one of them, and a group holds jobs of one
 *  unit, which share the rows they would wait for each other over.
 *  (1) A job that is not DONE leaves no trace.
 *  (2) When the common commit fails, every job of it is FAILED.
 *  (3) settle may run more than once: what it keeps outside the database, it sets anew. */
#include "db/db.h"

struct job {
    struct job *next;
    struct desk *desk;                       /* its db is the writer's while settle runs */
    enum outcome (*settle)(struct job *job); /* SQL only: whatever is slow was prepared before */
    /** Called in the writer's thread, after the commit, with what settle said or FAILED. */
    void (*answered)(struct job *job, enum outcome outcome);
    enum outcome outcome;
};

struct queue;
struct queue_options {
    struct str url;
    int group;   /* most jobs in one commit; 1 switches grouping off */
    int threads; /* PostgreSQL only */
};

MUST_USE enum outcome queue_open(struct desk *desk, const struct queue_options *options,
                                 struct queue **out);
/** Runs what is queued, then stops. NULL is fine. */
void queue_close(struct queue *queue);
void queue_add(struct queue *queue, struct job *job);
/** Over all writers, as db_costs_add. */
void queue_costs_add(struct queue *queue, struct db_cost *sums);
/** What the writers were at work, waiting for the disk included. */
int64_t queue_busy_ns(struct queue *queue);
int64_t queue_commits(struct queue *queue);

#endif
