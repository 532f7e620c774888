/** The wiring: the only file that knows everything. */
#include "city/generate_command.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/number_command.h"

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

int main(int argc, char **argv)
{
    static const struct command_table extra[] = { { other_commands, COUNT(other_commands) } };
    struct cli_tables tables = cli_tables(extra, COUNT(extra));
    return cli_main(argc, argv, tables.at, tables.count);
}
