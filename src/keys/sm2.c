#include "keys/sm2.h"
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>

/* The ID that GM/T 0009 prescribes when no other was agreed. Left unset, OpenSSL signs with an
 * empty one and nobody else's verification succeeds. */
#define SIGNER_ID "1234567812345678"

struct sm2_key {
    EVP_PKEY *pair;
    _Atomic int holders;
};

/* What a refused signature leaves in the thread's error queue would be read by TLS as its own
 * failure. */
static bool answer(bool ok)
{
    if (!ok)
        ERR_clear_error();
    return ok;
}

static OSSL_PARAM *pair_params(const BIGNUM *private_key, const unsigned char *public_key)
{
    OSSL_PARAM *params = NULL;
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();

    ASSERT(build != NULL);
    if (OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0) &&
        OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, public_key,
                                         SM2_PUBLIC_BYTES) &&
        (!private_key || OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_PRIV_KEY, private_key)))
        params = OSSL_PARAM_BLD_to_param(build);
    OSSL_PARAM_BLD_free(build);
    return params;
}

/* NULL when the public key is not on the curve. */
static EVP_PKEY *pair_of(const BIGNUM *private_key, const unsigned char *public_key)
{
    EVP_PKEY *pair = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
    OSSL_PARAM *params = pair_params(private_key, public_key);

    ASSERT(context != NULL && params != NULL);
    if (EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &pair, private_key ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY,
                          params) != 1)
        pair = NULL;
    OSSL_PARAM_free(params);
    EVP_PKEY_CTX_free(context);
    return pair;
}

static EVP_PKEY *public_of(const unsigned char *public_key)
{
    return public_key[0] == 4 ? pair_of(NULL, public_key) : NULL;
}

static bool read_out(EVP_PKEY *pair, struct secret *private_key, unsigned char *public_key)
{
    BIGNUM *number = NULL;
    size_t len = 0;
    bool ok = EVP_PKEY_get_octet_string_param(pair, OSSL_PKEY_PARAM_PUB_KEY, public_key,
                                              SM2_PUBLIC_BYTES, &len) == 1 &&
              len == SM2_PUBLIC_BYTES && public_key[0] == 4 &&
              EVP_PKEY_get_bn_param(pair, OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1 &&
              BN_bn2binpad(number, private_key->at, SM2_PRIVATE_BYTES) == SM2_PRIVATE_BYTES;
    private_key->len = ok ? SM2_PRIVATE_BYTES : 0;
    BN_clear_free(number);
    return ok;
}

bool sm2_make(struct secret *private_key, unsigned char public_key[SM2_PUBLIC_BYTES])
{
    EVP_PKEY *pair = EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
    bool ok = pair && read_out(pair, private_key, public_key);
    EVP_PKEY_free(pair);
    return answer(ok);
}

static bool is_pair(EVP_PKEY *pair)
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, pair, NULL);
    ASSERT(context != NULL);
    bool ok = EVP_PKEY_pairwise_check(context) == 1;
    EVP_PKEY_CTX_free(context);
    return ok;
}

struct sm2_key *sm2_open(struct str private_key, const unsigned char public_key[SM2_PUBLIC_BYTES])
{
    if (private_key.len != SM2_PRIVATE_BYTES || public_key[0] != 4)
        return NULL;
    BIGNUM *number =
        BN_bin2bn((const unsigned char *)private_key.at, SM2_PRIVATE_BYTES, BN_secure_new());
    ASSERT(number != NULL);
    EVP_PKEY *pair = pair_of(number, public_key);
    BN_clear_free(number);
    if (!pair || !is_pair(pair)) {
        EVP_PKEY_free(pair);
        ERR_clear_error();
        return NULL;
    }
    struct sm2_key *key = malloc(sizeof *key);
    ASSERT(key != NULL);
    key->pair = pair;
    key->holders = 1;
    return key;
}

struct sm2_key *sm2_share(struct sm2_key *key)
{
    key->holders++;
    return key;
}

void sm2_close(struct sm2_key *key)
{
    if (!key || --key->holders > 0)
        return;
    EVP_PKEY_free(key->pair);
    free(key);
}

/* A digest context that knows the signer's ID before it begins. Both are the caller's to free. */
static EVP_MD_CTX *with_id(EVP_PKEY *pair, EVP_PKEY_CTX **key_context)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    *key_context = EVP_PKEY_CTX_new_from_pkey(NULL, pair, NULL);
    ASSERT(context != NULL && *key_context != NULL);
    ASSERT(EVP_PKEY_CTX_set1_id(*key_context, SIGNER_ID, sizeof SIGNER_ID - 1) == 1);
    EVP_MD_CTX_set_pkey_ctx(context, *key_context);
    return context;
}

