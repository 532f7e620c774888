#ifndef REGISTER_NUMBER_CASE_H
#define REGISTER_NUMBER_CASE_H
/** Questions about citizen numbers 号码案件: wrong numbers 错号 and duplicates 重号 [domain 3.3].
 *  (1) A person has at most one open case of each sort: one about the number itself (WRONG, BIRTH,
 *      SEX: the gravest names it, `reasons` lists all) and one DUPLICATE.
 *  (2) Of a number held by more than one each holder has a case of his own, with the first other
 *      holder in it.
 *  (3) An open case keeps nobody from applying: the application waits, with a clock [S9].
 *  (4) A number is changed by a new version of the person; the old one stays in history and is
 *      never used again. */
#include "core/number.h"
#include "register/person.h"

/* ---- what is questionable about a number (pure) ---- */

struct number_doubts {
    unsigned reasons; /* enum number_reason: the wrong ones */
    unsigned remarks; /* the others, which open no case */
    bool missing, birth, sex;
};

/** Pure. The number beside what is registered. What cannot be read of either side is not compared.
 */
struct number_doubts number_check_person(const struct number_checker *checker, struct str number,
                                         struct str sex, struct day born_on);
/** WRONG, BIRTH or SEX; NULL when nothing is questionable. */
const char *number_doubts_kind(struct number_doubts doubts);
/** MISSING, the words of core/number.h, BIRTH and SEX, joined by `;`. */
struct str number_doubts_str(struct arena *arena, struct number_doubts doubts);

/* ---- cases ---- */

struct number_case {
    int32_t part;
    int64_t id;
    int32_t ver;
    int64_t person;
    struct str number;  /* the one in question */
    struct str kind;    /* WRONG, BIRTH, SEX, DUPLICATE */
    struct str reasons; /* of a duplicate: TWO_PERSONS, or SAME_NAME when it may be one person
                           registered twice */
    int32_t other_part; /* the other holder of a duplicate, or 0 */
    int64_t other_person;
    int32_t station;  /* of residence: whose work list it is on */
    struct str state; /* OPEN, CLOSED */
    struct day opened_on, due_on, closed_on;
    struct str outcome; /* duplicate_outcomes, or CONFIRMED */
    int64_t clerk;      /* who decided, 0 while open or when it closed with the other's */
};
extern const struct column number_case_columns[];
extern const size_t number_case_column_count;

/** A row of the work list. */
struct number_case_row {
    struct number_case number_case;
    struct str name, legacy; /* of the person; name and number are masked: opening the record is a
                                look of its own */
};
struct number_cases {
    struct number_case_row *at;
    size_t count;
    struct str next; /* cursor, or empty */
};

/** The work list of the clerk's reach: `state` OPEN or CLOSED, the oldest limit first. It is the
 *  clerk's own work and writes no entry.
 *  cursor   `next` of the page before, or empty · limit 1 to 200
 *  right    MAY_SETTLE_NUMBERS
 *  refuses  RIGHT_MISSING, BAD_REQUEST */
MUST_USE enum outcome number_cases_list(struct desk *desk, struct str state, struct str cursor,
                                        int limit, struct number_cases *out);

/** refuses  NUMBER_CASE_UNKNOWN */
MUST_USE enum outcome number_case_load(struct desk *desk, int32_t part, int64_t id,
                                       struct number_case *out);
/** The open case that holds this person's applications; found is false when there is none. No right
 * is asked. */
MUST_USE enum outcome number_open_case_of(struct desk *desk, int32_t part, int64_t person,
                                          struct number_case *out, bool *found);
MUST_USE enum outcome number_open_duplicate_of(struct desk *desk, int32_t part, int64_t person,
                                               struct number_case *out, bool *found);
/** Whether a clerk decided that this number stands as it is, whatever number_check_person says. */
MUST_USE enum outcome number_is_confirmed(struct desk *desk, int32_t part, int64_t person,
                                          struct str number, bool *out);

/** Opens a case unless one of its sort is open, and runs follow("number_case.opened") for its
 *  person. Inside a transaction; the caller's entry tells of it.
 *  asked  part, person, number, kind, reasons, other_*, station are read; due on the day the
 *         setting number_case.days says, 30 without one */
MUST_USE enum outcome number_case_open(struct desk *desk, const struct number_case *asked);

/** Closes an open case and runs follow("number_case.closed") for its person, body {case, kind,
 *  outcome, open}: how many cases of the person are left open. Inside a transaction.
 *  decided  by the desk's clerk; else it closes along with another's
 *  refuses  CHANGED_MEANWHILE */
MUST_USE enum outcome number_case_close(struct desk *desk, const struct number_case *c,
                                        struct str outcome, bool decided);

/** What an outcome asks for and does; rows in number_case_rules.c. */
struct outcome_rule {
    const char *outcome;
    const char *mirror; /* how the other's case ends with it, or NULL */
    bool of_fault;      /* for WRONG, BIRTH, SEX too, not only for a DUPLICATE */
    bool new_number;
    const char *own_state; /* person states one of which must be registered; the number is given up.
                              NULL: none */
    const char *other_state; /* the same of the other */
};
/** NULL when the outcome is none. */
const struct outcome_rule *outcome_rule(struct str outcome);

struct number_decision {
    int32_t part;
    int64_t id;
    struct str outcome;    /* 1 to 9, or CONFIRMED */
    struct str new_number; /* with outcome 1, else empty */
};

/** Decides a case; desk->expected_version is the version the clerk saw. Outcome 1 changes the
 *  person's number; the other open cases of the person about the old number close with it, and so
 *  does the duplicate case of whoever is left alone with the number. Runs
 *  follow("number_case.deciding") with body {kind, outcome} before anything changes, which may
 *  refuse, and follow("number_case.closed") for each person whose case closed, then writes
 *  `number_case.decided`.
 *  right    MAY_SETTLE_NUMBERS at the case's station
 *  refuses  NUMBER_CASE_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, VERSION_REQUIRED, VERSION_STALE,
 *           WRONG_STEP (closed), ITEM_WRONG (outcome, or one that does not fit what the register
 *           says), ITEM_MISSING (new number), NUMBER_WRONG, NUMBER_BIRTH, NUMBER_SEX,
 *           NUMBER_DUPLICATE (new number), CHANGED_MEANWHILE
 *  source   [domain 3.3] [S25] */
MUST_USE enum outcome number_case_decide(struct desk *desk, const struct number_decision *decision,
                                         struct number_case *out);

#endif
