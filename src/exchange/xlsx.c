#include "exchange/xlsx.h"
#include "base/utf8.h"
#include "core/day.h"
#include <expat.h>
#include <math.h>
#include <zip.h>

enum {
    ENTRIES_MAX = 10000,
    ENTRY_MAX = 1 << 30,   /* bytes of one entry, unpacked */
    RATIO_FROM = 16 << 20, /* bytes from which the ratio is looked at */
    RATIO_MAX = 200,       /* of unpacked to packed; sheets are at 10 to 40 */
    ROWS_MAX = 1048576,    /* of the format */
    TEXTS_MAX = 256 << 20, /* bytes of shared strings */
    CELL_MAX = 32768,      /* bytes of a cell */
    STYLES_MAX = 65536,
    NAME_MAX_BYTES = 256
};

bool xlsx_looks_like(struct str bytes)
{
    return str_starts(bytes, "PK\x03\x04");
}

/** A workbook while it is read. */
struct workbook {
    struct desk *desk;
    zip_t *zip;
    XML_Parser parser; /* of the entry being read */
    enum refusal no;   /* why reading stopped */

    /* workbook.xml and its relations */
    struct str wanted;         /* name or place */
    struct str found_relation; /* r:id of the sheet */
    struct str target;         /* its entry */
    int sheets;
    bool from_1904;

    /* styles.xml */
    unsigned char *day_format; /* by numFmtId: 1 a day */
    unsigned char *day_style;  /* by cellXfs index */
    int styles;
    bool in_cell_formats;

    /* shared strings */
    struct buf texts;
    size_t *text_ends;
    size_t text_count, text_room;

    /* the sheet */
    struct buf *csv;
    struct buf cell; /* text of what is open */
    bool collecting; /* inside v or t */
    int phonetic;    /* inside rPh, which is no text of the cell */
    int row, column; /* reached, from 1 */
    int cell_column, cell_style;
    char cell_type[12];
    struct {
        size_t at, len; /* in row_text */
    } fields[XLSX_COLUMNS_MAX];
    struct buf row_text;
    int columns; /* of the widest row before: the headings */
};

static void stop(struct workbook *w, enum refusal no)
{
    if (!w->no)
        w->no = no;
    XML_StopParser(w->parser, XML_FALSE);
}

/* ---- entries ---- */

/** Without the prefix of its namespace. */
static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static bool is(const char *name, const char *wanted)
{
    return strcmp(local(name), wanted) == 0;
}

static const char *attribute(const char **attributes, const char *wanted)
{
    for (; *attributes; attributes += 2)
        if (strcmp(*attributes, wanted) == 0)
            return attributes[1];
    return NULL;
}

/** The one with a prefix: r:id. */
static const char *attribute_of_namespace(const char **attributes, const char *wanted)
{
    for (; *attributes; attributes += 2)
        if (strchr(*attributes, ':') && is(*attributes, wanted))
            return attributes[1];
    return NULL;
}

static int number_of(const char *text, int if_none)
{
    int64_t n = 0;
    if (!text || !str_to_int(str_of(text), &n) || n < 0 || n > INT32_MAX)
        return if_none;
    return (int)n;
}

/** No document type, so no entities. */
static void refuse_doctype(void *self, const XML_Char *name, const XML_Char *system,
                           const XML_Char *public, int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    stop(self, NO_XLSX_BROKEN);
}

static bool too_large(uint64_t unpacked, uint64_t packed)
{
    return unpacked > ENTRY_MAX || (unpacked > RATIO_FROM && unpacked / RATIO_MAX > packed);
}

static void parse_all(struct workbook *w, zip_file_t *file, uint64_t packed)
{
    char piece[64 << 10];
    uint64_t unpacked = 0;
    zip_int64_t n;
    while (!w->no && (n = zip_fread(file, piece, sizeof piece)) != 0) {
        unpacked += n > 0 ? (uint64_t)n : 0;
        if (n < 0)
            w->no = NO_XLSX_BROKEN;
        else if (too_large(unpacked, packed))
            w->no = NO_XLSX_TOO_LARGE;
        else if (XML_Parse(w->parser, piece, (int)n, 0) == XML_STATUS_ERROR && !w->no)
            w->no = NO_XLSX_BROKEN;
    }
    if (!w->no && XML_Parse(w->parser, "", 0, 1) == XML_STATUS_ERROR)
        w->no = w->no ? w->no : NO_XLSX_BROKEN;
}

