/** Cases opened by an officer, and those the house check and the plates lead to. */
#include "db/db.h"
#include "house/house_check.h"
#include "journal/journal.h"
#include "office/office.h"
#include "overdue/overdue_store.h"
#include "register/person_store.h"

enum { TEXT_MOST = 400, CLOSED_DOORS = 3 };

/* ---- by hand ---- */

static enum outcome check_asked(struct desk *desk, const struct overdue_asked *asked,
                                const struct overdue_source *source, const struct person *p)
{
    if (!source)
        return refuse_field(desk, NO_ITEM_WRONG, "/source");
    if (day_is(asked->event_on) && (asked->event_on.n > desk->today.n ||
                                    (day_is(p->born_on) && asked->event_on.n < p->born_on.n)))
        return refuse_field(desk, NO_ITEM_WRONG, "/eventOn");
    if (asked->paper.len > TEXT_MOST || asked->place.len > TEXT_MOST)
        return refuse_field(desk, NO_ITEM_WRONG,
                            asked->paper.len > TEXT_MOST ? "/paper" : "/place");
    return allow(desk, str_is(p->status, "0") ? REFUSAL_NONE : NO_PERSON_NOT_NORMAL);
}

static enum outcome enter_opened(struct desk *desk, const struct overdue_case *c)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    overdue_put_facts(&body, c);
    json_close(&body, '}');
    return journal(desk, "overdue.opened", c->part, c->person, buf_str(&body));
}

enum outcome overdue_open(struct desk *desk, const struct overdue_asked *asked,
                          struct overdue_case *out)
{
    SCOPED(tx) tx = { 0 };
    struct person p;
    const struct overdue_source *source = overdue_source_find(asked->source, desk->today);
    TRY(tx_open(desk, &tx));
    TRY(person_load(desk, asked->part, asked->person, &p));
    TRY(may(desk, MAY_KEEP_REGISTER, p.station));
    TRY(check_asked(desk, asked, source, &p));
    struct overdue_case c = overdue_new(desk, source, OVERDUE_BY_BY_HAND, &p);
    c.event_on = asked->event_on;
    c.paper = asked->paper;
    c.place = asked->place;
    TRY(overdue_insert(desk, &c));
    TRY(enter_opened(desk, &c));
    TRY(overdue_load(desk, c.part, c.id, out));
    return tx_commit(&tx);
}

/* ---- pocket households ---- */

struct search {
    struct desk *desk;
    const struct overdue_source *source;
    struct overdue_found *found;
};

/** Its head, or whoever stands first; nobody when all have left. */
static const struct person *who_stands_for(const struct persons *members)
{
    const struct person *first = NULL;
    for (size_t i = 0; i < members->count; i++) {
        const struct person *p = &members->at[i];
        if (!str_is(p->status, "0"))
            continue;
        if (relation_is_head(p->relation))
            return p;
        first = first ? first : p;
    }
    return first;
}

static enum outcome take_home(struct search *s, int32_t part, int64_t household,
                              enum overdue_match match, int64_t *count)
{
    struct persons members;
    bool open = false;
    TRY(household_members(s->desk, part, household, &members));
    const struct person *head = who_stands_for(&members);
    if (!head || !clerk_reaches(&s->desk->clerk, head->station))
        return DONE;
    TRY(overdue_is_open(s->desk, head->part, head->id, OVERDUE_POCKET, &open));
    if (open) {
        s->found->known++;
        return DONE;
    }
    const struct overdue_case c = overdue_new(s->desk, s->source, match, head);
    ++*count;
    return overdue_insert(s->desk, &c);
}

static enum outcome take_doors(struct search *s)
{
    struct house_homes homes;
    const struct clerk *clerk = &s->desk->clerk;
    int64_t least = setting(s->desk, "overdue.closed_doors", CLOSED_DOORS);
    TRY(house_closed_doors(s->desk, clerk->reach_from, clerk->reach_to, least, &homes));
    for (size_t i = 0; i < homes.count; i++)
        TRY(take_home(s, homes.at[i].part, homes.at[i].household, OVERDUE_BY_DOOR,
                      &s->found->doors));
    return DONE;
}

/** Only where the plates are known at all. */
static enum outcome take_plates(struct search *s)
{
    struct house_comparison c;
    if (!clerk_may(&s->desk->clerk, MAY_SEE_PLACES))
        return DONE;
    TRY(house_compare(s->desk, &c));
    for (size_t i = 0; i < c.count && c.plates; i++)
        if (!c.at[i].plate_without_person)
            TRY(take_home(s, c.at[i].household_part, c.at[i].household, OVERDUE_BY_PLATE,
                          &s->found->plates));
    return DONE;
}

static enum outcome enter_searched(struct desk *desk, const struct overdue_found *found)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "doors", found->doors);
    json_field_int(&body, "plates", found->plates);
    json_field_int(&body, "known", found->known);
    json_close(&body, '}');
    return journal(desk, "overdue.searched", 0, 0, buf_str(&body));
}

enum outcome overdue_search(struct desk *desk, struct overdue_found *out)
{
    SCOPED(tx) tx = { 0 };
    struct overdue_found found = { 0 };
    struct search s = { desk, overdue_source_find(STR("POCKET"), desk->today), &found };
    TRY(may(desk, MAY_KEEP_REGISTER, desk->clerk.unit));
    TRY(tx_open(desk, &tx));
    TRY(take_doors(&s));
    TRY(take_plates(&s));
    TRY(enter_searched(desk, &found));
    TRY(tx_commit(&tx));
    *out = found;
    return DONE;
}
