#include "cards/end_of_card.h"
#include "cards/step.h"
#include "db/db.h"
#include "sql/cards.h"

/** Where a card is after it, in which state [domain 8.8], and how it stands in `surrender`. */
static const struct end {
    enum application_event event;
    const char *state;
    enum account_kind account;
    const char *kind; /* NULL: it is there already */
    bool by_another;  /* than the clerk who took it in */
    const char *verb;
} ends[] = {
    { EVENT_REPORT_LOSS, "2", CARD_LOST, "LOST", false, "card.loss_reported" },
    { EVENT_SURRENDER, "3", CARD_SURRENDERED, "HANDED_IN", false, "card.surrendered" },
    { EVENT_DESTROY, "4", CARD_DESTROYED, NULL, true, "card.destroyed" },
};

static const struct end *end_of(enum application_event event)
{
    size_t i = 0;
    while (i < COUNT(ends) && ends[i].event != event)
        i++;
    ASSERT(i < COUNT(ends));
    return &ends[i];
}

enum outcome card_end(struct desk *desk, struct card *card, enum application_event event)
{
    const struct end *end = end_of(event);
    card->state = str_of(end->state);
    TRY(db_change(desk, &Q_card_recall_settle, REFUSAL_NONE,
                  WITH(v_int(card->part), v_int(card->id), v_day(desk->today))));
    return card_move(desk, card, end->account, 0);
}

static enum outcome note(struct desk *desk, const struct end *end, const struct application *app)
{
    if (!end->kind)
        return DONE;
    return db_change(desk, &Q_surrender_add, REFUSAL_NONE,
                     WITH(v_int(app->part), v_int(new_id(desk)), v_int(app->person), v_int(app->id),
                          v_lit(end->kind), v_int(app->card), v_null(), v_null(),
                          v_int(desk->clerk.unit), v_int(desk->clerk.id), v_int(desk->now)));
}

static enum outcome taken_by_another(struct desk *desk, const struct application *app)
{
    struct row row;
    TRY(db_find(desk, &Q_surrender_taken_by, WITH(v_int(app->part), v_int(app->card)), &row));
    return allow(desk, row.cells && row_int(row, 0) == desk->clerk.id ? NO_OWN_STEP : REFUSAL_NONE);
}

static struct str body_of(struct desk *desk, const struct application *app, const struct card *card)
{
    return arena_printf(desk->arena, "{\"number\":\"" STR_FMT "\",\"serial\":\"" STR_FMT "\"}",
                        STR_ARG(app->number), STR_ARG(card->serial));
}

/** The application moves, its card with it. */
static enum outcome end_of_both(struct desk *desk, struct application *app,
                                enum application_event event)
{
    const struct end *end = end_of(event);
    struct card card;
    TRY(step_move(desk, app, event));
    if (end->by_another)
        TRY(taken_by_another(desk, app));
    TRY(card_load(desk, app->part, app->card, &card));
    TRY(card_end(desk, &card, event));
    TRY(note(desk, end, app));
    return step_close(desk, app, end->verb, body_of(desk, app, &card));
}

enum outcome report_loss(struct desk *desk, struct str number, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(end_of_both(desk, &app, EVENT_REPORT_LOSS));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

/** The application the card came from; a card made anew is no longer the one it waits for. */
static enum outcome open_by_serial(struct desk *desk, struct str serial, struct application *app)
{
    struct card card;
    TRY(card_by_serial(desk, serial, &card));
    TRY(step_open_id(desk, card.part, card.application, app));
    return app->card == card.id ? DONE : refuse(desk, NO_CARD_NOT_HERE);
}

enum outcome surrender_card(struct desk *desk, struct str serial, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    TRY(tx_open(desk, &tx));
    TRY(open_by_serial(desk, serial, &app));
    TRY(end_of_both(desk, &app, EVENT_SURRENDER));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

enum outcome destroy_card(struct desk *desk, struct str serial, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    TRY(tx_open(desk, &tx));
    TRY(open_by_serial(desk, serial, &app));
    TRY(end_of_both(desk, &app, EVENT_DESTROY));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}
