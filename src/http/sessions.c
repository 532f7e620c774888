#include "http/sessions.h"
#include <pthread.h>

enum { PLACES = 1024, TEXTS = 6, TEXT_ROOM = 480 };

struct place {
    unsigned char key[SM3_BYTES]; /* of the cookie */
    int64_t until;                /* instant; 0: empty */
    struct session session;       /* its texts stand in `text` */
    char text[TEXT_ROOM];
};

struct sessions {
    pthread_mutex_t lock;
    uint64_t forgotten; /* how often: what was loaded before is not put in after */
    struct place *places;
};

struct sessions *sessions_open(void)
{
    struct sessions *sessions = calloc(1, sizeof *sessions);
    ASSERT(sessions != NULL);
    sessions->places = calloc(PLACES, sizeof *sessions->places);
    ASSERT(sessions->places != NULL);
    pthread_mutex_init(&sessions->lock, NULL);
    return sessions;
}

void sessions_close(struct sessions *sessions)
{
    if (!sessions)
        return;
    pthread_mutex_destroy(&sessions->lock);
    free(sessions->places);
    free(sessions);
}

void sessions_forget(struct sessions *sessions)
{
    pthread_mutex_lock(&sessions->lock);
    sessions->forgotten++;
    for (size_t i = 0; i < PLACES; i++)
        sessions->places[i].until = 0;
    pthread_mutex_unlock(&sessions->lock);
}

/** Every text of a session, for moving them from one memory to another. */
static void texts_of(struct session *session, struct str *out[TEXTS])
{
    out[0] = &session->clerk.login;
    out[1] = &session->clerk.name;
    out[2] = &session->unit_name;
    out[3] = &session->unit_kind;
    out[4] = &session->csrf;
    out[5] = &session->cookie;
}

static void copy_out(struct arena *arena, const struct session *from, struct session *out)
{
    struct str *texts[TEXTS];
    struct session copy = *from;
    texts_of(&copy, texts);
    for (size_t i = 0; i < TEXTS; i++)
        if (texts[i]->at)
            *texts[i] = arena_str(arena, *texts[i]);
    *out = copy;
}

static bool copy_in(struct place *place, const struct session *from)
{
    struct str *texts[TEXTS];
    size_t used = 0;
    place->session = *from;
    texts_of(&place->session, texts);
    for (size_t i = 0; i < TEXTS; i++) {
        if (used + texts[i]->len > TEXT_ROOM)
            return false;
        if (texts[i]->len)
            memcpy(place->text + used, texts[i]->at, texts[i]->len);
        *texts[i] = texts[i]->at ? str_from(place->text + used, texts[i]->len) : NO_STR;
        used += texts[i]->len;
    }
    place->session.touch_due = false; /* whoever loads it touches it; the others need not */
    return true;
}

static struct place *place_for(struct sessions *sessions, const unsigned char key[SM3_BYTES])
{
    return &sessions->places[(key[0] | (unsigned)key[1] << 8) % PLACES];
}

static bool recall(struct sessions *sessions, struct desk *desk, const unsigned char key[SM3_BYTES],
                   struct session *out, uint64_t *forgotten)
{
    pthread_mutex_lock(&sessions->lock);
    const struct place *place = place_for(sessions, key);
    bool found = place->until > desk->now && sm3_same(place->key, key);
    if (found)
        copy_out(desk->arena, &place->session, out);
    *forgotten = sessions->forgotten;
    pthread_mutex_unlock(&sessions->lock);
    return found;
}

static void remember(struct sessions *sessions, struct desk *desk,
                     const unsigned char key[SM3_BYTES], const struct session *session,
                     uint64_t forgotten)
{
    pthread_mutex_lock(&sessions->lock);
    if (forgotten == sessions->forgotten) {
        struct place *place = place_for(sessions, key);
        place->until = 0;
        if (copy_in(place, session)) {
            memcpy(place->key, key, SM3_BYTES);
            place->until = desk->now + (int64_t)SESSION_MEMORY_SECONDS * 1000000;
        }
    }
    pthread_mutex_unlock(&sessions->lock);
}

enum outcome sessions_find(struct sessions *sessions, struct desk *desk, struct str cookie,
                           struct session *out)
{
    unsigned char key[SM3_BYTES];
    uint64_t forgotten;
    sm3(cookie, key);
    if (recall(sessions, desk, key, out, &forgotten))
        return DONE;
    TRY(session_load(desk, cookie, out));
    remember(sessions, desk, key, out, forgotten);
    return DONE;
}
