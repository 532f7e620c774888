#include "city/pen.h"
#include "city/strands.h"

/** A neckline: how far beside the neck it begins, how deep it goes, round or pointed. */
struct neckline {
    double beside, depth, round;
};

static void neckline_curve(cairo_t *cr, const struct sitter *s, const struct neckline *line)
{
    double w = s->neck + line->beside, y = s->chin + 14, deep = y + line->depth, r = line->round;
    cairo_curve_to(cr, -w + 4 * r, y + line->depth * (0.4 + 0.45 * r), -w * (0.33 + 0.3 * r),
                   deep - line->depth * 0.33 * (1 - r), 0, deep);
    cairo_curve_to(cr, w * (0.33 + 0.3 * r), deep - line->depth * 0.33 * (1 - r), w - 4 * r,
                   y + line->depth * (0.4 + 0.45 * r), w, y);
}

/** From shoulder to shoulder, and down into the neckline. */
static void trace_garment(cairo_t *cr, const struct sitter *s, const struct neckline *line)
{
    double w = s->neck + line->beside, y = s->chin + 14, edge = 190, slope = s->male ? 36 : 44;
    cairo_new_path(cr);
    cairo_move_to(cr, -w, y);
    neckline_curve(cr, s, line);
    cairo_curve_to(cr, w + 20, y + slope * 0.55, edge * 0.8, y + slope * 0.55, edge, y + slope + 6);
    cairo_line_to(cr, edge, PORTRAIT_HEIGHT + 2);
    cairo_line_to(cr, -edge, PORTRAIT_HEIGHT + 2);
    cairo_line_to(cr, -edge, y + slope + 6);
    cairo_curve_to(cr, -edge * 0.8, y + slope * 0.55, -w - 20, y + slope * 0.55, -w, y);
    cairo_close_path(cr);
}

static void paint_garment(cairo_t *cr, const struct sitter *s, const struct neckline *line,
                          struct colour cloth)
{
    cairo_pattern_t *fold = cairo_pattern_create_linear(-179, 0, 179, 0);
    struct colour dark = pen_darker(cloth, 0.35);
    for (int i = 0; i <= 2; i++) {
        struct colour c = i == 1 ? pen_lighter(cloth, 0.06) : dark;
        cairo_pattern_add_color_stop_rgb(fold, i * 0.5, c.r, c.g, c.b);
    }
    trace_garment(cr, s, line);
    cairo_set_source(cr, fold);
    cairo_fill(cr);
    cairo_pattern_destroy(fold);
}

/* The outer garment's. */
static const struct neckline necklines[] = {
    [CLOTHES_CREW_NECK] = { 5, 24, 1 }, [CLOTHES_SHIRT] = { 3, 50, 0 },
    [CLOTHES_JACKET] = { 9, 110, 0 },   [CLOTHES_POLO_NECK] = { 2, 4, 1 },
    [CLOTHES_V_NECK] = { 3, 62, 0 },    [CLOTHES_HOOD] = { 10, 34, 1 },
};

static void trace_outer(cairo_t *cr, const struct sitter *s)
{
    trace_garment(cr, s, &necklines[s->clothes]);
}

/** The outer garment with its threads, seen close; `from` is how far from the middle they begin. */
static void paint_outer(cairo_t *cr, struct sitter *s, double from)
{
    paint_garment(cr, s, &necklines[s->clothes], s->cloth);
    struct strands strands = strands_begin(cr, trace_outer, s, s->cloth, 0.5);
    for (int i = 0; i < 96; i++) {
        double side = i < 48 ? -1 : 1, at = i % 48;
        double x = side * (from + at * 3.7) + pen_shake(&s->dice);
        strands_line(&strands, i % 5, x, s->chin + 20, x + side * 4, s->chin + 50, x + side * 2,
                     PORTRAIT_HEIGHT + 2);
    }
    strands_end(&strands);
}

static void paint_rim(cairo_t *cr, const struct sitter *s, const struct neckline *line,
                      double width)
{
    cairo_move_to(cr, -s->neck - line->beside, s->chin + 14);
    neckline_curve(cr, s, line);
    pen_colour(cr, pen_darker(s->cloth, 0.3), 1);
    cairo_set_line_width(cr, width);
    cairo_stroke_preserve(cr);
    pen_colour(cr, pen_darker(s->cloth, 0.75), 0.6);
    cairo_set_line_width(cr, 1.2);
    cairo_stroke(cr);
}

/** Two points that lie on the chest and stand at the neck. */
static void paint_collar(cairo_t *cr, const struct sitter *s, struct colour cloth, double reach)
{
    double w = s->neck, y = s->chin + 2;
    for (int side = -1; side <= 1; side += 2) {
        cairo_move_to(cr, side * (w + 1), y);
        cairo_curve_to(cr, side * (w - 4), y + 20, side * (w * 0.4), y + 40, side * 2, y + 52);
        cairo_line_to(cr, side * (w * 0.52), y + 66 + reach);
        cairo_line_to(cr, side * (w + 22), y + 30);
        cairo_curve_to(cr, side * (w + 14), y + 16, side * (w + 8), y + 6, side * (w + 1), y);
        cairo_close_path(cr);
        pen_colour(cr, pen_lighter(cloth, 0.12), 1);
        cairo_fill_preserve(cr);
        pen_colour(cr, pen_darker(cloth, 0.7), 0.8);
        cairo_set_line_width(cr, 1.2);
        cairo_stroke(cr);
    }
}

