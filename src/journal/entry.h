#ifndef JOURNAL_ENTRY_H
#define JOURNAL_ENTRY_H
/** An entry as it is stored, and how entries are listed, verified and proved. */
#include "core/column.h"
#include "core/desk.h"
#include "journal/leaf.h"

struct entry {
    int32_t unit;
    int64_t seq, instant, clerk;
    struct str terminal, purpose, verb;
    int32_t subject_part;
    int64_t subject;
    struct str body; /* without bytes when it was erased */
    struct str nonce, leaf, nodes;
};
extern const struct column entry_columns[];
extern const size_t entry_column_count;

/** Pure. What is hashed of an entry; false when its nonce has no fitting length. An erased body
 *  leaves its hash in the place of the nonce. */
MUST_USE bool entry_leaf(const struct entry *entry, struct leaf_fields *out);

struct entries {
    const struct entry *at;
    size_t count;
};
/** Where a page of entries ended. */
struct entry_place {
    int64_t instant;
    int32_t unit;
    int64_t seq;
};
#define ENTRY_LATEST ((struct entry_place){ INT64_MAX, INT32_MAX, INT64_MAX })
/** The latest entries of the units from … to, before a place, of one verb or all (""). Rights are
 * the caller's. */
MUST_USE enum outcome entries_page(struct desk *desk, int32_t unit_from, int32_t unit_to,
                                   struct entry_place before, struct str verb, int limit,
                                   struct entries *out);
/** All entries about a subject, in order of time. */
MUST_USE enum outcome entries_about(struct desk *desk, int32_t part, int64_t subject,
                                    struct entries *out);

/** What verification found: whole chains, or the first entry that does not fit. */
struct verification {
    int64_t units, entries, heads;
    bool good;
    int32_t unit; /* of the fault */
    int64_t seq;
    const char *fault; /* "leaf", "nodes", "sequence", "frontier", "head", "chain" */
};
/** Recomputes every leaf, node, frontier and signed head. */
MUST_USE enum outcome journal_verify(struct desk *desk, struct verification *out);

/** Signs the heads of all chains of units kept here whose size changed since. `ring` is the desk's
 * keys. */
MUST_USE enum outcome journal_sign_heads(struct desk *desk);
/** Which entry is proved, and how much is told. */
struct proof_order {
    int32_t unit;
    int64_t seq;
    bool body; /* the entry's body stands in the proof */
    int64_t
        since; /* size of a head the reader holds, which the proof's head is shown to continue; 0: none */
};
/** A proof of one entry as JSON (docs/proof.md), with a head signed now.
 *  refuses  NOT_FOUND (the entry, or a size the chain never had), KEY_MISSING */
MUST_USE enum outcome journal_prove(struct desk *desk, const struct proof_order *order,
                                    struct str *json);

#endif
