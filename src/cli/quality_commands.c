/** The quality board in a terminal. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/who.h"
#include "office/unit.h"
#include "quality/quality.h"

/** A figure as a line. */
struct shown_figure {
    struct str measure, item, label, rate;
    int64_t good, total;
};
static const struct column figure_columns[] = {
    COLUMN(shown_figure, measure, "measure", KIND_TEXT, "指标", "Measure"),
    COLUMN(shown_figure, item, "item", KIND_TEXT, "项目", "Item"),
    COLUMN(shown_figure, label, "label", KIND_TEXT, "名称", "Name"),
    COLUMN(shown_figure, good, "good", KIND_INT, "数", "Count"),
    COLUMN(shown_figure, total, "total", KIND_INT, "总数", "Of"),
    COLUMN(shown_figure, rate, "rate", KIND_TEXT, "率", "Rate"),
};

static struct str rate_of(struct desk *desk, const struct quality_figure *f)
{
    if (!f->total)
        return STR("");
    return arena_printf(desk->arena, "%.4f", (double)f->good / (double)f->total);
}

static void print_figures(struct cli *cli, const struct quality_board *board)
{
    struct desk *desk = &cli->desk;
    size_t count = board->figures.count;
    struct shown_figure *shown = NEW_ARRAY(desk->arena, struct shown_figure, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct quality_figure *f = &board->figures.at[i];
        shown[i] = (struct shown_figure){ str_of(quality_measure_text(f->measure)->code),
                                          f->item,
                                          f->zh,
                                          rate_of(desk, f),
                                          f->good,
                                          f->total };
    }
    cli_table(cli, figure_columns, COUNT(figure_columns), shown, sizeof *shown, count);
}

static void print_lines(struct cli *cli, const struct quality_lines *lines)
{
    cli_table(cli, quality_line_columns, quality_line_column_count, lines->at, sizeof *lines->at,
              lines->count);
}

static int run_quality(struct cli *cli)
{
    struct quality_board board;
    struct desk *desk = &cli->desk;
    int32_t unit = 0;
    struct quality_counted counted;
    if (cli_option(cli, "--unit").at && !unit_given(cli, "--unit", &unit))
        return EXIT_WRONG_USE;
    if (cli_flag(cli, "--measure")) {
        CLI_TRY(quality_count(desk, &counted));
        CLI_TRY(quality_keep(desk, &counted));
    }
    CLI_TRY(quality_board_read(desk, unit, &board));
    if (cli_flag(cli, "--units"))
        print_lines(cli, &board.units);
    else if (cli_flag(cli, "--trend"))
        print_lines(cli, &board.trend);
    else
        print_figures(cli, &board);
    struct str name = unit_short_name(desk, board.unit);
    if (!day_is(board.day))
        cli_say(STR_FMT "：尚未测算 not measured yet (--measure)", STR_ARG(name));
    else
        cli_say(STR_FMT " " STR_FMT "：登记 %lld 人，未办存疑 %lld，超期 %lld persons, open, old",
                STR_ARG(name), STR_ARG(day_str(desk->arena, board.day)),
                (long long)board.sum.persons, (long long)board.sum.open, (long long)board.sum.old);
    return EXIT_DONE;
}

/* clang-format off */
const struct command quality_commands[] = {
    { "register quality", "[--unit UNIT] [--measure] [--units] [--trend]", MAY_SEE_PERSONS, run_quality,
      "数据质量：完整、及时、存疑（--measure 测算并留存）", "quality of the register by item, unit or day; --measure counts and keeps today's" },
};
/* clang-format on */
const size_t quality_command_count = COUNT(quality_commands);
