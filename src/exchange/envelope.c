#include "exchange/envelope.h"
#include "base/hex.h"
#include "keys/box.h"
#include <sodium.h>
#include <zlib.h>

enum {
    VERSION = 1,
    AT_VERSION = 8,
    AT_TOTAL = 12,
    AT_HEADER = 20,
    HEADER_MAX = 1024,
    SEAL_BYTES = SM3_BYTES,
    TAIL_BYTES = SM2_SIGNATURE_BYTES + SEAL_BYTES,
    TEXT_MAX = 128,
    BYTES_MIN = AT_HEADER + 4 + 4 + BOX_EXTRA_BYTES + 8 + TAIL_BYTES,
};

static const char magic[] = "JUMINPKG";

/* ---- faults ---- */

enum refusal envelope_refusal(enum envelope_fault fault)
{
    static const enum refusal refusals[] = {
        [ENVELOPE_GOOD] = REFUSAL_NONE,
        [ENVELOPE_NOT_A_PACKAGE] = NO_PACKAGE_NOT,
        [ENVELOPE_TRUNCATED] = NO_PACKAGE_CUT,
        [ENVELOPE_ALTERED] = NO_PACKAGE_ALTERED,
        [ENVELOPE_WRONG_SIGNER] = NO_PACKAGE_SIGNER,
        [ENVELOPE_WRONG_RECEIVER] = NO_PACKAGE_RECEIVER,
        [ENVELOPE_COUNT_MISMATCH] = NO_PACKAGE_COUNT,
        [ENVELOPE_TOO_LARGE] = NO_BODY_TOO_LARGE,
    };
    return refusals[fault];
}

static enum outcome say(struct envelope_why *why, enum envelope_fault fault)
{
    *why = (struct envelope_why){ fault, { .refusal = envelope_refusal(fault) } };
    return fault == ENVELOPE_GOOD ? DONE : REFUSED;
}

void envelope_close(struct envelope *envelope)
{
    contents_close(&envelope->contents);
    *envelope = (struct envelope){ 0 };
}

/* ---- numbers, hashes ---- */

static void put_number(char *out, uint64_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        out[i] = (char)(n >> (8 * (bytes - 1 - i)));
}

static uint64_t number(const char *at, int bytes)
{
    uint64_t n = 0;
    for (int i = 0; i < bytes; i++)
        n = n << 8 | (unsigned char)at[i];
    return n;
}

static void add_piece(struct buf *out, struct str piece)
{
    put_number(buf_room(out, 4), piece.len, 4);
    out->len += 4;
    buf_add(out, piece);
}

static struct str signed_text(const unsigned char hash[SM3_BYTES], char out[TEXT_MAX])
{
    char digits[2 * SM3_BYTES + 1];
    int len = snprintf(out, TEXT_MAX, "jumin package v1\n%s\n", hex_text(hash, SM3_BYTES, digits));
    return str_from(out, (size_t)len);
}

static void seal_of(const unsigned char hash[SM3_BYTES], const unsigned char *signature,
                    unsigned char out[SEAL_BYTES])
{
    sm3_parts((struct str[]){ str_from(hash, SM3_BYTES), str_from(signature, SM2_SIGNATURE_BYTES) },
              2, out);
}

/* ---- writing ---- */

static void fill_header(const struct envelope_label *label, const struct contents *contents,
                        const unsigned char *receiver_public, struct envelope_header *out)
{
    *out = (struct envelope_header){ .sequence = label->sequence,
                                     .created = label->created,
                                     .count = (int64_t)contents->count };
    ASSERT(envelope_code(label->from, out->from) && envelope_code(label->to, out->to) &&
           envelope_code(label->kind, out->kind));
    contents_hash(contents, out->hash);
    contents_root(contents, out->root);
    key_print(receiver_public, out->receiver);
}

/* The contents behind their length, compressed: what goes into the box. */
static void compress_contents(const struct contents *contents, struct buf *out)
{
    uLongf len = compressBound(contents->bytes.len);
    char *at = buf_room(out, 8 + len);
    put_number(at, contents->bytes.len, 8);
    int result =
        compress((Bytef *)at + 8, &len, (const Bytef *)contents->bytes.at, contents->bytes.len);
    ASSERT(result == Z_OK);
    out->len += 8 + len;
}

static void add_box(struct buf *out, size_t start, const struct secret *key, struct str plain)
{
    size_t len = plain.len + BOX_EXTRA_BYTES;
    char *at = buf_room(out, len + TAIL_BYTES);
    put_number(out->at + start + AT_TOTAL, out->len - start + len + TAIL_BYTES, 8);
    box_shut(key->at, str_from(out->at + start, out->len - start), plain, (unsigned char *)at);
    out->len += len;
}

static enum outcome add_tail(struct buf *out, size_t start, const struct envelope_party *sender,
                             struct envelope_why *why)
{
    unsigned char hash[SM3_BYTES], tail[TAIL_BYTES];
    char text[TEXT_MAX];

