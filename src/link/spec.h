#ifndef LINK_SPEC_H
#define LINK_SPEC_H
/** What is to be linked, and how: a text of lines that a clerk can read, made into a struct.
 *  docs/link.md is the manual of the words.
 *  (1) A spec that was read is whole: an id, at least one block, at least one comparison, every
 *      function and test known and given its numbers.
 *  (2) Columns are not looked up here: a spec does not know the table. */
#include "base/arena.h"

enum {
    SPEC_COLUMNS_MAX = 12, /* comparisons */
    SPEC_LEVELS_MAX = 10,  /* of a comparison, the last one, "else", included */
    SPEC_BLOCKS_MAX = 24,
    SPEC_KEYS_MAX = 6, /* expressions of a block */
    SPEC_STRANGERS_MAX = 4,
    EXPRESSION_PARTS_MAX = 4,
    EXPRESSION_NUMBERS_MAX = 2,
    EXPRESSION_DEPTH_MAX = 8,     /* functions within functions */
    SPEC_NUMBER_MAX = 1000000000, /* of a function or a level */
};

/** A function of texts, in expressions and in levels. */
#define LINK_FUNCTIONS(X)                                                                          \
    X(PREFIX, "prefix", 1)         /* the first n characters */                                    \
    X(SUFFIX, "suffix", 1)         /* the last n */                                                \
    X(SUBSTR, "substr", 2)         /* from character n, counted from 1, so many */                 \
    X(PLAIN, "plain", 0)           /* letters and digits, in capitals, without accents */          \
    X(NAME, "name", 0)             /* as names are compared: core/name.h */                        \
    X(SIMPLIFIED, "simplified", 0) /* the same, in simplified characters */                        \
    X(DIGITS, "digits", 0)         /* digits alone */                                              \
    X(DATE, "date", 0)             /* YYYYMMDD, or missing */                                      \
    X(YEAR, "year", 0)             /* of a date */                                                 \
    X(MONTH, "month", 0)           /* of a date */                                                 \
    X(DAY_OF_MONTH, "day", 0)      /* of a date */                                                 \
    X(PINYIN, "pinyin", 0)         /* syllables without tones, by the usual reading */             \
    X(INITIALS, "initials", 0)     /* of the syllables, or of the words */                         \
    X(SOUNDEX, "soundex", 0)       /* of Latin names */                                            \
    X(SORTED, "sorted", 0)         /* the parts of a name in one order */                          \
    X(PART, "part", 1)             /* the nth part of a name; -1 is the last */                    \
    X(JOIN, "join", 0)             /* several texts, a blank between them */

enum link_function {
    NO_FUNCTION,
#define X(name, word, numbers) FUNCTION_##name,
    LINK_FUNCTIONS(X)
#undef X
};

/** A column, or a function of expressions. */
struct expression {
    struct str text;   /* as written, blanks outside quotes left out: equal texts are one feature */
    struct str column; /* when there is no function */
    enum link_function function;
    int64_t numbers[EXPRESSION_NUMBERS_MAX];
    struct expression *parts[EXPRESSION_PARTS_MAX];
    size_t part_count;
};

/** A test between two values of one comparison. */
#define LINK_TESTS(X)                                                                              \
    X(EXACT, "exact", false)                                                                       \
    X(JARO, "jaro", true)                                                                          \
    X(JARO_WINKLER, "jaro_winkler", true)                                                          \
    X(LEVENSHTEIN, "levenshtein", true)                                                            \
    X(DAMERAU, "damerau", true)                                                                    \
    X(ONE_DIGIT, "one_digit", false)                                                               \
    X(SWAPPED, "swapped", false)                                                                   \
    X(DAY_MONTH, "day_month", false)                                                               \
    X(YEARS, "years", true)   /* same month and day, so many years off at most */                  \
    X(DAYS, "days", true)     /* so many days off at most */                                       \
    X(WITHIN, "within", true) /* numbers no further apart */                                       \
    X(PARTS, "parts", false)  /* the parts of the one are all among the other's */                 \
    X(ELSE, "else", false)

enum link_test {
#define X(name, word, threshold) TEST_##name,
    LINK_TESTS(X)
#undef X
};

struct spec_level {
    enum link_test test;
    double threshold;
    enum link_function function; /* of both values, before the test */
    int64_t numbers[EXPRESSION_NUMBERS_MAX];
    bool by_frequency; /* agreeing on what is rare says more */
};

struct spec_comparison {
    struct expression *of;
    struct spec_level levels[SPEC_LEVELS_MAX]; /* the first whose test holds; the last is ELSE */
    size_t level_count;
};

struct spec_block {
    struct expression *keys[SPEC_KEYS_MAX];
    size_t key_count;
    int64_t line; /* of the spec, for talk */
};

enum spec_aim { AIM_F1, AIM_PROBABILITY, AIM_PRECISION };

struct spec {
    struct str id; /* column */
    struct spec_block blocks[SPEC_BLOCKS_MAX];
    size_t block_count;
    struct spec_comparison comparisons[SPEC_COLUMNS_MAX];
    size_t comparison_count;
    /* Pairs of different persons who agree on some things for a reason: bit n is comparison n. */
    uint32_t strangers[SPEC_STRANGERS_MAX];
    size_t stranger_count;
    enum spec_aim aim;
    double threshold; /* of AIM_PROBABILITY and AIM_PRECISION */
    bool one_to_one;
    double chain;        /* of the pairs between two clusters, what must be found to join them */
    int64_t pairs_most;  /* of all blocks: more is a mistake in the spec */
    int64_t sample_most; /* pairs the weights are estimated from */
};

struct spec_fault {
    int64_t line; /* 0: the whole */
    struct str what;
};

/** False with the fault. What the spec holds lives in the arena and in the text. */
bool spec_read(struct arena *arena, struct str text, struct spec *out, struct spec_fault *fault);

#endif
