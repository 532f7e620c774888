#ifndef EXCHANGE_XLSX_H
#define EXCHANGE_XLSX_H
/** Workbooks (Office Open XML, .xlsx) at the door: one sheet becomes CSV, and goes the way of CSV.
 *  (1) A line of the CSV is a row of the sheet, empty ones included, so that a line told is a row
 *      found; line ends inside a cell become blanks.
 *  (2) A cell formatted as a day becomes YYYYMMDD, whichever day the workbook counts from. A number
 *      is written out in full; one too long for the 53 bits it was kept in stays as it stands, so
 *      that a number a spreadsheet has damaged is seen to be.
 *  (3) Nothing in a workbook makes more of itself than is allowed: entries are counted as they are
 *      unpacked, whatever their headers say, and a document type, without which there are no
 *      entities, is refused. */
#include "base/buf.h"
#include "core/desk.h"

enum { XLSX_COLUMNS_MAX = 256 };

/** Whether bytes look like a workbook rather than text. */
bool xlsx_looks_like(struct str bytes);
/** Adds the sheet to `csv`.
 *  sheet    its name, or its place from 1; empty: the first
 *  refuses  XLSX_BROKEN, XLSX_TOO_LARGE, SHEET_UNKNOWN */
MUST_USE enum outcome xlsx_to_csv(struct desk *desk, struct str bytes, struct str sheet,
                                  struct buf *csv);

#endif
