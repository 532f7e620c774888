#include "business/matter.h"
#include "core/name.h"
#include "core/number.h"
#include "register/see_record.h"

static enum outcome wrong_item(struct desk *desk, enum refusal refusal, enum business_item item)
{
    return refuse_at(
        desk, refusal,
        arena_text(desk->arena, arena_printf(desk->arena, "/items/%s", item_text(item)->key)), "%s",
        item_text(item)->zh);
}

/* ---- loading ---- */

/** The only holder of a number.  refuses  ITEM_WRONG at the item */
static enum outcome holder_of(struct desk *desk, struct str number, enum business_item item,
                              struct person *out)
{
    struct number_holders holders;
    TRY(number_holders_of(desk, number, &holders));
    if (holders.count != 1)
        return wrong_item(desk, NO_ITEM_WRONG, item);
    return person_load(desk, holders.at[0].part, holders.at[0].person, out);
}

/** A parent may be registered elsewhere: then only the number is known. */
static enum outcome load_parent(struct desk *desk, const struct matter *m, enum business_item item,
                                struct person *out)
{
    struct number_holders holders;
    if (!matter_said(m, item).len)
        return DONE;
    TRY(number_holders_of(desk, matter_said(m, item), &holders));
    return holders.count == 1 ? person_load(desk, holders.at[0].part, holders.at[0].person, out)
                              : DONE;
}

static void keep_registered(struct persons *members)
{
    size_t count = 0;
    for (size_t i = 0; i < members->count; i++)
        if (str_is(members->at[i].status, "0"))
            members->at[count++] = members->at[i];
    members->count = count;
}

static enum outcome load_subject(struct desk *desk, struct matter *m)
{
    struct business *b = &m->business;
    if (b->person) {
        TRY(person_load(desk, b->part, b->person, &m->person));
        TRY(person_detail_load(desk, b->part, b->person, &m->detail));
        b->household = m->person.household;
    }
    if (!b->household)
        return DONE;
    TRY(household_load(desk, b->part, b->household, &m->household));
    TRY(household_members(desk, b->part, b->household, &m->members));
    keep_registered(&m->members);
    m->was_station = m->person.station;
    m->was_address = household_line(desk, &m->household);
    return DONE;
}

static enum outcome load_joined(struct desk *desk, struct matter *m)
{
    struct person beside;
    if (!matter_said(m, BUSINESS_ITEM_JOINS).len)
        return DONE;
    TRY(holder_of(desk, matter_said(m, BUSINESS_ITEM_JOINS), BUSINESS_ITEM_JOINS, &beside));
    if (!str_is(beside.status, "0"))
        return wrong_item(desk, NO_ITEM_WRONG, BUSINESS_ITEM_JOINS);
    return household_load(desk, beside.part, beside.household, &m->joins);
}

static enum outcome load_new_head(struct desk *desk, struct matter *m)
{
    struct person *head = &m->new_head;
    if (!matter_said(m, BUSINESS_ITEM_NEW_HEAD).len)
        return DONE;
    TRY(holder_of(desk, matter_said(m, BUSINESS_ITEM_NEW_HEAD), BUSINESS_ITEM_NEW_HEAD, head));
    bool member = head->part == m->household.part && head->household == m->household.id &&
                  str_is(head->status, "0") && head->id != m->person.id;
    return member ? DONE : wrong_item(desk, NO_ITEM_WRONG, BUSINESS_ITEM_NEW_HEAD);
}

static void foresee(struct matter *m)
{
    m->born_on = m->person.born_on;
    m->sex = m->person.sex;
    if (!m->person.id)
        m->born_on = NO_DAY;
    if (matter_said(m, BUSINESS_ITEM_BORN_ON).len)
        (void)!day_parse(matter_said(m, BUSINESS_ITEM_BORN_ON), &m->born_on);
    if (matter_said(m, BUSINESS_ITEM_SEX).len)
        m->sex = matter_said(m, BUSINESS_ITEM_SEX);
}

enum outcome matter_load(struct desk *desk, struct matter *m)
{
    TRY(load_subject(desk, m));
    TRY(load_joined(desk, m));
    TRY(load_new_head(desk, m));
    TRY(load_parent(desk, m, BUSINESS_ITEM_FATHER, &m->father));
    TRY(load_parent(desk, m, BUSINESS_ITEM_MOTHER, &m->mother));
    foresee(m);
    return DONE;
}

