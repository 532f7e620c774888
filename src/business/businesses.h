#ifndef BUSINESS_BUSINESSES_H
#define BUSINESS_BUSINESSES_H
/** What clerks, reviewers and auditors do with household businesses. Every use case is one entry. */
#include "business/certificate.h"
#include "business/scans.h"

struct business_asked {
    struct str kind;
    int32_t part; /* whom it is for, by part and id … */
    int64_t person;
    struct str number; /* … or by citizen number; neither for somebody new */
    struct business_items items;
    struct str papers; /* codes by blanks */
    struct str applicant, applicant_relation, phone;
    int submit; /* at once, not as a draft */
};
/** Takes a business in. The person is frozen from now on. Writes business.opened.
 *  right    MAY_KEEP_REGISTER at the station: that of the household joined, of the household set up
 *           (the clerk's own), else of the person
 *  refuses  RIGHT_MISSING, NOT_YOUR_DESK, BUSINESS_KIND_UNKNOWN, PERSON_UNKNOWN, LIVE_BUSINESS,
 *           PERSON_FROZEN, ITEM_MISSING, ITEM_WRONG, PAPERS_MISSING, and what matter_check refuses
 *  source   [domain 5.5] [domain 10.4] [S46] */
MUST_USE enum outcome business_open(struct desk *desk, const struct business_asked *asked,
                                    struct business *out);

struct business_decision {
    int32_t part;
    int64_t id;
    enum business_event event;
    int takes;       /* the right of the desk it is done at; RIGHT_COUNT: whichever the clerk has */
    struct str note; /* the reason of a refusal or withdrawal */
};
/** Takes a step of business_life. The last approval applies the business in this transaction, after
 *  judging it anew.
 *  refuses  BUSINESS_UNKNOWN, VERSION_STALE, BUSINESS_STEP, RIGHT_MISSING, NOT_YOUR_DESK, OWN_STEP,
 *           DECISION_REASON, CERTIFICATES_USED_UP, and what matter_check refuses */
MUST_USE enum outcome business_step(struct desk *desk, const struct business_decision *decision,
                                    struct business *out);

/** What another counter decided, with notice and four eyes of its own: the register is changed by a
 * business all the same. */
struct business_order {
    const char *kind;
    int32_t part;
    int64_t person;   /* whom it is for; of a household's business one of the household */
    int32_t station;  /* where a household moves to; 0: its own */
    int64_t id;       /* new_id(): made by the caller, so that it can be noted beforehand */
    int64_t taken_by; /* who put it forward */
    int64_t held_by;  /* the approval the person is frozen by, or 0 */
    struct business_items items;
    const char *paper; /* of business_papers: the file it was decided by */
    struct str reason;
};
/** What the register says against it; asks no right, writes nothing.
 *  refuses  PERSON_UNKNOWN, LIVE_BUSINESS, PERSON_FROZEN, ITEM_MISSING, ITEM_WRONG, and what
 *           matter_check refuses */
MUST_USE enum outcome business_order_check(struct desk *desk, const struct business_order *order);
/** Inside the caller's transaction: the same, then the business as approved by the desk's clerk,
 * with all it does. Rights are asked and the entry is written by the caller. */
MUST_USE enum outcome business_order_apply(struct desk *desk, const struct business_order *order,
                                           struct business *out);

/** The work list of the clerk's reach in one state, or what of it one desk decides; applicants
 * masked. */
MUST_USE enum outcome businesses_list(struct desk *desk, const struct businesses_query *query,
                                      struct businesses *out);

/** A business whose approvals another counter took in a case of its own: somebody unregistered is
 * entered or restored by it. It is judged and applied by the same rules and effects as any other. */
struct business_carried {
    struct business_asked asked;           /* by part and id where somebody is restored */
    int32_t station;                       /* whose counter the case is */
    int64_t clerk, first_decider, decider; /* who took the case in, passed it on, approved it */
    enum business_level level;             /* of the approval */
    int64_t held_by;                       /* the case that froze the person; 0: nobody did */
    struct str note;                       /* for the step: which case */
};
/** What stands against it today; nothing is written. The half for the desk before the approvals.
 *  refuses  BUSINESS_STEP (the kind is decided higher up), NOT_YOUR_DESK (the household joined is
 *           another station's), and what business_open refuses
 *  right    the caller's */
MUST_USE enum outcome business_judge(struct desk *desk, const struct business_carried *carried);
/** Judges it and applies it inside the caller's transaction: a business approved, with a step CARRY.
 * The entry is the caller's. Refuses the same. */
MUST_USE enum outcome business_carry_out(struct desk *desk, const struct business_carried *carried,
                                         struct business *out);

/** How many wait for a decision this clerk may take, and how many of them are late. Asks no right: of
 * whoever may decide nothing, nothing waits. */
MUST_USE enum outcome businesses_waiting(struct desk *desk, int64_t *count, int64_t *late);

struct business_view {
    struct business business;
    const struct business_kind *kind;
    struct item_changes changes;
    struct business_steps steps;
    struct business_scans scans;
    struct certificates certificates;
};
/** A look at a business and the person in it: load, then the entry business.seen.
 *  right    MAY_SEE_PERSONS at its station
 *  refuses  BUSINESS_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED */
MUST_USE enum outcome business_view_load(struct desk *desk, int32_t part, int64_t id,
                                         struct business_view *out);
MUST_USE enum outcome business_seen(struct desk *desk, int32_t part, int64_t id);

/** How often each officer of the reach took in and decided controlled changes, from … to [S46].
 *  right    MAY_ADMIN_AUDIT */
MUST_USE enum outcome business_figures(struct desk *desk, struct day from, struct day to,
                                       struct business_figure **out, size_t *count);
extern const struct column business_figure_columns[];
extern const size_t business_figure_column_count;

#endif
