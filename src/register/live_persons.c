#include "register/live_persons.h"
#include "db/db.h"
#include "sql/register.h"

struct caller {
    live_person_fn each;
    void *self;
};

static enum outcome give(struct desk *desk, void *context, struct row row)
{
    const struct caller *caller = context;
    const struct live_person person = {
        .part = (int32_t)row_int(row, 0),
        .id = row_int(row, 1),
        .station = (int32_t)row_int(row, 2),
        .name = row_text(row, 3),
        .sex = row_text(row, 4),
        .born_on = row_day(row, 5),
        .number = row_text(row, 6),
        .native_place = row_text(row, 7),
        .education = row_text(row, 8),
        .marital = row_text(row, 9),
    };
    return caller->each(desk, caller->self, &person);
}

enum outcome live_persons(struct desk *desk, int32_t from, int32_t to, live_person_fn each,
                          void *self)
{
    struct caller caller = { each, self };
    return db_each(desk, &Q_persons_live, WITH(v_int(from), v_int(to)), give, &caller);
}
