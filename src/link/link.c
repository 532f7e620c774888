#include "link/link.h"
#include "link/crew.h"
#include <math.h>

enum {
    PLACES_PER_UNIT = 2048,
    RANDOM_PAIRS_LEAST = 500000,
    RANDOM_PAIRS_MOST = 2000000,
    RANDOM_PAIRS_PER_ROW = 10,
    RANDOM_PER_UNIT = 50000,
};
/** A pair below this is not kept, whatever the threshold: it must be far below any sensible one. */
#define LEAST_KEPT 0.02

/* ---- making ready ---- */

static enum outcome refuse_table(struct desk *desk, const struct table_fault *fault)
{
    static const char *const why[] = {
        [TABLE_GOOD] = "",
        [TABLE_BROKEN_ROW] = "引号有误 quotes are wrong",
        [TABLE_NO_HEADING] = "缺少规则中的列 a column of the spec is missing",
        [TABLE_TOO_LARGE] = "行数过多 too many rows",
    };
    return refuse_at(desk, NO_LINK_TABLE, fault->file ? "/B" : "/A", "%s (%lld)",
                     why[fault->result], (long long)fault->line);
}

/** A block that is far too wide is named before anybody waits for it. */
static enum outcome check_width(struct desk *desk, const struct linking *linking)
{
    int64_t all = 0;
    const struct block *widest = &linking->blocks.at[0];
    for (size_t b = 0; b < linking->blocks.count; b++) {
        const struct block *block = &linking->blocks.at[b];
        all += block->pairs;
        widest = block->pairs > widest->pairs ? block : widest;
    }
    if (all <= linking->spec.pairs_most)
        return DONE;
    return refuse_at(desk, NO_LINK_TOO_WIDE, "/spec", "%lld: block, %lld 对 pairs",
                     (long long)widest->line, (long long)widest->pairs);
}

static enum outcome make_ready(struct desk *desk, struct linking *linking)
{
    if (!comparisons_open(&linking->comparisons, &linking->table, &linking->spec))
        return refuse_at(desk, NO_LINK_SPEC, "/spec", "级别过多 too many levels in all");
    blocks_open(&linking->blocks, &linking->table, &linking->spec);
    return check_width(desk, linking);
}

enum outcome linking_open(struct desk *desk, struct linking *out, struct str spec, struct str a,
                          struct str b, size_t threads)
{
    struct spec_fault fault;
    struct table_fault table_fault;
    *out = (struct linking){ .threads = threads };
    if (!spec_read(desk->arena, spec, &out->spec, &fault))
        return refuse_at(desk, NO_LINK_SPEC, "/spec", "%lld: " STR_FMT, (long long)fault.line,
                         STR_ARG(fault.what));
    if (table_read(&out->table, desk->arena, a, b, &out->spec, &table_fault) != TABLE_GOOD)
        return refuse_table(desk, &table_fault);
    return make_ready(desk, out);
}

enum outcome linking_begin(struct desk *desk, struct linking *out, struct str spec,
                           const struct str *headings, size_t count, size_t threads)
{
    struct spec_fault fault;
    struct table_fault table_fault = { .result = TABLE_NO_HEADING, .line = 1 };
    *out = (struct linking){ .threads = threads };
    if (!spec_read(desk->arena, spec, &out->spec, &fault))
        return refuse_at(desk, NO_LINK_SPEC, "/spec", "%lld: " STR_FMT, (long long)fault.line,
                         STR_ARG(fault.what));
    if (table_begin(&out->table, desk->arena, &out->spec, headings, count) != TABLE_GOOD)
        return refuse_table(desk, &table_fault);
    return DONE;
}

void linking_row(struct linking *linking, const struct str *fields, size_t count)
{
    table_row(&linking->table, fields, count);
}

enum outcome linking_ready(struct desk *desk, struct linking *linking)
{
    table_end(&linking->table);
    return make_ready(desk, linking);
}

