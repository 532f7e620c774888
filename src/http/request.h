#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H
/** What a handler has before it: the request, its desk, and the answer in the making.
 *  (1) One thread at a time has a request: a reader, then the writer, then the loop.
 *  (2) Everything hangs in the desk's arena and is gone when the answer has left. */
#include "base/buf.h"
#include "db/queue.h"
#include "http/body.h"
#include "http/route.h"

struct http_answer {
    int status;
    const char *type;    /* content type; NULL for an answer without body */
    struct buf body;     /* or, when it has bytes: */
    struct str borrowed; /* a picture, a form; in the arena */
    struct buf lines;    /* further lines of the head, added after the answer was begun */
    bool own_lines;      /* instead of those every answer of the API has */
};

struct connection;
struct server;
struct session;

struct http_request {
    struct desk desk;
    const struct route *route;
    const struct http_head *head;
    struct str params[ROUTE_PARAMS_MAX]; /* decoded, in the order of the route's path */
    struct str body;
    bool other_type;                /* the body is of the other type its kind allows */
    const struct session *session;  /* NULL on public routes */
    void *plan;                     /* what prepare leaves for settle; in the arena */
    void (*plan_close)(void *plan); /* when it holds more than the arena; called at the end */
    struct http_answer answer;

    /* the server's own */
    struct server *server;
    struct connection *connection;
    struct http_request *next;
    struct job job;
    enum outcome outcome;
    bool only_the_door; /* a large body is read only after the door was passed */
    bool door_passed;
    struct problem refused; /* kept while it is being noted, or the key is looked up again */
    unsigned char hash[32]; /* of method, address and body */
    int64_t begun_us;
    struct buf out; /* the head of the answer as sent */
};

/** Begins a JSON answer; write one value into the buffer. */
struct buf *answer_json(struct http_request *request, int status);
/** 204. */
void answer_nothing(struct http_request *request);
/** A picture or a form; the bytes live as long as the arena. */
void answer_bytes(struct http_request *request, const char *type, struct str bytes);
/** Another line of the head; the value holds no line ends. */
void answer_line(struct http_request *request, const char *name, struct str value);
/** ETag: "ver". */
void answer_version(struct http_request *request, int64_t version);
/** The refusal or failure on the desk, as application/problem+json. */
void answer_problem(struct http_request *request);

/** {"items":[ … ],"next":…}: begin, write the items, end with the cursor or NO_STR. */
struct buf *answer_list(struct http_request *request);
void answer_list_end(struct http_request *request, struct str next);

/** ?state=…&cursor=…&limit=…, as the lists of records take them. */
struct list_query {
    struct str state, cursor;
    int64_t limit;
};
/** What is not asked for stays as *asked had it.  refuses BAD_REQUEST */
MUST_USE enum outcome list_query_read(struct http_request *request, struct list_query *asked);

/** A parameter of the path as a number. refuses NOT_FOUND */
MUST_USE enum outcome param_id(struct http_request *request, size_t index, int64_t *out);
MUST_USE enum outcome param_part(struct http_request *request, size_t index, int32_t *out);
/** …/{part}/{id}…: which record. */
MUST_USE enum outcome params_record(struct http_request *request, int32_t *part, int64_t *id);

#endif
