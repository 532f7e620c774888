#include "cards/application_store.h"
#include "cards/hand_over.h"
#include "cards/step.h"
#include "db/db.h"
#include "exchange/outbox.h"
#include "journal/journal.h"
#include "money/fee.h"
#include "office/office.h"
#include "office/unit.h"
#include "sql/cards.h"

enum { MONTHS_VALID = 3 }; /* [T78 7] */

enum outcome temporary_of(struct desk *desk, const struct application *app,
                          struct temporary_card *out)
{
    struct row row;
    *out = (struct temporary_card){ 0 };
    TRY(db_find(desk, &Q_temporary_of, WITH(v_int(app->part), v_int(app->id)), &row));
    if (!row.cells)
        return DONE;
    *out = (struct temporary_card){ .id = row_int(row, 0),
                                    .number = row_text(row, 1),
                                    .valid_from = row_day(row, 2),
                                    .valid_to = row_day(row, 3),
                                    .fee = row_int(row, 4),
                                    .receipt = row_text(row, 5),
                                    .signer = row_int(row, 6),
                                    .unit = (int32_t)row_int(row, 7),
                                    .returned_on = row_day(row, 8) };
    return DONE;
}

/** Only while an application is open, held ones included: nobody waits for a number question
 * without papers. */
static enum outcome allowed(struct desk *desk, const struct application *app)
{
    struct temporary_card had;
    bool here;
    TRY(may(desk, MAY_SIGN, app->bureau));
    TRY(units_here(desk, &app->bureau, 1, &here));
    if (!here)
        return refuse_at(desk, NO_NOT_YOUR_DESK, "", "%09d", app->bureau);
    if (!application_is_open(app))
        return refuse(desk, NO_TEMPORARY_NOT_ALLOWED);
    if (app->acceptor == desk->clerk.id)
        return refuse(desk, NO_OWN_ACCEPTANCE);
    TRY(temporary_of(desk, app, &had));
    return had.id ? refuse(desk, NO_TEMPORARY_EXISTS) : DONE;
}

/** The bureau's serial of the day, as for an acceptance there. */
static enum outcome take_number(struct desk *desk, const struct application *app, struct str *out)
{
    struct row row;
    struct str day = day_digits(desk->arena, desk->today);
    TRY(db_get(desk, &Q_serial_take, NO_NOT_NOW, WITH(v_int(app->bureau), v_day(desk->today)),
               &row));
    *out = arena_printf(desk->arena, "%06d" STR_FMT "%05d", app->bureau / 1000, STR_ARG(day),
                        (int)row_int(row, 0));
    return DONE;
}

static enum outcome save(struct desk *desk, const struct application *app,
                         const struct temporary_card *t)
{
    return db_change(desk, &Q_temporary_add, NO_TEMPORARY_EXISTS,
                     WITH(v_int(app->part), v_int(t->id), v_int(app->id), v_int(app->person),
                          v_text(t->number), v_day(t->valid_from), v_day(t->valid_to),
                          v_int(t->fee), v_filled(t->receipt), v_int(t->signer), v_int(t->unit)));
}

static enum outcome write_card(struct desk *desk, const struct application *app,
                               const struct temporary_card *t)
{
    TRY(save(desk, app, t));
    TRY(progress_add(desk, app->station, "temporary", 1));
    TRY(outbox_tell(desk, app->bureau, app->station, "temporary_card", app->part, app->id));
    struct str body = arena_printf(desk->arena,
                                   "{\"number\":\"" STR_FMT "\",\"card\":\"" STR_FMT
                                   "\",\"fee\":%lld,\"receipt\":\"" STR_FMT "\"}",
                                   STR_ARG(app->number), STR_ARG(t->number), (long long)t->fee,
                                   STR_ARG(t->receipt));
    return journal(desk, "temporary_card.signed", app->part, app->id, body);
}

enum outcome issue_temporary_card(struct desk *desk, struct str number, struct temporary_card *out)
{
    SCOPED(tx) tx = { 0 };
    struct application app;
    struct fee fee;
    TRY(tx_open(desk, &tx));
    TRY(step_open(desk, number, &app));
    TRY(allowed(desk, &app));
    struct temporary_card t = { .id = new_id(desk),
                                .valid_from = desk->today,
                                .valid_to = day_add_months(desk->today, MONTHS_VALID),
                                .signer = desk->clerk.id,
                                .unit = desk->clerk.unit,
                                .returned_on = NO_DAY };
    TRY(take_number(desk, &app, &t.number));
    TRY(fee_quote(desk, "TEMPORARY", app.ground, NO_STR, &fee));
    TRY(fee_take(desk, "TEMPORARY", &fee, app.part, app.id, &t.receipt));
    t.fee = fee.fen;
    TRY(write_card(desk, &app, &t));
    TRY(tx_commit(&tx));
    *out = t;
    return DONE;
}

/* ---- on its way to the station ---- */

struct travelling {
    int32_t part;
    int64_t application;
    struct temporary_card card;
};
#define C(field, kind)                                                                             \
    {                                                                                              \
#field, NULL, offsetof(struct travelling, card.field), kind, "", ""                        \
    }
static const struct column travelling_columns[] = {
    COLUMN(travelling, part, NULL, KIND_INT32, "", ""),
    COLUMN(travelling, application, NULL, KIND_ID, "", ""),
    C(id, KIND_ID),
    C(number, KIND_TEXT),
    C(valid_from, KIND_DAY),
    C(valid_to, KIND_DAY),
    C(fee, KIND_INT),
    C(receipt, KIND_TEXT),
    C(signer, KIND_ID),
    C(unit, KIND_INT32),
};
#undef C

enum outcome temporary_write(struct record_writer *w, int32_t part, int64_t application)
{
    struct application app;
    struct travelling t = { part, application, { 0 } };
    TRY(application_load_id(w->desk, part, application, &app));
    TRY(temporary_of(w->desk, &app, &t.card));
    record_write(w->json, travelling_columns, COUNT(travelling_columns), &t);
    return DONE;
}

/** From the application's bureau to its station. */
enum outcome temporary_apply(struct desk *desk, const struct record_reader *reader)
{
    struct travelling t;
    struct application app;
    struct temporary_card had;
    TRY(record_read(desk, reader->json, travelling_columns, COUNT(travelling_columns), &t));
    TRY(application_load_id(desk, t.part, t.application, &app));
    if (reader->from != app.bureau || reader->to != app.station)
        return refuse_field(desk, NO_PACKAGE_RECORD, "unit");
    if (!t.card.number.len || !day_is(t.card.valid_from) || !day_is(t.card.valid_to))
        return refuse_field(desk, NO_PACKAGE_RECORD, "number");
    TRY(temporary_of(desk, &app, &had));
    return had.id ? DONE : save(desk, &app, &t.card);
}