/** Reads an entry through the handlers. An entry that must not be there is no fault. */
static void read_entry(struct workbook *w, const char *name, bool needed,
                       XML_StartElementHandler begin, XML_EndElementHandler end)
{
    struct zip_stat stat;
    if (w->no)
        return;
    zip_file_t *file = zip_stat(w->zip, name, 0, &stat) == 0 ? zip_fopen(w->zip, name, 0) : NULL;
    if (!file) {
        w->no = needed ? NO_XLSX_BROKEN : REFUSAL_NONE;
        return;
    }
    w->parser = XML_ParserCreate(NULL);
    ASSERT(w->parser != NULL);
    XML_SetUserData(w->parser, w);
    XML_SetElementHandler(w->parser, begin, end);
    XML_SetStartDoctypeDeclHandler(w->parser, refuse_doctype);
    parse_all(w, file, stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : 0);
    XML_ParserFree(w->parser);
    w->parser = NULL;
    zip_fclose(file);
}

static void end_of_nothing(void *self, const char *name)
{
    (void)self, (void)name;
}

/* ---- which sheet ---- */

static bool sheet_wanted(const struct workbook *w, const char *name)
{
    int64_t place = 0;
    if (!w->wanted.len)
        return w->sheets == 1;
    return str_is(w->wanted, name) || (str_to_int(w->wanted, &place) && place == w->sheets);
}

static void workbook_begin(void *self, const char *name, const char **attributes)
{
    struct workbook *w = self;
    if (is(name, "workbookPr")) {
        const char *from = attribute(attributes, "date1904");
        w->from_1904 = from && (strcmp(from, "1") == 0 || strcmp(from, "true") == 0);
    }
    if (!is(name, "sheet"))
        return;
    const char *title = attribute(attributes, "name"),
               *id = attribute_of_namespace(attributes, "id");
    w->sheets++;
    if (title && id && !w->found_relation.at && sheet_wanted(w, title))
        w->found_relation = arena_str(w->desk->arena, str_of(id));
}

static void relations_begin(void *self, const char *name, const char **attributes)
{
    struct workbook *w = self;
    const char *id = attribute(attributes, "Id"), *target = attribute(attributes, "Target");
    if (!is(name, "Relationship") || !id || !target || !str_is(w->found_relation, id))
        return;
    if (strlen(target) > NAME_MAX_BYTES)
        stop(w, NO_XLSX_BROKEN);
    else if (target[0] == '/')
        w->target = arena_str(w->desk->arena, str_of(target + 1));
    else
        w->target = arena_printf(w->desk->arena, "xl/%s", target);
}

/* ---- which styles are days ---- */

/** The formats every program knows; the others name their letters. */
static bool day_by_itself(int format)
{
    return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31) ||
           (format >= 34 && format <= 36) || (format >= 50 && format <= 58);
}

/** A format with day, month or year outside of quotes and brackets. */
static bool day_by_letters(const char *code)
{
    bool quoted = false, bracket = false, day = false, year = false;
    for (; *code; code++) {
        if (*code == '"')
            quoted = !quoted;
        else if (!quoted && (*code == '[' || *code == ']'))
            bracket = *code == '[';
        else if (!quoted && *code == '\\' && code[1])
            code++;
        else if (!quoted && !bracket) {
            day |= *code == 'd' || *code == 'D';
            year |= *code == 'y' || *code == 'Y';
        }
    }
    return day || year;
}

static void note_style(struct workbook *w, int format)
{
    if (w->styles == STYLES_MAX) {
        stop(w, NO_XLSX_TOO_LARGE);
        return;
    }
    w->day_style[w->styles++] =
        (unsigned char)(day_by_itself(format) ||
                        (format >= 0 && format < STYLES_MAX && w->day_format[format]));
}

static void styles_begin(void *self, const char *name, const char **attributes)
{
    struct workbook *w = self;
    int format = number_of(attribute(attributes, "numFmtId"), -1);
    const char *code = attribute(attributes, "formatCode");
    if (is(name, "numFmt") && format >= 0 && format < STYLES_MAX && code)
        w->day_format[format] = day_by_letters(code);
    else if (is(name, "cellXfs"))
        w->in_cell_formats = true;
    else if (is(name, "xf") && w->in_cell_formats)
        note_style(w, format);
}

static void styles_end(void *self, const char *name)
{
    struct workbook *w = self;
    if (is(name, "cellXfs"))
        w->in_cell_formats = false;
}

/* ---- text of cells and shared strings ---- */

static void collect(void *self, const char *text, int len)
{
    struct workbook *w = self;
    if (!w->collecting || w->phonetic)
        return;
    if (w->cell.len + (size_t)len > CELL_MAX) {
        stop(w, NO_XLSX_TOO_LARGE);
        return;
    }
    buf_add(&w->cell, str_from(text, (size_t)len));
}

