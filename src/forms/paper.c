/** The PDF file, lines and boxes. Text is in paper_text.c, pictures and bars in files of their own.
 */
#include "forms/paper.h"
#include "forms/fonts.h"
#include "forms/paper_inside.h"
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

static cairo_status_t write_bytes(void *ctx, const unsigned char *bytes, unsigned int len)
{
    buf_add(ctx, str_from(bytes, len));
    return CAIRO_STATUS_SUCCESS;
}

static void describe(struct paper *paper, const struct paper_setup *setup)
{
    struct str made = instant_str(paper->desk->arena, setup->created);
    cairo_surface_t *pdf = paper->surface;
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, made.at);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, setup->title);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "jumin");
}

/** Glyphs stand where their outlines say, on every machine: no hinting, no rounding. */
static PangoLayout *new_layout(cairo_t *cr, PangoFontMap *map)
{
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("zh-CN"));
    pango_cairo_update_context(cr, context);
    PangoLayout *layout = pango_layout_new(context);
    cairo_font_options_destroy(options);
    g_object_unref(context);
    return layout;
}

enum outcome paper_open(struct desk *desk, const struct paper_setup *setup, struct paper *out)
{
    const char *lacking;
    PangoFontMap *map = fonts_map(&lacking);
    if (!map)
        return fail(desk, "font not installed: %s", lacking);
    *out = (struct paper){ .desk = desk };
    out->surface = cairo_pdf_surface_create_for_stream(write_bytes, &out->bytes, points(setup->w),
                                                       points(setup->h));
    out->cr = cairo_create(out->surface);
    out->layout = new_layout(out->cr, map);
    g_object_unref(map);
    describe(out, setup);
    return DONE;
}

void paper_close(struct paper *paper)
{
    if (!paper || !paper->cr)
        return;
    g_object_unref(paper->layout);
    cairo_destroy(paper->cr);
    cairo_surface_finish(paper->surface); /* writes into bytes */
    cairo_surface_destroy(paper->surface);
    buf_close(&paper->bytes);
    *paper = (struct paper){ 0 };
}

void paper_next_page(struct paper *paper)
{
    cairo_show_page(paper->cr);
}

void paper_fault(struct paper *paper, const char *fault)
{
    if (paper->fault)
        return;
    paper->fault = arena_printf(paper->desk->arena, "%s (%s)", fault,
                                paper->about && *paper->about ? paper->about : "-")
                       .at;
}

void paper_missing(struct paper *paper, uint32_t point)
{
    for (size_t i = 0; i < paper->missing_count; i++)
        if (paper->missing[i] == point)
            return;
    if (paper->missing_count < PAPER_MISSING_MAX)
        paper->missing[paper->missing_count++] = point;
}

static enum outcome refuse_missing(struct paper *paper)
{
    SCOPED(buf) list = { 0 };
    for (size_t i = 0; i < paper->missing_count; i++)
        buf_printf(&list, "%sU+%04X", i ? " " : "", (unsigned)paper->missing[i]);
    return refuse_at(paper->desk, NO_GLYPH_MISSING, "", STR_FMT, STR_ARG(buf_str(&list)));
}

enum outcome paper_finish(struct paper *paper, struct buf *out)
{
    cairo_surface_finish(paper->surface);
    cairo_status_t status = cairo_surface_status(paper->surface);
    if (paper->missing_count)
        return refuse_missing(paper);
    if (!paper->fault && status != CAIRO_STATUS_SUCCESS)
        paper_fault(paper, cairo_status_to_string(status));
    if (paper->fault)
        return fail(paper->desk, "printing: %s", paper->fault);
    buf_add(out, buf_str(&paper->bytes));
    return DONE;
}

void paper_frame(struct paper *paper, struct box box, double width)
{
    cairo_set_line_width(paper->cr, width);
    cairo_rectangle(paper->cr, points(box.x), points(box.y), points(box.w), points(box.h));
    cairo_stroke(paper->cr);
}

void paper_line(struct paper *paper, double x0, double y0, double x1, double y1, double width)
{
    cairo_set_line_width(paper->cr, width);
    cairo_move_to(paper->cr, points(x0), points(y0));
    cairo_line_to(paper->cr, points(x1), points(y1));
    cairo_stroke(paper->cr);
}

void paper_dashes(struct paper *paper, double x0, double y0, double x1, double y1)
{
    static const double dash[] = { 4, 3 };
    cairo_set_dash(paper->cr, dash, COUNT(dash), 0);
    paper_line(paper, x0, y0, x1, y1, 0.4);
    cairo_set_dash(paper->cr, NULL, 0, 0);
}

void paper_shade(struct paper *paper, struct box box)
{
    cairo_set_source_rgb(paper->cr, 0.94, 0.94, 0.94);
    cairo_rectangle(paper->cr, points(box.x), points(box.y), points(box.w), points(box.h));
    cairo_fill(paper->cr);
    cairo_set_source_rgb(paper->cr, 0, 0, 0);
}
