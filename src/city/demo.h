#ifndef CITY_DEMO_H
#define CITY_DEMO_H
/** The demo city: a synthetic register taken in by the real import, and some weeks of work by the
 *  real use cases.
 *  (1) Everything lies in one folder.
 *  (2) It is finished when the file `ready` is there; a folder without it is built anew.
 *  (3) The centre is another database, `centre.db`; package files in `exchange/` are all that goes
 *      between. */
#include "city/story.h"

struct demo_options {
    struct str folder;  /* absolute */
    struct str url;     /* of the city's database; empty: city.db in the folder */
    struct str os_user; /* works the centre from the command line, in every role */
    int64_t people;
    uint64_t seed;
    int weeks;   /* of work before today */
    int per_day; /* residents at all counters together */
    void (*say)(const char *zh, const char *en);
};

struct demo {
    struct str url;
    struct keys *keys;
    int32_t station; /* of the main characters */
    struct str exchange;
};

bool demo_is_ready(const struct demo_options *options);
/** Builds it. The desk brings clock, ids and arena; its database and keys are set. */
MUST_USE enum outcome demo_build(struct desk *desk, const struct demo_options *options);
/** The URL of the city's database. In the arena. */
struct str demo_url(struct arena *arena, const struct demo_options *options);
struct str demo_path(struct arena *arena, const struct demo_options *options, const char *name);

#endif
