#ifndef FORMS_CELLS_H
#define FORMS_CELLS_H
/** How a row of a form's table is written: four measures, then one of these. The form's file
 * defines RECORD, the struct that fills it, before its rows. */
#include "forms/sheet.h"

/* clang-format off */
#define F(field) offsetof(struct RECORD, field)
/** Label of a width, then the field. */
#define FIELD(label, label_w, field, look) label, label_w, CELL_FIELD, F(field), look, NULL, 0
#define CHECKS(label, label_w, field, list, of_class) label, label_w, CELL_CHECKS, F(field), LOOK_VALUE, list, of_class
/** A label alone, on grey. */
#define LABEL(label)             label, 999, CELL_FIELD, NO_FIELD, LOOK_VALUE, NULL, 0
#define FRAME                    "", 0, CELL_FRAME, NO_FIELD, LOOK_VALUE, NULL, 0
#define STRONG_FRAME             "", 0, CELL_FRAME, NO_FIELD, LOOK_STRONG, NULL, 0
#define WORDS(words, look)       words, 0, CELL_TEXT, NO_FIELD, look, NULL, 0
#define TEXT(label, field, look) label, 0, CELL_TEXT, F(field), look, NULL, 0
#define SIGN(label)              label, 0, CELL_SIGN, NO_FIELD, LOOK_SMALL, NULL, 0
#define KIND(label, kind, field) label, 0, kind, F(field), LOOK_VALUE, NULL, 0
#define BARE(kind)               "", 0, kind, NO_FIELD, LOOK_VALUE, NULL, 0
/* clang-format on */

#endif
