#include "city/generate_command.h"
#include "city/files.h"
#include <unistd.h>

enum { EXIT_DONE = 0, EXIT_FAILED = 2, EXIT_USAGE = 64 };

static bool take_number(struct str value, int64_t low, int64_t high, int64_t *out)
{
    return str_to_int(value, out) && *out >= low && *out <= high;
}

static bool take_people(struct str value, struct city_files_order *order)
{
    return take_number(value, CITY_PEOPLE_MIN, CITY_PEOPLE_MAX, &order->city.people);
}

static bool take_seed(struct str value, struct city_files_order *order)
{
    int64_t seed = 0;
    bool good = take_number(value, 0, INT64_MAX, &seed);
    order->city.seed = (uint64_t)seed;
    return good;
}

static bool take_folder(struct str value, struct city_files_order *order)
{
    order->folder = value.at;
    return value.len > 0 && value.len < 3000;
}

static bool take_encoding(struct str value, struct city_files_order *order)
{
    order->gb18030 = str_is(value, "gb18030");
    return order->gb18030 || str_is(value, "utf-8");
}

static bool take_portraits(struct str value, struct city_files_order *order)
{
    return take_number(value, 0, CITY_PEOPLE_MAX, &order->portraits);
}

static bool take_day(struct str value, struct city_files_order *order)
{
    static const struct day first = DAY(1990, 1, 1), last = DAY(2100, 1, 1);
    return day_parse(value, &order->city.on) && order->city.on.n >= first.n &&
           order->city.on.n <= last.n;
}

static const struct option {
    const char *name;
    bool (*take)(struct str value, struct city_files_order *order);
    const char *what;
} options[] = {
    { "--people", take_people, "人数，100 至 1500000 · people" },
    { "--seed", take_seed, "种子，同一种子生成相同文件 · same seed, same bytes" },
    { "--out", take_folder, "输出文件夹 · folder for the files" },
    { "--encoding", take_encoding, "utf-8（默认）或 gb18030 · encoding of the files" },
    { "--portraits", take_portraits, "绘制相片张数 · how many portraits to draw" },
    { "--on", take_day, "登记基准日，默认 2026-01-01 · day of the register, 1990 to 2100" },
};

static int usage(const char *what)
{
    if (what)
        fprintf(stderr, "参数有误：%s · wrong use\n", what);
    fputs("用法 Usage: jumin city generate --people N --seed S --out DIR\n", stderr);
    for (size_t i = 0; i < COUNT(options); i++)
        fprintf(stderr, "  %-12s %s\n", options[i].name, options[i].what);
    return EXIT_USAGE;
}

/** NULL, or the argument that was wrong. */
static const char *read_arguments(int argc, char **argv, struct city_files_order *order)
{
    for (int i = 1; i < argc; i += 2) {
        const struct option *option = NULL;
        for (size_t o = 0; o < COUNT(options); o++)
            if (!strcmp(argv[i], options[o].name))
                option = &options[o];
        if (!option || i + 1 == argc || !option->take(str_of(argv[i + 1]), order))
            return argv[i];
    }
    return order->city.people && order->folder ? NULL : "--people, --out";
}

static int64_t began_us;

static double seconds(void)
{
    return (double)(instant_now() - began_us) / 1e6;
}

/** A bar on a terminal, plain lines elsewhere. */
static void show(int64_t people, int64_t of)
{
    static const char full[] = "##############################";
    int width = (int)(people * 30 / of);
    double took = seconds(), rate = took > 0 ? (double)people / took : 0;
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r[%-30.*s] %lld / %lld  %.0f/s  剩余 %.0f s left ", width, full,
                (long long)people, (long long)of, rate,
                rate > 0 ? (double)(of - people) / rate : 0.0);
    else if (people % 200000 == 0)
        fprintf(stderr, "%lld / %lld  %.0f/s\n", (long long)people, (long long)of, rate);
}

static void tell(const struct city_files_order *order, const struct city_counts *counts)
{
    if (isatty(STDERR_FILENO))
        fputc('\n', stderr);
    for (enum city_table table = 0; table < CITY_TABLES; table++)
        fprintf(stderr, "%s/%s  %lld 行 rows\n", order->folder, city_headings[table].file,
                (long long)counts->rows[table]);
    if (counts->portraits)
        fprintf(stderr, "%s/portraits  %lld 张 portraits\n", order->folder,
                (long long)counts->portraits);
    fprintf(stderr, "用时 %.2f s\n", seconds());
}

int city_generate_main(int argc, char **argv)
{
    struct city_files_order order = { .city = { .seed = 1, .on = CITY_USUAL_DAY },
                                      .progress = show };
    struct city_counts counts;
    char cause[256];
    const char *wrong = argc < 2 ? "" : read_arguments(argc, argv, &order);
    if (wrong)
        return usage(wrong[0] ? wrong : NULL);
    began_us = instant_now();
    if (city_write_files(&order, &counts, cause) != DONE) {
        fprintf(stderr, "生成未完成：%s · not written\n", cause);
        return EXIT_FAILED;
    }
    tell(&order, &counts);
    return EXIT_DONE;
}
