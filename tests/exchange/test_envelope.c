#include "base/hex.h"
#include "exchange/envelope.h"
#include "keys/box.h"
#include "support/folder.h"
#include <setjmp.h>
#include <stdarg.h>
#include <zlib.h>

#include <cmocka.h>

#define STATION STR("unit-650102001")
#define BUREAU  STR("unit-650102000")
#define CLERK   STR("clerk-12")

/* STR, where a constant is wanted. */
#define ROW(text)                                                                                  \
    {                                                                                              \
        "" text, sizeof(text) - 1                                                                  \
    }

enum { TAIL_BYTES = 96, AT_HEADER = 20 };

/* Two units and a clerk with a passphrase, in one ring. */
static struct folder folder;
static struct keys *ring;
static unsigned char station_public[SM2_PUBLIC_BYTES], bureau_public[SM2_PUBLIC_BYTES];
static struct envelope_party station, bureau;

static const struct envelope_label label = { ROW("650102001"), ROW("650102000"), ROW("journal"), 7,
                                             1162173600000000 };
static const struct package_record records[] = {
    { ROW("manifest.json"), ROW("{\"applications\":2}") },
    { ROW("records.jsonl"), ROW("{\"n\":1}\n{\"n\":2}\n") },
    { ROW("blobs/66c7f0f462eeedd9"), ROW("\377\330\377\0picture") },
};

static void make(struct str owner, struct str passphrase, unsigned char *public_key)
{
    struct key_why why;
    assert_int_equal(key_make(ring, owner, passphrase, &why), DONE);
    assert_int_equal(key_public(ring, owner, public_key, &why), DONE);
}

static int open_ring(void **state)
{
    struct key_why why;
    char path[80];
    unsigned char clerk_public[SM2_PUBLIC_BYTES];
    (void)state;
    folder = folder_open();
    snprintf(path, sizeof path, "%s/ring", folder.path);
    assert_int_equal(keys_open(str_of(path), &ring, &why), DONE);
    make(STATION, NO_STR, station_public);
    make(BUREAU, NO_STR, bureau_public);
    make(CLERK, STR("four words make it"), clerk_public);
    station = (struct envelope_party){ ring, STATION, NO_STR };
    bureau = (struct envelope_party){ ring, BUREAU, NO_STR };
    return 0;
}

static int close_ring(void **state)
{
    (void)state;
    keys_close(ring);
    folder_close(&folder);
    return 0;
}

static void write_package(struct buf *out)
{
    struct envelope_why why;
    assert_int_equal(
        envelope_write(&station, &label, records, COUNT(records), bureau_public, out, &why), DONE);
}

/* The fault found on reading; GOOD when there was none. */
static enum envelope_fault read_package(struct str bytes)
{
    struct envelope_why why;
    SCOPED(envelope) envelope = { 0 };
    enum outcome outcome = envelope_read(&bureau, station_public, bytes, &envelope, &why);
    assert_int_not_equal(outcome, FAILED);
    if (outcome == DONE)
        return ENVELOPE_GOOD;
    assert_int_not_equal(why.fault, ENVELOPE_GOOD);
    assert_int_equal(why.key.refusal, envelope_refusal(why.fault));
    assert_null(envelope.contents.records);
    return why.fault;
}

static enum envelope_fault peek(struct str bytes, struct envelope_header *header)
{
    struct envelope_why why;
    return envelope_peek(bytes, header, &why) == DONE ? ENVELOPE_GOOD : why.fault;
}

/* ---- a second writer, out of the description, that can lie at every place ---- */

struct lie {
    int64_t count;      /* added to the count */
    int64_t promised;   /* added to the promised length of the contents */
    bool hash, root;    /* altered in the header */
    bool tail;          /* bytes behind the zlib stream */
    bool order;         /* contents that are none */
    bool short_key;     /* the sealed key is no box key */
    bool other_seal;    /* the key is sealed to the sender itself */
    bool bad_header;    /* a blank in the header */
    const char *signer; /* another signer */
};

static void number(struct buf *out, uint64_t n, int bytes)
{
    while (bytes-- > 0)
        buf_byte(out, (char)(n >> (8 * bytes)));
}

static void piece(struct buf *out, struct str bytes)
{
    number(out, bytes.len, 4);
    buf_add(out, bytes);
}

