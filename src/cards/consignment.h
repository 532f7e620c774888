#ifndef CARDS_CONSIGNMENT_H
#define CARDS_CONSIGNMENT_H
/** Cards handed from unit to unit, with both signatures.
 *  (1) The giver signs: the cards are on the way, in the giver's TRANSIT account.
 *  (2) The receiver counts and signs: what arrived is in the receiver's stock; what did not stays
 *      on the way and the consignment is SHORT, a case.
 *  (3) Giver and receiver are two people. */
#include "cards/card.h"

struct consignment {
    int32_t unit; /* giver's */
    int64_t id;
    int32_t ver;
    int32_t to_unit;
    struct str box;
    int32_t count;
    struct str state; /* PENDING, POSTED, SHORT, VOID */
    int64_t giver, given_at, receiver, received_at;
    int32_t counted;
};
extern const struct column consignment_columns[];
extern const size_t consignment_column_count;

struct consignment_card {
    int32_t part;
    int64_t id;
    int arrived;
};
struct consignment_list {
    struct consignment *at;
    size_t count;
};
struct consignment_cards {
    struct consignment_card *at;
    size_t count;
};

/** refuses CONSIGNMENT_UNKNOWN */
MUST_USE enum outcome consignment_load(struct desk *desk, int32_t unit, int64_t id,
                                       struct consignment *out);
MUST_USE enum outcome consignment_cards(struct desk *desk, const struct consignment *consignment,
                                        struct consignment_cards *out);
/** Of the clerk's reach; incoming or outgoing; one state or all (""). */
MUST_USE enum outcome consignments(struct desk *desk, bool incoming, struct str state,
                                   struct consignment_list *out);

/** The giver signs. Every card lies in the giver unit's stock, its application may be dispatched,
 *  and the receiver is next on its way.
 *  right    MAY_CONSIGN
 *  refuses  CARD_UNKNOWN, NOT_YOUR_DESK, CARD_NOT_HERE, WRONG_STEP, UNIT_UNKNOWN, NOTHING_TO_PACK,
 *           ITEM_WRONG (a card for another unit) */
MUST_USE enum outcome give_consignment(struct desk *desk, int32_t to_unit, struct str box,
                                       const struct str *serials, size_t count,
                                       struct consignment *out);
/** The receiver, a clerk of the receiving unit, signs for the cards named; NULL for all of them. A
 *  card whose application was superseded meanwhile is counted and set aside.
 *  right    MAY_CONSIGN
 *  refuses  CONSIGNMENT_UNKNOWN, CONSIGNMENT_SETTLED, GIVER_RECEIVER_SAME, NOT_YOUR_DESK,
 *           CARD_NOT_HERE (a surplus card) */
MUST_USE enum outcome receive_consignment(struct desk *desk, int32_t unit, int64_t id,
                                          const struct str *serials, size_t count,
                                          struct consignment *out);
/** A record that came by package: the consignment and its cards, on the way to a unit kept here.
 * refuses CARD_UNKNOWN when a card on its list is not on record */
MUST_USE enum outcome consignment_put(struct desk *desk, const struct consignment *consignment,
                                      const struct consignment_cards *cards);
/** The receiver's answer by package, with the cards that arrived: the giver's half of the transfer,
 *  and the cards' rows with it. The same answer again changes nothing.
 *  refuses  CONSIGNMENT_UNKNOWN, CARD_NOT_HERE for a card that was not given */
MUST_USE enum outcome consignment_answered(struct desk *desk, const struct consignment *answer,
                                           const struct consignment_cards *arrived);

#endif
