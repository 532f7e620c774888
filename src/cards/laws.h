#ifndef CARDS_LAWS_H
#define CARDS_LAWS_H
/** What must hold of applications and cards at any moment: each law is a query that gives no row.
 */
#include "ledger/ledger.h"

MUST_USE enum outcome cards_laws(struct desk *desk, law_breach_fn breach, void *ctx);

#endif
