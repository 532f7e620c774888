#include "core/name_search.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "core/name.h"
#include "core/pinyin.h"

enum { PARTS_MAX = 4, READINGS = 2, COMBINATIONS = 4, SEGMENTS_MAX = 24 };

static void add_key(struct name_keys *keys, struct str key)
{
    for (size_t i = 0; i < keys->count; i++)
        if (str_eq(keys->at[i], key))
            return;
    if (key.len && keys->count < NAME_KEYS_MAX)
        keys->at[keys->count++] = key;
}

/* ---- the parts around the sign ---- */

static size_t split_parts(struct str name, struct str parts[PARTS_MAX])
{
    size_t count = 0;
    while (name.len && count < PARTS_MAX) {
        size_t end = count + 1 == PARTS_MAX ? name.len : str_find(name, STR("·"));
        parts[count++] = str_cut(name, 0, end);
        name = str_cut(name, end + 2, name.len);
    }
    return count;
}

static struct str joined_from(struct arena *arena, const struct str *parts, size_t count,
                              size_t first)
{
    struct str out = parts[first];
    for (size_t i = 0; i < count; i++)
        if (i != first)
            out = arena_printf(arena, STR_FMT STR_FMT, STR_ARG(out), STR_ARG(parts[i]));
    return out;
}

void name_joined_keys(struct arena *arena, struct str name, struct name_keys *out)
{
    struct str parts[PARTS_MAX];
    size_t count = split_parts(name_key(arena, name), parts);
    *out = (struct name_keys){ 0 };
    for (size_t first = 0; first < count; first++)
        add_key(out, joined_from(arena, parts, count, first));
}

/* ---- readings ---- */

/** How one place of a name may be read: a character, or a run of Latin letters. */
struct place {
    struct str readings[READINGS];
    size_t count;
};

/** A character nobody knows how to read stands as `~`, which nobody types. */
static void read_character(uint32_t point, struct place *out)
{
    uint16_t syllables[PINYIN_READINGS_MAX];
    size_t count = pinyin_readings(point, syllables);
    for (size_t i = 0; i < count && out->count < READINGS; i++)
        out->readings[out->count++] = str_of(pinyin_syllable(syllables[i]));
    if (!out->count)
        out->readings[out->count++] = STR("~");
}

static bool is_letter(uint32_t point)
{
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
}

static struct str lower(struct arena *arena, struct str letters)
{
    char *out = arena_bytes(arena, letters.len + 1);
    for (size_t i = 0; i < letters.len; i++)
        out[i] = (char)(letters.at[i] | 0x20);
    return str_from(out, letters.len);
}

static size_t read_places(struct arena *arena, struct str name, struct place places[SEGMENTS_MAX])
{
    size_t count = 0;
    uint32_t point;
    while (name.len && count < SEGMENTS_MAX) {
        size_t run = 0;
        while (run < name.len && is_letter((unsigned char)name.at[run]))
            run++;
        struct place *place = &places[count];
        *place = (struct place){ 0 };
        if (run) {
            place->readings[place->count++] = lower(arena, str_cut(name, 0, run));
            name = str_cut(name, run, name.len);
        } else if (utf8_next(&name, &point)) {
            read_character(point, place);
        }
        count++;
    }
    return count;
}

/** The reading as a surname stands before the others. */
static void read_surname(struct str name, struct place *places, size_t count)
{
    uint32_t first = 0, second = 0;
    uint16_t syllables[2];
    utf8_next(&name, &first);
    utf8_next(&name, &second);
    size_t covered = pinyin_surname(first, second, syllables);
    for (size_t i = 0; i < covered && i < count; i++) {
        struct str reading = str_of(pinyin_syllable(syllables[i]));
        if (str_eq(places[i].readings[0], reading))
            continue;
        places[i].readings[1] = places[i].readings[0];
        places[i].readings[0] = reading;
        places[i].count = READINGS;
    }
}

static struct str reading_key(struct arena *arena, const struct place *places, const size_t *chosen,
                              size_t count)
{
    SCOPED(buf) out = { 0 };
    for (size_t i = 0; i < count; i++)
        buf_byte(&out, places[i].readings[chosen[i]].at[0]);
    for (size_t i = 0; i < count; i++) {
        buf_byte(&out, ' ');
        buf_add(&out, places[i].readings[chosen[i]]);
    }
    return arena_str(arena, buf_str(&out));
}

/** Steps to the next choice of readings; false when all were had. */
static bool next_choice(const struct place *places, size_t *chosen, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (++chosen[i] < places[i].count)
            return true;
        chosen[i] = 0;
    }
    return false;
}

static void add_readings(struct arena *arena, struct str name, bool surname, struct name_keys *out)
{
    struct place places[SEGMENTS_MAX];
    size_t chosen[SEGMENTS_MAX] = { 0 }, count = read_places(arena, name, places);
    if (surname)
        read_surname(name, places, count);
    for (int i = 0; i < COMBINATIONS && count; i++) {
        add_key(out, reading_key(arena, places, chosen, count));
        if (!next_choice(places, chosen, count))
            return;
    }
}

void name_reading_keys(struct arena *arena, struct str name, struct name_keys *out)
{
    struct name_keys joined;
    name_joined_keys(arena, name, &joined);
    *out = (struct name_keys){ 0 };
    for (size_t i = 0; i < joined.count; i++)
        add_readings(arena, joined.at[i], joined.count == 1, out);
}

/* ---- what was typed ---- */

struct segments {
    struct str at[SEGMENTS_MAX];
    bool bare[SEGMENTS_MAX]; /* the beginning of a syllable, not all of it */
    size_t count, bares;
};
struct splitting {
    struct segments best[NAME_TYPED_MAX];
    size_t count;
    int steps; /* what is left of them: letters can be cut in very many ways */
};

