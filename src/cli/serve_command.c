#include "cli/serve_command.h"
#include "cli/service.h"
#include "db/db.h"
#include "http/server.h"
#include "office/setting.h"
#include <unistd.h>

enum { GROUP_MAX = 1024, THREADS_MAX = 32 };

static void say_address(void *ctx, const char *address, int port)
{
    (void)ctx;
    size_t host = str_find_byte(str_of(address), ':');
    if (address[0] == '[')
        host = str_find_byte(str_of(address), ']') + 1;
    cli_say("服务已启动，请打开 http://%.*s:%d/ （Ctrl-C 停止）\nserving at that address; Ctrl-C "
            "stops it",
            (int)host, address, port);
}

/** Ids made here carry the writer of this node; a command beside the server has one of its own. */
static enum outcome take_writer(struct cli *cli, struct ids *ids)
{
    struct str text;
    int64_t writer = 0;
    TRY(node_get(&cli->desk, "writer", &text));
    if (!text.at || !str_to_int(text, &writer) || writer < 0 || writer > 511)
        return fail(&cli->desk, "this database is not initialised: jumin init");
    ids->writer = (int)writer;
    return DONE;
}

/** A reader for each processor, two at least: one may wait for the disk. */
static int readers_by_default(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 2 ? 2 : processors > 8 ? 8 : (int)processors;
}

static bool take_numbers(struct cli *cli, struct http_options *options)
{
    int64_t group = options->group, readers = readers_by_default();
    if (cli_option(cli, "--group").at && !cli_number(cli, "--group", 1, GROUP_MAX, &group))
        return false;
    if (cli_option(cli, "--threads").at && !cli_number(cli, "--threads", 1, THREADS_MAX, &readers))
        return false;
    options->group = (int)group;
    options->readers = (int)readers;
    return true;
}

static const char *option_text(struct cli *cli, const char *name, const char *otherwise)
{
    struct str given = cli_option(cli, name);
    return given.at ? arena_text(cli->desk.arena, given) : otherwise;
}

/** Serves the database the desk has open; closes it, since the server has connections of its own.
 */
static int serve(struct cli *cli, struct http_options *options)
{
    static struct ids ids; /* outlives every request */
    struct service *service = NULL;
    enum outcome outcome = take_writer(cli, &ids);
    if (outcome == DONE)
        outcome = service_start(&cli->desk, options->url, &ids, cli->desk.keys, &service);
    if (outcome != DONE)
        return (int)outcome;
    options->ids = &ids;
    options->keys = cli->desk.keys;
    options->listening = say_address;
    db_close(cli->desk.db);
    cli->desk.db = NULL;
    int code = http_serve(options);
    service_stop(service);
    return code;
}

static int run_serve(struct cli *cli)
{
    struct http_options options = HTTP_DEFAULTS;
    if (!take_numbers(cli, &options))
        return EXIT_WRONG_USE;
    options.url = cli->db_url;
    options.listen = option_text(cli, "--listen", options.listen);
    options.web = option_text(cli, "--web", NULL);
    options.quiet = cli_flag(cli, "--quiet");
    options.behind_proxy = cli_flag(cli, "--behind-proxy");
    return serve(cli, &options);
}

int serve_database(struct cli *cli, struct str url, struct str listen)
{
    struct http_options options = HTTP_DEFAULTS;
    enum outcome outcome = cli_open_database(cli, url);
    if (outcome != DONE)
        return (int)outcome;
    options.url = url;
    options.readers = readers_by_default();
    if (listen.at)
        options.listen = arena_text(cli->desk.arena, listen);
    options.quiet = true;
    return serve(cli, &options);
}

/* clang-format off */
const struct command serve_commands[] = {
    { "serve", "[--listen ADDR:PORT] [--group N] [--threads N] [--web FOLDER] [--quiet] [--behind-proxy]", NO_CLERK, run_serve,
      "启动服务：网页与接口", "Serve the pages and the API" },
};
/* clang-format on */
const size_t serve_command_count = COUNT(serve_commands);
