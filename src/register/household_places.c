#include "register/household_places.h"
#include "db/db.h"
#include "sql/register.h"

enum outcome household_places(struct desk *desk, int32_t from, int32_t to,
                              struct household_places *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_household_places, WITH(v_int(from), v_int(to)), &rows));
    struct household_place *at = NEW_ARRAY(desk->arena, struct household_place, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        at[i] = (struct household_place){ (int32_t)row_int(row, 0), row_int(row, 1),
                                          (int32_t)row_int(row, 2), (int32_t)row_int(row, 3),
                                          row_text(row, 4),         row_text(row, 5),
                                          row_text(row, 6),         row_int(row, 7) };
    }
    *out = (struct household_places){ at, rows.count };
    return DONE;
}
