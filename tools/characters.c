/* Turns Debian's Unihan files (package unicode-data) and two files of data/ into the tables of
 * src/core/character_table.h.
 *
 *   characters FOLDER compatibility.csv glyph_forms.csv structure.csv >character_table.c
 *
 * FOLDER holds Unihan_Variants.txt, Unihan_IRGSources.txt, Unihan_OtherMappings.txt and
 * EquivalentUnifiedIdeograph.txt.
 *
 * Variants: a compatibility ideograph always joins the one it stands for. Old and new printed forms
 * (glyph_forms.csv, kZVariant) join unless both stand in the table of standard characters (kTGH),
 * which says they are two. kSemanticVariant joins two characters unless that, or a traditional and a
 * simplified form, would come to lie in one class. A class is told by its standard character, else
 * by its lowest point of the first block.
 *
 * Facts and structure are large and rarely asked: they are deflated. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    LINE = 4096,
    POINTS = 0x32400, /* extension H ends below */
    SHAPES = 100000,  /* five digits */
    PARTS = 1 << 18,
    PARTS_OF_ONE = 7,
    BLOCKS = 32
};

static void die(const char *what, const char *which)
{
    fprintf(stderr, "characters: %s: %s\n", what, which);
    exit(2);
}

static FILE *must_open(const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s%s%s", folder, folder[0] ? "/" : "", name);
    FILE *f = fopen(path, "r");
    if (!f)
        die("cannot open", path);
    return f;
}

