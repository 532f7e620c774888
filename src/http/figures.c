/** What the server counts and logs of its requests: methods, addresses as they stand in the tables,
 * statuses, times. Never a value of an address, a header or a body. */
#include "base/log.h"
#include "http/inside.h"
#include "http/routes.h"
#include <unistd.h>

static const double bucket_seconds[BUCKETS] = { 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                0.05,  0.1,    0.25,  1,    5 };

static size_t place_of(const struct http_request *request)
{
    return request->route ? route_place(request->route) : ROUTES_MAX;
}

static const char *path_of(const struct http_request *request)
{
    return request->route ? request->route->path : "-";
}

/** The trace of whoever called is passed on as it came, if it looks like one: 55 digits and dashes.
 */
static bool good_trace(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!(s.at[i] == '-' || (s.at[i] >= '0' && s.at[i] <= '9') ||
              (s.at[i] >= 'a' && s.at[i] <= 'f')))
            return false;
    return s.len == 55;
}

static void put_line(struct buf *log, const struct http_request *request, int64_t us, size_t bytes)
{
    const struct http_head *head = request->head;
    int64_t now = instant_now();
    json_open(log, '{');
    json_key(log, "at");
    buf_printf(log, "%lld.%03d", (long long)(now / 1000000), (int)(now / 1000 % 1000));
    json_field_text(log, "level", "info");
    json_field_text(log, "method", head ? http_method_text(head->method) : "-");
    json_field_text(log, "route", path_of(request));
    json_field_int(log, "status", request->answer.status);
    json_key(log, "ms");
    buf_printf(log, "%lld.%02d", (long long)(us / 1000), (int)(us % 1000 / 10));
    json_field_int(log, "bytes", (int64_t)bytes);
    if (request->desk.why.incident)
        json_field_int(log, "incident", request->desk.why.incident);
    if (head && good_trace(head->line[LINE_TRACE]))
        json_field_str(log, "trace", head->line[LINE_TRACE]);
    json_close(log, '}');
    buf_byte(log, '\n');
}

void figures_note(struct server *server, const struct http_request *request, size_t bytes)
{
    struct figures *figures = &server->figures;
    int64_t us = monotonic_us() - request->begun_us;
    double seconds = (double)us / 1e6;
    size_t bucket = 0;
    while (bucket < BUCKETS && seconds > bucket_seconds[bucket])
        bucket++;
    figures->by_time[bucket]++;
    figures->seconds += seconds;
    figures->by_route[place_of(request)][request->answer.status / 100 - 1]++;
    if (!server->options.quiet)
        put_line(&figures->log, request, us, bytes);
    if (figures->log.len > 16 * 1024)
        figures_flush(server);
}

void figures_flush(struct server *server)
{
    struct buf *log = &server->figures.log;
    if (log->len)
        (void)!write(STDERR_FILENO, log->at, log->len);
    buf_clear(log);
}

/* ---- Prometheus text ---- */

static void put_requests(const struct figures *figures, struct buf *out)
{
    buf_text(out, "# HELP jumin_http_requests_total Requests answered.\n"
                  "# TYPE jumin_http_requests_total counter\n");
    for (size_t i = 0; i <= ROUTES_MAX; i++)
        for (int s = 0; s < 5; s++) {
            if (figures->by_route[i][s] == 0)
                continue;
            const struct route *route = i < route_count() ? route_at(i) : NULL;
            buf_printf(
                out, "jumin_http_requests_total{method=\"%s\",route=\"%s\",status=\"%dxx\"} %lld\n",
                route ? http_method_text(route->method) : "", route ? route->path : "other", s + 1,
                (long long)figures->by_route[i][s]);
        }
}

static void put_times(const struct figures *figures, struct buf *out)
{
    int64_t sum = 0;
    buf_text(
        out,
        "# HELP jumin_http_request_seconds From the head of a request to the end of its answer.\n"
        "# TYPE jumin_http_request_seconds histogram\n");
    for (size_t i = 0; i < BUCKETS; i++) {
        sum += figures->by_time[i];
        buf_printf(out, "jumin_http_request_seconds_bucket{le=\"%g\"} %lld\n", bucket_seconds[i],
                   (long long)sum);
    }
    sum += figures->by_time[BUCKETS];
    buf_printf(out, "jumin_http_request_seconds_bucket{le=\"+Inf\"} %lld\n", (long long)sum);
    buf_printf(out, "jumin_http_request_seconds_sum %.6f\n", figures->seconds);
    buf_printf(out, "jumin_http_request_seconds_count %lld\n", (long long)sum);
}

static int64_t resident_bytes(void)
{
    long pages = 0;
    FILE *f = fopen("/proc/self/statm", "re");
    if (f && fscanf(f, "%*d %ld", &pages) != 1)
        pages = 0;
    if (f)
        fclose(f);
    return (int64_t)pages * sysconf(_SC_PAGESIZE);
}

static void put_one(struct buf *out, const char *name, const char *type, const char *help,
                    int64_t value)
{
    buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n%s %lld\n", name, help, name, type, name,
               (long long)value);
}

static void put_cost(struct buf *out, const char *unit, const char *name, int64_t value)
{
    buf_printf(out, "jumin_db_writer_%s_total{statement=\"%s\"} %lld\n", unit, name,
               (long long)value);
}

/** Where the writers' time goes: each statement that was run, beginnings and commits. */
static void put_costs(struct queue *queue, struct buf *out)
{
    size_t count = db_cost_count();
    struct db_cost *costs = calloc(count, sizeof *costs);
    ASSERT(costs != NULL);
    queue_costs_add(queue, costs);
    buf_text(out, "# HELP jumin_db_writer_statements_total Statements run by the writers.\n"
                  "# TYPE jumin_db_writer_statements_total counter\n");
    for (size_t i = 0; i < count; i++)
        if (costs[i].runs)
            put_cost(out, "statements", costs[i].name, costs[i].runs);
    buf_text(out, "# HELP jumin_db_writer_microseconds_total Time of the writers' statements.\n"
                  "# TYPE jumin_db_writer_microseconds_total counter\n");
    for (size_t i = 0; i < count; i++)
        if (costs[i].runs)
            put_cost(out, "microseconds", costs[i].name, costs[i].ns / 1000);
    free(costs);
}

void figures_text(struct server *server, struct buf *out)
{
    put_requests(&server->figures, out);
    put_times(&server->figures, out);
    put_one(out, "jumin_http_connections", "gauge", "Open connections.", server->connection_count);
    put_one(out, "jumin_http_in_flight", "gauge", "Requests not yet answered.", server->in_flight);
    put_one(out, "jumin_db_commits_total", "counter", "Commits of the writers.",
            queue_commits(server->queue));
    put_one(out, "jumin_db_writer_busy_microseconds_total", "counter",
            "Time the writers were at work, waiting for the disk included.",
            queue_busy_ns(server->queue) / 1000);
    put_costs(server->queue, out);
    put_one(out, "jumin_uptime_seconds", "gauge", "Since the start.",
            (monotonic_us() - server->started_us) / 1000000);
    put_one(out, "process_resident_memory_bytes", "gauge", "Resident memory.", resident_bytes());
}
