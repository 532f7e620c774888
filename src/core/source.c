#include "core/source.h"
#include "core/codes.h"
#include <stdio.h>

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

/* clang-format off */
static const struct {
    const char *key, *zh, *en;
} documents[] = {
    { "L",    "《居民身份证法》",         "Resident Identity Card Law" },
    { "HR",   "《户口登记条例》",         "Household Registration Regulation" },
    { "G21",  "《户口居民身份证管理工作规范（试行）》", "Work Rule for Household Registers and Identity Cards (公通字〔2021〕12号)" },
    { "T78",  "《临时居民身份证管理办法》", "Rule on Temporary Identity Cards (MPS Order 78)" },
    { "M510", "《现役军人和人民武装警察居民身份证申领发放办法》", "Rule on Identity Cards of Soldiers and Armed Police (Order 510)" },
    { "E2",   "《中国公民民族成份登记管理办法》", "Rule on Registering Ethnic Status (2015, Order 2)" },
    { "F03",  "发改价格〔2003〕2322号",   "发改价格〔2003〕2322号 (fees)" },
    { "F18",  "财税〔2018〕37号",         "财税〔2018〕37号 (fees)" },
    { "F95",  "公通字〔1995〕91号",       "公通字〔1995〕91号 (register sheet and booklet)" },
    { "N99",  "国发〔1999〕15号",         "国发〔1999〕15号 (citizen numbers)" },
    { "W96",  "国办发〔2015〕96号",       "国办发〔2015〕96号 (unregistered persons)" },
    { "NM33", "民委发〔2016〕33号",       "民委发〔2016〕33号 (names in systems)" },
    { "SD07", "鲁公传发〔2007〕810号",    "鲁公传发〔2007〕810号 (work rule)" },
    { "HN",   "湖南省出生日期更正规定",   "Hunan rule on correcting birth dates" },
};
/* clang-format on */

static bool is_standard(struct str document)
{
    return str_starts(document, "GA") || str_starts(document, "GB");
}

/** GA214.13 is written GA 214.13, as the standard itself does. */
static void put_standard(struct buf *out, struct str document)
{
    size_t letters = 2;
    while (letters < document.len && (document.at[letters] == '/' || document.at[letters] == 'T'))
        letters++;
    buf_add(out, str_cut(document, 0, letters));
    if (letters < document.len)
        buf_byte(out, ' ');
    buf_add(out, str_cut(document, letters, document.len));
}

static void put_article(struct arena *arena, struct buf *out, struct str article, bool zh)
{
    int64_t n = 0;
    if (!str_to_int(article, &n) || n <= 0 || n >= 100)
        return;
    if (zh)
        buf_printf(out, "第" STR_FMT "条", STR_ARG(count_zh(arena, (int)n)));
    else
        buf_printf(out, ", art. %d", (int)n);
}

static void put_between(struct buf *out, bool zh)
{
    if (out->len)
        buf_text(out, zh ? "、" : "; ");
}

/** One key without its brackets: "L 12", "GB/T 22239 8.1.4.1", "F03". */
static void put_source(struct arena *arena, struct str key, bool zh, struct buf *out)
{
    struct str rest = key, document = NO_STR, number = NO_STR;
    str_split(&rest, ' ', &document);
    if (str_is(document, "GB/T") || str_is(document, "GB") || str_is(document, "GA/T"))
        str_split(&rest, ' ', &number);
    for (size_t i = 0; i < COUNT(documents); i++)
        if (str_is(document, documents[i].key)) {
            put_between(out, zh);
            buf_text(out, zh ? documents[i].zh : documents[i].en);
            put_article(arena, out, rest, zh);
        }
    if (!is_standard(document))
        return;
    put_between(out, zh);
    put_standard(out, document);
    if (number.len)
        buf_printf(out, " " STR_FMT, STR_ARG(number));
    if (rest.len)
        buf_printf(out, zh ? "（" STR_FMT "）" : " (" STR_FMT ")", STR_ARG(rest));
}

static struct str in_words(struct arena *arena, struct str source, bool zh)
{
    SCOPED(buf) out = { 0 };
    struct str rest = source, part;
    while (str_split(&rest, '[', &part)) {
        size_t end = str_find_byte(part, ']');
        if (end < part.len)
            put_source(arena, str_cut(part, 0, end), zh, &out);
    }
    return arena_str(arena, buf_str(&out));
}

struct str source_zh(struct arena *arena, struct str source)
{
    return in_words(arena, source, true);
}

struct str source_en(struct arena *arena, struct str source)
{
    return in_words(arena, source, false);
}

void json_field_source(struct arena *arena, struct buf *buf, const char *key, struct str source)
{
    json_field_str(buf, key, source);
    json_field_words(buf, key, source_zh(arena, source), source_en(arena, source));
}
