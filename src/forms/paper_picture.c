/** Portraits: the JPEG itself goes into the file, or its brightness alone. */
#include "forms/paper_inside.h"
#include <cairo.h>
#include <setjmp.h>

#include <jpeglib.h>

static void show(struct paper *paper, struct box box, cairo_surface_t *image, int w, int h)
{
    double sx = points(box.w) / w, sy = points(box.h) / h, scale = sx < sy ? sx : sy;
    cairo_save(paper->cr);
    cairo_translate(paper->cr, points(box.x) + (points(box.w) - w * scale) / 2,
                    points(box.y) + (points(box.h) - h * scale) / 2);
    cairo_scale(paper->cr, scale, scale);
    cairo_set_source_surface(paper->cr, image, 0, 0);
    cairo_paint(paper->cr);
    cairo_restore(paper->cr);
}

/* ---- reading: libjpeg leaves by longjmp when it finds a fault ---- */

struct escape {
    struct jpeg_error_mgr manager;
    jmp_buf out;
};

_Noreturn static void leave(j_common_ptr info)
{
    struct escape *escape = (struct escape *)(void *)info->err;
    longjmp(escape->out, 1);
}

static void be_silent(j_common_ptr info, int level)
{
    (void)info;
    (void)level;
}

/** Grey values into 32-bit pixels, from the right, since both lie in the same row. */
static void widen_row(unsigned char *pixels, int w)
{
    for (int x = w - 1; x >= 0; x--) {
        uint32_t pixel = (uint32_t)pixels[x] * 0x010101U;
        memcpy(pixels + (size_t)x * sizeof pixel, &pixel, sizeof pixel);
    }
}

static void read_rows(struct jpeg_decompress_struct *in, cairo_surface_t *image)
{
    size_t stride = (size_t)cairo_image_surface_get_stride(image);
    unsigned char *pixels = cairo_image_surface_get_data(image);
    in->out_color_space = JCS_GRAYSCALE;
    jpeg_start_decompress(in);
    while (in->output_scanline < in->output_height) {
        unsigned char *row = pixels + in->output_scanline * stride;
        jpeg_read_scanlines(in, &row, 1);
        widen_row(row, (int)in->output_width);
    }
}

/** Whether it is a JPEG of the size it is said to have; its brightness into the image, unless that
 * is NULL. */
static bool read_jpeg(const struct picture *picture, cairo_surface_t *image)
{
    struct jpeg_decompress_struct in;
    struct escape escape;
    volatile bool good = false;
    in.err = jpeg_std_error(&escape.manager);
    escape.manager.error_exit = leave;
    escape.manager.emit_message = be_silent;
    jpeg_create_decompress(&in);
    if (setjmp(escape.out) == 0) {
        jpeg_mem_src(&in, (const unsigned char *)picture->jpeg.at,
                     (unsigned long)picture->jpeg.len);
        jpeg_read_header(&in, TRUE);
        bool fits =
            in.image_width == (unsigned)picture->w && in.image_height == (unsigned)picture->h;
        if (fits && image)
            read_rows(&in, image);
        good = fits;
    }
    jpeg_destroy_decompress(&in);
    return good;
}

void paper_picture(struct paper *paper, struct box box, const struct picture *picture)
{
    struct str jpeg = arena_str(paper->desk->arena, picture->jpeg); /* read when the page ends */
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture->w, picture->h);
    cairo_surface_set_mime_data(image, CAIRO_MIME_TYPE_JPEG, (const unsigned char *)jpeg.at,
                                (unsigned long)jpeg.len, NULL, NULL);
    if (read_jpeg(picture, NULL))
        show(paper, box, image, picture->w, picture->h);
    else
        paper_fault(paper, "picture");
    cairo_surface_destroy(image);
}

void paper_grey_picture(struct paper *paper, struct box box, const struct picture *picture)
{
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture->w, picture->h);
    ASSERT(cairo_surface_status(image) == CAIRO_STATUS_SUCCESS);
    if (read_jpeg(picture, image)) {
        cairo_surface_mark_dirty(image);
        show(paper, box, image, picture->w, picture->h);
    } else {
        paper_fault(paper, "picture");
    }
    cairo_surface_destroy(image);
}
