#include "city/pen.h"
#include <math.h>

#define PI 3.14159265358979

/** How a style lies: what sticks out beside the head, where it ends, the hairline and its corners.
 */
struct cap {
    double side, low; /* low: rows below the eyes */
    double line;      /* rows the middle of the hairline is lower than by birth */
    double temple, temple_x;
    int strokes;
    void (*stroke)(cairo_t *cr, struct sitter *s, const struct cap *cap, double at);
};

#define SHADES 5

/** Strokes whatever lines were added, in one of the shades hair has. */
static void stroke_shade(cairo_t *cr, const struct sitter *s, int shade)
{
    static const double light[SHADES] = { 0.08, -0.42, 0.17, -0.2, 0.30 };
    struct colour black = { 0, 0, 0 };
    pen_colour(cr,
               light[shade] > 0 ? pen_lighter(s->hair, light[shade])
                                : colour_mix(s->hair, black, -light[shade]),
               0.5);
    cairo_stroke(cr);
}

/** From the parting up, over the head to its side and down. */
static void stroke_parted(cairo_t *cr, struct sitter *s, const struct cap *cap, double at)
{
    double side = at < 0 ? -1 : 1, f = at * side, top = s->hairline + cap->line;
    double x = s->part * (0.9 - 0.5 * f), y = top + 4 + (s->crown - top) * f;
    double out = side * (s->half_width + cap->side), shake = pen_shake(&s->dice);
    double end = s->eyes + cap->low - 96 * f + 6 * shake;
    cairo_move_to(cr, x + shake, y);
    cairo_curve_to(cr, x + side * 20, y - 26 * (1 - f), x + (out - x) * 0.75, y - 16 + 20 * f,
                   out - side * (6 - 5 * f), end);
}

/** Short, standing up from the head. */
static void stroke_short(cairo_t *cr, struct sitter *s, const struct cap *cap, double at)
{
    double turn = pen_shake(&s->dice), x = at * (s->half_width + cap->side);
    double y = s->crown + (s->hairline + 46 - s->crown) * (0.5 + 0.5 * turn) + 120 * at * at;
    pen_line(cr, x, y, x + 2 * at, y - 6, x + 6 * at + 2 * pen_shake(&s->dice), y - 12);
}

/** From the crown forward, into a fringe. */
static void stroke_forward(cairo_t *cr, struct sitter *s, const struct cap *cap, double at)
{
    double x = at * s->half_width, end = s->hairline + cap->line + 5 + 4 * pen_shake(&s->dice);
    end += 60 * at * at * at * at;
    pen_line(cr, s->part * 0.25 + x * 0.25, s->crown + 4, x * 0.95, s->crown + 26, x + 5, end);
}

/** From the hairline up and back. */
static void stroke_back(cairo_t *cr, struct sitter *s, const struct cap *cap, double at)
{
    double x = at * s->half_width, y = s->hairline + cap->line + 4 + 64 * at * at;
    pen_line(cr, x * 0.9, y, x * 1.08 + 4, (y + s->crown) / 2, x * 0.84 + 8,
             s->crown + 60 * at * at);
}

/* clang-format off */
static const struct cap caps[] = {
    /*                  side low line temple x      strokes */
    [HAIR_PARTED]    = {  3, -6,   4,  34, 0.80, 130, stroke_parted },
    [HAIR_CREW]      = {  1, -8,   0,  30, 0.82, 360, stroke_short },
    [HAIR_FORWARD]   = {  2, -8,  30,  50, 0.86, 120, stroke_forward },
    [HAIR_BACK]      = {  2, -6,  -2,  36, 0.78, 120, stroke_back },
    [HAIR_RECEDING]  = {  1,  0, -20,  22, 0.80, 110, stroke_back },
    [HAIR_CROWNLESS] = {  3,  6,   0,   0, 0,     0, NULL },
    [HAIR_BOB]       = { 12, 90,   6,  46, 0.86, 140, stroke_parted },
    [HAIR_FRINGE]    = { 11, 90,  58,  70, 0.90, 140, stroke_forward },
    [HAIR_LONG]      = {  9, 96,   4,  48, 0.84, 140, stroke_parted },
    [HAIR_WAVES]     = { 13, 96,   4,  48, 0.84, 140, stroke_parted },
    [HAIR_TIED]      = {  1, -12,  0,  36, 0.82, 130, stroke_back },
    [HAIR_CURLS]     = { 13, 34,   8,  40, 0.82,  0, NULL },
    [HAIR_PIGTAILS]  = {  4,  0,  46,  60, 0.88, 120, stroke_forward },
};
/* clang-format on */

