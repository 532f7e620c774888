#include "db/comments.h"

static bool name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/** The name a line begins with; empty for PRIMARY KEY and the like. */
static struct str name_at(struct str line)
{
    size_t n = 0;
    while (n < line.len && name_byte(line.at[n]))
        n++;
    return str_cut(line, 0, n);
}

static void put_text(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\'')
            buf_byte(out, '\'');
        buf_byte(out, text.at[i]);
    }
}

static void put_comment(struct buf *out, const char *what, struct str table, struct str column,
                        struct str text)
{
    if (!text.len)
        return;
    buf_printf(out, "COMMENT ON %s " STR_FMT "%s" STR_FMT " IS '", what, STR_ARG(table),
               column.len ? "." : "", STR_ARG(column));
    put_text(out, text);
    buf_text(out, "';\n");
}

/** A line outside of tables; several make one text. */
static void note_above(struct buf *above, struct str line)
{
    if (!str_starts(line, "--")) {
        buf_clear(above);
        return;
    }
    struct str text = str_trim(str_cut(line, 2, line.len));
    if (str_starts(text, "owner:") || str_starts(text, "spread:") || str_starts(text, "kept:"))
        return;
    if (above->len)
        buf_byte(above, ' ');
    buf_add(above, text);
}

static void note_column(struct buf *out, struct str table, struct str line)
{
    size_t at = str_find(line, STR(" -- "));
    struct str name = name_at(line);
    if (name.len)
        put_comment(out, "COLUMN", table, name, str_trim(str_cut(line, at + 4, line.len)));
}

void schema_comments(struct buf *out, struct str step)
{
    struct buf above = { 0 };
    struct str line, table = NO_STR;
    while (str_split(&step, '\n', &line)) {
        line = str_trim(line);
        if (table.len) {
            note_column(out, table, line);
            table = str_starts(line, ")") ? NO_STR : table;
        } else if (str_starts(line, "CREATE TABLE ")) {
            table = name_at(str_cut(line, 13, line.len));
            put_comment(out, "TABLE", table, NO_STR, buf_str(&above));
        } else {
            note_above(&above, line);
        }
    }
    buf_close(&above);
}
