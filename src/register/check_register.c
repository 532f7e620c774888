#include "db/db.h"
#include "journal/journal.h"
#include "link/crew.h"
#include "office/office.h"
#include "register/check_run.h"
#include "register/import_row.h"
#include "register/number_case.h"
#include "register/number_twins.h"
#include "register/person_store.h"
#include "sql/register.h"

enum { SEND_AT = 64 * 1024, STRANDS = 2, PAIRS_AT_ONCE = 8 };

/** Everything of one check. */
struct checking {
    struct check_run run;
    struct check_ground ground;
    struct check_strand strands[STRANDS];
    size_t strand_count;
    struct desk beside; /* of the second strand */
    struct tx beside_look;
    int32_t parts_to[STRANDS]; /* the last part each strand takes */
    enum outcome outcomes[STRANDS];
};

/* ---- what was settled ---- */

static enum outcome keep_confirmed(struct desk *desk, void *self, struct row row)
{
    struct check_run *run = self;
    (void)desk;
    *hash_map_at(&run->confirmed, check_person_key(row_int(row, 0), row_text(row, 1))) = 1;
    return DONE;
}

static enum outcome keep_case(struct desk *desk, void *self, struct row row)
{
    struct check_run *run = self;
    (void)desk;
    *hash_map_at(&run->cases, check_person_key(row_int(row, 0), STR(""))) = 1;
    if (str_is(row_text(row, 1), "DUPLICATE"))
        *hash_map_at(&run->cases, check_person_key(row_int(row, 0), STR("DUPLICATE"))) = 1;
    return DONE;
}

static enum outcome read_settled(struct desk *desk, struct check_run *run)
{
    TRY(findings_read_known(run));
    TRY(db_each(desk, &Q_numbers_confirmed, WITH_NOTHING, keep_confirmed, run));
    return run->order->store ? db_each(desk, &Q_number_cases_open, WITH_NOTHING, keep_case, run)
                             : DONE;
}

/* ---- persons, by two hands where the engine lets both see one moment ---- */

/** The parts up to the one where half of the households are passed. */
static void share_parts(struct checking *c)
{
    const struct check_ground *g = &c->ground;
    c->parts_to[c->strand_count - 1] = INT32_MAX;
    if (c->strand_count > 1)
        c->parts_to[0] = g->household_count ? g->households[g->household_count / 2].part : 0;
}

static void read_share(void *context, size_t thread, size_t number)
{
    struct checking *c = context;
    (void)thread;
    c->outcomes[number] = strand_read_persons(
        &c->strands[number], number ? c->parts_to[number - 1] + 1 : INT32_MIN, c->parts_to[number]);
}

static void append(struct run_findings *to, const struct run_findings *from)
{
    for (size_t i = 0; i < from->count; i++) {
        to->at = check_grown(to->at, to->count, &to->room, sizeof *to->at);
        to->at[to->count++] = from->at[i];
    }
}

/** The second strand's people stand behind the first one's, as its parts do. */
static void join_people(struct check_strand *first, const struct check_strand *next)
{
    size_t count = first->people_count + next->people_count, had = first->people_count;
    first->people = realloc(first->people, (count + 1) * sizeof *first->people);
    first->numbers = realloc(first->numbers, (count + 1) * sizeof *first->numbers);
    first->identities = realloc(first->identities, (count + 1) * sizeof *first->identities);
    ASSERT(first->people && first->numbers && first->identities);
    if (next->people_count) {
        memcpy(first->people + had, next->people, next->people_count * sizeof *first->people);
        memcpy(first->numbers + had, next->numbers, next->people_count * sizeof *first->numbers);
        memcpy(first->identities + had, next->identities,
               next->people_count * sizeof *first->identities);
    }
    first->people_count = first->people_room = count;
}

