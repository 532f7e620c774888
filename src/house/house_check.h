#ifndef HOUSE_HOUSE_CHECK_H
#define HOUSE_HOUSE_CHECK_H
/** The house check 入户核查 [S8]: the officer of a beat goes from house to house and compares who
 *  lives there with the register.
 *  (1) A beat has at most one open round. Its list is made when the round is opened: every household
 *      behind a plate of the beat, every plate nobody is registered behind, and the households of
 *      the beat's streets whose door has no plate; in the order one walks.
 *  (2) A visit changes nobody in the register: what is found otherwise is a finding, which somebody
 *      settles by a business of the register or dismisses.
 *  (3) No remarks about people: a finding says which sort of difference, which item, and what the
 *      papers shown say [design 8]. It stands in the register's list of findings too (register/noted.h)
 *      and ends there with it: one list, one owner, one age.
 *  (4) A look at the list is an entry with its purpose; members are masked on it. The printed sheet
 *      names them in full, stays with the police, and is an entry as well [G21 88]. */
#include "core/column.h"
#include "core/desk.h"
#include "register/person_store.h"

/* ---- words ---- */

/* clang-format off */
#define HOUSE_RESULTS(X) /* result, key on the keyboard (0: none), tried, door closed, settles the house, Chinese, English */ \
    X(WAITING,     0, 0, 0, 0, "待核查",     "to be visited")          \
    X(FOUND,       1, 1, 0, 1, "与登记相符", "as registered")          \
    X(DIFFERENT,   2, 1, 0, 1, "有变动",     "with differences")       \
    X(CLOSED_DOOR, 3, 1, 1, 0, "家中无人",   "door closed")            \
    X(REFUSED,     4, 1, 0, 0, "拒绝核查",   "refused")                \
    X(EMPTY,       5, 1, 0, 1, "无人居住",   "nobody lives there")     \
    X(REVISIT,     6, 1, 0, 0, "另约日期",   "another day agreed")
#define HOUSE_DIFFERENCES(X) /* kind, about a registered person, names an item, has a text, Chinese, English */ \
    X(MOVED_AWAY,   1, 0, 0, "已搬走",         "moved away")                          \
    X(DEAD,         1, 0, 0, "已死亡",         "dead")                                \
    X(NEW_RESIDENT, 0, 0, 1, "新来住人",       "lives here, registered elsewhere or nowhere") \
    X(WRONG_ITEM,   1, 1, 1, "登记项目有误",   "an item is wrong")                    \
    X(SEPARATED,    1, 0, 0, "人户分离",       "registered here, lives elsewhere")
#define HOUSE_ITEMS(X) /* item of a WRONG_ITEM; the ethnic group is asked by application only [E2] */ \
    X(NAME, "姓名", "name") X(FORMER_NAME, "曾用名", "former name") X(SEX, "性别", "sex") \
    X(BORN_ON, "出生日期", "birth date") X(NUMBER, "公民身份号码", "citizen number") \
    X(RELATION, "与户主关系", "relation to the head") X(ADDRESS, "住址", "address") \
    X(MARITAL, "婚姻状况", "marital state") X(EDUCATION, "文化程度", "schooling")
#define HOUSE_OUTCOMES(X) /* how a finding ends */ \
    X(DONE,      "已办理户口业务", "settled by a business of the register") \
    X(CASE,      "已立案",         "a case is open") \
    X(DISMISSED, "经核实登记无误", "the register is right")
/* clang-format on */
enum house_result {
#define X(code, key, tried, closed, settles, zh, en) HOUSE_##code,
    HOUSE_RESULTS(X)
#undef X
        HOUSE_RESULT_COUNT
};
struct house_result_text {
    const char *code;
    int key, tried, closed, settles;
    const char *zh, *en;
};
extern const struct house_result_text house_results[HOUSE_RESULT_COUNT];
/** NULL when there is none. */
const struct house_result_text *house_result_of(struct str code);

struct house_difference {
    const char *code;
    int person, item, text;
    const char *zh, *en;
};
extern const struct house_difference house_differences[];
extern const size_t house_difference_count;
const struct house_difference *house_difference_of(struct str code);

struct house_word {
    const char *code, *zh, *en;
};
extern const struct house_word house_items[], house_outcomes[];
extern const size_t house_item_count, house_outcome_count;
const struct house_word *house_item_of(struct str code);
const struct house_word *house_outcome_of(struct str code);

/* ---- rounds ---- */

struct house_check {
    int32_t part; /* the station */
    int64_t id;
    int32_t ver;
    int64_t beat;
    struct str name, state; /* OPEN, CLOSED */
    struct day opened_on, due_on, closed_on;
    int64_t clerk;
};
extern const struct column house_check_columns[];
extern const size_t house_check_column_count;

/** The counters of a round. `done` is found + different + empty. */
struct house_counts {
    int64_t houses, done, found, different, empty, closed_door, refused, revisit;
    int64_t tries, closed_doors; /* visits made, and those before a closed door */
};
extern const struct column house_count_columns[];
extern const size_t house_count_column_count;