/** From temple to temple in locks of unequal length that lean to the side away from the parting. */
static void trace_fringe(cairo_t *cr, const struct sitter *s, double x, double line, double temple)
{
    static const double ends[] = { 2, 6, 0, 7, 3, 8, 1, 6, 2, 5 };
    double lean = s->part > 0 ? -0.07 : 0.07, step = 2 * x / COUNT(ends);
    for (size_t i = 0; i < COUNT(ends); i++) {
        double to = x - step * (double)(i + 1), mid = to + step / 2, share = to / x;
        double y = line + (temple - line) * share * share * share * share + lean * to;
        cairo_curve_to(cr, mid + 2, y + ends[i], to + 3, y + ends[i] + 2, to, y - 1);
    }
    cairo_line_to(cr, -x, temple);
}

/** The part of the head the hair covers; the hairline goes through the parting. */
static void trace_cap(cairo_t *cr, const struct sitter *s)
{
    const struct cap *cap = &caps[s->hair_style];
    double h = s->half_width, out = h + cap->side, low = s->eyes + cap->low;
    double line = s->hairline + cap->line, temple = s->hairline + cap->temple;
    double x = h * cap->temple_x, in = h - 4, part = s->part * 0.8, tip = low - 16;
    cairo_new_path(cr);
    cairo_move_to(cr, -out, tip);
    cairo_curve_to(cr, -out - 9, s->eyes - 112, -h * 0.80, s->crown, 0, s->crown);
    cairo_curve_to(cr, h * 0.80, s->crown, out + 9, s->eyes - 112, out, tip);
    cairo_line_to(cr, in, low);
    cairo_curve_to(cr, in - 3, s->eyes - 34, x + 8, temple + 16, x, temple);
    if (cap->line > 20) {
        trace_fringe(cr, s, x, line, temple);
    } else {
        cairo_curve_to(cr, x - 12, line + 10, part + 42, line, part, line);
        cairo_curve_to(cr, part - 42, line, -x + 12, line + 10, -x, temple);
    }
    cairo_curve_to(cr, -x - 8, temple + 16, -in + 3, s->eyes - 34, -in, low);
    cairo_close_path(cr);
}

static void fill_hair(cairo_t *cr, const struct sitter *s)
{
    struct colour light = pen_lighter(s->hair, 0.13);
    cairo_pattern_t *fall = cairo_pattern_create_linear(-40, s->crown, 30, s->eyes + 60);
    cairo_pattern_add_color_stop_rgb(fall, 0, s->hair.r, s->hair.g, s->hair.b);
    cairo_pattern_add_color_stop_rgb(fall, 0.24, light.r, light.g, light.b);
    cairo_pattern_add_color_stop_rgb(fall, 0.55, s->hair.r, s->hair.g, s->hair.b);
    cairo_pattern_add_color_stop_rgb(fall, 1, s->hair.r * 0.8, s->hair.g * 0.8, s->hair.b * 0.8);
    cairo_set_source(cr, fall);
    cairo_fill(cr);
    cairo_pattern_destroy(fall);
}

/** One row of curls over an arch from ear to ear: every other one, filled and then drawn. */
static void paint_curl_row(cairo_t *cr, struct sitter *s, int row, int from)
{
    double cy = s->eyes - 44, h = s->half_width + 8 - 5 * row, rise = cy - s->crown - 13 - 12 * row;
    for (int line = 0; line < 2; line++) {
        for (int i = from; i <= 26; i += 2) {
            double turn = -0.42 + (PI + 0.84) * (i + 0.5 * (row % 2)) / 26.5,
                   size = 11.5 + (i * 7 + row * 5) % 6;
            double x = cos(turn) * h, y = cy - sin(turn) * rise;
            cairo_new_sub_path(cr);
            if (line)
                cairo_arc(cr, x, y, size * 0.6, turn + 1, turn + 4.4);
            else
                cairo_arc(cr, x, y, size, 0, 2 * PI);
        }
        pen_colour(cr, line ? pen_darker(s->hair, 0.6) : pen_lighter(s->hair, 0.1 + 0.16 * from),
                   line ? 0.6 : 1);
        if (line)
            cairo_stroke(cr);
        else
            cairo_fill(cr);
    }
}

static void paint_curls(cairo_t *cr, struct sitter *s)
{
    cairo_set_line_width(cr, 1.5);
    for (int row = 4; row >= 0; row--)
        for (int from = 0; from < 2; from++)
            paint_curl_row(cr, s, row, from);
}

