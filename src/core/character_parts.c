/** Unpacking strokes and structure, and reading them. */
#include "core/character_parts.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "core/character_table.h"
#include <pthread.h>
#include <zlib.h>

static const struct character_block blocks[] = {
#define X(from, to, zh, en) { from, to, zh, en },
#include "core/character_blocks.def"
#undef X
};

/* clang-format off */
/** A radical as it stands in a character, and the character it is; where two could be meant (⺼ as
 * 月) it stays itself. */
static const struct character_row forms[] = {
    { 0x4EBB, 0x4EBA }, /* 亻人 */ { 0x5202, 0x5200 }, /* 刂刀 */ { 0x2E8A, 0x535C }, /* ⺊卜 */
    { 0x5FC4, 0x5FC3 }, /* 忄心 */ { 0x38FA, 0x5FC3 }, /* 㣺心 */ { 0x624C, 0x624B }, /* 扌手 */
    { 0x6535, 0x6534 }, /* 攵攴 */ { 0x6C35, 0x6C34 }, /* 氵水 */ { 0x6C3A, 0x6C34 }, /* 氺水 */
    { 0x706C, 0x706B }, /* 灬火 */ { 0x722B, 0x722A }, /* 爫爪 */ { 0x725C, 0x725B }, /* 牜牛 */
    { 0x72AD, 0x72AC }, /* 犭犬 */ { 0x793B, 0x793A }, /* 礻示 */ { 0x7CF9, 0x7CF8 }, /* 糹糸 */
    { 0x7E9F, 0x7CF8 }, /* 纟糸 */ { 0x7F52, 0x7F51 }, /* 罒网 */ { 0x8279, 0x8278 }, /* 艹艸 */
    { 0x8864, 0x8863 }, /* 衤衣 */ { 0x8BA0, 0x8A00 }, /* 讠言 */ { 0x8FB6, 0x8FB5 }, /* 辶辵 */
    { 0x9485, 0x91D1 }, /* 钅金 */ { 0x9963, 0x98DF }, /* 饣食 */ { 0x98E0, 0x98DF }, /* 飠食 */
};
/* clang-format on */

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct {
    const unsigned char *radical, *beside, *total, *heads, *words, *parts;
    uint32_t *first;  /* of each node, among the parts */
    uint32_t *folded; /* of each point's node */
} tables;

static uint32_t number_at(const unsigned char *at, int bytes)
{
    uint32_t number = 0;
    for (int i = 0; i < bytes; i++)
        number |= (uint32_t)at[i] << 8 * i;
    return number;
}

static uint32_t row_of(const struct character_row *rows, size_t count, uint32_t point)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].point == point)
            return rows[i].to;
    return point;
}

uint32_t character_point_count(void)
{
    return character_sizes.points;
}

uint32_t character_node_count(void)
{
    return character_sizes.nodes;
}

uint32_t character_node(uint32_t point)
{
    uint32_t before = 0;
    for (size_t i = 0; i < COUNT(blocks); i++) {
        if (point >= blocks[i].from && point <= blocks[i].to)
            return before + point - blocks[i].from;
        before += blocks[i].to - blocks[i].from + 1;
    }
    return character_sizes.nodes;
}

uint32_t character_of_node(uint32_t node)
{
    for (size_t i = 0; i < COUNT(blocks); i++) {
        uint32_t count = blocks[i].to - blocks[i].from + 1;
        if (node < count)
            return blocks[i].from + node;
        node -= count;
    }
    return 0;
}

/** What a point counts as as a part. */
static uint32_t part_point(uint32_t point)
{
    uint32_t to = row_of(forms, COUNT(forms), row_of(part_rows, part_row_count, point));
    return character_folded(to);
}

static void fold_points(void)
{
    for (uint32_t node = 0; node < character_sizes.points; node++)
        tables.folded[node] = character_node(character_folded(character_of_node(node)));
    for (size_t i = 0; i < part_row_count; i++)
        tables.folded[character_node(part_rows[i].point)] =
            character_node(part_point(part_rows[i].point));
    for (size_t i = 0; i < COUNT(forms); i++)
        tables.folded[character_node(forms[i].point)] = character_node(part_point(forms[i].point));
}

