#ifndef REGISTER_NUMBER_DIAGNOSIS_H
#define REGISTER_NUMBER_DIAGNOSIS_H
/** How a wrong number may have come about, and which number was meant [S32] [domain 3.3]. Pure.
 *  (1) A cause is a change that makes the number right in itself and leaves it as it is elsewhere.
 *  (2) Causes are ranked by what they agree with: birth date, sex, county, serials of the
 *      household and of neighbours; and by how often such a slip happens.
 *  (3) It proposes and proves; a person decides, on paper. */
#include "core/number.h"

/* clang-format off */
#define NUMBER_CAUSES(X) /* cause, weight of how often it happens, Chinese, English */ \
    X(OLD_15,      60, "十五位号码未升位",         "a 15-digit number never written as 18") \
    X(ZERO_FOR_X,  60, "末位 X 写成 0",            "0 written for X at the end") \
    X(ONE_DIGIT,   30, "一位写错",                 "one digit, the check digit too") \
    X(SWAPPED,     30, "相邻两位颠倒",             "two neighbouring digits swapped") \
    X(DATE,        24, "出生日期段写错",           "the date typed wrong") \
    X(SEX_PARITY,  24, "顺序码奇偶与性别不符",     "the sequence's parity is the other sex's") \
    X(AREA,        24, "地址码写错",               "a wrong area code")
/* clang-format on */
enum number_cause {
#define X(cause, weight, zh, en) CAUSE_##cause,
    NUMBER_CAUSES(X)
#undef X
        CAUSE_COUNT
};
struct number_cause_text {
    const char *code, *zh, *en;
};
const struct number_cause_text *number_cause_text(enum number_cause cause);

/** What a candidate agrees with: bits. */
enum number_proof {
    PROOF_CHECK_DIGIT = 1 << 0, /* the digit given belongs behind the corrected 17 */
    PROOF_BIRTH = 1 << 1,       /* the birth date registered */
    PROOF_SEX = 1 << 2,         /* the sex registered */
    PROOF_AREA = 1 << 3,        /* a county that is or was one */
    PROOF_NEIGHBOUR = 1 << 4,   /* the county of somebody of the household or next door */
    PROOF_SERIAL = 1 << 5,      /* a serial beside that of somebody born there the same days */
    PROOF_BITS = 6
};
/** CHECK_DIGIT, BIRTH …: of one bit's place. */
const struct number_cause_text *number_proof_text(unsigned place);

struct diagnosis {
    enum number_cause cause;
    char number[19]; /* the candidate, right in itself */
    unsigned proofs; /* of enum number_proof */
    int score;       /* what it is ranked by */
    int at;          /* first place that differs, from 0; -1: of another length */
};

enum { DIAGNOSES_MAX = 8, NEIGHBOURS_MAX = 64 };

/** What is known beside the number. */
struct number_evidence {
    struct str number;                     /* as it stands: 18 or 15 characters */
    struct day born_on;                    /* NO_DAY: unknown */
    char sex;                              /* 'M', 'F', or 0 */
    struct str neighbours[NEIGHBOURS_MAX]; /* right numbers of the household and next door */
    size_t neighbour_count;
};

/** The best candidate of each cause, the likeliest cause first; behind them further candidates. None:
 *  no single slip explains it, or nothing is wrong. */
size_t number_diagnose(const struct number_checker *checker, const struct number_evidence *evidence,
                       struct diagnosis out[DIAGNOSES_MAX]);

#endif
