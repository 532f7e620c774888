#ifndef BASE_HEX_H
#define BASE_HEX_H
/** Bytes as lower-case hexadecimal digits, two a byte. */
#include "base/buf.h"

void buf_hex(struct buf *buf, const void *bytes, size_t len);
/** JSON: quoted; a view without bytes (at == NULL) becomes null. */
void json_hex(struct buf *buf, struct str bytes);
/** Into 2 * len + 1 chars, NUL at the end; returns out. */
const char *hex_text(const void *bytes, size_t len, char *out);
/** False unless the view is exactly 2 * len digits of either case; out is then untouched. */
bool hex_read(struct str digits, unsigned char *out, size_t len);

#endif
