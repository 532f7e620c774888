#include "register/number_diagnosis.h"
#include "core/division.h"

static const struct number_cause_text cause_texts[CAUSE_COUNT] = {
#define X(cause, weight, zh, en) [CAUSE_##cause] = { #cause, zh, en },
    NUMBER_CAUSES(X)
#undef X
};
static const int cause_weights[CAUSE_COUNT] = {
#define X(cause, weight, zh, en) [CAUSE_##cause] = weight,
    NUMBER_CAUSES(X)
#undef X
};
/* clang-format off */
static const struct {
    struct number_cause_text text;
    int weight;
} proofs[PROOF_BITS] = {
    { { "CHECK_DIGIT", "校验码相符",             "the check digit fits" },                      10 },
    { { "BIRTH",       "与登记出生日期相符",     "the birth date registered" },                 80 },
    { { "SEX",         "与登记性别相符",         "the sex registered" },                        40 },
    { { "AREA",        "地址码存在",             "the county is or was one" },                  40 },
    { { "NEIGHBOUR",   "与家人或近邻同地址码",   "the county of the household or next door" },  25 },
    { { "SERIAL",      "与近邻顺序码相连",       "a serial beside a neighbour's" },             15 },
};
/* clang-format on */

const struct number_cause_text *number_cause_text(enum number_cause cause)
{
    ASSERT(cause < CAUSE_COUNT);
    return &cause_texts[cause];
}

const struct number_cause_text *number_proof_text(unsigned place)
{
    ASSERT(place < PROOF_BITS);
    return &proofs[place].text;
}

enum { CANDIDATES_MAX = 64 };
enum { AREA_LEN = 6, DATE_LEN = 8, BODY = 17, SERIAL_AT = 14, SERIAL_LEN = 3, LENGTH_15 = 15 };

/** A diagnosis in the making. */
struct diagnosing {
    const struct number_checker *checker;
    const struct number_evidence *evidence;
    char given[19]; /* canonical, 18 characters; "" when it has 15 */
    unsigned wrong; /* what is wrong with it */
    bool birth_fits, sex_fits;
    struct diagnosis found[CANDIDATES_MAX];
    size_t count;
};

/* ---- what a candidate agrees with ---- */

static int serial_of(const char *number)
{
    int serial = 0;
    for (int i = SERIAL_AT; i < SERIAL_AT + SERIAL_LEN; i++)
        serial = serial * 10 + (number[i] - '0');
    return serial;
}

static unsigned neighbourhood(const struct number_evidence *evidence, const char *number)
{
    enum { BESIDE = 20 };
    unsigned found = 0;
    for (size_t i = 0; i < evidence->neighbour_count; i++) {
        struct str other = evidence->neighbours[i];
        if (other.len != NUMBER_LENGTH_18 || memcmp(other.at, number, AREA_LEN) != 0)
            continue;
        found |= PROOF_NEIGHBOUR;
        int apart = serial_of(other.at) - serial_of(number);
        if (apart >= -BESIDE && apart <= BESIDE)
            found |= PROOF_SERIAL;
    }
    return found;
}

static unsigned proofs_of(const struct diagnosing *d, const struct number_check *check, int at)
{
    const struct number_evidence *e = d->evidence;
    unsigned found = neighbourhood(e, check->canonical);
    if (at >= 0 && at < BODY && d->given[BODY] == check->canonical[BODY])
        found |= PROOF_CHECK_DIGIT;
    if (day_is(e->born_on) && day_is(check->born) && e->born_on.n == check->born.n)
        found |= PROOF_BIRTH;
    if (e->sex && check->sex == e->sex)
        found |= PROOF_SEX;
    if (division_ever(division_code(str_from(check->canonical, AREA_LEN))))
        found |= PROOF_AREA;
    return found;
}

/* ---- ranking ---- */

