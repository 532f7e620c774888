#ifndef CITY_STRANDS_H
#define CITY_STRANDS_H
/** Hair, threads: hundreds of fine lines inside an outline. Cairo takes 30 µs for each; these are
 * walked pixel by pixel through a mask, and take one. */
#include "city/sitter.h"
#include <cairo.h>

typedef void trace_path(cairo_t *cr, const struct sitter *s);

struct strands {
    cairo_surface_t *target, *mask;
    struct colour shades[5]; /* of the hair or the cloth, chosen by turns */
    double alpha;
};

/** Lines in shades around a colour, kept inside the path. Nothing else may be painted until the
 * end. */
struct strands strands_begin(cairo_t *cr, trace_path *trace, const struct sitter *s,
                             struct colour colour, double alpha);
/** A cubic curve; coordinates as in pen.h. */
void strands_curve(struct strands *strands, int shade, const double x[4], const double y[4]);
/** A quadratic one. */
void strands_line(struct strands *strands, int shade, double x0, double y0, double cx, double cy,
                  double x1, double y1);
void strands_end(struct strands *strands);

#endif
