#ifndef REGISTER_NUMBER_TWINS_H
#define REGISTER_NUMBER_TWINS_H
/** Which keys stand more than once in a column of millions: citizen numbers packed into 64 bits, or
 *  any other key. Pure. */
#include "base/str.h"

/** A later place of a key, and the first one. */
struct twin {
    uint32_t first, next;
};
struct twins {
    struct twin *at; /* by the column's parts, inside each in the order of `next`; freed by
                        twins_close */
    size_t count, room;
};

/** A number as a key: 17 digits and a digit or X exactly; anything else has the highest bit and a
 *  hash, and may meet another text. An empty one is 0. */
uint64_t number_key(struct str number);
/** All places whose key stood before; key 0 is nobody's. Fewer than 2^32 keys. */
void twins_find(const uint64_t *keys, size_t count, struct twins *out);
void twins_close(struct twins *twins);

#endif
