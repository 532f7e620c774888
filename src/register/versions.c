#include "core/name.h"
#include "db/db.h"
#include "journal/journal.h"
#include "register/person_detail.h"
#include "register/person_keys.h"
#include "register/person_store.h"
#include "register/record_values.h"
#include "sql/register.h"

/** part, id, ver, true_from and known_from, which no version has from its predecessor. */
enum { KEY_COLUMNS = 5 };

/** A version begins no later than today; one told to begin before its predecessor leaves that one
 * no day on which it was true. */
static enum outcome check_begin(struct desk *desk, struct day true_from)
{
    if (!day_is(true_from) || true_from.n > desk->today.n)
        return refuse_field(desk, NO_ITEM_WRONG, "/trueFrom");
    return DONE;
}

static struct day end_of(struct day began, struct day next_from)
{
    return next_from.n < began.n ? began : next_from;
}

/** What a closed version is kept with: its key, its times, its body. */
struct closing {
    int32_t part;
    int64_t id;
    int32_t ver;
    struct day true_from, true_to;
    int64_t known_from;
    struct str body;
};

static enum outcome keep(struct desk *desk, const struct statement *statement,
                         const struct closing *c)
{
    return db_change(desk, statement, NO_CHANGED_MEANWHILE,
                     WITH(v_int(c->part), v_int(c->id), v_int(c->ver), v_day(c->true_from),
                          v_day(c->true_to), v_int(c->known_from), v_int(desk->now), v_int(0),
                          v_text(c->body)));
}

static void open_news(struct buf *body, int32_t ver, struct day true_from)
{
    char text[11];
    json_open(body, '{');
    json_field_int(body, "from", ver);
    json_field_int(body, "to", ver + 1);
    json_key(body, "trueFrom");
    json_text(body, day_text(true_from, text));
    json_key(body, "changed");
    json_open(body, '[');
}

static enum outcome tell(struct desk *desk, struct buf *body, const char *verb, int32_t part,
                         int64_t id)
{
    json_close(body, ']');
    json_close(body, '}');
    return follow(desk, verb, part, id, arena_str(desk->arena, buf_str(body)));
}

/* ---- persons ---- */

/** The whole version as JSON: the row, and the details under `detail` where there are any. */
static struct str person_body(struct desk *desk, const struct person *person,
                              const struct person_detail *detail)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_columns(&body, person_columns, person_column_count, person);
    if (detail->ver) {
        json_key(&body, "detail");
        json_record(&body, person_detail_columns, person_detail_column_count, detail);
    }
    json_close(&body, '}');
    return arena_str(desk->arena, buf_str(&body));
}

static enum outcome close_person(struct desk *desk, const struct person *person,
                                 const struct person_detail *detail, struct day true_from)
{
    const struct closing closing = { .part = person->part,
                                     .id = person->id,
                                     .ver = person->ver,
                                     .true_from = person->true_from,
                                     .true_to = end_of(person->true_from, true_from),
                                     .known_from = person->known_from,
                                     .body = person_body(desk, person, detail) };
    return keep(desk, &Q_person_past_add, &closing);
}

static enum outcome open_person(struct desk *desk, const struct person *was, struct person *next)
{
    const struct value frozen_by = v_id(next->frozen_by);
    if (!str_eq(was->name, next->name))
        next->name_key = name_key(desk->arena, next->name);
    TRY(record_change(desk, &Q_person_set, NO_CHANGED_MEANWHILE, person_columns,
                      person_column_count - 1, next, &frozen_by));
    next->ver++;
    return person_keys_follow(desk, was, next);
}

static enum outcome put_detail(struct desk *desk, const struct person *person,
                               const struct person_detail *detail)
{
    struct person_detail next = *detail;
    next.part = person->part;
    next.id = person->id;
    next.ver = person->ver;
    return record_change(desk, &Q_person_detail_put, NO_CHANGED_MEANWHILE, person_detail_columns,
                         person_detail_column_count, &next, NULL);
}

static enum outcome tell_person(struct desk *desk, const struct person *was,
                                const struct person *next, const struct person_detail *had,
                                const struct person_detail *detail)
{
    SCOPED(buf) body = { 0 };
    open_news(&body, was->ver, next->true_from);
    json_changed(&body, person_columns, person_column_count, KEY_COLUMNS, was, next);
    json_changed(&body, person_detail_columns, person_detail_column_count, 0, had, detail);
    return tell(desk, &body, "person.changed", was->part, was->id);
}

enum outcome person_update_detail(struct desk *desk, struct person *person,
                                  const struct person *next, const struct person_detail *detail,
                                  struct day true_from)
{
    struct person_detail had;
    struct person after = *next;
    ASSERT(next->part == person->part && next->id == person->id);
    if (person->frozen_by && next->frozen_by)
        return refuse(desk, NO_PERSON_FROZEN);
    TRY(check_begin(desk, true_from));
    TRY(person_detail_load(desk, person->part, person->id, &had));
    TRY(close_person(desk, person, &had, true_from));
    after.ver = person->ver;
    after.true_from = true_from;
    after.known_from = desk->now;
    TRY(open_person(desk, person, &after));
    if (detail)
        TRY(put_detail(desk, &after, detail));
    TRY(tell_person(desk, person, &after, &had, detail ? detail : &had));
    *person = after;
    return DONE;
}

enum outcome person_update(struct desk *desk, struct person *person, const struct person *next,
                           struct day true_from)
{
    return person_update_detail(desk, person, next, NULL, true_from);
}

enum outcome person_change_number(struct desk *desk, struct person *person, struct str number)
{
    struct person next = *person;
    next.number = number;
    return person_update(desk, person, &next, desk->today);
}

enum outcome person_freeze(struct desk *desk, int32_t part, int64_t id, int64_t approval_id)
{
    return db_change(desk, &Q_person_freeze, NO_PERSON_FROZEN,
                     WITH(v_int(part), v_int(id), v_int(approval_id)));
}

enum outcome person_thaw(struct desk *desk, int32_t part, int64_t id, int64_t approval_id)
{
    return db_change(desk, &Q_person_thaw, NO_CHANGED_MEANWHILE,
                     WITH(v_int(part), v_int(id), v_int(approval_id)));
}

/* ---- households ---- */

static enum outcome close_household(struct desk *desk, const struct household *household,
                                    struct day true_from)
{
    SCOPED(buf) body = { 0 };
    json_record(&body, household_columns, household_column_count, household);
    const struct closing closing = { .part = household->part,
                                     .id = household->id,
                                     .ver = household->ver,
                                     .true_from = household->true_from,
                                     .true_to = end_of(household->true_from, true_from),
                                     .known_from = household->known_from,
                                     .body = arena_str(desk->arena, buf_str(&body)) };
    return keep(desk, &Q_household_past_add, &closing);
}

enum outcome household_update(struct desk *desk, struct household *household,
                              const struct household *next, struct day true_from)
{
    SCOPED(buf) body = { 0 };
    struct household after = *next;
    ASSERT(next->part == household->part && next->id == household->id);
    TRY(check_begin(desk, true_from));
    TRY(close_household(desk, household, true_from));
    after.ver = household->ver;
    after.true_from = true_from;
    after.known_from = desk->now;
    TRY(record_change(desk, &Q_household_set, NO_CHANGED_MEANWHILE, household_columns,
                      household_column_count, &after, NULL));
    after.ver++;
    open_news(&body, household->ver, true_from);
    json_changed(&body, household_columns, household_column_count, KEY_COLUMNS, household, &after);
    TRY(tell(desk, &body, "household.changed", household->part, household->id));
    *household = after;
    return DONE;
}
