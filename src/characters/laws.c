#include "characters/laws.h"
#include "sql/characters.h"

/* clang-format off */
static const struct law laws[] = {
    { "G-1", "自造字案件办结有结果，未结无结果", "a character case says how it ended when it ended", &Q_law_character_case_whole },
    { "G-2", "自造字案件所附图片俱在",           "the picture a case names is kept",                 &Q_law_character_picture_kept },
};
/* clang-format on */

enum outcome characters_laws(struct desk *desk, law_breach_fn breach, void *ctx)
{
    return laws_run(desk, laws, COUNT(laws), breach, ctx);
}