    sm3(str_from(out->at + start, out->len - start), hash);
    TRY(key_sign(sender->ring, sender->owner, sender->passphrase, signed_text(hash, text), tail,
                 &why->key));
    seal_of(hash, tail, tail + SM2_SIGNATURE_BYTES);
    buf_add(out, str_from(tail, sizeof tail));
    return DONE;
}

static void add_front(struct buf *out, const struct envelope_header *header, struct str sealed_key)
{
    SCOPED(buf) json = { 0 };
    char *at = buf_room(out, AT_HEADER);
    memcpy(at, magic, AT_VERSION);
    put_number(at + AT_VERSION, VERSION, 4);
    put_number(at + AT_TOTAL, 0, 8); /* known when the box is */
    out->len += AT_HEADER;
    envelope_header_write(&json, header);
    ASSERT(json.len <= HEADER_MAX);
    add_piece(out, buf_str(&json));
    add_piece(out, sealed_key);
}

static enum outcome add_all(const struct envelope_party *sender,
                            const struct envelope_header *header, struct str plain,
                            const unsigned char *receiver_public, struct buf *out,
                            struct envelope_why *why)
{
    size_t start = out->len;
    SCOPED(secret) key = { .len = BOX_KEY_BYTES };
    SCOPED(buf) sealed_key = { 0 };

    randombytes_buf(key.at, key.len);
    if (!key_seal(receiver_public, secret_str(&key), &sealed_key)) {
        snprintf(why->key.cause, sizeof why->key.cause, "package: the receiver's key is none");
        return FAILED;
    }
    add_front(out, header, buf_str(&sealed_key));
    add_box(out, start, &key, plain);
    enum outcome outcome = add_tail(out, start, sender, why);
    if (outcome != DONE)
        out->len = start;
    return outcome;
}

enum outcome envelope_write(const struct envelope_party *sender, const struct envelope_label *label,
                            const struct package_record *records, size_t count,
                            const unsigned char receiver_public[SM2_PUBLIC_BYTES], struct buf *out,
                            struct envelope_why *why)
{
    struct envelope_header header;
    SCOPED(contents) contents = { 0 };
    SCOPED(buf) plain = { 0 };

    *why = (struct envelope_why){ 0 };
    if (!contents_pack(records, count, &contents))
        return say(why, ENVELOPE_TOO_LARGE);
    fill_header(label, &contents, receiver_public, &header);
    compress_contents(&contents, &plain);
    contents_close(&contents); /* the largest thing in memory is not needed twice */
    return add_all(sender, &header, buf_str(&plain), receiver_public, out, why);
}

/* ---- reading: the cheap and general questions first, the keys after ---- */

/* The pieces of a file, as views. */
struct pieces {
    struct str before_box, before_tail, header, sealed_key, box;
    const unsigned char *signature, *seal;
};

static enum envelope_fault measure(struct str bytes)
{
    size_t seen = bytes.len < AT_VERSION ? bytes.len : AT_VERSION;
    if (bytes.len == 0 || memcmp(bytes.at, magic, seen) != 0)
        return ENVELOPE_NOT_A_PACKAGE;
    if (bytes.len < AT_HEADER)
        return ENVELOPE_TRUNCATED;
    if (number(bytes.at + AT_VERSION, 4) != VERSION)
        return ENVELOPE_NOT_A_PACKAGE;
    uint64_t total = number(bytes.at + AT_TOTAL, 8);
    if (bytes.len < total)
        return ENVELOPE_TRUNCATED;
    return bytes.len == total && total >= BYTES_MIN ? ENVELOPE_GOOD : ENVELOPE_ALTERED;
}

static bool take_piece(struct str *rest, size_t max, struct str *out)
{
    if (rest->len < 4)
        return false;
    uint64_t len = number(rest->at, 4);
    if (len > max || len > rest->len - 4)
        return false;
    *out = str_cut(*rest, 4, (size_t)len);
    *rest = str_cut(*rest, 4 + (size_t)len, rest->len - 4 - (size_t)len);
    return true;
}

static bool take_apart(struct str bytes, struct pieces *out)
{
    out->before_tail = str_cut(bytes, 0, bytes.len - TAIL_BYTES);
    out->signature = (const unsigned char *)bytes.at + out->before_tail.len;
    out->seal = out->signature + SM2_SIGNATURE_BYTES;
    out->box = str_cut(out->before_tail, AT_HEADER, out->before_tail.len - AT_HEADER);
    if (!take_piece(&out->box, HEADER_MAX, &out->header) ||
        !take_piece(&out->box, SM2_SEALED_MAX, &out->sealed_key) ||
        out->box.len < BOX_EXTRA_BYTES + 8)
        return false;
    out->before_box = str_cut(bytes, 0, out->before_tail.len - out->box.len);
    return true;
}

/* Whether all bits are there: the hash is for the signature, which a stranger cannot check. */
static enum envelope_fault look_over(struct str bytes, struct pieces *pieces,
                                     struct envelope_header *header, unsigned char hash[SM3_BYTES])
{
    unsigned char seal[SEAL_BYTES];
    enum envelope_fault fault = measure(bytes);

