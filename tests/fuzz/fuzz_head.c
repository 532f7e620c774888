/* The reader of heads: whatever comes, in one piece or in two, it says the same. */
#include "http/head.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct http_head head = { 0 }, again = { 0 };
    struct str bytes = str_from(data, size);
    enum head_verdict verdict = head_read(bytes, 0, &head);
    ASSERT(head_read(bytes, size / 2, &again) == verdict || size / 2 >= head.len);
    if (verdict == HEAD_WHOLE) {
        ASSERT(head.len <= size && head.len <= HEAD_MAX && head.content_length >= 0);
        ASSERT(head.path.len > 0 && head.path.at[0] == '/');
        ASSERT(head_read(str_cut(bytes, 0, head.len), 0, &again) == HEAD_WHOLE);
        ASSERT(!head.line[LINE_TRANSFER].at);
    }
    return 0;
}
