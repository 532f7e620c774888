#ifndef KEYS_BOX_H
#define KEYS_BOX_H
/** Bytes shut under a key both sides know: SM4-CTR, then HMAC-SM3 over what lies beside the box,
 *  the starting counter and the ciphertext (encrypt, then MAC) [GB/T 32907] [GB/T 15852.2].
 *  (1) A box opens only under its key, with the same bytes beside it, unaltered to the bit.
 *  (2) Each box draws its own starting counter, so a key may shut many. */
#include "base/str.h"

enum {
    BOX_KEY_BYTES = 32,   /* from which the SM4 key and the MAC key are derived */
    BOX_EXTRA_BYTES = 48, /* a box is this much longer than what is in it: counter 16, MAC 32 */
    BOX_BYTES_MAX = 1 << 30,
};

/** Writes plain.len + BOX_EXTRA_BYTES. `beside` is bound to the box but not in it. */
void box_shut(const unsigned char key[BOX_KEY_BYTES], struct str beside, struct str plain,
              unsigned char *out);
/** Writes box.len - BOX_EXTRA_BYTES; false, and nothing written, unless (1) holds. */
MUST_USE bool box_open(const unsigned char key[BOX_KEY_BYTES], struct str beside, struct str box,
                       unsigned char *out);

#endif
