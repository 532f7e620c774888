#ifndef BUSINESS_LAWS_H
#define BUSINESS_LAWS_H
/** What must hold of household businesses at any moment: each law is a query that gives no row. */
#include "ledger/ledger.h"

MUST_USE enum outcome business_laws(struct desk *desk, law_breach_fn breach, void *ctx);

#endif
