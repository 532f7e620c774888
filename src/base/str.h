#ifndef BASE_STR_H
#define BASE_STR_H
/** Views of bytes.
 *  (1) A view owns nothing and need not end in NUL.
 *  (2) Text in a view is UTF-8. */
#include "base/outcome.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/banned.h"

struct str {
    const char *at;
    size_t len;
};

#define STR(literal)  ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_FMT       "%.*s"
#define STR_ARG(view) (int)(view).len, (view).at ? (view).at : ""
#define NO_STR        ((struct str){ 0 })

/** View of a NUL-terminated text; NULL gives the empty view. */
struct str str_of(const char *text);
struct str str_from(const void *bytes, size_t len);
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *text);
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
/** Byte order; shorter first when one is the beginning of the other. */
int str_compare(struct str a, struct str b);
struct str str_cut(struct str s, size_t from, size_t len);
/** Without ASCII blanks and U+3000, U+FEFF, U+00A0 at both ends. */
struct str str_trim(struct str s);
/** Position of the byte, or s.len. */
size_t str_find_byte(struct str s, char byte);
/** Position of the text, or s.len; the empty text is at 0. */
size_t str_find(struct str s, struct str what);
/** Takes the part before the separator off *rest; false when nothing is left. An empty last part
 * counts. */
bool str_split(struct str *rest, char separator, struct str *part);
/** Decimal with optional minus, whole view; false when it is anything else or overflows. */
bool str_to_int(struct str s, int64_t *out);
uint64_t str_hash(struct str s);

#endif