/* Signature and seal, as someone with that key can always make them anew. */
static void add_tail(struct buf *file, struct str signer)
{
    unsigned char hash[SM3_BYTES], signature[SM2_SIGNATURE_BYTES], seal[SM3_BYTES];
    char digits[2 * SM3_BYTES + 1];
    struct key_why why;
    SCOPED(buf) text = { 0 };
    sm3(buf_str(file), hash);
    buf_printf(&text, "jumin package v1\n%s\n", hex_text(hash, sizeof hash, digits));
    assert_int_equal(key_sign(ring, signer, NO_STR, buf_str(&text), signature, &why), DONE);
    sm3_parts((struct str[]){ str_from(hash, sizeof hash), str_from(signature, sizeof signature) },
              2, seal);
    buf_add(file, str_from(signature, sizeof signature));
    buf_add(file, str_from(seal, sizeof seal));
}

static void forge_inside(const struct lie *lie, struct envelope_header *header, struct buf *inside)
{
    SCOPED(contents) contents = { 0 };
    char stream[1000];
    uLongf len = sizeof stream;
    assert_true(contents_pack(records, COUNT(records), &contents));
    if (lie->order)
        contents.bytes.at[19] = 9; /* more records than there are */
    contents_hash(&contents, header->hash);
    contents_root(&contents, header->root);
    header->hash[0] ^= lie->hash;
    header->root[0] ^= lie->root;
    header->count = (int64_t)contents.count + lie->count;
    assert_int_equal(
        compress((Bytef *)stream, &len, (Bytef *)contents.bytes.at, contents.bytes.len), Z_OK);
    number(inside, (uint64_t)((int64_t)contents.bytes.len + lie->promised), 8);
    buf_add(inside, str_from(stream, len));
    if (lie->tail)
        buf_text(inside, "more");
}

static void forge(const struct lie *lie, struct buf *file)
{
    static const unsigned char key[BOX_KEY_BYTES] = "the key of this package";
    struct envelope_header header = {
        "650102001", "650102000", "journal", 7, 1, 0, { 0 }, { 0 }, ""
    };
    SCOPED(buf) inside = { 0 };
    SCOPED(buf) json = { 0 };
    SCOPED(buf) sealed = { 0 };
    unsigned char box[2000];

    forge_inside(lie, &header, &inside);
    key_print(bureau_public, header.receiver);
    envelope_header_write(&json, &header);
    if (lie->bad_header)
        buf_byte(&json, ' ');
    assert_true(key_seal(lie->other_seal ? station_public : bureau_public,
                         str_from(key, lie->short_key ? 16 : sizeof key), &sealed));
    size_t box_len = inside.len + BOX_EXTRA_BYTES;
    buf_text(file, "JUMINPKG");
    number(file, 1, 4);
    number(file, AT_HEADER + 8 + json.len + sealed.len + box_len + TAIL_BYTES, 8);
    piece(file, buf_str(&json));
    piece(file, buf_str(&sealed));
    box_shut(key, buf_str(file), buf_str(&inside), box);
    buf_add(file, str_from(box, box_len));
    add_tail(file, lie->signer ? str_of(lie->signer) : STATION);
}

/* ---- the tests ---- */

static void a_package_arrives_as_it_was_sent(void **state)
{
    struct envelope_why why;
    struct str bytes;
    SCOPED(buf) package = { 0 };
    SCOPED(envelope) envelope = { 0 };
    (void)state;
    buf_text(&package, "what stood in the buffer before ");
    size_t start = package.len;
    write_package(&package);
    struct str file = str_cut(buf_str(&package), start, package.len - start);
    assert_int_equal(envelope_read(&bureau, station_public, file, &envelope, &why), DONE);
    assert_string_equal(envelope.header.from, "650102001");
    assert_string_equal(envelope.header.to, "650102000");
    assert_string_equal(envelope.header.kind, "journal");
    assert_int_equal(envelope.header.sequence, 7);
    assert_int_equal(envelope.header.created, 1162173600000000);
    assert_int_equal(envelope.header.count, COUNT(records));
    assert_int_equal(envelope.contents.count, COUNT(records));
    for (size_t i = 0; i < COUNT(records); i++) {
        assert_true(contents_find(&envelope.contents, records[i].name, &bytes));
        assert_true(str_eq(bytes, records[i].bytes));
    }
}

