#include "register/diagnose_case.h"
#include "db/db.h"
#include "office/office.h"
#include "register/number_case.h"
#include "register/person_store.h"
#include "sql/register.h"

/** Right numbers of others teach; the one in question does not. */
static void add_neighbour(const struct number_checker *checker, struct number_evidence *evidence,
                          struct str number)
{
    bool good = number_verdict(number_reasons(checker, number)) != NUMBER_WRONG;
    if (good && evidence->neighbour_count < NEIGHBOURS_MAX && !str_eq(number, evidence->number))
        evidence->neighbours[evidence->neighbour_count++] = number;
}

/** The household, then whoever was registered around the person. */
static enum outcome add_neighbours(struct desk *desk, const struct number_checker *checker,
                                   const struct person *person, struct number_evidence *evidence)
{
    struct persons members;
    struct rows rows;
    TRY(household_members(desk, person->part, person->household, &members));
    for (size_t i = 0; i < members.count; i++)
        add_neighbour(checker, evidence, members.at[i].number);
    TRY(db_list(desk, &Q_numbers_near, WITH(v_int(person->part), v_int(person->id)), &rows));
    for (size_t i = 0; i < rows.count; i++)
        add_neighbour(checker, evidence, row_text(rows_at(&rows, i), 0));
    return DONE;
}

enum outcome number_case_diagnose(struct desk *desk, int32_t part, int64_t id,
                                  struct case_diagnosis *out)
{
    struct number_case asked;
    struct person person;
    TRY(number_case_load(desk, part, id, &asked));
    TRY(may(desk, MAY_SETTLE_NUMBERS, asked.station));
    TRY(person_load(desk, asked.part, asked.person, &person));
    struct number_checker *checker = NEW(desk->arena, struct number_checker);
    number_checker_init(checker, desk->today);
    struct number_evidence *evidence = NEW(desk->arena, struct number_evidence);
    evidence->number = asked.number;
    evidence->born_on = person.born_on;
    evidence->sex = str_is(person.sex, "1") ? 'M' : str_is(person.sex, "2") ? 'F' : 0;
    TRY(add_neighbours(desk, checker, &person, evidence));
    struct case_diagnosis found = { .part = asked.part, .person = asked.person };
    found.count = number_diagnose(checker, evidence, found.at);
    *out = found;
    return DONE;
}
