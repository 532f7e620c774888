#ifndef CARDS_FIND_ENTRY_H
#define CARDS_FIND_ENTRY_H
/** Which entry of the journal a person means, who has only a case's number in hand. */
#include "journal/entry.h"

/** `UNIT:SEQUENCE`, or an acceptance number, which stands for the first entry about its application. Sets unit and
 *  seq of the order. refuses APPLICATION_UNKNOWN, NOT_FOUND */
MUST_USE enum outcome find_entry(struct desk *desk, struct str text, struct proof_order *order);

#endif
