#include "cards/steps.h"
#include "db/db.h"
#include "sql/cards.h"

enum outcome note_portrait_look(struct desk *desk, const struct application *app)
{
    return db_change(
        desk, &Q_portrait_look_add, REFUSAL_NONE,
        WITH(v_int(app->part), v_int(app->id), v_int(desk->clerk.id), v_int(desk->now)));
}

/** Opened since the application last changed: an older look was at another portrait, or before the
 * review. */
static enum outcome portrait_opened(struct desk *desk, const struct application *app)
{
    struct row row;
    TRY(db_get(desk, &Q_portrait_looked, NO_PORTRAIT_NOT_OPENED,
               WITH(v_int(app->part), v_int(app->id), v_int(desk->clerk.id)), &row));
    return allow(desk, row_int(row, 0) < app->changed_at ? NO_PORTRAIT_NOT_OPENED : REFUSAL_NONE);
}

static void set_validity(struct desk *desk, struct application *app)
{
    struct validity v = card_validity(app->born_on, desk->today);
    app->signer = desk->clerk.id;
    app->signed_on = desk->today;
    app->valid_from = v.from;
    app->valid_to = v.to;
    app->valid_source = STR("[L 5] [GA214.8]");
}

static struct str signing_body(struct desk *desk, const struct application *app)
{
    char from[11], to[11];
    return arena_printf(
        desk->arena, "{\"number\":\"" STR_FMT "\",\"validFrom\":\"%s\",\"validTo\":\"%s\"}",
        STR_ARG(app->number), day_text(app->valid_from, from), day_text(app->valid_to, to));
}

enum outcome sign_application(struct desk *desk, struct str number, const struct verdict *verdict,
                              bool in_batch, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    TRY(verdict_check(desk, verdict));
    if (!verdict->good)
        return refuse_step(desk, number, verdict, out);
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(step_move(desk, &app, EVENT_SIGN));
    if (in_batch)
        TRY(portrait_opened(desk, &app));
    set_validity(desk, &app);
    TRY(step_close(desk, &app, "application.signed", signing_body(desk, &app)));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}
