#include "core/codes.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/check_run.h"
#include "register/import_row.h"
#include "register/number_twins.h"
#include "register/person_store.h"
#include "sql/register.h"

enum { SEND_AT = 64 * 1024 };

/** A household as the second pass meets it again. */
struct kept_household {
    int64_t id;
    uint64_t legacy; /* hash, 0: none */
    int32_t part, station;
    bool lived_in;
};

/** What is remembered of every living person, for what stands between persons. */
struct kept_person {
    int64_t id, household;
    int32_t part, station;
};

/** Everything of one check. */
struct checking {
    struct check_run run;
    struct check_rules rules;
    struct found_sink sink;
    struct explained explained;
    struct kept_household *households;
    size_t household_count, household_room, household_at;
    struct kept_person *people;
    uint64_t *numbers, *identities;
    size_t people_count, people_room;
    struct hash_map odd;       /* person and heading that an odd item tells of */
    struct hash_map confirmed; /* person and number somebody let stand */
    /* the household at hand */
    struct arena *group;
    struct person *members;
    size_t member_count, member_room;
};

static void *grown(void *at, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return at;
    *room = *room ? *room * 2 : 4096;
    at = realloc(at, *room * size);
    ASSERT(at != NULL);
    return at;
}

/* ---- findings as they come ---- */

static uint64_t mix(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * 0xff51afd7ed558ccdu;
    return hash ^ hash >> 32;
}

static uint64_t of_person(int64_t person, struct str what)
{
    return mix(str_hash(what), (uint64_t)person) | 1;
}

/** The same question about the same values has the same cause, whenever it is asked. */
static uint64_t cause_of(const struct found *found)
{
    uint64_t hash =
        mix(str_hash(str_of(finding_kinds[found->kind].code)), str_hash(str_of(found->field)));
    hash = mix(hash, str_hash(found->detail));
    hash = mix(hash, (uint64_t)found->who->id);
    hash = mix(hash, (uint64_t)found->who->household);
    hash = mix(hash, found->other ? (uint64_t)found->other->id : 0);
    return mix(hash, found->value) >> 1; /* a positive bigint */
}

/** What a clerk settled by evidence is settled; a number somebody let stand is not wrong any more. */
static bool is_settled(struct checking *c, const struct found *found, uint64_t cause)
{
    const struct person *who = found->who;
    const struct known_finding *known = known_finding_at(&c->run, who->part, cause);
    return (known && known->by_evidence) ||
           (found->kind == FINDING_WRONG_NUMBER &&
            *hash_map_at(&c->confirmed, of_person(who->id, who->number)) != 0);
}

static struct str kept_legacy(struct check_run *run, const struct person *person)
{
    return person && person->legacy.len ? arena_str(run->kept, person->legacy) : STR("");
}

/** Reach goes by where the person lives. */
static void note(void *self, const struct found *found)
{
    struct checking *c = self;
    struct check_run *run = &c->run;
    const struct person *who = found->who, *other = found->other;
    if (!clerk_reaches(&run->desk->clerk, who->station))
        return;
    uint64_t cause = cause_of(found);
    if (is_settled(c, found, cause))
        return;
    run->found = grown(run->found, run->found_count, &run->found_room, sizeof *run->found);
    run->found[run->found_count++] = (struct run_finding){
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
        .detail = arena_str(run->kept, found->detail),
        .number =
            finding_kinds[found->kind].holds_card ? arena_str(run->kept, who->number) : STR(""),
        .legacy = kept_legacy(run, who),
        .other_legacy = kept_legacy(run, other),
        .cause = cause,
    };
}

static enum outcome keep_confirmed(struct desk *desk, void *self, struct row row)
{
    struct checking *c = self;
    (void)desk;
    *hash_map_at(&c->confirmed, of_person(row_int(row, 0), row_text(row, 1))) = 1;
    return DONE;
}

/* ---- households ---- */

static enum outcome keep_household(struct desk *desk, void *self, struct row row)
{
    struct checking *c = self;
    (void)desk;
    struct str legacy = row_text(row, 2);
    c->households =
        grown(c->households, c->household_count, &c->household_room, sizeof *c->households);
    c->households[c->household_count++] = (struct kept_household){
        .part = (int32_t)row_int(row, 0),
        .id = row_int(row, 1),
        .legacy = legacy.len ? mix(str_hash(legacy), (uint64_t)row_int(row, 0)) : 0,
        .station = (int32_t)row_int(row, 4),
    };
    return DONE;
}

