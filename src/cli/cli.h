#ifndef CLI_CLI_H
#define CLI_CLI_H
/** What a command has: its desk, its arguments, where it prints.
 *  (1) Data go to stdout, talk and progress to stderr.
 *  (2) Chinese first, English behind it. */
#include "base/buf.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "core/column.h"

struct cli {
    struct desk desk;
    struct ids ids;
    const struct command *command;
    struct arguments given;
    int argc; /* behind the words, for RAW commands */
    char **argv;
    struct str db_url;     /* --db */
    struct str as;         /* --as, or without bytes */
    struct str credential; /* --credential: a file with the password, or without bytes */
    struct str keys;       /* --keys: the ring's folder, or without bytes */
    bool json;             /* --json */
    const struct command_table *tables;
    size_t table_count;
};

/** Reads the command line, finds the command, sets up the desk, runs it, says what was refused.
 * Returns the exit code. */
int cli_main(int argc, char **argv, const struct command_table *tables, size_t table_count);

/** What was given. Without bytes when it was left out. */
struct str cli_argument(const struct cli *cli, const char *name);
struct str cli_option(const struct cli *cli, const char *name);
bool cli_flag(const struct cli *cli, const char *name);
/** Of `NAME...`. */
size_t cli_argument_count(const struct cli *cli, const char *name);
struct str cli_argument_at(const struct cli *cli, const char *name, size_t index);
/** True, and the number, when the argument or option is a whole number in the range; says what is
 * wrong when it is not. `name` as in the row: "NUMBER" or "--people". */
MUST_USE bool cli_number(struct cli *cli, const char *name, int64_t least, int64_t most,
                         int64_t *out);
/** The same for a day, YYYY-MM-DD; the desk's day when left out. */
MUST_USE bool cli_day(struct cli *cli, const char *name, struct day *out);

/** Opens another database for the desk, with its keys and nobody at the desk: what `demo` has just made. */
MUST_USE enum outcome cli_open_database(struct cli *cli, struct str url);
/** Says what is wrong and how it is used. Returns EXIT_WRONG_USE. */
int cli_wrong_use(struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);
/** A line of talk, to stderr. */
void cli_say(const char *format, ...) PRINTF_LIKE(1, 2);

/** The records as CSV with headings, or as a JSON array with --json. */
void cli_table(const struct cli *cli, const struct column *columns, size_t column_count,
               const void *records, size_t record_size, size_t count);
/** One record: two columns, heading and value; with --json an object. */
void cli_record(const struct cli *cli, const struct column *columns, size_t column_count,
                const void *record);
/** Bytes to stdout, all of them; false when it cannot be written. */
bool cli_out(struct str bytes);

/** A whole file in the arena, up to `most` bytes; "-" is stdin.
 *  fails  it cannot be read, or is longer */
MUST_USE enum outcome cli_read_file(struct desk *desk, struct str path, size_t most,
                                    struct str *out);
/** The first line of a file, or what is typed unseen at a terminal when `path` has no bytes.
 *  refuses  CREDENTIAL_REQUIRED when there is no terminal either */
struct secret;
MUST_USE enum outcome cli_read_secret(struct desk *desk, struct str path, const char *prompt,
                                      struct secret *out);
/** Name of the operating-system user, in the arena. */
struct str cli_os_user(struct arena *arena);

#endif
