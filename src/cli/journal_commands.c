/** Commands of journal and laws. */
#include "business/laws.h"
#include "cards/application_store.h"
#include "cards/find_entry.h"
#include "cards/laws.h"
#include "characters/laws.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "conflict/laws.h"
#include "exchange/package.h"
#include "journal/entry.h"
#include "journal/journal.h"
#include "money/fee.h"
#include "office/office.h"
#include "overdue/laws.h"
#include "register/laws.h"
#include "same/laws.h"
#include "unregistered/laws.h"

enum { LIST_MAX = 200 };

static int run_verify(struct cli *cli)
{
    struct verification v;
    enum outcome outcome = journal_verify(&cli->desk, &v);
    if (outcome != DONE)
        return (int)outcome;
    printf("units,entries,heads,good,unit,seq,fault\n%lld,%lld,%lld,%d,", (long long)v.units,
           (long long)v.entries, (long long)v.heads, v.good);
    if (v.good)
        printf(",,\n");
    else
        printf("%d,%lld,%s\n", v.unit, (long long)v.seq, v.fault);
    cli_say(v.good ? "日志完整 the journal is whole"
                   : "日志有一条与其哈希不符 an entry does not fit");
    return v.good ? EXIT_DONE : EXIT_REFUSED;
}

static int run_prove(struct cli *cli)
{
    struct proof_order order = { .body = cli_flag(cli, "--body") };
    struct str json = NO_STR;
    if (cli_option(cli, "--since").at && !cli_number(cli, "--since", 1, INT64_MAX, &order.since))
        return EXIT_WRONG_USE;
    enum outcome outcome = find_entry(&cli->desk, cli_argument(cli, "NUMBER"), &order);
    if (outcome == DONE)
        outcome = journal_prove(&cli->desk, &order, &json);
    if (outcome == DONE && !(cli_out(json) && cli_out(STR("\n"))))
        return EXIT_FAILED;
    return (int)outcome;
}

/** Every entry about one application, oldest first. */
static enum outcome list_case(struct cli *cli, struct str number, struct entries *out)
{
    struct application app;
    TRY(application_load(&cli->desk, number, &app));
    TRY(may(&cli->desk, MAY_ADMIN_AUDIT, app.station));
    return entries_about(&cli->desk, app.part, app.id, out);
}

static enum outcome list_latest(struct cli *cli, struct entries *out)
{
    const struct clerk *clerk = &cli->desk.clerk;
    struct str verb = cli_option(cli, "--verb");
    return entries_page(&cli->desk, clerk->reach_from, clerk->reach_to, ENTRY_LATEST,
                        verb.at ? verb : STR(""), LIST_MAX, out);
}

static int run_list(struct cli *cli)
{
    struct entries entries;
    struct str about = cli_option(cli, "--about");
    enum outcome outcome = about.at ? list_case(cli, about, &entries) : list_latest(cli, &entries);
    if (outcome == DONE)
        cli_table(cli, entry_columns, entry_column_count, entries.at, sizeof *entries.at,
                  entries.count);
    return (int)outcome;
}

/** Sums of a figure of progress over the clerk's reach, all days: what reports and laws are
 * compared with. */
static int run_figures(struct cli *cli)
{
    int64_t n = 0;
    struct desk *desk = &cli->desk;
    enum outcome outcome = progress_sum(desk, desk->clerk.reach_from, desk->clerk.reach_to,
                                        cli_argument(cli, "FIGURE"), &n);
    if (outcome == DONE)
        printf("%lld\n", (long long)n);
    return (int)outcome;
}

static int run_heads(struct cli *cli)
{
    return (int)journal_sign_heads(&cli->desk);
}

static void say_breach(void *ctx, const struct law *law, struct str what)
{
    ++*(int *)ctx;
    printf("%s,%s,%s," STR_FMT "\n", law->id, law->zh, law->en, STR_ARG(what));
}

static int run_laws(struct cli *cli)
{
    static enum outcome (*const counters[])(struct desk *, law_breach_fn, void *) = {
        ledger_laws,   register_laws,     money_laws,     cards_laws,
        exchange_laws, conflict_laws,     business_laws,  same_laws,
        overdue_laws,  unregistered_laws, characters_laws
    };
    int breaches = 0;
    printf("law,zh,en,where\n");
    for (size_t i = 0; i < COUNT(counters); i++) {
        enum outcome outcome = counters[i](&cli->desk, say_breach, &breaches);
        if (outcome != DONE)
            return (int)outcome;
    }
    cli_say(breaches ? "有违反之处 laws are broken: %d" : "各项不变式成立 all laws hold", breaches);
    return breaches ? EXIT_REFUSED : EXIT_DONE;
}

/* clang-format off */
const struct command journal_commands[] = {
    { "journal verify", "", NO_CLERK, run_verify, "核验全部日志", "verify every chain: leaves, nodes, signed heads" },
    { "journal prove", "NUMBER [--body] [--since SIZE]", NO_CLERK, run_prove, "出具一条日志的证明（受理号或 单位:序号），可证其延续先前的链头", "a proof of one entry: an acceptance number, or UNIT:SEQ; and that the head continues an earlier one" },
    { "journal list", "[--verb VERB] [--about NUMBER]", MAY_ADMIN_AUDIT, run_list, "最近的日志，或一份申请的全部日志", "the latest entries, or all about one application" },
    { "journal figures", "FIGURE", ANYONE, run_figures, "某项进度数字的合计", "the sum of a figure of progress" },
    { "journal heads", "", NO_CLERK, run_heads, "签名各链头", "sign the heads of all chains" },
    { "laws", "", NO_CLERK, run_laws, "检查各项不变式", "check every law on the live data" },
};
/* clang-format on */
const size_t journal_command_count = COUNT(journal_commands);
