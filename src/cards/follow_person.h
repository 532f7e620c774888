#ifndef CARDS_FOLLOW_PERSON_H
#define CARDS_FOLLOW_PERSON_H
/** What a change of the register does to cards and applications in flight.
 *  (1) Whose registration ended has no application any more: it is voided, or refused to where it
 *      came from; a finished card nobody waits for leaves its stock [HR 8] [G21].
 *  (2) When a card item changed, an application still at the counter takes the new item; one beyond
 *      it goes back, and is sent on with its snapshot read anew.
 *  (3) The card the holder has is called back: by death, and when an item printed on it is no longer
 *      so [L 11]. It is settled when the card is handed in or reported lost.
 *  (4) Whoever moved inside the city keeps the card: an application still at the counter takes the new
 *      address, a card in its holder's hand is due to have it appended [domain 7.4] [domain 10.4].
 *  (5) A card never changes. */
#include "cards/application.h"

/** follow row of "person.changed". Asks no right: the change did. */
MUST_USE enum outcome follow_person(struct desk *desk, int32_t part, int64_t person,
                                    struct str body);

/** follow row of "household.changed": a household that moves as a whole takes its members along. */
MUST_USE enum outcome follow_household(struct desk *desk, int32_t part, int64_t household,
                                       struct str body);

/** A card that is to come back. */
struct card_recall {
    int32_t part;
    int64_t card, person;
    struct str reason; /* GONE, CHANGED */
    struct day since;
    struct str serial;
    int32_t unit; /* that handed it out */
};
extern const struct column card_recall_columns[];
extern const size_t card_recall_column_count;
/** Those of the clerk's reach.  right MAY_SEE_CARDS */
MUST_USE enum outcome card_recalls(struct desk *desk, int32_t part, int64_t after, int limit,
                                   struct card_recall **out, size_t *count);

/** A card whose printed address is no longer where its holder lives. */
struct address_due {
    int32_t part;
    int64_t card, person;
    struct day since; /* of the newest move */
    struct str serial;
    int32_t unit; /* that handed it out */
};
extern const struct column address_due_columns[];
extern const size_t address_due_column_count;
/** Those of the clerk's reach whose card is still their holder's.  right MAY_SEE_CARDS */
MUST_USE enum outcome address_dues(struct desk *desk, int32_t part, int64_t after, int limit,
                                   struct address_due **out, size_t *count);

#endif
