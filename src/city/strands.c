#include "city/strands.h"
#include "city/pen.h"
#include <math.h>

struct strands strands_begin(cairo_t *cr, trace_path *trace, const struct sitter *s,
                             struct colour colour, double alpha)
{
    static const double light[] = { 0.08, -0.42, 0.17, -0.2, 0.30 };
    struct colour black = { 0, 0, 0 };
    struct strands strands = { .target = cairo_get_target(cr), .alpha = alpha };
    strands.mask = cairo_image_surface_create(CAIRO_FORMAT_A8, PORTRAIT_WIDTH, PORTRAIT_HEIGHT);
    cairo_t *mask = cairo_create(strands.mask);
    cairo_set_antialias(mask, CAIRO_ANTIALIAS_FAST);
    cairo_translate(mask, PORTRAIT_WIDTH / 2.0, 0);
    trace(mask, s);
    cairo_fill(mask);
    cairo_destroy(mask);
    cairo_surface_flush(strands.mask);
    cairo_surface_flush(strands.target);
    for (size_t i = 0; i < COUNT(light); i++)
        strands.shades[i] =
            light[i] > 0 ? pen_lighter(colour, light[i]) : colour_mix(colour, black, -light[i]);
    return strands;
}

/** Lays a colour over one pixel, as far as the mask lets it. */
static void dab(struct strands *strands, int x, int y, struct colour colour, double cover)
{
    if (x < 0 || y < 0 || x >= PORTRAIT_WIDTH || y >= PORTRAIT_HEIGHT)
        return;
    ptrdiff_t row = y, mask_stride = cairo_image_surface_get_stride(strands->mask);
    ptrdiff_t stride = cairo_image_surface_get_stride(strands->target);
    double mask = cairo_image_surface_get_data(strands->mask)[row * mask_stride + x];
    unsigned char *at = cairo_image_surface_get_data(strands->target) + row * stride + 4 * x;
    uint32_t pixel;
    memcpy(&pixel, at, sizeof pixel);
    double a = cover * strands->alpha * mask / 255;
    double r = (double)(pixel >> 16 & 255), g = (double)(pixel >> 8 & 255),
           b = (double)(pixel & 255);
    r += (colour.r * 255 - r) * a;
    g += (colour.g * 255 - g) * a;
    b += (colour.b * 255 - b) * a;
    pixel = (uint32_t)(r + 0.5) << 16 | (uint32_t)(g + 0.5) << 8 | (uint32_t)(b + 0.5);
    memcpy(at, &pixel, sizeof pixel);
}

/** The point between four pixels falls on each by its share. */
static void splat(struct strands *strands, double x, double y, struct colour colour)
{
    double left = floor(x), top = floor(y), fx = x - left, fy = y - top;
    int ix = (int)left, iy = (int)top;
    dab(strands, ix, iy, colour, (1 - fx) * (1 - fy));
    dab(strands, ix + 1, iy, colour, fx * (1 - fy));
    dab(strands, ix, iy + 1, colour, (1 - fx) * fy);
    dab(strands, ix + 1, iy + 1, colour, fx * fy);
}

void strands_curve(struct strands *strands, int shade, const double x[4], const double y[4])
{
    double length = 0;
    for (int i = 1; i < 4; i++)
        length += hypot(x[i] - x[i - 1], y[i] - y[i - 1]);
    int steps = (int)length + 1;
    for (int i = 0; i <= steps; i++) {
        double t = (double)i / steps, u = 1 - t;
        double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
        splat(strands, a * x[0] + b * x[1] + c * x[2] + d * x[3] + PORTRAIT_WIDTH / 2.0 - 0.5,
              a * y[0] + b * y[1] + c * y[2] + d * y[3] - 0.5, strands->shades[shade]);
    }
}

void strands_line(struct strands *strands, int shade, double x0, double y0, double cx, double cy,
                  double x1, double y1)
{
    const double x[] = { x0, x0 + (cx - x0) * 2 / 3, x1 + (cx - x1) * 2 / 3, x1 };
    const double y[] = { y0, y0 + (cy - y0) * 2 / 3, y1 + (cy - y1) * 2 / 3, y1 };
    strands_curve(strands, shade, x, y);
}

void strands_end(struct strands *strands)
{
    cairo_surface_mark_dirty(strands->target);
    cairo_surface_destroy(strands->mask);
}
