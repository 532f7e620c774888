#include "quality/quality.h"

/* clang-format off */
const struct quality_deadline quality_deadlines[] = {
    { "birth",          DAY(1958, 1, 9), 30, "[HR 7]" },  /* within a month */
    { "death",          DAY(1958, 1, 9), 30, "[HR 8]" },  /* at the latest within a month */
    { "move_in",        DAY(1958, 1, 9),  3, "[HR 13]" }, /* in towns within three days of arriving */
    { "address_change", DAY(1958, 1, 9),  3, "[HR 13]" },
    { "move_out",       DAY(1958, 1, 9),  0, "[HR 10]" }, /* before leaving */
    { "enlist",         DAY(1958, 1, 9),  0, "[HR 9]" },  /* the same */
};
/* clang-format on */
const size_t quality_deadline_count = COUNT(quality_deadlines);

int quality_days_allowed(struct str kind, struct day on)
{
    const struct quality_deadline *found = NULL;
    for (size_t i = 0; i < quality_deadline_count; i++) {
        const struct quality_deadline *row = &quality_deadlines[i];
        if (str_is(kind, row->kind) && row->begins.n <= on.n &&
            (!found || found->begins.n <= row->begins.n))
            found = row;
    }
    return found ? found->days : -1;
}
