#include "journal/progress.h"
#include "db/db.h"
#include "sql/journal.h"

enum outcome progress_read(struct desk *desk, int32_t unit_from, int32_t unit_to, struct day from,
                           struct day to, struct figures_read *out)
{
    struct rows rows;
    TRY(db_list(desk, &Q_progress_of,
                WITH(v_int(unit_from), v_int(unit_to), v_day(from), v_day(to)), &rows));
    struct figure *figures = NEW_ARRAY(desk->arena, struct figure, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        figures[i] = (struct figure){ row_text(row, 0), row_int(row, 1), row_int(row, 2) };
    }
    *out = (struct figures_read){ figures, rows.count };
    return DONE;
}
