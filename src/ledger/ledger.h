#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H
/** Cards, receipt serials and money are the same thing: an amount in an account.
 *  (1) Accounts never go negative, but for sources.
 *  (2) A transfer moves an amount inside one part.
 *  (3) Between two parts there are two steps: giver → TRANSIT when the giver signs, TRANSIT → SENT
 *      and ARRIVED → receiver when the receiver does; both halves in one transaction when both
 *      parts are kept here, else the giver's half with the receiver's answer.
 *  (4) Only the edges of the table exist: no transfer leads from fee cash to anything but the
 *      treasury (收支两条线) [L 21]. */
#include "core/desk.h"

/* clang-format off */
#define ACCOUNT_KINDS(X) /* kind, source, Chinese, English */ \
    X(CARD_MADE,         1, "制成",         "made")             \
    X(CARD_STOCK,        0, "单位在库",     "in stock")         \
    X(CARD_DRAWER,       0, "民警保管",     "in a clerk's drawer") \
    X(CARD_TRANSIT,      0, "在途",         "on the way")       \
    X(CARD_SENT,         0, "已送达外单位", "delivered elsewhere") \
    X(CARD_ARRIVED,      1, "外单位来件",   "arrived from elsewhere") \
    X(CARD_HOLDER,       0, "持证人",       "with holders")     \
    X(CARD_REJECTED,     0, "不合格待销毁", "rejected")         \
    X(CARD_SURRENDERED,  0, "收交",         "surrendered")      \
    X(CARD_DESTROYED,    0, "已销毁",       "destroyed")        \
    X(CARD_LOST,         0, "丢失",         "lost")             \
    X(RECEIPT_ISSUED,    1, "财政印发",     "issued by finance") \
    X(RECEIPT_CLERK,     0, "经办人持有",   "in a clerk's book") \
    X(RECEIPT_USED,      0, "已开具",       "used")             \
    X(RECEIPT_VOID,      0, "作废",         "void")             \
    X(FEN_PAYERS,        1, "缴费人",       "payers")           \
    X(FEN_CASH,          0, "经办人现金",   "a clerk's cash")   \
    X(FEN_TREASURY,      0, "国库",         "treasury")
/* clang-format on */
enum account_kind {
#define X(kind, source, zh, en) kind,
    ACCOUNT_KINDS(X)
#undef X
        ACCOUNT_KIND_COUNT
};

struct account_text {
    const char *code, *zh, *en;
    int source;
};
const struct account_text *account_text(enum account_kind kind);
/** ACCOUNT_KIND_COUNT when there is none. */
enum account_kind account_of_code(struct str code);

struct move {
    enum account_kind from, to;
    int64_t from_holder, to_holder;
    int64_t amount, subject;
};

/** Moves inside one part, all or none; each asks the table of edges.
 *  refuses ACCOUNT_SHORT, EDGE_MISSING */
MUST_USE enum outcome ledger_post(struct desk *desk, int32_t part, const struct move *moves,
                                  size_t count);

/** One law: a statement without parameters that must give no row. */
struct statement;
struct law {
    const char *id, *zh, *en;
    const struct statement *breaches;
};
typedef void (*law_breach_fn)(void *ctx, const struct law *law, struct str what);
/** Runs laws; calls back with every breach found, without personal data. Each counter has its own
 * rows. */
MUST_USE enum outcome laws_run(struct desk *desk, const struct law *laws, size_t count,
                               law_breach_fn breach, void *ctx);
/** The ledger's own laws. */
MUST_USE enum outcome ledger_laws(struct desk *desk, law_breach_fn breach, void *ctx);

#endif