static uint32_t next_point(const char **at)
{
    static const unsigned char lead[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    const unsigned char *p = (const unsigned char *)*at;
    size_t bytes = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    uint32_t point = p[0] & lead[bytes];
    for (size_t i = 1; i < bytes; i++)
        point = point << 6 | (p[i] & 0x3Fu);
    *at += bytes;
    return point;
}

/* ---- what Unihan says of a point ---- */

static unsigned char radical[POINTS], residual[POINTS], total[POINTS], standard[POINTS];
static uint32_t simplified[POINTS], part_of[POINTS];

static void take_radical(uint32_t point, const char *value)
{
    unsigned r = 0;
    int rest = 0;
    const char *dot = strchr(value, '.');
    if (sscanf(value, "%u", &r) != 1 || !dot || sscanf(dot + 1, "%d", &rest) != 1)
        die("no radical", value);
    radical[point] = (unsigned char)r;
    residual[point] = (unsigned char)(rest < 0 ? 0 : rest);
}

static void take_total(uint32_t point, const char *value)
{
    total[point] = (unsigned char)strtoul(value, NULL, 10);
}

static void take_standard(uint32_t point, const char *value)
{
    (void)value;
    standard[point] = 1;
}

/** The first that is not the character itself. */
static void take_simplified(uint32_t point, const char *value)
{
    for (const char *at = value; (at = strstr(at, "U+")) && !simplified[point]; at += 2) {
        uint32_t to = (uint32_t)strtoul(at + 2, NULL, 16);
        if (to != point && to < POINTS)
            simplified[point] = to;
    }
}

struct pair {
    uint32_t a, b;
};
static struct pairs {
    struct pair at[8192];
    size_t count;
} form_pairs, semantic_pairs;

static void add_pair(struct pairs *pairs, uint32_t a, uint32_t b)
{
    if (pairs->count == sizeof pairs->at / sizeof pairs->at[0])
        die("too many", "variants");
    if (a != b && a < POINTS && b < POINTS)
        pairs->at[pairs->count++] = (struct pair){ a, b };
}

static void add_pairs(struct pairs *pairs, uint32_t point, const char *value)
{
    for (const char *at = value; (at = strstr(at, "U+")); at += 2)
        add_pair(pairs, point, (uint32_t)strtoul(at + 2, NULL, 16));
}

static void take_form(uint32_t point, const char *value)
{
    add_pairs(&form_pairs, point, value);
}

static void take_semantic(uint32_t point, const char *value)
{
    add_pairs(&semantic_pairs, point, value);
}

static const struct {
    const char *file, *field;
    void (*take)(uint32_t point, const char *value);
} fields[] = {
    { "Unihan_IRGSources.txt", "kRSUnicode", take_radical },
    { "Unihan_IRGSources.txt", "kTotalStrokes", take_total },
    { "Unihan_OtherMappings.txt", "kTGH", take_standard },
    { "Unihan_Variants.txt", "kSimplifiedVariant", take_simplified },
    { "Unihan_Variants.txt", "kZVariant", take_form },
    { "Unihan_Variants.txt", "kSemanticVariant", take_semantic },
};

static void read_field(const char *folder, size_t f)
{
    char line[LINE], name[64], value[LINE];
    unsigned point;
    FILE *in = must_open(folder, fields[f].file);
    while (fgets(line, sizeof line, in))
        if (sscanf(line, "U+%X\t%63s\t%4095[^\n]", &point, name, value) == 3 && point < POINTS &&
            strcmp(name, fields[f].field) == 0)
            fields[f].take(point, value);
    fclose(in);
}

/** `2E81 ; 5382` and `2E88..2E89 ; 5200`: a radical or stroke, and the ideograph it is. */
static void read_equivalents(const char *folder)
{
    char line[LINE];
    unsigned from, to, is;
    FILE *in = must_open(folder, "EquivalentUnifiedIdeograph.txt");
    while (fgets(line, sizeof line, in)) {
        if (sscanf(line, "%X..%X ; %X", &from, &to, &is) != 3) {
            if (sscanf(line, "%X ; %X", &from, &is) != 2)
                continue;
            to = from;
        }
        for (unsigned p = from; p <= to && p < POINTS; p++)
            part_of[p] = is;
    }
    fclose(in);
}

/* ---- classes of variants ---- */

static uint32_t class_of[POINTS], next_in_class[POINTS]; /* 0: alone */

static uint32_t class_id(uint32_t point)
{
    return class_of[point] ? class_of[point] : point;
}

static int may_join(uint32_t a, uint32_t b, int script_too)
{
    for (uint32_t x = class_id(a); x; x = next_in_class[x])
        for (uint32_t y = class_id(b); y; y = next_in_class[y])
            if ((standard[x] && standard[y]) ||
                (script_too && (simplified[x] == y || simplified[y] == x)))
                return 0;
    return 1;
}

static void join(uint32_t a, uint32_t b)
{
    uint32_t x = class_id(a), y = class_id(b), last = x;
    if (x == y)
        return;
    while (next_in_class[last])
        last = next_in_class[last];
    next_in_class[last] = y;
    for (; y; y = next_in_class[y])
        class_of[y] = x;
    class_of[x] = x;
}

static void join_compatibility(const char *path)
{
    char line[LINE];
    unsigned point, is;
    FILE *in = must_open("", path);
    while (fgets(line, sizeof line, in))
        if (sscanf(line, "%X,%X", &point, &is) == 2)
            join(is, point);
    fclose(in);
}

static void read_forms(const char *path)
{
    char line[LINE];
    FILE *in = must_open("", path);
    for (int heading = 1; fgets(line, sizeof line, in); heading = 0) {
        const char *comma = strchr(line, ','), *at = line, *form = comma ? comma + 1 : NULL;
        if (!heading && form)
            add_pair(&form_pairs, next_point(&at), next_point(&form));
    }
    fclose(in);
}

static void join_pairs(const struct pairs *pairs, int script_too)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (class_id(pairs->at[i].a) != class_id(pairs->at[i].b) &&
            may_join(pairs->at[i].a, pairs->at[i].b, script_too))
            join(pairs->at[i].a, pairs->at[i].b);
}

