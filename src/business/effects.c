/** What a business does, in the transaction of its last approval. One function a row of effects[]. */
#include "business/matter.h"
#include "business/number_sequence.h"
#include "core/name.h"
#include "register/come_back.h"

static struct day happened_on(struct desk *desk, const struct matter *m)
{
    struct day day;
    return day_parse(matter_said(m, BUSINESS_ITEM_HAPPENED_ON), &day) ? day : desk->today;
}

static void take(const struct matter *m, enum business_item item, struct str *field)
{
    if (matter_said(m, item).len)
        *field = matter_said(m, item);
}

/** The next version, thawed with it. */
static enum outcome save_person(struct desk *desk, struct matter *m, struct person *next,
                                const struct person_detail *detail)
{
    next->frozen_by = 0;
    return person_update_detail(desk, &m->person, next, detail, happened_on(desk, m));
}

/* ---- numbers ---- */

static enum outcome close_cases(struct desk *desk, const struct matter *m)
{
    struct number_case open;
    bool found = true;
    while (m->kind->outcome) {
        TRY(number_open_case_of(desk, m->person.part, m->person.id, &open, &found));
        if (!found)
            break;
        TRY(number_case_close(desk, &open, str_of(m->kind->outcome), true));
    }
    return DONE;
}

/** Whoever is left alone with a number that was shared has no question about it any more. */
static enum outcome close_others_case(struct desk *desk, const struct matter *m, struct str number)
{
    struct number_holders holders;
    struct number_case open;
    bool found = false;
    const struct outcome_rule *rule =
        m->kind->outcome ? outcome_rule(str_of(m->kind->outcome)) : NULL;
    TRY(number_holders_of(desk, number, &holders));
    if (!rule || !rule->mirror || holders.count != 1)
        return DONE;
    TRY(number_open_duplicate_of(desk, holders.at[0].part, holders.at[0].person, &open, &found));
    return found ? number_case_close(desk, &open, str_of(rule->mirror), false) : DONE;
}

static enum outcome give_up(struct desk *desk, struct matter *m)
{
    struct str number = m->person.number;
    if (!number.len)
        return DONE;
    m->business.old_number = number;
    TRY(number_holder_end(desk, number, m->person.part, m->person.id));
    return DONE;
}

static enum outcome settle_cases(struct desk *desk, struct matter *m)
{
    struct str number = m->business.old_number;
    TRY(close_cases(desk, m));
    return number.len ? close_others_case(desk, m, number) : DONE;
}

static enum outcome new_number(struct desk *desk, struct matter *m, int32_t part, int64_t person,
                               int32_t station, struct str *out)
{
    struct number_holder holder = { part, person, true };
    *out = matter_said(m, BUSINESS_ITEM_NUMBER);
    if (!out->len)
        TRY(number_next(desk, station, m->born_on, m->sex, out));
    m->business.new_number = *out;
    return number_holder_add(desk, *out, &holder, true);
}

/* ---- households ---- */

/** Another member becomes head, and the others are told how they stand to him. */
static enum outcome succeed(struct desk *desk, struct matter *m, bool person_stays)
{
    struct str head_was = m->new_head.relation, head_code = STR("02");
    for (size_t i = 0; i < m->members.count && m->new_head.id; i++) {
        struct person *member = &m->members.at[i], next = *member;
        if (member->id == m->person.id && !person_stays)
            continue;
        next.relation =
            member->id == m->new_head.id
                ? head_code
                : relation_to_new_head(head_was, m->new_head.sex, member->relation, member->sex);
        if (!str_eq(next.relation, member->relation))
            TRY(person_update(desk, member, &next, desk->today));
    }
    return DONE;
}

static enum outcome end_household(struct desk *desk, struct matter *m)
{
    struct household next = m->household;
    next.status = STR("1");
    return household_update(desk, &m->household, &next, desk->today);
}

