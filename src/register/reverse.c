#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/history.h"
#include "sql/register.h"

static enum outcome check_asked(struct desk *desk, const struct person *person, struct str why)
{
    if (desk->expected_version < 0)
        return refuse(desk, NO_VERSION_REQUIRED);
    if (desk->expected_version != person->ver)
        return refuse_at(desk, NO_VERSION_STALE, "", "%d", (int)person->ver);
    if (!str_trim(why).len)
        return refuse_field(desk, NO_REASON_REQUIRED, "/reason");
    if (person->frozen_by)
        return refuse(desk, NO_PERSON_FROZEN);
    return person->ver > 1 ? DONE : refuse(desk, NO_NOTHING_TO_REVERSE);
}

static enum outcome check_household(struct desk *desk, const struct person *person)
{
    struct household household;
    TRY(household_load(desk, person->part, person->household, &household));
    return str_is(household.status, "0") ? DONE : refuse(desk, NO_HOUSEHOLD_CLOSED);
}

/** The directory of numbers follows what the person says again. */
static enum outcome turn_number(struct desk *desk, const struct person *was,
                                const struct person *again)
{
    bool held = was->number.len && person_holds_number(was->status);
    bool holds = again->number.len && person_holds_number(again->status);
    bool same = held == holds && str_eq(was->number, again->number);
    if (held && !same)
        TRY(number_holder_end(desk, was->number, was->part, was->id));
    if (holds && !same)
        TRY(number_holder_resume(desk, again->number, again->part, again->id));
    return DONE;
}

/** The new version says what the one before said; the reversed one is marked. */
static enum outcome say_again(struct desk *desk, struct person *person,
                              const struct version *before)
{
    struct person next = *before->person;
    const int32_t reversed = person->ver;
    const struct day from = person->true_from;
    next.frozen_by = 0;
    TRY(check_household(desk, &next));
    TRY(turn_number(desk, person, &next));
    TRY(person_update_detail(desk, person, &next, before->detail, from));
    return db_change(desk, &Q_person_past_reverse, NO_CHANGED_MEANWHILE,
                     WITH(v_int(person->part), v_int(person->id), v_int(reversed)));
}

static enum outcome journal_reversal(struct desk *desk, const struct person *person,
                                     int32_t reversed, struct str why)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_int(&body, "reversed", reversed);
    json_field_int(&body, "ver", person->ver);
    json_field_str(&body, "reason", why);
    json_close(&body, '}');
    return journal(desk, "person.reversed", person->part, person->id, buf_str(&body));
}

enum outcome person_reverse(struct desk *desk, int32_t part, int64_t id, struct str why,
                            struct person *out)
{
    SCOPED(tx) tx = { 0 };
    struct person person;
    struct versions versions;
    TRY(tx_open(desk, &tx));
    TRY(person_load(desk, part, id, &person));
    TRY(may(desk, MAY_DECIDE_COUNTY, person.station));
    TRY(check_asked(desk, &person, why));
    TRY(person_versions(desk, &person, &versions));
    const int32_t reversed = person.ver;
    TRY(say_again(desk, &person, &versions.at[1]));
    TRY(journal_reversal(desk, &person, reversed, why));
    TRY(tx_commit(&tx));
    *out = person;
    return DONE;
}
