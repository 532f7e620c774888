#include "cards/card.h"
#include "cards/step.h"
#include "core/codes.h"
#include "db/db.h"
#include "journal/journal.h"
#include "sql/cards.h"

static enum outcome check_defect(struct desk *desk, const struct inspection *in)
{
    if (in->good)
        return DONE;
    const struct code *code = code_find(&card_defects, in->defect);
    if (!code || !code_in_force(code, desk->today))
        return refuse_field(desk, NO_INSPECTION_DEFECT, "/defect");
    return DONE;
}

/** The card lies in the stock of the clerk's own unit, and its application is open on the desk. */
static enum outcome open_card(struct desk *desk, struct str serial, struct card *card,
                              struct application *app)
{
    TRY(card_by_serial(desk, serial, card));
    if (!clerk_reaches(&desk->clerk, card->unit))
        return refuse_at(desk, NO_NOT_YOUR_DESK, "", "%09d", card->unit);
    if (card->unit != desk->clerk.unit || !str_is(card->account, "CARD_STOCK"))
        return refuse(desk, NO_CARD_NOT_HERE);
    return step_open_id(desk, card->part, card->application, app);
}

static enum outcome note(struct desk *desk, const struct card *card, const struct inspection *in)
{
    return db_change(desk, &Q_inspection_add, REFUSAL_NONE,
                     WITH(v_int(card->part), v_int(new_id(desk)), v_int(card->id),
                          v_int(desk->clerk.unit), v_int(in->good),
                          in->good ? v_null() : v_text(in->defect), v_filled(in->note),
                          v_int(desk->clerk.id), v_int(desk->now)));
}

static struct str inspection_body(struct desk *desk, const struct card *card,
                                  const struct inspection *in)
{
    return arena_printf(desk->arena,
                        "{\"serial\":\"" STR_FMT "\",\"good\":%s,\"defect\":\"" STR_FMT "\"}",
                        STR_ARG(card->serial), in->good ? "true" : "false", STR_ARG(in->defect));
}

/** A bad card is set aside to be destroyed; the application goes back to be made again. */
static enum outcome reject(struct desk *desk, struct card *card, struct application *app)
{
    TRY(step_move(desk, app, EVENT_REJECT));
    return card_set_aside(desk, card);
}

static enum outcome judge(struct desk *desk, const struct inspection *in,
                          enum application_event good_event, const char *verb,
                          struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct card card;
    struct application app;
    TRY(check_defect(desk, in));
    TRY(tx_open(desk, &tx));
    TRY(open_card(desk, in->serial, &card, &app));
    if (in->good)
        TRY(step_move(desk, &app, good_event));
    else
        TRY(reject(desk, &card, &app));
    TRY(note(desk, &card, in));
    TRY(step_close(desk, &app, in->good ? verb : "card.rejected",
                   inspection_body(desk, &card, in)));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

enum outcome inspect_card(struct desk *desk, const struct inspection *inspection,
                          struct application *out)
{
    return judge(desk, inspection, EVENT_ACCEPT, "card.inspected", out);
}

enum outcome verify_card(struct desk *desk, const struct inspection *inspection,
                         struct application *out)
{
    return judge(desk, inspection, EVENT_VERIFY, "card.verified", out);
}

/** A step of a good card that leaves it where it lies. */
static enum outcome handle(struct desk *desk, struct str serial, enum application_event event,
                           const char *verb, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct card card;
    struct application app;
    TRY(tx_open(desk, &tx));
    TRY(open_card(desk, serial, &card, &app));
    TRY(step_move(desk, &app, event));
    TRY(step_close(
        desk, &app, verb,
        arena_printf(desk->arena, "{\"serial\":\"" STR_FMT "\"}", STR_ARG(card.serial))));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

enum outcome sort_card(struct desk *desk, struct str serial, struct application *out)
{
    return handle(desk, serial, EVENT_SORT, "card.sorted", out);
}

enum outcome receive_at_region(struct desk *desk, struct str serial, struct application *out)
{
    return handle(desk, serial, EVENT_RECEIVE, "card.region_received", out);
}
