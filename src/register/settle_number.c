#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/number_case.h"
#include "register/person_store.h"
#include "sql/register.h"

/** What one decision carries from step to step. */
struct settling {
    const struct number_decision *decision;
    const struct outcome_rule *rule;
    struct number_case number_case;
    struct person person, other; /* other.id 0: there is none */
    struct str new_number;       /* canonical, or empty */
    struct buf closed;           /* JSON: the cases that closed with it */
};

static bool is_duplicate(const struct number_case *number_case)
{
    return str_is(number_case->kind, "DUPLICATE");
}

static enum outcome check_version(struct desk *desk, const struct number_case *number_case)
{
    if (desk->expected_version < 0)
        return refuse(desk, NO_VERSION_REQUIRED);
    if (desk->expected_version != number_case->ver)
        return refuse_at(desk, NO_VERSION_STALE, "", "%d", (int)number_case->ver);
    return str_is(number_case->state, "OPEN") ? DONE : refuse(desk, NO_WRONG_STEP);
}

/** The outcome is one, fits the sort of case, and comes with a new number or without. */
static enum outcome check_outcome(struct desk *desk, struct settling *s)
{
    s->rule = outcome_rule(s->decision->outcome);
    if (!s->rule || (!is_duplicate(&s->number_case) && !s->rule->of_fault))
        return refuse_at(desk, NO_ITEM_WRONG, "/outcome", STR_FMT,
                         STR_ARG(str_cut(s->decision->outcome, 0, 16)));
    if (s->rule->new_number && !s->decision->new_number.len)
        return refuse_at(desk, NO_ITEM_MISSING, "/newNumber", "改号须填新号码");
    if (!s->rule->new_number && s->decision->new_number.len)
        return refuse_at(desk, NO_ITEM_WRONG, "/newNumber", "此结果不改号");
    return DONE;
}

static enum outcome load_persons(struct desk *desk, struct settling *s)
{
    const struct number_case *c = &s->number_case;
    TRY(person_load(desk, c->part, c->person, &s->person));
    if (!c->other_person)
        return DONE;
    return person_load(desk, c->other_part, c->other_person, &s->other);
}

/* ---- the new number ---- */

/** What a number may be remarked for and still be given: its county's code may be out of use by
 * now, and its holder old. */
enum { GIVEABLE = NUMBER_DIVISION_RETIRED | NUMBER_OLDER_THAN_120 };

static enum outcome check_new_number(struct desk *desk, struct settling *s)
{
    struct number_checker *checker = NEW(desk->arena, struct number_checker);
    number_checker_init(checker, desk->today);
    struct number_check check = number_check(checker, s->decision->new_number);
    unsigned faults = check.reasons & ~(unsigned)GIVEABLE;
    if (faults)
        return refuse_at(desk, NO_NUMBER_WRONG, "/newNumber", STR_FMT,
                         STR_ARG(number_reasons_str(desk->arena, faults)));
    struct str canonical = arena_str(desk->arena, str_of(check.canonical));
    struct number_doubts doubts =
        number_check_person(checker, canonical, s->person.sex, s->person.born_on);
    if (doubts.birth)
        return refuse_at(desk, NO_NUMBER_BIRTH, "/newNumber", "BIRTH");
    if (doubts.sex)
        return refuse_at(desk, NO_NUMBER_SEX, "/newNumber", "SEX");
    bool held = false;
    TRY(number_ever_held(desk, canonical, &held));
    if (held)
        return refuse_at(desk, NO_NUMBER_DUPLICATE, "/newNumber", "HELD");
    s->new_number = canonical;
    return DONE;
}

static enum outcome give_new_number(struct desk *desk, struct settling *s)
{
    struct number_holder holder = { s->person.part, s->person.id, true };
    if (s->person.frozen_by)
        return refuse(desk, NO_PERSON_FROZEN);
    TRY(check_new_number(desk, s));
    if (s->person.number.len)
        TRY(number_holder_end(desk, s->person.number, holder.part, holder.person));
    TRY(number_holder_add(desk, s->new_number, &holder, true));
    return person_change_number(desk, &s->person, s->new_number);
}

/* ---- the old number ---- */

static bool in_state(const struct person *person, const char *states)
{
    return person->id && person->status.len == 1 && strchr(states, person->status.at[0]);
}

/** Gives the number up for the one the outcome says is gone; the register must say so too. */
static enum outcome give_up(struct desk *desk, const struct number_case *c,
                            const struct person *person, const char *states)
{
    if (!in_state(person, states))
        return refuse_at(desk, NO_ITEM_WRONG, "/outcome", "户口状态与处理结果不符");
    return number_holder_end(desk, c->number, person->part, person->id);
}

/** Whether the duplicate is gone: nobody but this person, or nobody at all, holds the number. */
static enum outcome check_no_longer_shared(struct desk *desk, const struct settling *s)
{
    struct number_holders holders;
    TRY(number_holders_of(desk, s->number_case.number, &holders));
    for (size_t i = 0; i < holders.count; i++)
        if (holders.at[i].person != s->person.id || holders.at[i].part != s->person.part)
            return refuse_at(desk, NO_ITEM_WRONG, "/outcome", "对方仍持有此号码");
    return DONE;
}

