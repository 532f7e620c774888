#include "cards/travel.h"
#include "cards/application_store.h"
#include "cards/news.h"
#include "cards/step.h"
#include "db/db.h"
#include "exchange/outbox.h"
#include "journal/journal.h"
#include "office/office.h"
#include "office/unit.h"

enum { SEND_MOST = 2000 };

/** What each tier has finished, and the event that puts it on the way up. */
static const struct {
    enum unit_kind kind;
    enum application_state ready;
    enum application_event event;
} ways_up[] = {
    { UNIT_STATION, APPLICATION_COMPLETE, EVENT_SUBMIT },
    { UNIT_BUREAU, APPLICATION_SIGNED, EVENT_SEND },
    { UNIT_CITY, APPLICATION_AUDITED, EVENT_SEND },
};

/** The way up from a unit, or -1; *to is the unit above, the region's centre for a city. */
static int way_up(const struct unit *unit, int32_t *to)
{
    enum unit_kind kind = unit_kind_of_code(unit->kind);
    for (int i = 0; i < (int)COUNT(ways_up); i++)
        if (ways_up[i].kind == kind) {
            *to = kind == UNIT_CITY ? unit_region(unit->number) + 900 : unit->parent;
            return i;
        }
    return -1;
}

static enum outcome send_one(struct desk *desk, const struct application_ref *ref,
                             enum application_event event, int32_t to)
{
    struct application app;
    TRY(application_load_id(desk, ref->part, ref->id, &app));
    TRY(step_move(desk, &app, event));
    TRY(application_save(desk, &app));
    TRY(progress_add(desk, app.station, "sent_up", 1));
    TRY(application_tell(desk, &app, to));
    return outbox_add(desk, desk->clerk.unit, to, "application", app.part, app.id);
}

enum outcome send_applications(struct desk *desk, int32_t *to_unit, int32_t *sent)
{
    SCOPED(tx) tx = { 0 };
    struct unit unit;
    struct application_ref *refs;
    size_t count = 0;
    *sent = 0;
    TRY(may(desk, MAY_PACK, desk->clerk.unit));
    TRY(unit_load(desk, desk->clerk.unit, &unit));
    int way = way_up(&unit, to_unit);
    if (way < 0)
        return DONE;
    TRY(tx_open(desk, &tx));
    TRY(applications_ready(desk, unit.number, ways_up[way].ready, SEND_MOST, &refs, &count));
    for (size_t i = 0; i < count; i++)
        TRY(send_one(desk, &refs[i], ways_up[way].event, *to_unit));
    *sent = (int32_t)count;
    if (!count)
        return tx_commit(&tx);
    struct str body = arena_printf(desk->arena, "{\"to\":%d,\"count\":%zu}", *to_unit, count);
    TRY(journal(desk, "application.sent", unit.number, 0, body));
    return tx_commit(&tx);
}

enum outcome applications_to_send(struct desk *desk, int32_t *to_unit, int64_t *waiting)
{
    struct unit unit;
    *waiting = 0;
    *to_unit = 0;
    TRY(unit_load(desk, desk->clerk.unit, &unit));
    int way = way_up(&unit, to_unit);
    return way < 0 ? DONE
                   : applications_ready_count(desk, unit.number, ways_up[way].ready, waiting);
}

enum outcome send_and_pack(struct desk *desk, int32_t to_unit, struct str folder,
                           struct package *out)
{
    int32_t up = 0, sent = 0;
    int64_t waiting = 0;
    TRY(applications_to_send(desk, &up, &waiting));
    if (up && (!to_unit || to_unit == up)) {
        TRY(pack_possible(desk, up));
        TRY(send_applications(desk, &up, &sent));
    }
    return pack(desk, to_unit ? to_unit : up, folder, out);
}
