#include "cli/cli.h"
#include "base/utf8.h"
#include "cli/help.h"
#include "db/db.h"
#include "keys/keys.h"
#include "office/desk_for_cli.h"
#include "office/office.h"
#include "office/setting.h"
#include <errno.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

/* Ids made beside a running server never meet its own: a server's writer is 0 to 511, a command's
 * is one of the other half, by its process. */
enum { WRITERS = 512 };

/* ---- options that stand anywhere ---- */

static const struct {
    const char *name;
    size_t value; /* offset of a struct str in struct cli */
} global_options[] = {
    { "--db", offsetof(struct cli, db_url) },
    { "--as", offsetof(struct cli, as) },
    { "--credential", offsetof(struct cli, credential) },
    { "--keys", offsetof(struct cli, keys) },
    { "--purpose", offsetof(struct cli, desk) + offsetof(struct desk, purpose) },
};

/** Takes one global option off; 0 when it is none, -1 when its value is missing, else how many
 * words it was. */
static int take_global(struct cli *cli, int argc, char **argv)
{
    struct str word = str_of(argv[0]);
    if (str_is(word, "--json")) {
        cli->json = true;
        return 1;
    }
    for (size_t i = 0; i < COUNT(global_options); i++) {
        const char *name = global_options[i].name;
        struct str *value = (struct str *)(void *)((char *)cli + global_options[i].value);
        size_t n = strlen(name);
        if (str_starts(word, name) && word.len > n && word.at[n] == '=') {
            *value = str_cut(word, n + 1, word.len);
            return 1;
        }
        if (str_is(word, name) && argc < 2)
            return -1;
        if (str_is(word, name)) {
            *value = str_of(argv[1]);
            return 2;
        }
    }
    return 0;
}

static bool is_own_option(const struct slots *slots, struct str word)
{
    struct str name = str_cut(word, 0, str_find_byte(word, '='));
    for (size_t i = 0; i < slots->count; i++)
        if (slots->at[i].option && str_eq(slots->at[i].name, name))
            return true;
    return false;
}

/** Takes the global options out from between the command's own words; false when one lacks its
 * value. *help is set by --help. */
static bool take_globals(struct cli *cli, bool *help)
{
    int kept = 0;
    bool options = true;
    for (int i = 0; i < cli->argc;) {
        struct str word = str_of(cli->argv[i]);
        options = options && !str_is(word, "--");
        int taken = 0;
        if (options && str_is(word, "--help"))
            taken = *help = true;
        else if (options && !is_own_option(&cli->given.slots, word))
            taken = take_global(cli, cli->argc - i, cli->argv + i);
        if (taken < 0)
            return false;
        if (!taken)
            cli->argv[kept++] = cli->argv[i];
        i += taken ? taken : 1;
    }
    cli->argc = kept;
    return true;
}

/* ---- finding the command ---- */

/** How many of the command's words stand at the beginning of argv; 0 unless all of them do. */
static int words_matched(const char *words, int argc, char **argv)
{
    struct str rest = str_of(words), word;
    int n = 0;
    for (; str_split(&rest, ' ', &word); n++)
        if (n == argc || !str_is(word, argv[n]))
            return 0;
    return n;
}

static int find_command(struct cli *cli, int argc, char **argv)
{
    int longest = 0;
    for (size_t t = 0; t < cli->table_count; t++)
        for (size_t i = 0; i < cli->tables[t].count; i++) {
            int n = words_matched(cli->tables[t].rows[i].words, argc, argv);
            if (n > longest) {
                longest = n;
                cli->command = &cli->tables[t].rows[i];
            }
        }
    return longest;
}

static struct command_tables tables_of(const struct cli *cli)
{
    return (struct command_tables){ cli->tables, cli->table_count };
}

static int print_help(const struct command *command)
{
    SCOPED(buf) out = { 0 };
    help_command(&out, command);
    return cli_out(buf_str(&out)) ? EXIT_DONE : EXIT_FAILED;
}

static int run_help(struct cli *cli, int argc, char **argv)
{
    SCOPED(buf) out = { 0 };
    struct str what = argc ? str_of(argv[0]) : NO_STR;
    bool known = true;
    if (str_is(what, "--man"))
        help_man(&out, tables_of(cli));
    else if (str_is(what, "--completion"))
        help_completion(&out, tables_of(cli));
    else if (argc && find_command(cli, argc, argv))
        help_command(&out, cli->command);
    else
        known = help_text(&out, tables_of(cli), what);
    if (!known)
        return cli_wrong_use(cli, "没有此命令 no such command: %s", argv[0]);
    return cli_out(buf_str(&out)) ? EXIT_DONE : EXIT_FAILED;
}

