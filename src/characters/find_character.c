#include "characters/find_character.h"
#include "base/buf.h"
#include "base/hex.h"
#include "base/utf8.h"
#include "core/character.h"
#include "core/name.h"
#include "core/pinyin.h"
#include "exchange/gb18030.h"

/* clang-format off */
static const struct character_relation_text relations_said[CHARACTER_RELATION_COUNT] = {
    [CHARACTER_SELF]       = { "SELF",     "本字",     "itself" },
    [CHARACTER_VARIANT]    = { "VARIANT",  "异体、兼容字", "variant" },
    [CHARACTER_OTHER_FORM] = { "FORM",     "繁简字",   "traditional or simplified form" },
    [CHARACTER_HAS_PARTS]  = { "PARTS",    "含此部件", "has these parts" },
    [CHARACTER_READ_SO]    = { "READING",  "读音",     "read so" },
    [CHARACTER_STROKES]    = { "STROKES",  "部首笔画", "radical and strokes" },
};

const struct column character_facts_columns[] = {
    COLUMN(character_facts, character,   "character",  KIND_TEXT,  "字",       "Character"),
    COLUMN(character_facts, code_point,  "codePoint",  KIND_TEXT,  "码位",     "Code point"),
    COLUMN(character_facts, gb18030,     "gb18030",    KIND_TEXT,  "GB 18030", "GB 18030"),
    COLUMN(character_facts, older,       "older",      KIND_TEXT,  "2005 版编码", "Code of 2005"),
    COLUMN(character_facts, relation,    "relation",   KIND_TEXT,  "关系",     "Relation"),
    COLUMN(character_facts, block,       "block",      KIND_TEXT,  "区块",     "Block"),
    COLUMN(character_facts, block_en,    "blockEn",    KIND_TEXT,  "区块英文", "Block in English"),
    COLUMN(character_facts, standard,    "standard",   KIND_BOOL,  "规范汉字", "Standard"),
    COLUMN(character_facts, drawn,       "drawn",      KIND_BOOL,  "有字形",   "Drawn"),
    COLUMN(character_facts, private_use, "privateUse", KIND_BOOL,  "自造字",   "Private use"),
    COLUMN(character_facts, chip_units,  "chipUnits",  KIND_INT32, "芯片字位", "Units on the chip"),
    COLUMN(character_facts, radical,     "radical",    KIND_INT32, "部首",     "Radical"),
    COLUMN(character_facts, beside,      "beside",     KIND_INT32, "部首外笔画", "Strokes beside"),
    COLUMN(character_facts, strokes,     "strokes",    KIND_INT32, "总笔画",   "Strokes"),
    COLUMN(character_facts, readings,    "readings",   KIND_TEXT,  "拼音",     "Readings"),
    COLUMN(character_facts, structure,   "structure",  KIND_TEXT,  "结构",     "Structure"),
    COLUMN(character_facts, counts_as,   "countsAs",   KIND_TEXT,  "比对时视同", "Counts as"),
};
/* clang-format on */
const size_t character_facts_column_count = COUNT(character_facts_columns);

const struct character_relation_text *character_relation_text(enum character_relation relation)
{
    ASSERT(relation < CHARACTER_RELATION_COUNT);
    return &relations_said[relation];
}

/* ---- facts ---- */

static struct str text_of(struct arena *arena, uint32_t point)
{
    char bytes[4];
    return arena_str(arena, str_from(bytes, utf8_put(point, bytes)));
}

static struct str code_of(struct arena *arena, enum gb18030_edition edition, uint32_t point)
{
    unsigned char code[4];
    char text[9];
    size_t len = gb18030_code(edition, point, code);
    for (size_t i = 0; i < len; i++)
        snprintf(text + 2 * i, 3, "%02X", code[i]);
    return arena_str(arena, str_from(text, 2 * len));
}

static struct str readings_of(struct arena *arena, uint32_t point)
{
    SCOPED(buf) out = { 0 };
    uint16_t readings[PINYIN_READINGS_MAX];
    size_t count = pinyin_readings(point, readings);
    for (size_t i = 0; i < count; i++) {
        buf_text(&out, i ? " " : "");
        buf_text(&out, pinyin_syllable(readings[i]));
    }
    return arena_str(arena, buf_str(&out));
}

