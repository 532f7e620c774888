#include "cards/steps.h"
#include "cards/application_store.h"
#include "db/db.h"
#include "places/address.h"
#include "register/person_for_card.h"

static struct str number_body(struct desk *desk, const struct application *app)
{
    return arena_printf(desk->arena, "{\"number\":\"" STR_FMT "\"}", STR_ARG(app->number));
}

enum outcome refuse_step(struct desk *desk, struct str number, const struct verdict *verdict,
                         struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(step_move(desk, &app, EVENT_REFUSE));
    app.reason = verdict->reason;
    app.reason_field = verdict->field;
    struct str body = arena_printf(
        desk->arena,
        "{\"number\":\"" STR_FMT "\",\"reason\":\"" STR_FMT "\",\"field\":\"" STR_FMT "\"}",
        STR_ARG(app.number), STR_ARG(verdict->reason), STR_ARG(verdict->field));
    TRY(step_close(desk, &app, "application.refused", body));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

/** One event, one entry, and the clerk noted where the step says so. */
static enum outcome pass(struct desk *desk, struct str number, enum application_event event,
                         const char *verb, int64_t *(*who)(struct application *),
                         struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(step_move(desk, &app, event));
    if (who)
        *who(&app) = desk->clerk.id;
    TRY(step_close(desk, &app, verb, number_body(desk, &app)));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

static int64_t *reviewer_of(struct application *app)
{
    return &app->reviewer;
}

static int64_t *auditor_of(struct application *app)
{
    return &app->auditor;
}

enum outcome review_application(struct desk *desk, struct str number, const struct verdict *verdict,
                                struct application *out)
{
    TRY(verdict_check(desk, verdict));
    if (!verdict->good)
        return refuse_step(desk, number, verdict, out);
    return pass(desk, number, EVENT_REVIEW, "application.reviewed", reviewer_of, out);
}

enum outcome audit_application(struct desk *desk, struct str number, const struct verdict *verdict,
                               struct application *out)
{
    TRY(verdict_check(desk, verdict));
    if (!verdict->good)
        return refuse_step(desk, number, verdict, out);
    return pass(desk, number, EVENT_AUDIT, "application.audited", auditor_of, out);
}

enum outcome void_application(struct desk *desk, struct str number, struct application *out)
{
    return pass(desk, number, EVENT_VOID, "application.voided", NULL, out);
}

enum outcome take_portrait(struct desk *desk, struct str number, const struct portrait *portrait,
                           struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(step_move(desk, &app, EVENT_PORTRAIT));
    TRY(portrait_put(desk, app.part, portrait));
    app.portrait = str_from(portrait->hash, sizeof portrait->hash);
    TRY(step_close(desk, &app, "application.portrait_taken", number_body(desk, &app)));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

/** The snapshot anew, as the register stands today; the card name the clerk chose stays if it still
 * begins the name. */
static enum outcome read_anew(struct desk *desk, struct application *app)
{
    struct card_person p;
    struct address_line line = { 0 };
    TRY(person_for_card(desk, app->part, app->person, &p));
    const struct address address = { p.county, p.street, p.door, p.detail };
    TRY(allow(desk, address_compose(desk->arena, &address, desk->today, &line)));
    TRY(allow(desk, issuing_organ(desk->arena, p.county, desk->today, &app->organ)));
    if (!str_eq(str_cut(p.name, 0, app->name.len), app->name))
        app->name = p.name;
    app->address = line.text;
    app->sex = p.sex;
    app->ethnic = p.ethnic;
    app->born_on = p.born_on;
    app->citizen_number = p.number;
    return DONE;
}

static void forget_steps(struct application *app)
{
    app->reviewer = app->signer = app->auditor = 0;
    app->signed_on = app->valid_from = app->valid_to = NO_DAY;
    app->valid_source = app->reason = app->reason_field = NO_STR;
}

enum outcome correct_application(struct desk *desk, struct str number,
                                 const struct portrait *portrait, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(step_move(desk, &app, EVENT_CORRECT));
    TRY(read_anew(desk, &app));
    forget_steps(&app);
    if (portrait) {
        TRY(portrait_put(desk, app.part, portrait));
        app.portrait = str_from(portrait->hash, sizeof portrait->hash);
    }
    TRY(step_close(desk, &app, "application.corrected", number_body(desk, &app)));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

enum outcome release_held(struct desk *desk, int32_t part, int64_t person, struct str body)
{
    struct applications all;
    (void)body;
    TRY(applications_of_person(desk, part, person, &all));
    for (size_t i = 0; i < all.count; i++) {
        struct application *app = &all.at[i];
        if (app->state != APPLICATION_HELD)
            continue;
        TRY(step_move(desk, app, EVENT_RELEASE));
        if (!app->portrait.at)
            app->state = APPLICATION_STARTED; /* released, and still to be photographed */
        TRY(read_anew(desk, app));
        app->held_for = 0;
        TRY(step_save(desk, app, "released"));
    }
    return DONE;
}
