#include "support/golden.h"
#include "base/buf.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { PATH_ROOM = 512 };

static const char *path_in(char out[PATH_ROOM], const char *folder, const char *name)
{
    int n = snprintf(out, PATH_ROOM, "%s/%s", folder, name);
    ASSERT(n > 0 && n < PATH_ROOM);
    return out;
}

static void make_folders_of(const char *path)
{
    char folder[PATH_ROOM];
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
        if (mkdir(folder, 0755) != 0 && errno != EEXIST)
            fail_msg("cannot make folder %s", folder);
    }
}

static void write_file(const char *path, struct str bytes)
{
    make_folders_of(path);
    FILE *file = fopen(path, "wb");
    if (!file)
        fail_msg("cannot write %s", path);
    bool whole = bytes.len == 0 || fwrite(bytes.at, 1, bytes.len, file) == bytes.len;
    if (fclose(file) != 0 || !whole)
        fail_msg("cannot write all of %s", path);
}

/** False when there is no such file. */
static bool read_file(const char *path, struct buf *out)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    for (size_t got = 1; got > 0; out->len += got)
        got = fread(buf_room(out, 1 << 16), 1, 1 << 16, file);
    fclose(file);
    return true;
}

static struct str line_at(struct str text, size_t from)
{
    while (from > 0 && text.at[from - 1] != '\n')
        from--;
    struct str rest = str_cut(text, from, text.len - from);
    return str_cut(rest, 0, str_find_byte(rest, '\n'));
}

static void report_difference(const char *name, struct str want, struct str got)
{
    size_t same = 0;
    int line = 1;
    for (; same < want.len && same < got.len && want.at[same] == got.at[same]; same++)
        line += want.at[same] == '\n';
    print_error("tests/golden/%s differs at line %d\n  was: " STR_FMT "\n  now: " STR_FMT "\n",
                name, line, STR_ARG(line_at(want, same)), STR_ARG(line_at(got, same)));
}

static void keep_for_review(const char *name, struct str bytes)
{
    char folder[PATH_ROOM], path[PATH_ROOM];
    const char *artefacts = getenv("JUMIN_ARTEFACTS");
    path_in(folder, artefacts ? artefacts : "build-test/artefacts", "golden");
    write_file(path_in(path, folder, name), bytes);
    print_error("what it is now: %s\n", path);
}

static bool matches(const char *name, const char *path, struct str bytes)
{
    SCOPED(buf) want = { 0 };
    bool there = read_file(path, &want);
    if (there && str_eq(buf_str(&want), bytes))
        return true;
    if (there)
        report_difference(name, buf_str(&want), bytes);
    else
        print_error("%s is missing\n", path);
    keep_for_review(name, bytes);
    return false;
}

void golden_check(const char *name, struct str bytes)
{
    char path[PATH_ROOM];
    path_in(path, "tests/golden", name);
    const char *mode = getenv("JUMIN_GOLDEN");
    if (mode && strcmp(mode, "write") == 0)
        write_file(path, bytes);
    else if (!matches(name, path, bytes))
        fail_msg("%s is not what the program prints; tools/golden rewrites it", path);
}