/** What is left above the ears. */
static void paint_sides(cairo_t *cr, struct sitter *s)
{
    for (int side = -1; side <= 1; side += 2) {
        double x = side * s->half_width, y = s->eyes;
        cairo_move_to(cr, x + side * 3, y + 8);
        cairo_curve_to(cr, x + side * 12, y - 40, x + side * 2, y - 92, x - side * 20, y - 112);
        cairo_curve_to(cr, x - side * 12, y - 80, x - side * 6, y - 40, x - side * 7, y + 4);
        cairo_close_path(cr);
        pen_colour(cr, s->hair, 0.82);
        cairo_fill(cr);
        cairo_set_line_width(cr, 1);
        for (int i = 0; i < 40; i++) {
            double at = i / 39.0, shake = 4 * pen_shake(&s->dice);
            pen_line(cr, x - side * (18 * at + 2) + shake, y - 108 * at, x + side * 4 + shake,
                     y - 60 * at, x + side * (5 - 4 * at), y + 4 - 70 * at);
            if (i % 8 == 7)
                stroke_shade(cr, s, i / 8);
        }
    }
}

/** Hair that falls in front of the ears. */
static void paint_locks(cairo_t *cr, struct sitter *s, double low, double wave)
{
    for (int side = -1; side <= 1; side += 2) {
        double in = side * (s->half_width - 9), out = side * (s->half_width + 15);
        double top = s->eyes - 56, mid = (top + low) / 2;
        cairo_move_to(cr, side * s->half_width * 0.84, s->hairline + 40);
        cairo_curve_to(cr, in, top, in + side * wave, mid - 10, in - side * wave, low);
        cairo_line_to(cr, out + side * wave, low);
        cairo_curve_to(cr, out - side * wave, mid + 30, out + side * (wave + 4), s->eyes - 70,
                       side * s->half_width * 0.86, s->eyes - 128);
        cairo_close_path(cr);
        fill_hair(cr, s);
        cairo_set_line_width(cr, 1.1);
        for (int shade = 0; shade < SHADES; shade++) {
            for (int i = shade; i < 30; i += SHADES) {
                double at = i / 29.0, x = in + (out - in) * at;
                cairo_move_to(cr, in + side * 6 * at, top - 24 + 5 * pen_shake(&s->dice));
                cairo_curve_to(cr, x + side * wave, mid - 40, x - side * wave, mid + 30,
                               x + 2 * pen_shake(&s->dice), low);
            }
            stroke_shade(cr, s, shade);
        }
    }
}

void paint_hair(cairo_t *cr, struct sitter *s)
{
    const struct cap *cap = &caps[s->hair_style];
    if (s->hair_style == HAIR_RECEDING)
        s->hair = colour_mix(s->hair, s->skin, 0.3);
    if (s->hair_style == HAIR_CROWNLESS) {
        paint_sides(cr, s);
        return;
    }
    trace_cap(cr, s);
    fill_hair(cr, s);
    pen_begin(cr, s->crown - 2, s->eyes + cap->low + 1);
    cairo_set_line_width(cr, 1.25);
    for (int shade = 0; shade < SHADES; shade++) {
        for (int i = shade; i < cap->strokes; i += SHADES)
            cap->stroke(cr, s, cap, 2.0 * i / (cap->strokes - 1) - 1);
        stroke_shade(cr, s, shade);
    }
    pen_keep_within(cr, trace_cap, s);
    if (s->hair_style == HAIR_CURLS)
        paint_curls(cr, s);
    if (s->hair_style == HAIR_LONG)
        paint_locks(cr, s, PORTRAIT_HEIGHT + 6, 3);
    if (s->hair_style == HAIR_WAVES)
        paint_locks(cr, s, PORTRAIT_HEIGHT + 6, 10);
    if (s->hair_style == HAIR_BOB || s->hair_style == HAIR_FRINGE)
        paint_locks(cr, s, s->chin - 22, 4);
}

static void trace_fall(cairo_t *cr, const struct sitter *s, double out, double low, double wave)
{
    double h = s->half_width;
    cairo_new_path(cr);
    cairo_move_to(cr, 0, s->crown + 4);
    cairo_curve_to(cr, h * 0.8, s->crown + 4, h + out - 2, s->eyes - 100, h + out - 3,
                   s->eyes + 30);
    cairo_curve_to(cr, h + out - wave, s->eyes + 80, h + out + wave, low - 50, h + out - 6, low);
    cairo_line_to(cr, -h - out + 6, low);
    cairo_curve_to(cr, -h - out - wave, low - 50, -h - out + wave, s->eyes + 80, -h - out + 3,
                   s->eyes + 30);
    cairo_curve_to(cr, -h - out + 2, s->eyes - 100, -h * 0.8, s->crown + 4, 0, s->crown + 4);
    cairo_close_path(cr);
}

