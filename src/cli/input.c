#include "cli/cli.h"
#include "keys/secret.h"
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <sodium.h>
#include <stdarg.h>
#include <termios.h>
#include <unistd.h>

/* ---- what was given ---- */

struct str cli_argument(const struct cli *cli, const char *name)
{
    return argument_find(&cli->given, name, 0);
}

struct str cli_option(const struct cli *cli, const char *name)
{
    return argument_find(&cli->given, name, 0);
}

bool cli_flag(const struct cli *cli, const char *name)
{
    return argument_find(&cli->given, name, 0).at != NULL;
}

size_t cli_argument_count(const struct cli *cli, const char *name)
{
    return argument_count(&cli->given, name);
}

struct str cli_argument_at(const struct cli *cli, const char *name, size_t index)
{
    return argument_find(&cli->given, name, index);
}

bool cli_number(struct cli *cli, const char *name, int64_t least, int64_t most, int64_t *out)
{
    struct str text = argument_find(&cli->given, name, 0);
    int64_t n;
    if (str_to_int(text, &n) && n >= least && n <= most) {
        *out = n;
        return true;
    }
    (void)cli_wrong_use(cli, "%s: %lld – %lld", name, (long long)least, (long long)most);
    return false;
}

bool cli_day(struct cli *cli, const char *name, struct day *out)
{
    struct str text = argument_find(&cli->given, name, 0);
    if (!text.at) {
        *out = cli->desk.today;
        return true;
    }
    if (day_parse(text, out))
        return true;
    (void)cli_wrong_use(cli, "%s: YYYY-MM-DD", name);
    return false;
}

/* ---- files ---- */

static enum outcome read_all(struct desk *desk, int file, struct str path, size_t most,
                             struct buf *buf)
{
    enum { PIECE = 1 << 16 };
    for (;;) {
        ssize_t n = read(file, buf_room(buf, PIECE), PIECE);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(desk, "cannot read " STR_FMT ": %s", STR_ARG(path), strerror(errno));
        if (n == 0)
            return DONE;
        buf->len += (size_t)n;
        if (buf->len > most)
            return fail(desk, STR_FMT " is longer than %zu bytes", STR_ARG(path), most);
    }
}

enum outcome cli_read_file(struct desk *desk, struct str path, size_t most, struct str *out)
{
    SCOPED(buf) buf = { 0 };
    bool standard = str_is(path, "-");
    int file = standard ? STDIN_FILENO : open(arena_text(desk->arena, path), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail(desk, "cannot open " STR_FMT ": %s", STR_ARG(path), strerror(errno));
    enum outcome outcome = read_all(desk, file, path, most, &buf);
    if (!standard)
        close(file);
    if (outcome == DONE)
        *out = arena_str(desk->arena, buf_str(&buf));
    return outcome;
}

/* ---- secrets ---- */

static bool read_line(int file, struct secret *out)
{
    unsigned char line[SECRET_MAX + 1];
    size_t len = 0;
    while (len < sizeof line && read(file, line + len, 1) == 1 && line[len] != '\n')
        len++;
    while (len && line[len - 1] == '\r')
        len--;
    bool set = secret_set(out, str_from(line, len));
    sodium_memzero(line, sizeof line);
    return set;
}

static bool read_unseen(const char *prompt, struct secret *out)
{
    struct termios seen, unseen;
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal < 0)
        return false;
    dprintf(terminal, "%s: ", prompt);
    bool quiet = tcgetattr(terminal, &seen) == 0;
    if (quiet) {
        unseen = seen;
        unseen.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(terminal, TCSAFLUSH, &unseen);
    }
    bool read = read_line(terminal, out);
    if (quiet)
        tcsetattr(terminal, TCSAFLUSH, &seen);
    dprintf(terminal, "\n");
    close(terminal);
    return read && out->len;
}

enum outcome cli_read_secret(struct desk *desk, struct str path, const char *prompt,
                             struct secret *out)
{
    if (!path.at)
        return read_unseen(prompt, out) ? DONE : refuse(desk, NO_CREDENTIAL_REQUIRED);
    int file = open(arena_text(desk->arena, path), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail(desk, "cannot open " STR_FMT ": %s", STR_ARG(path), strerror(errno));
    bool read = read_line(file, out);
    close(file);
    return read && out->len ? DONE : refuse(desk, NO_CREDENTIAL_REQUIRED);
}

struct str cli_os_user(struct arena *arena)
{
    const struct passwd *user = getpwuid(geteuid());
    if (user)
        return arena_str(arena, str_of(user->pw_name));
    return arena_printf(arena, "%u", (unsigned)geteuid());
}

/* ---- talk ---- */

PRINTF_LIKE(1, 0) static void say(const char *format, va_list args)
{
    char text[1024];
    vsnprintf(text, sizeof text, format, args);
    dprintf(STDERR_FILENO, "%s\n", text);
}

void cli_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
}

int cli_wrong_use(struct cli *cli, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
    if (cli->command)
        cli_say("用法 usage: jumin %s %s", cli->command->words, cli->command->arguments);
    else
        cli_say("用法 usage: jumin help");
    return EXIT_WRONG_USE;
}
