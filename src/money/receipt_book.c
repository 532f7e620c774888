#include "db/db.h"
#include "journal/journal.h"
#include "money/fee.h"
#include "office/office.h"
#include "sql/money.h"

static enum outcome check_range(struct desk *desk, struct str prefix, int64_t first, int64_t last)
{
    struct row row;
    if (first < 1 || last < first || last - first >= 1000000 || prefix.len > 8)
        return refuse_at(desk, NO_ITEM_WRONG, "/last", "1 … 1000000");
    TRY(db_find(desk, &Q_receipt_book_overlap, WITH(v_text(prefix), v_int(first), v_int(last)),
                &row));
    return row.cells ? refuse(desk, NO_BOOK_OVERLAP) : DONE;
}

enum outcome receipt_book_issue(struct desk *desk, int32_t unit, int64_t clerk, struct str prefix,
                                int64_t first, int64_t last, int64_t *id)
{
    SCOPED(tx) tx = { 0 };
    int64_t book = new_id(desk), count = last - first + 1;
    TRY(may(desk, MAY_KEEP_RECEIPTS, unit));
    TRY(tx_open(desk, &tx));
    TRY(check_range(desk, prefix, first, last));
    TRY(db_change(
        desk, &Q_receipt_book_add, REFUSAL_NONE,
        WITH(v_int(unit), v_int(book), v_text(prefix), v_int(first), v_int(last), v_int(clerk))));
    const struct move move = { RECEIPT_ISSUED, RECEIPT_CLERK, 0, clerk, count, book };
    TRY(ledger_post(desk, unit, &move, 1));
    struct str body =
        arena_printf(desk->arena,
                     "{\"prefix\":\"" STR_FMT "\",\"first\":%lld,\"last\":%lld,"
                     "\"clerk\":\"%lld\"}",
                     STR_ARG(prefix), (long long)first, (long long)last, (long long)clerk);
    TRY(journal(desk, "receipt_book.issued", unit, book, body));
    TRY(tx_commit(&tx));
    *id = book;
    return DONE;
}