/** He left: somebody else is head, or nobody is left and the household ends [HR 8]. */
static enum outcome leave(struct desk *desk, struct matter *m, bool was_in)
{
    if (!was_in)
        return DONE;
    return matter_others(m) ? succeed(desk, m, false) : end_household(desk, m);
}

static enum outcome set_up(struct desk *desk, struct matter *m, int32_t part, int64_t *id)
{
    struct household next = { .part = part,
                              .id = new_id(desk),
                              .ver = 1,
                              .true_from = desk->today,
                              .known_from = desk->now,
                              .kind = STR("1"),
                              .status = STR("0"),
                              .station = m->business.station,
                              .county = m->business.station / 1000,
                              .street = STR(""),
                              .door = STR(""),
                              .detail = STR("") };
    take(m, BUSINESS_ITEM_HOUSEHOLD_KIND, &next.kind);
    take(m, BUSINESS_ITEM_STREET, &next.street);
    take(m, BUSINESS_ITEM_DOOR, &next.door);
    take(m, BUSINESS_ITEM_DETAIL, &next.detail);
    *id = next.id;
    return household_add(desk, &next);
}

/** Into the household joined, or into one of his own. */
static enum outcome settle_in(struct desk *desk, struct matter *m, struct person *next)
{
    next->station = m->joins.id ? m->joins.station : m->business.station;
    next->moved_in_on = happened_on(desk, m);
    next->relation = m->joins.id ? matter_said(m, BUSINESS_ITEM_RELATION) : STR("02");
    if (m->joins.id)
        return household_in_part(desk, &m->joins, next->part, &next->household);
    return set_up(desk, m, next->part, &next->household);
}

/* ---- items ---- */

static void take_person_items(struct desk *desk, const struct matter *m, struct person *next)
{
    if (!str_eq(next->name, matter_said(m, BUSINESS_ITEM_NAME)) &&
        matter_said(m, BUSINESS_ITEM_NAME).len && str_is(str_of(m->kind->class_), "21"))
        next->former_name = next->name;
    take(m, BUSINESS_ITEM_NAME, &next->name);
    take(m, BUSINESS_ITEM_FORMER_NAME, &next->former_name);
    take(m, BUSINESS_ITEM_SEX, &next->sex);
    take(m, BUSINESS_ITEM_ETHNIC, &next->ethnic);
    take(m, BUSINESS_ITEM_NATIVE_PLACE, &next->native_place);
    take(m, BUSINESS_ITEM_EDUCATION, &next->education);
    take(m, BUSINESS_ITEM_MARITAL, &next->marital);
    take(m, BUSINESS_ITEM_RELATION, &next->relation);
    next->born_on = m->born_on;
    next->name_key = name_key(desk->arena, next->name);
}

static void take_detail_items(const struct matter *m, struct person_detail *next)
{
    take(m, BUSINESS_ITEM_BIRTH_PLACE, &next->birth_place);
    take(m, BUSINESS_ITEM_CERTIFICATE, &next->birth_certificate);
    take(m, BUSINESS_ITEM_OCCUPATION, &next->occupation);
    take(m, BUSINESS_ITEM_WORKPLACE, &next->workplace);
    take(m, BUSINESS_ITEM_FATHER, &next->father_number);
    take(m, BUSINESS_ITEM_MOTHER, &next->mother_number);
    if (m->father.id)
        next->father_name = m->father.name;
    if (m->mother.id)
        next->mother_name = m->mother.name;
}

/* ---- somebody new ---- */

/** Details hang on a version: they are written with the first one. */
static enum outcome add_detail(struct desk *desk, struct matter *m, struct person *person,
                               struct person_detail *detail)
{
    struct person same = *person;
    take_detail_items(m, detail);
    return person_update_detail(desk, person, &same, detail, desk->today);
}

