#ifndef REGISTER_LAWS_H
#define REGISTER_LAWS_H
/** The register's laws, checked on live data: the directories lead where they should, a shared
 * number has its case. */
#include "ledger/ledger.h"

MUST_USE enum outcome register_laws(struct desk *desk, law_breach_fn breach, void *ctx);

#endif
