#ifndef KEYS_SM2_H
#define KEYS_SM2_H
/** SM2 on raw bytes: no files, no names, no passphrases [GB/T 32918-2016].
 *  (1) The signer's ID is `1234567812345678` on both sides, always set: a library's default is not
 *      ours.
 *  (2) A signature is r then s, 32 bytes each; a public key is 0x04, x, y; a private key is 32
 *      bytes.
 *  (3) An opened key may be used by several threads at once. */
#include "base/buf.h"
#include "keys/secret.h"

enum {
    SM2_PRIVATE_BYTES = 32,
    SM2_PUBLIC_BYTES = 65,
    SM2_SIGNATURE_BYTES = 64,
    SM2_SEALED_MAX = SECRET_MAX + 128, /* a sealed secret is at most this long */
};

struct sm2_key; /* a private key ready for use, counted */

/** A fresh pair. False when the machine gives no random bytes. */
MUST_USE bool sm2_make(struct secret *private_key, unsigned char public_key[SM2_PUBLIC_BYTES]);
/** NULL when the two are no pair on the curve. */
struct sm2_key *sm2_open(struct str private_key, const unsigned char public_key[SM2_PUBLIC_BYTES]);
/** One more holder of the same key; each closes it. */
struct sm2_key *sm2_share(struct sm2_key *key);
/** NULL is fine. */
void sm2_close(struct sm2_key *key);

MUST_USE bool sm2_sign(const struct sm2_key *key, struct str bytes,
                       unsigned char signature[SM2_SIGNATURE_BYTES]);
MUST_USE bool sm2_verify(const unsigned char public_key[SM2_PUBLIC_BYTES], struct str bytes,
                         const unsigned char signature[SM2_SIGNATURE_BYTES]);
/** Seals a secret of 1 to SECRET_MAX bytes to a public key and appends the ciphertext, in ASN.1 as
 *  [GM/T 0009] has it. False when the public key is not a point of the curve. */
MUST_USE bool sm2_seal(const unsigned char public_key[SM2_PUBLIC_BYTES], struct str secret,
                       struct buf *out);
/** False, and *out empty, when it was not sealed to this key or was altered. */
MUST_USE bool sm2_unseal(const struct sm2_key *key, struct str sealed, struct secret *out);

#endif
