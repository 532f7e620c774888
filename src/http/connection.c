/** One connection: reads requests strictly one after another, writes their answers. All of it runs
 * in the loop thread; a connection is never freed while a worker has its request. */
#include "base/log.h"
#include "http/inside.h"
#include "http/routes.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

enum { READ_ROOM = 2048, KEEP_ROOM = 16 * 1024, LINGER_BYTES = 1 << 20 };

static void on_readable(evutil_socket_t fd, short what, void *at);
static void on_writable(evutil_socket_t fd, short what, void *at);
static void send_answer(struct connection *c);

/* ---- opening and closing ---- */

static void name_terminal(struct connection *c, const struct sockaddr *from)
{
    const void *address = NULL;
    if (from->sa_family == AF_INET)
        address = &((const struct sockaddr_in *)(const void *)from)->sin_addr;
    else if (from->sa_family == AF_INET6)
        address = &((const struct sockaddr_in6 *)(const void *)from)->sin6_addr;
    if (!address || !inet_ntop(from->sa_family, address, c->terminal, sizeof c->terminal))
        snprintf(c->terminal, sizeof c->terminal, "?");
}

static void set_deadline(struct connection *c, int64_t seconds)
{
    c->deadline = c->server->now_s + seconds;
}

static void link_in(struct server *server, struct connection *c)
{
    c->next = server->connections;
    if (c->next)
        c->next->previous = c;
    server->connections = c;
    server->connection_count++;
}

static void unlink_from(struct server *server, struct connection *c)
{
    if (c->previous)
        c->previous->next = c->next;
    else
        server->connections = c->next;
    if (c->next)
        c->next->previous = c->previous;
    server->connection_count--;
}

void connection_open(struct server *server, int fd, const struct sockaddr *from)
{
    int on = 1;
    struct connection *c = calloc(1, sizeof *c);
    ASSERT(c != NULL);
    c->server = server;
    c->fd = fd;
    upload_init(&c->upload);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    name_terminal(c, from);
    set_deadline(c, IDLE_SECONDS);
    link_in(server, c);
    event_assign(&c->read_event, server->base, fd, EV_READ | EV_PERSIST, on_readable, c);
    event_assign(&c->write_event, server->base, fd, EV_WRITE, on_writable, c);
    event_add(&c->read_event, NULL);
}

static void end_upload(struct connection *c)
{
    if (c->uploading)
        c->server->uploads--;
    c->uploading = false;
    upload_close(&c->upload);
}

void connection_close(struct connection *c)
{
    end_upload(c);
    if (c->request)
        request_release(c->request);
    event_del(&c->read_event);
    event_del(&c->write_event);
    close(c->fd);
    unlink_from(c->server, c);
    buf_close(&c->in);
    free(c);
}

/** Says that nothing more is sent, and lets the other side read it in peace: closing with unread
 * bytes in the socket would tear the answer out of its hands. */
static void linger(struct connection *c)
{
    shutdown(c->fd, SHUT_WR);
    c->state = LINGERING;
    c->drained = 0;
    set_deadline(c, LINGER_SECONDS);
}

static bool with_a_worker(const struct connection *c)
{
    return c->state == WORKING || c->state == AT_THE_DOOR;
}

void connections_sweep(struct server *server)
{
    for (struct connection *c = server->connections, *next; c; c = next) {
        next = c->next;
        bool idle = c->state == READING_HEAD && c->in.len == 0;
        bool late = server->now_s >= c->deadline && !with_a_worker(c);
        if (late || (idle && server->stopping))
            connection_close(c);
    }
}

/** While an answer is in the making nothing is read: who sends on is answered in turn, and who has
 * left is noticed when the answer is written. */
static void pause_reading(struct connection *c)
{
    event_del(&c->read_event);
    c->paused = true;
}

static void go_on_reading(struct connection *c)
{
    if (c->paused)
        event_add(&c->read_event, NULL);
    c->paused = false;
}

/* ---- refusals of the server itself ---- */

