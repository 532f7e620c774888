#ifndef KEYS_KEY_FILE_H
#define KEYS_KEY_FILE_H
/** The file of one key, as bytes: 179 of them, numbers big-endian.
 *       0  `JUMINKEY`
 *       8  version, 1
 *       9  1 when under a passphrase, else 0
 *      10  passes of argon2id, 4 bytes
 *      14  its memory in KiB, 4 bytes
 *      18  salt, 16 bytes
 *      34  public key, 65 bytes
 *      99  box with the private key, 80 bytes
 *  (1) Beside the box lie the first 99 bytes and the owner's name: an altered or renamed file does
 *      not open.
 *  (2) The box's key is argon2id of the passphrase, at the cost the file states, or HMAC-SM3 of the
 *      salt under the ring's secret.
 *  For this folder only. */
#include "keys/box.h"
#include "keys/keys.h"

enum {
    KEY_OWNER_MAX = 64,
    KEY_RING_SECRET_BYTES = 32,
    KEY_SALT_BYTES = 16,
    KEY_FILE_BYTES = 99 + SM2_PRIVATE_BYTES + BOX_EXTRA_BYTES,
};

struct key_file {
    unsigned char bytes[KEY_FILE_BYTES];
};

/** Who may open it: the owner's name, the passphrase or NO_STR, the ring's secret. */
struct key_opener {
    struct str owner, passphrase;
    const unsigned char *ring_secret; /* KEY_RING_SECRET_BYTES */
};

/** False when the bytes are not such a file, or ask for a cost past all reason. */
bool key_file_is_one(const struct key_file *file);
bool key_file_is_locked(const struct key_file *file);
const unsigned char *key_file_public(const struct key_file *file);
/** fails  too little memory for the passphrase */
MUST_USE enum outcome key_file_shut(const struct key_opener *opener,
                                    const unsigned char public_key[SM2_PUBLIC_BYTES],
                                    const struct secret *private_key, struct key_file *file,
                                    struct key_why *why);
/** refuses  KEY_LOCKED
 *  fails    too little memory, or a file that the ring's secret does not open */
MUST_USE enum outcome key_file_open(const struct key_file *file, const struct key_opener *opener,
                                    struct secret *private_key, struct key_why *why);

/** REFUSED and FAILED with their reason. */
enum outcome key_refuse(struct key_why *why, enum refusal refusal);
enum outcome key_fail(struct key_why *why, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