void linking_close(struct linking *linking)
{
    blocks_close(&linking->blocks);
    comparisons_close(&linking->comparisons);
    table_close(&linking->table);
    patterns_close(&linking->random);
    patterns_close(&linking->blocked);
    free(linking->pairs);
    free(linking->clusters);
    *linking = (struct linking){ 0 };
}

/* ---- walking the blocks with several threads ---- */

static size_t units_of(const struct block *block)
{
    return (block->count + PLACES_PER_UNIT - 1) / PLACES_PER_UNIT;
}

static size_t all_units(const struct blocks *blocks)
{
    size_t n = 0;
    for (size_t b = 0; b < blocks->count; b++)
        n += units_of(&blocks->at[b]);
    return n;
}

static void walk_unit(const struct blocks *blocks, size_t unit, take_pairs *take, void *context)
{
    size_t b = 0;
    for (; unit >= units_of(&blocks->at[b]); b++)
        unit -= units_of(&blocks->at[b]);
    blocks_pairs(blocks, b, unit * PLACES_PER_UNIT, (unit + 1) * PLACES_PER_UNIT, take, context);
}

/* ---- training ---- */

struct counter {
    struct linking *linking;
    struct patterns patterns;
    int64_t pairs;
    uint32_t sampled_below; /* of 2^32, which pairs are in the sample */
};

static void merge_counters(struct counter *counters, size_t count, struct patterns *into)
{
    for (size_t t = 0; t < count; t++) {
        struct patterns *from = &counters[t].patterns;
        for (size_t i = 0; i < from->room; i++)
            if (from->slots[i].count)
                patterns_add(into, from->slots[i].pattern, from->slots[i].count);
        patterns_close(from);
    }
}

