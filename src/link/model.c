#include "link/model.h"
#include <math.h>

/* In the first rounds one person's pairs stay those that agree on everything, so that the strangers
 * find their place; otherwise the larger kind may take the name of the smaller: F1 of the city of
 * 100,000 people and seed 12 falls from 0.97 to 0.82. */
enum { ROUNDS_MAX = 200, STRANGERS_FIRST = 20 };
#define PAIRS_LEAST 1e-3
/* Pairs for a row. Strangers are many at first: what they explain must not be left to the others. */
#define SAME_AT_FIRST      0.001
#define STRANGERS_AT_FIRST 1.0
#define CHANCE_LEAST       1e-9 /* no level is rarer by chance than this */
#define ENOUGH             1e-4 /* of change in a round */

/* ---- patterns ---- */

static struct pattern_count *pattern_slot(struct patterns *patterns, uint64_t pattern)
{
    uint64_t h = pattern * UINT64_C(0x9E3779B97F4A7C15);
    size_t mask = patterns->room - 1, at = (size_t)(h >> 20) & mask;
    while (patterns->slots[at].count && patterns->slots[at].pattern != pattern)
        at = (at + 1) & mask;
    return &patterns->slots[at];
}

static void patterns_grow(struct patterns *patterns)
{
    struct patterns larger = { .room = patterns->room ? patterns->room * 2 : 1024,
                               .used = patterns->used };
    larger.slots = room_for(larger.room, sizeof *larger.slots);
    for (size_t i = 0; i < patterns->room; i++)
        if (patterns->slots[i].count)
            *pattern_slot(&larger, patterns->slots[i].pattern) = patterns->slots[i];
    free(patterns->slots);
    *patterns = larger;
}

void patterns_add(struct patterns *patterns, uint64_t pattern, uint64_t count)
{
    if (patterns->used * 2 >= patterns->room)
        patterns_grow(patterns);
    struct pattern_count *slot = pattern_slot(patterns, pattern);
    patterns->used += !slot->count;
    slot->pattern = pattern;
    slot->count += count;
}

void patterns_close(struct patterns *patterns)
{
    free(patterns->slots);
    *patterns = (struct patterns){ 0 };
}

static int by_pattern(const void *a, const void *b)
{
    uint64_t left = ((const struct pattern_count *)a)->pattern;
    uint64_t right = ((const struct pattern_count *)b)->pattern;
    return (left > right) - (left < right);
}

/** In one order whoever counted them, so that sums come out the same to the last bit. */
static struct pattern_count *patterns_sorted(const struct patterns *patterns)
{
    struct pattern_count *sorted = calloc(patterns->used + 1, sizeof *sorted);
    size_t n = 0;
    ASSERT(sorted);
    for (size_t i = 0; i < patterns->room; i++)
        if (patterns->slots[i].count)
            sorted[n++] = patterns->slots[i];
    qsort(sorted, n, sizeof *sorted, by_pattern);
    return sorted;
}

/** Patterns with their symbols taken apart once, since every round reads them. */
struct sample {
    struct pattern_count *at;
    uint8_t *symbols; /* of a pattern, one beside the other */
    size_t count;
    double rate; /* of all pairs of its sort */
};

static struct sample sample_open(const struct patterns *patterns,
                                 const struct comparisons *comparisons, double rate)
{
    struct sample sample = { patterns_sorted(patterns), NULL, patterns->used, rate };
    uint8_t *at = sample.symbols = room_for(sample.count, comparisons->count);
    for (size_t i = 0; i < sample.count; i++)
        for (size_t c = 0; c < comparisons->count; c++)
            *at++ = (uint8_t)pattern_symbol(&comparisons->at[c], sample.at[i].pattern);
    return sample;
}

static void sample_close(struct sample *sample)
{
    free(sample->at);
    free(sample->symbols);
}

/* ---- u ---- */

/** How often two rows share a value by chance, from how many rows have each. */
static double exact_by_chance(const struct comparison *comparison)
{
    const struct feature *feature = comparison->feature;
    double pairs = 0, rows = 0;
    for (uint32_t v = 1; v < feature->texts.count; v++) {
        double n = feature->tally[v];
        pairs += n * (n - 1);
        rows += n;
    }
    return rows > 1 ? pairs / (rows * (rows - 1)) : 0;
}

/* ---- m ---- */

static void set_weights(struct pair_kind *kind, const struct model *model,
                        const struct comparisons *comparisons)
{
    kind->prior = log(kind->pairs / model->all_pairs);
    for (size_t c = 0; c < comparisons->count; c++) {
        const struct comparison *comparison = &comparisons->at[c];
        for (uint32_t s = 1; s < comparison->symbol_count; s++) {
            uint32_t level = comparison->level_of_symbol[s];
            double frequency = symbol_frequency(comparison, s);
            double u = frequency > 0 ? frequency : model->chance[c][level];
            bool says = kind->comparisons >> c & 1;
            kind->weight[c][s] = says ? log(kind->share[c][level] / u) : 0;
        }
    }
}

