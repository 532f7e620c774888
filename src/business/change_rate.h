#ifndef BUSINESS_CHANGE_RATE_H
#define BUSINESS_CHANGE_RATE_H
/** How often controlled changes 重要项目变更 pass through one officer or unit, beside all the others
 *  [S46]: for the audit administrator.
 *  (1) Counted are businesses, by kind; no item, no value, no person. Of the ethnic group nothing is
 *      known here but how many businesses of that kind there were.
 *  (2) Whoever takes in is compared with those who take in, whoever decides with those who decide.
 *  (3) A mark is a question to be asked, never a finding about somebody. */
#include "business/business_store.h"

enum change_group {
    GROUP_NUMBER,
    GROUP_NAME,
    GROUP_SEX,
    GROUP_BIRTH,
    GROUP_ETHNIC,
    GROUP_OTHER,
    GROUP_COUNT
};
/** Of a controlled kind, by its class [GA214.13]: 10 number, 20 name, 30 sex, 40 birth, 50 ethnic. */
enum change_group change_group_of(const struct business_kind *kind);

struct change_rate {
    struct str by; /* OFFICER, UNIT */
    int64_t clerk;
    int32_t unit;    /* of the officer, or the unit itself */
    struct str role; /* TAKES, DECIDES */
    int64_t groups[GROUP_COUNT];
    int64_t controlled, all; /* businesses */
    int64_t share_pm;        /* controlled of all, per thousand */
    int64_t others_pm;       /* the same of all others in the role; -1: there are none */
    int64_t ratio_pc;        /* share to others' share, per cent; -1: theirs is nothing */
    int marked;              /* far above what the others' share lets expect */
};
extern const struct column change_rate_columns[];
extern const size_t change_rate_column_count;
/** Pure. Fills in shares, ratio and mark of one against the totals of its role, itself included.
 * Marked are at least 5 changes, more than twice what the others' share lets expect of as many
 * businesses, and above it by more than three times the square root of it. */
void change_rate_compare(struct change_rate *rate, int64_t controlled_total, int64_t all_total);

/** Officers, then units, of the reach; businesses taken in or decided on the days from … to; the
 * marked first, then by ratio.
 *  right    MAY_ADMIN_AUDIT
 *  refuses  RIGHT_MISSING, BAD_REQUEST (the days are the wrong way round) */
MUST_USE enum outcome change_rates(struct desk *desk, struct day from, struct day to,
                                   struct change_rate **out, size_t *count);

#endif
