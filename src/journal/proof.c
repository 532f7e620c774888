#include "journal/proof.h"
#include "base/hex.h"

static void hex_value(struct buf *out, const unsigned char *bytes, size_t len)
{
    char digits[2 * SM2_PUBLIC_BYTES + 1];
    ASSERT(len <= SM2_PUBLIC_BYTES);
    json_text(out, hex_text(bytes, len, digits));
}

static void hex_field(struct buf *out, const char *key, const unsigned char *bytes, size_t len)
{
    json_key(out, key);
    hex_value(out, bytes, len);
}

/* An absent text is the empty one, as in the leaf. */
static void text_field(struct buf *out, const char *key, struct str text)
{
    json_field_str(out, key, text.at ? text : STR(""));
}

static void path_field(struct buf *out, const struct tree_path *path)
{
    json_key(out, "path");
    json_open(out, '[');
    for (size_t i = 0; i < path->count; i++)
        hex_value(out, path->at + i * SM3_BYTES, SM3_BYTES);
    json_close(out, ']');
}

static void write_entry(struct buf *out, const struct proof *proof)
{
    const struct leaf_fields *entry = &proof->entry;
    json_key(out, "entry");
    json_open(out, '{');
    json_field_id(out, "instant", entry->instant);
    json_field_id(out, "clerk", entry->clerk);
    text_field(out, "terminal", entry->terminal);
    text_field(out, "purpose", entry->purpose);
    text_field(out, "verb", entry->verb);
    json_field_id(out, "subjectPart", entry->subject_part);
    json_field_id(out, "subject", entry->subject);
    hex_field(out, "bodyHash", entry->body_hash, SM3_BYTES);
    if (proof->with_body) {
        hex_field(out, "nonce", proof->nonce, LEAF_NONCE_BYTES);
        text_field(out, "body", proof->body);
    }
    json_close(out, '}');
}

static void write_head(struct buf *out, const struct proof_head *head)
{
    json_key(out, "head");
    json_open(out, '{');
    json_field_id(out, "size", head->size);
    hex_field(out, "root", head->root, SM3_BYTES);
    json_field_id(out, "instant", head->instant);
    hex_field(out, "signature", head->signature, SM2_SIGNATURE_BYTES);
    hex_field(out, "publicKey", head->public_key, SM2_PUBLIC_BYTES);
    json_close(out, '}');
}

static void write_consistency(struct buf *out, const struct proof_consistency *consistency)
{
    json_key(out, "consistency");
    json_open(out, '{');
    json_field_id(out, "fromSize", consistency->from_size);
    hex_field(out, "fromRoot", consistency->from_root, SM3_BYTES);
    path_field(out, &consistency->path);
    json_close(out, '}');
}

void proof_write(struct buf *out, const struct proof *proof)
{
    unsigned char leaf[SM3_BYTES];

    leaf_hash(&proof->entry, leaf);
    json_open(out, '{');
    json_field_text(out, "format", "jumin proof v1");
    json_field_id(out, "unit", proof->entry.unit);
    json_field_id(out, "sequence", proof->entry.sequence);
    write_entry(out, proof);
    hex_field(out, "leaf", leaf, SM3_BYTES);
    json_field_id(out, "size", proof->head.size);
    path_field(out, &proof->path);
    hex_field(out, "root", proof->head.root, SM3_BYTES);
    write_head(out, &proof->head);
    if (proof->consistency)
        write_consistency(out, proof->consistency);
    json_close(out, '}');
}
