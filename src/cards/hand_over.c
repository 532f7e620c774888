#include "cards/hand_over.h"
#include "base/hex.h"
#include "cards/application_store.h"
#include "cards/end_of_card.h"
#include "cards/step.h"
#include "db/db.h"
#include "journal/journal.h"
#include "keys/sm3.h"
#include "money/fee.h"
#include "portrait/portrait_store.h"
#include "sql/cards.h"

/** What the counter must have seen and done, in order. */
static enum refusal what_is_missing(const struct hand_over *g)
{
    bool proxy = g->proxy_name.len != 0, lost = str_is(g->old_card, "LOST"),
         never = str_is(g->old_card, "NEVER_HAD"), in = str_is(g->old_card, "HANDED_IN");
    if (!g->identity)
        return NO_IDENTITY_UNCONFIRMED;
    if (!g->chip_read)
        return NO_CHIP_UNREAD;
    if (!(in || lost || never) || (never && !g->proof.len))
        return NO_OLD_CARD_UNSETTLED;
    if (proxy != (g->proxy_paper.len != 0))
        return NO_PROXY_PAPERS;
    return g->signature.len || g->on_paper ? REFUSAL_NONE : NO_SIGNATURE_MISSING;
}

static enum outcome note_surrender(struct desk *desk, const struct hand_over *g,
                                   const struct application *app, int64_t card)
{
    return db_change(desk, &Q_surrender_add, REFUSAL_NONE,
                     WITH(v_int(app->part), v_int(new_id(desk)), v_int(app->person), v_int(app->id),
                          v_text(g->old_card), v_id(card), v_filled(g->old_card_note),
                          v_filled(g->proof), v_int(desk->clerk.unit), v_int(desk->clerk.id),
                          v_int(desk->now)));
}

/** What happens to an old card, and to the application it came from, by what its holder says. */
static const struct old_card_end {
    const char *said;
    enum application_event event;
} old_card_ends[] = {
    { "HANDED_IN", EVENT_SURRENDER },
    { "LOST", EVENT_REPORT_LOSS },
};

/** NULL for one that never was. */
static const struct old_card_end *old_card_end(struct str said)
{
    for (size_t i = 0; i < COUNT(old_card_ends); i++)
        if (str_is(said, old_card_ends[i].said))
            return &old_card_ends[i];
    return NULL;
}

/** The card and the application it came from, each in its next state; a loss reported earlier stays
 * reported. */
static enum outcome end_card(struct desk *desk, struct card *card, const struct old_card_end *end)
{
    struct application app;
    TRY(card_end(desk, card, end->event));
    TRY(application_load_id(desk, card->part, card->application, &app));
    if (!application_move_find(app.state, end->event))
        return DONE;
    TRY(step_follow(desk, &app, end->event));
    return step_save(desk, &app, "old_card");
}

/** The earlier cards of this system that are with the holder: surrendered, or lost. One whose
 * account another database keeps is noted here and stays where it is. */
static enum outcome take_old_card(struct desk *desk, const struct hand_over *g,
                                  const struct application *app)
{
    const struct old_card_end *end = old_card_end(g->old_card);
    struct cards all;
    int64_t old = 0;
    TRY(cards_of_person(desk, app->part, app->person, &all));
    for (size_t i = 0; i < all.count; i++) {
        struct card *card = &all.at[i];
        bool here;
        if (card->id == app->card || !str_is(card->account, "CARD_HOLDER"))
            continue;
        if (!end)
            return refuse_field(desk, NO_OLD_CARD_UNSETTLED, "/oldCard");
        TRY(card_is_here(desk, card, &here));
        if (here)
            TRY(end_card(desk, card, end));
        old = card->id;
    }
    return note_surrender(desk, g, app, old);
}

/** Drawn on the screen: stored by hash, which the entry names; else it stands on the paper form. */
static enum outcome keep_signature(struct desk *desk, const struct hand_over *g, int32_t part,
                                   struct str *name)
{
    struct portrait blob = { .bytes = g->signature };
    char *hex = arena_bytes(desk->arena, 2 * sizeof blob.hash + 1);
    *name = STR("paper");
    if (!g->signature.len)
        return DONE;
    sm3(g->signature, blob.hash);
    *name = str_of(hex_text(blob.hash, sizeof blob.hash, hex));
    return portrait_put(desk, part, &blob);
}

static enum outcome give_card(struct desk *desk, const struct application *app)
{
    struct card card;
    TRY(card_load(desk, app->part, app->card, &card));
    if (card.unit != desk->clerk.unit || !str_is(card.account, "CARD_STOCK"))
        return refuse(desk, NO_CARD_NOT_HERE);
    return card_move(desk, &card, CARD_HOLDER, 0);
}

static struct str hand_over_body(struct desk *desk, const struct hand_over *g,
                                 const struct application *app, struct str signature)
{
    return arena_printf(desk->arena,
                        "{\"number\":\"" STR_FMT "\",\"oldCard\":\"" STR_FMT "\",\"proxy\":%s,"
                        "\"signature\":\"" STR_FMT "\",\"temporaryReturned\":%s}",
                        STR_ARG(app->number), STR_ARG(g->old_card),
                        g->proxy_name.len ? "true" : "false", STR_ARG(signature),
                        g->temporary_returned ? "true" : "false");
}

enum outcome hand_over_card(struct desk *desk, const struct hand_over *g, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    struct str signature;
    TRY(allow(desk, what_is_missing(g)));
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, g->number, &app));
    TRY(step_move(desk, &app, EVENT_COLLECT));
    TRY(give_card(desk, &app));
    TRY(take_old_card(desk, g, &app));
    TRY(keep_signature(desk, g, app.part, &signature));
    if (g->temporary_returned)
        TRY(db_change(desk, &Q_temporary_return, REFUSAL_NONE,
                      WITH(v_int(app.part), v_int(app.id), v_day(desk->today))));
    app.old_card = g->old_card;
    app.collected_on = desk->today;
    TRY(step_close(desk, &app, "application.collected", hand_over_body(desk, g, &app, signature)));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}
