/** Commands of probable same persons: checks with a decided purpose, runs, pairs, decisions. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/who.h"
#include "same/see_pair.h"
#include <errno.h>

enum { LIST_PAGE = 200 };

/** Without --version it is done to the record as it stands now. */
static bool read_version(struct cli *cli)
{
    return !cli_option(cli, "--version").at ||
           cli_number(cli, "--version", 1, INT32_MAX, &cli->desk.expected_version);
}

static enum outcome expect_pair(struct cli *cli, int32_t part, int64_t id)
{
    struct same_pair pair;
    if (cli->desk.expected_version >= 0)
        return DONE;
    TRY(same_pair_load(&cli->desk, part, id, &pair));
    cli->desk.expected_version = pair.ver;
    return DONE;
}

static enum outcome expect_check(struct cli *cli, int32_t part, int64_t id)
{
    struct same_check check;
    if (cli->desk.expected_version >= 0)
        return DONE;
    TRY(same_check_load(&cli->desk, part, id, &check));
    cli->desk.expected_version = check.ver;
    return DONE;
}

static void say_next(struct str next)
{
    if (next.len)
        cli_say("下一页 next page: --cursor " STR_FMT, STR_ARG(next));
}

/* ---- checks ---- */

static int say_check(struct cli *cli, const struct same_check *check)
{
    cli_record(cli, same_check_columns, same_check_column_count, check);
    return EXIT_DONE;
}

static int run_ask(struct cli *cli)
{
    struct same_check check;
    int64_t unit = cli->desk.clerk.unit;
    if (cli_option(cli, "--unit").at && !cli_number(cli, "--unit", 1, INT32_MAX, &unit))
        return EXIT_WRONG_USE;
    const struct same_check_asked asked = { (int32_t)unit, cli_argument(cli, "GROUND"),
                                            cli_argument(cli, "TEXT") };
    CLI_TRY(same_check_ask(&cli->desk, &asked, &check));
    return say_check(cli, &check);
}

static int run_decide_check(struct cli *cli)
{
    struct same_check check;
    struct same_check_verdict verdict = { .good = !cli_flag(cli, "--refuse"),
                                          .note = cli_option(cli, "--note") };
    if (!record_given(cli, "CHECK", &verdict.part, &verdict.id) || !read_version(cli))
        return EXIT_WRONG_USE;
    CLI_TRY(expect_check(cli, verdict.part, verdict.id));
    CLI_TRY(same_check_decide(&cli->desk, &verdict, &check));
    return say_check(cli, &check);
}

static int run_close_check(struct cli *cli)
{
    struct same_check check;
    int32_t part;
    int64_t id;
    if (!record_given(cli, "CHECK", &part, &id) || !read_version(cli))
        return EXIT_WRONG_USE;
    CLI_TRY(expect_check(cli, part, id));
    CLI_TRY(same_check_close(&cli->desk, part, id, &check));
    return say_check(cli, &check);
}

static int run_checks(struct cli *cli)
{
    struct same_checks all;
    CLI_TRY(same_checks_list(&cli->desk, cli_option(cli, "--cursor"), LIST_PAGE, &all));
    cli_table(cli, same_check_columns, same_check_column_count, all.at, sizeof *all.at, all.count);
    say_next(all.next);
    return EXIT_DONE;
}

/* ---- runs ---- */

static void put_lines(void *self, struct str csv)
{
    FILE *out = self;
    (void)!fwrite(csv.at, 1, csv.len, out); /* ferror tells at the end */
}

static enum outcome run_into(struct cli *cli, struct live_order *order, struct link_run *run)
{
    struct str path = cli_option(cli, "--out");
    FILE *out = path.at ? fopen(arena_text(cli->desk.arena, path), "w") : NULL;
    if (path.at && !out)
        return fail(&cli->desk, STR_FMT ": %s", STR_ARG(path), strerror(errno));
    order->self = out;
    order->lines = out ? put_lines : NULL;
    enum outcome outcome = link_live(&cli->desk, order, run);
    bool broken = out && (ferror(out) | fclose(out));
    return outcome == DONE && broken ? fail(&cli->desk, "the pairs cannot be written") : outcome;
}

