/** The wiring: the only file that knows everything. */
#include "cards/follow_person.h"
#include "cards/keep_load.h"
#include "cards/steps.h"
#include "cards/travel.h"
#include "characters/character_case.h"
#include "city/generate_command.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/number_command.h"
#include "cli/serve_command.h"
#include "conflict/conflict.h"
#include "house/house_check.h"
#include "journal/journal.h"
#include "money/fee.h"
#include "overdue/overdue.h"
#include "overdue/separation.h"
#include "same/same.h"
#include "unregistered/unregistered.h"

static int run_number_check(struct cli *cli)
{
    return number_check_main(cli->argc, cli->argv);
}

/** Its first argument is its name, the word before. */
static int run_city_generate(struct cli *cli)
{
    return city_generate_main(cli->argc + 1, cli->argv - 1);
}

/* clang-format off */
static const struct command other_commands[] = {
    { "number check", "[FILE] [--summary] [--today DAY]", RAW, run_number_check,
      "核对公民身份号码，一行一个", "check citizen numbers, one a line" },
    { "city generate", "--people N --seed S --out DIR [--encoding E] [--portraits N] [--on DAY]", RAW, run_city_generate,
      "生成一座虚构城市的登记数据", "the register of an invented city" },
};
/* clang-format on */

static enum outcome seed_money(struct desk *desk, int32_t part, int64_t subject, struct str body)
{
    (void)part, (void)subject, (void)body;
    return money_seed(desk);
}

/** What happens above when something is done below, in the same transaction. */
static const struct follow follows[] = {
    { "city.initialised", seed_money },
    { "number_case.opened", hold_for_case },
    { "number_case.deciding", conflict_before_decision },
    { "number_case.closed", release_held },
    { "number_case.closed", conflict_after_decision },
    { "four_way.settled", release_settled },
    { "finding.righted", house_finding_righted },
    { "finding.closed", house_finding_dismissed },
    { "load.undoing", keep_load },
    { "load.undoing", conflict_keep_load },
    { "load.undoing", same_keep_load },
    { "load.undoing", unregistered_keep_load },
    { "load.undoing", character_cases_undo },
    { "person.changed", character_cases_follow },
    { "person.changed", follow_person },
    { "household.changed", follow_household },
    { "person.changed", overdue_follow_person },
    { "house_visit.entered", separation_follow_visit },
    { "load.undoing", overdue_keep_load },
    { "person.private_use", character_cases_open },
    { "character_case.settled", release_settled },
};

/** What travels in packages, and the counter each kind of record belongs to. */
static void wire_records(void)
{
    static struct record_kind kinds[16];
    size_t n = 0;
    for (; n < card_record_kind_count; n++)
        kinds[n] = card_record_kinds[n];
    kinds[n++] = package_taken_kind;
    record_kinds(kinds, n);
}

int main(int argc, char **argv)
{
    const struct command_table extra[] = { { other_commands, COUNT(other_commands) },
                                           { serve_commands, serve_command_count } };
    follow_table(follows, COUNT(follows));
    wire_records();
    struct cli_tables tables = cli_tables(extra, COUNT(extra));
    return cli_main(argc, argv, tables.at, tables.count);
}
