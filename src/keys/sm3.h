#ifndef KEYS_SM3_H
#define KEYS_SM3_H
/** SM3, the hash everything here is named, chained and signed by [GB/T 32905-2016].
 *  (1) Every function may be called from any thread. Each thread keeps a few contexts of its own,
 *      so a short message costs its compressions and little else.
 *  (2) There is nothing to refuse: running out of memory is a bug, as everywhere. */
#include "base/str.h"

#define SM3_BYTES 32

void sm3(struct str bytes, unsigned char out[SM3_BYTES]);
/** The hash of the parts put one behind the other. */
void sm3_parts(const struct str *parts, size_t count, unsigned char out[SM3_BYTES]);
/** HMAC of the parts put one behind the other; the key has 64 bytes at most [GB/T 15852.2]. */
void sm3_hmac(struct str key, const struct str *parts, size_t count, unsigned char out[SM3_BYTES]);
/** Equal, in a time that does not depend on where they differ. */
bool sm3_same(const unsigned char a[SM3_BYTES], const unsigned char b[SM3_BYTES]);

/** A hash in the making: `SCOPED(sm3) hash = sm3_open();`, add, end. */
struct sm3 {
    struct evp_md_ctx_st *context;
};
struct sm3 sm3_open(void);
void sm3_add(struct sm3 *hash, struct str bytes);
/** Gives the hash; nothing may be added after. */
void sm3_end(struct sm3 *hash, unsigned char out[SM3_BYTES]);
/** For a hash given up before its end; after sm3_end it does nothing. */
void sm3_close(struct sm3 *hash);

#endif
