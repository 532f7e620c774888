#include "base/log.h"
#include "base/buf.h"
#include <stdarg.h>
#include <stdatomic.h>
#include <unistd.h>

static _Atomic int least = LOG_INFO;

void log_at_least(enum log_level level)
{
    least = (int)level;
}

void log_line(enum log_level level, const char *format, ...)
{
    static const char *const names[] = { "debug", "info", "warn", "error" };
    if ((int)level < least)
        return;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    char text[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    struct buf line = { 0 };
    json_open(&line, '{');
    json_key(&line, "at");
    buf_printf(&line, "%lld.%03ld", (long long)now.tv_sec, now.tv_nsec / 1000000);
    json_field_text(&line, "level", names[level]);
    json_field_text(&line, "text", text);
    json_close(&line, '}');
    buf_byte(&line, '\n');
    ssize_t written =
        write(STDERR_FILENO, line.at, line.len); /* whole lines stay whole between threads */
    (void)written;
    buf_close(&line);
}

_Noreturn void assert_failed(const char *fact, const char *file, int line)
{
    log_error("broken promise %s at %s:%d", fact, file, line);
    abort();
}
