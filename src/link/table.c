#include "link/table.h"
#include "base/csv.h"
#include "link/functions.h"

enum { FIELDS_MAX = 1024 };

void *room_for(size_t count, size_t size)
{
    void *bytes = calloc(count ? count : 1, size);
    ASSERT(bytes);
    return bytes;
}

static void *grown(void *bytes, size_t count, size_t size)
{
    bytes = realloc(bytes, count * size);
    ASSERT(bytes);
    return bytes;
}

/* ---- texts ---- */

static void texts_open(struct texts *texts)
{
    *texts = (struct texts){ .room = 1024, .count = 1 };
    texts->at = room_for(texts->room, sizeof *texts->at);
    texts->hashes = room_for(texts->room, sizeof *texts->hashes);
    texts->slots = room_for((size_t)texts->room * 2, sizeof *texts->slots);
}

void texts_close(struct texts *texts)
{
    free(texts->at);
    free(texts->hashes);
    free(texts->slots);
    *texts = (struct texts){ 0 };
}

/** The slot of the text, or the free one where it belongs. */
static uint32_t *texts_slot(struct texts *texts, struct str text, uint32_t hash)
{
    uint32_t mask = texts->room * 2 - 1, at = hash & mask;
    for (;; at = (at + 1) & mask) {
        uint32_t n = texts->slots[at];
        if (!n || (texts->hashes[n] == hash && str_eq(texts->at[n], text)))
            return &texts->slots[at];
    }
}

static void texts_grow(struct texts *texts)
{
    texts->room *= 2;
    texts->at = grown(texts->at, texts->room, sizeof *texts->at);
    texts->hashes = grown(texts->hashes, texts->room, sizeof *texts->hashes);
    free(texts->slots);
    texts->slots = room_for((size_t)texts->room * 2, sizeof *texts->slots);
    uint32_t mask = texts->room * 2 - 1;
    for (uint32_t n = 1; n < texts->count; n++) {
        uint32_t at = texts->hashes[n] & mask;
        while (texts->slots[at])
            at = (at + 1) & mask;
        texts->slots[at] = n;
    }
}

