#include "base/utf8.h"
#include "db/db.h"
#include "house/house_store.h"
#include "journal/journal.h"
#include "office/office.h"
#include "places/address.h"
#include "places/beat.h"
#include "places/plate.h"
#include "register/household_places.h"
#include "sql/house.h"

/** A house of the list before it has its place: keys in the order of walking. */
struct house {
    struct str street, door, detail;
    struct str street_key, door_key, detail_key;
    const struct plate *plate;
    const struct household_place *household;
};
struct houses {
    struct house *at;
    size_t count;
};

static int compare(const void *a, const void *b)
{
    const struct house *one = a, *other = b;
    int order = str_compare(one->street_key, other->street_key);
    if (!order)
        order = str_compare(one->door_key, other->door_key);
    if (!order)
        order = str_compare(one->detail_key, other->detail_key);
    if (!order && one->household && other->household)
        order = one->household->id < other->household->id ? -1 : 1;
    return order;
}

/* ---- whose house it is ---- */

/** Plates by street and door, as plates_between gives them: sorted by the raw street, so they are
 * sorted again by what both sides spell alike. */
static void sort_plates(struct desk *desk, const struct plates *plates, struct houses *out)
{
    out->at = NEW_ARRAY(desk->arena, struct house, plates->count);
    out->count = plates->count;
    for (size_t i = 0; i < plates->count; i++) {
        const struct plate *p = &plates->at[i];
        out->at[i] = (struct house){ .street = p->street,
                                     .door = p->door,
                                     .street_key = place_key(desk->arena, p->street),
                                     .door_key = p->door_key,
                                     .plate = p };
    }
    if (out->count)
        qsort(out->at, out->count, sizeof *out->at, compare);
}

