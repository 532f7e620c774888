#ifndef MONEY_FEE_H
#define MONEY_FEE_H
/** Fees and receipts of the first day: tariff rows by date, exemptions, one serial out of a book
 *  for each fee.
 *  (1) The fee depends on kind, ground, day and the person's exemption, on nothing else [F03]
 *      [F18].
 *  (2) A fee without a receipt serial is impossible; no extra charge can be entered [L 21].
 *  (3) Money goes from payers to the clerk's cash, and from there only to the treasury. */
#include "core/column.h"
#include "core/desk.h"
#include "ledger/ledger.h"

struct fee {
    int64_t fen;
    struct str source;    /* tariff, and the exemption's source behind it */
    struct str exemption; /* code, or empty */
};

/** The fee in force on the desk's day.
 *  kind       "CARD" or "TEMPORARY"; ground: two digits
 *  exemption  code or empty: 1 minimum income, 2 rural hardship, 3 other hardship [L 21]
 *  refuses    TARIFF_MISSING, EXEMPTION_UNKNOWN, EXEMPTION_NOT_HERE */
MUST_USE enum outcome fee_quote(struct desk *desk, const char *kind, struct str ground,
                                struct str exemption, struct fee *out);
/** Takes the fee: next serial of the clerk's book, the receipt, both moves of the ledger. A fee of
 *  0 takes none.
 *  *serial  in the arena, or the empty view
 *  refuses  NO_RECEIPT_BOOK */
MUST_USE enum outcome fee_take(struct desk *desk, const char *kind, const struct fee *fee,
                               int32_t application_part, int64_t application, struct str *serial);

/** After a change of the price list that did not come through here. */
void fee_forget(void);

/** Rows of law: [F03], [F18], exemptions of [L 21]. Called when a database is made. */
MUST_USE enum outcome money_seed(struct desk *desk);

/** A book of serials first … last into a clerk's hands, from the finance office.
 *  refuses  RIGHT_MISSING, NOT_YOUR_DESK, BOOK_OVERLAP, CLERK_UNKNOWN, ITEM_WRONG (range, prefix, or a
 *  clerk of another unit) */
MUST_USE enum outcome receipt_book_issue(struct desk *desk, int32_t unit, int64_t clerk,
                                         struct str prefix, int64_t first, int64_t last,
                                         int64_t *id);
struct receipt_book {
    int32_t part; /* the unit */
    int64_t id;
    struct str prefix;
    int64_t first, last, next; /* next > last: used up */
    int64_t clerk;
};
extern const struct column receipt_book_columns[];
extern const size_t receipt_book_column_count;
struct receipt_books {
    const struct receipt_book *at;
    size_t count;
};
/** The books of the clerk's reach. right MAY_KEEP_RECEIPTS */
MUST_USE enum outcome receipt_book_list(struct desk *desk, struct receipt_books *out);

/** Exemptions 减免 in force on the desk's day. */
struct exemption {
    struct str code, zh, en, source;
    int64_t percent; /* left to pay */
};
struct exemptions {
    const struct exemption *at;
    size_t count;
};
MUST_USE enum outcome exemption_list(struct desk *desk, struct exemptions *out);

/** The money counter's laws. */
MUST_USE enum outcome money_laws(struct desk *desk, law_breach_fn breach, void *ctx);

#endif
