#include "ledger/ledger.h"
#include "db/db.h"
#include "sql/ledger.h"

static const struct account_text kinds[ACCOUNT_KIND_COUNT] = {
#define X(kind, source, zh, en) [kind] = { #kind, zh, en, source },
    ACCOUNT_KINDS(X)
#undef X
};

/** Every way an amount may go. What is no row here cannot be done, by anybody. */
static const struct edge {
    enum account_kind from, to;
    const char *source;
} edges[] = {
    { CARD_MADE, CARD_STOCK, "[AK]" },
    { CARD_STOCK, CARD_TRANSIT, "[LY] [S36]" },
    { CARD_DRAWER, CARD_TRANSIT, "[LY] [S36]" },
    { CARD_TRANSIT, CARD_SENT, "[S36]" },
    { CARD_TRANSIT, CARD_STOCK, "[S36]" }, /* not received: it comes back */
    { CARD_TRANSIT, CARD_LOST, "[V 8.7]" },
    { CARD_ARRIVED, CARD_STOCK, "[S36]" },
    { CARD_STOCK, CARD_DRAWER, "[S36]" },
    { CARD_DRAWER, CARD_STOCK, "[S36]" },
    { CARD_STOCK, CARD_HOLDER, "[G21 81]" },
    { CARD_DRAWER, CARD_HOLDER, "[G21 81]" },
    { CARD_STOCK, CARD_REJECTED, "[GA458]" },
    { CARD_REJECTED, CARD_DESTROYED, "[V 8.7]" },
    { CARD_HOLDER, CARD_SURRENDERED, "[L 11]" },
    { CARD_HOLDER, CARD_LOST, "[L 11]" },
    { CARD_LOST, CARD_SURRENDERED, "[G21 86]" }, /* found again */
    { CARD_SURRENDERED, CARD_DESTROYED, "[G21 86]" },
    { RECEIPT_ISSUED, RECEIPT_CLERK, "[SD07] [F03]" },
    { RECEIPT_CLERK, RECEIPT_USED, "[SD07] [F03]" },
    { RECEIPT_CLERK, RECEIPT_VOID, "[SD07]" },
    { FEN_PAYERS, FEN_CASH, "[L 21]" },
    { FEN_CASH, FEN_TREASURY, "[L 21]" }, /* and to nothing else */
};

const struct account_text *account_text(enum account_kind kind)
{
    ASSERT(kind < ACCOUNT_KIND_COUNT);
    return &kinds[kind];
}

enum account_kind account_of_code(struct str code)
{
    int i = 0;
    while (i < ACCOUNT_KIND_COUNT && !str_is(code, kinds[i].code))
        i++;
    return (enum account_kind)i;
}

static bool edge_exists(enum account_kind from, enum account_kind to)
{
    for (size_t i = 0; i < COUNT(edges); i++)
        if (edges[i].from == from && edges[i].to == to)
            return true;
    return false;
}

enum { MOVES_MAX = 16 };

/** Additions of one posting, each account once: an upsert may not meet the same key twice. */
struct additions {
    struct addition {
        enum account_kind kind;
        int64_t holder, amount;
    } at[MOVES_MAX * 2];
    size_t count;
};

static void add(struct additions *all, enum account_kind kind, int64_t holder, int64_t amount)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].kind == kind && all->at[i].holder == holder) {
            all->at[i].amount += amount;
            return;
        }
    all->at[all->count++] = (struct addition){ kind, holder, amount };
}

#define ADDITION(a)                                                                                \
    v_lit(kinds[(a).kind].code), v_int((a).holder), v_int(kinds[(a).kind].source), v_int((a).amount)

