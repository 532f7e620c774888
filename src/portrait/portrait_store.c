#include "portrait/portrait_store.h"
#include "db/db.h"
#include "keys/sm3.h"
#include "sql/portrait.h"
#include <setjmp.h>
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

/** A warning, such as a file cut short, is a fault here: the picture will be printed on a card. */
static void warn(j_common_ptr picture, int level)
{
    if (level < 0)
        leave(picture);
}

struct decoded {
    unsigned width, height;
    int components;
};

static bool decode(struct jpeg_decompress_struct *picture, struct str bytes, struct decoded *out)
{
    JSAMPLE line[PORTRAIT_WIDTH * 4], *rows[1] = { line };
    jpeg_create_decompress(picture);
    jpeg_mem_src(picture, (const unsigned char *)bytes.at, bytes.len);
    jpeg_read_header(picture, TRUE);
    *out = (struct decoded){ picture->image_width, picture->image_height, picture->num_components };
    if (out->width != PORTRAIT_WIDTH || out->height != PORTRAIT_HEIGHT || out->components != 3)
        return true; /* a picture, but not a portrait: the caller says so */
    jpeg_start_decompress(picture);
    while (picture->output_scanline < picture->output_height)
        jpeg_read_scanlines(picture, rows, 1);
    jpeg_finish_decompress(picture);
    return true;
}

static bool read_jpeg(struct str bytes, struct decoded *out)
{
    struct jpeg_decompress_struct picture;
    struct door door;
    memset(&picture, 0, sizeof picture);
    picture.err = jpeg_std_error(&door.errors);
    door.errors.error_exit = leave;
    door.errors.emit_message = warn;
    bool good = setjmp(door.out) == 0 && decode(&picture, bytes, out);
    jpeg_destroy_decompress(&picture);
    return good;
}

enum outcome portrait_prepare(struct desk *desk, struct str bytes, struct portrait *out)
{
    struct decoded decoded = { 0 };
    if (bytes.len > PORTRAIT_BYTES_MAX)
        return refuse(desk, NO_PICTURE_TOO_LARGE);
    if (bytes.len < 4 || !read_jpeg(bytes, &decoded))
        return refuse(desk, NO_PICTURE_BROKEN);
    if (decoded.width != PORTRAIT_WIDTH || decoded.height != PORTRAIT_HEIGHT ||
        decoded.components != 3)
        return refuse_at(desk, NO_PICTURE_SIZE, "", "%u×%u, %d", decoded.width, decoded.height,
                         decoded.components);
    out->bytes = bytes;
    sm3(bytes, out->hash);
    return DONE;
}

enum outcome portrait_put(struct desk *desk, int32_t part, const struct portrait *portrait)
{
    return db_change(desk, &Q_blob_put, REFUSAL_NONE,
                     WITH(v_int(part), v_bytes(str_from(portrait->hash, sizeof portrait->hash)),
                          v_lit("PORTRAIT"), v_bytes(portrait->bytes)));
}

enum outcome portrait_get(struct desk *desk, int32_t part, struct str hash, struct str *bytes)
{
    struct row row;
    TRY(db_get(desk, &Q_blob_get, NO_PORTRAIT_UNKNOWN, WITH(v_int(part), v_bytes(hash)), &row));
    *bytes = row_text(row, 0);
    return DONE;
}
