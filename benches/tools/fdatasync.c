/* What one durable write of a page costs here: fdatasync FILE prints the median in µs of two hundred. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { WRITES = 200, PAGE = 4096 };

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    static char page[PAGE];
    double us[WRITES];
    int fd = argc == 2 ? open(argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    if (fd < 0)
        return 2;
    for (int i = 0; i < WRITES; i++) {
        struct timespec a, b;
        memset(page, i, sizeof page);
        clock_gettime(CLOCK_MONOTONIC, &a);
        if (write(fd, page, sizeof page) != PAGE || fdatasync(fd) != 0)
            return 2;
        clock_gettime(CLOCK_MONOTONIC, &b);
        us[i] = (double)(b.tv_sec - a.tv_sec) * 1e6 + (double)(b.tv_nsec - a.tv_nsec) / 1e3;
    }
    qsort(us, WRITES, sizeof *us, by_size);
    printf("%.0f\n", us[WRITES / 2]);
    return 0;
}
