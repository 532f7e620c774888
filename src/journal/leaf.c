#include "journal/leaf.h"
#include "base/hex.h"
#include <inttypes.h>

void leaf_body_hash(const unsigned char nonce[LEAF_NONCE_BYTES], struct str body,
                    unsigned char out[SM3_BYTES])
{
    sm3_parts((struct str[]){ str_from(nonce, LEAF_NONCE_BYTES), body }, 2, out);
}

static void add_field(struct sm3 *hash, struct str field)
{
    ASSERT(field.len <= UINT32_MAX);
    const unsigned char length[4] = {
        (unsigned char)(field.len >> 24),
        (unsigned char)(field.len >> 16),
        (unsigned char)(field.len >> 8),
        (unsigned char)field.len,
    };
    sm3_add(hash, str_from(length, sizeof length));
    sm3_add(hash, field);
}

static void add_number(struct sm3 *hash, int64_t n)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%" PRId64, n);
    add_field(hash, str_from(digits, (size_t)len));
}

void leaf_hash(const struct leaf_fields *fields, unsigned char out[SM3_BYTES])
{
    struct sm3 hash = sm3_open();
    sm3_add(&hash, str_from("\x00", 1)); /* a leaf of the tree, as tree_leaf has it */
    add_field(&hash, STR("jumin entry v1"));
    add_number(&hash, fields->unit);
    add_number(&hash, fields->sequence);
    add_number(&hash, fields->instant);
    add_number(&hash, fields->clerk);
    add_field(&hash, fields->terminal);
    add_field(&hash, fields->purpose);
    add_field(&hash, fields->verb);
    add_number(&hash, fields->subject_part);
    add_number(&hash, fields->subject);
    add_field(&hash, str_from(fields->body_hash, SM3_BYTES));
    sm3_end(&hash, out);
}

struct str head_text(int32_t unit, int64_t size, const unsigned char root[SM3_BYTES],
                     int64_t instant, char out[HEAD_TEXT_MAX])
{
    char root_hex[2 * SM3_BYTES + 1];
    int len =
        snprintf(out, HEAD_TEXT_MAX, "jumin head v1\n%" PRId32 "\n%" PRId64 "\n%s\n%" PRId64 "\n",
                 unit, size, hex_text(root, SM3_BYTES, root_hex), instant);
    ASSERT(len > 0 && len < HEAD_TEXT_MAX);
    return str_from(out, (size_t)len);
}
