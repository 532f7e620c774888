/** The unattended round: every unit kept here sends, packs and takes in. */
#include "cards/travel.h"
#include "db/db.h"
#include "office/office.h"
#include "office/unit.h"

/** The unit's own service acts with three rights and no name: entries show clerk 0. */
static struct clerk service_clerk(const struct unit *unit)
{
    return (struct clerk){ .id = 0,
                           .unit = unit->number,
                           .reach_from = unit->reach_from,
                           .reach_to = unit->reach_to,
                           .rights = UINT64_C(1) << MAY_PACK | UINT64_C(1) << MAY_TAKE_IN,
                           .login = STR("service"),
                           .name = STR("自动收发") };
}

/** A refusal is counted and named in the log by its code; the round goes on. */
static enum outcome stopped(struct desk *desk, enum outcome outcome, struct round *round)
{
    if (outcome != REFUSED)
        return outcome;
    log_warn("package stopped at unit %d: %s " STR_FMT, desk->clerk.unit,
             refusal_text(desk->why.refusal)->code, STR_ARG(desk->why.detail));
    round->stopped++;
    return DONE;
}

/* Each step of a round goes or stays by itself. */

static enum outcome send_finished(struct desk *desk, const struct unit *unit, struct round *round)
{
    int32_t to = 0, sent = 0;
    enum unit_kind kind = unit_kind_of_code(unit->kind);
    if ((kind != UNIT_STATION && kind != UNIT_BUREAU) || !setting(desk, "package.auto", 1))
        return DONE;
    return stopped(desk, TX_ALONE(desk, send_applications(desk, &to, &sent)), round);
}

static enum outcome pack_channel(struct desk *desk, int32_t to, struct str folder,
                                 struct round *round)
{
    struct package p;
    enum outcome outcome = TX_ALONE(desk, pack(desk, to, folder, &p));
    round->packed += outcome == DONE;
    return stopped(desk, outcome, round);
}

static enum outcome pack_waiting(struct desk *desk, const struct unit *unit, struct str folder,
                                 struct round *round)
{
    struct channel channels[256];
    size_t count = 0;
    TRY(channels_waiting(desk, channels, COUNT(channels), &count));
    for (size_t i = 0; i < count; i++)
        if (channels[i].from == unit->number)
            TRY(pack_channel(desk, channels[i].to, folder, round));
    return DONE;
}

static enum outcome take_inbox(struct desk *desk, const struct unit *unit, struct str folder,
                               struct round *round)
{
    struct inbox inbox;
    struct package p;
    int32_t stuck = 0; /* a sender whose next package does not fit: its later ones wait */
    TRY(inbox_list(desk, folder, unit->number, &inbox));
    for (size_t i = 0; i < inbox.count; i++) {
        if (inbox.at[i].from == stuck)
            continue;
        enum outcome outcome = TX_ALONE(desk, package_take_file(desk, inbox.at[i].path, &p));
        round->taken += outcome == DONE;
        if (outcome == REFUSED)
            stuck = inbox.at[i].from;
        TRY(stopped(desk, outcome, round));
    }
    return DONE;
}

static enum outcome round_of(struct desk *desk, const struct unit *unit, struct str folder,
                             struct round *round)
{
    desk->clerk = service_clerk(unit);
    TRY(send_finished(desk, unit, round));
    TRY(pack_waiting(desk, unit, folder, round));
    return take_inbox(desk, unit, folder, round);
}

enum outcome travel_round(struct desk *desk, struct str folder, struct round *out)
{
    struct units units;
    struct clerk keep = desk->clerk;
    struct str terminal = desk->terminal;
    struct round round = { 0 };
    enum outcome outcome = units_between(desk, 0, INT32_MAX, &units);
    desk->terminal = STR("service");
    for (size_t i = 0; i < units.count && outcome == DONE; i++)
        if (units.at[i].here)
            outcome = round_of(desk, &units.at[i], folder, &round);
    desk->clerk = keep;
    desk->terminal = terminal;
    *out = round;
    return outcome;
}
