#include "cards/production.h"
#include "cards/application_store.h"
#include "cards/consignment.h"
#include "cards/make_card.h"
#include "cards/step.h"
#include "cards/steps.h"
#include "db/db.h"
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

static enum outcome refuse_data(struct desk *desk, struct application *app,
                                const struct data_fault *fault)
{
    const struct verdict verdict = { false, str_of(fault->reason), str_of(fault->field) };
    return refuse_step(desk, app->number, &verdict, app);
}

/** From its place at the centre to a made card in one entry; a spoilt one waits for the next round.
 */
static enum outcome make(struct desk *desk, struct application *app, bool spoilt)
{
    SCOPED(tx) tx = { 0 };
    TRY(tx_open(desk, &tx));
    if (app->state == APPLICATION_AT_CENTRE)
        TRY(step_move(desk, app, EVENT_CHECK));
    if (app->state != APPLICATION_IN_PRODUCTION)
        TRY(step_start(desk, app));
    TRY(step_make(desk, app, spoilt));
    return tx_commit(&tx);
}

static enum outcome treat(struct desk *desk, const struct application_ref *ref,
                          const struct centre_rates *rates, struct centre_round *round)
{
    struct application app;
    TRY(application_load_id(desk, ref->part, ref->id, &app));
    struct data_fault fault = production_fault(&app, desk->today);
    if (fault.reason && app.state == APPLICATION_AT_CENTRE) {
        TRY(refuse_data(desk, &app, &fault));
        round->refused++;
        return DONE;
    }
    bool spoilt =
        app.state == APPLICATION_AT_CENTRE && dice(rates, app.id, 1) < rates->defect_per_mille;
    TRY(make(desk, &app, spoilt));
    round->made += !spoilt;
    round->spoilt += spoilt;
    return DONE;
}

/** What came back or was spoilt before goes first: what is spoilt in this round waits for the next.
 */
static const enum application_state treated[] = {
    APPLICATION_CARD_FAULT,      APPLICATION_REGION_REJECTED,  APPLICATION_CITY_REJECTED,
    APPLICATION_COUNTY_REJECTED, APPLICATION_STATION_REJECTED, APPLICATION_CENTRE_PASSED,
    APPLICATION_IN_PRODUCTION,   APPLICATION_AT_CENTRE,
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

/** One box to one city. */
static enum outcome send_box(struct desk *desk, const struct centre_rates *rates, struct str boxes,
                             int32_t city, const struct card *cards, size_t count,
                             struct centre_round *round)
{
    struct consignment c;
    struct str *serials = NEW_ARRAY(desk->arena, struct str, count);
    for (size_t i = 0; i < count; i++)
        serials[i] = cards[i].serial;
    struct str box = arena_printf(desk->arena, "B%lld", (long long)new_id(desk));
    TRY(give_consignment(desk, city, box, serials, count, &c));
    TRY(write_box(desk, boxes, &c, cards, count, rates));
    round->sent += (int)count;
    round->boxes++;
    return DONE;
}

/** A card that is due, and the city its application belongs to. */
struct due_card {
    int32_t city; /* 0: not due, or nobody waits for it any more */
    struct card card;
};

static enum outcome look_at(struct desk *desk, const struct centre_rates *rates,
                            const struct card *card, struct due_card *out)
{
    struct application app;
    TRY(application_load_id(desk, card->part, card->application, &app));
    bool ready = app.state == APPLICATION_MADE || app.state == APPLICATION_REGION_ACCEPTED;
    bool due =
        card->made_on.n + rates->delay_days <= desk->today.n && ready && app.card == card->id;
    *out = (struct due_card){ due ? app.city : 0, *card };
    return DONE;
}

/** The cards of one city, box after box; they are taken off the list. */
static enum outcome send_city(struct desk *desk, const struct centre_rates *rates, struct str boxes,
                              struct due_card *due, size_t count, int32_t city,
                              struct centre_round *round)
{
    struct card *box = NEW_ARRAY(desk->arena, struct card, BOX_MOST);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (due[i].city != city)
            continue;
        due[i].city = 0;
        box[n++] = due[i].card;
        if (n < BOX_MOST)
            continue;
        TRY(send_box(desk, rates, boxes, city, box, n, round));
        n = 0;
    }
    return n ? send_box(desk, rates, boxes, city, box, n, round) : DONE;
}

static enum outcome send_due(struct desk *desk, const struct centre_rates *rates, struct str boxes,
                             struct centre_round *round)
{
    struct cards all;
    TRY(cards_at(desk, CARD_STOCK, 0, ROUND_MOST, &all));
    struct due_card *due = NEW_ARRAY(desk->arena, struct due_card, all.count);
    for (size_t i = 0; i < all.count; i++)
        TRY(look_at(desk, rates, &all.at[i], &due[i]));
    for (size_t i = 0; i < all.count; i++)
        if (due[i].city)
            TRY(send_city(desk, rates, boxes, due, all.count, due[i].city, round));
    return DONE;
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
