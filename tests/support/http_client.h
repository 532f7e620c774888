#ifndef SUPPORT_HTTP_CLIENT_H
#define SUPPORT_HTTP_CLIENT_H
/** A server of the test's own on a free port of loopback, and a client that sends what it is told
 *  to, byte by byte.
 *  (1) Nothing is added to raw requests, so a test can send what no library would. */
#include "base/buf.h"
#include "core/desk.h"
#include <sys/types.h>

struct test_server;
/** Serves the database until test_server_stop; the city in it is the caller's. Options' url,
 * listen, ids and listening are set here; NULL takes the defaults. */
struct http_options;
struct test_server *test_server_start(const char *url, const struct http_options *options);
/** As SIGTERM does; returns the exit code. */
int test_server_stop(struct test_server *server);
int test_server_port(const struct test_server *server);

struct answer {
    int status;       /* 0: the server closed without an answer */
    struct buf bytes; /* head and body as received */
    size_t body_at;
};
void answer_close(struct answer *answer);
struct str answer_body(const struct answer *answer);
/** The value of a line of the head, or the empty view. */
struct str answer_head(const struct answer *answer, const char *name);
/** Text in the body. */
bool answer_has(const struct answer *answer, const char *text);

/** A connection. */
int client_open(const struct test_server *server);
void client_close(int fd);
void client_send(int fd, struct str bytes);
/** One answer, by its Content-Length. */
struct answer client_read(int fd);
/** Up to so many bytes; 0 at the end, or after half a minute without one. */
ssize_t client_receive(int fd, void *at, size_t room);
/** True when the server closes within the time. */
bool client_sees_end(int fd, int seconds);

/** Who asks: the cookie and the token of a session, or nothing. */
struct visitor {
    char cookie[128], csrf[64];
};
/** One request on a connection of its own. `lines` are further lines of the head, each ending in
 * \r\n, or NULL; a body gets its Content-Length, and application/json unless the lines say another
 * type. */
struct answer ask(const struct test_server *server, const struct visitor *visitor,
                  const char *method, const char *path, const char *lines, struct str body);
/** Logs in. */
struct visitor log_in(const struct test_server *server, const char *login, const char *password);

#endif