static void paint_tail(cairo_t *cr, struct sitter *s, int side)
{
    double x = side * (s->half_width + 12), y = s->eyes - 6;
    cairo_move_to(cr, x - side * 12, y - 30);
    cairo_curve_to(cr, x + side * 34, y - 30, x + side * 40, y + 80, x + side * 14, y + 150);
    cairo_curve_to(cr, x - side * 6, y + 100, x - side * 8, y + 40, x - side * 12, y - 30);
    fill_hair(cr, s);
    cairo_set_line_width(cr, 1.2);
    for (int i = 0; i < 30; i++) {
        double at = i / 29.0;
        pen_line(cr, x - side * 8, y - 22, x + side * (34 * at), y + 20, x + side * (2 + 16 * at),
                 y + 120 + 20 * at);
        if (i % 6 == 5)
            stroke_shade(cr, s, i / 6);
    }
    pen_spot(cr, x - side * 2, y - 22, 12, 12, (struct colour){ 0.8, 0.2, 0.3 }, 1);
}

void paint_hair_behind(cairo_t *cr, struct sitter *s)
{
    static const struct {
        enum hair_style style;
        double out, low, wave;
    } falls[] = { { HAIR_LONG, 20, 460, 4 },
                  { HAIR_WAVES, 27, 460, 14 },
                  { HAIR_BOB, 18, 0, 3 },
                  { HAIR_FRINGE, 17, 0, 3 },
                  { HAIR_CURLS, 8, 0, 2 } };
    for (size_t i = 0; i < COUNT(falls); i++)
        if (falls[i].style == s->hair_style) {
            double low = falls[i].low > 0              ? falls[i].low
                         : s->hair_style == HAIR_CURLS ? s->eyes + 60
                                                       : s->chin - 30;
            trace_fall(cr, s, falls[i].out, low, falls[i].wave);
            pen_colour(cr, colour_mix(s->hair, (struct colour){ 0, 0, 0 }, 0.22), 1);
            cairo_fill(cr);
        }
    for (int side = -1; side <= 1 && s->hair_style == HAIR_PIGTAILS; side += 2)
        paint_tail(cr, s, side);
}

static void line_moustache(cairo_t *cr, struct sitter *s)
{
    double w = s->mouth_width, top = s->eyes + s->mouth - s->lips - 13;
    cairo_set_line_width(cr, 1.2);
    for (int i = 0; i < 90; i++) {
        double x = w * 1.04 * pen_shake(&s->dice), side = x < 0 ? -1 : 1, y = top + 0.006 * x * x;
        pen_line(cr, x * 0.85, y, x + side * 2, y + 5, x + side * 5, y + 10);
        if (i % 18 == 17)
            stroke_shade(cr, s, i / 18);
    }
}

static void line_beard(cairo_t *cr, struct sitter *s)
{
    double mouth = s->eyes + s->mouth, w = s->mouth_width;
    for (int i = 0; i < 400; i++) {
        double x = s->jaw * 0.96 * pen_shake(&s->dice), side = x < 0 ? -1 : 1;
        double share = x * x / (s->jaw * s->jaw), shake = pen_shake(&s->dice);
        double y = s->chin - 8 - 60 * share + (24 + 16 * share) * shake;
        if (y > mouth + s->lips + 10 || x * side > w + 6)
            pen_line(cr, x, y - 12, x + side * 2, y - 4, x * 0.96, y + 6);
        if (i % 80 == 79)
            stroke_shade(cr, s, i / 80);
    }
}

/** Grown on lip, chin and cheeks: soft shade, then hairs that follow the jaw. */
void paint_beard(cairo_t *cr, struct sitter *s)
{
    double mouth = s->eyes + s->mouth, w = s->mouth_width;
    struct colour tint = colour_mix(s->hair, s->skin, 0.35);
    if (s->beard == BEARD_NONE)
        return;
    pen_begin(cr, s->eyes, s->chin + 2);
    double strong = s->beard == BEARD_SHADOW ? 0.22 : 0.3;
    pen_spot(cr, 0, mouth - s->lips - 9, w * 1.15, 12, tint, strong * 1.1);
    if (s->beard != BEARD_MOUSTACHE)
        for (int side = -1; side <= 1; side += 2) {
            pen_spot(cr, side * s->jaw * 0.62, mouth + 22, 48, 60, tint, strong);
            pen_spot(cr, side * 24, s->chin - 12, 44, 30, tint, strong);
        }
    if (s->beard == BEARD_MOUSTACHE || s->beard == BEARD_FULL)
        line_moustache(cr, s);
    if (s->beard == BEARD_FULL)
        line_beard(cr, s);
    pen_keep_within(cr, trace_face, s);
}
