#ifndef REGISTER_IMPORT_RUN_H
#define REGISTER_IMPORT_RUN_H
/** An import under way, shared by the files that make it up: reading chunks, knowing again, taking
 *  in, writing.
 *  (1) A chunk is read and judged by a thread of its own while the one before is written; the two
 *      share nothing. Judging asks no database [import_row.h].
 *  (2) The rows of a chunk are written table by table, in the order of the table's key: a walk along
 *      the index instead of twenty thousand ways down.
 *  (3) Numbers met by nobody else go that way too; those that are shared are settled one by one
 *      afterwards, against the directory as it stands by then. */
#include "base/hash_map.h"
#include "db/db.h"
#include "register/import_file.h"
#include "register/person_keys.h"
#include <pthread.h>

enum {
    IMPORT_ASK = 60, /* texts one question asks about; the statements have as many parameters */
    IMPORT_VALUES = 64 << 10 /* of the rows that travel together */
};

/** A row that makes a person, and what is found out about it while its chunk is taken in. */
struct import_place {
    struct import_person p;
    size_t legacy_before, number_before; /* the row before with the same hash, plus 1 */
    struct str known; /* content the register has under this 原编号, or none */
    bool taken;       /* a new person */
    bool shared;      /* the number has another holder */
};

/** By what a person of the chunk will be found. */
struct import_key {
    struct person_key key;
    int32_t station;
    uint32_t place; /* whose it is */
};

/** Rows of the file that belong to one transaction. Filled by the reader, then handed over. */
struct import_chunk {
    struct arena *arena; /* of everything in it */
    struct import_place *at;
    size_t count;
    struct hash_map legacies, numbers; /* the last row with the hash, plus 1 */
    uint32_t *by_legacy, *by_number;   /* the rows that have one, in its order */
    size_t legacy_count, number_count;
    struct import_key *keys; /* in the order of person_key */
    size_t key_count, key_room;
    struct import_reject *rejects; /* rows that make no person, in the order of lines */
    size_t reject_count, rejects_told;
    int64_t rows_from, rows_to; /* of the file */
    size_t bytes_from, bytes_to;
    unsigned char hash[32]; /* SM3 of these bytes */
    bool more;              /* the file goes on behind it */
};

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
    struct known_households households;
    struct hash_map dry_legacy, dry_numbers; /* what a dry run would have taken */
    struct arena *batch_arena;               /* the desk's, emptied after each chunk */
    int64_t known_rows;                      /* of the same file, committed by an earlier run */
    int64_t chunk_taken;

    struct import_chunk chunks[2]; /* one is read while the other is written */
    struct household *made;        /* new households of the chunk */
    size_t made_count;
    struct value *values; /* room for the rows of one insert */

    /* the reader's own while it runs */
    struct import_file file;
    struct import_ground ground;
    int64_t rows_read;
};

/* ---- reading [import_read.c] ---- */

void chunk_open(struct import_chunk *chunk);
void chunk_close(struct import_chunk *chunk);
/** Reads and judges the next rows of the file; touches nothing but the reader's own and the chunk. */
void chunk_read(struct import_run *run, struct import_chunk *chunk);

/* ---- taking in [import_take.c, import_write.c] ---- */

/** Reads the households of the register into memory. */
MUST_USE enum outcome households_read(struct import_run *run);
/** The household of a person, made if it is new; sets person->household. */
void household_take(struct import_run *run, struct import_person *p);
void households_close(struct known_households *known);

/** Takes a chunk's people in, or finds why not, and tells follow("person.private_use") {item: name
 * or formerName, bytes: hexadecimal} of names that hold a private-use character. Inside the chunk's
 * transaction; a dry run writes nothing. */
MUST_USE enum outcome import_take(struct import_run *run, struct import_chunk *chunk);
/** Writes the rows taken: households, persons, old ids, odd items, and the numbers nobody else has. */
MUST_USE enum outcome import_write(struct import_run *run, const struct import_chunk *chunk);
/** Tells and counts a row that is not taken. */
void import_tell(struct import_run *run, const struct import_reject *reject);

#endif
