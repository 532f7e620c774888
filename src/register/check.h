#ifndef REGISTER_CHECK_H
#define REGISTER_CHECK_H
/** The check of the register: what is questionable in it, person by person, as CSV
 *  `kind,person,other,field,detail,unit,severity`; `person` and `other` are 原编号 where there is
 * one, else part-id. A number that a clerk decided to let stand is not reported again. */
#include "base/buf.h"
#include "core/desk.h"

#define CHECK_HEADINGS "kind,person,other,field,detail,unit,severity\n"

/** Lines of CSV, as they come; borrowed until the call returns. */
struct check_sink {
    void *self;
    void (*lines)(void *self, struct str csv);
};

/** Kinds: DUPLICATE_NUMBER, DUPLICATE_REGISTRATION (the same name with the same number),
 *  WRONG_NUMBER, MISSING_ITEM (no number). Severity: WRONG, or WARN for what may be right. Writes
 *  the entry `register.checked` {findings}.
 *  right    MAY_SEE_PERSONS, over the clerk's reach
 *  refuses  RIGHT_MISSING */
MUST_USE enum outcome register_check(struct desk *desk, const struct check_sink *sink,
                                     int64_t *findings);

#endif
