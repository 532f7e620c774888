/** Commands of conflicts about numbers: two holders, or one person with two registrations. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/who.h"
#include "conflict/conflict_view.h"
#include "keys/sm3.h"

enum { LIST_PAGE = 200, PAPER_MAX = 64 << 20 };

static int say(struct cli *cli, enum outcome outcome, const struct conflict *c)
{
    if (outcome == DONE)
        cli_record(cli, conflict_columns, conflict_column_count, c);
    return (int)outcome;
}

/** Without --version it is done to the conflict as it stands now. */
static enum outcome expect_version(struct cli *cli, int32_t part, int64_t id)
{
    struct conflict c;
    if (cli->desk.expected_version >= 0)
        return DONE;
    TRY(conflict_load(&cli->desk, part, id, &c));
    cli->desk.expected_version = c.ver;
    return DONE;
}

static bool read_version(struct cli *cli)
{
    return !cli_option(cli, "--version").at ||
           cli_number(cli, "--version", 1, INT32_MAX, &cli->desk.expected_version);
}

static int run_list(struct cli *cli)
{
    struct conflicts all;
    struct str state = cli_option(cli, "--state");
    enum outcome outcome = conflicts_list(&cli->desk, state.at ? state : STR("OPEN"),
                                          cli_option(cli, "--cursor"), LIST_PAGE, &all);
    if (outcome != DONE)
        return (int)outcome;
    cli_table(cli, conflict_columns, conflict_column_count, all.at, sizeof *all.at, all.count);
    if (all.next.len)
        cli_say("下一页 next page: --cursor " STR_FMT, STR_ARG(all.next));
    return EXIT_DONE;
}

static int run_open(struct cli *cli)
{
    struct conflict c;
    struct conflict_asked asked = { .one_person = cli_flag(cli, "--one-person") };
    if (!record_given(cli, "ONE", &asked.part, &asked.person) ||
        !record_given(cli, "OTHER", &asked.other_part, &asked.other_person))
        return EXIT_WRONG_USE;
    return say(cli, conflict_open(&cli->desk, &asked, &c), &c);
}

static void print_view(struct cli *cli, const struct conflict_view *view)
{
    SCOPED(buf) out = { 0 };
    conflict_view_json(&cli->desk, &out, view);
    buf_byte(&out, '\n');
    (void)!cli_out(buf_str(&out));
}

static int run_show(struct cli *cli)
{
    struct conflict_view view;
    int32_t part;
    int64_t id;
    if (!record_given(cli, "CONFLICT", &part, &id))
        return EXIT_WRONG_USE;
    enum outcome outcome = conflict_view_load(&cli->desk, part, id, &view);
    if (outcome == DONE)
        outcome = conflict_seen(&cli->desk, part, id);
    if (outcome == DONE)
        print_view(cli, &view);
    return (int)outcome;
}

/** The paper itself stays in the file; its hash says which it was. */
static enum outcome hash_paper(struct cli *cli, struct str *out)
{
    struct str path = cli_option(cli, "--file"), bytes;
    if (!path.at)
        return DONE;
    TRY(cli_read_file(&cli->desk, path, PAPER_MAX, &bytes));
    unsigned char *hash = arena_bytes(cli->desk.arena, SM3_BYTES);
    sm3(bytes, hash);
    *out = str_from(hash, SM3_BYTES);
    return DONE;
}

static int run_evidence(struct cli *cli)
{
    struct conflict c;
    struct evidence_asked asked = { .kind = cli_argument(cli, "KIND"),
                                    .text = cli_argument(cli, "TEXT"),
                                    .since = NO_DAY };
    if (!record_given(cli, "CONFLICT", &asked.part, &asked.id) ||
        !cli_number(cli, "SIDE", 1, 2, &asked.side) ||
        (cli_option(cli, "--since").at && !cli_day(cli, "--since", &asked.since)))
        return EXIT_WRONG_USE;
    enum outcome outcome = hash_paper(cli, &asked.hash);
    if (outcome == DONE)
        outcome = conflict_add_evidence(&cli->desk, &asked, &c);
    return say(cli, outcome, &c);
}

