#include "same/see_pair.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "places/address.h"

static enum outcome load_party(struct desk *desk, int32_t part, int64_t id,
                               struct same_party *party)
{
    struct address_line line = { 0 };
    TRY(person_load(desk, part, id, &party->person));
    TRY(household_load(desk, part, party->person.household, &party->household));
    TRY(household_members(desk, part, party->person.household, &party->members));
    const struct household *h = &party->household;
    const struct address address = { h->county, h->street, h->door, h->detail };
    (void)!address_compose(desk->arena, &address, desk->today, &line);
    party->address = line.text;
    return DONE;
}

static enum outcome may_look(struct desk *desk, const struct same_pair *pair)
{
    TRY(may(desk, MAY_SETTLE_NUMBERS, pair->unit));
    return str_trim(desk->purpose).len ? DONE : refuse(desk, NO_PURPOSE_REQUIRED);
}

enum outcome same_pair_view_load(struct desk *desk, int32_t part, int64_t id,
                                 struct same_pair_view *out)
{
    struct same_pair_view v = { 0 };
    const struct same_pair *p = &v.pair;
    TRY(same_pair_load(desk, part, id, &v.pair));
    TRY(may_look(desk, p));
    TRY(load_party(desk, p->part, p->person, &v.parties[0]));
    TRY(load_party(desk, p->other_part, p->other_person, &v.parties[1]));
    TRY(same_decisions_of(desk, p, &v.decisions));
    TRY(same_follows_of(desk, p, &v.follows));
    TRY(same_cluster_of(desk, p, &v.cluster, &v.cluster_count));
    *out = v;
    return DONE;
}

/** About one of the two, naming the other. */
static enum outcome enter_look(struct desk *desk, const struct same_pair *pair, bool second)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "pair", pair->id);
    json_field_int(&body, "otherPart", second ? pair->part : pair->other_part);
    json_field_id(&body, "otherPerson", second ? pair->person : pair->other_person);
    json_close(&body, '}');
    return journal(desk, "same_pair.seen", second ? pair->other_part : pair->part,
                   second ? pair->other_person : pair->person, buf_str(&body));
}

enum outcome same_pair_seen(struct desk *desk, int32_t part, int64_t id)
{
    SCOPED(tx) tx = { 0 };
    struct same_pair pair;
    TRY(tx_open(desk, &tx));
    TRY(same_pair_load(desk, part, id, &pair));
    TRY(may_look(desk, &pair));
    TRY(enter_look(desk, &pair, false));
    TRY(enter_look(desk, &pair, true));
    return tx_commit(&tx);
}
