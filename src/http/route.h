#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H
/** Routes: one row says address, right, conditions, body and the two halves of the work.
 *  (1) The right of the row is asked before anything of the request runs; the use case's may() has
 *      the last word.
 *  (2) Every row stands in api/openapi.yaml under its operation, and the reverse; a test
 *      compares. */
#include "core/desk.h"
#include "http/head.h"

struct http_request;
/** One half of the work. DONE leaves an answer on the request; a refusal or failure stands on its
 * desk. */
typedef enum outcome http_half(struct http_request *request);

/** Beside the rights of core/rights.def. */
enum { RIGHT_ANYONE = RIGHT_COUNT /* whoever is logged in */, RIGHT_PUBLIC /* also who is not */ };

enum route_flag {
    NEEDS_KEY = 1,         /* Idempotency-Key: done once, whatever the line repeats */
    NEEDS_VERSION = 2,     /* If-Match: desk->expected_version is set */
    NEEDS_PURPOSE = 4,     /* X-Purpose: desk->purpose is set */
    IS_SLOW = 8,           /* runs in the threads for slow work: passwords, files, whole chains */
    CHANGES_SESSIONS = 16, /* who is logged in, or with which rights, is read anew after it */
    IN_THE_LOOP = 32,      /* the loop itself answers: public, no body, no database, no waiting */
    WRITES_ITSELF = 64     /* prepare has a connection that writes, and transactions of its own */
};

#define BODY_XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
/* clang-format off */
#define BODY_KINDS(X) /* kind, content type, another one it may be, most bytes */ \
    X(BODY_NONE,    "",                         NULL,               0)                 \
    X(BODY_EMPTY,   "application/json",         NULL,               1024)              /* nothing, or {} */ \
    X(BODY_JSON,    "application/json",         NULL,               64 * 1024)         \
    X(BODY_SIGNED,  "application/json",         NULL,               512 * 1024)        /* with a drawn signature */ \
    X(BODY_JPEG,    "image/jpeg",               NULL,               2 * 1024 * 1024)   \
    X(BODY_PNG,     "image/png",                NULL,               512 * 1024)        \
    X(BODY_CSV,     "text/csv",                 NULL,               600 * 1024 * 1024) \
    X(BODY_SHEET,   "text/csv",                 BODY_XLSX,          600 * 1024 * 1024) /* or a workbook */ \
    X(BODY_PACKAGE, "application/octet-stream", "application/json", 512 * 1024 * 1024) /* or {"file":…} */
/* clang-format on */
enum body_kind {
#define X(kind, type, other, most) kind,
    BODY_KINDS(X)
#undef X
};
struct body_text {
    const char *type, *other;
    int64_t most;
};
const struct body_text *body_text(enum body_kind kind);

enum { ROUTE_PARAMS_MAX = 4 };

struct route {
    enum http_method method;
    const char *path; /* "/api/v1/persons/{part}/{id}"; a segment may end in text: "{number}.pdf" */
    int right;        /* enum right, RIGHT_ANYONE or RIGHT_PUBLIC */
    unsigned flags;   /* of enum route_flag */
    enum body_kind body;
    /** Runs in a reader's thread with its own connection: what a GET shows, and what a POST
     * decodes, judges, signs or hashes before it settles. May be NULL. */
    http_half *prepare;
    /** Runs in the writer's transaction: SQL only. May run again after a conflict, so it changes
     * nothing of the request but its answer. NULL when there is nothing to write. */
    http_half *settle;
    const char *operation; /* operationId, lowerCamelCase */
    const char *zh, *en;
};

struct route_table {
    const struct route *rows;
    const size_t *count;
};
/** All tables, in the order they are printed. */
extern const struct route_table route_tables[];
extern const size_t route_table_count;

struct route_match {
    const struct route *route;           /* NULL when the address or the method is unknown */
    unsigned allowed;                    /* bit n: the address takes enum http_method n */
    struct str params[ROUTE_PARAMS_MAX]; /* as sent, percent-encoded; inside the path */
};
/** Builds the tree of addresses; once, before the first route_find. */
void routes_index(void);
/** Any thread. */
struct route_match route_find(enum http_method method, struct str path);

#endif