struct house_round {
    struct house_check check;
    struct house_counts counts;
    int32_t beat_number;
    struct str beat_name;
};

enum { HOUSE_NAME_MAX = 40, HOUSE_TEXT_MAX = 60, HOUSE_DAYS_DEFAULT = 60 };
struct house_order {
    int32_t part;
    int64_t beat;
    struct str name;
    struct day due_on; /* NO_DAY: by the setting house_check.days */
};
/** Opens a round and makes its list.
 *  right    MAY_KEEP_REGISTER at the station
 *  refuses  BEAT_UNKNOWN, BEAT_EMPTY, HOUSE_CHECK_OPEN, ITEM_MISSING, ITEM_WRONG (name, a due day
 *           that is past)
 *  journal  `house_check.opened` {beat, houses} */
MUST_USE enum outcome house_check_open(struct desk *desk, const struct house_order *order,
                                       struct house_round *out);
/** Nothing more is entered afterwards.
 *  refuses  HOUSE_CHECK_UNKNOWN, HOUSE_CHECK_CLOSED, VERSION_REQUIRED, VERSION_STALE
 *  journal  `house_check.closed` with the counters */
MUST_USE enum outcome house_check_end(struct desk *desk, int32_t part, int64_t id,
                                      struct house_round *out);
/** refuses  HOUSE_CHECK_UNKNOWN; rights are the caller's */
MUST_USE enum outcome house_check_load(struct desk *desk, int32_t part, int64_t id,
                                       struct house_check *out);
MUST_USE enum outcome house_round_load(struct desk *desk, int32_t part, int64_t id,
                                       struct house_round *out);

struct house_rounds {
    const struct house_round *at;
    size_t count;
    struct str next; /* cursor, or empty */
};
/** Rounds of the clerk's reach, the first due first.
 *  right MAY_SEE_PERSONS.  refuses BAD_REQUEST (state, cursor, limit) */
MUST_USE enum outcome house_rounds_list(struct desk *desk, struct str state, struct str cursor,
                                        int limit, struct house_rounds *out);

/* ---- visits ---- */

struct house_visit {
    int32_t part;
    int64_t id;
    int32_t ver;
    int64_t round;
    int32_t place; /* on the list, from 1 */
    int64_t plate; /* or 0: the address has none */
    int32_t household_part;
    int64_t household; /* or 0: nobody is registered there */
    struct str street, door, detail;
    struct str result;
    int32_t tries, closed_doors;
    struct day next_on, visited_on;
    int64_t clerk;
};
extern const struct column house_visit_columns[];
extern const size_t house_visit_column_count;

struct house_finding {
    int32_t part;
    int64_t id;
    int32_t ver;
    int64_t round, visit;
    struct str kind;
    int32_t person_part;
    int64_t person; /* or 0 */
    struct str item, text, state;
    struct day found_on;
    int64_t clerk;
    struct day settled_on;
    int64_t settled_by;
    struct str outcome;
};
extern const struct column house_finding_columns[];
extern const size_t house_finding_column_count;
struct house_findings {
    const struct house_finding *at;
    size_t count;
    struct str next; /* of a list: cursor, or empty */
};

/** A visit with who is registered behind it and what was found there. */
struct house_stop {
    struct house_visit visit;
    struct persons members; /* registered there now */
    struct house_findings findings;
};
struct house_stops {
    const struct house_stop *at;
    size_t count;
};

#define HOUSE_LISTS(X) X(ALL, "all") X(LEFT, "left") X(CLOSED, "closed")
enum house_list {
#define X(list, word) HOUSE_LIST_##list,
    HOUSE_LISTS(X)
#undef X
        HOUSE_LIST_COUNT
};
/** HOUSE_LIST_COUNT when there is none. */
enum house_list house_list_of(struct str word);

struct house_page {
    int32_t part;
    int64_t round;
    enum house_list list;
    int32_t after; /* place */
    int limit;
};
/** A page of the list. Members are masked unless `whole`, which the printed sheet asks for.
 *  right    MAY_SEE_PERSONS at the station
 *  refuses  HOUSE_CHECK_UNKNOWN, PURPOSE_REQUIRED, BAD_REQUEST */
MUST_USE enum outcome house_stops_load(struct desk *desk, const struct house_page *page, bool whole,
                                       struct house_stops *out);
/** The entry `house_check.listed` of a page looked at {list, after, houses}. */
MUST_USE enum outcome house_stops_seen(struct desk *desk, const struct house_page *page,
                                       size_t houses);
/** The visit at a place of the list.  refuses  HOUSE_VISIT_UNKNOWN; rights are the caller's */
MUST_USE enum outcome house_visit_of_place(struct desk *desk, int32_t part, int64_t round,
                                           int32_t place, struct house_visit *out);

/** What came of a visit.
 *  right    MAY_KEEP_REGISTER at the station
 *  refuses  HOUSE_VISIT_UNKNOWN, HOUSE_CHECK_CLOSED, VERSION_REQUIRED, VERSION_STALE, ITEM_WRONG (an
 *           unknown result, a next day that is past or not due for the result, EMPTY where somebody
 *           is registered), ITEM_MISSING (REVISIT without its day)
 *  journal  `house_visit.entered`; follow("house_visit.entered") with the household as subject and
 *           {result}, where somebody is registered */
