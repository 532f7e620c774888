#include "characters/missing_glyphs.h"
#include "base/hash_map.h"
#include "base/utf8.h"
#include "core/name.h"
#include "db/db.h"
#include "journal/journal.h"
#include "office/office.h"
#include "register/person_store.h"
#include "sql/characters.h"

enum { POINTS = 0x110000 };

/** Asked once of each character; then a name costs a look at bits. */
struct counting {
    character_drawn_fn drawn;
    unsigned char known[POINTS / 8], lacking[POINTS / 8], told[POINTS / 8];
    struct hash_map persons; /* of station and point: how many */
    struct lack {
        int32_t station;
        uint32_t point;
    } * lacks;
    size_t lack_count, lack_room;
    int64_t names;
};

static bool bit(const unsigned char *bits, uint32_t point)
{
    return (bits[point / 8] >> point % 8 & 1) != 0;
}

static void set_bit(unsigned char *bits, uint32_t point)
{
    bits[point / 8] |= (unsigned char)(1u << point % 8);
}

static bool is_lacking(struct counting *c, uint32_t point)
{
    if (!bit(c->known, point)) {
        set_bit(c->known, point);
        if (name_is_private_use(point) || !c->drawn(point))
            set_bit(c->lacking, point);
    }
    return bit(c->lacking, point);
}

static void note_lack(struct counting *c, int32_t station, uint32_t point)
{
    const struct lack lack = { station, point };
    uint64_t *persons = hash_map_at(&c->persons, str_hash(str_from(&lack, sizeof lack)));
    if (++*persons > 1)
        return;
    if (c->lack_count == c->lack_room) {
        c->lack_room = c->lack_room ? 2 * c->lack_room : 64;
        c->lacks = realloc(c->lacks, c->lack_room * sizeof *c->lacks);
        ASSERT(c->lacks);
    }
    c->lacks[c->lack_count++] = lack;
}

static bool stands_before(struct str name, struct str rest, uint32_t wanted)
{
    uint32_t point;
    struct str before = str_cut(name, 0, name.len - rest.len);
    while (utf8_next(&before, &point))
        if (point == wanted && before.len)
            return true;
    return false;
}

/** A character counts once a name. */
static void look_at_name(struct counting *c, int32_t station, struct str name)
{
    struct str rest = name;
    for (uint32_t point; utf8_next(&rest, &point);)
        if (is_lacking(c, point) && !stands_before(name, rest, point))
            note_lack(c, station, point);
    c->names += name.len > 0;
}

static void look(void *self, int32_t station, struct str name, struct str former_name)
{
    look_at_name(self, station, name);
    look_at_name(self, station, former_name);
}

static enum outcome write_counts(struct desk *desk, struct counting *c, int64_t *missing)
{
    SCOPED(tx) tx = { 0 };
    SCOPED(buf) body = { 0 };
    TRY(tx_open(desk, &tx));
    TRY(db_change(desk, &Q_character_missing_clear, REFUSAL_NONE,
                  WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to))));
    for (size_t i = 0; i < c->lack_count; i++) {
        const struct lack *lack = &c->lacks[i];
        uint64_t persons = *hash_map_at(&c->persons, str_hash(str_from(lack, sizeof *lack)));
        TRY(db_change(desk, &Q_character_missing_add, NO_CHANGED_MEANWHILE,
                      WITH(v_int(lack->station), v_int(lack->point), v_int((int64_t)persons),
                           v_day(desk->today))));
        *missing += !bit(c->told, lack->point);
        set_bit(c->told, lack->point);
    }
    json_open(&body, '{');
    json_field_int(&body, "names", c->names);
    json_field_int(&body, "missing", *missing);
    json_close(&body, '}');
    TRY(journal(desk, "character.counted", 0, 0, buf_str(&body)));
    return tx_commit(&tx);
}

enum outcome missing_glyphs_count(struct desk *desk, character_drawn_fn drawn, int64_t *names,
                                  int64_t *missing)
{
    TRY(may(desk, MAY_SETTLE_NUMBERS, desk->clerk.unit));
    struct counting *c = calloc(1, sizeof *c);
    ASSERT(c);
    c->drawn = drawn;
    *missing = 0;
    enum outcome outcome = person_names_each(desk, look, c);
    if (outcome == DONE)
        outcome = write_counts(desk, c, missing);
    *names = c->names;
    hash_map_close(&c->persons);
    free(c->lacks);
    free(c);
    return outcome;
}

enum outcome missing_glyphs_list(struct desk *desk, character_drawn_fn drawn,
                                 struct missing_glyphs *out)
{
    struct rows rows;
    TRY(may(desk, MAY_SEE_PERSONS, desk->clerk.unit));
    TRY(db_list(desk, &Q_character_missing_list,
                WITH(v_int(desk->clerk.reach_from), v_int(desk->clerk.reach_to)), &rows));
    struct missing_glyph *at = NEW_ARRAY(desk->arena, struct missing_glyph, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        struct row row = rows_at(&rows, i);
        at[i] = (struct missing_glyph){
            .facts = character_facts(desk, (uint32_t)row_int(row, 0), drawn),
            .persons = row_int(row, 1),
            .units = row_int(row, 2),
            .unit = (int32_t)row_int(row, 3),
            .counted_on = row_day(row, 4),
        };
    }
    *out = (struct missing_glyphs){ at, rows.count };
    return DONE;
}