static int rank_of(uint32_t point)
{
    return standard[point] ? 0 : point >= 0x4E00 && point <= 0x9FFF ? 1 : point < 0xF900 ? 2 : 3;
}

static uint32_t representative(uint32_t point)
{
    uint32_t best = point;
    for (uint32_t y = class_id(point); y; y = next_in_class[y])
        if (rank_of(y) < rank_of(best) || (rank_of(y) == rank_of(best) && y < best))
            best = y;
    return best;
}

/* ---- writing: what is asked often ---- */

static void write_rows(const char *name, uint32_t (*to)(uint32_t point))
{
    size_t count = 0;
    printf("const struct character_row %s_rows[] = {\n", name);
    for (uint32_t p = 0; p < POINTS; p++)
        if (to(p) != p) {
            printf("    { 0x%X, 0x%X },\n", (unsigned)p, (unsigned)to(p));
            count++;
        }
    printf("};\nconst size_t %s_row_count = %zu;\n", name, count);
}

static void write_bits(const char *name, int (*bit)(uint32_t point))
{
    printf("const unsigned char %s_bits[] = {", name);
    for (uint32_t at = 0; at < POINTS / 8; at++) {
        unsigned byte = 0;
        for (uint32_t n = 0; n < 8; n++)
            byte |= (unsigned)(bit(at * 8 + n) != 0) << n;
        printf("%s%u,", at % 32 ? "" : "\n    ", byte);
    }
    printf("\n};\n");
}

static int has_variant(uint32_t point)
{
    return representative(point) != point;
}

static int is_standard(uint32_t point)
{
    return standard[point];
}

static uint32_t simpler(uint32_t point)
{
    return simplified[point] ? simplified[point] : point;
}

static uint32_t part(uint32_t point)
{
    return part_of[point] ? part_of[point] : point;
}

/* ---- structure ---- */

/** Nodes in the order of src/core/character_table.h: the points of the blocks, then shapes. */
static const struct {
    uint32_t from, to;
} blocks[] = {
#define X(from, to, zh, en) { from, to },
#include "core/character_blocks.def"
#undef X
};

struct node {
    unsigned char kind, count;
    uint32_t part[PARTS_OF_ONE];
};
static struct node nodes[POINTS + SHAPES]; /* by point, then by the digits of the shape */
static uint32_t number_of[POINTS + SHAPES];
static uint32_t node_count, point_count;

static const char *const kinds[] = { "=",  "⿰", "⿱", "⿴", "⿵", "⿶", "⿷",
                                     "⿸", "⿹", "⿺", "⿻", "品", "田" };

static unsigned char kind_number(const char *text)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i], text) == 0)
            return (unsigned char)(i + 1);
    die("unknown kind", text);
    return 0;
}

/** A point, or POINTS and the digits of a shape. */
static uint32_t next_node(const char **at)
{
    if (**at != '#')
        return next_point(at);
    uint32_t digits = 0;
    (*at)++;
    for (int i = 0; i < 5; i++, (*at)++)
        digits = digits * 10 + (uint32_t)(**at - '0');
    return POINTS + digits;
}

static void read_structure(const char *path)
{
    char line[LINE];
    FILE *in = must_open("", path);
    for (int heading = 1; fgets(line, sizeof line, in); heading = 0) {
        char *kind = strchr(line, ','), *parts = kind ? strchr(kind + 1, ',') : NULL;
        if (heading || !parts)
            continue;
        *kind++ = *parts++ = '\0';
        parts[strcspn(parts, "\r\n")] = '\0';
        const char *at = line;
        struct node *node = &nodes[next_node(&at)];
        node->kind = kind_number(kind);
        for (at = parts; *at;) {
            if (node->count == PARTS_OF_ONE)
                die("too many parts", line);
            node->part[node->count++] = next_node(&at);
        }
    }
    fclose(in);
}

/** The order in which nodes are packed. */
static uint32_t order[POINTS + SHAPES];