static enum outcome read_persons(struct desk *desk, struct checking *c)
{
    share_parts(c);
    crew_run(c->strand_count, c->strand_count, read_share, c);
    if (c->outcomes[0] == DONE && c->outcomes[1] != DONE)
        desk->why = c->beside.why;
    for (size_t i = 0; i < c->strand_count; i++) {
        TRY(c->outcomes[i]);
        c->run.out->persons += c->strands[i].persons;
    }
    if (c->strand_count > 1)
        join_people(&c->strands[0], &c->strands[1]);
    return DONE;
}

/* ---- between persons ---- */

/** The later one of a twin is who the finding is about. */
static bool in_reach(const struct check_strand *s, struct twin twin)
{
    return clerk_reaches(&s->desk->clerk, s->people[twin.next].station);
}

/** Both of some twins, asked for at once. */
struct twin_pair {
    struct person first, next;
};

static struct person *find_loaded(struct person *at, size_t count, const struct kept_person *who)
{
    for (size_t i = 0; i < count; i++)
        if (at[i].id == who->id && at[i].part == who->part)
            return &at[i];
    return NULL;
}

static enum outcome load_pairs(struct desk *desk, const struct check_strand *s,
                               const struct twin *twins, size_t count, struct twin_pair *out)
{
    struct value keys[4 * PAIRS_AT_ONCE];
    struct rows rows;
    for (size_t i = 0; i < PAIRS_AT_ONCE; i++) {
        const struct twin *twin = &twins[i < count ? i : 0];
        const struct kept_person *a = &s->people[twin->first], *b = &s->people[twin->next];
        keys[4 * i] = v_int(a->part);
        keys[4 * i + 1] = v_int(a->id);
        keys[4 * i + 2] = v_int(b->part);
        keys[4 * i + 3] = v_int(b->id);
    }
    TRY(db_list(desk, &Q_persons_of_keys, (struct values){ keys, COUNT(keys) }, &rows));
    struct person *at = NEW_ARRAY(desk->arena, struct person, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), person_columns, person_column_count, &at[i]);
    for (size_t i = 0; i < count; i++) {
        const struct person *a = find_loaded(at, rows.count, &s->people[twins[i].first]),
                            *b = find_loaded(at, rows.count, &s->people[twins[i].next]);
        ASSERT(a && b); /* seen at the same moment */
        out[i] = (struct twin_pair){ *a, *b };
    }
    return DONE;
}

/** What two who share a key say. */
typedef void (*judge_fn)(struct check_strand *s, const struct person *first,
                         const struct person *next);

static enum outcome judge_twins(struct desk *desk, struct check_strand *s,
                                const struct twins *twins, judge_fn judge)
{
    struct twin_pair pairs[PAIRS_AT_ONCE];
    struct arena *whole = desk->arena;
    enum outcome outcome = DONE;
    desk->arena = arena_open();
    for (size_t from = 0; from < twins->count && outcome == DONE; from += PAIRS_AT_ONCE) {
        size_t left = twins->count - from, count = left < PAIRS_AT_ONCE ? left : PAIRS_AT_ONCE;
        outcome = load_pairs(desk, s, twins->at + from, count, pairs);
        for (size_t i = 0; i < count && outcome == DONE; i++)
            judge(s, &pairs[i].first, &pairs[i].next);
        arena_reset(desk->arena);
    }
    arena_close(desk->arena);
    desk->arena = whole;
    return outcome;
}

static void judge_shared(struct check_strand *s, const struct person *first,
                         const struct person *next)
{
    if (str_eq(first->number, next->number))
        check_shared_number(first, next, &s->sink);
}

static void judge_many(struct check_strand *s, const struct person *first,
                       const struct person *next)
{
    bool schooled = first->education.len && next->education.len;
    if (!str_eq(first->name_key, next->name_key) || str_eq(first->number, next->number) ||
        (schooled && !str_eq(first->education, next->education)))
        return;
    strand_note(s,
                &(struct found){ .kind = FINDING_MANY_NUMBERS,
                                 .severity = finding_kinds[FINDING_MANY_NUMBERS].severity,
                                 .who = next,
                                 .other = first,
                                 .field = import_headings[ITEM_NUMBER].zh,
                                 .detail = STR("SAME_PERSON"),
                                 .value = str_hash(first->number) ^ str_hash(next->number) * 31 });
}

