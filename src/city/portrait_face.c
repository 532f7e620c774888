#include "city/pen.h"

void trace_face(cairo_t *cr, const struct sitter *s)
{
    bool bare = s->hair_style == HAIR_CROWNLESS || s->hair_style == HAIR_RECEDING;
    double top = bare ? s->crown : s->eyes - 150, h = s->half_width, round = bare ? 0.82 : 0.70;
    double temple = s->eyes - (bare ? 122 : 92);
    double corner = s->eyes + (s->chin - s->eyes) * 0.58, chin = s->chin_width;
    cairo_new_path(cr);
    cairo_move_to(cr, 0, top);
    cairo_curve_to(cr, h * round, top, h + (bare ? 5 : -1), temple, h, s->eyes - 8);
    cairo_curve_to(cr, h, s->eyes + 34, s->jaw + 9, corner - 26, s->jaw, corner);
    cairo_curve_to(cr, s->jaw - 10, corner + 30, chin + 14, s->chin - 1, chin * 0.45, s->chin);
    cairo_curve_to(cr, chin * 0.2, s->chin + 1, -chin * 0.2, s->chin + 1, -chin * 0.45, s->chin);
    cairo_curve_to(cr, -chin - 14, s->chin - 1, 10 - s->jaw, corner + 30, -s->jaw, corner);
    cairo_curve_to(cr, -s->jaw - 9, corner - 26, -h, s->eyes + 34, -h, s->eyes - 8);
    cairo_curve_to(cr, -h - (bare ? 5 : -1), temple, -h * round, top, 0, top);
    cairo_close_path(cr);
}

static void paint_ear(cairo_t *cr, const struct sitter *s)
{
    double x = s->half_width, y = s->eyes;
    struct colour shade = pen_darker(s->skin, 0.22);
    cairo_move_to(cr, x - 8, y - 14);
    cairo_curve_to(cr, x + 4, y - 34, x + 19, y - 26, x + 16, y + 2);
    cairo_curve_to(cr, x + 14, y + 26, x + 10, y + 52, x - 2, y + 54);
    cairo_curve_to(cr, x - 10, y + 54, x - 12, y + 30, x - 8, y - 14);
    pen_colour(cr, pen_darker(s->skin, 0.1), 1);
    cairo_fill(cr);
    pen_colour(cr, shade, 0.75);
    cairo_set_line_width(cr, 2);
    pen_curve(cr, x + 1, y - 16, x + 14, y - 14, x + 8, y + 18);
    pen_curve(cr, x + 1, y + 4, x + 8, y + 8, x + 3, y + 28);
}

/** Light from the front and a little above: bright in the middle, darker to the sides and below. */
static void paint_skin(cairo_t *soft, const struct sitter *s)
{
    struct colour light = pen_lighter(s->skin, 0.24), edge = pen_darker(s->skin, 0.2);
    cairo_pattern_t *ball =
        cairo_pattern_create_radial(-10, s->eyes + 2, 26, 0, s->eyes + 28, s->half_width * 1.5);
    cairo_pattern_add_color_stop_rgb(ball, 0, light.r, light.g, light.b);
    cairo_pattern_add_color_stop_rgb(ball, 0.5, s->skin.r, s->skin.g, s->skin.b);
    cairo_pattern_add_color_stop_rgb(ball, 1, edge.r, edge.g, edge.b);
    cairo_rectangle(soft, -s->half_width - 8, 0, 2 * s->half_width + 16, s->chin + 6);
    cairo_set_source(soft, ball);
    cairo_fill(soft);
    cairo_pattern_destroy(ball);
}

