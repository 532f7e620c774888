#ifndef REGISTER_IMPORT_RUN_H
#define REGISTER_IMPORT_RUN_H
/** An import under way, shared by the files that make it up: reading chunks, knowing again, taking
 * in. */
#include "base/hash_map.h"
#include "db/db.h"
#include "register/import_file.h"

enum {
    IMPORT_BATCH = 60
}; /* rows one question asks about; the statements have as many parameters */

/** The households met: of the register before, and of this file. */
struct known_households {
    struct arena *arena;
    struct hash_map by_number; /* of station and 户号: index in `at`, plus 1 */
    struct known_household {
        struct str legacy;
        int32_t part;
        int64_t id;
        uint64_t place; /* hash of the address */
        size_t next;    /* another one of the same hash, plus 1 */
    } * at;
    size_t count, room;
};

struct import_run {
    struct desk *desk;
    const struct import_order *order;
    struct import_result *out;
    struct import_file file;
    struct import_ground ground;
    struct known_households households;
    struct hash_map dry_legacy, dry_numbers; /* what a dry run would have taken */
    struct arena *batch_arena;
    int64_t known_rows; /* of the same file, committed by an earlier run */

    struct import_person people[IMPORT_BATCH]; /* rows judged good, waiting to be taken */
    size_t people_count;

    int64_t chunk_from, chunk_taken; /* rows */
    size_t chunk_at;                 /* bytes */
};

/** Reads the households of the register into memory. */
MUST_USE enum outcome households_read(struct import_run *run);
/** The household of a person, made if it is new; sets person->household. */
MUST_USE enum outcome household_take(struct import_run *run, struct import_person *p);
void households_close(struct known_households *known);

/** Takes the waiting people in, or finds why not. Inside the chunk's transaction; a dry run writes
 * nothing. */
MUST_USE enum outcome import_take(struct import_run *run);
/** Tells and counts a row that is not taken. */
void import_tell(struct import_run *run, const struct import_reject *reject);

#endif
