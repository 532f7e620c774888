#include "base/utf8.h"
#include "cards/production.h"
#include "core/name.h"
#include "core/number.h"
#include "core/validity.h"

static struct data_fault number_fault(const struct application *app, struct day today)
{
    struct number_checker *checker = malloc(sizeof *checker);
    ASSERT(checker != NULL);
    number_checker_init(checker, today);
    struct number_check c = number_check(checker, app->citizen_number);
    free(checker);
    if (c.reasons & (NUMBER_LENGTH | NUMBER_CHARACTER))
        return (struct data_fault){ "23", "citizenNumber" };
    if (c.verdict == NUMBER_WRONG || c.reasons & NUMBER_NOT_A_RESIDENT)
        return (struct data_fault){ "21", "citizenNumber" };
    if (c.born.n != app->born_on.n)
        return (struct data_fault){ "14", "bornOn" };
    if (str_is(app->sex, "1") != (c.sex == 'M'))
        return (struct data_fault){ "12", "sex" };
    return (struct data_fault){ NULL, NULL };
}

static bool validity_wrong(const struct application *app)
{
    if (!day_is(app->signed_on))
        return true;
    struct validity v = card_validity(app->born_on, app->signed_on);
    return v.from.n != app->valid_from.n || v.to.n != app->valid_to.n;
}

struct data_fault production_fault(const struct application *app, struct day today)
{
    if (name_fault(app->name, NULL) != NAME_GOOD || !name_fits_chip(app->name))
        return (struct data_fault){ "11", "name" };
    struct data_fault number = number_fault(app, today);
    if (number.reason)
        return number;
    if (!app->address.len || utf8_utf16_units(app->address) > ADDRESS_UNITS_MAX)
        return (struct data_fault){ "31", "address" };
    if (!app->portrait.len)
        return (struct data_fault){ "41", "portrait" };
    if (!app->organ.len || utf8_utf16_units(app->organ) > ORGAN_UNITS_MAX)
        return (struct data_fault){ "52", "organ" };
    if (validity_wrong(app))
        return (struct data_fault){ "51", "validFrom" };
    return (struct data_fault){ NULL, NULL };
}
