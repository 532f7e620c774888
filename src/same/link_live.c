/** The register compared with itself: for what, whom, by which rules. */
#include "conflict/conflict.h"
#include "db/db.h"
#include "journal/journal.h"
#include "keys/sm3.h"
#include "office/office.h"
#include "office/unit.h"
#include "register/live_persons.h"
#include "same/live_run.h"
#include "same/live_spec.h"
#include "sql/same.h"

enum { THREADS = 2, MILLION = 1000000 };

/* ---- for what ---- */

static enum outcome for_check(struct live_run *l, struct str *purpose)
{
    struct desk *desk = l->desk;
    struct same_check check;
    struct unit unit;
    TRY(same_check_load(desk, l->order->part, l->order->id, &check));
    TRY(may(desk, MAY_SETTLE_NUMBERS, check.part));
    if (!str_is(check.state, "DECIDED") || desk->today.n > check.ends_on.n)
        return refuse(desk, NO_SAME_NOT_DECIDED);
    TRY(unit_load(desk, check.part, &unit));
    l->from = unit.reach_from;
    l->to = unit.reach_to;
    l->run.part = check.part;
    *purpose = check.purpose;
    return DONE;
}

/** Within the clerk's reach, and about the two of the conflict alone. */
static enum outcome for_case(struct live_run *l, struct str *purpose)
{
    struct desk *desk = l->desk;
    struct conflict c;
    TRY(conflict_load(desk, l->order->part, l->order->id, &c));
    TRY(may(desk, MAY_SETTLE_NUMBERS,
            clerk_reaches(&desk->clerk, c.other_station) ? c.other_station : c.station));
    if (day_is(c.closed_on))
        return refuse(desk, NO_SAME_NOT_DECIDED);
    l->from = desk->clerk.reach_from;
    l->to = desk->clerk.reach_to;
    l->run.part = desk->clerk.unit;
    l->parties[0] = (struct live_one){ c.person, c.part, c.station };
    l->parties[1] = (struct live_one){ c.other_person, c.other_part, c.other_station };
    *purpose = STR("号码争议案件：查找当事人的其他登记");
    return DONE;
}

static enum outcome find_purpose(struct live_run *l, struct str *purpose)
{
    TRY(may(l->desk, MAY_SETTLE_NUMBERS, l->desk->clerk.unit));
    if (str_is(l->order->of_kind, "CHECK"))
        return for_check(l, purpose);
    if (str_is(l->order->of_kind, "CASE"))
        return for_case(l, purpose);
    return refuse(l->desk, NO_SAME_NOT_DECIDED);
}

/* ---- the entries around it ---- */

static enum outcome enter(struct live_run *l, const char *verb)
{
    SCOPED(buf) body = { 0 };
    const struct link_run *run = &l->run;
    json_open(&body, '{');
    json_field_id(&body, "run", run->id);
    json_field_str(&body, "for", run->of_kind);
    json_field_int(&body, "forPart", run->of_part);
    json_field_id(&body, "forId", run->of_id);
    json_field_str(&body, "spec", run->spec);
    json_field_str(&body, "state", run->state);
    json_field_int(&body, "persons", run->persons);
    json_field_int(&body, "found", run->found);
    json_field_int(&body, "fresh", run->fresh);
    json_field_int(&body, "gone", run->gone);
    json_close(&body, '}');
    return journal(l->desk, verb, run->part, 0, buf_str(&body));
}

static enum outcome begin(struct live_run *l, const struct live_spec *spec)
{
    SCOPED(tx) tx = { 0 };
    struct desk *desk = l->desk;
    struct link_run *run = &l->run;
    unsigned char hash[SM3_BYTES];
    sm3(str_of(spec->text), hash);
    run->id = new_id(desk);
    run->of_kind = l->order->of_kind;
    run->of_part = l->order->part;
    run->of_id = l->order->id;
    run->spec = str_of(spec->code);
    run->clerk = desk->clerk.id;
    run->state = STR("RUNNING");
    run->began = desk->now;
    TRY(tx_open(desk, &tx));
    TRY(db_change(
        desk, &Q_link_runs_broken, REFUSAL_NONE,
        WITH(v_int(run->part), v_text(run->of_kind), v_int(run->of_part), v_int(run->of_id))));
    TRY(db_change(desk, &Q_link_run_add, REFUSAL_NONE,
                  WITH(v_int(run->part), v_int(run->id), v_text(run->of_kind), v_int(run->of_part),
                       v_int(run->of_id), v_text(run->spec), v_bytes(str_from(hash, SM3_BYTES)),
                       v_int(run->clerk), v_int(run->began))));
    TRY(enter(l, "link_run.began"));
    return tx_commit(&tx);
}

static enum outcome end(struct live_run *l, const char *state)
{
    SCOPED(tx) tx = { 0 };
    struct link_run *run = &l->run;
    run->state = str_of(state);
    run->ended = l->order->clock ? l->order->clock() : l->desk->now;
    run->ver = 2;
    TRY(tx_open(l->desk, &tx));
    TRY(db_change(l->desk, &Q_link_run_end, NO_CHANGED_MEANWHILE,
                  WITH(v_int(run->part), v_int(run->id), v_text(run->state), v_int(run->ended),
                       v_int(run->persons), v_int(run->candidates), v_int(run->found),
                       v_int(run->fresh), v_int(run->settled), v_int(run->gone),
                       v_int(run->threshold), v_int(run->expected_precision),
                       v_int(run->expected_recall))));
    TRY(enter(l, "link_run.ended"));
    return tx_commit(&tx);
}

