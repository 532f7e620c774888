#include "cards/accept_application.h"
#include "cards/ground.h"
#include "cards/news.h"
#include "cards/snapshot.h"
#include "cards/step.h"
#include "db/db.h"
#include "journal/journal.h"
#include "money/fee.h"
#include "office/office.h"
#include "sql/cards.h"

/** All that is known before the first row is written. */
struct counter {
    const struct acceptance *asked;
    struct card_person person;
    struct standing standing;
    const struct ground *ground;
    struct fee fee;
    struct applications earlier; /* which this one takes the place of */
};

/** Applications are accepted at stations, whose finished work goes up; the number names one [GA214.4]. */
static bool at_a_counter(const struct clerk *clerk)
{
    return clerk->unit % 1000 >= 1 && clerk->unit % 1000 <= 899;
}

static enum outcome check_person(struct desk *desk, struct counter *c)
{
    struct question *person, *standing;
    TRY(person_for_card_ask(desk, c->asked->person_part, c->asked->person, &person));
    TRY(person_standing_ask(desk, c->asked->person_part, c->asked->person, &standing));
    TRY(person_for_card_read(desk, person, &c->person));
    TRY(may(desk, MAY_ACCEPT, c->person.station));
    if (!at_a_counter(&desk->clerk))
        return refuse(desk, NO_NOT_YOUR_DESK);
    TRY(allow(desk, person_may_apply(&c->person)));
    c->ground = ground_find(c->asked->ground, desk->today);
    if (!c->ground)
        return refuse_field(desk, NO_GROUND_UNKNOWN, "/ground");
    if (ground_needs_guardian(&c->person, desk->today) && !c->asked->guardian.len)
        return refuse_field(desk, NO_GUARDIAN_REQUIRED, "/guardian");
    TRY(person_standing_read(desk, standing, &c->standing));
    return allow(desk, ground_allows(c->ground, &c->person, &c->standing, desk->today));
}

static struct str or_one(struct str s)
{
    return s.len ? s : STR("1");
}

static void fill_case(struct desk *desk, const struct counter *c, struct application *app)
{
    struct due due = application_due(desk->today, false);
    int32_t promised = desk->today.n + (int32_t)setting(desk, "promise.days", 20);
    app->part = c->person.part;
    app->id = new_id(desk);
    app->person = c->person.id;
    app->station = desk->clerk.unit;
    app->bureau = c->person.county * 1000;
    app->city = unit_city(app->bureau);
    app->acceptor = desk->clerk.id;
    app->accepted_on = desk->today;
    app->accepted_at = desk->now;
    app->ground = c->asked->ground;
    app->production = or_one(c->asked->production);
    app->delivery = or_one(c->asked->delivery);
    app->phone = c->asked->phone;
    app->guardian = c->asked->guardian;
    app->due_on = due.on;
    app->due_source = str_of(due.source);
    app->promised_on = promised < due.on.n ? (struct day){ promised } : due.on;
    app->held_for = c->person.open_case;
    app->changed_at = desk->now;
    app->ver = 1;
    if (c->asked->portrait)
        app->portrait = str_from(c->asked->portrait->hash, sizeof c->asked->portrait->hash);
    application_set_state(app, application_first_state(app));
}

/** An unfinished one of the own station gives way; any other live one blocks. [V 8.6] */
static enum outcome check_live(struct desk *desk, const struct standing *s)
{
    bool unfinished = s->live_state <= APPLICATION_COMPLETE && s->live_station == desk->clerk.unit;
    return allow(desk, s->live && !unfinished ? NO_LIVE_APPLICATION : REFUSAL_NONE);
}

