/** What cases and separations do when the register changes under them. */
#include "db/db.h"
#include "overdue/overdue_store.h"
#include "overdue/separation.h"
#include "register/load.h"
#include "register/person_store.h"
#include "sql/overdue.h"

static bool names(struct str body, const char *quoted_key)
{
    return str_find(body, str_of(quoted_key)) < body.len;
}

static enum outcome move_on(struct desk *desk, struct overdue_case *c, enum overdue_event event)
{
    const struct overdue_move *move = overdue_follows(c, event);
    if (!move)
        return DONE;
    c->state = str_of(overdue_state_word(move->to)->code);
    if (!day_is(c->closed_on))
        c->closed_on = desk->today;
    return overdue_save(desk, c, event, NO_STR, NO_STR);
}

/** A cancellation ends with the registration, a pocket household also when its head went elsewhere. */
static enum outcome follow_case(struct desk *desk, struct overdue_case *c, const struct person *p,
                                bool moved)
{
    bool ended = !str_is(p->status, "0");
    bool pocket = overdue_sort_of(c->sort) == OVERDUE_POCKET;
    if (!day_is(c->closed_on))
        return ended || (pocket && moved) ? move_on(desk, c, OVERDUE_EVENT_REPORTED) : DONE;
    return ended ? DONE : move_on(desk, c, OVERDUE_EVENT_RETURNED);
}

enum outcome overdue_follow_person(struct desk *desk, int32_t part, int64_t person, struct str body)
{
    struct overdue_cases cases;
    struct person p;
    bool moved = names(body, "\"station\"") || names(body, "\"householdId\"");
    if (!moved && !names(body, "\"status\""))
        return DONE;
    TRY(person_load(desk, part, person, &p));
    TRY(overdue_of_person(desk, part, person, &cases));
    for (size_t i = 0; i < cases.count; i++)
        TRY(follow_case(desk, &cases.at[i], &p, moved));
    return separation_follow_person(desk, &p, moved);
}

enum outcome overdue_keep_load(struct desk *desk, int32_t part, int64_t load, struct str body)
{
    struct rows rows;
    (void)body;
    TRY(db_list(desk, &Q_overdue_persons_of_part, WITH(v_int(part)), &rows));
    for (size_t i = 0; i < rows.count; i++) {
        bool came_with_it = false;
        TRY(person_of_load(desk, part, row_int(rows_at(&rows, i), 0), load, &came_with_it));
        if (came_with_it)
            return refuse_at(desk, NO_LOAD_IN_USE, "", "%09d", (int)part);
    }
    return DONE;
}
