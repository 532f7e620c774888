#include "business/number_sequence.h"
#include "conflict/conflict_store.h"
#include "conflict/notice.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/load.h"
#include "register/number_case.h"
#include "register/person_store.h"

#define OWN_CHANGED     "1" /* duplicate_outcomes */
#define OTHER_CANCELLED "8"
#define CONFIRMED       "CONFIRMED"
#define DELETED         "7" /* person_states */
#define CANCELLED       "CANCELLED"

static void side_of(const struct conflict *c, int side, int32_t *part, int64_t *person)
{
    *part = side == 1 ? c->part : c->other_part;
    *person = side == 1 ? c->person : c->other_person;
}

static enum outcome close_conflict(struct desk *desk, struct conflict *c, int keeper,
                                   struct str outcome)
{
    c->state = str_of(conflict_state_word(CONFLICT_CLOSED)->code);
    c->keeper = keeper;
    c->closed_on = desk->today;
    c->outcome = outcome;
    c->clerk = desk->clerk.id;
    TRY(progress_add(desk, c->station, "conflict.closed", 1));
    return conflict_save(desk, c, "DECIDED", NO_STR);
}

/* ---- what the register asks and tells ---- */

/** The text of a key in a body we wrote ourselves: no escapes in codes and ids. */
static struct str word_of(struct str body, const char *key)
{
    char quoted[40];
    int n = snprintf(quoted, sizeof quoted, "\"%s\":\"", key);
    size_t at = str_find(body, str_from(quoted, (size_t)n));
    if (at == body.len)
        return NO_STR;
    struct str rest = str_cut(body, at + (size_t)n, body.len);
    return str_cut(rest, 0, str_find_byte(rest, '"'));
}

/** Two holders in two districts, before anybody opened a conflict: only who reaches both decides. */
static enum outcome without_conflict(struct desk *desk, int32_t part, int64_t person)
{
    struct number_case open;
    struct person other;
    bool found = false;
    TRY(number_open_duplicate_of(desk, part, person, &open, &found));
    if (!found || !open.other_person)
        return DONE;
    TRY(person_load(desk, open.other_part, open.other_person, &other));
    const struct conflict c = { .station = open.station, .other_station = other.station };
    bool both = clerk_reaches(&desk->clerk, other.station);
    return conflict_is_across(&c) && !both ? refuse(desk, NO_HEARING_OPEN) : DONE;
}

enum outcome conflict_before_decision(struct desk *desk, int32_t part, int64_t person,
                                      struct str body)
{
    struct conflict c;
    int side = 0;
    bool found = false;
    bool changes = str_is(word_of(body, "outcome"), OWN_CHANGED),
         keeps = str_is(word_of(body, "outcome"), CONFIRMED);
    if (!str_is(word_of(body, "kind"), "DUPLICATE") || (!changes && !keeps))
        return DONE; /* not a choice: the register itself says that one is gone */
    TRY(conflict_open_of(desk, part, person, &c, &side, &found));
    if (!found)
        return without_conflict(desk, part, person);
    int keeper = changes ? 3 - side : side;
    return allow(desk, conflict_may_decide(&c, keeper, &desk->clerk, desk->today));
}

enum outcome conflict_after_decision(struct desk *desk, int32_t part, int64_t person,
                                     struct str body)
{
    struct conflict c;
    int64_t number_case = 0;
    int side = 0;
    bool found = false;
    struct str outcome = arena_str(desk->arena, word_of(body, "outcome"));
    bool duplicate = str_is(word_of(body, "kind"), "DUPLICATE");
    if (str_is(outcome, OWN_CHANGED) && str_to_int(word_of(body, "case"), &number_case))
        TRY(notices_make(desk, part, person, number_case));
    if (!duplicate || str_is(outcome, CONFIRMED)) /* who keeps it waits for the other to change */
        return DONE;
    TRY(conflict_open_of(desk, part, person, &c, &side, &found));
    if (!found || !str_is(c.kind, "TWO_HOLDERS"))
        return DONE;
    return close_conflict(desk, &c, str_is(outcome, OWN_CHANGED) ? 3 - side : side, outcome);
}

