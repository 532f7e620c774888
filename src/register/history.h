#ifndef REGISTER_HISTORY_H
#define REGISTER_HISTORY_H
/** What the register said of a person or household before, version by version: what changed, from
 * when it was true, when it was known, by whom and why. And the undo: a version is reversed 冲销 by
 * a new one that says again what stood before it; the reversed one stays, marked [V].
 *  (1) Looking at a history is a look with a purpose, as at the record itself [G21 88].
 *  (2) Only the version that stands can be reversed: what came after goes first. */
#include "register/person_detail.h"
#include "register/person_store.h"
#include "register/record_words.h"

/** Who made a version, as the journal has it; empty where the journal names another subject. */
struct version_cause {
    struct str verb, purpose, clerk;
};
struct version {
    int32_t ver;
    struct day true_from, true_to; /* NO_DAY: it stands */
    int64_t known_from, known_to;  /* 0: it stands */
    bool reversed;
    struct version_cause cause;
    struct differences changed; /* against the version before; of the first one, nothing */
    /* what it said: a person with details, or a household; the others are NULL */
    const struct person *person;
    const struct person_detail *detail;
    const struct household *household;
};
/** The one that stands first; at most 500. */
struct versions {
    struct version *at;
    size_t count;
};

/** What every version of a person said; causes and differences are left empty, rights the caller's. */
MUST_USE enum outcome person_versions(struct desk *desk, const struct person *person,
                                      struct versions *out);

struct person_history {
    struct person person;
    struct versions versions;
    struct str *names; /* other than the present one, the latest first, each once */
    size_t name_count;
    struct str *numbers;
    size_t number_count;
};

/** Only reads.
 *  right    MAY_SEE_PERSONS at the station of residence
 *  refuses  PERSON_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED */
MUST_USE enum outcome person_history_load(struct desk *desk, int32_t part, int64_t id,
                                          struct person_history *out);
/** The same, and the entry `person.seen`. */
MUST_USE enum outcome see_person_history(struct desk *desk, int32_t part, int64_t id,
                                         struct person_history *out);
/** The fields {part, id, ver, name, versions[], formerNames[], formerNumbers[]}, without braces. */
void person_history_json(struct desk *desk, struct buf *buf, const struct person_history *history);

/** A household with the persons who live in it and its earlier versions. */
struct household_view {
    struct household household;
    struct str address;
    struct persons members; /* whoever is registered in it, the dead and those who left too */
    struct versions versions;
};
/** right    MAY_SEE_PERSONS at its station
 *  refuses  NOT_FOUND, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED */
MUST_USE enum outcome household_view_load(struct desk *desk, int32_t part, int64_t id,
                                          struct household_view *out);
/** The entry `household.seen`, about every member at once: the household is its subject. */
MUST_USE enum outcome household_seen(struct desk *desk, int32_t part, int64_t id);
MUST_USE enum outcome see_household(struct desk *desk, int32_t part, int64_t id,
                                    struct household_view *out);
/** Members' numbers masked: a whole number is a look at that person. Without braces. */
void household_view_json(struct desk *desk, struct buf *buf, const struct household_view *view);

/** Says again what stood before the version that stands, true from the day that one was. The number
 * directory follows. `why` goes into the entry `person.reversed`; desk->expected_version is the
 * version to reverse.
 *  right    MAY_DECIDE_COUNTY at the station of residence
 *  refuses  VERSION_REQUIRED, VERSION_STALE, NOTHING_TO_REVERSE (the first version),
 *           REASON_REQUIRED, PERSON_FROZEN, NUMBER_DUPLICATE (somebody holds the number by now),
 *           HOUSEHOLD_CLOSED (the household it was in is no longer in use) */
MUST_USE enum outcome person_reverse(struct desk *desk, int32_t part, int64_t id, struct str why,
                                     struct person *out);

#endif
