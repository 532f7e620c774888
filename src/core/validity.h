#ifndef CORE_VALIDITY_H
#define CORE_VALIDITY_H
/** How long a card is valid.
 *  (1) The holder's age in full years on the day of signing decides, not at acceptance: what a
 *  counter shows before is a forecast.
 *  (2) Every number of years is a row with the day its rule begins. */
#include "core/day.h"

enum validity_band { VALIDITY_5_YEARS, VALIDITY_10_YEARS, VALIDITY_20_YEARS, VALIDITY_LONG };

struct validity {
    struct day from, to; /* to is NO_DAY for 长期 */
    enum validity_band band;
};

/** Pure. The card runs from the day it is signed to the same day N years on; from 29 February to
 *  1 March of a common year. Whoever signs before the law began gets its first rows.
 *  source   [L 5] [GA214.8] */
struct validity card_validity(struct day born, struct day signed_on);
/** 5年, 10年, 20年, 长期 and in English. */
const char *validity_zh(enum validity_band band);
const char *validity_en(enum validity_band band);
/** As printed: `2004.03.27-2014.03.27`, `2004.03.27-长期`. */
struct str validity_str(struct arena *arena, struct validity validity);

#endif