/* ---- whom ---- */

/** YYYYMMDD, as the comparisons of days want it; empty when it is not known. */
static struct str born_text(struct day born, char out[9])
{
    if (!day_is(born))
        return NO_STR;
    struct civil day = day_civil(born);
    int n = day.year * 10000 + day.month * 100 + day.day;
    return str_from(out, (size_t)snprintf(out, 9, "%08d", n % 100000000));
}

/** As a file of the same register would have them; an id of its own takes the place of 原编号. */
static enum outcome take_person(struct desk *desk, void *self, const struct live_person *p)
{
    struct live_run *l = self;
    char born[9], row[24], station[12];
    (void)desk;
    if (l->person_count == l->person_room) {
        l->person_room = l->person_room ? l->person_room * 2 : 4096;
        l->persons = realloc(l->persons, l->person_room * sizeof *l->persons);
        ASSERT(l->persons);
    }
    int len = snprintf(row, sizeof row, "%zu", l->person_count);
    l->persons[l->person_count++] = (struct live_one){ p->id, p->part, p->station };
    const struct str fields[LIVE_COLUMNS] = {
        str_from(row, (size_t)len),
        p->name,
        p->sex,
        born_text(p->born_on, born),
        p->number,
        p->native_place,
        p->education,
        p->marital,
        str_from(station, (size_t)snprintf(station, sizeof station, "%09d", (int)p->station)),
    };
    linking_row(&l->linking, fields, LIVE_COLUMNS);
    return DONE;
}

/** All of it at one moment of the register. */
static enum outcome look(struct live_run *l)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_look(l->desk, &tx));
    TRY(known_pairs_read(l));
    TRY(live_persons(l->desk, l->from, l->to, take_person, l));
    l->run.persons = (int64_t)l->person_count;
    return tx_commit(&tx);
}

/* ---- comparing ---- */

static void count_clusters(struct live_run *l)
{
    const struct linking *linking = &l->linking;
    for (size_t i = 0; i < linking->pair_count; i++)
        ++*hash_map_at(&l->cluster_pairs, linking->clusters[linking->pairs[i].a] + UINT64_C(1));
}

static void note_figures(struct live_run *l)
{
    const struct linking *linking = &l->linking;
    l->run.candidates = linking->candidates;
    l->run.threshold = (int64_t)(linking->threshold * MILLION);
    l->run.expected_precision = (int64_t)(linking->precision * MILLION);
    l->run.expected_recall = (int64_t)(linking->recall * MILLION);
    for (size_t i = 0; i < linking->pair_count; i++)
        l->run.found += pair_concerns(l, &linking->pairs[i]);
}

static enum outcome compare(struct live_run *l)
{
    TRY(linking_ready(l->desk, &l->linking));
    if (l->person_count < 2)
        return DONE;
    linking_train(&l->linking);
    linking_score(&l->linking);
    linking_cluster(&l->linking);
    count_clusters(l);
    note_figures(l);
    return DONE;
}

static enum outcome run_through(struct live_run *l, const struct live_spec *spec)
{
    struct str headings[LIVE_COLUMNS];
    for (size_t i = 0; i < LIVE_COLUMNS; i++)
        headings[i] = str_of(live_headings[i]);
    TRY(linking_begin(l->desk, &l->linking, str_of(spec->text), headings, LIVE_COLUMNS, THREADS));
    TRY(look(l));
    TRY(compare(l));
    TRY(pairs_tell(l));
    return pairs_keep(l);
}

/** What it was refused or broken by stays on the desk; the run says that it did not come through. */
static void end_broken(struct live_run *l)
{
    struct problem why = l->desk->why;
    (void)!end(l, "BROKEN");
    l->desk->why = why;
}

static enum outcome run(struct live_run *l)
{
    struct str purpose;
    const struct live_spec *spec = live_spec_on(l->desk->today);
    TRY(find_purpose(l, &purpose));
    l->desk->purpose = purpose;
    TRY(begin(l, spec));
    enum outcome outcome = run_through(l, spec);
    if (outcome == DONE)
        return end(l, "DONE");
    end_broken(l);
    return outcome;
}

static void live_run_close(struct live_run *l)
{
    linking_close(&l->linking);
    hash_map_close(&l->known_by_two);
    hash_map_close(&l->cluster_pairs);
    free(l->persons);
    free(l->known);
    free(l);
}

enum outcome link_live(struct desk *desk, const struct live_order *order, struct link_run *out)
{
    struct live_run *l = calloc(1, sizeof *l);
    ASSERT(l);
    l->desk = desk;
    l->order = order;
    struct str purpose = desk->purpose;
    enum outcome outcome = run(l);
    desk->purpose = purpose;
    if (outcome == DONE)
        *out = l->run;
    live_run_close(l);
    return outcome;
}
