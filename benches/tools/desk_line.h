#ifndef BENCHES_TOOLS_DESK_LINE_H
#define BENCHES_TOOLS_DESK_LINE_H
/** A clerk's line to the server on loopback, for programs that load it: kept open, one request at a
 *  time, logged in once. Whatever breaks ends the program. */
#include "base/arena.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER_MAX = 65536 };

struct desk_line {
    int fd;
    struct str cookie, csrf; /* of the session */
    char answer[ANSWER_MAX];
    size_t got;
    int64_t sent_at; /* µs */
};

static inline int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static inline _Noreturn void stop(const char *what)
{
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(2);
}

static inline int line_dial(int port)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
        stop("connect");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

/** Whether the whole answer is here. */
static inline bool line_whole(const struct desk_line *line)
{
    struct str s = { line->answer, line->got }, head = STR("\r\n\r\n"),
               length = STR("Content-Length: ");
    size_t end = str_find(s, head), at = str_find(s, length);
    int64_t body = 0;
    if (end == s.len)
        return false;
    struct str digits = str_cut(s, at + length.len, s.len);
    digits = str_cut(digits, 0, str_find_byte(digits, '\r'));
    return at < end && str_to_int(digits, &body) && end + head.len + (size_t)body <= line->got;
}

static inline struct str line_answer(const struct desk_line *line)
{
    return (struct str){ line->answer, line->got };
}

static inline void line_read(struct desk_line *line)
{
    ssize_t n = read(line->fd, line->answer + line->got, sizeof line->answer - line->got);
    if (n <= 0)
        stop("the server closed a connection");
    line->got += (size_t)n;
}

/** `more`: further lines of the head, each with its end. */
static inline void line_post(struct desk_line *line, const char *path, const char *more,
                             const char *body)
{
    char request[4096];
    int n = snprintf(request, sizeof request,
                     "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                     "Cookie: __Host-jumin=" STR_FMT "\r\nX-CSRF-Token: " STR_FMT
                     "\r\n%sContent-Length: %zu\r\n\r\n%s",
                     path, STR_ARG(line->cookie), STR_ARG(line->csrf), more, strlen(body), body);
    line->got = 0;
    line->sent_at = now_us();
    if (n >= (int)sizeof request || write(line->fd, request, (size_t)n) != n)
        stop("send");
}

static inline struct str line_between(struct str s, const char *before, char end)
{
    size_t at = str_find(s, str_of(before));
    if (at == s.len)
        stop(before);
    struct str rest = str_cut(s, at + strlen(before), s.len);
    return str_cut(rest, 0, str_find_byte(rest, end));
}

static inline void line_log_in(struct arena *arena, struct desk_line *line, int port,
                               const char *login, const char *password)
{
    char body[256], request[1024];
    int n = snprintf(body, sizeof body, "{\"login\":\"%s\",\"password\":\"%s\"}", login, password);
    int m = snprintf(request, sizeof request,
                     "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                     "application/json\r\nContent-Length: %d\r\n\r\n%s",
                     n, body);
    line->fd = line_dial(port);
    if (write(line->fd, request, (size_t)m) != m)
        stop("log in");
    while (!line_whole(line))
        line_read(line);
    if (!str_starts(line_answer(line), "HTTP/1.1 20")) {
        fprintf(stderr, STR_FMT "\n", STR_ARG(line_answer(line)));
        stop("log in");
    }
    line->cookie = arena_str(arena, line_between(line_answer(line), "__Host-jumin=", ';'));
    line->csrf = arena_str(arena, line_between(line_answer(line), "\"csrf\":\"", '"'));
}

#endif
