#ifndef BASE_CSV_H
#define BASE_CSV_H
/** CSV (RFC 4180) read out of memory: quotes, doubled quotes, line ends LF, CRLF, CR. */
#include "base/arena.h"

struct csv {
    struct str rest;
    int64_t line; /* of the row csv_row gave last, counted from 1 */
    int64_t next_line;
    char separator;
};

enum csv_result { CSV_ROW, CSV_END, CSV_BROKEN };

/** A byte order mark at the start is skipped. */
struct csv csv_open(struct str text);
/** The next row; fields live in the arena or the source. An empty line is a row with one empty
 * field. BROKEN: a quote inside an unquoted field, text behind a closing quote, or no closing
 * quote; the reader stands behind the end of that line and may go on. */
enum csv_result csv_row(struct csv *csv, struct arena *arena, struct str *fields, size_t room,
                        size_t *count);

#endif
