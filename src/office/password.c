#include "office/password.h"
#include "base/utf8.h"
#include "office/office.h"
#include <pthread.h>
#include <sodium.h>

enum {
    PASSWORD_POINTS_LEAST = 10,
    PASSWORD_BYTES_MOST = 256,
    CLASSES_LEAST = 2,
    AT_ONCE = 4, /* 64 MiB each */
    IN_LINE = 64,
};

/* ---- strength ---- */

static unsigned class_of(uint32_t point)
{
    if (point >= 'a' && point <= 'z')
        return 1;
    if (point >= 'A' && point <= 'Z')
        return 2;
    return point >= '0' && point <= '9' ? 4 : 8;
}

bool password_strong(struct str password, struct str login)
{
    uint32_t point, first = 0;
    unsigned classes = 0;
    size_t points = 0;
    bool differ = false;
    if (password.len > PASSWORD_BYTES_MOST || !utf8_valid(password))
        return false;
    if (login.len && str_find(password, login) < password.len)
        return false;
    for (struct str rest = password; utf8_next(&rest, &point); points++) {
        classes |= class_of(point);
        first = points ? first : point;
        differ |= point != first;
    }
    return points >= PASSWORD_POINTS_LEAST && differ &&
           __builtin_popcount(classes) >= CLASSES_LEAST;
}

/* ---- a few at once ---- */

static struct {
    pthread_mutex_t lock;
    pthread_cond_t free;
    int working, waiting;
} bench = { .lock = PTHREAD_MUTEX_INITIALIZER, .free = PTHREAD_COND_INITIALIZER };

static enum outcome take_seat(struct desk *desk)
{
    pthread_mutex_lock(&bench.lock);
    bool full = bench.working == AT_ONCE && bench.waiting == IN_LINE;
    if (!full) {
        bench.waiting++;
        while (bench.working == AT_ONCE)
            pthread_cond_wait(&bench.free, &bench.lock);
        bench.waiting--;
        bench.working++;
    }
    pthread_mutex_unlock(&bench.lock);
    return full ? refuse(desk, NO_TOO_MANY) : DONE;
}

static void leave_seat(void)
{
    pthread_mutex_lock(&bench.lock);
    bench.working--;
    pthread_cond_signal(&bench.free);
    pthread_mutex_unlock(&bench.lock);
}

/* ---- hashes ---- */

struct cost {
    unsigned long long passes;
    size_t bytes;
};

static struct cost cost_now(struct desk *desk)
{
    int64_t kib = setting(desk, "password.kib", crypto_pwhash_MEMLIMIT_INTERACTIVE / 1024);
    int64_t passes = setting(desk, "password.passes", crypto_pwhash_OPSLIMIT_INTERACTIVE);
    return (struct cost){ (unsigned long long)passes, (size_t)kib * 1024 };
}

static bool hash_now(struct cost cost, struct str password, char out[crypto_pwhash_STRBYTES])
{
    return crypto_pwhash_str(out, password.at, password.len, cost.passes, cost.bytes) == 0;
}

enum outcome password_hash(struct desk *desk, struct str password, struct str *out)
{
    char text[crypto_pwhash_STRBYTES];
    struct cost cost = cost_now(desk);
    TRY(take_seat(desk));
    bool hashed = hash_now(cost, password, text);
    leave_seat();
    if (!hashed)
        return fail(desk, "password: no memory for a hash");
    *out = arena_str(desk->arena, str_of(text));
    return DONE;
}

enum outcome password_check(struct desk *desk, struct str hash, struct str password, bool *right)
{
    char text[crypto_pwhash_STRBYTES] = { 0 };
    struct cost cost = cost_now(desk);
    bool known = hash.len > 0 && hash.len < sizeof text, fits = false;
    if (known)
        memcpy(text, hash.at, hash.len);
    TRY(take_seat(desk));
    if (known)
        fits = crypto_pwhash_str_verify(text, password.at, password.len) == 0;
    else
        (void)!hash_now(cost, password, text);
    leave_seat();
    *right = fits;
    return DONE;
}

bool password_outdated(struct desk *desk, struct str hash)
{
    struct cost cost = cost_now(desk);
    return crypto_pwhash_str_needs_rehash(arena_text(desk->arena, hash), cost.passes, cost.bytes) !=
           0;
}

struct str password_invent(struct arena *arena)
{
    static const char letters[] = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    char text[17];
    do {
        for (size_t i = 0; i < sizeof text - 1; i++)
            text[i] = letters[randombytes_uniform(sizeof letters - 1)];
        text[sizeof text - 1] = '\0';
    } while (!password_strong(str_of(text), NO_STR));
    struct str invented = arena_str(arena, str_of(text));
    sodium_memzero(text, sizeof text);
    return invented;
}