static void paint_lapels(cairo_t *cr, const struct sitter *s)
{
    double w = s->neck, y = s->chin + 12;
    for (int side = -1; side <= 1; side += 2) {
        cairo_move_to(cr, side * (w + 12), y);
        cairo_line_to(cr, side * 14, PORTRAIT_HEIGHT + 8);
        cairo_line_to(cr, side * (w + 34), PORTRAIT_HEIGHT + 8);
        cairo_line_to(cr, side * (w + 40), y + 44);
        cairo_line_to(cr, side * (w + 52), y + 38);
        cairo_line_to(cr, side * (w + 30), y + 12);
        cairo_close_path(cr);
        pen_colour(cr, pen_lighter(s->cloth, 0.07), 1);
        cairo_fill_preserve(cr);
        pen_colour(cr, pen_darker(s->cloth, 0.75), 0.8);
        cairo_set_line_width(cr, 1.3);
        cairo_stroke(cr);
    }
}

void paint_clothes(cairo_t *cr, struct sitter *s)
{
    const struct neckline *line = &necklines[s->clothes];
    switch (s->clothes) {
    case CLOTHES_CREW_NECK:
        paint_outer(cr, s, s->neck);
        paint_rim(cr, s, line, 8);
        return;
    case CLOTHES_V_NECK:
        paint_outer(cr, s, s->neck * 0.6);
        paint_rim(cr, s, line, 6);
        return;
    case CLOTHES_POLO_NECK:
        paint_outer(cr, s, 2);
        paint_rim(cr, s, line, 20);
        return;
    case CLOTHES_HOOD:
        paint_garment(cr, s, &necklines[CLOTHES_CREW_NECK], s->under);
        paint_outer(cr, s, s->neck);
        paint_rim(cr, s, line, 15);
        return;
    case CLOTHES_SHIRT:
        paint_outer(cr, s, s->neck * 0.6);
        paint_collar(cr, s, s->cloth, 0);
        return;
    case CLOTHES_JACKET:
        paint_garment(cr, s, &necklines[CLOTHES_SHIRT], s->under);
        paint_collar(cr, s, s->under, 2);
        paint_outer(cr, s, s->neck + 40);
        paint_lapels(cr, s);
        return;
    }
}

static void trace_lens(cairo_t *cr, const struct sitter *s)
{
    bool round = s->glasses == GLASSES_ROUND;
    double w = round ? 31 : 35, h = round ? 29 : 23, r = round ? 0.55 : 0.85, y = 4;
    cairo_new_path(cr);
    cairo_move_to(cr, 0, y - h);
    cairo_curve_to(cr, w * r, y - h, w, y - h * r, w, y - h * 0.1);
    cairo_curve_to(cr, w, y + h * r, w * r, y + h, 0, y + h);
    cairo_curve_to(cr, -w * r, y + h, -w, y + h * r, -w, y - h * 0.1);
    cairo_curve_to(cr, -w, y - h * r, -w * r, y - h, 0, y - h);
    cairo_close_path(cr);
}

/** Clear lenses with a thin frame: the eyes stay visible [GA 461]. */
void paint_glasses(cairo_t *cr, struct sitter *s)
{
    struct colour frame = colour_mix((struct colour){ 0.13, 0.12, 0.14 }, s->cloth, 0.3);
    double reach = s->glasses == GLASSES_ROUND ? 31 : 35;
    bool half = s->glasses == GLASSES_HALF;
    if (s->glasses == GLASSES_NONE)
        return;
    pen_colour(cr, frame, 0.92);
    cairo_set_line_width(cr, 2.6);
    pen_curve(cr, reach - s->eye_gap, s->eyes - 3, 0, s->eyes - 9, s->eye_gap - reach, s->eyes - 3);
    for (int side = -1; side <= 1; side += 2) {
        cairo_save(cr);
        cairo_translate(cr, side * s->eye_gap, s->eyes);
        cairo_scale(cr, side, 1);
        trace_lens(cr, s);
        pen_colour(cr, (struct colour){ 0.9, 0.95, 1 }, 0.10);
        cairo_fill_preserve(cr);
        pen_colour(cr, frame, half ? 0.45 : 0.92);
        cairo_set_line_width(cr, half ? 1.3 : 2.6);
        cairo_stroke(cr);
        pen_colour(cr, frame, 0.92);
        cairo_set_line_width(cr, 2.8);
        if (half)
            pen_curve(cr, -reach, -1, 0, -37, reach, -1);
        pen_curve(cr, reach, -3, reach + 10, -6, s->half_width - s->eye_gap + 3, -5);
        cairo_restore(cr);
    }
}
