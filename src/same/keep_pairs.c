/** What a run found, beside what earlier runs found and people decided. */
#include "db/db.h"
#include "journal/journal.h"
#include "register/finding_kind.h"
#include "register/person_store.h"
#include "same/live_run.h"
#include "same/live_spec.h"
#include "sql/same.h"
#include <math.h>

enum { BATCH = 2000, MILLION = 1000000, SEND_AT = 64 * 1024 }; /* pairs of a commit */

/* ---- what is known ---- */

static uint64_t mix(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * 0xff51afd7ed558ccdu;
    return hash ^ hash >> 32;
}

static uint64_t key_of_two(int32_t part, int64_t person, int32_t other_part, int64_t other)
{
    uint64_t hash = mix((uint64_t)(uint32_t)part, (uint64_t)person);
    return mix(mix(hash, (uint64_t)(uint32_t)other_part), (uint64_t)other) | 1;
}

static enum outcome keep_known(struct desk *desk, void *self, struct row row)
{
    struct live_run *l = self;
    (void)desk;
    if ((l->known_count & (l->known_count + 1)) == 0) {
        l->known = realloc(l->known, (l->known_count + 1) * 2 * sizeof *l->known);
        ASSERT(l->known);
    }
    l->known[l->known_count++] = (struct known_pair){ .part = (int32_t)row_int(row, 0),
                                                      .id = row_int(row, 1),
                                                      .person = row_int(row, 2),
                                                      .other_part = (int32_t)row_int(row, 3),
                                                      .other_person = row_int(row, 4),
                                                      .state = row_text(row, 5).at[0] };
    const struct known_pair *k = &l->known[l->known_count - 1];
    *hash_map_at(&l->known_by_two, key_of_two(k->part, k->person, k->other_part, k->other_person)) =
        l->known_count;
    return DONE;
}

enum outcome known_pairs_read(struct live_run *l)
{
    return db_each(l->desk, &Q_same_pairs_known, WITH(v_int(l->from), v_int(l->to)), keep_known, l);
}

struct known_pair *known_pair_of(struct live_run *l, const struct live_one *a,
                                 const struct live_one *b)
{
    uint64_t at = l->known_count
                      ? *hash_map_at(&l->known_by_two, key_of_two(a->part, a->id, b->part, b->id))
                      : 0;
    return at ? &l->known[at - 1] : NULL;
}

/* ---- whom it concerns ---- */

static bool is_party(const struct live_run *l, uint32_t row)
{
    const struct live_one *one = &l->persons[row];
    for (size_t i = 0; i < COUNT(l->parties); i++)
        if (one->id == l->parties[i].id && one->part == l->parties[i].part)
            return true;
    return false;
}

bool pair_concerns(const struct live_run *l, const struct link_pair *pair)
{
    return !l->parties[0].id || is_party(l, pair->a) || is_party(l, pair->b);
}

/* ---- why ---- */

static struct str levels_text(struct live_run *l, const struct link_pair *pair)
{
    SCOPED(buf) text = { 0 };
    struct link_reason reasons[SPEC_COLUMNS_MAX];
    size_t count = linking_reasons(&l->linking, pair->a, pair->b, reasons);
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "%s%s:%s:%lld", i ? ";" : "",
                   live_item_of_expression(reasons[i].of)->code, reasons[i].level,
                   (long long)llround(reasons[i].bits * 10));
    return arena_str(l->desk->arena, buf_str(&text));
}

/** Pairs of a cluster are all those between its registrations: n (n − 1) / 2. */
static int64_t cluster_size(struct live_run *l, uint32_t first)
{
    uint64_t pairs = *hash_map_at(&l->cluster_pairs, first + UINT64_C(1));
    return llround((1 + sqrt(1 + 8 * (double)pairs)) / 2);
}

/* ---- keeping ---- */

static struct same_pair pair_of(struct live_run *l, const struct link_pair *found)
{
    const struct live_one *a = &l->persons[found->a], *b = &l->persons[found->b];
    uint32_t first = l->linking.clusters[found->a];
    return (struct same_pair){
        .part = a->part,
        .person = a->id,
        .station = a->station,
        .other_part = b->part,
        .other_person = b->id,
        .other_station = b->station,
        .unit = finding_owner_unit(FINDING_DUPLICATE_REGISTRATION, a->station, b->station),
        .run_part = l->run.part,
        .run = l->run.id,
        .doubt = llround((1 - (double)found->probability) * MILLION),
        .levels = levels_text(l, found),
        .cluster = l->persons[first].id,
        .cluster_size = cluster_size(l, first),
    };
}

static enum outcome add(struct desk *desk, const struct same_pair *p)
{
    return db_change(desk, &Q_same_pair_add, REFUSAL_NONE,
                     WITH(v_int(p->part), v_int(new_id(desk)), v_int(p->person), v_int(p->station),
                          v_int(p->other_part), v_int(p->other_person), v_int(p->other_station),
                          v_int(p->unit), v_int(p->run_part), v_int(p->run), v_int(p->doubt),
                          v_text(p->levels), v_int(p->cluster), v_int(p->cluster_size),
                          v_day(desk->today)));
}

