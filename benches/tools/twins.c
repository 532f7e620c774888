/** Which citizen numbers a column of a register holds more than once: from the texts, 18 characters
 *  each, to all places that repeat an earlier one, on one thread.
 *
 *    build/bench_twins FILE     a number a line */
#include "base/buf.h"
#include "core/day.h"
#include "register/number_twins.h"
#include <stdio.h>

enum { PASSES = 7 };

static struct str whole_file(const char *path, struct buf *into)
{
    FILE *f = fopen(path, "re");
    ASSERT(f != NULL);
    for (size_t got = 1; got;) {
        char *at = buf_room(into, 1 << 20);
        got = fread(at, 1, 1 << 20, f);
        into->len += got;
    }
    fclose(f);
    return buf_str(into);
}

/** The lines as views. */
static size_t lines_of(struct str text, struct str *lines)
{
    size_t count = 0;
    for (struct str line; str_split(&text, '\n', &line);)
        if (line.len)
            lines[count++] = line;
    return count;
}

int main(int count, char **arguments)
{
    struct buf bytes = { 0 };
    ASSERT(count == 2);
    struct str text = whole_file(arguments[1], &bytes);
    struct str *lines = malloc((text.len / 2 + 1) * sizeof *lines);
    uint64_t *keys = malloc((text.len / 2 + 1) * sizeof *keys);
    ASSERT(lines && keys);
    size_t n = lines_of(text, lines), twice = 0;
    int64_t best = INT64_MAX;
    for (int pass = 0; pass < PASSES; pass++) {
        struct twins twins;
        int64_t from = monotonic_ns();
        for (size_t i = 0; i < n; i++)
            keys[i] = number_key(lines[i]);
        twins_find(keys, n, &twins);
        int64_t took = monotonic_ns() - from;
        best = took < best ? took : best;
        twice = twins.count;
        twins_close(&twins);
    }
    printf("%.2f %zu\n", (double)best / 1e6, twice);
    free(lines);
    free(keys);
    buf_close(&bytes);
    return EXIT_SUCCESS;
}