MUST_USE enum outcome house_visit_enter(struct desk *desk, int32_t part, int64_t id,
                                        struct str result, struct day next_on,
                                        struct house_visit *out);

/** A household, by its key. */
struct house_home {
    int32_t part;
    int64_t household;
};
struct house_homes {
    const struct house_home *at;
    size_t count;
};
/** Households of the stations from … to whose door stayed closed at least so often in the last round
 * of their beat. The right to look is the caller's. */
MUST_USE enum outcome house_closed_doors(struct desk *desk, int32_t from, int32_t to, int64_t least,
                                         struct house_homes *out);

struct house_note {
    struct str kind;
    int32_t person_part;
    int64_t person; /* a member of the household, or 0 */
    struct str item, text;
};
/** A difference found; the visit's result becomes DIFFERENT. The first one of a visit counts as the
 * visit itself.
 *  refuses  as house_visit_enter, and ITEM_WRONG, ITEM_MISSING, PERSON_UNKNOWN (not of this
 *           household), REMARK_ABOUT_PERSON (a text where none belongs)
 *  journal  `house_finding.noted` about the person */
MUST_USE enum outcome house_finding_note(struct desk *desk, int32_t part, int64_t visit,
                                         const struct house_note *note, struct house_visit *out);
/** Findings of the clerk's reach in a state.
 *  right MAY_SEE_PERSONS.  refuses BAD_REQUEST (state, cursor, limit) */
MUST_USE enum outcome house_findings_list(struct desk *desk, struct str state, struct str cursor,
                                          int limit, struct house_findings *out);
/** right    MAY_KEEP_REGISTER at the station
 *  refuses  HOUSE_FINDING_UNKNOWN, WRONG_STEP (settled already), VERSION_REQUIRED, VERSION_STALE,
 *           ITEM_WRONG
 *  journal  `house_finding.settled` */
MUST_USE enum outcome house_finding_settle(struct desk *desk, int32_t part, int64_t id,
                                           struct str outcome, struct house_finding *out);

/** What main.c wires to follow("finding.righted") and follow("finding.closed") of the register: the row
 *  here is settled too, DONE or DISMISSED. */
MUST_USE enum outcome house_finding_righted(struct desk *desk, int32_t part, int64_t id,
                                            struct str body);
MUST_USE enum outcome house_finding_dismissed(struct desk *desk, int32_t part, int64_t id,
                                              struct str body);

/* ---- coverage ---- */

/** The last round of a beat; or of all beats of a unit, summed, with beat 0. */
struct house_coverage {
    int32_t unit; /* station, bureau or city */
    int64_t beat;
    int32_t beat_number;
    struct str beat_name;
    int64_t rounds, open, late; /* open ones, and those past their day */
    int64_t houses, done, closed_door, refused, different, tries;
};
extern const struct column house_coverage_columns[];
extern const size_t house_coverage_column_count;
struct house_coverages {
    const struct house_coverage *at;
    size_t count;
};
enum house_level { HOUSE_BY_BEAT, HOUSE_BY_STATION, HOUSE_BY_BUREAU };
/** Of the clerk's reach, level by level: beats, stations, bureaus; the last row of several is their
 * sum, with the unit of the clerk.
 *  right    MAY_SEE_PERSONS or MAY_SEE_BOARD */
MUST_USE enum outcome house_coverage_read(struct desk *desk, enum house_level level,
                                          struct house_coverages *out);

/* ---- plates against households ---- */

/** What does not meet, as register check writes it: kind, old id of the person or empty, number of
 * the plate or empty, field, detail, unit, severity. */
struct house_mismatch {
    bool plate_without_person; /* else a household without plate */
    int32_t unit;
    struct str plate; /* 门牌编号 */
    struct str street, door;
    int32_t household_part; /* of a household without plate */
    int64_t household;
};
struct house_comparison {
    int64_t plates, households, plates_without_people, households_without_plate;
    const struct house_mismatch *at;
    size_t count;
};
/** How many plates are without people and the reverse, over the clerk's reach: by county, street and
 * door, spelled alike to the letter; no list.
 *  right    MAY_SEE_PLACES */
MUST_USE enum outcome house_compare_counts(struct desk *desk, struct house_comparison *out);
/** The same with the list; a door written in two ways is one door (places/address.h). Only what does not
 * meet is kept in memory.
 *  right    MAY_SEE_PLACES */
MUST_USE enum outcome house_compare(struct desk *desk, struct house_comparison *out);
/** The comparison as CSV lines; each person of a household without plate is one line.
 *  right    MAY_SEE_PERSONS
 *  journal  `plate.compared` with the counts */
MUST_USE enum outcome house_comparison_csv(struct desk *desk, const struct house_comparison *c,
                                           struct buf *out);
#define HOUSE_COMPARISON_HEADINGS "kind,person,other,field,detail,unit,severity\n"

#endif