static void number_nodes(void)
{
    for (size_t b = 0; b < sizeof blocks / sizeof blocks[0]; b++)
        for (uint32_t p = blocks[b].from; p <= blocks[b].to; p++) {
            number_of[p] = ++node_count;
            order[node_count - 1] = p;
        }
    point_count = node_count;
    for (uint32_t n = POINTS; n < POINTS + SHAPES; n++)
        if (nodes[n].count) {
            number_of[n] = ++node_count;
            order[node_count - 1] = n;
        }
}

/* ---- writing: what is asked seldom ---- */

static unsigned char plain[1 << 22];
static size_t plain_used;
static uint32_t dictionary[1 << 16], word_of[POINTS + SHAPES];
static size_t words;

static void put_byte(unsigned byte)
{
    if (plain_used == sizeof plain)
        die("too much", "to pack");
    plain[plain_used++] = (unsigned char)byte;
}

static void put_number(uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        put_byte(number >> 8 * i & 0xFF);
}

/** Parts are few different ones: each is a word of two bytes. A part outside the blocks is none. */
static void note_words(void)
{
    for (uint32_t i = 0; i < node_count; i++) {
        struct node *node = &nodes[order[i]];
        unsigned char kept = 0;
        for (unsigned p = 0; p < node->count; p++) {
            uint32_t of = node->part[p];
            if (!number_of[of])
                continue;
            node->part[kept++] = of;
            if (word_of[of])
                continue;
            if (words == sizeof dictionary / sizeof dictionary[0])
                die("too many parts", "structure");
            dictionary[words++] = number_of[of] - 1;
            word_of[of] = (uint32_t)words;
        }
        node->count = kept;
    }
}

static size_t pack(void)
{
    size_t parts = 0;
    note_words();
    for (uint32_t i = 0; i < point_count; i++)
        put_byte(radical[order[i]]);
    for (uint32_t i = 0; i < point_count; i++)
        put_byte(residual[order[i]]);
    for (uint32_t i = 0; i < point_count; i++)
        put_byte(total[order[i]]);
    for (uint32_t i = 0; i < node_count; i++)
        put_byte((unsigned)nodes[order[i]].kind << 4 | nodes[order[i]].count);
    for (size_t w = 0; w < words; w++)
        put_number(dictionary[w], 4);
    for (uint32_t i = 0; i < node_count; i++)
        for (unsigned p = 0; p < nodes[order[i]].count; p++, parts++)
            put_number(word_of[nodes[order[i]].part[p]] - 1, 2);
    return parts;
}

static void write_packed(void)
{
    static unsigned char packed[1 << 22];
    uLongf len = sizeof packed;
    size_t parts = pack();
    if (compress2(packed, &len, plain, (uLong)plain_used, 9) != Z_OK)
        die("cannot pack", "zlib");
    printf("const struct character_sizes character_sizes = { %u, %u, %zu, %zu, %zu, %lu };\n",
           (unsigned)point_count, (unsigned)node_count, words, parts, plain_used,
           (unsigned long)len);
    printf("const unsigned char character_packed[] = {");
    for (uLongf i = 0; i < len; i++)
        printf("%s%u,", i % 32 ? "" : "\n    ", packed[i]);
    printf("\n};\n");
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 64;
    for (size_t f = 0; f < sizeof fields / sizeof fields[0]; f++)
        read_field(argv[1], f);
    read_equivalents(argv[1]);
    join_compatibility(argv[2]);
    read_forms(argv[3]);
    join_pairs(&form_pairs, 0);
    join_pairs(&semantic_pairs, 1);
    read_structure(argv[4]);
    number_nodes();
    printf("/* Made by tools/characters. */\n#include \"core/character_table.h\"\n");
    write_rows("variant", representative);
    write_rows("simplified", simpler);
    write_rows("part", part);
    write_bits("variant", has_variant);
    write_bits("standard", is_standard);
    write_packed();
    return 0;
}
