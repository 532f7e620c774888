#include "city/pen.h"
#include "city/strands.h"
#include <math.h>

#define PI       3.14159265358979
#define SHADES   5
#define STRENGTH 0.75 /* of strands */

/** How a style lies: what sticks out beside the head, where it ends, the hairline and its corners.
 */
struct cap {
    double side, low; /* low: rows below the eyes */
    double line;      /* rows the middle of the hairline is lower than by birth */
    double temple, temple_x;
    int strokes;
    void (*stroke)(struct strands *strands, struct sitter *s, const struct cap *cap, int i,
                   double at);
};

/** From the parting up, over the head to its side and down. */
static void stroke_parted(struct strands *strands, struct sitter *s, const struct cap *cap, int i,
                          double at)
{
    double side = at < 0 ? -1 : 1, f = at * side, top = s->hairline + cap->line;
    double root = s->part * (0.9 - 0.5 * f), y = top + 4 + (s->crown - top) * f;
    double out = side * (s->half_width + cap->side), shake = pen_shake(&s->dice);
    const double xs[] = { root + shake, root + side * 20, root + (out - root) * 0.75,
                          out - side * (6 - 5 * f) };
    const double ys[] = { y, y - 26 * (1 - f), y - 16 + 20 * f,
                          s->eyes + cap->low - 96 * f + 6 * shake };
    strands_curve(strands, i % SHADES, xs, ys);
}

/** Short, standing up from the head. */
static void stroke_short(struct strands *strands, struct sitter *s, const struct cap *cap, int i,
                         double at)
{
    double turn = pen_shake(&s->dice), x = at * (s->half_width + cap->side);
    double y = s->crown + (s->hairline + 46 - s->crown) * (0.5 + 0.5 * turn) + 120 * at * at;
    strands_line(strands, i % SHADES, x, y, x + 2 * at, y - 6, x + 6 * at + 2 * pen_shake(&s->dice),
                 y - 12);
}

/** From the crown forward, into a fringe. */
static void stroke_forward(struct strands *strands, struct sitter *s, const struct cap *cap, int i,
                           double at)
{
    double x = at * s->half_width, end = s->hairline + cap->line + 9 + 5 * pen_shake(&s->dice);
    end += 60 * at * at * at * at;
    strands_line(strands, i % SHADES, s->part * 0.25 + x * 0.25, s->crown + 4, x * 0.95,
                 s->crown + 26, x + 5, end);
}

/** From the hairline up and back. */
static void stroke_back(struct strands *strands, struct sitter *s, const struct cap *cap, int i,
                        double at)
{
    double x = at * s->half_width + pen_shake(&s->dice);
    double y = s->hairline + cap->line + 4 + 64 * at * at;
    strands_line(strands, i % SHADES, x * 0.9, y, x * 1.08 + 4, (y + s->crown) / 2, x * 0.84 + 8,
                 s->crown + 60 * at * at);
}

/* clang-format off */
static const struct cap caps[] = {
    /*                  side low line temple x    strokes */
    [HAIR_PARTED]    = {  3,  -6,   4, 34, 0.80, 170, stroke_parted },
    [HAIR_CREW]      = {  1,  -8,   0, 30, 0.82, 700, stroke_short },
    [HAIR_FORWARD]   = {  2,  -8,  30, 50, 0.86, 170, stroke_forward },
    [HAIR_BACK]      = {  2,  -6,  -2, 36, 0.78, 170, stroke_back },
    [HAIR_RECEDING]  = {  1,   0, -20, 22, 0.80, 130, stroke_back },
    [HAIR_CROWNLESS] = {  3,   6,   0,  0, 0,      0, NULL },
    [HAIR_BOB]       = { 12,  90,   6, 46, 0.86, 190, stroke_parted },
    [HAIR_FRINGE]    = { 11,  90,  58, 70, 0.90, 190, stroke_forward },
    [HAIR_LONG]      = {  9,  96,   4, 48, 0.84, 190, stroke_parted },
    [HAIR_WAVES]     = { 13,  96,   4, 48, 0.84, 190, stroke_parted },
    [HAIR_TIED]      = {  1, -12,   0, 36, 0.82, 180, stroke_back },
    [HAIR_CURLS]     = { 10,  34,   8, 40, 0.82,   0, NULL },
    [HAIR_PIGTAILS]  = {  4,   0,  46, 60, 0.88, 170, stroke_forward },
};

/** Hair that hangs: where it ends (rows below the chin), how far out it stands behind, how it waves. */
static const struct fall {
    double low, out, wave;
} falls[] = {
    [HAIR_BOB]      = { -22, 18, 4 },  [HAIR_FRINGE]    = { -18, 17, 4 }, [HAIR_LONG] = { 120, 20, 3 },
    [HAIR_WAVES]    = { 120, 27, 11 }, [HAIR_PIGTAILS]  = { 0, 0, 0 },
};
/* clang-format on */

