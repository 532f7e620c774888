#include "office/stranger.h"
#include "keys/sm3.h"
#include <pthread.h>
#include <sodium.h>

enum { PLACES = 4096, PROBES = 8, KEY_BYTES = 32 };

struct stranger {
    unsigned char hash[SM3_BYTES];
    int64_t seen, locked_until;
    int64_t failures;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct stranger strangers[PLACES];
static unsigned char key[KEY_BYTES];
static bool keyed;

static void hash_login(struct str login, unsigned char hash[SM3_BYTES])
{
    if (!keyed)
        randombytes_buf(key, sizeof key);
    keyed = true;
    sm3_hmac(str_from(key, sizeof key), &login, 1, hash);
}

/** The login's place, or the one of its few places that was used longest ago, emptied. */
static struct stranger *place_of(struct str login)
{
    unsigned char hash[SM3_BYTES];
    hash_login(login, hash);
    size_t first = (size_t)hash[0] << 8 | hash[1];
    struct stranger *oldest = &strangers[first % PLACES];
    for (size_t i = 0; i < PROBES; i++) {
        struct stranger *at = &strangers[(first + i) % PLACES];
        if (sm3_same(at->hash, hash))
            return at;
        if (at->seen < oldest->seen)
            oldest = at;
    }
    *oldest = (struct stranger){ 0 };
    memcpy(oldest->hash, hash, sizeof hash);
    return oldest;
}

bool stranger_locked(struct str login, int64_t now)
{
    pthread_mutex_lock(&lock);
    struct stranger *stranger = place_of(login);
    bool locked = stranger->locked_until > now;
    stranger->seen = now;
    pthread_mutex_unlock(&lock);
    return locked;
}

bool stranger_failed(struct str login, int64_t now, int64_t after, int64_t lock_us)
{
    pthread_mutex_lock(&lock);
    struct stranger *stranger = place_of(login);
    stranger->seen = now;
    bool locks = ++stranger->failures >= after;
    if (locks) {
        stranger->failures = 0;
        stranger->locked_until = now + lock_us;
    }
    pthread_mutex_unlock(&lock);
    return locks;
}