static int score_of(enum number_cause cause, unsigned found)
{
    int score = cause_weights[cause];
    for (unsigned i = 0; i < PROOF_BITS; i++)
        score += found >> i & 1 ? proofs[i].weight : 0;
    return score;
}

static bool is_known(const struct diagnosing *d, enum number_cause cause, const char *number)
{
    for (size_t i = 0; i < d->count; i++)
        if (d->found[i].cause == cause && !memcmp(d->found[i].number, number, NUMBER_LENGTH_18))
            return true;
    return false;
}

static int by_score(const void *a, const void *b)
{
    const struct diagnosis *one = a, *two = b;
    if (one->score != two->score)
        return one->score > two->score ? -1 : 1;
    return one->cause != two->cause ? (one->cause < two->cause ? -1 : 1)
                                    : memcmp(one->number, two->number, sizeof one->number);
}

/** The best of each cause, then the others. */
static size_t rank(struct diagnosing *d, struct diagnosis out[DIAGNOSES_MAX])
{
    size_t count = 0;
    qsort(d->found, d->count, sizeof d->found[0], by_score);
    for (int others = 0; others < 2; others++) {
        bool seen[CAUSE_COUNT] = { false };
        for (size_t i = 0; i < d->count && count < DIAGNOSES_MAX; i++) {
            if (seen[d->found[i].cause] == (others == 1))
                out[count++] = d->found[i];
            seen[d->found[i].cause] = true;
        }
    }
    return count;
}

/** What is registered must not contradict a candidate; a birth date typed wrong must be mended. */
static bool contradicts(const struct number_evidence *e, const struct number_check *check)
{
    bool birth = day_is(e->born_on) && day_is(check->born) && e->born_on.n != check->born.n;
    bool sex = e->sex && check->sex && e->sex != check->sex;
    return birth || sex;
}

static int first_difference(const struct diagnosing *d, const char *number)
{
    for (int i = 0; i < NUMBER_LENGTH_18; i++)
        if (d->given[i] != number[i])
            return i;
    return -1;
}

/** A candidate that is right in itself and fits what is registered. */
static void propose(struct diagnosing *d, enum number_cause cause, const char number[19])
{
    struct number_check check = number_check(d->checker, str_from(number, NUMBER_LENGTH_18));
    if ((check.reasons & NUMBER_WRONGS) || contradicts(d->evidence, &check) ||
        !memcmp(number, d->given, NUMBER_LENGTH_18) || is_known(d, cause, number) ||
        d->count == CANDIDATES_MAX)
        return;
    int at = d->given[0] ? first_difference(d, number) : -1;
    struct diagnosis found = { .cause = cause, .at = at };
    memcpy(found.number, check.canonical, sizeof found.number);
    found.proofs = proofs_of(d, &check, at);
    found.score = score_of(cause, found.proofs);
    d->found[d->count++] = found;
}

/* ---- the slips ---- */

static void copy(const struct diagnosing *d, char number[19])
{
    memcpy(number, d->given, sizeof d->given);
}

static void close_number(char number[19])
{
    number[BODY] = number_check_digit(number);
}

static void try_check_digit(struct diagnosing *d)
{
    char number[19];
    copy(d, number);
    close_number(number);
    bool zero = d->given[BODY] == '0' && number[BODY] == 'X';
    propose(d, zero ? CAUSE_ZERO_FOR_X : CAUSE_ONE_DIGIT, number);
}

/** The check digit was right for what was meant: only the changed digit is wrong. */
static void try_one_digit(struct diagnosing *d)
{
    char number[19];
    for (int i = 0; i < BODY; i++)
        for (char digit = '0'; digit <= '9'; digit++) {
            copy(d, number);
            number[i] = digit;
            if (number_check_digit(number) == d->given[BODY])
                propose(d, CAUSE_ONE_DIGIT, number);
        }
}

