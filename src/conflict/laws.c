#include "conflict/laws.h"
#include "sql/conflict.h"

/* clang-format off */
static const struct law laws[] = {
    { "N-1", "争议案件双方俱在",             "a conflict has its sides",                  &Q_law_conflict_has_sides },
    { "N-2", "争议案件步步有据，办结有结果", "every step of a conflict is kept, a closed one has its outcome", &Q_law_conflict_steps_whole },
};
/* clang-format on */

enum outcome conflict_laws(struct desk *desk, law_breach_fn breach, void *ctx)
{
    return laws_run(desk, laws, COUNT(laws), breach, ctx);
}
