#ifndef OVERDUE_TAKE_LIST_H
#define OVERDUE_TAKE_LIST_H
/** Lists other offices send: who died, settled abroad, enlisted; CSV in UTF-8 or GB 18030 or a sheet
 *  of a workbook, read as a register file is, with the same maps [S10].
 *  (1) Columns: 姓名, 发生日期; and 公民身份号码 or 出生日期, or both; 凭证编号 and 何往 may be there.
 *  (2) Number and name agree: a case. The number agrees and the name does not, or name and birth
 *      date agree without a number: a case to be looked at first. A machine ends nobody's
 *      registration.
 *  (3) Only persons of the clerk's reach are matched; what is not matched is counted and not kept.
 *  (4) Running again is safe: who has an open case, about whom the same news was dismissed, or whose
 *      registration has ended, is counted as such. */
#include "overdue/overdue.h"
#include "register/import.h"

enum { OVERDUE_LINES_MAX = 20000 };

/* clang-format off */
#define OVERDUE_COLUMNS(X) /* column, heading, needed, a day */ \
    X(NAME,   "姓名",         1, 0) X(NUMBER, "公民身份号码", 0, 0) X(BORN,  "出生日期", 0, 1) \
    X(EVENT,  "发生日期",     1, 1) X(PAPER,  "凭证编号",     0, 0) X(PLACE, "何往",     0, 0)
/* clang-format on */
enum overdue_list_column {
#define X(column, heading, needed, day) OVERDUE_COLUMN_##column,
    OVERDUE_COLUMNS(X)
#undef X
        OVERDUE_COLUMN_COUNT
};
extern const struct import_heading overdue_headings[OVERDUE_COLUMN_COUNT];

struct overdue_list {
    int32_t part; /* the unit that took it in */
    int64_t id;
    struct str source, file;
    int64_t lines, by_number, by_name, known, ended, unmatched, rejected;
    int64_t clerk, instant;
};
extern const struct column overdue_list_columns[];
extern const size_t overdue_list_column_count;

/** Takes a list in; all of it or nothing. `order` is filled by import_source_open with
 *  overdue_headings; its file, bytes, map, rejected and self are read.
 *  right    MAY_IMPORT at the clerk's own unit
 *  refuses  RIGHT_MISSING, ITEM_WRONG (/source: none that is listed), HEADER_MISSING, FILE_ENCODING,
 *           MAP_WRONG, LIST_TOO_LONG
 *  journal  `overdue.list_taken` with the counts and the file's hash
 *  source   [G21 33] [S49] */
MUST_USE enum outcome overdue_take_list(struct desk *desk, struct str source,
                                        const struct import_order *order, struct overdue_list *out);

struct overdue_lists {
    const struct overdue_list *at;
    size_t count;
};
/** The last ones of the clerk's reach, the newest first; at most 100.
 *  right    MAY_SEE_PERSONS */
MUST_USE enum outcome overdue_lists(struct desk *desk, struct overdue_lists *out);

#endif
