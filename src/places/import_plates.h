#ifndef PLACES_IMPORT_PLATES_H
#define PLACES_IMPORT_PLATES_H
/** Taking door plates over from a file of civil affairs [S23].
 *  (1) CSV with Chinese headings in any order; 门牌编号, 省市县区, 街路巷, 门牌号 and 派出所 must be
 *      there.
 *  (2) A row that makes no plate goes to the rejects with line, field, code and reason; the others
 *      are taken.
 *  (3) Running again is safe: the same plate that says the same is unchanged; the same number at
 *      another address, or another number at the same address, is rejected as PLATE_TWICE.
 *  (4) Rows are committed ten thousand at a time, each with its entry `plate.loaded`; broken off, the
 *      import goes on when it is run again. */
#include "base/buf.h"
#include "core/desk.h"

/** A row that was not taken. */
struct plate_reject {
    int64_t line;
    const char *field; /* heading of the column, or "" */
    enum refusal code;
};

struct plate_import {
    struct str bytes; /* of the file, UTF-8; borrowed */
    bool dry_run;     /* leaves nothing, reports everything */
    void *self;
    /** May be NULL. */
    void (*rejected)(void *self, const struct plate_reject *reject);
};
struct plate_import_result {
    int64_t rows, taken, unchanged, rejected;
};

/** right    MAY_KEEP_PLACES at the clerk's own unit; plates of stations outside the reach are
 *           rejected
 *  refuses  RIGHT_MISSING, HEADER_MISSING, NOT_TEXT
 *  On REFUSED or FAILED the chunks committed before stay. */
MUST_USE enum outcome plates_import(struct desk *desk, const struct plate_import *order,
                                    struct plate_import_result *out);

/** One line of a reject: `row,field,code,reason`. */
void plate_reject_csv(struct buf *buf, const struct plate_reject *reject);
#define PLATE_REJECT_HEADINGS "row,field,code,reason\n"

#endif
