#include "db/db.h"
#include "exchange/envelope.h"
#include "exchange/package.h"
#include "exchange/package_file.h"
#include "office/setting.h"
#include "sql/exchange.h"

#define C(field, key, kind, zh, en) COLUMN(package, field, key, kind, zh, en)
/* clang-format off */
const struct column package_columns[] = {
    C(unit,     "from",     KIND_INT32,   "发送单位", "From"),
    C(to_unit,  "to",       KIND_INT32,   "接收单位", "To"),
    C(seq,      "sequence", KIND_INT,     "序号",     "Sequence"),
    C(kind,     "kind",     KIND_TEXT,    "类别",     "Kind"),
    C(count,    "count",    KIND_INT32,   "条数",     "Records"),
    C(file,     "file",     KIND_TEXT,    "文件",     "File"),
    C(hash,     "hash",     KIND_BYTES,   "哈希",     "Hash"),
    C(instant,  "instant",  KIND_INSTANT, "时间",     "Instant"),
    C(answered, "answered", KIND_INSTANT, "回执时间", "Answered"),
};
/* clang-format on */
#undef C
const size_t package_column_count = COUNT(package_columns);

struct str exchange_folder(struct desk *desk)
{
    struct str folder = NO_STR;
    if (node_get(desk, "exchange", &folder) != DONE || !folder.len)
        return STR("var/exchange");
    return folder;
}

enum outcome packages_list(struct desk *desk, bool incoming, struct packages *out)
{
    struct rows rows;
    TRY(db_list(desk, incoming ? &Q_packages_in : &Q_packages_out,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), &rows));
    out->at = NEW_ARRAY(desk->arena, struct package, rows.count);
    out->count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        row_read(rows_at(&rows, i), package_columns, package_column_count, &out->at[i]);
    return DONE;
}

enum outcome package_load(struct desk *desk, int32_t from, int32_t to, int64_t seq,
                          struct package *out)
{
    struct row row;
    TRY(db_get(desk, &Q_package_get, NO_PACKAGE_UNKNOWN, WITH(v_int(from), v_int(to), v_int(seq)),
               &row));
    row_read(row, package_columns, package_column_count, out);
    return DONE;
}

enum outcome channels_waiting(struct desk *desk, struct channel *out, size_t room, size_t *count)
{
    struct rows rows;
    TRY(db_list(desk, &Q_outbox_channels,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), &rows));
    *count = 0;
    for (size_t i = 0; i < rows.count && i < room; i++) {
        struct row row = rows_at(&rows, i);
        out[(*count)++] =
            (struct channel){ (int32_t)row_int(row, 0), (int32_t)row_int(row, 1), row_int(row, 2) };
    }
    return DONE;
}

/** FROM-TO-SEQUENCE.jmp at the end of a path. */
static bool read_name(struct str path, struct inbox_file *out)
{
    struct str name = path, part, rest = path;
    int64_t n[3] = { 0 };
    while (str_split(&rest, '/', &name))
        ;
    name.len -= strlen(".jmp");
    for (int i = 0; i < 3; i++)
        if (!str_split(&name, '-', &part) || !str_to_int(part, &n[i]))
            return false;
    *out = (struct inbox_file){
        .path = path, .from = (int32_t)n[0], .to = (int32_t)n[1], .seq = n[2]
    };
    return true;
}

static enum outcome expected_of(struct desk *desk, struct inbox_file *file)
{
    struct row row;
    TRY(db_get(desk, &Q_package_mark, NO_NOT_NOW, WITH(v_int(file->to), v_int(file->from)), &row));
    file->expected = row_int(row, 0) + 1;
    return DONE;
}

/** What is plainly the matter with a file: damage shows without a key. */
static enum outcome look(struct desk *desk, struct inbox_file *file)
{
    struct buf bytes = { 0 };
    struct envelope_header header;
    struct envelope_why why = { 0 };
    enum outcome outcome = package_read_file(desk, file->path, &bytes);
    if (outcome == DONE && envelope_peek(buf_str(&bytes), &header, &why) != DONE)
        file->refusal = why.key.refusal;
    buf_close(&bytes);
    return outcome;
}

enum outcome inbox_list(struct desk *desk, struct str folder, int32_t unit, struct inbox *out)
{
    struct str *paths;
    size_t count;
    TRY(package_files(desk, folder, unit, &paths, &count));
    struct inbox box = { NEW_ARRAY(desk->arena, struct inbox_file, count), 0 };
    for (size_t i = 0; i < count; i++) {
        struct inbox_file *file = &box.at[box.count];
        if (!read_name(paths[i], file) || file->to != unit)
            continue;
        TRY(expected_of(desk, file));
        if (file->seq < file->expected)
            continue; /* taken in already */
        TRY(look(desk, file));
        box.count++;
    }
    *out = box;
    return DONE;
}

enum outcome package_repair(struct desk *desk)
{
    struct rows rows;
    TRY(db_list(desk, &Q_packages_out, WITH(v_int(0), v_int(INT32_MAX)), &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct str path = row_text(rows_at(&rows, i), 5);
        if (!package_part_exists(desk, path))
            continue;
        TRY(package_name_part(desk, path));
        log_info("package file named after a stop: " STR_FMT, STR_ARG(path));
    }
    return DONE;
}

static const struct law laws[] = {
    { "E-1", "接收序号无空缺", "packages taken in have no holes", &Q_law_packages_have_no_holes },
};

enum outcome exchange_laws(struct desk *desk, law_breach_fn breach, void *ctx)
{
    return laws_run(desk, laws, COUNT(laws), breach, ctx);
}