static void paint_hollows(cairo_t *cr, const struct sitter *s)
{
    struct colour shade = pen_darker(s->skin, 0.34), light = pen_lighter(s->skin, 0.55);
    struct colour warm = colour_mix(s->skin, (struct colour){ 0.86, 0.36, 0.3 }, 0.5);
    for (int side = -1; side <= 1; side += 2) {
        pen_spot(cr, side * s->half_width * 1.02, s->eyes + 40, 40, 130, shade, 0.32);
        pen_spot(cr, side * s->eye_gap, s->eyes - 9, 40, 24, shade, 0.26);
        pen_spot(cr, side * s->half_width * 0.62, s->eyes + s->nose - 8, 40, 32, warm,
                 0.30 + 0.25 * s->child);
        pen_spot(cr, side * s->half_width * 0.55, s->eyes + 36, 30, 20, light, 0.22);
        pen_spot(cr, side * 15, s->eyes - 4, 11, 26, shade, 0.30);
    }
    pen_spot(cr, 0, s->chin + 2, 76, 34, shade, 0.42);
    pen_spot(cr, 0, s->eyes + s->mouth + 21, 34, 9, shade, 0.34);
    pen_spot(cr, 0, s->chin - 20, 24, 17, light, 0.28);
    pen_spot(cr, 0, s->eyes - 62, 66, 44, light, 0.30);
}

/** Hollows that come with the years. */
static void shade_age(cairo_t *soft, const struct sitter *s)
{
    struct colour shade = pen_darker(s->skin, 0.36);
    for (int side = -1; side <= 1; side += 2) {
        pen_spot(soft, side * s->eye_gap, s->eyes + 17, 23, 8, shade, 0.55 * s->old);
        pen_spot(soft, side * s->jaw * 0.82, s->eyes + s->mouth + 22, 24, 26, shade, 0.5 * s->old);
    }
}

static void line_side(cairo_t *cr, const struct sitter *s, int side)
{
    double deep = s->old, y = s->eyes + s->nose, mouth = s->eyes + s->mouth;
    double x = side * s->nose_width, eye = s->eye_gap, w = s->eye_width;
    struct colour line = pen_darker(s->skin, 0.5);
    pen_colour(cr, line, s->age > 24 ? 0.16 + 0.55 * deep : 0.08);
    pen_taper(cr, x * 1.18, y - 8, x * 1.75, y + 12, side * (s->mouth_width + 9), mouth + 6,
              2 + 3 * deep);
    if (deep < 0.12)
        return;
    pen_colour(cr, line, 0.55 * deep);
    pen_line(cr, side * (eye - 17), s->eyes + 14, side * eye, s->eyes + 24, side * (eye + 18),
             s->eyes + 15);
    for (int i = -1; i <= 1; i++)
        pen_line(cr, side * (eye + w * 0.62), s->eyes + 2 + i * 4, side * (eye + w * 0.78),
                 s->eyes + 3 + i * 7, side * (eye + w * 0.92), s->eyes + 4 + i * 10);
    cairo_stroke(cr);
    pen_colour(cr, line, 0.4 * deep);
    pen_taper(cr, side * (s->mouth_width + 4), mouth + 4, side * (s->mouth_width + 10), mouth + 20,
              side * (s->mouth_width + 2), mouth + 32, 3);
}

/** Lines of the face, deeper with the years. */
static void line_age(cairo_t *cr, const struct sitter *s)
{
    cairo_set_line_width(cr, 1.3);
    for (int side = -1; side <= 1; side += 2)
        line_side(cr, s, side);
    pen_colour(cr, pen_darker(s->skin, 0.5), 0.5 * s->old);
    for (int i = 0; i < 3 && s->old > 0.2; i++)
        pen_line(cr, -46 + 5 * i, s->eyes - 58 - 14 * i, 4 * i, s->eyes - 66 - 14 * i, 46 - 3 * i,
                 s->eyes - 57 - 14 * i);
    for (int side = -1; side <= 1 && s->old > 0.3; side += 2)
        pen_line(cr, side * 6.0, s->eyes - 30, side * 8.0, s->eyes - 20, side * 5.0, s->eyes - 12);
    cairo_stroke(cr);
}

