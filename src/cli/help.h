#ifndef CLI_HELP_H
#define CLI_HELP_H
/** Help, man page and shell completion, all out of the command tables. */
#include "base/buf.h"
#include "cli/command.h"

struct command_tables {
    const struct command_table *at;
    size_t count;
};

/** Every noun with its commands; with a noun, only its own. False when there is no such noun. */
bool help_text(struct buf *out, struct command_tables tables, struct str noun);
/** One command: usage, what it does, the right it asks for. */
void help_command(struct buf *out, const struct command *command);
/** jumin(1), in man's own language. */
void help_man(struct buf *out, struct command_tables tables);
/** For bash: words, then options. */
void help_completion(struct buf *out, struct command_tables tables);

#endif
