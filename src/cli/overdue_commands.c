/** Commands of overdue cancellations, pocket households and separations. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/who.h"
#include "exchange/import_source.h"
#include "overdue/figures.h"
#include "overdue/see_case.h"
#include "overdue/separation.h"
#include "overdue/take_list.h"

enum { LIST_PAGE = 200, FILE_MOST = 64 << 20, MAP_MOST = 64 << 10 };

static int say(struct cli *cli, enum outcome outcome, const struct overdue_case *c)
{
    if (outcome == DONE)
        cli_record(cli, overdue_columns, overdue_column_count, c);
    return (int)outcome;
}

static int run_life(struct cli *cli)
{
    SCOPED(buf) dot = { 0 };
    (void)cli;
    overdue_life_dot(&dot);
    return cli_out(buf_str(&dot)) ? EXIT_DONE : EXIT_FAILED;
}

/* ---- lists ---- */

static void print_reject(void *self, const struct import_reject *reject)
{
    SCOPED(buf) line = { 0 };
    (void)self;
    import_reject_csv(&line, reject);
    cli_say(STR_FMT, STR_ARG(str_trim(buf_str(&line))));
}

static enum outcome take(struct cli *cli, struct import_source *source, struct overdue_list *out)
{
    struct desk *desk = &cli->desk;
    struct str bytes, map = cli_option(cli, "--map");
    struct import_order order = { .file = cli_argument(cli, "FILE"),
                                  .headings = overdue_headings,
                                  .heading_count = OVERDUE_COLUMN_COUNT,
                                  .rejected = print_reject };
    TRY(cli_read_file(desk, order.file, FILE_MOST, &bytes));
    if (map.at)
        TRY(cli_read_file(desk, map, MAP_MOST, &order.map));
    TRY(import_source_open(desk, bytes, cli_option(cli, "--encoding"), cli_option(cli, "--sheet"),
                           &order, source));
    return overdue_take_list(desk, cli_argument(cli, "SOURCE"), &order, out);
}

static int run_import(struct cli *cli)
{
    struct import_source source = { 0 };
    struct overdue_list list;
    enum outcome outcome = take(cli, &source, &list);
    import_source_close(&source);
    if (outcome == DONE)
        cli_record(cli, overdue_list_columns, overdue_list_column_count, &list);
    return (int)outcome;
}

static int run_lists(struct cli *cli)
{
    struct overdue_lists lists;
    enum outcome outcome = overdue_lists(&cli->desk, &lists);
    if (outcome == DONE)
        cli_table(cli, overdue_list_columns, overdue_list_column_count, lists.at, sizeof *lists.at,
                  lists.count);
    return (int)outcome;
}

/* ---- cases ---- */

static bool day_given(struct cli *cli, const char *name, struct day *out)
{
    *out = NO_DAY;
    return !cli_option(cli, name).at || cli_day(cli, name, out);
}

static int run_open(struct cli *cli)
{
    struct overdue_case c;
    struct overdue_asked asked = { .source = cli_argument(cli, "SOURCE"),
                                   .paper = cli_option(cli, "--paper"),
                                   .place = cli_option(cli, "--place") };
    if (!day_given(cli, "--on", &asked.event_on))
        return EXIT_WRONG_USE;
    CLI_TRY(find_person(cli, &asked.part, &asked.person));
    return say(cli, overdue_open(&cli->desk, &asked, &c), &c);
}

static int run_search(struct cli *cli)
{
    struct overdue_found found;
    enum outcome outcome = overdue_search(&cli->desk, &found);
    if (outcome == DONE)
        printf("doors,plates,known\n%lld,%lld,%lld\n", (long long)found.doors,
               (long long)found.plates, (long long)found.known);
    return (int)outcome;
}

