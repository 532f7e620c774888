#include "cards/steps.h"
#include "base/buf.h"
#include "cards/application_store.h"
#include "cards/ground.h"
#include "cards/news.h"
#include "cards/snapshot.h"
#include "core/name.h"
#include "db/db.h"
#include "office/unit.h"
#include "register/number_case.h"

static enum outcome enter_refusal(struct desk *desk, struct application *app)
{
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_str(&body, "number", app->number);
    json_field_str(&body, "reason", app->reason);
    json_field_str(&body, "field", app->reason_field);
    json_close(&body, '}');
    return step_close(desk, app, "application.refused", buf_str(&body));
}

enum outcome refuse_step(struct desk *desk, struct str number, const struct verdict *verdict,
                         struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    ASSERT(!verdict->good);
    TRY(verdict_check(desk, verdict));
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(step_move(desk, &app, EVENT_REFUSE));
    app.reason = verdict->reason;
    app.reason_field = verdict->field;
    TRY(enter_refusal(desk, &app));
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
    TRY(step_close(desk, &app, verb, step_body(desk, &app)));
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

enum outcome archive_application(struct desk *desk, struct str number, struct application *out)
{
    return pass(desk, number, EVENT_ARCHIVE, "application.archived", NULL, out);
}

enum outcome remind_application(struct desk *desk, struct str number, struct application *out)
{
    return pass(desk, number, EVENT_REMIND, "application.reminded", NULL, out);
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
    TRY(step_close(desk, &app, "application.portrait_taken", step_body(desk, &app)));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

static void forget_steps(struct application *app)
{
    app->reviewer = app->signer = app->auditor = 0;
    app->signed_on = app->valid_from = app->valid_to = NO_DAY;
    app->valid_source = app->reason = app->reason_field = NO_STR;
}

/** The snapshot as the register stands today; a short form of the name stays while it still begins
 * the name. */
static enum outcome snapshot_anew(struct desk *desk, const struct card_person *p,
                                  struct application *app)
{
    bool shortened = app->name.len < p->name.len && !name_fits_chip(p->name) &&
                     str_eq(str_cut(p->name, 0, app->name.len), app->name);
    return snapshot_fill(desk, p, shortened ? app->name : NO_STR, app);
}

/** A question that came up meanwhile holds the application. */
static enum outcome read_anew(struct desk *desk, struct application *app)
{
    struct card_person p;
    TRY(person_for_card(desk, app->part, app->person, &p));
    TRY(allow(desk, person_may_apply(&p)));
    TRY(snapshot_anew(desk, &p, app));
    app->held_for = p.open_case;
    return app->held_for ? step_follow(desk, app, EVENT_HOLD) : DONE;
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
    TRY(step_close(desk, &app, "application.corrected", step_body(desk, &app)));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

enum outcome hold_application(struct desk *desk, struct str number, struct application *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    struct card_person p;
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(step_move(desk, &app, EVENT_HOLD));
    TRY(person_for_card(desk, app.part, app.person, &p));
    TRY(allow(desk, p.open_case ? REFUSAL_NONE : NO_NUMBER_CASE_UNKNOWN));
    app.held_for = p.open_case;
    TRY(step_close(desk, &app, "application.held", step_body(desk, &app)));
    TRY(tx_commit(&tx));
    *out = app;
    return DONE;
}

enum outcome hold_for_case(struct desk *desk, int32_t part, int64_t person, struct str body)
{
    struct standing standing;
    struct application app;
    struct number_case open;
    bool here, found = false;
    (void)body;
    TRY(person_standing(desk, part, person, &standing));
    if (!standing.live || !application_move_find(standing.live_state, EVENT_HOLD))
        return DONE;
    TRY(application_load_id(desk, part, standing.live, &app));
    TRY(units_here(desk, &app.at_unit, 1, &here));
    TRY(number_open_case_of(desk, part, person, &open, &found));
    if (!here || !found)
        return DONE;
    TRY(step_follow(desk, &app, EVENT_HOLD));
    app.held_for = open.id;
    return step_save(desk, &app, "held");
}

/** On its way again; while another question is open, it waits for that. */
static enum outcome release_one(struct desk *desk, struct application *app,
                                const struct card_person *p)
{
    app->held_for = p->open_case;
    if (app->held_for) {
        TRY(application_save(desk, app));
        return application_tell(desk, app, 0);
    }
    TRY(step_follow(desk, app, EVENT_RELEASE));
    application_set_state(app, application_first_state(app));
    return step_save(desk, app, "released");
}

/** What the decision was about is read anew, and only that: no rule of the counter stands in the
 * way of a decision. */
enum outcome release_held(struct desk *desk, int32_t part, int64_t person, struct str body)
{
    struct applications all;
    struct card_person p;
    (void)body;
    TRY(person_for_card(desk, part, person, &p));
    TRY(applications_of_person(desk, part, person, &all));
    for (size_t i = 0; i < all.count; i++) {
        struct application *app = &all.at[i];
        if (app->state != APPLICATION_HELD || app->held_for == p.open_case)
            continue;
        app->citizen_number = p.number;
        app->sex = p.sex;
        app->born_on = p.born_on;
        TRY(release_one(desk, app, &p));
    }
    return DONE;
}

enum outcome release_settled(struct desk *desk, int32_t part, int64_t person, struct str body)
{
    struct applications all;
    struct card_person p;
    (void)body;
    TRY(person_for_card(desk, part, person, &p));
    TRY(applications_of_person(desk, part, person, &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.at[i].state == APPLICATION_HELD) {
            TRY(snapshot_anew(desk, &p, &all.at[i]));
            TRY(release_one(desk, &all.at[i], &p));
        }
    return DONE;
}