enum outcome conflict_keep_load(struct desk *desk, int32_t part, int64_t load, struct str body)
{
    struct rows rows;
    (void)body;
    TRY(conflict_persons_of_part(desk, part, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        bool came_with_it = false;
        TRY(person_of_load(desk, part, row_int(rows_at(&rows, i), 0), load, &came_with_it));
        if (came_with_it)
            return refuse_at(desk, NO_LOAD_IN_USE, "", "%09d", (int)part);
    }
    return DONE;
}

/* ---- the decision ---- */

static enum outcome check(struct desk *desk, const struct conflict *c,
                          const struct conflict_decision *d)
{
    bool one_person = str_is(c->kind, "ONE_PERSON");
    TRY(version_seen(desk, c->ver));
    if (d->keeper != 1 && d->keeper != 2)
        return refuse_at(desk, NO_ITEM_WRONG, "/keeper", "1, 2");
    TRY(allow(desk, conflict_may_decide(c, (int)d->keeper, &desk->clerk, desk->today)));
    if (one_person && d->new_number.len)
        return refuse_at(desk, NO_ITEM_WRONG, "/newNumber", "一人多号不改号");
    return DONE;
}

/** What the sequence register gives next where the one who changes lives. */
static enum outcome draw_number(struct desk *desk, int32_t part, int64_t person, struct str *out)
{
    struct person p;
    TRY(person_load(desk, part, person, &p));
    if (!day_is(p.born_on))
        return refuse_field(desk, NO_ITEM_MISSING, "/newNumber");
    return number_next(desk, p.station, p.born_on, p.sex, out);
}

/** The register decides the case of the one who changes; the conflict closes as it follows. */
static enum outcome change_number(struct desk *desk, int32_t part, int64_t person,
                                  const char *outcome, struct str new_number)
{
    struct number_case open;
    bool found = false;
    int64_t seen = desk->expected_version;
    TRY(number_open_duplicate_of(desk, part, person, &open, &found));
    if (!found)
        return refuse(desk, NO_NUMBER_CASE_UNKNOWN);
    const struct number_decision decision = { part, open.id, str_of(outcome), new_number };
    desk->expected_version = open.ver;
    enum outcome done = number_case_decide(desk, &decision, &open);
    desk->expected_version = seen;
    return done;
}

static enum outcome enter_decided(struct desk *desk, const struct conflict *c)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "conflict", c->id);
    json_field_str(&body, "outcome", c->outcome);
    json_field_int(&body, "keeper", c->keeper);
    json_close(&body, '}');
    return journal(desk, "conflict.decided", c->part, c->person, buf_str(&body));
}

/** The other registration ends and gives its number up; where both had the same one, the case of
 * who stays closes with it. */
static enum outcome cancel_other(struct desk *desk, struct conflict *c, int keeper)
{
    struct person gone, stays;
    struct number_case open;
    int32_t part, kept_part;
    int64_t id, kept;
    bool shared = false;
    side_of(c, 3 - keeper, &part, &id);
    side_of(c, keeper, &kept_part, &kept);
    TRY(person_load(desk, part, id, &gone));
    TRY(person_load(desk, kept_part, kept, &stays));
    struct person next = gone;
    next.status = STR(DELETED);
    TRY(person_update(desk, &gone, &next, desk->today));
    TRY(number_open_duplicate_of(desk, kept_part, kept, &open, &shared));
    shared = shared && str_eq(gone.number, stays.number);
    TRY(close_conflict(desk, c, keeper, STR(CANCELLED)));
    if (shared)
        return change_number(desk, kept_part, kept, OTHER_CANCELLED, NO_STR);
    if (gone.number.len)
        TRY(number_holder_end(desk, gone.number, part, id));
    return enter_decided(desk, c);
}

static enum outcome give_number(struct desk *desk, int32_t part, int64_t person,
                                struct str new_number)
{
    if (!new_number.len)
        TRY(draw_number(desk, part, person, &new_number));
    return change_number(desk, part, person, OWN_CHANGED, new_number);
}

/** The grounds are a step of their own, since the register closes the conflict without them. */
static enum outcome note_grounds(struct desk *desk, struct conflict *c, struct str note)
{
    return str_trim(note).len ? conflict_save(desk, c, "GROUNDS", note) : DONE;
}

enum outcome conflict_decide(struct desk *desk, const struct conflict_decision *d,
                             struct conflict *out)
{
    SCOPED(tx) tx = { 0 };
    struct conflict c;
    int32_t part;
    int64_t person;
    TRY(tx_open(desk, &tx));
    TRY(conflict_load(desk, d->part, d->id, &c));
    TRY(conflict_may_speak(desk, &c));
    TRY(check(desk, &c, d));
    TRY(note_grounds(desk, &c, d->note));
    side_of(&c, 3 - (int)d->keeper, &part, &person);
    if (str_is(c.kind, "ONE_PERSON"))
        TRY(cancel_other(desk, &c, (int)d->keeper));
    else
        TRY(give_number(desk, part, person, d->new_number));
    TRY(conflict_load(desk, d->part, d->id, &c));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}
