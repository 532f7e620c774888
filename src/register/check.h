#ifndef REGISTER_CHECK_H
#define REGISTER_CHECK_H
/** The check of the whole register [S9] [S47]: what is questionable in it, as CSV
 *  `kind,person,other,field,detail,unit,severity`; `person` and `other` are 原编号 where there is
 *  one, else part-id; `unit` is whose work it is.
 *  (1) One pass over households and one over persons; a household is judged while it passes.
 *  (2) Persons and households are judged by check_rules.h; what stands between persons (numbers
 *      held twice, one person with many numbers) over the whole register, whatever the reach.
 *  (3) A number that a clerk confirmed, and a finding closed by evidence, are not reported again
 *      while what was judged stays the same.
 *  (4) Plates are not in this register: plates without people and people without plates are told
 *      by whoever keeps plates. */
#include "base/buf.h"
#include "core/desk.h"

#define CHECK_HEADINGS "kind,person,other,field,detail,unit,severity\n"

/** Lines of CSV, as they come; borrowed until the call returns. */
struct check_sink {
    void *self;
    void (*lines)(void *self, struct str csv); /* NULL: nobody reads them */
};

struct check_order {
    struct check_sink sink;
    bool store; /* keep what is new, close what was put right (finding.h), open number cases */
};
struct check_result {
    int64_t persons, households; /* read */
    int64_t findings;            /* reported */
    int64_t fresh, righted;      /* stored: new or back again; closed because the cause is gone */
    int64_t cases;               /* number cases asked for; one that is open already stays */
};

/** Findings about persons of the clerk's reach. Writes the entry `register.checked`
 *  {findings,fresh,righted}; a stored run commits some thousand findings at a time, each with its
 *  entry `finding.kept`, so that clerks keep working; broken off, the next run goes on.
 *  right    MAY_SEE_PERSONS; to store, MAY_KEEP_REGISTER too
 *  refuses  RIGHT_MISSING */
MUST_USE enum outcome register_check(struct desk *desk, const struct check_order *order,
                                     struct check_result *out);

#endif
