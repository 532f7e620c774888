#include "base/hash_map.h"
#include "db/db.h"
#include "house/house_check.h"
#include "journal/journal.h"
#include "office/office.h"
#include "places/address.h"
#include "places/plate.h"
#include "register/household_places.h"
#include "sql/house.h"

/** Two readings of each side: which places there are, then who is at none of the other's. */
struct comparing {
    struct desk *desk;
    struct hash_map plates, households;
    struct house_comparison *out;
    struct house_mismatch *at;
    size_t room;
};

static struct house_mismatch *another(struct comparing *c)
{
    if (c->out->count == c->room) {
        size_t room = c->room ? c->room * 2 : 64;
        struct house_mismatch *at = NEW_ARRAY(c->desk->arena, struct house_mismatch, room);
        if (c->out->count)
            memcpy(at, c->at, c->out->count * sizeof *at);
        c->at = at;
        c->room = room;
    }
    return &c->at[c->out->count++];
}

static enum outcome mark_plate(struct desk *desk, void *self, const struct plate *p)
{
    struct comparing *c = self;
    if (!clerk_reaches(&desk->clerk, p->part))
        return DONE;
    c->out->plates++;
    *hash_map_at(&c->plates, address_hash(p->county, p->street, p->door)) = 1;
    return DONE;
}

static enum outcome mark_household(struct desk *desk, void *self, const struct household_place *h)
{
    struct comparing *c = self;
    (void)desk;
    c->out->households++;
    *hash_map_at(&c->households, address_hash(h->county, h->street, h->door)) = 1;
    return DONE;
}

static enum outcome look_at_plate(struct desk *desk, void *self, const struct plate *p)
{
    struct comparing *c = self;
    struct arena *arena = c->desk->arena;
    if (!clerk_reaches(&desk->clerk, p->part) ||
        hash_map_find(&c->households, address_hash(p->county, p->street, p->door)))
        return DONE;
    c->out->plates_without_people++;
    *another(c) = (struct house_mismatch){ .plate_without_person = true,
                                           .unit = p->part,
                                           .plate = arena_str(arena, p->legacy),
                                           .street = arena_str(arena, p->street),
                                           .door = arena_str(arena, p->door) };
    return DONE;
}

static enum outcome look_at_household(struct desk *desk, void *self,
                                      const struct household_place *h)
{
    struct comparing *c = self;
    struct arena *arena = c->desk->arena;
    (void)desk;
    if (hash_map_find(&c->plates, address_hash(h->county, h->street, h->door)))
        return DONE;
    c->out->households_without_plate++;
    *another(c) = (struct house_mismatch){ .unit = h->station,
                                           .plate = STR(""),
                                           .street = arena_str(arena, h->street),
                                           .door = arena_str(arena, h->door),
                                           .household_part = h->part,
                                           .household = h->id };
    return DONE;
}

/** All of it at one moment. */
static enum outcome read_sides(struct desk *desk, struct comparing *c)
{
    SCOPED(tx) tx = { 0 };
    const int32_t from = desk->clerk.reach_from, to = desk->clerk.reach_to;
    TRY(tx_look(desk, &tx));
    TRY(plates_each(desk, mark_plate, c));
    TRY(household_places_each(desk, from, to, mark_household, c));
    TRY(plates_each(desk, look_at_plate, c));
    TRY(household_places_each(desk, from, to, look_at_household, c));
    return tx_commit(&tx);
}

enum outcome house_compare(struct desk *desk, struct house_comparison *out)
{
    struct house_comparison found = { 0 };
    struct comparing c = { .desk = desk, .out = &found };
    TRY(may(desk, MAY_SEE_PLACES, desk->clerk.unit));
    enum outcome outcome = read_sides(desk, &c);
    hash_map_close(&c.plates);
    hash_map_close(&c.households);
    TRY(outcome);
    found.at = c.at;
    *out = found;
    return DONE;
}

enum outcome house_compare_counts(struct desk *desk, struct house_comparison *out)
{
    struct row row;
    TRY(may(desk, MAY_SEE_PLACES, desk->clerk.unit));
    TRY(db_find(desk, &Q_house_compare_counts,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), &row));
    *out = (struct house_comparison){ .plates = row_int(row, 0),
                                      .households = row_int(row, 1),
                                      .plates_without_people = row_int(row, 2),
                                      .households_without_plate = row_int(row, 3) };
    return DONE;
}

/* ---- as lines ---- */

static void put_line(struct desk *desk, struct buf *out, const struct house_mismatch *m,
                     struct str person)
{
    buf_text(out, m->plate_without_person ? "PLATE_WITHOUT_PERSON," : "PERSON_WITHOUT_PLATE,");
    csv_field_for_sheets(out, person);
    buf_byte(out, ',');
    csv_field_for_sheets(out, m->plate);
    buf_text(out, m->plate_without_person ? ",户数," : ",门牌号,");
    csv_field_for_sheets(
        out, arena_printf(desk->arena, STR_FMT STR_FMT, STR_ARG(m->street), STR_ARG(m->door)));
    buf_printf(out, ",%09d,WARN\n", m->unit);
}

static enum outcome put_household(struct desk *desk, const struct house_mismatch *m,
                                  struct buf *out)
{
    struct persons members;
    TRY(household_members(desk, m->household_part, m->household, &members));
    for (size_t i = 0; i < members.count; i++) {
        const struct person *p = &members.at[i];
        struct str who = p->legacy.len
                             ? p->legacy
                             : arena_printf(desk->arena, "%d-%lld", (int)p->part, (long long)p->id);
        if (person_holds_number(p->status))
            put_line(desk, out, m, who);
    }
    return DONE;
}

static enum outcome journal_comparison(struct desk *desk, const struct house_comparison *c)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    TRY(tx_open(desk, &tx));
    json_open(&body, '{');
    json_field_int(&body, "plates", c->plates);
    json_field_int(&body, "households", c->households);
    json_field_int(&body, "platesWithoutPeople", c->plates_without_people);
    json_field_int(&body, "householdsWithoutPlate", c->households_without_plate);
    json_close(&body, '}');
    TRY(journal(desk, "plate.compared", desk->clerk.unit, 0, buf_str(&body)));
    return tx_commit(&tx);
}

enum outcome house_comparison_csv(struct desk *desk, const struct house_comparison *c,
                                  struct buf *out)
{
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    TRY(journal_comparison(desk, c));
    for (size_t i = 0; i < c->count; i++)
        if (c->at[i].plate_without_person)
            put_line(desk, out, &c->at[i], STR(""));
        else
            TRY(put_household(desk, &c->at[i], out));
    return DONE;
}