static void a_package_of_nothing_and_of_much_arrives_too(void **state)
{
    struct envelope_why why;
    SCOPED(buf) package = { 0 };
    SCOPED(envelope) envelope = { 0 };
    SCOPED(buf) much = { 0 };
    (void)state;
    assert_int_equal(envelope_write(&station, &label, NULL, 0, bureau_public, &package, &why),
                     DONE);
    assert_int_equal(read_package(buf_str(&package)), ENVELOPE_GOOD);
    buf_clear(&package);
    for (int i = 0; i < 300000; i++)
        buf_printf(&much, "%d,", i);
    const struct package_record record = { STR("much"), buf_str(&much) };
    assert_int_equal(envelope_write(&station, &label, &record, 1, bureau_public, &package, &why),
                     DONE);
    assert_true(package.len < much.len);
    assert_int_equal(envelope_read(&bureau, station_public, buf_str(&package), &envelope, &why),
                     DONE);
    assert_true(str_eq(envelope.contents.records[0].bytes, record.bytes));
}

static void the_header_is_read_without_a_key_and_the_rest_is_not(void **state)
{
    struct envelope_header header;
    SCOPED(buf) package = { 0 };
    (void)state;
    write_package(&package);
    assert_int_equal(peek(buf_str(&package), &header), ENVELOPE_GOOD);
    assert_string_equal(header.from, "650102001");
    assert_true(str_find(buf_str(&package), STR("manifest")) == package.len);
    assert_true(str_find(buf_str(&package), STR("\"n\":1")) == package.len);
}

static void one_altered_bit_anywhere_is_found(void **state)
{
    struct envelope_header header;
    SCOPED(buf) package = { 0 };
    (void)state;
    write_package(&package);
    for (size_t i = 0; i < package.len * 8; i++) {
        char bit = (char)(1 << i % 8);
        package.at[i / 8] = (char)(package.at[i / 8] ^ bit);
        assert_int_not_equal(peek(buf_str(&package), &header), ENVELOPE_GOOD);
        assert_int_not_equal(read_package(buf_str(&package)), ENVELOPE_GOOD);
        if (i / 8 >= AT_HEADER)
            assert_int_equal(peek(buf_str(&package), &header), ENVELOPE_ALTERED);
        package.at[i / 8] = (char)(package.at[i / 8] ^ bit);
    }
    assert_int_equal(read_package(buf_str(&package)), ENVELOPE_GOOD);
}

/* Someone who puts the seal right after altering still lacks the sender's key. */
static void an_altered_package_with_a_new_signature_has_the_wrong_signer(void **state)
{
    struct envelope_header header;
    SCOPED(buf) package = { 0 };
    (void)state;
    write_package(&package);
    for (size_t i = AT_HEADER; i < package.len - TAIL_BYTES; i += 3) {
        SCOPED(buf) forged = { 0 };
        buf_add(&forged, str_cut(buf_str(&package), 0, package.len - TAIL_BYTES));
        forged.at[i] = (char)(forged.at[i] ^ 1);
        add_tail(&forged, BUREAU);
        enum envelope_fault seen = peek(buf_str(&forged), &header); /* lengths and the header */
        assert_int_equal(read_package(buf_str(&forged)), seen ? seen : ENVELOPE_WRONG_SIGNER);
    }
}

/* Even under the sender's own signature: what the receiver's key protects is protected by itself.
 */
static void an_altered_package_does_not_open_under_the_senders_own_signature(void **state)
{
    SCOPED(buf) package = { 0 };
    (void)state;
    write_package(&package);
    for (size_t i = 0; i < package.len - TAIL_BYTES; i++) {
        SCOPED(buf) forged = { 0 };
        buf_add(&forged, str_cut(buf_str(&package), 0, package.len - TAIL_BYTES));
        forged.at[i] = (char)(forged.at[i] ^ 1);
        add_tail(&forged, STATION);
        assert_int_not_equal(read_package(buf_str(&forged)), ENVELOPE_GOOD);
    }
}

static void a_package_cut_short_says_so(void **state)
{
    struct envelope_header header;
    SCOPED(buf) package = { 0 };
    (void)state;
    write_package(&package);
    assert_int_equal(read_package(NO_STR), ENVELOPE_NOT_A_PACKAGE);
    for (size_t len = 1; len < package.len; len++) {
        assert_int_equal(read_package(str_cut(buf_str(&package), 0, len)), ENVELOPE_TRUNCATED);
        assert_int_equal(peek(str_cut(buf_str(&package), 0, len), &header), ENVELOPE_TRUNCATED);
    }
    buf_byte(&package, 0);
    assert_int_equal(read_package(buf_str(&package)), ENVELOPE_ALTERED);
}

