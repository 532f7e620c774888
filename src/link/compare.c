#include "link/compare.h"
#include "base/utf8.h"
#include "core/day.h"
#include "link/functions.h"
#include <math.h>

/* ---- forms ---- */

/** DAYS and WITHIN see a number in each text, and each its own; every other test the text. */
static enum link_test measured_by(enum link_test test)
{
    return test == TEST_DAYS || test == TEST_WITHIN ? test : TEST_ELSE;
}

static struct forms *find_forms(struct comparison *comparison, const struct spec_level *level)
{
    for (size_t i = 0; i < comparison->form_count; i++) {
        struct forms *forms = &comparison->forms[i];
        if (forms->function == level->function && forms->numbers[0] == level->numbers[0] &&
            forms->numbers[1] == level->numbers[1] && forms->measured == measured_by(level->test))
            return forms;
    }
    return NULL;
}

static struct forms *make_forms(struct comparison *comparison, struct arena *arena,
                                const struct spec_level *level)
{
    struct forms *forms = &comparison->forms[comparison->form_count++];
    *forms = (struct forms){ .function = level->function,
                             .measured = measured_by(level->test),
                             .numbers = { level->numbers[0], level->numbers[1] } };
    if (level->function)
        forms->of_value = texts_derive(&comparison->feature->texts, arena, level->function,
                                       level->numbers, &forms->texts);
    else
        forms->texts = comparison->feature->texts;
    return forms;
}

/** Code points of a text, up to LIKENESS_POINTS_MAX; a byte that is no UTF-8 counts as one. */
static uint32_t decode(struct str text, uint32_t *out)
{
    uint32_t n = 0;
    while (text.len && n < LIKENESS_POINTS_MAX) {
        if (utf8_next(&text, &out[n++]))
            continue;
        out[n - 1] = 0x110000u + (unsigned char)text.at[0];
        text = str_cut(text, 1, text.len);
    }
    return n;
}

static void need_points(struct forms *forms)
{
    size_t bytes = 0;
    if (forms->points)
        return;
    for (uint32_t n = 1; n < forms->texts.count; n++)
        bytes += forms->texts.at[n].len;
    forms->points = room_for(forms->texts.count, sizeof *forms->points);
    forms->room_of_points = room_for(bytes, sizeof(uint32_t));
    uint32_t *at = forms->room_of_points;
    for (uint32_t n = 1; n < forms->texts.count; n++) {
        uint32_t len = decode(forms->texts.at[n], at);
        forms->points[n] = (struct points){ at, len, points_kinds(at, len) };
        at += len;
    }
}

static double measure_of(enum link_test test, struct str text)
{
    struct day day;
    char number[64], *end;
    if (test == TEST_DAYS)
        return text.len == 8 && day_parse(text, &day) ? day.n : (double)NAN;
    snprintf(number, sizeof number, STR_FMT, STR_ARG(str_cut(text, 0, 63)));
    double value = strtod(number, &end);
    return end != number && !*end ? value : (double)NAN;
}

static void need_measure(struct forms *forms)
{
    if (forms->measure)
        return;
    forms->measure = room_for(forms->texts.count, sizeof(double));
    for (uint32_t n = 1; n < forms->texts.count; n++)
        forms->measure[n] = measure_of(forms->measured, forms->texts.at[n]);
}

static uint8_t rarity_of(double share)
{
    double halves = share > 0 ? -2 * log2(share) : RARITIES;
    return halves >= RARITIES ? RARITIES - 1 : (uint8_t)halves;
}

static void need_rarity(struct forms *forms, const uint32_t *tally, uint32_t values)
{
    if (forms->rarity)
        return;
    uint64_t all = 0, *rows = room_for(forms->texts.count, sizeof *rows);
    for (uint32_t v = 1; v < values; v++) {
        uint32_t form = forms->of_value ? forms->of_value[v] : v;
        rows[form] += form ? tally[v] : 0;
        all += form ? tally[v] : 0;
    }
    forms->rarity = room_for(forms->texts.count, 1);
    for (uint32_t n = 1; n < forms->texts.count; n++) {
        forms->rarity[n] = rarity_of((double)rows[n] / (double)all);
        if (forms->rarity[n] > forms->rarest)
            forms->rarest = forms->rarity[n];
    }
    free(rows);
}

static bool needs_points(enum link_test test)
{
    return test != TEST_EXACT && test != TEST_ELSE && test != TEST_DAYS && test != TEST_WITHIN;
}

/* ---- making ready ---- */

