#include "cards/step.h"
#include "base/buf.h"
#include "cards/application_store.h"
#include "cards/card.h"
#include "cards/news.h"
#include "core/codes.h"
#include "journal/journal.h"
#include "office/unit.h"

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

static enum outcome wrong_step(struct desk *desk, const struct application *app)
{
    return refuse_at(desk, NO_WRONG_STEP, "/state", "%s", application_state_text(app->state)->zh);
}

/** An application has one master: the database of the unit whose turn it is. */
static enum outcome lies_here(struct desk *desk, int32_t at)
{
    bool here;
    TRY(units_here(desk, &at, 1, &here));
    return here ? DONE : refuse_at(desk, NO_NOT_YOUR_DESK, "", "%09d", at);
}

enum outcome step_move(struct desk *desk, struct application *app, enum application_event event)
{
    enum application_state to;
    enum refusal refusal = application_next(app, event, &desk->clerk, &to);
    if (refusal == NO_WRONG_STEP)
        return wrong_step(desk, app);
    TRY(allow(desk, refusal));
    TRY(lies_here(desk, application_step_desk(app, event)));
    application_set_state(app, to);
    return DONE;
}

enum outcome step_follow(struct desk *desk, struct application *app, enum application_event event)
{
    const struct application_move *move = application_move_find(app->state, event);
    if (!move)
        return wrong_step(desk, app);
    application_set_state(app, move->to);
    return DONE;
}

enum outcome step_save(struct desk *desk, struct application *app, const char *figure)
{
    TRY(application_save(desk, app));
    TRY(progress_add(desk, app->station, figure, 1));
    return application_tell(desk, app, 0);
}

enum outcome step_supersede(struct desk *desk, struct application *app, int64_t by)
{
    application_set_state(app, APPLICATION_SUPERSEDED);
    app->superseded_by = by;
    TRY(step_save(desk, app, "superseded"));
    return step_drop_card(desk, app);
}

enum outcome step_drop_card(struct desk *desk, const struct application *app)
{
    struct card card;
    bool found = false, here = false;
    if (app->card)
        TRY(card_find(desk, app->part, app->card, &card, &found));
    if (found)
        TRY(card_is_here(desk, &card, &here));
    return here && str_is(card.account, "CARD_STOCK") ? card_set_aside(desk, &card) : DONE;
}

enum outcome step_close(struct desk *desk, struct application *app, const char *verb,
                        struct str body)
{
    const char *dot = strchr(verb, '.');
    ASSERT(dot != NULL);
    TRY(step_save(desk, app, dot + 1));
    return journal(desk, verb, app->part, app->id, body);
}

struct str step_body(struct desk *desk, const struct application *app)
{
    return arena_printf(desk->arena, "{\"number\":\"" STR_FMT "\"}", STR_ARG(app->number));
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