struct character_facts character_facts(struct desk *desk, uint32_t point, character_drawn_fn drawn)
{
    struct arena *arena = desk->arena;
    const struct character_block *block = character_block(point);
    struct character_strokes strokes = character_strokes(point);
    struct str code = code_of(arena, GB18030_2022, point),
               before = code_of(arena, GB18030_2005, point);
    uint32_t folded = character_folded(point);
    return (struct character_facts){
        .character = text_of(arena, point),
        .code_point = arena_printf(arena, "U+%04X", (unsigned)point),
        .gb18030 = code,
        .older = str_eq(code, before) ? NO_STR : before,
        .relation = str_of(relations_said[CHARACTER_SELF].code),
        .block = block ? str_of(block->zh) : STR(""),
        .block_en = block ? str_of(block->en) : STR(""),
        .standard = character_is_standard(point),
        .drawn = !name_is_private_use(point) && drawn(point),
        .private_use = name_is_private_use(point),
        .chip_units = point > 0xFFFF ? 2 : 1,
        .radical = strokes.radical,
        .beside = strokes.beside,
        .strokes = strokes.total,
        .readings = readings_of(arena, point),
        .structure = character_structure(arena, point),
        .counts_as = folded == point ? NO_STR : text_of(arena, folded),
    };
}

/* ---- gathering ---- */

struct finding_of {
    struct desk *desk;
    character_drawn_fn drawn;
    struct characters_found *out;
    uint32_t points[CHARACTER_FOUND_MAX];
};

static void add(struct finding_of *f, uint32_t point, enum character_relation relation)
{
    size_t count = f->out->count;
    for (size_t i = 0; i < count; i++)
        if (f->points[i] == point)
            return;
    if (count == CHARACTER_FOUND_MAX) {
        f->out->more = 1;
        return;
    }
    f->points[count] = point;
    f->out->at[count] = character_facts(f->desk, point, f->drawn);
    f->out->at[count].relation = str_of(relations_said[relation].code);
    f->out->count++;
}

static void add_all(struct finding_of *f, struct characters found, enum character_relation relation)
{
    for (size_t i = 0; i < found.count; i++)
        add(f, found.at[i], relation);
    f->out->more |= found.more;
}

static bool is_point(uint32_t point)
{
    return point > ' ' && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

/* ---- what was typed ---- */

static bool hex_number(struct str digits, uint32_t *out)
{
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        const char *all = "0123456789ABCDEF0123456789abcdef", *at = strchr(all, digits.at[i]);
        if (!at || !digits.at[i])
            return false;
        *out = *out << 4 | (uint32_t)((at - all) % 16);
    }
    return digits.len > 0 && digits.len <= 8;
}

static bool try_code_point(struct finding_of *f, struct str what)
{
    uint32_t point;
    bool marked = str_starts(what, "U+") || str_starts(what, "u+");
    struct str digits = marked ? str_cut(what, 2, what.len) : what;
    if (digits.len < 4 || digits.len > 6 || !hex_number(digits, &point) || !is_point(point))
        return false;
    if (!marked && !character_block(point) && !name_is_private_use(point))
        return false;
    add(f, point, CHARACTER_SELF);
    return true;
}

/** Read as files are read: what is typed off an old print-out is the character meant there. */
static bool try_code(struct finding_of *f, struct str what)
{
    unsigned char code[4];
    struct str text;
    if ((what.len != 4 && what.len != 8) || !hex_read(what, code, what.len / 2) ||
        !gb18030_decode(f->desk->arena, str_from(code, what.len / 2), &text) ||
        utf8_points(text) != 1 || !is_point(utf8_point(text)))
        return false;
    add(f, utf8_point(text), CHARACTER_SELF);
    return true;
}

static bool try_codes(struct finding_of *f, struct str what)
{
    bool point = try_code_point(f, what), code = try_code(f, what);
    return point || code;
}

/** `85.9`, `85+12`. */
static bool try_strokes(struct finding_of *f, struct str what)
{
    struct str rest = what, radical;
    char sign = str_find_byte(what, '.') < what.len ? '.' : '+';
    int64_t r, n;
    if (!str_split(&rest, sign, &radical) || !str_to_int(radical, &r) || !str_to_int(rest, &n) ||
        r < 1 || r > 214 || n < 0 || n > 100)
        return false;
    add_all(f,
            characters_of_strokes(f->desk->arena, (int)r, sign == '.' ? (int)n : -1,
                                  sign == '+' ? (int)n : -1, CHARACTER_FOUND_MAX),
            CHARACTER_STROKES);
    return true;
}

