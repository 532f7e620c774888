/** What people decide about a pair, and take back. */
#include "base/utf8.h"
#include "business/businesses.h"
#include "conflict/conflict.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/load.h"
#include "register/person_store.h"
#include "same/same_store.h"
#include "sql/same.h"

enum { REASON_LEAST = 2, REASON_MOST = 200 };

static enum outcome check_reason(struct desk *desk, struct str reason)
{
    size_t points = utf8_points(reason);
    if (!points)
        return refuse_field(desk, NO_ITEM_MISSING, "/reason");
    if (points < REASON_LEAST || points > REASON_MOST)
        return refuse_at(desk, NO_ITEM_WRONG, "/reason", "%d–%d", REASON_LEAST, REASON_MOST);
    return DONE;
}

/** The pair as the clerk saw it, with right, reach and purpose. */
static enum outcome open_pair(struct desk *desk, int32_t part, int64_t id, struct same_pair *pair)
{
    TRY(same_pair_load(desk, part, id, pair));
    TRY(may(desk, MAY_SETTLE_NUMBERS, pair->unit));
    if (!str_trim(desk->purpose).len)
        return refuse(desk, NO_PURPOSE_REQUIRED);
    return version_seen(desk, pair->ver);
}

static enum outcome enter(struct desk *desk, const char *verb, const struct same_pair *pair,
                          struct str reason)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "pair", pair->id);
    json_field_int(&body, "otherPart", pair->other_part);
    json_field_id(&body, "otherPerson", pair->other_person);
    json_field_str(&body, "state", pair->state);
    json_field_int(&body, "ending", pair->ending);
    json_field_str(&body, "reason", reason);
    json_close(&body, '}');
    return journal(desk, verb, pair->part, pair->person, buf_str(&body));
}

/* ---- deciding ---- */

/** Which ways a verdict may go on. */
static const struct way {
    const char *verdict, *way;
    bool names_ending;
} ways[] = {
    { "SAME", "CONFLICT", false }, /* the conflict desk decides which registration stays */
    { "SAME", "CANCEL", true },    /* it is plain which one is to end: its station takes it in */
    { "DIFFERENT", "", false },
    { "UNKNOWN", "", false },
};

static const struct way *way_of(const struct same_verdict *v)
{
    for (size_t i = 0; i < COUNT(ways); i++)
        if (str_is(v->verdict, ways[i].verdict) &&
            (v->way.len ? str_is(v->way, ways[i].way) : !ways[i].way[0]))
            return &ways[i];
    return NULL;
}

static enum outcome check_verdict(struct desk *desk, const struct same_verdict *v,
                                  const struct way **way)
{
    *way = way_of(v);
    if (!*way)
        return refuse_at(desk, NO_ITEM_WRONG, "/verdict",
                         "SAME + CONFLICT, CANCEL; DIFFERENT; UNKNOWN");
    bool names = v->ending == 1 || v->ending == 2;
    if (names != (*way)->names_ending || (!names && v->ending))
        return refuse_at(desk, NO_ITEM_WRONG, "/ending", "1, 2");
    return check_reason(desk, str_trim(v->reason));
}

/** One person twice: both registrations must still be in force, or there is nothing to end. */
static enum outcome check_both_live(struct desk *desk, const struct same_pair *pair)
{
    struct person a, b;
    TRY(person_load(desk, pair->part, pair->person, &a));
    TRY(person_load(desk, pair->other_part, pair->other_person, &b));
    return person_holds_number(a.status) && person_holds_number(b.status)
               ? DONE
               : refuse_at(desk, NO_SAME_PAIR_STATE, "", "其中一条登记已注销");
}

/** Both numbers of one life go to the desk for conflicts. */
static enum outcome open_conflict(struct desk *desk, const struct same_pair *pair)
{
    struct conflict c;
    const struct conflict_asked asked = { pair->part, pair->other_part, pair->person,
                                          pair->other_person, 1 };
    TRY(conflict_open(desk, &asked, &c));
    return same_follow_write(desk, pair, "CONFLICT", c.part, c.id);
}

static enum outcome settle(struct desk *desk, const struct same_verdict *v, const struct way *way,
                           struct same_pair *pair)
{
    bool same = str_is(v->verdict, "SAME");
    if (same)
        TRY(check_both_live(desk, pair));
    pair->state = v->verdict;
    pair->ending = (int32_t)v->ending;
    pair->waiting = way->names_ending;
    pair->closed_on = str_is(v->verdict, "UNKNOWN") ? NO_DAY : desk->today;
    TRY(same_pair_save(desk, pair));
    TRY(same_decision_write(desk, pair, way->verdict, 0, str_trim(v->reason)));
    return same && !way->names_ending ? open_conflict(desk, pair) : DONE;
}

enum outcome same_pair_decide(struct desk *desk, const struct same_verdict *v,
                              struct same_pair *out)
{
    SCOPED(tx) tx = { 0 };
    struct same_pair pair;
    const struct way *way;
    TRY(tx_open(desk, &tx));
    TRY(open_pair(desk, v->part, v->id, &pair));
    TRY(check_verdict(desk, v, &way));
    if (!str_is(pair.state, "OPEN") && !str_is(pair.state, "UNKNOWN"))
        return refuse(desk, NO_SAME_PAIR_STATE);
    TRY(settle(desk, v, way, &pair));
    TRY(enter(desk, "same_pair.decided", &pair, str_trim(v->reason)));
    TRY(tx_commit(&tx));
    *out = pair;
    return DONE;
}

