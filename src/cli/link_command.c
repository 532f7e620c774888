/** `jumin link A [B] --spec SPEC --out FILE [--clusters] [--summary]`: files in, a file out; no
 *  database and nobody at the desk. docs/link.md is its manual. */
#include "cli/cli.h"
#include "cli/commands.h"
#include "link/link.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINK_SPEC_BYTES = 1 << 20, LINK_THREADS = 2 };

/** A file as it lies on the disk: what is not looked at needs no memory. */
struct mapped {
    void *at;
    size_t len;
};

static void mapped_close(struct mapped *mapped)
{
    if (mapped->at)
        munmap(mapped->at, mapped->len);
    *mapped = (struct mapped){ 0 };
}

static enum outcome map_file(struct desk *desk, struct str path, struct mapped *out)
{
    struct stat status;
    int file = open(arena_text(desk->arena, path), O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        if (file >= 0)
            close(file);
        return fail(desk, "cannot read " STR_FMT, STR_ARG(path));
    }
    out->len = (size_t)status.st_size;
    void *at = out->len ? mmap(NULL, out->len, PROT_READ, MAP_PRIVATE, file, 0) : NULL;
    close(file);
    if (at == MAP_FAILED)
        return fail(desk, "cannot read " STR_FMT, STR_ARG(path));
    out->at = at;
    return DONE;
}

static enum outcome write_pairs(struct cli *cli, struct str rows)
{
    struct str path = cli_option(cli, "--out");
    if (str_is(path, "-"))
        return cli_out(rows) ? DONE : fail(&cli->desk, "cannot write");
    FILE *file = fopen(arena_text(cli->desk.arena, path), "wb");
    bool whole = file && fwrite(rows.at, 1, rows.len, file) == rows.len;
    if (file && fclose(file) != 0)
        whole = false;
    return whole ? DONE : fail(&cli->desk, "cannot write " STR_FMT, STR_ARG(path));
}

static struct str mapped_text(const struct mapped *mapped)
{
    return mapped->len ? str_from(mapped->at, mapped->len) : STR("");
}

static enum outcome link_tables(struct cli *cli, struct linking *linking, struct str spec,
                                struct str a, struct str b)
{
    SCOPED(buf) rows = { 0 };
    SCOPED(buf) summary = { 0 };
    TRY(linking_open(&cli->desk, linking, spec, a, b, LINK_THREADS));
    linking_train(linking);
    linking_score(linking);
    if (cli_flag(cli, "--clusters"))
        linking_cluster(linking);
    linking_write(linking, &rows);
    TRY(write_pairs(cli, buf_str(&rows)));
    if (cli_flag(cli, "--summary"))
        linking_summary(linking, &summary);
    else
        buf_printf(&summary,
                   "%zu 对 pairs, 阈值 threshold %.4f, 预期精确率 expected precision %.4f",
                   linking->pair_count, linking->threshold, linking->precision);
    cli_say(STR_FMT, STR_ARG(buf_str(&summary)));
    return DONE;
}

static int run_link(struct cli *cli)
{
    SCOPED(mapped) a = { 0 };
    SCOPED(mapped) b = { 0 };
    SCOPED(linking) linking = { 0 };
    struct str spec, second = cli_argument(cli, "B");
    CLI_TRY(cli_read_file(&cli->desk, cli_option(cli, "--spec"), LINK_SPEC_BYTES, &spec));
    CLI_TRY(map_file(&cli->desk, cli_argument(cli, "A"), &a));
    if (second.at)
        CLI_TRY(map_file(&cli->desk, second, &b));
    return (int)link_tables(cli, &linking, spec, mapped_text(&a),
                            second.at ? mapped_text(&b) : NO_STR);
}

/* clang-format off */
const struct command link_commands[] = {
    { "link", "A [B] --spec SPEC --out FILE [--clusters] [--summary]", NO_DATABASE, run_link,
      "查找可能同一人的登记", "probable same persons in a table, or in two" },
};
/* clang-format on */
const size_t link_command_count = COUNT(link_commands);
