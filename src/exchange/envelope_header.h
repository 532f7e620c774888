#ifndef EXCHANGE_ENVELOPE_HEADER_H
#define EXCHANGE_ENVELOPE_HEADER_H
/** The part of a package that travels in the clear: who it is from and for, which one, what is
 *  promised of the contents. A JSON object with exactly these keys, in this order:
 *  {"from":"650102000","to":"650100000","kind":"journal","sequence":7,"created":1162173600000000,
 *   "count":3,"hash":"…64 hex…","root":"…64 hex…","receiver":"…16 hex…"}
 *  Pure. */
#include "keys/keys.h"
#include "keys/sm3.h"

enum { ENVELOPE_CODE_MAX = 32 };

struct envelope_header {
    /* Units' numbers and the kind of package: [A-Za-z0-9._-], ended by NUL. */
    char from[ENVELOPE_CODE_MAX + 1], to[ENVELOPE_CODE_MAX + 1], kind[ENVELOPE_CODE_MAX + 1];
    int64_t sequence;              /* of this sender to this receiver; the receiver's business */
    int64_t created;               /* microseconds UTC */
    int64_t count;                 /* of records */
    unsigned char hash[SM3_BYTES]; /* contents_hash */
    unsigned char root[SM3_BYTES]; /* contents_root */
    char receiver[KEY_PRINT_CHARS + 1]; /* key_print of the key it is sealed to */
};

/** False when the text is empty, too long or holds anything else. */
MUST_USE bool envelope_code(struct str text, char out[ENVELOPE_CODE_MAX + 1]);
void envelope_header_write(struct buf *out, const struct envelope_header *header);
/** False when it is not as written above. */
MUST_USE bool envelope_header_read(struct str json, struct envelope_header *out);

#endif