void paint_face(cairo_t *cr, struct sitter *s)
{
    for (int side = -1; side <= 1; side += 2) {
        cairo_save(cr);
        cairo_scale(cr, side, 1);
        paint_ear(cr, s);
        cairo_restore(cr);
    }
    cairo_t *soft = pen_soft_begin();
    paint_skin(soft, s);
    paint_hollows(soft, s);
    shade_age(soft, s);
    pen_soft_end(cr, soft, trace_face, s);
    line_age(cr, s);
    trace_face(cr, s);
    pen_colour(cr, pen_darker(s->skin, 0.5), 0.5);
    cairo_set_line_width(cr, 1.3);
    cairo_stroke(cr);
}

static void trace_neck(cairo_t *cr, const struct sitter *s)
{
    double w = s->neck, top = s->chin - 70;
    cairo_new_path(cr);
    cairo_move_to(cr, -w, top);
    cairo_curve_to(cr, -w, s->chin + 16, -w - 4, s->chin + 26, -w - 60, s->chin + 44);
    cairo_line_to(cr, -w - 60, PORTRAIT_HEIGHT + 10);
    cairo_line_to(cr, w + 60, PORTRAIT_HEIGHT + 10);
    cairo_line_to(cr, w + 60, s->chin + 44);
    cairo_curve_to(cr, w + 4, s->chin + 26, w, s->chin + 16, w, top);
    cairo_close_path(cr);
}

/** Below the chin the face throws its shadow. */
void paint_neck(cairo_t *cr, struct sitter *s)
{
    struct colour shade = pen_darker(s->skin, 0.42), line = pen_darker(s->skin, 0.5);
    trace_neck(cr, s);
    pen_colour(cr, pen_darker(s->skin, 0.1), 1);
    cairo_fill(cr);
    cairo_t *soft = pen_soft_begin();
    pen_spot(soft, 0, s->chin - 6, s->neck * 1.9, 46, shade, 1);
    for (int side = -1; side <= 1; side += 2)
        pen_spot(soft, side * s->neck, s->chin + 10, 24, 70, shade, 0.5);
    pen_soft_end(cr, soft, trace_neck, s);
    pen_colour(cr, line, 0.14 + 0.4 * s->old);
    for (int side = -1; side <= 1; side += 2)
        pen_taper(cr, side * s->neck * 0.72, s->chin + 8, side * s->neck * 0.4, s->chin + 42,
                  side * 8, s->chin + 62, 4);
}

static void trace_eye(cairo_t *cr, const struct sitter *s)
{
    double w = s->eye_width / 2, h = s->eye_height, t = s->eye_tilt;
    cairo_new_path(cr);
    cairo_move_to(cr, -w, 3);
    cairo_curve_to(cr, -w * 0.55, -h * 0.72, w * 0.45, -h * 0.80 - t * 0.4, w, -t);
    cairo_curve_to(cr, w * 0.55, h * 0.42, -w * 0.45, h * 0.52, -w, 3);
    cairo_close_path(cr);
}

/** White, iris, pupil and their light, seen between the lids. */
static void paint_eyeball(cairo_t *cr, const struct sitter *s, int side)
{
    double r = 10.4 + 1.4 * s->child, x = -0.5, y = -s->eye_height * 0.13;
    struct colour white = { 0.95, 0.93, 0.91 }, dark = { 0.06, 0.04, 0.04 };
    trace_eye(cr, s);
    pen_colour(cr, white, 1);
    cairo_fill_preserve(cr);
    cairo_save(cr);
    cairo_clip(cr);
    cairo_arc(cr, x, y, r, 0, 6.2832);
    pen_colour(cr, pen_darker(s->iris, 0.45), 1);
    cairo_fill(cr);
    pen_spot(cr, x, y + 3, r * 0.95, r * 0.9, pen_lighter(s->iris, 0.18), 0.9);
    cairo_arc(cr, x, y, r * 0.44, 0, 6.2832);
    pen_colour(cr, dark, 1);
    cairo_fill(cr);
    pen_spot(cr, 0, -s->eye_height * 0.75, s->eye_width * 0.6, s->eye_height * 0.62, dark, 0.55);
    cairo_arc(cr, x - side * 3.2, y - 3.4, 2.1, 0, 6.2832);
    pen_colour(cr, (struct colour){ 1, 1, 1 }, 0.92);
    cairo_fill(cr);
    cairo_restore(cr);
}