static int run_list(struct cli *cli)
{
    struct overdue_cases cases;
    struct str state = cli_option(cli, "--state");
    const struct overdue_query query = { state.at ? state : STR("OPEN"), cli_option(cli, "--sort"),
                                         cli_option(cli, "--cursor"), LIST_PAGE };
    enum outcome outcome = overdue_list_cases(&cli->desk, &query, &cases);
    if (outcome != DONE)
        return (int)outcome;
    cli_table(cli, overdue_columns, overdue_column_count, cases.at, sizeof *cases.at, cases.count);
    if (cases.next.len)
        cli_say("下一页 next page: --cursor " STR_FMT, STR_ARG(cases.next));
    return EXIT_DONE;
}

static int run_show(struct cli *cli)
{
    SCOPED(buf) out = { 0 };
    struct overdue_view view;
    int32_t part;
    int64_t id;
    if (!record_given(cli, "CASE", &part, &id))
        return EXIT_WRONG_USE;
    enum outcome outcome = overdue_view_load(&cli->desk, part, id, &view);
    if (outcome == DONE)
        outcome = overdue_seen(&cli->desk, part, id);
    if (outcome != DONE)
        return (int)outcome;
    overdue_view_json(&cli->desk, &out, &view);
    buf_byte(&out, '\n');
    return cli_out(buf_str(&out)) ? EXIT_DONE : EXIT_FAILED;
}

/** newHeadNumber=…: an item of the business. */
static bool read_item(struct str text, struct business_items *items)
{
    size_t at = str_find_byte(text, '=');
    enum business_item item = item_of_key(str_cut(text, 0, at));
    if (at == text.len || item == BUSINESS_ITEM_COUNT)
        return false;
    items->at[item] = str_cut(text, at + 1, text.len);
    return true;
}

static int run_step(struct cli *cli)
{
    struct overdue_case c;
    struct overdue_step_asked asked = { .event = overdue_event_of(cli_argument(cli, "EVENT")),
                                        .takes = RIGHT_COUNT,
                                        .result = cli_option(cli, "--result"),
                                        .notice = cli_option(cli, "--notice"),
                                        .to = cli_option(cli, "--to"),
                                        .note = cli_option(cli, "--note") };
    if (!record_given(cli, "CASE", &asked.part, &asked.id))
        return EXIT_WRONG_USE;
    if (cli_option(cli, "--version").at &&
        !cli_number(cli, "--version", 1, INT32_MAX, &cli->desk.expected_version))
        return EXIT_WRONG_USE;
    for (size_t i = 0; i < cli_argument_count(cli, "ITEM"); i++)
        if (!read_item(cli_argument_at(cli, "ITEM", i), &asked.items))
            return cli_wrong_use(cli, "ITEM: newHeadNumber=…, happenedOn=2008-01-01 …");
    return say(cli, overdue_step(&cli->desk, &asked, &c), &c);
}

static int run_figures(struct cli *cli)
{
    struct overdue_figures figures;
    struct str word = cli_option(cli, "--by");
    struct day from, to;
    enum overdue_tally by = word.at ? overdue_tally_of(word) : OVERDUE_PER_UNIT;
    if (by == OVERDUE_TALLY_COUNT)
        return cli_wrong_use(cli, "--by unit, month, source, age");
    if (!day_given(cli, "--from", &from) || !day_given(cli, "--to", &to))
        return EXIT_WRONG_USE;
    from = day_is(from) ? from : day_add_years(cli->desk.today, -1);
    to = day_is(to) ? to : cli->desk.today;
    enum outcome outcome = overdue_figures_read(&cli->desk, by, from, to, &figures);
    if (outcome == DONE)
        cli_table(cli, overdue_figure_columns, overdue_figure_column_count, figures.at,
                  sizeof *figures.at, figures.count);
    return (int)outcome;
}

/* ---- separations ---- */

static int show_separation(struct cli *cli, enum outcome outcome, const struct separation *s)
{
    if (outcome == DONE)
        cli_record(cli, separation_columns, separation_column_count, s);
    return (int)outcome;
}

