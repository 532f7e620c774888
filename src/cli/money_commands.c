/** Commands of the money counter. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "money/fee.h"
#include "office/clerk.h"

static enum outcome issue(struct cli *cli, int64_t first, int64_t last, int64_t *id)
{
    struct clerk_record clerk;
    TRY(clerk_find(&cli->desk, cli_argument(cli, "LOGIN"), &clerk));
    return receipt_book_issue(&cli->desk, clerk.unit, clerk.id, cli_argument(cli, "PREFIX"), first,
                              last, id);
}

static int run_issue(struct cli *cli)
{
    int64_t first = 0, last = 0, id = 0;
    if (!cli_number(cli, "FIRST", 1, INT64_MAX, &first) ||
        !cli_number(cli, "LAST", 1, INT64_MAX, &last))
        return EXIT_WRONG_USE;
    enum outcome outcome = issue(cli, first, last, &id);
    if (outcome == DONE)
        printf("book\n%lld\n", (long long)id);
    return (int)outcome;
}

static int run_books(struct cli *cli)
{
    struct receipt_books books;
    enum outcome outcome = receipt_book_list(&cli->desk, &books);
    if (outcome == DONE)
        cli_table(cli, receipt_book_columns, receipt_book_column_count, books.at, sizeof *books.at,
                  books.count);
    return (int)outcome;
}

/* clang-format off */
const struct command money_commands[] = {
    { "receipt issue", "LOGIN PREFIX FIRST LAST", MAY_KEEP_RECEIPTS, run_issue, "发放一本票据给经办人", "a book of receipts into a clerk's hands" },
    { "receipt books", "", MAY_KEEP_RECEIPTS, run_books, "票据本", "the books of receipts" },
};
/* clang-format on */
const size_t money_command_count = COUNT(money_commands);
