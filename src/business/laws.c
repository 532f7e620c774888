#include "business/laws.h"
#include "sql/business.h"

/* clang-format off */
static const struct law laws[] = {
    { "B-1", "户口业务在办即未决，步步有据", "a business is live until it is decided, and its steps lead to where it stands", &Q_law_business_is_settled },
};
/* clang-format on */

enum outcome business_laws(struct desk *desk, law_breach_fn breach, void *ctx)
{
    return laws_run(desk, laws, COUNT(laws), breach, ctx);
}
