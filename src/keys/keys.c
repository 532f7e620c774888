#include "keys/keys.h"
#include "base/hex.h"
#include "keys/key_file.h"
#include "keys/key_folder.h"
#include "keys/sm3.h"
#include <pthread.h>
#include <sodium.h>
#include <unistd.h>

#define RING_SECRET_NAME "ring.secret"

/* An opened key, and a check of the passphrase that opened it: comparing costs a microsecond where
 * working the passphrase out again costs a fifth of a second. */
struct opened {
    char owner[KEY_OWNER_MAX + 1];
    struct sm2_key *key;
    unsigned char check[SM3_BYTES];
};

struct keys {
    int folder;
    unsigned char secret[KEY_RING_SECRET_BYTES]; /* opens the keys that sign unattended */
    unsigned char fresh[BOX_KEY_BYTES]; /* under which checks are made; new in each process */
    pthread_mutex_t lock;               /* of what follows */
    struct opened *opened;
    size_t count, room;
    pthread_mutex_t slow; /* one passphrase at a time */
};

/* "clerk-12" → "clerk-12.key". */
struct file_name {
    char text[KEY_OWNER_MAX + sizeof ".key"];
};

static struct file_name file_name(struct str owner)
{
    struct file_name name = { 0 };
    ASSERT(owner.len > 0 && owner.len <= KEY_OWNER_MAX);
    for (size_t i = 0; i < owner.len; i++) {
        char c = owner.at[i];
        ASSERT((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
        name.text[i] = c;
    }
    memcpy(name.text + owner.len, ".key", sizeof ".key");
    return name;
}

/* ---- the ring ---- */

static enum outcome read_ring_secret(struct keys *ring, struct key_why *why)
{
    return key_folder_read(ring->folder, RING_SECRET_NAME, ring->secret, sizeof ring->secret, why);
}

/* Made at the first time; when another process makes it in the same moment, its secret is the
 * ring's. */
static enum outcome ring_secret(struct keys *ring, struct key_why *why)
{
    unsigned char secret[KEY_RING_SECRET_BYTES];
    enum outcome outcome = DONE;

    if (!key_folder_has(ring->folder, RING_SECRET_NAME)) {
        randombytes_buf(secret, sizeof secret);
        outcome =
            key_folder_write(ring->folder, RING_SECRET_NAME, secret, sizeof secret, false, why);
        sodium_memzero(secret, sizeof secret);
    }
    return outcome == FAILED ? FAILED : read_ring_secret(ring, why);
}

enum outcome keys_open(struct str folder, struct keys **ring, struct key_why *why)
{
    ASSERT(sodium_init() >= 0);
    int descriptor = key_folder_open(folder, why);
    if (descriptor < 0)
        return FAILED;
    struct keys *made = calloc(1, sizeof *made);
    ASSERT(made != NULL);
    made->folder = descriptor;
    randombytes_buf(made->fresh, sizeof made->fresh);
    ASSERT(pthread_mutex_init(&made->lock, NULL) == 0);
    ASSERT(pthread_mutex_init(&made->slow, NULL) == 0);
    if (ring_secret(made, why) != DONE) {
        keys_close(made);
        return FAILED;
    }
    *ring = made;
    return DONE;
}

static void opened_close(struct opened *opened)
{
    sm2_close(opened->key);
    sodium_memzero(opened, sizeof *opened);
}

void keys_close(struct keys *ring)
{
    if (!ring)
        return;
    for (size_t i = 0; i < ring->count; i++)
        opened_close(&ring->opened[i]);
    free(ring->opened);
    close(ring->folder);
    pthread_mutex_destroy(&ring->lock);
    pthread_mutex_destroy(&ring->slow);
    sodium_memzero(ring, sizeof *ring);
    free(ring);
}

/* ---- what is opened; under ring->lock ---- */

static struct opened *find(struct keys *ring, struct str owner)
{
    for (size_t i = 0; i < ring->count; i++)
        if (str_is(owner, ring->opened[i].owner))
            return &ring->opened[i];
    return NULL;
}

static void drop(struct keys *ring, struct str owner)
{
    struct opened *opened = find(ring, owner);
    if (!opened)
        return;
    opened_close(opened);
    ring->count--;
    if (opened != &ring->opened[ring->count]) {
        *opened = ring->opened[ring->count];
        sodium_memzero(&ring->opened[ring->count], sizeof *opened);
    }
}

static void keep(struct keys *ring, struct str owner, struct sm2_key *key,
                 const unsigned char check[SM3_BYTES])
{
    drop(ring, owner);
    if (ring->count == ring->room) {
        ring->room = ring->room ? 2 * ring->room : 8;
        ring->opened = realloc(ring->opened, ring->room * sizeof *ring->opened);
        ASSERT(ring->opened != NULL);
    }
    struct opened *opened = &ring->opened[ring->count++];
    *opened = (struct opened){ .key = key };
    memcpy(opened->owner, owner.at, owner.len);
    memcpy(opened->check, check, SM3_BYTES);
}

/* A share of the opened key; NULL when it is not open or another passphrase opened it. */
static struct sm2_key *take_opened(struct keys *ring, struct str owner,
                                   const unsigned char check[SM3_BYTES])
{
    pthread_mutex_lock(&ring->lock);
    struct opened *opened = find(ring, owner);
    struct sm2_key *key = opened && sm3_same(opened->check, check) ? sm2_share(opened->key) : NULL;
    pthread_mutex_unlock(&ring->lock);
    return key;
}

/* ---- opening ---- */

static struct key_opener opener(struct keys *ring, struct str owner, struct str passphrase)
{
    return (struct key_opener){ owner, passphrase, ring->secret };
}

static enum outcome load(struct keys *ring, struct str owner, struct key_file *file,
                         struct key_why *why)
{
    struct file_name name = file_name(owner);
    TRY(key_folder_read(ring->folder, name.text, file->bytes, sizeof file->bytes, why));
    return key_file_is_one(file) ? DONE : key_fail(why, "key file %s: damaged", name.text);
}

static enum outcome open_private(struct keys *ring, const struct key_file *file,
                                 const struct key_opener *who, struct secret *private_key,
                                 struct key_why *why)
{
    pthread_mutex_lock(&ring->slow);
    enum outcome outcome = key_file_open(file, who, private_key, why);
    pthread_mutex_unlock(&ring->slow);
    return outcome;
}

static enum outcome open_from_file(struct keys *ring, struct str owner, struct str passphrase,
                                   struct sm2_key **key, struct key_why *why)
{
    struct key_file file;
    SCOPED(secret) private_key = { 0 };
    struct key_opener who = opener(ring, owner, passphrase);

    TRY(load(ring, owner, &file, why));
    TRY(open_private(ring, &file, &who, &private_key, why));
    *key = sm2_open(secret_str(&private_key), key_file_public(&file));
    return *key ? DONE : key_fail(why, "key of " STR_FMT ": no pair", STR_ARG(owner));
}

/* The key ready for use; the caller closes it. */
static enum outcome open_key(struct keys *ring, struct str owner, struct str passphrase,
                             struct sm2_key **key, struct key_why *why)
{
    unsigned char check[SM3_BYTES];
    struct sm2_key *made;

    sm3_hmac(str_from(ring->fresh, sizeof ring->fresh), &passphrase, 1, check);
    *key = take_opened(ring, owner, check);
    if (*key)
        return DONE;
    TRY(open_from_file(ring, owner, passphrase, &made, why));
    *key = sm2_share(made);
    pthread_mutex_lock(&ring->lock);
    keep(ring, owner, made, check);
    pthread_mutex_unlock(&ring->lock);
    return DONE;
}

/* ---- the door ---- */

bool key_exists(struct keys *ring, struct str owner)
{
    return key_folder_has(ring->folder, file_name(owner).text);
}

static enum outcome write_key(struct keys *ring, const struct key_opener *who,
                              const unsigned char public_key[SM2_PUBLIC_BYTES],
                              const struct secret *private_key, bool replace, struct key_why *why)
{
    struct key_file file;
    pthread_mutex_lock(&ring->slow);
    enum outcome outcome = key_file_shut(who, public_key, private_key, &file, why);
    pthread_mutex_unlock(&ring->slow);
    TRY(outcome);
    return key_folder_write(ring->folder, file_name(who->owner).text, file.bytes, sizeof file.bytes,
                            replace, why);
}

enum outcome key_make(struct keys *ring, struct str owner, struct str passphrase,
                      struct key_why *why)
{
    unsigned char public_key[SM2_PUBLIC_BYTES];
    SCOPED(secret) private_key = { 0 };
    struct key_opener who = opener(ring, owner, passphrase);

    if (key_exists(ring, owner))
        return key_refuse(why, NO_KEY_TAKEN);
    if (!sm2_make(&private_key, public_key))
        return key_fail(why, "keys: no random bytes for a new key");
    return write_key(ring, &who, public_key, &private_key, false, why);
}

enum outcome key_change_passphrase(struct keys *ring, struct str owner, struct str was,
                                   struct str passphrase, struct key_why *why)
{
    struct key_file file;
    SCOPED(secret) private_key = { 0 };
    struct key_opener old = opener(ring, owner, was), new = opener(ring, owner, passphrase);

    TRY(load(ring, owner, &file, why));
    TRY(open_private(ring, &file, &old, &private_key, why));
    TRY(write_key(ring, &new, key_file_public(&file), &private_key, true, why));
    key_forget(ring, owner);
    return DONE;
}

enum outcome key_public(struct keys *ring, struct str owner,
                        unsigned char public_key[SM2_PUBLIC_BYTES], struct key_why *why)
{
    struct key_file file;
    TRY(load(ring, owner, &file, why));
    memcpy(public_key, key_file_public(&file), SM2_PUBLIC_BYTES);
    return DONE;
}

enum outcome key_sign(struct keys *ring, struct str owner, struct str passphrase, struct str bytes,
                      unsigned char signature[SM2_SIGNATURE_BYTES], struct key_why *why)
{
    struct sm2_key *key;
    TRY(open_key(ring, owner, passphrase, &key, why));
    bool ok = sm2_sign(key, bytes, signature);
    sm2_close(key);
    return ok ? DONE : key_fail(why, "keys: signing failed");
}

enum outcome key_open_sealed(struct keys *ring, struct str owner, struct str passphrase,
                             struct str sealed, struct secret *out, struct key_why *why)
{
    struct sm2_key *key;
    TRY(open_key(ring, owner, passphrase, &key, why));
    bool ok = sm2_unseal(key, sealed, out);
    sm2_close(key);
    return ok ? DONE : key_refuse(why, NO_SEAL_BROKEN);
}

void key_forget(struct keys *ring, struct str owner)
{
    pthread_mutex_lock(&ring->lock);
    drop(ring, owner);
    pthread_mutex_unlock(&ring->lock);
}

bool key_verify(const unsigned char public_key[SM2_PUBLIC_BYTES], struct str bytes,
                const unsigned char signature[SM2_SIGNATURE_BYTES])
{
    return sm2_verify(public_key, bytes, signature);
}

bool key_seal(const unsigned char public_key[SM2_PUBLIC_BYTES], struct str secret, struct buf *out)
{
    return sm2_seal(public_key, secret, out);
}

const char *key_print(const unsigned char public_key[SM2_PUBLIC_BYTES],
                      char out[KEY_PRINT_CHARS + 1])
{
    unsigned char hash[SM3_BYTES];
    sm3(str_from(public_key, SM2_PUBLIC_BYTES), hash);
    return hex_text(hash, KEY_PRINT_CHARS / 2, out);
}
