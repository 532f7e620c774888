#ifndef EXCHANGE_CONTENTS_H
#define EXCHANGE_CONTENTS_H
/** What is in a package: named records, as bytes, with a hash of all and a proof of each.
 *      salt (16)   count (4)   then for each record   length (4) name   length (4) bytes
 *  (1) Numbers are big-endian. Names stand in ascending byte order, each once: the same records
 *      give the same bytes, but for the salt, and a record is found by halving.
 *  (2) A name is a path of `[A-Za-z0-9._-]` parts, none empty, `.` or `..`: writing records to a
 *      folder cannot leave it.
 *  (3) The hash is SM3 of all the bytes. The salt is drawn anew, so the hash, which travels in the
 *      clear, does not let anyone guess what is inside.
 *  (4) The root is that of a journal/tree.h over the records. A leaf is `jumin record v1`, name
 *      and SM3(nonce, bytes), each behind its length; a record's nonce follows from the salt, so a
 *      proof of one record tells nothing about its neighbours.
 *  Pure but for the salt. */
#include "base/buf.h"
#include "journal/tree.h"

enum {
    CONTENTS_BYTES_MAX = 512 * 1024 * 1024,
    CONTENTS_COUNT_MAX = 1000 * 1000,
    CONTENTS_NAME_MAX = 255,
    CONTENTS_NONCE_BYTES = 16,
};

struct package_record {
    struct str name, bytes;
};

struct contents {
    struct buf bytes;
    struct package_record *records; /* views of the bytes, ascending by name */
    size_t count;
};

bool contents_name_ok(struct str name);
/** Borrowed records in any order; names that are not ok or not unique are a bug. False, and *out
 *  stays empty, when there are more than CONTENTS_COUNT_MAX or CONTENTS_BYTES_MAX. */
MUST_USE bool contents_pack(const struct package_record *records, size_t count,
                            struct contents *out);
/** Takes the bytes over, whatever the answer. False when they are not as written above. */
MUST_USE bool contents_unpack(struct buf *bytes, struct contents *out);
void contents_close(struct contents *contents);

/** The bytes of a record; false when there is none of that name. */
bool contents_find(const struct contents *contents, struct str name, struct str *bytes);
void contents_hash(const struct contents *contents, unsigned char out[SM3_BYTES]);
void contents_root(const struct contents *contents, unsigned char out[SM3_BYTES]);

/** That a record is one of a package: tree_verify_inclusion of its leaf at its place. */
struct contents_proof {
    unsigned char nonce[CONTENTS_NONCE_BYTES];
    struct tree_path path;
};
void contents_prove(const struct contents *contents, size_t place, struct contents_proof *out);
void contents_leaf(const struct package_record *record,
                   const unsigned char nonce[CONTENTS_NONCE_BYTES], unsigned char out[SM3_BYTES]);

#endif