static bool try_reading(struct finding_of *f, struct str what)
{
    char letters[8];
    size_t len = 0;
    uint16_t syllable;
    for (uint32_t point; what.len && utf8_next(&what, &point);) {
        point = point == 0xFC || point == 0xDC ? 'v' : point | 0x20;
        if (point < 'a' || point > 'z' || len == sizeof letters)
            return false;
        letters[len++] = (char)point;
    }
    if (!pinyin_syllable_find(str_from(letters, len), &syllable))
        return false;
    add_all(f, characters_of_reading(f->desk->arena, str_from(letters, len), CHARACTER_FOUND_MAX),
            CHARACTER_READ_SO);
    return true;
}

static void add_itself(struct finding_of *f, uint32_t point)
{
    uint32_t related[CHARACTER_RELATED_MAX];
    size_t variants, count = character_related(point, related, &variants);
    add(f, point, CHARACTER_SELF);
    for (size_t i = 0; i < count; i++)
        add(f, related[i], i < variants ? CHARACTER_VARIANT : CHARACTER_OTHER_FORM);
}

static bool is_part_text(struct str what)
{
    for (uint32_t point; utf8_next(&what, &point);)
        if (!character_block(point) && !(point >= 0x2FF0 && point <= 0x2FFF) && point != ' ' &&
            !name_is_private_use(point))
            return false;
    return true;
}

static bool try_characters(struct finding_of *f, struct str what)
{
    if (!is_part_text(what))
        return false;
    if (utf8_points(what) == 1)
        add_itself(f, utf8_point(what));
    add_all(f, characters_of_parts(f->desk->arena, what, CHARACTER_FOUND_MAX), CHARACTER_HAS_PARTS);
    return true;
}

enum outcome character_find(struct desk *desk, struct str what, character_drawn_fn drawn,
                            struct characters_found *out)
{
    static bool (*const ways[])(struct finding_of *, struct str) = { try_codes, try_strokes,
                                                                     try_reading, try_characters };
    struct finding_of f = { .desk = desk, .drawn = drawn, .out = out };
    bool understood = false;
    what = str_trim(what);
    if (!what.len)
        return refuse_field(desk, NO_ITEM_MISSING, "/q");
    if (!utf8_valid(what) || utf8_points(what) > CHARACTER_ASKED_MAX)
        return refuse_field(desk, NO_ITEM_WRONG, "/q");
    *out = (struct characters_found){ .at = NEW_ARRAY(desk->arena, struct character_facts,
                                                      CHARACTER_FOUND_MAX) };
    for (size_t i = 0; i < COUNT(ways); i++)
        understood |= ways[i](&f, what);
    return understood ? DONE : refuse_field(desk, NO_ITEM_WRONG, "/q");
}

/* ---- a name while it is typed ---- */

static bool is_rare(uint32_t point, character_drawn_fn drawn)
{
    if (name_is_private_use(point))
        return true;
    return name_is_ideograph(point) && (!character_is_standard(point) || !drawn(point));
}

void name_look(struct desk *desk, struct str written, character_drawn_fn drawn,
               struct name_look *out)
{
    struct str name = name_stored(desk->arena, written), rest = name;
    enum name_fault fault = name_fault(name, NULL);
    *out = (struct name_look){
        .stored = name,
        .fault = str_of(fault == NAME_GOOD ? "" : name_fault_zh(fault)),
        .fault_en = str_of(fault == NAME_GOOD ? "" : name_fault_en(fault)),
        .chip_units = (int32_t)name_chip_units(name),
        .fits_chip = name_fits_chip(name),
        .chip_name = name_for_chip(name),
        .rare = NEW_ARRAY(desk->arena, struct character_facts, utf8_points(name) + 1),
    };
    for (uint32_t point; utf8_next(&rest, &point);)
        if (is_rare(point, drawn))
            out->rare[out->rare_count++] = character_facts(desk, point, drawn);
}
