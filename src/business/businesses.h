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
 * business all the same. Either ex officio, by the file it was decided by; or on somebody's
 * application, with the papers the kind asks. */
struct business_order {
    const char *kind;
    int32_t part;
    int64_t person; /* whom it is for; of a household's business one of the household; 0: somebody
                         new is entered */
    int32_t
        station; /* where a household moves to, or somebody is entered or restored; 0: its own */
    int64_t id;  /* new_id(): made by the caller, so that it can be noted beforehand; or 0 */
    int64_t taken_by; /* who put it forward */
    int64_t passed_by,
        decided_by;  /* who passed it on, or 0; who approved it, 0: the desk's clerk */
    int64_t held_by; /* the approval the person is frozen by, or 0 */
    struct business_items items;
    const char *paper;    /* of business_papers: the file it was decided by */
    struct str applicant; /* whoever asked for it; none: ex officio */
    struct str applicant_relation, phone;
    struct str papers; /* of an application: what was shown, codes by blanks */
    struct str reason;
};
/** What the register says against it; asks no right, writes nothing.
 *  refuses  PERSON_UNKNOWN, LIVE_BUSINESS, PERSON_FROZEN, ITEM_MISSING, ITEM_WRONG, NOT_YOUR_DESK
 *           (the household joined is another station's than the one named), PAPERS_MISSING (of an
 *           application), and what matter_check refuses */
MUST_USE enum outcome business_order_check(struct desk *desk, const struct business_order *order);
/** Inside the caller's transaction: the same, then the business as approved, with all it does and the
 * certificate it brings. Rights are asked and the entry is written by the caller. */
MUST_USE enum outcome business_order_apply(struct desk *desk, const struct business_order *order,
                                           struct business *out);

/** The work list of the clerk's reach in one state, or what of it one desk decides; applicants
 * masked. */
MUST_USE enum outcome businesses_list(struct desk *desk, const struct businesses_query *query,
                                      struct businesses *out);

/** How many wait for a decision at this clerk's desk, and how many of them are late. Asks no right: for
 * whoever decides nothing, nothing waits. */
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
