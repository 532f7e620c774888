#include "cards/news.h"
#include "core/validity.h"

bool news_go_up(const struct application *app, enum tier to)
{
    switch (to) {
    case TIER_BUREAU:
    case TIER_CITY:
        return app->state != APPLICATION_STARTED && app->state != APPLICATION_COMPLETE &&
               app->state != APPLICATION_VOID && app->state != APPLICATION_ARCHIVED;
    case TIER_CENTRE:
        return application_state_text(app->state)->tier == TIER_CENTRE ||
               (app->state == APPLICATION_SUPERSEDED && app->auditor);
    case TIER_STATION:
    case TIER_HOLDER:
        return false;
    }
    return false;
}

int tier_on_way(const struct application *app, int32_t unit)
{
    if (unit == application_desk(app, APPLICATION_AT_CENTRE))
        return TIER_CENTRE;
    if (unit == app->city)
        return TIER_CITY;
    if (unit == app->bureau)
        return TIER_BUREAU;
    return unit == app->station ? TIER_STATION : -1;
}

/** Some row of the life that ends in the state begins on a desk of these tiers. */
static bool made_between(int32_t state, int lowest, int highest)
{
    for (size_t i = 0; i < application_life_count; i++) {
        const struct application_move *move = &application_life[i];
        int tier = (int)application_state_text((int32_t)move->from)->tier;
        if (tier == TIER_HOLDER)
            tier = TIER_STATION;
        if ((int32_t)move->to == state && tier >= lowest && tier <= highest)
            return true;
    }
    return false;
}

#define OF(field) offsetof(struct application, field)
static const size_t needed_texts[] = {
    OF(number), OF(ground),  OF(production),     OF(delivery), OF(name),       OF(sex),
    OF(ethnic), OF(address), OF(citizen_number), OF(organ),    OF(fee_source), OF(due_source),
};
static const size_t needed_days[] = {
    OF(accepted_on),
    OF(born_on),
    OF(promised_on),
    OF(due_on),
};
#undef OF

static const char *name_at(size_t offset)
{
    for (size_t i = 0; i < application_column_count; i++)
        if (application_columns[i].offset == offset)
            return application_columns[i].field;
    return "";
}

static const char *missing(const struct application *app)
{
    const char *at = (const char *)app;
    for (size_t i = 0; i < COUNT(needed_texts); i++)
        if (!((const struct str *)(const void *)(at + needed_texts[i]))->at)
            return name_at(needed_texts[i]);
    for (size_t i = 0; i < COUNT(needed_days); i++)
        if (!day_is(*(const struct day *)(const void *)(at + needed_days[i])))
            return name_at(needed_days[i]);
    return app->part > 0 && app->id > 0 && app->ver > 0 && app->person > 0 ? NULL : "id";
}

static const char *state_fault(const struct application *app)
{
    const struct application_state_text *text = application_state_text(app->state);
    if (!text)
        return "state";
    if (app->live != text->live)
        return "live";
    return app->at_unit == application_desk(app, text->state) ? NULL : "at_unit";
}

/** Acceptor, reviewer, signer and auditor are four people, and the validity follows from the
 * signing [L 5] [L 8] [GA214.8]. */
static const char *steps_fault(const struct application *app)
{
    if (app->state == APPLICATION_TO_COUNTY)
        return app->reviewer || app->signer || day_is(app->signed_on) ? "signer" : NULL;
    if (app->state != APPLICATION_TO_CITY && app->state != APPLICATION_TO_CENTRE)
        return NULL;
    if (!app->reviewer || app->reviewer == app->acceptor)
        return "reviewer";
    if (!app->signer || app->signer == app->acceptor || app->signer == app->reviewer ||
        !day_is(app->signed_on))
        return "signer";
    struct validity v = card_validity(app->born_on, app->signed_on);
    if (app->valid_from.n != v.from.n || app->valid_to.n != v.to.n)
        return "valid_from";
    if (app->state == APPLICATION_TO_CENTRE && (!app->auditor || app->auditor == app->signer))
        return "auditor";
    return app->portrait.at ? NULL : "portrait";
}

/** From below come states made there, from above those made there; and what a decision about a number
 * released, wherever above it was made. */
static bool can_come(int32_t state, int sender, int receiver)
{
    if (sender < receiver)
        return made_between(state, TIER_STATION, sender);
    return state == APPLICATION_STARTED || state == APPLICATION_COMPLETE ||
           made_between(state, sender, TIER_CENTRE);
}

const char *record_fault(const struct application *app, int32_t from, int32_t to)
{
    const char *fault = missing(app);
    int sender = tier_on_way(app, from), receiver = tier_on_way(app, to);
    if (fault)
        return fault;
    if (app->city != app->bureau / 100000 * 100000)
        return "city";
    if (sender < 0 || receiver < 0 || abs(sender - receiver) != 1)
        return "station";
    fault = state_fault(app);
    if (fault)
        return fault;
    return can_come(app->state, sender, receiver) ? steps_fault(app) : "state";
}

static bool from_below(const struct application *app, int32_t from, int32_t to)
{
    return tier_on_way(app, from) < tier_on_way(app, to);
}

const char *record_is_new(const struct application *sent, int32_t from, int32_t to)
{
    bool first = sent->state == APPLICATION_HELD || sent->state == APPLICATION_TO_COUNTY ||
                 sent->state == APPLICATION_TO_CENTRE ||
                 (tier_on_way(sent, to) == TIER_CITY && sent->state <= APPLICATION_TO_CITY);
    return first || !from_below(sent, from, to) ? NULL : "state";
}

bool record_is_news(const struct application *had, const struct application *sent)
{
    bool ended = had->state >= (int32_t)APPLICATION_COLLECTED,
         ends = sent->state >= (int32_t)APPLICATION_COLLECTED &&
                sent->state < (int32_t)APPLICATION_SUPERSEDED;
    if (sent->state == APPLICATION_SUPERSEDED)
        return !ended;
    return sent->ver > had->ver && (had->state != APPLICATION_SUPERSEDED || ends);
}

static const char *print_altered(const struct application *had, const struct application *sent)
{
    if (!str_eq(had->name, sent->name) || !str_eq(had->sex, sent->sex) ||
        !str_eq(had->ethnic, sent->ethnic) || had->born_on.n != sent->born_on.n)
        return "name";
    if (!str_eq(had->citizen_number, sent->citizen_number) ||
        !str_eq(had->address, sent->address) || !str_eq(had->organ, sent->organ))
        return "citizen_number";
    if (!str_eq(had->portrait, sent->portrait))
        return "portrait";
    return had->valid_from.n == sent->valid_from.n && had->valid_to.n == sent->valid_to.n &&
                   had->signer == sent->signer
               ? NULL
               : "valid_from";
}

const char *record_alters(const struct application *had, const struct application *sent,
                          int32_t from, int32_t to)
{
    bool below = from_below(sent, from, to);
    bool with_card = sent->state >= (int32_t)APPLICATION_MADE &&
                     sent->state < (int32_t)APPLICATION_SUPERSEDED &&
                     sent->state != APPLICATION_CARD_FAULT;
    if (!str_eq(had->number, sent->number))
        return "number";
    if (had->person != sent->person || had->station != sent->station ||
        had->bureau != sent->bureau || had->acceptor != sent->acceptor)
        return "person";
    if (below && sent->state != APPLICATION_SUPERSEDED &&
        (had->card != sent->card || (with_card && !sent->card)))
        return "card";
    return had->card && had->card == sent->card ? print_altered(had, sent) : NULL;
}
