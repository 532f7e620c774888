/** Bar codes: zint says where the bars are, we draw them. */
#include "forms/paper_inside.h"
#include <cairo.h>
#include <zint.h>

struct bars {
    int symbology;
    int quiet_x, quiet_y; /* modules left free around it */
    bool square;          /* height follows the width */
};

static void show_bars(struct paper *paper, struct box box, const struct zint_vector *vector,
                      bool square)
{
    double sx = points(box.w) / (double)vector->width;
    double sy = square ? sx : points(box.h) / (double)vector->height;
    for (const struct zint_vector_rect *r = vector->rectangles; r; r = r->next)
        cairo_rectangle(paper->cr, points(box.x) + (double)r->x * sx,
                        points(box.y) + (double)r->y * sy, (double)r->width * sx,
                        (double)r->height * sy);
    cairo_fill(paper->cr);
}

static void encode(struct paper *paper, struct box box, struct str text, const struct bars *bars)
{
    struct zint_symbol *symbol = ZBarcode_Create();
    if (!symbol) {
        paper_fault(paper, "zint");
        return;
    }
    symbol->symbology = bars->symbology;
    symbol->whitespace_width = bars->quiet_x;
    symbol->whitespace_height = bars->quiet_y;
    symbol->show_hrt = 0;
    symbol->option_1 = bars->square ? 2 : -1; /* QR: 15 % may be spoiled */
    const unsigned char *source = (const unsigned char *)text.at;
    if (ZBarcode_Encode(symbol, source, (int)text.len) >= ZINT_ERROR ||
        ZBarcode_Buffer_Vector(symbol, 0) >= ZINT_ERROR || !symbol->vector)
        paper_fault(paper, "bar code");
    else
        show_bars(paper, box, symbol->vector, bars->square);
    ZBarcode_Delete(symbol);
}

void paper_code128(struct paper *paper, struct box box, struct str text)
{
    static const struct bars code128 = { BARCODE_CODE128, 10, 0, false };
    encode(paper, box, text, &code128);
}

void paper_qr(struct paper *paper, struct box box, struct str text)
{
    static const struct bars qr = { BARCODE_QRCODE, 4, 4, true };
    encode(paper, box, text, &qr);
}
