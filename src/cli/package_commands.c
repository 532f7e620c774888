/** Commands of the exchange: packages between units, and the stand-in of the production centre. */
#include "base/hex.h"
#include "cards/production.h"
#include "cards/travel.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "keys/keys.h"
#include "office/unit.h"

static struct str folder_of(struct cli *cli)
{
    struct str given = cli_option(cli, "--exchange");
    return given.at ? given : exchange_folder(&cli->desk);
}

static int show_package(struct cli *cli, enum outcome outcome, const struct package *p)
{
    if (outcome == DONE)
        cli_record(cli, package_columns, package_column_count, p);
    return (int)outcome;
}

/** What a command ended in the middle left without its name goes first. */
static int run_send(struct cli *cli)
{
    int64_t to = 0;
    struct package p;
    if (cli_option(cli, "--to").at && !cli_number(cli, "--to", 1, INT32_MAX, &to))
        return EXIT_WRONG_USE;
    enum outcome outcome = package_repair(&cli->desk);
    if (outcome == DONE)
        outcome = send_and_pack(&cli->desk, (int32_t)to, folder_of(cli), &p);
    return show_package(cli, outcome, &p);
}

static int run_again(struct cli *cli)
{
    int64_t to = 0, sequence = 0;
    struct package p;
    if (!cli_number(cli, "UNIT", 1, INT32_MAX, &to) ||
        !cli_number(cli, "SEQUENCE", 1, INT64_MAX, &sequence))
        return EXIT_WRONG_USE;
    return show_package(cli, pack_again(&cli->desk, (int32_t)to, sequence, folder_of(cli), &p), &p);
}

static int run_take(struct cli *cli)
{
    struct package p;
    return show_package(cli, package_take_file(&cli->desk, cli_argument(cli, "FILE"), &p), &p);
}

static int run_list(struct cli *cli)
{
    struct packages list;
    enum outcome outcome = packages_list(&cli->desk, cli_flag(cli, "--in"), &list);
    if (outcome == DONE)
        cli_table(cli, package_columns, package_column_count, list.at, sizeof *list.at, list.count);
    return (int)outcome;
}

struct inbox_line {
    struct str file;
    int32_t from, to;
    int64_t seq, expected;
    struct str why;
};
static const struct column inbox_columns[] = {
    COLUMN(inbox_line, from, "from", KIND_INT32, "发送单位", "From"),
    COLUMN(inbox_line, to, "to", KIND_INT32, "接收单位", "To"),
    COLUMN(inbox_line, seq, "sequence", KIND_INT, "序号", "Sequence"),
    COLUMN(inbox_line, expected, "expected", KIND_INT, "应收序号", "Expected"),
    COLUMN(inbox_line, why, "why", KIND_TEXT, "说明", "Why"),
    COLUMN(inbox_line, file, "file", KIND_TEXT, "文件", "File"),
};

static struct inbox_line line_of(struct desk *desk, const struct inbox_file *file)
{
    struct inbox_line line = { file->path, file->from,     file->to,
                               file->seq,  file->expected, STR("可接收 ready") };
    if (file->refusal)
        line.why = arena_printf(desk->arena, "%s %s", refusal_text(file->refusal)->code,
                                refusal_text(file->refusal)->zh);
    else if (file->expected < file->seq)
        line.why = arena_printf(desk->arena, "缺少 missing %lld–%lld", (long long)file->expected,
                                (long long)(file->seq - 1));
    return line;
}

static int run_inbox(struct cli *cli)
{
    struct inbox inbox;
    enum outcome outcome = inbox_list(&cli->desk, folder_of(cli), cli->desk.clerk.unit, &inbox);
    if (outcome != DONE)
        return (int)outcome;
    struct inbox_line *lines = NEW_ARRAY(cli->desk.arena, struct inbox_line, inbox.count + 1);
    for (size_t i = 0; i < inbox.count; i++)
        lines[i] = line_of(&cli->desk, &inbox.at[i]);
    cli_table(cli, inbox_columns, COUNT(inbox_columns), lines, sizeof *lines, inbox.count);
    return EXIT_DONE;
}

static int run_round(struct cli *cli)
{
    struct round round;
    enum outcome outcome = package_repair(&cli->desk);
    if (outcome == DONE)
        outcome = travel_round(&cli->desk, folder_of(cli), &round);
    if (outcome == DONE)
        printf("packed,taken,stopped\n%d,%d,%d\n", round.packed, round.taken, round.stopped);
    return (int)outcome;
}

/* ---- keys of peers ---- */

