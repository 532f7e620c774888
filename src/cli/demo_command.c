/** jumin demo: a small living city, then the server. */
#include "city/demo.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/serve_command.h"
#include "db/db.h"
#include "keys/keys.h"
#include "office/office.h"
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

static void say(const char *zh, const char *en)
{
    cli_say("%s… %s", zh, en);
}

static struct str absolute(struct cli *cli, struct str path)
{
    char cwd[PATH_MAX];
    if (path.len && path.at[0] == '/')
        return path;
    ASSERT(getcwd(cwd, sizeof cwd) != NULL);
    return arena_printf(cli->desk.arena, "%s/" STR_FMT, cwd, STR_ARG(path));
}

static bool read_options(struct cli *cli, struct demo_options *o)
{
    struct str folder = cli_option(cli, "--folder");
    int64_t people = 20000, weeks = 4, per_day = 45, seed = 7;
    if ((cli_option(cli, "--people").at && !cli_number(cli, "--people", 100, 1500000, &people)) ||
        (cli_option(cli, "--weeks").at && !cli_number(cli, "--weeks", 0, 52, &weeks)) ||
        (cli_option(cli, "--per-day").at && !cli_number(cli, "--per-day", 1, 5000, &per_day)) ||
        (cli_option(cli, "--seed").at && !cli_number(cli, "--seed", 0, INT64_MAX, &seed)))
        return false;
    *o = (struct demo_options){ .folder = absolute(cli, folder.at ? folder : STR("var/demo")),
                                .url = cli_option(cli, "--city-db"),
                                .os_user = cli_os_user(cli->desk.arena),
                                .people = people,
                                .seed = (uint64_t)seed,
                                .weeks = (int)weeks,
                                .per_day = (int)per_day,
                                .say = say };
    return true;
}

static enum outcome make_ready(struct cli *cli, const struct demo_options *o)
{
    struct arena *arena = cli->desk.arena;
    if (demo_is_ready(o))
        return DONE;
    (void)!mkdir("var", 0750);
    enum outcome outcome = demo_build(&cli->desk, o);
    cli->desk.arena = arena;
    db_close(cli->desk.db);
    keys_close(cli->desk.keys);
    cli->desk.db = NULL;
    cli->desk.keys = NULL;
    return outcome;
}

/** Residents to try it with, as demo_build wrote them down. */
static void say_guests(struct cli *cli, const struct demo_options *o)
{
    struct str text, line;
    if (cli_read_file(&cli->desk, demo_path(cli->desk.arena, o, "guests.txt"), 4096, &text) != DONE)
        return;
    cli_say("可在受理台查找 residents to look up at the counter:");
    while (str_split(&text, '\n', &line))
        if (line.len)
            cli_say("  " STR_FMT, STR_ARG(line));
}

static void say_log_ins(void)
{
    cli_say("登录名 log-ins，口令 password: " DEMO_PASSWORD);
    for (size_t i = 0; i < part_count; i++)
        cli_say("  %-10s %s %s", parts[i].login, parts[i].role, parts[i].name);
}

static int run_demo(struct cli *cli)
{
    struct demo_options o;
    if (!read_options(cli, &o))
        return EXIT_WRONG_USE;
    enum outcome outcome = make_ready(cli, &o);
    if (outcome != DONE)
        return (int)outcome;
    say_log_ins();
    say_guests(cli, &o);
    if (cli_flag(cli, "--build-only"))
        return EXIT_DONE;
    return serve_database(cli, demo_url(cli->desk.arena, &o), cli_option(cli, "--listen"));
}

/* clang-format off */
const struct command demo_commands[] = {
    { "demo", "[--listen ADDR:PORT] [--folder FOLDER] [--city-db URL] [--people N] [--weeks N] [--per-day N] [--seed N] [--build-only]", NO_DATABASE, run_demo,
      "一座小城的演示：生成、运转数周，然后启动服务", "a small living city, then the server" },
};
/* clang-format on */
const size_t demo_command_count = COUNT(demo_commands);