static void paint_lids(cairo_t *cr, const struct sitter *s)
{
    double w = s->eye_width / 2, h = s->eye_height, t = s->eye_tilt;
    struct colour line = { 0.13, 0.08, 0.07 }, fold = pen_darker(s->skin, 0.45);
    pen_colour(cr, line, 0.92);
    cairo_move_to(cr, -w - 0.5, 3.5);
    cairo_curve_to(cr, -w * 0.55, -h * 0.76, w * 0.45, -h * 0.84 - t * 0.4, w + 2.5, -t - 0.5);
    cairo_curve_to(cr, w * 0.45, -h * 0.66 - t * 0.4, -w * 0.55, -h * 0.60, -w - 0.5, 3.5);
    cairo_fill(cr);
    if (!s->male && s->age > 15) {
        cairo_set_line_width(cr, 2);
        pen_curve(cr, w * 0.6, -h * 0.46 - t, w * 0.95, -t * 1.2, w + 5.5, -t - 4.5);
    }
    cairo_set_line_width(cr, 1.4);
    pen_colour(cr, fold, s->double_lid ? 0.62 : 0.28);
    pen_curve(cr, -w * 0.92, -h * 0.28, 0, -h * 0.62 - s->lid * 1.7, w * 1.05, -t - s->lid * 0.55);
    pen_colour(cr, fold, 0.42);
    cairo_set_line_width(cr, 1.1);
    pen_curve(cr, -w * 0.8, h * 0.3, 0, h * 0.72, w * 0.96, h * 0.06 - t);
}

/** Short strokes that lie down to the outside. */
static void paint_brow(cairo_t *cr, struct sitter *s)
{
    double y = -s->brow, w = s->eye_width * 0.62, heavy = s->brow_weight;
    struct colour dark = colour_mix(s->hair, (struct colour){ 0.12, 0.09, 0.08 }, 0.45);
    cairo_move_to(cr, -w + 4, y + heavy * 0.75);
    cairo_curve_to(cr, -w + 5, y - heavy * 0.35, w * 0.25, y - heavy * 1.25, w + 7, y + 3);
    cairo_curve_to(cr, w * 0.3, y - heavy * 0.15, -w * 0.3, y + heavy * 0.55, -w + 4,
                   y + heavy * 0.75);
    pen_colour(cr, dark, 0.62);
    cairo_fill(cr);
    cairo_set_line_width(cr, 0.9);
    pen_colour(cr, dark, 0.55);
    for (int i = 0; i < 22; i++) {
        double at = i / 21.0, x = -w + 4 + at * (2 * w - 2);
        double base = y + heavy * (0.6 - 1.2 * at * (1 - at) * 2) + pen_shake(&s->dice);
        pen_line(cr, x, base + 2, x + 3, base - heavy * 0.5, x + 5 + 4 * at,
                 base - heavy * 0.55 + 3 * at);
    }
    cairo_stroke(cr);
}

