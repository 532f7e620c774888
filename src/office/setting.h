#ifndef OFFICE_SETTING_H
#define OFFICE_SETTING_H
/** What a city sets itself, with the day it begins, and what this node is. setting() itself is in
 * office/office.h.
 *  (1) What the law fixes is a row in the code, never a setting.
 *  (2) A setting has a row here with its limits; nothing can be set outside them. */
#include "core/column.h"
#include "core/desk.h"

struct setting_row {
    const char *name;
    int64_t first, least, most; /* `first` is what init puts in */
    const char *source, *zh, *en;
};
extern const struct setting_row setting_rows[];
extern const size_t setting_row_count;

struct setting_record {
    struct str name;
    struct day begins;
    int64_t value;
    struct str source;
};
extern const struct column setting_columns[];
extern const size_t setting_column_count;

MUST_USE enum outcome setting_list(struct desk *desk, const struct setting_record **out,
                                   size_t *count);
/** Sets a value from a day on; the same day again replaces it.
 *  source   the city's decision or document
 *  refuses  RIGHT_MISSING, NOT_FOUND, ITEM_WRONG (outside the limits, or a day gone by),
 *           ITEM_MISSING (no source)
 *  right    admin.system; journalled as setting.changed */
MUST_USE enum outcome setting_put(struct desk *desk, struct str name, int64_t value,
                                  struct day begins, struct str source);
/** The first value of every setting, inside the caller's transaction: for the seed. */
MUST_USE enum outcome settings_seed(struct desk *desk);
/** The copy kept per process is read anew; for whoever opens another database in it. */
void settings_forget(void);

/** This node: a name and a text. *out has no bytes when there is no row. Known names:
 *  city 650100 · solo 1 · keys, the ring's folder · writer, 0 to 511, of the ids made here */
MUST_USE enum outcome node_get(struct desk *desk, const char *name, struct str *out);
/** Inside the caller's transaction. */
MUST_USE enum outcome node_put(struct desk *desk, const char *name, struct str value);

#endif
