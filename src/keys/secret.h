#ifndef KEYS_SECRET_H
#define KEYS_SECRET_H
/** A passphrase, a PIN or a short key, wiped when its block ends: `SCOPED(secret) pin = { 0 };`.
 *  (1) It lies inside the struct: nothing goes to the heap, and nothing of it outlives the close.
 *  (2) It is never copied by assignment, never put into an arena, never logged. */
#include "base/str.h"

enum { SECRET_MAX = 256 };

struct secret {
    size_t len;
    unsigned char at[SECRET_MAX];
};

/** False, and empty, when it is longer than SECRET_MAX. */
MUST_USE bool secret_set(struct secret *secret, struct str bytes);
struct str secret_str(const struct secret *secret);
void secret_close(struct secret *secret);

#endif
