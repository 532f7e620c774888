#ifndef FORMS_SHEET_H
#define FORMS_SHEET_H
/** A form is a table of cells, and a record that fills them.
 *  (1) Everything on the sheet is a row: where it stands, its label, the field of the record, what
 *      kind it is. A new form is a table, a changed one a diff of its golden file.
 *  (2) Drawing is pure: the record says all, no database is asked and no clock.
 *  (3) Millimetres from the left and the top of the sheet. */
#include "core/codes.h"
#include "core/desk.h"
#include "forms/paper.h"

/** The first member of every record. */
struct sheet_facts {
    struct day on;         /* codes in force that day are offered */
    int64_t now;           /* when it is printed, microseconds UTC */
    struct str copy_mark;  /* 第 2 次打印, or without bytes */
    struct str printed_by; /* for the foot: time, unit, clerk */
};

enum cell_kind {
    CELL_FIELD,    /* a frame: label on grey at the left, value at the right */
    CELL_FRAME,    /* a frame alone, a label inside if there is one */
    CELL_TEXT,     /* label and value in one run, no frame */
    CELL_MARK,     /* value in a frame when there is one, else nothing */
    CELL_CHECKS,   /* as FIELD; the codes of a list, the record's one ticked */
    CELL_SIGN,     /* label, then a line to write on */
    CELL_RULE,     /* a line from (x, y) to (x + w, y + h) */
    CELL_CUT,      /* the same, to cut along */
    CELL_PORTRAIT, /* the field is a struct str with the JPEG; a frame to paste one in when empty */
    CELL_GREY_PORTRAIT,
    CELL_CODE128, /* the bars, and the text under them */
    CELL_QR,
    CELL_PAGE, /* 第 1 页 共 2 页 */
};

enum look {
    LOOK_VALUE,  /* 10.5 pt, as a clerk reads it */
    LOOK_STRONG, /* what is looked for first */
    LOOK_NUMBER, /* digits to be compared */
    LOOK_SMALL,
    LOOK_TITLE,
    LOOK_HEAD,  /* centred, under the title */
    LOOK_NOTE,  /* small print, from the top */
    LOOK_FOOT,  /* at the right of the last line */
    LOOK_TALLY, /* centred, in lists */
    LOOK_CARD,  /* what is printed on a card */
    LOOK_CARD_LABEL,
    LOOK_CARD_NUMBER,
    LOOK_CARD_TITLE,
    LOOK_COUNT
};

#define NO_FIELD ((size_t)-1)

struct cell {
    double x, y, w, h;
    const char *label; /* may hold line ends; "" for none */
    double label_w;    /* 0: the value has all the width */
    enum cell_kind kind;
    size_t field; /* offset of a struct str in the record, or NO_FIELD */
    enum look look;
    const struct code_list *list; /* of CHECKS */
    char of_class;                /* only codes that begin with it; 0: all */
};

/** A table with as many rows as the record has: pages are added until all stand somewhere. */
struct roll_column {
    double w;
    const char *heading;
    size_t field; /* in an item; NO_FIELD: the item's number */
    enum look look;
};
struct roll {
    double x, y, row_h;
    int rows, side_by_side; /* on a page: so many, in so many blocks */
    double block_w;         /* from one block to the next */
    const struct roll_column *columns;
    size_t column_count;
    size_t items, count; /* offsets in the record: const void *, size_t */
    size_t item_size;
};

struct form {
    const char *name; /* "collection-slip": in the journal and in addresses */
    const char *zh, *en;
    double w, h;
    const struct cell *cells;
    size_t cell_count;
    const struct roll *roll; /* or NULL */
};

/** Draws the record on the form and appends the PDF to *out.
 *  refuses  GLYPH_MISSING, the code points as detail; nothing is appended
 *  fails    text that fits its cell at no size, a picture that cannot be read */
MUST_USE enum outcome sheet_draw(struct desk *desk, const struct form *form, const void *record,
                                 struct buf *out);

#endif
