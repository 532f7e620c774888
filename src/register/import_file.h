#ifndef REGISTER_IMPORT_FILE_H
#define REGISTER_IMPORT_FILE_H
/** A register file as rows of items; or another list that comes in the same forms, whose headings
 * the order names. Of a register, import.h is for those outside. */
#include "base/csv.h"
#include "register/import.h"
#include "register/import_map.h"

enum { IMPORT_COLUMNS_MAX = 256 };

struct import_file {
    struct csv csv;
    import_decode decode;
    struct import_map map;
    int column_of[ITEM_COUNT]; /* -1: the file has no such column */
    size_t columns;
};

enum import_read { IMPORT_ROW, IMPORT_REJECTED, IMPORT_END };

/** Reads the headings and the map.  refuses  HEADER_MISSING, FILE_ENCODING, MAP_WRONG */
MUST_USE enum outcome import_file_open(struct desk *desk, const struct import_order *order,
                                       struct import_file *out);
/** The next row that is not empty, decoded into the arena; REJECTED sets *why: ROW_BROKEN,
 * NOT_TEXT. */
enum import_read import_file_row(struct import_file *file, struct arena *arena,
                                 struct str items[ITEM_COUNT], struct import_raw *raw,
                                 struct import_reject *why);

#endif