static enum outcome refresh(struct desk *desk, const struct known_pair *known,
                            const struct same_pair *p)
{
    if (known->state == 'G')
        TRY(db_change(desk, &Q_same_pair_back, REFUSAL_NONE,
                      WITH(v_int(p->part), v_int(known->id), v_day(desk->today))));
    return db_change(desk, &Q_same_pair_refresh, REFUSAL_NONE,
                     WITH(v_int(p->part), v_int(known->id), v_int(p->station),
                          v_int(p->other_station), v_int(p->unit), v_int(p->run_part),
                          v_int(p->run), v_int(p->doubt), v_text(p->levels), v_int(p->cluster),
                          v_int(p->cluster_size)));
}

/** What somebody decided stays decided; what waits is brought up to date; the rest is new. */
static enum outcome keep_one(struct live_run *l, const struct link_pair *found)
{
    if (!pair_concerns(l, found))
        return DONE;
    struct known_pair *known = known_pair_of(l, &l->persons[found->a], &l->persons[found->b]);
    if (known)
        known->seen = true;
    if (known && known->state != 'O' && known->state != 'G') {
        l->run.settled++;
        return DONE;
    }
    const struct same_pair pair = pair_of(l, found);
    l->run.fresh += !known || known->state == 'G';
    return known ? refresh(l->desk, known, &pair) : add(l->desk, &pair);
}

static enum outcome is_here(struct live_run *l, int32_t part, int64_t id, bool *here, bool *ended)
{
    struct person p;
    TRY(person_load(l->desk, part, id, &p));
    *here = p.station >= l->from && p.station <= l->to;
    *ended = !person_holds_number(p.status);
    return DONE;
}

/** Gone when one registration has ended, or both were compared and are no pair any more. */
static enum outcome close_one(struct live_run *l, const struct known_pair *k)
{
    bool here[2], ended[2];
    if (k->state != 'O' || k->seen || l->parties[0].id)
        return DONE;
    TRY(is_here(l, k->part, k->person, &here[0], &ended[0]));
    TRY(is_here(l, k->other_part, k->other_person, &here[1], &ended[1]));
    if (!(ended[0] || ended[1] || (here[0] && here[1])))
        return DONE;
    l->run.gone++;
    return db_change(l->desk, &Q_same_pair_gone, REFUSAL_NONE,
                     WITH(v_int(k->part), v_int(k->id), v_day(l->desk->today)));
}

static enum outcome journal_batch(struct live_run *l, int64_t fresh, int64_t gone)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "run", l->run.id);
    json_field_int(&body, "fresh", fresh);
    json_field_int(&body, "gone", gone);
    json_close(&body, '}');
    return journal(l->desk, "same_pair.kept", l->run.part, 0, buf_str(&body));
}

static enum outcome keep_batch(struct live_run *l, size_t from, size_t to, bool closing)
{
    SCOPED(tx) tx = { 0 };
    int64_t fresh = l->run.fresh, gone = l->run.gone;
    TRY(tx_open(l->desk, &tx));
    for (size_t i = from; i < to; i++)
        TRY(closing ? close_one(l, &l->known[i]) : keep_one(l, &l->linking.pairs[i]));
    TRY(journal_batch(l, l->run.fresh - fresh, l->run.gone - gone));
    return tx_commit(&tx);
}

static enum outcome keep_all(struct live_run *l, size_t count, bool closing)
{
    for (size_t from = 0; from < count; from += BATCH)
        TRY(keep_batch(l, from, from + BATCH < count ? from + BATCH : count, closing));
    return DONE;
}

enum outcome pairs_keep(struct live_run *l)
{
    TRY(keep_all(l, l->linking.pair_count, false));
    return keep_all(l, l->known_count, true);
}

/* ---- telling ---- */

static enum outcome put_id(struct live_run *l, uint32_t row, struct buf *line)
{
    struct person p;
    const struct live_one *one = &l->persons[row];
    TRY(person_load(l->desk, one->part, one->id, &p));
    if (p.legacy.len)
        csv_field_for_sheets(line, p.legacy);
    else
        buf_printf(line, "%09d-%lld", (int)one->part, (long long)one->id);
    buf_byte(line, ',');
    return DONE;
}

static enum outcome put_pair(struct live_run *l, const struct link_pair *pair, struct buf *line)
{
    const struct known_pair *known = known_pair_of(l, &l->persons[pair->a], &l->persons[pair->b]);
    static const char *const states[] = {
        ['S'] = "SAME", ['D'] = "DIFFERENT", ['U'] = "UNKNOWN", ['O'] = "OPEN", ['G'] = "OPEN"
    };
    TRY(put_id(l, pair->a, line));
    TRY(put_id(l, pair->b, line));
    buf_printf(line, "%.6f,%s\n", (double)pair->probability,
               known ? states[(size_t)known->state] : "OPEN");
    return DONE;
}

enum outcome pairs_tell(struct live_run *l)
{
    SCOPED(buf) lines = { 0 };
    if (!l->order->lines)
        return DONE;
    buf_text(&lines, LINK_RUN_HEADINGS);
    for (size_t i = 0; i < l->linking.pair_count; i++) {
        if (pair_concerns(l, &l->linking.pairs[i]))
            TRY(put_pair(l, &l->linking.pairs[i], &lines));
        if (lines.len < SEND_AT)
            continue;
        l->order->lines(l->order->self, buf_str(&lines));
        buf_clear(&lines);
    }
    l->order->lines(l->order->self, buf_str(&lines));
    return DONE;
}
