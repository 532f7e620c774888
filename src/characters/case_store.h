#ifndef CHARACTERS_CASE_STORE_H
#define CHARACTERS_CASE_STORE_H
/** Cases as rows: inside this counter. Rights are asked by the use cases. */
#include "characters/character_case.h"

/** refuses  CHARACTER_CASE_UNKNOWN */
MUST_USE enum outcome case_load(struct desk *desk, int32_t part, int64_t id,
                                struct character_case *out);
/** The open ones of a person. */
MUST_USE enum outcome cases_of_person(struct desk *desk, int32_t part, int64_t person,
                                      struct character_cases *out);
/** Closes one, by today and the desk's clerk; *c becomes it.  refuses  CHANGED_MEANWHILE */
MUST_USE enum outcome case_close(struct desk *desk, struct character_case *c, const char *outcome,
                                 struct str character, struct str note);
/** Is open, and is the version the clerk saw.  refuses  WRONG_STEP, VERSION_REQUIRED, VERSION_STALE */
MUST_USE enum outcome case_is_workable(struct desk *desk, const struct character_case *c);

#endif
