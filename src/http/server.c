#include "http/server.h"
#include "base/log.h"
#include "db/db.h"
#include "http/inside.h"
#include "http/routes.h"
#include <errno.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

int64_t monotonic_us(void)
{
    return monotonic_ns() / 1000;
}

/** RFC 9110 wants the names in English and the time in GMT; made once a second. */
static void write_date(char out[40], int64_t instant_us)
{
    static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    int64_t second = instant_us / 1000000;
    struct day day = { (int32_t)(second / 86400) };
    struct civil c = day_civil(day);
    int of_day = (int)(second % 86400);
    snprintf(out, 40, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[day_of_week(day)], c.day,
             months[c.month - 1], c.year, of_day / 3600, of_day / 60 % 60, of_day % 60);
}

static void look_at_the_clock(struct server *server)
{
    int64_t now_s = monotonic_us() / 1000000;
    if (now_s == server->now_s)
        return;
    server->now_s = now_s;
    write_date(server->date, instant_now());
}

/* ---- the pool of requests ---- */

struct http_request *request_take(struct server *server, struct connection *connection)
{
    struct http_request *request = server->spare;
    if (server->in_flight == IN_FLIGHT_MAX)
        return NULL;
    if (request) {
        server->spare = request->next;
    } else {
        request = calloc(1, sizeof *request);
        ASSERT(request != NULL);
        request->server = server;
        request->desk.arena = arena_open();
        request->desk.ids = server->options.ids;
        request->desk.keys = server->options.keys;
    }
    server->in_flight++;
    request->connection = connection;
    request->begun_us = monotonic_us();
    request->answer.status = 0;
    desk_clear(&request->desk);
    desk_at(&request->desk, instant_now());
    return request;
}

/** Back to what calloc gave, but for the memory that the next request uses again. */
void request_release(struct http_request *request)
{
    struct server *server = request->server;
    if (request->plan_close)
        request->plan_close(request->plan);
    struct http_request fresh = { .server = server };
    fresh.desk.arena = request->desk.arena;
    fresh.desk.ids = request->desk.ids;
    fresh.desk.keys = request->desk.keys;
    fresh.answer.body = request->answer.body;
    fresh.answer.lines = request->answer.lines;
    fresh.out = request->out;
    if (fresh.answer.body.room > (size_t)256 * 1024)
        buf_close(&fresh.answer.body);
    desk_clear(&fresh.desk);
    *request = fresh;
    request->next = server->spare;
    server->spare = request;
    server->in_flight--;
}

static void free_spare(struct server *server)
{
    while (server->spare) {
        struct http_request *request = server->spare;
        server->spare = request->next;
        arena_close(request->desk.arena);
        buf_close(&request->answer.body);
        buf_close(&request->answer.lines);
        buf_close(&request->out);
        free(request);
    }
}

/* ---- finished requests come back ---- */

void request_finished(struct http_request *request)
{
    struct server *server = request->server;
    struct http_request *first = atomic_load(&server->finished);
    do {
        request->next = first;
    } while (!atomic_compare_exchange_weak(&server->finished, &first, request));
    uint64_t one = 1;
    if (!first && write(server->wake_fd, &one, sizeof one) != sizeof one)
        log_error("the loop could not be woken: %s", strerror(errno));
}

static struct http_request *reversed(struct http_request *list)
{
    struct http_request *out = NULL;
    while (list) {
        struct http_request *next = list->next;
        list->next = out;
        out = list;
        list = next;
    }
    return out;
}

static void answer_finished(struct server *server)
{
    look_at_the_clock(server);
    struct http_request *list = reversed(atomic_exchange(&server->finished, NULL));
    while (list) {
        struct http_request *next = list->next;
        connection_answered(list->connection);
        list = next;
    }
    figures_flush(server);
}

static void on_wake(evutil_socket_t fd, short what, void *at)
{
    uint64_t count;
    (void)what;
    (void)!read(fd, &count, sizeof count);
    answer_finished(at);
}

/* ---- listening ---- */

static void pause_listening(struct server *server)
{
    if (server->listening)
        event_del(&server->accept_event);
    server->listening = false;
}