/* ---- what stands in the register ---- */

static const struct {
    enum business_item item;
    size_t at; /* of a struct str */
} person_items[] = {
    { BUSINESS_ITEM_NAME, offsetof(struct person, name) },
    { BUSINESS_ITEM_FORMER_NAME, offsetof(struct person, former_name) },
    { BUSINESS_ITEM_SEX, offsetof(struct person, sex) },
    { BUSINESS_ITEM_ETHNIC, offsetof(struct person, ethnic) },
    { BUSINESS_ITEM_NUMBER, offsetof(struct person, number) },
    { BUSINESS_ITEM_NATIVE_PLACE, offsetof(struct person, native_place) },
    { BUSINESS_ITEM_EDUCATION, offsetof(struct person, education) },
    { BUSINESS_ITEM_MARITAL, offsetof(struct person, marital) },
    { BUSINESS_ITEM_RELATION, offsetof(struct person, relation) },
}, detail_items[] = {
    { BUSINESS_ITEM_BIRTH_PLACE, offsetof(struct person_detail, birth_place) },
    { BUSINESS_ITEM_CERTIFICATE, offsetof(struct person_detail, birth_certificate) },
    { BUSINESS_ITEM_OCCUPATION, offsetof(struct person_detail, occupation) },
    { BUSINESS_ITEM_WORKPLACE, offsetof(struct person_detail, workplace) },
    { BUSINESS_ITEM_FATHER, offsetof(struct person_detail, father_number) },
    { BUSINESS_ITEM_MOTHER, offsetof(struct person_detail, mother_number) },
}, household_items[] = {
    { BUSINESS_ITEM_STREET, offsetof(struct household, street) },
    { BUSINESS_ITEM_DOOR, offsetof(struct household, door) },
    { BUSINESS_ITEM_DETAIL, offsetof(struct household, detail) },
    { BUSINESS_ITEM_HOUSEHOLD_KIND, offsetof(struct household, kind) },
};

#define FIELD_OF(record, offset)                                                                   \
    ((const struct str *)(const void *)((const char *)(record) + (offset)))

struct str matter_before(struct desk *desk, const struct matter *m, enum business_item item)
{
    for (size_t i = 0; i < COUNT(person_items) && m->person.id; i++)
        if (person_items[i].item == item)
            return *FIELD_OF(&m->person, person_items[i].at);
    for (size_t i = 0; i < COUNT(detail_items) && m->person.id; i++)
        if (detail_items[i].item == item)
            return *FIELD_OF(&m->detail, detail_items[i].at);
    for (size_t i = 0; i < COUNT(household_items) && m->household.id; i++)
        if (household_items[i].item == item)
            return *FIELD_OF(&m->household, household_items[i].at);
    if (item == BUSINESS_ITEM_BORN_ON && m->person.id && day_is(m->person.born_on))
        return day_str(desk->arena, m->person.born_on);
    return NO_STR;
}

size_t matter_others(const struct matter *m)
{
    size_t count = 0;
    for (size_t i = 0; i < m->members.count; i++)
        count += m->members.at[i].id != m->person.id;
    return count;
}

/* ---- judging ---- */

static bool is_among(const char *states, struct str status)
{
    return status.len == 1 && strchr(states, status.at[0]);
}

static enum outcome check_state(struct desk *desk, const struct matter *m)
{
    switch (m->kind->subject) {
    case SUBJECT_NEWCOMER:
        return DONE;
    case SUBJECT_PERSON:
        return allow(desk, is_among(m->kind->states, m->person.status) ? REFUSAL_NONE
                                                                       : NO_BUSINESS_SUBJECT);
    case SUBJECT_HOUSEHOLD:
        return allow(desk, is_among(m->kind->states, m->household.status) ? REFUSAL_NONE
                                                                          : NO_HOUSEHOLD_SUBJECT);
    }
    return DONE;
}

static enum outcome check_days(struct desk *desk, const struct matter *m)
{
    struct day happened;
    if (!day_parse(matter_said(m, BUSINESS_ITEM_HAPPENED_ON), &happened) || !day_is(m->born_on))
        return DONE;
    return happened.n < m->born_on.n
               ? wrong_item(desk, NO_ITEMS_CONTRADICT, BUSINESS_ITEM_HAPPENED_ON)
               : DONE;
}

