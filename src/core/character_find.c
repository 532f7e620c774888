/** Finding characters by parts, strokes and reading: one walk over all of them. */
#include "base/utf8.h"
#include "core/character_parts.h"
#include "core/pinyin.h"

/* ---- gathering and ordering ---- */

struct found {
    uint32_t point, key; /* standard first, then strokes */
};
struct gathering {
    struct found *at;
    size_t count;
};

static void gather(struct gathering *g, uint32_t node)
{
    uint32_t point = character_of_node(node);
    uint32_t other = character_is_standard(point) ? 0 : 1 << 8;
    g->at[g->count++] = (struct found){ point, other + (uint32_t)node_strokes(node).total };
}

static int compare_found(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->point > y->point) - (x->point < y->point);
}

static struct gathering gathering_open(struct arena *arena)
{
    return (struct gathering){ NEW_ARRAY(arena, struct found, character_point_count()), 0 };
}

static struct characters first_of(struct arena *arena, struct gathering *g, size_t most)
{
    struct characters out = { .more = g->count > most };
    qsort(g->at, g->count, sizeof *g->at, compare_found);
    out.count = g->count < most ? g->count : most;
    out.at = NEW_ARRAY(arena, uint32_t, out.count + 1);
    for (size_t i = 0; i < out.count; i++)
        out.at[i] = g->at[i].point;
    return out;
}

/** Radical signs and strokes are parts, and nobody's name. */
static bool is_character(uint32_t node)
{
    uint32_t point = character_of_node(node);
    return !(point >= 0x2E80 && point <= 0x31EF) && node_strokes(node).total > 0;
}

/* ---- parts ---- */

enum { ASKED_MAX = 12, DEPTH_MAX = 12 };

/** What is asked for: an arrangement, and parts with how often each is to stand. */
struct asked {
    enum part_kind kind; /* PART_NONE: any */
    struct asked_part {
        uint32_t node;
        int times;
        unsigned char *counted; /* by node: how often it was found in it, plus one */
    } parts[ASKED_MAX];
    size_t count;
    bool broken; /* a part no table has: nothing can be found */
};

static enum part_kind kind_of(uint32_t point)
{
    static const struct {
        uint32_t sign;
        enum part_kind kind;
    } others[] = { { 0x2FF2, PART_LEFT_RIGHT }, { 0x2FF3, PART_OVER } };
    for (size_t i = 0; i < COUNT(others); i++)
        if (others[i].sign == point)
            return others[i].kind;
    if (point == 0x2FF0 || point == 0x2FF1)
        return (enum part_kind)(point - 0x2FF0 + PART_LEFT_RIGHT);
    return point >= 0x2FF4 && point <= 0x2FFB ? (enum part_kind)(point - 0x2FF4 + PART_AROUND)
                                              : PART_NONE;
}

static void ask_part(struct arena *arena, struct asked *asked, uint32_t point)
{
    uint32_t node = character_node(point);
    if (node == character_node_count()) {
        asked->broken = true;
        return;
    }
    node = node_folded(node);
    for (size_t i = 0; i < asked->count; i++)
        if (asked->parts[i].node == node) {
            asked->parts[i].times++;
            return;
        }
    if (asked->count < ASKED_MAX)
        asked->parts[asked->count++] =
            (struct asked_part){ node, 1, NEW_ARRAY(arena, unsigned char, character_node_count()) };
}

/** Of signs inside a description only the first binds: how deeper parts lie nobody remembers. */
static struct asked read_asked(struct arena *arena, struct str parts)
{
    struct asked asked = { 0 };
    uint32_t point;
    for (bool first = true; utf8_next(&parts, &point); first = false) {
        enum part_kind kind = kind_of(point);
        if (first)
            asked.kind = kind;
        if (kind == PART_NONE && point != ' ')
            ask_part(arena, &asked, point);
    }
    return asked;
}

/** How often a part stands in a node, at any depth. What was counted is kept: shapes stand in many
 *  characters.
 *  counted  by node, what was found plus one */
static int times_in(uint32_t part, uint32_t node, int depth, unsigned char *counted)
{
    uint32_t parts[PARTS_MAX];
    size_t count;
    int times = 0;
    if (counted[node])
        return counted[node] - 1;
    node_parts(node, parts, &count);
    for (size_t p = 0; p < count; p++) {
        times += node_folded(parts[p]) == part;
        if (depth < DEPTH_MAX)
            times += times_in(part, parts[p], depth + 1, counted);
    }
    counted[node] = (unsigned char)(times < 250 ? times + 1 : 250);
    return times;
}

static bool is_arranged(const struct asked *asked, uint32_t node)
{
    uint32_t parts[PARTS_MAX];
    size_t count;
    enum part_kind kind = node_parts(node, parts, &count);
    if (kind == PART_TRIANGLE || kind == PART_SQUARE)
        kind = PART_OVER;
    return asked->kind == PART_NONE || asked->kind == kind;
}

static bool has_parts(const struct asked *asked, uint32_t node)
{
    if (!is_arranged(asked, node))
        return false;
    for (size_t i = 0; i < asked->count; i++) {
        const struct asked_part *part = &asked->parts[i];
        if (times_in(part->node, node, 0, part->counted) < part->times)
            return false;
    }
    return true;
}

struct characters characters_of_parts(struct arena *arena, struct str parts, size_t most)
{
    struct asked asked = read_asked(arena, parts);
    struct gathering g = gathering_open(arena);
    uint32_t nodes = asked.count && !asked.broken ? character_point_count() : 0;
    for (uint32_t node = 0; node < nodes; node++)
        if (is_character(node) && has_parts(&asked, node))
            gather(&g, node);
    return first_of(arena, &g, most);
}

/* ---- strokes and readings ---- */

static bool fits(int wanted, int is)
{
    return wanted < 0 || wanted == is;
}

struct characters characters_of_strokes(struct arena *arena, int radical, int beside, int total,
                                        size_t most)
{
    struct gathering g = gathering_open(arena);
    for (uint32_t node = 0; node < character_point_count(); node++) {
        struct character_strokes s = node_strokes(node);
        if (s.radical == radical && fits(beside, s.beside) && fits(total, s.total) &&
            is_character(node))
            gather(&g, node);
    }
    return first_of(arena, &g, most);
}

static bool is_read(uint32_t point, uint16_t syllable)
{
    uint16_t readings[PINYIN_READINGS_MAX];
    size_t count = pinyin_readings(point, readings);
    for (size_t i = 0; i < count; i++)
        if (readings[i] == syllable)
            return true;
    return false;
}

struct characters characters_of_reading(struct arena *arena, struct str letters, size_t most)
{
    struct gathering g = gathering_open(arena);
    uint16_t syllable;
    bool known = pinyin_syllable_find(letters, &syllable);
    for (uint32_t node = 0; known && node < character_point_count(); node++)
        if (is_read(character_of_node(node), syllable) && is_character(node))
            gather(&g, node);
    return first_of(arena, &g, most);
}
