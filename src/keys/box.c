#include "keys/box.h"
#include "keys/sm3.h"
#include <openssl/evp.h>
#include <pthread.h>
#include <sodium.h>

enum { COUNTER_BYTES = 16 };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static EVP_CIPHER *cipher;

static void prepare(void)
{
    ASSERT(sodium_init() >= 0);
    cipher = EVP_CIPHER_fetch(NULL, "SM4-CTR", NULL);
    ASSERT(cipher != NULL);
}

static void derive(const unsigned char key[BOX_KEY_BYTES], struct str use,
                   unsigned char out[SM3_BYTES])
{
    sm3_hmac(str_from(key, BOX_KEY_BYTES), &use, 1, out);
}

/* Counter mode: the same walk shuts and opens. */
static void run(const unsigned char key[BOX_KEY_BYTES], const unsigned char *counter, struct str in,
                unsigned char *out)
{
    unsigned char sm4_key[SM3_BYTES]; /* its first 16 bytes */
    int written = 0;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();

    ASSERT(context != NULL);
    derive(key, STR("jumin box sm4"), sm4_key);
    ASSERT(EVP_EncryptInit_ex2(context, cipher, sm4_key, counter, NULL) == 1);
    if (in.len)
        ASSERT(EVP_EncryptUpdate(context, out, &written, (const unsigned char *)in.at,
                                 (int)in.len) == 1);
    ASSERT((size_t)written == in.len);
    EVP_CIPHER_CTX_free(context);
    sodium_memzero(sm4_key, sizeof sm4_key);
}

/* The length of what lies beside goes first, so no byte can move over the seam. */
static void authenticate(const unsigned char key[BOX_KEY_BYTES], struct str beside,
                         struct str counter_and_cipher, unsigned char mac[SM3_BYTES])
{
    unsigned char mac_key[SM3_BYTES];
    unsigned char length[8];

    for (size_t i = 0; i < sizeof length; i++)
        length[i] = (unsigned char)((uint64_t)beside.len >> (56 - 8 * i));
    derive(key, STR("jumin box mac"), mac_key);
    sm3_hmac(str_from(mac_key, sizeof mac_key),
             (struct str[]){ str_from(length, sizeof length), beside, counter_and_cipher }, 3, mac);
    sodium_memzero(mac_key, sizeof mac_key);
}

void box_shut(const unsigned char key[BOX_KEY_BYTES], struct str beside, struct str plain,
              unsigned char *out)
{
    pthread_once(&once, prepare);
    ASSERT(plain.len <= BOX_BYTES_MAX);
    randombytes_buf(out, COUNTER_BYTES);
    run(key, out, plain, out + COUNTER_BYTES);
    authenticate(key, beside, str_from(out, COUNTER_BYTES + plain.len),
                 out + COUNTER_BYTES + plain.len);
}

bool box_open(const unsigned char key[BOX_KEY_BYTES], struct str beside, struct str box,
              unsigned char *out)
{
    unsigned char mac[SM3_BYTES];

    pthread_once(&once, prepare);
    if (box.len < BOX_EXTRA_BYTES || box.len > (size_t)BOX_BYTES_MAX + BOX_EXTRA_BYTES)
        return false;
    struct str inside = str_cut(box, 0, box.len - SM3_BYTES);
    struct str cipher_text = str_cut(inside, COUNTER_BYTES, inside.len - COUNTER_BYTES);
    authenticate(key, beside, inside, mac);
    if (!sm3_same(mac, (const unsigned char *)box.at + inside.len))
        return false;
    run(key, (const unsigned char *)box.at, cipher_text, out);
    return true;
}
