#ifndef CITY_PEN_H
#define CITY_PEN_H
/** Strokes a portrait is made of. The origin is the middle of the upper edge, so the face is
 * symmetric in x. */
#include "city/sitter.h"
#include <cairo.h>

void pen_colour(cairo_t *cr, struct colour colour, double alpha);
/** A soft spot that fades to nothing at its rim. */
void pen_spot(cairo_t *cr, double x, double y, double rx, double ry, struct colour colour,
              double alpha);
/** A stroke through a control point, from thick to nothing at both ends. */
void pen_taper(cairo_t *cr, double x0, double y0, double cx, double cy, double x1, double y1,
               double width);
/** A curve added to the path: many of one colour are stroked at once, which is ten times faster. */
void pen_line(cairo_t *cr, double x0, double y0, double cx, double cy, double x1, double y1);
/** The same, stroked with the current colour and width. */
void pen_curve(cairo_t *cr, double x0, double y0, double cx, double cy, double x1, double y1);
/** Spots are slow and soft: between these two they are painted at half the size, on the canvas
 *  returned, and then laid over the picture inside the path traced. */
cairo_t *pen_soft_begin(void);
void pen_soft_end(cairo_t *cr, cairo_t *soft, void (*trace)(cairo_t *cr, const struct sitter *s),
                  const struct sitter *s);
/** -1 to 1. */
double pen_shake(struct dice *dice);
struct colour pen_darker(struct colour colour, double by);
struct colour pen_lighter(struct colour colour, double by);

/* The parts, in the order they are painted. */
void paint_hair_behind(cairo_t *cr, struct sitter *s);
void paint_clothes(cairo_t *cr, struct sitter *s);
void paint_neck(cairo_t *cr, struct sitter *s);
void paint_face(cairo_t *cr, struct sitter *s);
void paint_features(cairo_t *cr, struct sitter *s);
void paint_beard(cairo_t *cr, struct sitter *s);
void paint_hair(cairo_t *cr, struct sitter *s);
void paint_glasses(cairo_t *cr, struct sitter *s);
/** The outline of the face as a path. */
void trace_face(cairo_t *cr, const struct sitter *s);

#endif
