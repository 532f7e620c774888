#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H
/** The server: takes requests, lets the routes answer them, until it is told to stop.
 *  (1) One loop thread talks to the network and waits for nothing else; readers have a database
 *      connection each; what writes goes through the queue that groups commits, and its answer
 *      leaves after the commit.
 *  (2) Everything is bounded: connections, requests in flight, heads, bodies, and the time each may
 *      take.
 *  (3) SIGTERM and SIGINT end it in order: no new requests, what is queued is done and answered. */
#include "core/desk.h"

struct http_options {
    struct str url;     /* of the database, which is there and migrated */
    const char *listen; /* "127.0.0.1:8080"; port 0 takes a free one */
    const char *web;    /* folder of the pages; NULL finds it, see pages.h */
    int group;          /* most use cases in one commit */
    int readers;        /* threads that read and prepare */
    int writers;        /* PostgreSQL only: connections that write */
    bool quiet;         /* no line in the log for each request */
    bool behind_proxy; /* a proxy of ours is the only one who connects: it says whose terminal it is
                        */
    struct ids *ids;   /* of the process, borrowed */
    struct keys *keys; /* may be NULL */
    /** Called once, when it listens; may be NULL. */
    void (*listening)(void *ctx, const char *address, int port);
    void *ctx;
};
#define HTTP_DEFAULTS                                                                              \
    {                                                                                              \
        .listen = "127.0.0.1:8080", .group = 64, .readers = 2, .writers = 8                        \
    }

/** Serves until it is told to stop. Exit code: 0 stopped in order, 2 could not start (the log says
 * why). */
int http_serve(const struct http_options *options);

#endif