/** Elements whose text counts; what stands in rPh is how a word is read aloud. */
static void text_begin(struct workbook *w, const char *name)
{
    w->phonetic += is(name, "rPh");
    if (is(name, "t") || is(name, "v"))
        w->collecting = true;
}

static void text_end(struct workbook *w, const char *name)
{
    w->phonetic -= is(name, "rPh");
    if (is(name, "t") || is(name, "v"))
        w->collecting = false;
}

static void strings_begin(void *self, const char *name, const char **attributes)
{
    struct workbook *w = self;
    (void)attributes;
    XML_SetCharacterDataHandler(w->parser, collect);
    if (is(name, "si"))
        buf_clear(&w->cell);
    text_begin(w, name);
}

static void strings_end(void *self, const char *name)
{
    struct workbook *w = self;
    text_end(w, name);
    if (!is(name, "si"))
        return;
    if (w->texts.len + w->cell.len > TEXTS_MAX) {
        stop(w, NO_XLSX_TOO_LARGE);
        return;
    }
    buf_add(&w->texts, buf_str(&w->cell));
    if (w->text_count == w->text_room) {
        w->text_room = w->text_room ? w->text_room * 2 : 1024;
        w->text_ends = realloc(w->text_ends, w->text_room * sizeof *w->text_ends);
        ASSERT(w->text_ends != NULL);
    }
    w->text_ends[w->text_count++] = w->texts.len;
}

static struct str shared_text(const struct workbook *w, struct str index)
{
    int64_t i = 0;
    if (!str_to_int(index, &i) || i < 0 || (uint64_t)i >= w->text_count)
        return STR("");
    size_t from = i ? w->text_ends[i - 1] : 0;
    return str_from(w->texts.at + from, w->text_ends[i] - from);
}

/* ---- cells ---- */

/** Days since 1899-12-30, whose 1900 has a 29th of February. */
static struct str day_of_serial(struct workbook *w, double serial)
{
    enum { EPOCH_1900 = -25569, EPOCH_1904 = -24107, LEAP = 60 };
    int days = (int)serial;
    struct day day = { days + (w->from_1904 ? EPOCH_1904 : EPOCH_1900 + (days < LEAP)) };
    char text[11], packed[9];
    day_text(day, text);
    snprintf(packed, sizeof packed, "%.4s%.2s%.2s", text, text + 5, text + 8);
    return arena_str(w->desk->arena, str_of(packed));
}

/** A number as a person would have typed it. */
static struct str number_text(struct workbook *w, struct str raw)
{
    const double exact = 9007199254740992.0; /* 2^53 */
    const char *text = arena_text(w->desk->arena, raw);
    char *end = NULL;
    double n = strtod(text, &end);
    bool day = w->cell_style >= 0 && w->cell_style < w->styles && w->day_style[w->cell_style];
    if (end == text || *end || !isfinite(n))
        return raw;
    if (day && n >= 0 && n < 2958466)
        return day_of_serial(w, n);
    if (floor(n) != n || fabs(n) > exact)
        return raw;
    return arena_printf(w->desk->arena, "%.0f", n);
}

static struct str cell_text(struct workbook *w)
{
    struct str raw = buf_str(&w->cell);
    if (strcmp(w->cell_type, "s") == 0)
        return shared_text(w, raw);
    if (strcmp(w->cell_type, "e") == 0)
        return STR("");
    if (w->cell_type[0] && strcmp(w->cell_type, "n") != 0)
        return raw; /* inlineStr, str, b, d */
    return raw.len ? number_text(w, raw) : raw;
}

/** AB12: 28. Without a reference a cell is the next one. */
static int column_of(const struct workbook *w, const char *reference)
{
    int column = 0;
    for (; reference && *reference >= 'A' && *reference <= 'Z' && column <= XLSX_COLUMNS_MAX;
         reference++)
        column = column * 26 + (*reference - 'A' + 1);
    return column ? column : w->column + 1;
}

static void cell_begin(struct workbook *w, const char **attributes)
{
    const char *type = attribute(attributes, "t");
    buf_clear(&w->cell);
    w->cell_column = column_of(w, attribute(attributes, "r"));
    w->cell_style = number_of(attribute(attributes, "s"), -1);
    snprintf(w->cell_type, sizeof w->cell_type, "%s", type ? type : "");
}