static void paint_nose(cairo_t *cr, const struct sitter *s)
{
    double y = s->eyes + s->nose, w = s->nose_width;
    struct colour shade = pen_darker(s->skin, 0.42), dark = pen_darker(s->skin, 0.75);
    struct colour light = pen_lighter(s->skin, 0.75);
    for (int side = -1; side <= 1; side += 2) {
        pen_spot(cr, side * w * 0.60, y - 30, 8, 40, shade, side < 0 ? 0.24 : 0.40);
        pen_spot(cr, side * w * 0.80, y - 4, 10, 11, shade, 0.34);
        pen_colour(cr, shade, 0.9);
        pen_taper(cr, side * w * 0.84, y - 15, side * w * 1.16, y + 1, side * w * 0.60, y + 6, 4);
        pen_colour(cr, dark, 0.8);
        pen_taper(cr, side * w * 0.22, y + 5, side * w * 0.46, y - 2.5, side * w * 0.68, y + 4.5,
                  6);
    }
    pen_colour(cr, shade, 0.34);
    pen_taper(cr, w * 0.30, s->eyes - 14, w * 0.36, y - 34, w * 0.56, y - 12, 3.5);
    pen_colour(cr, shade, 0.6);
    pen_taper(cr, -w * 0.3, y + 6, 0, y + 11, w * 0.3, y + 6, 3);
    pen_spot(cr, 0, y + 9, w * 0.9, 7, shade, 0.55);
    pen_spot(cr, -1, y - 7, 9, 8, light, 0.6);
    pen_spot(cr, -2, y - 36, 6, 30, light, 0.45);
}

static void paint_mouth(cairo_t *cr, const struct sitter *s)
{
    double y = s->eyes + s->mouth, w = s->mouth_width, l = s->lips, up = s->smile;
    struct colour line = pen_darker(s->lip, 0.62);
    cairo_move_to(cr, -w, y - up);
    cairo_curve_to(cr, -w * 0.55, y - l * 0.55, -w * 0.25, y - l * 1.02, -w * 0.12, y - l * 0.86);
    cairo_curve_to(cr, -w * 0.05, y - l * 0.70, w * 0.05, y - l * 0.70, w * 0.12, y - l * 0.86);
    cairo_curve_to(cr, w * 0.25, y - l * 1.02, w * 0.55, y - l * 0.55, w, y - up);
    cairo_curve_to(cr, w * 0.5, y + 2, -w * 0.5, y + 2, -w, y - up);
    pen_colour(cr, pen_darker(s->lip, 0.14), 0.92);
    cairo_fill(cr);
    cairo_move_to(cr, -w * 0.94, y - up);
    cairo_curve_to(cr, -w * 0.5, y + 1, w * 0.5, y + 1, w * 0.94, y - up);
    cairo_curve_to(cr, w * 0.55, y + l * 1.42, -w * 0.55, y + l * 1.42, -w * 0.94, y - up);
    pen_colour(cr, pen_lighter(s->lip, 0.08), 0.92);
    cairo_fill(cr);
    pen_spot(cr, -2, y + l * 0.55, w * 0.4, l * 0.38, pen_lighter(s->lip, 0.7), 0.5);
    pen_colour(cr, line, 0.8);
    pen_taper(cr, -w - 1, y - up - 0.5, 0, y + 2.6, w + 1, y - up - 0.5, 2.6);
    for (int side = -1; side <= 1; side += 2)
        pen_spot(cr, side * (w + 1), y - up, 5, 3.5, pen_darker(s->skin, 0.6), 0.4);
    pen_spot(cr, 0, y - l * 0.9 - 9, 6, 9, pen_darker(s->skin, 0.3), 0.3);
}

void paint_features(cairo_t *cr, struct sitter *s)
{
    paint_nose(cr, s);
    paint_mouth(cr, s);
    for (int side = -1; side <= 1; side += 2) {
        cairo_save(cr);
        cairo_translate(cr, side * s->eye_gap, s->eyes);
        cairo_scale(cr, side, 1);
        paint_eyeball(cr, s, side);
        paint_lids(cr, s);
        paint_brow(cr, s);
        cairo_restore(cr);
    }
    if (!s->mole)
        return;
    cairo_arc(cr, -s->mouth_width - 12, s->eyes + s->mouth - 22, 2, 0, 6.2832);
    pen_colour(cr, pen_darker(s->skin, 0.7), 0.8);
    cairo_fill(cr);
}