static void other_files_are_not_packages(void **state)
{
    SCOPED(buf) package = { 0 };
    (void)state;
    assert_int_equal(read_package(STR("PK\3\4")), ENVELOPE_NOT_A_PACKAGE);
    assert_int_equal(read_package(STR("JUMINKEY and more than twenty bytes")),
                     ENVELOPE_NOT_A_PACKAGE);
    write_package(&package);
    package.at[11] = 2;
    assert_int_equal(read_package(buf_str(&package)), ENVELOPE_NOT_A_PACKAGE);
}

static void another_sender_or_receiver_is_named(void **state)
{
    struct envelope_why why;
    SCOPED(buf) package = { 0 };
    SCOPED(envelope) envelope = { 0 };
    (void)state;
    write_package(&package);
    assert_int_equal(envelope_read(&bureau, bureau_public, buf_str(&package), &envelope, &why),
                     REFUSED);
    assert_int_equal(why.fault, ENVELOPE_WRONG_SIGNER);
    assert_int_equal(envelope_read(&station, station_public, buf_str(&package), &envelope, &why),
                     REFUSED);
    assert_int_equal(why.fault, ENVELOPE_WRONG_RECEIVER);
}

static void a_key_that_refuses_is_not_a_fault_of_the_package(void **state)
{
    struct envelope_why why;
    unsigned char clerk_public[SM2_PUBLIC_BYTES], nobody[SM2_PUBLIC_BYTES] = { 4 };
    SCOPED(buf) package = { 0 };
    SCOPED(envelope) envelope = { 0 };
    struct envelope_party clerk = { ring, CLERK, STR("four words make it") };
    struct envelope_party missing = { ring, STR("unit-9"), NO_STR };
    (void)state;
    assert_int_equal(key_public(ring, CLERK, clerk_public, &why.key), DONE);
    assert_int_equal(envelope_write(&station, &label, records, 1, clerk_public, &package, &why),
                     DONE);
    struct str bytes = buf_str(&package);
    assert_int_equal(envelope_read(&clerk, station_public, bytes, &envelope, &why), DONE);
    envelope_close(&envelope);
    clerk.passphrase = STR("three words do not");
    assert_int_equal(envelope_read(&clerk, station_public, bytes, &envelope, &why), REFUSED);
    assert_int_equal(why.fault, ENVELOPE_GOOD);
    assert_int_equal(why.key.refusal, NO_KEY_LOCKED);
    assert_int_equal(envelope_read(&missing, station_public, bytes, &envelope, &why), REFUSED);
    assert_int_equal(why.key.refusal, NO_KEY_MISSING);
    size_t len = package.len;
    assert_int_equal(envelope_write(&missing, &label, records, 1, clerk_public, &package, &why),
                     REFUSED);
    assert_int_equal(why.key.refusal, NO_KEY_MISSING);
    assert_int_equal(envelope_write(&station, &label, records, 1, nobody, &package, &why), FAILED);
    assert_int_equal(package.len, len);
}

static void too_much_is_refused_before_it_is_read(void **state)
{
    const struct package_record record = { STR("a"), { "x", CONTENTS_BYTES_MAX } };
    struct envelope_why why;
    SCOPED(buf) package = { 0 };
    (void)state;
    assert_int_equal(envelope_write(&station, &label, &record, 1, bureau_public, &package, &why),
                     REFUSED);
    assert_int_equal(why.fault, ENVELOPE_TOO_LARGE);
    assert_int_equal(why.key.refusal, NO_BODY_TOO_LARGE);
}

static void a_lie_under_a_good_signature_is_named(void **state)
{
    static const struct {
        struct lie lie;
        enum envelope_fault fault;
    } cases[] = {
        { { 0 }, ENVELOPE_GOOD },
        { { .count = 1 }, ENVELOPE_COUNT_MISMATCH },
        { { .count = -1 }, ENVELOPE_COUNT_MISMATCH },
        { { .hash = true }, ENVELOPE_ALTERED },
        { { .root = true }, ENVELOPE_ALTERED },
        { { .promised = 1 }, ENVELOPE_ALTERED },
        { { .promised = -1 }, ENVELOPE_ALTERED },
        { { .promised = CONTENTS_BYTES_MAX }, ENVELOPE_TOO_LARGE },
        { { .promised = INT64_MIN / 2 }, ENVELOPE_TOO_LARGE },
        { { .tail = true }, ENVELOPE_ALTERED },
        { { .order = true }, ENVELOPE_ALTERED },
        { { .short_key = true }, ENVELOPE_ALTERED },
        { { .other_seal = true }, ENVELOPE_WRONG_RECEIVER },
        { { .bad_header = true }, ENVELOPE_ALTERED },
        { { .signer = "unit-650102000" }, ENVELOPE_WRONG_SIGNER },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED(buf) forged = { 0 };
        forge(&cases[i].lie, &forged);
        assert_int_equal(read_package(buf_str(&forged)), cases[i].fault);
    }
}

