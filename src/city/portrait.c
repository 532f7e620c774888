#include "city/city.h"
#include "city/pen.h"
#include <jpeglib.h>

#define QUALITY 70  /* [GA 461] */
#define DENSITY 350 /* dots an inch [GA 461] */

static void paint(cairo_t *cr, struct sitter *s)
{
    pen_colour(cr, (struct colour){ 1, 1, 1 }, 1);
    cairo_paint(cr);
    cairo_translate(cr, PORTRAIT_WIDTH / 2.0, 0);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_FAST);
    cairo_set_tolerance(cr, 0.5);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_BEVEL);
    paint_hair_behind(cr, s);
    paint_neck(cr, s);
    paint_clothes(cr, s);
    paint_face(cr, s);
    paint_features(cr, s);
    paint_beard(cr, s);
    paint_hair(cr, s);
    paint_glasses(cr, s);
}

/** One row of the picture as RGB; what is not ground gets a little of the grain of paper. */
static void grainy_row(const unsigned char *from, struct dice *dice, unsigned char *to)
{
    for (int x = 0; x < PORTRAIT_WIDTH; x++, from += 4, to += 3) {
        uint32_t pixel;
        memcpy(&pixel, from, sizeof pixel);
        int grain = (pixel & 0xffffff) == 0xffffff ? 0 : (int)(dice_throw(dice) >> 60) - 8;
        for (int c = 0; c < 3; c++) {
            int value = (int)(pixel >> (16 - 8 * c) & 255) + grain;
            to[c] = (unsigned char)(value < 0 ? 0 : value > 255 ? 255 : value);
        }
    }
}

static void write_jpeg(cairo_surface_t *surface, struct dice *dice, struct buf *jpeg)
{
    struct jpeg_compress_struct job;
    struct jpeg_error_mgr errors;
    unsigned char row[PORTRAIT_WIDTH * 3], *bytes = NULL, *rows[1] = { row };
    unsigned long len = 0;
    job.err = jpeg_std_error(&errors);
    jpeg_create_compress(&job);
    jpeg_mem_dest(&job, &bytes, &len);
    job.image_width = PORTRAIT_WIDTH;
    job.image_height = PORTRAIT_HEIGHT;
    job.input_components = 3;
    job.in_color_space = JCS_RGB;
    jpeg_set_defaults(&job);
    jpeg_set_quality(&job, QUALITY, TRUE);
    job.density_unit = 1; /* dots an inch */
    job.X_density = job.Y_density = DENSITY;
    jpeg_start_compress(&job, TRUE);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < PORTRAIT_HEIGHT; y++) {
        grainy_row(data + (ptrdiff_t)y * stride, dice, row);
        jpeg_write_scanlines(&job, rows, 1);
    }
    jpeg_finish_compress(&job);
    buf_clear(jpeg);
    buf_add(jpeg, str_from(bytes, len));
    jpeg_destroy_compress(&job);
    free(bytes);
}

void city_portrait(uint64_t seed, int64_t person, bool male, int age, struct buf *jpeg)
{
    struct sitter sitter = sitter_of(seed, person, male, age);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, PORTRAIT_WIDTH, PORTRAIT_HEIGHT);
    cairo_t *cr = cairo_create(surface);
    paint(cr, &sitter);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    write_jpeg(surface, &sitter.dice, jpeg);
    cairo_surface_destroy(surface);
}
