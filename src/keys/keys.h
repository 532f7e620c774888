#ifndef KEYS_KEYS_H
#define KEYS_KEYS_H
/** Private keys behind a door: sign, open, seal. No function hands a private key out.
 *  (1) A ring is a folder only its owner can enter (0700); a file there (0600) is one key, named
 *      for its owner: `unit-650102000`, `clerk-12`. What is open to others is not used.
 *  (2) A key rests encrypted: under its owner's passphrase (argon2id), or, for a unit that signs
 *      unattended, under the ring's own secret. The public half and the owner's name are bound to
 *      the box, so a file cannot be passed off under another name.
 *  (3) An opened key stays in memory until key_forget or keys_close, so a batch pays for the
 *      passphrase once; a passphrase is compared each time all the same.
 *  (4) A ring may be used by several threads. Passphrases are worked out one at a time, since each
 *      takes 64 MiB.
 *  Owners' names are made by our own code, out of numbers: `[a-z0-9-]`, 64 bytes at most; another
 *  one is a bug. */
#include "base/buf.h"
#include "core/refusals.h"
#include "keys/secret.h"
#include "keys/sm2.h"

enum { KEY_PRINT_CHARS = 16 };

struct keys;

/** Why not: the refusal when REFUSED, the cause for the log when FAILED. No people, no secrets. */
struct key_why {
    enum refusal refusal;
    char cause[200];
};

/** Opens the ring in a folder, and makes both at the first time.
 *  fails    the folder cannot be made or read, or others may enter it */
MUST_USE enum outcome keys_open(struct str folder, struct keys **ring, struct key_why *why);
/** Wipes what is in memory. NULL is fine. */
void keys_close(struct keys *ring);

bool key_exists(struct keys *ring, struct str owner);
/** Makes a key and writes it durably. NO_STR as passphrase: it will sign unattended.
 *  refuses  KEY_TAKEN */
MUST_USE enum outcome key_make(struct keys *ring, struct str owner, struct str passphrase,
                               struct key_why *why);
/** The same key under another passphrase; the old one stops working when this returns.
 *  refuses  KEY_MISSING, KEY_LOCKED */
MUST_USE enum outcome key_change_passphrase(struct keys *ring, struct str owner, struct str was,
                                            struct str passphrase, struct key_why *why);
/** refuses  KEY_MISSING */
MUST_USE enum outcome key_public(struct keys *ring, struct str owner,
                                 unsigned char public_key[SM2_PUBLIC_BYTES], struct key_why *why);
/** SM2 over SM3 of the bytes, r then s [GB/T 32918.2].
 *  passphrase  NO_STR for a key that signs unattended; giving one for such a key is KEY_LOCKED too,
 *              so nobody takes an unchecked passphrase for a checked one
 *  refuses     KEY_MISSING, KEY_LOCKED */
MUST_USE enum outcome key_sign(struct keys *ring, struct str owner, struct str passphrase,
                               struct str bytes, unsigned char signature[SM2_SIGNATURE_BYTES],
                               struct key_why *why);
/** What was sealed to this owner's public key. The caller closes *out.
 *  refuses  KEY_MISSING, KEY_LOCKED, SEAL_BROKEN: sealed to another key, or altered */
MUST_USE enum outcome key_open_sealed(struct keys *ring, struct str owner, struct str passphrase,
                                      struct str sealed, struct secret *out, struct key_why *why);
/** Wipes an opened key: the clerk logged out. */
void key_forget(struct keys *ring, struct str owner);

/** Pure. */
MUST_USE bool key_verify(const unsigned char public_key[SM2_PUBLIC_BYTES], struct str bytes,
                         const unsigned char signature[SM2_SIGNATURE_BYTES]);
/** Pure. Seals 1 to SECRET_MAX bytes to a public key and appends them; false when it is no key. */
MUST_USE bool key_seal(const unsigned char public_key[SM2_PUBLIC_BYTES], struct str secret,
                       struct buf *out);
/** Pure. What two people read to each other to compare a public key: the first 8 bytes of its SM3,
 *  in hex. */
const char *key_print(const unsigned char public_key[SM2_PUBLIC_BYTES],
                      char out[KEY_PRINT_CHARS + 1]);

#endif
