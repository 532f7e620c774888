#include "places/address.h"
#include "places/plate.h"
#include "register/check_run.h"
#include "register/import_row.h"
#include "register/number_twins.h"
#include "sql/register.h"

/* ---- households and plates ---- */

/** One county after another: a county once judged is not looked up again. */
static enum outcome keep_household(struct desk *desk, void *self, struct row row)
{
    struct check_strand *s = self;
    struct check_ground *g = s->ground;
    (void)desk;
    struct str legacy = row_text(row, 2), street = row_text(row, 6), door = row_text(row, 7);
    int32_t county = (int32_t)row_int(row, 5);
    g->households =
        check_grown(g->households, g->household_count, &g->household_room, sizeof *g->households);
    g->households[g->household_count++] = (struct kept_household){
        .part = (int32_t)row_int(row, 0),
        .id = row_int(row, 1),
        .legacy = legacy.len ? check_mix(str_hash(legacy), (uint64_t)row_int(row, 0)) : 0,
        .station = (int32_t)row_int(row, 4),
        .place = address_hash(county, street, door),
        .doubt = check_address(&s->rules, county, street, door),
    };
    return DONE;
}

static enum outcome keep_plate(struct desk *desk, void *self, const struct plate *plate)
{
    struct check_strand *s = self;
    struct check_ground *g = s->ground;
    (void)desk;
    uint64_t place = address_hash(plate->county, plate->street, plate->door);
    g->plates = check_grown(g->plates, g->plate_count, &g->plate_room, sizeof *g->plates);
    g->plates[g->plate_count++] = (struct kept_plate){ .id = plate->id,
                                                       .place = place,
                                                       .station = plate->part,
                                                       .legacy = arena_str(s->kept, plate->legacy),
                                                       .street = arena_str(s->kept, plate->street),
                                                       .door = arena_str(s->kept, plate->door) };
    *hash_map_at(&g->plated, (uint64_t)plate->part) = 1;
    *hash_map_at(&g->platings, place) = 1;
    return DONE;
}

/* ---- odd items: what a file said ---- */

/** Which finding an odd item is while the register has nothing better. */
static const struct odd_rule {
    const char *why;
    enum finding_kind kind;
    const char *detail;
} odd_rules[] = {
    { "MISSING", FINDING_MISSING_ITEM, "FILLED_IN" },
    { "IMPOSSIBLE", FINDING_IMPOSSIBLE_ITEM, "NO_SUCH_DAY" },
    { "OLD_15", FINDING_OLD_15, "FIFTEEN_DIGITS" },
    { "NAME_FORM", FINDING_NAME_SEPARATOR, "NAME_FORM" },
    { "NAME_FAULT", FINDING_NAME_FAULT, "NAME_FAULT" },
};

/** A day of moving in that was entered since answers the question. */
static bool is_answered(struct str field, struct row row)
{
    return str_is(field, import_headings[ITEM_MOVED_IN].zh) && day_is(row_day(row, 6));
}

static enum outcome look_at_odd(struct desk *desk, void *self, struct row row)
{
    struct check_strand *s = self;
    (void)desk;
    struct str field = row_text(row, 2), why = row_text(row, 3);
    const struct person who = { .part = (int32_t)row_int(row, 0),
                                .id = row_int(row, 1),
                                .household = row_int(row, 5),
                                .station = (int32_t)row_int(row, 7),
                                .number = row_text(row, 9),
                                .legacy = row_text(row, 10) };
    if (!person_holds_number(row_text(row, 8)) || is_answered(field, row))
        return DONE;
    for (size_t i = 0; i < COUNT(odd_rules); i++) {
        const struct odd_rule *rule = &odd_rules[i];
        if (!str_is(why, rule->why))
            continue;
        *hash_map_at(&s->ground->odd, check_person_key(who.id, field)) = 1;
        strand_note(s, &(struct found){ .kind = rule->kind,
                                        .severity = finding_kinds[rule->kind].severity,
                                        .who = &who,
                                        .field = arena_str(s->kept, field).at,
                                        .detail = str_of(rule->detail),
                                        .value = str_hash(row_text(row, 4)) });
    }
    return DONE;
}

/* ---- whom the register form names ---- */

/** part, id, household, station, status, sex, born_on, number, marital, legacy, father_number, mother_number,
 * spouse_number; of the spouse: part, id, station, status, sex, legacy, spouse_number */
