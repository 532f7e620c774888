#include "city/files.h"
#include <errno.h>
#include <iconv.h>
#include <sys/stat.h>

#define CHUNK         (1 << 20)
#define PROGRESS_STEP 20000

struct out_file {
    FILE *file;
    struct buf lines;
};

struct files {
    const struct city_files_order *order;
    struct out_file table[CITY_TABLES];
    struct buf encoded;
    struct city_counts counts;
    struct buf jpeg;
    iconv_t to_gb18030;
    char *cause; /* 256 bytes; "" while all is well */
};

static void note(struct files *files, const char *what)
{
    if (!files->cause[0])
        snprintf(files->cause, 256, "%s: %s", what, strerror(errno));
}

/** Whole lines only, so that no character is cut. */
static struct str encode(struct files *files, struct str lines)
{
    if (!files->order->gb18030)
        return lines;
    buf_clear(&files->encoded);
    size_t room = lines.len * 4 / 3 + 16, left = room, in_left = lines.len;
    char *out = buf_room(&files->encoded, room);
    char *in =
        (char *)(uintptr_t)lines.at; /* iconv reads only, its signature is older than const */
    if (iconv(files->to_gb18030, &in, &in_left, &out, &left) == (size_t)-1)
        note(files, "gb18030");
    return str_from(files->encoded.at, room - left);
}

static void flush(struct files *files, enum city_table table)
{
    struct out_file *out = &files->table[table];
    struct str bytes = encode(files, buf_str(&out->lines));
    if (out->file && fwrite(bytes.at, 1, bytes.len, out->file) != bytes.len)
        note(files, city_headings[table].file);
    buf_clear(&out->lines);
}

static void write_line(struct files *files, enum city_table table, const struct str *fields)
{
    struct buf *lines = &files->table[table].lines;
    for (size_t i = 0; i < city_headings[table].count; i++) {
        if (i)
            buf_byte(lines, ',');
        csv_field(lines, fields[i]);
    }
    buf_byte(lines, '\n');
    if (lines->len > CHUNK)
        flush(files, table);
}

static void open_table(struct files *files, enum city_table table)
{
    const struct city_heading *heading = &city_headings[table];
    struct str fields[REGISTER_COLUMNS];
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", files->order->folder, heading->file);
    files->table[table].file = fopen(path, "wb");
    if (!files->table[table].file)
        note(files, heading->file);
    for (size_t i = 0; i < heading->count; i++)
        fields[i] = str_of(heading->columns[i]);
    write_line(files, table, fields);
}

static void close_table(struct files *files, enum city_table table)
{
    struct out_file *out = &files->table[table];
    flush(files, table);
    if (out->file && fclose(out->file))
        note(files, city_headings[table].file);
    buf_close(&out->lines);
}

/** The n-th portrait is of the person at n / portraits of the register. */
static bool sits_for_portrait(const struct files *files)
{
    int64_t n = files->counts.rows[CITY_REGISTER], of = files->order->city.people;
    int64_t wanted = files->order->portraits < of ? files->order->portraits : of;
    return n * wanted / of > (n - 1) * wanted / of;
}

/** Sex and birthday as the register has them; where it has none, a man of forty. */
static void write_portrait(struct files *files, const struct str *fields)
{
    char path[4096];
    struct day born = files->order->city.on;
    if (!day_parse(fields[COL_BORN], &born))
        born = day_add_years(born, -40);
    int age = day_full_years(born, files->order->city.on);
    city_portrait(files->order->city.seed, city_person_index(fields[COL_ID]),
                  !str_is(fields[COL_SEX], "女"), age, &files->jpeg);
    snprintf(path, sizeof path, "%s/portraits/" STR_FMT ".jpg", files->order->folder,
             STR_ARG(fields[COL_ID]));
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(files->jpeg.at, 1, files->jpeg.len, file) != files->jpeg.len)
        note(files, "portraits");
    if (file && fclose(file))
        note(files, "portraits");
    files->counts.portraits++;
}

static void take_row(void *self, enum city_table table, const struct str *fields)
{
    struct files *files = self;
    int64_t n = ++files->counts.rows[table];
    write_line(files, table, fields);
    if (table != CITY_REGISTER)
        return;
    if (sits_for_portrait(files))
        write_portrait(files, fields);
    if (files->order->progress && n % PROGRESS_STEP == 0)
        files->order->progress(n, files->order->city.people);
}

static bool make_folder(struct files *files, const char *under)
{
    char path[4096];
    snprintf(path, sizeof path, "%s%s", files->order->folder, under);
    for (char *at = path + 1; *at; at++)
        if (*at == '/') {
            *at = '\0';
            mkdir(path, 0777);
            *at = '/';
        }
    if (mkdir(path, 0777) && errno != EEXIST)
        note(files, "folder");
    return !files->cause[0];
}

enum outcome city_write_files(const struct city_files_order *order, struct city_counts *counts,
                              char cause[256])
{
    struct files files = { .order = order, .cause = cause };
    const struct city_sink sink = { &files, take_row };
    cause[0] = '\0';
    files.to_gb18030 = iconv_open("GB18030", "UTF-8");
    if (files.to_gb18030 == (iconv_t)-1) {
        note(&files, "iconv");
        return FAILED;
    }
    if (make_folder(&files, "") && (!order->portraits || make_folder(&files, "/portraits"))) {
        for (enum city_table table = 0; table < CITY_TABLES; table++)
            open_table(&files, table);
        if (!cause[0])
            city_make(&order->city, &sink);
        for (enum city_table table = 0; table < CITY_TABLES; table++)
            close_table(&files, table);
    }
    iconv_close(files.to_gb18030);
    buf_close(&files.encoded);
    buf_close(&files.jpeg);
    *counts = files.counts;
    return cause[0] ? FAILED : DONE;
}
