#include "portrait/scan_store.h"
#include "db/db.h"
#include "keys/sm3.h"
#include "portrait/jpeg.h"
#include "sql/portrait.h"

static bool is_a_page(const struct jpeg_facts *facts)
{
    return facts->width >= SCAN_SIDE_MIN && facts->height >= SCAN_SIDE_MIN &&
           (uint64_t)facts->width * facts->height <= SCAN_POINTS_MAX && !facts->progressive &&
           (facts->components == 1 || facts->components == 3);
}

enum outcome scan_prepare(struct desk *desk, struct str bytes, struct scan *out)
{
    struct jpeg_facts facts = { 0 };
    if (bytes.len > SCAN_BYTES_MAX)
        return refuse(desk, NO_PICTURE_TOO_LARGE);
    if (!jpeg_read(desk->arena, bytes, is_a_page, &facts))
        return refuse(desk, NO_PICTURE_BROKEN);
    if (!is_a_page(&facts))
        return refuse_at(desk, NO_SCAN_SIZE, "", "%u×%u, %d", facts.width, facts.height,
                         facts.components);
    out->bytes = bytes;
    sm3(bytes, out->hash);
    return DONE;
}

enum outcome scan_put(struct desk *desk, int32_t part, const struct scan *scan)
{
    return db_change(desk, &Q_blob_put, REFUSAL_NONE,
                     WITH(v_int(part), v_bytes(str_from(scan->hash, sizeof scan->hash)),
                          v_lit("SCAN"), v_bytes(scan->bytes)));
}

enum outcome scan_get(struct desk *desk, int32_t part, struct str hash, struct str *bytes)
{
    struct row row;
    TRY(db_get(desk, &Q_blob_get, NO_SCAN_UNKNOWN, WITH(v_int(part), v_bytes(hash)), &row));
    *bytes = row_text(row, 0);
    return DONE;
}
