#include "register/laws.h"
#include "sql/register.h"

/* clang-format off */
static const struct law laws[] = {
    { "R-1", "在册人员的号码指向本人",     "a number leads to its person",               &Q_law_number_leads_to_person },
    { "R-2", "重号标记与持号人数一致",     "a number is shared when more than one holds it", &Q_law_shared_is_shared },
    { "R-3", "重号必有未结案件",           "a shared number has an open case",           &Q_law_shared_has_case },
    { "R-4", "案件有其人，结案有结果",     "a case has its person, a closed one its outcome", &Q_law_case_has_person },
    { "R-5", "原编号指向其人",             "an old id leads to its person",              &Q_law_legacy_leads_to_person },
    { "R-6", "历次版本俱在",               "every earlier version was kept",             &Q_law_version_was_kept },
    { "R-7", "检索键随人",                 "a search key leads to its person",           &Q_law_key_leads_to_person },
};
/* clang-format on */

enum outcome register_laws(struct desk *desk, law_breach_fn breach, void *ctx)
{
    return laws_run(desk, laws, COUNT(laws), breach, ctx);
}
