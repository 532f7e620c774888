#ifndef LINK_COMPARE_H
#define LINK_COMPARE_H
/** The comparisons of a spec made ready over a table, and two rows compared.
 *  (1) What a pair shows is one symbol for each comparison: 0 where a value is missing, else the
 *      level that holds and, for a level by frequency, how rare the value is.
 *  (2) All symbols of a pair are one number, its pattern. Weights depend on patterns only.
 *  (3) Where a column has few values, every two of them are compared once and remembered. */
#include "link/table.h"

enum {
    RARITIES = 44, /* half octaves of frequency: the last one is rarer than 1 in four million */
    SYMBOLS_MAX = 2 * RARITIES + SPEC_LEVELS_MAX + 1,
    LEVELS_BY_FREQUENCY_MAX = 2,
    REMEMBERED_VALUES = 2048,
};

/** The values of a comparison as a level's function makes them. */
struct forms {
    enum link_function function;
    int64_t numbers[EXPRESSION_NUMBERS_MAX];
    uint32_t *of_value; /* NULL: the values themselves */
    struct texts texts; /* a copy of the feature's view when there is no function */
    struct points *points;
    uint32_t *room_of_points;
    enum link_test measured; /* DAYS or WITHIN, else ELSE */
    double *measure;         /* NAN where the text is none */
    uint8_t *rarity, rarest;
};

struct level {
    enum link_test test;
    double threshold;
    const struct forms *forms;
    bool by_frequency;
    uint32_t symbol; /* the first of its symbols */
};

struct comparison {
    const struct feature *feature;
    struct level levels[SPEC_LEVELS_MAX];
    size_t level_count;
    struct forms forms[SPEC_LEVELS_MAX];
    size_t form_count;
    uint32_t symbol_count;
    uint8_t level_of_symbol[SYMBOLS_MAX]; /* 1 and up; 0 for missing */
    uint8_t *remembered;                  /* level of two values, 0 when not compared yet */
    uint64_t scale;                       /* of its symbol in a pattern */
};

struct comparisons {
    struct comparison at[SPEC_COLUMNS_MAX];
    size_t count;
    size_t rows;
    uint32_t *values; /* of a row, one beside the other */
};

/** False when the patterns do not fit 63 bits, or more than two levels of a comparison go by
 *  frequency. */
bool comparisons_open(struct comparisons *out, struct table *table, const struct spec *spec);
void comparisons_close(struct comparisons *comparisons);

/** The symbol of two values. */
uint32_t comparison_symbol(const struct comparison *comparison, uint32_t a, uint32_t b);
/** The pattern of two rows. */
uint64_t comparisons_pattern(const struct comparisons *comparisons, uint32_t a, uint32_t b);
uint32_t pattern_symbol(const struct comparison *comparison, uint64_t pattern);
/** How frequent the values of a symbol are, as a share of the rows; 0 when it does not go by that.
 */
double symbol_frequency(const struct comparison *comparison, uint32_t symbol);

#endif
