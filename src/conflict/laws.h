#ifndef CONFLICT_LAWS_H
#define CONFLICT_LAWS_H
/** What must hold of conflicts at any moment: each law is a query that gives no row. */
#include "ledger/ledger.h"

MUST_USE enum outcome conflict_laws(struct desk *desk, law_breach_fn breach, void *ctx);

#endif
