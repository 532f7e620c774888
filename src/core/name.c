#include "core/name.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "core/character.h"

#define SEPARATOR 0xB7

static bool is_blank(uint32_t point)
{
    return point == ' ' || (point >= '\t' && point <= '\r') || point == 0xA0 || point == 0x3000 ||
           (point >= 0x2000 && point <= 0x200D) || point == 0xFEFF;
}

static bool is_separator(uint32_t point)
{
    static const uint32_t written[] = { SEPARATOR, '.', 0x2022, 0x2027, 0x30FB, 0xFF0E };
    for (size_t i = 0; i < COUNT(written); i++)
        if (point == written[i])
            return true;
    return false;
}

enum name_form { AS_STORED, AS_KEY, AS_SIMPLIFIED };

static uint32_t in_form(uint32_t point, enum name_form form)
{
    if (form == AS_STORED)
        return point;
    if (point >= 'a' && point <= 'z')
        return point - ('a' - 'A');
    return form == AS_KEY ? character_folded(point) : character_simplified(point);
}

/** All forms; a byte that is not UTF-8 is copied. No form is longer than twice what was written.
 */
static struct str rewritten(struct arena *arena, struct str written, enum name_form form)
{
    char *out = arena_bytes(arena, written.len * 2 + 4);
    size_t len = 0;
    while (written.len) {
        size_t bytes = utf8_length(written);
        if (!bytes) {
            out[len++] = written.at[0];
            written = str_cut(written, 1, written.len);
            continue;
        }
        uint32_t point = utf8_point(written);
        written = str_cut(written, bytes, written.len);
        if (is_blank(point))
            continue;
        if (is_separator(point))
            point = SEPARATOR;
        len += utf8_put(in_form(point, form), out + len);
    }
    return str_from(out, len);
}

struct str name_stored(struct arena *arena, struct str written)
{
    return rewritten(arena, written, AS_STORED);
}

struct str name_key(struct arena *arena, struct str written)
{
    return rewritten(arena, written, AS_KEY);
}

struct str name_simplified(struct arena *arena, struct str written)
{
    return rewritten(arena, written, AS_SIMPLIFIED);
}

bool name_same(struct arena *arena, struct str a, struct str b)
{
    return str_eq(name_key(arena, a), name_key(arena, b));
}

bool name_is_private_use(uint32_t point)
{
    return (point >= 0xE000 && point <= 0xF8FF) || point >= 0xF0000;
}

uint32_t name_private_use(struct str text)
{
    uint32_t point;
    while (utf8_next(&text, &point))
        if (name_is_private_use(point))
            return point;
    return 0;
}

bool name_is_ideograph(uint32_t point)
{
    static const struct {
        uint32_t from, to;
    } blocks[] = {
        { 0x3005, 0x3005 },   /* 々 */
        { 0x3007, 0x3007 },   /* 〇 */
        { 0x3400, 0x4DBF },   /* extension A */
        { 0x4E00, 0x9FFF },   /* the unified repertoire and its additions */
        { 0xF900, 0xFAFF },   /* compatibility */
        { 0x20000, 0x2A6DF }, /* extension B */
        { 0x2A700, 0x2EE5F }, /* C to F, and I */
        { 0x2F800, 0x2FA1F }, /* compatibility supplement */
        { 0x30000, 0x3347F }, /* G, H, J */
    };
    for (size_t i = 0; i < COUNT(blocks); i++)
        if (point >= blocks[i].from && point <= blocks[i].to)
            return true;
    return false;
}

static bool is_latin(uint32_t point)
{
    return (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z') ||
           (point >= 0xC0 && point <= 0x24F && point != 0xD7 && point != 0xF7);
}

static enum name_fault character_fault(uint32_t point)
{
    if (name_is_private_use(point))
        return NAME_PRIVATE_USE;
    return name_is_ideograph(point) || is_latin(point) || point == SEPARATOR ? NAME_GOOD
                                                                             : NAME_BAD_CHARACTER;
}

/** Where separators stand is a question of the whole name. */
static enum name_fault separator_fault(struct str stored)
{
    bool bad = str_starts(stored, "·") || str_ends(stored, "·") ||
               str_find(stored, STR("··")) < stored.len;
    return bad ? NAME_BAD_SEPARATOR : NAME_GOOD;
}

enum name_fault name_fault(struct str stored, uint32_t *point)
{
    uint32_t seen = 0;
    enum name_fault fault = NAME_GOOD;
    if (point)
        *point = 0;
    if (!stored.len)
        return NAME_EMPTY;
    if (!utf8_valid(stored))
        return NAME_NOT_UTF8;
    if (utf8_points(stored) > NAME_POINTS_MAX)
        return NAME_TOO_LONG;
    for (struct str rest = stored; fault == NAME_GOOD && utf8_next(&rest, &seen);)
        fault = character_fault(seen);
    if (fault == NAME_GOOD)
        return separator_fault(stored);
    if (point)
        *point = seen;
    return fault;
}

static const struct {
    const char *zh, *en;
} fault_texts[NAME_FAULT_COUNT] = {
    [NAME_GOOD] = { "正确", "good" },
    [NAME_EMPTY] = { "姓名为空", "the name is empty" },
    [NAME_TOO_LONG] = { "姓名超过50个字符", "the name has more than 50 characters" },
    [NAME_NOT_UTF8] = { "姓名编码有误", "the name is not UTF-8" },
    [NAME_PRIVATE_USE] = { "姓名含自造字，请核对原始材料",
                           "the name has a private-use character; look it up on paper" },
    [NAME_BAD_CHARACTER] = { "姓名含不能使用的字符",
                             "the name has a character that no name can have" },
    [NAME_BAD_SEPARATOR] = { "姓名间隔号位置有误", "a separator stands at an end or twice" },
};

const char *name_fault_zh(enum name_fault fault)
{
    return fault_texts[fault].zh;
}

const char *name_fault_en(enum name_fault fault)
{
    return fault_texts[fault].en;
}

size_t name_chip_units(struct str stored)
{
    return utf8_utf16_units(stored);
}

bool name_fits_chip(struct str stored)
{
    return name_chip_units(stored) <= NAME_CHIP_UNITS;
}

struct str name_for_chip(struct str stored)
{
    size_t len = 0, units = 0;
    for (size_t bytes; (bytes = utf8_length(str_cut(stored, len, stored.len))) != 0; len += bytes) {
        units += bytes == 4 ? 2 : 1;
        if (units > NAME_CHIP_UNITS)
            break;
    }
    struct str fits = str_cut(stored, 0, len);
    return str_ends(fits, "·") ? str_cut(fits, 0, fits.len - 2) : fits;
}