static void keep_best(struct splitting *s, const struct segments *way)
{
    size_t at = s->count;
    while (at > 0 && (s->best[at - 1].bares > way->bares ||
                      (s->best[at - 1].bares == way->bares && s->best[at - 1].count > way->count)))
        at--;
    if (at == NAME_TYPED_MAX)
        return;
    if (s->count < NAME_TYPED_MAX)
        s->count++;
    for (size_t i = s->count - 1; i > at; i--)
        s->best[i] = s->best[i - 1];
    s->best[at] = *way;
}

static bool is_break(char c)
{
    return c == ' ' || c == '\'';
}

/** The beginning of a syllable stands for it: at the end any, before it an initial. */
static bool bare_fits(struct str piece, bool last)
{
    bool initial = piece.len == 1 || (piece.len == 2 && piece.at[1] == 'h');
    return (last || initial) && pinyin_syllable_begins(piece);
}

/** 呣 and 嗯 stand in no name: letters without a vowel are initials. */
static bool is_whole(struct str piece)
{
    uint16_t syllable;
    for (size_t i = 0; i < piece.len; i++)
        if (strchr("aeiouv", piece.at[i]))
            return pinyin_syllable_find(piece, &syllable);
    return false;
}

static void split_behind(struct splitting *s, struct str piece, bool bare, struct str after,
                         const struct segments *so_far);

static void split(struct splitting *s, struct str rest, const struct segments *so_far)
{
    while (rest.len && is_break(rest.at[0]))
        rest = str_cut(rest, 1, rest.len);
    if (!rest.len) {
        keep_best(s, so_far);
        return;
    }
    for (size_t len = rest.len < 6 ? rest.len : 6; len > 0 && s->steps > 0; len--) {
        struct str piece = str_cut(rest, 0, len), after = str_cut(rest, len, rest.len);
        if (is_whole(piece))
            split_behind(s, piece, false, after, so_far);
        if (bare_fits(piece, !after.len) && ((len == 1 && after.len) || !is_whole(piece)))
            split_behind(s, piece, true, after, so_far);
    }
}

static void split_behind(struct splitting *s, struct str piece, bool bare, struct str after,
                         const struct segments *so_far)
{
    struct segments way = *so_far;
    if (way.count == SEGMENTS_MAX)
        return;
    s->steps--;
    way.at[way.count] = piece;
    way.bare[way.count++] = bare;
    way.bares += bare;
    split(s, after, &way);
}

/** Each letter the initial of a character: what clerks type most, so it is among the ways even where
 * better ones, by the count of syllables, take their places (王安娥: `wae`, wa e). */
static bool initials_alone(struct str plain, struct segments *out)
{
    enum { CHARACTERS_MAX = 4 };
    *out = (struct segments){ 0 };
    if (plain.len > CHARACTERS_MAX)
        return false;
    for (size_t i = 0; i < plain.len; i++) {
        struct str letter = str_cut(plain, i, 1);
        if (!bare_fits(letter, false))
            return false;
        out->at[out->count] = letter;
        out->bare[out->count++] = true;
        out->bares++;
    }
    return true;
}

static void keep_initials(struct splitting *s, struct str plain)
{
    struct segments initials;
    if (s->count < NAME_TYPED_MAX || !initials_alone(plain, &initials))
        return;
    for (size_t i = 0; i < s->count; i++)
        if (s->best[i].count == plain.len && s->best[i].bares + 1 >= plain.len)
            return; /* the last one is open at its end either way */
    s->best[s->count - 1] = initials;
}

static struct name_typed as_typed(struct arena *arena, const struct segments *way)
{
    SCOPED(buf) from = { 0 };
    SCOPED(buf) pattern = { 0 };
    SCOPED(buf) exact = { 0 };
    for (size_t i = 0; i < way->count; i++)
        buf_byte(&from, way->at[i].at[0]);
    buf_add(&pattern, buf_str(&from));
    buf_add(&exact, buf_str(&from));
    for (size_t i = 0; i < way->count; i++) {
        buf_text(&pattern, !i || way->bare[i - 1] ? "% " : " ");
        buf_add(&pattern, way->at[i]);
        buf_byte(&exact, ' ');
        buf_add(&exact, way->at[i]);
    }
    buf_byte(&pattern, '%');
    return (struct name_typed){ .from = arena_str(arena, buf_str(&from)),
                                .pattern = arena_str(arena, buf_str(&pattern)),
                                .whole = !way->bares,
                                .exact = arena_str(arena, buf_str(&exact)) };
}

/** Small letters, ü as v; NO_STR when something else is between them. */
static struct str plain_letters(struct arena *arena, struct str typed)
{
    SCOPED(buf) out = { 0 };
    uint32_t point;
    while (utf8_next(&typed, &point)) {
        if (point == 0xFC || point == 0xDC)
            point = 'v';
        else if (point == 0x2019)
            point = '\'';
        else if (is_letter(point))
            point |= 0x20;
        else if (point != ' ' && point != '\'')
            return NO_STR;
        buf_byte(&out, (char)point);
    }
    return arena_str(arena, buf_str(&out));
}

size_t name_typed(struct arena *arena, struct str letters, struct name_typed out[NAME_TYPED_MAX])
{
    struct splitting s = { .steps = 2000 };
    struct str plain = plain_letters(arena, letters);
    if (!plain.len)
        return 0;
    split(&s, plain, &(struct segments){ 0 });
    keep_initials(&s, plain);
    size_t count = 0;
    for (size_t i = 0; i < s.count; i++)
        if (s.best[i].count)
            out[count++] = as_typed(arena, &s.best[i]);
    return count;
}