/** str_hash goes byte by byte; these are millions of short texts, eight bytes at a time. */
static uint32_t hash_of(struct str text)
{
    uint64_t h = text.len * UINT64_C(0x9E3779B97F4A7C15), word;
    for (; text.len >= 8; text.at += 8, text.len -= 8) {
        memcpy(&word, text.at, 8);
        h = (h ^ word) * UINT64_C(0xD6E8FEB86659FD93);
        h ^= h >> 32;
    }
    word = 0;
    memcpy(&word, text.at, text.len);
    h = (h ^ word) * UINT64_C(0xD6E8FEB86659FD93);
    h = (h ^ h >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    return (uint32_t)(h >> 32);
}

/** The number of a text; the view must outlive the texts when it is new, unless `arena` is given to
 *  copy it into. */
static uint32_t texts_number(struct texts *texts, struct arena *arena, struct str text)
{
    if (!text.len)
        return 0;
    uint32_t hash = hash_of(text), *slot = texts_slot(texts, text, hash);
    if (*slot)
        return *slot;
    if (texts->count == texts->room) {
        texts_grow(texts);
        slot = texts_slot(texts, text, hash);
    }
    texts->at[texts->count] = arena ? arena_str(arena, text) : text;
    texts->hashes[texts->count] = hash;
    *slot = texts->count;
    return texts->count++;
}

/* ---- reading ---- */

/** The columns that are read, and where they stand in the file at hand. */
struct columns {
    struct feature *features[FIELDS_MAX];
    size_t at[FIELDS_MAX];
    size_t count;
};

static struct feature *add_feature(struct table *table, struct str name)
{
    struct feature *feature = NEW(table->arena, struct feature);
    feature->name = name;
    feature->next = table->features;
    table->features = feature;
    texts_open(&feature->texts);
    return feature;
}

static struct feature *find_feature(struct table *table, struct str name)
{
    struct feature *feature = table->features;
    while (feature && !str_eq(feature->name, name))
        feature = feature->next;
    return feature;
}

static struct str column_name(struct arena *arena, struct str column)
{
    return arena_printf(arena, "\"" STR_FMT "\"", STR_ARG(column));
}

static void want_column(struct table *table, struct columns *columns, struct str column)
{
    struct str name = column_name(table->arena, column);
    if (find_feature(table, name))
        return;
    ASSERT(columns->count < FIELDS_MAX);
    columns->features[columns->count++] = add_feature(table, name);
}

static void want_columns_of(struct table *table, struct columns *columns,
                            const struct expression *e)
{
    if (!e->function)
        want_column(table, columns, e->column);
    for (size_t i = 0; i < e->part_count; i++)
        want_columns_of(table, columns, e->parts[i]);
}

static void want_columns(struct table *table, struct columns *columns, const struct spec *spec)
{
    want_column(table, columns, spec->id);
    for (size_t i = 0; i < spec->block_count; i++)
        for (size_t k = 0; k < spec->blocks[i].key_count; k++)
            want_columns_of(table, columns, spec->blocks[i].keys[k]);
    for (size_t i = 0; i < spec->comparison_count; i++)
        want_columns_of(table, columns, spec->comparisons[i].of);
}

/** Headings are compared without the blanks around them. */
static bool find_columns(struct table *table, struct columns *columns, const struct str *headings,
                         size_t count)
{
    for (size_t c = 0; c < columns->count; c++) {
        size_t i = 0;
        while (
            i < count && i < FIELDS_MAX &&
            !str_eq(column_name(table->arena, str_trim(headings[i])), columns->features[c]->name))
            i++;
        if (i == count || i == FIELDS_MAX)
            return false;
        columns->at[c] = i;
    }
    return true;
}

/** The fields must outlive the table, unless `arena` is given to copy what is new into. */
static void take_row(struct table *table, struct columns *columns, struct arena *arena,
                     const struct str *fields, size_t count, size_t room)
{
    for (size_t c = 0; c < columns->count; c++) {
        struct feature *feature = columns->features[c];
        struct str value = columns->at[c] < count ? str_trim(fields[columns->at[c]]) : NO_STR;
        ASSERT(table->rows < room);
        feature->of_row[table->rows] = texts_number(&feature->texts, arena, value);
    }
    table->rows++;
}

static enum table_result read_file(struct table *table, struct columns *columns, struct str text,
                                   size_t room, int64_t *line)
{
    struct str fields[FIELDS_MAX];
    struct csv csv = csv_open(text);
    size_t count;
    *line = 1;
    if (csv_row(&csv, table->arena, fields, FIELDS_MAX, &count) != CSV_ROW ||
        !find_columns(table, columns, fields, count))
        return TABLE_NO_HEADING;
    for (;;) {
        enum csv_result result = csv_row(&csv, table->arena, fields, FIELDS_MAX, &count);
        *line = csv.line;
        if (result == CSV_END)
            return TABLE_GOOD;
        if (result == CSV_BROKEN)
            return TABLE_BROKEN_ROW;
        if (count > 1 || fields[0].len)
            take_row(table, columns, NULL, fields, count, room);
    }
}

/** No file has more rows than line ends and one. */
static size_t lines_of(struct str text)
{
    size_t n = 1;
    for (size_t i = 0; i < text.len; i++)
        n += text.at[i] == '\n' || text.at[i] == '\r';
    return n;
}

enum table_result table_read(struct table *table, struct arena *arena, struct str a, struct str b,
                             const struct spec *spec, struct table_fault *fault)
{
    struct columns *columns = NEW(arena, struct columns);
    size_t room = lines_of(a) + (b.at ? lines_of(b) : 0);
    *table = (struct table){ .arena = arena, .two = b.at != NULL };
    *fault = (struct table_fault){ 0 };
    if (room >= UINT32_MAX / 2)
        return fault->result = TABLE_TOO_LARGE;
    want_columns(table, columns, spec);
    for (size_t c = 0; c < columns->count; c++)
        columns->features[c]->of_row = room_for(room, sizeof(uint32_t));
    fault->result = read_file(table, columns, a, room, &fault->line);
    table->rows_left = table->rows;
    if (fault->result == TABLE_GOOD && b.at) {
        fault->file = 1;
        fault->result = read_file(table, columns, b, room, &fault->line);
    }
    return fault->result;
}

/* ---- row by row ---- */

enum table_result table_begin(struct table *table, struct arena *arena, const struct spec *spec,
                              const struct str *headings, size_t count)
{
    *table = (struct table){ .arena = arena, .taking = NEW(arena, struct columns) };
    want_columns(table, table->taking, spec);
    return find_columns(table, table->taking, headings, count) ? TABLE_GOOD : TABLE_NO_HEADING;
}

static void make_room(struct table *table)
{
    table->room = table->room ? table->room * 2 : 4096;
    ASSERT(table->room < UINT32_MAX);
    for (size_t c = 0; c < table->taking->count; c++) {
        struct feature *feature = table->taking->features[c];
        feature->of_row = grown(feature->of_row, table->room, sizeof *feature->of_row);
    }
}

void table_row(struct table *table, const struct str *fields, size_t count)
{
    if (table->rows == table->room)
        make_room(table);
    take_row(table, table->taking, table->arena, fields, count, table->room);
}

void table_end(struct table *table)
{
    if (!table->room)
        make_room(table);
    table->rows_left = table->rows;
    table->taking = NULL;
}

void table_close(struct table *table)
{
    for (struct feature *feature = table->features; feature; feature = feature->next) {
        free(feature->of_row);
        free(feature->tally);
        texts_close(&feature->texts);
    }
    *table = (struct table){ 0 };
}

/* ---- features ---- */

uint32_t *texts_derive(const struct texts *texts, struct arena *arena, enum link_function function,
                       const int64_t *numbers, struct texts *out)
{
    SCOPED(buf) made = { 0 };
    struct arena *scratch = arena_open();
    uint32_t *number = room_for(texts->count, sizeof *number);
    texts_open(out);
    for (uint32_t n = 1; n < texts->count; n++) {
        buf_clear(&made);
        link_function(function, texts->at[n], numbers, scratch, &made);
        number[n] = texts_number(out, arena, buf_str(&made));
        if (n % 1024 == 0)
            arena_reset(scratch);
    }
    arena_close(scratch);
    return number;
}

static void fill_derived(struct table *table, struct feature *feature, const struct feature *from,
                         const struct expression *e)
{
    texts_close(&feature->texts);
    uint32_t *number =
        texts_derive(&from->texts, table->arena, e->function, e->numbers, &feature->texts);
    for (size_t row = 0; row < table->rows; row++)
        feature->of_row[row] = number[from->of_row[row]];
    free(number);
}

/** Missing only where all parts are: half a name is still one. */
static void fill_joined(struct table *table, struct feature *feature, struct feature *const *parts,
                        size_t count)
{
    SCOPED(buf) joined = { 0 };
    for (size_t row = 0; row < table->rows; row++) {
        buf_clear(&joined);
        for (size_t i = 0; i < count; i++) {
            uint32_t n = parts[i]->of_row[row];
            if (n && joined.len)
                buf_byte(&joined, ' ');
            if (n)
                buf_add(&joined, parts[i]->texts.at[n]);
        }
        feature->of_row[row] = texts_number(&feature->texts, table->arena, buf_str(&joined));
    }
}

struct feature *table_feature(struct table *table, const struct expression *e)
{
    struct feature *parts[EXPRESSION_PARTS_MAX], *feature = find_feature(table, e->text);
    if (feature)
        return feature;
    ASSERT(e->function); /* table_read made those of all columns */
    for (size_t i = 0; i < e->part_count; i++)
        parts[i] = table_feature(table, e->parts[i]);
    feature = add_feature(table, e->text);
    feature->of_row = room_for(table->rows, sizeof(uint32_t));
    if (e->function == FUNCTION_JOIN)
        fill_joined(table, feature, parts, e->part_count);
    else
        fill_derived(table, feature, parts[0], e);
    return feature;
}

const uint32_t *feature_tally(struct table *table, struct feature *feature)
{
    if (!feature->tally) {
        feature->tally = room_for(feature->texts.count, sizeof(uint32_t));
        for (size_t row = 0; row < table->rows; row++)
            feature->tally[feature->of_row[row]]++;
        feature->tally[0] = 0;
    }
    return feature->tally;
}