static int run_key(struct cli *cli)
{
    int64_t unit = 0;
    struct key_why why = { 0 };
    unsigned char key[SM2_PUBLIC_BYTES];
    char hex[2 * SM2_PUBLIC_BYTES + 1];
    if (!cli_number(cli, "UNIT", 1, INT32_MAX, &unit))
        return EXIT_WRONG_USE;
    struct str owner = arena_printf(cli->desk.arena, "unit-%lld", (long long)unit);
    if (!cli->desk.keys || key_public(cli->desk.keys, owner, key, &why) != DONE)
        return (int)refuse(&cli->desk, NO_KEY_MISSING);
    printf("%s\n", hex_text(key, sizeof key, hex));
    return EXIT_DONE;
}

static int run_trust(struct cli *cli)
{
    int64_t unit = 0;
    unsigned char key[SM2_PUBLIC_BYTES];
    if (!cli_number(cli, "UNIT", 1, INT32_MAX, &unit))
        return EXIT_WRONG_USE;
    if (!hex_read(cli_argument(cli, "KEY"), key, sizeof key))
        return (int)refuse_field(&cli->desk, NO_ITEM_WRONG, "KEY");
    return (int)unit_trust_key(&cli->desk, (int32_t)unit, str_from(key, sizeof key));
}

/* ---- the centre ---- */

static int run_centre(struct cli *cli)
{
    int64_t defect = 0, loss = 0, delay = 0, seed = 1;
    struct round round;
    struct centre_round done;
    if ((cli_option(cli, "--defect").at && !cli_number(cli, "--defect", 0, 1000, &defect)) ||
        (cli_option(cli, "--loss").at && !cli_number(cli, "--loss", 0, 1000, &loss)) ||
        (cli_option(cli, "--delay").at && !cli_number(cli, "--delay", 0, 365, &delay)) ||
        (cli_option(cli, "--seed").at && !cli_number(cli, "--seed", 0, INT64_MAX, &seed)))
        return EXIT_WRONG_USE;
    const struct centre_rates rates = { (int)defect, (int)loss, (int)delay, (uint64_t)seed };
    struct str folder = folder_of(cli), boxes = cli_option(cli, "--boxes");
    if (!boxes.at)
        boxes = arena_printf(cli->desk.arena, STR_FMT "/boxes", STR_ARG(folder));
    enum outcome outcome = package_repair(&cli->desk);
    if (outcome == DONE)
        outcome = travel_round(&cli->desk, folder, &round);
    if (outcome == DONE)
        outcome = centre_round(&cli->desk, &rates, boxes, &done);
    if (outcome == DONE)
        outcome = travel_round(&cli->desk, folder, &round);
    if (outcome == DONE)
        printf("refused,made,spoilt,sent,boxes\n%d,%d,%d,%d,%d\n", done.refused, done.made,
               done.spoilt, done.sent, done.boxes);
    return (int)outcome;
}

/* clang-format off */
const struct command package_commands[] = {
    { "package send", "[--to UNIT] [--exchange FOLDER]", MAY_PACK, run_send, "打包上报（默认上一级）", "pack what is finished for the tier above, or what waits for a unit" },
    { "package again", "UNIT SEQUENCE [--exchange FOLDER]", MAY_PACK, run_again, "途中丢失的数据包，按原序号重发", "a package lost on the way once more, under its sequence" },
    { "package take", "FILE", MAY_TAKE_IN, run_take, "接收数据包", "take a package in" },
    { "package list", "[--in]", MAY_SEE_CARDS, run_list, "已发、已收的数据包", "packages sent, or taken in" },
    { "package inbox", "[--exchange FOLDER]", MAY_TAKE_IN, run_inbox, "收件夹：待收、缺号、损坏的包", "the inbox: what is ready, what is missing before it, what is damaged" },
    { "package round", "[--exchange FOLDER]", MAY_PACK, run_round, "本库各单位自动收发一轮", "one unattended round of every unit kept here" },
    { "unit key", "UNIT", ANYONE, run_key, "本单位公钥", "the public key of a unit kept here" },
    { "unit trust", "UNIT KEY", MAY_ADMIN_SYSTEM, run_trust, "登记对方公钥", "put a peer's public key on record" },
    { "centre run", "[--exchange FOLDER] [--boxes FOLDER] [--defect PER_MILLE] [--loss PER_MILLE] [--delay DAYS] [--seed N]", MAY_PRODUCE, run_centre,
      "制证中心（替身）工作一轮", "the stand-in of the production centre works one round" },
};
/* clang-format on */
const size_t package_command_count = COUNT(package_commands);
