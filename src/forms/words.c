#include "forms/words.h"
#include "base/buf.h"

struct str day_zh(struct arena *arena, struct day day)
{
    struct civil c;
    if (!day_is(day))
        return NO_STR;
    c = day_civil(day);
    return arena_printf(arena, "%d年%d月%d日", c.year, c.month, c.day);
}

struct str instant_zh(struct arena *arena, int64_t instant_us)
{
    struct day day = day_of_instant(instant_us);
    int minutes = (int)((instant_us - instant_of_day(day)) / 60000000);
    return arena_printf(arena, STR_FMT " %02d:%02d", STR_ARG(day_zh(arena, day)), minutes / 60,
                        minutes % 60);
}

struct str fee_zh(struct arena *arena, int64_t fen)
{
    return arena_printf(arena, "%lld.%02d 元", (long long)(fen / 100), (int)(fen % 100));
}

struct str count_zh(struct arena *arena, int n)
{
    static const char *const digits[] = {
        "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"
    };
    ASSERT(n >= 0 && n < 100);
    if (n < 10)
        return str_of(digits[n]);
    return arena_printf(arena, "%s十%s", n < 20 ? "" : digits[n / 10],
                        n % 10 ? digits[n % 10] : "");
}

static const struct {
    const char *key;
    const char *zh;
} documents[] = {
    { "L", "《居民身份证法》" },
    { "G21", "《户口居民身份证管理工作规范（试行）》" },
    { "T78", "《临时居民身份证管理办法》" },
    { "HR", "《户口登记条例》" },
    { "F03", "发改价格〔2003〕2322号" },
    { "F18", "财税〔2018〕37号" },
};

/** One key without its brackets: "L 12", "F03". */
static void write_source(struct arena *arena, struct str key, struct buf *out)
{
    struct str rest = key, document = NO_STR;
    int64_t article = 0;
    str_split(&rest, ' ', &document);
    for (size_t i = 0; i < COUNT(documents); i++) {
        if (!str_is(document, documents[i].key))
            continue;
        if (out->len)
            buf_text(out, "、");
        buf_text(out, documents[i].zh);
        if (str_to_int(rest, &article) && article > 0 && article < 100)
            buf_printf(out, "第" STR_FMT "条", STR_ARG(count_zh(arena, (int)article)));
    }
}

struct str source_zh(struct arena *arena, struct str source)
{
    SCOPED(buf) out = { 0 };
    struct str rest = source, part;
    while (str_split(&rest, '[', &part)) {
        size_t end = str_find_byte(part, ']');
        if (end < part.len)
            write_source(arena, str_cut(part, 0, end), &out);
    }
    return arena_str(arena, buf_str(&out));
}

struct str copy_zh(struct arena *arena, int copy)
{
    return copy > 1 ? arena_printf(arena, "第 %d 次打印", copy) : NO_STR;
}
