#include "cli/service.h"
#include "cards/travel.h"
#include "db/db.h"
#include "journal/entry.h"
#include "journal/once.h"
#include "office/setting.h"
#include <pthread.h>
#include <stdatomic.h>

enum { SECONDS_BETWEEN_ROUNDS = 3 };
#define HOUR_US      INT64_C(3600000000)
#define IDS_AHEAD_US INT64_C(90000000)

struct service {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t stop;
    bool stopping;
    struct desk desk;
    char *folder;
    int64_t heads_at; /* when they are signed next */
    int64_t ids_at;   /* when the highest id is kept next */
};

/** The highest id that may be given until the next time this is kept; read at the next start. */
static enum outcome keep_ids(struct service *s)
{
    int64_t ahead = ids_floor(s->desk.now + IDS_AHEAD_US);
    int64_t given = atomic_load(&s->desk.ids->highest) + (IDS_AHEAD_US / 2000 << 22);
    struct str text =
        arena_printf(s->desk.arena, "%lld", (long long)(ahead > given ? ahead : given));
    s->ids_at = s->desk.now + IDS_AHEAD_US / 3;
    return node_put(&s->desk, "ids.highest", text);
}

static enum outcome take_ids(struct service *s)
{
    struct str text = NO_STR;
    int64_t highest = 0;
    TRY(node_get(&s->desk, "ids.highest", &text));
    if (text.at && str_to_int(text, &highest))
        ids_raise(s->desk.ids, highest);
    return keep_ids(s);
}

static void round_once(struct service *s)
{
    struct round round;
    desk_clear(&s->desk);
    desk_at(&s->desk, instant_now());
    if (s->desk.now >= s->ids_at && keep_ids(s) != DONE)
        log_error("the highest id could not be kept");
    if (travel_round(&s->desk, str_of(s->folder), &round) != DONE)
        log_error("the round of packages failed");
    if (s->desk.now < s->heads_at)
        return;
    s->heads_at = s->desk.now + HOUR_US;
    if (journal_sign_heads(&s->desk) != DONE)
        log_error("the heads could not be signed");
    if (once_forget(&s->desk) != DONE)
        log_error("old request keys could not be forgotten");
}

/** True when it is time to stop. */
static bool wait_a_while(struct service *s)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += SECONDS_BETWEEN_ROUNDS;
    pthread_mutex_lock(&s->lock);
    while (!s->stopping && pthread_cond_timedwait(&s->stop, &s->lock, &until) == 0)
        ;
    bool stopping = s->stopping;
    pthread_mutex_unlock(&s->lock);
    return stopping;
}

static void *run(void *at)
{
    struct service *s = at;
    while (!wait_a_while(s))
        round_once(s);
    return NULL;
}

static void free_service(struct service *s)
{
    db_close(s->desk.db);
    arena_close(s->desk.arena);
    free(s->folder);
    free(s);
}

enum outcome service_start(struct desk *desk, struct str url, struct ids *ids, struct keys *keys,
                           struct service **out)
{
    struct service *s = calloc(1, sizeof *s);
    ASSERT(s != NULL);
    s->desk = (struct desk){ .arena = arena_open(), .ids = ids, .keys = keys };
    desk_at(&s->desk, desk->now);
    enum outcome outcome = db_open(&s->desk, url, DB_WRITE, &s->desk.db);
    if (outcome == DONE)
        outcome = take_ids(s);
    if (outcome == DONE)
        outcome = package_repair(&s->desk);
    if (outcome != DONE) {
        desk->why = (struct problem){ .refusal = NO_NOT_NOW, .incident = s->desk.why.incident };
        free_service(s);
        return outcome;
    }
    struct str folder = exchange_folder(&s->desk);
    s->folder = strndup(folder.at, folder.len);
    s->heads_at = desk->now + HOUR_US;
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->stop, NULL);
    ASSERT(s->folder && pthread_create(&s->thread, NULL, run, s) == 0);
    *out = s;
    return DONE;
}

void service_stop(struct service *s)
{
    if (!s)
        return;
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    pthread_cond_signal(&s->stop);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    pthread_cond_destroy(&s->stop);
    pthread_mutex_destroy(&s->lock);
    free_service(s);
}
