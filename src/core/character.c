#include "core/character.h"
#include "core/character_table.h"

/* ---- classes ---- */

static bool bit(const unsigned char *bits, uint32_t point)
{
    return point < CHARACTER_POINTS && (bits[point / 8] >> point % 8 & 1) != 0;
}

static uint32_t row_of(const struct character_row *rows, size_t count, uint32_t point)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (rows[mid].point < point)
            low = mid + 1;
        else
            high = mid;
    }
    return low < count && rows[low].point == point ? rows[low].to : point;
}

uint32_t character_folded(uint32_t point)
{
    return bit(variant_bits, point) ? row_of(variant_rows, variant_row_count, point) : point;
}

/** A form may be made simpler in steps, and its class may know what it does not. */
uint32_t character_simplified(uint32_t point)
{
    for (int steps = 0; steps < 4; steps++) {
        uint32_t folded = character_folded(point);
        uint32_t simpler = row_of(simplified_rows, simplified_row_count, point);
        if (simpler == point)
            simpler = row_of(simplified_rows, simplified_row_count, folded);
        if (simpler == folded)
            return folded;
        point = simpler;
    }
    return character_folded(point);
}

bool character_is_standard(uint32_t point)
{
    return bit(standard_bits, point);
}

static const struct character_block blocks[] = {
#define X(from, to, zh, en) { from, to, zh, en },
#include "core/character_blocks.def"
#undef X
};

const struct character_block *character_block(uint32_t point)
{
    for (size_t i = 0; i < COUNT(blocks); i++)
        if (point >= blocks[i].from && point <= blocks[i].to)
            return &blocks[i];
    return NULL;
}

/* ---- relations ---- */

struct related {
    uint32_t self, *at;
    size_t count;
};

static void relate(struct related *r, uint32_t point)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->at[i] == point)
            return;
    if (point != r->self && r->count < CHARACTER_RELATED_MAX)
        r->at[r->count++] = point;
}

static void relate_class(struct related *r, uint32_t folded)
{
    relate(r, folded);
    for (size_t i = 0; i < variant_row_count; i++)
        if (variant_rows[i].to == folded)
            relate(r, variant_rows[i].point);
}

size_t character_related(uint32_t point, uint32_t out[CHARACTER_RELATED_MAX], size_t *variants)
{
    struct related r = { .self = point, .at = out };
    relate_class(&r, character_folded(point));
    *variants = r.count;
    uint32_t simpler = character_simplified(point);
    relate(&r, simpler);
    for (size_t i = 0; i < simplified_row_count; i++)
        if (character_folded(simplified_rows[i].to) == simpler)
            relate(&r, simplified_rows[i].point);
    return r.count;
}