static enum outcome write_additions(struct desk *desk, int32_t part, const struct addition *a,
                                    size_t count)
{
    while (count >= 3) {
        TRY(db_change(desk, &Q_account_add_3, REFUSAL_NONE,
                      WITH(v_int(part), ADDITION(a[0]), ADDITION(a[1]), ADDITION(a[2]))));
        a += 3;
        count -= 3;
    }
    if (count == 2)
        return db_change(desk, &Q_account_add_2, REFUSAL_NONE,
                         WITH(v_int(part), ADDITION(a[0]), ADDITION(a[1])));
    if (count == 1)
        return db_change(desk, &Q_account_add_1, REFUSAL_NONE, WITH(v_int(part), ADDITION(a[0])));
    return DONE;
}

#define TRANSFER(m)                                                                                \
    v_int(new_id(desk)), v_lit(kinds[(m).from].code), v_int((m).from_holder),                      \
        v_lit(kinds[(m).to].code), v_int((m).to_holder), v_int((m).amount), v_int((m).subject)

static enum outcome write_transfers(struct desk *desk, int32_t part, const struct move *m,
                                    size_t count)
{
    for (; count >= 2; m += 2, count -= 2)
        TRY(db_change(desk, &Q_transfer_add_2, REFUSAL_NONE,
                      WITH(v_int(part), v_int(desk->clerk.id), v_int(desk->now), TRANSFER(m[0]),
                           TRANSFER(m[1]))));
    if (count)
        TRY(db_change(desk, &Q_transfer_add_1, REFUSAL_NONE,
                      WITH(v_int(part), v_int(desk->clerk.id), v_int(desk->now), TRANSFER(m[0]))));
    return DONE;
}

enum outcome ledger_post(struct desk *desk, int32_t part, const struct move *moves, size_t count)
{
    struct additions all = { .count = 0 };
    ASSERT(count <= MOVES_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct move *m = &moves[i];
        ASSERT(m->amount > 0);
        if (!edge_exists(m->from, m->to))
            return refuse(desk, NO_EDGE_MISSING);
        if (kinds[m->from].source)
            add(&all, m->from, m->from_holder, -m->amount);
        else
            TRY(db_change(desk, &Q_account_debit, NO_ACCOUNT_SHORT,
                          WITH(v_int(part), v_lit(kinds[m->from].code), v_int(m->from_holder),
                               v_int(m->amount))));
        add(&all, m->to, m->to_holder, m->amount);
    }
    TRY(write_additions(desk, part, all.at, all.count));
    return write_transfers(desk, part, moves, count);
}

static const struct law laws[] = {
    { "L-1", "账户余额等于其全部移交之和", "a balance is the sum of its transfers",
      &Q_law_balance_is_transfers },
    { "L-2", "账户不为负", "no account is negative", &Q_law_never_negative },
    { "L-3", "总量不变", "nothing appears or disappears", &Q_law_sums_to_zero },
    { "L-4", "交出与到达一致", "what left one unit arrived at the other",
      &Q_law_what_left_arrived },
};

enum outcome ledger_laws(struct desk *desk, law_breach_fn breach, void *ctx)
{
    return laws_run(desk, laws, COUNT(laws), breach, ctx);
}

/** Every cell of a row as text, so that a breach says where it stands. */
static struct str row_words(struct desk *desk, struct row row)
{
    struct buf text = { 0 };
    for (size_t i = 0; i < row.columns; i++) {
        buf_printf(&text, "%s%s=", i ? " " : "", row.names[i]);
        if (row.cells[i].kind == V_INT)
            buf_int(&text, row.cells[i].n);
        else
            buf_add(&text, row.cells[i].s);
    }
    struct str s = arena_str(desk->arena, buf_str(&text));
    buf_close(&text);
    return s;
}

enum outcome laws_run(struct desk *desk, const struct law *all, size_t count, law_breach_fn breach,
                      void *ctx)
{
    for (size_t i = 0; i < count; i++) {
        struct rows rows;
        TRY(db_list(desk, all[i].breaches, WITH_NOTHING, &rows));
        for (size_t k = 0; k < rows.count; k++)
            breach(ctx, &all[i], row_words(desk, rows_at(&rows, k)));
    }
    return DONE;
}
