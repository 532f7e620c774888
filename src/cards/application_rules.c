#include "cards/application.h"

int32_t application_desk(const struct application *app, enum application_state state)
{
    const struct application_state_text *text = application_state_text((int32_t)state);
    ASSERT(text != NULL);
    switch (text->tier) {
    case TIER_BUREAU:
        return app->bureau;
    case TIER_CITY:
        return app->city;
    case TIER_CENTRE:
        return app->city / 10000000 * 10000000 + 900; /* the region's production centre */
    case TIER_STATION:
    case TIER_HOLDER:
        return app->station;
    }
    return app->station;
}

void application_set_state(struct application *app, enum application_state state)
{
    app->state = (int32_t)state;
    app->live = application_state_text((int32_t)state)->live;
    app->at_unit = application_desk(app, state);
}

int32_t application_step_desk(const struct application *app, enum application_event event)
{
    return event == EVENT_PORTRAIT ? app->station : app->at_unit;
}

enum application_state application_first_state(const struct application *app)
{
    if (app->held_for)
        return APPLICATION_HELD;
    return app->portrait.at ? APPLICATION_COMPLETE : APPLICATION_STARTED;
}

bool application_is_open(const struct application *app)
{
    return app->live || application_move_find(app->state, EVENT_CORRECT) ||
           application_move_find(app->state, EVENT_REMAKE);
}

static enum refusal kept_out(const struct application *app, enum exclusion but_not, int64_t clerk)
{
    bool acceptor = app->acceptor == clerk, reviewer = app->reviewer == clerk;
    switch (but_not) {
    case NOBODY:
        return REFUSAL_NONE;
    case ACCEPTOR:
        return acceptor ? NO_OWN_ACCEPTANCE : REFUSAL_NONE;
    case REVIEWER:
        return reviewer ? NO_OWN_STEP : REFUSAL_NONE;
    case ACCEPTOR_AND_REVIEWER:
        return acceptor ? NO_OWN_ACCEPTANCE : reviewer ? NO_OWN_STEP : REFUSAL_NONE;
    case SIGNER:
        return app->signer == clerk ? NO_OWN_STEP : REFUSAL_NONE;
    }
    return REFUSAL_NONE;
}

const struct application_move *application_move_find(int32_t from, enum application_event event)
{
    for (size_t i = 0; i < application_life_count; i++)
        if ((int32_t)application_life[i].from == from && application_life[i].event == event)
            return &application_life[i];
    return NULL;
}

enum refusal application_next(const struct application *app, enum application_event event,
                              const struct clerk *clerk, enum application_state *to)
{
    const struct application_move *move = application_move_find(app->state, event);
    if (!move)
        return NO_WRONG_STEP;
    if (!clerk_may(clerk, move->takes))
        return NO_RIGHT_MISSING;
    if (!clerk_reaches(clerk, application_step_desk(app, event)))
        return NO_NOT_YOUR_DESK;
    enum refusal refusal = kept_out(app, move->but_not, clerk->id);
    if (refusal == REFUSAL_NONE)
        *to = move->to;
    return refusal;
}

static const struct {
    struct day from;
    int days, more_if_remote;
    const char *source;
} limits[] = {
    { DAY(2004, 1, 1), 60, 30, "[L 12]" },
    { DAY(2021, 10, 1), 45, 30, "[G21 80]" },
};

struct due application_due(struct day accepted_on, bool remote)
{
    size_t row = 0;
    for (size_t i = 1; i < COUNT(limits); i++)
        if (limits[i].from.n <= accepted_on.n)
            row = i;
    int days = limits[row].days + (remote ? limits[row].more_if_remote : 0);
    return (struct due){ { accepted_on.n + days }, limits[row].source };
}
