#include "city/pen.h"

void pen_colour(cairo_t *cr, struct colour colour, double alpha)
{
    cairo_set_source_rgba(cr, colour.r, colour.g, colour.b, alpha);
}

struct colour pen_darker(struct colour colour, double by)
{
    return colour_mix(colour, (struct colour){ 0.16, 0.07, 0.05 }, by);
}

struct colour pen_lighter(struct colour colour, double by)
{
    return colour_mix(colour, (struct colour){ 1, 0.97, 0.93 }, by);
}

void pen_spot(cairo_t *cr, double x, double y, double rx, double ry, struct colour colour,
              double alpha)
{
    cairo_pattern_t *fade = cairo_pattern_create_radial(0, 0, 0, 0, 0, 1);
    cairo_pattern_add_color_stop_rgba(fade, 0, colour.r, colour.g, colour.b, alpha);
    cairo_pattern_add_color_stop_rgba(fade, 0.5, colour.r, colour.g, colour.b, alpha * 0.5);
    cairo_pattern_add_color_stop_rgba(fade, 1, colour.r, colour.g, colour.b, 0);
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_scale(cr, rx, ry);
    cairo_set_source(cr, fade);
    cairo_arc(cr, 0, 0, 1, 0, 6.2832);
    cairo_fill(cr);
    cairo_restore(cr);
    cairo_pattern_destroy(fade);
}

static void through(cairo_t *cr, double x0, double y0, double cx, double cy, double x1, double y1)
{
    cairo_curve_to(cr, x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3, x1 + (cx - x1) * 2 / 3,
                   y1 + (cy - y1) * 2 / 3, x1, y1);
}

void pen_line(cairo_t *cr, double x0, double y0, double cx, double cy, double x1, double y1)
{
    cairo_move_to(cr, x0, y0);
    through(cr, x0, y0, cx, cy, x1, y1);
}

void pen_curve(cairo_t *cr, double x0, double y0, double cx, double cy, double x1, double y1)
{
    pen_line(cr, x0, y0, cx, cy, x1, y1);
    cairo_stroke(cr);
}

void pen_taper(cairo_t *cr, double x0, double y0, double cx, double cy, double x1, double y1,
               double width)
{
    cairo_move_to(cr, x0, y0);
    through(cr, x0, y0, cx, cy - width / 2, x1, y1);
    through(cr, x1, y1, cx, cy + width / 2, x0, y0);
    cairo_fill(cr);
}

double pen_shake(struct dice *dice)
{
    return (double)dice_roll(dice, 20001) / 10000 - 1;
}

cairo_t *pen_soft_begin(void)
{
    cairo_surface_t *half = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, PORTRAIT_WIDTH / 2,
                                                       PORTRAIT_HEIGHT / 2 + 1);
    cairo_t *soft = cairo_create(half);
    cairo_surface_destroy(half);
    cairo_scale(soft, 0.5, 0.5);
    cairo_translate(soft, PORTRAIT_WIDTH / 2.0, 0);
    return soft;
}

void pen_soft_end(cairo_t *cr, cairo_t *soft, void (*trace)(cairo_t *cr, const struct sitter *s),
                  const struct sitter *s)
{
    cairo_save(cr);
    trace(cr, s);
    cairo_translate(cr, -PORTRAIT_WIDTH / 2.0, 0);
    cairo_scale(cr, 2, 2);
    cairo_set_source_surface(cr, cairo_get_target(soft), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BILINEAR);
    cairo_fill(cr);
    cairo_restore(cr);
    cairo_destroy(soft);
}