/** One check or one case; named neither, the use case refuses. */
static bool read_order(struct cli *cli, struct live_order *order)
{
    static const struct {
        const char *option, *kind;
    } kinds[] = { { "--check", "CHECK" }, { "--case", "CASE" } };
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct str given = cli_option(cli, kinds[i].option);
        if (!given.at)
            continue;
        if (order->of_kind.len || !part_and_id(given, &order->part, &order->id))
            return false;
        order->of_kind = str_of(kinds[i].kind);
    }
    return true;
}

static int run_link(struct cli *cli)
{
    struct live_order order = { .clock = instant_now };
    struct link_run run;
    if (!read_order(cli, &order))
        return cli_wrong_use(cli, "--check PART-ID, --case PART-ID");
    CLI_TRY(run_into(cli, &order, &run));
    cli_record(cli, link_run_columns, link_run_column_count, &run);
    cli_say("疑似 %lld 对，新增 %lld pairs: %lld, new: %lld", (long long)run.found,
            (long long)run.fresh, (long long)run.found, (long long)run.fresh);
    return EXIT_DONE;
}

static int run_runs(struct cli *cli)
{
    struct link_runs all;
    CLI_TRY(link_runs_list(&cli->desk, cli_option(cli, "--cursor"), LIST_PAGE, &all));
    cli_table(cli, link_run_columns, link_run_column_count, all.at, sizeof *all.at, all.count);
    say_next(all.next);
    return EXIT_DONE;
}

/* ---- pairs ---- */

static void print_pairs(struct cli *cli, const struct same_pairs *all)
{
    struct same_pair *pairs = NEW_ARRAY(cli->desk.arena, struct same_pair, all->count + 1);
    for (size_t i = 0; i < all->count; i++)
        pairs[i] = all->at[i].pair;
    cli_table(cli, same_pair_columns, same_pair_column_count, pairs, sizeof *pairs, all->count);
    say_next(all->next);
}

static int run_list(struct cli *cli)
{
    struct same_pairs all;
    struct str state = cli_option(cli, "--state");
    CLI_TRY(same_pairs_list(&cli->desk, state.at ? state : STR("OPEN"), cli_option(cli, "--cursor"),
                            LIST_PAGE, &all));
    print_pairs(cli, &all);
    return EXIT_DONE;
}

static int run_waiting(struct cli *cli)
{
    struct same_pairs all;
    CLI_TRY(same_pairs_waiting(&cli->desk, cli_option(cli, "--cursor"), LIST_PAGE, &all));
    print_pairs(cli, &all);
    return EXIT_DONE;
}

static int run_show(struct cli *cli)
{
    SCOPED(buf) out = { 0 };
    struct same_pair_view view;
    int32_t part;
    int64_t id;
    if (!record_given(cli, "PAIR", &part, &id))
        return EXIT_WRONG_USE;
    CLI_TRY(same_pair_view_load(&cli->desk, part, id, &view));
    CLI_TRY(same_pair_seen(&cli->desk, part, id));
    same_pair_view_json(&cli->desk, &out, &view);
    buf_byte(&out, '\n');
    (void)!cli_out(buf_str(&out));
    return EXIT_DONE;
}

static int say_pair(struct cli *cli, const struct same_pair *pair)
{
    cli_record(cli, same_pair_columns, same_pair_column_count, pair);
    return EXIT_DONE;
}

static int run_decide(struct cli *cli)
{
    struct same_pair pair;
    struct same_verdict v = { .verdict = cli_argument(cli, "VERDICT"),
                              .reason = cli_argument(cli, "REASON"),
                              .way = cli_option(cli, "--way") };
    if (!record_given(cli, "PAIR", &v.part, &v.id) || !read_version(cli) ||
        (cli_option(cli, "--ending").at && !cli_number(cli, "--ending", 1, 2, &v.ending)))
        return EXIT_WRONG_USE;
    CLI_TRY(expect_pair(cli, v.part, v.id));
    CLI_TRY(same_pair_decide(&cli->desk, &v, &pair));
    return say_pair(cli, &pair);
}

