#ifndef FORMS_PAPER_H
#define FORMS_PAPER_H
/** Paper: a PDF in the making, measured in millimetres from the left and the top.
 *  (1) The same calls give the same bytes: the only day in the file is the one it was opened with.
 *  (2) Only the fonts of fonts.c are used, whatever else is installed. A character none of them has
 *      is noted, and paper_finish refuses: nothing is printed with a hole in a name.
 *  (3) Drawing never stops half-way: the first fault is kept, paper_finish tells it. No fault holds
 *      personal data.
 *  (4) A paper belongs to one thread; two threads may draw two papers. */
#include "base/buf.h"
#include "core/desk.h"

enum { PAPER_MISSING_MAX = 16 };

struct paper_setup {
    double w, h;       /* of a page */
    const char *title; /* of the kind of form; names nobody */
    int64_t created;   /* microseconds UTC */
};

struct box {
    double x, y, w, h;
};

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/** How text stands in its box. It is made smaller, half a point at a time, until it fits. */
struct text_look {
    double size, least; /* points */
    enum align align;
    bool bold;
    bool top;      /* else in the middle of the height */
    double spread; /* additional points between characters, at full size */
};

/** Pixels a portrait has; its bytes are a JPEG of that size [GA 461]. */
struct picture {
    struct str jpeg;
    int w, h;
};

struct paper {
    struct desk *desk;
    struct _cairo_surface *surface;
    struct _cairo *cr;
    struct _PangoLayout *layout;
    struct buf bytes;
    uint32_t missing[PAPER_MISSING_MAX]; /* code points, each once */
    size_t missing_count;
    const char *fault; /* what broke, or NULL */
    const char *about; /* the label of the cell being drawn, for the fault */
};

MUST_USE enum outcome paper_open(struct desk *desk, const struct paper_setup *setup,
                                 struct paper *out);
/** Gives everything back; the bytes too. NULL or { 0 } is fine. */
void paper_close(struct paper *paper);
/** The page is full; what follows stands on the next one. */
void paper_next_page(struct paper *paper);
/** Ends the file and appends it to *out.
 *  refuses  GLYPH_MISSING, the code points as detail ("U+2EBF0 U+2EBF1")
 *  fails    text that does not fit its cell, a picture that cannot be read, the library */
MUST_USE enum outcome paper_finish(struct paper *paper, struct buf *out);

/** Text; a line end begins a new line. */
void paper_text(struct paper *paper, struct box box, struct str text, const struct text_look *look);
/** Lines: width in points. */
void paper_frame(struct paper *paper, struct box box, double width);
void paper_line(struct paper *paper, double x0, double y0, double x1, double y1, double width);
void paper_dashes(struct paper *paper, double x0, double y0, double x1, double y1);
/** A grey that a copier keeps, under a label. */
void paper_shade(struct paper *paper, struct box box);
/** Without line ends, at full size; millimetres. */
double paper_text_width(struct paper *paper, struct str text, const struct text_look *look);
/** A box of 3 mm to tick; (x, y) is the middle of its left side. */
void paper_check_box(struct paper *paper, double x, double y, bool ticked);

/** In the middle of the box, as large as it goes. */
void paper_picture(struct paper *paper, struct box box, const struct picture *picture);
/** The same in shades of grey [T78 4]. */
void paper_grey_picture(struct paper *paper, struct box box, const struct picture *picture);

/** The box holds the quiet zones. */
void paper_code128(struct paper *paper, struct box box, struct str text);
void paper_qr(struct paper *paper, struct box box, struct str text);

#endif