/** No command has these words: a noun alone is answered with its verbs. */
static int run_noun(struct cli *cli, int argc, char **argv)
{
    SCOPED(buf) out = { 0 };
    bool asked = argc > 1 && strcmp(argv[1], "--help") == 0;
    if (argc > 2 || (argc == 2 && !asked) || !help_text(&out, tables_of(cli), str_of(argv[0])))
        return cli_wrong_use(cli, "没有此命令 no such command: %s %s", argv[0],
                             argc > 1 ? argv[1] : "");
    if (asked)
        return cli_out(buf_str(&out)) ? EXIT_DONE : EXIT_FAILED;
    cli_say(STR_FMT, STR_ARG(buf_str(&out)));
    return EXIT_WRONG_USE;
}

static int say_fault(struct cli *cli, enum argument_fault fault, struct str which)
{
    static const char *const words[] = {
        [ARGUMENT_UNKNOWN] = "不认识 not known",
        [ARGUMENT_MISSING] = "缺少 missing",
        [ARGUMENT_VALUE] = "值缺少或多余 its value is missing, or one too many",
        [ARGUMENT_TWICE] = "给了两次 given twice",
        [ARGUMENT_TOO_MANY] = "参数过多 too many arguments",
    };
    return cli_wrong_use(cli, "%s: " STR_FMT, words[fault], STR_ARG(which));
}

/* ---- the desk ---- */

static struct str sqlite_path(struct str url)
{
    return str_starts(url, "sqlite:") ? str_cut(url, strlen("sqlite:"), url.len) : url;
}

/** The folder of a database that is to be made; what is wrong with it, opening says. */
static void make_folder_of(struct cli *cli, struct str path)
{
    size_t end = path.len;
    while (end && path.at[end - 1] != '/')
        end--;
    if (end)
        (void)!mkdir(arena_text(cli->desk.arena, str_cut(path, 0, end)), 0750);
}

/** SQLite would make an empty file of any mistyped name, and a database of any empty file. */
static enum outcome check_file(struct cli *cli)
{
    struct stat file;
    struct str path = sqlite_path(cli->db_url);
    if (db_engine_of_url(cli->db_url) != DB_SQLITE)
        return DONE;
    if (cli->command->right == NEW_DATABASE)
        make_folder_of(cli, path);
    else if (stat(arena_text(cli->desk.arena, path), &file) != 0 || file.st_size == 0)
        return fail(&cli->desk, "no database " STR_FMT "; jumin init makes one", STR_ARG(path));
    return DONE;
}

/** A database nobody has initialised keeps every law, and no clerk of it is known: neither is worth
 * saying. */
static enum outcome check_initialised(struct cli *cli)
{
    struct str writer;
    TRY(node_get(&cli->desk, "writer", &writer));
    return writer.at ? DONE : fail(&cli->desk, "this database is not initialised: jumin init");
}

/** The ring of this node, when its folder is there: signing says so when it is not. */
static enum outcome open_keys(struct cli *cli)
{
    struct stat folder;
    struct key_why why;
    struct str path = cli->keys;
    if (!path.at)
        TRY(node_get(&cli->desk, "keys", &path));
    if (!path.len || stat(arena_text(cli->desk.arena, path), &folder) != 0)
        return DONE;
    if (keys_open(path, &cli->desk.keys, &why) != DONE)
        return fail(&cli->desk, "keys: %s", why.cause);
    return DONE;
}

static enum outcome sit_down(struct cli *cli)
{
    SCOPED(secret) password = { 0 };
    struct desk *desk = &cli->desk;
    struct str user = cli_os_user(desk->arena);
    bool needed;
    TRY(office_cli_needs_password(desk, user, cli->as, &needed));
    if (needed)
        TRY(cli_read_secret(desk, cli->credential, "口令 password", &password));
    return office_desk_for_cli(desk, user, cli->as, needed ? secret_str(&password) : NO_STR);
}

static enum outcome open_desk(struct cli *cli)
{
    struct desk *desk = &cli->desk;
    if (cli->command->right == NO_DATABASE)
        return DONE;
    TRY(check_file(cli));
    TRY(db_open(desk, cli->db_url, DB_WRITE, &desk->db));
    TRY(db_migrate(desk));
    if (cli->command->right == NEW_DATABASE)
        return DONE;
    TRY(check_initialised(cli));
    TRY(open_keys(cli));
    if (cli->command->right == NO_CLERK)
        return DONE;
    TRY(sit_down(cli));
    if (cli->command->right >= 0)
        return may(desk, (enum right)cli->command->right, desk->clerk.unit);
    return DONE;
}

