#include "cards/news.h"
#include "exchange/outbox.h"
#include "office/unit.h"

enum { WAY = 4 };

/** The units on an application's way, in the order of the tiers. */
static void way_of(const struct application *app, int32_t way[WAY])
{
    way[TIER_STATION] = app->station;
    way[TIER_BUREAU] = app->bureau;
    way[TIER_CITY] = app->city;
    way[TIER_CENTRE] = application_desk(app, APPLICATION_AT_CENTRE);
}

static enum outcome tell(struct desk *desk, const struct application *app, int32_t from, int32_t to)
{
    bool first = app->state == APPLICATION_HELD && to == app->bureau;
    if (app->card)
        TRY(outbox_add(desk, from, to, "card", app->part, app->card));
    return outbox_add(desk, from, to, first ? "application" : "application.news", app->part,
                      app->id);
}

enum outcome application_tell(struct desk *desk, const struct application *app, int32_t but_not)
{
    int32_t way[WAY];
    bool here[WAY];
    way_of(app, way);
    TRY(units_here(desk, way, WAY, here));
    for (int i = 0; i + 1 < WAY; i++) {
        int32_t below = way[i], above = way[i + 1];
        if (here[i] == here[i + 1])
            continue;
        if (here[i + 1] && below != but_not)
            TRY(tell(desk, app, above, below));
        if (here[i] && above != but_not && news_go_up(app, (enum tier)(i + 1)))
            TRY(tell(desk, app, below, above));
    }
    return DONE;
}
