#ifndef OVERDUE_LAWS_H
#define OVERDUE_LAWS_H
/** What must hold of overdue cancellations at any moment: each law is a query that gives no row. */
#include "ledger/ledger.h"

MUST_USE enum outcome overdue_laws(struct desk *desk, law_breach_fn breach, void *ctx);

#endif
