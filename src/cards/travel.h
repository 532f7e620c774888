#ifndef CARDS_TRAVEL_H
#define CARDS_TRAVEL_H
/** Applications and cards on their way between units: what goes up by package, what comes down, and
 *  the daily round that does it without anybody asking.
 *  (1) What a tier has finished goes to the tier above: COMPLETE to the bureau, SIGNED to the city,
 *      AUDITED to the centre.
 *  (2) Of two versions of a record the later one counts, whichever database it was made in. */
#include "cards/application.h"
#include "exchange/package.h"

/** Moves what the clerk's unit has finished onto the way to the tier above and into the outbox;
 *  *sent says how many.
 *  right  MAY_PACK */
MUST_USE enum outcome send_applications(struct desk *desk, int32_t *to_unit, int32_t *sent);
/** How many wait for that, and for whom. */
MUST_USE enum outcome applications_to_send(struct desk *desk, int32_t *to_unit, int64_t *waiting);
/** The sealed file for the tier above (to_unit 0), with what is finished; or for another unit, with
 *  what waits for it.
 *  refuses  PEER_UNKNOWN, KEY_MISSING before anything moves, NOTHING_TO_PACK */
MUST_USE enum outcome send_and_pack(struct desk *desk, int32_t to_unit, struct str folder,
                                    struct package *out);

/** The record kinds of this counter: application (with its portrait, on its way up),
 * application.news (without), card, consignment, consignment.received, temporary_card. */
extern const struct record_kind card_record_kinds[];
extern const size_t card_record_kind_count;

/** One round of the unattended work of every unit kept here, each with its own service clerk (id
 * 0): send what is finished where the city's setting says so ("package.auto", 1 by default, for
 * stations and bureaus), pack what waits, take in what lies in the inbox. Packages that do not fit
 * stay and are counted. */
struct round {
    int packed, taken, stopped;
};
MUST_USE enum outcome travel_round(struct desk *desk, struct str folder, struct round *out);

#endif
