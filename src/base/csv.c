#include "base/csv.h"

struct csv csv_open(struct str text)
{
    if (str_starts(text, "\xEF\xBB\xBF"))
        text = str_cut(text, 3, text.len);
    return (struct csv){ .rest = text, .line = 0, .next_line = 1, .separator = ',' };
}

/** Takes a line end off; false when the reader does not stand on one. */
static bool line_end(struct csv *csv)
{
    struct str s = csv->rest;
    if (!s.len || (s.at[0] != '\n' && s.at[0] != '\r'))
        return false;
    csv->rest = str_cut(s, s.len > 1 && s.at[0] == '\r' && s.at[1] == '\n' ? 2 : 1, s.len);
    csv->next_line++;
    return true;
}

static void skip_line(struct csv *csv)
{
    while (csv->rest.len && !line_end(csv))
        csv->rest = str_cut(csv->rest, 1, csv->rest.len);
}

static bool plain_field(struct csv *csv, struct str *field)
{
    struct str s = csv->rest;
    size_t n = 0;
    while (n < s.len && s.at[n] != csv->separator && s.at[n] != '\n' && s.at[n] != '\r') {
        if (s.at[n] == '"')
            return false;
        n++;
    }
    *field = str_cut(s, 0, n);
    csv->rest = str_cut(s, n, s.len);
    return true;
}

/** The text between quotes, one of each doubled quote; may hold line ends. */
static bool quoted_field(struct csv *csv, struct arena *arena, struct str *field)
{
    struct str s = str_cut(csv->rest, 1, csv->rest.len);
    size_t end = 0, doubled = 0, lines = 0;
    for (; end < s.len; end++) {
        lines += s.at[end] == '\r' || (s.at[end] == '\n' && (!end || s.at[end - 1] != '\r'));
        if (s.at[end] != '"')
            continue;
        if (end + 1 == s.len || s.at[end + 1] != '"')
            break;
        doubled++;
        end++;
    }
    if (end == s.len)
        return false;
    struct str inside = str_cut(s, 0, end);
    if (doubled) {
        char *copy = arena_bytes(arena, inside.len);
        size_t len = 0;
        for (size_t i = 0; i < inside.len; i++) {
            copy[len++] = inside.at[i];
            i += inside.at[i] == '"';
        }
        inside = str_from(copy, len);
    }
    *field = inside;
    csv->next_line += (int64_t)lines;
    csv->rest = str_cut(s, end + 1, s.len);
    struct str r = csv->rest;
    return !r.len || r.at[0] == csv->separator || r.at[0] == '\n' || r.at[0] == '\r';
}

enum csv_result csv_row(struct csv *csv, struct arena *arena, struct str *fields, size_t room,
                        size_t *count)
{
    if (!csv->rest.len)
        return CSV_END;
    csv->line = csv->next_line;
    struct csv start = *csv;
    for (size_t n = 0;;) {
        struct str field = NO_STR;
        bool good = csv->rest.len && csv->rest.at[0] == '"' ? quoted_field(csv, arena, &field)
                                                            : plain_field(csv, &field);
        if (!good) {
            *csv = start;
            skip_line(csv);
            return CSV_BROKEN;
        }
        if (n < room)
            fields[n] = field;
        n++;
        if (csv->rest.len && csv->rest.at[0] == csv->separator) {
            csv->rest = str_cut(csv->rest, 1, csv->rest.len);
            continue;
        }
        line_end(csv);
        *count = n;
        return CSV_ROW;
    }
}
