#ifndef PORTRAIT_PORTRAIT_STORE_H
#define PORTRAIT_PORTRAIT_STORE_H
/** Portraits stored by hash, once each. The counter that judges them grows here; this much is
 *  needed for a card: a JPEG of 358 × 441 pixels, three components, baseline [GA 461].
 *  (1) A portrait lies in the part of its person.
 *  (2) A stored portrait never changes. */
#include "core/desk.h"

enum { PORTRAIT_WIDTH = 358, PORTRAIT_HEIGHT = 441, PORTRAIT_BYTES_MAX = 512 * 1024 };

/** A picture read and found fit, before any database is asked: the slow half. */
struct portrait {
    unsigned char hash[32]; /* SM3 */
    struct str bytes;       /* borrowed */
};

/** Decodes the whole picture. refuses PICTURE_BROKEN, PICTURE_SIZE, PICTURE_TOO_LARGE */
MUST_USE enum outcome portrait_prepare(struct desk *desk, struct str bytes, struct portrait *out);
/** Stores it; the same bytes again are fine. */
MUST_USE enum outcome portrait_put(struct desk *desk, int32_t part,
                                   const struct portrait *portrait);
/** refuses PORTRAIT_UNKNOWN; the bytes are in the arena */
MUST_USE enum outcome portrait_get(struct desk *desk, int32_t part, struct str hash,
                                   struct str *bytes);

#endif
