#include "register/import_run.h"
#include "register/person_store.h"
#include "sql/register.h"

static uint64_t number_hash(int32_t part, struct str legacy)
{
    return str_hash(legacy) * 31 + (uint64_t)(uint32_t)part;
}

static uint64_t place_hash(int32_t county, struct str street, struct str door, struct str detail)
{
    uint64_t hash = (uint64_t)(uint32_t)county;
    const struct str parts[] = { street, door, detail };
    for (size_t i = 0; i < COUNT(parts); i++)
        hash = hash * 0x100000001b3u + str_hash(parts[i]);
    return hash;
}

static void remember(struct known_households *known, const struct household *h, uint64_t place)
{
    if (known->count == known->room) {
        known->room = known->room ? known->room * 2 : 1024;
        known->at = realloc(known->at, known->room * sizeof *known->at);
        ASSERT(known->at != NULL);
    }
    uint64_t *first = hash_map_at(&known->by_number, number_hash(h->part, h->legacy));
    known->at[known->count++] = (struct known_household){ arena_str(known->arena, h->legacy),
                                                          h->part, h->id, place, (size_t)*first };
    *first = known->count;
}

/** The one with this number and address; where the file gives no address, any with the number. 0:
 * none. */
static int64_t recall(struct known_households *known, const struct household *h, uint64_t place,
                      bool anywhere)
{
    size_t next = (size_t)*hash_map_at(&known->by_number, number_hash(h->part, h->legacy));
    while (next) {
        const struct known_household *k = &known->at[next - 1];
        if (k->part == h->part && str_eq(k->legacy, h->legacy) && (anywhere || k->place == place))
            return k->id;
        next = k->next;
    }
    return 0;
}

static enum outcome read_one(struct desk *desk, void *self, struct row row)
{
    struct import_run *run = self;
    (void)desk;
    struct household h = { .part = (int32_t)row_int(row, 0),
                           .id = row_int(row, 1),
                           .legacy = row_text(row, 2) };
    remember(
        &run->households, &h,
        place_hash((int32_t)row_int(row, 3), row_text(row, 4), row_text(row, 5), row_text(row, 6)));
    return DONE;
}

enum outcome households_read(struct import_run *run)
{
    run->households.arena = arena_open();
    return db_each(run->desk, &Q_households_known, WITH_NOTHING, read_one, run);
}

void households_close(struct known_households *known)
{
    arena_close(known->arena);
    hash_map_close(&known->by_number);
    free(known->at);
    *known = (struct known_households){ 0 };
}

/** One 户号 at two addresses becomes two households of that number: the address each row gives is
 * kept, and the check of the register asks about it. */
void household_take(struct import_run *run, struct import_person *p)
{
    struct household *h = &p->household;
    h->part = p->person.part;
    bool anywhere = !h->street.len && !h->door.len && !h->detail.len;
    uint64_t place = place_hash(h->county, h->street, h->door, h->detail);
    if (h->legacy.at)
        h->id = recall(&run->households, h, place, anywhere);
    if (!h->id) {
        h->id = new_id(run->desk);
        h->ver = 1;
        h->true_from = run->desk->today;
        h->known_from = run->desk->now;
        h->status = STR("0");
        h->load = run->out->load;
        run->made[run->made_count++] = *h;
        if (h->legacy.at)
            remember(&run->households, h, place);
    }
    p->person.household = h->id;
}
