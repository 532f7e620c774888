#include "db/db.h"
#include "house/house_check.h"
#include "journal/journal.h"
#include "office/office.h"
#include "places/plate.h"
#include "register/household_places.h"

/** One side's address, spelled as both sides compare it. */
struct placed {
    struct str key;
    size_t index;
};

static int by_key(const void *a, const void *b)
{
    return str_compare(((const struct placed *)a)->key, ((const struct placed *)b)->key);
}

static struct str address_key(struct desk *desk, int32_t county, struct str street, struct str door)
{
    struct str s = place_key(desk->arena, street), d = place_key(desk->arena, door);
    return arena_printf(desk->arena, "%06d\x1f" STR_FMT "\x1f" STR_FMT, county, STR_ARG(s),
                        STR_ARG(d));
}

static void sort(struct placed *at, size_t count)
{
    if (count)
        qsort(at, count, sizeof *at, by_key);
}

static struct placed *place_plates(struct desk *desk, const struct plates *plates)
{
    struct placed *at = NEW_ARRAY(desk->arena, struct placed, plates->count);
    for (size_t i = 0; i < plates->count; i++) {
        const struct plate *p = &plates->at[i];
        at[i] = (struct placed){ address_key(desk, p->county, p->street, p->door), i };
    }
    sort(at, plates->count);
    return at;
}

static struct placed *place_households(struct desk *desk, const struct household_places *all)
{
    struct placed *at = NEW_ARRAY(desk->arena, struct placed, all->count);
    for (size_t i = 0; i < all->count; i++) {
        const struct household_place *h = &all->at[i];
        at[i] = (struct placed){ address_key(desk, h->county, h->street, h->door), i };
    }
    sort(at, all->count);
    return at;
}

static bool found(const struct placed *at, size_t count, struct str key)
{
    return count && bsearch(&(struct placed){ key, 0 }, at, count, sizeof *at, by_key) != NULL;
}

static struct house_mismatch empty_plate(const struct plate *p)
{
    return (struct house_mismatch){ true, p->part, p->legacy, p->street, p->door, 0, 0 };
}

static struct house_mismatch unplated(const struct household_place *h)
{
    return (
        struct house_mismatch){ false, h->station, STR(""), h->street, h->door, h->part, h->id };
}

enum outcome house_compare(struct desk *desk, struct house_comparison *out)
{
    struct plates plates;
    struct household_places households;
    size_t count = 0;
    TRY(may(desk, MAY_SEE_PLACES, desk->clerk.unit));
    TRY(plates_between(desk, desk->clerk.reach_from, desk->clerk.reach_to, &plates));
    TRY(household_places(desk, desk->clerk.reach_from, desk->clerk.reach_to, &households));
    const struct placed *p = place_plates(desk, &plates);
    const struct placed *h = place_households(desk, &households);
    struct house_mismatch *at =
        NEW_ARRAY(desk->arena, struct house_mismatch, plates.count + households.count + 1);
    *out = (struct house_comparison){ .plates = (int64_t)plates.count,
                                      .households = (int64_t)households.count };
    for (size_t i = 0; i < plates.count; i++)
        if (!found(h, households.count, p[i].key))
            at[count++] = empty_plate(&plates.at[p[i].index]);
    out->plates_without_people = (int64_t)count;
    for (size_t i = 0; i < households.count; i++)
        if (!found(p, plates.count, h[i].key))
            at[count++] = unplated(&households.at[h[i].index]);
    out->households_without_plate = (int64_t)count - out->plates_without_people;
    out->at = at;
    out->count = count;
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