static struct str methods_text(struct desk *desk, unsigned allowed)
{
    struct str text = STR("");
    for (int i = 0; i < METHOD_OTHER; i++)
        if (allowed >> i & 1)
            text = arena_printf(desk->arena, STR_FMT "%s%s", STR_ARG(text), text.len ? ", " : "",
                                http_method_text((enum http_method)i));
    return text;
}

/** With no request to spare there is nothing to write an answer with. */
static void answer_overload(struct connection *c)
{
    static const char text[] = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n"
                               "Content-Length: 0\r\nConnection: close\r\n\r\n";
    (void)!send(c->fd, text, sizeof text - 1, MSG_NOSIGNAL);
    linger(c);
}

/** What follows a head is only understood when its body was read, so what refuses earlier closes.
 */
static void refuse_here(struct connection *c, enum refusal refusal, unsigned allowed)
{
    if (!c->body_read)
        c->close = true;
    if (!c->request)
        c->request = request_take(c->server, c);
    if (!c->request) {
        answer_overload(c);
        return;
    }
    c->request->desk.why = (struct problem){ .refusal = refusal };
    answer_problem(c->request);
    if (allowed)
        answer_line(c->request, "Allow", methods_text(&c->request->desk, allowed));
    send_answer(c);
}

static void fail_here(struct connection *c, const char *what)
{
    c->close = true;
    (void)!fail(&c->request->desk, "%s: %s", what, strerror(errno));
    answer_problem(c->request);
    send_answer(c);
}

/* ---- from the head to the worker ---- */

static size_t whole_length(const struct connection *c)
{
    return c->head.len + (size_t)c->head.content_length;
}

static void answer_in_the_loop(struct connection *c)
{
    if (c->request->route->prepare(c->request) != DONE)
        answer_problem(c->request);
    send_answer(c);
}

static void hand_over(struct connection *c)
{
    struct http_request *request = c->request;
    bool slow = request->route->flags & IS_SLOW;
    c->state = request->only_the_door ? AT_THE_DOOR : WORKING;
    if (request->route->flags & IN_THE_LOOP)
        answer_in_the_loop(c);
    else if (!workers_add(slow ? c->server->slow : c->server->fast, request))
        refuse_here(c, NO_TOO_MANY, 0);
}

static void hand_over_small(struct connection *c)
{
    struct str all = buf_str(&c->in);
    c->body_read = true;
    c->used = whole_length(c);
    c->request->body = str_cut(all, c->head.len, (size_t)c->head.content_length);
    hand_over(c);
}

static void say_continue(struct connection *c)
{
    static const char text[] = "HTTP/1.1 100 Continue\r\n\r\n";
    if (c->head.expects_continue)
        (void)!send(c->fd, text, sizeof text - 1, MSG_NOSIGNAL);
}

/** Half a minute, and as long as the slowest line we plan for (64 kB/s) needs. */
static int64_t body_seconds(const struct connection *c)
{
    return 30 + c->head.content_length / (64 * 1024);
}

static void await_small(struct connection *c)
{
    c->state = READING_SMALL;
    set_deadline(c, body_seconds(c));
    say_continue(c);
}

/** The row of an address: of the tables, or the pages' for what is not of the API. */
static enum refusal find_row(struct connection *c, struct route_match *match)
{
    enum http_method method = c->head.method == METHOD_HEAD ? METHOD_GET : c->head.method;
    *match = route_find(method, c->head.path);
    if (!match->allowed && method == METHOD_GET && !str_starts(c->head.path, "/api/"))
        match->route = &pages_route;
    if (!match->route)
        return match->allowed ? NO_METHOD_NOT_ALLOWED : NO_NOT_FOUND;
    bool fits = c->head.content_length <= body_text(match->route->body)->most;
    return fits ? REFUSAL_NONE : NO_BODY_TOO_LARGE;
}

/** The address the nearest proxy put last into X-Forwarded-For, where a proxy is the only one who
 * connects. */
static struct str terminal_of(const struct connection *c)
{
    struct str list = c->head.line[LINE_FORWARDED], last = NO_STR;
    while (c->server->options.behind_proxy && list.len && str_split(&list, ',', &last))
        ;
    last = str_trim(last);
    for (size_t i = 0; i < last.len; i++)
        if (!strchr("0123456789abcdefABCDEF.:", last.at[i]))
            return str_of(c->terminal);
    return last.len && last.len < INET6_ADDRSTRLEN ? last : str_of(c->terminal);
}

