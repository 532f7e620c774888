#ifndef CARDS_APPLICATION_STORE_H
#define CARDS_APPLICATION_STORE_H
/** Applications as rows: loading, saving, queues. Inside the cards counter; rights are asked by the
 * use cases. */
#include "cards/application.h"

/** By acceptance number. refuses APPLICATION_UNKNOWN */
MUST_USE enum outcome application_load(struct desk *desk, struct str number,
                                       struct application *out);
/** refuses APPLICATION_UNKNOWN */
MUST_USE enum outcome application_load_id(struct desk *desk, int32_t part, int64_t id,
                                          struct application *out);
/** *found is false when this database has no such application. */
MUST_USE enum outcome application_find_id(struct desk *desk, int32_t part, int64_t id,
                                          struct application *out, bool *found);
MUST_USE enum outcome application_insert(struct desk *desk, const struct application *app);
/** Writes a record that came by package and is news (record_is_news): over `had`, or new here when
 *  that is NULL.
 *  refuses  PACKAGE_RECORD when its acceptance number leads elsewhere */
MUST_USE enum outcome application_put(struct desk *desk, const struct application *had,
                                      const struct application *sent);
/** Writes what can change, if nobody was first; app->ver becomes the new one. refuses
 * CHANGED_MEANWHILE */
MUST_USE enum outcome application_save(struct desk *desk, struct application *app);

/** What acceptance asks about a person's earlier applications and cards. */
struct question;
struct standing {
    int64_t live;       /* id of the live application, or 0 */
    int32_t live_state; /* -1: none */
    int32_t live_station;
    struct day last_made; /* NO_DAY: no card was ever made here */
    struct day last_from, last_to;
    bool has_card;    /* a valid one on record */
    int64_t failures; /* refused applications and bad cards nothing has superseded yet */
};
MUST_USE enum outcome person_standing_ask(struct desk *desk, int32_t part, int64_t person,
                                          struct question **out);
MUST_USE enum outcome person_standing_read(struct desk *desk, struct question *question,
                                           struct standing *out);
MUST_USE enum outcome person_standing(struct desk *desk, int32_t part, int64_t person,
                                      struct standing *out);

/** The live application of a person other than this one; *found is false when there is none. */
MUST_USE enum outcome application_other_live(struct desk *desk, const struct application *app,
                                             struct application *out, bool *found);

struct applications {
    struct application *at;
    size_t count;
};
MUST_USE enum outcome applications_of_person(struct desk *desk, int32_t part, int64_t person,
                                             struct applications *out);
/** Where a page of a queue ended: ids are unique in their part only. */
struct queue_place {
    struct day due_on;
    int32_t part;
    int64_t id;
};
#define QUEUE_START ((struct queue_place){ .due_on = NO_DAY })
/** A page of the clerk's own unit and below: states from … to, oldest limit first, after a place. */
MUST_USE enum outcome application_queue(struct desk *desk, enum application_state from,
                                        enum application_state to, struct queue_place after,
                                        int limit, struct applications *out);
/** Ids of what lies on a unit's desk in one state, oldest limit first. */
struct application_ref {
    int32_t part;
    int64_t id;
};
MUST_USE enum outcome applications_ready(struct desk *desk, int32_t unit,
                                         enum application_state state, int limit,
                                         struct application_ref **out, size_t *count);
MUST_USE enum outcome applications_ready_count(struct desk *desk, int32_t unit,
                                               enum application_state state, int64_t *out);
/** How many lie in each state on the desks of the clerk's reach, and how many past their limit. */
struct state_count {
    int32_t state;
    int64_t count, overdue;
};
MUST_USE enum outcome application_counts(struct desk *desk, struct state_count *out, size_t room,
                                         size_t *count);
#endif
