#ifndef REGISTER_CHECK_RUN_H
#define REGISTER_CHECK_RUN_H
/** A run of the check, between reading and keeping: for register/ only.
 *  (1) What must be known before persons pass (check_ground) is read first and stands still while
 *      they do, so that two strands may read it.
 *  (2) A strand takes persons of some parts over its own connection; a household is in one part, so
 *      no strand needs another. */
#include "base/hash_map.h"
#include "db/db.h"
#include "register/check.h"
#include "register/check_rules.h"

/** A finding of this run. */
struct run_finding {
    enum finding_kind kind;
    enum finding_severity severity;
    int32_t part, other_part, station, other_station, unit;
    int64_t person, household, other; /* 0: none */
    const char *field;
    struct str detail, number; /* the number in question, for its case; else empty */
    struct str legacy, other_legacy;
    uint64_t cause;
};
struct run_findings {
    struct run_finding *at;
    size_t count, room;
};

/** A finding kept by an earlier run. */
struct known_finding {
    int32_t part, ver, station;
    int64_t id;
    uint64_t cause;
    const struct finding_kind_row *kind; /* NULL: one this program does not know */
    bool open, by_evidence, seen;
};

struct check_run {
    const struct check_order *order;
    struct check_result *out;
    struct desk *desk;
    struct arena *kept;
    struct run_findings found;
    struct known_finding *known;
    size_t known_count;
    struct hash_map known_by_cause; /* place + 1 */
    struct hash_map confirmed;      /* person and number somebody let stand */
    struct hash_map cases;          /* persons with an open case; with DUPLICATE: of that kind */
};

/** A household as persons meet it again. */
struct kept_household {
    int64_t id;
    uint64_t legacy, place; /* hashes, 0: none */
    const char *doubt;      /* of the address, or NULL */
    int32_t part, station;
    bool lived_in;
};

struct kept_plate {
    int64_t id;
    uint64_t place;
    int32_t station;
    struct str legacy, street, door;
};

/** What must be known before persons pass. */
struct check_ground {
    struct kept_household *households; /* by part and id */
    size_t household_count, household_room;
    struct kept_plate *plates;
    size_t plate_count, plate_room;
    struct hash_map plated;   /* stations whose plates were taken over */
    struct hash_map platings; /* places with a plate */
    struct hash_map odd;      /* person and heading that an odd item tells of */
};

/** What is remembered of every living person, for what stands between persons. */
struct kept_person {
    int64_t id, household;
    int32_t part, station;
};

struct check_strand {
    struct check_run *run;
    struct check_ground *ground;
    struct desk *desk;   /* its own, with its own connection */
    struct arena *kept;  /* texts of its findings */
    struct arena *group; /* texts of the household at hand */
    struct check_rules rules;
    struct found_sink sink;
    struct explained explained;
    struct run_findings found;
    struct kept_person *people;
    uint64_t *numbers, *identities;
    size_t people_count, people_room;
    struct person *members;
    size_t member_count, member_room;
    size_t household_at;
    int64_t persons; /* read */
};

/** Another hash of a hash and more. */
uint64_t check_mix(uint64_t hash, uint64_t more);
/** A hash of the person and what it is about; never 0. */
uint64_t check_person_key(int64_t person, struct str what);
/** Room for one more of `size` bytes. */
void *check_grown(void *at, size_t count, size_t *room, size_t size);

void strand_init(struct check_strand *strand, struct check_run *run, struct check_ground *ground,
                 struct desk *desk);
void strand_close(struct check_strand *strand);
/** Takes a finding in, unless it is out of reach or settled. `self` is the strand. */
void strand_note(void *self, const struct found *found);
/** Persons of the parts from … to, household by household. */
MUST_USE enum outcome strand_read_persons(struct check_strand *strand, int32_t part_from,
                                          int32_t part_to);

/** Households, plates, odd items; what they say by themselves goes to the strand. */
MUST_USE enum outcome ground_read(struct check_strand *strand);
/** What households and plates say once it is known who lives where. */
void ground_report(struct check_strand *strand);
void ground_close(struct check_ground *ground);

/** Keeps the run's findings: new ones added, gone ones closed, number cases opened. */
MUST_USE enum outcome findings_keep(struct check_run *run);
/** Those kept within reach; noted ones (finding_kind.h) whose cause stands are seen. */
MUST_USE enum outcome findings_read_known(struct check_run *run);
/** NULL when there is none. */
struct known_finding *known_finding_at(const struct check_run *run, int32_t part, uint64_t cause);

#endif
