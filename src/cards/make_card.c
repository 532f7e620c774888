#include "cards/make_card.h"
#include "cards/card.h"
#include "cards/production.h"
#include "cards/step.h"
#include "cards/steps.h"
#include "db/db.h"

/** Body number: 16 characters, three of the county and an id to the base of 36, never twice
 * [GA/T 490]. */
static struct str body_number(struct desk *desk, const struct application *app)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    char *text = arena_bytes(desk->arena, 17);
    int64_t id = new_id(desk);
    snprintf(text, 17, "%03d", app->bureau / 1000 % 1000);
    for (int i = 15; i >= 3; i--, id /= 36)
        text[i] = digits[id % 36];
    return str_from(text, 16);
}

static enum outcome put_card(struct desk *desk, struct application *app)
{
    struct card card = { .part = app->part,
                         .id = new_id(desk),
                         .ver = 1,
                         .application = app->id,
                         .person = app->person,
                         .serial = body_number(desk, app),
                         .class = STR("2"),
                         .state = STR("1"),
                         .unit = desk->clerk.unit,
                         .account = STR("CARD_STOCK"),
                         .box = STR(""),
                         .name = app->name,
                         .sex = app->sex,
                         .ethnic = app->ethnic,
                         .born_on = app->born_on,
                         .address = app->address,
                         .citizen_number = app->citizen_number,
                         .organ = app->organ,
                         .portrait = app->portrait,
                         .valid_from = app->valid_from,
                         .valid_to = app->valid_to,
                         .made_on = desk->today };
    const struct move move = { CARD_MADE, CARD_STOCK, 0, 0, 1, card.id };
    app->card = card.id;
    TRY(card_put(desk, &card));
    return ledger_post(desk, desk->clerk.unit, &move, 1);
}

/* ---- inside a transaction ---- */

enum outcome step_start(struct desk *desk, struct application *app)
{
    bool again = application_move_find(app->state, EVENT_REMAKE) != NULL;
    return step_move(desk, app, again ? EVENT_REMAKE : EVENT_START);
}

enum outcome step_make(struct desk *desk, struct application *app, bool spoilt)
{
    TRY(step_move(desk, app, spoilt ? EVENT_SPOIL : EVENT_MAKE));
    if (!spoilt)
        TRY(put_card(desk, app));
    return step_close(desk, app, spoilt ? "card.spoilt" : "card.made", step_body(desk, app));
}

/* ---- one step, one entry ---- */

static enum outcome pass(struct desk *desk, struct str number, enum application_event event,
                         const char *verb, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(step_move(desk, &app, event));
    TRY(step_close(desk, &app, verb, step_body(desk, &app)));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

enum outcome fetch_application(struct desk *desk, struct str number, struct application *out)
{
    return pass(desk, number, EVENT_FETCH, "application.fetched", out);
}

enum outcome check_production(struct desk *desk, struct str number, struct application *out)
{
    struct application app;
    TRY(step_open(desk, number, &app));
    struct data_fault fault = production_fault(&app, desk->today);
    if (!fault.reason || app.state != APPLICATION_AT_CENTRE)
        return pass(desk, number, EVENT_CHECK, "application.centre_passed", out);
    const struct verdict verdict = { false, str_of(fault.reason), str_of(fault.field) };
    return refuse_step(desk, number, &verdict, out);
}

enum outcome start_production(struct desk *desk, struct str number, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(step_start(desk, &app));
    TRY(step_close(desk, &app, "card.started", step_body(desk, &app)));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

enum outcome make_card(struct desk *desk, struct str number, bool spoilt, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(step_make(desk, &app, spoilt));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}
