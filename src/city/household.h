#ifndef CITY_HOUSEHOLD_H
#define CITY_HOUSEHOLD_H
/** Households whose members fit together.
 *  (1) One head, the first of the list; relations are those to the head, in words of GB/T 4761.
 *  (2) A mother is 18 to 45 calendar years older than her children, a father up to five more or
 *      two fewer; husbands are at least 22.
 *  (3) A child has its father's surname or carries its father's name, seldom its mother's surname.
 *  (4) Nobody moved in before being born; nobody is born on or after the day of the register.
 *  (5) A code in a number was in force in the year of birth, or in 1985 for those born before
 *      [GB/T 2260]. */
#include "city/ground.h"
#include "city/names.h"
#include "city/numbers.h"
#include "city/origins.h"

#define RELATIONS(X)                                                                               \
    X(HEAD, "户主")                                                                                \
    X(SPOUSE, "配偶")                                                                              \
    X(SON, "子")                                                                                   \
    X(DAUGHTER, "女")                                                                              \
    X(SON_IN_LAW, "女婿")                                                                          \
    X(DAUGHTER_IN_LAW, "儿媳")                                                                     \
    X(GRANDSON, "孙子")                                                                            \
    X(GRANDDAUGHTER, "孙女")                                                                       \
    X(FATHER, "父亲")                                                                              \
    X(MOTHER, "母亲")                                                                              \
    X(HUSBANDS_FATHER, "公公")                                                                     \
    X(HUSBANDS_MOTHER, "婆婆")                                                                     \
    X(BROTHER, "弟")                                                                               \
    X(SISTER, "妹妹")                                                                              \
    X(OTHER_RELATIVE, "其他亲属")                                                                  \
    X(NO_RELATIVE, "非亲属")
enum relation {
#define X(name, word) RELATION_##name,
    RELATIONS(X)
#undef X
};
extern const char *const relation_words[];

struct soul {
    int64_t id; /* 1, 2, 3 … in the order of the register */
    enum relation relation;
    bool male;
    struct day born, moved_in;
    const char *group; /* ethnic group as printed on a card, without 族 [GB/T 3304] */
    enum name_style style;
    const struct origin *home; /* native place */
    struct city_name name;
    char former[NAME_ROOM];
    char number[NUMBER_ROOM];
    const char *education, *marital, *status; /* words of GB/T 4658, GB/T 2261.2, domain 5.3 */
};

#define HOUSEHOLD_ROOM 64
struct household {
    bool collective;
    size_t count;
    struct soul soul[HOUSEHOLD_ROOM];
};

/** What drafting needs to know: the day, years of birth, lotteries, the sequence book. */
struct census;

struct census *census_new(struct arena *arena, int64_t people, struct day on);
struct numbers *census_numbers(struct census *census);
/** A household of at most `room` members; ids are left to the caller. */
void household_draft(struct census *census, struct dice *dice, const struct station *station,
                     size_t room, struct household *out);
/** A number from the station's part of the sequence book, or from elsewhere for who was born there.
 */
void soul_number(struct census *census, struct dice *dice, const struct station *station,
                 const struct soul *soul, bool born_here, char out[NUMBER_ROOM]);

#endif
