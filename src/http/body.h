#ifndef HTTP_BODY_H
#define HTTP_BODY_H
/** The JSON door: a table of fields reads an object into a struct, or says which field is wrong.
 *  (1) A field the table does not know is refused, so a misspelt one is never lost in silence.
 *  (2) Refusals point at the field and never repeat what stood in it.
 *  (3) Texts are copied into the desk's arena. */
#include "core/desk.h"

enum field_kind {
    FIELD_TEXT,   /* struct str; `most` code points; no control characters but line ends and tabs */
    FIELD_INT,    /* int64_t; a JSON integer of 0 to `most` */
    FIELD_PART,   /* int32_t; a unit number, 9 digits, as a JSON integer */
    FIELD_ID,     /* int64_t; decimal digits in a string, since a page's numbers end at 2^53 */
    FIELD_DAY,    /* struct day; "YYYY-MM-DD" */
    FIELD_BOOL,   /* int; 0 or 1 */
    FIELD_OBJECT, /* a struct of its own at the offset, read by `inner` */
    FIELD_TEXTS,  /* struct texts; `most` texts of 200 code points */
};

/** What is absent or null leaves the struct as it was: set defaults before reading. */
struct field {
    const char *name;
    enum field_kind kind;
    bool required;
    int most;
    size_t offset;
    const struct field *inner;
    size_t inner_count;
};

struct texts {
    struct str *at;
    size_t count;
};

/* A row of a table of fields. `presence` is REQUIRED or OPTIONAL. */
#define FIELD(record, member, name, kind, presence, most)                                          \
    {                                                                                              \
        name, kind, presence, most, offsetof(struct record, member), NULL, 0                       \
    }
#define FIELD_INNER(record, member, name, presence, table)                                         \
    {                                                                                              \
        name, FIELD_OBJECT, presence, 0, offsetof(struct record, member), table, COUNT(table)      \
    }
#define REQUIRED true
#define OPTIONAL false

/** Reads the JSON object into the struct.
 *  refuses  BAD_REQUEST (no JSON object, a name twice), NOT_TEXT, UNKNOWN_FIELD, ITEM_MISSING,
 * ITEM_WRONG */
MUST_USE enum outcome body_read(struct desk *desk, struct str json, const struct field *fields,
                                size_t count, void *out);
/** The same for the query of an address, `a=1&b=%E7%8E%8B`; the kinds TEXT, INT, PART, ID, DAY and
 * BOOL (0 or 1). Refuses the same. */
MUST_USE enum outcome query_read(struct desk *desk, struct str query, const struct field *fields,
                                 size_t count, void *out);

/** Percent-decoded text in the arena; refuses NOT_TEXT when it is not UTF-8 or holds control
 * characters, BAD_REQUEST when a % is not followed by two digits. */
MUST_USE enum outcome percent_decode(struct desk *desk, struct str encoded, struct str *out);

/** Passwords stay nowhere: overwrites one read from a body, and then the body. */
void wipe_text(struct str text);

#endif