static void add_level(struct comparison *comparison, struct table *table, struct feature *feature,
                      const struct spec_level *spec)
{
    struct forms *forms = find_forms(comparison, spec);
    if (!forms)
        forms = make_forms(comparison, table->arena, spec);
    if (needs_points(spec->test))
        need_points(forms);
    if (forms->measured != TEST_ELSE)
        need_measure(forms);
    if (spec->by_frequency)
        need_rarity(forms, feature_tally(table, feature), feature->texts.count);
    struct level *level = &comparison->levels[comparison->level_count++];
    *level = (struct level){ spec->test, spec->threshold, forms, spec->by_frequency,
                             comparison->symbol_count };
    uint32_t symbols = spec->by_frequency ? forms->rarest + 1u : 1;
    memset(comparison->level_of_symbol + level->symbol, (int)comparison->level_count, symbols);
    comparison->symbol_count += symbols;
}

static bool open_comparison(struct comparison *out, struct table *table,
                            const struct spec_comparison *spec)
{
    struct feature *feature = table_feature(table, spec->of);
    size_t by_frequency = 0;
    (void)feature_tally(table, feature);
    *out = (struct comparison){ .feature = feature, .symbol_count = 1 };
    for (size_t i = 0; i < spec->level_count; i++) {
        by_frequency += spec->levels[i].by_frequency;
        if (by_frequency > LEVELS_BY_FREQUENCY_MAX)
            return false;
        add_level(out, table, feature, &spec->levels[i]);
    }
    size_t values = feature->texts.count;
    if (values <= REMEMBERED_VALUES && spec->level_count > 2)
        out->remembered = room_for(values * values, 1);
    return true;
}

static void gather(struct comparisons *all, const struct table *table)
{
    all->rows = table->rows;
    all->values = room_for(table->rows * all->count, sizeof *all->values);
    for (size_t c = 0; c < all->count; c++)
        for (size_t row = 0; row < table->rows; row++)
            all->values[row * all->count + c] = all->at[c].feature->of_row[row];
}

bool comparisons_open(struct comparisons *out, struct table *table, const struct spec *spec)
{
    double patterns = 1;
    uint64_t scale = 1;
    *out = (struct comparisons){ 0 };
    for (size_t i = 0; i < spec->comparison_count; i++) {
        bool good = open_comparison(&out->at[i], table, &spec->comparisons[i]);
        out->count++;
        patterns *= out->at[i].symbol_count;
        if (!good || patterns > 9e18)
            return false;
        out->at[i].scale = scale;
        scale *= out->at[i].symbol_count;
    }
    gather(out, table);
    return true;
}

static void close_forms(struct forms *forms)
{
    if (forms->of_value)
        texts_close(&forms->texts);
    free(forms->of_value);
    free(forms->points);
    free(forms->room_of_points);
    free(forms->measure);
    free(forms->rarity);
}

void comparisons_close(struct comparisons *comparisons)
{
    for (size_t i = 0; i < comparisons->count; i++) {
        for (size_t k = 0; k < comparisons->at[i].form_count; k++)
            close_forms(&comparisons->at[i].forms[k]);
        free(comparisons->at[i].remembered);
    }
    free(comparisons->values);
    *comparisons = (struct comparisons){ 0 };
}

/* ---- two values ---- */

static bool has_part(struct str text, struct str part)
{
    struct str own;
    while (name_part(&text, &own))
        if (str_eq(own, part))
            return true;
    return false;
}

/** Whether all parts of the one are among the other's. One part against one is no more than exact.
 */
static bool parts_within(struct str few, struct str many)
{
    struct str rest = few, part;
    size_t n = 0, of_many = 0;
    while (name_part(&rest, &part)) {
        n++;
        if (!has_part(many, part))
            return false;
    }
    for (rest = many; name_part(&rest, &part);)
        of_many++;
    return n && of_many > 1;
}

/** Kinds that stand in a name but in no part of it do not count against it. */
static bool parts_hold(const struct forms *forms, uint32_t a, uint32_t b)
{
    static const uint32_t between = UINT32_C(1) << (' ' & 31) | UINT32_C(1) << (',' & 31) |
                                    UINT32_C(1) << ('-' & 31) | UINT32_C(1) << ('.' & 31) |
                                    UINT32_C(1) << (0xB7 & 31);
    uint32_t kinds_a = (uint32_t)forms->points[a].kinds & ~between;
    uint32_t kinds_b = (uint32_t)forms->points[b].kinds & ~between;
    struct str text_a = forms->texts.at[a], text_b = forms->texts.at[b];
    return (!(kinds_a & ~kinds_b) && parts_within(text_a, text_b)) ||
           (!(kinds_b & ~kinds_a) && parts_within(text_b, text_a));
}