static enum outcome look_at_named(struct desk *desk, void *self, struct row row)
{
    struct check_strand *s = self;
    (void)desk;
    const struct named named = {
        .person = { .part = (int32_t)row_int(row, 0),
                    .id = row_int(row, 1),
                    .household = row_int(row, 2),
                    .station = (int32_t)row_int(row, 3),
                    .status = row_text(row, 4),
                    .sex = row_text(row, 5),
                    .born_on = row_day(row, 6),
                    .number = row_text(row, 7),
                    .marital = row_text(row, 8),
                    .legacy = row_text(row, 9) },
        .father = row_text(row, 10),
        .mother = row_text(row, 11),
        .spouse = row_text(row, 12),
        .the_spouse = { .part = (int32_t)row_int(row, 13),
                        .id = row_int(row, 14),
                        .station = (int32_t)row_int(row, 15),
                        .status = row_text(row, 16),
                        .sex = row_text(row, 17),
                        .legacy = row_text(row, 18) },
        .spouse_of_spouse = row_text(row, 19),
    };
    check_named(&s->rules, &named, &s->sink);
    return DONE;
}

enum outcome ground_read(struct check_strand *s)
{
    struct desk *desk = s->desk;
    TRY(db_each(desk, &Q_check_odd_items, WITH_NOTHING, look_at_odd, s));
    TRY(db_each(desk, &Q_check_households, WITH_NOTHING, keep_household, s));
    TRY(plates_each(desk, keep_plate, s));
    return db_each(desk, &Q_check_named, WITH_NOTHING, look_at_named, s);
}

/* ---- once it is known who lives where ---- */

/** A household or a plate speaks where it has nobody to speak for it. */
static void say_alone(struct check_strand *s, const struct person *nobody, enum finding_kind kind,
                      enum import_item item, struct str detail, uint64_t value)
{
    strand_note(s, &(struct found){ .kind = kind,
                                    .severity = finding_kinds[kind].severity,
                                    .who = nobody,
                                    .field = import_headings[item].zh,
                                    .detail = detail,
                                    .value = value });
}

static void say_household(struct check_strand *s, const struct kept_household *h,
                          enum finding_kind kind, struct str detail, uint64_t value)
{
    const struct person nobody = { .part = h->part, .household = h->id, .station = h->station };
    say_alone(s, &nobody, kind, ITEM_HOUSEHOLD, detail, value);
}

static void report_households(struct check_strand *s)
{
    struct check_ground *g = s->ground;
    uint64_t *numbers = malloc((g->household_count + 1) * sizeof *numbers);
    struct twins twins;
    ASSERT(numbers != NULL);
    for (size_t i = 0; i < g->household_count; i++) {
        numbers[i] = g->households[i].lived_in ? g->households[i].legacy : 0;
        if (!g->households[i].lived_in)
            say_household(s, &g->households[i], FINDING_HOUSEHOLD_EMPTY, STR("NO_MEMBERS"), 0);
    }
    twins_find(numbers, g->household_count, &twins);
    for (size_t i = 0; i < twins.count; i++)
        say_household(s, &g->households[twins.at[i].next], FINDING_HOUSEHOLD_SPLIT,
                      STR("TWO_ADDRESSES"), (uint64_t)g->households[twins.at[i].first].id);
    twins_close(&twins);
    free(numbers);
}

/** The plate is named in the words of the wall it hangs on: it has no record of a person. */
static void say_plate(struct check_strand *s, const struct kept_plate *plate)
{
    const struct person nobody = { .part = plate->station, .station = plate->station };
    const struct person itself = { .legacy = plate->legacy };
    struct str detail =
        arena_printf(s->kept, "NOBODY_BEHIND;" STR_FMT " " STR_FMT STR_FMT, STR_ARG(plate->legacy),
                     STR_ARG(plate->street), STR_ARG(plate->door));
    strand_note(s,
                &(struct found){ .kind = FINDING_PLATE_WITHOUT_PERSON,
                                 .severity = finding_kinds[FINDING_PLATE_WITHOUT_PERSON].severity,
                                 .who = &nobody,
                                 .other = &itself,
                                 .field = import_headings[ITEM_DOOR].zh,
                                 .detail = detail,
                                 .value = (uint64_t)plate->id });
}

static void report_plates(struct check_strand *s)
{
    struct check_ground *g = s->ground;
    struct hash_map lived_in = { 0 };
    if (!g->plate_count)
        return;
    for (size_t i = 0; i < g->household_count; i++)
        if (g->households[i].lived_in && g->households[i].place)
            *hash_map_at(&lived_in, g->households[i].place) = 1;
    for (size_t i = 0; i < g->plate_count; i++)
        if (!hash_map_find(&lived_in, g->plates[i].place))
            say_plate(s, &g->plates[i]);
    hash_map_close(&lived_in);
}

void ground_report(struct check_strand *s)
{
    report_households(s);
    report_plates(s);
}

void ground_close(struct check_ground *g)
{
    free(g->households);
    free(g->plates);
    hash_map_close(&g->plated);
    hash_map_close(&g->platings);
    hash_map_close(&g->odd);
}