enum outcome cli_open_database(struct cli *cli, struct str url)
{
    cli->db_url = url;
    TRY(db_open(&cli->desk, url, DB_WRITE, &cli->desk.db));
    TRY(db_migrate(&cli->desk));
    return open_keys(cli);
}

static void close_desk(struct cli *cli)
{
    keys_close(cli->desk.keys);
    db_close(cli->desk.db);
    arena_close(cli->desk.arena);
}

/* ---- running it ---- */

static void say_problem(const struct problem *why)
{
    const struct refusal_text *text = refusal_text(why->refusal);
    cli_say("%s %s / %s", text->code, text->zh, text->en);
    if (why->pointer.len || why->detail.len)
        cli_say("  " STR_FMT "%s" STR_FMT, STR_ARG(why->pointer), why->pointer.len ? ": " : "",
                STR_ARG(why->detail));
    if (why->incident)
        cli_say("  事件编号 incident: %u", why->incident);
}

static void note_refusal(struct cli *cli)
{
    struct desk *desk = &cli->desk;
    struct str what = arena_printf(desk->arena, "cli: %s", cli->command->words);
    if (desk->db && office_note_refusal(desk, what) != DONE)
        log_error("the refusal could not be noted");
}

static int run(struct cli *cli)
{
    int code = (int)open_desk(cli);
    if (code == EXIT_DONE)
        code = cli->command->run(cli);
    if (cli->desk.why.refusal == REFUSAL_NONE) /* done, or a finding the command told of itself */
        return code;
    if (code == EXIT_REFUSED || code == EXIT_FAILED)
        say_problem(&cli->desk.why);
    if (code == EXIT_REFUSED)
        note_refusal(cli);
    return code == EXIT_REFUSED_SAID ? EXIT_REFUSED : code;
}

static int run_command(struct cli *cli)
{
    bool help = false;
    struct str which = NO_STR;
    if (cli->command->right == RAW && cli->argc && strcmp(cli->argv[0], "--help") == 0)
        return print_help(cli->command);
    if (cli->command->right == RAW)
        return cli->command->run(cli);
    cli->given.slots = slots_read(cli->command->arguments);
    if (!take_globals(cli, &help))
        return say_fault(cli, ARGUMENT_VALUE, STR("--"));
    if (help)
        return print_help(cli->command);
    enum argument_fault fault = arguments_read(&cli->given, cli->argc, cli->argv, &which);
    if (fault != ARGUMENTS_GOOD)
        return say_fault(cli, fault, which);
    return run(cli);
}

static int find_and_run(struct cli *cli, int argc, char **argv)
{
    if (argc == 0 || strcmp(argv[0], "--help") == 0)
        return run_help(cli, 0, NULL);
    if (strcmp(argv[0], "help") == 0)
        return run_help(cli, argc - 1, argv + 1);
    for (int i = 0; i < argc; i++)
        if (!utf8_valid(str_of(argv[i])))
            return cli_wrong_use(cli, "参数 %d 不是 UTF-8 argument %d is not UTF-8", i + 1, i + 1);
    int words = find_command(cli, argc, argv);
    if (!words)
        return run_noun(cli, argc, argv);
    cli->argc = argc - words;
    cli->argv = argv + words;
    return run_command(cli);
}

int cli_main(int argc, char **argv, const struct command_table *tables, size_t table_count)
{
    struct cli cli = { .db_url = STR("sqlite:var/jumin.db"),
                       .ids = { .writer = WRITERS + (int)(getpid() % WRITERS) },
                       .tables = tables,
                       .table_count = table_count };
    int i = 1;
    ASSERT(sodium_init() >= 0);
    umask(0027); /* whatever a command writes is about people */
    while (i < argc && strncmp(argv[i], "--", 2) == 0 && strcmp(argv[i], "--help") != 0) {
        int taken = take_global(&cli, argc - i, argv + i);
        if (taken <= 0)
            return say_fault(&cli, taken ? ARGUMENT_VALUE : ARGUMENT_UNKNOWN, str_of(argv[i]));
        i += taken;
    }
    cli.desk.arena = arena_open();
    cli.desk.ids = &cli.ids;
    cli.desk.expected_version = -1;
    cli.desk.terminal = STR("cli");
    desk_at(&cli.desk, instant_now());
    int code = find_and_run(&cli, argc - i, argv + i);
    close_desk(&cli);
    return code;
}