static double year_of(struct points date)
{
    int32_t year = 0;
    for (size_t i = 0; i < 4; i++)
        year = year * 10 + (int32_t)date.at[i] - '0';
    return year;
}

static bool years_off(struct points a, struct points b, double most)
{
    return a.len == 8 && b.len == 8 && !memcmp(a.at + 4, b.at + 4, 4 * sizeof *a.at) &&
           fabs(year_of(a) - year_of(b)) <= most;
}

static bool holds(const struct level *level, uint32_t a, uint32_t b)
{
    const struct forms *forms = level->forms;
    const struct points *points = forms->points;
    switch (level->test) {
    case TEST_EXACT:
        return a == b;
    case TEST_JARO:
    case TEST_JARO_WINKLER:
        return likeness_jaro_reaches(points[a], points[b], level->threshold,
                                     level->test == TEST_JARO_WINKLER);
    case TEST_LEVENSHTEIN:
    case TEST_DAMERAU:
        return likeness_edits_within(points[a], points[b], (uint32_t)level->threshold,
                                     level->test == TEST_DAMERAU);
    case TEST_ONE_DIGIT:
        return likeness_one_point(points[a], points[b]);
    case TEST_SWAPPED:
        return likeness_swapped(points[a], points[b]);
    case TEST_DAY_MONTH:
        return likeness_day_month(points[a], points[b]);
    case TEST_YEARS:
        return years_off(points[a], points[b], level->threshold);
    case TEST_DAYS:
    case TEST_WITHIN:
        return fabs(forms->measure[a] - forms->measure[b]) <= level->threshold;
    case TEST_PARTS:
        return parts_hold(forms, a, b);
    case TEST_ELSE:
        return true;
    }
    return false;
}

static inline uint32_t form_of(const struct level *level, uint32_t value)
{
    return level->forms->of_value ? level->forms->of_value[value] : value;
}

/** Which level holds for two values, counted from 1. A value without the form holds nothing but
 *  ELSE; equal values reach every test that equal forms reach. */
static uint32_t find_level(const struct comparison *comparison, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i + 1 < comparison->level_count; i++) {
        const struct level *level = &comparison->levels[i];
        uint32_t form_a = form_of(level, a), form_b = form_of(level, b);
        if (form_a && form_b && (form_a == form_b || holds(level, form_a, form_b)))
            return i + 1;
    }
    return (uint32_t)comparison->level_count;
}

/** Both threads may find out the same at once: it is the same byte. */
static uint32_t remembered_level(const struct comparison *comparison, uint32_t a, uint32_t b)
{
    uint8_t *at = &comparison->remembered[(size_t)a * comparison->feature->texts.count + b];
    uint8_t level = __atomic_load_n(at, __ATOMIC_RELAXED);
    if (!level) {
        level = (uint8_t)find_level(comparison, a, b);
        __atomic_store_n(at, level, __ATOMIC_RELAXED);
    }
    return level;
}

uint32_t comparison_symbol(const struct comparison *comparison, uint32_t a, uint32_t b)
{
    if (!a || !b)
        return 0;
    uint32_t n =
        comparison->remembered ? remembered_level(comparison, a, b) : find_level(comparison, a, b);
    const struct level *level = &comparison->levels[n - 1];
    return level->symbol + (level->by_frequency ? level->forms->rarity[form_of(level, a)] : 0);
}

uint64_t comparisons_pattern(const struct comparisons *comparisons, uint32_t a, uint32_t b)
{
    const uint32_t *left = comparisons->values + (size_t)a * comparisons->count;
    const uint32_t *right = comparisons->values + (size_t)b * comparisons->count;
    uint64_t pattern = 0;
    for (size_t c = 0; c < comparisons->count; c++)
        pattern +=
            comparisons->at[c].scale * comparison_symbol(&comparisons->at[c], left[c], right[c]);
    return pattern;
}

uint32_t pattern_symbol(const struct comparison *comparison, uint64_t pattern)
{
    return (uint32_t)(pattern / comparison->scale % comparison->symbol_count);
}

double symbol_frequency(const struct comparison *comparison, uint32_t symbol)
{
    if (!symbol)
        return 0;
    const struct level *level = &comparison->levels[comparison->level_of_symbol[symbol] - 1];
    return level->by_frequency ? exp2(-((double)(symbol - level->symbol) + 0.5) / 2) : 0;
}
