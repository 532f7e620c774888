#include "register/number_twins.h"

/* Keys are dealt into parts small enough for the processor's own memory, in their order, and each
 * part is looked through with a table that stays there. */
enum { PART_BITS = 9, PARTS = 1 << PART_BITS, TABLE_SPARE = 2 };

struct dealt {
    uint64_t key;
    uint32_t place;
};

static uint64_t mixed(uint64_t key)
{
    key *= 0x9e3779b97f4a7c15u;
    return key ^ key >> 32;
}

/** Eight digits at once; false when one is none. */
static bool eight_digits(const char *at, uint64_t *out)
{
    uint64_t v;
    memcpy(&v, at, sizeof v);
    if (((v + 0x4646464646464646u) | (v - 0x3030303030303030u)) & 0x8080808080808080u)
        return false;
    v -= 0x3030303030303030u;
    v = v * 10 + (v >> 8);
    *out = ((v & 0x000000FF000000FFu) * 0x000F424000000064u +
            ((v >> 16) & 0x000000FF000000FFu) * 0x0000271000000001u) >>
           32;
    return true;
}

uint64_t number_key(struct str number)
{
    uint64_t high = 0, low = 0;
    if (!number.len)
        return 0;
    if (number.len != 18 || !eight_digits(number.at, &high) || !eight_digits(number.at + 8, &low))
        return str_hash(number) | 1ull << 63;
    unsigned seventeenth = (unsigned char)number.at[16] - '0', last = (unsigned char)number.at[17];
    unsigned check = last == 'X' ? 10 : last - '0';
    if (seventeenth > 9 || check > 10 || (check == 10 && last != 'X'))
        return str_hash(number) | 1ull << 63;
    return ((high * 100000000 + low) * 10 + seventeenth) * 11 + check + 1;
}

static void *room_for(size_t bytes)
{
    void *room = malloc(bytes ? bytes : 1);
    ASSERT(room != NULL);
    return room;
}

/** Where each part begins; ends[PARTS] is the whole. */
static struct dealt *deal(const uint64_t *keys, size_t count, size_t ends[PARTS + 1])
{
    size_t at[PARTS] = { 0 };
    struct dealt *dealt = room_for(count * sizeof *dealt);
    for (size_t i = 0; i < count; i++)
        at[mixed(keys[i]) & (PARTS - 1)] += keys[i] != 0;
    size_t sum = 0;
    for (size_t p = 0; p < PARTS; p++) {
        ends[p] = sum;
        sum += at[p];
        at[p] = ends[p];
    }
    ends[PARTS] = sum;
    for (size_t i = 0; i < count; i++)
        if (keys[i])
            dealt[at[mixed(keys[i]) & (PARTS - 1)]++] = (struct dealt){ keys[i], (uint32_t)i };
    return dealt;
}

static void add(struct twins *out, uint32_t first, uint32_t next)
{
    if (out->count == out->room) {
        out->room = out->room ? out->room * 2 : 256;
        out->at = realloc(out->at, out->room * sizeof *out->at);
        ASSERT(out->at != NULL);
    }
    out->at[out->count++] = (struct twin){ first, next };
}

/** table: empty places are UINT32_MAX. */
static void look_through(const struct dealt *part, size_t count, uint32_t *table, size_t mask,
                         struct twins *out)
{
    memset(table, 0xff, (mask + 1) * sizeof *table);
    for (size_t i = 0; i < count; i++) {
        size_t at = (size_t)(mixed(part[i].key) >> PART_BITS) & mask;
        while (table[at] != UINT32_MAX && part[table[at]].key != part[i].key)
            at = (at + 1) & mask;
        if (table[at] == UINT32_MAX)
            table[at] = (uint32_t)i;
        else
            add(out, part[table[at]].place, part[i].place);
    }
}

static size_t longest(const size_t ends[PARTS + 1])
{
    size_t most = 0;
    for (size_t p = 0; p < PARTS; p++)
        most = ends[p + 1] - ends[p] > most ? ends[p + 1] - ends[p] : most;
    return most;
}

void twins_find(const uint64_t *keys, size_t count, struct twins *out)
{
    size_t ends[PARTS + 1], room = 16;
    ASSERT(count < UINT32_MAX);
    *out = (struct twins){ 0 };
    struct dealt *dealt = deal(keys, count, ends);
    while (room < longest(ends) * TABLE_SPARE)
        room *= 2;
    uint32_t *table = room_for(room * sizeof *table);
    for (size_t p = 0; p < PARTS; p++)
        look_through(dealt + ends[p], ends[p + 1] - ends[p], table, room - 1, out);
    free(table);
    free(dealt);
}

void twins_close(struct twins *twins)
{
    free(twins->at);
    *twins = (struct twins){ 0 };
}