static bool hangs(const struct sitter *s)
{
    return falls[s->hair_style].out > 0;
}

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

/** Fills the path with the hair's colour and the light that lies on it. */
static void fill_hair(cairo_t *cr, const struct sitter *s)
{
    struct colour light = pen_lighter(s->hair, 0.13);
    cairo_pattern_t *fall = cairo_pattern_create_linear(0, s->crown, 0, s->eyes + 60);
    cairo_pattern_add_color_stop_rgb(fall, 0, s->hair.r, s->hair.g, s->hair.b);
    cairo_pattern_add_color_stop_rgb(fall, 0.24, light.r, light.g, light.b);
    cairo_pattern_add_color_stop_rgb(fall, 0.55, s->hair.r, s->hair.g, s->hair.b);
    cairo_pattern_add_color_stop_rgb(fall, 1, s->hair.r * 0.8, s->hair.g * 0.8, s->hair.b * 0.8);
    cairo_set_source(cr, fall);
    cairo_fill(cr);
    cairo_pattern_destroy(fall);
}

static void paint_cap(cairo_t *cr, struct sitter *s)
{
    const struct cap *cap = &caps[s->hair_style];
    trace_cap(cr, s);
    fill_hair(cr, s);
    struct strands strands = strands_begin(cr, trace_cap, s, s->hair, STRENGTH);
    for (int i = 0; i < cap->strokes; i++)
        cap->stroke(&strands, s, cap, i, 2.0 * i / (cap->strokes - 1) - 1);
    strands_end(&strands);
}

/** One row of curls over an arch from ear to ear: every other one, filled or its turn drawn. */
static void paint_curl_row(cairo_t *cr, const struct sitter *s, int row, int from, bool turns)
{
    double cy = s->eyes - 44, h = s->half_width + 8 - 5 * row;
    double rise = cy - s->crown - 13 - 12 * row;
    for (int i = from; i <= 26; i += 2) {
        double turn = -0.42 + (PI + 0.84) * (i + 0.5 * (row % 2)) / 26.5;
        double x = cos(turn) * h, y = cy - sin(turn) * rise, size = 11.5 + (i * 7 + row * 5) % 6;
        cairo_new_sub_path(cr);
        if (turns)
            cairo_arc(cr, x, y, size * 0.6, turn + 1, turn + 4.4);
        else
            cairo_arc(cr, x, y, size, 0, 2 * PI);
    }
    pen_colour(cr, turns ? pen_darker(s->hair, 0.6) : pen_lighter(s->hair, 0.1 + 0.16 * from),
               turns ? 0.6 : 1);
    if (turns)
        cairo_stroke(cr);
    else
        cairo_fill(cr);
}

static void paint_curls(cairo_t *cr, const struct sitter *s)
{
    cairo_set_line_width(cr, 1.5);
    for (int row = 4; row >= 0; row--)
        for (int from = 0; from < 2; from++) {
            paint_curl_row(cr, s, row, from, false);
            paint_curl_row(cr, s, row, from, true);
        }
}

static void trace_sides(cairo_t *cr, const struct sitter *s)
{
    double y = s->eyes;
    cairo_new_path(cr);
    for (int side = -1; side <= 1; side += 2) {
        double x = side * s->half_width;
        cairo_move_to(cr, x + side * 3, y + 8);
        cairo_curve_to(cr, x + side * 12, y - 40, x + side * 4, y - 92, x - side * 14, y - 116);
        cairo_curve_to(cr, x - side * 12, y - 80, x - side * 7, y - 40, x - side * 8, y + 4);
        cairo_close_path(cr);
    }
}

/** What is left above the ears. */
static void paint_sides(cairo_t *cr, struct sitter *s)
{
    trace_sides(cr, s);
    pen_colour(cr, s->hair, 0.82);
    cairo_fill(cr);
    struct strands strands = strands_begin(cr, trace_sides, s, s->hair, STRENGTH);
    for (int i = 0; i < 120; i++) {
        double side = i % 2 ? 1 : -1, at = i / 120.0, x = side * s->half_width, y = s->eyes;
        double shake = 5 * pen_shake(&s->dice);
        strands_line(&strands, i % SHADES, x - side * (18 * at + 2) + shake, y - 108 * at,
                     x + side * 4 + shake, y - 60 * at, x + side * (5 - 4 * at), y + 4 - 70 * at);
    }
    strands_end(&strands);
}

