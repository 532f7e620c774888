#ifndef BUSINESS_SCANS_H
#define BUSINESS_SCANS_H
/** Evidence of a business as scans: the papers that were shown, kept by hash with their bytes.
 *  (1) A scan is added as long as nothing was decided, and never taken away.
 *  (2) To open one is a look of its own: with a purpose, and an entry. */
#include "business/business_store.h"
#include "portrait/scan_store.h"

enum { BUSINESS_SCANS_MAX = 30 };

struct business_scan {
    int32_t part;
    int64_t business;
    int32_t n;
    struct str paper; /* a code of business_papers */
    struct str hash;  /* 32 bytes */
    int64_t clerk, instant;
};
struct business_scans {
    struct business_scan *at;
    size_t count;
};
MUST_USE enum outcome business_scans_of(struct desk *desk, const struct business *b,
                                        struct business_scans *out);

/** Adds a scan of a paper noted when the business was taken in; the same picture again is fine and
 * changes nothing. Writes business.scanned.
 *  right    MAY_KEEP_REGISTER at its station
 *  refuses  BUSINESS_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, BUSINESS_STEP (it is decided),
 *           PAPER_NOT_SHOWN, SCANS_FULL, CHANGED_MEANWHILE
 *  source   [V 10.4] approvals with attached papers */
MUST_USE enum outcome business_scan_add(struct desk *desk, int32_t part, int64_t id,
                                        struct str paper, const struct scan *scan);
/** The picture; business_scan_seen writes the entry once it is shown.
 *  right    MAY_SEE_PERSONS at its station
 *  refuses  BUSINESS_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED, SCAN_UNKNOWN */
MUST_USE enum outcome business_scan_open(struct desk *desk, int32_t part, int64_t id, int64_t n,
                                         struct str *jpeg);
MUST_USE enum outcome business_scan_seen(struct desk *desk, int32_t part, int64_t id, int64_t n);

#endif
