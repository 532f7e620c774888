#include "cards/keep_load.h"
#include "db/db.h"
#include "register/load.h"
#include "sql/cards.h"

enum outcome keep_load(struct desk *desk, int32_t part, int64_t load, struct str body)
{
    struct rows rows;
    (void)body;
    TRY(db_list(desk, &Q_persons_with_applications, WITH(v_int(part)), &rows));
    for (size_t i = 0; i < rows.count; i++) {
        bool came_with_it = false;
        TRY(person_of_load(desk, part, row_int(rows_at(&rows, i), 0), load, &came_with_it));
        if (came_with_it)
            return refuse_at(desk, NO_LOAD_IN_USE, "", "%09d", (int)part);
    }
    return DONE;
}
