#include "city/names.h"
#include "base/utf8.h"
#include "city/name_lists.h"

#define DOT "·" /* U+00B7 */

struct namer {
    struct lottery han, hui, xibe;
};

struct word_list {
    const char *const *men, *const *women;
    const size_t *men_count, *women_count;
};

static const struct word_list word_lists[] = {
    [STYLE_MONGOL] = { mongol_men, mongol_women, &mongol_men_count, &mongol_women_count },
    [STYLE_UYGHUR] = { uyghur_men, uyghur_women, &uyghur_men_count, &uyghur_women_count },
    [STYLE_KAZAK] = { kazak_men, kazak_women, &kazak_men_count, &kazak_women_count },
};

static void fill(struct lottery *lottery, const struct surname *list, size_t count)
{
    uint16_t shares[512];
    ASSERT(count <= COUNT(shares));
    for (size_t i = 0; i < count; i++)
        shares[i] = list[i].share;
    lottery_fill(lottery, shares, count);
}

struct namer *namer_new(struct arena *arena)
{
    struct namer *namer = NEW(arena, struct namer);
    fill(&namer->han, han_surnames, han_surname_count);
    fill(&namer->hui, hui_surnames, hui_surname_count);
    fill(&namer->xibe, xibe_surnames, xibe_surname_count);
    return namer;
}

static const char *draw_surname(const struct namer *namer, struct dice *dice, enum name_style style)
{
    if (style == STYLE_HUI)
        return hui_surnames[lottery_draw(&namer->hui, dice)].text;
    if (style == STYLE_XIBE)
        return xibe_surnames[lottery_draw(&namer->xibe, dice)].text;
    return han_surnames[lottery_draw(&namer->han, dice)].text;
}

/** One of the characters of a text in which each takes three bytes. */
static struct str one_of(struct dice *dice, const char *characters)
{
    uint32_t count = (uint32_t)(strlen(characters) / 3);
    return str_from(characters + 3 * dice_roll(dice, count), 3);
}

static struct str rare_one(struct dice *dice)
{
    struct str rest = str_of(rare_characters);
    uint32_t point, skip = dice_roll(dice, (uint32_t)utf8_points(rest));
    while (skip--)
        utf8_next(&rest, &point);
    return str_cut(rest, 0, utf8_length(rest));
}

static const struct fashion *fashion_of(int year)
{
    const struct fashion *fashion = fashions;
    while (year >= fashion->until)
        fashion++;
    return fashion;
}

/** Surname, then one or two characters; three names in a thousand hold a rare one. */
static void draw_with_surname(struct dice *dice, const char *surname, bool male, int year,
                              struct city_name *out)
{
    const struct fashion *fashion = fashion_of(year);
    const struct given_characters *chars = male ? &fashion->men : &fashion->women;
    bool alone = dice_chance(dice, fashion->alone_rate);
    struct str first = alone ? NO_STR : one_of(dice, chars->first);
    struct str last = one_of(dice, alone ? chars->alone : chars->second);
    if (str_eq(first, last))
        last = one_of(dice, chars->alone);
    if (dice_chance(dice, 3))
        last = rare_one(dice);
    snprintf(out->text, NAME_ROOM, "%s" STR_FMT STR_FMT, surname, STR_ARG(first), STR_ARG(last));
    out->surname = surname;
    out->given = NULL;
}

static const char *one_word(struct dice *dice, enum name_style style, bool male)
{
    const struct word_list *list = &word_lists[style];
    size_t count = male ? *list->men_count : *list->women_count;
    return (male ? list->men : list->women)[dice_roll(dice, (uint32_t)count)];
}

/** Own name, father's, and for four in a hundred the grandfather's too: up to 20 characters. */
static void draw_with_father(struct dice *dice, enum name_style style, bool male,
                             const struct city_name *parent, struct city_name *out)
{
    const char *given = one_word(dice, style, male);
    const char *father = parent && parent->given ? parent->given : one_word(dice, style, true);
    if (!strcmp(given, father))
        given = one_word(dice, style, male);
    out->surname = NULL;
    out->given = given;
    if (dice_chance(dice, style == STYLE_UYGHUR ? 40 : 10))
        snprintf(out->text, NAME_ROOM, "%s" DOT "%s" DOT "%s", given, father,
                 one_word(dice, style, true));
    else if (dice_chance(dice, 12))
        snprintf(out->text, NAME_ROOM, "%s", given);
    else
        snprintf(out->text, NAME_ROOM, "%s" DOT "%s", given, father);
}

void namer_draw(const struct namer *namer, struct dice *dice, enum name_style style, bool male,
                int year, const struct city_name *parent, struct city_name *out)
{
    switch (style) {
    case STYLE_HAN:
    case STYLE_HUI:
    case STYLE_XIBE:
        draw_with_surname(
            dice, parent && parent->surname ? parent->surname : draw_surname(namer, dice, style),
            male, year, out);
        return;
    case STYLE_MONGOL:
        out->surname = NULL;
        out->given = one_word(dice, style, male);
        snprintf(out->text, NAME_ROOM, "%s", out->given);
        return;
    case STYLE_UYGHUR:
    case STYLE_KAZAK:
        draw_with_father(dice, style, male, parent, out);
        return;
    }
}

/** The first pair whose usual spelling stands in the name behind its first character. */
static bool replace_pair(struct str name, const struct pair *pairs, size_t count, size_t from,
                         char out[NAME_ROOM])
{
    for (size_t i = 0; i < count; i++) {
        struct str usual = str_of(pairs[i].usual);
        size_t at = from + str_find(str_cut(name, from, name.len), usual);
        if (at >= name.len)
            continue;
        snprintf(out, NAME_ROOM, STR_FMT "%s" STR_FMT, STR_ARG(str_cut(name, 0, at)),
                 pairs[i].other, STR_ARG(str_cut(name, at + usual.len, name.len)));
        return true;
    }
    return false;
}

bool namer_variant(const char *name, char out[NAME_ROOM])
{
    struct str view = str_of(name);
    size_t surname = utf8_length(view);
    return replace_pair(view, west_variants, west_variant_count, 0, out) ||
           (view.len <= 12 && replace_pair(view, han_variants, han_variant_count, surname, out));
}

static size_t last_character(struct str name)
{
    size_t at = name.len - 1;
    while (((unsigned char)name.at[at] & 0xc0) == 0x80)
        at--;
    return at;
}

void namer_private_use(struct dice *dice, const char *name, char out[NAME_ROOM])
{
    char code[4];
    size_t len = utf8_put(0xe000 + dice_roll(dice, 0x100), code);
    struct str kept = str_cut(str_of(name), 0, last_character(str_of(name)));
    snprintf(out, NAME_ROOM, STR_FMT STR_FMT, STR_ARG(kept), (int)len, code);
}

bool namer_wrong_separator(struct dice *dice, const char *name, char out[NAME_ROOM])
{
    static const char *const wrong[] = { "•", "・", "．", "‧", "." };
    struct str view = str_of(name);
    size_t at = str_find(view, STR(DOT));
    if (at == view.len)
        return false;
    snprintf(out, NAME_ROOM, STR_FMT "%s" STR_FMT, STR_ARG(str_cut(view, 0, at)),
             wrong[dice_roll(dice, COUNT(wrong))],
             STR_ARG(str_cut(view, at + strlen(DOT), view.len)));
    return true;
}
