#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H
/** The head of a request, read strictly, before anything else looks at the bytes [RFC 9112].
 *  (1) What two readers could understand differently is refused: bare line feeds, folded lines, a
 *      blank before a colon, a line we use given twice, any transfer coding, a length where none
 *      belongs. So nothing can be smuggled past a proxy that reads it the other way.
 *  (2) Every view points into the bytes given. */
#include "base/str.h"

enum { HEAD_MAX = 16 * 1024 };

enum http_method { METHOD_GET, METHOD_HEAD, METHOD_POST, METHOD_PUT, METHOD_DELETE, METHOD_OTHER };
const char *http_method_text(enum http_method method);

/* clang-format off */
#define HEAD_LINES(X) /* the lines we use */ \
    X(HOST, "host")                       X(CONNECTION, "connection") \
    X(CONTENT_TYPE, "content-type")       X(CONTENT_LENGTH, "content-length") \
    X(TRANSFER, "transfer-encoding")      X(EXPECT, "expect") \
    X(COOKIE, "cookie")                   X(CSRF, "x-csrf-token") \
    X(KEY, "idempotency-key")             X(PURPOSE, "x-purpose") \
    X(IF_MATCH, "if-match")               X(IF_NONE_MATCH, "if-none-match") \
    X(ENCODING, "accept-encoding")        X(TRACE, "traceparent") \
    X(FORWARDED, "x-forwarded-for")
/* clang-format on */
enum head_line {
#define X(name, text) LINE_##name,
    HEAD_LINES(X)
#undef X
        LINE_COUNT
};

struct http_head {
    enum http_method method;
    struct str path, query;      /* as sent; the query without its ? */
    int minor;                   /* HTTP/1.minor */
    struct str line[LINE_COUNT]; /* values, trimmed; at == NULL when the line is absent */
    int64_t content_length;      /* 0 when there is none */
    bool keep_alive, expects_continue;
    size_t len; /* bytes of the head, its empty line included */
};

enum head_verdict { HEAD_WHOLE, HEAD_MORE, HEAD_BROKEN, HEAD_TOO_LONG };

/** Pure. Reads a head from the beginning of the bytes.
 *  scanned  how many of them an earlier call has seen, 0 at first: they are not searched again
 *  out      set when HEAD_WHOLE */
enum head_verdict head_read(struct str bytes, size_t scanned, struct http_head *out);

#endif
