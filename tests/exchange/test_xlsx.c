/** Workbooks become CSV, and what is no honest workbook is refused with its code. */
#include "exchange/import_source.h"
#include "exchange/xlsx.h"
#include "support/db.h"
#include <setjmp.h>
#include <stdarg.h>
#include <zip.h>

#include <cmocka.h>

#define RELATIONS                                                                                  \
    "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/>"                        \
    "<Relationship Id='r2' Target='/xl/worksheets/sheet2.xml'/></Relationships>"
#define WORKBOOK                                                                                   \
    "<workbook xmlns:r='x'><workbookPr/><sheets><sheet name='人口' r:id='r1'/>"                  \
    "<sheet name='other' r:id='r2'/></sheets></workbook>"
#define SHEET(rows) "<x:worksheet xmlns:x='y'><x:sheetData>" rows "</x:sheetData></x:worksheet>"

struct part {
    const char *name, *text;
    size_t len; /* 0: as long as the text */
};

/** Packs parts into a workbook in the arena. */
static struct str packed(struct arena *arena, const struct part *parts, size_t count)
{
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    zip_source_keep(source);
    for (size_t i = 0; i < count; i++) {
        size_t len = parts[i].len ? parts[i].len : strlen(parts[i].text);
        assert_true(zip_file_add(zip, parts[i].name, zip_source_buffer(zip, parts[i].text, len, 0),
                                 0) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    zip_source_open(source);
    zip_source_seek(source, 0, SEEK_END);
    size_t len = (size_t)zip_source_tell(source);
    zip_source_seek(source, 0, SEEK_SET);
    char *at = arena_bytes(arena, len + 1);
    assert_int_equal(zip_source_read(source, at, len), len);
    zip_source_close(source);
    zip_source_free(source);
    return str_from(at, len);
}

static struct str workbook(struct arena *arena, const char *sheet, const char *sheet2)
{
    const struct part parts[] = {
        { "xl/workbook.xml", WORKBOOK, 0 },
        { "xl/_rels/workbook.xml.rels", RELATIONS, 0 },
        { "xl/styles.xml",
          "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='yyyy\"年\"m\"月\"d\"日\"'/>"
          "<numFmt numFmtId='201' formatCode='0\"day\"'/></numFmts><cellStyleXfs><xf "
          "numFmtId='14'/>"
          "</cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='200'/>"
          "<xf numFmtId='201'/></cellXfs></styleSheet>",
          0 },
        { "xl/sharedStrings.xml",
          "<sst><si><t>姓名</t></si><si><r><t>王</t></r><r><t>一</t></r><rPh><t>wang</t></rPh></si>"
          "<si><t>a,\"b\"&#10;c</t></si></sst>",
          0 },
        { "xl/worksheets/sheet1.xml", sheet, 0 },
        { "xl/worksheets/sheet2.xml", sheet2, 0 },
    };
    return packed(arena, parts, COUNT(parts));
}

static void cells_are_read_as_a_person_would_have_typed_them(void **state)
{
    (void)state;
    static const struct {
        const char *rows, *csv;
    } cases[] = {
        /* shared, inline and formula strings; what is read aloud is no text */
        { "<x:row r='1'><x:c r='A1' t='s'><x:v>0</x:v></x:c><x:c r='B1' t='inlineStr'><x:is><x:t>乙"
          "</x:t></x:is></x:c></x:row><x:row r='2'><x:c r='A2' t='s'><x:v>1</x:v></x:c>"
          "<x:c r='B2' t='str'><x:f>A1</x:f><x:v>丙</x:v></x:c></x:row>",
          "姓名,乙\n王一,丙\n" },
        /* quoting, a line end in a cell, an error, an index nobody has */
        { "<x:row><x:c t='s'><x:v>2</x:v></x:c><x:c t='e'><x:v>#N/A</x:v></x:c>"
          "<x:c t='s'><x:v>9</x:v></x:c><x:c t='inlineStr'><x:is><x:t>z</x:t></x:is></x:c></x:row>",
          "\"a,\"\"b\"\" c\",,,z\n" },
        /* rows and cells left out; a shorter row has the headings' fields */
        { "<x:row r='2'><x:c r='A2'><x:v>1</x:v></x:c><x:c r='C2'><x:v>3</x:v></x:c></x:row>"
          "<x:row r='4'><x:c r='B4'><x:v>2</x:v></x:c></x:row><x:row r='5'><x:c r='A5'/></x:row>",
          "\n1,,3\n\n,2,\n\n" },
        /* days by number and by letters, the 29th of February 1900 that was none, other numbers */
        { "<x:row><x:c s='1'><x:v>45000</x:v></x:c><x:c s='2'><x:v>29387.5</x:v></x:c>"
          "<x:c s='1'><x:v>1</x:v></x:c><x:c s='1'><x:v>61</x:v></x:c><x:c s='3'><x:v>7</x:v></x:c>"
          "</x:row>",
          "20230315,19800615,19000101,19000301,7\n" },
        { "<x:row><x:c><x:v>6.50102011E8</x:v></x:c><x:c><x:v>6.50102198006150016E17</x:v></x:c>"
          "<x:c><x:v>1.5</x:v></x:c></x:row>",
          "650102011,6.50102198006150016E17,1.5\n" },
    };
    struct desk desk = { .arena = arena_open() };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf csv = { 0 };
        struct str sheet = arena_printf(desk.arena, SHEET("%s"), cases[i].rows);
        struct str bytes = workbook(desk.arena, sheet.at, SHEET(""));
        assert_true(xlsx_looks_like(bytes));
        assert_int_equal(xlsx_to_csv(&desk, bytes, STR(""), &csv), DONE);
        buf_byte(&csv, '\0');
        assert_string_equal(csv.at, cases[i].csv);
        buf_close(&csv);
    }
    arena_close(desk.arena);
}

static void a_sheet_is_chosen_by_name_or_place(void **state)
{
    (void)state;
    static const struct {
        const char *sheet, *csv;
        enum refusal refusal;
    } cases[] = {
        { "", "1\n", REFUSAL_NONE },      { "人口", "1\n", REFUSAL_NONE },
        { "other", "2\n", REFUSAL_NONE }, { "2", "2\n", REFUSAL_NONE },
        { "3", "", NO_SHEET_UNKNOWN },    { "Other", "", NO_SHEET_UNKNOWN },
    };
    struct desk desk = { .arena = arena_open() };
    struct str bytes = workbook(desk.arena, SHEET("<x:row><x:c><x:v>1</x:v></x:c></x:row>"),
                                SHEET("<x:row><x:c><x:v>2</x:v></x:c></x:row>"));
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf csv = { 0 };
        enum outcome outcome = xlsx_to_csv(&desk, bytes, str_of(cases[i].sheet), &csv);
        assert_int_equal(outcome, cases[i].refusal ? REFUSED : DONE);
        if (cases[i].refusal)
            assert_int_equal(desk.why.refusal, cases[i].refusal);
        else
            assert_true(str_is(buf_str(&csv), cases[i].csv));
        buf_close(&csv);
    }
    arena_close(desk.arena);
}