static int run_step(struct cli *cli)
{
    struct conflict c;
    struct conflict_step_asked asked = { .step = cli_argument(cli, "STEP"),
                                         .note = cli_option(cli, "--note") };
    if (!record_given(cli, "CONFLICT", &asked.part, &asked.id) || !read_version(cli) ||
        (cli_option(cli, "--keeper").at && !cli_number(cli, "--keeper", 1, 2, &asked.keeper)))
        return EXIT_WRONG_USE;
    enum outcome outcome = expect_version(cli, asked.part, asked.id);
    if (outcome == DONE)
        outcome = conflict_step(&cli->desk, &asked, &c);
    return say(cli, outcome, &c);
}

static int run_settle(struct cli *cli)
{
    struct conflict c;
    struct conflict_decision decision = { .new_number = cli_option(cli, "--number"),
                                          .note = cli_option(cli, "--note") };
    if (!record_given(cli, "CONFLICT", &decision.part, &decision.id) || !read_version(cli) ||
        !cli_number(cli, "KEEPER", 1, 2, &decision.keeper))
        return EXIT_WRONG_USE;
    enum outcome outcome = expect_version(cli, decision.part, decision.id);
    if (outcome == DONE)
        outcome = conflict_decide(&cli->desk, &decision, &c);
    return say(cli, outcome, &c);
}

static int run_escalate(struct cli *cli)
{
    int64_t count = 0;
    enum outcome outcome = conflicts_escalate(&cli->desk, &count);
    if (outcome == DONE)
        printf("%lld\n", (long long)count);
    return (int)outcome;
}

static int run_notices(struct cli *cli)
{
    struct number_notices all;
    struct conflict_view view;
    int32_t part;
    int64_t id;
    if (!record_given(cli, "CONFLICT", &part, &id))
        return EXIT_WRONG_USE;
    enum outcome outcome = conflict_view_load(&cli->desk, part, id, &view);
    if (outcome == DONE)
        outcome = conflict_seen(&cli->desk, part, id);
    if (outcome != DONE)
        return (int)outcome;
    all = view.parties[view.parties[0].notices.count ? 0 : 1].notices;
    cli_table(cli, notice_columns, notice_column_count, all.at, sizeof *all.at, all.count);
    return EXIT_DONE;
}

static int run_told(struct cli *cli)
{
    struct number_notice n;
    int32_t part;
    int64_t id;
    if (!record_given(cli, "NOTICE", &part, &id))
        return EXIT_WRONG_USE;
    enum outcome outcome = notice_told(&cli->desk, part, id, cli_option(cli, "--note"), &n);
    if (outcome == DONE)
        cli_record(cli, notice_columns, notice_column_count, &n);
    return (int)outcome;
}

/* clang-format off */
const struct command conflict_commands[] = {
    { "case conflicts", "[--state STATE] [--cursor C]", MAY_SETTLE_NUMBERS, run_list,
      "号码争议案件", "conflicts with a side in reach, the oldest limit first" },
    { "case open", "ONE OTHER [--one-person]", MAY_SETTLE_NUMBERS, run_open,
      "两人（单位-标识）号码争议立案，或一人多号", "open a conflict between two persons: PART-ID each" },
    { "case show", "CONFLICT", MAY_SETTLE_NUMBERS, run_show,
      "查看争议双方、证据、经过与建议", "both sides, evidence, steps, proposal; as JSON" },
    { "case evidence", "CONFLICT SIDE KIND TEXT [--since DAY] [--file FILE]", MAY_SETTLE_NUMBERS, run_evidence,
      "为一方（1、2）举证", "add evidence for side 1 or 2; of a file the hash is kept" },
    { "case step", "CONFLICT STEP [--keeper N] [--note TEXT] [--version N]", MAY_SETTLE_NUMBERS, run_step,
      "协查：ASK ANSWER AGREE DISPUTE ESCALATE", "a step of the hearing" },
    { "case settle", "CONFLICT KEEPER [--number NUMBER] [--note TEXT] [--version N]", MAY_SETTLE_NUMBERS, run_settle,
      "裁定由哪一方（1、2）保留号码，另一方改为新号码", "decide which side keeps the number, and the other's new one" },
    { "case escalate", "", MAY_SETTLE_NUMBERS, run_escalate,
      "超期案件报市局（每日）", "bring before the city what is past its limit; run it each day" },
    { "case notices", "CONFLICT", MAY_SETTLE_NUMBERS, run_notices,
      "号码变更告知清单", "who is told of the new number" },
    { "case told", "NOTICE [--note TEXT]", MAY_SETTLE_NUMBERS, run_told,
      "标记已告知（单位-标识）", "an agency was told: PART-ID" },
};
/* clang-format on */
const size_t conflict_command_count = COUNT(conflict_commands);