    if (fault != ENVELOPE_GOOD)
        return fault;
    sm3(str_cut(bytes, 0, bytes.len - TAIL_BYTES), hash);
    seal_of(hash, (const unsigned char *)bytes.at + bytes.len - TAIL_BYTES, seal);
    if (!sm3_same(seal, (const unsigned char *)bytes.at + bytes.len - SEAL_BYTES) ||
        !take_apart(bytes, pieces) || !envelope_header_read(pieces->header, header))
        return ENVELOPE_ALTERED;
    return ENVELOPE_GOOD;
}

enum outcome envelope_peek(struct str bytes, struct envelope_header *header,
                           struct envelope_why *why)
{
    struct pieces pieces;
    unsigned char hash[SM3_BYTES];
    return say(why, look_over(bytes, &pieces, header, hash));
}

static enum outcome check_parties(const struct envelope_party *receiver,
                                  const unsigned char *sender_public,
                                  const struct envelope_header *header,
                                  const unsigned char hash[SM3_BYTES],
                                  const unsigned char *signature, struct envelope_why *why)
{
    unsigned char mine[SM2_PUBLIC_BYTES];
    char print[KEY_PRINT_CHARS + 1], text[TEXT_MAX];

    if (!key_verify(sender_public, signed_text(hash, text), signature))
        return say(why, ENVELOPE_WRONG_SIGNER);
    TRY(key_public(receiver->ring, receiver->owner, mine, &why->key));
    if (strcmp(key_print(mine, print), header->receiver) != 0)
        return say(why, ENVELOPE_WRONG_RECEIVER);
    return DONE;
}

/* Only a package whose signature holds comes here, and still it is not believed. */
static enum outcome open_box(const struct envelope_party *receiver, const struct pieces *pieces,
                             struct buf *plain, struct envelope_why *why)
{
    SCOPED(secret) key = { 0 };
    enum outcome outcome = key_open_sealed(receiver->ring, receiver->owner, receiver->passphrase,
                                           pieces->sealed_key, &key, &why->key);
    if (outcome == REFUSED && why->key.refusal == NO_SEAL_BROKEN)
        return say(why, ENVELOPE_WRONG_RECEIVER);
    TRY(outcome);
    unsigned char *at = (unsigned char *)buf_room(plain, pieces->box.len);
    if (key.len != BOX_KEY_BYTES || !box_open(key.at, pieces->before_box, pieces->box, at))
        return say(why, ENVELOPE_ALTERED);
    plain->len = pieces->box.len - BOX_EXTRA_BYTES;
    return DONE;
}

static enum envelope_fault inflate_contents(struct str plain, struct buf *out)
{
    uint64_t promised = number(plain.at, 8);
    if (promised > CONTENTS_BYTES_MAX)
        return ENVELOPE_TOO_LARGE;
    uLongf len = (uLongf)promised;
    uLong used = plain.len - 8;
    Bytef *at = (Bytef *)buf_room(out, (size_t)promised + 1); /* zlib wants a place even for none */
    if (uncompress2(at, &len, (const Bytef *)plain.at + 8, &used) != Z_OK || len != promised ||
        used != plain.len - 8)
        return ENVELOPE_ALTERED;
    out->len = (size_t)promised;
    return ENVELOPE_GOOD;
}

static enum envelope_fault unpack(struct str plain, const struct envelope_header *header,
                                  struct contents *out)
{
    unsigned char hash[SM3_BYTES];
    struct buf bytes = { 0 };
    enum envelope_fault fault = inflate_contents(plain, &bytes);

    if (fault != ENVELOPE_GOOD || !contents_unpack(&bytes, out)) {
        buf_close(&bytes);
        return fault != ENVELOPE_GOOD ? fault : ENVELOPE_ALTERED;
    }
    contents_hash(out, hash);
    if (!sm3_same(hash, header->hash))
        return ENVELOPE_ALTERED;
    if ((int64_t)out->count != header->count)
        return ENVELOPE_COUNT_MISMATCH;
    contents_root(out, hash);
    return sm3_same(hash, header->root) ? ENVELOPE_GOOD : ENVELOPE_ALTERED;
}

enum outcome envelope_read(const struct envelope_party *receiver,
                           const unsigned char sender_public[SM2_PUBLIC_BYTES], struct str bytes,
                           struct envelope *out, struct envelope_why *why)
{
    struct pieces pieces;
    unsigned char hash[SM3_BYTES];
    SCOPED(envelope) made = { 0 };
    SCOPED(buf) plain = { 0 };

    TRY(say(why, look_over(bytes, &pieces, &made.header, hash)));
    TRY(check_parties(receiver, sender_public, &made.header, hash, pieces.signature, why));
    TRY(open_box(receiver, &pieces, &plain, why));
    TRY(say(why, unpack(buf_str(&plain), &made.header, &made.contents)));
    *out = made;
    made = (struct envelope){ 0 };
    return DONE;
}
