#ifndef PORTRAIT_SCAN_STORE_H
#define PORTRAIT_SCAN_STORE_H
/** Scans of papers, stored by hash beside the portraits, once each: a JPEG in grey or colour baseline,
 *  that can be read to its end; at most the points of an A4 page at 400 to the inch.
 *  (1) A scan lies in the part of its matter, and never changes. */
#include "core/desk.h"

enum { SCAN_SIDE_MIN = 16, SCAN_POINTS_MAX = 16 * 1000 * 1000, SCAN_BYTES_MAX = 2 * 1024 * 1024 };

/** A picture found fit, before any database is asked: the slow half. */
struct scan {
    unsigned char hash[32]; /* SM3 */
    struct str bytes;       /* borrowed */
};

/** Reads the whole picture. refuses PICTURE_BROKEN, SCAN_SIZE, PICTURE_TOO_LARGE */
MUST_USE enum outcome scan_prepare(struct desk *desk, struct str bytes, struct scan *out);
/** Stores it; the same bytes again are fine. */
MUST_USE enum outcome scan_put(struct desk *desk, int32_t part, const struct scan *scan);
/** refuses SCAN_UNKNOWN; the bytes are in the arena */
MUST_USE enum outcome scan_get(struct desk *desk, int32_t part, struct str hash, struct str *bytes);

#endif
