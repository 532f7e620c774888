#include "money/fee.h"
#include "db/db.h"
#include "sql/money.h"

static enum outcome with_exemption(struct desk *desk, struct row row, struct str ground,
                                   struct str exemption, struct fee *fee)
{
    if (row_null(row, 2))
        return refuse_field(desk, NO_EXEMPTION_UNKNOWN, "/exemption");
    if (str_find_byte(row_text(row, 3), ground.at[0]) == row_text(row, 3).len)
        return refuse_field(desk, NO_EXEMPTION_NOT_HERE, "/exemption");
    fee->fen = fee->fen * row_int(row, 2) / 100;
    fee->exemption = exemption;
    fee->source = arena_printf(desk->arena, STR_FMT " " STR_FMT, STR_ARG(fee->source),
                               STR_ARG(row_text(row, 4)));
    return DONE;
}

enum outcome fee_quote(struct desk *desk, const char *kind, struct str ground, struct str exemption,
                       struct fee *out)
{
    if (ground.len != 2)
        return refuse_field(desk, NO_GROUND_UNKNOWN, "/ground");
    char class[3] = { ground.at[0], '*', '\0' };
    struct row row;
    TRY(db_get(
        desk, &Q_fee_in_force, NO_TARIFF_MISSING,
        WITH(v_lit(kind), v_text(ground), v_lit(class), v_day(desk->today), v_filled(exemption)),
        &row));
    struct fee fee = { row_int(row, 0), row_text(row, 1), NO_STR };
    if (exemption.len)
        TRY(with_exemption(desk, row, ground, exemption, &fee));
    *out = fee;
    return DONE;
}

enum outcome fee_take(struct desk *desk, const char *kind, const struct fee *fee,
                      int32_t application_part, int64_t application, struct str *serial)
{
    struct row row;
    int64_t clerk = desk->clerk.id;
    int32_t part = desk->clerk.unit;
    if (fee->fen == 0) {
        *serial = NO_STR;
        return DONE;
    }
    TRY(db_get(desk, &Q_receipt_take, NO_NO_RECEIPT_BOOK, WITH(v_int(part), v_int(clerk)), &row));
    struct str number = arena_printf(desk->arena, STR_FMT "%08lld", STR_ARG(row_text(row, 1)),
                                     (long long)row_int(row, 2));
    TRY(db_change(desk, &Q_receipt_add, REFUSAL_NONE,
                  WITH(v_int(part), v_text(number), v_int(row_int(row, 0)), v_int(fee->fen),
                       v_lit(kind), v_int(application_part), v_int(application), v_int(clerk),
                       v_int(desk->now))));
    const struct move moves[] = {
        { RECEIPT_CLERK, RECEIPT_USED, clerk, clerk, 1, application },
        { FEN_PAYERS, FEN_CASH, clerk, clerk, fee->fen, application },
    };
    TRY(ledger_post(desk, part, moves, COUNT(moves)));
    *serial = number;
    return DONE;
}

static const struct {
    const char *kind, *ground;
    struct day begins;
    int64_t fen;
    const char *source;
} tariffs[] = {
    { "CARD", "1*", DAY(2004, 1, 1), 2000, "[F03]" },
    { "CARD", "2*", DAY(2004, 1, 1), 2000, "[F03]" },
    { "CARD", "23", DAY(2004, 1, 1), 4000, "[F03]" }, /* damaged */
    { "CARD", "3*", DAY(2004, 1, 1), 0, "[K] police error" },
    { "CARD", "4*", DAY(2004, 1, 1), 4000, "[F03]" }, /* lost */
    { "CARD", "1*", DAY(2018, 4, 1), 0, "[F18]" },
    { "TEMPORARY", "1*", DAY(2004, 1, 1), 1000, "[F03]" },
    { "TEMPORARY", "2*", DAY(2004, 1, 1), 1000, "[F03]" },
    { "TEMPORARY", "3*", DAY(2004, 1, 1), 0, "[K] police error" },
    { "TEMPORARY", "4*", DAY(2004, 1, 1), 1000, "[F03]" },
};

static const struct {
    const char *code;
    struct day begins;
    int percent;
    const char *grounds, *zh, *en, *source;
} exemptions[] = {
    { "1", DAY(2004, 1, 1), 0, "12", "城市最低生活保障对象", "urban minimum income", "[L 21]" },
    { "2", DAY(2004, 1, 1), 0, "12", "农村特困人员", "rural special hardship", "[L 21]" },
    { "3", DAY(2004, 1, 1), 50, "12", "其他特殊困难", "other hardship", "[L 21] city" },
};

enum outcome money_seed(struct desk *desk)
{
    for (size_t i = 0; i < COUNT(tariffs); i++)
        TRY(db_change(desk, &Q_tariff_add, REFUSAL_NONE,
                      WITH(v_lit(tariffs[i].kind), v_lit(tariffs[i].ground),
                           v_day(tariffs[i].begins), v_int(tariffs[i].fen),
                           v_lit(tariffs[i].source))));
    for (size_t i = 0; i < COUNT(exemptions); i++)
        TRY(db_change(desk, &Q_exemption_add, REFUSAL_NONE,
                      WITH(v_lit(exemptions[i].code), v_day(exemptions[i].begins),
                           v_int(exemptions[i].percent), v_lit(exemptions[i].grounds),
                           v_lit(exemptions[i].zh), v_lit(exemptions[i].en),
                           v_lit(exemptions[i].source))));
    return DONE;
}

static const struct law laws[] = {
    { "M-1", "票据领用、开具一致", "every serial taken has its receipt", &Q_law_receipts_are_used },
    { "M-2", "收费与票据金额一致", "payments equal the fees on receipts", &Q_law_cash_is_fees },
};

enum outcome money_laws(struct desk *desk, law_breach_fn breach, void *ctx)
{
    return laws_run(desk, laws, COUNT(laws), breach, ctx);
}
