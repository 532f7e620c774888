#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H
/** The tables of all counters' commands. A counter's commands are a file of this folder with one
 * table; it is named here. Commands of the other faces are added in main.c. */
#include "cli/command.h"

extern const struct command office_commands[];
extern const size_t office_command_count;

extern const struct command card_commands[], package_commands[], journal_commands[],
    demo_commands[], money_commands[], link_commands[];
extern const size_t card_command_count, package_command_count, journal_command_count,
    demo_command_count, money_command_count, link_command_count;

extern const struct command register_commands[], form_commands[], conflict_commands[];
extern const size_t register_command_count, form_command_count, conflict_command_count;
extern const struct command finding_commands[];
extern const size_t finding_command_count;
extern const struct command same_commands[];
extern const size_t same_command_count;
extern const struct command quality_commands[];
extern const size_t quality_command_count;

extern const struct command place_commands[], house_commands[];
extern const size_t place_command_count, house_command_count;

extern const struct command business_commands[];
extern const size_t business_command_count;

extern const struct command overdue_commands[];
extern const size_t overdue_command_count;
extern const struct command unregistered_commands[];
extern const size_t unregistered_command_count;
extern const struct command character_commands[];
extern const size_t character_command_count;

extern const struct command record_commands[];
extern const size_t record_command_count;

struct cli_tables {
    const struct command_table *at;
    size_t count;
};
/** All tables, behind them the extra ones. The array lives as long as the process. */
struct cli_tables cli_tables(const struct command_table *extra, size_t extra_count);

#endif
