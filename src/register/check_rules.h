#ifndef REGISTER_CHECK_RULES_H
#define REGISTER_CHECK_RULES_H
/** What is wrong with a person or a household, as far as their own data say. Pure: the day, the
 *  tables and the records come in, findings go out.
 *  (1) A rule is silent about what it cannot read: an item that is missing is reported once, as
 *      missing, and contradicts nothing.
 *  (2) Who gave the number up (dead, moved out, deleted, reversed) is not checked.
 *  (3) Of a household without exactly one head the relations are not checked: relations are those
 *      to the head, and that question comes first.
 *  (4) A limit is what no life crosses, not what is usual.
 *  (5) What the register form names beside the household (father, mother, spouse) is judged by the
 *      numbers given: a number names nobody who is not registered here, and that is no fault. */
#include "register/finding_kind.h"
#include "register/import_row.h"
#include "register/number_case.h"

/** What was found, before it has a life. */
struct found {
    enum finding_kind kind;
    enum finding_severity severity;
    const struct person *who, *other; /* other: NULL without one */
    const char *field;                /* heading of the register's column, or "" */
    struct str detail;                /* a word of finding_words, or number reasons */
    uint64_t value;                   /* hash of what it judged: another value is another finding */
};
struct found_sink {
    void *self;
    void (*found)(void *self, const struct found *found);
};

/** Kinship to the head as the rules see it. */
enum kin {
    KIN_OTHER,
    KIN_HEAD,
    KIN_SPOUSE,
    KIN_CHILD,
    KIN_GRANDCHILD,
    KIN_PARENT,
    KIN_GRANDPARENT,
    KIN_ELDER,
    KIN_YOUNGER
};

enum { CODES = 100 }; /* two digits */
struct check_rules {
    struct number_checker numbers;
    struct day today;
    struct arena *arena; /* of the texts made here */
    struct {
        char sex; /* '1', '2', or 0 where the relation does not tell */
        uint8_t kin;
        bool known;
        bool by_marriage; /* of the member: whoever is this was married */
        bool of_marriage; /* of the head: whoever has one was married */
    } relations[CODES];
    bool marital_known[CODES], education_known[CODES], group_known[CODES];
    uint8_t education_from[CODES]; /* the age below which nobody has got so far */
};
void check_rules_init(struct check_rules *rules, struct arena *arena, struct day today);

/** Items of one person.
 *  explained  whether an odd item already tells of the person's field: it is not missing then
 *             without a reason; NULL: none does */
struct explained {
    void *self;
    bool (*field)(void *self, int64_t person, const char *heading);
};
void check_person(const struct check_rules *rules, const struct person *person,
                  const struct explained *explained, const struct found_sink *sink);
/** What is wrong with an address, as a word of finding_words; NULL when nothing is. `county` 0 is a
 *  county nobody wrote down. */
const char *check_address(const struct check_rules *rules, int32_t county, struct str street,
                          struct str door);
/** One household with all its members, in the order they were registered. */
void check_household(const struct check_rules *rules, const struct household *household,
                     const struct person *members, size_t count, const struct found_sink *sink);
/** Whom the register form of a person names, as far as they are registered [F95] [domain 5.4]. */
struct named {
    struct person person;
    struct str father, mother, spouse; /* numbers given, or empty */
    struct person the_spouse;          /* id 0: not registered here */
    struct str spouse_of_spouse;       /* the number that one's form gives, or empty */
};
void check_named(const struct check_rules *rules, const struct named *named,
                 const struct found_sink *sink);

/** Two holders of one number: DUPLICATE_REGISTRATION when the name is the same, or a similar one
 *  and all else agrees; else DUPLICATE_NUMBER. */
void check_shared_number(const struct person *first, const struct person *next,
                         const struct found_sink *sink);
/** Whether one name may be the other written otherwise: one character of two to four differs
 *  behind the same first one, or one part of a name in parts. */
bool names_alike(struct str a, struct str b);

/** What makes a person the same person in MANY_NUMBERS; 0 where an item is missing. */
uint64_t check_identity(const struct person *person);

#endif