static bool person_leaves(enum business_effect effect)
{
    return effect == EFFECT_END || effect == EFFECT_MOVE || effect == EFFECT_SPLIT;
}

/** A household keeps a head as long as it keeps anybody [HR 5]. */
static enum outcome check_head(struct desk *desk, const struct matter *m)
{
    bool was_in = str_is(m->person.status, "0");
    bool needed = person_leaves(m->kind->effect) && was_in &&
                  relation_is_head(m->person.relation) && matter_others(m) > 0;
    if (needed && !m->new_head.id)
        return wrong_item(desk, NO_NEW_HEAD_REQUIRED, BUSINESS_ITEM_NEW_HEAD);
    if (m->kind->effect == EFFECT_HEAD && relation_is_head(m->new_head.relation))
        return wrong_item(desk, NO_NOTHING_CHANGES, BUSINESS_ITEM_NEW_HEAD);
    if (m->new_head.id && !needed && m->kind->effect != EFFECT_HEAD)
        return wrong_item(desk, NO_ITEM_WRONG, BUSINESS_ITEM_NEW_HEAD);
    return DONE;
}

/** Of a change at least one item differs; a change of number needs none named. */
static enum outcome check_difference(struct desk *desk, const struct matter *m)
{
    bool about_number = m->kind->class_[0] == '1';
    if (m->kind->effect == EFFECT_HOUSEHOLD_KIND)
        return str_eq(matter_said(m, BUSINESS_ITEM_HOUSEHOLD_KIND), m->household.kind)
                   ? wrong_item(desk, NO_NOTHING_CHANGES, BUSINESS_ITEM_HOUSEHOLD_KIND)
                   : DONE;
    if (m->joins.id && m->joins.id == m->household.id && m->joins.part == m->household.part &&
        str_is(m->person.id ? m->person.status : STR("0"), "0"))
        return wrong_item(desk, NO_NOTHING_CHANGES, BUSINESS_ITEM_JOINS);
    if (m->kind->effect != EFFECT_CHANGE || about_number)
        return DONE;
    for (int i = 0; i < BUSINESS_ITEM_COUNT; i++) {
        enum business_item item = (enum business_item)i;
        if (matter_said(m, item).len && !str_eq(matter_said(m, item), matter_before(desk, m, item)))
            return DONE;
    }
    return refuse(desk, NO_NOTHING_CHANGES);
}

static enum outcome check_times(struct desk *desk, const struct matter *m)
{
    bool ruled = false;
    int64_t times = 0;
    int age = day_is(m->person.born_on) && m->person.id
                  ? day_full_years(m->person.born_on, desk->today)
                  : 0;
    const struct once_rule *rule = once_rule_for(m->kind, age, &ruled);
    if (!ruled)
        return DONE;
    if (!rule)
        return refuse_at(desk, NO_ONCE_ONLY, "", "年龄 age %d", age);
    struct day from = day_add_years(m->person.born_on, rule->age_from);
    struct day to = { day_add_years(m->person.born_on, rule->age_to + 1).n - 1 };
    TRY(business_times(desk, m->person.part, m->person.id, m->kind->key, from, to, &times));
    return times < rule->times ? DONE : refuse_at(desk, NO_ONCE_ONLY, "", "%s", rule->source);
}

bool matter_needs_new_number(const struct matter *m)
{
    if (m->kind->effect != EFFECT_CHANGE)
        return false;
    if (m->kind->class_[0] == '1')
        return true;
    bool asks = false;
    struct str number = m->person.number;
    if (!kind_asks(m->kind, BUSINESS_ITEM_NUMBER, &asks) || number.len != NUMBER_LENGTH_18)
        return false;
    struct day birth = NO_DAY;
    (void)!day_parse(str_cut(number, 6, 8), &birth);
    return birth.n != m->born_on.n || number_is_male(number.at) != str_is(m->sex, "1");
}

