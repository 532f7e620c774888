/** Bytes from anywhere as GB 18030: what is read is UTF-8, and what can be written comes back. */
#include "base/utf8.h"
#include "exchange/gb18030.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_open();
    struct str bytes = str_from(data, size), text, again, back;
    if (gb18030_decode(arena, bytes, &text) && str_find_byte(text, '\0') == text.len) {
        ASSERT(utf8_valid(text));
        if (gb18030_encode(arena, text, &again)) {
            ASSERT(gb18030_decode(arena, again, &back));
            ASSERT(str_eq(back, text));
        }
    }
    arena_close(arena);
    return 0;
}
