#ifndef CITY_NAME_LISTS_H
#define CITY_NAME_LISTS_H
/** The lists names are drawn from. Surname shares are published figures; every other list is our
 *  own, of single characters and single given names, never of persons. */
#include "base/str.h"

struct surname {
    const char *text;
    uint16_t share;
};

/** Characters of given names for one sex; all three bytes long. */
struct given_characters {
    const char *first, *second, *alone;
};

struct fashion {
    int until;           /* years of birth before this one */
    uint32_t alone_rate; /* given names of one character, per thousand */
    struct given_characters men, women;
};

struct pair {
    const char *usual, *other;
};

extern const struct surname han_surnames[], hui_surnames[], xibe_surnames[];
extern const size_t han_surname_count, hui_surname_count, xibe_surname_count;
extern const struct fashion fashions[];
extern const size_t fashion_count;
extern const char rare_characters[];
extern const struct pair han_variants[], west_variants[];
extern const size_t han_variant_count, west_variant_count;
extern const char *const uyghur_men[],
    *const uyghur_women[], *const kazak_men[], *const kazak_women[], *const mongol_men[],
                                                                         *const mongol_women[];
extern const size_t uyghur_men_count, uyghur_women_count, kazak_men_count, kazak_women_count,
    mongol_men_count, mongol_women_count;

#endif
