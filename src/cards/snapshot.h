#ifndef CARDS_SNAPSHOT_H
#define CARDS_SNAPSHOT_H
/** The snapshot of a person that becomes the card.
 *  (1) It is read from the register at acceptance, and anew when a refused application is
 *      corrected.
 *  (2) The address is composed, the organ is that of the address's county [V 8.6].
 *  (3) A name longer than the chip's 15 units stands shortened as the holder chose; one that fits
 *      is never shortened. */
#include "cards/application.h"
#include "register/person_for_card.h"

/** card_name  the short form, or empty
 *  refuses  ITEM_WRONG (/cardName: not the beginning of the name, or the name fits as it is),
 * NAME_TOO_LONG, ADDRESS_TOO_LONG, ITEM_WRONG (no such county) */
MUST_USE enum outcome snapshot_fill(struct desk *desk, const struct card_person *person,
                                    struct str card_name, struct application *app);

/** The address as it would stand on a card today, and the organ of its county. False, and nothing set,
 * when no card could hold it. */
bool snapshot_address(struct desk *desk, const struct card_person *person, struct str *address,
                      struct str *organ);

#endif
