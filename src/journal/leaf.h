#ifndef JOURNAL_LEAF_H
#define JOURNAL_LEAF_H
/** What is hashed of an entry, and what is signed of a head; docs/proof.md gives both to outsiders.
 *  (1) A leaf is these fields in this order, each behind its length in 4 bytes, big-endian: the
 *      text `jumin entry v1`, unit, sequence, instant, clerk, terminal, purpose, verb,
 *      subject_part, subject, body_hash. Numbers are decimal ASCII, the hash is its 32 bytes.
 *  (2) body_hash is SM3(nonce, body): the body can be erased while the leaf still proves, and
 *      nobody who holds a proof can guess a neighbour's body.
 *  (3) The sequence counts from 0 and is the leaf's place in the tree.
 *  Pure. */
#include "keys/sm3.h"

enum { LEAF_NONCE_BYTES = 16, HEAD_TEXT_MAX = 192 };

struct leaf_fields {
    int32_t unit;
    int64_t sequence;
    int64_t instant; /* microseconds UTC */
    int64_t clerk;
    struct str terminal, purpose, verb;
    int32_t subject_part;
    int64_t subject;
    unsigned char body_hash[SM3_BYTES];
};

void leaf_body_hash(const unsigned char nonce[LEAF_NONCE_BYTES], struct str body,
                    unsigned char out[SM3_BYTES]);
/** The leaf's hash, ready for tree_append. */
void leaf_hash(const struct leaf_fields *fields, unsigned char out[SM3_BYTES]);

/** What the unit's key signs of a head: five lines, each with its line end:
 *  `jumin head v1`, unit, size, root in hex, instant in microseconds. Into out, which it views. */
struct str head_text(int32_t unit, int64_t size, const unsigned char root[SM3_BYTES],
                     int64_t instant, char out[HEAD_TEXT_MAX]);

#endif
