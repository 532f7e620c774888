#ifndef REGISTER_FOUR_WAY_H
#define REGISTER_FOUR_WAY_H
/** The four-way check 四对照 [S40]: what register sheet, household booklet, card and the person say,
 * laid beside the register, item by item.
 *  (1) An item is in question when any of the four says otherwise than the register. Who says nothing
 *      agrees.
 *  (2) Precedence is rows with a day they begin [domain 10.1]; they propose, a clerk decides.
 *  (3) Each difference is settled, or a case until the register is put right.
 *  (4) While one about an item of the card is not settled, an application is accepted and held, as by
 *      a number case; others hold nothing. follow("four_way.settled") tells when one was settled. */
#include "core/column.h"
#include "core/desk.h"

/** What the sources say of one item. Texts as they are stored; empty: nothing. */
struct four_way_values {
    struct str registered, form, booklet, card, person;
};
/** When the papers were issued, where that is known. */
struct four_way_days {
    struct day booklet, card;
};
struct four_way_proposal {
    const char *rule; /* "" when no row decides */
    struct str value; /* what the item should be, or empty */
};
/** Pure. Whether the four agree with the register. */
bool four_way_agrees(const struct four_way_values *values);
/** Pure. The first row in force that fits. */
struct four_way_proposal four_way_propose(const struct four_way_values *values,
                                          const struct four_way_days *days, struct day on);

/** An item that is compared, and what is entered of it. */
struct four_way_entry {
    struct str item; /* a key of four_way_items */
    struct str form, booklet, card, person;
};
struct four_way_order {
    int32_t part;
    int64_t person;
    struct four_way_days days;
    const struct four_way_entry *entries;
    size_t count;
};

struct four_way_difference {
    int32_t part;
    int64_t check_id;
    struct str item;
    int64_t person;
    int on_card;
    struct str register_value, form_value, booklet_value, card_value, person_value;
    struct str rule, proposal, state, outcome, reason;
    struct day settled_on;
};
extern const struct column four_way_columns[];
extern const size_t four_way_column_count;
struct four_way_differences {
    struct four_way_difference *at;
    size_t count;
};

/** Writes a check with its differences, and the entry `four_way.checked`.
 *  id       of the check
 *  right    MAY_KEEP_REGISTER at the station of residence
 *  refuses  PERSON_UNKNOWN, RIGHT_MISSING, NOT_YOUR_DESK, PURPOSE_REQUIRED, ITEM_WRONG (no such
 *           item, an item twice, a card's word about an item no card has, a day ahead) */
MUST_USE enum outcome four_way_check(struct desk *desk, const struct four_way_order *order,
                                     int64_t *id, struct four_way_differences *out);
/** The differences of a person that are not settled, or of one check; a look without an entry of its
 * own inside another one. Rights are the caller's. */
MUST_USE enum outcome four_way_open_of(struct desk *desk, int32_t part, int64_t person,
                                       struct four_way_differences *out);

/** Decides one difference, with the entry `four_way.settled`.
 *  outcome  PAPERS    the register stands; papers that say otherwise are made anew
 *           REGISTER  the register was put right: it now says what was proposed, or, where no row
 *                     proposed anything, otherwise than at the check
 *           CASE      a business decides; it stays open until then
 *  right    MAY_KEEP_REGISTER at the station of residence
 *  refuses  NOT_FOUND, WRONG_STEP (settled already), ITEM_WRONG (no such outcome, or the register
 *           does not say it yet), REASON_REQUIRED, CHANGED_MEANWHILE */
MUST_USE enum outcome four_way_settle(struct desk *desk, int32_t part, int64_t check,
                                      struct str item, struct str outcome, struct str reason);

#endif
