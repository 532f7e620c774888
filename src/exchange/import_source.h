#ifndef EXCHANGE_IMPORT_SOURCE_H
#define EXCHANGE_IMPORT_SOURCE_H
/** What a face does with a register file before it is imported: CSV in UTF-8 or GB 18030, or a sheet
 *  of a workbook, which becomes CSV. The map may say encoding and sheet; what is asked for beside it
 *  counts more. */
#include "register/import.h"

struct import_source {
    struct buf csv; /* of a workbook */
};

/** Fills order->bytes, order->whole and order->decode from the file and order->map, which is set.
 *  encoding, sheet  as asked for, or none
 *  refuses  MAP_WRONG, ITEM_WRONG (`?encoding`), XLSX_BROKEN, XLSX_TOO_LARGE, SHEET_UNKNOWN */
MUST_USE enum outcome import_source_open(struct desk *desk, struct str file, struct str encoding,
                                         struct str sheet, struct import_order *order,
                                         struct import_source *out);
void import_source_close(struct import_source *source);

#endif
