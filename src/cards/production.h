#ifndef CARDS_PRODUCTION_H
#define CARDS_PRODUCTION_H
/** The production centre's work, as our stand-in does it: what came in is checked to the field,
 *  made or refused, boxed and sent. The centre keeps its own database; nothing but packages goes in
 *  and out.
 *  (1) With the same seed the same applications meet the same mishaps.
 *  (2) A made card is a snapshot of the application as signed; the same application never gets two
 *      cards but by REMAKE. */
#include "cards/application.h"
#include "cards/card.h"
#include "places/address.h" /* the chip's limits, for the rules */

struct centre_rates {
    int defect_per_mille; /* cards spoilt in production and made again by the next round */
    int loss_per_mille;   /* listed in a box, but not in it */
    int delay_days;       /* between arrival and dispatch */
    uint64_t seed;
};

struct centre_round {
    int refused, made, spoilt, sent, boxes;
};

/** Pure. What is the matter with the data of a card: class of data_errors and field, or NULLs when
 * it may be made [GA214.10] [AK]. */
struct data_fault {
    const char *reason, *field;
};
struct data_fault production_fault(const struct application *app, struct day today);

/** One round: checks what arrived, makes what is good, remakes what came back, sends what is due to
 *  the cities.
 *  boxes  folder for one text file a box, with the serials that are really in it: the physical
 *         world of the stand-in
 *  right  MAY_PRODUCE and MAY_CONSIGN at the centre */
MUST_USE enum outcome centre_round(struct desk *desk, const struct centre_rates *rates,
                                   struct str boxes, struct centre_round *out);

#endif
