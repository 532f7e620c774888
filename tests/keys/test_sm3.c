#include "base/hex.h"
#include "keys/sm3.h"
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void assert_hash(const unsigned char hash[SM3_BYTES], const char *digits)
{
    char text[2 * SM3_BYTES + 1];
    assert_string_equal(hex_text(hash, SM3_BYTES, text), digits);
}

/* [GB/T 32905-2016] annex A, both examples. */
static void the_examples_of_the_standard_come_out(void **state)
{
    unsigned char out[SM3_BYTES];
    (void)state;
    sm3(STR("abc"), out);
    assert_hash(out, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    sm3(STR("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd"), out);
    assert_hash(out, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    sm3(NO_STR, out);
    assert_hash(out, "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

static void parts_and_streams_give_the_hash_of_the_whole(void **state)
{
    unsigned char bytes[300], whole[SM3_BYTES], other[SM3_BYTES];
    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7);
    sm3(str_from(bytes, sizeof bytes), whole);
    for (size_t cut = 0; cut <= sizeof bytes; cut++) {
        struct str parts[] = { str_from(bytes, cut), NO_STR,
                               str_from(bytes + cut, sizeof bytes - cut) };
        sm3_parts(parts, COUNT(parts), other);
        assert_memory_equal(whole, other, SM3_BYTES);
    }
    SCOPED(sm3) hash = sm3_open();
    for (size_t i = 0; i < sizeof bytes; i++)
        sm3_add(&hash, str_from(bytes + i, 1));
    sm3_end(&hash, other);
    assert_memory_equal(whole, other, SM3_BYTES);
}

/* More open at once than a thread keeps, and one given up: the next ones must not see its bytes. */
static void hashes_in_the_making_do_not_mix(void **state)
{
    struct sm3 open[7];
    unsigned char alone[SM3_BYTES], out[SM3_BYTES];
    (void)state;
    for (size_t round = 0; round < 3; round++) {
        for (unsigned i = 0; i < COUNT(open); i++) {
            open[i] = sm3_open();
            sm3_add(&open[i], str_from(&"abcdefg"[i], 1));
        }
        for (unsigned i = 0; i < COUNT(open); i++) {
            if (i == 3) {
                sm3_close(&open[i]);
                continue;
            }
            sm3(str_from(&"abcdefg"[i], 1), alone);
            sm3_end(&open[i], out);
            assert_memory_equal(alone, out, SM3_BYTES);
        }
    }
}

static void *hash_a_lot(void *at)
{
    unsigned char *out = at;
    for (int i = 0; i < 2000; i++)
        sm3(str_from(out, SM3_BYTES), out);
    return NULL;
}

static void threads_do_not_disturb_each_other(void **state)
{
    pthread_t threads[8];
    unsigned char out[COUNT(threads)][SM3_BYTES] = { { 0 } }, expected[SM3_BYTES] = { 0 };
    (void)state;
    hash_a_lot(expected);
    for (size_t i = 0; i < COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, hash_a_lot, out[i]), 0);
    for (size_t i = 0; i < COUNT(threads); i++) {
        pthread_join(threads[i], NULL);
        assert_memory_equal(out[i], expected, SM3_BYTES);
    }
}

/* Against HMAC as its definition has it, worked out with plain hashes. */
static void an_hmac_is_two_hashes_with_padded_keys(void **state)
{
    unsigned char key[64] = { 0 }, inner[64], outer[64], hash[SM3_BYTES], expected[SM3_BYTES],
                  out[SM3_BYTES];
    (void)state;
    for (size_t len = 0; len <= sizeof key; len += 16) {
        memset(key, 0, sizeof key);
        for (size_t i = 0; i < len; i++)
            key[i] = (unsigned char)(200 - i);
        for (size_t i = 0; i < sizeof key; i++) {
            inner[i] = key[i] ^ 0x36;
            outer[i] = key[i] ^ 0x5c;
        }
        sm3_parts((struct str[]){ str_from(inner, 64), STR("message") }, 2, hash);
        sm3_parts((struct str[]){ str_from(outer, 64), str_from(hash, SM3_BYTES) }, 2, expected);
        sm3_hmac(str_from(key, len), (struct str[]){ STR("mess"), STR("age") }, 2, out);
        assert_memory_equal(out, expected, SM3_BYTES);
        assert_true(sm3_same(out, expected));
        out[31] ^= 1;
        assert_false(sm3_same(out, expected));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_standard_come_out),
        cmocka_unit_test(parts_and_streams_give_the_hash_of_the_whole),
        cmocka_unit_test(hashes_in_the_making_do_not_mix),
        cmocka_unit_test(threads_do_not_disturb_each_other),
        cmocka_unit_test(an_hmac_is_two_hashes_with_padded_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