/** A household speaks where it has nobody to speak for it. */
static void say_household(struct checking *c, const struct kept_household *household,
                          enum finding_kind kind, struct str detail, uint64_t value)
{
    const struct person nobody = { .part = household->part,
                                   .household = household->id,
                                   .station = household->station };
    note(c, &(struct found){ .kind = kind,
                             .severity = finding_kinds[kind].severity,
                             .who = &nobody,
                             .field = import_headings[ITEM_HOUSEHOLD].zh,
                             .detail = detail,
                             .value = value });
}

static void report_households(struct checking *c)
{
    uint64_t *numbers = malloc((c->household_count + 1) * sizeof *numbers);
    struct twins twins;
    ASSERT(numbers != NULL);
    for (size_t i = 0; i < c->household_count; i++) {
        numbers[i] = c->households[i].lived_in ? c->households[i].legacy : 0;
        if (!c->households[i].lived_in)
            say_household(c, &c->households[i], FINDING_HOUSEHOLD_EMPTY, STR("NO_MEMBERS"), 0);
    }
    twins_find(numbers, c->household_count, &twins);
    for (size_t i = 0; i < twins.count; i++)
        say_household(c, &c->households[twins.at[i].next], FINDING_HOUSEHOLD_SPLIT,
                      STR("TWO_ADDRESSES"), (uint64_t)c->households[twins.at[i].first].id);
    twins_close(&twins);
    free(numbers);
}

/* ---- odd items: what a file said ---- */

static bool is_explained(void *self, int64_t person, const char *heading)
{
    struct checking *c = self;
    return *hash_map_at(&c->odd, of_person(person, str_of(heading))) != 0;
}

/** Which finding an odd item is while the register has nothing better. */
static const struct odd_rule {
    const char *why, *field; /* field NULL: any */
    enum finding_kind kind;
    const char *detail;
} odd_rules[] = {
    { "MISSING", NULL, FINDING_MISSING_ITEM, "FILLED_IN" },
    { "IMPOSSIBLE", NULL, FINDING_IMPOSSIBLE_ITEM, "NO_SUCH_DAY" },
    { "OLD_15", NULL, FINDING_OLD_15, "FIFTEEN_DIGITS" },
    { "NAME_FORM", NULL, FINDING_NAME_SEPARATOR, "NAME_FORM" },
    { "NAME_FAULT", NULL, FINDING_NAME_FAULT, "NAME_FAULT" },
};

/** A day of moving in that was entered since answers the question. */
static bool is_answered(struct str field, struct row row)
{
    return str_is(field, import_headings[ITEM_MOVED_IN].zh) && day_is(row_day(row, 6));
}

static enum outcome look_at_odd(struct desk *desk, void *self, struct row row)
{
    struct checking *c = self;
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
        *hash_map_at(&c->odd, of_person(who.id, field)) = 1;
        note(c, &(struct found){ .kind = rule->kind,
                                 .severity = finding_kinds[rule->kind].severity,
                                 .who = &who,
                                 .field = arena_str(c->run.kept, field).at,
                                 .detail = str_of(rule->detail),
                                 .value = str_hash(row_text(row, 4)) });
    }
    return DONE;
}

/* ---- persons ---- */

/** The household at hand is complete. Households without anybody are passed by. */
static void finish_group(struct checking *c)
{
    if (!c->member_count)
        return;
    const struct person *first = &c->members[0];
    struct kept_household *h = c->households;
    while (c->household_at < c->household_count &&
           (h[c->household_at].part < first->part ||
            (h[c->household_at].part == first->part && h[c->household_at].id < first->household)))
        c->household_at++;
    struct household household = { .part = first->part, .id = first->household };
    if (c->household_at < c->household_count && h[c->household_at].id == first->household) {
        household.station = h[c->household_at].station;
        for (size_t i = 0; i < c->member_count; i++)
            h[c->household_at].lived_in |= person_holds_number(c->members[i].status);
        check_household(&c->rules, &household, c->members, c->member_count, &c->sink);
    }
    c->member_count = 0;
    arena_reset(c->group);
}

static void remember(struct checking *c, const struct person *p)
{
    size_t room = c->people_room;
    c->people = grown(c->people, c->people_count, &c->people_room, sizeof *c->people);
    if (room != c->people_room) {
        c->numbers = realloc(c->numbers, c->people_room * sizeof *c->numbers);
        c->identities = realloc(c->identities, c->people_room * sizeof *c->identities);
        ASSERT(c->numbers && c->identities);
    }
    c->people[c->people_count] = (struct kept_person){ p->id, p->household, p->part, p->station };
    c->numbers[c->people_count] = number_key(p->number);
    c->identities[c->people_count++] = check_identity(p);
}