/** Hair that falls in front of the ears. */
static void trace_locks(cairo_t *cr, const struct sitter *s)
{
    const struct fall *fall = &falls[s->hair_style];
    double h = s->half_width, top = s->eyes - 56, low = s->chin + fall->low, w = fall->wave;
    double mid = (top + low) / 2;
    cairo_new_path(cr);
    for (int side = -1; side <= 1; side += 2) {
        double in = side * (h - 9), out = side * (h + 15);
        cairo_move_to(cr, side * h * 0.84, s->hairline + 40);
        cairo_curve_to(cr, in, top, in + side * w, mid - 10, in - side * w, low);
        cairo_curve_to(cr, in, low + 6, out, low + 6, out + side * w, low - 4);
        cairo_curve_to(cr, out - side * w, mid + 30, out + side * (w + 4), s->eyes - 70,
                       side * h * 0.86, s->eyes - 128);
        cairo_close_path(cr);
    }
}

static void paint_locks(cairo_t *cr, struct sitter *s)
{
    const struct fall *fall = &falls[s->hair_style];
    double low = s->chin + fall->low + 4, w = fall->wave, top = s->eyes - 56;
    trace_locks(cr, s);
    fill_hair(cr, s);
    struct strands strands = strands_begin(cr, trace_locks, s, s->hair, STRENGTH);
    for (int i = 0; i < 72; i++) {
        double side = i % 2 ? 1 : -1, at = i / 71.0, in = side * (s->half_width - 9);
        double x = in + side * 24 * at;
        const double xs[] = { in + side * 6 * at, x + side * w, x - side * w,
                              x + 2 * pen_shake(&s->dice) };
        const double ys[] = { top - 30 + 8 * pen_shake(&s->dice), top + (low - top) * 0.4,
                              top + (low - top) * 0.65, low };
        strands_curve(&strands, i / 2 % SHADES, xs, ys);
    }
    strands_end(&strands);
}

/** Tied behind the neck, then over one shoulder to the front. */
static void trace_over_shoulder(cairo_t *cr, const struct sitter *s)
{
    double side = s->part > 0 ? 1 : -1, n = s->neck, y = s->chin;
    cairo_new_path(cr);
    cairo_move_to(cr, side * (n - 2), y - 14);
    cairo_curve_to(cr, side * (n + 40), y + 4, side * (n + 46), y + 36, side * (n + 36), 450);
    cairo_line_to(cr, side * (n - 2), 450);
    cairo_curve_to(cr, side * (n + 6), y + 46, side * (n + 4), y + 20, side * (n - 2), y - 14);
    cairo_close_path(cr);
}

static void paint_over_shoulder(cairo_t *cr, struct sitter *s)
{
    double side = s->part > 0 ? 1 : -1, n = s->neck, y = s->chin;
    trace_over_shoulder(cr, s);
    fill_hair(cr, s);
    struct strands strands = strands_begin(cr, trace_over_shoulder, s, s->hair, STRENGTH);
    for (int i = 0; i < 40; i++) {
        double x = side * (n + i);
        strands_line(&strands, i % SHADES, side * (n - 2), y - 12, x + side * 6, y + 24, x, 446);
    }
    strands_end(&strands);
}

void paint_hair(cairo_t *cr, struct sitter *s)
{
    if (s->hair_style == HAIR_CROWNLESS) {
        paint_sides(cr, s);
        return;
    }
    if (s->hair_style == HAIR_RECEDING)
        s->hair = colour_mix(s->hair, s->skin, 0.3);
    paint_cap(cr, s);
    if (s->hair_style == HAIR_CURLS)
        paint_curls(cr, s);
    if (s->hair_style == HAIR_TIED && s->age > 10)
        paint_over_shoulder(cr, s);
    if (hangs(s))
        paint_locks(cr, s);
}

static void trace_behind(cairo_t *cr, const struct sitter *s)
{
    const struct fall *fall = &falls[s->hair_style];
    double h = s->half_width, out = h + fall->out, low = s->chin + fall->low - 2, w = fall->wave;
    cairo_new_path(cr);
    cairo_move_to(cr, 0, s->crown + 4);
    cairo_curve_to(cr, h * 0.8, s->crown + 4, out - 2, s->eyes - 100, out - 3, s->eyes + 30);
    cairo_curve_to(cr, out - w, s->eyes + 80, out + w, low - 50, out - 6, low);
    cairo_curve_to(cr, h * 0.6, low + 8, -h * 0.6, low + 8, -out + 6, low);
    cairo_curve_to(cr, -out - w, low - 50, -out + w, s->eyes + 80, -out + 3, s->eyes + 30);
    cairo_curve_to(cr, -out + 2, s->eyes - 100, -h * 0.8, s->crown + 4, 0, s->crown + 4);
    cairo_close_path(cr);
}

