#ifndef CARDS_ACCEPT_APPLICATION_H
#define CARDS_ACCEPT_APPLICATION_H
/** The counter: a resident applies, the clerk accepts. */
#include "cards/application.h"
#include "core/codes.h"
#include "core/validity.h"
#include "portrait/portrait_store.h"

/** What the clerk enters; everything else comes from the register and the rules. All views
 * borrowed. */
struct acceptance {
    int32_t person_part;
    int64_t person;
    struct str ground;     /* two digits [GA214.5] */
    struct str production; /* 1 ordinary, 2 express; empty is 1 */
    struct str delivery;   /* 1 at the station, 2 by post; empty is 1 */
    struct str phone;
    struct str guardian; /* name and relation; needed under 16 [L 7] */
    struct str exemption;
    struct str card_name;            /* the registered short form when the name exceeds 15 units */
    const struct portrait *portrait; /* or NULL: the application stays STARTED */
};

/** The application as it was accepted. */
struct accepted {
    struct application application;
    struct validity forecast; /* by age today; the signing decides */
};

/** Accepts an application, with every rule of the counter, its number, its fee and its receipt. A
 *  person with an open number question is accepted too and waits in HELD.
 *  right    MAY_ACCEPT at the clerk's own station
 *  refuses  PERSON_UNKNOWN, PERSON_NOT_NORMAL, PERSON_SERVING [M510], PERSON_FROZEN, NOT_YOUR_DESK,
 *           GROUND_UNKNOWN, GROUND_AGE, GUARDIAN_REQUIRED [L 7], FIRST_BUT_HAS_CARD,
 *           RENEWAL_TOO_EARLY [G21 76], TOO_SOON, LIVE_APPLICATION, NAME_TOO_LONG,
 *           ADDRESS_TOO_LONG, TARIFF_MISSING, EXEMPTION_*, NO_RECEIPT_BOOK
 *  source   [V 8.6] [L 7–12] [GA214.4] */
MUST_USE enum outcome accept_application(struct desk *desk, const struct acceptance *asked,
                                         struct accepted *out);

/** A ground as the counter shows it for one person: what it costs, and why it cannot be chosen. */
struct ground_offer {
    const struct code *code; /* names; its flag says whether the old card is handed in */
    int64_t fee;
    struct str fee_source;
    enum refusal refusal; /* REFUSAL_NONE: it can be chosen */
    bool needs_guardian;
};
enum { GROUND_OFFERS_MAX = 24 };
/** Every ground in force for the person on the desk's day. refuses PERSON_UNKNOWN */
MUST_USE enum outcome ground_offers(struct desk *desk, int32_t part, int64_t person,
                                    struct ground_offer out[GROUND_OFFERS_MAX], size_t *count);

#endif