/* ---- taking back ---- */

/** What was opened goes its own way: as long as it lives, or once it did something, it stands. */
static enum outcome check_follows(struct desk *desk, const struct same_pair *pair, int32_t since)
{
    struct same_follows follows;
    TRY(same_follows_of(desk, pair, &follows));
    for (size_t i = 0; i < follows.count; i++) {
        const struct same_follow *f = &follows.at[i];
        struct business b;
        if (f->n < since)
            continue;
        if (str_is(f->kind, "CONFLICT"))
            return refuse_at(desk, NO_SAME_FOLLOWED, "", "%09d-%lld", (int)f->to_part,
                             (long long)f->to_id);
        TRY(business_load(desk, f->to_part, f->to_id, &b));
        if (!str_is(b.state, "REFUSED") && !str_is(b.state, "WITHDRAWN"))
            return refuse_at(desk, NO_SAME_FOLLOWED, "", "%09d-%lld", (int)f->to_part,
                             (long long)f->to_id);
    }
    return DONE;
}

/** The decision that stands. What a unit above decided is not taken back below. */
static enum outcome standing(struct desk *desk, const struct same_pair *pair,
                             const struct same_decision **out)
{
    struct same_decisions all;
    TRY(same_decisions_of(desk, pair, &all));
    if (!all.count || str_is(all.at[all.count - 1].verdict, "UNDONE"))
        return refuse(desk, NO_SAME_PAIR_STATE);
    *out = &all.at[all.count - 1];
    return clerk_reaches(&desk->clerk, (*out)->unit) ? DONE : refuse(desk, NO_NOT_YOUR_DESK);
}

enum outcome same_pair_undo(struct desk *desk, int32_t part, int64_t id, struct str reason,
                            struct same_pair *out)
{
    SCOPED(tx) tx = { 0 };
    struct same_pair pair;
    const struct same_decision *decision = NULL;
    TRY(tx_open(desk, &tx));
    TRY(open_pair(desk, part, id, &pair));
    TRY(check_reason(desk, str_trim(reason)));
    TRY(standing(desk, &pair, &decision));
    TRY(check_follows(desk, &pair, decision->n));
    pair.state = STR("OPEN");
    pair.ending = 0;
    pair.waiting = 0;
    pair.closed_on = NO_DAY;
    TRY(same_pair_save(desk, &pair));
    TRY(same_decision_write(desk, &pair, "UNDONE", decision->n, str_trim(reason)));
    TRY(enter(desk, "same_pair.undone", &pair, str_trim(reason)));
    TRY(tx_commit(&tx));
    *out = pair;
    return DONE;
}

/* ---- ending one registration ---- */

static enum outcome take_in(struct desk *desk, const struct same_pair *pair,
                            const struct same_cancel *cancel, struct business *out)
{
    struct business_asked asked = {
        .kind = STR("delete"),
        .part = pair->ending == 1 ? pair->part : pair->other_part,
        .person = pair->ending == 1 ? pair->person : pair->other_person,
        .papers = cancel->papers,
        .applicant = cancel->applicant,
        .applicant_relation = cancel->applicant_relation,
        .phone = cancel->phone,
        .submit = 1,
    };
    asked.items.at[BUSINESS_ITEM_NEW_HEAD] = cancel->new_head;
    return business_open(desk, &asked, out);
}

static enum outcome enter_followed(struct desk *desk, const struct same_pair *pair,
                                   const struct business *b)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "pair", pair->id);
    json_field_int(&body, "pairPart", pair->part);
    json_field_id(&body, "business", b->id);
    json_close(&body, '}');
    return journal(desk, "same_pair.followed", b->part, b->person, buf_str(&body));
}

enum outcome same_pair_cancel(struct desk *desk, const struct same_cancel *cancel,
                              struct same_pair *out)
{
    SCOPED(tx) tx = { 0 };
    struct same_pair pair;
    struct business b;
    TRY(tx_open(desk, &tx));
    TRY(same_pair_load(desk, cancel->part, cancel->id, &pair));
    TRY(may(desk, MAY_KEEP_REGISTER, pair.ending == 2 ? pair.other_station : pair.station));
    TRY(version_seen(desk, pair.ver));
    if (!pair.waiting)
        return refuse(desk, NO_SAME_PAIR_STATE);
    TRY(take_in(desk, &pair, cancel, &b));
    pair.waiting = 0;
    TRY(same_pair_save(desk, &pair));
    TRY(same_follow_write(desk, &pair, "CANCEL", b.part, b.id));
    TRY(enter_followed(desk, &pair, &b));
    TRY(tx_commit(&tx));
    *out = pair;
    return DONE;
}

/* ---- what the register asks ---- */

enum outcome same_keep_load(struct desk *desk, int32_t part, int64_t load, struct str body)
{
    struct rows rows;
    (void)body;
    TRY(db_list(desk, &Q_same_persons_of_part, WITH(v_int(part)), &rows));
    for (size_t i = 0; i < rows.count; i++) {
        bool came_with_it = false;
        TRY(person_of_load(desk, part, row_int(rows_at(&rows, i), 0), load, &came_with_it));
        if (came_with_it)
            return refuse_at(desk, NO_LOAD_IN_USE, "", "%09d", (int)part);
    }
    return DONE;
}
