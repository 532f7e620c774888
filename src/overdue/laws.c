#include "overdue/laws.h"
#include "sql/overdue.h"

/* clang-format off */
static const struct law laws[] = {
    { "O-1", "应销未销案件步步有据",             "every step of an overdue case is kept",                         &Q_law_overdue_steps_whole },
    { "O-2", "先告知公示、再由两人办理注销",     "no registration ended before its notice ran out, nor by one officer", &Q_law_overdue_notice_first },
};
/* clang-format on */

enum outcome overdue_laws(struct desk *desk, law_breach_fn breach, void *ctx)
{
    return laws_run(desk, laws, COUNT(laws), breach, ctx);
}
