#include "register/household_places.h"
#include "db/db.h"
#include "sql/register.h"

static struct household_place place_of(struct row row)
{
    return (struct household_place){ (int32_t)row_int(row, 0), row_int(row, 1),
                                     (int32_t)row_int(row, 2), (int32_t)row_int(row, 3),
                                     row_text(row, 4),         row_text(row, 5),
                                     row_text(row, 6),         row_int(row, 7) };
}

enum outcome household_places(struct desk *desk, int32_t from, int32_t to,
                              struct household_places *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_household_places, WITH(v_int(from), v_int(to)), &rows));
    struct household_place *at = NEW_ARRAY(desk->arena, struct household_place, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        at[i] = place_of(rows_at(&rows, i));
    *out = (struct household_places){ at, rows.count };
    return DONE;
}

struct each_place {
    household_place_fn each;
    void *self;
};

static enum outcome hand_on(struct desk *desk, void *self, struct row row)
{
    const struct each_place *to = self;
    const struct household_place place = place_of(row);
    return to->each(desk, to->self, &place);
}

enum outcome household_places_each(struct desk *desk, int32_t from, int32_t to,
                                   household_place_fn each, void *self)
{
    struct each_place hand = { each, self };
    return db_each(desk, &Q_household_places, WITH(v_int(from), v_int(to)), hand_on, &hand);
}
