#include "cli/progress.h"
#include <unistd.h>

enum { BAR = 24, SECOND = 1000000, TERMINAL_STEP = SECOND / 5, PLAIN_STEP = 5 * SECOND };

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * SECOND + now.tv_nsec / 1000;
}

struct progress progress_begin(const char *zh, const char *en)
{
    int64_t now = now_us();
    return (struct progress){ zh, en, now, now, isatty(STDERR_FILENO) != 0, false };
}

static void draw_bar(double done, char bar[BAR + 1])
{
    for (int i = 0; i < BAR; i++)
        bar[i] = i < done * BAR ? '#' : '-';
    bar[BAR] = '\0';
}

void progress_show(struct progress *progress, int64_t count, uint64_t part, uint64_t whole)
{
    int64_t now = now_us(), spent = now - progress->begun;
    if (!part || !spent ||
        now - progress->shown < (progress->terminal ? TERMINAL_STEP : PLAIN_STEP))
        return;
    double done = whole ? (double)part / (double)whole : 1;
    double left = (double)spent / done - (double)spent;
    progress->shown = now;
    progress->written = true;
    char bar[BAR + 1];
    draw_bar(done, bar);
    if (progress->terminal)
        fprintf(stderr, "\r[%s] ", bar);
    fprintf(stderr, "%lld %s %s %.0f%% %.0f/s 剩余 left %.0f s%s", (long long)count, progress->zh,
            progress->en, 100 * done, (double)count / ((double)spent / SECOND), left / SECOND,
            progress->terminal ? "\x1b[K" : "\n");
}

void progress_end(struct progress *progress)
{
    if (progress->terminal && progress->written)
        fputc('\n', stderr);
    progress->written = false;
}