static void fill_request(struct connection *c, const struct route_match *match)
{
    struct http_request *request = c->request;
    request->route = match->route;
    request->head = &c->head;
    request->desk.terminal = terminal_of(c);
    memcpy(request->params, match->params, sizeof match->params);
    request->only_the_door = c->head.content_length > SMALL_BODY;
}

/** A small body joins its head in one buffer; if that moves, the views of the head are taken anew.
 */
static void make_room(struct connection *c)
{
    if (c->head.content_length == 0 || c->head.content_length > SMALL_BODY ||
        whole_length(c) <= c->in.room)
        return;
    buf_room(&c->in, whole_length(c) - c->in.len);
    enum head_verdict again = head_read(buf_str(&c->in), 0, &c->head);
    ASSERT(again == HEAD_WHOLE);
}

static void begin_request(struct connection *c)
{
    struct route_match match;
    make_room(c);
    enum refusal refusal = find_row(c, &match);
    c->close = !c->head.keep_alive || c->server->stopping;
    c->body_read = c->head.content_length == 0;
    c->used = c->head.len;
    c->request = request_take(c->server, c);
    if (refusal || !c->request) {
        refuse_here(c, refusal, refusal == NO_METHOD_NOT_ALLOWED ? match.allowed : 0);
        return;
    }
    fill_request(c, &match);
    if (c->request->only_the_door)
        hand_over(c);
    else if (c->in.len >= whole_length(c))
        hand_over_small(c);
    else
        await_small(c);
}

static void read_head(struct connection *c)
{
    if (c->scanned == 0)
        set_deadline(c, HEAD_SECONDS);
    enum head_verdict verdict = head_read(buf_str(&c->in), c->scanned, &c->head);
    c->scanned = c->in.len;
    if (verdict == HEAD_WHOLE)
        begin_request(c);
    else if (verdict != HEAD_MORE) {
        c->head = (struct http_head){ 0 };
        c->body_read = false;
        refuse_here(c, verdict == HEAD_BROKEN ? NO_BAD_REQUEST : NO_HEAD_TOO_LARGE, 0);
    }
}

/* ---- reading ---- */

enum received { GOT_BYTES, GOT_NOTHING, GOT_CLOSED };

/** On GOT_CLOSED the connection is gone. */
static enum received receive(struct connection *c, void *at, size_t room, size_t *got)
{
    ssize_t n = recv(c->fd, at, room, 0);
    if (n > 0) {
        *got = (size_t)n;
        return GOT_BYTES;
    }
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return GOT_NOTHING;
    connection_close(c);
    return GOT_CLOSED;
}

static void read_into_head(struct connection *c)
{
    size_t got = 0;
    buf_room(&c->in, READ_ROOM);
    if (receive(c, c->in.at + c->in.len, c->in.room - c->in.len, &got) == GOT_CLOSED)
        return;
    c->in.len += got;
    if (c->in.len)
        read_head(c);
}

static void read_small(struct connection *c)
{
    size_t got;
    if (receive(c, c->in.at + c->in.len, whole_length(c) - c->in.len, &got) != GOT_BYTES)
        return;
    c->in.len += got;
    if (c->in.len == whole_length(c))
        hand_over_small(c);
}

static void take_large(struct connection *c, struct str bytes)
{
    if (!upload_add(&c->upload, bytes)) {
        fail_here(c, "upload");
        return;
    }
    if (c->upload.have < c->head.content_length)
        return;
    c->body_read = true;
    c->request->only_the_door = false;
    if (upload_whole(&c->upload, &c->request->body))
        hand_over(c);
    else
        fail_here(c, "upload");
}

static void read_large(struct connection *c)
{
    char *scratch = c->server->scratch;
    size_t rest = (size_t)(c->head.content_length - c->upload.have), got;
    size_t room = sizeof c->server->scratch < rest ? sizeof c->server->scratch : rest;
    if (receive(c, scratch, room, &got) == GOT_BYTES)
        take_large(c, str_from(scratch, got));
}

