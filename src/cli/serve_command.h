#ifndef CLI_SERVE_COMMAND_H
#define CLI_SERVE_COMMAND_H
/** `jumin serve`: the server, until it is told to stop. */
#include "cli/command.h"

extern const struct command serve_commands[];
extern const size_t serve_command_count;

#endif
