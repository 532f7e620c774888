#include "keys/key_file.h"
#include "keys/sm3.h"
#include <sodium.h>
#include <stdarg.h>

enum {
    AT_VERSION = 8,
    AT_LOCKED = 9,
    AT_PASSES = 10,
    AT_KIB = 14,
    AT_SALT = 18,
    AT_PUBLIC = 34,
    AT_BOX = 99,
    VERSION = 1,
    /* A file from elsewhere may ask for more than ours do, but not for the machine. */
    PASSES_MAX = 16,
    KIB_MIN = 8,
    KIB_MAX = 1024 * 1024,
};

static const char magic[] = "JUMINKEY";

enum outcome key_refuse(struct key_why *why, enum refusal refusal)
{
    *why = (struct key_why){ .refusal = refusal };
    return REFUSED;
}

enum outcome key_fail(struct key_why *why, const char *format, ...)
{
    va_list rest;
    why->refusal = REFUSAL_NONE;
    va_start(rest, format);
    vsnprintf(why->cause, sizeof why->cause, format, rest);
    va_end(rest);
    return FAILED;
}

static void put_number(unsigned char *at, uint32_t n)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(n >> (24 - 8 * i));
}

static uint32_t number(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

bool key_file_is_locked(const struct key_file *file)
{
    return file->bytes[AT_LOCKED] == 1;
}

const unsigned char *key_file_public(const struct key_file *file)
{
    return file->bytes + AT_PUBLIC;
}

bool key_file_is_one(const struct key_file *file)
{
    const unsigned char *at = file->bytes;
    uint32_t passes = number(at + AT_PASSES), kib = number(at + AT_KIB);
    if (memcmp(at, magic, AT_VERSION) != 0 || at[AT_VERSION] != VERSION || at[AT_LOCKED] > 1)
        return false;
    return at[AT_LOCKED] == 0 ||
           (passes >= 1 && passes <= PASSES_MAX && kib >= KIB_MIN && kib <= KIB_MAX);
}

static bool derive(const struct key_file *file, const struct key_opener *opener,
                   unsigned char key[BOX_KEY_BYTES])
{
    const unsigned char *at = file->bytes;
    struct str salt = str_from(at + AT_SALT, KEY_SALT_BYTES);
    if (key_file_is_locked(file))
        return crypto_pwhash(key, BOX_KEY_BYTES, opener->passphrase.at, opener->passphrase.len,
                             at + AT_SALT, number(at + AT_PASSES),
                             (size_t)number(at + AT_KIB) * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0;
    sm3_hmac(str_from(opener->ring_secret, KEY_RING_SECRET_BYTES), &salt, 1, key);
    return true;
}

/* The bytes that lie beside the box. */
static struct str beside(const struct key_file *file, struct str owner,
                         unsigned char room[AT_BOX + KEY_OWNER_MAX])
{
    ASSERT(owner.len <= KEY_OWNER_MAX);
    memcpy(room, file->bytes, AT_BOX);
    memcpy(room + AT_BOX, owner.at, owner.len);
    return str_from(room, AT_BOX + owner.len);
}

static void begin(struct key_file *file, bool locked,
                  const unsigned char public_key[SM2_PUBLIC_BYTES])
{
    unsigned char *at = file->bytes;
    memcpy(at, magic, AT_VERSION);
    at[AT_VERSION] = VERSION;
    at[AT_LOCKED] = locked;
    put_number(at + AT_PASSES, locked ? crypto_pwhash_OPSLIMIT_INTERACTIVE : 0);
    put_number(at + AT_KIB, locked ? crypto_pwhash_MEMLIMIT_INTERACTIVE / 1024 : 0);
    randombytes_buf(at + AT_SALT, KEY_SALT_BYTES);
    memcpy(at + AT_PUBLIC, public_key, SM2_PUBLIC_BYTES);
}

enum outcome key_file_shut(const struct key_opener *opener,
                           const unsigned char public_key[SM2_PUBLIC_BYTES],
                           const struct secret *private_key, struct key_file *file,
                           struct key_why *why)
{
    unsigned char key[BOX_KEY_BYTES], room[AT_BOX + KEY_OWNER_MAX];

    ASSERT(private_key->len == SM2_PRIVATE_BYTES);
    begin(file, opener->passphrase.len > 0, public_key);
    if (!derive(file, opener, key))
        return key_fail(why, "keys: too little memory for a passphrase");
    box_shut(key, beside(file, opener->owner, room), secret_str(private_key), file->bytes + AT_BOX);
    sodium_memzero(key, sizeof key);
    return DONE;
}

enum outcome key_file_open(const struct key_file *file, const struct key_opener *opener,
                           struct secret *private_key, struct key_why *why)
{
    unsigned char key[BOX_KEY_BYTES], room[AT_BOX + KEY_OWNER_MAX];
    struct str box = str_from(file->bytes + AT_BOX, KEY_FILE_BYTES - AT_BOX);

    if (key_file_is_locked(file) != (opener->passphrase.len > 0))
        return key_refuse(why, NO_KEY_LOCKED);
    if (!derive(file, opener, key))
        return key_fail(why, "keys: too little memory for a passphrase");
    bool ok = box_open(key, beside(file, opener->owner, room), box, private_key->at);
    sodium_memzero(key, sizeof key);
    private_key->len = ok ? SM2_PRIVATE_BYTES : 0;
    if (ok)
        return DONE;
    if (key_file_is_locked(file)) /* a damaged box and a wrong passphrase look the same */
        return key_refuse(why, NO_KEY_LOCKED);
    return key_fail(why, "keys: key of " STR_FMT " is damaged or of another ring",
                    STR_ARG(opener->owner));
}
