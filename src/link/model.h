#ifndef LINK_MODEL_H
#define LINK_MODEL_H
/** What it says that two rows agree or differ: weights after Fellegi and Sunter, estimated from the
 *  table itself [Fellegi, Sunter 1969] [Winkler 1988].
 *  (1) u, how often two different persons show a level, comes from random pairs, and for `exact`
 *      from the counts of the values, both less what one person's own rows put into them.
 *  (2) m, how often one person's two rows show it, and how many such pairs there are, come from the
 *      pairs of all blocks by expectation and maximisation. The blocks are taken to hold nearly all
 *      true pairs; then what a block forces to agree needs no care of its own.
 *  (3) A level by frequency is weighed by the value: u is the value's own share.
 *  (4) Strangers are a third kind of pair: different persons who agree on some comparisons for a
 *      reason (one number given twice, one address), and on the others by chance. How many there
 *      are and how well they agree is estimated along. */
#include "link/compare.h"

struct pattern_count {
    uint64_t pattern;
    uint64_t count;
};

/** Patterns and how many pairs show each; zero-initialised is empty. Slot of count 0 is free. */
struct patterns {
    struct pattern_count *slots;
    size_t room, used;
};
void patterns_add(struct patterns *patterns, uint64_t pattern, uint64_t count);
void patterns_close(struct patterns *patterns);

/** A kind of pair, the same person or strangers of one sort. */
struct pair_kind {
    double pairs;         /* how many there are, estimated */
    uint32_t comparisons; /* bit n: agrees on comparison n more than chance does */
    double share[SPEC_COLUMNS_MAX][SPEC_LEVELS_MAX + 1]; /* m of each level, counted from 1 */
    double weight[SPEC_COLUMNS_MAX][SYMBOLS_MAX];        /* log of m over u; 0 for missing */
    double prior;                                        /* log of its pairs over those of chance */
};

struct model {
    double all_pairs;
    double chance[SPEC_COLUMNS_MAX][SPEC_LEVELS_MAX + 1]; /* u of each level */
    struct pair_kind same, strangers[SPEC_STRANGERS_MAX];
    size_t stranger_count;
    double best_rest[SPEC_COLUMNS_MAX + 1]; /* most that comparison n and those behind can add */
    int rounds;
};

/** Estimates everything.
 *  random       patterns of random pairs
 *  blocked      patterns of the pairs of the blocks, or of a sample of them
 *  sample_rate  of all those pairs, how many are in the sample, 0 to 1
 *  all_pairs    how many pairs there are at all, blocked or not */
void model_estimate(struct model *model, const struct comparisons *comparisons,
                    const struct spec *spec, const struct patterns *random,
                    const struct patterns *blocked, double sample_rate, double all_pairs);

/** The probability that a pair of this pattern is one person. */
double model_probability(const struct model *model, const struct comparisons *comparisons,
                         uint64_t pattern);
/** The same for two rows, or 0 as soon as it is plain that it stays below `least`. */
double model_probability_of(const struct model *model, const struct comparisons *comparisons,
                            uint32_t a, uint32_t b, double least);

#endif
