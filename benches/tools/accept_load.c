/* Clerks at their counters, as the page sends them: logs in N clerks, each with a connection of its
 * own, and lets them accept applications one after the other for some seconds.
 *
 *   accept_load DB_URL PORT LOGINS_FILE PASSWORD SECONDS
 *
 * LOGINS_FILE: `login station` a line. Persons come from the database, each asked once. Prints one
 * line: accepted refused failed seconds p50_us p99_us and exits 1 when anything but 201 was
 * answered. */
#include "db/db.h"
#include "desk_line.h"
#include <sys/epoll.h>

enum { CLERKS_MAX = 256, PERSONS_EACH = 60000, LATENCIES_MAX = 1 << 21 };

struct person_ref {
    int32_t part;
    int64_t id;
};

struct clerk_at_work {
    char login[64];
    int32_t station;
    struct desk_line line;
    struct person_ref *next, *end; /* who waits at this counter */
};

static struct clerk_at_work clerks[CLERKS_MAX];
static int clerk_count;
static int64_t accepted, refused, failed;
static uint32_t *latencies;
static size_t latency_count;
static int port;

static void send_next(struct clerk_at_work *c)
{
    static uint64_t key;
    char body[256], more[80];
    if (c->next == c->end)
        stop("nobody waits at a counter any more");
    snprintf(body, sizeof body,
             "{\"personPart\":%d,\"person\":\"%lld\",\"ground\":\"21\",\"phone\":\"0991\"}",
             c->next->part, (long long)c->next->id);
    c->next++;
    uint64_t k = ++key + (uint64_t)getpid() * 1000000000u;
    snprintf(more, sizeof more, "Idempotency-Key: 00000000-0000-4000-8000-%012llx\r\n",
             (unsigned long long)k);
    line_post(&c->line, "/api/v1/applications", more, body);
}

static void count_answer(struct clerk_at_work *c)
{
    struct str answer = line_answer(&c->line);
    if (latency_count < LATENCIES_MAX)
        latencies[latency_count++] = (uint32_t)(now_us() - c->line.sent_at);
    if (str_starts(answer, "HTTP/1.1 201")) {
        accepted++;
    } else {
        if (refused + failed < 3)
            fprintf(stderr, STR_FMT "\n", STR_ARG(answer));
        *(str_starts(answer, "HTTP/1.1 5") ? &failed : &refused) += 1;
    }
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
        epoll_ctl(ep, EPOLL_CTL_ADD, clerks[i].line.fd, &e);
        send_next(&clerks[i]);
        busy++;
    }
    while (busy) {
        int n = epoll_wait(ep, events, CLERKS_MAX, 10000);
        if (n <= 0)
            stop("no answer for ten seconds");
        for (int i = 0; i < n; i++) {
            struct clerk_at_work *c = events[i].data.ptr;
            line_read(&c->line);
            if (!line_whole(&c->line))
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
        line_log_in(arena, &clerks[i].line, port, clerks[i].login, argv[4]);
    int64_t start = now_us();
    work((int)strtol(argv[5], NULL, 10));
    double seconds = (double)(now_us() - start) / 1e6;
    qsort(latencies, latency_count, sizeof *latencies, by_size);
    printf("%lld %lld %lld %.3f %u %u\n", (long long)accepted, (long long)refused,
           (long long)failed, seconds, latencies[latency_count / 2],
           latencies[latency_count * 99 / 100]);
    return refused || failed;
}
