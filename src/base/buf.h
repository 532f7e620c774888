#ifndef BASE_BUF_H
#define BASE_BUF_H
/** A growing run of bytes, and JSON and CSV written into it. Zero-initialised is empty; buf_close
 * frees. */
#include "base/arena.h"

struct buf {
    char *at;
    size_t len, room;
};

void buf_close(struct buf *buf);
void buf_clear(struct buf *buf);
/** Room for `more` bytes behind the end; the caller may write there and add to len. */
char *buf_room(struct buf *buf, size_t more);
void buf_add(struct buf *buf, struct str s);
void buf_text(struct buf *buf, const char *text);
void buf_byte(struct buf *buf, char byte);
void buf_int(struct buf *buf, int64_t n);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
struct str buf_str(const struct buf *buf);

/** JSON. A comma is put in front where one is needed: after anything but `{`, `[`, `:` or the
 * start. */
void json_open(struct buf *buf, char bracket);  /* '{' or '[' */
void json_close(struct buf *buf, char bracket); /* '}' or ']' */
void json_key(struct buf *buf, const char *key);
/** Quoted and escaped; bytes that are not UTF-8 become U+FFFD. A view without bytes (at == NULL)
 * becomes null. */
void json_str(struct buf *buf, struct str s);
void json_text(struct buf *buf, const char *text);
void json_int(struct buf *buf, int64_t n);
/** 64-bit ids as strings, since a page's numbers end at 2^53. */
void json_id(struct buf *buf, int64_t id);
void json_bool(struct buf *buf, bool truth);
void json_nothing(struct buf *buf);
/** Already JSON. */
void json_raw(struct buf *buf, struct str json);
void json_field_str(struct buf *buf, const char *key, struct str s);
void json_field_text(struct buf *buf, const char *key, const char *text);
void json_field_int(struct buf *buf, const char *key, int64_t n);
void json_field_id(struct buf *buf, const char *key, int64_t id);
void json_field_bool(struct buf *buf, const char *key, bool truth);

/** One CSV field (RFC 4180); the comma or line end is the caller's. */
void csv_field(struct buf *buf, struct str s);
/** The same for a spreadsheet: a field that begins like a formula (= + - @ tab) gets a ' in front.
 */
void csv_field_for_sheets(struct buf *buf, struct str s);

#endif
