#ifndef BASE_HASH_MAP_H
#define BASE_HASH_MAP_H
/** From a 64-bit hash to a 64-bit value, for what must be known again among millions.
 *  Zero-initialised is empty.
 *  (1) Who cannot bear that two texts share a hash keeps the texts and compares.
 *  (2) 0 is no value. */
#include "base/str.h"

struct hash_map {
    struct hash_slot {
        uint64_t hash, value;
    } * slots;
    size_t room, count;
};

/** The value of the hash, to read or to set; 0 until it is set. Good until the next call. */
uint64_t *hash_map_at(struct hash_map *map, uint64_t hash);
/** The value of the hash, 0 when it was never set. Changes nothing, so many threads may ask. */
uint64_t hash_map_find(const struct hash_map *map, uint64_t hash);
void hash_map_close(struct hash_map *map);

#endif