/** A guess to begin with: most agree, the better levels more often than the worse. */
static void guess(struct pair_kind *kind, const struct comparisons *comparisons, double pairs)
{
    kind->pairs = pairs;
    for (size_t c = 0; c < comparisons->count; c++) {
        size_t levels = comparisons->at[c].level_count;
        double share = 0.9, left = 1;
        for (size_t l = 1; l < levels; l++, share = left * 0.5) {
            kind->share[c][l] = share;
            left -= share;
        }
        kind->share[c][levels] = left;
    }
}

static double weight_of(const struct pair_kind *kind, const struct comparisons *comparisons,
                        const uint8_t *symbols)
{
    double sum = kind->prior;
    for (size_t c = 0; c < comparisons->count; c++)
        sum += kind->weight[c][symbols[c]];
    return sum;
}

/** Odds of each kind against chance; the last is the sum with chance in it. */
struct odds {
    double same, strangers[SPEC_STRANGERS_MAX], all;
};

static struct odds odds_of(const struct model *model, const struct comparisons *comparisons,
                           const uint8_t *symbols)
{
    struct odds odds = { .same = exp(weight_of(&model->same, comparisons, symbols)) };
    odds.all = 1 + odds.same;
    for (size_t i = 0; i < model->stranger_count; i++) {
        odds.strangers[i] = exp(weight_of(&model->strangers[i], comparisons, symbols));
        odds.all += odds.strangers[i];
    }
    return odds;
}

static void symbols_of(const struct comparisons *comparisons, uint64_t pattern, uint8_t *symbols)
{
    for (size_t c = 0; c < comparisons->count; c++)
        symbols[c] = (uint8_t)pattern_symbol(&comparisons->at[c], pattern);
}

/** What the pairs of one kind showed in a round. */
struct tallies {
    double pairs, levels[SPEC_COLUMNS_MAX][SPEC_LEVELS_MAX + 1];
};

static void tally_pairs(struct tallies *tallies, const struct comparisons *comparisons,
                        const uint8_t *symbols, double pairs)
{
    tallies->pairs += pairs;
    for (size_t c = 0; c < comparisons->count; c++)
        tallies->levels[c][comparisons->at[c].level_of_symbol[symbols[c]]] += pairs;
}

/** What is left of it when the pairs of one person are taken out; with few different persons who
 *  share a value, nothing but noise is, so a little stays. */
static double exact_of_strangers(const struct model *model, const struct comparison *comparison,
                                 size_t c)
{
    double all = exact_by_chance(comparison);
    double same = model->same.pairs / model->all_pairs * model->same.share[c][1];
    return fmax(all - same, all * 0.02);
}

static bool counts_exactly(const struct comparison *comparison)
{
    const struct level *first = &comparison->levels[0];
    return first->test == TEST_EXACT && !first->forms->function;
}

/** u of every level, from random pairs less the share of each that is one person, as the model
 *  sees it now. */
static void estimate_chance(struct model *model, const struct comparisons *comparisons,
                            const struct sample *random)
{
    struct tallies tallies = { 0 };
    for (size_t i = 0; i < random->count; i++) {
        const uint8_t *symbols = random->symbols + i * comparisons->count;
        double different = 1;
        if (model->rounds) {
            struct odds odds = odds_of(model, comparisons, symbols);
            different = 1 - odds.same / odds.all;
        }
        tally_pairs(&tallies, comparisons, symbols, (double)random->at[i].count * different);
    }
    for (size_t c = 0; c < comparisons->count; c++) {
        const struct comparison *comparison = &comparisons->at[c];
        double all = tallies.pairs - tallies.levels[c][0];
        for (size_t l = 1; l <= comparison->level_count; l++)
            model->chance[c][l] = fmax((tallies.levels[c][l] + 0.5) / (all + 1), CHANCE_LEAST);
        if (counts_exactly(comparison))
            model->chance[c][1] = fmax(exact_of_strangers(model, comparison, c), CHANCE_LEAST);
    }
}

/** m from the tallies, with a trace of every level; returns the largest change. */
static double take_tallies(struct pair_kind *kind, const struct tallies *tallies,
                           const struct comparisons *comparisons, double sample_rate)
{
    double change = 0;
    kind->pairs = fmax(tallies->pairs / sample_rate, PAIRS_LEAST);
    for (size_t c = 0; c < comparisons->count; c++) {
        const double *levels = tallies->levels[c];
        size_t count = comparisons->at[c].level_count;
        double all = 0;
        for (size_t l = 1; l <= count; l++)
            all += levels[l] + 0.1;
        for (size_t l = 1; l <= count; l++) {
            double share = (levels[l] + 0.1) / all;
            change = fmax(change, fabs(share - kind->share[c][l]));
            kind->share[c][l] = share;
        }
    }
    return change;
}

