#include "cli/commands.h"

enum { TABLES_MAX = 32 };

struct cli_tables cli_tables(const struct command_table *extra, size_t extra_count)
{
    static struct command_table all[TABLES_MAX];
    /* clang-format off */
    const struct command_table own[] = {
        { office_commands,   office_command_count },
        { register_commands, register_command_count },
        { conflict_commands, conflict_command_count },
        { finding_commands,  finding_command_count },
        { same_commands,     same_command_count },
        { quality_commands,  quality_command_count },
        { card_commands,     card_command_count },
        { package_commands,  package_command_count },
        { record_commands,   record_command_count },
        { form_commands,     form_command_count },
        { journal_commands,  journal_command_count },
        { demo_commands,     demo_command_count },
        { money_commands,    money_command_count },
        { link_commands,     link_command_count },
        { place_commands,    place_command_count },
        { house_commands,    house_command_count },
        { business_commands, business_command_count },
        { overdue_commands,  overdue_command_count },
        { unregistered_commands, unregistered_command_count },
        { character_commands, character_command_count },
    };
    /* clang-format on */
    ASSERT(COUNT(own) + extra_count <= TABLES_MAX);
    memcpy(all, own, sizeof own);
    for (size_t i = 0; i < extra_count; i++)
        all[COUNT(own) + i] = extra[i];
    return (struct cli_tables){ all, COUNT(own) + extra_count };
}