/** The door let it in: now the body may come. Part of it may have come with the head. */
static void begin_large(struct connection *c)
{
    if (c->server->uploads == UPLOADS_MAX) {
        refuse_here(c, NO_TOO_MANY, 0);
        return;
    }
    c->server->uploads++;
    c->uploading = true;
    if (!upload_begin(&c->upload, c->head.content_length)) {
        fail_here(c, "a file for the upload");
        return;
    }
    c->state = READING_LARGE;
    set_deadline(c, body_seconds(c));
    c->request->door_passed = true;
    struct str beside = str_cut(buf_str(&c->in), c->head.len, (size_t)c->head.content_length);
    c->used = c->head.len + beside.len;
    say_continue(c);
    go_on_reading(c);
    if (beside.len)
        take_large(c, beside);
}

static void drain(struct connection *c)
{
    size_t got;
    if (receive(c, c->server->scratch, sizeof c->server->scratch, &got) != GOT_BYTES)
        return;
    c->drained += got;
    if (c->drained > LINGER_BYTES)
        connection_close(c);
}

static void on_readable(evutil_socket_t fd, short what, void *at)
{
    struct connection *c = at;
    (void)fd;
    (void)what;
    switch (c->state) {
    case READING_HEAD:
        read_into_head(c);
        break;
    case READING_SMALL:
        read_small(c);
        break;
    case READING_LARGE:
        read_large(c);
        break;
    case AT_THE_DOOR:
    case WORKING:
    case WRITING:
        pause_reading(c);
        break;
    case LINGERING:
        drain(c);
        break;
    }
}

/* ---- writing ---- */

/** Ready for the next request, or closing. */
static void finish(struct connection *c)
{
    figures_note(c->server, c->request, c->written);
    end_upload(c);
    request_release(c->request);
    c->request = NULL;
    go_on_reading(c);
    if (c->close) {
        linger(c);
        return;
    }
    c->in.len -= c->used;
    if (c->in.len)
        memmove(c->in.at, c->in.at + c->used, c->in.len);
    else if (c->in.room > KEEP_ROOM)
        buf_close(&c->in);
    c->state = READING_HEAD;
    c->scanned = 0;
    set_deadline(c, IDLE_SECONDS);
    if (c->in.len) /* the next request is here already; taken in its turn, not deeper in this one */
        event_active(&c->read_event, EV_READ, 1);
}

/** What is left to send of head and content. */
static size_t unsent(const struct connection *c, struct iovec out[2])
{
    const struct str parts[2] = { buf_str(&c->request->out), c->content };
    size_t skip = c->written, n = 0;
    for (size_t i = 0; i < COUNT(parts); i++) {
        struct str rest = str_cut(parts[i], skip, parts[i].len);
        skip -= parts[i].len - rest.len;
        if (rest.len)
            out[n++] = (struct iovec){ (void *)(uintptr_t)rest.at, rest.len };
    }
    return n;
}

static void write_some(struct connection *c)
{
    struct iovec out[2];
    struct msghdr message = { .msg_iov = out };
    while ((message.msg_iovlen = unsent(c, out)) != 0) {
        ssize_t n = sendmsg(c->fd, &message, MSG_NOSIGNAL);
        if (n > 0) {
            c->written += (size_t)n;
            continue;
        }
        if (n < 0 && errno != EAGAIN && errno != EINTR) {
            figures_note(c->server, c->request, c->written);
            connection_close(c);
            return;
        }
        set_deadline(c, WRITE_SECONDS);
        event_add(&c->write_event, NULL);
        return;
    }
    finish(c);
}

static void on_writable(evutil_socket_t fd, short what, void *at)
{
    (void)fd;
    (void)what;
    write_some(at);
}

static void send_answer(struct connection *c)
{
    c->state = WRITING;
    c->written = 0;
    c->content = reply_head(c, c->request);
    write_some(c);
}

void connection_answered(struct connection *c)
{
    if (c->state == AT_THE_DOOR && c->request->outcome == DONE) {
        begin_large(c);
        return;
    }
    if (!c->body_read)
        c->close = true;
    send_answer(c);
}