static void trace_tails(cairo_t *cr, const struct sitter *s)
{
    double y = s->eyes - 6;
    cairo_new_path(cr);
    for (int side = -1; side <= 1; side += 2) {
        double x = side * (s->half_width + 12);
        cairo_move_to(cr, x - side * 12, y - 30);
        cairo_curve_to(cr, x + side * 34, y - 30, x + side * 40, y + 80, x + side * 14, y + 150);
        cairo_curve_to(cr, x - side * 6, y + 100, x - side * 8, y + 40, x - side * 12, y - 30);
        cairo_close_path(cr);
    }
}

static void paint_tails(cairo_t *cr, struct sitter *s)
{
    struct colour ribbon = { 0.8, 0.2, 0.3 };
    double y = s->eyes - 6;
    trace_tails(cr, s);
    fill_hair(cr, s);
    struct strands strands = strands_begin(cr, trace_tails, s, s->hair, STRENGTH);
    for (int i = 0; i < 70; i++) {
        double side = i % 2 ? 1 : -1, at = i / 69.0, x = side * (s->half_width + 12);
        strands_line(&strands, i / 2 % SHADES, x - side * 8, y - 22, x + side * 34 * at, y + 20,
                     x + side * (2 + 16 * at), y + 130 + 20 * at);
    }
    strands_end(&strands);
    for (int side = -1; side <= 1; side += 2)
        pen_spot(cr, side * (s->half_width + 10), y - 22, 12, 12, ribbon, 1);
}

void paint_hair_behind(cairo_t *cr, struct sitter *s)
{
    if (s->hair_style == HAIR_PIGTAILS)
        paint_tails(cr, s);
    if (!hangs(s))
        return;
    trace_behind(cr, s);
    pen_colour(cr, colour_mix(s->hair, (struct colour){ 0, 0, 0 }, 0.22), 1);
    cairo_fill(cr);
}

static void line_moustache(struct strands *strands, struct sitter *s)
{
    double w = s->mouth_width, top = s->eyes + s->mouth - s->lips - 13;
    for (int i = 0; i < 220; i++) {
        double x = w * 1.04 * pen_shake(&s->dice), side = x < 0 ? -1 : 1;
        double y = top + 0.006 * x * x + pen_shake(&s->dice);
        strands_line(strands, i % SHADES, x * 0.85, y, x + side * 2, y + 5, x + side * 5, y + 10);
    }
}

static void line_beard(struct strands *strands, struct sitter *s)
{
    double mouth = s->eyes + s->mouth, w = s->mouth_width;
    for (int i = 0; i < 900; i++) {
        double x = s->jaw * 0.98 * pen_shake(&s->dice), side = x < 0 ? -1 : 1;
        double share = x * x / (s->jaw * s->jaw), shake = pen_shake(&s->dice);
        double y = s->chin - 8 - 60 * share + (24 + 16 * share) * shake;
        if (y > mouth + s->lips + 10 || x * side > w + 6)
            strands_line(strands, i % SHADES, x, y - 12, x + side * 2, y - 4, x * 0.96, y + 6);
    }
}

/** The shade that even a shaven beard leaves. */
static void shade_beard(cairo_t *soft, const struct sitter *s)
{
    double mouth = s->eyes + s->mouth, strong = s->beard == BEARD_SHADOW ? 0.22 : 0.3;
    struct colour tint = colour_mix(s->hair, s->skin, 0.35);
    pen_spot(soft, 0, mouth - s->lips - 9, s->mouth_width * 1.15, 12, tint, strong * 1.1);
    for (int side = -1; side <= 1 && s->beard != BEARD_MOUSTACHE; side += 2) {
        pen_spot(soft, side * s->jaw * 0.62, mouth + 22, 48, 60, tint, strong);
        pen_spot(soft, side * 24, s->chin - 12, 44, 30, tint, strong);
    }
}

/** Grown on lip, chin and cheeks: soft shade, then hairs that follow the jaw. */
void paint_beard(cairo_t *cr, struct sitter *s)
{
    if (s->beard == BEARD_NONE)
        return;
    cairo_t *soft = pen_soft_begin();
    shade_beard(soft, s);
    pen_soft_end(cr, soft, trace_face, s);
    if (s->beard == BEARD_SHADOW)
        return;
    struct strands strands = strands_begin(cr, trace_face, s, s->hair, STRENGTH);
    line_moustache(&strands, s);
    if (s->beard == BEARD_FULL)
        line_beard(&strands, s);
    strands_end(&strands);
}
