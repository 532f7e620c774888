#ifndef REGISTER_SEARCH_H
#define REGISTER_SEARCH_H
/** Looking for persons.
 *  (1) Always inside the clerk's reach, by residence now, and always with a purpose [G21 88].
 *  (2) What is found is masked; the whole record is see_person.h, a look of its own.
 *  (3) Each settled search leaves one entry: by what was searched and how many were found, never
 *      for whom.
 *  (4) Nobody is searched by anything but number, name, household, old id and address; birth year and
 *      sex narrow what is found. Never by ethnic group.
 *  (5) Nothing found is stale: what is searched is written with the person. */
#include "base/buf.h"
#include "core/desk.h"

/** Exactly one of the five is used, the first that is there. */
struct person_query {
    struct str text;      /* as the clerk types: see person_matches; words behind a blank narrow */
    struct str number;    /* all of it; 15 digits find the 18 they became; one nobody holds any more
                           finds who held it */
    struct str name;      /* exact, or the beginning when it has two characters or more */
    struct str household; /* 户号 */
    struct str legacy;    /* 原编号 */
    struct str cursor;    /* `next` of the page before, or empty */
    int limit;            /* 1 to 200 */
};

/* clang-format off */
#define PERSON_MATCHES(X) /* what matched, in the order in which a text is tried */ \
    X(NUMBER,      "公民身份号码", "number")                       \
    X(PAST_NUMBER, "曾用号码",     "number given up")              \
    X(TAIL,        "号码尾数",     "last 4 to 6 of the number")    \
    X(NUMBER_HEAD, "号码前段",     "beginning of the number")      \
    X(HOUSEHOLD,   "户号",         "household number")             \
    X(LEGACY,      "原编号",       "id of the old system")         \
    X(NAME,        "姓名",         "name, or its beginning")       \
    X(PARTS,       "姓名各段",     "parts of the name around ·")   \
    X(FORMER,      "曾用名",       "former name")                  \
    X(PINYIN,      "拼音",         "pinyin or initials")           \
    X(SOUND,       "同音",         "the same sound")               \
    X(ADDRESS,     "住址",         "address")
/* clang-format on */
enum person_match {
#define X(match, zh, en) MATCH_##match,
    PERSON_MATCHES(X)
#undef X
        PERSON_MATCH_COUNT
};
struct person_match_text {
    const char *code, *zh, *en;
};
const struct person_match_text *person_match_text(enum person_match match);

/** A person found, as it is shown: masked. */
struct person_hit {
    int32_t part;
    int64_t id;
    struct str name, number; /* masked */
    struct str sex;
    int32_t born_year; /* 0: unknown */
    int32_t station;
    int64_t household;
    struct str status;
    int64_t open_case; /* number case, or 0 */
    enum person_match matched;
};
struct person_hits {
    struct person_hit *at;
    size_t count;
    struct str next; /* cursor, or empty */
};

/** Finds and settles: a transaction with the entry `person.searched` {by, hits, page}. Those of the
 *  same name before those whose name only begins so.
 *  right    MAY_SEE_PERSONS
 *  refuses  RIGHT_MISSING, PURPOSE_REQUIRED, SEARCH_TOO_WIDE, NUMBER_WRONG (not a whole number),
 *           BAD_REQUEST (cursor, limit) */
MUST_USE enum outcome persons_search(struct desk *desk, const struct person_query *query,
                                     struct person_hits *out);
/** The two halves, for a face that reads and writes apart: the first only reads, the second writes
 * the entry. */
MUST_USE enum outcome persons_find(struct desk *desk, const struct person_query *query,
                                   struct person_hits *out);
MUST_USE enum outcome persons_found(struct desk *desk, const struct person_query *query,
                                    size_t hits);

/** While the clerk is still typing: at most `limit` hits of the first page, and no entry; the search
 *  he settles on is persons_search.
 *  refuses  as persons_search; BAD_REQUEST with a cursor, or a limit above 20 */
MUST_USE enum outcome persons_typed(struct desk *desk, const struct person_query *query,
                                    struct person_hits *out);

/** {part,id,name,number,sex,bornYear,stationName,householdId,status,openCase,matched} */
void person_hit_json(struct desk *desk, struct buf *buf, const struct person_hit *hit);

#endif
