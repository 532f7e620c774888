#include "cards/application_store.h"
#include "cards/hand_over.h"
#include "cards/step.h"
#include "db/db.h"
#include "journal/journal.h"
#include "money/fee.h"
#include "office/office.h"
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
    TRY(may(desk, MAY_SIGN, app->bureau));
    if (!app->live)
        return refuse(desk, NO_TEMPORARY_NOT_ALLOWED);
    if (app->acceptor == desk->clerk.id)
        return refuse(desk, NO_OWN_ACCEPTANCE);
    TRY(temporary_of(desk, app, &had));
    return had.id ? refuse(desk, NO_TEMPORARY_EXISTS) : DONE;
}

static enum outcome write_card(struct desk *desk, const struct application *app,
                               const struct temporary_card *t)
{
    TRY(db_change(desk, &Q_temporary_add, NO_TEMPORARY_EXISTS,
                  WITH(v_int(app->part), v_int(t->id), v_int(app->id), v_int(app->person),
                       v_text(t->number), v_day(t->valid_from), v_day(t->valid_to), v_int(t->fee),
                       t->receipt.len ? v_text(t->receipt) : v_null(), v_int(t->signer),
                       v_int(t->unit))));
    TRY(progress_add(desk, app->station, "temporary", 1));
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
    t.number = arena_printf(desk->arena, "%06d%010lld", app.bureau / 1000,
                            (long long)(t.id % 10000000000));
    TRY(fee_quote(desk, "TEMPORARY", app.ground, NO_STR, &fee));
    TRY(fee_take(desk, "TEMPORARY", &fee, app.part, app.id, &t.receipt));
    t.fee = fee.fen;
    TRY(write_card(desk, &app, &t));
    TRY(tx_commit(&tx));
    *out = t;
    return DONE;
}