static void cell_end(struct workbook *w)
{
    struct str text = cell_text(w);
    w->column = w->cell_column;
    if (w->column > XLSX_COLUMNS_MAX) {
        if (text.len)
            stop(w, NO_XLSX_TOO_LARGE);
        return;
    }
    w->fields[w->column - 1].at = w->row_text.len;
    w->fields[w->column - 1].len = text.len;
    buf_add(&w->row_text, text);
}

static void row_begin(struct workbook *w, const char **attributes)
{
    int row = number_of(attribute(attributes, "r"), w->row + 1);
    if (row <= w->row || row > ROWS_MAX) {
        stop(w, NO_XLSX_BROKEN);
        return;
    }
    for (; w->row + 1 < row; w->row++)
        buf_byte(w->csv, '\n');
    w->row = row;
    w->column = 0;
    buf_clear(&w->row_text);
    memset(w->fields, 0, sizeof w->fields);
}

static int last_filled(const struct workbook *w)
{
    int last = XLSX_COLUMNS_MAX;
    while (last && !w->fields[last - 1].len)
        last--;
    return last;
}

/** As many fields as the headings have; a row without any text is an empty line. */
static void row_end(struct workbook *w)
{
    int last = last_filled(w);
    if (!w->columns)
        w->columns = last;
    int count = !last ? 0 : last > w->columns ? last : w->columns;
    for (size_t i = 0; i < w->row_text.len; i++)
        if (w->row_text.at[i] == '\n' || w->row_text.at[i] == '\r')
            w->row_text.at[i] = ' ';
    for (int i = 0; i < count; i++) {
        if (i)
            buf_byte(w->csv, ',');
        csv_field(w->csv, str_from(w->row_text.at + w->fields[i].at, w->fields[i].len));
    }
    buf_byte(w->csv, '\n');
    if (w->csv->len > ENTRY_MAX)
        stop(w, NO_XLSX_TOO_LARGE);
    arena_reset(w->desk->arena);
}

static void sheet_begin(void *self, const char *name, const char **attributes)
{
    struct workbook *w = self;
    XML_SetCharacterDataHandler(w->parser, collect);
    if (is(name, "row"))
        row_begin(w, attributes);
    else if (is(name, "c"))
        cell_begin(w, attributes);
    else
        text_begin(w, name);
}

static void sheet_end(void *self, const char *name)
{
    struct workbook *w = self;
    if (is(name, "row"))
        row_end(w);
    else if (is(name, "c"))
        cell_end(w);
    else
        text_end(w, name);
}

/* ---- the whole ---- */

static void read_workbook(struct workbook *w)
{
    struct arena *kept = w->desk->arena;
    if (zip_get_num_entries(w->zip, 0) > ENTRIES_MAX)
        w->no = NO_XLSX_TOO_LARGE;
    read_entry(w, "xl/workbook.xml", true, workbook_begin, end_of_nothing);
    if (!w->no && !w->found_relation.at)
        w->no = NO_SHEET_UNKNOWN;
    read_entry(w, "xl/_rels/workbook.xml.rels", true, relations_begin, end_of_nothing);
    if (!w->no && !w->target.at)
        w->no = NO_XLSX_BROKEN;
    read_entry(w, "xl/styles.xml", false, styles_begin, styles_end);
    read_entry(w, "xl/sharedStrings.xml", false, strings_begin, strings_end);
    w->desk->arena = arena_open();
    read_entry(w, w->target.at ? w->target.at : "", true, sheet_begin, sheet_end);
    arena_close(w->desk->arena);
    w->desk->arena = kept;
}

static zip_t *zip_of(struct str bytes)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.at, bytes.len, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (source && !zip)
        zip_source_free(source);
    zip_error_fini(&error);
    return zip;
}

enum outcome xlsx_to_csv(struct desk *desk, struct str bytes, struct str sheet, struct buf *csv)
{
    struct workbook *w = calloc(1, sizeof *w);
    ASSERT(w != NULL);
    w->desk = desk;
    w->wanted = sheet;
    w->csv = csv;
    w->zip = zip_of(bytes);
    w->day_format = calloc(STYLES_MAX, 1);
    w->day_style = calloc(STYLES_MAX, 1);
    ASSERT(w->day_format && w->day_style);
    if (w->zip)
        read_workbook(w);
    else
        w->no = NO_XLSX_BROKEN;
    enum refusal no = w->no;
    if (w->zip)
        zip_discard(w->zip);
    buf_close(&w->texts);
    buf_close(&w->cell);
    buf_close(&w->row_text);
    free(w->text_ends);
    free(w->day_format);
    free(w->day_style);
    free(w);
    return no ? refuse_at(desk, no, "/file", STR_FMT, STR_ARG(sheet)) : DONE;
}
