#include "same/laws.h"
#include "sql/same.h"

/* clang-format off */
static const struct law laws[] = {
    { "S-1", "疑似对的状态出自末次裁定",   "a pair stands as it was last decided",         &Q_law_pair_stands_as_decided },
    { "S-2", "比对必有另一人批准的目的",   "every run has a purpose somebody else decided", &Q_law_run_has_purpose },
};
/* clang-format on */

enum outcome same_laws(struct desk *desk, law_breach_fn breach, void *ctx)
{
    return laws_run(desk, laws, COUNT(laws), breach, ctx);
}
