#ifndef REGISTER_PERSON_FOR_CARD_H
#define REGISTER_PERSON_FOR_CARD_H
/** What the cards counter asks of the register about one person: the items of a card, where the
 * person lives, and whether a question about the number or about what the card would say is open.
 * The right to look is asked by the caller's use case. */
#include "core/column.h"
#include "core/desk.h"

struct question;
struct card_person {
    int32_t part;
    int64_t id;
    int32_t ver;
    struct str name, sex, ethnic;
    struct day born_on;
    struct str number;
    int32_t station; /* of residence */
    struct str status;
    int64_t frozen_by; /* the open approval, or 0 */
    int32_t county;
    struct str street, door, detail;
    int64_t open_case; /* the number case or, without one, the four-way check that holds it; the
                          person's own id while the name holds a private-use character; or 0 */
};

/** The same in two halves, so that other questions travel with it. */
MUST_USE enum outcome person_for_card_ask(struct desk *desk, int32_t part, int64_t id,
                                          struct question **out);
MUST_USE enum outcome person_for_card_read(struct desk *desk, struct question *question,
                                           struct card_person *out);
/** refuses  PERSON_UNKNOWN */
MUST_USE enum outcome person_for_card(struct desk *desk, int32_t part, int64_t id,
                                      struct card_person *out);

#endif
