#ifndef CHARACTERS_CHARACTER_CASE_H
#define CHARACTERS_CHARACTER_CASE_H
/** Cases of private-use codes in names 自造字案件: an older system kept a rare character under a code
 *  of its own, and nobody else can tell which one it is [domain 9].
 *  (1) The person stands in the register with the name as it came, code and all; nothing is ever put
 *      in its place by itself. The bytes of the file are kept.
 *  (2) One case for each such code of a name. It closes when the character is known and written
 *      (ENCODED), or when the name no longer holds the code (RENAMED).
 *  (3) To write the character is to put its standard code for the private one: the name stays what
 *      it is on paper. Whoever wants another name takes the business of a change of name.
 *  (4) While a case about the name is open no card is made: an application is accepted, and waits
 *      [design 8].
 *  (5) A character is decided on evidence: the paper it was read from, with its picture if there is
 *      one, and a bureau decides what a station has shown. */
#include "core/column.h"
#include "core/desk.h"

struct character_case {
    int32_t part;
    int64_t id;
    int32_t ver;
    int64_t person;
    int32_t station;
    struct str item; /* "name", "formerName" */
    int32_t point;
    struct str written;
    struct str bytes;
    int64_t load;
    struct day opened_on;
    struct str source;  /* or none */
    struct str picture; /* SM3, or none */
    int64_t shown_by;   /* the clerk who showed them, or 0 */
    struct str became;  /* the character, or none */
    struct str outcome; /* or none while it is open */
    struct str note;
    int64_t clerk;
    struct day closed_on;
};
extern const struct column character_case_columns[];
extern const size_t character_case_column_count;

/** How a case ended. */
struct character_outcome {
    const char *code, *zh, *en;
};
extern const struct character_outcome character_outcomes[];
extern const size_t character_outcome_count;
const struct character_outcome *character_outcome_of(struct str code);

struct character_cases {
    struct character_case *at;
    size_t count;
    struct str next; /* cursor, or empty */
};

enum { CHARACTER_PICTURE_MAX = 256 << 10, CHARACTER_SOURCE_MAX = 100, CHARACTER_NOTE_MAX = 200 };

/** Of the clerk's reach, station by station; one entry `character_case.listed`, since names are
 *  shown.
 *  state  OPEN or CLOSED · cursor, limit  as everywhere, 1 to 200
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING, BAD_REQUEST, PURPOSE_REQUIRED */
MUST_USE enum outcome character_cases_list(struct desk *desk, struct str state, struct str cursor,
                                           int64_t limit, struct character_cases *out);
/** The entry of a list that was shown. */
MUST_USE enum outcome character_cases_listed(struct desk *desk, int64_t count);
/** right  MAY_SEE_PERSONS at the station.  refuses  CHARACTER_CASE_UNKNOWN */
MUST_USE enum outcome character_case_see(struct desk *desk, int32_t part, int64_t id,
                                         struct character_case *out);
/** The picture of a case.  refuses  CHARACTER_CASE_UNKNOWN, NOT_FOUND */
MUST_USE enum outcome character_picture(struct desk *desk, int32_t part, int64_t id,
                                        struct str *bytes);

struct character_evidence {
    int32_t part;
    int64_t id;
    struct str source;  /* the paper: 1962 年登记表; empty: what was said of it stays */
    struct str picture; /* a PNG; empty: the one there is stays */
};
/** Where the character can be seen: the paper, its picture, or both.
 *  right    MAY_KEEP_REGISTER at the station
 *  refuses  CHARACTER_CASE_UNKNOWN, NOT_YOUR_DESK, WRONG_STEP (closed), VERSION_REQUIRED,
 *           VERSION_STALE, ITEM_MISSING, PICTURE_BROKEN (no PNG), PICTURE_TOO_LARGE
 *  journal  `character_case.shown` {case, picture} */
MUST_USE enum outcome character_case_show(struct desk *desk, const struct character_evidence *e,
                                          struct character_case *out);

struct character_decision {
    int32_t part;
    int64_t id;
    struct str character;
    struct str note;
};
/** Puts a standard character for the code wherever it stands in that name, as a new version of the
 *  person; applications that waited go on.
 *  right    MAY_DECIDE_COUNTY at the station
 *  refuses  CHARACTER_CASE_UNKNOWN, NOT_YOUR_DESK, WRONG_STEP (closed), VERSION_REQUIRED,
 *           VERSION_STALE, ITEM_MISSING (nobody has shown a paper), ITEM_WRONG (not one ideograph),
 *           NAME_PRIVATE_USE (a code for a code), OWN_STEP (who showed the paper), PERSON_FROZEN
 *  journal  `character_case.settled` {case, item, point, character} */
MUST_USE enum outcome character_case_settle(struct desk *desk, const struct character_decision *d,
                                            struct character_case *out);

/** follow row of "person.private_use", body {item, bytes}: opens the cases of a name. */
MUST_USE enum outcome character_cases_open(struct desk *desk, int32_t part, int64_t person,
                                           struct str body);
/** follow row of "person.changed": closes what the name no longer holds, and goes with the person. */
MUST_USE enum outcome character_cases_follow(struct desk *desk, int32_t part, int64_t person,
                                             struct str body);
/** follow row of "load.undoing": untouched cases of the load go, others keep it.  refuses
 *  LOAD_IN_USE */
MUST_USE enum outcome character_cases_undo(struct desk *desk, int32_t part, int64_t load,
                                           struct str body);

#endif