static double one_round(struct model *model, const struct comparisons *comparisons,
                        const struct sample *sample)
{
    struct tallies same = { 0 }, strangers[SPEC_STRANGERS_MAX] = { 0 };
    for (size_t i = 0; i < sample->count; i++) {
        const uint8_t *symbols = sample->symbols + i * comparisons->count;
        double pairs = (double)sample->at[i].count;
        struct odds odds = odds_of(model, comparisons, symbols);
        tally_pairs(&same, comparisons, symbols, pairs * odds.same / odds.all);
        for (size_t k = 0; k < model->stranger_count; k++)
            tally_pairs(&strangers[k], comparisons, symbols, pairs * odds.strangers[k] / odds.all);
    }
    double change = 1;
    model->same.pairs = fmax(same.pairs / sample->rate, PAIRS_LEAST);
    if (model->rounds >= STRANGERS_FIRST)
        change = take_tallies(&model->same, &same, comparisons, sample->rate);
    for (size_t k = 0; k < model->stranger_count; k++)
        change = fmax(change,
                      take_tallies(&model->strangers[k], &strangers[k], comparisons, sample->rate));
    return change;
}

static void weigh(struct model *model, const struct comparisons *comparisons)
{
    set_weights(&model->same, model, comparisons);
    for (size_t k = 0; k < model->stranger_count; k++)
        set_weights(&model->strangers[k], model, comparisons);
    for (size_t c = comparisons->count; c-- > 0;) {
        double best = 0;
        for (uint32_t s = 1; s < comparisons->at[c].symbol_count; s++)
            best = fmax(best, model->same.weight[c][s]);
        model->best_rest[c] = model->best_rest[c + 1] + best;
    }
}

void model_estimate(struct model *model, const struct comparisons *comparisons,
                    const struct spec *spec, const struct patterns *random,
                    const struct patterns *blocked, double sample_rate, double all_pairs)
{
    struct sample sample = sample_open(blocked, comparisons, sample_rate);
    struct sample chance = sample_open(random, comparisons, 1);
    *model =
        (struct model){ .all_pairs = fmax(all_pairs, 1), .stranger_count = spec->stranger_count };
    estimate_chance(model, comparisons, &chance);
    guess(&model->same, comparisons, (double)comparisons->rows * SAME_AT_FIRST + 1);
    model->same.comparisons = UINT32_MAX;
    for (size_t k = 0; k < model->stranger_count; k++) {
        guess(&model->strangers[k], comparisons,
              (double)comparisons->rows * STRANGERS_AT_FIRST + 1);
        model->strangers[k].comparisons = spec->strangers[k];
    }
    weigh(model, comparisons);
    while (model->rounds < ROUNDS_MAX) {
        double change = one_round(model, comparisons, &sample);
        model->rounds++;
        estimate_chance(model, comparisons, &chance);
        weigh(model, comparisons);
        if (change < ENOUGH)
            break;
    }
    sample_close(&sample);
    sample_close(&chance);
}

/* ---- probabilities ---- */

static double probability(const struct model *model, const struct comparisons *comparisons,
                          const uint8_t *symbols)
{
    double same = weight_of(&model->same, comparisons, symbols), others = 1;
    for (size_t k = 0; k < model->stranger_count; k++)
        others += exp(weight_of(&model->strangers[k], comparisons, symbols));
    return 1 / (1 + others * exp(-same));
}

double model_probability(const struct model *model, const struct comparisons *comparisons,
                         uint64_t pattern)
{
    uint8_t symbols[SPEC_COLUMNS_MAX];
    symbols_of(comparisons, pattern, symbols);
    return probability(model, comparisons, symbols);
}

double model_probability_of(const struct model *model, const struct comparisons *comparisons,
                            uint32_t a, uint32_t b, double least)
{
    const uint32_t *left = comparisons->values + (size_t)a * comparisons->count;
    const uint32_t *right = comparisons->values + (size_t)b * comparisons->count;
    uint8_t symbols[SPEC_COLUMNS_MAX];
    double bar = least > 0 ? log(least / (1 - least)) : -INFINITY, sum = model->same.prior;
    for (size_t c = 0; c < comparisons->count; c++) {
        if (sum + model->best_rest[c] < bar)
            return 0;
        symbols[c] = (uint8_t)comparison_symbol(&comparisons->at[c], left[c], right[c]);
        sum += model->same.weight[c][symbols[c]];
    }
    if (sum < bar)
        return 0;
    double p = probability(model, comparisons, symbols);
    return p >= least ? p : 0;
}
