#ifndef REGISTER_CHECK_RUN_H
#define REGISTER_CHECK_RUN_H
/** A run of the check, between reading and keeping: for register/ only. */
#include "base/hash_map.h"
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

/** A finding kept by an earlier run. */
struct known_finding {
    int32_t part, ver;
    int64_t id;
    uint64_t cause;
    bool open, by_evidence, seen;
};

struct check_run {
    const struct check_order *order;
    struct check_result *out;
    struct desk *desk;
    struct arena *kept;
    struct run_finding *found;
    size_t found_count, found_room;
    struct known_finding *known;
    size_t known_count;
    struct hash_map known_by_cause; /* place + 1 */
};

/** Keeps the run's findings: new ones added, gone ones closed, number cases opened. */
MUST_USE enum outcome findings_keep(struct check_run *run);
/** Those kept within reach. */
MUST_USE enum outcome findings_read_known(struct check_run *run);
/** NULL when there is none. */
struct known_finding *known_finding_at(struct check_run *run, int32_t part, uint64_t cause);

#endif
