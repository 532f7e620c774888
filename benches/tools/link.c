/** How many candidate pairs of a register are compared in a second of one core; other work on the
 *  machine then counts less. It also writes what benches/link_duckdb.mjs needs to compare the same
 *  pairs: the table, and how many pairs show each set of levels.
 *
 *    build/bench_link REGISTER TABLE LEVELS     reads the first, writes the others */
#include "link/link.h"
#include "link/crew.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { THREADS = 2 };

/** Levels DuckDB has functions for; ASCII only, since it counts bytes. */
static const char rules[] = "id 原编号\nblock 出生日期\n"
                            "compare pinyin(姓名)\n exact\n jaro_winkler 0.9\n"
                            "compare 公民身份号码\n exact\n damerau 1\n"
                            "compare 籍贯\n exact\ncompare 性别\n exact\ncompare 迁入日期\n exact\n"
                            " levenshtein 1\n";

static struct str mapped(const char *path)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0 || !status.st_size)
        return NO_STR;
    void *at = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    return at == MAP_FAILED ? NO_STR : str_from(at, (size_t)status.st_size);
}

static double core_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- the same pairs in both ---- */

struct counting {
    const struct linking *linking;
    struct patterns patterns;
    int64_t pairs;
};

static void count_pairs(void *context, uint32_t a, const uint32_t *b, size_t n)
{
    struct counting *counting = context;
    counting->pairs += (int64_t)n;
    for (size_t i = 0; i < n; i++)
        patterns_add(&counting->patterns,
                     comparisons_pattern(&counting->linking->comparisons, a, b[i]), 1);
}

enum { PLACES = 4096 };

static void count_unit(void *context, size_t thread, size_t unit)
{
    struct counting *counting = (struct counting *)context + thread;
    blocks_pairs(&counting->linking->blocks, 0, unit * PLACES, (unit + 1) * PLACES, count_pairs,
                 counting);
}

/** A line for each set of levels: the levels joined, and how many pairs show it. */
static void write_levels(const struct linking *linking, const struct patterns *patterns, FILE *out)
{
    for (size_t i = 0; i < patterns->room; i++) {
        if (!patterns->slots[i].count)
            continue;
        for (size_t c = 0; c < linking->comparisons.count; c++) {
            const struct comparison *comparison = &linking->comparisons.at[c];
            fprintf(out, "%u",
                    comparison
                        ->level_of_symbol[pattern_symbol(comparison, patterns->slots[i].pattern)]);
        }
        fprintf(out, ",%llu\n", (unsigned long long)patterns->slots[i].count);
    }
}

static double compare_pairs(struct linking *linking, const char *levels)
{
    struct counting counting[THREADS] = { { .linking = linking }, { .linking = linking } };
    double start = core_s();
    crew_run(THREADS, linking->blocks.at[0].count / PLACES + 1, count_unit, counting);
    double took = core_s() - start;
    for (size_t i = 0; i < counting[1].patterns.room; i++)
        if (counting[1].patterns.slots[i].count)
            patterns_add(&counting[0].patterns, counting[1].patterns.slots[i].pattern,
                         counting[1].patterns.slots[i].count);
    FILE *out = fopen(levels, "w");
    ASSERT(out);
    write_levels(linking, &counting[0].patterns, out);
    fclose(out);
    double rate = (double)(counting[0].pairs + counting[1].pairs) / took;
    patterns_close(&counting[0].patterns);
    patterns_close(&counting[1].patterns);
    return rate;
}

/** The columns as both see them; DuckDB has no pinyin. */
static void write_table(const struct linking *linking, const char *path)
{
    FILE *out = fopen(path, "w");
    ASSERT(out);
    fputs("row,born,pinyin,number,native,sex,moved\n", out);
    const struct feature *born = linking->table.features;
    while (!str_is(born->name, "\"出生日期\""))
        born = born->next;
    for (size_t row = 0; row < linking->table.rows; row++) {
        fprintf(out, "%zu," STR_FMT, row, STR_ARG(born->texts.at[born->of_row[row]]));
        for (size_t c = 0; c < linking->comparisons.count; c++) {
            const struct feature *feature = linking->comparisons.at[c].feature;
            fprintf(out, "," STR_FMT, STR_ARG(feature->texts.at[feature->of_row[row]]));
        }
        fputc('\n', out);
    }
    fclose(out);
}

int main(int count, char **arguments)
{
    ASSERT(count == 4);
    SCOPED(linking) linking = { 0 };
    struct desk desk = { .arena = arena_open() };
    struct str csv = mapped(arguments[1]);
    ASSERT(csv.at);
    ASSERT(linking_open(&desk, &linking, str_of(rules), csv, NO_STR, THREADS) == DONE);
    printf("%.0f\n", compare_pairs(&linking, arguments[3]));
    write_table(&linking, arguments[2]);
    arena_close(desk.arena);
    return EXIT_SUCCESS;
}
