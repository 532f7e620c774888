#include "portrait/jpeg.h"
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
/* jpeglib.h needs size_t and FILE before it */
#include <jpeglib.h>

/** libjpeg's error door: the first fault ends the decoding. */
struct door {
    struct jpeg_error_mgr errors;
    jmp_buf out;
};

static _Noreturn void leave(j_common_ptr picture)
{
    struct door *door = (struct door *)(void *)picture->err;
    longjmp(door->out, 1);
}

static void warn(j_common_ptr picture, int level)
{
    if (level < 0)
        leave(picture);
}

/** Eight bytes a point hold a line of any coding. */
static void decode(struct jpeg_decompress_struct *picture, struct arena *arena)
{
    JSAMPLE *line = NEW_ARRAY(arena, JSAMPLE, (size_t)picture->image_width * 8);
    JSAMPROW rows[1] = { line };
    jpeg_start_decompress(picture);
    while (picture->output_scanline < picture->output_height)
        jpeg_read_scanlines(picture, rows, 1);
    jpeg_finish_decompress(picture);
}

static void read_picture(struct jpeg_decompress_struct *picture, struct arena *arena,
                         struct str bytes, bool (*fits)(const struct jpeg_facts *),
                         struct jpeg_facts *out)
{
    jpeg_create_decompress(picture);
    jpeg_mem_src(picture, (const unsigned char *)bytes.at, bytes.len);
    jpeg_read_header(picture, TRUE);
    *out = (struct jpeg_facts){ picture->image_width, picture->image_height,
                                picture->num_components, picture->progressive_mode == TRUE };
    if (fits(out))
        decode(picture, arena);
}

enum { SHORTEST = 4 };

bool jpeg_read(struct arena *arena, struct str bytes, bool (*fits)(const struct jpeg_facts *),
               struct jpeg_facts *out)
{
    struct jpeg_decompress_struct picture;
    struct door door;
    if (bytes.len < SHORTEST)
        return false;
    memset(&picture, 0, sizeof picture);
    picture.err = jpeg_std_error(&door.errors);
    door.errors.error_exit = leave;
    door.errors.emit_message = warn;
    bool good = setjmp(door.out) == 0;
    if (good)
        read_picture(&picture, arena, bytes, fits, out);
    jpeg_destroy_decompress(&picture);
    return good;
}
