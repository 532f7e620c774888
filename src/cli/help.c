#include "cli/help.h"
#include "cli/arguments.h"

static const char *const global_options[][3] = {
    { "--db URL", "数据库，默认 sqlite:var/jumin.db", "database, sqlite:var/jumin.db if unsaid" },
    { "--as CLERK", "以该用户身份办理，须其口令", "act as that clerk, whose password is asked" },
    { "--credential FILE", "口令所在文件的第一行", "a file whose first line is the password" },
    { "--keys FOLDER", "密钥目录", "folder of the keys" },
    { "--purpose TEXT", "查看个人资料的事由", "why a person's record is looked at" },
    { "--json", "表格以 JSON 输出", "tables as JSON" },
};

static struct str noun_of(const char *words)
{
    struct str all = str_of(words);
    return str_cut(all, 0, str_find_byte(all, ' '));
}

/** Calls back for every command, table by table. */
static void each_command(struct command_tables tables,
                         void (*then)(void *ctx, const struct command *command), void *ctx)
{
    for (size_t t = 0; t < tables.count; t++)
        for (size_t i = 0; i < tables.at[t].count; i++)
            then(ctx, &tables.at[t].rows[i]);
}

/* ---- help ---- */

struct lines {
    struct buf *out;
    struct str noun; /* without bytes: all */
    size_t count;
};

static void add_line(void *ctx, const struct command *command)
{
    struct lines *lines = ctx;
    if (lines->noun.at && !str_eq(noun_of(command->words), lines->noun))
        return;
    lines->count++;
    buf_printf(lines->out, "  jumin %s%s%s\n      %s / %s\n", command->words,
               command->arguments[0] ? " " : "", command->arguments, command->zh, command->en);
}

static void add_global_options(struct buf *out)
{
    buf_text(out, "\n选项 options:\n");
    for (size_t i = 0; i < COUNT(global_options); i++)
        buf_printf(out, "  %-18s %s / %s\n", global_options[i][0], global_options[i][1],
                   global_options[i][2]);
}

bool help_text(struct buf *out, struct command_tables tables, struct str noun)
{
    struct lines lines = { out, noun, 0 };
    if (!noun.at)
        buf_text(out, "jumin 居民: 居民身份证换发与人口登记 / resident identity cards and the "
                      "register under them\n\n");
    each_command(tables, add_line, &lines);
    if (lines.count)
        add_global_options(out);
    return lines.count > 0;
}

static const char *right_words(int right, const char **en)
{
    switch (right) {
    case ANYONE:
        *en = "every clerk";
        return "任何用户";
    case NO_CLERK:
    case NEW_DATABASE:
    case NO_DATABASE:
    case RAW:
        *en = "nobody in particular";
        return "不限";
    default:
        *en = right_text((enum right)right)->en;
        return right_text((enum right)right)->zh;
    }
}

void help_command(struct buf *out, const struct command *command)
{
    const char *en, *zh = right_words(command->right, &en);
    buf_printf(out, "jumin %s%s%s\n  %s / %s\n  权限 right: %s / %s\n", command->words,
               command->arguments[0] ? " " : "", command->arguments, command->zh, command->en, zh,
               en);
}

/* ---- man ---- */

static void man_text(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\\' || *text == '-')
            buf_byte(out, '\\');
        buf_byte(out, *text);
    }
}

static void man_command(void *ctx, const struct command *command)
{
    struct buf *out = ctx;
    buf_text(out, ".TP\n.B jumin ");
    man_text(out, command->words);
    buf_byte(out, ' ');
    man_text(out, command->arguments);
    buf_byte(out, '\n');
    man_text(out, command->zh);
    buf_text(out, " / ");
    man_text(out, command->en);
    buf_text(out, ".\n");
}

void help_man(struct buf *out, struct command_tables tables)
{
    buf_text(out, ".TH JUMIN 1\n.SH NAME\njumin \\- resident identity cards of a city, and the "
                  "register under them\n.SH SYNOPSIS\n.B jumin\n[OPTION...] NOUN VERB "
                  "[ARGUMENT...]\n.SH OPTIONS\n");
    for (size_t i = 0; i < COUNT(global_options); i++) {
        buf_text(out, ".TP\n.B ");
        man_text(out, global_options[i][0]);
        buf_byte(out, '\n');
        man_text(out, global_options[i][1]);
        buf_text(out, " / ");
        man_text(out, global_options[i][2]);
        buf_text(out, ".\n");
    }
    buf_text(out, ".SH COMMANDS\n");
    each_command(tables, man_command, out);
    buf_text(out, ".SH EXIT STATUS\n0 done, 1 refused, 2 failed, 64 wrong use.\n");
}

/* ---- completion ---- */

static void completion_line(void *ctx, const struct command *command)
{
    struct buf *out = ctx;
    struct slots slots = slots_read(command->arguments);
    buf_printf(out, "        '%s '*) words='", command->words);
    for (size_t i = 0; i < slots.count; i++)
        if (slots.at[i].option)
            buf_printf(out, STR_FMT " ", STR_ARG(slots.at[i].name));
    buf_text(out, "--json --help' ;;\n");
}

static void completion_words(void *ctx, const struct command *command)
{
    buf_printf(ctx, "%s\n", command->words);
}

void help_completion(struct buf *out, struct command_tables tables)
{
    buf_text(out, "# bash completion of jumin; source it, or put it under "
                  "/usr/share/bash-completion/completions/jumin\n"
                  "_jumin_words='");
    each_command(tables, completion_words, out);
    buf_text(out, "'\n_jumin() {\n"
                  "    local line=\"${COMP_WORDS[*]:1:COMP_CWORD-1} \" words\n"
                  "    local current=\"${COMP_WORDS[COMP_CWORD]}\"\n"
                  "    case $line in\n");
    each_command(tables, completion_line, out);
    buf_text(out,
             "        *) [ \"$line\" = ' ' ] && line=\n"
             "           words=$(printf '%s\\n' \"$_jumin_words\" | grep \"^$line\" |\n"
             "               sed \"s|^$line||\" | cut -d' ' -f1 | sort -u)\n"
             "           [ -n \"$line\" ] || words=\"$words --db --as --purpose --json help\" ;;\n"
             "    esac\n"
             "    if [ -z \"$words\" ] || [[ $current == */* ]]; then\n"
             "        COMPREPLY=($(compgen -f -- \"$current\"))\n"
             "    else\n"
             "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
             "    fi\n"
             "}\ncomplete -F _jumin jumin\n");
}
