#ifndef HTTP_INSIDE_H
#define HTTP_INSIDE_H
/** What the server's own files share; no route includes this.
 *  (1) Connections, the pool of requests and the figures belong to the loop thread. Only
 * `finished`, the queues of the workers and the sessions are touched by others. */
#include "http/pages.h"
#include "http/request.h"
#include "http/server.h"
#include "http/sessions.h"
#include "http/upload.h"
#include <event2/event.h>
#include <event2/event_struct.h>
#include <netinet/in.h>

enum {
    CONNECTIONS_MAX = 2048,
    IN_FLIGHT_MAX = 512,
    UPLOADS_MAX = 8,        /* large bodies on their way in, at one time */
    SLOW_WAITING_MAX = 64,  /* slow requests waiting for a thread */
    SMALL_BODY = 64 * 1024, /* read before anybody asks who sends it */
    HEAD_SECONDS = 10,      /* from the first byte of a head to its last */
    IDLE_SECONDS = 75,
    WRITE_SECONDS = 60, /* without a byte taken */
    LINGER_SECONDS = 2,
    STOP_SECONDS = 30,
};

/* ---- connections: connection.c ---- */

enum connection_state {
    READING_HEAD,
    READING_SMALL, /* the body follows the head in the same buffer */
    AT_THE_DOOR,   /* a large body waits until the worker knows who sends it */
    READING_LARGE,
    WORKING,
    WRITING,
    LINGERING /* answered and to be closed: what still comes is thrown away, so the answer is not
                 lost */
};

struct connection {
    struct server *server;
    struct connection *previous, *next;
    int fd;
    enum connection_state state;
    bool paused;    /* reading is switched off */
    bool close;     /* after the answer */
    bool body_read; /* what comes next is another request */
    bool uploading;
    struct event read_event, write_event;
    struct buf in;
    size_t scanned; /* bytes of an unfinished head already looked at */
    size_t used;    /* bytes of `in` that belong to the request */
    struct http_head head;
    struct http_request *request;
    struct upload upload;
    struct str content; /* of the answer */
    size_t written;     /* of the answer, head and content together */
    size_t drained;     /* thrown away while lingering */
    int64_t
        deadline; /* second of the monotonic clock; not looked at while a worker has the request */
    char terminal[INET6_ADDRSTRLEN];
};

/** Takes over an accepted socket. */
void connection_open(struct server *server, int fd, const struct sockaddr *from);
void connection_close(struct connection *connection);
/** The answer of its request is ready, or the door was passed. */
void connection_answered(struct connection *connection);
/** Closes those whose time is up; all idle ones when the server is stopping. */
void connections_sweep(struct server *server);
/** Writes the head of the answer into the request; returns the content to send behind it. reply.c
 */
struct str reply_head(const struct connection *connection, struct http_request *request);

/* ---- threads: workers.c, and what they do: work.c ---- */

struct workers;
MUST_USE enum outcome workers_open(struct server *server, const char *name, int threads,
                                   int most_waiting, struct workers **out);
/** Ends the threads when their queue is empty. NULL is fine. */
void workers_close(struct workers *workers);
/** False when too many wait. */
bool workers_add(struct workers *workers, struct http_request *request);

/** One request in a worker's thread, up to its end or its place in the queue of writers. The desk's
 * database is set; true when its connection is broken. */
bool request_run(struct http_request *request);

/* ---- figures: figures.c ---- */

enum { BUCKETS = 10, ROUTES_MAX = 256 };

struct figures {
    int64_t by_route[ROUTES_MAX + 1][5]; /* 1xx … 5xx; the last row: no route */
    int64_t by_time[BUCKETS + 1];
    double seconds;
    struct buf log; /* lines not yet written */
};
/** Counts a request, and writes its line: method, address as in the table, status, time; never a
 * value. */
void figures_note(struct server *server, const struct http_request *request, size_t bytes);
void figures_flush(struct server *server);
/** Prometheus text. */
void figures_text(struct server *server, struct buf *out);

/* ---- the server: server.c ---- */

struct server {
    struct http_options options;
    struct event_base *base;
    int listener, wake_fd, port;
    bool listening, stopping;
    int64_t stop_by;
    struct event accept_event, wake_event, tick_event, term_event, interrupt_event;
    struct connection *connections;
    int connection_count, in_flight, uploads;
    struct http_request *spare;
    struct workers *fast, *slow;
    struct queue *queue;
    struct sessions *sessions;
    struct pages *pages;
    struct http_request *_Atomic finished;
    struct figures figures;
    int64_t started_us;
    int64_t now_s; /* monotonic, as of this turn of the loop */
    char date[40]; /* the Date line's value, as of now_s */
    char scratch[256 * 1024];
};

/** NULL when too many are in flight. */
struct http_request *request_take(struct server *server, struct connection *connection);
void request_release(struct http_request *request);
/** Any thread: hands a finished request to the loop. */
void request_finished(struct http_request *request);
int64_t monotonic_us(void);

#endif
