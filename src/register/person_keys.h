#ifndef REGISTER_PERSON_KEYS_H
#define REGISTER_PERSON_KEYS_H
/** Rows of person_key: by what a person is found beside number and registered name.
 *  (1) They follow the open version, in its transaction: a search is never behind.
 *  (2) Whoever writes a person calls one of these, or the undo of a load, which drops them.
 *  (3) They follow from the version alone, so those of the version before are named one by one and
 *      no index has to know them by person. Whoever changes how they are made writes all of them anew,
 *      in a step of the schema. */
#include "db/db.h"
#include "register/person.h"

struct person_key {
    const char *kind; /* P reading, Q reading of the former name, R and F characters without · */
    struct str key;
};
enum { PERSON_KEYS_MAX = 48, PERSON_KEY_VALUES = 5 };

/** Pure. The keys of a version, in the arena; returns how many. A name of one part needs no R: it
 *  is found by name_key. */
size_t person_keys_of(struct arena *arena, const struct person *person,
                      struct person_key out[PERSON_KEYS_MAX]);
/** A row of person_key, as person_key_add and person_key_drop take it. */
void person_key_values(const struct person_key *key, int32_t station, int32_t part, int64_t person,
                       struct value out[PERSON_KEY_VALUES]);
/** For a person just added. */
MUST_USE enum outcome person_keys_put(struct desk *desk, const struct person *person);
/** For a new version: written anew when name, former name or station changed. */
MUST_USE enum outcome person_keys_follow(struct desk *desk, const struct person *was,
                                         const struct person *now);

#endif
