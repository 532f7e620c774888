#include "register/check_run.h"
#include "register/import_row.h"
#include "register/number_twins.h"
#include "sql/register.h"

void *check_grown(void *at, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return at;
    *room = *room ? *room * 2 : 4096;
    at = realloc(at, *room * size);
    ASSERT(at != NULL);
    return at;
}

uint64_t check_mix(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * 0xff51afd7ed558ccdu;
    return hash ^ hash >> 32;
}

uint64_t check_person_key(int64_t person, struct str what)
{
    return check_mix(str_hash(what), (uint64_t)person) | 1;
}

/* ---- findings as they come ---- */

/** The same question about the same values has the same cause, whenever it is asked. */
static uint64_t cause_of(const struct found *found)
{
    uint64_t hash = check_mix(str_hash(str_of(finding_kinds[found->kind].code)),
                              str_hash(str_of(found->field)));
    hash = check_mix(hash, str_hash(found->detail));
    hash = check_mix(hash, (uint64_t)found->who->id);
    hash = check_mix(hash, (uint64_t)found->who->household);
    hash = check_mix(hash, found->other ? (uint64_t)found->other->id : 0);
    return check_mix(hash, found->value) >> 1; /* a positive bigint */
}

/** What a clerk settled by evidence is settled; a number somebody let stand is not wrong any more. */
static bool is_settled(const struct check_run *run, const struct found *found, uint64_t cause)
{
    const struct person *who = found->who;
    const struct known_finding *known = known_finding_at(run, who->part, cause);
    return (known && known->by_evidence) ||
           (found->kind == FINDING_WRONG_NUMBER &&
            hash_map_find(&run->confirmed, check_person_key(who->id, who->number)) != 0);
}

static struct str kept_legacy(struct check_strand *s, const struct person *person)
{
    return person && person->legacy.len ? arena_str(s->kept, person->legacy) : STR("");
}

/** Reach goes by where the person lives. */
void strand_note(void *self, const struct found *found)
{
    struct check_strand *s = self;
    const struct person *who = found->who, *other = found->other;
    if (!clerk_reaches(&s->desk->clerk, who->station))
        return;
    uint64_t cause = cause_of(found);
    if (is_settled(s->run, found, cause))
        return;
    s->found.at = check_grown(s->found.at, s->found.count, &s->found.room, sizeof *s->found.at);
    s->found.at[s->found.count++] = (struct run_finding){
        .kind = found->kind,
        .severity = found->severity,
        .part = who->part,
        .person = who->id,
        .household = who->household,
        .other_part = other ? other->part : 0,
        .other = other ? other->id : 0,
        .station = who->station,
        .other_station = other ? other->station : 0,
        .unit = finding_owner_unit(found->kind, who->station, other ? other->station : 0),
        .field = found->field,
        .detail = arena_str(s->kept, found->detail),
        .number = finding_kinds[found->kind].holds_card ? arena_str(s->kept, who->number) : STR(""),
        .legacy = kept_legacy(s, who),
        .other_legacy = kept_legacy(s, other),
        .cause = cause,
    };
}

static bool is_explained(void *self, int64_t person, const char *heading)
{
    const struct check_strand *s = self;
    return hash_map_find(&s->ground->odd, check_person_key(person, str_of(heading))) != 0;
}

/* ---- persons ---- */

static struct kept_household *household_of(struct check_strand *s, const struct person *person)
{
    struct kept_household *h = s->ground->households;
    size_t count = s->ground->household_count;
    while (s->household_at < count &&
           (h[s->household_at].part < person->part ||
            (h[s->household_at].part == person->part && h[s->household_at].id < person->household)))
        s->household_at++;
    bool found = s->household_at < count && h[s->household_at].part == person->part &&
                 h[s->household_at].id == person->household;
    return found ? &h[s->household_at] : NULL;
}

static void say_place(struct check_strand *s, enum finding_kind kind, enum import_item item,
                      const struct person *who, const char *detail, uint64_t value)
{
    strand_note(s, &(struct found){ .kind = kind,
                                    .severity = finding_kinds[kind].severity,
                                    .who = who,
                                    .field = import_headings[item].zh,
                                    .detail = str_of(detail),
                                    .value = value });
}

/** An address is the household's; its doubts are told of the first who lives there, a plate that is
 * missing of everybody. A station whose plates were never taken over is not asked about. */
