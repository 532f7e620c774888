#include "register/come_back.h"
#include "db/db.h"
#include "sql/register.h"

static enum outcome give_household_number(struct desk *desk, struct household *household)
{
    struct household next = *household;
    if (household->legacy.len)
        return DONE;
    next.legacy =
        arena_printf(desk->arena, "%09d-%lld", (int)household->part, (long long)household->id);
    return household_update(desk, household, &next, desk->today);
}

enum outcome household_in_part(struct desk *desk, struct household *household, int32_t part,
                               int64_t *id)
{
    struct row row;
    struct household twin = *household;
    *id = household->id;
    if (household->part == part)
        return DONE;
    TRY(give_household_number(desk, household));
    TRY(db_find(desk, &Q_household_of_number, WITH(v_int(part), v_text(household->legacy)), &row));
    if (row.cells) {
        *id = row_int(row, 1);
        return DONE;
    }
    twin.part = part;
    twin.id = *id = new_id(desk);
    twin.ver = 1;
    twin.load = 0;
    twin.legacy = household->legacy;
    twin.true_from = desk->today;
    twin.known_from = desk->now;
    return household_add(desk, &twin);
}