/** Of two holders one may keep the number while the other's case is still to be decided. */
static enum outcome check_other_will_change(struct desk *desk, const struct settling *s)
{
    bool found = false;
    struct number_case other;
    TRY(number_open_case_of(desk, s->number_case.other_part, s->number_case.other_person, &other,
                            &found));
    if (!found)
        return refuse_at(desk, NO_NUMBER_DUPLICATE, "/outcome",
                         "对方案件已办结，不能两人都保留此号码");
    return DONE;
}

static enum outcome apply_outcome(struct desk *desk, struct settling *s)
{
    const struct number_case *c = &s->number_case;
    if (s->rule->new_number)
        return give_new_number(desk, s);
    if (!is_duplicate(c))
        return DONE;
    if (s->rule->own_state)
        return give_up(desk, c, &s->person, s->rule->own_state);
    if (s->rule->other_state)
        TRY(give_up(desk, c, &s->other, s->rule->other_state));
    if (str_is(s->decision->outcome, "CONFIRMED"))
        return check_other_will_change(desk, s);
    return check_no_longer_shared(desk, s);
}

/* ---- closing ---- */

static enum outcome open_cases(struct desk *desk, int32_t part, int64_t person, struct rows *out)
{
    return db_list(desk, &Q_number_case_open_of, WITH(v_int(part), v_int(person)), out);
}

static void note_closed(struct settling *s, const struct number_case *c, struct str outcome)
{
    json_open(&s->closed, '{');
    json_field_int(&s->closed, "part", c->part);
    json_field_id(&s->closed, "case", c->id);
    json_field_id(&s->closed, "person", c->person);
    json_field_str(&s->closed, "outcome", outcome);
    json_close(&s->closed, '}');
}

static enum outcome close_case(struct desk *desk, struct settling *s, const struct number_case *c,
                               struct str outcome, bool decided)
{
    note_closed(s, c, outcome);
    return number_case_close(desk, c, outcome, decided);
}

/** The open cases of a person about the number in question; all sorts, or duplicates only. */
static enum outcome close_open_of(struct desk *desk, struct settling *s, int32_t part,
                                  int64_t person, bool all, struct str outcome, bool decided)
{
    struct rows rows;
    TRY(open_cases(desk, part, person, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct number_case c;
        row_read(rows_at(&rows, i), number_case_columns, number_case_column_count, &c);
        if (str_eq(c.number, s->number_case.number) && (all || is_duplicate(&c)))
            TRY(close_case(desk, s, &c, outcome, decided));
    }
    return DONE;
}

/** Whoever is left alone with the number, and the other one whose case was the same question. */
static enum outcome close_others(struct desk *desk, struct settling *s)
{
    struct number_holders holders;
    struct str mirror = str_of(s->rule->mirror);
    if (!s->rule->mirror || !s->number_case.number.len)
        return DONE;
    TRY(number_holders_of(desk, s->number_case.number, &holders));
    if (s->rule->other_state)
        TRY(close_open_of(desk, s, s->other.part, s->other.id, false, mirror, false));
    if (holders.count == 1)
        TRY(close_open_of(desk, s, holders.at[0].part, holders.at[0].person, false, mirror, false));
    return DONE;
}

static enum outcome close_cases(struct desk *desk, struct settling *s)
{
    const struct number_case *c = &s->number_case;
    TRY(close_case(desk, s, c, s->decision->outcome, true));
    if (s->rule->new_number)
        TRY(close_open_of(desk, s, c->part, c->person, true, s->decision->outcome, true));
    return close_others(desk, s);
}

static enum outcome journal_decision(struct desk *desk, struct settling *s)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_id(&body, "case", s->number_case.id);
    json_field_str(&body, "kind", s->number_case.kind);
    json_field_str(&body, "outcome", s->decision->outcome);
    json_field_str(&body, "number", s->number_case.number);
    if (s->new_number.len)
        json_field_str(&body, "newNumber", s->new_number);
    json_key(&body, "closed");
    json_open(&body, '[');
    json_raw(&body, buf_str(&s->closed));
    json_close(&body, ']');
    json_close(&body, '}');
    return journal(desk, "number_case.decided", s->number_case.part, s->number_case.person,
                   buf_str(&body));
}

/** Others may have to hear of it first, or stand in its way: a hearing under way [S25]. */
static enum outcome ask_around(struct desk *desk, const struct settling *s)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_str(&body, "kind", s->number_case.kind);
    json_field_str(&body, "outcome", s->decision->outcome);
    json_close(&body, '}');
    return follow(desk, "number_case.deciding", s->number_case.part, s->number_case.person,
                  buf_str(&body));
}

static enum outcome settle(struct desk *desk, struct settling *s)
{
    TRY(number_case_load(desk, s->decision->part, s->decision->id, &s->number_case));
    TRY(may(desk, MAY_SETTLE_NUMBERS, s->number_case.station));
    TRY(check_version(desk, &s->number_case));
    TRY(check_outcome(desk, s));
    TRY(ask_around(desk, s));
    TRY(load_persons(desk, s));
    TRY(apply_outcome(desk, s));
    TRY(close_cases(desk, s));
    return journal_decision(desk, s);
}

enum outcome number_case_decide(struct desk *desk, const struct number_decision *decision,
                                struct number_case *out)
{
    SCOPED(tx) tx = { 0 };
    struct settling s = { .decision = decision };
    TRY(tx_open(desk, &tx));
    enum outcome outcome = settle(desk, &s);
    buf_close(&s.closed);
    TRY(outcome);
    struct number_case now;
    TRY(number_case_load(desk, decision->part, decision->id, &now));
    TRY(tx_commit(&tx));
    *out = now;
    return DONE;
}
