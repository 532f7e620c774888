#ifndef CARDS_MAKE_CARD_H
#define CARDS_MAKE_CARD_H
/** One application at the centre, step by step, as an operator there takes it: checked, started,
 *  made or spoilt. centre_round (production.h) does the same for all that wait.
 *  right    MAY_PRODUCE at the centre
 *  refuses  APPLICATION_UNKNOWN, WRONG_STEP, RIGHT_MISSING, NOT_YOUR_DESK, VERSION_STALE */
#include "cards/application.h"

/** The centre fetches what is on its way, before the package is taken in [V 8.5].
 *  right    MAY_TAKE_IN at the centre, which keeps its rows in the sender's database */
MUST_USE enum outcome fetch_application(struct desk *desk, struct str number,
                                        struct application *out);
/** What came in is passed, or refused to the field that production_fault names. [AK] [GA214.10] */
MUST_USE enum outcome check_production(struct desk *desk, struct str number,
                                       struct application *out);
/** Its production begins; again for a card that was spoilt or came back. [AK] [PR] */
MUST_USE enum outcome start_production(struct desk *desk, struct str number,
                                       struct application *out);
/** The card is made and lies in the centre's stock, or it was spoilt. [AK] */
MUST_USE enum outcome make_card(struct desk *desk, struct str number, bool spoilt,
                                struct application *out);

/** Two of these steps inside the caller's transaction, which opened the application. */
MUST_USE enum outcome step_start(struct desk *desk, struct application *app);
/** With the card, the figures and the entry: nothing may follow but the commit. */
MUST_USE enum outcome step_make(struct desk *desk, struct application *app, bool spoilt);

#endif
