#include "cards/step.h"
#include "base/buf.h"
#include "cards/application_store.h"
#include "core/codes.h"
#include "exchange/outbox.h"
#include "journal/journal.h"

static enum outcome seen_version(struct desk *desk, const struct application *app)
{
    if (desk->expected_version >= 0 && desk->expected_version != app->ver)
        return refuse_at(desk, NO_VERSION_STALE, "", "%d", app->ver);
    return DONE;
}

enum outcome step_open(struct desk *desk, struct str number, struct application *app)
{
    TRY(application_load(desk, number, app));
    return seen_version(desk, app);
}

enum outcome step_open_id(struct desk *desk, int32_t part, int64_t id, struct application *app)
{
    TRY(application_load_id(desk, part, id, app));
    return seen_version(desk, app);
}

enum outcome step_move(struct desk *desk, struct application *app, enum application_event event)
{
    enum application_state to;
    enum refusal refusal = application_next(app, event, &desk->clerk, &to);
    if (refusal == NO_WRONG_STEP)
        return refuse_at(desk, refusal, "/state", "%s", application_state_text(app->state)->zh);
    TRY(allow(desk, refusal));
    app->state = (int32_t)to;
    app->live = application_state_text((int32_t)to)->live;
    app->at_unit = application_desk(app, to);
    return DONE;
}

/** A step taken here is news for the units below, when another database keeps them. What goes up
 * goes by package. */
static enum outcome tell_below(struct desk *desk, const struct application *app)
{
    const int32_t units[] = { app->station, app->bureau };
    bool above = desk->clerk.unit == app->city || desk->clerk.unit == app->bureau;
    for (size_t i = 0; i < COUNT(units); i++)
        if (units[i] != desk->clerk.unit && above)
            TRY(outbox_tell(desk, desk->clerk.unit, units[i], "application", app->part, app->id));
    return DONE;
}

enum outcome step_save(struct desk *desk, struct application *app, const char *figure)
{
    TRY(application_save(desk, app));
    TRY(progress_add(desk, app->station, figure, 1));
    return tell_below(desk, app);
}

enum outcome step_close(struct desk *desk, struct application *app, const char *verb,
                        struct str body)
{
    const char *dot = strchr(verb, '.');
    ASSERT(dot != NULL);
    TRY(step_save(desk, app, dot + 1));
    return journal(desk, verb, app->part, app->id, body);
}

enum outcome verdict_check(struct desk *desk, const struct verdict *verdict)
{
    if (verdict->good)
        return DONE;
    if (!verdict->reason.len || !verdict->field.len)
        return refuse_field(desk, NO_REASON_REQUIRED, verdict->reason.len ? "/field" : "/reason");
    const struct code *code = code_find(&data_errors, verdict->reason);
    if (!code || !code_in_force(code, desk->today))
        return refuse_field(desk, NO_REASON_UNKNOWN, "/reason");
    return DONE;
}
