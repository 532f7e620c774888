#include "register/import_file.h"
#include "base/utf8.h"

/** UTF-8 is checked where it enters; nothing is copied. */
static bool utf8_decode(struct arena *arena, struct str bytes, struct str *text)
{
    (void)arena;
    if (!utf8_valid(bytes))
        return false;
    *text = bytes;
    return true;
}

/** Decoded text without NUL, which no column takes. */
static bool decode_field(const struct import_file *file, struct arena *arena, struct str bytes,
                         struct str *text)
{
    struct str out;
    if (!file->decode(arena, bytes, &out) || str_find_byte(out, '\0') < out.len)
        return false;
    *text = out;
    return true;
}

/* ---- headings ---- */

static int find_heading(const struct str *headings, size_t count, struct str wanted)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(str_trim(headings[i]), wanted))
            return (int)i;
    return -1;
}

static enum outcome place_columns(struct desk *desk, const struct str *headings,
                                  struct import_file *file)
{
    for (int i = 0; i < file->map.item_count; i++) {
        struct str named = file->map.heading[i];
        struct str wanted = named.at ? named : str_of(file->map.headings[i].zh);
        file->column_of[i] = find_heading(headings, file->columns, wanted);
        if (file->column_of[i] >= 0 || file->map.constant[i].at)
            continue;
        if (file->map.headings[i].needed)
            return refuse_at(desk, NO_HEADER_MISSING, "/header", "缺少列“" STR_FMT "”",
                             STR_ARG(wanted));
        if (named.at)
            return refuse_at(desk, NO_MAP_WRONG, "/map",
                             "第 %d 行 line %d: 文件没有列“" STR_FMT
                             "” no such heading in the file",
                             file->map.line_of[i], file->map.line_of[i], STR_ARG(wanted));
    }
    return DONE;
}

enum outcome import_file_open(struct desk *desk, const struct import_order *order,
                              struct import_file *out)
{
    struct import_file file = { .csv = csv_open(order->bytes),
                                .decode = order->decode ? order->decode : utf8_decode };
    struct str fields[IMPORT_COLUMNS_MAX];
    TRY(import_map_read_for(desk, order->map, order->headings ? order->headings : import_headings,
                            order->headings ? order->heading_count : ITEM_COUNT, &file.map));
    enum csv_result got =
        csv_row(&file.csv, desk->arena, fields, IMPORT_COLUMNS_MAX, &file.columns);
    if (got != CSV_ROW || file.columns > IMPORT_COLUMNS_MAX)
        return refuse_at(desk, NO_HEADER_MISSING, "/header", "第一行应为列名");
    for (size_t i = 0; i < file.columns; i++)
        if (!decode_field(&file, desk->arena, fields[i], &fields[i]))
            return refuse_at(desk, NO_FILE_ENCODING, "/header", "第 %zu 列的列名", i + 1);
    TRY(place_columns(desk, fields, &file));
    *out = file;
    return DONE;
}

/* ---- rows ---- */

static enum import_read not_taken(struct import_reject *why, const char *field, enum refusal code)
{
    why->field = field;
    why->code = code;
    why->detail = NO_STR;
    return IMPORT_REJECTED;
}

static enum import_read decode_row(const struct import_file *file, struct arena *arena,
                                   const struct str *fields, struct str items[ITEM_COUNT],
                                   struct import_reject *why)
{
    for (int i = 0; i < file->map.item_count; i++) {
        items[i] = NO_STR;
        if (file->column_of[i] >= 0 &&
            !decode_field(file, arena, fields[file->column_of[i]], &items[i]))
            return not_taken(why, file->map.headings[i].zh, NO_NOT_TEXT);
        items[i] = import_map_item(&file->map, arena, (enum import_item)i, items[i]);
    }
    return IMPORT_ROW;
}

static struct str field_of(const struct import_file *file, const struct str *fields,
                           enum import_item item)
{
    bool register_row = file->map.headings == import_headings;
    return register_row && file->column_of[item] >= 0 ? fields[file->column_of[item]] : STR("");
}

enum import_read import_file_row(struct import_file *file, struct arena *arena,
                                 struct str items[ITEM_COUNT], struct import_raw *raw,
                                 struct import_reject *why)
{
    struct str fields[IMPORT_COLUMNS_MAX];
    size_t count = 0;
    enum csv_result got;
    do {
        got = csv_row(&file->csv, arena, fields, IMPORT_COLUMNS_MAX, &count);
    } while (got == CSV_ROW && count == 1 && !str_trim(fields[0]).len);
    *why = (struct import_reject){ .line = file->csv.line, .field = "" };
    if (got == CSV_END)
        return IMPORT_END;
    if (got == CSV_BROKEN || count != file->columns)
        return not_taken(why, "", NO_ROW_BROKEN);
    raw->name = field_of(file, fields, ITEM_NAME);
    raw->former = field_of(file, fields, ITEM_FORMER);
    return decode_row(file, arena, fields, items, why);
}
