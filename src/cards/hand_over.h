#ifndef CARDS_HAND_OVER_H
#define CARDS_HAND_OVER_H
/** The card in its holder's hand, and what goes with it. */
#include "cards/card.h"
#include "exchange/record.h"

struct hand_over {
    struct str number;                  /* of the application, from the collection slip */
    bool identity;                      /* person, slip and card were compared */
    bool chip_read;                     /* read on the spot [PR] */
    struct str old_card;                /* HANDED_IN, LOST, NEVER_HAD */
    struct str old_card_note;           /* generation, dates: a card from before this system */
    struct str proof;                   /* of never having had one [YL] */
    struct str proxy_name, proxy_paper; /* a relative with own papers; both or neither */
    struct str signature;               /* PNG drawn on the screen; empty with on_paper */
    bool on_paper;
    bool temporary_returned;
};

/** Hands the card over: verified card from stock to holder, collected; an old card is surrendered
 *  or lost, and the application it came from with it; one of this system that is with the holder
 *  cannot be never had [G21 81] [L 11].
 *  right    MAY_HAND_OUT
 *  refuses  APPLICATION_UNKNOWN, WRONG_STEP, NOT_YOUR_DESK, CARD_NOT_HERE, IDENTITY_UNCONFIRMED,
 *           CHIP_UNREAD, OLD_CARD_UNSETTLED, PROXY_PAPERS, SIGNATURE_MISSING */
MUST_USE enum outcome hand_over_card(struct desk *desk, const struct hand_over *given,
                                     struct application *out);

struct temporary_card {
    int64_t id;
    struct str number;
    struct day valid_from, valid_to;
    int64_t fee;
    struct str receipt;
    int64_t signer;
    int32_t unit;
    struct day returned_on;
};
/** A temporary card beside an open application (application_is_open): three months from today [T78
 *  7], by the clerk who signs it; the station hears of it, to take it back when the card is
 *  collected. Its number is 6 digits of the county, the day, and a serial of the day.
 *  right    MAY_SIGN at the bureau
 *  refuses  NOT_YOUR_DESK (the bureau keeps its own database), TEMPORARY_NOT_ALLOWED,
 *           TEMPORARY_EXISTS, OWN_ACCEPTANCE, NO_RECEIPT_BOOK */
MUST_USE enum outcome issue_temporary_card(struct desk *desk, struct str number,
                                           struct temporary_card *out);
/** How it travels from the bureau to the station: the two halves of its record kind. */
MUST_USE enum outcome temporary_write(struct record_writer *w, int32_t part, int64_t application);
MUST_USE enum outcome temporary_apply(struct desk *desk, const struct record_reader *reader);
/** A row without id when there is none. */
MUST_USE enum outcome temporary_of(struct desk *desk, const struct application *app,
                                   struct temporary_card *out);

#endif
