#include "cards/snapshot.h"
#include "core/name.h"
#include "places/address.h"

static enum outcome choose_name(struct desk *desk, const struct card_person *p,
                                struct str card_name, struct str *out)
{
    struct str name = card_name.len ? card_name : p->name;
    bool shortened = name.len < p->name.len;
    if (!str_eq(str_cut(p->name, 0, name.len), name) || (shortened && name_fits_chip(p->name)))
        return refuse_field(desk, NO_ITEM_WRONG, "/cardName");
    if (!name_fits_chip(name))
        return refuse_at(desk, NO_NAME_TOO_LONG, "/cardName", "%zu/%d", name_chip_units(name),
                         NAME_CHIP_UNITS);
    *out = name;
    return DONE;
}

static enum outcome compose(struct desk *desk, const struct card_person *p, struct str *out)
{
    struct address_line line = { 0 };
    const struct address address = { p->county, p->street, p->door, p->detail };
    enum refusal refusal = address_compose(desk->arena, &address, desk->today, &line);
    if (refusal != REFUSAL_NONE)
        return refuse_at(desk, refusal, "/address", "%zu/%d", line.units, ADDRESS_UNITS_MAX);
    *out = line.text;
    return DONE;
}

bool snapshot_address(struct desk *desk, const struct card_person *p, struct str *address,
                      struct str *organ)
{
    struct address_line line = { 0 };
    const struct address where = { p->county, p->street, p->door, p->detail };
    struct str of;
    if (address_compose(desk->arena, &where, desk->today, &line) != REFUSAL_NONE ||
        issuing_organ(desk->arena, p->county, desk->today, &of) != REFUSAL_NONE)
        return false;
    *address = line.text;
    *organ = of;
    return true;
}

enum outcome snapshot_fill(struct desk *desk, const struct card_person *p, struct str card_name,
                           struct application *app)
{
    struct str name, address, organ;
    TRY(choose_name(desk, p, card_name, &name));
    TRY(compose(desk, p, &address));
    TRY(allow(desk, issuing_organ(desk->arena, p->county, desk->today, &organ)));
    app->name = name;
    app->address = address;
    app->organ = organ;
    app->sex = p->sex;
    app->ethnic = p->ethnic;
    app->born_on = p->born_on;
    app->citizen_number = p->number;
    return DONE;
}
