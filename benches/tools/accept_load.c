/* Clerks at their counters, as the page sends them: logs in N clerks, each with a connection of its
 * own, and lets them accept applications one after the other for some seconds.
 *
 *   accept_load DB_URL PORT LOGINS_FILE PASSWORD SECONDS
 *
 * LOGINS_FILE: `login station` a line. Persons come from the database, each asked once. Prints one
 * line: accepted refused failed seconds p50_us p99_us and exits 1 when anything but 201 was
 * answered. */
#include "base/buf.h"
#include "db/db.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CLERKS_MAX = 256, ANSWER_MAX = 16384, PERSONS_EACH = 60000, LATENCIES_MAX = 1 << 21 };

struct person_ref {
    int32_t part;
    int64_t id;
};

struct clerk_at_work {
    char login[64];
    int32_t station;
    int fd;
    struct str cookie, csrf;
    struct person_ref *next, *end; /* who waits at this counter */
    char answer[ANSWER_MAX];
    size_t got;
    int64_t sent_at;
};

static struct clerk_at_work clerks[CLERKS_MAX];
static int clerk_count;
static int64_t accepted, refused, failed;
static uint32_t *latencies;
static size_t latency_count;
static int port;

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static _Noreturn void stop(const char *what)
{
    fprintf(stderr, "accept_load: %s: %s\n", what, strerror(errno));
    exit(2);
}

static int dial(void)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
        stop("connect");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

/** Length of the whole answer when it is all here, else 0. */
static size_t whole(const struct clerk_at_work *c)
{
    struct str s = { c->answer, c->got }, head = STR("\r\n\r\n"), length = STR("Content-Length: ");
    size_t end = str_find(s, head), at = str_find(s, length);
    int64_t body = 0;
    if (end == s.len)
        return 0;
    struct str digits = str_cut(s, at + length.len, s.len);
    digits = str_cut(digits, 0, str_find_byte(digits, '\r'));
    if (at > end || !str_to_int(digits, &body))
        return 0;
    size_t all = end + head.len + (size_t)body;
    return all <= c->got ? all : 0;
}

static void read_more(struct clerk_at_work *c)
{
    ssize_t n = read(c->fd, c->answer + c->got, sizeof c->answer - c->got);
    if (n <= 0)
        stop("the server closed a connection");
    c->got += (size_t)n;
}

static struct str between(struct str s, const char *before, char end)
{
    size_t at = str_find(s, str_of(before));
    if (at == s.len)
        stop(before);
    struct str rest = str_cut(s, at + strlen(before), s.len);
    return str_cut(rest, 0, str_find_byte(rest, end));
}

static void log_in(struct arena *arena, struct clerk_at_work *c, const char *password)
{
    char body[256], request[1024];
    int n =
        snprintf(body, sizeof body, "{\"login\":\"%s\",\"password\":\"%s\"}", c->login, password);
    int m = snprintf(request, sizeof request,
                     "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                     "application/json\r\nContent-Length: %d\r\n\r\n%s",
                     n, body);
    c->fd = dial();
    if (write(c->fd, request, (size_t)m) != m)
        stop("log in");
    c->got = 0;
    while (!whole(c))
        read_more(c);
    struct str answer = { c->answer, c->got };
    if (!str_starts(answer, "HTTP/1.1 20")) {
        fprintf(stderr, STR_FMT "\n", STR_ARG(answer));
        stop("log in");
    }
    c->cookie = arena_str(arena, between(answer, "__Host-jumin=", ';'));
    c->csrf = arena_str(arena, between(answer, "\"csrf\":\"", '"'));
    c->got = 0;
}

static void send_next(struct clerk_at_work *c)
{
    static uint64_t key;
    char body[256], request[2048];
    if (c->next == c->end)
        stop("nobody waits at a counter any more");
    int n = snprintf(body, sizeof body,
                     "{\"personPart\":%d,\"person\":\"%lld\",\"ground\":\"21\",\"phone\":\"0991\"}",
                     c->next->part, (long long)c->next->id);
    c->next++;
    uint64_t k = ++key + (uint64_t)getpid() * 1000000000u;
    int m =
        snprintf(request, sizeof request,
                 "POST /api/v1/applications HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                 "application/json\r\nCookie: __Host-jumin=" STR_FMT "\r\nX-CSRF-Token: " STR_FMT
                 "\r\nIdempotency-Key: 00000000-0000-4000-8000-%012llx\r\nContent-Length: "
                 "%d\r\n\r\n%s",
                 STR_ARG(c->cookie), STR_ARG(c->csrf), (unsigned long long)k, n, body);
    c->sent_at = now_us();
    if (write(c->fd, request, (size_t)m) != m)
        stop("send");
}