static void refused(struct desk *desk, struct str bytes, enum refusal refusal)
{
    struct buf csv = { 0 };
    assert_int_equal(xlsx_to_csv(desk, bytes, STR(""), &csv), REFUSED);
    assert_int_equal(desk->why.refusal, refusal);
    buf_close(&csv);
}

static void what_is_no_honest_workbook_is_refused(void **state)
{
    (void)state;
    enum { BOMB = 40 << 20 };
    struct desk desk = { .arena = arena_open() };
    struct str good = workbook(desk.arena, SHEET(""), SHEET(""));
    refused(&desk, STR(""), NO_XLSX_BROKEN);
    refused(&desk, STR("PK\x03\x04 and nothing"), NO_XLSX_BROKEN);
    refused(&desk, str_cut(good, 0, good.len - 30), NO_XLSX_BROKEN);
    refused(&desk, workbook(desk.arena, "<worksheet><sheetData>", SHEET("")), NO_XLSX_BROKEN);
    refused(&desk, workbook(desk.arena, SHEET("<x:row r='9'/><x:row r='3'/>"), SHEET("")),
            NO_XLSX_BROKEN);
    refused(&desk,
            workbook(desk.arena,
                     "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><w>&b;</w>",
                     SHEET("")),
            NO_XLSX_BROKEN);
    char *blanks = arena_bytes(desk.arena, BOMB);
    memset(blanks, ' ', BOMB);
    memcpy(blanks, "<worksheet>", 11);
    const struct part bomb[] = { { "xl/workbook.xml", WORKBOOK, 0 },
                                 { "xl/_rels/workbook.xml.rels", RELATIONS, 0 },
                                 { "xl/worksheets/sheet1.xml", blanks, BOMB } };
    refused(&desk, packed(desk.arena, bomb, COUNT(bomb)), NO_XLSX_TOO_LARGE);
    refused(&desk, packed(desk.arena, bomb, 2), NO_XLSX_BROKEN);
    refused(&desk, packed(desk.arena, bomb + 1, 2), NO_XLSX_BROKEN);
    arena_close(desk.arena);
}

static void a_map_says_encoding_and_sheet_unless_asked_otherwise(void **state)
{
    (void)state;
    struct desk desk = { .arena = arena_open() };
    struct import_order order = { .map = STR("@编码 = gb18030\n@工作表=2\n") };
    struct import_source source = { 0 };
    struct str bytes = workbook(desk.arena, SHEET("<x:row><x:c><x:v>1</x:v></x:c></x:row>"),
                                SHEET("<x:row><x:c><x:v>2</x:v></x:c></x:row>"));
    assert_int_equal(import_source_open(&desk, bytes, NO_STR, NO_STR, &order, &source), DONE);
    assert_true(str_is(order.bytes, "2\n"));
    assert_true(order.whole.at == bytes.at && !order.decode);
    import_source_close(&source);
    source = (struct import_source){ 0 };
    assert_int_equal(import_source_open(&desk, STR("a"), NO_STR, NO_STR, &order, &source), DONE);
    assert_non_null(order.decode);
    assert_int_equal(import_source_open(&desk, STR("a"), STR("utf-8"), NO_STR, &order, &source),
                     DONE);
    assert_null(order.decode);
    assert_int_equal(import_source_open(&desk, STR("a"), STR("koi8"), NO_STR, &order, &source),
                     REFUSED);
    arena_close(desk.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read_as_a_person_would_have_typed_them),
        cmocka_unit_test(a_sheet_is_chosen_by_name_or_place),
        cmocka_unit_test(what_is_no_honest_workbook_is_refused),
        cmocka_unit_test(a_map_says_encoding_and_sheet_unless_asked_otherwise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