static void look_at_address(struct check_strand *s, struct kept_household *h)
{
    const struct check_ground *g = s->ground;
    bool no_plate = h->place && !h->doubt && hash_map_find(&g->plated, (uint64_t)h->station) &&
                    !hash_map_find(&g->platings, h->place);
    for (size_t i = 0; i < s->member_count; i++) {
        const struct person *p = &s->members[i];
        if (!person_holds_number(p->status))
            continue;
        if (h->doubt && !h->lived_in)
            say_place(s, FINDING_HOUSEHOLD_ADDRESS, ITEM_STREET, p, h->doubt, h->place);
        if (no_plate)
            say_place(s, FINDING_PERSON_WITHOUT_PLATE, ITEM_DOOR, p, "NO_PLATE", h->place);
        h->lived_in = true;
    }
}

/** The household at hand is complete. Households without anybody are passed by. */
static void finish_group(struct check_strand *s)
{
    if (!s->member_count)
        return;
    struct household household = { .part = s->members[0].part, .id = s->members[0].household };
    struct kept_household *kept = household_of(s, &s->members[0]);
    if (kept) {
        household.station = kept->station;
        look_at_address(s, kept);
        check_household(&s->rules, &household, s->members, s->member_count, &s->sink);
    }
    s->member_count = 0;
    arena_reset(s->group);
}

static void remember(struct check_strand *s, const struct person *p)
{
    size_t room = s->people_room;
    s->people = check_grown(s->people, s->people_count, &s->people_room, sizeof *s->people);
    if (room != s->people_room) {
        s->numbers = realloc(s->numbers, s->people_room * sizeof *s->numbers);
        s->identities = realloc(s->identities, s->people_room * sizeof *s->identities);
        ASSERT(s->numbers && s->identities);
    }
    s->people[s->people_count] = (struct kept_person){ p->id, p->household, p->part, p->station };
    s->numbers[s->people_count] = number_key(p->number);
    s->identities[s->people_count++] = check_identity(p);
}

static struct str copied(struct check_strand *s, struct row row, size_t column)
{
    struct str text = row_text(row, column);
    return text.len ? arena_str(s->group, text) : STR("");
}

static enum outcome look_at_person(struct desk *desk, void *self, struct row row)
{
    struct check_strand *s = self;
    (void)desk;
    int32_t part = (int32_t)row_int(row, 0);
    int64_t household = row_int(row, 1);
    if (s->member_count && (s->members[0].part != part || s->members[0].household != household))
        finish_group(s);
    s->members = check_grown(s->members, s->member_count, &s->member_room, sizeof *s->members);
    struct person *p = &s->members[s->member_count++];
    *p = (struct person){ .part = part,
                          .household = household,
                          .id = row_int(row, 2),
                          .relation = copied(s, row, 3),
                          .name_key = copied(s, row, 4),
                          .sex = copied(s, row, 5),
                          .ethnic = copied(s, row, 6),
                          .born_on = row_day(row, 7),
                          .number = copied(s, row, 8),
                          .native_place = copied(s, row, 9),
                          .education = copied(s, row, 10),
                          .marital = copied(s, row, 11),
                          .station = (int32_t)row_int(row, 12),
                          .moved_in_on = row_day(row, 13),
                          .status = copied(s, row, 14),
                          .legacy = copied(s, row, 15) };
    s->persons++;
    if (person_holds_number(p->status))
        remember(s, p);
    check_person(&s->rules, p, &s->explained, &s->sink);
    return DONE;
}

enum outcome strand_read_persons(struct check_strand *s, int32_t part_from, int32_t part_to)
{
    TRY(db_each(s->desk, &Q_check_persons, WITH(v_int(part_from), v_int(part_to)), look_at_person,
                s));
    finish_group(s);
    return DONE;
}

/* ---- a strand's life ---- */

void strand_init(struct check_strand *s, struct check_run *run, struct check_ground *ground,
                 struct desk *desk)
{
    *s = (struct check_strand){ .run = run, .ground = ground, .desk = desk };
    s->kept = arena_open();
    s->group = arena_open();
    s->sink = (struct found_sink){ s, strand_note };
    s->explained = (struct explained){ s, is_explained };
    check_rules_init(&s->rules, s->kept, desk->today);
}

void strand_close(struct check_strand *s)
{
    arena_close(s->kept);
    arena_close(s->group);
    free(s->found.at);
    free(s->people);
    free(s->numbers);
    free(s->identities);
    free(s->members);
    *s = (struct check_strand){ 0 };
}