static void count_answer(struct clerk_at_work *c)
{
    struct str answer = { c->answer, c->got };
    if (latency_count < LATENCIES_MAX)
        latencies[latency_count++] = (uint32_t)(now_us() - c->sent_at);
    if (str_starts(answer, "HTTP/1.1 201")) {
        accepted++;
    } else {
        if (refused + failed < 3)
            fprintf(stderr, STR_FMT "\n", STR_ARG(answer));
        *(str_starts(answer, "HTTP/1.1 5") ? &failed : &refused) += 1;
    }
    c->got = 0;
}

static const struct statement persons_of = {
    "bench_persons",
    "SELECT p.part, p.id FROM person p WHERE p.station = $1 AND p.status = '0' AND p.born_on < $2 "
    "AND "
    "length(p.name) <= 12 AND p.sex IN ('1', '2') AND p.ethnic <> '' "
    "AND NOT EXISTS (SELECT 1 FROM application a WHERE a.part = p.part AND a.person = p.id) AND "
    "NOT EXISTS (SELECT 1 FROM number_case c WHERE c.part = p.part AND c.person = p.id) "
    "ORDER BY p.id LIMIT $3",
    3,
    1,
    0,
    -1
};

/** The people of a station, shared out among its clerks. */
static void share_out(struct desk *desk, int first)
{
    struct rows rows;
    int same = 0, nth = 0;
    static const struct day born_before = DAY(1990, 1, 1);
    int32_t station = clerks[first].station;
    for (int i = 0; i < clerk_count; i++)
        same += clerks[i].station == station;
    if (db_list(desk, &persons_of, WITH(v_int(station), v_day(born_before), v_int(PERSONS_EACH)),
                &rows) != DONE)
        stop("persons");
    struct person_ref *all = malloc((rows.count + 1) * sizeof *all);
    for (size_t i = 0; i < rows.count; i++)
        all[i] = (struct person_ref){ (int32_t)row_int(rows_at(&rows, i), 0),
                                      row_int(rows_at(&rows, i), 1) };
    for (int i = 0; i < clerk_count; i++) {
        if (clerks[i].station != station)
            continue;
        clerks[i].next = all + rows.count * (size_t)nth / (size_t)same;
        clerks[i].end = all + rows.count * (size_t)(nth + 1) / (size_t)same;
        nth++;
    }
    arena_reset(desk->arena);
}

static void read_clerks(const char *path)
{
    FILE *f = fopen(path, "r");
    if (!f)
        stop(path);
    while (clerk_count < CLERKS_MAX &&
           fscanf(f, "%63s %d", clerks[clerk_count].login, &clerks[clerk_count].station) == 2)
        clerk_count++;
    fclose(f);
}

static void work(int seconds)
{
    int ep = epoll_create1(0), busy = 0;
    struct epoll_event events[CLERKS_MAX];
    int64_t end = now_us() + (int64_t)seconds * 1000000;
    for (int i = 0; i < clerk_count; i++) {
        struct epoll_event e = { .events = EPOLLIN, .data.ptr = &clerks[i] };
        epoll_ctl(ep, EPOLL_CTL_ADD, clerks[i].fd, &e);
        send_next(&clerks[i]);
        busy++;
    }
    while (busy) {
        int n = epoll_wait(ep, events, CLERKS_MAX, 10000);
        if (n <= 0)
            stop("no answer for ten seconds");
        for (int i = 0; i < n; i++) {
            struct clerk_at_work *c = events[i].data.ptr;
            read_more(c);
            if (!whole(c))
                continue;
            count_answer(c);
            if (now_us() < end)
                send_next(c);
            else
                busy--;
        }
    }
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    struct ids ids = { .writer = 1000 };
    struct desk desk = { .arena = arena_open(), .ids = &ids, .expected_version = -1 };
    struct arena *arena = arena_open();
    if (argc != 6)
        return 64;
    port = (int)strtol(argv[2], NULL, 10);
    latencies = malloc(LATENCIES_MAX * sizeof *latencies);
    if (!latencies || db_open(&desk, str_of(argv[1]), DB_READ, &desk.db) != DONE)
        return 2;
    read_clerks(argv[3]);
    for (int i = 0; i < clerk_count; i++)
        if (!clerks[i].next)
            share_out(&desk, i);
    db_close(desk.db);
    for (int i = 0; i < clerk_count; i++)
        log_in(arena, &clerks[i], argv[4]);
    int64_t start = now_us();
    work((int)strtol(argv[5], NULL, 10));
    double seconds = (double)(now_us() - start) / 1e6;
    qsort(latencies, latency_count, sizeof *latencies, by_size);
    printf("%lld %lld %lld %.3f %u %u\n", (long long)accepted, (long long)refused,
           (long long)failed, seconds, latencies[latency_count / 2],
           latencies[latency_count * 99 / 100]);
    return refused || failed;
}
