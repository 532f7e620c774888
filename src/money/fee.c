#include "money/fee.h"
#include "db/copy.h"
#include "db/db.h"
#include "sql/money.h"

/* ---- the price list, a copy kept per process ---- */

struct price {
    struct str kind, ground;
    int32_t begins;
    int64_t fen;
    struct str source;
};

struct relief {
    struct str code;
    int32_t begins;
    int64_t percent;
    struct str grounds, source;
};

struct price_list {
    struct price *prices;
    struct relief *reliefs;
    size_t price_count, relief_count;
};

static struct copies copies = NO_COPIES;

void fee_forget(void)
{
    copies_forget(&copies);
}

static void read_prices(struct price_list *list, struct arena *arena, const struct rows *rows)
{
    list->prices = NEW_ARRAY(arena, struct price, rows->count);
    list->price_count = rows->count;
    for (size_t i = 0; i < rows->count; i++) {
        struct row row = rows_at(rows, i);
        list->prices[i] = (struct price){ arena_str(arena, row_text(row, 0)),
                                          arena_str(arena, row_text(row, 1)), row_day(row, 2).n,
                                          row_int(row, 3), arena_str(arena, row_text(row, 4)) };
    }
}

static void read_reliefs(struct price_list *list, struct arena *arena, const struct rows *rows)
{
    list->reliefs = NEW_ARRAY(arena, struct relief, rows->count);
    list->relief_count = rows->count;
    for (size_t i = 0; i < rows->count; i++) {
        struct row row = rows_at(rows, i);
        list->reliefs[i] = (struct relief){ arena_str(arena, row_text(row, 0)), row_day(row, 1).n,
                                            row_int(row, 2), arena_str(arena, row_text(row, 3)),
                                            arena_str(arena, row_text(row, 4)) };
    }
}

static enum outcome load_list(struct desk *desk)
{
    struct rows tariffs, exemptions;
    TRY(db_list(desk, &Q_tariffs_all, WITH_NOTHING, &tariffs));
    TRY(db_list(desk, &Q_exemptions_all, WITH_NOTHING, &exemptions));
    struct arena *arena = arena_open();
    struct price_list *list = NEW(arena, struct price_list);
    read_prices(list, arena, &tariffs);
    read_reliefs(list, arena, &exemptions);
    copy_keep(&copies, desk, arena, list, 1);
    return DONE;
}

/** What is asked of the list. */
struct wanted {
    const char *kind;
    struct str ground, exemption;
};

static bool covers(struct str row_ground, struct str ground)
{
    return str_eq(row_ground, ground) ||
           (row_ground.len == 2 && row_ground.at[0] == ground.at[0] && row_ground.at[1] == '*');
}

static const struct price *find_price(const struct price_list *list, const struct wanted *w,
                                      struct day on)
{
    const struct price *found = NULL;
    for (size_t i = 0; i < list->price_count; i++) {
        const struct price *p = &list->prices[i];
        if (p->begins <= on.n && str_is(p->kind, w->kind) && covers(p->ground, w->ground))
            found = p;
    }
    return found;
}

static const struct relief *find_relief(const struct price_list *list, struct str code,
                                        struct day on)
{
    const struct relief *found = NULL;
    for (size_t i = 0; i < list->relief_count; i++)
        if (list->reliefs[i].begins <= on.n && str_eq(list->reliefs[i].code, code))
            found = &list->reliefs[i];
    return found;
}

static enum outcome with_exemption(struct desk *desk, const struct relief *relief,
                                   const struct wanted *w, struct fee *fee)
{
    if (!relief)
        return refuse_field(desk, NO_EXEMPTION_UNKNOWN, "/exemption");
    if (str_find_byte(relief->grounds, w->ground.at[0]) == relief->grounds.len)
        return refuse_field(desk, NO_EXEMPTION_NOT_HERE, "/exemption");
    fee->fen = fee->fen * relief->percent / 100;
    fee->exemption = w->exemption;
    fee->source = arena_printf(desk->arena, STR_FMT " " STR_FMT, STR_ARG(fee->source),
                               STR_ARG(relief->source));
    return DONE;
}

static enum outcome quote_from(struct desk *desk, const struct price_list *list,
                               const struct wanted *w, struct fee *out)
{
    const struct price *price = find_price(list, w, desk->today);
    if (!price)
        return refuse(desk, NO_TARIFF_MISSING);
    struct fee fee = { price->fen, arena_str(desk->arena, price->source), NO_STR };
    if (w->exemption.len)
        TRY(with_exemption(desk, find_relief(list, w->exemption, desk->today), w, &fee));
    *out = fee;
    return DONE;
}

/** False when there is no copy, or one too old; else *said is the answer. */
static bool quote_from_copy(struct desk *desk, const struct wanted *w, struct fee *out,
                            enum outcome *said)
{
    pthread_mutex_lock(&copies.lock);
    const struct copy *copy = copy_of(&copies, desk);
    bool fresh = copy_is_fresh(copy, desk);
    if (fresh)
        *said = quote_from(desk, copy->at, w, out);
    pthread_mutex_unlock(&copies.lock);
    return fresh;
}

enum outcome fee_quote(struct desk *desk, const char *kind, struct str ground, struct str exemption,
                       struct fee *out)
{
    enum outcome said = FAILED;
    const struct wanted w = { kind, ground, exemption };
    if (ground.len != 2)
        return refuse_field(desk, NO_GROUND_UNKNOWN, "/ground");
    while (!quote_from_copy(desk, &w, out, &said))
        TRY(load_list(desk));
    return said;
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
    fee_forget();
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
