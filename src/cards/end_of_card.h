#ifndef CARDS_END_OF_CARD_H
#define CARDS_END_OF_CARD_H
/** What becomes of a card that was in its holder's hand: reported lost, handed in, destroyed.
 *  (1) Account, state of the card and state of its application move together, one row each.
 *  (2) Whoever took a card in does not destroy it: two people see it go [V 8.7]. */
#include "cards/card.h"

/** The holder reports the card lost [G21 85]; a new one takes an application of its own.
 *  number   of the application the card came from
 *  right    MAY_ACCEPT at the station that handed it out
 *  refuses  APPLICATION_UNKNOWN, WRONG_STEP, RIGHT_MISSING, NOT_YOUR_DESK, VERSION_STALE */
MUST_USE enum outcome report_loss(struct desk *desk, struct str number, struct application *out);
/** A collected card is handed in with nothing in its place, or one reported lost was found
 *  [L 11] [G21 86].
 *  right    MAY_HAND_OUT at the station that handed it out
 *  refuses  CARD_UNKNOWN, WRONG_STEP, RIGHT_MISSING, NOT_YOUR_DESK */
MUST_USE enum outcome surrender_card(struct desk *desk, struct str serial, struct application *out);
/** A card handed in is destroyed.
 *  right    as above, by another clerk than the one who took it in
 *  refuses  also OWN_STEP */
MUST_USE enum outcome destroy_card(struct desk *desk, struct str serial, struct application *out);

/** The card alone: into the account and the state that the event brings; its application is the
 *  caller's.
 *  event  EVENT_REPORT_LOSS, EVENT_SURRENDER or EVENT_DESTROY */
MUST_USE enum outcome card_end(struct desk *desk, struct card *card, enum application_event event);

#endif
