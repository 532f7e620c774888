#include "exchange/import_source.h"
#include "exchange/gb18030.h"
#include "exchange/xlsx.h"
#include "register/import_map.h"

static enum outcome decoder_of(struct desk *desk, struct str encoding, import_decode *out)
{
    static const struct {
        const char *name;
        import_decode decode;
    } encodings[] = { { "utf-8", NULL },
                      { "utf8", NULL },
                      { "gb18030", gb18030_decode },
                      { "gbk", gb18030_decode },
                      { "gb2312", gb18030_decode } };
    for (size_t i = 0; i < COUNT(encodings); i++)
        if (!encoding.len || str_is(encoding, encodings[i].name)) {
            *out = encodings[i].decode;
            return DONE;
        }
    return refuse_at(desk, NO_ITEM_WRONG, "?encoding", "utf-8 gb18030");
}

enum outcome import_source_open(struct desk *desk, struct str file, struct str encoding,
                                struct str sheet, struct import_order *order,
                                struct import_source *out)
{
    struct import_map map;
    TRY(import_map_read_for(desk, order->map, order->headings ? order->headings : import_headings,
                            order->headings ? order->heading_count : ITEM_COUNT, &map));
    TRY(decoder_of(desk, encoding.len ? encoding : map.encoding, &order->decode));
    order->bytes = file;
    order->whole = NO_STR;
    if (!xlsx_looks_like(file))
        return DONE;
    TRY(xlsx_to_csv(desk, file, sheet.len ? sheet : map.sheet, &out->csv));
    order->bytes = buf_str(&out->csv);
    order->whole = file;
    order->decode = NULL;
    return DONE;
}

void import_source_close(struct import_source *source)
{
    buf_close(&source->csv);
}
