#ifndef EXCHANGE_PACKAGE_H
#define EXCHANGE_PACKAGE_H
/** Sealed packages between units, and with the centre.
 *  (1) From one unit to another sequences run from 1 without holes.
 *  (2) A package is taken in whole or not at all, once, in its order, with its mark and its entry
 *      in one transaction.
 *  (3) The same file travels by folder, by line or on a disk: FROM-TO-SEQUENCE.jmp in the
 *      receiver's folder.
 *  (4) The file is complete on disk, under a name nobody reads, before the sequence is committed;
 *      it gets its name after; package_repair finishes what a crash interrupted. */
#include "exchange/record.h"
#include "ledger/ledger.h"

struct package {
    int32_t unit, to_unit; /* from, to */
    int64_t seq;
    struct str kind;
    int32_t count;
    struct str file, hash;
    int64_t instant, answered;
};
extern const struct column package_columns[];
extern const size_t package_column_count;

/** The folder of this node's package files: node setting "exchange", else var/exchange. In the
 * arena. */
struct str exchange_folder(struct desk *desk);
/** May the clerk's unit seal for that one? To be asked before rows are moved for a package.
 *  right    MAY_PACK
 *  refuses  UNIT_UNKNOWN, PEER_UNKNOWN, KEY_MISSING */
MUST_USE enum outcome pack_possible(struct desk *desk, int32_t to_unit);
/** Packs what waits from the clerk's unit to that one, into `folder`.
 *  right    MAY_PACK
 *  refuses  NOTHING_TO_PACK, PEER_UNKNOWN, KEY_MISSING */
MUST_USE enum outcome pack(struct desk *desk, int32_t to_unit, struct str folder,
                           struct package *out);

/** The file once more, when it was lost on the way: the same sequence and the same records, as they
 *  stand today. A receiver who has it already refuses it.
 *  right    MAY_PACK
 *  refuses  PACKAGE_UNKNOWN, PACKAGE_TWICE (its arrival was answered), PEER_UNKNOWN, KEY_MISSING */
MUST_USE enum outcome pack_again(struct desk *desk, int32_t to_unit, int64_t seq, struct str folder,
                                 struct package *out);

/** A package opened and verified, before any row is touched: the slow half. Close it. */
struct opened_package;
/** refuses PACKAGE_NOT, PACKAGE_ALTERED, PACKAGE_SIGNER, PACKAGE_RECEIVER, PACKAGE_COUNT,
 * PEER_UNKNOWN, KEY_MISSING */
MUST_USE enum outcome package_open(struct desk *desk, struct str bytes,
                                   struct opened_package **out);
void package_close(struct opened_package *opened);
/** Applies every record.
 *  right    MAY_TAKE_IN for the receiver
 *  refuses  PACKAGE_SEQUENCE (naming what is missing), PACKAGE_TWICE, PACKAGE_RECORD */
MUST_USE enum outcome package_take(struct desk *desk, struct opened_package *opened,
                                   struct package *out);
/** Both halves, of a file. */
MUST_USE enum outcome package_take_file(struct desk *desk, struct str path, struct package *out);

struct packages {
    struct package *at;
    size_t count;
};
/** Of the clerk's reach, the latest 200. */
MUST_USE enum outcome packages_list(struct desk *desk, bool incoming, struct packages *out);
/** One package, sent or taken in here; rights are the caller's. refuses PACKAGE_UNKNOWN */
MUST_USE enum outcome package_load(struct desk *desk, int32_t from, int32_t to, int64_t seq,
                                   struct package *out);
/** How many records wait, by receiver. */
struct channel {
    int32_t from, to;
    int64_t waiting;
};
MUST_USE enum outcome channels_waiting(struct desk *desk, struct channel *out, size_t room,
                                       size_t *count);

/** A file in a receiver's folder that was not taken in yet, and why. */
struct inbox_file {
    struct str path;
    int32_t from, to;
    int64_t seq, expected; /* expected < seq: the packages expected … seq - 1 are missing */
    enum refusal refusal;  /* of a file that cannot be read */
};
struct inbox {
    struct inbox_file *at;
    size_t count;
};
/** Files for one unit kept here, in their order. */
MUST_USE enum outcome inbox_list(struct desk *desk, struct str folder, int32_t unit,
                                 struct inbox *out);
/** Names the files of packages whose sequence was committed when the process ended. */
MUST_USE enum outcome package_repair(struct desk *desk);
/** The record kind of this counter, for the table. */
extern const struct record_kind package_taken_kind;
/** How a blob is called in a package: `b/HASH`. */
struct str blob_name(struct arena *arena, struct str hash);
MUST_USE enum outcome exchange_laws(struct desk *desk, law_breach_fn breach, void *ctx);

#endif