static void go_on_listening(struct server *server)
{
    if (server->listening || server->stopping || server->connection_count >= CONNECTIONS_MAX)
        return;
    event_add(&server->accept_event, NULL);
    server->listening = true;
}

static void on_accept(evutil_socket_t fd, short what, void *at)
{
    enum { AT_ONCE = 64 };
    struct server *server = at;
    (void)what;
    look_at_the_clock(server);
    for (int i = 0; i < AT_ONCE; i++) {
        struct sockaddr_storage from;
        socklen_t len = sizeof from;
        if (server->connection_count >= CONNECTIONS_MAX) {
            pause_listening(server); /* those who wait in the backlog are taken when one leaves */
            return;
        }
        int got = accept4(fd, (struct sockaddr *)&from, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (got < 0 && (errno == EMFILE || errno == ENFILE)) {
            log_warn("no file descriptors left for connections");
            pause_listening(server);
        }
        if (got < 0)
            return;
        connection_open(server, got, (struct sockaddr *)&from);
    }
}

static bool split_address(const char *listen_at, char host[256], char port[8])
{
    struct str s = str_of(listen_at);
    size_t colon = s.len;
    while (colon > 0 && s.at[colon - 1] != ':')
        colon--;
    struct str name = str_cut(s, 0, colon ? colon - 1 : 0), number = str_cut(s, colon, s.len);
    if (name.len > 1 && name.at[0] == '[' && str_ends(name, "]"))
        name = str_cut(name, 1, name.len - 2);
    int64_t n;
    if (!colon || name.len == 0 || name.len > 255 || !str_to_int(number, &n) || n < 0 || n > 65535)
        return false;
    snprintf(host, 256, STR_FMT, STR_ARG(name));
    snprintf(port, 8, "%d", (int)n);
    return true;
}

static int bound_socket(const struct addrinfo *to)
{
    int on = 1;
    int fd = socket(to->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, to->ai_addr, to->ai_addrlen) == 0 && listen(fd, 1024) == 0)
        return fd;
    int why = errno;
    close(fd);
    errno = why;
    return -1;
}

static int port_of(int fd)
{
    struct sockaddr_storage at = { 0 };
    socklen_t len = sizeof at;
    char port[8] = "0";
    int64_t n = 0;
    getsockname(fd, (struct sockaddr *)&at, &len);
    getnameinfo((struct sockaddr *)&at, len, NULL, 0, port, sizeof port, NI_NUMERICSERV);
    return str_to_int(str_of(port), &n) ? (int)n : 0;
}

static bool start_listening(struct server *server)
{
    char host[256], port[8];
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE }, *found = NULL;
    if (!split_address(server->options.listen, host, port)) {
        log_error("地址应为 ADDR:PORT / not an address to listen at: %s", server->options.listen);
        return false;
    }
    int code = getaddrinfo(host, port, &hints, &found);
    server->listener = code == 0 ? bound_socket(found) : -1;
    if (server->listener < 0)
        log_error("无法监听 / cannot listen at %s: %s", server->options.listen,
                  code ? gai_strerror(code) : strerror(errno));
    if (found)
        freeaddrinfo(found);
    if (server->listener < 0)
        return false;
    server->port = port_of(server->listener);
    event_assign(&server->accept_event, server->base, server->listener, EV_READ | EV_PERSIST,
                 on_accept, server);
    go_on_listening(server);
    return true;
}

/* ---- the clock, and the end ---- */

static bool nothing_left(const struct server *server)
{
    return server->in_flight == 0 || server->now_s >= server->stop_by;
}

static void on_tick(evutil_socket_t fd, short what, void *at)
{
    struct server *server = at;
    (void)fd;
    (void)what;
    look_at_the_clock(server);
    connections_sweep(server);
    go_on_listening(server);
    figures_flush(server);
    if (server->stopping && nothing_left(server))
        event_base_loopbreak(server->base);
}

