#ifndef CLI_SERVE_COMMAND_H
#define CLI_SERVE_COMMAND_H
/** jumin serve: the server, and beside it the service that sends and takes packages and signs
 * heads. */
#include "cli/cli.h"
#include "cli/command.h"

extern const struct command serve_commands[];
extern const size_t serve_command_count;

/** Opens a database that is initialised and serves it until told to stop; `listen` without bytes is
 * the default. Returns the exit code. */
int serve_database(struct cli *cli, struct str url, struct str listen);

#endif
