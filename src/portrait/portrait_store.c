#include "portrait/portrait_store.h"
#include "db/db.h"
#include "keys/sm3.h"
#include "portrait/jpeg.h"
#include "sql/portrait.h"

static bool is_a_portrait(const struct jpeg_facts *facts)
{
    return facts->width == PORTRAIT_WIDTH && facts->height == PORTRAIT_HEIGHT &&
           facts->components == 3;
}

enum outcome portrait_prepare(struct desk *desk, struct str bytes, struct portrait *out)
{
    struct jpeg_facts facts = { 0 };
    if (bytes.len > PORTRAIT_BYTES_MAX)
        return refuse(desk, NO_PICTURE_TOO_LARGE);
    if (!jpeg_read(desk->arena, bytes, is_a_portrait, &facts))
        return refuse(desk, NO_PICTURE_BROKEN);
    if (!is_a_portrait(&facts))
        return refuse_at(desk, NO_PICTURE_SIZE, "", "%u×%u, %d", facts.width, facts.height,
                         facts.components);
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
