#include "keys/sm3.h"
#include <openssl/evp.h>
#include <pthread.h>
#include <sodium.h>

#define HMAC_BLOCK 64

/* Fetching an algorithm and making a context cost more than hashing a journal entry, so the
 * algorithm is fetched once and each thread keeps the contexts it is done with. Four: an HMAC
 * inside a stream is the deepest use. */
struct spares {
    EVP_MD_CTX *context[4];
    size_t count;
    bool watched; /* the thread's end frees them */
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t thread_end;
static EVP_MD *algorithm;
static _Thread_local struct spares spares;

static void free_spares(void *at)
{
    struct spares *mine = at;
    while (mine->count)
        EVP_MD_CTX_free(mine->context[--mine->count]);
    mine->watched = false;
}

static void prepare(void)
{
    algorithm = EVP_MD_fetch(NULL, "SM3", NULL);
    ASSERT(algorithm != NULL);
    ASSERT(pthread_key_create(&thread_end, free_spares) == 0);
}

static EVP_MD_CTX *take(void)
{
    pthread_once(&once, prepare);
    if (spares.count)
        return spares.context[--spares.count];
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    ASSERT(context != NULL);
    ASSERT(EVP_DigestInit_ex2(context, algorithm, NULL) == 1);
    return context;
}

static void give_back(EVP_MD_CTX *context)
{
    if (spares.count == COUNT(spares.context)) {
        EVP_MD_CTX_free(context);
        return;
    }
    if (!spares.watched)
        spares.watched = pthread_setspecific(thread_end, &spares) == 0;
    spares.context[spares.count++] = context;
}

struct sm3 sm3_open(void)
{
    EVP_MD_CTX *context = take();
    ASSERT(EVP_DigestInit_ex2(context, NULL, NULL) == 1);
    return (struct sm3){ context };
}

void sm3_add(struct sm3 *hash, struct str bytes)
{
    if (bytes.len)
        ASSERT(EVP_DigestUpdate(hash->context, bytes.at, bytes.len) == 1);
}

void sm3_end(struct sm3 *hash, unsigned char out[SM3_BYTES])
{
    ASSERT(EVP_DigestFinal_ex(hash->context, out, NULL) == 1);
    sm3_close(hash);
}

void sm3_close(struct sm3 *hash)
{
    if (hash->context)
        give_back(hash->context);
    hash->context = NULL;
}

void sm3_parts(const struct str *parts, size_t count, unsigned char out[SM3_BYTES])
{
    struct sm3 hash = sm3_open();
    for (size_t i = 0; i < count; i++)
        sm3_add(&hash, parts[i]);
    sm3_end(&hash, out);
}

void sm3(struct str bytes, unsigned char out[SM3_BYTES])
{
    sm3_parts(&bytes, 1, out);
}

static struct sm3 hmac_side(struct str key, unsigned char pad)
{
    unsigned char block[HMAC_BLOCK] = { 0 };
    ASSERT(key.len <= sizeof block);
    if (key.len)
        memcpy(block, key.at, key.len);
    for (size_t i = 0; i < sizeof block; i++)
        block[i] ^= pad;
    struct sm3 hash = sm3_open();
    sm3_add(&hash, str_from(block, sizeof block));
    sodium_memzero(block, sizeof block);
    return hash;
}

void sm3_hmac(struct str key, const struct str *parts, size_t count, unsigned char out[SM3_BYTES])
{
    unsigned char inner[SM3_BYTES];
    struct sm3 hash = hmac_side(key, 0x36);
    for (size_t i = 0; i < count; i++)
        sm3_add(&hash, parts[i]);
    sm3_end(&hash, inner);
    hash = hmac_side(key, 0x5c);
    sm3_add(&hash, str_from(inner, sizeof inner));
    sm3_end(&hash, out);
    sodium_memzero(inner, sizeof inner);
}

bool sm3_same(const unsigned char a[SM3_BYTES], const unsigned char b[SM3_BYTES])
{
    return sodium_memcmp(a, b, SM3_BYTES) == 0;
}
