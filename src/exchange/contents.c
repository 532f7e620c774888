#include "exchange/contents.h"
#include <sodium.h>

enum {
    SALT_BYTES = 16,
    HEAD_BYTES = SALT_BYTES + 4,
    RECORD_BYTES_MIN = 4 + 1 + 4, /* a name of one byte, nothing in it */
};

static void put_number(unsigned char out[4], size_t n)
{
    for (int i = 0; i < 4; i++)
        out[i] = (unsigned char)(n >> (24 - 8 * i));
}

static void add_number(struct buf *buf, size_t n)
{
    put_number((unsigned char *)buf_room(buf, 4), n);
    buf->len += 4;
}

/* ---- names ---- */

static bool name_byte_ok(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

static bool name_part_ok(struct str part)
{
    for (size_t i = 0; i < part.len; i++)
        if (!name_byte_ok(part.at[i]))
            return false;
    return part.len > 0 && !str_is(part, ".") && !str_is(part, "..");
}

bool contents_name_ok(struct str name)
{
    struct str rest = name, part;
    if (name.len == 0 || name.len > CONTENTS_NAME_MAX || str_ends(name, "/"))
        return false;
    while (str_split(&rest, '/', &part))
        if (!name_part_ok(part))
            return false;
    return true;
}

static int by_name(const void *left, const void *right)
{
    const struct package_record *a = left, *b = right;
    return str_compare(a->name, b->name);
}

/* ---- packing ---- */

static size_t packed_size(const struct package_record *records, size_t count)
{
    size_t size = HEAD_BYTES;
    for (size_t i = 0; i < count && size <= CONTENTS_BYTES_MAX; i++) {
        if (records[i].bytes.len > CONTENTS_BYTES_MAX)
            return SIZE_MAX;
        size += 4 + records[i].name.len + 4 + records[i].bytes.len;
    }
    return size;
}

static void write_records(const struct package_record *sorted, size_t count, size_t size,
                          struct buf *out)
{
    buf_room(out, size);
    randombytes_buf(out->at, SALT_BYTES);
    out->len = SALT_BYTES;
    add_number(out, count);
    for (size_t i = 0; i < count; i++) {
        ASSERT(contents_name_ok(sorted[i].name));
        add_number(out, sorted[i].name.len);
        buf_add(out, sorted[i].name);
        add_number(out, sorted[i].bytes.len);
        buf_add(out, sorted[i].bytes);
    }
}

bool contents_pack(const struct package_record *records, size_t count, struct contents *out)
{
    struct buf bytes = { 0 };
    size_t size = packed_size(records, count);

    ASSERT(sodium_init() >= 0);
    if (size > CONTENTS_BYTES_MAX || count > CONTENTS_COUNT_MAX)
        return false;
    struct package_record *sorted = calloc(count + 1, sizeof *sorted);
    ASSERT(sorted != NULL);
    if (count)
        memcpy(sorted, records, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_name);
    write_records(sorted, count, size, &bytes);
    free(sorted);
    bool in_order = contents_unpack(&bytes, out);
    ASSERT(in_order); /* else a name stands twice */
    return true;
}

/* ---- unpacking ---- */

static bool take(struct str *rest, size_t len, struct str *out)
{
    if (rest->len < len)
        return false;
    *out = str_cut(*rest, 0, len);
    *rest = str_cut(*rest, len, rest->len - len);
    return true;
}

static bool take_number(struct str *rest, size_t *out)
{
    struct str four;
    if (!take(rest, 4, &four))
        return false;
    *out = 0;
    for (int i = 0; i < 4; i++)
        *out = *out << 8 | (unsigned char)four.at[i];
    return true;
}

static bool take_piece(struct str *rest, struct str *out)
{
    size_t len;
    return take_number(rest, &len) && take(rest, len, out);
}

static bool read_records(struct str rest, struct contents *out)
{
    for (size_t i = 0; i < out->count; i++) {
        struct package_record *record = &out->records[i];
        if (!take_piece(&rest, &record->name) || !take_piece(&rest, &record->bytes) ||
            !contents_name_ok(record->name) ||
            (i > 0 && str_compare(record[-1].name, record->name) >= 0))
            return false;
    }
    return rest.len == 0;
}

bool contents_unpack(struct buf *bytes, struct contents *out)
{
    struct contents made = { .bytes = *bytes };
    struct str rest = buf_str(bytes), salt;
    size_t count;

    *bytes = (struct buf){ 0 };
    /* Each record takes room, so the count is bounded before memory is asked for it. */
    if (!take(&rest, SALT_BYTES, &salt) || !take_number(&rest, &count) ||
        count > rest.len / RECORD_BYTES_MIN || count > CONTENTS_COUNT_MAX) {
        contents_close(&made);
        return false;
    }
    made.count = count;
    made.records = calloc(count + 1, sizeof *made.records);
    ASSERT(made.records != NULL);
    if (!read_records(rest, &made)) {
        contents_close(&made);
        return false;
    }
    *out = made;
    return true;
}

void contents_close(struct contents *contents)
{
    buf_close(&contents->bytes);
    free(contents->records);
    *contents = (struct contents){ 0 };
}

bool contents_find(const struct contents *contents, struct str name, struct str *bytes)
{
    const struct package_record key = { .name = name };
    const struct package_record *found =
        contents->count ? bsearch(&key, contents->records, contents->count, sizeof key, by_name)
                        : NULL;
    if (found)
        *bytes = found->bytes;
    return found != NULL;
}

/* ---- hashes ---- */

void contents_hash(const struct contents *contents, unsigned char out[SM3_BYTES])
{
    sm3(buf_str(&contents->bytes), out);
}

static void nonce_of(const struct contents *contents, size_t place,
                     unsigned char nonce[CONTENTS_NONCE_BYTES])
{
    unsigned char number[4], whole[SM3_BYTES];
    put_number(number, place);
    sm3_hmac(str_cut(buf_str(&contents->bytes), 0, SALT_BYTES),
             (struct str[]){ str_from(number, sizeof number) }, 1, whole);
    memcpy(nonce, whole, CONTENTS_NONCE_BYTES);
}

void contents_leaf(const struct package_record *record,
                   const unsigned char nonce[CONTENTS_NONCE_BYTES], unsigned char out[SM3_BYTES])
{
    unsigned char hash[SM3_BYTES], lengths[3][4];
    const struct str label = STR("jumin record v1");

    sm3_parts((struct str[]){ str_from(nonce, CONTENTS_NONCE_BYTES), record->bytes }, 2, hash);
    put_number(lengths[0], label.len);
    put_number(lengths[1], record->name.len);
    put_number(lengths[2], SM3_BYTES);
    const struct str parts[] = {
        str_from("\x00", 1),
        str_from(lengths[0], 4),
        label,
        str_from(lengths[1], 4),
        record->name,
        str_from(lengths[2], 4),
        str_from(hash, SM3_BYTES),
    };
    sm3_parts(parts, COUNT(parts), out);
}

static void leaf_at(const struct contents *contents, size_t place, unsigned char out[SM3_BYTES])
{
    unsigned char nonce[CONTENTS_NONCE_BYTES];
    nonce_of(contents, place, nonce);
    contents_leaf(&contents->records[place], nonce, out);
}

/* The root over the records from..to, which fill a subtree, or are all there are. */
static void root_over(const struct contents *contents, size_t from, size_t to,
                      unsigned char out[SM3_BYTES])
{
    unsigned char frontier[TREE_FRONTIER_MAX] = { 0 }, nodes[TREE_FRONTIER_MAX], leaf[SM3_BYTES];
    for (size_t i = from; i < to; i++) {
        leaf_at(contents, i, leaf);
        tree_append(frontier, (int64_t)(i - from), leaf, nodes);
    }
    tree_root(frontier, (int64_t)(to - from), out);
}

void contents_root(const struct contents *contents, unsigned char out[SM3_BYTES])
{
    root_over(contents, 0, contents->count, out);
}

static enum outcome node_of(void *context, int level, int64_t index, unsigned char out[SM3_BYTES])
{
    size_t from = (size_t)index << level;
    root_over(context, from, from + ((size_t)1 << level), out);
    return DONE;
}

void contents_prove(const struct contents *contents, size_t place, struct contents_proof *out)
{
    struct contents view = *contents; /* the tree's callback takes no const */
    ASSERT(place < contents->count);
    nonce_of(contents, place, out->nonce);
    enum outcome outcome =
        tree_inclusion(node_of, &view, (int64_t)place, (int64_t)contents->count, &out->path);
    ASSERT(outcome == DONE);
}
