/** A workbook from anywhere: it becomes CSV that can be read, or is refused. Bytes that are no zip
 * are taken for the sheet of one, so that the reader behind the archive is reached too. */
#include "base/csv.h"
#include "exchange/xlsx.h"
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char workbook[] =
    "<workbook xmlns:r='x'><sheets><sheet name='a' r:id='r1'/></sheets></workbook>";
static const char relations[] =
    "<Relationships><Relationship Id='r1' Target='s.xml'/></Relationships>";

static void add(zip_t *zip, const char *name, const void *bytes, size_t len)
{
    zip_int64_t at = zip_file_add(zip, name, zip_source_buffer(zip, bytes, len, 0), 0);
    ASSERT(at >= 0);
    zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
}

static struct str wrapped(struct arena *arena, struct str sheet)
{
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    ASSERT(zip != NULL);
    zip_source_keep(source);
    add(zip, "xl/workbook.xml", workbook, sizeof workbook - 1);
    add(zip, "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1);
    add(zip, "xl/sharedStrings.xml", sheet.at, sheet.len);
    add(zip, "xl/styles.xml", sheet.at, sheet.len);
    add(zip, "xl/s.xml", sheet.at, sheet.len);
    ASSERT(zip_close(zip) == 0);
    zip_source_open(source);
    zip_source_seek(source, 0, SEEK_END);
    size_t len = (size_t)zip_source_tell(source);
    zip_source_seek(source, 0, SEEK_SET);
    char *at = arena_bytes(arena, len + 1);
    ASSERT(zip_source_read(source, at, len) == (zip_int64_t)len);
    zip_source_close(source);
    zip_source_free(source);
    return str_from(at, len);
}

static void read_back(struct desk *desk, struct str text)
{
    struct csv csv = csv_open(text);
    struct str fields[XLSX_COLUMNS_MAX];
    size_t count;
    enum csv_result got;
    while ((got = csv_row(&csv, desk->arena, fields, COUNT(fields), &count)) != CSV_END)
        ASSERT(got == CSV_ROW && count <= XLSX_COLUMNS_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct desk desk = { .arena = arena_open() };
    struct str bytes = str_from(data, size);
    struct buf csv = { 0 };
    if (!xlsx_looks_like(bytes))
        bytes = wrapped(desk.arena, bytes);
    if (xlsx_to_csv(&desk, bytes, STR(""), &csv) == DONE)
        read_back(&desk, buf_str(&csv));
    buf_close(&csv);
    arena_close(desk.arena);
    return 0;
}
