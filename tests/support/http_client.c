#include "support/http_client.h"
#include "http/server.h"
#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- the server ---- */

struct test_server {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct http_options options;
    struct ids ids;
    char url[512];
    int port; /* 0: not yet; -1: it did not come up */
    int exit_code;
};

static void note_port(struct test_server *server, int port)
{
    pthread_mutex_lock(&server->lock);
    if (server->port == 0)
        server->port = port;
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

static void on_listening(void *ctx, const char *address, int port)
{
    (void)address;
    note_port(ctx, port);
}

static void *serve(void *at)
{
    struct test_server *server = at;
    server->exit_code = http_serve(&server->options);
    note_port(server, -1);
    return NULL;
}

struct test_server *test_server_start(const char *url, const struct http_options *options)
{
    static const struct http_options defaults = HTTP_DEFAULTS;
    struct test_server *server = calloc(1, sizeof *server);
    assert_non_null(server);
    pthread_mutex_init(&server->lock, NULL);
    pthread_cond_init(&server->changed, NULL);
    snprintf(server->url, sizeof server->url, "%s", url);
    server->ids.writer = 2;
    server->options = options ? *options : defaults;
    server->options.url = str_of(server->url);
    server->options.listen = "127.0.0.1:0";
    server->options.ids = &server->ids;
    server->options.quiet = true;
    server->options.listening = on_listening;
    server->options.ctx = server;
    assert_int_equal(pthread_create(&server->thread, NULL, serve, server), 0);
    pthread_mutex_lock(&server->lock);
    while (server->port == 0)
        pthread_cond_wait(&server->changed, &server->lock);
    pthread_mutex_unlock(&server->lock);
    assert_true(server->port > 0);
    return server;
}

int test_server_stop(struct test_server *server)
{
    kill(getpid(), SIGTERM);
    pthread_join(server->thread, NULL);
    int code = server->exit_code;
    pthread_cond_destroy(&server->changed);
    pthread_mutex_destroy(&server->lock);
    free(server);
    return code;
}

int test_server_port(const struct test_server *server)
{
    return server->port;
}

/* ---- connections ---- */

int client_open(const struct test_server *server)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)server->port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

void client_close(int fd)
{
    close(fd);
}

/** The server may refuse and close before it has read all. */
void client_send(int fd, struct str bytes)
{
    while (bytes.len) {
        ssize_t n = send(fd, bytes.at, bytes.len, MSG_NOSIGNAL);
        if (n <= 0)
            return;
        bytes = str_cut(bytes, (size_t)n, bytes.len);
    }
}

static bool readable_within(int fd, int ms)
{
    struct pollfd p = { .fd = fd, .events = POLLIN };
    return poll(&p, 1, ms) == 1;
}

ssize_t client_receive(int fd, void *at, size_t room)
{
    enum { WAIT_MS = 30000 };
    return readable_within(fd, WAIT_MS) ? recv(fd, at, room, 0) : 0;
}

static bool read_more(int fd, struct buf *into)
{
    enum { STEP = 64 * 1024 };
    ssize_t n = client_receive(fd, buf_room(into, STEP), STEP);
    if (n <= 0)
        return false;
    into->len += (size_t)n;
    return true;
}

bool client_sees_end(int fd, int seconds)
{
    char byte;
    return readable_within(fd, seconds * 1000) && recv(fd, &byte, 1, 0) <= 0;
}

/* ---- answers ---- */

void answer_close(struct answer *answer)
{
    buf_close(&answer->bytes);
}

struct str answer_body(const struct answer *answer)
{
    struct str all = buf_str(&answer->bytes);
    return str_cut(all, answer->body_at, all.len);
}

struct str answer_head(const struct answer *answer, const char *name)
{
    struct str rest = str_cut(buf_str(&answer->bytes), 0, answer->body_at), line;
    size_t len = strlen(name);
    while (rest.len && str_split(&rest, '\n', &line))
        if (line.len > len && line.at[len] == ':' && strncasecmp(line.at, name, len) == 0)
            return str_trim(str_cut(line, len + 1, line.len));
    return STR("");
}

bool answer_has(const struct answer *answer, const char *text)
{
    struct str body = answer_body(answer);
    return str_find(body, str_of(text)) < body.len;
}

static bool read_status(struct answer *answer)
{
    struct str all = buf_str(&answer->bytes);
    size_t end = str_find(all, STR("\r\n\r\n"));
    int64_t status;
    if (end == all.len || !str_starts(all, "HTTP/1.1 ") || !str_to_int(str_cut(all, 9, 3), &status))
        return false;
    answer->status = (int)status;
    answer->body_at = end + 4;
    return true;
}

struct answer client_read(int fd)
{
    struct answer answer = { 0 };
    int64_t length = 0;
    while (!read_status(&answer))
        if (!read_more(fd, &answer.bytes))
            return answer;
    (void)!str_to_int(answer_head(&answer, "Content-Length"), &length);
    while (answer.bytes.len < answer.body_at + (size_t)length)
        if (!read_more(fd, &answer.bytes))
            break;
    return answer;
}

struct answer ask(const struct test_server *server, const struct visitor *visitor,
                  const char *method, const char *path, const char *lines, struct str body)
{
    SCOPED(buf) request = { 0 };
    buf_printf(&request, "%s %s HTTP/1.1\r\nHost: test\r\n", method, path);
    if (visitor)
        buf_printf(&request, "Cookie: __Host-jumin=%s\r\nX-CSRF-Token: %s\r\n", visitor->cookie,
                   visitor->csrf);
    if (lines)
        buf_text(&request, lines);
    if (body.at) {
        if (!lines || !strstr(lines, "Content-Type"))
            buf_text(&request, "Content-Type: application/json\r\n");
        buf_printf(&request, "Content-Length: %zu\r\n", body.len);
    }
    buf_text(&request, "\r\n");
    buf_add(&request, body);
    int fd = client_open(server);
    client_send(fd, buf_str(&request));
    struct answer answer = client_read(fd);
    client_close(fd);
    return answer;
}

static void copy_between(struct str text, const char *before, char until, char *out, size_t room)
{
    size_t from = str_find(text, str_of(before));
    assert_true(from < text.len);
    struct str rest = str_cut(text, from + strlen(before), text.len);
    struct str value = str_cut(rest, 0, str_find_byte(rest, until));
    assert_true(value.len < room);
    snprintf(out, room, STR_FMT, STR_ARG(value));
}

struct visitor log_in(const struct test_server *server, const char *login, const char *password)
{
    struct visitor visitor;
    SCOPED(buf) body = { 0 };
    json_open(&body, '{');
    json_field_text(&body, "login", login);
    json_field_text(&body, "password", password);
    json_close(&body, '}');
    struct answer answer = ask(server, NULL, "POST", "/api/v1/session", NULL, buf_str(&body));
    assert_int_equal(answer.status, 200);
    copy_between(answer_head(&answer, "Set-Cookie"), "__Host-jumin=", ';', visitor.cookie,
                 sizeof visitor.cookie);
    copy_between(answer_body(&answer), "\"csrf\":\"", '"', visitor.csrf, sizeof visitor.csrf);
    answer_close(&answer);
    return visitor;
}
