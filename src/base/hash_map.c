#include "base/hash_map.h"

enum { ROOM_AT_FIRST = 1024 };

/** The slot of the hash, or the empty one where it belongs. */
static struct hash_slot *slot_of(const struct hash_map *map, uint64_t hash)
{
    size_t at = (size_t)(hash * 0x9E3779B97F4A7C15u >> 20) & (map->room - 1);
    while (map->slots[at].hash != 0 && map->slots[at].hash != hash)
        at = (at + 1) & (map->room - 1);
    return &map->slots[at];
}

static void grow(struct hash_map *map)
{
    struct hash_map larger = { .room = map->room ? map->room * 2 : ROOM_AT_FIRST };
    larger.slots = calloc(larger.room, sizeof *larger.slots);
    ASSERT(larger.slots != NULL);
    for (size_t i = 0; i < map->room; i++)
        if (map->slots[i].hash)
            *slot_of(&larger, map->slots[i].hash) = map->slots[i];
    larger.count = map->count;
    free(map->slots);
    *map = larger;
}

uint64_t *hash_map_at(struct hash_map *map, uint64_t hash)
{
    hash += hash == 0; /* 0 marks an empty slot */
    if (map->count >= map->room / 4 * 3)
        grow(map);
    struct hash_slot *slot = slot_of(map, hash);
    map->count += slot->hash == 0;
    slot->hash = hash;
    return &slot->value;
}

uint64_t hash_map_find(const struct hash_map *map, uint64_t hash)
{
    hash += hash == 0;
    return map->room ? slot_of(map, hash)->value : 0;
}

void hash_map_close(struct hash_map *map)
{
    free(map->slots);
    *map = (struct hash_map){ 0 };
}
