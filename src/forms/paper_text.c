/** Text in a box: wrapped, made smaller until it fits, every glyph asked for. */
#include "base/utf8.h"
#include "core/name.h"
#include "forms/fonts.h"
#include "forms/paper_inside.h"
#include <pango/pangocairo.h>

/* Of the character size: a line alone, from line to line, and from an ideograph's middle to its
 * baseline. */
static const double line_height = 1.15, line_advance = 1.3, middle_above_baseline = 0.38;

/** Private-use characters have pictures in some fonts, but of whatever the font's maker liked:
 * they count as missing. Bytes that are no text do too. */
static bool is_printable(struct paper *paper, struct str text)
{
    struct str rest = text;
    uint32_t point;
    if (!utf8_valid(text)) {
        paper_missing(paper, 0xFFFD);
        return false;
    }
    while (utf8_next(&rest, &point))
        if (name_is_private_use(point) || point == 0xFFFD || (point < ' ' && point != '\n'))
            paper_missing(paper, point);
    return true;
}

static void set_size(struct paper *paper, const struct text_look *look, double size)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, font_families);
    pango_font_description_set_weight(font, look->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_size(font, (int)(size * PANGO_SCALE));
    pango_layout_set_font_description(paper->layout, font);
    pango_font_description_free(font);
    PangoAttrList *attributes = pango_attr_list_new();
    if (look->spread > 0)
        pango_attr_list_insert(
            attributes,
            pango_attr_letter_spacing_new((int)(look->spread * size / look->size * PANGO_SCALE)));
    pango_layout_set_attributes(paper->layout, attributes);
    pango_attr_list_unref(attributes);
}

static bool fits(struct paper *paper, struct box box, double size)
{
    PangoRectangle ink;
    pango_layout_get_extents(paper->layout, NULL, &ink);
    int lines = pango_layout_get_line_count(paper->layout);
    return ink.width <= points(box.w) * PANGO_SCALE + 1 &&
           ((lines - 1) * line_advance + line_height) * size <= points(box.h) + 0.01;
}

/** As many lines as the text has itself. */
static bool is_unbroken(struct paper *paper)
{
    int lines = 1;
    for (const char *at = pango_layout_get_text(paper->layout); *at; at++)
        lines += *at == '\n';
    return pango_layout_get_line_count(paper->layout) <= lines;
}

/** A little smaller is better than a line with one character left over. */
static bool fits_unbroken(struct paper *paper, struct box box, const struct text_look *look,
                          double *size)
{
    for (*size = look->size; *size >= look->size * 0.84; *size -= 0.5) {
        set_size(paper, look, *size);
        if (is_unbroken(paper) && fits(paper, box, *size))
            return true;
    }
    return false;
}

/** The size it is set in at last. */
static double shrink_to_fit(struct paper *paper, struct box box, const struct text_look *look)
{
    double size;
    if (fits_unbroken(paper, box, look, &size))
        return size;
    size = look->size;
    for (set_size(paper, look, size); !fits(paper, box, size); set_size(paper, look, size)) {
        size -= 0.5;
        if (size < look->least) {
            paper_fault(paper, "text does not fit");
            break;
        }
    }
    return size;
}

/** A glyph with the flag stands for a character no font has, and holds its code. */
static void note_unknown(struct paper *paper)
{
    PangoLayoutIter *at = pango_layout_get_iter(paper->layout);
    do {
        PangoLayoutRun *run = pango_layout_iter_get_run_readonly(at);
        for (int i = 0; run && i < run->glyphs->num_glyphs; i++) {
            PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
            if (glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG))
                paper_missing(paper, glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
        }
    } while (pango_layout_iter_next_run(at));
    pango_layout_iter_free(at);
}

static double line_start(PangoLayoutLine *line, struct box box, enum align align)
{
    PangoRectangle extent;
    pango_layout_line_get_extents(line, NULL, &extent);
    double room = points(box.w) - (double)extent.width / PANGO_SCALE;
    switch (align) {
    case ALIGN_LEFT:
        break;
    case ALIGN_CENTRE:
        return points(box.x) + room / 2;
    case ALIGN_RIGHT:
        return points(box.x) + room;
    }
    return points(box.x);
}

static void show_lines(struct paper *paper, struct box box, const struct text_look *look,
                       double size)
{
    int count = pango_layout_get_line_count(paper->layout);
    double height = (count - 1) * size * line_advance;
    double first = look->top ? points(box.y) + size / 2 : points(box.y + box.h / 2) - height / 2;
    for (int i = 0; i < count; i++) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(paper->layout, i);
        cairo_move_to(paper->cr, line_start(line, box, look->align),
                      first + (i * line_advance + middle_above_baseline) * size);
        pango_cairo_show_layout_line(paper->cr, line);
    }
}

void paper_text(struct paper *paper, struct box box, struct str text, const struct text_look *look)
{
    if (!text.len || !is_printable(paper, text))
        return;
    pango_layout_set_text(paper->layout, text.at, (int)text.len);
    pango_layout_set_width(paper->layout, (int)(points(box.w) * PANGO_SCALE));
    pango_layout_set_wrap(paper->layout, PANGO_WRAP_WORD_CHAR);
    double size = shrink_to_fit(paper, box, look);
    if (pango_layout_get_unknown_glyphs_count(paper->layout) > 0)
        note_unknown(paper);
    show_lines(paper, box, look, size);
}

double paper_text_width(struct paper *paper, struct str text, const struct text_look *look)
{
    PangoRectangle extent;
    if (!utf8_valid(text))
        return 0;
    pango_layout_set_text(paper->layout, text.at, (int)text.len);
    pango_layout_set_width(paper->layout, -1);
    set_size(paper, look, look->size);
    pango_layout_get_extents(paper->layout, NULL, &extent);
    return (double)extent.width / PANGO_SCALE * 25.4 / 72;
}

void paper_check_box(struct paper *paper, double x, double y, bool ticked)
{
    static const struct text_look box = { 10.5, 10.5, ALIGN_LEFT, false, false, 0 };
    static const struct text_look tick = { 13, 13, ALIGN_LEFT, true, false, 0 };
    paper_text(paper, (struct box){ x, y - 2.5, 4, 5 }, STR("□"), &box);
    if (ticked)
        paper_text(paper, (struct box){ x + 0.2, y - 3.4, 5, 6 }, STR("✓"), &tick);
}
