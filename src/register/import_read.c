#include "keys/sm3.h"
#include "register/import_run.h"

void chunk_open(struct import_chunk *chunk)
{
    chunk->arena = arena_open();
    chunk->at = calloc(IMPORT_CHUNK, sizeof *chunk->at);
    chunk->rejects = calloc(IMPORT_CHUNK, sizeof *chunk->rejects);
    chunk->by_legacy = calloc(IMPORT_CHUNK, sizeof *chunk->by_legacy);
    chunk->by_number = calloc(IMPORT_CHUNK, sizeof *chunk->by_number);
    ASSERT(chunk->at && chunk->rejects && chunk->by_legacy && chunk->by_number);
}

void chunk_close(struct import_chunk *chunk)
{
    arena_close(chunk->arena);
    hash_map_close(&chunk->legacies);
    hash_map_close(&chunk->numbers);
    free(chunk->at);
    free(chunk->rejects);
    free(chunk->by_legacy);
    free(chunk->by_number);
    free(chunk->keys);
    *chunk = (struct import_chunk){ 0 };
}

static void forget_texts(struct hash_map *map)
{
    if (map->count)
        memset(map->slots, 0, map->room * sizeof *map->slots);
    map->count = 0;
}

static size_t bytes_done(const struct import_run *run)
{
    return run->order->bytes.len - run->file.csv.rest.len;
}

static void begin(struct import_run *run, struct import_chunk *chunk)
{
    arena_reset(chunk->arena);
    forget_texts(&chunk->legacies);
    forget_texts(&chunk->numbers);
    chunk->count = chunk->legacy_count = chunk->number_count = chunk->key_count = 0;
    chunk->reject_count = chunk->rejects_told = 0;
    chunk->rows_from = run->rows_read;
    chunk->bytes_from = bytes_done(run);
}

/** Chains a row to the ones before it that say the same. */
static size_t chain(struct hash_map *map, struct str text, size_t i)
{
    uint64_t *last = hash_map_at(map, str_hash(text));
    size_t before = (size_t)*last;
    *last = i + 1;
    return before;
}

static void keep_keys(struct import_chunk *chunk, const struct person *person, size_t i)
{
    struct person_key keys[PERSON_KEYS_MAX];
    size_t count = person_keys_of(chunk->arena, person, keys);
    if (chunk->key_count + count > chunk->key_room) {
        chunk->key_room = chunk->key_room * 2 + IMPORT_CHUNK;
        chunk->keys = realloc(chunk->keys, chunk->key_room * sizeof *chunk->keys);
        ASSERT(chunk->keys != NULL);
    }
    for (size_t k = 0; k < count; k++)
        chunk->keys[chunk->key_count++] =
            (struct import_key){ keys[k], person->station, (uint32_t)i };
}

static void keep(struct import_chunk *chunk, const struct import_reject *why, int64_t ordinal)
{
    size_t i = chunk->count++;
    struct import_place *place = &chunk->at[i];
    place->p.line = why->line;
    place->p.ordinal = ordinal;
    place->known = NO_STR;
    place->taken = place->shared = false;
    if (place->p.person.legacy.len) {
        place->legacy_before = chain(&chunk->legacies, place->p.person.legacy, i);
        chunk->by_legacy[chunk->legacy_count++] = (uint32_t)i;
    }
    if (place->p.person.number.len) {
        place->number_before = chain(&chunk->numbers, place->p.person.number, i);
        chunk->by_number[chunk->number_count++] = (uint32_t)i;
    }
    keep_keys(chunk, &place->p.person, i);
}

static bool read_row(struct import_run *run, struct import_chunk *chunk)
{
    struct str items[ITEM_COUNT];
    struct import_raw raw = { NO_STR, NO_STR };
    struct import_reject why;
    enum import_read read = import_file_row(&run->file, chunk->arena, items, &raw, &why);
    if (read == IMPORT_END)
        return false;
    run->rows_read++;
    if (read == IMPORT_ROW && import_judge(&run->ground, chunk->arena, items, &raw,
                                           &chunk->at[chunk->count].p, &why) == REFUSAL_NONE)
        keep(chunk, &why, run->rows_read);
    else
        chunk->rejects[chunk->reject_count++] = why;
    return true;
}

/* ---- the order of keys ---- */

static int compare_legacies(const void *a, const void *b, void *at)
{
    const struct import_place *places = at;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int order = str_compare(places[x].p.person.legacy, places[y].p.person.legacy);
    return order ? order : (x > y) - (x < y);
}

static int compare_numbers(const void *a, const void *b, void *at)
{
    const struct import_place *places = at;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int order = str_compare(places[x].p.person.number, places[y].p.person.number);
    return order ? order : (x > y) - (x < y);
}

/** Ids are given in the order of rows. */
static int compare_keys(const void *a, const void *b)
{
    const struct import_key *x = a, *y = b;
    int order = (x->station > y->station) - (x->station < y->station);
    order = order ? order : strcmp(x->key.kind, y->key.kind);
    order = order ? order : str_compare(x->key.key, y->key.key);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

void chunk_read(struct import_run *run, struct import_chunk *chunk)
{
    begin(run, chunk);
    do
        chunk->more = read_row(run, chunk);
    while (chunk->more && run->rows_read - chunk->rows_from < IMPORT_CHUNK);
    chunk->rows_to = run->rows_read;
    chunk->bytes_to = bytes_done(run);
    sm3(str_cut(run->order->bytes, chunk->bytes_from, chunk->bytes_to - chunk->bytes_from),
        chunk->hash);
    qsort_r(chunk->by_legacy, chunk->legacy_count, sizeof *chunk->by_legacy, compare_legacies,
            chunk->at);
    qsort_r(chunk->by_number, chunk->number_count, sizeof *chunk->by_number, compare_numbers,
            chunk->at);
    if (chunk->key_count)
        qsort(chunk->keys, chunk->key_count, sizeof *chunk->keys, compare_keys);
}
