#include "conflict/conflict_store.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/number_case.h"
#include "register/person_store.h"

enum { ASK_DAYS = 5 };

/** The first one's affair, or the second one's. */
static enum outcome may_open(struct desk *desk, const struct person *a, const struct person *b)
{
    return may(desk, MAY_SETTLE_NUMBERS,
               clerk_reaches(&desk->clerk, b->station) ? b->station : a->station);
}

/** One number, and a case about it open; or two records of one life, both in force. */
static enum outcome check_kind(struct desk *desk, const struct person *a, const struct person *b,
                               bool one_person)
{
    struct number_case open;
    bool found = false;
    if (a->part == b->part && a->id == b->id)
        return refuse_at(desk, NO_ITEM_WRONG, "/otherPerson", "同一条登记");
    if (one_person)
        return person_holds_number(a->status) && person_holds_number(b->status)
                   ? DONE
                   : refuse_at(desk, NO_ITEM_WRONG, "/otherPerson", "其中一条登记已注销");
    TRY(number_open_duplicate_of(desk, a->part, a->id, &open, &found));
    if (!found || !a->number.len || !str_eq(a->number, b->number))
        return refuse_at(desk, NO_ITEM_WRONG, "/otherPerson", "两人没有未结的重号案件");
    return DONE;
}

static bool is_between(const struct conflict *c, const struct person *a, const struct person *b)
{
    bool so = c->part == a->part && c->person == a->id && c->other_part == b->part &&
              c->other_person == b->id;
    bool the_other_way = c->part == b->part && c->person == b->id && c->other_part == a->part &&
                         c->other_person == a->id;
    return so || the_other_way;
}

/** *found: one is open between the two. */
static enum outcome find_open(struct desk *desk, const struct person *a, const struct person *b,
                              struct conflict *out, bool *found)
{
    const struct person *both[] = { a, b };
    for (size_t i = 0; i < COUNT(both); i++) {
        int side = 0;
        TRY(conflict_open_of(desk, both[i]->part, both[i]->id, out, &side, found));
        if (*found)
            return is_between(out, a, b) ? DONE : refuse(desk, NO_CONFLICT_OTHER);
    }
    return DONE;
}

static enum outcome enter_opened(struct desk *desk, const struct conflict *c)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "conflict", c->id);
    json_field_str(&body, "kind", c->kind);
    json_field_int(&body, "otherPart", c->other_part);
    json_field_id(&body, "otherPerson", c->other_person);
    json_close(&body, '}');
    return journal(desk, "conflict.opened", c->part, c->person, buf_str(&body));
}

static enum outcome open_new(struct desk *desk, const struct person *a, const struct person *b,
                             bool one_person, struct conflict *out)
{
    *out = (struct conflict){
        .part = a->part,
        .id = new_id(desk),
        .ver = 1,
        .kind = one_person ? STR("ONE_PERSON") : STR("TWO_HOLDERS"),
        .person = a->id,
        .station = a->station,
        .other_part = b->part,
        .other_person = b->id,
        .other_station = b->station,
        .number = a->number,
        .state = str_of(conflict_state_word(CONFLICT_OPEN)->code),
        .opened_on = desk->today,
        .due_on = { desk->today.n + (int32_t)setting(desk, "conflict.ask_days", ASK_DAYS) },
        .closed_on = NO_DAY,
    };
    TRY(conflict_insert(desk, out));
    TRY(progress_add(desk, a->station, "conflict.opened", 1));
    return enter_opened(desk, out);
}

enum outcome conflict_open(struct desk *desk, const struct conflict_asked *asked,
                           struct conflict *out)
{
    SCOPED(tx) tx = { 0 };
    struct person a, b;
    struct conflict c;
    bool found = false;
    TRY(tx_open(desk, &tx));
    TRY(person_load(desk, asked->part, asked->person, &a));
    TRY(person_load(desk, asked->other_part, asked->other_person, &b));
    TRY(may_open(desk, &a, &b));
    TRY(check_kind(desk, &a, &b, asked->one_person));
    TRY(find_open(desk, &a, &b, &c, &found));
    if (!found)
        TRY(open_new(desk, &a, &b, asked->one_person, &c));
    TRY(tx_commit(&tx));
    *out = c;
    return DONE;
}
