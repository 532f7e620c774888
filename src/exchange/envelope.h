#ifndef EXCHANGE_ENVELOPE_H
#define EXCHANGE_ENVELOPE_H
/** The sealed package file, as it goes between tiers and to the centre, by line or on a disk.
 *       0  `JUMINPKG`
 *       8  version, 4 bytes, 1
 *      12  length of the whole file, 8 bytes
 *      20  length of the header, 4 bytes; the header (envelope_header.h)
 *          length of the sealed key, 4 bytes; a fresh key sealed to the receiver by SM2
 *          the box (keys/box.h) under that key, beside it all that stands before: in it the length
 *          of the contents, 8 bytes, then the contents (contents.h) as a zlib stream
 *     -96  the sender's SM2 signature, 64 bytes, over the text `jumin package v1`, line end, SM3 of
 *          all before it in hex, line end
 *     -32  SM3 of that hash and the signature: shows damage to whoever holds no key
 *  (1) One altered bit anywhere is found; whatever is read out was written by the sender, for this
 *      receiver, whole.
 *  (2) Work and memory are in proportion to the file, and stop at CONTENTS_BYTES_MAX.
 *  Pure but for keys and random bytes: no database, no files, no clock. */
#include "exchange/contents.h"
#include "exchange/envelope_header.h"
#include "keys/keys.h"

/** What is the matter with a package. */
enum envelope_fault {
    ENVELOPE_GOOD = 0,
    ENVELOPE_NOT_A_PACKAGE,  /* another kind of file, or a version we do not know */
    ENVELOPE_TRUNCATED,      /* shorter than it says */
    ENVELOPE_ALTERED,        /* damaged, or forged by someone without the keys */
    ENVELOPE_WRONG_SIGNER,   /* whole, but not signed by the key given */
    ENVELOPE_WRONG_RECEIVER, /* sealed to another key */
    ENVELOPE_COUNT_MISMATCH, /* the sender promised another number of records */
    ENVELOPE_TOO_LARGE,      /* the contents, or what they claim to unpack to */
};

struct envelope_why {
    enum envelope_fault fault; /* GOOD when it was the key that refused or failed */
    struct key_why key;        /* key.refusal is set for faults too */
};

/** Who acts, with which key; the passphrase is NO_STR for a unit. Borrowed. */
struct envelope_party {
    struct keys *ring;
    struct str owner, passphrase;
};

struct envelope_label {
    struct str from, to, kind; /* ENVELOPE_CODE_MAX bytes of [A-Za-z0-9._-] at most; else a bug */
    int64_t sequence, created;
};

struct envelope {
    struct envelope_header header;
    struct contents contents;
};
void envelope_close(struct envelope *envelope);

/** The refusal that tells a clerk of the fault. */
enum refusal envelope_refusal(enum envelope_fault fault);

/** Packs, signs as the sender and seals to the receiver's public key; appends to *out.
 *  refuses  BODY_TOO_LARGE (fault TOO_LARGE), KEY_MISSING, KEY_LOCKED
 *  fails    the public key is none, signing failed */
MUST_USE enum outcome envelope_write(const struct envelope_party *sender,
                                     const struct envelope_label *label,
                                     const struct package_record *records, size_t count,
                                     const unsigned char receiver_public[SM2_PUBLIC_BYTES],
                                     struct buf *out, struct envelope_why *why);
/** The header, without keys: whose public key envelope_read needs. It finds damage, not forgery.
 *  refuses  as the faults NOT_A_PACKAGE, TRUNCATED, ALTERED */
MUST_USE enum outcome envelope_peek(struct str bytes, struct envelope_header *header,
                                    struct envelope_why *why);
/** Opens as the receiver; the caller closes *out, and asks of its header whether `to` is this unit
 *  and `sequence` the next.
 *  sender_public  the key on record for the `from` that envelope_peek gave
 *  refuses  as the faults, KEY_MISSING, KEY_LOCKED */
MUST_USE enum outcome envelope_read(const struct envelope_party *receiver,
                                    const unsigned char sender_public[SM2_PUBLIC_BYTES],
                                    struct str bytes, struct envelope *out,
                                    struct envelope_why *why);

#endif
