#ifndef FORMS_FONTS_H
#define FORMS_FONTS_H
/** The fonts of printed forms, stated: no other font installed on the machine is ever taken. */
#include "base/str.h"

struct _PangoFontMap;

/** Families in the order in which a character is looked for. */
extern const char *const font_families;
/** A map that knows only these families; the caller's thread alone uses it, g_object_unref ends it.
 * NULL when a family is not installed, *lacking names it. */
struct _PangoFontMap *fonts_map(const char **lacking);
/** Whether one of them has the character. A private-use one has none, whatever a font's maker drew
 * there. From any thread. */
bool fonts_draw(uint32_t point);

#endif
