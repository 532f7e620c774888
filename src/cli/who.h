#ifndef CLI_WHO_H
#define CLI_WHO_H
/** How commands name a person or a household. */
#include "cli/cli.h"

/** 650102011-123456: part and id. False when it is something else. */
bool part_and_id(struct str text, int32_t *part, int64_t *id);
/** The same of the argument `name`; says what is wrong when it is something else. */
MUST_USE bool record_given(struct cli *cli, const char *name, int32_t *part, int64_t *id);
/** The argument WHO: PART-ID, or an id of the old system 原编号.
 *  refuses  PERSON_UNKNOWN */
MUST_USE enum outcome find_person(struct cli *cli, int32_t *part, int64_t *id);

/** A unit's number. False after saying what is wrong. */
bool unit_given(struct cli *cli, const char *name, int32_t *out);

#endif
