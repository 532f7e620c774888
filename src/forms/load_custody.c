/** What goes from unit to unit: cards in a box, records in a file. */
#include "base/hex.h"
#include "cards/consignment.h"
#include "exchange/package.h"
#include "exchange/package_file.h"
#include "forms/consignment_sheet.h"
#include "forms/load.h"
#include "forms/package_sheet.h"
#include "forms/words.h"
#include "keys/keys.h"
#include "office/unit.h"

struct word {
    const char *code, *zh;
};

/** The code itself when no row has it. */
static struct str word_zh(const struct word *words, size_t count, struct str code)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(code, words[i].code))
            return str_of(words[i].zh);
    return code;
}

/* ---- consignments ---- */

static const struct word consignment_states[] = {
    { "PENDING", "在途" },
    { "POSTED", "已签收" },
    { "SHORT", "数量不符" },
    { "VOID", "作废" },
};

static struct str instant_or_nothing(struct desk *desk, int64_t instant)
{
    return instant ? instant_zh(desk->arena, instant) : NO_STR;
}

static enum outcome load_lines(struct desk *desk, const struct consignment *c,
                               struct consignment_sheet *sheet)
{
    struct consignment_cards cards;
    TRY(consignment_cards(desk, c, &cards));
    struct consignment_line *lines = NEW_ARRAY(desk->arena, struct consignment_line, cards.count);
    for (size_t i = 0; i < cards.count; i++) {
        struct card card;
        TRY(card_load(desk, cards.at[i].part, cards.at[i].id, &card));
        lines[i] = (struct consignment_line){ card.serial, card.name,
                                              cards.at[i].arrived ? STR("✓") : NO_STR };
    }
    sheet->lines = lines;
    sheet->line_count = cards.count;
    return DONE;
}

enum outcome load_consignment(struct desk *desk, const struct form_asked *asked,
                              struct form_copy *copy, const void **record)
{
    struct consignment c;
    struct consignment_sheet *sheet = NEW(desk->arena, struct consignment_sheet);
    TRY(consignment_load(desk, asked->unit, asked->id, &c));
    TRY(may_see_either(desk, c.unit, c.to_unit));
    copy->part = c.unit;
    copy->subject = c.id;
    copy->number = arena_printf(desk->arena, "%09d-%lld", c.unit, (long long)c.id);
    *sheet = (struct consignment_sheet){
        .number = copy->number,
        .from = whole_unit_name(desk, c.unit),
        .to = whole_unit_name(desk, c.to_unit),
        .box = c.box,
        .count = arena_printf(desk->arena, "%d 张", c.count),
        .state = word_zh(consignment_states, COUNT(consignment_states), c.state),
        .given_at = instant_or_nothing(desk, c.given_at),
        .received_at = instant_or_nothing(desk, c.received_at),
        .counted = c.received_at ? arena_printf(desk->arena, "%d 张", c.counted) : NO_STR,
    };
    TRY(load_facts(desk, copy, &sheet->facts));
    TRY(load_clerk_name(desk, c.giver, &sheet->giver));
    TRY(load_clerk_name(desk, c.receiver, &sheet->receiver));
    TRY(load_lines(desk, &c, sheet));
    *record = sheet;
    return DONE;
}

/* ---- packages ---- */

static const struct word package_kinds[] = {
    { "records", "业务记录" },
    { "answers", "回执" },
};

/** Digits in groups, as people read them to each other. */
static struct str grouped(struct desk *desk, struct str digits, size_t group)
{
    SCOPED(buf) out = { 0 };
    for (size_t at = 0; at < digits.len; at += group) {
        if (at)
            buf_byte(&out, ' ');
        buf_add(&out, str_cut(digits, at, group));
    }
    return arena_str(desk->arena, buf_str(&out));
}

static struct str hash_text(struct desk *desk, struct str hash)
{
    char *digits = arena_bytes(desk->arena, 2 * hash.len + 1);
    return grouped(desk, str_of(hex_text(hash.at, hash.len, digits)), 8);
}

static enum outcome load_key_print(struct desk *desk, int32_t unit, struct str *out)
{
    struct unit from;
    char print[KEY_PRINT_CHARS + 1];
    TRY(unit_load(desk, unit, &from));
    *out =
        from.public_key.len != SM2_PUBLIC_BYTES
            ? STR("（本库未备案）")
            : grouped(desk, str_of(key_print((const unsigned char *)from.public_key.at, print)), 4);
    return DONE;
}

static struct str file_name(struct desk *desk, const struct package *p)
{
    struct str path = package_path(desk->arena, NO_STR, p->unit, p->to_unit, p->seq), name;
    while (str_split(&path, '/', &name))
        ;
    return name;
}

enum outcome load_package(struct desk *desk, const struct form_asked *asked, struct form_copy *copy,
                          const void **record)
{
    struct package p;
    struct package_sheet *sheet = NEW(desk->arena, struct package_sheet);
    TRY(package_load(desk, asked->unit, asked->to_unit, asked->id, &p));
    TRY(may_see_either(desk, p.unit, p.to_unit));
    copy->part = p.unit;
    copy->subject = p.seq;
    copy->number = arena_printf(desk->arena, "%09d-%09d-%lld", p.unit, p.to_unit, (long long)p.seq);
    *sheet = (struct package_sheet){
        .number = copy->number,
        .from = whole_unit_name(desk, p.unit),
        .from_number = arena_printf(desk->arena, "%09d", p.unit),
        .to = whole_unit_name(desk, p.to_unit),
        .to_number = arena_printf(desk->arena, "%09d", p.to_unit),
        .sequence = arena_printf(desk->arena, "%lld", (long long)p.seq),
        .kind = word_zh(package_kinds, COUNT(package_kinds), p.kind),
        .count = arena_printf(desk->arena, "%d 条", p.count),
        .file = file_name(desk, &p),
        .made_at = instant_or_nothing(desk, p.instant),
        .answered_at = instant_or_nothing(desk, p.answered),
        .hash = hash_text(desk, p.hash),
    };
    TRY(load_facts(desk, copy, &sheet->facts));
    TRY(load_key_print(desk, p.unit, &sheet->key_print));
    *record = sheet;
    return DONE;
}