/** Of the twins those within reach; `apart`: only those whose numbers differ. */
static void keep_twins(const struct check_strand *s, struct twins *twins, bool apart)
{
    size_t kept = 0;
    for (size_t i = 0; i < twins->count; i++) {
        struct twin twin = twins->at[i];
        bool same = s->numbers[twin.first] == s->numbers[twin.next];
        if (in_reach(s, twin) && !(apart && same))
            twins->at[kept++] = twin;
    }
    twins->count = kept;
}

static enum outcome report_twins(struct desk *desk, struct check_strand *s, const uint64_t *keys,
                                 bool apart, judge_fn judge)
{
    struct twins twins;
    twins_find(keys, s->people_count, &twins);
    keep_twins(s, &twins, apart);
    enum outcome outcome = judge_twins(desk, s, &twins, judge);
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
    if (run->found.count)
        qsort(run->found.at, run->found.count, sizeof *run->found.at, by_kind);
    run->out->findings = (int64_t)run->found.count;
    for (size_t i = 0; i < run->found.count && sink->lines; i++) {
        put_finding(&lines, &run->found.at[i]);
        if (lines.len < SEND_AT && i + 1 < run->found.count)
            continue;
        sink->lines(sink->self, buf_str(&lines));
        buf_clear(&lines);
    }
}

/* ---- a run ---- */

/** All of it at one moment of the register. */
static enum outcome look_at_all(struct desk *desk, struct checking *c)
{
    struct check_strand *first = &c->strands[0];
    TRY(read_settled(desk, &c->run));
    TRY(ground_read(first));
    c->run.out->households = (int64_t)c->ground.household_count;
    TRY(read_persons(desk, c));
    ground_report(first);
    TRY(report_twins(desk, first, first->numbers, false, judge_shared));
    TRY(report_twins(desk, first, first->identities, true, judge_many));
    for (size_t i = 0; i < c->strand_count; i++)
        append(&c->run.found, &c->strands[i].found);
    put_lines(&c->run);
    return DONE;
}

static enum outcome look(struct desk *desk, struct checking *c)
{
    SCOPED(tx) tx = { 0 };
    bool beside = false;
    c->beside = *desk;
    c->beside.arena = arena_open();
    TRY(tx_look_beside(desk, &tx, &c->beside, &c->beside_look, &beside));
    struct desk *desks[STRANDS] = { desk, &c->beside };
    c->strand_count = beside ? STRANDS : 1;
    for (size_t i = 0; i < c->strand_count; i++)
        strand_init(&c->strands[i], &c->run, &c->ground, desks[i]);
    TRY(look_at_all(desk, c));
    return tx_commit(&tx);
}

static void leave_beside(struct checking *c)
{
    if (c->strand_count == STRANDS) {
        tx_close(&c->beside_look);
        db_close(c->beside.db);
    }
    if (c->beside.arena)
        arena_close(c->beside.arena);
    c->beside = (struct desk){ 0 };
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
    enum outcome outcome = look(desk, c);
    leave_beside(c);
    TRY(outcome);
    if (c->run.order->store)
        TRY(findings_keep(&c->run));
    return journal_check(desk, c->run.out);
}

static void close_checking(struct checking *c)
{
    for (size_t i = 0; i < c->strand_count; i++)
        strand_close(&c->strands[i]);
    ground_close(&c->ground);
    arena_close(c->run.kept);
    hash_map_close(&c->run.confirmed);
    hash_map_close(&c->run.cases);
    hash_map_close(&c->run.known_by_cause);
    free(c->run.found.at);
    free(c->run.known);
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