static enum outcome register_person(struct desk *desk, struct matter *m,
                                    struct person_detail *detail)
{
    struct person p = { .part = m->business.part,
                        .id = new_id(desk),
                        .ver = 1,
                        .true_from = happened_on(desk, m),
                        .known_from = desk->now,
                        .status = STR("0") };
    take_person_items(desk, m, &p);
    TRY(settle_in(desk, m, &p));
    TRY(new_number(desk, m, p.part, p.id, p.station, &p.number));
    TRY(person_add(desk, &p));
    m->business.person = p.id;
    m->business.household = p.household;
    return add_detail(desk, m, &p, detail);
}

static enum outcome do_birth(struct desk *desk, struct matter *m)
{
    struct person_detail detail = { .birth_certificate_on = NO_DAY,
                                    .city_came_on = NO_DAY,
                                    .left_on = NO_DAY,
                                    .died_on = NO_DAY,
                                    .cancelled_on = NO_DAY };
    return register_person(desk, m, &detail);
}

static enum outcome do_return(struct desk *desk, struct matter *m);

static void note_arrival(struct desk *desk, const struct matter *m, struct person_detail *detail)
{
    detail->city_came_on = happened_on(desk, m);
    detail->city_reason = matter_said(m, BUSINESS_ITEM_REASON);
    detail->city_from_place = matter_said(m, BUSINESS_ITEM_PLACE);
}

static enum outcome do_arrive(struct desk *desk, struct matter *m)
{
    struct person_detail detail = {
        .birth_certificate_on = NO_DAY, .left_on = NO_DAY, .died_on = NO_DAY, .cancelled_on = NO_DAY
    };
    if (m->person.id)
        return do_return(desk, m);
    note_arrival(desk, m, &detail);
    return register_person(desk, m, &detail);
}

/* ---- somebody who was here ---- */

static void note_end(struct desk *desk, const struct matter *m, struct person_detail *detail)
{
    struct day on = happened_on(desk, m);
    detail->cancelled_on = desk->today;
    detail->cancel_reason = str_of(m->kind->zh);
    if (str_is(str_of(m->kind->to_status), "1")) {
        detail->died_on = on;
        return;
    }
    detail->left_on = on;
    detail->left_reason = matter_said(m, BUSINESS_ITEM_REASON);
    detail->left_place = matter_said(m, BUSINESS_ITEM_PLACE);
}

static enum outcome do_end(struct desk *desk, struct matter *m)
{
    struct person next = m->person;
    struct person_detail detail = m->detail;
    bool was_in = str_is(m->person.status, "0");
    next.status = str_of(m->kind->to_status);
    note_end(desk, m, &detail);
    if (person_holds_number(m->person.status) && !person_holds_number(next.status))
        TRY(give_up(desk, m));
    TRY(save_person(desk, m, &next, &detail));
    TRY(settle_cases(desk, m));
    return leave(desk, m, was_in);
}

static enum outcome do_return(struct desk *desk, struct matter *m)
{
    struct person next = m->person;
    struct person_detail detail = m->detail;
    next.status = STR("0");
    detail.left_on = detail.died_on = detail.cancelled_on = NO_DAY;
    detail.left_reason = detail.left_place = detail.cancel_reason = NO_STR;
    note_arrival(desk, m, &detail);
    TRY(settle_in(desk, m, &next));
    if (!person_holds_number(m->person.status) && next.number.len)
        TRY(number_holder_resume(desk, next.number, next.part, next.id));
    TRY(save_person(desk, m, &next, &detail));
    m->business.household = next.household;
    return DONE;
}

static enum outcome do_move(struct desk *desk, struct matter *m)
{
    struct person next = m->person;
    struct person_detail detail = m->detail;
    TRY(settle_in(desk, m, &next));
    detail.here_reason = matter_said(m, BUSINESS_ITEM_REASON);
    detail.here_from_place = arena_printf(desk->arena, STR_FMT STR_FMT,
                                          STR_ARG(m->household.street), STR_ARG(m->household.door));
    TRY(save_person(desk, m, &next, &detail));
    TRY(leave(desk, m, true));
    m->business.household = next.household;
    return DONE;
}