static int run_undo(struct cli *cli)
{
    struct same_pair pair;
    int32_t part;
    int64_t id;
    if (!record_given(cli, "PAIR", &part, &id) || !read_version(cli))
        return EXIT_WRONG_USE;
    CLI_TRY(expect_pair(cli, part, id));
    CLI_TRY(same_pair_undo(&cli->desk, part, id, cli_argument(cli, "REASON"), &pair));
    return say_pair(cli, &pair);
}

static int run_cancel(struct cli *cli)
{
    struct same_pair pair;
    struct same_cancel cancel = { .papers = cli_option(cli, "--papers"),
                                  .applicant = cli_option(cli, "--applicant"),
                                  .new_head = cli_option(cli, "--new-head") };
    if (!record_given(cli, "PAIR", &cancel.part, &cancel.id) || !read_version(cli))
        return EXIT_WRONG_USE;
    CLI_TRY(expect_pair(cli, cancel.part, cancel.id));
    CLI_TRY(same_pair_cancel(&cli->desk, &cancel, &pair));
    return say_pair(cli, &pair);
}

/* clang-format off */
const struct command same_commands[] = {
    { "register link", "[--check CHECK] [--case CONFLICT] [--out FILE]", MAY_SETTLE_NUMBERS, run_link,
      "在已批准的核查或未结案件内比对人口库，查找重复登记（单位-标识）", "compare the live register with itself inside a decided check or an open case: PART-ID" },
    { "same ask", "GROUND TEXT [--unit UNIT]", MAY_SETTLE_NUMBERS, run_ask,
      "提请重户核查：事由与目的", "put a check for same persons forward: TIDYING BEFORE_CARDS HOUSE_CHECK COMPLAINT ORDER, and its purpose" },
    { "same approve", "CHECK [--refuse] [--note TEXT] [--version N]", MAY_DECIDE_CITY, run_decide_check,
      "审定重户核查的目的", "decide the purpose of a check, or refuse it" },
    { "same close", "CHECK [--version N]", MAY_SETTLE_NUMBERS, run_close_check, "结束一项重户核查", "close a check: no more runs" },
    { "same checks", "[--cursor C]", MAY_SEE_PERSONS, run_checks, "重户核查清单", "checks, the newest first" },
    { "same runs", "[--cursor C]", MAY_SEE_PERSONS, run_runs, "比对记录", "runs over the live register, the newest first" },
    { "same list", "[--state STATE] [--cursor C]", MAY_SETTLE_NUMBERS, run_list,
      "疑似同一人清单", "pairs of one state, the likeliest first" },
    { "same waiting", "[--cursor C]", MAY_KEEP_REGISTER, run_waiting,
      "待受理的重复登记注销", "where one registration is to be cancelled" },
    { "same show", "PAIR", MAY_SETTLE_NUMBERS, run_show, "并列查看两条登记", "both registrations beside each other; as JSON" },
    { "same decide", "PAIR VERDICT REASON [--way WAY] [--ending N] [--version N]", MAY_SETTLE_NUMBERS, run_decide,
      "裁定：SAME（--way CONFLICT 立案，或 --way CANCEL --ending 1|2 注销一方）、DIFFERENT、UNKNOWN",
      "decide: SAME (--way CONFLICT, or --way CANCEL --ending 1|2), DIFFERENT, UNKNOWN" },
    { "same undo", "PAIR REASON [--version N]", MAY_SETTLE_NUMBERS, run_undo, "撤回裁定", "take the last decision back" },
    { "same cancel", "PAIR --papers CODES --applicant NAME [--new-head NUMBER] [--version N]", MAY_KEEP_REGISTER, run_cancel,
      "受理一方登记的注销（删除）", "take in the business that cancels the registration that is to end" },
};
/* clang-format on */
const size_t same_command_count = COUNT(same_commands);