static uint64_t scattered(uint64_t n)
{
    n = (n ^ n >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    n = (n ^ n >> 27) * UINT64_C(0x94D049BB133111EB);
    return n ^ n >> 31;
}

static void count_pairs(void *context, uint32_t a, const uint32_t *b, size_t count)
{
    struct counter *counter = context;
    const struct comparisons *comparisons = &counter->linking->comparisons;
    bool all = counter->sampled_below == UINT32_MAX;
    counter->pairs += (int64_t)count;
    for (size_t i = 0; i < count; i++)
        if (all || (uint32_t)scattered((uint64_t)a << 32 | b[i]) < counter->sampled_below)
            patterns_add(&counter->patterns, comparisons_pattern(comparisons, a, b[i]), 1);
}

static void count_unit(void *context, size_t thread, size_t unit)
{
    struct counter *counter = (struct counter *)context + thread;
    walk_unit(&counter->linking->blocks, unit, count_pairs, counter);
}

/** Two rows by chance: of the one table, or one of each. */
static void random_unit(void *context, size_t thread, size_t unit)
{
    struct counter *counter = (struct counter *)context + thread;
    const struct linking *linking = counter->linking;
    uint64_t rows = linking->table.rows, left = linking->table.rows_left;
    for (uint64_t i = 0; i < RANDOM_PER_UNIT; i++) {
        uint64_t n = scattered((unit * RANDOM_PER_UNIT + i + 1) * UINT64_C(0x9E3779B97F4A7C15));
        uint64_t high = n >> 32, low = n & UINT32_MAX;
        uint64_t a = linking->table.two ? high * left >> 32 : high * rows >> 32;
        uint64_t b = linking->table.two ? left + (low * (rows - left) >> 32) : low * rows >> 32;
        if (a != b)
            patterns_add(&counter->patterns,
                         comparisons_pattern(&linking->comparisons, (uint32_t)a, (uint32_t)b), 1);
    }
}

static double pairs_at_all(const struct table *table)
{
    double rows = (double)table->rows, left = (double)table->rows_left;
    return table->two ? left * (rows - left) : rows * (rows - 1) / 2;
}

static double rate_of_sample(const struct linking *linking)
{
    double all = 0;
    for (size_t b = 0; b < linking->blocks.count; b++)
        all += (double)linking->blocks.at[b].pairs;
    return fmin(1, (double)linking->spec.sample_most / fmax(all, 1));
}

/** A rare level needs many to be seen at all. */
static size_t random_units(const struct linking *linking)
{
    size_t pairs = linking->table.rows * RANDOM_PAIRS_PER_ROW;
    pairs = pairs < RANDOM_PAIRS_LEAST ? RANDOM_PAIRS_LEAST : pairs;
    return (pairs > RANDOM_PAIRS_MOST ? RANDOM_PAIRS_MOST : pairs) / RANDOM_PER_UNIT;
}

void linking_train(struct linking *linking)
{
    struct counter counters[CREW_MAX] = { 0 };
    double all = pairs_at_all(&linking->table);
    linking->sample_rate = rate_of_sample(linking);
    for (size_t t = 0; t < linking->threads; t++)
        counters[t] =
            (struct counter){ .linking = linking,
                              .sampled_below = (uint32_t)(linking->sample_rate * UINT32_MAX) };
    if (all > 0)
        crew_run(linking->threads, random_units(linking), random_unit, counters);
    merge_counters(counters, linking->threads, &linking->random);
    crew_run(linking->threads, all_units(&linking->blocks), count_unit, counters);
    for (size_t t = 0; t < linking->threads; t++)
        linking->candidates += counters[t].pairs;
    merge_counters(counters, linking->threads, &linking->blocked);
    model_estimate(&linking->model, &linking->comparisons, &linking->spec, &linking->random,
                   &linking->blocked, linking->sample_rate, all);
}

/* ---- scoring ---- */

struct keeper {
    const struct linking *linking;
    struct link_pair *pairs;
    size_t count, room;
};

static void keep_pair(struct keeper *keeper, struct link_pair pair)
{
    if (keeper->count == keeper->room) {
        keeper->room = keeper->room ? keeper->room * 2 : 4096;
        keeper->pairs = realloc(keeper->pairs, keeper->room * sizeof *keeper->pairs);
        ASSERT(keeper->pairs);
    }
    keeper->pairs[keeper->count++] = pair;
}

static void score_pairs(void *context, uint32_t a, const uint32_t *b, size_t count)
{
    struct keeper *keeper = context;
    const struct linking *linking = keeper->linking;
    for (size_t i = 0; i < count; i++) {
        double p =
            model_probability_of(&linking->model, &linking->comparisons, a, b[i], LEAST_KEPT);
        if (p > 0)
            keep_pair(keeper, (struct link_pair){ a, b[i], (float)p });
    }
}

static void score_unit(void *context, size_t thread, size_t unit)
{
    struct keeper *keeper = (struct keeper *)context + thread;
    walk_unit(&keeper->linking->blocks, unit, score_pairs, keeper);
}

/** What it is worth to stop at the nth of the likeliest pairs, of probability p, those up to it
 *  adding up to `sum`; below 0 where the aim forbids it. */
static double worth(const struct linking *linking, double n, double p, double sum)
{
    switch (linking->spec.aim) {
    case AIM_F1:
        return 2 * sum / (n + linking->expected_pairs);
    case AIM_PRECISION:
        return sum / n >= linking->spec.threshold ? n : -1;
    case AIM_PROBABILITY:
        return p >= linking->spec.threshold ? n : -1;
    }
    return -1;
}

/** How many of the likeliest pairs are taken, and what is to be expected of them. */
static void set_threshold(struct linking *linking)
{
    double sum = 0, best = 0, expected = fmax(linking->expected_pairs, 1e-9);
    size_t taken = 0;
    double sum_taken = 0;
    for (size_t i = 0; i < linking->pair_count; i++) {
        double n = (double)(i + 1), p = linking->pairs[i].probability;
        sum += p;
        double value = worth(linking, n, p, sum);
        if (value >= best) {
            best = value;
            taken = i + 1;
            sum_taken = sum;
        }
    }
    linking->pair_count = taken;
    linking->threshold = taken ? linking->pairs[taken - 1].probability : 1;
    linking->precision = taken ? sum_taken / (double)taken : 1;
    linking->recall = fmin(1, sum_taken / expected);
}

void linking_score(struct linking *linking)
{
    struct keeper keepers[CREW_MAX] = { 0 }, all = { 0 };
    for (size_t t = 0; t < linking->threads; t++)
        keepers[t].linking = linking;
    crew_run(linking->threads, all_units(&linking->blocks), score_unit, keepers);
    for (size_t t = 0; t < linking->threads; t++) {
        for (size_t i = 0; i < keepers[t].count; i++)
            keep_pair(&all, keepers[t].pairs[i]);
        free(keepers[t].pairs);
    }
    linking->pairs = all.pairs;
    linking->pair_count = all.count;
    linking->expected_pairs = linking->model.same.pairs;
    pairs_sort_by_probability(linking->pairs, linking->pair_count);
    if (linking->spec.one_to_one)
        linking->pair_count =
            pairs_one_to_one(linking->pairs, linking->pair_count, linking->table.rows);
    set_threshold(linking);
    pairs_sort_by_rows(linking->pairs, linking->pair_count);
}

/* ---- clusters ---- */

static struct link_pair scored(const struct linking *linking, uint32_t a, uint32_t b)
{
    uint64_t pattern = comparisons_pattern(&linking->comparisons, a, b);
    double p = model_probability(&linking->model, &linking->comparisons, pattern);
    return (struct link_pair){ a, b, (float)p };
}

/** Rows by cluster, and by row within one. */
static int by_cluster(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/** Rows that some pair names, each with its cluster in front, sorted. */
static uint64_t *clustered_rows(const struct linking *linking, size_t *count)
{
    uint64_t *rows = room_for(linking->pair_count * 2, sizeof *rows);
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < linking->pair_count * 2; i++) {
        const struct link_pair *pair = &linking->pairs[i / 2];
        uint32_t row = i % 2 ? pair->b : pair->a;
        rows[n++] = (uint64_t)linking->clusters[row] << 32 | row;
    }
    qsort(rows, n, sizeof *rows, by_cluster);
    for (size_t i = 0; i < n; i++)
        if (!i || rows[i] != rows[i - 1])
            rows[kept++] = rows[i];
    *count = kept;
    return rows;
}

static bool may_be_pair(const struct table *table, uint32_t a, uint32_t b)
{
    return !table->two || (a < table->rows_left) != (b < table->rows_left);
}

static void keep_cluster(struct linking *linking, const uint64_t *rows, size_t count,
                         struct keeper *keeper)
{
    linking->cluster_count += count > 1;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            if (may_be_pair(&linking->table, (uint32_t)rows[i], (uint32_t)rows[k]))
                keep_pair(keeper, scored(linking, (uint32_t)rows[i], (uint32_t)rows[k]));
}

void linking_cluster(struct linking *linking)
{
    struct keeper keeper = { 0 };
    size_t count;
    linking->clusters = clusters_make(linking->pairs, linking->pair_count, linking->table.rows,
                                      linking->spec.chain);
    uint64_t *rows = clustered_rows(linking, &count);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && rows[end] >> 32 == rows[i] >> 32; end++)
            continue;
        keep_cluster(linking, rows + i, end - i, &keeper);
    }
    free(rows);
    free(linking->pairs);
    linking->pairs = keeper.pairs;
    linking->pair_count = keeper.count;
    pairs_sort_by_rows(linking->pairs, linking->pair_count);
}