static enum outcome do_change(struct desk *desk, struct matter *m)
{
    struct person next = m->person;
    struct person_detail detail = m->detail;
    take_person_items(desk, m, &next);
    take_detail_items(m, &detail);
    if (matter_needs_new_number(m)) {
        TRY(give_up(desk, m));
        TRY(new_number(desk, m, next.part, next.id, next.station, &next.number));
    }
    TRY(save_person(desk, m, &next, &detail));
    return m->business.new_number.len ? settle_cases(desk, m) : DONE;
}

/* ---- households themselves ---- */

static enum outcome do_split(struct desk *desk, struct matter *m)
{
    struct person next = m->person;
    next.relation = STR("02");
    TRY(set_up(desk, m, next.part, &next.household));
    TRY(save_person(desk, m, &next, &m->detail));
    TRY(leave(desk, m, true));
    m->business.household = next.household;
    return DONE;
}

static enum outcome do_merge(struct desk *desk, struct matter *m)
{
    for (size_t i = 0; i < m->members.count; i++) {
        struct person *member = &m->members.at[i], next = *member;
        next.relation =
            relation_is_head(member->relation) ? matter_said(m, BUSINESS_ITEM_RELATION) : STR("97");
        next.station = m->joins.station;
        TRY(household_in_part(desk, &m->joins, next.part, &next.household));
        TRY(person_update(desk, member, &next, desk->today));
    }
    TRY(household_in_part(desk, &m->joins, m->business.part, &m->business.household));
    return end_household(desk, m);
}

static enum outcome do_head(struct desk *desk, struct matter *m)
{
    return succeed(desk, m, true);
}

static enum outcome do_household_kind(struct desk *desk, struct matter *m)
{
    struct household next = m->household;
    next.kind = matter_said(m, BUSINESS_ITEM_HOUSEHOLD_KIND);
    return household_update(desk, &m->household, &next, desk->today);
}

/** All of it, with its members, to another address of the city. */
static enum outcome do_household_move(struct desk *desk, struct matter *m)
{
    struct household next = m->household;
    next.station = m->business.station;
    next.county = next.station / 1000;
    next.detail = STR("");
    next.beat = next.town = next.committee = NO_STR; /* told by the plate, which is another one */
    take(m, BUSINESS_ITEM_STREET, &next.street);
    take(m, BUSINESS_ITEM_DOOR, &next.door);
    take(m, BUSINESS_ITEM_DETAIL, &next.detail);
    take(m, BUSINESS_ITEM_HOUSEHOLD_KIND, &next.kind);
    for (size_t i = 0; i < m->members.count; i++) {
        struct person *member = &m->members.at[i], moved = *member;
        moved.station = next.station;
        moved.moved_in_on = happened_on(desk, m);
        TRY(person_update(desk, member, &moved, desk->today));
    }
    return household_update(desk, &m->household, &next, desk->today);
}

static enum outcome (*const effects[EFFECT_COUNT])(struct desk *, struct matter *) = {
    [EFFECT_BIRTH] = do_birth,
    [EFFECT_END] = do_end,
    [EFFECT_ARRIVE] = do_arrive,
    [EFFECT_MOVE] = do_move,
    [EFFECT_CHANGE] = do_change,
    [EFFECT_RETURN] = do_return,
    [EFFECT_SPLIT] = do_split,
    [EFFECT_MERGE] = do_merge,
    [EFFECT_HEAD] = do_head,
    [EFFECT_HOUSEHOLD_KIND] = do_household_kind,
    [EFFECT_HOUSEHOLD_END] = end_household,
    [EFFECT_HOUSEHOLD_MOVE] = do_household_move,
};

enum outcome matter_apply(struct desk *desk, struct matter *m)
{
    ASSERT(m->kind->effect < EFFECT_COUNT);
    return effects[m->kind->effect](desk, m);
}
