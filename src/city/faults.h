#ifndef CITY_FAULTS_H
#define CITY_FAULTS_H
/** Damage, at the rates of real registers, with the truth of each.
 *  (1) A person has at most one fault of its own.
 *  (2) `was` is what the damaged field held.
 *  (3) A damaged person is never taken as the other of a later fault. */
#include "city/city.h"
#include "city/household.h"

struct truth {
    const char *kind;
    int64_t row, other; /* persons; 0 is none */
    const char *field;  /* heading of the column */
    struct str was;
};

struct faults;

struct faults *faults_new(struct arena *arena, struct census *census, struct dice dice,
                          struct day on);

/** Some persons get the number and the birthday of somebody of their sex and year of birth
 *  (DUPLICATE_NUMBER). True with the truth when it happened; texts go to the arena. */
bool faults_share_number(struct faults *faults, struct arena *arena, struct soul *soul,
                         struct truth *truth);
/** Once in a while somebody already registered comes again, with a second number (MANY_NUMBERS) or
 *  the same one (DUPLICATE_REGISTRATION). True with the soul, who bears the id, and the truth. */
bool faults_register_again(struct faults *faults, struct arena *arena,
                           const struct station *station, int64_t id, struct soul *soul,
                           struct truth *truth);
/** Damages one field of a finished row, or nothing. True with the truth when it did. */
bool faults_damage(struct faults *faults, struct arena *arena, const struct household *household,
                   const struct soul *soul, struct str fields[REGISTER_COLUMNS],
                   struct truth *truth);
/** A member of the household came with a fault already, by faults_share_number or
 *  faults_register_again: what contradicts its head is planted elsewhere. */
void faults_hurt(struct faults *faults, const struct household *household);
/** Whether a household stands at a number that was never issued (PERSON_WITHOUT_PLATE). */
bool faults_lose_plate(struct faults *faults);
/** Whether a plate with nobody behind it is put up here (PLATE_WITHOUT_PERSON). */
bool faults_put_up_empty_plate(struct faults *faults);
/** An undamaged person, who may be the other of a later fault. */
void faults_remember(struct faults *faults, const struct soul *soul);
/** The dice of the faults, so that they do not move the people. */
struct dice *faults_dice(struct faults *faults);

#endif