static struct str copied(struct checking *c, struct row row, size_t column)
{
    struct str text = row_text(row, column);
    return text.len ? arena_str(c->group, text) : STR("");
}

static enum outcome look_at_person(struct desk *desk, void *self, struct row row)
{
    struct checking *c = self;
    (void)desk;
    int32_t part = (int32_t)row_int(row, 0);
    int64_t household = row_int(row, 1);
    if (c->member_count && (c->members[0].part != part || c->members[0].household != household))
        finish_group(c);
    c->members = grown(c->members, c->member_count, &c->member_room, sizeof *c->members);
    struct person *p = &c->members[c->member_count++];
    *p = (struct person){ .part = part,
                          .household = household,
                          .id = row_int(row, 2),
                          .relation = copied(c, row, 3),
                          .name_key = copied(c, row, 4),
                          .sex = copied(c, row, 5),
                          .ethnic = copied(c, row, 6),
                          .born_on = row_day(row, 7),
                          .number = copied(c, row, 8),
                          .native_place = copied(c, row, 9),
                          .education = copied(c, row, 10),
                          .marital = copied(c, row, 11),
                          .station = (int32_t)row_int(row, 12),
                          .moved_in_on = row_day(row, 13),
                          .status = copied(c, row, 14),
                          .legacy = copied(c, row, 15) };
    c->run.out->persons++;
    if (person_holds_number(p->status))
        remember(c, p);
    check_person(&c->rules, p, &c->explained, &c->sink);
    return DONE;
}

/* ---- between persons ---- */

static enum outcome load_twins(struct desk *desk, struct checking *c, struct twin twin,
                               struct person *first, struct person *next)
{
    const struct kept_person *a = &c->people[twin.first], *b = &c->people[twin.next];
    TRY(person_load(desk, a->part, a->id, first));
    return person_load(desk, b->part, b->id, next);
}

static bool in_reach(const struct checking *c, struct twin twin)
{
    return clerk_reaches(&c->run.desk->clerk, c->people[twin.next].station);
}

static enum outcome report_shared(struct desk *desk, struct checking *c)
{
    struct twins twins;
    enum outcome outcome = DONE;
    twins_find(c->numbers, c->people_count, &twins);
    for (size_t i = 0; i < twins.count && outcome == DONE; i++) {
        struct person first, next;
        if (!in_reach(c, twins.at[i]))
            continue;
        outcome = load_twins(desk, c, twins.at[i], &first, &next);
        if (outcome == DONE && str_eq(first.number, next.number))
            check_shared_number(&first, &next, &c->sink);
    }
    twins_close(&twins);
    return outcome;
}

static void say_many(struct checking *c, const struct person *first, const struct person *next)
{
    bool schooled = first->education.len && next->education.len;
    if (!str_eq(first->name_key, next->name_key) || str_eq(first->number, next->number) ||
        (schooled && !str_eq(first->education, next->education)))
        return;
    note(c, &(struct found){ .kind = FINDING_MANY_NUMBERS,
                             .severity = finding_kinds[FINDING_MANY_NUMBERS].severity,
                             .who = next,
                             .other = first,
                             .field = import_headings[ITEM_NUMBER].zh,
                             .detail = STR("SAME_PERSON"),
                             .value = str_hash(first->number) ^ str_hash(next->number) * 31 });
}

static enum outcome report_many(struct desk *desk, struct checking *c)
{
    struct twins twins;
    enum outcome outcome = DONE;
    twins_find(c->identities, c->people_count, &twins);
    for (size_t i = 0; i < twins.count && outcome == DONE; i++) {
        struct person first, next;
        if (!in_reach(c, twins.at[i]) ||
            c->numbers[twins.at[i].first] == c->numbers[twins.at[i].next])
            continue;
        outcome = load_twins(desk, c, twins.at[i], &first, &next);
        if (outcome == DONE)
            say_many(c, &first, &next);
    }
    twins_close(&twins);
    return outcome;
}

/* ---- the lines ---- */

static void put_person(struct buf *line, int32_t part, int64_t id, struct str legacy)
{
    if (legacy.len)
        csv_field_for_sheets(line, legacy);
    else if (id)
        buf_printf(line, "%d-%lld", (int)part, (long long)id);
}