/** The first plate that is not before this street and door. */
static size_t lower_bound(const struct houses *plates, struct str street_key, struct str door_key)
{
    size_t from = 0, to = plates->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_compare(plates->at[middle].street_key, street_key);
        if (!order)
            order = str_compare(plates->at[middle].door_key, door_key);
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static bool on_street(const struct houses *plates, size_t i, struct str street_key)
{
    return i < plates->count && str_eq(plates->at[i].street_key, street_key);
}

/** The plate of a household, or the one it goes with: the next on its street, else the last before
 * it. *exact tells which. NULL where the street has no plate at all. */
static const struct house *plate_for(const struct houses *plates, const struct house *house,
                                     bool *exact)
{
    size_t i = lower_bound(plates, house->street_key, house->door_key);
    *exact =
        on_street(plates, i, house->street_key) && str_eq(plates->at[i].door_key, house->door_key);
    if (on_street(plates, i, house->street_key))
        return &plates->at[i];
    return i && on_street(plates, i - 1, house->street_key) ? &plates->at[i - 1] : NULL;
}

/* ---- the list ---- */

static struct house house_of(struct desk *desk, const struct household_place *h)
{
    struct house house = { h->street, h->door, h->detail, NO_STR, NO_STR, NO_STR, NULL, h };
    house.street_key = place_key(desk->arena, h->street);
    house.door_key = place_key(desk->arena, h->door);
    house.detail_key = place_key(desk->arena, h->detail);
    return house;
}

/** Marks plates with people through `inhabited`, which runs beside the sorted plates. */
static void add_households(struct desk *desk, const struct houses *plates,
                           const struct household_places *households, int64_t beat, bool *inhabited,
                           struct houses *out)
{
    for (size_t i = 0; i < households->count; i++) {
        struct house house = house_of(desk, &households->at[i]);
        bool exact = false;
        const struct house *plate = plate_for(plates, &house, &exact);
        if (exact)
            inhabited[plate - plates->at] = true;
        if (!plate || plate->plate->beat != beat)
            continue;
        house.plate = exact ? plate->plate : NULL;
        out->at[out->count++] = house;
    }
}

static void add_empty_plates(const struct houses *plates, int64_t beat, const bool *inhabited,
                             struct houses *out)
{
    for (size_t i = 0; i < plates->count; i++) {
        if (inhabited[i] || plates->at[i].plate->beat != beat)
            continue;
        struct house house = plates->at[i];
        house.detail = STR("");
        house.detail_key = STR("");
        out->at[out->count++] = house;
    }
}

static enum outcome make_list(struct desk *desk, int32_t station, int64_t beat, struct houses *out)
{
    struct plates plates;
    struct household_places households;
    struct houses sorted;
    TRY(plates_between(desk, station, station, &plates));
    TRY(household_places(desk, station, station, &households));
    sort_plates(desk, &plates, &sorted);
    bool *inhabited = NEW_ARRAY(desk->arena, bool, sorted.count + 1);
    out->at = NEW_ARRAY(desk->arena, struct house, sorted.count + households.count + 1);
    out->count = 0;
    add_households(desk, &sorted, &households, beat, inhabited, out);
    add_empty_plates(&sorted, beat, inhabited, out);
    if (out->count)
        qsort(out->at, out->count, sizeof *out->at, compare);
    return DONE;
}

static enum outcome save_visit(struct desk *desk, const struct house_check *check, size_t place,
                               const struct house *h)
{
    return db_change(desk, &Q_house_visit_add, REFUSAL_NONE,
                     WITH(v_int(check->part), v_int(new_id(desk)), v_int(check->id),
                          v_int((int64_t)place), v_id(h->plate ? h->plate->id : 0),
                          h->household ? v_int(h->household->part) : v_null(),
                          v_id(h->household ? h->household->id : 0), v_text(h->street),
                          v_text(h->door), v_text(h->detail)));
}

/* ---- the use case ---- */

static enum outcome check_order(struct desk *desk, const struct house_order *order)
{
    if (!order->name.len)
        return refuse_field(desk, NO_ITEM_MISSING, "/name");
    if (utf8_points(order->name) > HOUSE_NAME_MAX)
        return refuse_field(desk, NO_ITEM_WRONG, "/name");
    if (day_is(order->due_on) && order->due_on.n < desk->today.n)
        return refuse_field(desk, NO_ITEM_WRONG, "/dueOn");
    return DONE;
}

static struct day due_day(struct desk *desk, const struct house_order *order)
{
    int64_t days = setting(desk, "house_check.days", HOUSE_DAYS_DEFAULT);
    return day_is(order->due_on) ? order->due_on : (struct day){ desk->today.n + (int32_t)days };
}

static enum outcome save(struct desk *desk, const struct house_order *order,
                         const struct houses *list, struct house_check *check)
{
    *check = (struct house_check){
        .part = order->part, .id = new_id(desk), .beat = order->beat, .due_on = due_day(desk, order)
    };
    TRY(db_change(desk, &Q_house_check_add, NO_HOUSE_CHECK_OPEN,
                  WITH(v_int(check->part), v_int(check->id), v_int(check->beat),
                       v_text(order->name), v_day(desk->today), v_day(check->due_on),
                       v_int(desk->clerk.id))));
    for (size_t i = 0; i < list->count; i++)
        TRY(save_visit(desk, check, i + 1, &list->at[i]));
    return DONE;
}

static enum outcome journal_opened(struct desk *desk, const struct house_check *check,
                                   size_t houses)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "beat", check->beat);
    json_field_int(&body, "houses", (int64_t)houses);
    json_close(&body, '}');
    TRY(progress_add(desk, check->part, "house_check.houses", (int64_t)houses));
    return journal(desk, "house_check.opened", check->part, check->id, buf_str(&body));
}

enum outcome house_check_open(struct desk *desk, const struct house_order *order,
                              struct house_round *out)
{
    SCOPED(tx) tx = { 0 };
    struct beat beat;
    struct houses list;
    struct house_check check;
    TRY(may(desk, MAY_KEEP_REGISTER, order->part));
    TRY(check_order(desk, order));
    TRY(tx_open(desk, &tx));
    TRY(beat_load(desk, order->part, order->beat, &beat));
    TRY(make_list(desk, order->part, order->beat, &list));
    if (!list.count)
        return refuse(desk, NO_BEAT_EMPTY);
    TRY(save(desk, order, &list, &check));
    TRY(house_round_load(desk, check.part, check.id, out));
    TRY(journal_opened(desk, &check, list.count));
    return tx_commit(&tx);
}
