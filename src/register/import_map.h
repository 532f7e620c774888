#ifndef REGISTER_IMPORT_MAP_H
#define REGISTER_IMPORT_MAP_H
/** How the file of another system is to be read [S10]: a short text, one rule a line, UTF-8.
 *
 *      # 省厅旧系统                      a remark
 *      @编码 = gb18030                  encoding of the file: utf-8, gb18030
 *      @工作表 = 人口                    sheet of a workbook, by name or from 1
 *      @日期 = DD.MM.YYYY               how days are written: YYYY, MM and DD, and what stands between
 *      姓名 = xm                        our column = the heading in the file
 *      性别 : M = 男                    in our column: what the file says = what it means
 *      户类型 := 家庭户                  a constant, where the file has no such column
 *
 *  (1) A column not named here is looked for under our own heading.
 *  (2) What is wrong with a map is said with line and column, before a row is read.
 *  (3) What a map does not change is judged as if it had been written so: a day in another form
 *      than @日期 says stays as it stands, and is odd. */
#include "register/import_row.h"

enum { IMPORT_MEANINGS_MAX = 1000 };

struct import_map {
    const struct import_heading
        *headings; /* our columns: those of a register, or of another file */
    int item_count;
    struct str heading[ITEM_COUNT]; /* in the file; none: our own */
    int line_of[ITEM_COUNT];        /* of the rule that names the heading */
    struct str constant[ITEM_COUNT];
    struct import_meaning {
        enum import_item item;
        struct str said, means;
        int next; /* of the same item, plus 1 */
    } * meanings; /* in the desk's arena */
    int meaning_count, first_meaning[ITEM_COUNT];
    struct str encoding, sheet, days; /* or none */
};

/** Views into the text.  refuses  MAP_WRONG (`/map`, with line and column) */
MUST_USE enum outcome import_map_read(struct desk *desk, struct str text, struct import_map *out);
/** The same for a file that is no register but goes the same way: `items` headings, at most
 * ITEM_COUNT, which outlive the map. */
MUST_USE enum outcome import_map_read_for(struct desk *desk, struct str text,
                                          const struct import_heading *headings, int items,
                                          struct import_map *out);
/** What an item of the file is to us. */
struct str import_map_item(const struct import_map *map, struct arena *arena, enum import_item item,
                           struct str said);

#endif
