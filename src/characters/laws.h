#ifndef CHARACTERS_LAWS_H
#define CHARACTERS_LAWS_H
/** What must hold of character cases at any moment: each law is a query that gives no row. */
#include "ledger/ledger.h"

MUST_USE enum outcome characters_laws(struct desk *desk, law_breach_fn breach, void *ctx);

#endif
