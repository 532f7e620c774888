#ifndef SUPPORT_GOLDEN_H
#define SUPPORT_GOLDEN_H
/** Golden files: what a program prints, kept under tests/golden/ and compared byte by byte, so that
 *  a changed rule shows as a diff. `tools/golden` rewrites them; the diff is reviewed.
 *  (1) Tests run in the project's root. */
#include "base/str.h"

/** Compares the bytes with tests/golden/<name>; the name may contain folders. On a difference it
 * writes what it got to build-test/artefacts/golden/<name> (or below $JUMIN_ARTEFACTS), prints the
 * first line that differs and fails the running cmocka test. With JUMIN_GOLDEN=write in the
 * environment it rewrites the file. */
void golden_check(const char *name, struct str bytes);

#endif
