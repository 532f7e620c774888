#include "base/hash_map.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void what_was_put_in_is_found_again(void **state)
{
    enum { MANY = 200000 };
    struct hash_map map = { 0 };
    (void)state;
    for (uint64_t i = 0; i < MANY; i++) {
        uint64_t *value = hash_map_at(&map, i * 0x10001);
        assert_int_equal(*value, 0);
        *value = i + 1;
    }
    for (uint64_t i = 1; i < MANY; i++)
        assert_int_equal(*hash_map_at(&map, i * 0x10001), i + 1);
    hash_map_close(&map);
    assert_int_equal(*hash_map_at(&map, 5), 0);
    hash_map_close(&map);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_in_is_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