static enum outcome load_earlier(struct desk *desk, struct counter *c)
{
    struct rows rows;
    TRY(check_live(desk, &c->standing));
    if (!c->standing.live && !c->standing.failures)
        return DONE;
    TRY(db_list(desk, &Q_application_earlier, WITH(v_int(c->person.part), v_int(c->person.id)),
                &rows));
    c->earlier.at = NEW_ARRAY(desk->arena, struct application, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        TRY(application_load_id(desk, c->person.part, row_int(rows_at(&rows, i), 0),
                                &c->earlier.at[c->earlier.count++]));
    return DONE;
}

/** The unfinished one is voided [V 8.6]; refused ones and bad cards are superseded, 97 [V 8.5]. */
static enum outcome clear_the_way(struct desk *desk, struct counter *c, int64_t by)
{
    for (size_t i = 0; i < c->earlier.count; i++) {
        struct application *old = &c->earlier.at[i];
        if (!old->live) {
            TRY(step_supersede(desk, old, by));
            continue;
        }
        TRY(step_move(desk, old, EVENT_VOID));
        TRY(step_save(desk, old, "voided"));
    }
    return DONE;
}

/** What was paid for an application that brought no card stands for the one in its place, when the
 * fee is the same. */
static enum outcome take_fee(struct desk *desk, const struct counter *c, struct application *app)
{
    app->fee = c->fee.fen;
    app->fee_source = c->fee.source;
    app->exemption = c->fee.exemption;
    for (size_t i = 0; i < c->earlier.count && !app->receipt.len; i++)
        if (app->fee && c->earlier.at[i].fee == app->fee)
            app->receipt = c->earlier.at[i].receipt;
    return app->receipt.len ? DONE
                            : fee_take(desk, "CARD", &c->fee, app->part, app->id, &app->receipt);
}

/** Both are the unit's, locked until the commit, and asked for in one go. With an earlier
 * application out of the way, others write entries before us. */
struct places {
    struct question *serial, *entry; /* entry: or NULL */
};

static enum outcome ask_places(struct desk *desk, const struct counter *c, struct places *out)
{
    TRY(db_ask(desk, &Q_serial_take, WITH(v_int(desk->clerk.unit), v_day(desk->today)),
               &out->serial));
    return c->earlier.count ? DONE : journal_ask(desk, &out->entry);
}

/** 22 digits: county and station of the accepting unit, day, serial of the day. [GA214.4] */
static enum outcome take_number(struct desk *desk, struct question *serial, struct application *app)
{
    struct row row;
    struct str day = day_digits(desk->arena, desk->today);
    TRY(db_answer(desk, serial, NO_NOT_NOW, &row));
    app->number = arena_printf(desk->arena, "%09d" STR_FMT "%05d", app->station, STR_ARG(day),
                               (int)row_int(row, 0));
    return DONE;
}

static enum outcome write_entry(struct desk *desk, struct question *place,
                                const struct application *app, struct str body)
{
    static const char verb[] = "application.accepted";
    return place ? journal_at(desk, place, verb, app->part, app->id, body)
                 : journal(desk, verb, app->part, app->id, body);
}

static enum outcome enter(struct desk *desk, struct question *place, const struct application *app)
{
    struct buf body = { 0 };
    json_open(&body, '{');
    json_field_str(&body, "number", app->number);
    json_field_str(&body, "ground", app->ground);
    json_field_int(&body, "fee", app->fee);
    json_field_str(&body, "receipt", app->receipt);
    json_field_int(&body, "state", app->state);
    json_close(&body, '}');
    enum outcome outcome = progress_add(desk, app->station, "accepted", 1);
    if (outcome == DONE)
        outcome = write_entry(desk, place, app, buf_str(&body));
    buf_close(&body);
    return outcome;
}

enum outcome accept_application(struct desk *desk, const struct acceptance *asked,
                                struct accepted *out)
{
    SCOPED(tx) tx = { 0 };
    struct places places = { 0 };
    struct counter c = { .asked = asked };
    struct application app = {
        .signed_on = NO_DAY, .valid_from = NO_DAY, .valid_to = NO_DAY, .collected_on = NO_DAY
    };
    TRY(tx_open(desk, &tx));
    TRY(check_person(desk, &c));
    TRY(fee_quote(desk, "CARD", asked->ground, asked->exemption, &c.fee));
    fill_case(desk, &c, &app);
    TRY(snapshot_fill(desk, &c.person, asked->card_name, &app));
    TRY(load_earlier(desk, &c));
    TRY(ask_places(desk, &c, &places));
    TRY(take_fee(desk, &c, &app));
    TRY(clear_the_way(desk, &c, app.id));
    TRY(take_number(desk, places.serial, &app));
    if (asked->portrait)
        TRY(portrait_put(desk, app.part, asked->portrait));
    TRY(application_insert(desk, &app));
    TRY(application_tell(desk, &app, 0));
    TRY(enter(desk, places.entry, &app));
    TRY(tx_commit(&tx));
    *out = (struct accepted){ app, card_validity(app.born_on, desk->today) };
    return DONE;
}

enum outcome ground_offers(struct desk *desk, int32_t part, int64_t person,
                           struct ground_offer out[GROUND_OFFERS_MAX], size_t *count)
{
    struct card_person p;
    struct standing standing;
    TRY(person_for_card(desk, part, person, &p));
    TRY(person_standing(desk, part, person, &standing));
    enum refusal person_refusal = person_may_apply(&p);
    size_t n = 0;
    for (size_t i = 0; i < ground_count && n < GROUND_OFFERS_MAX; i++) {
        const struct ground *g = &grounds[i];
        struct fee fee = { 0 };
        const struct code *code = ground_code(g);
        if (!code_in_force(code, desk->today))
            continue;
        TRY(fee_quote(desk, "CARD", str_of(g->code), NO_STR, &fee));
        enum refusal refusal = person_refusal != REFUSAL_NONE
                                   ? person_refusal
                                   : ground_allows(g, &p, &standing, desk->today);
        if (refusal == REFUSAL_NONE && standing.live_state > APPLICATION_COMPLETE)
            refusal = NO_LIVE_APPLICATION;
        out[n++] =
            (struct ground_offer){ .code = code,
                                   .fee = fee.fen,
                                   .fee_source = fee.source,
                                   .refusal = refusal,
                                   .needs_guardian = ground_needs_guardian(&p, desk->today) };
    }
    *count = n;
    return DONE;
}