static int run_separate(struct cli *cli)
{
    struct separation s;
    struct separation_asked asked = { .address = cli_argument(cli, "ADDRESS") };
    int64_t station = 0;
    if (!cli_number(cli, "STATION", 1, INT32_MAX, &station) ||
        !cli_day(cli, "--since", &asked.since))
        return EXIT_WRONG_USE;
    asked.lives_at = (int32_t)station;
    CLI_TRY(find_person(cli, &asked.part, &asked.person));
    return show_separation(cli, separation_register(&cli->desk, &asked, &s), &s);
}

static int run_end(struct cli *cli)
{
    struct separation s;
    int32_t part;
    int64_t id;
    if (!record_given(cli, "SEPARATION", &part, &id))
        return EXIT_WRONG_USE;
    enum outcome outcome = separation_end(&cli->desk, part, id, cli_argument(cli, "REASON"), &s);
    return show_separation(cli, outcome, &s);
}

static int run_separations(struct cli *cli)
{
    struct separations all;
    struct str state = cli_option(cli, "--state");
    enum outcome outcome = separations_list(&cli->desk, state.at ? state : STR("IN_USE"),
                                            cli_option(cli, "--cursor"), LIST_PAGE, &all);
    if (outcome != DONE)
        return (int)outcome;
    cli_table(cli, separation_columns, separation_column_count, all.at, sizeof *all.at, all.count);
    if (all.next.len)
        cli_say("下一页 next page: --cursor " STR_FMT, STR_ARG(all.next));
    return EXIT_DONE;
}

/* clang-format off */
const struct command overdue_commands[] = {
    { "overdue import", "SOURCE FILE [--map FILE] [--encoding E] [--sheet S]", MAY_IMPORT, run_import,
      "导入外部名单：CIVIL CREMATORIUM COURT EMIGRATION ARMY", "take in a list of deaths, emigrations or enlistments" },
    { "overdue lists", "", MAY_SEE_PERSONS, run_lists, "已导入的名单", "lists taken in, the newest first" },
    { "overdue open", "WHO SOURCE [--on DAY] [--paper TEXT] [--place TEXT]", MAY_KEEP_REGISTER, run_open,
      "立案：HOUSE_CHECK DUPLICATE POCKET …", "open a case about a person" },
    { "overdue search", "", MAY_KEEP_REGISTER, run_search,
      "按入户核查和门牌查找空挂户", "open cases of pocket households from house check and plates" },
    { "overdue list", "[--state STATE] [--sort SORT] [--cursor C]", MAY_SEE_PERSONS, run_list,
      "应销未销（CANCEL）、空挂户（POCKET）案件", "overdue cases, the oldest limit first" },
    { "overdue show", "CASE", MAY_SEE_PERSONS, run_show, "查看案件", "a case with person, household, cards and steps; as JSON" },
    { "overdue step", "CASE EVENT [--result R] [--notice KIND] [--to TEXT] [--note TEXT] [--version N] [ITEM...]", ANYONE, run_step,
      "办理：CONFIRM VISIT NOTIFY OBJECT DENY UPHOLD PROPOSE APPROVE REFUSE DISMISS", "a step of a case" },
    { "overdue figures", "[--by GROUP] [--from DAY] [--to DAY]", MAY_SEE_PERSONS, run_figures,
      "统计：unit month source age", "cases found and solved" },
    { "overdue life", "[--dot]", NO_DATABASE, run_life, "案件流程图", "the life of a case, for Graphviz" },
    { "separation register", "WHO STATION ADDRESS [--since DAY]", MAY_KEEP_REGISTER, run_separate,
      "登记人户分离", "register where a person lives" },
    { "separation end", "SEPARATION REASON", MAY_KEEP_REGISTER, run_end, "终止人户分离登记", "end such a registration" },
    { "separation list", "[--state STATE] [--cursor C]", MAY_SEE_PERSONS, run_separations, "人户分离登记", "registrations of living elsewhere" },
};
/* clang-format on */
const size_t overdue_command_count = COUNT(overdue_commands);