/** The second signal ends at once, though what is queued is still done. */
static void on_stop(evutil_socket_t signal_number, short what, void *at)
{
    struct server *server = at;
    (void)what;
    log_info("收到信号 %d，停止服务 / signal %d: stopping", (int)signal_number, (int)signal_number);
    server->stop_by = server->stopping ? 0 : server->now_s + STOP_SECONDS;
    pause_listening(server);
    server->stopping = true;
    event_active(&server->tick_event, EV_TIMEOUT, 1);
}

static void watch(struct server *server)
{
    const struct timeval second = { 1, 0 };
    event_assign(&server->wake_event, server->base, server->wake_fd, EV_READ | EV_PERSIST, on_wake,
                 server);
    event_add(&server->wake_event, NULL);
    event_assign(&server->tick_event, server->base, -1, EV_PERSIST, on_tick, server);
    event_add(&server->tick_event, &second);
    event_assign(&server->term_event, server->base, SIGTERM, EV_SIGNAL | EV_PERSIST, on_stop,
                 server);
    event_add(&server->term_event, NULL);
    event_assign(&server->interrupt_event, server->base, SIGINT, EV_SIGNAL | EV_PERSIST, on_stop,
                 server);
    event_add(&server->interrupt_event, NULL);
}

static void stop_watching(struct server *server)
{
    pause_listening(server);
    event_del(&server->wake_event);
    event_del(&server->tick_event);
    event_del(&server->term_event);
    event_del(&server->interrupt_event);
}

/* ---- opening and closing ---- */

/** A misspelt statement stops the start here, not a clerk later. */
static enum outcome check_statements(struct desk *desk, struct str url)
{
    TRY(db_open(desk, url, DB_READ, &desk->db));
    enum outcome outcome = db_check(desk);
    db_close(desk->db);
    return outcome;
}

static enum outcome open_data(struct server *server, struct desk *desk)
{
    const struct http_options *o = &server->options;
    TRY(check_statements(desk, o->url));
    TRY(queue_open(desk, &(struct queue_options){ o->url, o->group, o->writers }, &server->queue));
    TRY(workers_open(server, "reader", o->readers, IN_FLIGHT_MAX, &server->fast));
    return workers_open(server, "slow", 1, SLOW_WAITING_MAX, &server->slow);
}

static bool open_loop(struct server *server)
{
    struct event_config *config = event_config_new();
    ASSERT(config != NULL);
    event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
    event_config_set_flag(config, EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST);
    server->base = event_base_new_with_config(config);
    event_config_free(config);
    server->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (server->base && server->wake_fd >= 0)
        return true;
    log_error("no event loop: %s", strerror(errno));
    return false;
}

static bool open_all(struct server *server)
{
    struct desk desk = { .arena = arena_open() };
    desk_at(&desk, instant_now());
    routes_index();
    server->listener = server->wake_fd = -1;
    server->sessions = sessions_open();
    server->pages = pages_open(server->options.web);
    bool open = open_loop(server) && open_data(server, &desk) == DONE && start_listening(server);
    arena_close(desk.arena);
    return open;
}

/** Workers first, since they feed the queue; then the queue, which does what it holds. */
static void close_all(struct server *server)
{
    workers_close(server->fast);
    workers_close(server->slow);
    queue_close(server->queue);
    answer_finished(server);
    while (server->connections)
        connection_close(server->connections);
    free_spare(server);
    figures_flush(server);
    buf_close(&server->figures.log);
    pages_close(server->pages);
    sessions_close(server->sessions);
    if (server->listener >= 0)
        close(server->listener);
    if (server->wake_fd >= 0)
        close(server->wake_fd);
    if (server->base)
        event_base_free(server->base);
}

static void run(struct server *server)
{
    const struct http_options *o = &server->options;
    watch(server);
    if (o->listening)
        o->listening(o->ctx, o->listen, server->port);
    event_base_dispatch(server->base);
    stop_watching(server);
}

int http_serve(const struct http_options *options)
{
    struct server *server = calloc(1, sizeof *server);
    ASSERT(server != NULL);
    server->options = *options;
    server->started_us = monotonic_us();
    look_at_the_clock(server);
    bool open = open_all(server);
    if (open)
        run(server);
    close_all(server);
    free(server);
    return open ? 0 : 2;
}