/** A new number is right, fits, and was never anybody's; of a newcomer nobody else's. */
static enum outcome check_number(struct desk *desk, const struct matter *m)
{
    struct str number = matter_said(m, BUSINESS_ITEM_NUMBER);
    bool held = false;
    if (!number.len || (m->kind->effect == EFFECT_ARRIVE && m->person.id))
        return DONE;
    if (m->kind->effect == EFFECT_CHANGE && !matter_needs_new_number(m))
        return wrong_item(desk, NO_ITEMS_CONTRADICT, BUSINESS_ITEM_NUMBER);
    struct number_checker *checker = NEW(desk->arena, struct number_checker);
    number_checker_init(checker, desk->today);
    struct number_doubts doubts = number_check_person(checker, number, m->sex, m->born_on);
    if (doubts.sex)
        return wrong_item(desk, NO_NUMBER_SEX, BUSINESS_ITEM_NUMBER);
    if (doubts.birth)
        return wrong_item(desk, NO_NUMBER_BIRTH, BUSINESS_ITEM_NUMBER);
    TRY(number_ever_held(desk, number, &held));
    return held ? wrong_item(desk, NO_NUMBER_DUPLICATE, BUSINESS_ITEM_NUMBER) : DONE;
}

/* ---- parents ---- */

enum { YOUNGEST_PARENT = 12, ANCESTORS_MAX = 128 };

static enum outcome check_parent(struct desk *desk, const struct matter *m,
                                 const struct person *parent, enum business_item item,
                                 const char *sex)
{
    if (!parent->id)
        return DONE;
    if (m->person.id && parent->id == m->person.id && parent->part == m->person.part)
        return wrong_item(desk, NO_PARENTS_CYCLIC, item);
    bool young = day_is(parent->born_on) && day_is(m->born_on) &&
                 day_full_years(parent->born_on, m->born_on) < YOUNGEST_PARENT;
    return young || !str_is(parent->sex, sex) ? wrong_item(desk, NO_PARENTS_IMPOSSIBLE, item)
                                              : DONE;
}

/** Numbers of those still to be looked at, upwards from a parent. */
struct ancestors {
    struct str at[ANCESTORS_MAX];
    size_t count;
};

static void add_ancestor(struct ancestors *line, struct str number)
{
    for (size_t i = 0; i < line->count; i++)
        if (str_eq(line->at[i], number))
            return;
    if (number.len && line->count < ANCESTORS_MAX)
        line->at[line->count++] = number;
}

static enum outcome add_parents_of(struct desk *desk, struct ancestors *line, struct str number)
{
    struct number_holders holders;
    struct person_detail detail;
    TRY(number_holders_of(desk, number, &holders));
    for (size_t i = 0; i < holders.count; i++) {
        TRY(person_detail_load(desk, holders.at[i].part, holders.at[i].person, &detail));
        add_ancestor(line, detail.father_number);
        add_ancestor(line, detail.mother_number);
    }
    return DONE;
}

static enum outcome check_circle(struct desk *desk, const struct matter *m)
{
    struct ancestors *line = NEW(desk->arena, struct ancestors);
    if (!m->person.id || !m->person.number.len)
        return DONE;
    add_ancestor(line, matter_said(m, BUSINESS_ITEM_FATHER));
    add_ancestor(line, matter_said(m, BUSINESS_ITEM_MOTHER));
    for (size_t i = 0; i < line->count; i++) {
        if (str_eq(line->at[i], m->person.number))
            return refuse(desk, NO_PARENTS_CYCLIC);
        TRY(add_parents_of(desk, line, line->at[i]));
    }
    return DONE;
}

static enum outcome check_parents(struct desk *desk, const struct matter *m)
{
    TRY(check_parent(desk, m, &m->father, BUSINESS_ITEM_FATHER, "1"));
    TRY(check_parent(desk, m, &m->mother, BUSINESS_ITEM_MOTHER, "2"));
    return check_circle(desk, m);
}

enum outcome matter_check(struct desk *desk, struct matter *m)
{
    TRY(check_state(desk, m));
    TRY(check_days(desk, m));
    TRY(check_head(desk, m));
    TRY(check_difference(desk, m));
    TRY(check_times(desk, m));
    TRY(check_number(desk, m));
    TRY(check_parents(desk, m));
    if (m->kind->effect == EFFECT_HOUSEHOLD_END && m->members.count)
        return refuse(desk, NO_HOUSEHOLD_NOT_EMPTY);
    return DONE;
}