static void every_fault_has_its_refusal(void **state)
{
    (void)state;
    for (int a = ENVELOPE_GOOD; a <= ENVELOPE_TOO_LARGE; a++)
        for (int b = ENVELOPE_GOOD; b < a; b++)
            assert_int_not_equal(envelope_refusal((enum envelope_fault)a),
                                 envelope_refusal((enum envelope_fault)b));
}

#define HEX64 "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define HEADER(from, numbers, hash, receiver)                                                      \
    "{\"from\":\"" from "\",\"to\":\"b\",\"kind\":\"c\"," numbers ",\"hash\":\"" hash              \
    "\",\"root\":\"" HEX64 "\",\"receiver\":\"" receiver "\"}"
#define NUMBERS "\"sequence\":1,\"created\":2,\"count\":3"

static void a_header_has_one_form(void **state)
{
    static const struct {
        const char *json;
        bool ok;
    } cases[] = {
        { HEADER("a", NUMBERS, HEX64, "0011223344556677"), true },
        { HEADER("A.b_c-9", "\"sequence\":-1,\"created\":0,\"count\":9223372036854775807", HEX64,
                 "0011223344556677"),
          true },
        { HEADER("", NUMBERS, HEX64, "0011223344556677"), false },
        { HEADER("a b", NUMBERS, HEX64, "0011223344556677"), false },
        { HEADER("a\\u0000", NUMBERS, HEX64, "0011223344556677"), false },
        { HEADER("a23456789012345678901234567890123", NUMBERS, HEX64, "0011223344556677"), false },
        { HEADER("a", "\"sequence\":01,\"created\":2,\"count\":3", HEX64, "0011223344556677"),
          false },
        { HEADER("a", "\"sequence\":1.0,\"created\":2,\"count\":3", HEX64, "0011223344556677"),
          false },
        { HEADER("a", "\"sequence\":1,\"created\":2,\"count\":9223372036854775808", HEX64,
                 "0011223344556677"),
          false },
        { HEADER("a", "\"created\":2,\"sequence\":1,\"count\":3", HEX64, "0011223344556677"),
          false },
        { HEADER("a", NUMBERS, "00", "0011223344556677"), false },
        { HEADER("a", NUMBERS, HEX64, "001122334455667"), false },
        { HEADER("a", NUMBERS, HEX64, "001122334455667A"), false },
        { HEADER("a", NUMBERS, HEX64, "0011223344556677") "}", false },
        { HEADER("a", NUMBERS, HEX64, "0011223344556677") " ", false },
        { " " HEADER("a", NUMBERS, HEX64, "0011223344556677"), false },
        { "{}", false },
        { "", false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct envelope_header header = { 0 };
        SCOPED(buf) again = { 0 };
        assert_int_equal(envelope_header_read(str_of(cases[i].json), &header), cases[i].ok);
        if (!cases[i].ok)
            continue;
        envelope_header_write(&again, &header);
        assert_true(str_is(buf_str(&again), cases[i].json));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_package_arrives_as_it_was_sent),
        cmocka_unit_test(a_package_of_nothing_and_of_much_arrives_too),
        cmocka_unit_test(the_header_is_read_without_a_key_and_the_rest_is_not),
        cmocka_unit_test(one_altered_bit_anywhere_is_found),
        cmocka_unit_test(an_altered_package_with_a_new_signature_has_the_wrong_signer),
        cmocka_unit_test(an_altered_package_does_not_open_under_the_senders_own_signature),
        cmocka_unit_test(a_package_cut_short_says_so),
        cmocka_unit_test(other_files_are_not_packages),
        cmocka_unit_test(another_sender_or_receiver_is_named),
        cmocka_unit_test(a_key_that_refuses_is_not_a_fault_of_the_package),
        cmocka_unit_test(too_much_is_refused_before_it_is_read),
        cmocka_unit_test(a_lie_under_a_good_signature_is_named),
        cmocka_unit_test(every_fault_has_its_refusal),
        cmocka_unit_test(a_header_has_one_form),
    };
    return cmocka_run_group_tests(tests, open_ring, close_ring);
}
