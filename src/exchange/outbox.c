#include "exchange/outbox.h"
#include "db/db.h"
#include "office/unit.h"
#include "sql/exchange.h"

enum outcome outbox_add(struct desk *desk, int32_t from_unit, int32_t to_unit, const char *kind,
                        int32_t subject_part, int64_t subject)
{
    return db_change(desk, &Q_outbox_add, REFUSAL_NONE,
                     WITH(v_int(from_unit), v_int(new_id(desk)), v_int(to_unit), v_lit(kind),
                          v_int(subject_part), v_int(subject)));
}

enum outcome outbox_tell(struct desk *desk, int32_t from_unit, int32_t to_unit, const char *kind,
                         int32_t subject_part, int64_t subject)
{
    bool here;
    TRY(units_here(desk, &to_unit, 1, &here));
    return here ? DONE : outbox_add(desk, from_unit, to_unit, kind, subject_part, subject);
}
