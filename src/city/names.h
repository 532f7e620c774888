#ifndef CITY_NAMES_H
#define CITY_NAMES_H
/** Names that could be anybody's and are nobody's: drawn from shares of surnames and our own lists.
 *  (1) The separator between the parts of a name is U+00B7 and nothing else [NM33].
 *  (2) Every character has a place of its own in GB 18030: no name changes on its way through it.
 *  (3) Some names are longer than the 15 units of the chip, some hold characters beyond the BMP
 *      [GA 490]. */
#include "base/arena.h"
#include "city/dice.h"

enum name_style { STYLE_HAN, STYLE_HUI, STYLE_XIBE, STYLE_MONGOL, STYLE_UYGHUR, STYLE_KAZAK };

#define NAME_ROOM 96 /* bytes of the longest name and its NUL: 31 hanzi */

struct city_name {
    char text[NAME_ROOM];
    const char *surname; /* NULL where names have no surname */
    const char *given; /* what a child carries behind its own name; NULL for styles with surnames */
};

struct namer;

/** The lotteries of surnames; lives in the arena. */
struct namer *namer_new(struct arena *arena);
/** A name of the style and of the time.
 *  parent   whose surname, or whose own name, the child carries; NULL draws one
 *  year     of birth: given names follow the fashion of their day */
void namer_draw(const struct namer *namer, struct dice *dice, enum name_style style, bool male,
                int year, const struct city_name *parent, struct city_name *out);
/** Another usual spelling of the same name (买买提 for 麦麦提, 玮 for 伟); false when there is
 * none. */
bool namer_variant(const char *name, char out[NAME_ROOM]);
/** The name with its last character replaced by a code of private use, as old
 *  font sets left them; one that GB 18030 carries both ways (U+E000 to U+E0FF). */
void namer_private_use(struct dice *dice, const char *name, char out[NAME_ROOM]);
/** The name with its separator replaced by one of the wrong ones; false when it has none. */
bool namer_wrong_separator(struct dice *dice, const char *name, char out[NAME_ROOM]);

#endif
