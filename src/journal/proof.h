#ifndef JOURNAL_PROOF_H
#define JOURNAL_PROOF_H
/** The proof that an entry stands in a unit's journal, as a JSON file anyone can check without us:
 *  docs/proof.md describes it, tools/check_proof.mjs checks it.
 *  (1) Every number is a decimal string, every hash lower-case hex.
 *  (2) Body and nonce go together or not at all: a nonce alone would let the body be guessed.
 *  Pure: the values come from the caller. */
#include "base/buf.h"
#include "journal/leaf.h"
#include "journal/tree.h"
#include "keys/sm2.h"

struct proof_head {
    int64_t size;
    unsigned char root[SM3_BYTES];
    int64_t instant;
    unsigned char signature[SM2_SIGNATURE_BYTES]; /* over head_text */
    unsigned char public_key[SM2_PUBLIC_BYTES];
};

/** That an older head, which the reader may hold, is the beginning of this one. */
struct proof_consistency {
    int64_t from_size;
    unsigned char from_root[SM3_BYTES];
    struct tree_path path;
};

struct proof {
    struct leaf_fields entry;
    bool with_body;
    struct str body; /* UTF-8 */
    unsigned char nonce[LEAF_NONCE_BYTES];
    struct tree_path path; /* from the entry's leaf to head.root */
    struct proof_head head;
    const struct proof_consistency *consistency; /* or NULL */
};

/** One JSON object, no line end. */
void proof_write(struct buf *out, const struct proof *proof);

#endif
