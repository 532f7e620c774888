#include "unregistered/laws.h"
#include "sql/unregistered.h"

/* clang-format off */
static const struct law laws[] = {
    { "U-1", "无户口案件步步有据",           "every step of a case is kept and leads to where it stands", &Q_law_unregistered_steps_whole },
    { "U-2", "无户口案件办结有登记或有答复", "a case ends in the register, or with a reason and an answer", &Q_law_unregistered_ends_told },
};
/* clang-format on */

enum outcome unregistered_laws(struct desk *desk, law_breach_fn breach, void *ctx)
{
    return laws_run(desk, laws, COUNT(laws), breach, ctx);
}