/* OpenSSL speaks DER; r and s may each be shorter than 32 bytes there. */
static bool raw_of_der(const unsigned char *der, size_t len, unsigned char *raw)
{
    ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &der, (long)len);
    if (!pair)
        return false;
    bool ok = BN_bn2binpad(ECDSA_SIG_get0_r(pair), raw, 32) == 32 &&
              BN_bn2binpad(ECDSA_SIG_get0_s(pair), raw + 32, 32) == 32;
    ECDSA_SIG_free(pair);
    return ok;
}

static int der_of_raw(const unsigned char *raw, unsigned char **der)
{
    ECDSA_SIG *pair = ECDSA_SIG_new();
    ASSERT(pair != NULL);
    ASSERT(ECDSA_SIG_set0(pair, BN_bin2bn(raw, 32, NULL), BN_bin2bn(raw + 32, 32, NULL)) == 1);
    *der = NULL;
    int len = i2d_ECDSA_SIG(pair, der);
    ECDSA_SIG_free(pair);
    ASSERT(len > 0);
    return len;
}

bool sm2_sign(const struct sm2_key *key, struct str bytes,
              unsigned char signature[SM2_SIGNATURE_BYTES])
{
    unsigned char der[80];
    size_t len = sizeof der;
    EVP_PKEY_CTX *key_context;
    EVP_MD_CTX *context = with_id(key->pair, &key_context);
    bool ok = EVP_DigestSignInit_ex(context, NULL, "SM3", NULL, NULL, key->pair, NULL) == 1 &&
              EVP_DigestSign(context, der, &len, (const unsigned char *)bytes.at, bytes.len) == 1 &&
              raw_of_der(der, len, signature);
    EVP_MD_CTX_free(context);
    EVP_PKEY_CTX_free(key_context);
    return answer(ok);
}

bool sm2_verify(const unsigned char public_key[SM2_PUBLIC_BYTES], struct str bytes,
                const unsigned char signature[SM2_SIGNATURE_BYTES])
{
    unsigned char *der;
    EVP_PKEY_CTX *key_context;
    EVP_PKEY *pair = public_of(public_key);

    if (!pair)
        return answer(false);
    int len = der_of_raw(signature, &der);
    EVP_MD_CTX *context = with_id(pair, &key_context);
    bool ok = EVP_DigestVerifyInit_ex(context, NULL, "SM3", NULL, NULL, pair, NULL) == 1 &&
              EVP_DigestVerify(context, der, (size_t)len, (const unsigned char *)bytes.at,
                               bytes.len) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_CTX_free(key_context);
    EVP_PKEY_free(pair);
    OPENSSL_free(der);
    return answer(ok);
}

bool sm2_seal(const unsigned char public_key[SM2_PUBLIC_BYTES], struct str secret, struct buf *out)
{
    size_t len = SM2_SEALED_MAX;
    EVP_PKEY *pair = public_of(public_key);

    ASSERT(secret.len > 0 && secret.len <= SECRET_MAX);
    if (!pair)
        return answer(false);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, pair, NULL);
    ASSERT(context != NULL);
    bool ok = EVP_PKEY_encrypt_init(context) == 1 &&
              EVP_PKEY_encrypt(context, (unsigned char *)buf_room(out, len), &len,
                               (const unsigned char *)secret.at, secret.len) == 1;
    if (ok)
        out->len += len;
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(pair);
    return answer(ok);
}

bool sm2_unseal(const struct sm2_key *key, struct str sealed, struct secret *out)
{
    unsigned char room[SM2_SEALED_MAX]; /* the library asks for as much as the ciphertext is long */
    size_t len = sizeof room;

    secret_close(out);
    if (!sealed.len || sealed.len > SM2_SEALED_MAX)
        return false;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key->pair, NULL);
    ASSERT(context != NULL);
    bool ok =
        EVP_PKEY_decrypt_init(context) == 1 &&
        EVP_PKEY_decrypt(context, room, &len, (const unsigned char *)sealed.at, sealed.len) == 1 &&
        secret_set(out, str_from(room, len));
    EVP_PKEY_CTX_free(context);
    sodium_memzero(room, sizeof room);
    return answer(ok);
}
