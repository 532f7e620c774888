#include "base/hex.h"
#include "keys/box.h"
#include "keys/sm2.h"
#include <openssl/err.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* [GB/T 32918.5-2017] annexes A and C: one pair, a signature under the default ID, a ciphertext. */
#define STANDARD_PRIVATE "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"
#define STANDARD_PUBLIC                                                                            \
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"                           \
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
#define STANDARD_SIGNATURE                                                                         \
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"                             \
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
/* The standard gives C1, C3, C2; in ASN.1 they are x, y, hash, text. */
#define STANDARD_SEALED                                                                            \
    "307c"                                                                                         \
    "022004ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73"                         \
    "022100e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0"                       \
    "042059983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766"                         \
    "041321886ca989ca9c7d58087307ca93092d651efa"

struct pair {
    struct secret private_key;
    unsigned char public_key[SM2_PUBLIC_BYTES];
    struct sm2_key *key;
};

static void pair_close(struct pair *pair)
{
    sm2_close(pair->key);
    secret_close(&pair->private_key);
}

static void read_hex(const char *digits, unsigned char *out, size_t len)
{
    assert_true(hex_read(str_of(digits), out, len));
}

static void standard_pair(struct pair *pair)
{
    read_hex(STANDARD_PRIVATE, pair->private_key.at, SM2_PRIVATE_BYTES);
    pair->private_key.len = SM2_PRIVATE_BYTES;
    read_hex(STANDARD_PUBLIC, pair->public_key, SM2_PUBLIC_BYTES);
    pair->key = sm2_open(secret_str(&pair->private_key), pair->public_key);
    assert_non_null(pair->key);
}

static void fresh_pair(struct pair *pair)
{
    assert_true(sm2_make(&pair->private_key, pair->public_key));
    pair->key = sm2_open(secret_str(&pair->private_key), pair->public_key);
    assert_non_null(pair->key);
}

static void the_signature_of_the_standard_verifies(void **state)
{
    unsigned char public_key[SM2_PUBLIC_BYTES], signature[SM2_SIGNATURE_BYTES];
    (void)state;
    read_hex(STANDARD_PUBLIC, public_key, sizeof public_key);
    read_hex(STANDARD_SIGNATURE, signature, sizeof signature);
    assert_true(sm2_verify(public_key, STR("message digest"), signature));
    assert_false(sm2_verify(public_key, STR("message digesu"), signature));
}

static void the_ciphertext_of_the_standard_opens(void **state)
{
    SCOPED(pair) pair = { 0 };
    SCOPED(secret) out = { 0 };
    unsigned char sealed[126];
    (void)state;
    standard_pair(&pair);
    read_hex(STANDARD_SEALED, sealed, sizeof sealed);
    assert_true(sm2_unseal(pair.key, str_from(sealed, sizeof sealed), &out));
    assert_true(str_is(secret_str(&out), "encryption standard"));
}

/* Many pairs, so that numbers with leading zero bytes come by. */
static void what_is_signed_verifies_and_nothing_else_does(void **state)
{
    unsigned char signature[SM2_SIGNATURE_BYTES];
    (void)state;
    for (int i = 0; i < 40; i++) {
        SCOPED(pair) pair = { 0 };
        SCOPED(pair) other = { 0 };
        fresh_pair(&pair);
        fresh_pair(&other);
        for (int j = 0; j < 8; j++)
            assert_true(sm2_sign(pair.key, STR("head"), signature) &&
                        sm2_verify(pair.public_key, STR("head"), signature));
        assert_false(sm2_verify(pair.public_key, STR("heae"), signature));
        assert_false(sm2_verify(other.public_key, STR("head"), signature));
    }
}

static void one_altered_bit_of_a_signature_or_key_is_found(void **state)
{
    unsigned char signature[SM2_SIGNATURE_BYTES];
    SCOPED(pair) pair = { 0 };
    (void)state;
    fresh_pair(&pair);
    assert_true(sm2_sign(pair.key, NO_STR, signature));
    assert_true(sm2_verify(pair.public_key, NO_STR, signature));
    for (size_t i = 0; i < sizeof signature; i++) {
        signature[i] ^= (unsigned char)(1 << i % 8);
        assert_false(sm2_verify(pair.public_key, NO_STR, signature));
        signature[i] ^= (unsigned char)(1 << i % 8);
    }
    for (size_t i = 0; i < sizeof pair.public_key; i++) {
        pair.public_key[i] ^= (unsigned char)(1 << i % 8);
        assert_false(sm2_verify(pair.public_key, NO_STR, signature));
        pair.public_key[i] ^= (unsigned char)(1 << i % 8);
    }
    memset(signature, 0, sizeof signature);
    assert_false(sm2_verify(pair.public_key, NO_STR, signature));
    memset(signature, 255, sizeof signature);
    assert_false(sm2_verify(pair.public_key, NO_STR, signature));
    assert_int_equal(ERR_peek_error(), 0); /* TLS would take it for its own */
}

static void halves_of_two_pairs_are_no_pair(void **state)
{
    SCOPED(pair) pair = { 0 };
    SCOPED(pair) other = { 0 };
    (void)state;
    fresh_pair(&pair);
    fresh_pair(&other);
    assert_null(sm2_open(secret_str(&pair.private_key), other.public_key));
    assert_null(sm2_open(STR("short"), pair.public_key));
    pair.public_key[0] = 2;
    assert_null(sm2_open(secret_str(&pair.private_key), pair.public_key));
    assert_int_equal(ERR_peek_error(), 0);
}

