#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H
/** Commands as rows: words, arguments, right, function, what it does. Parsing, help, man page,
 * completion and the question for the right come from the row.
 *  (1) The arguments are read as they stand in the row:
 *        NUMBER            an argument            NAME...          one or more, last
 *        --kind KIND       an option with a value [ … ]            may be left out
 *        [--dry-run]       a flag
 *      so a row cannot promise what is not read. */
#include "core/desk.h"

struct cli;

/** Instead of a right. */
enum {
    ANYONE = -1,       /* every clerk */
    NO_CLERK = -2,     /* a database, and nobody in particular */
    NEW_DATABASE = -3, /* the same, and it may be made first */
    NO_DATABASE = -4,  /* neither */
    RAW = -5,          /* neither, and it reads what stands behind its words itself: argc, argv */
};

struct command {
    const char *words; /* "unit add" */
    const char *arguments;
    int right; /* enum right, or one of the above */
    /** Returns an outcome, EXIT_WRONG_USE or EXIT_REFUSED_SAID. What was refused or broke is on the
     * desk. */
    int (*run)(struct cli *cli);
    const char *zh, *en;
};

struct command_table {
    const struct command *rows;
    size_t count;
};

/** Exit codes [design 6]: the outcomes, and wrong use. */
enum {
    EXIT_DONE = DONE,
    EXIT_REFUSED = REFUSED,
    EXIT_FAILED = FAILED,
    EXIT_WRONG_USE = 64,
    EXIT_REFUSED_SAID = 65, /* ends as 1: the command itself said what is wrong */
};

/** TRY in a command's own function, which returns an exit code. */
#define CLI_TRY(call)                                                                              \
    do {                                                                                           \
        int cli_try_code_ = (int)(call);                                                           \
        if (cli_try_code_ != EXIT_DONE)                                                            \
            return cli_try_code_;                                                                  \
    } while (0)

#endif
