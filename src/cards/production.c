#include "cards/production.h"
#include "cards/application_store.h"
#include "cards/consignment.h"
#include "cards/step.h"
#include "cards/steps.h"
#include "db/db.h"
#include "exchange/outbox.h"
#include "journal/journal.h"
#include "office/office.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROUND_MOST = 2000, BOX_MOST = 200 };

/** A number from 0 to 999 that belongs to the seed, the application and the question. */
static int dice(const struct centre_rates *rates, int64_t id, uint64_t question)
{
    uint64_t x = rates->seed ^ ((uint64_t)id * 0x9e3779b97f4a7c15u) ^ (question << 56);
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return (int)((x ^ (x >> 31)) % 1000);
}

/** Body number: 16 characters, never twice [GA/T 490]. */
static struct str body_number(struct desk *desk, const struct application *app)
{
    return arena_printf(desk->arena, "%03d%013lld", app->bureau / 1000 % 1000,
                        (long long)(new_id(desk) % 10000000000000));
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

static struct str number_body(struct desk *desk, const struct application *app)
{
    return arena_printf(desk->arena, "{\"number\":\"" STR_FMT "\"}", STR_ARG(app->number));
}

static enum outcome tell_city(struct desk *desk, const struct application *app)
{
    return outbox_tell(desk, desk->clerk.unit, app->city, "application", app->part, app->id);
}

static enum outcome refuse_data(struct desk *desk, struct application *app,
                                const struct data_fault *fault)
{
    const struct verdict verdict = { false, str_of(fault->reason), str_of(fault->field) };
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(refuse_step(desk, app->number, &verdict, app));
    TRY(tell_city(desk, app));
    return tx_commit(&tx);
}

/** From its place at the centre to a made card in one entry; a spoilt one waits for the next round.
 */
static enum outcome make(struct desk *desk, struct application *app, bool spoilt)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    if (app->state == APPLICATION_AT_CENTRE)
        TRY(step_move(desk, app, EVENT_CHECK));
    if (app->state == APPLICATION_CENTRE_PASSED)
        TRY(step_move(desk, app, EVENT_START));
    else
        TRY(step_move(desk, app, EVENT_REMAKE));
    TRY(step_move(desk, app, spoilt ? EVENT_SPOIL : EVENT_MAKE));
    if (!spoilt)
        TRY(put_card(desk, app));
    TRY(step_close(desk, app, spoilt ? "card.spoilt" : "card.made", number_body(desk, app)));
    TRY(tell_city(desk, app));
    return tx_commit(&tx);
}

static enum outcome treat(struct desk *desk, const struct application_ref *ref,
                          const struct centre_rates *rates, struct centre_round *round)
{
    struct application app;
    TRY(application_load_id(desk, ref->part, ref->id, &app));
    struct data_fault fault = production_fault(&app, desk->today);
    if (fault.reason && app.state == APPLICATION_AT_CENTRE) {
        round->refused++;
        return refuse_data(desk, &app, &fault);
    }
    bool spoilt =
        app.state == APPLICATION_AT_CENTRE && dice(rates, app.id, 1) < rates->defect_per_mille;
    round->made += !spoilt;
    round->spoilt += spoilt;
    return make(desk, &app, spoilt);
}

static const enum application_state treated[] = {
    APPLICATION_AT_CENTRE,       APPLICATION_CENTRE_PASSED,    APPLICATION_CARD_FAULT,
    APPLICATION_COUNTY_REJECTED, APPLICATION_STATION_REJECTED, APPLICATION_CITY_REJECTED,
};

static enum outcome treat_all(struct desk *desk, const struct centre_rates *rates,
                              struct centre_round *round)
{
    for (size_t s = 0; s < COUNT(treated); s++) {
        struct application_ref *refs;
        size_t count = 0;
        TRY(applications_ready(desk, desk->clerk.unit, treated[s], ROUND_MOST, &refs, &count));
        for (size_t i = 0; i < count; i++)
            TRY(treat(desk, &refs[i], rates, round));
    }
    return DONE;
}

/** The serials that are in the box: all that are listed, but those that were lost on the way. */
static enum outcome write_box(struct desk *desk, struct str boxes, const struct consignment *c,
                              const struct card *cards, size_t count,
                              const struct centre_rates *rates)
{
    struct buf text = { 0 };
    struct str path =
        arena_printf(desk->arena, STR_FMT "/" STR_FMT ".txt", STR_ARG(boxes), STR_ARG(c->box));
    for (size_t i = 0; i < count; i++)
        if (dice(rates, cards[i].id, 2) >= rates->loss_per_mille)
            buf_printf(&text, STR_FMT "\n", STR_ARG(cards[i].serial));
    mkdir(arena_text(desk->arena, boxes), 0700);
    int fd = open(path.at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ssize_t n = fd < 0 ? -1 : write(fd, text.at ? text.at : "", text.len);
    bool good = n == (ssize_t)text.len;
    if (fd >= 0)
        close(fd);
    buf_close(&text);
    return good ? DONE : fail(desk, "box list cannot be written");
}

/** One box to one city: cards made long enough ago, all of the same city. */
static enum outcome send_box(struct desk *desk, const struct centre_rates *rates, struct str boxes,
                             const struct card *cards, size_t count, struct centre_round *round)
{
    struct consignment c;
    struct str *serials = NEW_ARRAY(desk->arena, struct str, count);
    for (size_t i = 0; i < count; i++)
        serials[i] = cards[i].serial;
    struct str box = arena_printf(desk->arena, "B%lld", (long long)new_id(desk));
    TRY(give_consignment(desk, unit_city(cards[0].part), box, serials, count, &c));
    TRY(write_box(desk, boxes, &c, cards, count, rates));
    round->sent += (int)count;
    round->boxes++;
    return DONE;
}

/** Cards whose application was superseded before they left: destroyed here, never sent. */
static enum outcome wanted(struct desk *desk, struct card *card, bool *out)
{
    struct application app;
    TRY(application_load_id(desk, card->part, card->application, &app));
    *out = app.state != APPLICATION_SUPERSEDED;
    return *out ? DONE : card_move(desk, card, CARD_REJECTED, 0);
}

static enum outcome send_due(struct desk *desk, const struct centre_rates *rates, struct str boxes,
                             struct centre_round *round)
{
    struct cards all;
    struct card *due;
    size_t n = 0;
    TRY(cards_at(desk, CARD_STOCK, 0, ROUND_MOST, &all));
    due = NEW_ARRAY(desk->arena, struct card, all.count);
    for (size_t i = 0; i < all.count; i++) {
        bool other_city = n && unit_city(due[0].part) != unit_city(all.at[i].part);
        bool send = false;
        if (all.at[i].made_on.n + rates->delay_days > desk->today.n)
            continue;
        TRY(wanted(desk, &all.at[i], &send));
        if (!send)
            continue;
        if (n == BOX_MOST || other_city) {
            TRY(send_box(desk, rates, boxes, due, n, round));
            n = 0;
        }
        due[n++] = all.at[i];
    }
    return n ? send_box(desk, rates, boxes, due, n, round) : DONE;
}

enum outcome centre_round(struct desk *desk, const struct centre_rates *rates, struct str boxes,
                          struct centre_round *out)
{
    struct centre_round round = { 0 };
    TRY(may(desk, MAY_PRODUCE, desk->clerk.unit));
    desk->expected_version = -1;
    TRY(treat_all(desk, rates, &round));
    TRY(send_due(desk, rates, boxes, &round));
    *out = round;
    return DONE;
}
