#ifndef SAME_LAWS_H
#define SAME_LAWS_H
/** What must hold of pairs and runs at any moment: each law is a query that gives no row. */
#include "ledger/ledger.h"

MUST_USE enum outcome same_laws(struct desk *desk, law_breach_fn breach, void *ctx);

#endif
