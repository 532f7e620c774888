#ifndef REGISTER_FINDING_H
#define REGISTER_FINDING_H
/** Findings 存疑: what a stored run of the check found, until it is settled [S9] [S47].
 *  (1) A run opens what is new and closes what the register no longer shows (RIGHTED); what it
 *      shows again is open again.
 *  (2) One closed by evidence (EVIDENCE) stays closed for as long as the values it judged stay the
 *      same; other values are another finding.
 *  (3) A finding refuses nobody anything; kinds that hold a card open a number case besides. */
#include "core/column.h"
#include "register/finding_kind.h"

struct finding {
    int32_t part;
    int64_t id;
    int32_t ver;
    struct str kind;           /* finding_kinds */
    struct str severity;       /* NOTE, WARN, WRONG */
    int64_t person, household; /* person 0: the household alone */
    int32_t other_part;        /* 0: no other person */
    int64_t other_person;
    struct str field, detail; /* heading; finding_words or reasons of core/number.h joined by `;` */
    int32_t station, unit;    /* of residence; whose work it is */
    struct str state;         /* OPEN, RIGHTED, EVIDENCE */
    struct day opened_on, closed_on;
    struct str reason; /* the evidence, or none */
    int64_t clerk;     /* who closed it by evidence, or 0 */
};
extern const struct column finding_columns[];
extern const size_t finding_column_count;

struct finding_row {
    struct finding finding;
    struct str name, legacy; /* of the person; the name masked: the record is a look of its own */
};
struct findings {
    struct finding_row *at;
    size_t count;
    struct str next; /* cursor, or empty */
};
struct finding_query {
    struct str state;  /* OPEN, RIGHTED or EVIDENCE */
    struct str kind;   /* or empty: all */
    int32_t unit;      /* of a unit within reach; 0: all of it */
    struct str cursor; /* `next` of the page before, or empty */
    int limit;         /* 1 to 200 */
};

/** The work list of the clerk's reach, the oldest first. It is the clerk's own work and writes no
 *  entry.
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING, NOT_YOUR_DESK, UNIT_UNKNOWN, BAD_REQUEST */
MUST_USE enum outcome finding_list(struct desk *desk, const struct finding_query *query,
                                   struct findings *out);
/** refuses  FINDING_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK */
MUST_USE enum outcome finding_load(struct desk *desk, int32_t part, int64_t id,
                                   struct finding_row *out);

/** How many are open, by kind and severity. */
struct finding_count {
    struct str kind, severity;
    int64_t count;
    struct day oldest;
};
struct finding_counts {
    struct finding_count *at;
    size_t count;
};
extern const struct column finding_count_columns[];
extern const size_t finding_count_column_count;
/** right    none: figures of the clerk's reach name nobody */
MUST_USE enum outcome finding_counts(struct desk *desk, struct finding_counts *out);

/** Closes a finding because papers show that the register is right. desk->expected_version is the
 *  version the clerk saw. Writes `finding.closed` {kind,reason} about the person.
 *  reason   what was seen and where, 4 to 200 characters; it goes into the entry
 *  right    that of the kind's row, at the unit that owns the finding
 *  refuses  FINDING_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, VERSION_REQUIRED, VERSION_STALE,
 *           WRONG_STEP (closed already), ITEM_MISSING, ITEM_WRONG (reason), CHANGED_MEANWHILE */
struct finding_evidence {
    int32_t part;
    int64_t id;
    struct str reason;
};
MUST_USE enum outcome finding_close_with_evidence(struct desk *desk,
                                                  const struct finding_evidence *evidence,
                                                  struct finding_row *out);

/** The fields of a row without braces: its columns, personName, legacy, stationName, unitName,
 *  kindZh, kindEn, detailZh, detailEn, days it is open, whether it holds a card. */
void finding_row_json(struct desk *desk, struct buf *buf, const struct finding_row *row);
/** The words of a detail in Chinese or English; number reasons stay as they are. */
struct str finding_detail_text(struct arena *arena, struct str detail, bool zh);

#endif