/* ---- what comes out ---- */

void linking_write(const struct linking *linking, struct buf *out)
{
    struct expression id = { .column = linking->spec.id };
    id.text = arena_printf(linking->table.arena, "\"" STR_FMT "\"", STR_ARG(id.column));
    struct table table = linking->table;
    const struct feature *ids = table_feature(&table, &id);
    buf_text(out,
             linking->clusters ? "left,right,probability,cluster\n" : "left,right,probability\n");
    for (size_t i = 0; i < linking->pair_count; i++) {
        struct link_pair pair = linking->pairs[i];
        csv_field(out, ids->texts.at[ids->of_row[pair.a]]);
        buf_byte(out, ',');
        csv_field(out, ids->texts.at[ids->of_row[pair.b]]);
        buf_printf(out, ",%.6f", (double)pair.probability);
        if (linking->clusters) {
            buf_byte(out, ',');
            csv_field(out, ids->texts.at[ids->of_row[linking->clusters[pair.a]]]);
        }
        buf_byte(out, '\n');
    }
}

/* ---- why ---- */

static const char *const tests[] = {
#define X(name, word, threshold) [TEST_##name] = word,
    LINK_TESTS(X)
#undef X
};
static const char *const functions[] = { [NO_FUNCTION] = "",
#define X(name, word, numbers) [FUNCTION_##name] = word,
                                         LINK_FUNCTIONS(X)
#undef X
};