/** Memory of the process: it is never given back. */
static void unpack(void)
{
    const struct character_sizes *s = &character_sizes;
    unsigned char *plain = malloc(s->plain);
    uLongf len = s->plain;
    tables.first = calloc(s->nodes, sizeof *tables.first);
    tables.folded = calloc(s->points, sizeof *tables.folded);
    ASSERT(plain && tables.first && tables.folded);
    int unpacked = uncompress(plain, &len, character_packed, s->packed);
    ASSERT(unpacked == Z_OK && len == s->plain);
    tables.radical = plain;
    tables.beside = tables.radical + s->points;
    tables.total = tables.beside + s->points;
    tables.heads = tables.total + s->points;
    tables.words = tables.heads + s->nodes;
    tables.parts = tables.words + s->words * 4;
    uint32_t first = 0;
    for (uint32_t node = 0; node < s->nodes; node++) {
        tables.first[node] = first;
        first += tables.heads[node] & 0xFu;
    }
    fold_points();
}

struct character_strokes node_strokes(uint32_t node)
{
    pthread_once(&once, unpack);
    if (node >= character_sizes.points)
        return (struct character_strokes){ 0 };
    return (struct character_strokes){ tables.radical[node], tables.beside[node],
                                       tables.total[node] };
}

struct character_strokes character_strokes(uint32_t point)
{
    return node_strokes(character_node(point));
}

enum part_kind node_parts(uint32_t node, uint32_t out[PARTS_MAX], size_t *count)
{
    pthread_once(&once, unpack);
    *count = 0;
    if (node >= character_sizes.nodes)
        return PART_NONE;
    const unsigned char *at = tables.parts + 2 * (size_t)tables.first[node];
    for (; *count < (tables.heads[node] & 0xFu); ++*count, at += 2)
        out[*count] = number_at(tables.words + 4 * (size_t)number_at(at, 2), 4);
    return (enum part_kind)(tables.heads[node] >> 4);
}

uint32_t node_folded(uint32_t node)
{
    pthread_once(&once, unpack);
    return node < character_sizes.points ? tables.folded[node] : node;
}

/* ---- the description of a character ---- */

enum { DESCRIPTION_PARTS = 16 }; /* beyond them ？ stands */

static void describe(struct buf *out, uint32_t node, int *left);

/** ⿲ and ⿳ where three stand in a row, else two and two. */
static void describe_row(struct buf *out, enum part_kind kind, const uint32_t *parts, size_t count,
                         int *left)
{
    bool three = count == 3 && (kind == PART_LEFT_RIGHT || kind == PART_OVER);
    static const char *const signs[] = {
        "⿰", "⿱", "⿴", "⿵", "⿶", "⿷", "⿸", "⿹", "⿺", "⿻"
    };
    buf_text(out, three ? (kind == PART_LEFT_RIGHT ? "⿲" : "⿳") : signs[kind - PART_LEFT_RIGHT]);
    for (size_t i = 0; i < (three ? 3u : 1u); i++)
        describe(out, parts[i], left);
    if (!three && count == 2)
        describe(out, parts[1], left);
    else if (!three)
        describe_row(out, kind, parts + 1, count - 1, left);
}

static void describe_group(struct buf *out, enum part_kind kind, uint32_t part, int *left)
{
    uint32_t pair[] = { part, part };
    buf_text(out, "⿱");
    if (kind == PART_TRIANGLE)
        describe(out, part, left);
    else
        describe_row(out, PART_LEFT_RIGHT, pair, 2, left);
    describe_row(out, PART_LEFT_RIGHT, pair, 2, left);
}

static void describe_parts(struct buf *out, uint32_t node, int *left)
{
    uint32_t parts[PARTS_MAX];
    size_t count;
    enum part_kind kind = node_parts(node, parts, &count);
    if (count == 1)
        describe(out, parts[0], left);
    else if (count > 1 && kind >= PART_TRIANGLE)
        describe_group(out, kind, parts[0], left);
    else if (count > 1)
        describe_row(out, kind, parts, count, left);
    else
        buf_text(out, "？");
}

/** A character by itself, a shape by its parts. */
static void describe(struct buf *out, uint32_t node, int *left)
{
    char bytes[4];
    uint32_t point = character_of_node(node);
    if (point)
        buf_add(out, str_from(bytes, utf8_put(point, bytes)));
    else if (--*left > 0)
        describe_parts(out, node, left);
    else
        buf_text(out, "？");
}

struct str character_structure(struct arena *arena, uint32_t point)
{
    SCOPED(buf) out = { 0 };
    uint32_t node = character_node(point), parts[PARTS_MAX];
    int left = DESCRIPTION_PARTS;
    size_t count;
    enum part_kind kind = node_parts(node, parts, &count);
    if (count < 2 || kind == PART_SAME_SHAPE)
        return NO_STR;
    describe_parts(&out, node, &left);
    return arena_str(arena, buf_str(&out));
}
