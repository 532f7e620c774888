#ifndef UNREGISTERED_LAWS_H
#define UNREGISTERED_LAWS_H
/** What must hold of cases of unregistered persons at any moment: each law is a query that gives no
 * row. */
#include "ledger/ledger.h"

MUST_USE enum outcome unregistered_laws(struct desk *desk, law_breach_fn breach, void *ctx);

#endif
