#include "base/utf8.h"
#include "db/db.h"
#include "journal/journal.h"
#include "money/fee.h"
#include "office/clerk.h"
#include "office/office.h"
#include "sql/money.h"

#define C(field, key, kind, zh, en) COLUMN(receipt_book, field, key, kind, zh, en)
/* clang-format off */
const struct column receipt_book_columns[] = {
    C(part,   "unit",   KIND_INT32, "单位",   "Unit"),
    C(id,     "id",     KIND_ID,    "票据本", "Book"),
    C(prefix, "prefix", KIND_TEXT,  "字轨",   "Prefix"),
    C(first,  "first",  KIND_INT,   "起号",   "First"),
    C(last,   "last",   KIND_INT,   "止号",   "Last"),
    C(next,   "next",   KIND_INT,   "下一号", "Next"),
    C(clerk,  "clerk",  KIND_ID,    "领用人", "Clerk"),
};
/* clang-format on */
#undef C
const size_t receipt_book_column_count = COUNT(receipt_book_columns);

enum { PREFIX_POINTS = 8, SERIALS_MOST = 1000000, SERIAL_LAST = 99999999 };

/** As printed on the paper: letters, digits and hyphens, of any script. */
static bool prefix_good(struct str prefix)
{
    for (size_t i = 0; i < prefix.len; i++) {
        char c = prefix.at[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!letter && !(c >= '0' && c <= '9') && c != '-' && (unsigned char)c < 0x80)
            return false;
    }
    return utf8_valid(prefix) && utf8_points(prefix) <= PREFIX_POINTS;
}

static enum outcome check_range(struct desk *desk, struct str prefix, int64_t first, int64_t last)
{
    struct row row;
    if (first < 1 || last < first || last > SERIAL_LAST || last - first >= SERIALS_MOST)
        return refuse_at(desk, NO_ITEM_WRONG, "/last", "1 … %d", SERIAL_LAST);
    if (!prefix_good(prefix))
        return refuse_at(desk, NO_ITEM_WRONG, "/prefix", "≤ %d", PREFIX_POINTS);
    TRY(db_find(desk, &Q_receipt_book_overlap, WITH(v_text(prefix), v_int(first), v_int(last)),
                &row));
    return row.cells ? refuse(desk, NO_BOOK_OVERLAP) : DONE;
}

/** Whoever holds a book works in the unit that keeps its account. */
static enum outcome check_holder(struct desk *desk, int32_t unit, int64_t clerk)
{
    struct clerk_record holder;
    TRY(clerk_record(desk, clerk, &holder));
    return holder.unit == unit ? DONE : refuse_at(desk, NO_ITEM_WRONG, "/clerk", "%09d", unit);
}

enum outcome receipt_book_issue(struct desk *desk, int32_t unit, int64_t clerk, struct str prefix,
                                int64_t first, int64_t last, int64_t *id)
{
    SCOPED(tx) tx = { 0 };
    int64_t book = new_id(desk), count = last - first + 1;
    TRY(may(desk, MAY_KEEP_RECEIPTS, unit));
    TRY(tx_open(desk, &tx));
    TRY(check_range(desk, prefix, first, last));
    TRY(check_holder(desk, unit, clerk));
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

enum outcome receipt_book_list(struct desk *desk, struct receipt_books *out)
{
    struct rows rows;
    TRY(may(desk, MAY_KEEP_RECEIPTS, desk->clerk.unit));
    TRY(db_list(desk, &Q_receipt_books,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), &rows));
    struct receipt_book *books = NEW_ARRAY(desk->arena, struct receipt_book, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        books[i] =
            (struct receipt_book){ (int32_t)row_int(row, 0), row_int(row, 1), row_text(row, 2),
                                   row_int(row, 3),          row_int(row, 4), row_int(row, 5),
                                   row_int(row, 6) };
    }
    *out = (struct receipt_books){ books, rows.count };
    return DONE;
}

/** A code stands once, with the last row that had begun. */
enum outcome exemption_list(struct desk *desk, struct exemptions *out)
{
    struct rows rows;
    size_t count = 0;
    TRY(db_list(desk, &Q_exemptions_in_force, WITH(v_day(desk->today)), &rows));
    struct exemption *exemptions = NEW_ARRAY(desk->arena, struct exemption, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        if (!count || !str_eq(exemptions[count - 1].code, row_text(row, 0)))
            count++;
        exemptions[count - 1] =
            (struct exemption){ row_text(row, 0), row_text(row, 3), row_text(row, 4),
                                row_text(row, 5), row_int(row, 1) };
    }
    *out = (struct exemptions){ exemptions, count };
    return DONE;
}