static void a_shared_key_lives_until_its_last_holder_closes_it(void **state)
{
    unsigned char signature[SM2_SIGNATURE_BYTES];
    SCOPED(pair) pair = { 0 };
    (void)state;
    fresh_pair(&pair);
    struct sm2_key *share = sm2_share(pair.key);
    sm2_close(pair.key);
    pair.key = NULL;
    assert_true(sm2_sign(share, STR("still"), signature));
    assert_true(sm2_verify(pair.public_key, STR("still"), signature));
    sm2_close(share);
}

static void a_sealed_secret_opens_for_its_receiver_alone(void **state)
{
    char longest[SECRET_MAX];
    SCOPED(pair) pair = { 0 };
    SCOPED(pair) other = { 0 };
    (void)state;
    memset(longest, 'x', sizeof longest);
    fresh_pair(&pair);
    fresh_pair(&other);
    const struct str secrets[] = { STR("k"), STR("0123456789abcdef0123456789abcdef"),
                                   str_from(longest, sizeof longest) };
    for (size_t i = 0; i < COUNT(secrets); i++) {
        SCOPED(secret) out = { 0 };
        SCOPED(buf) sealed = { 0 };
        assert_true(sm2_seal(pair.public_key, secrets[i], &sealed));
        assert_true(sealed.len <= SM2_SEALED_MAX);
        assert_false(sm2_unseal(other.key, buf_str(&sealed), &out));
        assert_int_equal(out.len, 0);
        assert_true(sm2_unseal(pair.key, buf_str(&sealed), &out));
        assert_true(str_eq(secret_str(&out), secrets[i]));
    }
}

static void an_altered_or_cut_seal_does_not_open(void **state)
{
    SCOPED(pair) pair = { 0 };
    SCOPED(buf) sealed = { 0 };
    SCOPED(secret) out = { 0 };
    unsigned char nobody[SM2_PUBLIC_BYTES] = { 4 };
    (void)state;
    fresh_pair(&pair);
    assert_true(sm2_seal(pair.public_key, STR("a session key"), &sealed));
    for (size_t i = 0; i < sealed.len; i++) {
        sealed.at[i] = (char)(sealed.at[i] ^ 1);
        assert_false(sm2_unseal(pair.key, buf_str(&sealed), &out));
        sealed.at[i] = (char)(sealed.at[i] ^ 1);
        assert_false(sm2_unseal(pair.key, str_cut(buf_str(&sealed), 0, i), &out));
    }
    assert_false(sm2_seal(nobody, STR("a session key"), &sealed));
    assert_int_equal(ERR_peek_error(), 0);
}

static void a_box_opens_under_its_key_and_beside_what_it_was_shut_with(void **state)
{
    static const unsigned char key[BOX_KEY_BYTES] = "one key", other[BOX_KEY_BYTES] = "another";
    unsigned char box[40 + BOX_EXTRA_BYTES], again[sizeof box], out[40];
    struct str plain = STR("forty bytes of text that are in the box.");
    (void)state;
    box_shut(key, STR("label"), plain, box);
    box_shut(key, STR("label"), plain, again);
    assert_memory_not_equal(box, again, sizeof box);
    assert_true(box_open(key, STR("label"), str_from(box, sizeof box), out));
    assert_memory_equal(out, plain.at, sizeof out);
    assert_false(box_open(other, STR("label"), str_from(box, sizeof box), out));
    assert_false(box_open(key, STR("labem"), str_from(box, sizeof box), out));
    assert_false(box_open(key, STR("labe"), str_from(box, sizeof box), out));
    for (size_t i = 0; i < sizeof box; i++) {
        box[i] ^= 128;
        assert_false(box_open(key, STR("label"), str_from(box, sizeof box), out));
        box[i] ^= 128;
        assert_false(box_open(key, STR("label"), str_from(box, i), out));
    }
    box_shut(key, NO_STR, NO_STR, box);
    assert_true(box_open(key, NO_STR, str_from(box, BOX_EXTRA_BYTES), out));
}

static void a_secret_is_wiped_and_bounded(void **state)
{
    static const struct secret wiped = { 0 };
    char longer[SECRET_MAX + 1] = { 0 };
    struct secret secret = { 0 };
    (void)state;
    assert_true(secret_set(&secret, STR("pass phrase")));
    assert_true(str_is(secret_str(&secret), "pass phrase"));
    assert_false(secret_set(&secret, str_from(longer, sizeof longer)));
    assert_memory_equal(&secret, &wiped, sizeof secret);
    assert_true(secret_set(&secret, STR("pass phrase")));
    secret_close(&secret);
    assert_memory_equal(&secret, &wiped, sizeof secret);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_signature_of_the_standard_verifies),
        cmocka_unit_test(the_ciphertext_of_the_standard_opens),
        cmocka_unit_test(what_is_signed_verifies_and_nothing_else_does),
        cmocka_unit_test(one_altered_bit_of_a_signature_or_key_is_found),
        cmocka_unit_test(halves_of_two_pairs_are_no_pair),
        cmocka_unit_test(a_shared_key_lives_until_its_last_holder_closes_it),
        cmocka_unit_test(a_sealed_secret_opens_for_its_receiver_alone),
        cmocka_unit_test(an_altered_or_cut_seal_does_not_open),
        cmocka_unit_test(a_box_opens_under_its_key_and_beside_what_it_was_shut_with),
        cmocka_unit_test(a_secret_is_wiped_and_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
