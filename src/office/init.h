#ifndef OFFICE_INIT_H
#define OFFICE_INIT_H
/** The first thing that happens in a database: `jumin init`.
 *  (1) It is one use case with one entry, city.initialised, by the system administrator it makes.
 *  (2) The three administrators get invented passwords, told once and stored only as hashes; there
 *      is no default account and no default password [GB/T 22239 8.1.4.2]. */
#include "office/seed.h"

struct init_options {
    struct city_seed seed;
    bool solo;            /* the operating-system user acts in every role */
    bool cheap_passwords; /* for tests and demos: quickly checked, quickly guessed */
    struct str os_user;   /* bound to the system administrator */
    struct str keys;      /* the ring's folder, absolute; the desk's ring is open on it */
};

struct initial_admin {
    struct str login, name, role, password;
};
enum { INITIAL_ADMINS = 3 };

/** Units, roles, settings, keys of the units kept here, the three administrators. The schema is
 * there (db_migrate). Keys that the ring holds already are used again, so a repeated init after a
 * failure goes through.
 *  refuses  INITIALISED_ALREADY, and what office_seed_city refuses */
MUST_USE enum outcome office_init(struct desk *desk, const struct init_options *options,
                                  struct initial_admin admins[INITIAL_ADMINS]);

#endif