static void try_swapped(struct diagnosing *d)
{
    char number[19];
    for (int i = 0; i + 1 < NUMBER_LENGTH_18; i++) {
        copy(d, number);
        char kept = number[i];
        number[i] = number[i + 1];
        number[i + 1] = kept;
        if (number[BODY - 1] != 'X' && number_check_digit(number) == number[BODY])
            propose(d, CAUSE_SWAPPED, number);
    }
}

/** The day registered in place of the one typed; the check digit was made for the wrong one. */
static void try_date(struct diagnosing *d)
{
    char number[19], text[11];
    if (!day_is(d->evidence->born_on) || d->birth_fits)
        return;
    copy(d, number);
    day_text(d->evidence->born_on, text);
    memcpy(number + AREA_LEN, text, 4);
    memcpy(number + AREA_LEN + 4, text + 5, 2);
    memcpy(number + AREA_LEN + 6, text + 8, 2);
    close_number(number);
    propose(d, CAUSE_DATE, number);
    number[BODY] = d->given[BODY];
    propose(d, CAUSE_DATE, number);
}

/** The serials beside it belong to the other sex. */
static void try_parity(struct diagnosing *d)
{
    char number[19];
    if (!d->evidence->sex || d->sex_fits)
        return;
    for (int by = -1; by <= 1; by += 2) {
        copy(d, number);
        int serial = serial_of(number) + by;
        if (serial < 1 || serial > 999)
            continue;
        char text[8];
        snprintf(text, sizeof text, "%03d", serial);
        memcpy(number + SERIAL_AT, text, SERIAL_LEN);
        close_number(number);
        propose(d, CAUSE_SEX_PARITY, number);
    }
}

/** The county of a neighbour, with the digit that belongs there or the one that was given. */
static void try_area(struct diagnosing *d)
{
    char number[19];
    for (size_t i = 0; i < d->evidence->neighbour_count; i++) {
        if (d->evidence->neighbours[i].len != NUMBER_LENGTH_18)
            continue;
        copy(d, number);
        memcpy(number, d->evidence->neighbours[i].at, AREA_LEN);
        if (d->wrong & (NUMBER_PROVINCE_UNKNOWN | NUMBER_DIVISION_UNKNOWN | NUMBER_CHECK_DIGIT)) {
            propose(d, CAUSE_AREA, number);
            close_number(number);
            propose(d, CAUSE_AREA, number);
        }
    }
}

static void try_15(struct diagnosing *d, struct str given)
{
    struct number_check check = number_check(d->checker, given);
    if (given.len == LENGTH_15 && check.canonical[0])
        propose(d, CAUSE_OLD_15, check.canonical);
}

/** Two questions: is anything wrong in itself, and what of it fits the register. */
static void take_given(struct diagnosing *d, struct str given)
{
    struct number_check check = number_check(d->checker, given);
    const struct number_evidence *e = d->evidence;
    if (given.len == NUMBER_LENGTH_18)
        memcpy(d->given, check.canonical, sizeof d->given);
    d->wrong = check.reasons & (NUMBER_WRONGS | NUMBER_DIVISION_UNKNOWN);
    d->birth_fits = !day_is(e->born_on) || (day_is(check.born) && e->born_on.n == check.born.n);
    d->sex_fits = !e->sex || check.sex == e->sex;
}

size_t number_diagnose(const struct number_checker *checker, const struct number_evidence *evidence,
                       struct diagnosis out[DIAGNOSES_MAX])
{
    struct diagnosing d = { .checker = checker, .evidence = evidence };
    struct str given = str_trim(evidence->number);
    take_given(&d, given);
    try_15(&d, given);
    if (!d.given[0] || (!d.wrong && d.birth_fits && d.sex_fits))
        return rank(&d, out);
    if (d.wrong & NUMBER_CHECK_DIGIT) {
        try_check_digit(&d);
        try_one_digit(&d);
        try_swapped(&d);
    }
    try_date(&d);
    try_parity(&d);
    try_area(&d);
    return rank(&d, out);
}