static struct link_reason reason_of(const struct linking *linking, size_t c, uint32_t symbol)
{
    const struct spec_comparison *spec = &linking->spec.comparisons[c];
    struct link_reason reason = { spec->of->text, "missing", 0 };
    if (!symbol)
        return reason;
    const struct spec_level *level =
        &spec->levels[linking->comparisons.at[c].level_of_symbol[symbol] - 1];
    reason.level = tests[level->test];
    if (level->function)
        reason.level = arena_printf(linking->table.arena, "%s_%s", tests[level->test],
                                    functions[level->function])
                           .at;
    reason.bits = linking->model.same.weight[c][symbol] / log(2);
    return reason;
}

size_t linking_reasons(const struct linking *linking, uint32_t a, uint32_t b,
                       struct link_reason out[SPEC_COLUMNS_MAX])
{
    const struct comparisons *all = &linking->comparisons;
    uint64_t pattern = comparisons_pattern(all, a, b);
    for (size_t c = 0; c < all->count; c++)
        out[c] = reason_of(linking, c, pattern_symbol(&all->at[c], pattern));
    return all->count;
}

static void summary_of_levels(const struct linking *linking, size_t c, struct buf *out)
{
    const struct spec_comparison *spec = &linking->spec.comparisons[c];
    for (size_t l = 0; l < spec->level_count; l++) {
        const struct spec_level *level = &spec->levels[l];
        double m = linking->model.same.share[c][l + 1], u = linking->model.chance[c][l + 1];
        buf_printf(out, "  %-14s %-8s %8.3g %s  m %.4f  u %.3g  %+.1f bit\n", tests[level->test],
                   functions[level->function], level->threshold, level->by_frequency ? "tf" : "  ",
                   m, u, log2(m / u));
    }
}

void linking_summary(const struct linking *linking, struct buf *out)
{
    buf_printf(out, "行 rows %zu  比较 pairs compared %lld  迭代 rounds %d\n", linking->table.rows,
               (long long)linking->candidates, linking->model.rounds);
    for (size_t b = 0; b < linking->blocks.count; b++)
        buf_printf(out, "  block %lld: %lld 对 pairs\n", (long long)linking->blocks.at[b].line,
                   (long long)linking->blocks.at[b].pairs);
    for (size_t c = 0; c < linking->comparisons.count; c++) {
        buf_printf(out, STR_FMT "\n", STR_ARG(linking->spec.comparisons[c].of->text));
        summary_of_levels(linking, c, out);
    }
    for (size_t k = 0; k < linking->model.stranger_count; k++)
        buf_printf(out, "strangers %zu: %.0f 对 pairs\n", k + 1, linking->model.strangers[k].pairs);
    buf_printf(out, "估计同一人 expected pairs %.1f\n", linking->expected_pairs);
    buf_printf(out, "阈值 threshold %.4f  预期精确率 expected precision %.4f  召回率 recall %.4f\n",
               linking->threshold, linking->precision, linking->recall);
    buf_printf(out, "写出 pairs written %zu", linking->pair_count);
    if (linking->clusters)
        buf_printf(out, "  群 clusters %zu", linking->cluster_count);
    buf_text(out, "\n");
}