static void put_finding(struct buf *line, const struct run_finding *f)
{
    buf_text(line, finding_kinds[f->kind].code);
    buf_byte(line, ',');
    put_person(line, f->part, f->person, f->legacy);
    buf_byte(line, ',');
    put_person(line, f->other_part, f->other, f->other_legacy);
    buf_byte(line, ',');
    csv_field_for_sheets(line, str_of(f->field));
    buf_byte(line, ',');
    csv_field_for_sheets(line, f->detail);
    buf_printf(line, ",%09d,%s\n", (int)f->unit, finding_severity_code(f->severity));
}

/** By kind, then part and person: the same register gives the same lines. */
static int by_kind(const void *a, const void *b)
{
    const struct run_finding *one = a, *two = b;
    if (one->kind != two->kind)
        return one->kind < two->kind ? -1 : 1;
    if (one->part != two->part)
        return one->part < two->part ? -1 : 1;
    if (one->person != two->person)
        return one->person < two->person ? -1 : 1;
    return one->cause < two->cause ? -1 : one->cause > two->cause;
}

static void put_lines(struct check_run *run)
{
    SCOPED(buf) lines = { 0 };
    const struct check_sink *sink = &run->order->sink;
    if (run->found_count)
        qsort(run->found, run->found_count, sizeof *run->found, by_kind);
    run->out->findings = (int64_t)run->found_count;
    for (size_t i = 0; i < run->found_count && sink->lines; i++) {
        put_finding(&lines, &run->found[i]);
        if (lines.len < SEND_AT && i + 1 < run->found_count)
            continue;
        sink->lines(sink->self, buf_str(&lines));
        buf_clear(&lines);
    }
}

/* ---- a run ---- */

/** All of it at one moment of the register. */
static enum outcome look(struct desk *desk, struct checking *c)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_look(desk, &tx));
    TRY(findings_read_known(&c->run));
    TRY(db_each(desk, &Q_numbers_confirmed, WITH_NOTHING, keep_confirmed, c));
    TRY(db_each(desk, &Q_check_odd_items, WITH_NOTHING, look_at_odd, c));
    TRY(db_each(desk, &Q_check_households, WITH_NOTHING, keep_household, c));
    c->run.out->households = (int64_t)c->household_count;
    TRY(db_each(desk, &Q_check_persons, WITH_NOTHING, look_at_person, c));
    finish_group(c);
    report_households(c);
    TRY(report_shared(desk, c));
    TRY(report_many(desk, c));
    put_lines(&c->run);
    return tx_commit(&tx);
}

static enum outcome journal_check(struct desk *desk, const struct check_result *result)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "findings", result->findings);
    json_field_int(&body, "fresh", result->fresh);
    json_field_int(&body, "righted", result->righted);
    json_close(&body, '}');
    TRY(tx_open(desk, &tx));
    TRY(journal(desk, "register.checked", desk->clerk.unit, 0, buf_str(&body)));
    return tx_commit(&tx);
}

static enum outcome run_check(struct desk *desk, struct checking *c)
{
    TRY(look(desk, c));
    if (c->run.order->store)
        TRY(findings_keep(&c->run));
    return journal_check(desk, c->run.out);
}

static void close_checking(struct checking *c)
{
    arena_close(c->group);
    arena_close(c->run.kept);
    hash_map_close(&c->odd);
    hash_map_close(&c->confirmed);
    hash_map_close(&c->run.known_by_cause);
    free(c->run.found);
    free(c->run.known);
    free(c->households);
    free(c->people);
    free(c->numbers);
    free(c->identities);
    free(c->members);
    free(c);
}

enum outcome register_check(struct desk *desk, const struct check_order *order,
                            struct check_result *out)
{
    struct check_result result = { 0 };
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    if (order->store)
        TRY(may(desk, MAY_KEEP_REGISTER, desk->clerk.unit));
    struct checking *c = calloc(1, sizeof *c);
    ASSERT(c != NULL);
    c->run =
        (struct check_run){ .order = order, .out = &result, .desk = desk, .kept = arena_open() };
    c->group = arena_open();
    c->sink = (struct found_sink){ c, note };
    c->explained = (struct explained){ c, is_explained };
    check_rules_init(&c->rules, c->run.kept, desk->today);
    struct str purpose = desk->purpose;
    if (!str_trim(purpose).len)
        desk->purpose = STR("核查登记数据"); /* what it is for is what it is */
    enum outcome outcome = run_check(desk, c);
    desk->purpose = purpose;
    close_checking(c);
    TRY(outcome);
    *out = result;
    return DONE;
}
