/** Packages from a stranger. The first byte chooses the door, since a seal nobody can guess would
 *  keep the fuzzer from all behind it: the file itself; the file with its seal put right; the
 *  header; the contents; a box that the sender himself filled with the bytes. */
#include "base/hex.h"
#include "exchange/envelope.h"
#include "keys/box.h"
#include <ftw.h>
#include <sodium.h>

enum { TAIL_BYTES = SM2_SIGNATURE_BYTES + SM3_BYTES, AT_TOTAL = 12 };

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/jumin-fuzz-XXXXXX";
static struct envelope_party unit = { .owner = { "unit-1", 6 } };
static unsigned char public_key[SM2_PUBLIC_BYTES];

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about, (void)kind, (void)walk;
    return remove(path);
}

static void finish(void)
{
    keys_close(unit.ring);
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    struct key_why why;
    (void)count, (void)arguments;
    ASSERT(mkdtemp(folder) && keys_open(str_of(folder), &unit.ring, &why) == DONE);
    ASSERT(key_make(unit.ring, unit.owner, NO_STR, &why) == DONE);
    ASSERT(key_public(unit.ring, unit.owner, public_key, &why) == DONE);
    return atexit(finish);
}

static void number(struct buf *out, uint64_t n, int bytes)
{
    while (bytes-- > 0)
        buf_byte(out, (char)(n >> (8 * bytes)));
}

static void read_file(struct str bytes)
{
    struct envelope_why why;
    struct envelope_header header;
    SCOPED(envelope) envelope = { 0 };
    enum outcome peeked = envelope_peek(bytes, &header, &why);
    enum outcome outcome = envelope_read(&unit, public_key, bytes, &envelope, &why);
    ASSERT(outcome != FAILED);
    ASSERT(outcome == REFUSED || peeked == DONE);
    ASSERT(outcome == DONE || envelope_refusal(why.fault) == why.key.refusal);
}

/* Puts length, signature and seal right behind whatever stands in the file. */
static void read_with_tail(struct buf *file, bool signs)
{
    unsigned char hash[SM3_BYTES], tail[TAIL_BYTES] = { 0 };
    char digits[2 * SM3_BYTES + 1];
    struct key_why why;
    SCOPED(buf) text = { 0 };

    for (int i = 0; i < 8; i++)
        file->at[AT_TOTAL + i] = (char)((uint64_t)(file->len + TAIL_BYTES) >> (56 - 8 * i));
    sm3(buf_str(file), hash);
    buf_printf(&text, "jumin package v1\n%s\n", hex_text(hash, sizeof hash, digits));
    if (signs)
        ASSERT(key_sign(unit.ring, unit.owner, NO_STR, buf_str(&text), tail, &why) == DONE);
    sm3_parts((struct str[]){ str_from(hash, SM3_BYTES), str_from(tail, SM2_SIGNATURE_BYTES) }, 2,
              tail + SM2_SIGNATURE_BYTES);
    buf_add(file, str_from(tail, sizeof tail));
    read_file(buf_str(file));
}

static void begin_file(struct buf *file)
{
    buf_text(file, "JUMINPKG");
    number(file, 1, 4);
    number(file, 0, 8);
}

static void read_sealed(struct str bytes)
{
    SCOPED(buf) file = { 0 };
    begin_file(&file);
    buf_add(&file, bytes);
    read_with_tail(&file, false);
}

static void read_header(struct str bytes)
{
    struct envelope_header header;
    SCOPED(buf) again = { 0 };
    if (!envelope_header_read(bytes, &header))
        return;
    envelope_header_write(&again, &header);
    ASSERT(str_eq(buf_str(&again), bytes));
}

static void read_contents(struct str bytes)
{
    struct buf copy = { 0 };
    struct str found;
    unsigned char root[SM3_BYTES], leaf[SM3_BYTES];
    SCOPED(contents) contents = { 0 };
    SCOPED(contents) again = { 0 };

    buf_add(&copy, bytes);
    if (!contents_unpack(&copy, &contents))
        return;
    ASSERT(contents_pack(contents.records, contents.count, &again));
    ASSERT(again.bytes.len == bytes.len);
    ASSERT(memcmp(again.bytes.at + 16, bytes.at + 16, bytes.len - 16) == 0); /* behind the salt */
    contents_root(&contents, root);
    for (size_t i = 0; i < contents.count && i < 4; i++) {
        struct contents_proof proof;
        ASSERT(contents_find(&contents, contents.records[i].name, &found));
        contents_prove(&contents, i, &proof);
        contents_leaf(&contents.records[i], proof.nonce, leaf);
        ASSERT(tree_verify_inclusion(leaf, (int64_t)i, (int64_t)contents.count, &proof.path, root));
    }
}

static void read_box(struct str bytes)
{
    static const unsigned char key[BOX_KEY_BYTES];
    struct envelope_header header = { .from = "a", .to = "b", .kind = "c", .count = 1 };
    SCOPED(buf) file = { 0 };
    SCOPED(buf) json = { 0 };
    SCOPED(buf) sealed = { 0 };

    key_print(public_key, header.receiver);
    envelope_header_write(&json, &header);
    ASSERT(key_seal(public_key, str_from(key, sizeof key), &sealed));
    begin_file(&file);
    number(&file, json.len, 4);
    buf_add(&file, buf_str(&json));
    number(&file, sealed.len, 4);
    buf_add(&file, buf_str(&sealed));
    size_t box_len = bytes.len + BOX_EXTRA_BYTES;
    for (int i = 0; i < 8; i++) /* the length lies beside the box */
        file.at[AT_TOTAL + i] = (char)((uint64_t)(file.len + box_len + TAIL_BYTES) >> (56 - 8 * i));
    unsigned char *at = (unsigned char *)buf_room(&file, box_len);
    box_shut(key, buf_str(&file), bytes, at);
    file.len += box_len;
    read_with_tail(&file, true);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const doors[])(struct str) = { read_file, read_sealed, read_header, read_contents,
                                                 read_box };
    if (size > 0)
        doors[data[0] % COUNT(doors)](str_from(data + 1, size - 1));
    return 0;
}
